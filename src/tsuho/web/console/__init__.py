"""The staff's windows."""
