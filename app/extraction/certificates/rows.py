"""Lines of certifications that a narrow column broke, to rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.extraction.lines.cells import cells
from app.extraction.lines.dated_rows import Dated
from app.extraction.lines.dates import find_dates
from app.extraction.parts.certificates import paper_kind
from app.extraction.parts.certificates_around import only_date_words
from app.extraction.words.lexicon import words
from app.extraction.words.validity import opens_until

_UNDONE = re.compile(
    r"(?:\s?:|\s[–—&/(-]|\b(?:of|and|for|the|with|in|to|by|from|valid|through|thru|until|exp(?:ires)?\.?))$",
    re.IGNORECASE,
)
"""A line that ends so goes on in the next."""
_HOLDERS = re.compile(r"['’]s$")
_WHOSE = 2
"""Words of those who hold something, which may be all that a line of a list says."""
_CARRIED = re.compile(r"(?:card|permit|licen[sc]e|certificat\w+|training|course)\b", re.IGNORECASE)
"""What goes on so below those whose it is ("Food Handler's", and below it "Card")."""
_SINCE = re.compile(r"(?:issued?|date|earned|obtained|year)\b(?! (?:by|to)\b)(?!.*expir)")
_NARROW = 20
"""Characters of the longest line from which on lines may have been broken for want of room."""
_LONGEST = 300
"""Characters of a certification with all that is told of it, at most."""
_AROUND = " \t\n\r•·*-–—"
_GOES_ON = re.compile(
    r"(?:&|and|or|of|for|no\.)\s|\#\s?\d"
    r"|(?:course|training|program(?:me)?|class|operator|technician|specialist|professional|instructor|provider)\b"
    r"\s*(?:[,;(–—|-]|$|(?:19|20)\d\d\b)"
    r"|(?:licen[sc]e|certificat(?:e|ion)|permit|card|credential|endorsements?|alliance|association|board|council"
    r"|institute|society|academy)\b\s*(?:[,;(–—|-]|$)",
    re.IGNORECASE,
)
"""A line that begins so goes on with the name above it."""


def rejoined(text: str, rows: Sequence[Dated]) -> Iterator[Dated]:
    """Put lines to the rows that they go on; a date that was broken over two of them is read whole."""
    room = max((len(one.row.said) for one in rows), default=0)
    held: Dated | None = None
    last = ""
    joined = False
    for one in rows:
        # what was left out between the two parts them
        next_to = held is not None and not text[held.row.end : one.row.start].strip(_AROUND)
        short = held is not None and one.row.end - held.row.start <= _LONGEST
        if held is not None and next_to and short and _goes_on(held, one, last, room if joined else None):
            said = text[held.row.start : one.row.end]
            read = tuple(date.shifted(held.row.start) for date in find_dates(said.replace("\n", " ")))
            # what a narrow column broke has been read with the line below
            dates = held.dates + one.dates if any(date.also for date in one.dates) or not read else read
            held = replace(held, row=replace(held.row, end=one.row.end, said=said), dates=dates)
            joined = True
        else:
            if held is not None:
                yield held
            held, joined = one, False
        last = one.row.said
    if held is not None:
        yield held


def _goes_on_behind_holder(last: str, said: str) -> bool:
    """Say whether "Food Handler's" goes on in "Card", or "ABR – Accredited Buyer's" in "Representative"."""
    return _HOLDERS.search(last) is not None and (_CARRIED.match(said) is not None or len(last.split()) > _WHOSE)


def _goes_on(held: Dated, one: Dated, last: str, room: int | None) -> bool:
    """Say whether a row goes on in the next.

    `room`: how many characters a line has; given where the row has been broken before, so that full lines were.
    """
    row = one.row
    alike = (held.row.bold, held.row.size, held.row.page) == (row.bold, row.size, row.page)
    if row.bullet or not alike or held.rest is not None or one.rest is not None:
        return False
    if _UNDONE.search(last) or _goes_on_behind_holder(last, row.said):
        return True
    if (held.dates and one.dates) or (one.dates and only_date_words(row.said[: one.dates[0].at - row.start] or "in")):
        return False
    if _GOES_ON.match(row.said):
        return True
    if held.dates:
        return False
    full = room is not None and room >= _NARROW and len(last) + 1 + len(row.said.split()[0]) > room
    lower = row.said[0].islower() and held.row.said[0].isupper()
    # "first aid" below "Forklift" is one of a list in small letters
    return full or (lower and paper_kind(row.said) is None)


def expires_only(heads: Sequence[str]) -> bool:
    """Say whether the only dates in a table with these heads of columns are those when papers expire."""
    folded = [" ".join(head.casefold().split()).rstrip(":") for head in heads]
    return any(map(opens_until, folded)) and not any(map(_SINCE.match, folded))


def heads_columns(said: str) -> bool:
    """Say whether a row is the head of a table ("Certification", "Issued by", "Expires")."""
    found = [" ".join(cell.casefold().split()) for cell in cells(said) if cell]
    return len(found) > 1 and all(cell in words("certificates", "columns") for cell in found)
