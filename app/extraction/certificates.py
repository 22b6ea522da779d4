"""Certification and licence sections to entries, and the words by which one is known elsewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.documents.model import Document
from app.extraction.blocks import Dated, date_rows
from app.extraction.dates import DateRange
from app.extraction.fields import Part, cut, organization_score
from app.extraction.lexicon import table, words
from app.extraction.model import Entry, EntryKind
from app.extraction.rows import Row

_EXPIRY = re.compile(
    r"(?:exp(?:ires?|iration|iry|\.)?|expired|good\s+(?:till|to|til)|registered\s+through|renewal\s+due|due|valid(?:\s+(?:through|thru|until|to))?|renews|renewal|good\s+(?:through|until)|through|thru|until|ends"
    r"|vence|vencimiento|v[áa]lid[oa]\s+hasta|hasta|g[üu]ltig\s+bis)"
    r"\s*(?:date|on|in)?\s*[:.]?\s*$",
    re.IGNORECASE,
)
_EXPIRES_NEXT = re.compile(r"\s*[-–—,;]?\s*\(?(?:exp\b|expires|valid)", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"(?:[,;(\s–—-]*\b(?:exp(?:ires?|iration|iry)?\b\.?|valid|good|expired|no expiration|registered|due|till|thru"
    r"|vence|vencimiento|v[áa]lid[oa]|hasta|g[üu]ltig|bis|ends?|paid|commission"
    r"|issued?|renew\w*|earned|obtained|completed|since|through|until|to|in|on|date|current|active|as of|refresher"
    r"|(?:commission|registration|card|licen[sc]e|certification)\s+(?:expires?|valid))\b[\s:.]*)+$"
    r"|\s*\((?:no expiration|current|active|lifetime|does not expire|[^()]*\d{4,}[^()]*)\)?$"
    r"|[\s,;(–—:/-]+$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[\s,(–—-]*(?:(?:\b(?:cert|lic)\b\.?\s*)?(?:\bno\.|\bnumber\b|#|\bid\b)\s*[:.]?\s*\S*\d\S*"
    r"|[,;]\s*(?:certificate|cert|registration|reg|lic)\b\.?\s*#?\d{3,}\S*|^(?:certificate|cert|lic)\b\.?\s*#?\d{3,}\S*)\)?$",
    re.I,
)

_BODY = re.compile(r"\b(?:board|association|council|institute|registry|society|alliance|academy)$", re.IGNORECASE)
_REGISTRY = re.compile(r"\b(?:state|registry|department of|board of|dmv)\b(?!.*\bcertification board)", re.IGNORECASE)
_BARE_NUMBER = re.compile(
    r"[\s,(]+(?:(?:(?i:lic|cert|reg|no|card|permit)\b\.?|\#)\s*)?(?:[A-Z]{1,4}[- ]?)?\d[\d-]{3,}[A-Z]?\)?$"
    r"|[\s,(]+(?i:lic|no)\.?$|\s*\#$"
)
_NUMBER_WORD = re.compile(r"(?:lic|cert|reg|no|card|permit)\b\.?", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{0,2}-?\d{1,2}[A-Z]?")
"""One more level or part of the same certification ("ASE T2, T4")."""
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


def _number(said: str) -> re.Match[str] | None:
    """The number of a licence or card, which is nobody's business but the holder's."""
    return _NUMBER.search(said) or _BARE_NUMBER.search(said)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while True:
        said = text[start:end]
        mark = _DATE_WORDS.search(said) or (_number(said) if len(said) > 8 else None)
        if mark is None or mark.start() == 0:
            break
        end = start + mark.start()
    while start < end and text[start] in " ,;:-–—•(":
        start += 1
    if text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    return start, end


def _comma_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at commas where each part is a certification or an issuer of its own; else leave the words together."""
    marks = [m.span() for m in re.finditer(r",\s+(?![^(]*\))|\s+from\s+(?=[A-Z])", text[start:end])]
    cuts = [*((start + a, start + b) for a, b in marks), (end, end)]
    # "ASE T2, T4, T6": what follows is no title of its own
    cuts = [
        (first, last)
        for n, (first, last) in enumerate(cuts)
        if last == end or not _CODE.fullmatch(text[last : cuts[n + 1][0]].strip())
    ]
    parts, at = [], start
    for first, last in cuts:
        parts.append(_strip(text, at, first))
        at = last
    first_kind = certificate_kind(text[slice(*parts[0])])
    if len(parts) == 1 or (first_kind is None and any(certificate_kind(text[slice(*p)]) for p in parts[1:])):
        return [_strip(text, start, end)]
    return parts


def _says_nothing(said: str) -> bool:
    """Only words about a date, or only a number."""
    number = _NUMBER.match(said)
    if _NUMBER_WORD.fullmatch(said):
        return True
    return _only_date_words(said) or (number is not None and number.end() == len(said))


def _only_date_words(said: str) -> bool:
    mark = _DATE_WORDS.search(said)
    return mark is not None and mark.start() == 0


def _bracketed_issuer(text: str, title: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int] | None]:
    """Part "Level 1 Sommelier (Court of Master Sommeliers)"; an abbreviation in brackets belongs to the title."""
    bracket = re.search(r"\s*\((?P<inside>[A-Z][\w&.'’-]*(?:\s+[\w&.'’-]+)+)\)?$", text[slice(*title)])
    body = re.search(r"\s*\((?P<inside>[^()]+)\)$", text[slice(*title)]) if bracket is None else None
    if body is not None and body.group("inside") in words("certificates", "bodies"):
        bracket = body
    elif bracket is None or certificate_kind(bracket.group("inside")) or re.search(r"\d", bracket.group("inside")):
        return title, None
    first, last = bracket.span("inside")
    return (title[0], title[0] + bracket.start()), (title[0] + first, title[0] + last)


def _titles(text: str, row: Dated, start: int, end: int) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None]]:
    """Give title and issuer of each certification named between two dates of a row."""
    piece_row = Row(start, end, text[start:end], row.row.page, row.row.block, False, False, None, False, None, None)
    pieces = [p for p in cut(text, [piece_row], []) if p.part is Part.OTHER]
    spans = [span for piece in pieces for span in _comma_parts(text, piece.start, piece.end)]
    spans = [(s, e) for s, e in spans if re.search(r"[^\W\d_]{2}", text[s:e]) and not _says_nothing(text[s:e])]
    named = [n for n, span in enumerate(spans) if certificate_kind(text[slice(*span)])]
    if len(named) == 1 and named[0] > 0 and _is_issuer(text[slice(*spans[0])], dated=False):
        # "ALA-APA • Library Support Staff Certificate • four of six done": who gives it stands first
        yield spans[named[0]], spans[0]
        return
    while spans:
        title, issuer = _bracketed_issuer(text, spans.pop(0))
        if issuer is not None:
            yield title, issuer
            continue
        after = text[slice(*spans[0])] if spans else ""
        unnamed = certificate_kind(after) is None
        if after and (_BODY.search(after) or (unnamed and _is_issuer(after, bool(row.dates)))):
            issuer = spans.pop(0)
        elif spans and len(spans) == 1 and certificate_kind(text[slice(*spans[0])]) is None:
            title = (title[0], spans.pop(0)[1])
        yield title, issuer


def _is_issuer(said: str, dated: bool) -> bool:
    if organization_score(said) >= 1.2 or _patterns("issuer").search(said):
        return True
    if re.fullmatch(r"[A-Z]{2,6}(?:-[A-Z]{2,5})?", said):
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
        expires = bool(_EXPIRY.search(text[at : date.at])) or bool(_EXPIRY.search(text[date.at : date.to]))
        named = list(_titles(text, dated, at, date.at))
        if named:
            pending += [_Found(title, issuer, (date,), int(expires)) for title, issuer in named]
        elif pending:
            last = pending[-1]
            pending[-1] = _Found(last.title, last.issuer, (*last.dates, date), int(expires))
        else:
            # the date comes first: its words follow
            for title, issuer in _titles(text, dated, date.to, row.end):
                yield _Found(title, issuer, (date,), int(expires))
            return
        at = date.to
    for title, issuer in _titles(text, dated, at, row.end):
        if pending and pending[-1].issuer is None and certificate_kind(text[slice(*title)]) is None:
            before = pending[-1]
            pending[-1] = _Found(before.title, title, before.dates, before.expires)
        else:
            pending.append(_Found(title, issuer, (), 0))
    yield from pending


def _both_named(one: Row, other: Row) -> bool:
    return certificate_kind(one.said) is not None and certificate_kind(other.said) is not None


def _stacks(rows: Sequence[Dated], spaced: bool) -> bool:
    """Title, issuer and date each stand on a line of its own, and print tells them apart in no other way."""
    alone = [row.date_only for row in rows]
    dated = [bool(row.dates) for row in rows]
    plain = len({row.row.bold for row in rows}) == 1 and not any(row.row.bullet for row in rows)
    return plain and not spaced and any(alone) and alone == dated and not alone[0]


def _ended_by_dates(rows: Sequence[Dated]) -> list[list[Dated]]:
    groups: list[list[Dated]] = [[]]
    for row in rows:
        groups[-1].append(row)
        if row.date_only:
            groups.append([])
    return [group for group in groups if group]


def _groups(rows: Sequence[Dated]) -> list[list[Dated]]:
    """Rows that are one certification: a title in bold and plain rows below it, or rows up to a wider gap."""
    gaps = sorted(r.row.gap for r in rows if r.row.gap is not None)
    usual = gaps[0] if gaps else None
    spaced = usual is not None and gaps[-1] > 1.5 * usual + 1
    if _stacks(rows, spaced):
        return _ended_by_dates(rows)
    groups: list[list[Dated]] = []
    for row in rows:
        before = groups[-1][-1].row if groups else None
        wider = usual is not None and row.row.gap is not None and row.row.gap > 1.5 * usual + 1
        held = groups[-1] if groups else []
        again = bool(row.dates) and not row.date_only and any(r.dates for r in held)
        again = again or (bool(held) and row.row.bold == held[0].row.bold and _both_named(held[0].row, row.row))
        dates_first = bool(held) and all(r.date_only for r in held)
        below = row.rest or row.date_only or spaced or row.row.said[0].islower() or (before and before.bold)
        fresh = row.row.bullet or wider or again or (row.row.bold and before and not before.bold)
        ends = bool(held) and row.date_only and not any(r.dates for r in held) and not wider
        if ends or (dates_first and not row.date_only):
            groups[-1].append(row)
        elif before is None or fresh or not below or row.row.block != before.block:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _grouped(text: str, group: Sequence[Dated]) -> Iterator[_Found]:
    """Read one certification from its rows: title first, issuer and dates below."""
    if len(group) == 1:
        yield from _rows_found(text, group[0])
        return
    # a date that stands in front, in a column or cell of its own, is read last
    group = [r for r in group if not r.date_only] + [r for r in group if r.date_only]
    top = [row for row in group if row.row.bold == group[0].row.bold and not row.dates] if group[0].row.bold else []
    wrapped = len(top) > 1 and top == list(group[: len(top)])
    heads = list(_rows_found(text, group[0])) if not wrapped else []
    if len(heads) > 1:
        for row in group:
            yield from _rows_found(text, row)
        return
    title = (group[0].row.start, top[-1].row.end) if wrapped else heads[0].title if heads else None
    issuer = heads[0].issuer if heads else None
    dates = [d for row in group for d in row.dates]
    expires = 0
    for row in group[len(top) if wrapped else 1 :]:
        at = row.rest[1] if row.rest else row.row.start
        ends = row.dates[0].at if row.dates else row.row.end
        if row.dates and _EXPIRY.search(text[row.row.start : row.dates[-1].at]):
            expires = 1
        start, end = _strip(text, at, ends)
        if issuer is None and re.search(r"[^\W\d_]{2}", text[start:end]) and not _only_date_words(text[start:end]):
            issuer = (start, end)
    expires = expires or int(any(_EXPIRES_NEXT.match(text, d.to) for d in dates[:-1]))
    expires = expires or int(any(_EXPIRY.search(text[d.at : d.to]) for d in dates[-1:]))
    if title is not None:
        yield _Found(title, issuer, tuple(dates), expires)


def _entry(document: Document, found: _Found, kind: EntryKind) -> Entry:
    text = document.text
    title = " ".join(text[slice(*found.title)].split())
    ends = found.dates[len(found.dates) - found.expires :] if found.expires else ()
    starts = found.dates[: len(found.dates) - found.expires]
    ahead = [d for d in found.dates if d.expected]
    start = next((d.start or d.end for d in starts if d not in ahead), None)
    end = next((d.end for d in (*ends, *ahead)), next((d.end for d in starts if not d.single), None))
    spans = [
        found.title,
        *([found.issuer] if found.issuer else []),
        *(place for d in found.dates for place in d.places),
    ]
    issuer = " ".join(text[slice(*found.issuer)].split()) if found.issuer else None
    named = certificate_kind(title)
    if named is None and issuer and _REGISTRY.search(issuer) and not _TAUGHT.search(title):
        named = EntryKind.LICENCE
    return Entry(
        id="",
        kind=named or (EntryKind.CERTIFICATION if _TAUGHT.search(title) else kind),
        title=title,
        organization=issuer,
        start=start,
        end=end,
        current=any(d.current for d in found.dates),
        expected=bool(ahead),
        evidence=tuple(document.evidence(*span) for span in sorted(set(spans))),
    )


def certificate_entries(document: Document, rows: Sequence[Row], kind: EntryKind) -> list[Entry]:
    """Read the entries of a certifications or licences section. Ids are numbered later."""
    dated = [row for row in date_rows(rows) if row.row.words <= 25]
    found = [one for group in _groups(dated) for one in _grouped(document.text, group)]
    return [_entry(document, one, kind) for one in found if one.title[0] < one.title[1]]
