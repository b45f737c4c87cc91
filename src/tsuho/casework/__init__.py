"""What the centre does, one verb per file, through the sockets of ports.py."""
