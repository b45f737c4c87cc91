"""Finders of what a mail displays, shared by the rules."""
