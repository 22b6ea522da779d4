"""Rows to whether each tells of schooling, wherever it stands."""

import re

from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.certificates import certificate_kind, paper_kind
from app.extraction.parts.schooling import ENDS_SCHOOL, degree_in, is_school, opening_degree
from app.extraction.schooling.papers import at_tech, of_profession
from app.extraction.words.scores import title_score

SUBJECTS = re.compile(
    r"(?:i?gcses?|[ao][- ]?levels?|waec|wasc|wassce|ssce|neco|csec|leaving cert(?:ificate)?|scottish highers)\b",
    re.IGNORECASE,
)
"""Exams at the end of school, each in several subjects."""
_AWARDS = re.compile(
    r"(?:nvq|svq|btec|hnd|hnc|t[- ]level|foundation degree|access to he|diploma|advanced diploma)\b", re.IGNORECASE
)
"""What schools give that Britons list among their qualifications."""
_GIVEN = re.compile(
    r"\s*(?:$|[,;(–—|•:-]|\d)|\s+(?:from|at|by|through|earned|obtained|received|passed|completed|in (?:19|20))\b"
)
"""Behind what ends school, whoever gave it."""
_OF_UNIVERSITY = re.compile(
    r"(?:hon(?:ou?r)?s\.? )?(?:[BM]\.?\s?(?:Sc|Eng|Ed|Tech|Com|Phil)\b|[BM]\.\s?A\b|Ph\.?D|bachelor|master of)",
    re.IGNORECASE,
)
"""A degree that only universities give."""
_NAME_END = re.compile(r",|\s[-–—|]\s|\s*\(|:")
_PROGRAMME = re.compile(r"\b(?:programme|program|semesters|coursework|credits|years toward)\b", re.IGNORECASE)
_MOST_WORDS, _FEW_WORDS, _COURSE_WORDS = 32, 7, 9
_ROLE = 1.5


def is_degree(row: Row) -> bool:
    """The row names a degree and the school that gave it, wherever it stands."""
    degree = opening_degree(row.said)
    if SUBJECTS.match(row.said) is not None or (degree is not None and _ends_school(degree)):
        return True
    brief = degree is not None and _OF_UNIVERSITY.match(degree.group()) and row.words <= _COURSE_WORDS
    if brief and [date.single for date in find_dates(row.said)] == [True] and certificate_kind(row.said) is None:
        # "BSc Nursing, 2016", wherever it was
        return True
    named = degree is not None and re.match(
        r"[BAM]\W|bachelor|master|associate|diploma|ged|sslc|hsc|ssc|plus", degree.group(), re.I
    )
    return bool(named) and is_school(row.said)


def _ends_school(degree: re.Match[str]) -> bool:
    """Say whether a degree is what school ends with, and what stands behind it tells when or where it was given."""
    return ENDS_SCHOOL.match(degree.group()) is not None and _GIVEN.match(degree.string, degree.end()) is not None


def is_course_there(row: Row) -> bool:
    """The row names a school, and behind a colon what was taken there ("Elm College: ESL writing, fall 2020")."""
    school, colon, rest = row.said.partition(": ")
    brief = bool(colon) and len(rest.split()) <= _COURSE_WORDS and row.words <= _MOST_WORDS
    role = title_score(rest.split(",")[0].rstrip(" 0123456789")) >= _ROLE
    return brief and not role and is_school(school) and degree_in(rest) is None and paper_kind(rest) is None


def _opens_programme(row: Row) -> bool:
    """The row begins with a school, and tells of a programme of it ("Elm College, Reno - EMT program, 2016")."""
    school = _NAME_END.split(row.said, maxsplit=1)[0]
    told = row.words <= _MOST_WORDS and " " in school and _PROGRAMME.search(row.said, len(school)) is not None
    return told and is_school(school) and degree_in(school) is None and title_score(school) < _ROLE


def is_award(row: Row) -> bool:
    """The row begins with what a school gives in Britain, beside papers of trades."""
    return _AWARDS.match(row.said) is not None


def is_schooling(row: Row) -> bool:
    """The row names a school, and a diploma or programme of it, and no certification."""
    if at_tech(row.said) or _opens_programme(row):
        return True
    if (
        of_profession(row.said)
        or not is_school(row.said)
        or certificate_kind(row.said) is not None
        or row.words > _MOST_WORDS
    ):
        return False
    if re.search(r"\bHigh\b", row.said) and row.words <= _FEW_WORDS and len(find_dates(row.said)) == 1:
        # "Spaulding Hill High 2013" among papers
        return True
    return degree_in(row.said) is not None or re.search(r"\bprogram(?:me)?\b", row.said, re.I) is not None
