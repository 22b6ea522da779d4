"""Projects of forms to what they are called."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extraction.lines.rows import Row

_PROJECT = re.compile(
    r"(?:project (?:name|title)|(?:name|title) of (?:the )?project)(?:\s*:\s+|\t+|\s{2,})(?=\S)", re.I
)
_COUNTED = re.compile(r"project\s?(?:no\.?\s?)?[#-]?\s?\d{1,2}\s*[:.)-]?", re.I)
"""The label of a project's name, and a line that only counts it ("Project #1")."""


def named_projects(rows: Sequence[Row]) -> Iterator[Row]:
    """Give the lines of projects in forms without what counts them, and their names without the label."""
    labels = [_PROJECT.match(row.said) for row in rows]
    for row, label in zip(rows, labels, strict=True):
        if label is not None:
            yield replace(row.part(label.end()), bullet=False)
        elif not any(labels) or _COUNTED.fullmatch(row.said) is None:
            yield row
