"""Sections of education to entries."""
