"""Certification and licence sections to entries, and the words by which one is known elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.documents.model import Document
from app.extraction.blocks import Dated, date_rows
from app.extraction.dates import DateRange
from app.extraction.fields import Part, cut, organization_score
from app.extraction.lexicon import table
from app.extraction.model import Entry, EntryKind
from app.extraction.rows import Row

_EXPIRY = re.compile(
    r"(?:exp(?:ires?|iration|iry|\.)?|valid(?:\s+(?:through|thru|until|to))?|renew\w*|good\s+(?:through|until)|through|until)"
    r"\s*(?:date|on|in)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"(?:[,;(\s–—-]*\b(?:exp(?:ires?|iration|iry)?\b\.?|valid|issued?|renew\w*|earned|obtained|completed|since|through|thru"
    r"|until|to|in|on|date|current|active|as of)\b[\s:.]*)+$|[\s,;(–—:-]+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[\s,(–—-]*(?:(?:license|licence|lic|cert|certificate|id|card|registry)?\s*(?:no\.?|number|#|id)\s*[:.]?\s*\S+)\)?$",
    re.I,
)

_TAUGHT = re.compile(r"\b(?:training|course|class|card|workshop)\b", re.IGNORECASE)


@cache
def _patterns(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(table("certificates")[kind]["words"]), re.IGNORECASE)


def certificate_kind(said: str) -> EntryKind | None:
    """Say whether the words name a licence or a certification, or None."""
    if _patterns("licence").search(said):
        return EntryKind.LICENCE
    return EntryKind.CERTIFICATION if _patterns("certification").search(said) else None


@dataclass(frozen=True, slots=True)
class _Found:
    title: tuple[int, int]
    issuer: tuple[int, int] | None
    dates: tuple[DateRange, ...]
    """Offsets in the document's text."""
    expires: int
    """How many of the dates, from the last, are expiries."""


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while True:
        said = text[start:end]
        mark = _DATE_WORDS.search(said) or (_NUMBER.search(said) if len(said) > 8 else None)
        if mark is None or mark.start() == 0:
            break
        end = start + mark.start()
    while start < end and text[start] in " ,;:-–—•(":
        start += 1
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    return start, end


def _only_date_words(said: str) -> bool:
    mark = _DATE_WORDS.search(said)
    return mark is not None and mark.start() == 0


def _titles(text: str, row: Dated, start: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """Give title and issuer of each certification named between two dates of a row."""
    piece_row = Row(start, end, text[start:end], row.row.page, row.row.block, False, False, None, False, None, None)
    pieces = [p for p in cut(text, [piece_row], []) if p.part is Part.OTHER]
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        at = piece.start
        for comma in re.finditer(r",\s+(?![^(]*\))", piece.said):
            spans.append(_strip(text, at, piece.start + comma.start()))
            at = piece.start + comma.end()
        spans.append(_strip(text, at, piece.end))
    spans = [(s, e) for s, e in spans if re.search(r"[^\W\d_]{2}", text[s:e]) and not _only_date_words(text[s:e])]
    while spans:
        title = spans.pop(0)
        issuer = None
        if (
            spans
            and certificate_kind(text[slice(*spans[0])]) is None
            and _is_issuer(text[slice(*spans[0])], bool(row.dates))
        ):
            issuer = spans.pop(0)
        elif spans and len(spans) == 1 and certificate_kind(text[slice(*spans[0])]) is None:
            title = (title[0], spans.pop(0)[1])
        yield title, issuer


def _is_issuer(said: str, dated: bool) -> bool:
    if organization_score(said) >= 1.2 or _patterns("issuer").search(said):
        return True
    capitals = re.findall(r"\b[A-Z]\w+", said)
    return dated and len(capitals) >= 2 and len(capitals) >= len(said.split()) - 1


def _rows_found(text: str, dated: Dated) -> Iterator[_Found]:
    row = dated.row
    if not dated.dates:
        for title, issuer in _titles(text, dated, row.start, row.end):
            yield _Found(title, issuer, (), 0)
        return
    at = row.start
    pending: list[_Found] = []
    for date in dated.dates:
        first, last = row.start + date.at, row.start + date.to
        moved = DateRange(date.start, date.end, date.current, date.expected, first, last, date.single)
        expires = bool(_EXPIRY.search(text[at:first]))
        named = list(_titles(text, dated, at, first))
        if named:
            pending += [_Found(title, issuer, (moved,), int(expires)) for title, issuer in named]
        elif pending:
            last_found = pending[-1]
            pending[-1] = _Found(last_found.title, last_found.issuer, (*last_found.dates, moved), int(expires))
        else:
            # the date comes first: its words follow
            for title, issuer in _titles(text, dated, last, row.end):
                yield _Found(title, issuer, (moved,), 0)
            return
        at = last
    for title, issuer in _titles(text, dated, at, row.end):
        if pending and pending[-1].issuer is None and certificate_kind(text[slice(*title)]) is None:
            before = pending[-1]
            pending[-1] = _Found(before.title, title, before.dates, before.expires)
        else:
            pending.append(_Found(title, issuer, (), 0))
    yield from pending


def _stacked(text: str, rows: Sequence[Dated]) -> Iterator[_Found]:
    """Title, issuer and date each on a line of its own: every line with only a date ends one."""
    above: list[Dated] = []
    for row in rows:
        if not row.date_only:
            above.append(row)
            continue
        dates = tuple(
            DateRange(d.start, d.end, d.current, d.expected, row.row.start + d.at, row.row.start + d.to, d.single)
            for d in row.dates
        )
        if above:
            issuer = (above[1].row.start, above[1].row.end) if len(above) > 1 else None
            yield _Found(_strip(text, above[0].row.start, above[0].row.end), issuer, dates, 0)
        above = []
    for row in above:
        yield from _rows_found(text, row)


def _entry(document: Document, found: _Found, kind: EntryKind) -> Entry:
    text = document.text
    title = " ".join(text[slice(*found.title)].split())
    ends = found.dates[len(found.dates) - found.expires :] if found.expires else ()
    starts = found.dates[: len(found.dates) - found.expires]
    start = next((d.start or d.end for d in starts), None)
    end = next((d.end for d in ends), next((d.end for d in starts if not d.single), None))
    spans = [found.title, *([found.issuer] if found.issuer else []), *((d.at, d.to) for d in found.dates)]
    return Entry(
        id="",
        kind=certificate_kind(title) or (EntryKind.CERTIFICATION if _TAUGHT.search(title) else kind),
        title=title,
        organization=" ".join(text[slice(*found.issuer)].split()) if found.issuer else None,
        start=start,
        end=end,
        current=any(d.current for d in found.dates),
        evidence=tuple(document.evidence(*span) for span in sorted(set(spans))),
    )


def certificate_entries(document: Document, rows: Sequence[Row], kind: EntryKind) -> list[Entry]:
    """Read the entries of a certifications or licences section. Ids are numbered later."""
    dated = [row for row in date_rows(rows) if row.row.words <= 25]
    stacked = sum(row.date_only for row in dated) >= 1
    found = (
        _stacked(document.text, dated) if stacked else (f for row in dated for f in _rows_found(document.text, row))
    )
    return [_entry(document, one, kind) for one in found if one.title[0] < one.title[1]]
