"""Headings below which no courses stand: keys, summaries, tests, and what somebody has still to take."""

import re

from app.extraction.transcripts.placed import TableRow

_KEY = r"(?:grad(?:e|ing)\s+(?:scale|system|key)|explanation\s+of\s+grades?|legend)\b"
_CLOSES = re.compile(
    rf"{_KEY}|(?:credit|graduation|grade|academic|cumulative|subject(?: area)?|state)\s+"
    r"(?:summary|requirements?|scale|key|assessments?)\b"
    r"|(?:credits?\s+(?:by|summary)|test\s+scores?|standardi[sz]ed\s+tests?"
    r"|immunizations?|on-the-job|work process(?:es)?)\b",
    re.IGNORECASE,
)
_TESTS = re.compile(r"(?:test|assessment|exam) ?(?:scores?|results)|standardi[sz]ed\s+tests?", re.IGNORECASE)
_OF_TESTS = frozenset({"test", "tests", "exam", "assessment", "test name", "exam name", "name of test", "subtest"})
_EQUIVALENCY = re.compile(r"\bGED\b|\bHiSET\b|\bTASC\b|\bequivalency\b|general educational development", re.I)
_PLACES = re.compile(
    r"(?:P?SAT|ACT|TABE|CASAS|ASVAB|TOEFL|IELTS|ACCUPLACER|Accuplacer|W[Oo][Rr][Kk]K[Ee][Yy][Ss]|NWEA|STAAR)\b"
    r"(?! (?:prep|Prep|PREP|review|Review|REVIEW))"
)
"""Tests that place or rank somebody, by whatever name of a subject stands behind."""
_EXPLAINS = re.compile(_KEY, re.IGNORECASE)
"""Of what closes a table: what may as well stand above it."""
_WORK = r"(?:courses?|classes|course ?work|requirements?|electives?|registration|enrol+ment)"
_TO_COME = re.compile(
    rf"{_WORK}\s+(?:still |yet )?(?:needed|remaining|planned|recommended|outstanding|to be taken"
    r"|not (?:yet )?(?:taken|started|complete|completed|satisfied|met))"
    rf"|(?:remaining|unmet|outstanding|planned|recommended|suggested|future|proposed|unsatisfied|(?:still )?needed)"
    rf"\s+(?:\w+\s+)?{_WORK}(?:\s*[:(-].*|\s+(?:for|in)\b.*)?|planned(?:\s*[:-].*)?"
    r"|not (?:yet )?(?:complete|met|satisfied|started|taken)|(?:(?:what is|what's) )?(?:still |yet )?"
    r"(?:needed|remaining|to take|to do)"
    r"(?: to (?:graduate|complete))?(?:\s*[:(-].*)?",
    re.IGNORECASE,
)
"""A heading of what somebody has still to take."""
_BOX = re.compile(r"^\s*(?:[\[(][ xX✓✗_-]?[\])]|[☐☑☒✓✗□■])\s*")
"""Before a heading of an audit: whether the requirement is met."""


def closes(said: str, *, begun: bool) -> bool:
    """Say whether a row heads what is no list of courses; a key may stand above one that has not `begun`."""
    return _CLOSES.match(said) is not None and (begun or _EXPLAINS.match(said) is None)


def heads_tests(said: str) -> bool:
    """Say whether a row heads scores of tests."""
    return _TESTS.match(said) is not None


def tells_of_equivalency(said: str) -> bool:
    """Say whether a row speaks of tests that somebody passes for a diploma."""
    return _EQUIVALENCY.search(said) is not None


def places_somebody(title: str) -> bool:
    """Say whether a title is a test that places or ranks somebody, and no course that prepares for one."""
    return _PLACES.match(title) is not None


def heads_what_is_to_come(said: str) -> bool:
    """Say whether a row heads what somebody has still to take."""
    return _TO_COME.fullmatch(_BOX.sub("", said).strip(" :*-")) is not None


def names_tests(row: TableRow) -> bool:
    """Say whether a header row names tests, and neither courses nor credits."""
    named = {cell.said.casefold().strip(":") for cell in row.cells}
    return bool(named & _OF_TESTS) and not any("credit" in one or "course" in one for one in named)
