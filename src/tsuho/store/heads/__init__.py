"""Where the heads of the audit log are kept, apart from the database."""
