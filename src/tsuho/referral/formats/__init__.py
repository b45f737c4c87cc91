"""Formats that machines read; each knows nothing of the others."""
