"""Certification and licence sections to entries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.model import Document
from app.extraction.certificates.bodies_over import under_bodies
from app.extraction.certificates.groups import GIVEN_BY, groups_of, only_dated
from app.extraction.certificates.lines import (
    answered,
    dated_anew,
    given_in_front,
    held,
    in_own_words,
    privileges_apart,
    spoken_apart,
    standing_apart,
    unlabelled,
)
from app.extraction.certificates.none import all_other, names_list, tells_other
from app.extraction.certificates.parted import parted_rows
from app.extraction.certificates.rows import expires_only, heads_columns, rejoined
from app.extraction.certificates.years import each_its_own
from app.extraction.lines.cells import cells
from app.extraction.lines.dated_rows import Dated, dates_of
from app.extraction.lines.dates import DateRange
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind, is_board, is_body, paper_kind, says_nothing, titles
from app.extraction.parts.certificates_around import strip
from app.extraction.parts.completion import tells_status
from app.extraction.parts.issuers import is_issuer
from app.extraction.parts.standing import apart, beside
from app.extraction.words.small import any_case, small
from app.extraction.words.validity import before_last_day

_EXPIRES_NEXT = re.compile(r"\s*[-–—,;]?\s*\(?(?:exp\b|expires|valid)", re.IGNORECASE)
_LAPSED = re.compile(
    r"\b(?:inactive|lapsed?|expired|retired|surrendered|revoked|suspended|cancell?ed|ran out)[\s,]*(?:since|in)?\s*$",
    re.IGNORECASE,
)
"""Before a date: it was held until then."""
_REGISTRY = re.compile(r"\b(?:state|registry|department of|board of|dmv)\b(?!.*\bcertification board)", re.IGNORECASE)
_TAUGHT = re.compile(r"\b(?:training|course|class|card|workshop)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MOST_WORDS, _FEWEST = 25, 2
_PROGRAMME = any_case(r"\b(?:program(?:me)?|apprenticeship)\b")
_COURSE = any_case(r"\b(?:(?:academy|course|seminar|workshops?|boot ?camp)$|leaders?(?:hip)? (?:school|course)\b)")
_BARE = re.compile(r"(?:licen[sc]e|card|certificat(?:e|ion)|registration|permit)", re.IGNORECASE)
_LASTED = any_case(r"\s*\(\d{1,3}[- ]?(?:hours?|hrs?|days?)\)$")
"""Behind a course: how long it was."""
_FORCES = re.compile(r"\b(?:U\.?S\.?|United States|Army|Navy|Air Force|Marine Corps|Coast Guard)\b")
_TRAINED = any_case(r"\b(?:training|course|school|leaders? course)(?:\s*\([^()]*\))?$")
_HELD = re.compile(
    r"(?:(?!\b(?:expired|lapsed|inactive|not|longer)\b)[^\n;])*?\b(?:current|active)\)?\s*(?:\n|$)", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]{2,4}-?\d{2,4}")
"""What an exam is called, and nobody."""
_SAID_OF_PAPER = re.compile(
    r"\((?:yearly|annual(?:ly)?|every|renewed|current|expired|in-house|online)\b", re.IGNORECASE
)
"""In brackets behind a paper, and behind nobody."""
_LISTED = re.compile(r"[,;|•](?:\s|$)")
_PART_WORDS, _FEW_WORDS = 9, 12
"""Words of a paper among many in a row, with all that is told of it."""
_MEDICAL = re.compile(
    r"(?:DOT[ /])?med(?:ical)?\.? (?:examiner['’]?s )?(?:card|cert(?:ificate)?\.?)|DOT card", re.IGNORECASE
)
"""What a driver carries beside the licence, with a day of its own."""
_AMID = re.compile(r",\s+[A-Z]")
_WHERE = re.compile(r"[\s,–—-]*(?:at|through|with|from|by|via)\s+(?:the\s+)?(?=[A-Z])")
"""Between a date and who gave what stands before it ("recertified 2024 at Amazon")."""


@dataclass(frozen=True, slots=True)
class _Found:
    title: tuple[int, int]
    issuer: tuple[int, int] | None
    dates: tuple[DateRange, ...]
    """Offsets in the document's text."""
    expires: int
    """How many of the dates, from the last, are expiries."""


def _rows_found(text: str, dated: Dated) -> Iterator[_Found]:
    row = dated.row
    if not dated.dates:
        for title, issuer in titles(text, dated, row.start, row.end):
            yield _Found(title, issuer, (), 0)
        return
    at = row.start
    pending: list[_Found] = []
    for date in dated.dates:
        if date.current and date.end is None and _LAPSED.search(text, row.start, date.at):
            date = replace(date, start=None, end=date.start, current=False, single=True)
            expires = True
        else:
            lapsed = _LAPSED.search(text, at, date.at) is not None
            expires = lapsed or before_last_day(text[at : date.at]) or before_last_day(text[date.at : date.to])
        named = list(titles(text, dated, at, date.at))
        if named:
            own = each_its_own(text, date, len(named))
            amid = len(dated.dates) == 1 and _AMID.match(text, date.to, row.end) is not None
            amid = amid or _MEDICAL.fullmatch(text, *named[-1][0]) is not None
            pending += [
                # of a list the year amid it is the year of the one before it
                _Found(*name, (), 0) if amid and name is not named[-1] else _Found(*name, (earned,), int(expires))
                for name, earned in zip(named, own, strict=True)
            ]
        elif pending:
            last = pending[-1]
            pending[-1] = _Found(last.title, last.issuer, (*last.dates, date), int(expires))
        else:
            # the date comes first: its words follow, and perhaps until when it holds
            until = _until(text, date, dated.dates[-1])
            after = list(titles(text, dated, date.to, until.at if until else row.end))
            if until and not after:
                after = list(titles(text, dated, until.to, row.end))
            for title, issuer in after:
                yield _Found(title, issuer, (date, until) if until else (date,), int(expires or until is not None))
            return
        at = date.to
    where = _WHERE.match(text, at, row.end)
    behind = list(titles(text, dated, where.end() if where else at, row.end))
    for title, issuer in behind:
        if pending and _closes_bracket(text, row.start, at, title):
            # "Forklift card 2021 (Hyster)", "Sea survival (refreshed 2024, Elm Tech)"
            last = pending[-1]
            pending[-1] = last if last.issuer else _Found(last.title, title, last.dates, last.expires)
            continue
        said = text[slice(*title)]
        # "ASE" may be who gave it; small letters name a body, or the next title ("LEED Green Associate", "AZ-104")
        unnamed = paper_kind(said) is None and (not said[-1:].islower() or is_issuer(said, dated=True))
        # several behind a date are papers ("Arc flash (2021), Fall Pro, LOTO")
        unnamed = unnamed and (len(behind) == 1 or is_body(said)) and _CODE.fullmatch(said) is None
        unnamed = unnamed and _SAID_OF_PAPER.search(said) is None
        if pending and pending[-1].issuer is None and (unnamed or is_board(said)):
            before = pending[-1]
            pending[-1] = _Found(before.title, title, before.dates, before.expires)
        elif not pending or said[:1].isupper() or paper_kind(said) is not None:
            pending.append(_Found(title, issuer, (), 0))
    yield from pending


def _closes_bracket(text: str, start: int, at: int, title: tuple[int, int]) -> bool:
    """Say whether a name stands alone in a bracket behind a date, or behind the date in one, and is no paper."""
    if text[title[1] : title[1] + 1] != ")":
        return False
    before = text[at : title[0]].strip()
    opened = text.rfind("(", start, at) > text.rfind(")", start, at)
    return before == "(" or (before in (",", ";") and opened and paper_kind(text[slice(*title)]) is None)


def _until(text: str, first: DateRange, last: DateRange) -> DateRange | None:
    """Give the last date of a row where it says until when something holds."""
    said = () if last is first else (text[first.to : last.at], text[last.at : last.to])
    return last if any(map(before_last_day, said)) else None


def _grouped(text: str, group: Sequence[Dated]) -> Iterator[_Found]:
    """Read one certification from its rows: title first, issuer and dates below."""
    if len(group) == 1:
        yield from _rows_found(text, group[0])
        return
    # a date that stands in front, in a column or cell of its own, is read last
    group = sorted(group, key=only_dated)
    named = [row for row in group if not row.dates and GIVEN_BY.match(row.row.said) is None]
    top = [row for row in named if row.row.bold == group[0].row.bold] if group[0].row.bold else []
    wrapped = len(top) > 1 and top == list(group[: len(top)])
    heads = list(_rows_found(text, group[0])) if not wrapped else []
    if len(heads) > 1:
        for row in group:
            yield from _rows_found(text, row)
        return
    over = strip(text, group[0].row.start, top[-1].row.end) if wrapped else None
    title = over or (heads[0].title if heads else None)
    issuer = heads[0].issuer if heads else None
    dates = [d for row in group for d in row.dates]
    expires = heads[0].expires if heads else 0
    for row in group[len(top) if wrapped else 1 :]:
        at = row.rest[1] if row.rest else row.row.start
        ends = row.dates[0].at if row.dates else row.row.end
        before = text[row.row.start : row.dates[-1].at] if row.dates else ""
        if before_last_day(before) or _LAPSED.search(before):
            expires = 1
        given = GIVEN_BY.match(text, at, ends)
        start, end = strip(text, given.end() if given else at, ends)
        if issuer is None and _LETTERS.search(text, start, end) and not says_nothing(text[start:end]):
            issuer = (start, end)
    expires = expires or int(any(_EXPIRES_NEXT.match(text, d.to) for d in dates[:-1]))
    expires = expires or int(any(before_last_day(text[d.at : d.to]) for d in dates[-1:]))
    if title is not None and issuer is not None and _gives_below(text[slice(*title)], text[slice(*issuer)]):
        title, issuer = issuer, title
    if title is not None:
        yield _Found(title, issuer, tuple(dates), expires)


def _gives_below(first: str, second: str) -> bool:
    """Say whether the first line of a paper names who gave it, and the second one the paper."""
    if not is_body(first) or is_body(second) or paper_kind(first) is not None:
        return False
    return paper_kind(second) is not None or is_board(first)


def _held_apart(text: str, found: _Found) -> _Found:
    """Take from a title, and from who gave it, what says that it is not held."""
    first, last = apart(text[slice(*found.title)])
    start = found.title[0]
    issuer = found.issuer
    if issuer is not None:
        given = apart(text[slice(*issuer)])
        issuer = (issuer[0] + given[0], issuer[0] + given[1]) if given[0] < given[1] else None
    return replace(found, title=(start + first, start + last), issuer=issuer)


def _entry(document: Document, whole: _Found, found: _Found, kind: EntryKind) -> Entry:
    """Give the entry of what was found: as a whole, and without what says that it is not held."""
    text = document.text
    title = " ".join(text[slice(*found.title)].split())
    ends = found.dates[len(found.dates) - found.expires :] if found.expires else ()
    starts = found.dates[: len(found.dates) - found.expires]
    ahead = [d for d in found.dates if d.expected]
    start = next((d.start or d.end for d in starts if d not in ahead), next((d.start for d in ends), None))
    end = next((d.end for d in (*ends, *ahead)), next((d.end for d in starts if not d.single), None))
    if start and end and start > end:
        start, end = end, start
    spans = [
        *beside(text, whole.title, found.title),
        found.title,
        *([found.issuer] if found.issuer else []),
        *(place for d in found.dates for place in d.places),
    ]
    issuer = " ".join(text[slice(*found.issuer)].split()) if found.issuer else None
    named = certificate_kind(title)
    if named is None and issuer and _REGISTRY.search(issuer) and not _TAUGHT.search(title):
        named = EntryKind.LICENCE
    studied = _studied(title, issuer) if named is None else None
    title = title[: lasted.start()] if studied and (lasted := _LASTED.search(small(title))) else title
    if studied is not None and end is None:
        # schooling is dated by its end
        start, end = None, start
    return Entry(
        id="",
        kind=studied or named or (EntryKind.CERTIFICATION if _TAUGHT.search(title) else kind),
        title=title,
        organization=issuer,
        start=start,
        end=end,
        current=(end is None and any(d.current for d in found.dates))
        or (not found.dates and bool(_HELD.match(text, spans[-1][1]))),
        expected=bool(ahead),
        evidence=tuple(document.evidence(*span) for span in sorted(set(spans))),
    )


def _is_above(text: str, before: _Found, one: _Found) -> bool:
    """Say whether a title points back to the paper before it in its line ("CNA certified, license expires 2027")."""
    bare = _BARE.fullmatch(text[slice(*one.title)]) is not None
    return bare and "\n" not in text[before.title[1] : one.title[0]]


def _studied(title: str, issuer: str | None) -> EntryKind | None:
    """Say whether a title among certifications is that of a course or programme ("NCO Academy", "Barber program")."""
    folded = small(title)
    if _PROGRAMME.search(folded) and issuer is not None:
        return EntryKind.EDUCATION
    in_uniform = issuer is not None and _FORCES.search(issuer) is not None and _TRAINED.search(folded) is not None
    lasted = issuer is not None and _LASTED.search(folded) is not None
    return EntryKind.COURSE if in_uniform or lasted or _COURSE.search(folded) else None


def _is_brief(row: Row) -> bool:
    """Say whether a row has few words, or lists many things of a few words."""
    if row.words <= _MOST_WORDS:
        return True
    parts = _LISTED.split(row.said)
    return len(parts) > _FEWEST and max(len(part.split()) for part in parts) <= _PART_WORDS


def certificate_entries(
    document: Document, rows: Sequence[Row], kind: EntryKind, *, until: bool = False
) -> list[Entry]:
    """Read the entries of a certifications or licences section. Ids are numbered later.

    `until`: single dates say when papers expire, as the heads of a table tell.
    """
    heads = [cell for row in rows if heads_columns(row.said) for cell in cells(row.said) if cell]
    until = until or expires_only(heads)
    spoken = (part for row in dates_of(rows) for part in (spoken_apart(row) if row.row.words > _FEW_WORDS else [row]))
    asked = (row for row in map(answered, spoken) if row is not None)
    told = [
        row
        for row in map(held, asked)
        if _is_brief(row.row) and not all_other(row.row.said) and not tells_status(row.row.said)
    ]
    told = list(rejoined(document.text, [row for row in told if not heads_columns(row.row.said)]))
    apart = (one for row in told for one in privileges_apart(standing_apart(row)))
    told, gave = under_bodies([part for row in apart for part in in_own_words(row)])
    given = [given_in_front(document.text, dated_anew(document.text, unlabelled(row))) for row in told]
    listed = {row.row.start for row, body in given if body is not None}
    parts = parted_rows(document.text, [row for row, _ in given], listed)
    dated = [part for part in parts if not tells_other(part.row.said)]
    found = [one for group in groups_of(dated) for one in _grouped(document.text, group)]
    for row, named in given:
        body = named or gave.get(row.row.start)
        if body is not None:
            found = [
                replace(one, issuer=body)
                if one.issuer is None and row.row.start <= one.title[0] < row.row.end
                else one
                for one in found
            ]
    if until:
        found = [replace(one, expires=1) if len(one.dates) == 1 and one.dates[0].single else one for one in found]
    both = ((one, _held_apart(document.text, one)) for one in found)
    called = [(whole, held) for whole, held in both if held.title[0] < held.title[1]]
    called = [one for n, one in enumerate(called) if not (n and _is_above(document.text, called[n - 1][0], one[0]))]
    return [
        _entry(document, whole, held, kind)
        for whole, held in called
        if not names_list(document.text[slice(*whole.title)])
    ]
