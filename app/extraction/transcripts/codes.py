"""Course codes as schools print them, and what of a row's words is one."""

import re
from collections.abc import Callable

from app.extraction.transcripts.placed import Cell

_NO_TERM = (
    r"(?!(?:WS|SS|FALL|AUTUMN|SPRING|SUMMER|WINTER|TERM|QUARTER|SEMESTER|SESSION|SEM|YEAR"
    r"|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)\b)"
)
_NO_SUM = r"(?!(?:ATT|ATTEMPTED|EARN|EARNED|ERN|EHRS|PTS|QPTS|POINTS|GPA|HRS|HOURS|UNITS|CUM|QTR|TOTAL)\s?\d+\.\d)"
"""An amount and what is counted ("PTS 54.3"), which stand in lines of sums."""
_FORMS = (
    # WLD-110, ENGL&101, MATH 1010A, ME 101.2
    r"[A-ZÄÖÜ]{1,5}(?:[&/][A-Z]{1,4})?&?(?:\s?[-.]\s?|\s)?\d{2,5}(?:[A-Z]{1,2}|[.-]\d{1,3})?(?![\w%])",
    r"[A-Z]{2,5}[-\s]?\d(?:X{2,3}|\dXX?)(?!\w)",  # HIST 1XX, which another school has no number for
    r"[A-Z]{2,5}\*\d{2,4}[A-Z]{0,2}(?:\*[A-Z0-9]{1,4})?(?!\S)",  # ACC*120*01
    r"[A-Z]{2,5}/\d{3}[A-Z]{0,2}(?!\S)",  # GEN/195
    r"[A-Z]{2,5}-\d{2,4}[A-Z]?-[A-Z0-9]{1,4}(?!\S)",  # ENG-101-B2
    r"[A-Z]{2}-\d{4}-\d{4}(?!\S)",  # AR-1601-0277
    r"\d{3}-(?=[A-Z0-9]*[A-Z])[A-Z0-9]{2,9}(?!\S)",  # 551-92A10
    r"\d{5}-\d\d(?!\S)",  # 00101-15
    # 300101, and no day
    r"(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\S))\d{5,8}(?:[A-Z]{2,3})?(?!\S)",
)
_CODE = f"(?:{'|'.join(_FORMS)})"
_NO_HEADING = r"(?!(?:PAGE|LEVEL|GRADE|UNIT|CLASS|PART|LAB|SECTION|WEEK|BLOCK|PHASE|STEP|PIN)\b)"
CODE = re.compile(rf"{_NO_TERM}{_NO_SUM}(?:{_CODE}|{_NO_HEADING}[A-Z]{{3,5}}\s\d[A-Z]{{0,2}}(?![\w.%]))")
"""A course code: a few capitals and a number (`WLD-110`, `ENGL&101`, `MB1010`), or five to eight digits."""
BEGINS = re.compile(rf"{_NO_TERM}{_NO_SUM}(?:{_CODE}|[A-Z]{{2,5}}\s+\d{{3,4}}[A-Z]?\b)")
"""What a row of courses begins with: a code, or a subject and number in two columns."""
_HEADED_CODE = re.compile(
    rf"{CODE.pattern}|{_NO_TERM}{_NO_HEADING}[A-Z][A-Z&/]{{1,8}}(?:\s[A-Z]{{2,6}})?\s?[A-Z]?\d{{2,4}}[A-Z]{{0,2}}(?![\w.%])"
    r"|[A-Z]{2,4}\d[A-Z]?(?!\S)"
    rf"|{_NO_HEADING}[A-Z]{{2,5}}[ -]?\d{{1,2}}\.\d{{1,2}}(?!\S)"
)
"""A code under a heading that says so: of a long subject, or one of two words (`PHYSICS 1250`, `POL SCI 61A`)."""
_SECTION = re.compile(r"(?<=\d|[A-Z]) (?:\d{1,3}|[A-Z]\d{0,2}|\d{1,2}[A-Z])$")
"""The section of a course behind its code (`ACC 201 01`)."""
_SMALL = re.compile(r"[A-Z][A-Za-z]{0,7} ?\d{1,3}[A-Za-z]?")
"""`Acctg 1`, `M4R`."""
_FIGURES = re.compile(r"(?!(?:19|20)\d\d-\d{2,4}$|\d{4}-\d\d-\d\d$|\d\d?-\d\d?-\d{2,4}$)\d{2,5}(?:-\d{2,6}){1,3}")
"""Figures alone, and no day (`1850-20801-17001`)."""
_MIXED = re.compile(r"[A-Z\d][A-Z\d/.-]{3,11}")
SUBJECT = re.compile(r"[A-Z][A-Z&/]{1,8}")
"""The subject of a code that stands in a column of its own."""
NUMBER = re.compile(r"\d{2,5}[A-Z]{0,2}|\dX{2,3}")
"""And its number."""
PLAIN_CODE = re.compile(r"\d{1,5}[A-Z]{0,2}")
"""A code without a subject, under a heading that says so."""
_DASHES = frozenset("-–—:")


def _is_plain(said: str) -> bool:
    return CODE.fullmatch(said) is not None


def is_headed(said: str) -> bool:
    """Say whether words are a code under a heading that says so: figures and capitals of any form ("18CS51")."""
    mixed = _MIXED.fullmatch(said) is not None and any(c.isdigit() for c in said) and any(c.isalpha() for c in said)
    return mixed or _HEADED_CODE.fullmatch(said) is not None


def is_labelled(said: str) -> bool:
    """Say whether a whole cell is a code under a heading that says so: of a subject in small letters as well."""
    plain = _SMALL.fullmatch(said) is not None or _FIGURES.fullmatch(said) is not None
    return is_headed(said) or plain or has_section(said)


def has_section(said: str) -> bool:
    """Say whether a whole cell is a code and the section of the course behind it."""
    found = _SECTION.search(said)
    return found is not None and is_headed(said[: found.start()])


def code_words(cell: Cell, is_code: Callable[[str], bool] = _is_plain) -> int:
    """Give how many of a cell's first words are a course code; 0 when it begins with none."""
    for count in (3, 2, 1):
        if len(cell.words) >= count and is_code(" ".join(word.said for word in cell.words[:count])):
            return count
    return 0


def coded(title: Cell) -> tuple[Cell, Cell] | None:
    """Part a title that begins with a course code; None for another one."""
    count = code_words(title, is_headed)
    if not 0 < count < len(title.words):
        return None
    rest = title.words[count + (title.words[count].said in _DASHES) :]
    return (Cell(title.words[:count]), Cell(rest)) if rest else None
