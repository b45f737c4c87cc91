"""Accepted mail until it is evidence: on SQLite, or in memory for tests."""
