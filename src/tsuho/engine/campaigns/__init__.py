"""Campaigns: which messages are of one sender, by keys that can be named."""
