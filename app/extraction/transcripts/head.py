"""Lines around the tables of a transcript to its institution, programmes and awards."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.documents.model import Document
from app.extraction.lines.dates import DateRange
from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.awards import (
    SHORT_DAY,
    award_word,
    date_of_award,
    dates_in,
    graduation,
    heads_awards,
    is_awarded,
    is_refused,
    open_word,
)
from app.extraction.transcripts.degrees import (
    EDGES,
    MAJOR,
    SHORTEST,
    alike,
    degree_names,
    find_degree,
    is_short,
    parsed,
    trim,
)
from app.extraction.transcripts.head_rows import PROGRAMME, with_rest_below, with_values, with_values_below
from app.extraction.transcripts.owners import FIRST, is_titled, labelled
from app.extraction.transcripts.placed import Cell, TableRow
from app.extraction.words.lexicon import words

_CODE = re.compile(r"\S*\d\S*")
"""A word with figures: a plan of study that a school has a number for."""
_CONFERRED = re.compile(
    r"(?:(?:degree|award|certificate) )?(?:confer(?:ral|red)?|award(?:ed)?|grant(?:ed)?)(?: (?:date|on))?\s*:"
    r"|(?:degree|award|certificate) date\s*:|date (?:conferred|awarded|granted)\s*:"
    r"|date of (?:award|graduation|conferral|completion)\s*:"
    r"|(?:date )?(?:degree|qualification|award) (?:issued|awarded|conferred)\s*:"
    r"|(?:convocation|completion date|date completed|completed|graduated|graduation(?: date)?)\s*:",
    re.IGNORECASE,
)
_MINOR = re.compile(r"\bminor\W*$", re.IGNORECASE)
_LISTED = 4
"""Rows below a heading of awards that may list them, at most."""
_DAY_LETTERS = len("2019-05-11")
_ANSWERS = frozenset({"yes", "no", "none", "n/a"})
_UNIT = re.compile(r"(?:college|school|faculty|division|department)\s+of\b", re.IGNORECASE)
"""What is behind "Program:" may be a part of the school, and no programme."""
_PARTS = frozenset({"program", "academic program"})


@dataclass(slots=True)
class _Programme:
    """A degree, diploma or field of study and where it is printed."""

    title: tuple[int, int] | None = None
    programme: tuple[int, int] | None = None
    dates: DateRange | None = None
    awarded: bool = False
    aside: bool = False
    """It is a field alone, of the degree that the lines before tell, and of no other."""
    places: list[tuple[int, int]] = field(default_factory=list)


def _without_award(text: str, start: int, end: int, dates: Sequence[DateRange]) -> tuple[int, int]:
    """Cut from a line the words that it was awarded and when."""
    missing = open_word(text, start, end)
    if missing is not None and text[start : missing.start()].strip(EDGES):
        end = missing.start()
    stop = min([end, *(date.at for date in dates if date.at >= start)])
    word = award_word(text, start, stop)
    if word is not None:
        if text[start : word.start()].strip(EDGES):
            stop = word.start()
        else:
            start = word.end()
            between = [date for date in dates if date.at >= start and not text[start : date.at].strip(EDGES)]
            if between:
                start, stop = between[0].to, end
    return start, stop


def _is_award(said: str) -> bool:
    return award_word(said, 0, len(said)) is not None


def _is_part(text: str, cell: Cell) -> bool:
    """Say whether "Program" names a part of the school, as it does where the plan of study has a label of its own."""
    label = labelled(cell)
    return label is not None and label[0] in _PARTS and find_degree(text, label[1], cell.span[1]) is None


def _of_cell(document: Document, cell: Cell, early: bool, dates: Sequence[DateRange]) -> _Programme | None:
    text, (start, end) = document.text, cell.span
    label = labelled(cell)
    named = degree_names().fullmatch(label[0]) if label is not None else None
    if label is not None:
        if label[0] in words("transcripts", "programmes") or PROGRAMME.search(label[0]) or named:
            start = label[1]
            end = text.find(",", start, end) if "department" in label[0] and "," in text[start:end] else end
        elif _is_award(label[0]) and (degree := find_degree(text, cell.span[0], label[1])) is not None:
            value = trim(text, label[1], min([end, *(date.at for date in dates if date.at >= label[1])]))
            told = text[slice(*value)] if value is not None else ""
            if value is not None and told.casefold() not in _ANSWERS and not find_degree(text, *value):
                return _Programme(degree.span(), value, places=[degree.span(), value])
            label = None
        elif (label[0] == "course" or _is_award(label[0])) and find_degree(text, label[1], end):
            start = label[1]
        else:
            return None
    if _CODE.fullmatch(text[start:end].strip()) or _MINOR.search(text[start:end]):
        return None
    start, end = _without_award(text, start, end, dates)
    title, programme = parsed(text, start, end)
    if title is None and (_UNIT.match(text, start, end) or is_refused(cell.said)):
        return None
    if label is None and ((title is None and not MAJOR.match(cell.said)) or is_titled(cell.said)):
        return None
    if label is None and not early and award_word(text, *cell.span) is None and not MAJOR.match(cell.said):
        return None
    awarded = award_word(text, *cell.span) is not None
    if (
        label is None
        and early
        and not awarded
        and not MAJOR.match(cell.said)
        and (title is None or title[0] > start + 2 or len(cell.words) > 9)
    ):
        return None
    if title is None and label is not None and named:
        title = cell.words[0].start, cell.words[len(label[0].split()) - 1].end - 1
    found = _Programme(title, programme, aside=label is not None and "department" in label[0])
    found.places = [place for place in (title, programme) if place is not None]
    return found if found.places else None


def _is_dated(said: str, dates: Sequence[DateRange], last_year: int) -> bool:
    """Say whether a line is a degree and the day it was awarded on, and nothing more."""
    day = dates[0].end if len(dates) == 1 and dates[0].single else None
    if day is None or len(day) != _DAY_LETTERS or int(day[:4]) > last_year or ":" in said:
        return False
    return not said[dates[0].to :].strip(EDGES) and degree_names().match(said) is not None


def _same(text: str, one: _Programme, other: _Programme) -> bool:
    """Say whether two lines tell of one programme: what both say is alike."""
    for name in ("programme", "title"):
        a, b = getattr(one, name), getattr(other, name)
        if a is not None and b is not None:
            return alike(text[slice(*a)], text[slice(*b)])
    return True


def _programmes(
    document: Document, rows: Sequence[TableRow], school: tuple[int, int] | None, last_year: int
) -> list[_Programme]:
    text = document.text
    name, refused = _said(document, school) or "", False
    found: list[_Programme] = []
    ended: DateRange | None = None
    near: list[_Programme] = []
    degree: re.Match[str] | None = None
    under = named_at = -_LISTED - 1
    planned = any(row.words[0].said.casefold() == "plan:" for row in rows)
    for place, row in enumerate(with_values_below(with_rest_below(rows))):
        early = place < FIRST
        under = place if heads_awards(row.said) else under
        start, end = min(word.start for word in row.words), max(word.end for word in row.words)
        said = text[start:end]
        told = dates_in(said)
        listed = 0 < place - under <= _LISTED and bool(told) and open_word(said, 0, len(said)) is None
        awarded = is_awarded(said) or listed or (not early and _is_dated(said, told, last_year))
        dates = [date.shifted(start) for date in told]
        refused = refused or is_refused(said)
        cells = [cell for cell in with_values(row) if not (planned and _is_part(text, cell))]
        here = [one for cell in cells if (one := _of_cell(document, cell, early or awarded, dates)) is not None]
        if len(here) == 1 and here[0].title is not None and here[0].programme is None:
            here[0].programme = _beside(text, cells, here[0].title)
            here[0].places = [place for place in (here[0].title, here[0].programme) if place is not None]
        on_ = graduation(said, told, name, last_year) if awarded and not here else None
        if on_ is not None and place - named_at == 1 and _confers(found, said):
            found[-1].awarded, found[-1].dates = True, on_.shifted(start)
        elif on_ is not None:
            ended, near, degree = on_.shifted(start), found[-1:], find_degree(text, start, end)
        for one in here:
            if awarded and (dates or SHORT_DAY.search(said)):
                one.awarded, one.dates = True, on.shifted(start) if (on := date_of_award(said, told)) else None
            _add(text, found, one)
        named_at = place if here and here[-1] in found[-1:] else named_at
    near = [one for one in near if one.title is not None]
    waiting = next((one for one in (*near, *found) if not one.awarded), None)
    # a date beside the name of another degree is of an earlier one
    refused = refused or (degree is not None and waiting is not None and not _is_named(text, waiting, degree))
    if ended is not None and waiting is not None and not refused and not any(one.awarded for one in found):
        waiting.awarded, waiting.dates = True, ended
    return found


def _confers(found: Sequence[_Programme], said: str) -> bool:
    """Say whether a row labels the day on which the degree of the row above was conferred."""
    last = found[-1]
    return last.title is not None and not last.awarded and _CONFERRED.match(said) is not None


def _is_named(text: str, one: _Programme, degree: re.Match[str]) -> bool:
    """Say whether a programme leads to a degree, as far as its title is told."""
    title = " ".join(text[slice(*one.title)].casefold().split()) if one.title else ""
    return not title or title in (told := " ".join(degree.group().casefold().split())) or told in title


def _beside(text: str, cells: Sequence[Cell], title: tuple[int, int]) -> tuple[int, int] | None:
    """Give the field of study in the cell behind that of a degree: words alone, under no label."""
    place = next((n for n, cell in enumerate(cells) if cell.span[0] <= title[0] < cell.span[1]), len(cells))
    if place + 1 >= len(cells):
        return None
    said = cells[place + 1].said
    is_field = not re.search(r"[\d:]", said) and not _is_award(said) and len(said) >= SHORTEST
    return trim(text, *cells[place + 1].span) if is_field else None


def _end(one: _Programme) -> str | None:
    return one.dates.end if one.dates else None


def _add(text: str, found: list[_Programme], one: _Programme) -> None:
    """Join what several lines tell of one programme; an award takes the place of the programme that led to it."""
    last = found[-1] if found else None
    if last is not None and last.programme is None and last.title is not None and one.title is None:
        last.programme = one.programme
        last.places += one.places
        _award(last, one)
        return
    if one.aside:
        return
    for known in found:
        one_date = not known.awarded or _end(known) == _end(one)
        if known.title is None and one.programme is None and known.programme and one_date:
            known.title = one.title
            known.awarded, known.dates = known.awarded or one.awarded, known.dates or one.dates
            known.places += one.places
            return
        if known.programme is None and one.title is None and known.title is not None:
            known.programme = one.programme
            known.places += one.places
            _award(known, one)
            return
        alone = one.awarded and one.programme is None and not known.awarded and len(found) == 1
        if (alone or _same(text, known, one)) and (not known.awarded or not one.awarded or _end(known) == _end(one)):
            if one.awarded and not known.awarded:
                known.title, known.programme = one.title or known.title, one.programme or known.programme
                known.places = [place for place in (known.title, known.programme) if place is not None]
                known.awarded, known.dates = True, one.dates
            elif known.title and one.title and is_short(text[slice(*known.title)], text[slice(*one.title)]):
                known.title = one.title
                known.places.append(one.title)
            if known.programme is None and one.programme is not None:
                known.programme = one.programme
                known.places.append(one.programme)
            return
    found.append(one)


def _award(known: _Programme, one: _Programme) -> None:
    """Take what a line beside the field of a degree says of when it was awarded."""
    if one.awarded and not known.awarded:
        known.awarded, known.dates = True, one.dates


def head_entries(
    document: Document, rows: Sequence[TableRow], school: tuple[int, int] | None, last_year: int
) -> list[Entry]:
    """Give an education entry for each programme; one that no line says was awarded is in progress.

    A date of graduation after `last_year` is none on which something was awarded.
    """
    entries = []
    for one in _programmes(document, rows, school, last_year):
        dates = one.dates
        spans = [*one.places, *(dates.places if dates else []), *([school] if school else [])]
        entries.append(
            Entry(
                id="",
                kind=EntryKind.EDUCATION,
                title=_said(document, one.title),
                programme=_said(document, one.programme),
                organization=_said(document, school),
                end=dates.end if dates else None,
                completed=one.awarded,
                evidence=tuple(document.evidence(*span) for span in sorted(set(spans[: len(one.places)])))
                + tuple(document.evidence(*span) for span in spans[len(one.places) :]),
                state=CourseState.PASSED if one.awarded else CourseState.IN_PROGRESS,
            )
        )
    return entries


def _said(document: Document, place: tuple[int, int] | None) -> str | None:
    return " ".join(document.text[slice(*place)].split()) if place else None
