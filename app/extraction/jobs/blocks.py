"""Rows of a section to entry blocks: heading lines with a date, and the duties below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.extraction.headings.forms import dangles
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.jobs.line_forms import (
    done_for_people,
    ends_one_line,
    goes_on_in_small,
    heads,
    heads_row,
    in_brackets,
    in_sentences,
    in_two_words,
    is_sentence,
    leads,
    leads_small,
    names_place,
    names_what_was_done,
    one_line,
    opens_with_title,
    past_date,
)
from app.extraction.jobs.undated import undated_below, undated_starts
from app.extraction.lines.broken import begins, continues, undone
from app.extraction.lines.dated_rows import DATE_FRAME, DURATION, Dated, dates_of
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import CELLS, LONG_WORD, Row
from app.extraction.parts.firm_dates import of_a_program, of_the_firm
from app.extraction.parts.labels import names_field
from app.extraction.parts.lasting import lasts
from app.extraction.parts.named_rows import is_no_name, names_all, names_both, tells_size
from app.extraction.words.lexicon import words
from app.extraction.words.places import place_at_end
from app.extraction.words.scores import organization_score, title_score

_LEAD = 3
"""No more heading lines than this stand above the line with the date."""
_TAIL = 3
_HEADING_WORDS, _NAME_WORDS, _TITLE_WORDS, _LINE_WORDS = 16, 9, 5, 26
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w &/]{2,30}?)\s*:\s+(?=\S)")
_TASKS = re.compile(
    r"(?:(?:key|main|job|primary|general|major) )?(?:duties|responsibilit(?:y|ies)|description|tasks?"
    r"|accomplishments?|achievements?)(?: (?:and|&) [a-z]+)?\s*:\s+\S",
    re.IGNORECASE,
)
"""The label of what was done."""
_SENTENCES = re.compile(r"\b[a-z]{3,}\.\s+[A-Z][a-z]+\s+[a-z]")
"""One sentence ends and another begins."""
_BETWEEN_NAMES = (" - ", " / ", " – ", " — ", " | ")
_LEADS_IN = re.compile(r"(?:previously|before|earlier|now|currently|also|then|after)\b[^:]*:$", re.IGNORECASE)
"""A line that only says what the jobs below it have in common ("Previously, in Ponce:")."""
_LISTED_DUTIES = re.compile(r"[^\W\d_][^,.]*(?:, (?:and )?[a-z][^,.]*)+[a-z]{4}\.")
"""What was done, with commas between and a stop behind it ("Swim supervision, crafts, conflict resolution.")."""
_TOKEN = re.compile(r"[^\W\d_][\w'’-]*")
_EMPLOYER, _NAMED, _TITLED = 1.2, 2.0, 1.5
_COMMA_END = re.compile(r",\s*$")
_PLACE, _AND = re.compile(r",\s+[A-Z]"), re.compile(r"\s*(?:[,;&]|and)\s*(?:and\s*)?")
_COUNTED = re.compile(r"\d[\d,.]*\+? [a-z]{3,}")
"""So many of something ("4.9 stars, over 3,100 deliveries")."""
_AROUND_DATES = " \t:;,.|·()–—-"
_NAME = re.compile(r"\s*[•|·,(]\s*|\s+[-–—]\s+")
_ASIDE = re.compile(r"\([^()]*(?:19|20)\d\d\)?$|\bpromoted\b[^()]*(?:19|20)\d\d\)?$")
_SMALL_LIST = re.compile(r"[^\W\d_][^,A-Z]*(?:, (?:and )?[a-z][^,A-Z]*)+")
"""Several things in small letters ("Floor hand, motor hand")."""
_PROMOTED = re.compile(r"\(promoted\b[^()]*(?:19|20)\d\d\)$")

_AIM = re.compile(r"[Tt]o (?P<verb>[a-z]+) ")
"""What somebody was there for ("To train the students")."""


@dataclass(frozen=True, slots=True)
class Block:
    """One entry: its heading lines, its dates (offsets in the document's text), its duties."""

    heading: tuple[Row, ...]
    dates: DateRange | None
    dated_row: Row | None
    body: tuple[Row, ...]
    follows: bool
    """No heading line of its own above the date: it may share the organization of the entry before it."""


def labels_another_section(said: str) -> bool:
    """A line such as "Skills: a, b" or "Licensure: …" tells something of its own inside another section."""
    label = _LABEL.match(said) if ":" in said else None
    named = section_named(label.group("label")) if label is not None else None
    # "Before: Driver, Acme Freight" tells of work
    return named is not None and named is not SectionKind.EXPERIENCE and not names_field(said)


def _is_duty(row: Row, dates: Sequence[DateRange], listed: bool, small: bool) -> bool:
    """The row tells what was done.

    `listed`: every row of the section has a bullet, so that a bullet says nothing. `small`: most of its lines begin
    with small letters, so that one says nothing.
    """
    if dates:
        if not row.bullet and dates[-1].to == row.end and leads(row.said):
            return False
        ranged = any(not d.single for d in dates)
        if ranged and not row.bullet and heads_row(row, dates) and CELLS.search(row.said):
            return False
        if ranged and not row.bullet and row.words > _NAME_WORDS and in_sentences(row, dates):
            return True
        if ranged and _is_line_of_names(row, dates):
            return False
        before = len(row.said[: dates[0].at - row.start].split())
        if ranged and (row.words <= _HEADING_WORDS or (before <= _NAME_WORDS and not row.bullet)):
            return row.bullet and not listed and not (heads(row, dates) or ends_one_line(row, dates))
        if listed and row.words <= 12:
            return False
    words_ = row.words
    if not _TOKEN.search(row.said):
        return not dates
    aim = _AIM.match(row.said)
    if labels_another_section(row.said) or (aim is not None and aim["verb"] in words("verbs", "words")):
        return True
    if ":" in row.said and (_TASKS.match(row.said) or _LEADS_IN.match(row.said)):
        return True
    if not row.bullet and (names_field(row.said) or opens_with_title(row.said)):
        return False
    if not dates and (is_sentence(row.said) or in_brackets(row.said) or leads_small(row.said)):
        return True
    if row.bullet or words_ > 16 or (words_ > 6 and "." in row.said[:-1] and _SENTENCES.search(row.said)):
        return True
    # "Spring 2010: Student teacher" begins with no verb
    tokens = _TOKEN.findall(past_date(row, dates))
    first = tokens[0].casefold() if tokens else ""
    does = not dates and done_for_people(tokens)
    if words_ <= 8 and not does and organization_score(_NAME.split(row.said)[0]) >= 2:
        return False
    if row.said[0].isdigit() and not dates and _COUNTED.match(row.said) and not _names_job(row.said):
        return True
    if not row.bullet and words_ <= _HEADING_WORDS and names_place(row):
        return False
    starts_small = row.said[0].islower() and not small and title_score(row.said) < _NAMED
    if starts_small or (row.said.endswith(".") and words_ > 6 and place_at_end(row.said) is None):
        return True
    if words_ > 3 and row.said.endswith(".") and _LISTED_DUTIES.fullmatch(row.said) and title_score(row.said) < 1:
        return True
    if not dates and small and names_what_was_done(row.said):
        return True
    if words_ <= 10 and not does and (title_score(row.said) >= 2 or organization_score(row.said) >= 2):
        return False
    verb = (
        first in words("duties", "words")
        or first in words("verbs", "past")
        or (len(first) > 4 and first.endswith(("ed", "ing", "ized", "ised")))
    )
    brief = len(tokens) == 2 and not dates and (re.search(r"\d|\.$", row.said) is not None or in_two_words(row.said))
    return verb and (brief or len(tokens) >= 3)


def _is_line_of_names(row: Row, dates: Sequence[DateRange]) -> bool:
    """A long line of marked parts, with a title, an employer and a date at its edge, is no sentence."""
    edge = dates[-1].to == row.end or dates[0].at == row.start
    if not edge or row.bullet or row.words > _LINE_WORDS:
        return False
    marked = any(mark in row.said for mark in _BETWEEN_NAMES)
    listed = row.said.count(", ") > 1 and (
        " at " in row.said or all(w[0].isupper() for w in LONG_WORD.findall(row.said))
    )
    first = row.said.split()[0].casefold()
    return (marked or (listed and first not in words("verbs", "past"))) and names_both([row])


def _names_job(said: str) -> bool:
    """Words of a title or an employer, or how long a job lasted ("24 hour gym, front desk clerk")."""
    return lasts(said) or any(title_score(part) >= 1 or organization_score(part) >= 1 for part in said.split(","))


def _of_other(said: str, at: int, date: DateRange) -> bool:
    return of_the_firm(said, at, date) or of_a_program(said, at)


def date_rows(rows: Sequence[Row], *, asides: bool = True) -> list[Dated]:
    """Find the dates of each row and tell duties from heading lines.

    `asides`: below a period a year in brackets is said by the way; schools have their years in brackets.
    """
    lefts = [row.left for row in rows if row.left is not None and not row.bullet]
    margin = min(lefts) if lefts else None
    listed = all(row.bullet for row in rows) and 2 * sum(bool(find_dates(row.said)) for row in rows) >= len(rows)
    found = dates_of(rows)
    opening = [past_date(one.row, one.dates).lstrip(_AROUND_DATES)[:1] for one in found if not one.row.bullet]
    plain = [letter for letter in opening if letter.isalpha()]
    small = len(plain) > 2 and 4 * sum(map(str.islower, plain)) > 3 * len(plain)
    for n, (row, one) in enumerate(zip(rows, found, strict=True)):
        if one.rest is not None or (n + 1 < len(found) and found[n + 1].rest is not None):
            # its date is broken over two lines
            continue
        dates, before = one.dates, found[n - 1] if n else None
        if dates:
            below = before is not None and not before.duty and any(not d.single for d in before.dates)
            if asides and ((below and _ASIDE.search(row.said)) or (")" in row.said and _PROMOTED.search(row.said))):
                # "Lead Installer (promoted from Helper, 2020)" below a period
                dates = tuple(d for d in dates if not d.single)
            dates = tuple(d for d in dates if not _of_other(row.said, d.at - row.start, d))
        duties = before.row if before and before.duty else None
        single = not dates or all(d.single for d in dates)
        unplaced = row.left is None or margin is None  # else its left edge tells
        goes_on = (single and undone(rows[n - 1] if n else None, row)) or (
            duties is not None
            and (single or (row.said[0].islower() and not row.said[: row.words].isupper()))
            and continues(row, duties, margin, heads=unplaced and (begins(rows, n) or leads(row.said)))
        )
        goes_on = goes_on or (not dates and goes_on_in_small(row, rows[n + 1] if n + 1 < len(rows) else None))
        found[n] = Dated(row, dates, goes_on or _is_duty(row, dates, listed, small))
    for n in range(1, len(found) - 1):
        period = found[n + 1].dates and not found[n + 1].duty and any(not d.single for d in found[n + 1].dates)
        if period and dangles(rows[n]) and not rows[n - 1].bullet:
            # title, employer and place, period, as a large job board prints them, in whatever letters
            found[n - 1], found[n] = replace(found[n - 1], duty=False), replace(found[n], duty=False)
    return found


def _anchors(rows: Sequence[Dated]) -> list[int]:
    ranged = {i for i, r in enumerate(rows) if not r.duty and any(not d.single for d in r.dates)}
    single = []
    for i, r in enumerate(rows):
        if r.duty or not r.dates or i in ranged or r.row.words > _HEADING_WORDS:
            continue
        said, start = r.row.said, r.row.start
        before, after = said[: r.dates[0].at - start], said[max(0, r.dates[-1].to - start) :]
        edge = DATE_FRAME.fullmatch(before) or DATE_FRAME.fullmatch(after) or DURATION.fullmatch(after.strip())
        amid = _COMMA_END.search(before) is not None and after.startswith(",") and title_score(before) >= _TITLED
        if edge or (amid and not r.row.bullet):
            single.append(i)
    return sorted([*ranged, *single])


def _lead(rows: Sequence[Dated], anchor: int, floor: int, most: int) -> int:
    """First heading line that belongs to the anchor."""
    first = anchor
    over = anchor > 0 and rows[anchor].row.bullet and rows[anchor - 1].row.said.endswith(":")
    if over and one_line(rows[anchor].row):
        # "Staffmark (agency), assigned to:" stands over items of a list
        return anchor
    if most == 0 and anchor - 1 > floor and rows[anchor - 1].row.bold and rows[anchor - 2].duty:
        # a bold line between duties and a dated line names the employer, though the entries above need none
        most = 1
    while first > floor and anchor - first < most and not rows[first - 1].duty and not rows[first - 1].dates:
        if one_line(rows[first - 1].row) and one_line(rows[anchor].row):
            # a job of one line that nobody dated, above one with its dates
            return first
        first -= 1
    while first > floor and _is_field(rows[first - 1]) and (first == anchor or _is_field(rows[first])):
        # a form has as many fields as it likes ("Company:", "Client:", "Project:", "Position:")
        first -= 1
    return _opening(rows, first, anchor, floor)


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
    return alone and sentence and same and organization_score(_NAME.split(name.row.said)[0]) >= _EMPLOYER


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
    while last < ceiling and last - anchor <= _TAIL and not rows[last].duty and not rows[last].dates:
        if packed and rows[last].row.block != row.block:
            # in plain text a blank line ends the list of one-line jobs
            break
        last += 1
    return last


def _down_to_names(rows: Sequence[Dated], first: int, anchor: int, last: int) -> int:
    """One past the last heading line, where what was done is told in few words below a title and an employer."""
    for at in range(anchor + 1, last):
        row = rows[at].row
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
    for other in ranges[1:]:
        between = row.said[whole.to - row.start : other.at - row.start]
        if whole.single or other.single or whole.also or not _AND.fullmatch(between):
            break
        whole = replace(whole, end=other.end, current=other.current, to=other.to)
    return whole


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
    dated = date_rows(rows)
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
        blocks.append(
            Block(
                heading=heading,
                dates=_with_gaps(row, ranges),
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
