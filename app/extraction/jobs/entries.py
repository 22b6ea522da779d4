"""Employment-like sections (work, military service, volunteering, projects) to entries."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from app.documents.model import Document
from app.extraction.jobs.blocks import SENTENCE_END, Block, entry_blocks
from app.extraction.jobs.employers_over import employers_over
from app.extraction.jobs.forms import Form, form_of, traits
from app.extraction.lines.dates import DateRange
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.fields import Opened, cut, label, names_part, opened
from app.extraction.parts.jobs import (
    behind_branch,
    behind_place,
    branch,
    halved,
    in_civil_words,
    in_forces,
    known_first,
    not_promoted,
    of_project,
    without_agency,
    without_aside,
    without_city,
)
from app.extraction.parts.lasting import lasts, lengths
from app.extraction.parts.pieces import Part, Piece, names_authority
from app.extraction.words.scores import title_score

_NO_JOB = re.compile(
    r"(?:laid off|gap\b|career (?:break|gap)|sabbatical|unemploy(?:ed|ment)|(?:family|medical|maternity) leave"
    r"|furlough|travell?ing\b|(?:before that,? )?(?:i|we|my)\s"
    r"|(?:(?:active|associate|life|student) )?member(?:ship)?$)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[,.]\s+(?:[a-z]|\d+\s+[a-z])|\s*\((?!promoted\b)[a-z][^()]*\)$")
_PROSE = 8
"""Words from which on a name may be a sentence."""
_SPEAKS = re.compile(r"(?:I|We|My)(?:\s|$)")
_TITLE_WORDS = 4
_FIELD = re.compile(
    r"^(?:Office|Department|Dept\.?|Division|Bureau) of (?:the )?[A-Z]"
    r"|^[A-Z].*[a-z](?:ings?|tions?|ments?|ics|ance|ology)$"
)
"""A field of work or an office behind a title ("Clerk, Treaty Underwriting", "Clerk, Office of the Counsel")."""
_ABOUT = 3
"""Lines that tell what an employer is, at most."""
_SURE, _WEAK = 1.5, 1.0
"""Scores of words that are surely a title, and of words that hardly name an employer."""
_SAME = re.compile(
    r"(?:the )?same (?:company|employer|firm|place|organi[sz]ation|shop|store|school|hospital|clinic|site"
    r"|plant|restaurant|hotel|office|farm)"
    r"|as above",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An entry block with its heading lines cut and labelled."""

    block: Block
    pieces: tuple[Piece, ...]

    def piece(self, part: Part) -> Piece | None:
        """Give the first piece of that part."""
        return next((p for p in self.pieces if p.part is part), None)


def _holes(block: Block) -> list[tuple[int, int]]:
    """Give what is no part of a heading line: the dates, and duties that go on behind them in small letters."""
    if block.dates is None:
        # behind how long it lasted nothing names who it was for
        return [(row.start + at, row.end) for row in block.heading if lasts(row.said) for at in lengths(row.said)[:1]]
    row, to = block.dated_row, block.dates.to
    told = row is not None and "," in row.said[: block.dates.at - row.start].rstrip(" ,(")
    goes_on = told and row is not None and to <= row.end and _GOES_ON.match(row.said, to - row.start) is not None
    return [*block.dates.places, (to, row.end)] if row is not None and goes_on else block.dates.places


class Cut(NamedTuple):
    """An entry block with its heading lines cut, before it is known how the entries of the document are written."""

    block: Block
    opened: Opened
    over: tuple[Row, int] | None = None
    """The row that names its employer, in a paragraph above, and where its title ends."""


def cut_jobs(text: str, rows: Sequence[Row]) -> list[Cut]:
    """Cut the rows of a section of work into entries, and their heading lines into pieces."""
    over = employers_over(rows)
    return [
        Cut(block, opened(text, cut(text, block.heading, _holes(block))), over.of(block.heading))
        for block in entry_blocks(over.rows)
    ]


def _labelled(cuts: Sequence[Cut], form: Form) -> list[Labelled]:
    return [Labelled(one.block, tuple(label(one.opened, _leaning(form, one)))) for one in cuts]


def _leaning(form: Form, one: Cut) -> Callable[[Piece, Piece], float]:
    """Say how much a reading of two pieces as title and employer is in the form of the document."""
    lean = cache(lambda row: form.lean(traits(one.block, one.opened.pieces, row)))
    return lambda title, employer: form.order(title.start < employer.start) + lean(title.row) - lean(employer.row)


def _same_row(one: Labelled, title: Piece, own: Piece) -> bool:
    """A role and where it was, in the one line of an entry, with no word of an employer."""
    weak = own.organization < _WEAK and title.title >= _SURE and title.end < own.start
    return one.block.follows and len(one.block.heading) == 1 and weak


def _below(before: Labelled, one: Labelled, title: Piece | None) -> bool:
    """A bare title with a date, one line shorter than the entry above, whose employer has a line of its own."""
    above = before.piece(Part.ORGANIZATION)
    others = sum(p.part is not Part.LOCATION for p in one.pieces)
    if above is None or title is None or title.title < _SURE or others > 1 or halved(title)[1] is not None:
        return False
    lines = before.block.heading
    alone = above.row == 0 and lines[0] is not before.block.dated_row and before.piece(Part.TITLE) is not None
    titled = next((p for p in before.pieces if p.part is Part.TITLE), above)
    places = {p.row for p in before.pieces if p.part is Part.LOCATION} - {
        p.row for p in before.pieces if p.part is not Part.LOCATION
    }
    # a town may have a line of its own below the employer
    return alone and titled.row > 0 and len(one.block.heading) in (len(lines) - 1, len(lines) - 1 - len(places))


def _inherit(text: str, found: list[Labelled]) -> list[Labelled]:
    """Give a second role at one employer that employer: a bare title below an employer with a line of its own."""
    whole: list[Labelled] = []
    employer: Piece | None = None
    sole = False
    for one in found:
        own, title = one.piece(Part.ORGANIZATION), one.piece(Part.TITLE)
        before = whole[-1].piece(Part.ORGANIZATION) if whole else None
        if own is not None and before is not None and _SAME.fullmatch(own.said):
            one = replace(one, pieces=(before, *(p for p in one.pieces if p is not own)))
        elif sole and employer is not None and own is not None and title is not None and _same_row(one, title, own):
            # "Assistant Manager, Las Palmas - 2017 to 2020" in a list of roles below one employer
            apart = "," not in text[title.end : own.start]
            branch = title if apart else replace(title, end=own.end, said=text[title.start : own.end])
            rest = tuple(p for p in one.pieces if p is not own and p is not title)
            one = replace(one, pieces=(employer, replace(branch, part=Part.TITLE), *rest))
        elif own is not None:
            employer = own if one.block.heading[own.row] is not one.block.dated_row else None
            sole = title is not None and title.row != own.row
        elif whole and _below(whole[-1], one, title):
            above = whole[-1].piece(Part.ORGANIZATION)
            one = replace(one, pieces=(above, *one.pieces)) if above is not None else one
        elif one.block.follows and employer is not None and title is not None and title.title >= 0.5:
            one = replace(one, pieces=(employer, *one.pieces))
        else:
            employer = None
        whole.append(one)
    return whole


def _with_field(text: str, title: Piece, beside: Piece | None) -> Piece:
    """Put the field of work behind a comma to its title ("Director, Human Resources")."""
    if (
        beside is None
        or text[title.end : beside.start] != ", "
        or not (names_part(beside.said) or _FIELD.search(beside.said))
        or re.search(r"\d", beside.said)
    ):
        return title
    return replace(title, end=beside.end, said=text[title.start : beside.end])


def _umbrella(text: str, found: list[Labelled]) -> list[Labelled]:
    """Drop a dated employer line that only stands above its dated roles, and hand its name to them."""
    kept: list[Labelled] = []
    above: Piece | None = None
    within: DateRange | None = None
    for n, one in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        organization, title = one.piece(Part.ORGANIZATION), one.piece(Part.TITLE)
        stands_over = after is not None and after.block.follows and (not one.block.body or _about_firm(one, after))
        stands_over = stands_over and after is not None and _may_hold(one.block.dates, after.block.dates)
        if stands_over and organization is None and title is not None and title.title < 1:
            organization, title = title, None
        if stands_over and organization is not None and title is None:
            above, within = replace(organization, part=Part.ORGANIZATION), one.block.dates
            continue
        if stands_over and organization is not None and title is not None and _is_over(one, after):
            # a line about the firm stands between its name and its roles
            above, within = replace(organization, part=Part.ORGANIZATION), one.block.dates
            continue
        if above is not None and organization is None and one.block.follows:
            one = replace(one, pieces=(above, *one.pieces))
        elif above is not None and one.block.follows and _inside(one.block.dates, within) and title is not None:
            # below a dated employer what stands beside a title is a department or plant
            others = tuple(p for p in one.pieces if p.part is not Part.ORGANIZATION and p is not title)
            one = replace(one, pieces=(above, _with_field(text, title, organization), *others))
        elif organization is not None:
            above = None
        kept.append(one)
    return kept


def _about_firm(one: Labelled, after: Labelled) -> bool:
    """An employer's dated line, lines about it without a bullet, and a sure title below, within its time."""
    title = after.piece(Part.TITLE)
    bare = one.piece(Part.TITLE) is None and title is not None and title.title >= _SURE
    body = one.block.body
    plain = len(body) <= _ABOUT and not any(row.bullet for row in body)
    return bare and plain and _inside(after.block.dates, one.block.dates)


def _inside(dates: DateRange | None, whole: DateRange | None) -> bool:
    """One period lies within the other, and is shorter."""
    if dates is None or whole is None or dates.start is None or whole.start is None:
        return False
    ends = (dates.end or "9999")[:4] <= (whole.end or "9999")[:4]
    same = dates.start == whole.start and dates.end == whole.end
    return not same and ends and whole.start[:4] <= dates.start[:4]


def _may_hold(whole: DateRange | None, dates: DateRange | None) -> bool:
    """Say whether a period may lie within another, as far as both are told."""
    told = whole is not None and dates is not None and None not in (whole.start, dates.start)
    same = told and whole is not None and dates is not None and (whole.start, whole.end) == (dates.start, dates.end)
    return not told or same or _inside(dates, whole)


def _is_over(one: Labelled, after: Labelled | None) -> bool:
    return _covers(one, after) or _names_part(one, after)


def _names_part(one: Labelled, after: Labelled | None) -> bool:
    """An employer's dated line with a department in it, above bare titles that lie within its time."""
    title, organization = one.piece(Part.TITLE), one.piece(Part.ORGANIZATION)
    if title is None or organization is None or after is None or len(one.block.heading) > 1:
        return False
    bare = after.piece(Part.TITLE)
    told = bare is not None and bare.title >= _SURE and after.piece(Part.ORGANIZATION) is None
    return (
        told
        and title.title < _WEAK
        and organization.start < title.start
        and _inside(after.block.dates, one.block.dates)
    )


def _covers(one: Labelled, after: Labelled | None) -> bool:
    """An employer's dated line, a line about it, and roles below that lie within its time."""
    title, organization = one.piece(Part.TITLE), one.piece(Part.ORGANIZATION)
    if title is None or organization is None or after is None or len(one.block.heading) < 2:
        return False
    surely = organization.organization >= 2 and title.title < 1 and title.row > organization.row
    return surely and _inside(after.block.dates, one.block.dates)


def _opening(text: str, body: Sequence[Row]) -> Piece | None:
    """Find the title that the first duty opens with ("Owner/operator. Replace water heaters.")."""
    if not body:
        return None
    first = re.match(r"[^.;:]{3,50}(?=[.;:]\s)", body[0].said)
    if first is None or len(first.group().split()) > _TITLE_WORDS or title_score(first.group()) < _SURE:
        return None
    end = body[0].start + first.end()
    return Piece(body[0].start, end, text[body[0].start : end], -1, title_score(first.group()), part=Part.TITLE)


def spans_of(pieces: Iterable[Piece | None], dates: DateRange | None) -> list[tuple[int, int]]:
    """Give the places of an entry's fields in the order of the text, without repeats."""
    spans = {(p.start, p.end) for p in pieces if p is not None}
    if dates is not None:
        spans.update(dates.places)
    return sorted(spans)


def body_span(rows: Sequence[Row]) -> tuple[int, int] | None:
    """Give the span from the first to the last of the rows."""
    return (rows[0].start, rows[-1].end) if rows else None


def _said(piece: Piece | None) -> str | None:
    return " ".join(piece.said.split()) if piece is not None else None


def _unless_prose(piece: Piece | None) -> Piece | None:
    """Give a name, and nothing where several sentences stand: they tell of the work."""
    if piece is None or len(piece.said.split()) < _PROSE:
        return piece
    return None if piece.said.endswith(".") or SENTENCE_END.search(piece.said) is not None else piece


def _period(dates: DateRange | None) -> tuple[str | None, str | None]:
    """Give start and end. One year or season is both; one month is only known to be the start."""
    if dates is None:
        return None, None
    if dates.single:
        return dates.end, dates.end if dates.end and len(dates.end) == 4 else None
    return dates.start, dates.end


def _put_over(text: str, one: Labelled, over: Mapping[int, tuple[Row, int]]) -> Labelled:
    """Give a role below an employer's own paragraph that employer; its first line is its title."""
    first = one.block.heading[0]
    if first.start not in over:
        return one
    employer, end = over[first.start]
    name = next((p for p in cut(text, [employer], []) if p.part is not Part.LOCATION), None)
    if name is None or names_authority(employer.said):
        name = Piece(employer.start, employer.end, employer.said, -1)
    said = text[first.start : end]
    title = Piece(first.start, first.start + len(said), said, 0, title_score(said), part=Part.TITLE)
    places = [p for p in one.pieces if p.part is Part.LOCATION and p.row > 0]
    return replace(one, pieces=(replace(name, part=Part.ORGANIZATION), title, *places))


def job_form(cuts: Iterable[Cut]) -> Form:
    """Learn the form that the jobs of a document have, from those of all its sections of work."""
    return form_of((one.block, one.opened.pieces, label(one.opened)) for one in cuts)


def job_entries(document: Document, rows: Sequence[Row], kind: EntryKind) -> list[Entry]:
    """Read the entries of one employment-like section. Ids are numbered later."""
    return cut_entries(document, cut_jobs(document.text, rows), kind)


def cut_entries(document: Document, cuts: Sequence[Cut], kind: EntryKind, form: Form | None = None) -> list[Entry]:
    """Read the entries of one employment-like section from its blocks, as they are cut.

    `form`: how the jobs of the document are written; without it, it is learned from these.
    """
    over = {one.block.heading[0].start: one.over for one in cuts if one.over is not None}
    found = _labelled(cuts, job_form(cuts) if form is None else form)
    if kind is not EntryKind.PROJECT:
        found = _umbrella(document.text, _inherit(document.text, found))
    found = [_put_over(document.text, one, over) for one in found]
    entries = []
    for one in found:
        title = behind_place(not_promoted(without_agency(one.piece(Part.TITLE))))
        organization = without_city(without_aside(one.piece(Part.ORGANIZATION)))
        if kind is EntryKind.PROJECT:
            title, organization = of_project(title, organization)
        elif organization is None:
            title, organization = halved(title)
            organization = without_city(without_aside(organization))
            if organization is None:
                title, organization = known_first(title)
        if kind is EntryKind.MILITARY_SERVICE or (organization is not None and in_forces(organization.said)):
            title, organization = in_civil_words(title or behind_branch(organization)), branch(organization)
        if title is None or title.title < _WEAK:
            title = _opening(document.text, one.block.body) or title
        title, organization = _unless_prose(title), _unless_prose(organization)
        location, dates = one.piece(Part.LOCATION), one.block.dates
        spans = spans_of([title, organization], dates)
        if not spans or (title is None and organization is None) or (title and _NO_JOB.match(title.said)):
            continue
        if organization is not None and _SPEAKS.match(organization.said):
            # a sentence, and no heading
            continue
        start, end = _period(dates)
        entries.append(
            Entry(
                id="",
                kind=kind,
                title=_said(title),
                organization=_said(organization),
                location=_said(location),
                start=start,
                end=end,
                current=bool(dates and dates.current),
                expected=bool(dates and dates.expected),
                evidence=tuple(document.evidence(*span) for span in spans),
                body=body_span(one.block.body),
            )
        )
    return entries
