"""Plain text that somebody wrapped at a narrow width, to lines that go on as far as they were written.

A name may be cut anywhere in it ("Log truck driver, Haugen Trucking, Grand", "Rapids, Minn., 2009 to 2014."), so that
such text is read with its breaks as blanks. Each character keeps its place.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.documents.model import Document, Evidence, Line
from app.extraction.lines.dates import find_dates
from app.extraction.lines.pictures import without_pictures
from app.extraction.model import Extraction
from app.extraction.parts.certificates import certificate_kind
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import has_gap

_PLAIN = "text/plain"
_MARK = re.compile(r"(?:[•●○▪■◆►*✓✔➢»>+~–—-]|\(?\d{1,2}[.)])\s")
"""What an item begins with."""
_HANGS = re.compile(r"(?:,|\b(?:of|and|or|the|an?|in|to|for|with|at|by|from|on)|&|[–—-])$")
"""What a line ends with that something must follow."""
_ENDS = (".", "!", "?", ":", ";")
_ENDED = ("current", "active", "present", "now", ")")
"""What a line of a list ends with that nothing follows."""
_LONG = 40
"""Letters of a line that may have been too short for a name, at least."""
_TITLED, _SURELY = 1.5, 2.0
_NAME_ENDS = frozenset(
    (
        *(
            "trust",
            "inc",
            "ltd",
            "llc",
            "limited",
            "corporation",
            "company",
            "association",
            "authority",
            "foundation",
        ),
        *("hospital", "center", "centre", "university", "college", "school", "institute", "department", "council"),
    )
)
"""Last words of names of employers."""
_FEWEST, _LEAST, _MOST = 4, 30, 76
"""Breaks that are surely within a sentence, at least, and letters of the width of a narrow text."""
_SLACK, _BY_HAND = 2, 10
"""Letters by which a line may fall short of the width, where it is cut by a program and by hand."""
_FULL, _NARROW, _SMALL = 0.8, 0.85, 0.6
"""The part of those breaks, of the lines within the width, and of the lines in small letters, that say so."""


def in_whole_lines(document: Document) -> Document:
    """Give a document without small pictures, and plain text without the breaks that a narrow width made."""
    document = without_pictures(document)
    if document.cells or document.facts or len(document.lines) < _FEWEST:
        return document
    joined = set(_last_words(document))
    if document.media_type == _PLAIN:
        joined |= _narrow(document)
    if not joined:
        return document
    text = document.text
    lines = list(_lines(document.lines, joined))
    if len(lines) == len(document.lines):
        return document
    kept = {line.start for line in lines}
    letters = list(text)
    for line in document.lines:
        if line.start not in kept:
            letters[line.start - 1] = " "
    return document.model_copy(update={"text": "".join(letters), "lines": tuple(lines)})


def _narrow(document: Document) -> set[int]:
    """Give where lines begin that a narrow width broke off."""
    text = document.text
    pairs = [(a, b) for a, b in pairwise(document.lines) if _together(text, a, b)]
    small = sum(_said(text, line)[:1].islower() for line in document.lines) > _SMALL * len(document.lines)
    going_on = {b.start for a, b in pairs if _goes_on(_said(text, a), _said(text, b), small=small)}
    width = _width(document, pairs, going_on)
    return set(_joined(text, pairs, going_on, width)) if width else set()


def _last_words(document: Document) -> Iterator[int]:
    """Give where lines begin with the last word of a title or an employer that the line above was too short for."""
    text = document.text
    for above, below in pairwise(document.lines):
        if above.end - above.start < _LONG or below.end - below.start > _MOST:
            continue
        said = _said(text, below)
        first, comma, _ = said.partition(",")
        if " " in first or not _together(text, above, below):
            continue
        if (not comma and _ends_name(_said(text, above), first)) or _ends_title(_said(text, above), first):
            yield below.start


def _ends_name(above: str, word: str) -> bool:
    """A word that ends names of employers, below a title and a name without such an end."""
    if word.rstrip(".").casefold() not in _NAME_ENDS or not above[-1:].isalpha() or not word[:1].isupper():
        return False
    *before, name = above.split(", ")
    return bool(before) and name[:1].isupper() and title_score(before[0]) >= _TITLED and " " in name


def _ends_title(above: str, word: str) -> bool:
    """The word that a title is known by, below the rest of it or of the last of several titles."""
    if not above[-1:].isalpha() or title_score(word) < _SURELY or not above.split()[-1][:1].isupper():
        return False
    *before, last = above.split(" | ")
    if before:
        return title_score(last) < 1 > organization_score(last) and all(title_score(one) >= _TITLED for one in before)
    first, _, rest = above.partition(" ")
    begun = first.casefold() in words("titles", "levels") and "," not in above
    return begun and max(title_score(rest), organization_score(above)) < 1


def quoted(extraction: Extraction, whole: Document, document: Document) -> Extraction:
    """Give what was extracted from a text in whole lines with its quotes as the document prints them."""
    if whole is document:
        return extraction
    entries = tuple(entry.model_copy(update=_evidence(entry.evidence, document)) for entry in extraction.entries)
    claims = tuple(claim.model_copy(update=_evidence(claim.evidence, document)) for claim in extraction.claims)
    return extraction.model_copy(update={"entries": entries, "claims": claims})


def _evidence(evidence: Sequence[Evidence], document: Document) -> dict[str, tuple[Evidence, ...]]:
    return {"evidence": tuple(document.evidence(one.start, one.end) for one in evidence)}


def _said(text: str, line: Line) -> str:
    return text[line.start : line.end]


def _together(text: str, above: Line, below: Line) -> bool:
    """Nothing but a line's end stands between two lines, of which the second begins no item and no table is made."""
    if (above.page, above.block) != (below.page, below.block) or below.start != above.end + 1 or below.bullet:
        return False
    both = _said(text, above), _said(text, below)
    return not _MARK.match(both[1]) and not any(has_gap(said) for said in both)


def _goes_on(above: str, below: str, *, small: bool) -> bool:
    """Words alone say that a line goes on below. `small`: most lines begin with small letters, so that none tells."""
    if above.endswith(_ENDS):
        return False
    opened = above.rfind("(") > above.rfind(")")
    return opened or _HANGS.search(above) is not None or below[0] == "(" or (below[0].islower() and not small)


def _needs(text: str, above: Line, below: Line) -> int:
    """Say how wide the line above would be with the next word."""
    return above.end - above.start + 1 + len(_said(text, below).split()[0])


def _width(document: Document, pairs: Sequence[tuple[Line, Line]], going_on: set[int]) -> int:
    """Give the width at which a text is wrapped, in letters; 0 where it is not."""
    broken = [(a, b) for a, b in pairs if b.start in going_on]
    if len(broken) < _FEWEST:
        return 0
    width = max(a.end - a.start for a, _ in broken)
    full = sum(_needs(document.text, a, b) > width - _SLACK for a, b in broken)
    within = sum(line.end - line.start <= width + _SLACK for line in document.lines)
    narrow = _LEAST <= width <= _MOST and within >= _NARROW * len(document.lines)
    return width if narrow and full >= _FULL * len(broken) else 0


def _joined(text: str, pairs: Sequence[tuple[Line, Line]], going_on: set[int], width: int) -> Iterator[int]:
    """Give where lines begin that go on with the line above."""
    within = {below.block for _, below in pairs if below.start in going_on}
    for above, below in pairs:
        needs, said = _needs(text, above, below), _said(text, above)
        if below.start in going_on:
            if needs > width - _BY_HAND:
                yield below.start
        elif needs > width - _SLACK and above.end - above.start <= width and not said.endswith(_ENDS):
            told = find_dates(said)
            # "2009 to present, route driver for Elm Schools"
            whole = bool(told) and ". " not in said[told[-1].to :]
            later = (
                not told
                and not said.endswith(_ENDED)
                and find_dates(_said(text, below))
                and certificate_kind(_said(text, below)) is None
            )
            if (below.block in within and not whole) or later:
                yield below.start


def _lines(lines: Sequence[Line], joined: set[int]) -> Iterator[Line]:
    whole = lines[0]
    for line in lines[1:]:
        if line.start in joined:
            whole = whole.model_copy(update={"end": line.end})
        else:
            yield whole
            whole = line
    yield whole
