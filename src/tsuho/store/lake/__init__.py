"""The evidence of years: raw bytes, facts and findings, in columnar files that any engine can read."""
