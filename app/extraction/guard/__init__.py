"""Text that speaks to machines: found before anything else is read, and left out."""
