"""Rows of a section of work to those that tell what was done, and those that may be headings of entries."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.headings.forms import dangles
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.jobs.line_forms import (
    done_for_people,
    ends_one_line,
    goes_on_in_small,
    goes_on_since,
    heads,
    heads_row,
    in_brackets,
    in_sentences,
    in_two_words,
    is_sentence,
    is_told,
    leads,
    leads_small,
    names_place,
    names_what_was_done,
    opens_with_title,
    past_date,
    told_behind_names,
)
from app.extraction.lines.broken import begins, continues, undone
from app.extraction.lines.dated_rows import Dated, dates_of
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import CELLS, LONG_WORD, Row
from app.extraction.parts.firm_dates import of_a_program, of_the_firm
from app.extraction.parts.labels import LABEL, names_field
from app.extraction.parts.lasting import lasts
from app.extraction.parts.named_rows import is_no_name, names_both, names_title, tells_size
from app.extraction.words.lexicon import words
from app.extraction.words.places import ALONE, place_at_end
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import small as small_letters

_HEADING_WORDS, _NAME_WORDS, _TITLE_WORDS, _LINE_WORDS = 16, 9, 5, 26
_NEAR = 3
_NAMED, _TITLED = 2.0, 1.5
NAME_ENDS = re.compile(r"\s*[•|·,(]\s*|\s+[-–—]\s+")
"""Behind the name of an employer."""
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
_COUNTED = re.compile(r"\d[\d,.]*\+? [a-z]{3,}")
"""So many of something ("4.9 stars, over 3,100 deliveries")."""
_AROUND_DATES = " \t:;,.|·()–—-"
_ASIDE = re.compile(r"\([^()]*(?:19|20)\d\d\)?$|\bpromoted\b[^()]*(?:19|20)\d\d\)?$")
_PROMOTED = re.compile(r"\(promoted\b[^()]*(?:19|20)\d\d\)$")

_RISEN = re.compile(
    r"(?:Started|Began|Hired|Came in|Joined)\b[^,.;]{0,20}\bas (?:an? )?[a-z][^.;]{2,60}?[,;] (?:then |and |was )*"
    r"(?:promoted|moved up|advanced|made|became|rose|to)\b"
)
"""A sentence of what somebody was, one after the other ("Started as a deburrer (2008), promoted to operator")."""
_ABBREVIATED = re.compile(r"\b[A-Z]\.$")
"""Letters of a firm at the end of a line ("ELM SP. Z O.O.")."""
_AIM = re.compile(r"[Tt]o (?P<verb>[a-z]+) ")
"""What somebody was there for ("To train the students")."""


def labels_another_section(said: str) -> bool:
    """A line such as "Skills: a, b" or "Licensure: …" tells something of its own inside another section."""
    label = LABEL.match(said) if ":" in said else None
    named = section_named(label.group("label")) if label is not None else None
    # "Before: Driver, Acme Freight" tells of work
    return named is not None and named is not SectionKind.EXPERIENCE and not names_field(said)


def _leads_in(row: Row) -> bool:
    """A label, an aim or a place opens what is told of the work."""
    aim = _AIM.match(row.said)
    if labels_another_section(row.said) or (aim is not None and aim["verb"] in words("verbs", "words")):
        return True
    if ":" in row.said and (_TASKS.match(row.said) or _LEADS_IN.match(row.said)):
        return True
    # "In Ethiopia" stands over the jobs that somebody had there
    return (
        row.said.startswith("In ") and ALONE.fullmatch(small_letters(row.said[3:].removeprefix("the "))) is not None
    )


def _told_by_form(row: Row, dates: Sequence[DateRange]) -> bool | None:
    """Say what the form of a dated row tells: that it is a duty, that it heads one, or (None) neither."""
    if told_behind_names(row, dates):
        return False
    if goes_on_since(row, dates) or _RISEN.match(row.said):
        return True
    return False if not row.bullet and dates[-1].to == row.end and leads(row.said) else None


def _is_duty(row: Row, dates: Sequence[DateRange], listed: bool, small: bool) -> bool:
    """The row tells what was done.

    `listed`: every row of the section has a bullet, so that a bullet says nothing. `small`: most of its lines begin
    with small letters, so that one says nothing.
    """
    if dates:
        if (told := _told_by_form(row, dates)) is not None:
            return told
        ranged = any(not d.single for d in dates)
        if ranged and not row.bullet and heads_row(row, dates) and CELLS.search(row.said):
            return False
        if ranged and not row.bullet and row.words > _NAME_WORDS and in_sentences(row, dates):
            return True
        if ranged and _is_line_of_names(row, dates):
            return False
        before = len(row.said[: dates[0].at - row.start].split())
        if ranged and (row.words <= _HEADING_WORDS or (before <= _NAME_WORDS and not row.bullet)):
            named = heads(row, dates) or ends_one_line(row, dates)
            return row.bullet and not listed and (tells_size(row) or not named)
        if listed and row.words <= 12:
            return False
    words_ = row.words
    if not _TOKEN.search(row.said):
        return not dates
    if _leads_in(row):
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
    if words_ <= 8 and not does and organization_score(NAME_ENDS.split(row.said)[0]) >= 2:
        return False
    if row.said[0].isdigit() and not dates and _COUNTED.match(row.said) and not _names_job(row.said):
        return True
    if not row.bullet and words_ <= _HEADING_WORDS and names_place(row):
        return False
    starts_small = row.said[0].islower() and not small and title_score(row.said) < _NAMED
    ends = row.said.endswith(".") and _ABBREVIATED.search(row.said) is None
    if starts_small or (ends and words_ > 6 and place_at_end(row.said) is None):
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
        or (len(first) > 4 and first.endswith(("ed", "ing", "ized", "ised")) and first != "united")
    )
    brief = len(tokens) == 2 and not dates and (re.search(r"\d|\.$", row.said) is not None or in_two_words(row.said))
    return verb and (brief or len(tokens) >= 3)


def _is_line_of_names(row: Row, dates: Sequence[DateRange]) -> bool:
    """A long line of marked parts, with a title, an employer and a date at its edge, is no sentence."""
    edge = dates[-1].to - row.start >= len(row.said.rstrip(" .)")) or dates[0].at == row.start
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


def _has_period(below: Sequence[Dated]) -> bool:
    """One of the rows below has a period, and those down to it have no date at all."""
    dated = next((one for one in below if one.dates), None)
    return dated is not None and dated.date_only and any(not date.single for date in dated.dates)


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
            below = below or _has_period(found[n + 1 : n + _NEAR])
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
        # below a school such words tell of something else
        goes_on = goes_on or (asides and not dates and not opens_with_title(row.said) and is_told(row.said))
        found[n] = Dated(row, dates, goes_on or _is_duty(row, dates, listed, small))
    for n in range(1, len(found) - 1):
        period = found[n + 1].dates and not found[n + 1].duty and any(not d.single for d in found[n + 1].dates)
        placed = period and (dangles(rows[n]) or _is_placed(rows[n], found[n + 1]))
        if placed and not rows[n - 1].bullet:
            # title, employer and place, period, as a large job board prints them, in whatever letters
            found[n - 1], found[n] = replace(found[n - 1], duty=False), replace(found[n], duty=False)
        elif tells_of_firm(found[n - 1 : n + 2]):
            found[n] = replace(found[n], duty=True, dates=())
    marked = [n for n, row in enumerate(rows) if row.bullet]
    if len(marked) > 1 and all(_marks_job(found[n : n + 3]) for n in marked):
        # the marks of the section stand before the titles of jobs, and before no duties
        return [replace(one, duty=False) if one.row.bullet else one for one in found]
    return found


_TOWN_LAST = re.compile(r"\w\)?\s[-–—]\s(?:[A-Z][\w.'’-]*\s?){1,3},\s[A-Z]{2}$")
"""A town behind a dash, where a job board prints it behind an employer."""


def _is_placed(row: Row, below: Dated) -> bool:
    """An employer with its town behind a dash, above a line that is all period."""
    return below.date_only and not row.bullet and _TOWN_LAST.search(row.said) is not None


def _marks_job(three: Sequence[Dated]) -> bool:
    """A bare title with a mark, above its employer and period, which have none."""
    title, *below = three
    period = any(not date.single for one in below for date in one.dates if not one.row.bullet)
    bare = not title.dates and title.row.words <= _TITLE_WORDS and title_score(title.row.said) >= _TITLED
    return bare and period and len(below) > 1 and not below[0].row.bullet


def tells_of_firm(three: Sequence[Dated]) -> bool:
    """A line about an employer between its dated line and a bare title ("$85 million maker of forgings")."""
    firm, about, role = three
    if firm.duty or not firm.dates or role.duty or role.dates or role.row.bullet or about.row.bullet or about.dates:
        return False
    titled = role.row.words <= _TITLE_WORDS and title_score(role.row.said) >= _TITLED
    together = firm.row.block == about.row.block == role.row.block and not firm.date_only
    return titled and together and is_no_name(about.row) and not names_title([firm.row])
