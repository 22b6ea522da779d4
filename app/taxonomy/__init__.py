"""Frameworks of skills and occupations: load, index, search, import. Knows nothing about claims."""
