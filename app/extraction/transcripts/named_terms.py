"""Words that name a term: which of a row they are, and the dates they tell."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.extraction.lines.dates import find_dates
from app.extraction.transcripts.placed import Word
from app.extraction.words.lexicon import words

_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d(?:[-–/](?:(?:19|20)?\d\d))?")
_SHORT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:FA|SP|SU|WI|SM|AU|[WSF])|(?:FA|SP|SU|WI|SM|AU)['’]?(?P<two>(?:19|20)?\d\d)"
    r"|(?P<first>\d\d)/(?:FA|SP|SU|WI|SM|AU)",
    re.I,
)
"""`2023FA`, `SP17`, `24/FA`, `2021W`."""
_TWO_YEARS = re.compile(r"(\d\d)(?:/(\d\d))?")
_GERMAN = re.compile(r"(?:ws|ss|wise|sose|wintersemester|sommersemester)\s+(\d\d)(?:/(\d\d))?", re.IGNORECASE)
"""`WS 21/22`, `SS 22`."""
_PART_OF_YEAR = r"(?:t|s|q|b|tri|sem|trim|tp|sp)"
_HALF = re.compile(
    rf"(?P<year>(?:19|20)\d\d)(?:\s?[/.-]\s?(?:{_PART_OF_YEAR}-?)?|{_PART_OF_YEAR})[1-4]"
    rf"|{_PART_OF_YEAR}-?[1-4]\s?[/.-]?\s?(?P<behind>(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""`2015/1`, the first half of the year; `2018-T1`, `S2/2019`, `2020SP2`."""
_HALVED = re.compile(
    r"\b(?:sem\w*|per[ií]odo|term|ciclo)\.?\s+(?P<year>(?:19|20)\d\d)[/.-][1-3](?!\d)", re.IGNORECASE
)
"""`Semestre 2015-1`."""
_TWO_DIGITS = re.compile(r"(?<![\d/])(\d{1,2}/\d{1,2})/(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/\d{1,2}/(?:19|20)\d\d(?!\d)")
_MONTH_FIRST = re.compile(r"(?<![\d/])\d{1,2}/(?:1[3-9]|2\d|3[01])/(?:19|20)\d\d(?!\d)")
_ACADEMIC = re.compile(r"((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)?\d\d)(?![-/.]?\d)")
_SPANISH_RANGE = re.compile(r"([^\W\d_]{1,20})\s*[-–/]\s*([^\W\d_]{1,20})\s+((?:19|20)\d\d)")
_SEASON_YEAR = re.compile(
    r"(?:fall|autumn|spring|summer|winter)(?:\s+[^\W\d_]{1,12}){0,3}\s+['’]?(?P<two>\d\d)", re.IGNORECASE
)
"""`FALL QUARTER 19`, `Summer Session II 21`, `Fall '19`."""
_THIS_CENTURY = 40
"""Years of two digits below this one are of this century."""
_GERMAN_TERMS = frozenset({"ws", "ss", "wise", "sose", "wintersemester", "sommersemester"})
_SEASONS = frozenset({"fall", "autumn", "spring", "summer", "winter"})
_PARTED = frozenset(
    {"term", "semester", "session", "quarter", "trimester", "sem", "semestre", "trimestre", "cuatrimestre", "stage"}
)
_SCHOOLED = frozenset({"summer", "winter", "night", "evening"})
"""Before "School": when it was held, and no name of one."""
_NUMBERS = frozenset("12345678")
_LETTERS = frozenset("ABCD")
_TWO_FIGURES = re.compile(r"['’]?\d\d")
_LABELS = frozenset({"term", "semester", "session", "quarter", "trimester", "period", "academic", "year", "sem"})
_DASHES = "-–—"
_SESSIONS = (["academic", "session"],)
"""Before a year of school: that it is one."""


def _full(year: str) -> str:
    """Give a year of two digits with its century: nobody has a course behind him that is decades ahead."""
    return year if len(year) == 4 else f"{20 if int(year) < _THIS_CENTURY else 19}{year}"


def dates_of(said: str) -> tuple[str | None, str | None]:
    """Give start and end of a term as far as they are printed; one year alone is its end."""
    bare = said.strip()
    halved = _HALVED.search(said)
    if halved:
        return None, halved["year"]
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
    one_year = _HALF.fullmatch(bare)
    if one_year:
        return None, one_year["year"] or one_year["behind"]
    short = _SHORT.fullmatch(bare)
    if short:
        return None, _full(short["year"] or short["two"] or short["first"])
    season = _SEASON_YEAR.fullmatch(bare)
    if season:
        return None, _full(season["two"])
    if ranges and not ranges[0].single:
        return ranges[0].start, ranges[0].end
    german = _GERMAN.fullmatch(bare)
    if german:
        return None, _full(german[2] or german[1])
    if ranges:
        return None, ranges[-1].end
    years = _YEAR.findall(said)
    return None, years[-1][:4] if years else None


def day_first(text: str) -> bool:
    """Say whether a document writes the day before the month: some dates can only be read so, and none otherwise."""
    return _DAY_FIRST.search(text) is not None and _MONTH_FIRST.search(text) is None


def full_years(said: str) -> str:
    """Give dates whose years have two digits with the century."""
    return _TWO_DIGITS.sub(lambda day: f"{day[1]}/{_full(day[2])}", said)


def _spelled(said: str) -> str:
    """Give days in eight figures with marks between their parts; a mark between two of them parts them."""
    if _IN_FIGURES.search(said) is None:
        return said
    return _IN_FIGURES.sub(r"\1-\2-\3", re.sub(r"(?<=\d{8})\s?[-–/]\s?(?=\d{8}(?!\d))", " - ", said))


def days_of(said: str, *, day_first: bool = False) -> tuple[str | None, str | None]:
    """Give start and end of a course from its own dates; one date alone is its end. Years may have two digits."""
    full = re.sub(r"(?<=\d)-(?=\d{1,2}/)", " - ", full_years(_spelled(said)))
    if day_first:
        # with dots a date is read with the day before the month
        full = re.sub(r"(\d{1,2})/(\d{1,2})/(\d{4})", r"\1.\2.\3", full)
    ranges = list(find_dates(full))
    if not ranges:
        return None, None
    return (None, ranges[-1].end) if ranges[0].single else (ranges[0].start, ranges[0].end)


_IN_FIGURES = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
"""`20150112`, as the armed forces print days."""
_KEPT = 40
"""Letters of a word that is remembered, at most."""
_AROUND = ".,;:()"
"""What may stand around a word."""


def folded(word: Word) -> str:
    """Give a word in small letters, without the marks around it."""
    return word.said.casefold().strip(_AROUND)


def is_term_word(word: Word) -> bool:
    """Say whether a word may be part of the name of a term."""
    return (_of_term if len(word.said) <= _KEPT else _of_term.__wrapped__)(word.said)


def is_term_code(word: Word) -> bool:
    """Say whether a word stands for a whole term ("2019FA")."""
    return _SHORT.fullmatch(folded(word)) is not None


@lru_cache(maxsize=1 << 14)
def _of_term(said: str) -> bool:
    told = said.casefold().strip(_AROUND)
    parts = [part for part in re.split(r"[-–/]", told) if part]
    named = bool(parts) and all(part in words("transcripts", "terms") for part in parts)
    return (
        told in words("transcripts", "terms")
        or named
        or said in _DASHES
        or any(form.fullmatch(told) for form in (_YEAR, _SHORT, _HALF))
    )


def _goes_on(found: Sequence[Word], first: int, at: int) -> bool:
    """Say whether a word belongs to those before it: years of two digits ("WS 21/22"), a part of a year, a colon."""
    before, word = folded(found[at - 1]), found[at]
    told = folded(word)
    if before in _GERMAN_TERMS:
        return _TWO_YEARS.fullmatch(told) is not None
    if (before in _PARTED and told in _NUMBERS) or (before in _PARTED | _SEASONS and word.said in _LETTERS):
        return True
    if word.said == ":" or (told == "school" and before in _SCHOOLED & _SEASONS):
        return True
    return _TWO_FIGURES.fullmatch(told) is not None and _awaits_year(found[first:at])


def _awaits_year(run: Sequence[Word]) -> bool:
    """Say whether words name a season and no year ("FALL QUARTER" before 19)."""
    return any(folded(word) in _SEASONS for word in run) and not any(c.isdigit() for word in run for c in word.said)


def _tells_year(run: Sequence[Word], n: int) -> bool:
    """Say whether one of a run of words tells the year."""
    if _YEAR.search(run[n].said) or _SHORT.fullmatch(folded(run[n])):
        return True
    if n == 0:
        return False
    if folded(run[n - 1]) in _GERMAN_TERMS:
        return _TWO_YEARS.fullmatch(folded(run[n])) is not None
    return _TWO_FIGURES.fullmatch(folded(run[n])) is not None and _awaits_year(run[:n])


def named_term(found: Sequence[Word]) -> tuple[int, int] | None:
    """Give which of a row's words name a term, `[first, last)`; None when no run of them holds a year."""
    best: tuple[int, int] | None = None
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and (is_term_word(found[end]) or (end > at and _goes_on(found, at, end))):
            end += 1
        run = found[at:end]
        if any(_tells_year(run, n) for n in range(len(run))) and (best is None or end - at > best[1] - best[0]):
            best = (at, end)
        at = max(end, at + 1)
    return None if best is None else _trimmed(found, *best)


def _trimmed(found: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Leave the label before a term, and dashes around it ("Term: Fall 2019"), where anything is left then."""
    whole = first, last
    first = next((n + 1 for n in range(first, last) if _ends_label(found, first, n)), first)
    if [folded(word) for word in found[first : first + 2]] in _SESSIONS and _ACADEMIC.fullmatch(
        " ".join(word.said for word in found[first + 2 : last]).strip(_AROUND)
    ):
        first += 2
    while first < last and (found[first].said in _DASHES or found[first].said.endswith(":")):
        first += 1
    while first < last and found[last - 1].said in "-–—:":
        last -= 1
    return (first, last) if first < last else whole


def _ends_label(found: Sequence[Word], first: int, n: int) -> bool:
    """Say whether a word with a colon ends a label, by all words before it."""
    return found[n].said.endswith(":") and all(
        folded(word) in _LABELS or not folded(word) for word in found[first : n + 1]
    )
