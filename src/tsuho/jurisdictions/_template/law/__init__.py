"""One provision of the law of this country, one file."""
