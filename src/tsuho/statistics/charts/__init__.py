"""Charts: an answer becomes a Vega-Lite specification, the same for paper and web, drawn as SVG by one theme."""
