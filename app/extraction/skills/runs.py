"""Rows of a list to runs: a line and the lines that it wraps into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.lines.rows import CELLS, Row
from app.extraction.skills.chips import Known

HARD = re.compile(r"\s*[,;،](?!\d)\s*|\s+~\s+|\s*[|•·●▪◦‣¦♦◆■□★☆✈✦✧❖►▶➤→]\s*|\s{2,}|\t+|\s+//\s+|\s+[./]\s+")
"""What surely parts two skills."""
LABEL = re.compile(
    r"(?P<label>[^\W\d_][^:;,|•\n]{1,48}?)(?:\s*(?:[:：]|[-=]>|>>|»|\.{4,}(?!\.|\s*\d))\s*|\s+=\s+)(?=\S)"
    r"|(?P<dash>[A-Z][\w &/]{1,30}?)\s+[-–—]\s+(?=[^,·•|]+(?:,|\s[·•|]\s))"
)
"""What a list is called in front of it ("Tools: …", "Tools -> …")."""
COLUMN = re.compile(r"[A-Z][\w&/-]*(?: [\w&/-]+){0,2}(?:\s{2,}|\t)\s*(?!\d+,\d{3}(?!\d))(?=[^,\n]+,)")
"""A label in a column of its own ("Languages   Python, Scala")."""
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
"""A name that begins with a small letter ("eClinicalWorks", "iOS")."""
_SHORT, _LONG = 0.6, 0.8
_MANY = 5
_NARROWEST = 45
"""Plain text with shorter lines than this was not broken at the edge of a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that are one list or one item: a wrapped line and its rest."""

    rows: tuple[Row, ...]

    @property
    def start(self) -> int:
        """Where its text starts."""
        return self.rows[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.rows[-1].end


@dataclass(frozen=True, slots=True)
class _Print:
    """How the rows of a section are set."""

    widest: int
    small: bool
    """Items begin with small letters, so that one says nothing about where an item begins."""
    lone: bool
    """One row alone is long: the others do not end where a page does."""


def _wraps(before: Row, row: Row, how: _Print, known: Known) -> bool:
    """The row goes on with what the row before began."""
    widest = how.widest
    if row.bullet or row.block != before.block or row.styled != before.styled or LABEL.match(row.said):
        return False
    if COLUMN.match(row.said) and COLUMN.match(before.said):
        return False
    if before.said.endswith((",", ";", " and", " &", "/", " of", " in", "-", " with", " or", " to", " for")):
        return True
    if before.said.endswith((".", ":")) or CELLS.search(before.said) or (row.left is None and row.size is not None):
        # a paragraph of a format without lines is whole
        return False
    if before.said.count("(") > before.said.count(")"):
        return True
    if row.said[0].islower() and not how.small and not _CAMEL.match(row.said):
        # a short line does not go on below it
        return "," in before.said or before.end - before.start >= _SHORT * widest
    if "," not in before.said and not (before.bullet and before.end - before.start >= _LONG * widest):
        return False
    if before.said.endswith(")") and row.said[0].isupper():
        # "…, Spanish (elementary)", and below it "ASL - conversational"
        return False
    tail = HARD.split(before.said)[-1]
    head = HARD.split(row.said)[0]
    if known(f"{tail} {head}"):
        return True
    if known(tail) and known(head):
        return False
    if _begins_anew(before.said, row.said):
        return False
    if row.left is None and (widest < _NARROWEST or how.lone):
        # no line is so short only because the page ends, nor one among many so long
        return False
    return before.end - before.start >= _LONG * widest


def _begins_anew(before: str, said: str) -> bool:
    """Of two lines of several things, all but the first of each begin small ("Packing, sorting / Loading, tying")."""
    both = [[part.strip() for part in HARD.split(line) if part.strip()] for line in (before, said)]
    return all(
        len(parts) > 1 and parts[0][0].isupper() and all(part[0].islower() for part in parts[1:]) for parts in both
    )


def runs(rows: Sequence[Row], known: Known) -> list[Run]:
    """Join each row with the rows that it wraps into."""
    opening = [row for row in rows if row.said[0].isalpha()]
    small = 2 * sum(row.said[0].islower() for row in opening) > len(opening)
    small = small and 4 * sum(row.words > 5 for row in rows) <= len(rows)
    # where nothing has a capital, a line that begins small says nothing either
    small = small or not any(row.said != row.said.lower() for row in rows)
    wide = [row.end - row.start for row in rows]
    widest = max(wide, default=0)
    long = sum(one >= _LONG * widest for one in wide)
    how = _Print(widest, small, long == 1 and len(rows) >= _MANY)
    found: list[list[Row]] = []
    for row in rows:
        if found and _wraps(found[-1][-1], row, how, known):
            found[-1].append(row)
        else:
            found.append([row])
    return [Run(tuple(group)) for group in found]
