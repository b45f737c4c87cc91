"""Ways out: by mail through a relay, or into a folder."""
