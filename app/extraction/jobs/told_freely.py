"""Jobs told in sentences of any order: who somebody worked for, as what, and the period that stands nearest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.documents.model import Document
from app.documents.spans import Span, Spans
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import DateRange, find_dates, may_tell_dates
from app.extraction.lines.paragraphs import runs
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.schooling import is_school
from app.extraction.words.houses import HOUSE
from app.extraction.words.lexicon import words
from app.extraction.words.places import ALONE
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import small

_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.EXPERIENCE)
_OF_ONESELF = re.compile(
    r"\b(?:I|i|[Ii]m|[Ii]ve|[Mm]y|[Ww]as|[Ww]orked|[Ww]orking|[Ww]ork|[Bb]een|[Ss]erve[sd]|[Ee]mployed|[Hh]ired|[Ss]tarted|[Jj]ob)\b"
)
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{3})(?<!\bSt)(?<!\bMrs)(?<!\bInc)|(?<=-[a-z]{2})|(?<=['’]s)|(?<=\d{4})|(?<=\)))[.!?;](?=\s|$)|\n\s*\n"
    r"|(?<=[)\d])\n(?=(?:I|From|Since|In|Then|Before|After|Worked|Was|Been)\s)"
)
_WORD = r"(?!\d{1,2}\s[a-z]|(?:19|20)\d\d)[A-Z0-9][^\s,.;:()]{0,40}"
_NAME = (
    rf"(?:(?:St|Dr|Mt)\.\s+)?{_WORD}"
    rf"(?:\s+(?:(?:&|and(?!\s+I\s)|of|the)\s+){{0,2}}(?:(?:St|Mt)\.\s+)?{_WORD}){{0,6}}(?:{HOUSE})?"
)
_FOR = re.compile(
    r"\b(?P<link>at|for|with|by|of the|on the|aboard(?: the)?|joined"
    rf"|[Jj]ob (?:was|is)(?: at| with)?)\s+(?:the\s+)?(?P<name>{_NAME})"
)
"""Who somebody worked for, behind the word that leads to it."""
_WHO = re.compile(
    r"[\s,(]*(?!(?:The|At|In|From|For|With|By|As)\b)(?:[A-Z][\w'’-]*\.?\s+){1,4}(?:also\s+|first\s+|later\s+|then\s+)?"
    r"(?=(?:is|was|has|had|serve[sd]|work(?:s|ed)|started|began|became)\b)"
)
"""Whose life is told, where somebody else tells it ("Ida Roe has been registrar at …")."""
_LED = re.compile(
    r"(?:[\s,(]*+(?:and|then|also|now|right|currently|presently|i(?:['’]?(?:m|ve))?|she|he|was|am|is|have|had|has|been|worked"
    r"|working|works|work|serves?|served|employed|as|an?|the|on|started|began|out|off|my|first|last|next|job|before|after|that|this|which|got"
    r"|hired|became|went|back|to|from|in|between|since|for|about|years?|yrs?|later|\d{1,2})\b)*[\s,:(]*+",
    re.IGNORECASE,
)
"""Words before what somebody was."""
_AS = re.compile(
    r"(?:,?\s+(?:in|of)\s+[A-Z][\w.'’-]+)?(?:\s+\(?in\s+\d{4}\)?|,?\s+\(?\d{4}(?:\s?[-–]\s?\d{2,4})?\)?)?,?\s+as\s+(?:(?:an?|the|their)\s+)?"
)
_BESIDE = re.compile(r",\s+(?:as\s+)?(?:(?:an?|the)\s+)?")
_SAID_AFTER = re.compile(r"\b(?:here|there|with them)\b", re.IGNORECASE)
_JOB = re.compile(r"\bjob (?:was|is|at|with)\b", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:left|quit|retir(?:ed|ing)|until|till?|ended|stayed|through|thru|out)\b[^,.;]{0,20}$")
_WORK = re.compile(r"\b(?:worked|working|work|employed|job|hired|did)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:I|i|im|I['’]m|ive|I['’]ve|was|am|been)\b")
_NO_ROLE = re.compile(
    r"\b(?:student|pupil|member|kid|child|patient|customer|guest|resident|fan|volunteer|part|team|graduate)s?$", re.I
)
_NO_WORK = re.compile(
    r"\b(?:looking|seeking|searching|hop(?:e|es|ing)|want\w*|would (?:like|love)|apply\w*|applied|interview\w*"
    r"|dream\w*|(?:was|were|been|got) (?:treated|admitted|hospitali[sz]ed|arrested|jailed|incarcerated))\b"
    r"(?:(?!\b(?:worked|working|hired|was|were|am|been|employed|started|became)\b)[^\n]){0,80}\Z",
    re.IGNORECASE,
)
"""Before a name: who says so did not work there, or not yet."""
_SOUGHT = re.compile(
    r"(?:(?:now|currently|actively) )?(?:looking|seeking|searching|applying) (?:for|to)\b", re.IGNORECASE
)
_ENDED = re.compile(r"[a-z]{4}\.$")
"""A whole word with the full stop of its sentence."""
_TOKEN, _NEAR = re.compile(r"[\w/&'’.-]{0,40}[\w.]"), 80
_BROKEN = re.compile(r"[,;:(\n]|\s(?:from|in|and|since|until|at|for|to)\s")
_SMALL_WORDS = frozenset(
    ("and", "or", "then", "from", "in", "since", "at", "for", "until", "i", "to", "where", "with", "the")
)
_LEAST, _SURE, _MOST_WORDS, _MOST_NAMED, _LONGEST = 1.0, 1.5, 5, 7, 500
_RIGHT_BEHIND = len(", from ")


@dataclass(frozen=True, slots=True)
class _Job:
    """Where an employer and what somebody was there stand."""

    start: int
    end: int
    name: Span
    title: Span | None


def with_freely_told(document: Document, found: Sequence[Section], told: Sequence[Entry]) -> list[Entry]:
    """Add the jobs of sentences, in place of what lines told of them that is no whole job."""
    jobs = _freely_told(document, found)
    if not jobs:
        return [*told]
    firm = _places(entry for entry in told if entry.kind is not EntryKind.EMPLOYMENT or _is_whole(entry))
    jobs = [job for job in jobs if not _touched(job, firm)]
    own = _places(jobs)
    return [entry for entry in told if not _touched(entry, own)] + jobs


def is_sought(entry: Entry) -> bool:
    """Say whether an entry is of work that is only looked for ("Looking for a job as a cook")."""
    return entry.kind is EntryKind.EMPLOYMENT and _SOUGHT.match(entry.title or "") is not None


def _places(entries: Iterable[Entry]) -> Spans:
    return Spans((quote.start, quote.end) for entry in entries for quote in entry.evidence)


def _touched(entry: Entry, places: Spans) -> bool:
    return any(places.touch(quote.start, quote.end) for quote in entry.evidence)


def _is_whole(entry: Entry) -> bool:
    """It has a title that is surely one, an employer that is none, and no sentence in either."""
    title, employer = entry.title or "", entry.organization or ""
    brief = max(len(title.split()), len(employer.split())) <= _MOST_NAMED
    sure = title_score(title) >= _SURE and bool(employer) and title_score(employer) < _SURE
    return sure and brief and not (_LED.match(title) or [""])[0].strip() and _WHO.match(title) is None


def _freely_told(document: Document, found: Sequence[Section]) -> list[Entry]:
    """Give the jobs of sentences that tell of who writes, with an employer and a period in them or right behind."""
    jobs: list[Entry] = []
    for section in found:
        if section.kind in _PROSE:
            for run in runs(section.rows):
                jobs += _jobs(document, run[0].start, run[-1].end)
    return jobs


def _jobs(document: Document, start: int, end: int) -> Iterator[Entry]:
    text = document.text
    if not may_tell_dates(text, start, end) or not _OF_ONESELF.search(text, start, end):
        return
    cuts = [start, *(mark.end() for mark in _STOP.finditer(text, start, end)), end]
    for n, (first, last) in enumerate(pairwise(cuts)):
        if last - first > _LONGEST:
            continue
        told = [
            job for mark in _FOR.finditer(text, first, last) if (job := _read(text, first, last, mark)) is not None
        ]
        periods = _periods(text, first, last)
        if len(told) == 1 and not periods and n + 2 < len(cuts) and _SAID_AFTER.search(text, last, cuts[n + 2]):
            # "Night auditor at the Elm Arms. I've been there since 2021."
            periods = _periods(text, last, cuts[n + 2])
        elif _OF_ONESELF.search(text, first, last) is None:
            continue
        for job, period in _matched(told, periods):
            yield _entry(document, job, period)


def _periods(text: str, first: int, last: int) -> list[DateRange]:
    """Give the periods of a sentence; a year of begin and one "until" which, are one."""
    dates = [date.shifted(first) for date in find_dates(text[first:last])]
    ranges = [date for date in dates if not date.single]
    if len(dates) == 1 and not ranges and (_LEFT.search(text, first, dates[0].at) or _JOB.search(text, first, last)):
        one = dates[0]
        year = one.end if one.end and len(one.end) == len("2016") and not _LEFT.search(text, first, one.at) else None
        return [DateRange(year, one.end, False, False, one.at, one.to, False)]
    if ranges or len(dates) != 2 or not _LEFT.search(text, dates[0].to, dates[1].at):
        return ranges
    one, two = dates
    if str(one.end) > str(two.end):
        return []
    return [DateRange(one.end, two.end, False, False, one.at, one.to, False, (two.at, two.to))]


def _matched(told: Sequence[_Job], periods: Sequence[DateRange]) -> Iterator[tuple[_Job, DateRange]]:
    """Give each job the period behind it, or before it where the sentence begins with one."""
    if not told or not periods:
        return
    if len(told) == len(periods):
        yield from zip(told, periods, strict=True)
        return
    stops = [*(job.start for job in told[1:]), max(periods[-1].to, told[-1].end) + 1]
    for job, stop in zip(told, stops, strict=True):
        behind = [period for period in periods if job.name[1] <= period.at < stop]
        if len(behind) == 1 or (behind and behind[0].at - job.name[1] <= _RIGHT_BEHIND):
            yield job, behind[0]


def _read(text: str, first: int, last: int, mark: re.Match[str]) -> _Job | None:
    start, end = mark.span("name")
    said = text[start:end]
    if (
        not any(map(str.isalpha, said))
        or ALONE.fullmatch(small(said))
        or (find_dates(said) and not said[0].isalpha())
    ):
        return None
    if title_score(said) >= _LEAST > organization_score(said):
        return None
    if _NO_WORK.search(text, first, mark.start()) or _NO_ROLE.search(text[first : mark.start()].rstrip()) is not None:
        return None
    known = organization_score(said) >= _LEAST or " ".join(small(said).split()) in words("organizations", "known")
    title = _role_before(text, first, mark.start()) or _role_behind(text, end, last)
    was = mark["link"] == "at" and _WAS.search(text, first, mark.start()) is not None and not is_school(said)
    works = was or mark["link"][:3].casefold() == "job" or _WORK.search(text, first, mark.start()) is not None
    if title is None and (mark["link"] in ("of the", "on the", "aboard", "aboard the") or not (works and known)):
        return None
    if mark["link"] in ("with", "for", "by", "of the") and not known and not works and mark["link"] != "of the":
        # "cook for Roe" is one, "driver with CDL" is none
        return None if " " not in said else _Job(mark.start(), end, (start, end), title)
    return _Job(mark.start(), end, (start, end), title)


def _role_before(text: str, first: int, at: int) -> Span | None:
    """Find what somebody was before the word that leads to the employer ("I was lead finisher for Elm Interiors")."""
    cut = max(text.rfind(mark, first, at) for mark in ",;:(") + 1
    start = max(first, cut)
    dates = find_dates(text[start:at])
    start = start + dates[-1].to if dates else start
    who = _WHO.match(text, start, at)
    start = who.end() if who is not None else start
    led = _LED.match(text, start, at)
    start = led.end() if led is not None else start
    said = text[start:at].strip()
    return (start, start + len(said)) if _is_role(said) else None


def _role_behind(text: str, at: int, last: int) -> Span | None:
    """Find what somebody was behind the employer ("at Elm Foods as a bagger", "at Elm Foods, bagger")."""
    lead = _AS.match(text, at, last) or _BESIDE.match(text, at, last)
    if lead is None:
        return None
    tokens = list(_TOKEN.finditer(text[lead.end() : min(last, lead.end() + _NEAR)]))
    for n in range(min(_MOST_WORDS, len(tokens)), 0, -1):
        end = lead.end() + tokens[n - 1].end()
        end -= _ENDED.search(tokens[n - 1].group()) is not None
        said = text[lead.end() : end]
        if _is_role(said) and tokens[n - 1].group().casefold() not in _SMALL_WORDS and not _BROKEN.search(said):
            return lead.end(), end
    return None


def _is_role(said: str) -> bool:
    return 0 < len(said.split()) <= _MOST_WORDS and title_score(said) >= _SURE and not _NO_ROLE.search(said)


def _entry(document: Document, job: _Job, period: DateRange) -> Entry:
    text = document.text
    spans = sorted({span for span in (job.title, job.name, *period.places) if span is not None})
    return Entry(
        id="",
        kind=EntryKind.EMPLOYMENT,
        title=" ".join(text[slice(*job.title)].split()) if job.title is not None else None,
        organization=" ".join(text[slice(*job.name)].split()),
        start=period.start,
        end=period.end,
        current=period.current,
        evidence=tuple(document.evidence(*span) for span in spans),
    )
