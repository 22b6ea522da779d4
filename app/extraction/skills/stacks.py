"""Heads of projects to what they were made with: names behind a bar or in brackets ("Tracker | Vue, Node.js")."""

import re
from collections.abc import Iterator, Sequence

from app.extraction.claims import Sighting
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Basis
from app.extraction.skills.chips import Known

_BAR = re.compile(r"\s[|•·]\s|\t|\s{3,}")
_BRACKET = re.compile(r"\s\((?P<inside>[^()]{2,120})\)")
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+(?:and|&)\s+")
_PRINTED = re.compile(r"\W?[A-Z]|\w+[A-Z]")
"""So begins what is printed as a name."""
_MOST_WORDS, _SEVERAL = 3, 2
_KNOWN, _OTHER = 0.95, 0.75
"""As of what a list names that a framework knows, or nobody."""


def made_with(text: str, rows: Sequence[Row], known: Known) -> Iterator[Sighting]:
    """Find the names that heads of projects list, where a framework knows one behind a bar, or two in brackets.

    In brackets one is enough where all is printed as names.
    """
    for row in rows:
        if row.bullet or row.said.endswith("."):
            continue
        bars = [*_BAR.finditer(text, row.start, row.end)]
        for n, bar in enumerate(bars):
            yield from _listed(text, bar.end(), bars[n + 1].start() if n + 1 < len(bars) else row.end, known, least=1)
        for bracket in _BRACKET.finditer(text, row.start, row.end):
            yield from _listed(text, *bracket.span("inside"), known, least=2)


def _listed(text: str, start: int, end: int, known: Known, least: int) -> list[Sighting]:
    if any(dates := find_dates(text[start:end])):
        end = start + dates[0].at
    spans: list[tuple[int, int]] = []
    at = start
    for between in [*_BETWEEN.finditer(text, start, end), None]:
        stop = between.start() if between else end
        said = text[at:stop]
        spans.append((stop - len(said.lstrip()), at + len(said.rstrip())))
        at = between.end() if between else end
    told = [(span, text[slice(*span)]) for span in spans if span[0] < span[1]]
    names = [said for _, said in told if known(said) and not said.islower()]
    printed = len(told) >= _SEVERAL and all(_PRINTED.match(said) for _, said in told)
    if len(names) < (1 if printed else least) or any(
        len(said.split()) > _MOST_WORDS or said.endswith((".", ":")) for _, said in told
    ):
        return []
    return [Sighting(*span, Basis.STATED, _KNOWN if known(said) else _OTHER, None) for span, said in told]
