"""Years that hold for several terms: those that head them, and what the head says of all courses."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.transcripts.named_terms import dates_of
from app.extraction.transcripts.placed import TableRow
from app.extraction.transcripts.terms import MONTH, Term

_YEAR = re.compile(
    r"(?:(?:academic |school )?(?:year|session)|a\.?y\.?|s\.?y\.?)?[ :]{0,3}(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d"
    r"(?: (?:academic |school )?(?:year|session))?",
    re.IGNORECASE,
)
"""The name of a year of school, and of no part of one."""
_OF_YEAR = re.compile(r"\b(?:year|level|stage|phase|fachsemester|année|año)\b", re.IGNORECASE)
"""Numbered terms that are a year, or may be of any."""
_FIRST = 14
"""Rows of the head that may say when all courses were taken."""
_WHEN = rf"(?:(?:{MONTH} ?[/–-] ?)?{MONTH},?[ /-]{{1,3}})?(?:19|20)\d\d(?: ?[-–/] ?(?:(?:19|20)\d\d|\d\d)(?!\d))?"
_SAT = re.compile(
    r"(?:(?:month|year|session|month (?:and|&) year|date) of (?:the )?exam(?:ination)?s?"
    r"|(?:held (?:in|on)|exam(?:ination)?s?(?: (?:held(?: in| on)?|session|month|year|series|sitting))?)"
    r"|exam(?:ination)? (?:held|session|series|period)|sitting|series)\b[ :,–-]{0,4}(?P<when>" + _WHEN + r")\.?",
    re.IGNORECASE,
)
"""`Examination: November 2019`, `EXAMINATION MAY/JUNE 2014`, `Year of Exam: 2018`."""
_NAMED = re.compile(
    r"(?:^|\s)(?P<name>(?P<unit>semester|trimester|term)\s?:\s?(?P<which>[ivx]{1,4}|[1-9]|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth))(?=\s\s|$)",
    re.IGNORECASE,
)
"""`Semester: V` in the head of a form for one term."""


class Years:
    """Remembers the year under which terms stand that have a number and no year of their own."""

    def __init__(self) -> None:
        self._year: Term | None = None
        self._seen: set[str] = set()

    def within(self, term: Term) -> Term:
        """Give a term with the dates of the year that it stands under, where it has none."""
        if term.said is None:
            return term
        if term.start or term.end:
            self._year = term if _YEAR.fullmatch(term.said) and term.start else None
            self._seen.clear()
            return term
        name = term.said.casefold()
        if self._year is None or name in self._seen or _OF_YEAR.search(name):
            self._year = None
            return term
        self._seen.add(name)
        return replace(term, start=self._year.start, end=self._year.end)


def sitting(rows: Sequence[TableRow]) -> Term | None:
    """Give the term that the head of a form says of all courses: of one examination, or of one semester."""
    named: tuple[str, tuple[int, int]] | None = None
    sat: tuple[str, tuple[int, int]] | None = None
    for row in rows[:_FIRST]:
        if named is None and (of_term := _NAMED.search(row.said)) is not None:
            named = of_term["which"], row.place(*of_term.span("which"))
        if sat is None and (when := _SAT.search(row.said)) is not None:
            sat = when["when"], row.place(*when.span("when"))
    if named is None and sat is None:
        return None
    said, span = named or sat or ("", (0, 0))
    start, end = dates_of(sat[0]) if sat is not None else (None, None)
    return Term(said, span, start, end)
