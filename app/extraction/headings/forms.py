"""Rows of plain text to headings by their form: spaced or drawn round, or standing as the known headings do."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from app.extraction.headings.words import MOST_WORDS, PAPERS, SectionKind, closed, fold_heading, hinted, section_named
from app.extraction.lines.dates import find_dates, may_tell_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.jobs import forces_in
from app.extraction.parts.schooling import degree_in, is_school
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score, title_score

_FIRST = 2
"""Rows that tell whose document it is: none of them is a heading by its form alone."""
_MOST_WORDS, _BRIEF, _FEWEST = 6, 2, 2
_TITLE, _FIRM = 1.5, 1.0
_DRAWN = re.compile(
    r"(?P<open>[-–—=~*#:.+_<>\[|/\\]{1,6})\s{1,4}(?=\w)(?P<words>[^\n]{2,60}?)\s{1,4}[-–—=~*#:.+_<>\]|/\\]{1,6}"
)
"""Marks that a writer draws around a heading ("-- SCHOOLS --", "[ Work ]")."""
_SELF = re.compile(r"\b(?:I|I['’]\w+|my|me|we|our|ask)\b", re.IGNORECASE)
_NOT_NAMED = re.compile(r"\d|[@,;.|/]|:\s*\S")
_SMALL = re.compile(r"(?<=\s)[a-z]{4,}")
_KINDS_OF_WORK = frozenset(
    ("service", "activities", "background", "record", "leadership", "involvement", "practice", "trade", "trades")
)
_LISTS = (SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.INTERESTS, SectionKind.REFERENCES, *PAPERS)
_PERSON_ROWS = 4
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ][\w.'’-]*){1,3}")
_AREA = re.compile(r"[A-ZÀ-Þ][\w.'’ -]{1,40}, [A-ZÀ-Þ][\w. ]{1,30}(?:, (?P<last>[A-ZÀ-Þ][\w. ]{1,30}))?")
_DANGLING = re.compile(r"\A[^\W_].*\s[-–—]\Z")
_AROUND = re.compile(
    r"(?:Greater )?[A-ZÀ-Þ][\w.'’/ -]{1,40}(?:, [A-ZÀ-Þ][\w. ]{1,30})?"
    r" (?:(?:Bay |Metro(?:politan)? )?Area|Metroplex|Region)"
)
"""A town with what lies around it, as profiles have it."""
Form = tuple[bool, bool, bool]
"""Capitals; a block of its own; the first line of a block."""


def dangles(row: Row) -> bool:
    """A dash at its end leads to nothing: an employer whose place is missing ("DELL EMC -"), and no heading."""
    return not row.bullet and _DANGLING.search(row.said) is not None


def over_dates(rows: Sequence[Row], i: int) -> bool:
    """What stands over nothing but a period of time is whose period it was, and no heading."""
    if i + 1 >= len(rows) or not may_tell_dates(rows[i + 1].said, 0, len(rows[i + 1].said)):
        return False
    said = rows[i + 1].said
    return any(not d.single and d.to - d.at >= len(said.strip(" ()[]|,")) for d in find_dates(said))


def lists_names(rows: Sequence[Row]) -> bool:
    """Short lines without dates or contacts, or one line of many short parts."""
    if not rows or any(
        re.search(r"@|\d{5}|\d[-.,]\d{3}|[$€£]|\.$", row.said) or any(find_dates(row.said)) for row in rows
    ):
        return False
    if len(rows) > 1 and all(row.words <= 6 for row in rows):
        return True
    parts = [part for row in rows for part in row.said.split(",")]
    return len(parts) >= 4 * len(rows) and all(1 <= len(part.split()) <= 4 for part in parts)


def by_content(rows: Sequence[Row]) -> SectionKind:
    """A run of short lines without figures lists skills, dated titles are work, and the rest is something else."""
    if lists_names(rows):
        return SectionKind.SKILLS
    return SectionKind.EXPERIENCE if _tells_work(rows) else SectionKind.OTHER


def _tells_work(rows: Sequence[Row]) -> bool:
    ranged = [row for row in rows if not row.bullet and any(not d.single for d in find_dates(row.said))]
    return bool(ranged) and any(title_score(row.said) >= _TITLE for row in rows if not row.bullet)


def by_form(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """Mark the headings of plain text that its own form tells."""
    if not rows or rows[0].size is not None:
        return
    drawn = [i for i, row in enumerate(rows) if i not in kinds and i >= _FIRST and _is_drawn(row)]
    several = sum(_DRAWN.fullmatch(rows[i].said) is not None for i in (*drawn, *kinds)) >= _FEWEST
    new = [i for i in drawn if several or closed(rows[i].said) != rows[i].said]
    new += _alike(rows, kinds)
    bounds = sorted({*kinds, *new, len(rows)})
    for i in sorted(new):
        below = rows[i + 1 : bounds[bisect_right(bounds, i)]]
        kind = _named(rows[i].said) or (SectionKind.EDUCATION if tells_schooling(below) else by_content(below))
        if below and _fits(rows[i], kind, below):
            kinds[i] = kind
    _persons(rows, kinds)


def unknown_capitals(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """Mark lines in capitals that stand alone in plain text, where nobody knows more than one of its headings."""
    alone = [
        i
        for i, row in enumerate(rows)
        if i >= _FIRST
        and row.size is None
        and row.capitals
        and not row.bullet
        and row.words <= MOST_WORDS
        and not re.search(r"\d", row.said)
        and all(rows[n].block != row.block for n in (i - 1, i + 1) if n < len(rows))
    ]
    named = any(title_score(rows[i].said) >= 1.5 or organization_score(rows[i].said) >= 1 for i in alone)
    if len(alone) > len(kinds) + 1 and len(kinds) <= 1 and not named:
        kinds.update({i: SectionKind.OTHER for i in alone if i not in kinds and i + 1 < len(rows)})


def _is_drawn(row: Row) -> bool:
    """Spaced letters, or marks on both sides."""
    spaced = closed(row.said) != row.said and not row.bullet
    drawn = _DRAWN.fullmatch(row.said)
    return spaced or (drawn is not None and len(drawn["words"].split()) <= _MOST_WORDS)


def _named(said: str) -> SectionKind | None:
    """Give what the words name, before a comma or whole."""
    first = said.split(",")[0]
    if forces_in(said) is not None:
        return SectionKind.MILITARY
    return section_named(said) or section_named(first) or hinted(said)


def _form(rows: Sequence[Row], i: int) -> Form:
    block = rows[i].block
    own = all(rows[n].block != block for n in (i - 1, i + 1) if 0 <= n < len(rows))
    return rows[i].capitals, own, i == 0 or rows[i - 1].block != block


def _alike(rows: Sequence[Row], kinds: Mapping[int, SectionKind]) -> list[int]:
    """Find rows that stand as two or more known headings do, and whose words can be no name."""
    order = sorted(kinds)
    if len(kinds) < _FEWEST:
        return [
            i
            for i in range(_FIRST, len(rows) - 1)
            if i not in kinds and (_speaks(rows, i) or _heads_alone(rows, i, order))
        ]
    form, times = Counter(_form(rows, i) for i in kinds).most_common(1)[0]
    if times < _FEWEST or not form[2]:
        return []
    found = []
    for i, row in enumerate(rows[:-1]):
        brief = 0 < row.words <= _MOST_WORDS and not row.bullet
        if i < _FIRST or i in kinds or not brief or _NOT_NAMED.search(row.said):
            continue
        if i - 1 in kinds and _named(row.said) is None:
            # what stands right below a heading is what it heads
            continue
        if dangles(row) or over_dates(rows, i):
            continue
        own = _form(rows, i)
        # below a heading of work may stand an employer's own paragraph
        if own != form and not (_of_work(row) and (own[0], own[2]) == (form[0], form[2])):
            continue
        before = bisect_left(order, i)
        above = kinds[order[before - 1]] if before else None
        told = rows[i + 1 : order[before] if before < len(order) else len(rows)]
        if _is_heading(row, above, capitals=form[0]) or (row.words <= _BRIEF and _heads_schools(row, told)):
            found.append(i)
    return found


def _speaks(rows: Sequence[Row], i: int) -> bool:
    """Say whether a line in capitals, a block of its own, speaks of its writer ("HOW I EARN A LIVING")."""
    row = rows[i]
    brief = row.words <= _MOST_WORDS and not row.bullet and _NOT_NAMED.search(row.said) is None
    return brief and _form(rows, i) == (True, True, True) and _SELF.search(row.said) is not None


def _is_heading(row: Row, above: SectionKind | None, *, capitals: bool) -> bool:
    """The words are those of a heading, or of no name of a person, an employer, a school or a title."""
    if _SELF.search(row.said):
        return True
    named = title_score(row.said) >= _TITLE or organization_score(row.said) >= _FIRM
    if capitals:
        return not named or hinted(row.said) is not None
    if above is None:
        return (not named or row.words <= _BRIEF) and _of_work(row)
    return not named and row.words > 1 and _SMALL.search(row.said) is not None and above in _LISTS


def _heads_alone(rows: Sequence[Row], i: int, order: Sequence[int]) -> bool:
    """A word or two, a block of their own, over nothing but schooling up to the next heading."""
    row = rows[i]
    if row.words > _BRIEF or row.bullet or _NOT_NAMED.search(row.said) or not _form(rows, i)[1]:
        return False
    return _heads_schools(row, rows[i + 1 : order[bisect_right(order, i)] if order and order[-1] > i else len(rows)])


def _heads_schools(row: Row, below: Sequence[Row]) -> bool:
    named = title_score(row.said) >= _FIRM or (row.words > 1 and organization_score(row.said) >= _FIRM)
    named = named or (row.words > 1 and is_school(row.said))
    return not named and bool(below) and below[0].block != row.block and tells_schooling(below)


def tells_schooling(rows: Sequence[Row]) -> bool:
    """Say whether more than one of few lines names a school or degree with its year, and none is of work."""
    if not rows or any(not d.single for row in rows for d in find_dates(row.said)):
        return False
    dated = [row for row in rows if find_dates(row.said) and not row.bullet]
    schools = [row for row in dated if is_school(row.said) or degree_in(row.said) is not None]
    return len(schools) >= _FEWEST and 2 * len(dated) >= len(rows) and 2 * len(schools) >= len(dated)


def _of_work(row: Row) -> bool:
    return not _KINDS_OF_WORK.isdisjoint(fold_heading(row.said).split()[-1:])


def _fits(row: Row, kind: SectionKind, below: Sequence[Row]) -> bool:
    """Above the first heading only what has dated titles below it, or says what it is, is one."""
    return kind is SectionKind.EXPERIENCE or not _of_work(row) or _tells_work(below) or row.capitals


def _persons(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """Mark a name, what its bearer is and where, between a list and the next heading: the middle of a profile."""
    order = [*sorted(kinds), len(rows)]
    for i, kind in list(kinds.items()):
        if kind not in _LISTS:
            continue
        last = order[bisect_right(order, i)]
        first = last - 1
        while first > i + 1 and rows[first - 1].block == rows[last - 1].block:
            first -= 1
        block = rows[first:last]
        fresh = first - 1 > i and _FEWEST <= len(block) <= _PERSON_ROWS
        if fresh and _is_place(block[-1].said) and _NAME.fullmatch(block[0].said):
            kinds[first] = SectionKind.TOP


def _is_place(said: str) -> bool:
    place = _AREA.fullmatch(said)
    country = (place["last"] or said.rpartition(", ")[2]) if place is not None else ""
    return country.casefold() in words("places", "names") or _AROUND.fullmatch(said) is not None
