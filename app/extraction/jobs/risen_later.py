"""Jobs that sentences tell to those that somebody rose to there ("I was promoted to foreman in 2007")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.jobs.risen import Kind, Role, clause_start, roles_within, until
from app.extraction.model import Entry, EntryKind

_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.EXPERIENCE)
_SIGN = re.compile(
    r"\b(?:promoted|moved (?:up|over|on)|advanced|rose|became|made|named|put me|went (?:inside|on|over|up)|finished"
    r"|ended up|began there|started (?:out )?there|worked my way)\b"
)
_ELSEWHERE = re.compile(r"\b(?:at|for|with|by|joined)\s+(?:the\s+)?(?=[A-Z])")
"""Leads to somebody else, whom what follows was for."""
_THERE = re.compile(r"\b(?:there|here|with them)\s+(?:out\s+)?(?:as|like)\b")
_NEAR = 30
"""Letters before a title in which its lead stands."""
_WORD = re.compile(r"[^\W\d_]{2,}")


def with_risen(document: Document, found: Sequence[Section], told: Sequence[Entry]) -> list[Entry]:
    """Add the roles that a sentence goes on to behind a job that it tells; a role ends when the next begins."""
    others = list(told)
    for start, end in _paragraphs(document.text, found):
        for entry, stop in _told_in(document.text, others, start, end):
            risen = _risen(document, entry, stop)
            if risen:
                at = next(n for n, other in enumerate(others) if other is entry)
                others[at : at + 1] = risen
    return others


def _paragraphs(text: str, found: Sequence[Section]) -> Iterator[Span]:
    for section in found:
        if section.kind in _PROSE:
            for _, rows in groupby(section.rows, key=lambda row: row.block):
                paragraph = list(rows)
                start, end = paragraph[0].start, paragraph[-1].end
                if not paragraph[0].bullet and _SIGN.search(text, start, end) is not None:
                    yield start, end


def _told_in(text: str, entries: Sequence[Entry], start: int, end: int) -> Iterator[tuple[Entry, int]]:
    """Give the jobs that a paragraph tells in sentences, and where the next one is told."""
    inside = [
        entry
        for entry in entries
        if start <= min(quote.start for quote in entry.evidence) and max(quote.end for quote in entry.evidence) <= end
    ]
    inside.sort(key=lambda entry: entry.evidence[0].start)
    bounds = [*(entry.evidence[0].start for entry in inside), end]
    for entry, (at, stop) in zip(inside, pairwise(bounds), strict=True):
        line = text.rfind("\n", start, at) + 1 or start
        led = _WORD.search(text, line, at) is not None
        if entry.kind is EntryKind.EMPLOYMENT and entry.title and entry.organization and entry.body is None and led:
            yield entry, stop


def _risen(document: Document, entry: Entry, stop: int) -> list[Entry]:
    """Give the roles of one employer in the order of their time, the one that is known among them."""
    text = document.text
    called = [quote for quote in entry.evidence if " ".join(quote.quote.split()) in (entry.title, entry.organization)]
    title = next((quote for quote in called if " ".join(quote.quote.split()) == entry.title), None)
    if title is None:
        return []
    after = max(quote.end for quote in called)
    other = _ELSEWHERE.search(text, after, stop)
    told = roles_within(text, after, stop if other is None else clause_start(text, after, other.start()))
    known = Role((title.start, title.end), Kind.BEGUN, entry.start, entry.end, entry.current)
    before = [role for role in told.roles if _came_first(text, role, entry)]
    risen = [role for role in told.roles if role.kind is Kind.RISEN or (role.kind is Kind.THEN and role.start)]
    if not before and not risen:
        return []
    left = entry.end or entry.current
    end, places = (entry.end, ()) if left else (told.end, told.places)
    roles = _one_by_one([*before, known, *risen], replace(known, end=end, places=places))
    return [_entry(document, entry, role, known=role.title == known.title) for role in roles]


def _came_first(text: str, role: Role, entry: Entry) -> bool:
    """Say whether somebody had begun there with a role ("I began there as an assistant in 2010")."""
    there = role.kind is Kind.BEGUN and _THERE.search(text, max(0, role.title[0] - _NEAR), role.title[0]) is not None
    return there and role.start is not None and entry.start is not None and role.start < entry.start


def _one_by_one(roles: Sequence[Role], whole: Role) -> Iterator[Role]:
    """Let each role end when the next begins, and the last when somebody left."""
    for n, role in enumerate(roles):
        after = roles[n + 1] if n + 1 < len(roles) else None
        if after is not None:
            if after.start is not None and (role.start or "0") <= after.start:
                role = replace(
                    role, end=until(role, after.start), current=False, places=(*role.places, *after.places)
                )
        elif role.end is None and role.start is not None and (whole.end is None or role.start[:4] <= whole.end[:4]):
            role = replace(role, end=whole.end, current=whole.current, places=(*role.places, *whole.places))
        yield role


def _entry(document: Document, told: Entry, role: Role, *, known: bool) -> Entry:
    """Give the entry of a role, with the places of the job that was told with it."""
    title = told.title if known else " ".join(document.text[slice(*role.title)].split())
    kept = [quote for quote in told.evidence if known or " ".join(quote.quote.split()) == told.organization]
    spans = {(quote.start, quote.end) for quote in kept} | {role.title, *role.places}
    evidence = tuple(document.evidence(*span) for span in sorted(spans))
    return told.model_copy(
        update={
            "title": title,
            "start": role.start,
            "end": role.end,
            "current": role.current,
            "evidence": evidence,
        }
    )
