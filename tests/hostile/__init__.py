"""Files that mean harm, or are broken, made anew each time: `python -m tests.hostile` counts what comes of each.

`python -m tests.hostile.fuzz` changes them, and honest samples, until a reader fails; `test_found` holds what did.
"""
