"""Texts that somebody plants in a resume, and where they are planted."""
