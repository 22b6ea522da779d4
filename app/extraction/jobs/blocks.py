"""Rows of a section to entry blocks: heading lines with a date, and the duties below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from app.extraction.jobs.duties_apart import NAME_ENDS, date_rows, tells_of_firm
from app.extraction.jobs.line_forms import one_line, told_behind_names
from app.extraction.jobs.undated import undated_below, undated_starts
from app.extraction.lines.dated_rows import DATE_FRAME, DURATION, Dated
from app.extraction.lines.dates import DateRange
from app.extraction.lines.rows import Row
from app.extraction.parts.labels import names_field
from app.extraction.parts.lasting import lasts
from app.extraction.parts.named_rows import is_no_name, names_all, names_both, tells_size
from app.extraction.parts.schooling import opening_degree
from app.extraction.words.scores import organization_score, title_score

_LEAD = 3
"""No more heading lines than this stand above the line with the date."""
_TAIL = 3
_HEADING_WORDS, _TITLE_WORDS = 16, 5
_EMPLOYER, _TITLED, _FEW = 1.2, 1.5, 2
_AT = re.compile(r"\s(?:at|@)\s")
_IN_BRACKETS = re.compile(r"\([^()]*\d{4}\)")
"""A place and a year of one of several ("Guest spots: Elm (Reno, 2019), Ash (Ely, 2020)")."""
_COMMA_END = re.compile(r",\s*$")
_PLACE, _AND = re.compile(r",\s+[A-Z]"), re.compile(r"\s*(?:[,;&]|and)\s*(?:and\s*)?")
_SMALL_LIST = re.compile(r"[^\W\d_][^,A-Z]*(?:, (?:and )?[a-z][^,A-Z]*)+")
"""Several things in small letters ("Floor hand, motor hand")."""
_ROSE = re.compile(
    r",\s+(?:then )?(?:moved up|promoted|advanced|became|made|raised)\s+(?:to\s+)?[a-z]"
    r"|\((?:started|began|hired) (?:as |out |on )?[^()]{3,60}\)",
    re.IGNORECASE,
)
"""Behind a title, what somebody became there later ("Assistant teacher, moved up to lead 2017"), or had been."""
_HOURS = re.compile(
    r"(?:(?:full|part)[- ]time,?\s)?\(?\d{1,3}(?:\.\d)?\+?\s?(?:hrs?|hours)\.?\s?(?:/|per|a|each)\s?"
    r"(?:week|wk|pay period)\)?\.?",
    re.IGNORECASE,
)
"""A line that only says how many hours a week somebody worked."""
_PAY_PLAN = re.compile(r"(?:GS|GL|GG|WG|WL|WS|NF|NH|YA|AD|ES)-?\d{0,4}-?\d{1,2}(?: step \d{1,2})?", re.IGNORECASE)
"""A line that only says the series and grade of a federal job."""
_CLIENT = re.compile(r"(?:end )?(?:client|customer)s?\s*:", re.IGNORECASE)
"""The label of whom an employer works for."""
_UNTIL_AT_MOST = re.compile(r"\b(?:NTE|not[- ]to[- ]exceed)\W*$", re.IGNORECASE)
"""Before the day on which an appointment ends at the latest."""
_AGENCY = re.compile(r"\((?:staffing |temp(?:orary)? |employment )?agency\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One entry: its heading lines, its dates (offsets in the document's text), its duties."""

    heading: tuple[Row, ...]
    dates: DateRange | None
    dated_row: Row | None
    body: tuple[Row, ...]
    follows: bool
    """No heading line of its own above the date: it may share the organization of the entry before it."""


def _anchors(rows: Sequence[Dated]) -> list[int]:
    ranged = {i for i, r in enumerate(rows) if not r.duty and any(not d.single for d in r.dates)}
    single = []
    for i, r in enumerate(rows):
        if r.duty or not r.dates or i in ranged:
            continue
        if told_behind_names(r.row, r.dates) and r.row.said[r.dates[0].to - r.row.start :].strip("."):
            single.append(i)
            continue
        if r.row.words > _HEADING_WORDS or len(_IN_BRACKETS.findall(r.row.said)) > 1:
            continue
        said, start = r.row.said, r.row.start
        before, after = said[: r.dates[0].at - start], said[max(0, r.dates[-1].to - start) :]
        degree = opening_degree(said)
        if degree is not None and degree.end() >= len(before.rstrip(" ,:(–-")) and not after.strip(" ).,"):
            # "GED 2009"
            continue
        edge = DATE_FRAME.fullmatch(before) or DATE_FRAME.fullmatch(after) or DURATION.fullmatch(after.strip())
        amid = _COMMA_END.search(before) is not None and after.startswith(",") and title_score(before) >= _TITLED
        if (edge or (amid and not r.row.bullet)) and not (i - 1 in ranged and _told_within(rows[i - 1], r)):
            single.append(i)
    return sorted([*ranged, *single])


def _told_within(above: Dated, one: Dated) -> bool:
    """A year of a job's time, right below its line, with no name beside it ("2021 Finalist; 2023 Champions")."""
    period = next(date for date in above.dates if not date.single)
    said, at = one.row.said, one.dates[0].at - one.row.start
    if one.row.words <= _FEW or period.start is None or not (at == 0 or said[:at].endswith(" in ")):
        return False
    years = [date.year or 0 for date in one.dates]
    named = organization_score(said) >= 1 or any(title_score(part) >= _TITLED for part in said.split(","))
    inside = all(int(period.start[:4]) <= year <= _last(period) for year in years)
    return inside and (not named or len(years) > 1) and title_score(said) < _TITLED


def _rose_within(above: Dated, one: Dated) -> bool:
    """What somebody has been since a year of the period right above ("Teacher, head of sciences since 2021")."""
    date, period = one.dates[0], above.dates[0]
    since = one.row.said[date.at - one.row.start :].casefold().startswith("since ")
    if not since or date.to < one.row.end or "," not in one.row.said or above.row.block != one.row.block:
        return False
    titled = title_score(one.row.said.split(",")[0]) >= _TITLED
    named = any(title_score(part) >= _TITLED for part in NAME_ENDS.split(above.row.said))
    return titled and not named and period.start is not None and date.start is not None and period.start <= date.start


def _without_since(one: Dated) -> Dated:
    """Leave out since when somebody is more, within a longer time ("RN, charge nurse since 2021, 2015 - now")."""
    if len(one.dates) < _FEW:
        return one
    kept = tuple(date for date in one.dates if not _is_within(date, one))
    return replace(one, dates=kept) if len(kept) < len(one.dates) else one


def _is_within(date: DateRange, one: Dated) -> bool:
    """Say whether a "since" lies in another period of the row, which goes on as long."""
    since = one.row.said[date.at - one.row.start :].casefold().startswith("since ")
    if not since or date.start is None:
        return False
    return any(other.current and other.start is not None and other.start < date.start for other in one.dates)


def _own_dates(one: Dated) -> Dated:
    """Leave out dates of what somebody became later or had been, and of the day by which an appointment ends."""
    one = _without_since(one)
    said, at = one.row.said, one.dates[0].at - one.row.start
    limited = len(one.dates) == 1 and _UNTIL_AT_MOST.search(said, 0, max(0, at)) is not None
    rose = _ROSE.search(said)
    if not limited and rose is not None and rose.group().startswith("("):
        first, last = (one.row.start + place for place in rose.span())
        return replace(one, dates=tuple(date for date in one.dates if not first < date.at < last))
    return replace(one, dates=()) if limited or rose is not None else one


def _last(period: DateRange) -> int:
    return int(period.end[:4]) if period.end else 9999


def _lead(rows: Sequence[Dated], anchor: int, floor: int, most: int) -> int:
    """First heading line that belongs to the anchor."""
    first = anchor
    over = anchor > 0 and rows[anchor].row.bullet and rows[anchor - 1].row.said.endswith(":")
    over = over or (
        anchor > floor and _complete(rows[anchor]) and _AGENCY.search(rows[anchor - 1].row.said) is not None
    )
    if over and one_line(rows[anchor].row):
        # "Staffmark (agency), assigned to:" stands over items of a list
        return anchor
    if most == 0 and anchor - 1 > floor and rows[anchor - 1].row.bold and rows[anchor - 2].duty:
        # a bold line between duties and a dated line names the employer, though the entries above need none
        most = 1
    while first > floor and anchor - first < most and not rows[first - 1].duty and not rows[first - 1].dates:
        above, own = rows[first - 1].row, rows[anchor].row
        if one_line(own) and (one_line(above) or _as_many(above, own)):
            # a job of one line that nobody dated, above one with its dates
            return first
        if "," in own.said and lasts(above.said):
            # "Elm Hospital, housekeeper, 4 yrs"
            return first
        first -= 1
    while first > floor and _is_field(rows[first - 1]) and (first == anchor or _is_field(rows[first])):
        # a form has as many fields as it likes ("Company:", "Client:", "Project:", "Position:")
        first -= 1
    if anchor - first > 1 and _is_headline(rows[first : anchor + 1]):
        return first + 1
    return _opening(rows, first, anchor, floor)


def _is_headline(heading: Sequence[Dated]) -> bool:
    """In plain text a title in a paragraph of its own, above lines that name another and its employer, heads all.

    So does what is neither a title nor an employer ("Day jobs"), or what was done at the job above.
    """
    first, *rest = (one.row for one in heading)
    if first.size is not None or first.block == rest[0].block or rest[0].block != rest[-1].block:
        return False
    titled = title_score(first.said) >= _TITLED and first.words <= _TITLE_WORDS
    if titled and title_score(rest[-1].said) >= _TITLED and names_all(rest):
        return True
    names = [one.row for one in heading[1:] if not one.date_only]
    told = len(names) > 1 or any(_AT.search(row.said) or _names_employer(row.said) for row in names)
    return told and names_both(names) and organization_score(first.said) < 1


def _names_employer(said: str) -> bool:
    return any(organization_score(part) >= _EMPLOYER for part in NAME_ENDS.split(said))


def _as_many(one: Row, other: Row) -> bool:
    """Say whether as many dashes part one line of names as the other ("Elm Tavern - bar - current")."""
    dashes = one.said.count(" - ")
    return dashes >= _FEW and dashes == other.said.count(" - ")


def _is_field(one: Dated) -> bool:
    return not one.duty and not one.dates and ":" in one.row.said and names_field(one.row.said)


def _opening(rows: Sequence[Dated], first: int, anchor: int, floor: int) -> int:
    """In plain text the lines that a paragraph begins with belong to its job, however many the first job had."""
    row, top = rows[anchor].row, first
    while top > floor and rows[top - 1].row.block == row.block and not rows[top - 1].duty and not rows[top - 1].dates:
        top -= 1
    begins = top == 0 or rows[top - 1].row.block != row.block
    if not begins and top - 2 >= floor and _tells_of_employer(rows, top - 1):
        return top - 2
    return top if row.size is None and begins and anchor - top <= _LEAD else first


def _tells_of_employer(rows: Sequence[Dated], at: int) -> bool:
    """A sentence about an employer, whose name stands alone above it at the head of the paragraph."""
    about, name = rows[at], rows[at - 1]
    alone = at == 1 or rows[at - 2].row.block != name.row.block
    sentence = about.duty and not about.dates and not about.row.bullet and about.row.said.endswith(".")
    same = about.row.block == name.row.block and not name.duty and not name.dates
    return alone and sentence and same and organization_score(NAME_ENDS.split(name.row.said)[0]) >= _EMPLOYER


def _complete(one: Dated) -> bool:
    """Title, employer and date stand on the one line."""
    said, start = one.row.said, one.row.start
    for date in one.dates:
        said = said[: date.at - start] + "\t" * (date.to - date.at) + said[date.to - start :]
    return not one.row.bullet and any(not d.single for d in one.dates) and names_both([replace(one.row, said=said)])


def _is_place(row: Row) -> bool:
    return row.words <= _TITLE_WORDS and _PLACE.search(row.said) is not None


def _tail(rows: Sequence[Dated], anchor: int, ceiling: int) -> int:
    """One past the last heading line below the anchor."""
    last = anchor + 1
    row = rows[anchor].row
    packed = row.size is None and anchor > 0 and rows[anchor - 1].row.block == row.block
    if last + 1 < ceiling and rows[last].duty and tells_of_firm(rows[anchor : anchor + 3]):
        return last + 2
    while last < ceiling and last - anchor <= _TAIL and not rows[last].duty and not rows[last].dates:
        if packed and rows[last].row.block != row.block:
            # in plain text a blank line ends the list of one-line jobs
            break
        if _is_field(rows[last]) and (
            (row.block != rows[last].row.block and _names_alone(rows[anchor:last]))
            or (_CLIENT.match(rows[last].row.said) and names_all([one.row for one in rows[anchor:last]]))
        ):
            # "Client:" and "Role:" tell of work within a job that has been named
            break
        last += 1
    return last


def _names_alone(heading: Sequence[Dated]) -> bool:
    """Say whether lines without labels name a title and an employer."""
    plain = not any(names_field(one.row.said) for one in heading)
    return plain and any(title_score(one.row.said) >= _TITLED for one in heading[1:]) and not heading[0].date_only


def _down_to_names(rows: Sequence[Dated], first: int, anchor: int, last: int) -> int:
    """One past the last heading line, where what was done is told in few words below a title and an employer."""
    for at in range(anchor + 1, last):
        row = rows[at].row
        if rows[at].duty:
            continue
        if one_line(row) and one_line(rows[anchor].row):
            return at
        if (is_no_name(row) or _SMALL_LIST.fullmatch(row.said)) and (
            tells_size(row) or names_all([one.row for one in rows[first:at]])
        ):
            return at
    return last


def _with_gaps(row: Row, ranges: Sequence[DateRange]) -> DateRange:
    """Give the range from the first to the last of several ("2012 - 2014, 2016 - present")."""
    whole = ranges[0]
    first, last = whole.at - row.start, ranges[-1].to - row.start
    if len(ranges) > 1 and row.said.rfind("(", 0, first) > row.said.rfind(")", 0, last):
        return _in_a_bracket(ranges)
    for other in ranges[1:]:
        between = row.said[whole.to - row.start : other.at - row.start]
        if whole.single or other.single or whole.also or not _AND.fullmatch(between) or _is_earlier(other, whole):
            break
        whole = replace(whole, end=other.end, current=other.current, to=other.to)
    return whole


def _is_earlier(other: DateRange, whole: DateRange) -> bool:
    return other.start is not None and whole.start is not None and other.start < whole.start


def _years_before(row: Row, dates: Sequence[DateRange]) -> list[DateRange]:
    """Give the years before a period in its bracket ("(2014, 2016 - 2018)"), and it: each was a stay of its own.

    All stand where the whole of them is printed.
    """
    first, last = dates[0].at - row.start, dates[-1].to - row.start
    ahead = list(takewhile(lambda date: date.single and len(date.end or "") == len("2014"), dates))
    listed = all(_AND.fullmatch(row.said, a.to - row.start, b.at - row.start) for a, b in pairwise(dates))
    bracketed = row.said[:first].rstrip().endswith("(") and row.said[last:].lstrip().startswith(")")
    if not ahead or len(ahead) + 1 != len(dates) or dates[-1].single or not listed or not bracketed:
        return []
    return [replace(date, at=dates[0].at, to=dates[-1].to) for date in dates]


def _in_a_bracket(ranges: Sequence[DateRange]) -> DateRange:
    """Give the range from the first to the last of several in one bracket, in whatever order they stand."""
    begun, ended = [one.start for one in ranges if one.start], [one.end for one in ranges if one.end]
    current = any(one.current for one in ranges)
    end = None if current or not ended else max(ended)
    return replace(ranges[0], start=min(begun, default=None), end=end, current=current, to=ranges[-1].to)


def _cut_points(rows: Sequence[Dated], anchors: Sequence[int]) -> list[tuple[int, int]]:
    """For each anchor its first heading line and one past its last."""
    spans: list[tuple[int, int]] = []
    whole = {anchor for anchor in anchors if _complete(rows[anchor])}
    # where most entries have all in one line, what stands below it tells of the work
    whole = whole if 2 * len(whole) >= len(anchors) > 1 else set()
    usual = anchors[0] - _lead(rows, anchors[0], 0, _LEAD)
    for n, anchor in enumerate(anchors):
        floor = spans[-1][1] if spans else 0
        first = _lead(rows, anchor, floor, usual if n else _LEAD)
        ceiling = anchors[n + 1] if n + 1 < len(anchors) else len(rows)
        last = _tail(rows, anchor, ceiling)
        if anchor in whole and last > anchor + 1 and not _is_place(rows[anchor + 1].row):
            last = anchor + 1
        last = _down_to_names(rows, first, anchor, last)
        # as many lines as may stand below a date, and fewer before the next than the first entry begins with
        short = last - anchor > _TAIL and ceiling - last < usual and not any(one.duty for one in rows[last:ceiling])
        if n + 1 < len(anchors) and (last == ceiling or short):
            # nothing but heading lines up to the next date: the next entry takes as many as the first one had
            last = max(anchor + 1, ceiling - usual)
        spans.append((first, last))
    return spans


def entry_blocks(rows: Sequence[Row]) -> list[Block]:
    """Cut the rows of an employment-like section into entries, by the lines that carry a date.

    Rows before the first entry's heading lines are left out.
    """
    rows = [row for row in rows if row.bullet or not (_HOURS.fullmatch(row.said) or _PAY_PLAN.fullmatch(row.said))]
    dated = [_own_dates(one) if one.dates else one for one in date_rows(rows)]
    dated = [
        replace(one, dates=()) if n and one.dates and dated[n - 1].dates and _rose_within(dated[n - 1], one) else one
        for n, one in enumerate(dated)
    ]
    anchors = _anchors(dated)
    if not anchors:
        return _without_dates(dated)
    spans = _cut_points(dated, anchors)
    blocks = _without_dates(dated[: spans[0][0]]) if one_line(dated[anchors[0]].row) else []
    for n, (anchor, (first, last)) in enumerate(zip(anchors, spans, strict=True)):
        ceiling = spans[n + 1][0] if n + 1 < len(spans) else len(dated)
        row = dated[anchor].row
        ranges = [d for d in dated[anchor].dates if not d.single] or list(dated[anchor].dates)
        heading = tuple(r.row for r in dated[first:last] if not r.duty or r.dates)
        undated = undated_below(heading[0], dated[last:ceiling])
        ends = [last + at for at, _ in undated[:1]] or [ceiling]
        *earlier, period = _years_before(row, dated[anchor].dates) or [_with_gaps(row, ranges)]
        blocks += [Block(heading, date, row, (), follows=n > 0 and first == anchor) for date in earlier]
        blocks.append(
            Block(
                heading=heading,
                dates=period,
                dated_row=row,
                body=tuple(r.row for r in dated[last : ends[0]]),
                follows=n > 0 and first == anchor,
            )
        )
        stops = [last + at for at, _ in undated[1:]] + [ceiling]
        for (at, size), stop in zip(undated, stops, strict=False):
            rows_ = [r.row for r in dated[last + at : stop]]
            blocks.append(Block(tuple(rows_[:size]), None, None, tuple(rows_[size:]), follows=False))
    return blocks


def _without_dates(rows: Sequence[Dated]) -> list[Block]:
    """Cut entries that nobody dated: each begins where a title and, beside or below it, an employer are named."""
    starts = undated_starts(rows)
    stops = [*(n for n, _ in starts[1:]), len(rows)]
    return [
        Block(
            tuple(r.row for r in rows[n : n + size]), None, None, tuple(r.row for r in rows[n + size : stop]), False
        )
        for (n, size), stop in zip(starts, stops, strict=bool(starts))
    ]
