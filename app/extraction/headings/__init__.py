"""Rows to headings, and to the sections that they open."""
