"""The published series, one file each: what is counted, in what unit, split by what, and what may not be shown."""
