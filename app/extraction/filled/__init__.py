"""Forms that somebody filled in: what is ticked in them, and the jobs that their labelled boxes tell."""
