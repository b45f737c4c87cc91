"""The documents built on the published series: each takes answers and gives a paper, a publication or files. No figure is typed."""
