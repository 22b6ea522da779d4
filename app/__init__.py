"""Resumes, transcripts and job histories to signed Learning and Employment Records."""

__version__ = "0.1.0"
