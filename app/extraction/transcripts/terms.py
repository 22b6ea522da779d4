"""Headings of a transcript to terms: when the courses below them were taken, where, and whether they go on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.extraction.model import CourseState
from app.extraction.transcripts.awards import award_word
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.named_terms import dates_of, days_of, folded, is_term_code, is_term_word, named_term
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.transcripts.schools import school_in
from app.extraction.transcripts.totals import is_total
from app.extraction.words.lexicon import words

_UNIT = r"(?:semester|semestre|term|quarter|trimester|trimestre|year|année|block|level|phase|stage|fachsemester)"
_COUNT = r"(?:\d|[ivx]{1,4}|one|two|three|four|five|six)"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|1st|2nd|3rd|[4-8]th|[1-9]\.|[ivx]{1,4}"
    r"|primer|segundo|tercer|cuarto|quinto|sexto|séptimo|octavo|1er|2do|3er|[4-8]to)"
)
_ONE = rf"(?:{_UNIT}(?:\s+|\s*[-–:]\s*){_COUNT}|{_ORDINAL}\s+{_UNIT})"
_NUMBERED = re.compile(rf"{_ONE}(?:\s*[-–,:/]?\s*{_ONE}){{0,2}}", re.IGNORECASE)
"""A term that no year is printed for: `Semester 3`, `YEAR ONE - SEMESTER TWO`, `PRIMER SEMESTRE`."""
_DAY = re.compile(r"\(?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:[-–]\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})?\)?")
_ONE_DAY = r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)"
_DATED = re.compile(
    rf"(?P<name>(?:term|period|session|{_UNIT}(?:\s+|\s{{0,3}}[-–:]\s{{0,3}}){_COUNT})?)\s{{0,3}}[:,]?\s{{0,3}}"
    rf"\(?(?P<days>{_ONE_DAY}\s{{0,3}}(?:[-–]|to|through)\s{{0,3}}{_ONE_DAY})\)?",
    re.IGNORECASE,
)
"""`Term: 01/12/2019 - 03/15/2019`, `Term 2 (07/01/2019 - 11/22/2019)`."""
_WITHIN = re.compile(
    rf"(?<![\d/.-]){_ONE_DAY}\s{{0,3}}(?:[-–]|to|through)\s{{0,3}}{_ONE_DAY}(?![\d/.-])", re.IGNORECASE
)
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_MONTHED = re.compile(rf"(?P<name>{_ONE})\s?[-–,:]\s?(?:{MONTH}\s?[/-]\s?)?{MONTH},?\s(?:19|20)\d\d", re.IGNORECASE)
"""`Semester I - November 2017`: the month is when it was over, and no part of its name."""
_TERM_CODE = re.compile(r"\(?(?:\d{5,6}|\d\d(?:FA|SP|SU|WI|AU|[FWSU])|(?:FA|SP|SU|WI|AU|[FWSU])\d\d)\)?")
_CODED = re.compile(r"(?:term\s*:?\s*)?(?P<code>(?:19|20)\d{4})(?P<colon>:?)(?!\S)", re.IGNORECASE)
"""A term that a number stands for: `Term: 201970`, `201910:  Pell Harbor College`."""
_GRADE_YEAR = re.compile(r"(?:0?[1-9]|1[0-3])(?:st|nd|rd|th|[a-dl])?")
_SITTING = re.compile(
    r"(?:(?:first|second|third|1st|2nd|3rd)\s+(?:sitting|attempt)|sitting\s+[1-3])\b[^\d\n]{0,60}?"
    rf"(?P<when>(?:(?:{MONTH}\s?[/–-]\s?)?{MONTH},?\s)?(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""`First sitting: May/June 2016`: an examination that somebody sat more than once."""
_HELD = re.compile(
    rf"(?P<name>{_ONE})\b[\s,:(–-]{{1,6}}(?:(?:end )?(?:semester|term) )?exam(?:ination)?s?\.?\s"
    rf"(?:(?:was |were )?(?:held|conducted)\s)?(?:(?:in|during|on)\s)?"
    rf"(?P<when>(?:{MONTH}\s?[/–-]\s?)?{MONTH},?[\s-](?:19|20)\d\d)\)?",
    re.IGNORECASE,
)
"""`Semester III  Examination held in NOV 2019`."""
_HUNDREDS = re.compile(r"[1-9]00")
"""`100 LEVEL`, as universities of West Africa count years."""
_WORDS = 12


@dataclass(frozen=True, slots=True)
class Term:
    """What the nearest heading says of the courses below it."""

    said: str | None = None
    span: tuple[int, int] | None = None
    start: str | None = None
    end: str | None = None
    transfer: bool = False
    school: tuple[int, int] | None = None
    """Where the name of another school stands."""
    going: bool = False
    """The courses are in progress."""
    denied: bool = False
    """No credit is given for the courses of another school."""
    block: bool = False
    """The school is that of the terms below as well."""


_FROM = re.compile(
    r"(?:(?:credits?|courses?|work|course ?work|transfer\w*|evaluated|accepted)\s){0,2}"
    r"(?:from\b|(?:taken|earned|completed) at\b)",
    re.IGNORECASE,
)
"""What is said of another school ("Credit from: Gulf Prairie College")."""
_EXAMINED = re.compile(
    r"(?:ap|advanced placement|clep|international baccalaureate|test|exam(?:ination)?|military|prior learning)"
    r"(?: (?:exams?|examinations?|tests?|program(?:me)?|credits?|scores?)){0,2}"
    r"(?:\s*[-–:(]\s*(?:the )?college board\)?)?"
    r"|credits? by (?:exam|examination|testing)",
    re.IGNORECASE,
)
"""Headings of credit that an examination brought, and no course."""


@cache
def _phrases(part: str) -> re.Pattern[str]:
    told = sorted(words("transcripts", "headings", part))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, told))})(?!\w)")


def _phrase(said: str, part: str) -> bool:
    return _phrases(part).search(said) is not None


def heading(row: TableRow, before: Term, own_words: frozenset[str] = frozenset()) -> Term | None:
    """Read a row as the heading of a term, or of transferred or running courses; None when it is neither.

    `own_words` are those of the school whose transcript it is: its name beside a term names no other school.
    """
    found = _heading(row, before, own_words)
    beside = row.cells[1:]
    if found is None and beside and all(_says_nothing(cell.said) or _sums_up(row, cell) for cell in beside):
        first = _heading(replace(row, cells=row.cells[:1]), before, own_words)
        found = first if first is not None and first.said is not None else None
    return found


def _sums_up(row: TableRow, cell: Cell) -> bool:
    """Say whether a cell beside the name of a term sums up what it brought ("Credits attempted 15.0")."""
    return len(cell.words) > 1 and is_total(replace(row, cells=(cell,)))


def _says_nothing(said: str) -> bool:
    """Say whether a cell beside the name of a term is nothing of a course's row: neither number nor outcome."""
    return not any(c.isdigit() for c in said) and meaning(said) is None and award_word(said, 0, len(said)) is None


def _heading(row: TableRow, before: Term, own_words: frozenset[str]) -> Term | None:
    found = row.words
    if not 1 <= len(found) <= _WORDS or any(re.search(r"\d[.,]\d", word.said) for word in found):
        return None
    whole = row.said.strip(" :*-–—")
    dated = _DATED.fullmatch(whole)
    if dated is not None:
        return _of_days(row, dated)
    if (examined := _SITTING.fullmatch(whole) or _HELD.fullmatch(whole)) is not None:
        return _of_examination(row, examined)
    run = named_term(found)
    if run is None and _NUMBERED.fullmatch(whole):
        return Term(" ".join(whole.split()), (found[0].start, found[-1].end))
    said = row.said.casefold()
    of_year = run is not None and run[0] > 0 and folded(found[run[0]]) == "year"
    beside = [*found[: run[0] - of_year], *found[run[1] :]] if run else list(found)
    transfer, own, going = (_phrase(said, part) for part in ("transfer", "own", "in-progress"))
    denied = "transfer" in said and meaning(said) is CourseState.NO_CREDIT
    transfer = transfer or denied or _EXAMINED.fullmatch(whole) is not None
    transfer = transfer or (_FROM.match(said) is not None and school_in(found) is not None)
    if re.search(r"[.!?]$", row.said.strip()):
        return None
    if own_words and own_words <= {folded(word) for word in beside}:
        beside = [word for word in beside if folded(word) not in own_words]
    school = school_in(beside)
    if run is None and (code := _CODED.match(row.said)) is not None and (school or code.end() == len(row.said)):
        return _of_code(row, code, before, school)
    if run is None:
        if (":" in row.said and not (transfer or going)) or not (transfer or own or going):
            return None
        return Term(transfer=transfer and not own, school=school if transfer else None, going=going, denied=denied)
    if _says_more(beside) and not (transfer or going or own or school):
        return None
    name, span = _named(found[run[0] : run[1]])
    start, end = _days_within(row.said) or dates_of(name)
    if (part := _MONTHED.fullmatch(name)) is not None:
        name = part["name"].rstrip()
        span = span[0], span[0] + len(name)
    from_other = transfer or school is not None or (before.transfer and before.said is None and school is not None)
    return Term(name, span, start, end, from_other and not own, None if own else school, going)


def _of_examination(row: TableRow, examined: re.Match[str]) -> Term:
    """Give the term that an examination ended, or the sitting that has no other name than its date."""
    named = "name" if "name" in examined.re.groupindex else "when"
    at = row.said.index(examined.string)
    span = row.place(*(at + place for place in examined.span(named)))
    return Term(" ".join(examined[named].split()), span, *dates_of(examined["when"]))


def _of_days(row: TableRow, dated: re.Match[str]) -> Term:
    """Give the term that its first and last day tell; its name is what stands before them, else the days."""
    name = dated["name"] if any(c.isspace() or c in "-–:" for c in dated["name"].strip()) else ""
    first = row.said.index(dated["days"])
    days = row.place(first, first + len(dated["days"]))
    span = (row.words[0].start, row.words[-1].end) if name else days
    return Term(" ".join(name.split()) or dated["days"], span, *days_of(dated["days"]))


def _of_code(row: TableRow, code: re.Match[str], before: Term, school: tuple[int, int] | None) -> Term | None:
    """Give a term that a number stands for, behind its label or before the name of a school; None for one alone."""
    if not (school or code["code"] != code.group()):
        return None
    transfer = school is not None or (before.transfer and before.said is None)
    return Term(code["code"], row.place(*code.span("code")), transfer=transfer, school=school)


def _days_within(said: str) -> tuple[str | None, str | None] | None:
    """Give the first and last day that a heading tells beside the name of its term; None where it has none."""
    days = _WITHIN.search(said)
    found = days_of(days.group()) if days is not None else (None, None)
    return found if all(found) else None


def _named(term: Sequence[Word]) -> tuple[str, tuple[int, int]]:
    """Give the name of a term and where it stands: of a code and a name for one term the name, without brackets."""
    if len(term) > 2 and is_term_code(term[0]) and named_term(term[1:]) is not None:
        term = term[1:]
    elif len(term) > 2 and is_term_code(term[-1]) and named_term(term[:-1]) is not None:
        term = term[:-1]
    name = " ".join(word.said for word in term)
    before, behind = len(name) - len(name.lstrip(":")), len(name) - len(name.rstrip(":"))
    if name.startswith("("):
        before, behind = 1, int(name.endswith(")"))
    elif name.endswith(")") and "(" not in name:
        behind = 1
    return name[before : len(name) - behind], (term[0].start + before, term[-1].end - behind)


def _says_more(beside: Sequence[Word]) -> bool:
    """Say whether words beside a term are anything but what stands there in headings."""
    of_level = any(folded(word) == "level" for word in beside)
    return any(
        folded(word) not in words("transcripts", "around")
        and not _GRADE_YEAR.fullmatch(folded(word))
        and not _DAY.fullmatch(word.said)
        and not _TERM_CODE.fullmatch(word.said)
        and not (of_level and _HUNDREDS.fullmatch(folded(word)))
        and not is_term_word(word)
        and any(c.isalnum() for c in word.said)
        for word in beside
    )
