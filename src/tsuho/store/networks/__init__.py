"""Imported network tables: what foreign files say, kept as dated snapshots that every worker maps into memory."""
