"""Words: what the word lists say of them, and patterns to look for."""
