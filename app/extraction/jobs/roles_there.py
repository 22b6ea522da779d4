"""Rows of work in which one employer is named, and below it one role after another in words, to an entry of each."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from app.documents.model import Document
from app.extraction.jobs.duties_apart import date_rows
from app.extraction.jobs.risen import Kind, Role, Told, in_turn, may_begin, roles_listed, roles_told
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.fields import cut
from app.extraction.parts.jobs import in_forces, named_in_town, without_town
from app.extraction.parts.lasting import TENURE
from app.extraction.parts.named_rows import is_no_name
from app.extraction.parts.pieces import Part, Piece
from app.extraction.words.scores import title_score
from app.extraction.words.small import small

_HEAD_WORDS, _TITLED = 12, 1.5
_NAMES = re.compile(r",\s|\s[-–—|/·@]\s|\s(?:at|for)\s[A-Z]|\t|\s{2,}|[()]")
_LASTED = re.compile(r"[,(\s–—-]{1,4}(?:for\s+)?\d{1,2}\+?\s?(?:years?|yrs?|months?|mos?)\.?\)?$", re.IGNORECASE)
_LENGTH_ALONE = re.compile(
    r"(?:total )?(?:duration )?(?:\d{1,2} (?:years?|yrs?|months?|mos?)\.? ?){1,2}", re.IGNORECASE
)

Duties = Callable[[], AbstractSet[int]]
"""Gives where the rows begin that tell what was done: few sections tell of roles at all."""


@dataclass(frozen=True, slots=True)
class There:
    """Roles at one employer, and the rows that tell them."""

    first: int
    """Number of the row that names the employer."""
    last: int
    """One past the last row of what was done there."""
    employer: Piece
    town: Piece | None
    whole: Role
    told: Told
    body: tuple[Row, ...]


def roles_there(text: str, rows: Sequence[Row]) -> list[There]:
    """Find employers below which, or beside which, one role after another is told in words or in a list."""
    found: list[There] = []
    if not any(map(_may_tell, rows)):
        return found

    @cache
    def duties() -> AbstractSet[int]:
        return {one.row.start for one in date_rows(rows) if one.duty}

    n = 0
    while n < len(rows):
        there = _below(text, rows, n, found[-1].last if found else 0, duties) or _beside(text, rows, n, duties)
        if there is not None:
            found.append(there)
        n = there.last if there is not None else n + 1
    return found


def between(rows: Sequence[Row], found: Sequence[There]) -> Iterator[Sequence[Row]]:
    """Give the rows before, between and behind those that tell of employers with several roles."""
    at = 0
    for there in found:
        yield rows[at : there.first]
        at = there.last
    yield rows[at:]


def role_entries(document: Document, found: Sequence[There], kind: EntryKind) -> list[Entry]:
    """Give an entry for each role; what was done there belongs to the last of them."""
    entries: list[Entry] = []
    for there in found:
        roles = in_turn(there.told.roles, there.whole)
        for n, role in enumerate(roles):
            spans = sorted({role.title, (there.employer.start, there.employer.end), *role.places})
            body = (there.body[0].start, there.body[-1].end) if there.body and n + 1 == len(roles) else None
            entries.append(
                Entry(
                    id="",
                    kind=kind,
                    title=" ".join(document.text[slice(*role.title)].split()),
                    organization=" ".join(there.employer.said.split()),
                    location=there.town.said if there.town is not None else None,
                    start=role.start,
                    end=role.end,
                    current=role.current,
                    evidence=tuple(document.evidence(*span) for span in spans),
                    body=body,
                )
            )
    return entries


def _may_tell(row: Row) -> bool:
    """Say whether a row may tell of several roles: what somebody began as, or rose to, or lengths and dates."""
    return may_begin(row.said) or (
        any(map(str.isdigit, row.said)) and ("," in row.said or ";" in row.said or ": " in row.said)
    )


def _beside(text: str, rows: Sequence[Row], n: int, duties: Duties) -> There | None:
    """Read "Elm Paper: supervisor 2 yrs, operator 3 yrs" in one row."""
    row = rows[n]
    if not (":" in row.said or ". " in row.said) or not any(map(str.isdigit, row.said)):
        return None
    listed = roles_listed(text, row.start, row.end)
    if listed is None or listed[0] is None:
        return None
    name = _employer(text, row.part(listed[0][0] - row.start, listed[0][1] - row.start))
    return None if name is None else _there(rows, n, n + 1, name, None, listed[1], duties)


def _below(text: str, rows: Sequence[Row], n: int, floor: int, duties: Duties) -> There | None:
    row = rows[n]
    if n == floor or (not may_begin(row.said) and title_score(row.said) < _TITLED):
        return None
    last = n + 1
    while last < len(rows) and rows[last].block == row.block and not rows[last].bullet:
        last += 1
    told = roles_told(text, row.start, rows[last - 1].end)
    if told is None and (listed := roles_listed(text, row.start, row.end)) is not None and listed[0] is None:
        told = listed[1] if any(role.start is None or role.end is None for role in listed[1].roles) else None
    if told is None:
        return None
    head, dates = _head(rows, n, floor, duties)
    name = _employer(text, rows[head]) if head is not None else None
    if head is None or name is None:
        return None
    end = next(at for at in range(n, len(rows)) if rows[at].end >= told.stop) + 1
    return _there(rows, head, end, name, dates, told, duties)


def _there(
    rows: Sequence[Row],
    head: int,
    end: int,
    name: tuple[Piece, Piece | None],
    dates: DateRange | None,
    told: Told,
    duties: Duties,
) -> There:
    last = end
    while last < len(rows) and _goes_on(rows[end - 1], rows[last], duties):
        last += 1
    whole = Role((0, 0), Kind.HELD)
    if dates is not None and not dates.single:
        whole = replace(whole, start=dates.start, end=dates.end, current=dates.current, places=tuple(dates.places))
    elif told.end is not None:
        whole = replace(whole, end=told.end, places=told.places)
    return There(head, last, *name, whole, told, tuple(rows[end:last]))


def _goes_on(told: Row, row: Row, duties: Duties) -> bool:
    """Say whether a row below tells what was done there."""
    if any(find_dates(row.said)) and not row.bullet:
        return False
    return row.bullet or (
        row.block == told.block and ": " not in row.said and (row.start in duties() or is_no_name(row))
    )


def _head(rows: Sequence[Row], n: int, floor: int, duties: Duties) -> tuple[int | None, DateRange | None]:
    """Find the row that names the employer, at most two above, and the period that stands there."""
    dates: DateRange | None = None
    for at in range(n - 1, max(floor, n - 3) - 1, -1):
        row = rows[at]
        found = [date for date in find_dates(row.said) if not date.single]
        if len(found) > 1 or row.bullet or row.words > _HEAD_WORDS or row.said.endswith((".", ":", ",")):
            return None, None
        if found:
            dates = found[0].shifted(row.start)
        rest = row.said if not found else row.said[: found[0].at] + row.said[found[0].to :]
        if (
            not any(map(str.isalpha, rest))
            or TENURE.fullmatch(small(rest.strip(" ()·")))
            or _LENGTH_ALONE.fullmatch(rest)
        ):
            continue
        begins = at == 0 or rows[at - 1].block != row.block or row.bold or row.capitals
        titled = any(title_score(part) >= _TITLED for part in _NAMES.split(rest) if part.strip())
        return (at, dates) if not titled and (found or begins) and row.start not in duties() else (None, None)
    return None, None


def _employer(text: str, row: Row) -> tuple[Piece, Piece | None] | None:
    """Give the employer that a row names, and its town."""
    holes = [(row.start + date.at, row.start + date.to) for date in find_dates(row.said)]
    lasted = _LASTED.search(row.said)
    holes += [(row.start + lasted.start(), row.end)] if lasted is not None else []
    pieces = cut(text, [row], holes)
    name = next((piece for piece in pieces if piece.part is not Part.LOCATION), None)
    if name is None or name.title >= _TITLED or not name.said[0].isalnum():
        return None
    own, town = named_in_town(*without_town(name))
    town = town or next((piece for piece in pieces if piece.part is Part.LOCATION), None)
    return None if own is None or in_forces(own.said) else (own, town)
