"""What a language model finds: asked for in windows, checked, and merged with what was found offline."""
