"""Resumes that say more to a machine than to a person, and honest ones that look like it."""
