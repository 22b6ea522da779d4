"""Service in the forces and unpaid work that people tell in sentences ("I was in the Navy from 1998 to 2002")."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.paragraphs import runs
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.jobs import in_forces
from app.extraction.words.scores import organization_score, title_score

_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.EXPERIENCE, SectionKind.INTERESTS)
_BRANCH = (
    r"(?P<organization>(?:[Uu]\.?[Ss]\.?\s+|[Uu]nited [Ss]tates\s+)?"
    r"(?:[Aa]rmy(?:\s+(?:[Rr]eserves?|[Nn]ational [Gg]uard))?|[Nn]avy(?:\s+[Rr]eserves?)?|[Mm]arine [Cc]orps"
    r"|[Mm]arines"
    r"|[Aa]ir [Ff]orce|[Cc]oast [Gg]uard|(?:[Aa]rmy |[Aa]ir )?[Nn]ational [Gg]uard|USMC|USAF|USN|USCG))"
)
_ROLE = (
    r"[^\W\d_][\w/&'’-]{0,30}"
    r"(?:\s+(?!(?:at|for|from|since|in|on|and|until|till?|where|who|with)\b)[\w/&'’-]{1,30}){0,4}"
)
_SERVED = re.compile(
    r"\b(?:[Ss]erved|[Ww]as|[Ee]nlisted|[Ii]['’]?ve been|[Bb]een|(?:[Ss]pent|[Dd]id)\s+[\w ]{1,25}|[Jj]oined)"
    rf"\s+(?:(?:[\w-]+\s+){{0,4}}in\s+)?(?:the\s+)?{_BRANCH}\b"
    r"(?!\s+(?:base|hospital|post|depot|store|surplus|wife|spouse|family))"
)
"""Who says that they were in the forces."""
_VETERAN = re.compile(rf"\b{_BRANCH}\s+[Vv]et(?:eran)?\b")
_AS = re.compile(rf"\bas\s+(?:an?|the)\s+(?P<title>{_ROLE})")
_WORD = r"[A-Z0-9][^\s,.;:()]{0,40}"
_NAME = rf"(?:St\.\s+)?{_WORD}(?:\s+(?:(?:&|and|of|the|for|on)\s+){{0,2}}(?:St\.\s+)?{_WORD}){{0,6}}"
_SMALL = (
    r"[a-z][\w'’&-]{0,30}(?:\s+(?!(?:from|since|in|on|every|as|for|and|where|when|while|until|till?|during|with|to)\b)"
    r"[a-z][\w'’&-]{0,30}){0,4}"
)
_GAVE = re.compile(
    rf"\b[Vv]olunteer(?:ed|ing)?(?:\s+(?:my|some)\s+time)?(?:\s+(?:once|twice)\s+a\s+\w+)?"
    rf"(?:\s+as\s+(?:(?:an?|the)\s+)?(?P<title>{_ROLE}))?"
    rf"\s+(?:at|for|with|in)\s+(?:(?:the|my|our|a|their)\s+)?(?P<organization>{_NAME}|{_SMALL})"
    rf"(?:\s+as\s+(?:(?:an?|the)\s+)?(?P<also>{_ROLE}))?"
)
"""Who says for whom they worked unpaid."""
_NAMED = re.compile(rf"\s*(?P<title>Volunteer),\s+(?P<organization>{_NAME}),\s+(?=[^,]*\d{{4}})")
"""A sentence that is a line of unpaid work ("Volunteer, Elm Food Bank, 2020–present.")."""
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=\s(?:it|me|us|up|so|on|in))|(?<=['’]s)|(?<=\d{4})|(?<=\)))[.!?;](?=\s|$)|\n\s*\n"
)
_OF_FORCES = ("army", "navy", "marine", "air force", "guard", "usmc", "usaf", "usn", "uscg")
"""In small letters, one of these stands in the name of any branch."""
_LEAST, _LONGEST = 1.0, 500


def told_service(document: Document, found: Sequence[Section]) -> list[Entry]:
    """Give time in the forces and unpaid work that sentences tell, with when it was where they say so."""
    told: list[Entry] = []
    for section in found:
        if section.kind not in _PROSE:
            continue
        for run in runs(section.rows):
            told += _sentences(document, run[0].start, run[-1].end)
    return told


def _sentences(document: Document, start: int, end: int) -> Iterator[Entry]:
    text = document.text
    folded = text[start:end].casefold()
    if "volunteer" not in folded and not any(word in folded for word in _OF_FORCES):
        return
    cuts = [start, *(mark.end() for mark in _STOP.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        if last - first <= _LONGEST:
            yield from _served(document, first, last)
            yield from _given(document, first, last)


def _served(document: Document, first: int, last: int) -> Iterator[Entry]:
    text = document.text
    told = _SERVED.search(text, first, last) or _VETERAN.search(text, first, last)
    if told is None or not in_forces(told["organization"]):
        return
    period = _period(text, first, last, told)
    if period is None:
        return
    role = _AS.search(text, told.end(), last)
    title = role.span("title") if role is not None and title_score(role["title"]) >= _LEAST else None
    yield _entry(document, EntryKind.MILITARY_SERVICE, title, told.span("organization"), period)


def _given(document: Document, first: int, last: int) -> Iterator[Entry]:
    text = document.text
    line = _NAMED.match(text, first, last)
    period = _period(text, first, last, line) if line is not None else None
    if line is not None and period is not None and period.at == line.end():
        yield _entry(document, EntryKind.VOLUNTEERING, line.span("title"), line.span("organization"), period)
        return
    for told in _GAVE.finditer(text, first, last):
        name = told["organization"]
        if not (name[0].isupper() or organization_score(name) >= _LEAST):
            continue
        role = "title" if told["title"] else "also" if told["also"] else None
        period = _period(text, first, last, told)
        place = told.span(role) if role is not None else None
        yield _entry(document, EntryKind.VOLUNTEERING, place, told.span("organization"), period)


def _period(text: str, first: int, last: int, told: re.Match[str]) -> DateRange | None:
    """Give the period of a sentence that is nearest behind what it tells, or the one before it."""
    dates = [date.shifted(first) for date in find_dates(text[first:last])]
    ranges = [date for date in dates if not date.single]
    behind = [date for date in ranges if date.at >= told.start()]
    return behind[0] if behind else ranges[-1] if ranges else None


def _entry(document: Document, kind: EntryKind, title: Span | None, name: Span, period: DateRange | None) -> Entry:
    text = document.text
    spans = sorted(
        {span for span in (title, name, *(period.places if period is not None else ())) if span is not None}
    )
    return Entry(
        id="",
        kind=kind,
        title=" ".join(text[slice(*title)].split()) if title is not None else None,
        organization=" ".join(text[slice(*name)].split()),
        start=period.start if period is not None else None,
        end=period.end if period is not None else None,
        current=bool(period and period.current),
        evidence=tuple(document.evidence(*span) for span in spans),
    )


def without_bare_repeats(entries: Sequence[Entry]) -> list[Entry]:
    """Leave out service in a branch that is told again with a rank from the same year on ("joined the Navy")."""
    served = [entry for entry in entries if entry.kind is EntryKind.MILITARY_SERVICE]
    return [
        entry
        for entry in entries
        if entry.kind is not EntryKind.MILITARY_SERVICE
        or entry.title is not None
        or not any(_tells_more(other, entry) for other in served)
    ]


def _tells_more(other: Entry, entry: Entry) -> bool:
    same = (entry.organization or "-").casefold() in (other.organization or "").casefold()
    began = entry.start is not None and other.start is not None and entry.start[:4] == other.start[:4]
    return other.title is not None and same and began
