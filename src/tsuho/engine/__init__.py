"""Pure thinking: bytes in, values out. No wire, no clock, no disk; outside facts come in as arguments."""
