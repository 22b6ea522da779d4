"""Employment-like sections (work, military service, volunteering, projects) to entries."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from app.documents.model import Document
from app.extraction.jobs.blocks import Block, entry_blocks
from app.extraction.jobs.employers_over import employers_over
from app.extraction.jobs.engagements import is_engagement
from app.extraction.jobs.forms import Form, form_of, traits
from app.extraction.jobs.line_forms import SENTENCE_END
from app.extraction.jobs.names_beside import with_names_beside
from app.extraction.jobs.sharing import (
    SURE,
    WEAK,
    Labelled,
    inherit,
    umbrella,
    with_place,
    with_stations,
    without_postings,
)
from app.extraction.jobs.titles_over import titled_over
from app.extraction.lines.dates import DateRange
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.fields import Opened, cut, label, opened
from app.extraction.parts.jobs import (
    behind_branch,
    behind_place,
    branch,
    halved,
    in_civil_words,
    in_forces,
    known_first,
    named_in_town,
    placed_by_agency,
    whole_name,
    with_shift,
    without_agency,
    without_grade,
    without_town,
)
from app.extraction.parts.labels import field_label
from app.extraction.parts.lasting import lasts, lengths
from app.extraction.parts.pieces import Part, Piece, names_authority
from app.extraction.parts.promoted import not_promoted
from app.extraction.parts.service_rows import as_served
from app.extraction.parts.spoken_titles import as_meant, of_project
from app.extraction.parts.units_of_employers import without_unit
from app.extraction.words.lexicon import words
from app.extraction.words.scores import title_score

_NO_JOB = re.compile(
    r"(?:laid off|lay[- ]?off\b|gap\b|out of work\b|between jobs\b|looking for work\b"
    r"|job[- ]?(?:seek|search|hunt)(?:ing)?\b|in search of (?:a )?(?:work|job|employment)\b"
    r"|career (?:break|gap)|sabbatical|unemploy(?:ed|ment)|(?:family|medical|maternity|paternity|parental) leave"
    r"|(?:took |taking )?car(?:ed|e|ing) (?:for|of) (?:(?:my|our|an?|the) )?(?:[\w-]+ ){0,2}"
    r"(?:m[ou]m|mother|dad|father|parents?|wife|husband|son|daughter|kids|children|baby|famil(?:y|ies)|grand\w+|relatives?)\b"
    r"|rais(?:ed|ing) (?:(?:my|our|the|a|\w+) )?(?:family|kids|children|sons|daughters)\b"
    r"|cong[ée]\b|permiso (?:de|por)\b|elternzeit\b|ch[ôo]mage\b|desempleo\b|arbeitslos\b"
    r"|deployed\b|deployments?\b|furlough|travell?ing\b|(?:before that,? )?(?:i|we|my)\s"
    r"|retired(?=\W*(?:\d|$|in\b|from\b))|stayed (?:at )?home\b|(?:took |taking )?(?:some )?time off\b"
    r"|(?:(?:active|associate|life|student) )?member(?:ship)?$)",
    re.IGNORECASE,
)
_SITS = re.compile(r"\b(?:committee|council|board|senate|commission|task force)\b", re.IGNORECASE)
"""Where a member does something; of a society somebody only is one."""
_INSIDE = re.compile(
    r"(?:(?:was )?locked up|(?:in |was in )?(?:jail|prison)|(?:(?:while|was) )?incarcerat\w+"
    r"|(?:at )?home (?:with|raising) (?:(?:my|the|our|\w+) )?(?:bab|kid|child|new|son|daughter|famil)[\w ]{0,20}"
    r"|(?:could(?: no|n['’])t|unable to|not (?:able|allowed|permitted) to) work|no work (?:permit|authorization)"
    r"|retired|laid off|(?:on )?sabbatical|unemployed|job[- ]?seeker|furloughed"
    r"|(?:family|medical|maternity|paternity|parental) leave)\W*",
    re.IGNORECASE,
)
"""Time that is no work, whatever was learned in it."""
_NOBODY = re.compile(r"n/?a|none|not applicable|-+|career (?:break|gap)|family break|gap year", re.IGNORECASE)
"""What a form has in place of an employer."""
_UNPAID = re.compile(r"\s*\((?:volunteer\w*|unpaid)\)", re.IGNORECASE)
_GOES_ON = re.compile(r"[,.]\s+(?:[a-z]|\d+\s+[a-z])|\s*\((?!promoted\b)[a-z][^()]*\)$")
_LENGTH_AMID = re.compile(
    r",\s+(?:\d{1,2}\+?\s?(?:years?|yrs?\.?|months?|mos?\.?)(?=,\s)"
    r"|(?:(?:(?:every|most|on) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends)"
    r"|(?:regular |relief )?(?:route|run|line|unit|bus|truck) (?:#|no\.? ?)?\d{1,4}"
    r"|(?:just |only )?me and (?:an?|one|two|three|my) [a-z]{3,12}(?: [a-z]{3,12})?)(?=,\s|\s+[-–—(|]|\s*$))",
    re.IGNORECASE,
)
"""How long something went on, on which days or route, and with whom, between names of a dated line."""
_IN_SMALL = re.compile(r"\((?P<how>[a-z][a-z -]{2,30})\s[^()A-Z]{4,80}\)")
_SENTENCE = re.compile(r"\)?\.\s+[A-Z]")
_PROSE = 8
"""Words from which on a name may be a sentence."""
_COUNTED = re.compile(r"\d{1,4}\+? [a-z]{3,}s\b")
"""How many of something somebody had there, which is no title ("14 pupils, Grade 1 to diploma")."""
_SPEAKS = re.compile(r"(?:I|We|My)(?:\s|$)")
_TITLE_WORDS, _SOMEHOW, _FIELDS, _HELPS = 4, 0.5, 3, 2
_FIELD_END = re.compile(
    r"(?<=\w{3})\.\s|;\s|\s{3,}|\s\((?:started|promoted|began|formerly|was|hired)\b", re.IGNORECASE
)
"""Ends a title in the field of a form."""


def _holes(block: Block) -> list[tuple[int, int]]:
    """Give what is no part of a heading line: the dates, and duties that go on behind them in small letters."""
    amid = [
        (row.start + length.start(), row.start + length.end())
        for row in block.heading
        if "," in row.said
        for length in _LENGTH_AMID.finditer(row.said)
    ]
    if block.dates is None:
        # behind how long it lasted nothing names who it was for
        return [
            (row.start + at, row.start + to)
            for row in block.heading
            if lasts(row.said)
            for at, to in lengths(row.said)[:1]
        ]
    row, to = block.dated_row, block.dates.to
    amid += _brackets_of(row, block.dates) if row is not None and ")" in row.said else []
    before = row.said[: block.dates.at - row.start].rstrip(" ,(") if row is not None else ""
    goes_on = "," in before and row is not None and to <= row.end and _goes_on(row.said, before, to - row.start)
    return [*block.dates.places, *amid, *([(to, row.end)] if row is not None and goes_on else [])]


def _brackets_of(row: Row, dates: DateRange) -> list[tuple[int, int]]:
    """Give the bracket that tells with a date how or how long somebody worked ("(per diem since 2/2024)")."""
    return [
        (row.start + inside.start(), row.start + inside.end())
        for inside in _IN_SMALL.finditer(row.said)
        if inside.start() < dates.at - row.start < inside.end() and title_score(inside["how"]) < SURE
    ]


def _goes_on(said: str, before: str, at: int) -> bool:
    """What was done stands behind a date: in small letters, or in a sentence where a title stands before the date."""
    if _GOES_ON.match(said, at):
        return True
    titled = _SENTENCE.match(said, at) is not None and any(title_score(part) >= SURE for part in before.split(","))
    return titled and any(word[0].islower() for word in said[at:].split())


class Cut(NamedTuple):
    """An entry block with its heading lines cut, before it is known how the entries of the document are written."""

    block: Block
    opened: Opened
    over: tuple[Row, int, int] | None = None
    """The row that names its employer, above all roles there, and where its title stands."""


def cut_jobs(text: str, rows: Sequence[Row]) -> list[Cut]:
    """Cut the rows of a section of work into entries, and their heading lines into pieces."""
    over = employers_over(text, rows)
    return [
        Cut(block, opened(text, cut(text, block.heading, _holes(block))), over.of(block.heading))
        for block in entry_blocks(over.rows)
    ]


def cut_line(text: str, row: Row) -> Cut:
    """Read a line that has no date as an entry of its own."""
    block = Block((row,), None, None, (), follows=False)
    return Cut(block, opened(text, cut(text, block.heading, _holes(block))))


def _labelled(cuts: Sequence[Cut], form: Form) -> list[Labelled]:
    return [Labelled(one.block, tuple(label(one.opened, _leaning(form, one)))) for one in cuts]


def _leaning(form: Form, one: Cut) -> Callable[[Piece, Piece], float]:
    """Say how much a reading of two pieces as title and employer is in the form of the document."""
    lean = cache(lambda row: form.lean(traits(one.block, one.opened.pieces, row)))
    return lambda title, employer: form.order(title.start < employer.start) + lean(title.row) - lean(employer.row)


def _opening(text: str, body: Sequence[Row]) -> Piece | None:
    """Find the title that the first duty opens with ("Owner/operator. Replace water heaters."), or a label names."""
    if not body:
        return None
    if (labelled := _in_a_field(body[:_FIELDS])) is not None:
        return labelled
    first = re.match(r"[^.;:]{3,50}?(?=(?:,\s\d{1,2}\s?(?:yrs?|years?|mos?|months?))?[.;:]+\s)", body[0].said)
    if first is None or len(first.group().split()) > _TITLE_WORDS or title_score(first.group()) < SURE:
        return None
    end = body[0].start + first.end()
    return Piece(body[0].start, end, text[body[0].start : end], -1, title_score(first.group()), part=Part.TITLE)


def _in_a_field(body: Sequence[Row]) -> Piece | None:
    """Find the title behind its label, up to the end of the sentence ("JOB: Picker. Scan gun, 110 %")."""
    for row in body:
        label = field_label(row.said)
        if label is not None and label.lastgroup == "title" and label.end() < len(row.said):
            said = _FIELD_END.split(row.said[label.end() :], maxsplit=1)[0].rstrip(" .;,")
            start = row.start + label.end()
            brief = 0 < len(said.split()) <= _PROSE
            return Piece(start, start + len(said), said, -1, SURE, part=Part.TITLE) if brief else None
    return None


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


def _apart(place: Piece | None, employer: Piece | None) -> Piece | None:
    """Give a place, and nothing where it is part of the employer's name ("City of Elm Flats, Colorado")."""
    within = place is not None and employer is not None and employer.start <= place.start < employer.end
    return None if within else place


def _unless_prose(piece: Piece | None) -> Piece | None:
    """Give a name, and nothing where several sentences stand: they tell of the work."""
    if piece is None or len(piece.said.split()) < _PROSE:
        return piece
    return None if piece.said.endswith(".") or SENTENCE_END.search(piece.said) is not None else piece


def _is_paper(heading: Sequence[Row], *names: Piece | None) -> bool:
    """A card or certificate with its year among jobs ("Forklift: sit-down & reach, certified 2021")."""
    named = any(p is not None and max(p.title, p.organization) >= WEAK for p in names)
    return not named and any(certificate_kind(row.said) is not None for row in heading)


_UNTIL = re.compile(
    r"\b(?:until|till|through|thru|(?:retired|discharged?|separated|left)(?: in)?)\s*\Z", re.IGNORECASE
)
_LETTERS = 12


def _given(text: str, organization: Piece | None, kind: EntryKind) -> EntryKind:
    """Make volunteering of work where it is said so behind the employer ("Fairmount School (volunteer)")."""
    given = kind is EntryKind.EMPLOYMENT and organization is not None and _UNPAID.match(text, organization.end)
    return EntryKind.VOLUNTEERING if given else kind


def _uncounted(title: Piece | None, organization: Piece | None) -> Piece | None:
    """Give a title, and nothing where it only says how many of something an employer's worker had."""
    return None if title is not None and organization is not None and _COUNTED.match(title.said) else title


def _is_no_job(called: Piece, dates: DateRange | None, kind: EntryKind, *names: Piece | None) -> bool:
    if is_engagement(*map(_said, names), lasting=dates is not None and not dates.single):
        return True
    inside = any(name is not None and _INSIDE.fullmatch(name.said) for name in names)
    if inside or (gap := _NO_JOB.match(called.said)) is None:
        return inside
    if kind is EntryKind.VOLUNTEERING and any(name is not None and _SITS.search(name.said) for name in names):
        return False
    # "Job Search Coach, Elm Trust"
    behind = called.said[gap.end() :].split()
    helps = 0 < len(behind) <= _HELPS and behind[-1].casefold() in words("titles", "heads")
    return not (helps and None not in names)


def _period(text: str, dates: DateRange | None) -> tuple[str | None, str | None]:
    """Give start and end. One year or season is both; one month is only known to be the start, but behind "until"."""
    if dates is None:
        return None, None
    if dates.single:
        if _UNTIL.search(text, max(0, dates.at - _LETTERS), dates.at):
            return None, dates.end
        return dates.end, dates.end if dates.end and len(dates.end) == 4 else None
    return dates.start, dates.end


def _put_over(text: str, one: Labelled, over: Mapping[int, tuple[Row, int, int]]) -> Labelled:
    """Give a role below the name of an employer over several roles that employer."""
    first = one.block.heading[0]
    if first.start not in over:
        return one
    employer, start, end = over[first.start]
    pieces = cut(text, [employer], [])
    name = next((p for p in pieces if p.part is not Part.LOCATION), None)
    if name is None or names_authority(employer.said):
        name = Piece(employer.start, employer.end, employer.said, -1)
    said = text[start:end]
    title = Piece(start, end, said, 0, title_score(said), part=Part.TITLE)
    places = [p for p in (*one.pieces, *pieces) if p.part is Part.LOCATION and (p.start > end or p in pieces)]
    return replace(one, pieces=(replace(name, part=Part.ORGANIZATION), title, *places))


def _called(text: str, one: Labelled) -> tuple[Piece | None, Piece | None]:
    """Give title and employer of an entry; the only name of its heading is the employer where the duties open so."""
    title = behind_place(not_promoted(without_grade(without_agency(one.piece(Part.TITLE)))))
    organization = placed_by_agency(whole_name(text, one.pieces))
    if organization is None and title is not None and title.title < _SOMEHOW:
        first = _opening(text, one.block.body)
        return (title, None) if first is None else (first, title.called(Part.ORGANIZATION))
    return title, organization


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
        found = titled_over(with_names_beside(document.text, with_stations(found)))
        found = with_place(found, without_postings(umbrella(document.text, inherit(document.text, found))))
    found = [_put_over(document.text, one, over) for one in found]
    entries = []
    for one in found:
        title, organization = _called(document.text, one)
        title, organization = as_meant(*without_unit(document.text, *with_shift(document.text, title, organization)))
        organization, town = named_in_town(*without_town(organization))
        if kind is EntryKind.PROJECT:
            title, organization = of_project(title, organization)
        elif organization is None:
            title, organization = halved(title)
            organization, town = named_in_town(organization)
            if organization is None:
                title, organization = known_first(title)
        if kind is EntryKind.MILITARY_SERVICE or (organization is not None and in_forces(organization.said)):
            title, organization = in_civil_words(title or behind_branch(organization)), branch(organization)
            title, organization, town = as_served(one.block.heading[0], title, organization, town)
        if title is None or title.title < WEAK:
            title = _opening(document.text, one.block.body) or _uncounted(title, organization)
        title, organization = _unless_prose(title), _unless_prose(organization)
        if organization is not None and _NOBODY.fullmatch(organization.said):
            organization = None
        location, dates = _apart(one.piece(Part.LOCATION) or town, organization), one.block.dates
        spans = spans_of([title, organization], dates)
        called = title or organization
        if not spans or called is None or _is_no_job(called, dates, kind, title, organization):
            continue
        year = kind is EntryKind.EMPLOYMENT and dates is not None and dates.single
        if year and _is_paper(one.block.heading, title, organization):
            continue
        if organization is not None and _SPEAKS.match(organization.said):
            # a sentence, and no heading
            continue
        start, end = _period(document.text, dates)
        entries.append(
            Entry(
                id="",
                kind=_given(document.text, organization, kind),
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
