"""One provision of the law of Japan, one file."""
