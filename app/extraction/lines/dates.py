"""Printed dates to date ranges at their printed precision, with the span where they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from app.extraction.lines.academic_years import academic_years, without_terms
from app.extraction.lines.date_values import MONTH_NAMES, value
from app.extraction.lines.months_in_short import months_in_short
from app.extraction.lines.season_years import more_seasons, season_end
from app.extraction.words.small import any_case, plain, small

_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_PRESENT = (
    r"(?:the\s+)?present(?:ly)?(?:\s+(?:day|time))?|pres(?=\.?(?:[)\]|]|\s*$|\s{2}))|current(?:ly)?|(?:right\s+)?now|ongoing|date|today|this\s+(?:day|year)|"
    r"still(?:\s+(?:there|here|employed|working)|(?=\s*(?:[:;,.)]|$)))|"
    r"curr(?=\.?(?:[)\]|]|\s*$|\s{2}))|heute|actualidad|fecha|actual|ahora|presente|aujourd.hui|présent"
)
_LIKELY = re.compile(
    r"[\d'’‘](?:(?<=1)9[4-9]\d|(?<=2)0[0-4]\d|(?<=\d)[/.-]\d|(?<=['’‘])\d\d|(?<=ince \d)\d\b"
    r"|(?<=rad \d)\d\b|(?<=rad\. \d)\d\b|(?<=ass of \d)\d\b|(?<=uated \d)\d\b"
    r"|(?<=[a-zA-Z.] [0-289])\d ?(?:[-–—]|to |thru ))"
)
"""One of these stands in every date: a year, figures with a mark between, or a short year."""
_POINT = any_case(
    rf"""
    (?=[\d'’‘]|\b[acdefhjmnopqrstw])  # what one of them can begin with: most places are left at once
    (?:
      (?=\d)
      (?:
        (?P<iso>(?<![\d/.-])(?<!\b(?!to)[a-z]{{2}}-){_YEAR}(?!\s-\s\d?\d/\d\d(?!\d))(?:-(?:{MONTH_NAMES})\b(?!\.?,?\s?['’‘\d])
          |\s?[-/.]\s?(?:0[1-9]|1[0-2]|[1-9])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?(?![\d/])))
      | (?P<cjk>{_YEAR}年(?:1[0-2]|0?[1-9])月)
      | (?P<dmy>(?<![\d/.-])\d?\d[./-]\d?\d[./-]{_YEAR}(?!\d))
      | (?P<dshort>(?<![\d/.$-])(?:\d?\d/\d?\d/|\d?\d-\d?\d-)\d\d(?![\d/-]))
      | (?P<my>(?<![\d/.])(?<!\b\d{{3}}-)(?<!\bosha[ ])
          (?:(?:0[1-9]|1[0-2])\s?[/.-]\s?|[1-9](?:\s?[/.]\s?|-)){_YEAR}(?!\d))
      | (?P<mshort>(?<![\d/.$])(?:(?<!-)|(?<=/\d\d-))(?:0?[1-9]|1[0-2])/\d\d(?![\d/]))
      | (?P<dmony>(?<!\d)\d{{1,2}}(?:(?:st|nd|rd|th)?[ ](?:of[ ])?|-)(?:{MONTH_NAMES})\b\.?,?[\s-]*{_YEAR}(?!\d))
      | (?P<year>(?:(?<![\d$€£/.,])|(?<=[.]{{2}})|(?<=\b[12]\d{{3}}/))(?<!\d:)(?<!\b\d{{3}}-)(?<!\b(?!to)[a-z]{{2}}-)
          {_YEAR}(?![\d%]|,\d|\.\d|[ ](?:hours|hrs)\b))
      | (?P<bare>(?<![\d/.:$-])(?:[09]\d|[12]\d)(?:
          (?:(?<=\bsince[ ]\d\d)|(?<=\bgrad[ ]\d\d)
            |(?<=\bgrad[.][ ]\d\d)|(?<=\bclass[ ]of[ ]\d\d)(?![ ][a-z])|(?<=\bgraduated[ ]\d\d))
            (?![\d/.:%–-]|[ ]?(?:[ap]\.?m|years?|yrs?|months?)\b)
          |(?=[ ](?:to|till?|until|thru)[ ]{_YEAR}(?!\d))))
      )
    | \b
      (?:
        (?P<quarter>Q[1-4][\s,]*{_YEAR}(?!\d))
      | (?P<season>(?:spring|summer|fall|autumn|winter|christmas|holiday)s?(?:[ ](?:break|holidays?|season|semester))?
          \s*(?:of\s+|,\s*)?{_YEAR}(?!\d))
      | (?P<mdy>(?:{MONTH_NAMES})\b\.?\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d))
      | (?P<mony>(?:{MONTH_NAMES})\b\.?(?:\s*[-/,]\s*|\s+of\s+|\s?['’‘]\s?|\s*){_YEAR}(?!\d))
      | (?P<monshort>(?:{MONTH_NAMES})\b\.?\s?['’‘]\d\d(?!\d))
      | {months_in_short(MONTH_NAMES, _YEAR, _PRESENT)}
      | (?P<mon>(?:{MONTH_NAMES})\b\.?)
      | (?P<present>(?:{_PRESENT})\b)
      )
    | (?P<yearshort>(?<![\w$'’‘])['’‘]\d\d(?!\d))
    )
    """,
    re.VERBOSE,
)
_TO = r"['’]?\b(?:to|until|till?|through|thru|bis|hasta|à|al?|and)\b"
_JOIN = any_case(
    rf"[\s,)(]*(?:[-–—−‐‑~→]+>?(?:\s*{_TO})?|(?:up\s+)?{_TO}(?:\s+till\b|\s+(?:i\s+)?retire(?:d|ment)(?:\s+in)?\b)?)[\s(]*"
    r"(?:(?:about|around|early|mid|late|la|(?:the\s+)?(?:end|middle|beginning)\s+of)\b[\s-]*)?",
)
_COLUMNS = any_case(
    r"\s*\t\s*|\s{2,}"
    r"|\s*+(?:[,;|]\s*+)?\b(?P<end>(?:end(?:ed|s)?|(?:employed\s+)?to|until|finish(?:ed)?|left)(?:\s+date)?(?:\s*\([^()]{1,12}\))?\s*:)\s*",
)
_SLASH, _AND_STILL = re.compile(r"\s?/\s?"), re.compile(r"\s*[,;]\s*(?:and\s+)?")
_THEN_DUE = any_case(r"[\s,;(]*(?:expected|anticipated|projected|to finish|finishing)(?:\s+(?:in|by))?\s*:?\s*")
"""Between the beginning of studies and when they will end ("started fall 2024, expected May 2027")."""
_EACH = re.compile(r"\b(?:every|each)(?: year)?,?\s+$")
_UNTIL_THEN = re.compile(r",? (?:(?:un)?till? [^\d.;:\n]{2,40} |(?:and )?(?:quit|left|laid off|ended) )(?:in |on )?")
_ONWARD = re.compile(
    r"\s*(?:[-–—→]+>?\s*(?=$|[\t)\]])|(?:[-–—→]|->)\s{2,}(?=\S)|(?:and\s+)?on(?:wards?)?\b(?=\s*(?:$|[.,;:)\]\t])))",
    re.MULTILINE,
)
"""Behind a date that nothing ends ("2022–", "2018 on")."""
_OPEN_FORMS = ("iso", "my", "mony", "year", "mdy", "season", "mshort", "monshort")
_TAIL_YEAR = re.compile(r"\s?[-–—/]\s?(\d\d)(?![\d/%]|\s?%|\.\d)")
_YEARS_IN_BRACKETS = re.compile(r"\((20\d\d)[-–—](\d\d)\)")
_TWO_YEARS, _SCHOOL_YEARS = re.compile(r"(20\d\d)[-–—](\d\d)"), ("school year ", "school years ", "academic year ")
_SINCE = any_case(
    r"\b(?:every\s+[a-z]{3,9}\s+)?"
    r"(?:since|from|seit|depuis|desde|as of|(?:start(?:ing|ed)|(?<!until )(?<!till )hired)(?:\s+(?:in|on))?)"
    r"\s*:?\s*$",
)
_UNFINISHED = any_case(r"\s*[,(–-]+\s*(?:not|never|didn['’]t|did not|without|incomplete|unfinished|left)\b")
"""Behind the beginning of studies that were given up ("started 2019 (not finished)")."""
_VALID = any_case(
    r"\b(?:exp\w*|valid\w*|issued?|renew\w*|earned|obtained|since|good|thru|through|until)\W*(?:\w+\s+)?$",
)
_FINISHED = any_case(
    r"\b(?:school|high|hs|college|university|institute|academy|diploma|degree|ged|h\.s|class(?: of)?|grad\w*|laude"
    r"|state)[\s,.:(–—-]*$|\S,\s+$"
)
"""Words before a year of two digits that stands alone ("Lincoln High '12"), or a comma."""
_AHEAD = any_case(
    r"\b(?:expected|anticipated|projected|estimated|candidate|est\.)"
    r"(?:\s+(?:graduation|completion|to\s+graduate|in|by|date|end|to\s+complete))*\s*[:(,-]?\s*$",
)
_AHEAD_AFTER = any_case(r"\s*\(?\s*(?:expected|anticipated|projected|est\.)")

_SINCE_ENDS = ("since", "from", "seit", "depuis", "desde", "as of", "ing", "ted", "hired", "in", "on")
_AHEAD_ENDS = ("ted", "candidate", "est.", "tion", "graduate", "in", "by", "date", "end", "complete")
"""Ends of the words that `_SINCE` and `_AHEAD` match: before most dates there is no such word."""
_WORDS_BEFORE = 120
"""Characters before a date in which it is told how it is meant; a line may be a megabyte long."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """One printed date or range; `start` and `end` are YYYY, YYYY-MM or YYYY-MM-DD."""

    start: str | None
    end: str | None
    current: bool
    expected: bool
    at: int
    """First character of the printed form."""
    to: int
    """One past its last character."""
    single: bool
    """One date stands alone: whether it is a start or an end depends on the entry."""
    also: tuple[int, int] | None = None
    """Where the rest of it stands, when a narrow column broke it over two lines."""

    def shifted(self, by: int) -> "DateRange":
        """Give the same range with its places moved by so many characters."""
        at, to = self.at + by, self.to + by
        return DateRange(self.start, self.end, self.current, self.expected, at, to, self.single, self.also)

    @property
    def places(self) -> list[tuple[int, int]]:
        """The spans where it is printed."""
        return [(self.at, self.to)] + ([self.also] if self.also else [])

    @property
    def year(self) -> int | None:
        """The latest year it names."""
        last = self.end or self.start
        return int(last[:4]) if last else None


class _Point(NamedTuple):
    at: int
    to: int
    form: str
    value: str | None  # None for "present"; a month without a year begins with four dashes


def _points(text: str) -> list[_Point]:
    points = []
    for found in _POINT.finditer(text):
        form = str(found.lastgroup)
        points.append(_Point(found.start(), found.end(), form, value(form, found.group())))
    return points


def _joined(text: str, printed: str, a: _Point, b: _Point) -> bool:
    listed = (
        ((a.form in ("year", "season") and b.form == "year") or a.form == b.form == "yearshort")
        and (text[a.to : b.at], text[b.to : b.to + 4].strip(" -–—")[:1].isdigit()) == (", ", False)
        and (a.value or "") < (b.value or "")
    )
    # "Summers 2020 & 2021"
    listed = listed or (
        a.form == "season" and b.form == "year" and text[a.to : b.at] == " & " and (a.value or "") < (b.value or "")
    )
    seasons = a.form == b.form == "season" and text[a.to : b.at] == ", " and (a.value or "") < (b.value or "")
    later = a.form != "bare" or b.value is None or str(a.value) < b.value
    joined = listed or seasons or (later and _JOIN.fullmatch(text, a.to, b.at) is not None)
    # "2019      Present", in columns of a table
    joined = joined or _in_columns(text, a, b) or _until_then(text, a, b) or _by_seasons(text, a, b)
    joined = joined or _years(text, a, b) or _goes_on_still(printed, a, b) or _is_due(text, a, b)
    turned = a.form == "monfrom" and str(a.value) > (b.value or "9")
    return joined and not turned and (b.form != "yearshort" or a.form != "mon")


def _by_seasons(text: str, a: _Point, b: _Point) -> bool:
    """Two years of schools or winters, of which each has two figures ("2019/20 - 2024/25")."""
    first = season_end(text, a.to, a.value or "") if a.form == "year" else None
    if first is None or _JOIN.fullmatch(text, first[0], b.at) is None:
        return False
    later = b.form == "year" and str(a.value) < str(b.value) and season_end(text, b.to, b.value or "") is not None
    return later or b.value is None


def _in_columns(text: str, a: _Point, b: _Point) -> bool:
    """A gap stands between dates of one form, or the label of the end between any two ("From: 2013  To: 4/2018")."""
    gap = _COLUMNS.fullmatch(text, a.to, b.at) if _follows(a, b) or ":" in text[a.to : b.at] else None
    if gap is None or _follows(a, b):
        return gap is not None or (a.at == 0 and text[a.to : b.at] == " " and _follows(a, b))
    later = a.value is not None and b.value is not None and a.value[:1] != "-" and a.value[:4] <= b.value[:4]
    return gap["end"] is not None and later


def _years(text: str, a: _Point, b: _Point) -> bool:
    """Two years with a stroke between ("2017/2019")."""
    return (
        a.form == b.form == "year" and str(a.value) < str(b.value) and _SLASH.fullmatch(text, a.to, b.at) is not None
    )


def _goes_on_still(printed: str, a: _Point, b: _Point) -> bool:
    """A beginning, and that it goes on ("hired Oct 2023, still there")."""
    still = b.form == "present" and printed[b.at : b.at + 5].casefold() == "still"
    return still and a.value is not None and _AND_STILL.fullmatch(printed, a.to, b.at) is not None


def _is_due(text: str, a: _Point, b: _Point) -> bool:
    begun = a.value is not None and b.value is not None and _since(text, a) is not None
    return begun and _THEN_DUE.fullmatch(text, a.to, b.at) is not None


def _until_then(text: str, a: _Point, b: _Point) -> bool:
    """A beginning, and what ended it before its date ("from May 2021 until she moved away in March 2024")."""
    between = text[a.to : b.at]
    if b.value is None or a.value is None or b.form == "mon" or _UNTIL_THEN.fullmatch(between) is None:
        return False
    return a.value[:4] <= b.value[:4] and (_since(text, a) is not None or (between[:1] != "," and "til" in between))


def _follows(a: _Point, b: _Point) -> bool:
    """Both are dates of one form, the second later, or the second is "present"."""
    if a.value is None or a.value.startswith("-"):
        return False
    return b.value is None or (a.form == b.form and a.value < b.value)


def _before(point: _Point) -> tuple[int, int]:
    """Where the words stand that say how a date is meant."""
    return max(0, point.at - _WORDS_BEFORE), point.at


def _last_words(text: str, start: int, end: int) -> str:
    """Give text without the mark at its end."""
    said = text[start:end].rstrip()
    return said[:-1].rstrip() if said.endswith((":", "(", ",", "-")) else said


def _since(text: str, point: _Point) -> re.Match[str] | None:
    before = _before(point)
    return _SINCE.search(text, *before) if _last_words(text, *before).endswith(_SINCE_ENDS) else None


def _ahead(text: str, start: int, end: int) -> re.Match[str] | None:
    return _AHEAD.search(text, start, end) if _last_words(text, start, end).endswith(_AHEAD_ENDS) else None


def _pair(text: str, a: _Point, b: _Point) -> DateRange | None:
    if a.value is None or b.form == "mon" or (a.form == "mon" and b.value is None):
        return None
    start = f"{b.value[:4]}-{a.value[-2:]}" if a.form == "mon" and b.value else a.value
    since = _since(text, a)
    ahead = bool(_ahead(text, *_before(a)) or _ahead(text, a.to, b.at) or _AHEAD_AFTER.match(text, b.to))
    to, end = (season_end(text, b.to, b.value or "") if _by_seasons(text, a, b) else None) or (b.to, b.value)
    return DateRange(start, end, end is None, ahead, since.start() if since else a.at, to, single=False)


def _alone(text: str, printed: str, point: _Point) -> DateRange | None:
    if point.value is None or point.form in ("mon", "monfrom", "monuntil"):
        return None
    if point.form == "yearshort" and not (
        _FINISHED.search(text, *_before(point))
        or _VALID.search(text, *_before(point))
        or (point.at and not text[point.to :].strip(" .)") and text[point.at - 1].isspace())
    ):
        return None
    if point.form in ("mshort", "dshort") and not _VALID.search(text, *_before(point)):
        return None
    if point.form in ("year", "season") and point.value is not None:
        tail = _TAIL_YEAR.match(text, point.to)
        if tail and int(tail.group(1)) > int(point.value[2:]):
            end, to = more_seasons(text, tail.end(), point.value[:2] + tail.group(1))
            return DateRange(point.value, end, False, False, point.at, to, False)
    if point.form == "iso" and (years := _of_two_years(text, point)) is not None:
        first, last = years.groups()
        if int(last) > int(first[2:]):
            return DateRange(first, first[:2] + last, False, False, point.at, point.to, single=False)
    since = _since(text, point)
    if since and _UNFINISHED.match(text, point.to):
        return DateRange(point.value, None, False, False, since.start(), point.to, single=False)
    if since:
        return DateRange(point.value, None, True, False, since.start(), point.to, single=False)
    onward = _ONWARD.match(printed, point.to) if point.form in _OPEN_FORMS else None
    if onward and not _VALID.search(text, *_before(point)):
        return DateRange(point.value, None, True, False, point.at, onward.end(), single=False)
    before = _ahead(text, *_before(point))
    ahead = bool(before or _AHEAD_AFTER.match(text, point.to))
    return DateRange(None, point.value, False, ahead, before.start() if before else point.at, point.to, single=True)


def _of_two_years(text: str, point: _Point) -> re.Match[str] | None:
    """Match two years, where a month would stand alone ("(2006-09)", "school year 2011-12")."""
    bracketed = _YEARS_IN_BRACKETS.match(text, max(0, point.at - 1))
    alone = bracketed is not None or not text[: point.at].endswith(_SCHOOL_YEARS)
    return bracketed if alone else _TWO_YEARS.match(text, point.at)


def _goes_on(printed: str, pair: DateRange, point: _Point) -> bool:
    """One more year of a list of years ("Summers 2017, 2018, 2019")."""
    listed = printed[pair.to : point.at] in (", ", " and ", ", and ", " & ", " et ", " y ", " und ")
    return point.form in ("year", "yearshort") and listed and str(pair.end) < str(point.value)


def _every_year(text: str, pair: DateRange, point: _Point) -> DateRange | None:
    """Give the years of the same months of each ("Jan-March 2012 through 2019", "every Nov - Dec 2012 to 2016")."""
    year = str(pair.end)[:4]
    if point.form != "year" or str(point.value) <= year or _JOIN.fullmatch(text, pair.to, point.at) is None:
        return None
    each = _EACH.search(text, 0, pair.at)
    return replace(pair, start=year, end=point.value, at=each.start() if each else pair.at, to=point.to)


def _begins(text: str, points: Sequence[_Point]) -> bool:
    """The first of two dates begins a period that the second ends ("2016 – 2019, 2021 – present")."""
    return len(points) > 1 and _JOIN.fullmatch(text, points[0].to, points[1].at) is not None


def may_tell_dates(text: str, start: int, end: int) -> bool:
    """Say whether a date may stand in `text[start:end]`; without figures as dates have them there is none."""
    return _LIKELY.search(plain(text[start:end])) is not None


@lru_cache(maxsize=1 << 12)
def find_dates(text: str) -> tuple[DateRange, ...]:
    """Find every date and date range of one or a few lines of text, left to right, without overlaps.

    "present" is `current`, never a date. A bare month, or "present" alone, is no date. Several readers ask about the
    same line, so that answers are kept.
    """
    if not _LIKELY.search(figures := plain(text)):
        return ()
    if not (terms := academic_years(figures)):
        return tuple(_found(small(figures), text))
    rest = without_terms(figures, terms)
    periods = (DateRange(first, last, False, False, at, to, single=False) for first, last, at, to in terms)
    return tuple(sorted((*_found(small(rest), rest), *periods), key=lambda date: date.at))


def _found(text: str, printed: str) -> Iterator[DateRange]:
    """Find the dates of a line, given in small letters and as it is printed."""
    points = _points(text)
    i = 0
    while i < len(points):
        joined = i + 1 < len(points) and _joined(text, printed, points[i], points[i + 1])
        if joined and (pair := _pair(text, points[i], points[i + 1])) is not None:
            every = points[i].form == "mon" and points[i + 1].value is not None
            i += 2
            if every and i < len(points) and (last := _every_year(text, pair, points[i])) is not None:
                pair, i = last, i + 1
            while i < len(points) and _goes_on(printed, pair, points[i]) and not _begins(text, points[i : i + 2]):
                pair = replace(pair, end=points[i].value, to=points[i].to)
                i += 1
            yield pair
            continue
        if (alone := _alone(text, printed, points[i])) is not None:
            yield alone
        i += 1
