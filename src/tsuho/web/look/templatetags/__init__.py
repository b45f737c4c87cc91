"""The tags that every template of ours may use."""
