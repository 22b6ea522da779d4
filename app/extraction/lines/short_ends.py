"""Dates of entries to those that are meant, where the document writes periods as "1988-92"."""

import re
from collections.abc import Iterator, Sequence

from app.extraction.model import Entry

_SHORT = re.compile(r"\b(?P<start>(?:19|20)(?P<first>\d\d))[-–](?P<last>\d\d)(?![\d-])")
_MONTHS = 12


def with_short_ends(text: str, entries: Sequence[Entry]) -> list[Entry]:
    """Read "2004-10" as the years 2004 to 2010 where a period such as "1988-92" shows that years end in two figures.

    What such a document writes as "2010-04" stays the month it is: no period ends before it begins.
    """
    found = list(_SHORT.finditer(text))
    if any(int(one["last"]) > max(_MONTHS, int(one["first"])) for one in found):
        return [_mended(entry) for entry in entries]
    # what came before ended when it began, and what came next began when it ended
    begun, ended = {entry.start for entry in entries}, {entry.end for entry in entries}
    return [mended if {mended.start} & ended and {mended.end} & begun else entry for entry, mended in _pairs(entries)]


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    return ((entry, _mended(entry)) for entry in entries)


def _mended(entry: Entry) -> Entry:
    if entry.end is not None or entry.current or entry.start is None:
        return entry
    for evidence in entry.evidence:
        printed = _SHORT.fullmatch(evidence.quote)
        meant = printed is not None and f"{printed['start']}-{printed['last']}" == entry.start
        if printed is not None and meant and int(printed["last"]) > int(printed["first"]):
            century = printed["start"][:2]
            return entry.model_copy(update={"start": printed["start"], "end": f"{century}{printed['last']}"})
    return entry
