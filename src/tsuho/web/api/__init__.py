"""The programming interface under /api/v1/, for those who hold a key."""
