"""The phone desk of Japan: its scripts and where callers are sent on, as dated tables."""
