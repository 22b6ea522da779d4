"""Drafts to records: flags, decisions and their history."""
