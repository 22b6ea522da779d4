"""Sections of work to entries."""
