"""Jobs of a section to the employers that they share: one named above several roles, or over all of them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.extraction.jobs.blocks import Block
from app.extraction.lines.dates import DateRange
from app.extraction.parts.jobs import halved, in_forces
from app.extraction.parts.pieces import Part, Piece
from app.extraction.parts.units_of_employers import names_part

_FIELD = re.compile(
    r"^(?:Office|Department|Dept\.?|Division|Bureau) of (?:the )?[A-Z]"
    r"|^[A-Z].*[a-z](?:ings?|tions?|ments?|ics|ance|ology)$"
)
"""A field of work or an office behind a title ("Clerk, Treaty Underwriting", "Clerk, Office of the Counsel")."""
_LEVEL = re.compile(r"\b(?:I{1,3}|IV|V|[1-5]|Senior|Sr\.?|Junior|Jr\.?|Lead|Assistant|Associate|Principal)(?:\s|$)")
_PLACE_WORDS = 4
_FEWEST_POSTINGS = 2
_ABOUT = 3
"""Lines that tell what an employer is, at most."""
SURE, WEAK = 1.5, 1.0
"""Scores of words that are surely a title, and of words that hardly name an employer."""
_AT_HOME = re.compile(
    r"(?:full[- ]time|stay(?:ing)?[- ](?:at[- ])?home) (?:parent|mom|mum|mother|dad|father|caregiver)\b"
    r"|homemaker\b|housewife\b|family carer\b|(?:licensed )?foster (?:parent|mother|father|carer)\b"
    r"|(?:caregiver|caretaker|carer) (?:for|of|to) (?:my|our) ",
    re.IGNORECASE,
)
"""Work that nobody is employed for."""
_SAME = re.compile(
    r"(?:the )?same (?:company|employer|firm|place|organi[sz]ation|shop|store|school|hospital|clinic|site"
    r"|plant|restaurant|hotel|office|farm)"
    r"|(?:the )?same|ditto|as above",
    re.IGNORECASE,
)


_DEPARTMENT = re.compile(
    r"(?!.*\b(?:police|fire|sheriff|state)\b)(?:[\w'’&-]+\s){1,4}(?:department|dept\.?|division|ward|section|unit)",
    re.IGNORECASE,
)
"""A part of an employer, and no employer itself."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An entry block with its heading lines cut and labelled."""

    block: Block
    pieces: tuple[Piece, ...]

    def piece(self, part: Part) -> Piece | None:
        """Give the first piece of that part."""
        return next((p for p in self.pieces if p.part is part), None)


def _same_row(before: Labelled, one: Labelled, title: Piece, own: Piece) -> bool:
    """A role and where it was, in the one line of an entry, with no word of an employer."""
    again = (above := before.piece(Part.TITLE)) is not None and above.said == title.said
    weak = ((own.organization < WEAK and title.title >= SURE) or again) and title.end < own.start
    return one.block.follows and len(one.block.heading) == 1 and weak


def _below(before: Labelled, one: Labelled, title: Piece | None) -> bool:
    """A bare title with a date, one line shorter than the entry above, whose employer has a line of its own."""
    above = before.piece(Part.ORGANIZATION)
    others = sum(p.part is not Part.LOCATION for p in one.pieces)
    if above is None or title is None or title.title < SURE or others > 1 or halved(title)[1] is not None:
        return False
    lines = before.block.heading
    alone = above.row == 0 and lines[0] is not before.block.dated_row and before.piece(Part.TITLE) is not None
    titled = next((p for p in before.pieces if p.part is Part.TITLE), above)
    places = {p.row for p in before.pieces if p.part is Part.LOCATION} - {
        p.row for p in before.pieces if p.part is not Part.LOCATION
    }
    # a town may have a line of its own below the employer
    return alone and titled.row > 0 and len(one.block.heading) in (len(lines) - 1, len(lines) - 1 - len(places))


def _other_level(before: Labelled, one: Labelled, title: Piece | None) -> bool:
    """Nothing but a date and the title of the job above at another level ("Project Engineer I" below one of II)."""
    above, employer = before.piece(Part.TITLE), before.piece(Part.ORGANIZATION)
    if above is None or employer is None or title is None or len(one.pieces) > 1 or title.title < SURE:
        return False
    return above.said != title.said and _LEVEL.sub("", above.said).strip() == _LEVEL.sub("", title.said).strip()


def _employer_above(
    before: Labelled, one: Labelled, title: Piece | None, shared: tuple[Piece, int] | None
) -> Piece | None:
    """Give the employer of the role above for the next one, and for those that are written as the second is.

    `shared`: the employer that the role above took, and how many lines that role has.
    """
    if _below(before, one, title) or _other_level(before, one, title):
        return before.piece(Part.ORGANIZATION)
    bare = title is not None and title.title >= SURE and all(p.part is not Part.OTHER for p in one.pieces)
    return shared[0] if shared is not None and bare and len(one.block.heading) == shared[1] else None


def _placed(before: Labelled, one: Labelled) -> Labelled:
    """Take for a place what no word calls an employer and stands as far below the date as the place above."""
    own, title = one.piece(Part.ORGANIZATION), one.piece(Part.TITLE)
    plain = own is not None and len(own.said.split()) <= _PLACE_WORDS and own.said.replace(" ", "").isalpha()
    alone = own is not None and plain and [p.row for p in one.pieces].count(own.row) == 1 and own.organization < WEAK
    if own is None or not alone or title is None or title.title < SURE or one.piece(Part.LOCATION) is not None:
        return one
    place, employer = before.piece(Part.LOCATION), before.piece(Part.ORGANIZATION)
    below = _below_date(one, own.row)
    if place is None or employer is None or below < 1 or _below_date(before, place.row) != below:
        return one
    return replace(one, pieces=tuple(p.called(Part.LOCATION) if p is own else p for p in one.pieces))


def _below_date(one: Labelled, row: int) -> int:
    """Say how many lines below that of the date one of the heading lines stands."""
    dated = next(
        (n for n, line in enumerate(one.block.heading) if line is one.block.dated_row), len(one.block.heading)
    )
    return row - dated


def inherit(text: str, found: list[Labelled]) -> list[Labelled]:
    """Give a second role at one employer that employer: a bare title below an employer with a line of its own."""
    whole: list[Labelled] = []
    employer: Piece | None = None
    sole = False
    shared: tuple[Piece, int] | None = None
    for one in found:
        one = _placed(whole[-1], one) if whole else one
        own, title = one.piece(Part.ORGANIZATION), one.piece(Part.TITLE)
        before = whole[-1].piece(Part.ORGANIZATION) if whole else None
        if own is None and title is not None and _AT_HOME.match(title.said):
            employer, sole, shared = None, False, None
            whole.append(one)
            continue
        same = own is not None and (_SAME.fullmatch(own.said) is not None or _is_part_there(whole, one, own))
        if same and before is not None:
            one = replace(one, pieces=(before, *(p for p in one.pieces if p is not own)))
        elif (
            sole
            and employer is not None
            and own is not None
            and title is not None
            and _same_row(whole[-1], one, title, own)
        ):
            # "Assistant Manager, Las Palmas - 2017 to 2020" in a list of roles below one employer
            apart = "," not in text[title.end : own.start]
            branch = title if apart else replace(title, end=own.end, said=text[title.start : own.end])
            rest = tuple(p for p in one.pieces if p is not own and p is not title)
            one = replace(one, pieces=(employer, replace(branch, part=Part.TITLE), *rest))
        elif own is not None:
            employer = own if one.block.heading[own.row] is not one.block.dated_row else None
            sole = title is not None and title.row != own.row
        elif whole and (above := _employer_above(whole[-1], one, title, shared)) is not None:
            shared = (above, len(one.block.heading))
            one = replace(one, pieces=(above, *one.pieces))
        elif one.block.follows and employer is not None and title is not None and title.title >= 0.5:
            one = replace(one, pieces=(employer, *one.pieces))
        else:
            employer = None
        shared = shared if shared is not None and one.piece(Part.ORGANIZATION) is shared[0] else None
        whole.append(one)
    return _of_one_line(text, whole)


def _is_part_there(whole: Sequence[Labelled], one: Labelled, own: Piece) -> bool:
    """A department stands over its roles in one paragraph with those of another at the same employer."""
    if not whole or _DEPARTMENT.fullmatch(own.said) is None:
        return False
    lines, above = one.block.heading, whole[-1].block.heading
    apart = lines[own.row] is not one.block.dated_row and lines[0].size is None
    return apart and lines[own.row].block == above[0].block


def _of_one_line(text: str, found: list[Labelled]) -> list[Labelled]:
    """Give roles of one line the employer that stands below the last of them."""
    for n in range(len(found) - 2, -1, -1):
        one, after = found[n : n + 2]
        employer, title, last = after.piece(Part.ORGANIZATION), one.piece(Part.TITLE), after.piece(Part.TITLE)
        if employer is None or title is None or last is None or one.piece(Part.ORGANIZATION) is not None:
            continue
        if title.end < last.start and "\n" not in text[title.end : last.start]:
            found[n] = replace(one, pieces=(employer, *one.pieces))
    return found


def with_stations(found: Iterable[Labelled]) -> list[Labelled]:
    """Put what somebody's stations in the forces were, below the whole time of service, to what was done in it."""
    kept: list[Labelled] = []
    for one in found:
        served = kept[-1] if kept else None
        bare = all(p.part is Part.LOCATION or max(p.title, p.organization) < WEAK for p in one.pieces)
        if served is not None and one.block.follows and bare and _served_then(served, one):
            whole = replace(served.block, body=(*served.block.body, *one.block.heading, *one.block.body))
            kept[-1] = replace(served, block=whole)
        else:
            kept.append(one)
    return kept


def without_postings(found: Sequence[Labelled]) -> list[Labelled]:
    """Put several lines with periods and no name of a title or employer to what was done at the employer above.

    ("Engine 73, 2015-2019" and "Honor Guard, 2010-2018" below the roles of a firefighter.)
    """
    kept: list[Labelled] = []
    n = 0
    while n < len(found):
        last = n
        while last < len(found) and _is_posting(kept, found[last]):
            last += 1
        if last - n < _FEWEST_POSTINGS:
            kept += found[n : max(last, n + 1)]
        else:
            rows = [row for one in found[n:last] for row in (*one.block.heading, *one.block.body)]
            kept[-1] = replace(kept[-1], block=replace(kept[-1].block, body=(*kept[-1].block.body, *rows)))
        n = max(last, n + 1)
    return kept


def _is_posting(kept: Sequence[Labelled], one: Labelled) -> bool:
    employer = kept[-1].piece(Part.ORGANIZATION) if kept else None
    bare = all(p.part is Part.LOCATION or max(p.title, p.organization) < WEAK for p in one.pieces)
    dates = one.block.dates
    if employer is None or not bare or not one.block.follows or dates is None or dates.start is None:
        return False
    periods = [other.block.dates for other in kept if other.piece(Part.ORGANIZATION) is employer]
    told = [period for period in periods if period is not None and period.start is not None]
    first = min((str(period.start)[:4] for period in told), default="9999")
    last = max(((period.end or "9999")[:4] for period in told), default="0000")
    return first <= dates.start[:4] and (dates.end or "9999")[:4] <= last


def _served_then(served: Labelled, one: Labelled) -> bool:
    branch, rank = served.piece(Part.ORGANIZATION), served.piece(Part.TITLE)
    forces = branch is not None and in_forces(branch.said) and rank is not None and rank.title >= SURE
    return forces and _inside(one.block.dates, served.block.dates)


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


def umbrella(text: str, found: list[Labelled]) -> list[Labelled]:
    """Drop a dated employer line that only stands above its dated roles, and hand its name to them."""
    kept: list[Labelled] = []
    above: Piece | None = None
    within: DateRange | None = None
    over: Labelled | None = None
    for n, one in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        organization, title = one.piece(Part.ORGANIZATION), one.piece(Part.TITLE)
        stands_over = after is not None and after.block.follows and (not one.block.body or _about_firm(one, after))
        stands_over = stands_over and after is not None and _may_hold(one.block.dates, after.block.dates)
        if stands_over and organization is None and title is not None and title.title < 1:
            organization, title = title, None
        if stands_over and organization is not None and title is None:
            above, within, over = replace(organization, part=Part.ORGANIZATION), one.block.dates, one
            continue
        if stands_over and organization is not None and title is not None and _is_over(one, after):
            # a line about the firm stands between its name and its roles
            above, within = replace(organization, part=Part.ORGANIZATION), one.block.dates
            continue
        if above is not None and organization is not None and over is not None and _is_new(over, kept, one):
            above = None
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


def _is_new(over: Labelled, kept: Sequence[Labelled], one: Labelled) -> bool:
    """In plain text a paragraph with title and name, where the roles of an employer stand in the one of its line."""
    block, row = over.block.heading[0].block, one.block.heading[0]
    near = bool(kept) and kept[-1].block.heading[0].block == block
    return near and row.size is None and row.block != block and one.piece(Part.TITLE) is not None


def with_place(told: Iterable[Labelled], found: Iterable[Labelled]) -> list[Labelled]:
    """Give roles that have their employer from a line above the place beside it, where they have none of their own.

    `told`: the same before employers were shared.
    """
    places = {
        p.start: place
        for one in told
        if (place := one.piece(Part.LOCATION)) is not None
        for p in one.pieces
        if p.row == place.row
    }
    return [_placed_as(one, places) for one in found]


def _placed_as(one: Labelled, places: Mapping[int, Piece]) -> Labelled:
    employer = one.piece(Part.ORGANIZATION)
    if employer is None or one.piece(Part.LOCATION) is not None or employer.start >= one.block.heading[0].start:
        return one
    place = places.get(employer.start)
    return one if place is None else replace(one, pieces=(*one.pieces, place))


def _about_firm(one: Labelled, after: Labelled) -> bool:
    """An employer's dated line, lines about it without a bullet, and a sure title below, within its time."""
    title = after.piece(Part.TITLE)
    bare = one.piece(Part.TITLE) is None and title is not None and title.title >= SURE
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
    """Say whether a period, or one date, may lie within a period, as far as both are told."""
    if whole is None or dates is None or whole.start is None:
        return True
    if dates.start is None:
        return dates.end is None or whole.start[:4] <= dates.end[:4] <= (whole.end or "9999")[:4]
    return (whole.start, whole.end) == (dates.start, dates.end) or _inside(dates, whole)


def _is_over(one: Labelled, after: Labelled | None) -> bool:
    return _covers(one, after) or _names_part(one, after)


def _names_part(one: Labelled, after: Labelled | None) -> bool:
    """An employer's dated line with a department in it, above bare titles that lie within its time."""
    title, organization = one.piece(Part.TITLE), one.piece(Part.ORGANIZATION)
    if title is None or organization is None or after is None or len(one.block.heading) > 1:
        return False
    bare = after.piece(Part.TITLE)
    told = bare is not None and bare.title >= SURE and after.piece(Part.ORGANIZATION) is None
    return (
        told
        and title.title < WEAK
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
