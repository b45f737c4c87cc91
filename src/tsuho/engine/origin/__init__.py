"""Naming the origin without ever trusting a line the sender could write."""
