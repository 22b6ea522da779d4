"""Transcripts to entries: each course, and what became of it."""
