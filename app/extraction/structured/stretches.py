"""Rows of a table that tell of one job again and again: a change of pay, its end, one month after the other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.extraction.model import Entry

_LEAVING = re.compile(
    r"(?:(?:in)?voluntary )?(?:ter|terminat\w*|separat\w*|resign\w*|retire[ds]?|retirement|discharg\w*|lay ?off"
    r"|laid[\s-]off|quit|dismiss\w*|baja(?: (?:voluntaria|definitiva))?|end (?:of )?(?:employment|job|assignment)"
    r"|leaving|left)(?:\s*[-:/(].*)?",
    re.IGNORECASE,
)
"""All that an action says: a "retirement plan change" ends no job."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The entry of a row, with what else the row says of it."""

    entry: Entry
    department: str | None
    action: str | None
    point: bool
    """Its period is one day, month or year."""

    @property
    def leaves(self) -> bool:
        """Whether the row tells that the job ended."""
        return self.action is not None and _LEAVING.fullmatch(self.action.strip()) is not None


def joined(rows: Iterable[Stated]) -> list[Entry]:
    """Give one entry for the rows of one job, where rows tell changes of a job or one month after the other."""
    found: list[Stated] = []
    for row in _in_order(list(rows)):
        whole = _together(found[-1], row) if found else None
        if whole is not None:
            found[-1] = whole
        elif row.leaves and row.entry.end is None:
            found.append(_changed(row, start=None, end=row.entry.start))
        else:
            found.append(row)
    return [row.entry for row in found]


def of_today(rows: Sequence[Stated]) -> list[Stated]:
    """Give rows of a table without an end: a status of today is of the latest of the titles at one employer."""
    latest: dict[str, str] = {}
    for row in rows:
        employer = (row.entry.organization or "").casefold()
        latest[employer] = max(latest.get(employer, ""), row.entry.start or "")
    return [
        row
        if (row.entry.start or "") == latest[(row.entry.organization or "").casefold()] or row.entry.start is None
        else _changed(row, start=row.entry.start, end=row.entry.end, current=False)
        for row in rows
    ]


def _in_order(rows: list[Stated]) -> Iterator[Stated]:
    """Give rows that tell actions by their date; exports have the newest first or last."""
    acted = rows and all(row.action is not None and row.entry.start for row in rows)
    yield from sorted(rows, key=lambda row: row.entry.start or "") if acted else rows


def _together(last: Stated, row: Stated) -> Stated | None:
    """Give both rows as one; None when they are of two jobs."""
    a, b = last.entry, row.entry
    if (
        row.leaves
        and a.end is None
        and b.start
        and (b.title in (None, a.title))
        and _same(a.organization, b.organization)
    ):
        return _changed(last, start=a.start, end=b.start, other=row)
    if not (_same(a.title, b.title) and _same(a.organization, b.organization) and last.department == row.department):
        return None
    if last.action and row.action and not row.leaves and a.end is None and b.end is None:
        return _changed(last, start=a.start, end=None, other=row)
    if last.point and row.point and a.start and a.end and b.start and b.end:
        first, second = sorted((a, b), key=lambda one: str(one.start))
        if _follows(str(first.end), str(second.start)):
            return _changed(last, start=first.start, end=max(str(a.end), str(b.end)), other=row)
    return None


def _same(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()


def _follows(end: str, start: str) -> bool:
    """Say whether a date of the same precision is in the same year or month, or the next one."""
    if len(end) != len(start):
        return False
    a, b = ([*map(int, one.split("-"))] for one in (end, start))
    if len(a) == 1:
        return b[0] - a[0] <= 1
    months = (b[0] - a[0]) * 12 + b[1] - a[1]
    return months <= 1


def _changed(
    row: Stated, *, start: str | None, end: str | None, other: Stated | None = None, current: bool = True
) -> Stated:
    evidence = (*row.entry.evidence, *(other.entry.evidence if other else ()))
    body = row.entry.body or (other.entry.body if other else None)
    going = current and end is None and (row.entry.current or (other is not None and other.entry.current))
    told = {"start": start, "end": end, "current": going, "evidence": evidence, "body": body}
    entry = row.entry.model_copy(update=told)
    return Stated(entry, row.department, row.action, row.point)
