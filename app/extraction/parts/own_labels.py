"""Labels of the fields of a job that are the writer's own ("Boat:", "Season:") to what each stands for."""

import re
from collections.abc import Sequence

from app.extraction.lines.rows import Row
from app.extraction.parts.labels import field_label
from app.extraction.words.places import place_at_end, town_at_end

OWN_LABEL = re.compile(r"[A-Z][\w'’]{1,20}(?: [\w'’]{1,20})?:\s+(?=\S)")
_PAIR = 2


def own_labels(rows: Sequence[Row]) -> dict[int, str]:
    """Give the rows whose labels nobody knows, where the other rows of a job have labels, by what they stand for.

    ("Boat: Sea Biscuit", "Season: 2014 to now", "Job: deck boss".) The first names the employer where no other does.
    """
    if len(rows) < _PAIR or not any(":" in row.said and OWN_LABEL.match(row.said) for row in rows):
        return {}
    found = [field_label(row.said) for row in rows]
    known = [one.lastgroup if one is not None else None for one in found]
    if "title" not in known or known.count(None) == 0 or known.count(None) == len(known):
        return {}
    unknown = [n for n, row in enumerate(rows) if known[n] is None and OWN_LABEL.match(row.said)]
    if len(unknown) != known.count(None):
        return {}
    return {n: "employer" if "employer" not in known and n == unknown[0] else "aside" for n in unknown}


def is_employer(rows: Sequence[Row], said: str) -> bool:
    """Behind "Where:" stands an employer where no other label says who it is, and no town."""
    labels = [label.lastgroup for row in rows if (label := field_label(row.said)) is not None]
    town = " " not in said or place_at_end(said) is not None or town_at_end(said) is not None
    return not town and "title" in labels and "employer" not in labels
