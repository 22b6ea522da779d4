"""Profiles whose sidebar comes first in the text: where the name stands, at which its last list ends."""

import re
from collections.abc import Mapping, Sequence

from app.extraction.headings.words import SectionKind, section_named
from app.extraction.lines.rows import Row
from app.extraction.words.scores import title_score

_ADDRESS = re.compile(r"linkedin\.com/in/(?P<name>[\w%-]+)", re.IGNORECASE)
_MARK = "linkedin"
_FIRST_ROWS = 6
_LISTS = (SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.CERTIFICATIONS, SectionKind.LICENCES)
_TOLD = (SectionKind.SUMMARY, SectionKind.EXPERIENCE, SectionKind.EDUCATION)
_HEAD, _LETTERS = 5, 3
"""Rows of a name, what somebody says of themselves in a line or two, and where they live, at most."""
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){1,3}(?:,? (?:[A-Z][A-Za-z]*-?[A-Z]+|\(.{2,12}\)))*")
_PLACE = re.compile(r"[A-ZÀ-Þ][\w .'’-]+, [A-ZÀ-Þ][\w .,'’-]+|[A-ZÀ-Þ][\w .,'’-]+ (?:Area|Region)")


def names_below_lists(rows: Sequence[Row], kinds: Mapping[int, SectionKind]) -> set[int]:
    """Find the name below the sidebar of a profile, as a professional network saves it: contacts, lists, the name."""
    if not rows or section_named(rows[0].said) is not SectionKind.CONTACT:
        return set()
    head = [row.said for row in rows[:_FIRST_ROWS]]
    if not any(_MARK in said.casefold() for said in head):
        return set()
    last = next((i for i in sorted(kinds) if kinds[i] in _TOLD), None)
    over = max((i for i in kinds if last is not None and i < last), default=None)
    if last is None or over is None or kinds[over] not in _LISTS or _PLACE.fullmatch(rows[last - 1].said) is None:
        return set()
    address = "".join(head)
    found = _ADDRESS.search(address)
    told = found["name"].casefold() if found is not None else ""
    near = range(max(over + 1, last - _HEAD), last - 1)
    named = [i for i in near if _NAME.fullmatch(rows[i].said) and title_score(rows[i].said) < 1]
    own = [
        i for i in named if any(len(part) >= _LETTERS and part in told for part in rows[i].said.casefold().split())
    ]
    return {own[0]} if own else set(named[-1:])
