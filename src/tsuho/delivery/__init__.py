"""Ways out: by mail through a relay, by HTTPS, or into a folder."""
