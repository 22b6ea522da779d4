"""Files that mean harm, or are broken, made anew each time: `python -m tests.hostile` counts what comes of each."""
