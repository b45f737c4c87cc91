"""Invented mail with its truth: realistic Japanese spam and reports for the demo, the benches and the tests.

Pure: values out, no clock, no sockets; all chance comes from a seed, and the same seed gives the same bytes.
"""
