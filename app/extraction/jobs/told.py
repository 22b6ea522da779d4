"""Jobs that are told in sentences ("I worked as a labourer for Danjuma & Sons between 2009 and 2012")."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from app.documents.model import Document
from app.documents.spans import Spans
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.jobs.line_forms import told_behind_names
from app.extraction.lines.dates import DateRange, find_dates, may_tell_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import has_gap, small

_WORK = (SectionKind.EXPERIENCE, SectionKind.MILITARY)
_STRAY = (SectionKind.TOP, SectionKind.OTHER)
_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.EXPERIENCE)
_NAME = (
    r"(?:the\s+|M/[Ss]\.?\s+)?(?!\d{1,2}\s[a-z]|(?:19|20)\d\d)[A-Z0-9][^\s,.;:()]*"
    r"(?:\s+(?:(?:&|and(?!\s+I\s)|of|the|de|del|la)\s+)*(?:\(?P(?:vt|te)\.?\)?|(?:Ltd|Inc|Co|Corp)\.|(?!\d{1,2}\s[a-z]|(?:19|20)\d\d)[A-Z0-9][^\s,.;:()]*))*"
)
_SMALL = (
    r"(?!(?:the|nights?|home|times|first|weekends?|last|least|once|work|school|sea|that|this|my|an?)\b)"
    r"[a-z][\w&'’-]*(?:\s+(?!(?:from|in|between|since|until|for|where|and|as|on|when)\b)[a-z][\w&'’-]*){0,2}"
)
_PEOPLE = (
    r"(?:an?|two|three|several|various|different)\s+(?:[a-z]{4,12}\s+)?"
    r"(?:famil(?:y|ies)|couple|farmers?|ranchers?|contractors?)\b"
)
"""Whom somebody works for at home, whose names are nobody's business."""
_MARK = r"[\s•●▪■◦‣·*–➢\uf0b7\uf0a7\uf0d8-]*"
"""Before an item of a list."""
_JOB = re.compile(
    r"\b[Ii](?:\s+(?:also|then|later|have|had|first)){0,3}"
    r"(?:\s+(?:worked|working|been|employed|served|was|am)|['’]ve\s+been){1,3}"
    r"\s+(?:as\s+)?(?:an?|the)\s+(?P<title>[^\W\d_][\w/&'’-]*(?:\s+[\w/&'’-]+){0,4}?)"
    rf"\s+(?:for|at|with)\s+(?P<employer>{_NAME}|(?<=\bat\s){_SMALL}|(?<=\bfor\s){_PEOPLE})(?:,?\s+in\s+(?P<place>{_NAME}))?"
)
"""Who worked as what, and where; who writes in small letters writes names so, too."""
_AS = re.compile(
    r"\bAs\s+(?:an?|the)\s+(?P<title>[^\W\d_][\w/&'’-]*(?:\s+[\w/&'’-]+){0,4}?),?\s+[Ii]"
    r"(?:\s+(?:also|then|later|first|next))?\s+(?:went\s+to|worked\s+(?:at|for|with)|was\s+(?:at|with)|joined|moved\s+to)"
    rf"\s+(?P<employer>{_NAME})(?:,?\s+(?:in|of)\s+(?P<place>{_NAME}))?"
)
"""The same told the other way round ("As a cooper I went to Dufresne Barrels in Lyon")."""
_THEN = re.compile(
    rf"(?:\A|(?<=[.\n])){_MARK}(?:(?:before|after|prior to) (?:that|this),?"
    r"|(?:(?:presently|currently|now|i am|have been)\s+)?(?:work(?:ed|ing)|employed) as|(?:position|job) (?:of|as)"
    r"|\d{1,2}(?:\.\d)?\+? (?:years?|yrs?|months?)(?: of)?(?: (?:work )?experience)? as)"
    r"\s+(?:an?\s+)?"
    r"(?P<title>(?!I\b)[^\W\d_][\w/&'’.-]*(?:\s+[\w/&'’.-]+){0,5}?)"
    rf"\s+(?:for|at|with|(?P<within>in))\s+(?-i:(?P<employer>{_NAME}))"
    rf"(?:,?\s+(?:in\s+)?(?-i:(?P<place>(?=[A-Z]){_NAME}(?:,\s+(?=[A-Z]){_NAME})?)))?",
    re.IGNORECASE,
)
"""The job before the one that was told ("Before that helper for Oakes Brothers, Winchester"), and jobs of a list of
such sentences ("Presently working as Teacher in Elm School, Pune since 2019")."""
_WORKED = re.compile(
    r"(?:\A|(?<=[.\n])\s*|\b[Ii] (?:have |also )?)[Ww]orked\s+(?:at|for)\s+"
    rf"(?P<title>)(?P<employer>{_NAME}|{_SMALL}?)"
    r"(?=,?\s+(?:\(|from|between|since)?\s*(?:\d|[A-Za-z]{3,9}\.? (?:19|20)\d\d))(?P<place>)"
)
"""Where somebody worked, and when, without as what ("worked at Walmart 2020-2023")."""
_OWN = re.compile(
    r"\b[Ii]\s+(?:have|had|own|owned|run|ran|started|opened)\s+(?:my|an?)\s+(?:own\s+|small\s+)?"
    r"(?:[a-z]{3,20}\s+){0,2}?(?P<title>)"
    r"(?:business|company|shop|firm|salon|farm|restaurant|service|bakery|day ?care)"
    rf"(?:,|\s+called|\s+named)\s+(?P<employer>{_NAME})(?P<place>)"
)
"""A business of one's own, with its name."""
_ONESELF = re.compile(r"i(?<!\wi)(?=[\s'’])")
"""In small letters, the word "I" before another."""
_BEGIN_THEN = (
    *("before th", "after th", "prior to th"),
    *("worked as", "working as", "employed as", "position of", "position as", "job of", "job as"),
    *("years as", "year as", "yrs as", "months as", "experience as"),
)
"""In small letters, what `_THEN` begins with."""
_NOT_HELD = re.compile(
    r"\b(?:student|pupil|member|kid|child|patient|customer|guest|resident|fan|freshman|sophomore|part|team)s?$", re.I
)
"""What somebody may be somewhere, and no job."""
_END = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=['’]s)|(?<=\d{4}))[.!?](?=\s)|\n(?=\s*[•●▪■◦‣➢\uf0b7\uf0a7\uf0d8])|[.!?]$|\n\s*\n"
    r"|(?<=[)\d])\n(?=(?:I|From|Since|In|Then|Before|After|Worked|Was|Been)\s)"
)
_REACH = 400
"""Characters of a sentence before and behind what it tells of a job, at most."""
_LEAST, _SURELY = 1.0, 1.5
_SPLIT = re.compile(r"[)\]]?\s*(?::|\.|[-–—](?=\s+[a-z]))\s+(?=[^\W_])")
"""Parts a dated heading from the duties behind it in its line."""
_ONE_TELLS = re.compile(r"(?:I|My|We|Duties|Responsib\w+)\b")
_ONE_TELLS_BEHIND = re.compile(r"[)\]]?\.\s+(?:I|My|We)\b")
_FEWEST, _HEADING_WORDS, _SHORT_VERB = 3, 2, 4
_LETTERS = re.compile(r"[^\W\d_]+")
_STOP = re.compile(r"(?:(?<=\w{3})|(?<=\s[A-Z]{2}))\.\s+(?=[^\W_])")
_COLUMN = re.compile(r"\s{2,}|\t+")
_COLUMNS = 3
"""Gaps between four cells of a line."""


def with_duties(section: Section, *, stray: bool) -> Section:
    """Part "Driver, Heartland Lines (2021 - 2024): reefer, ELD logs" into a heading and its duties.

    `stray`: jobs stand below no heading of work.
    """
    if section.kind not in _WORK and not (stray and section.kind in _STRAY):
        return section
    return replace(section, rows=tuple(part for row in section.rows for part in _parts(row)))


def _parts(row: Row) -> tuple[Row, ...]:
    if (cut := _last_cell(row)) is not None:
        said = row.said[:cut].rstrip()
        duties = replace(row, start=row.start + cut, said=row.said[cut:], bullet=True, gap=None)
        return replace(row, end=row.start + len(said), said=said), duties
    dates = find_dates(row.said)
    ranges = [date for date in dates if not date.single]
    if len(ranges) == len(dates) == 1 and ranges[0].at == 0 and (at := _behind_names(row, ranges[0].to)) is not None:
        end = len(row.said[:at].rstrip(" ."))
        return (
            replace(row, end=row.start + end, said=row.said[:end]),
            replace(row, start=row.start + at, said=row.said[at:], bullet=True, gap=None),
        )
    behind = told_behind_names(row, dates)
    if len(ranges) != 1 and not behind and not (len(dates) == 1 and _ONE_TELLS_BEHIND.match(row.said, dates[0].to)):
        return (row,)
    ranges = ranges or list(dates)
    mark = _SPLIT.match(row.said, ranges[0].to)
    if mark is None or len(_LETTERS.findall(row.said, 0, ranges[0].at)) < _HEADING_WORDS:
        return (row,)
    rest = row.said[mark.end() :]
    names = sum(word[0].isupper() for word in rest.split())
    few = len(rest.split()) < _FEWEST and not (behind and rest.islower())
    if not _ONE_TELLS.match(rest) and (few or 2 * names > len(rest.split())):
        return (row,)
    first = rest.split(",")[0]
    if title_score(first) >= _LEAST or organization_score(first) >= _LEAST:
        return (row,)
    at = row.start + mark.end()
    # what stands before the mark keeps its closing bracket
    end = row.start + mark.start() + (mark[0][0] in ")]")
    return (
        replace(row, end=end, said=row.said[: end - row.start]),
        replace(row, start=at, said=rest, bullet=True, gap=None),
    )


def _behind_names(row: Row, to: int) -> int | None:
    """Find what was done behind a title and an employer ("5/24-9/24 Flagger, Elm Roads, Tulsa. Held signs, sold")."""
    first = _LETTERS.search(row.said, to)
    mark = _STOP.search(row.said, first.end()) if first is not None else None
    if mark is None or row.bullet or row.said.count(",", to, mark.start()) == 0:
        return None
    rest, heading = row.said[mark.end() :], row.said[to : mark.start()].strip(" :.,–-").split(",")
    if len(heading) == 1:
        return None
    names = sum(word[0].isupper() for word in rest.split())
    title, employer = heading[:2]
    named = title_score(title) >= _LEAST or organization_score(employer) >= _LEAST
    both = title_score(title) >= _SURELY and organization_score(employer) >= _SURELY
    tells = both or 2 * names <= len(rest.split()) or (row.said.isupper() and _tells_past(rest))
    capitals = list(takewhile(lambda word: word[0].isupper(), rest.replace(".", " . ").split()))[:_HEADING_WORDS]
    tells = tells and not (len(capitals) > 1 and title_score(" ".join(capitals)) >= _SURELY)
    return mark.end() if named and tells and title_score(rest.split(",")[0]) < _LEAST else None


def _tells_past(said: str) -> bool:
    first = small(said.split()[0])
    return first in words("verbs", "past") or (first.endswith("ed") and len(first) > _SHORT_VERB)


def _last_cell(row: Row) -> int | None:
    """Find duties in the fourth column of a table whose first is the date ("2019   Elm Hall   usher   sold soup")."""
    if row.bullet or not has_gap(row.said):
        return None
    dates = find_dates(row.said)
    cells = [mark.end() for mark in _COLUMN.finditer(row.said)]
    if not dates or dates[0].at or len(cells) != _COLUMNS:
        return None
    last = row.said[cells[-1] :]
    small = last[0].islower() and len(last.split()) >= _FEWEST and title_score(last) < _LEAST
    return cells[-1] if small and not any(find_dates(last)) else None


def told_jobs(document: Document, found: Sequence[Section]) -> list[Entry]:
    """Give the jobs of sentences that name a title, an employer and a period."""
    jobs: list[Entry] = []
    for section in found:
        if section.kind in _PROSE:
            for _, rows in groupby(section.rows, key=lambda row: row.block):
                paragraph = list(rows)
                # a sentence may begin behind the mark of an item
                line = document.text.rfind("\n", 0, paragraph[0].start) + 1
                jobs += _jobs(document, line, paragraph[-1].end)
    return jobs


def apart(told: Sequence[Entry], others: Sequence[Entry]) -> list[Entry]:
    """Give the other entries that rest on no words of those that sentences tell."""
    taken = Spans((e.start, e.end) for entry in told for e in entry.evidence)
    return [entry for entry in others if not any(taken.touch(e.start, e.end) for e in entry.evidence)]


def _jobs(document: Document, start: int, end: int) -> Iterator[Entry]:
    text = document.text
    taken: list[tuple[int, int]] = []
    for pattern in _likely(text, start, end):
        for job in pattern.finditer(text, start, end):
            dates = _period(text, job, start, end)
            if dates is None or not _is_job(job) or _is_taken(taken, job.span()):
                continue
            insort(taken, job.span())
            spans = sorted(
                {span for span in (job.span("title"), job.span("employer"), *dates.places) if span[0] < span[1]}
            )
            yield Entry(
                id="",
                kind=EntryKind.EMPLOYMENT,
                title=_said(job["title"]),
                organization=_said(job["employer"]),
                location=_said(job["place"]),
                start=dates.start,
                end=dates.end,
                current=dates.current,
                evidence=tuple(document.evidence(*span) for span in spans),
            )


def _is_taken(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Say whether a span touches one of those in order, which touch one another nowhere."""
    n = bisect_left(taken, span)
    return any(start < span[1] and span[0] < end for start, end in taken[max(0, n - 1) : n + 1])


def _likely(text: str, start: int, end: int) -> list[re.Pattern[str]]:
    """Give the patterns of sentences that a paragraph may hold, by what all that they match has in it."""
    if not may_tell_dates(text, start, end):
        return []
    said = small(text[start:end])
    by_oneself = _ONESELF.search(said) is not None
    then = any(words in said for words in _BEGIN_THEN)
    likely = {_JOB: by_oneself, _AS: by_oneself, _THEN: then, _WORKED: "worked" in said, _OWN: by_oneself}
    return [pattern for pattern, may_match in likely.items() if may_match]


def _is_job(job: re.Match[str]) -> bool:
    """The title has a word of titles, or the sentence can tell nothing else; an employer alone has a name."""
    title, employer = job["title"], job["employer"]
    if title:
        named = employer[0].isupper() and job.re in (_JOB, _THEN) and len(title.split()) <= _HEADING_WORDS
        if job.re is _THEN and job["within"] and not (job["place"] or organization_score(employer) >= _LEAST):
            # "Worked as a cook in Tulsa from 2014": where, and not for whom
            return False
        return _NOT_HELD.search(title) is None and (named or title_score(title) >= _LEAST)
    known = " ".join(employer.casefold().split()) in words("organizations", "known")
    return known or (employer[0].isupper() and title_score(employer) < _LEAST)


def _said(printed: str | None) -> str | None:
    return " ".join(printed.split()) if printed else None


def _period(text: str, job: re.Match[str], start: int, end: int) -> DateRange | None:
    """Give the one period that the sentence of a job tells, behind it or before it."""
    start, end = max(start, job.start() - _REACH), min(end, job.end() + _REACH)
    stop = _END.search(text, job.end(), end)
    last = stop.start() if stop else end
    first = max((mark.end() for mark in _END.finditer(text, start, job.start())), default=start)
    for a, b in ((job.end(), last), (first, job.start())):
        ranges = [date.shifted(a) for date in find_dates(text[a:b]) if not date.single]
        if len(ranges) == 1:
            return ranges[0]
    return None
