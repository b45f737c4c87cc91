"""Who may come in: the staff's accounts, with roles."""
