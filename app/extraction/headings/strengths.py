"""What stands below "Highlights" or "Qualifications": a summary, or a list of what somebody can do."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from app.extraction.headings.listings import short_items
from app.extraction.headings.words import MOST_WORDS, SectionKind, fold_heading
from app.extraction.lines.rows import Row

_STRENGTHS = frozenset(("highlights", "qualifications", "strengths"))
_FEWEST_STRENGTHS, _OF_LIST = 4, 3


def names_strengths(heading: str) -> bool:
    """Say whether a heading may name a list of what somebody can do, or a summary."""
    return not _STRENGTHS.isdisjoint(fold_heading(heading).split())


def with_strengths(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """Make a summary a section of skills where its heading may name one and its rows list them."""
    bounds = sorted({*kinds, len(rows)})
    for i in [i for i, kind in kinds.items() if kind is SectionKind.SUMMARY]:
        below = rows[i + 1 : bounds[bisect_right(bounds, i)]]
        listed = [len(short_items(row.said)) for row in below]
        brief = all(_is_strength(row) or count >= _OF_LIST for row, count in zip(below, listed, strict=True))
        listing = brief and sum(max(count, 1) for count in listed) >= _FEWEST_STRENGTHS
        if listing and names_strengths(rows[i].said):
            kinds[i] = SectionKind.SKILLS


def _is_strength(row: Row) -> bool:
    return row.words <= MOST_WORDS and not row.said[0].islower() and not re.search(r"\d{4}|[.,:;@$%]$", row.said)
