"""Headings of a transcript to terms: when the courses below them were taken, where, and whether they go on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.extraction.lines.dates import find_dates
from app.extraction.model import CourseState
from app.extraction.transcripts.meanings import meaning
from app.extraction.transcripts.view import TableRow, Word
from app.extraction.words.lexicon import words

_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d(?:[-–/](?:(?:19|20)?\d\d))?")
_SHORT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:FA|SP|SU|WI|SM|AU|[WSF])|(?:FA|SP|SU|WI|SM|AU)['’]?(?P<two>(?:19|20)?\d\d)"
    r"|(?P<first>\d\d)/(?:FA|SP|SU|WI|SM|AU)",
    re.I,
)
"""`2023FA`, `SP17`, `24/FA`, `2021W`."""
_NUMBERED = re.compile(
    r"(?:semester|semestre|term|quarter|trimester|trimestre|year|année|block|level|phase)\s+(?:\d|[ivx]{1,4})|"
    r"(?:first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:semester|term|quarter|trimester|year)",
    re.IGNORECASE,
)
"""A term that no year is printed for."""
_TWO_YEARS = re.compile(r"(\d\d)(?:/(\d\d))?")
_GERMAN = re.compile(r"(?:ws|ss|wise|sose|wintersemester|sommersemester)\s+(\d\d)(?:/(\d\d))?", re.IGNORECASE)
"""`WS 21/22`, `SS 22`."""
_HALF = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[/.-]\s?[1-4]")
"""`2015/1`, the first half of the year."""
_DAY = re.compile(r"\(?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:[-–]\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})?\)?")
_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}/(?:19|20)\d\d(?!\d)")
_MONTH_FIRST = re.compile(r"(?<![\d/])\d{1,2}/(?:1[3-9]|2\d|3[01])/(?:19|20)\d\d(?!\d)")
_DATED = re.compile(
    r"(?:term|period|session)\s*:?\s+(?P<days>\d{1,2}/\d{1,2}/\d{4}\s+[-–]\s+\d{1,2}/\d{1,2}/\d{4})", re.IGNORECASE
)
_TERM_CODE = re.compile(r"\(?\d{5,6}\)?")
_TWO_DIGITS = re.compile(r"(?<![\d/])(\d{1,2}/\d{1,2})/(\d{2})(?!\d)")
_GRADE_YEAR = re.compile(r"(?:0?[1-9]|1[0-3])(?:st|nd|rd|th|[a-dl])?")
_ACADEMIC = re.compile(r"((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)(?![-/.]?\d)")
_SPANISH_RANGE = re.compile(r"([^\W\d_]{1,20})\s*[-–/]\s*([^\W\d_]{1,20})\s+((?:19|20)\d\d)")
_THIS_CENTURY = 40
"""Years of two digits below this one are of this century."""
_WORDS = 12
_GERMAN_TERMS = frozenset({"ws", "ss", "wise", "sose", "wintersemester", "sommersemester"})
_PARTED = frozenset({"term", "semester", "session", "quarter", "trimester"})
_NUMBERS = frozenset("1234")


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


def _full(year: str) -> str:
    """Give a year of two digits with its century: nobody has a course behind him that is decades ahead."""
    return year if len(year) == 4 else f"{20 if int(year) < _THIS_CENTURY else 19}{year}"


def dates_of(said: str) -> tuple[str | None, str | None]:
    """Give start and end of a term as far as they are printed; one year alone is its end."""
    academic = _ACADEMIC.search(said)
    if academic:
        first, second = academic.groups()
        return first, second if len(second) == 4 else first[:2] + second
    spread = _SPANISH_RANGE.search(said)
    ranges = list(find_dates(said))
    if spread:
        first, second, year = spread.groups()
        months = list(find_dates(f"{first} {year} - {second} {year}"))
        ranges = months if months and len(months[0].start or "") > 4 else ranges
    short = _SHORT.fullmatch(said.strip())
    half = _HALF.fullmatch(said.strip())
    if half:
        return None, half["year"]
    if short:
        return None, _full(short["year"] or short["two"] or short["first"])
    if ranges and not ranges[0].single:
        return ranges[0].start, ranges[0].end
    german = _GERMAN.fullmatch(said.strip())
    if german:
        return None, _full(german[2] or german[1])
    if ranges:
        return None, ranges[-1].end
    years = _YEAR.findall(said)
    return None, years[-1][:4] if years else None


def day_first(text: str) -> bool:
    """Say whether a document writes the day before the month: some dates can only be read so, and none otherwise."""
    return _DAY_FIRST.search(text) is not None and _MONTH_FIRST.search(text) is None


def days_of(said: str, *, day_first: bool = False) -> tuple[str | None, str | None]:
    """Give start and end of a course from its own dates; one date alone is its end. Years may have two digits."""
    full = re.sub(r"(?<=\d)-(?=\d{1,2}/)", " - ", _TWO_DIGITS.sub(lambda day: f"{day[1]}/{_full(day[2])}", said))
    if day_first:
        # with dots a date is read with the day before the month
        full = re.sub(r"(\d{1,2})/(\d{1,2})/(\d{4})", r"\1.\2.\3", full)
    ranges = list(find_dates(full))
    if not ranges:
        return None, None
    return (None, ranges[-1].end) if ranges[0].single else (ranges[0].start, ranges[0].end)


_KEPT = 40
"""Letters of a word that is remembered, at most."""
_AROUND = ".,;:()"
"""What may stand around a word."""


def _folded(word: Word) -> str:
    return word.said.casefold().strip(_AROUND)


def _is_term_word(word: Word) -> bool:
    return (_of_term if len(word.said) <= _KEPT else _of_term.__wrapped__)(word.said)


@lru_cache(maxsize=1 << 14)
def _of_term(said: str) -> bool:
    folded = said.casefold().strip(_AROUND)
    parts = [part for part in re.split(r"[-–/]", folded) if part]
    named = bool(parts) and all(part in words("transcripts", "terms") for part in parts)
    return (
        folded in words("transcripts", "terms")
        or named
        or said in "-–—"
        or any(form.fullmatch(folded) for form in (_YEAR, _SHORT, _HALF))
    )


def _goes_on(before: Word, word: Word) -> bool:
    """Say whether a number belongs to the word before it: years of two digits ("WS 21/22"), a part of a year."""
    if _folded(before) in _GERMAN_TERMS:
        return _TWO_YEARS.fullmatch(_folded(word)) is not None
    return _folded(before) in _PARTED and _folded(word) in _NUMBERS


def _tells_year(run: Sequence[Word], n: int) -> bool:
    """Say whether one of a run of words tells the year."""
    if _YEAR.search(run[n].said) or _SHORT.fullmatch(_folded(run[n])):
        return True
    return n > 0 and _folded(run[n - 1]) in _GERMAN_TERMS and _TWO_YEARS.fullmatch(_folded(run[n])) is not None


def named_term(found: Sequence[Word]) -> tuple[int, int] | None:
    """Give which of a row's words name a term, `[first, last)`; None when no run of them holds a year."""
    best: tuple[int, int] | None = None
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and (_is_term_word(found[end]) or (end > at and _goes_on(found[end - 1], found[end]))):
            end += 1
        run = found[at:end]
        if any(_tells_year(run, n) for n in range(len(run))) and (best is None or end - at > best[1] - best[0]):
            best = (at, end)
        at = max(end, at + 1)
    if best is None:
        return None
    first, last = best
    while first < last and (found[first].said in "-–—" or found[first].said.endswith(":")):
        first += 1
    while first < last and found[last - 1].said in "-–—:":
        last -= 1
    return first, last


def _school(found: Sequence[Word]) -> tuple[int, int] | None:
    """Give where the name of a school stands among the words beside a term or behind "from" or a colon."""
    for at, word in enumerate(found):
        if _folded(word) in words("transcripts", "schools"):
            first = at
            while first > 0 and _names_on(found[first - 1]):
                first -= 1
            last = at + 1
            while last < len(found) and (
                found[last].said[0].isupper() or found[last].said in ("of", "de", "for", "&", "and")
            ):
                last += 1
            if last - first > 1:
                return found[first].start, found[last - 1].start + len(found[last - 1].said.rstrip(":,"))
    return None


def _names_on(word: Word) -> bool:
    """Say whether the name of a school goes on with the word before one."""
    return word.said[0].isupper() and not word.said.endswith((":", ",")) and _folded(word) != "from"


_FROM = re.compile(r"(?:credits?|courses?|work|transfer\w*|evaluated)?\s?from\b", re.IGNORECASE)
"""What is said of another school ("Credit from: Gulf Prairie College")."""


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
    found = row.words
    if not 1 <= len(found) <= _WORDS or any(re.search(r"\d[.,]\d", word.said) for word in found):
        return None
    said = row.said.casefold()
    run = named_term(found)
    of_year = run is not None and run[0] > 0 and _folded(found[run[0]]) == "year"
    beside = [*found[: run[0] - of_year], *found[run[1] :]] if run else list(found)
    transfer, own, going = (_phrase(said, part) for part in ("transfer", "own", "in-progress"))
    denied = "transfer" in said and meaning(said) is CourseState.NO_CREDIT
    transfer = transfer or denied or (_FROM.match(said) is not None and _school(found) is not None)
    labelled = (
        ":" in row.said and not (transfer or going) and run is None and _DATED.fullmatch(row.said.strip()) is None
    )
    if labelled or re.search(r"[.!?]$", row.said.strip()):
        return None
    if own_words and own_words <= {_folded(word) for word in beside}:
        beside = [word for word in beside if _folded(word) not in own_words]
    school = _school(beside)
    dated = _DATED.fullmatch(row.said.strip())
    if dated is not None:
        first = next(n for n, word in enumerate(found) if word.said[0].isdigit())
        return Term(dated["days"], (found[first].start, found[-1].end), *days_of(dated["days"]))
    if run is None and _NUMBERED.fullmatch(row.said.strip(" :")):
        return Term(row.said.strip(" :"), (found[0].start, found[-1].end))
    if run is None:
        if not (transfer or own or going):
            return None
        return Term(transfer=transfer and not own, school=school if transfer else None, going=going, denied=denied)
    rest = [
        w
        for w in beside
        if _folded(w) not in words("transcripts", "around")
        and not _GRADE_YEAR.fullmatch(_folded(w))
        and not _DAY.fullmatch(w.said)
        and not _TERM_CODE.fullmatch(w.said)
        and not _is_term_word(w)
        and any(c.isalnum() for c in w.said)
    ]
    if rest and not (transfer or going or own or school):
        return None
    term = found[run[0] : run[1]]
    name = " ".join(word.said for word in term)
    span = term[0].start, term[-1].end - (len(name) - len(name.rstrip(":")))
    name = name.rstrip(":")
    start, end = dates_of(name)
    from_other = transfer or school is not None or (before.transfer and before.said is None and school is not None)
    return replace(Term(name, span, start, end), transfer=from_other and not own, school=school, going=going)
