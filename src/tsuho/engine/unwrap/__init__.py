"""Recovering the original from the way people really forward mail: one wrapping per file, tried in table order."""
