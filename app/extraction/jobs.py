"""Employment-like sections (work, military service, volunteering, projects) to entries."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.documents.model import Document
from app.extraction.blocks import Block, entry_blocks
from app.extraction.dates import DateRange
from app.extraction.fields import Part, Piece, cut, label, rank
from app.extraction.model import Entry, EntryKind
from app.extraction.rows import Row
from app.extraction.scores import organization_score, title_score

_NO_JOB = re.compile(
    r"(?:laid off|gap\b|career (?:break|gap)|sabbatical|unemploy(?:ed|ment)|(?:family|medical|maternity) leave"
    r"|travell?ing\b|(?:before that,? )?(?:i|we|my)\s|(?:(?:active|associate|life|student) )?member(?:ship)?$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",\s+(?:different|various|multiple|several)\s+(?:companies|contractors|employers|clients|locations|sites|stores)\b[^,]*$"
    r"|\s+/\s+(?!.*\b(?:inc|llc|ltd|co|corp|company)\b)[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?$",
    re.IGNORECASE,
)
"""Behind an employer's name: many places, or the city after a stroke."""
_AGENCY = re.compile(r"\s*\((?:[^()]*,\s*)?via\s[^()]+\)$", re.IGNORECASE)
"""Behind a title: the agency that the work was done through."""
_ABOUT = re.compile(
    r"\s*\((?:[a-z][^()]*|(?:Part|Full)[- ][Tt]ime[^()]*|Contract\w*|Seasonal|Temp\w*|Remote|Hybrid)\)$"
)
_PROMOTED = re.compile(r"\s*\(promoted\b[^()]*\)?$", re.IGNORECASE)
_GOES_ON = re.compile(r",\s+[a-z]")
_TITLE_WORDS = 4
_SURE, _WEAK = 1.5, 1.0
"""Scores of words that are surely a title, and of words that hardly name an employer."""
_SAME = re.compile(r"(?:the )?same (?:company|employer|firm|place|organi[sz]ation)", re.IGNORECASE)
_FIRM = 1.2
_TOWN = re.compile(r"^,\s+[A-Z][\w.'’-]+ (?:City|Center|Park|Village|Port|Union|Mills)$")
"""Towns with a word of firms in their names ("Sioux Center")."""
_FAR = re.compile(r"(?P<name>[^,]+)(?P<places>(?:,\s+[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?){2})")
"""A town and its country behind an employer's name ("Al Wadi Hospital, Riyadh, KSA")."""
_COMPANY = re.compile(r"\b(?:inc|llc|ltd|co|corp|company|pc|pa|plc|gmbh)\b", re.IGNORECASE)


_CIVIL = re.compile(r"\s*\((?:civilian|civil)\b[^()]*\)$", re.IGNORECASE)
"""What a title of the forces is called elsewhere."""
_BRANCH = re.compile(
    r"(?:(?:the )?(?:u\.?\s?s\.?|united states) (?:army|navy|air force|marine corps|marines|coast guard|space force)"
    r"(?!\s+corps of engineers)(?: reserves?)?|(?:[\w.]+ ){0,2}(?:army|air) national guard"
    r"|(?:[\w.]+ )?(?:army|navy|air force|marine corps) reserves?"
    r"|bundeswehr|royal (?:navy|air force|marines|army)"
    r"|british army|canadian (?:armed )?forces|israel defen[cs]e forces"
    r"|(?:indian|philippine|korean|rok|mexican|french|pakistan|nigerian) (?:army|navy|air force|marine corps))\b",
    re.IGNORECASE,
)


def in_forces(organization: str) -> bool:
    """Say whether the words begin with a branch of the armed forces."""
    return _BRANCH.match(organization) is not None


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
        return []
    row, to = block.dated_row, block.dates.to
    told = row is not None and "," in row.said[: block.dates.at - row.start].rstrip(" ,")
    goes_on = told and row is not None and to <= row.end and _GOES_ON.match(row.said, to - row.start) is not None
    return [*block.dates.places, (to, row.end)] if row is not None and goes_on else block.dates.places


def _sure(text: str, pieces: Sequence[Piece]) -> bool | None:
    """Whether the title stands before the organization, where the words alone say so; else None."""
    labelled = label(text, pieces)
    title = next((p for p in labelled if p.part is Part.TITLE), None)
    organization = next((p for p in labelled if p.part is Part.ORGANIZATION), None)
    if title is None or organization is None:
        return None
    margin = title.title - title.organization + organization.organization - organization.title
    return title.start < organization.start if margin >= 2.5 else None


def _labelled(text: str, blocks: Sequence[Block]) -> list[Labelled]:
    pieces = [cut(text, block.heading, _holes(block)) for block in blocks]
    votes = [vote for told in pieces if (vote := _sure(text, told)) is not None]
    title_first = None if not votes else sum(votes) * 2 >= len(votes)
    return [
        Labelled(block, tuple(label(text, told, title_first))) for block, told in zip(blocks, pieces, strict=True)
    ]


def _same_row(one: Labelled, title: Piece, own: Piece) -> bool:
    """A role and where it was, in the one line of an entry, with no word of an employer."""
    weak = own.organization < _WEAK and title.title >= _SURE and title.end < own.start
    return one.block.follows and len(one.block.heading) == 1 and weak


def _below(before: Labelled, one: Labelled, title: Piece | None) -> bool:
    """A bare title with a date, one line shorter than the entry above, whose employer has a line of its own."""
    above = before.piece(Part.ORGANIZATION)
    if above is None or title is None or title.title < _SURE or len(one.pieces) > 1 or _halved(title)[1] is not None:
        return False
    lines = before.block.heading
    alone = above.row == 0 and lines[0] is not before.block.dated_row and before.piece(Part.TITLE) is not None
    titled = next((p for p in before.pieces if p.part is Part.TITLE), above)
    return alone and titled.row > 0 and len(one.block.heading) == len(lines) - 1


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


def _umbrella(found: list[Labelled]) -> list[Labelled]:
    """Drop a dated employer line that only stands above its dated roles, and hand its name to them."""
    kept: list[Labelled] = []
    above: Piece | None = None
    within: DateRange | None = None
    for n, one in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        organization, title = one.piece(Part.ORGANIZATION), one.piece(Part.TITLE)
        stands_over = after is not None and after.block.follows and not one.block.body
        if stands_over and organization is None and title is not None and title.title < 1:
            organization, title = title, None
        if stands_over and organization is not None and title is None:
            above, within = replace(organization, part=Part.ORGANIZATION), one.block.dates
            continue
        if stands_over and organization is not None and title is not None and _covers(one, after):
            # a line about the firm stands between its name and its roles
            above, within = replace(organization, part=Part.ORGANIZATION), one.block.dates
            continue
        if above is not None and organization is None and one.block.follows:
            one = replace(one, pieces=(above, *one.pieces))
        elif above is not None and one.block.follows and _inside(one.block.dates, within) and title is not None:
            # below a dated employer what stands beside a title is a department or plant
            others = tuple(p for p in one.pieces if p.part is not Part.ORGANIZATION)
            one = replace(one, pieces=(above, *others))
        elif organization is not None:
            above = None
        kept.append(one)
    return kept


def _inside(dates: DateRange | None, whole: DateRange | None) -> bool:
    """One period lies within the other, and is shorter."""
    if dates is None or whole is None or dates.start is None or whole.start is None:
        return False
    ends = (dates.end or "9999")[:4] <= (whole.end or "9999")[:4]
    same = dates.start == whole.start and dates.end == whole.end
    return not same and ends and whole.start[:4] <= dates.start[:4]


def _covers(one: Labelled, after: Labelled | None) -> bool:
    """An employer's dated line, a line about it, and roles below that lie within its time."""
    title, organization = one.piece(Part.TITLE), one.piece(Part.ORGANIZATION)
    if title is None or organization is None or after is None or len(one.block.heading) < 2:
        return False
    surely = organization.organization >= 2 and title.title < 1 and title.row > organization.row
    return surely and _inside(after.block.dates, one.block.dates)


def _halved(title: Piece | None) -> tuple[Piece | None, Piece | None]:
    """Part "Ayudante general, Muebles Hidalgo": without another employer what stands behind the comma is one."""
    mark = re.search(r",\s+(?=[A-ZÀ-Þ])", title.said) if title is not None else None
    if title is None or mark is None or mark.start() == 0:
        return title, None
    name = title.said[mark.end() :].split(",")[0]
    named = all(w[0].isupper() or w in ("of", "the", "and", "de", "la", "del", "y") for w in name.split())
    unlike = title_score(name) >= 1.5 or rank(name)
    if (
        not named
        or unlike
        or (len(name.split()) < 2 and organization_score(name) == 0 and not _BRANCH.fullmatch(name))
    ):
        return title, None
    at = title.start + mark.end()
    other = replace(title, start=at, end=at + len(name), said=name, part=Part.ORGANIZATION)
    return replace(title, end=title.start + mark.start(), said=title.said[: mark.start()]), other


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


def _period(dates: DateRange | None) -> tuple[str | None, str | None]:
    """Give start and end. One year or season is both; one month is only known to be the start."""
    if dates is None:
        return None, None
    if dates.single:
        return dates.end, dates.end if dates.end and len(dates.end) == 4 else None
    return dates.start, dates.end


def _without_city(piece: Piece | None) -> Piece | None:
    """Cut off the city behind an employer's name ("Smith & Daughters, Burlington", "Kiva / Phoenix")."""
    if piece is None:
        return None
    aside = _ASIDE.search(piece.said)
    if aside is not None and aside.start() > 0:
        return replace(piece, end=piece.start + aside.start(), said=piece.said[: aside.start()])
    far = _FAR.fullmatch(piece.said)
    if far and organization_score(far["name"]) >= _FIRM and organization_score(far["places"]) <= 0:
        return replace(piece, end=piece.start + far.end("name"), said=far["name"])
    small = piece.said.islower() and re.search(r",\s+[\w.'’-]+(?:\s[\w.'’-]+)?$", piece.said)
    city = small or re.search(r",?\s+\(?[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?\)?$", piece.said)
    if city is not None and not re.match(r",|\s*\(", city.group()):
        return piece
    town = city is not None and _TOWN.search(city.group()) is not None
    if city is None or (organization_score(city.group()) > 0 and not town) or title_score(city.group()) > 0:
        return piece
    name = piece.said[: city.start()]
    if (town or small) and organization_score(name) < _FIRM:
        return piece
    if re.search(r",", name) or _COMPANY.search(city.group()):
        # "Bloom, Hatch & Waite" and "Acme, Inc." are whole
        return piece
    return replace(piece, end=piece.start + city.start(), said=name)


def _without_aside(piece: Piece | None) -> Piece | None:
    """Cut off what is said about an employer in brackets ("Larkspur & Finch (agency)", "Fitz (own business)")."""
    mark = _ABOUT.search(piece.said) if piece is not None else None
    if piece is None or mark is None or mark.start() == 0:
        return piece
    return replace(piece, end=piece.start + mark.start(), said=piece.said[: mark.start()])


def _without_agency(piece: Piece | None) -> Piece | None:
    mark = _AGENCY.search(piece.said) if piece is not None else None
    if piece is None or mark is None or mark.start() == 0:
        return piece
    return replace(piece, end=piece.start + mark.start(), said=piece.said[: mark.start()])


def _behind_place(title: Piece | None) -> Piece | None:
    """Give the title behind a town ("Dairy Queen, Mayfield KY, shift leader")."""
    first, comma, rest = title.said.rpartition(",") if title is not None else ("", "", "")
    if title is None or not comma or title.title >= _WEAK or title_score(rest) < _SURE or len(first.split()) > 3:
        return title
    said = rest.strip()
    return replace(title, start=title.end - len(said), said=said, title=title_score(said))


def _not_promoted(title: Piece | None) -> Piece | None:
    mark = _PROMOTED.search(title.said) if title is not None else None
    if title is None or mark is None or mark.start() == 0:
        return title
    return replace(title, end=title.start + mark.start(), said=title.said[: mark.start()])


def _in_civil_words(title: Piece | None) -> Piece | None:
    mark = _CIVIL.search(title.said) if title is not None else None
    if title is None or mark is None or mark.start() == 0:
        return title
    return replace(title, end=title.start + mark.start(), said=title.said[: mark.start()])


def _branch(organization: Piece | None) -> Piece | None:
    """Cut the unit or ship off behind the branch ("United States Navy, USS Halvorsen")."""
    mark = _BRANCH.match(organization.said) if organization is not None else None
    if organization is None or mark is None or not re.match(r"\s*[,/–—-]", organization.said[mark.end() :]):
        return organization
    return replace(organization, end=organization.start + mark.end(), said=mark.group())


def _behind_branch(organization: Piece | None) -> Piece | None:
    """Give the title behind the branch in one piece ("U.S. Army, 91B Wheeled Vehicle Mechanic, SPC")."""
    mark = _BRANCH.match(organization.said) if organization is not None else None
    comma = re.compile(r"\s*[,/–—-]\s*").match(organization.said, mark.end()) if organization and mark else None
    if organization is None or comma is None:
        return None
    said = organization.said[comma.end() :]
    if not rank(said) and title_score(said) < _WEAK:
        # a unit or ship
        return None
    return replace(organization, start=organization.start + comma.end(), said=said, title=_SURE, part=Part.TITLE)


def _of_project(title: Piece | None, organization: Piece | None) -> tuple[Piece | None, Piece | None]:
    """The first line of a project is its name; only what is surely an organization stays one."""
    told = sorted((p for p in (title, organization) if p is not None), key=lambda p: p.start)
    if not told:
        return None, None
    owner = organization if organization is not None and organization.organization >= 2 else None
    names = [p for p in told if p is not owner]
    return (names[0], owner) if names else (owner, None)


def job_entries(document: Document, rows: Sequence[Row], kind: EntryKind) -> list[Entry]:
    """Read the entries of one employment-like section. Ids are numbered later."""
    found = _labelled(document.text, entry_blocks(rows))
    if kind is not EntryKind.PROJECT:
        found = _umbrella(_inherit(document.text, found))
    entries = []
    for one in found:
        title = _behind_place(_not_promoted(_without_agency(one.piece(Part.TITLE))))
        organization = _without_city(_without_aside(one.piece(Part.ORGANIZATION)))
        if kind is EntryKind.PROJECT:
            title, organization = _of_project(title, organization)
        elif organization is None:
            title, organization = _halved(title)
            organization = _without_city(_without_aside(organization))
        if kind is EntryKind.MILITARY_SERVICE or (organization is not None and in_forces(organization.said)):
            title, organization = _in_civil_words(title or _behind_branch(organization)), _branch(organization)
        if title is None or title.title < _WEAK:
            title = _opening(document.text, one.block.body) or title
        location, dates = one.piece(Part.LOCATION), one.block.dates
        spans = spans_of([title, organization], dates)
        if not spans or (title is None and organization is None) or (title and _NO_JOB.match(title.said)):
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
