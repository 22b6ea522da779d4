"""Letters that somebody else writes about a worker: whose job each sentence tells, and jobs that only they tell."""

import re
from collections.abc import Iterator, Sequence

from app.documents.model import Document, Evidence
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.words.alternatives import Alternatives
from app.extraction.words.scores import title_score
from app.extraction.words.small import small

_SIGNS = (" certify that ", "recommend", " under me ", "reports to me", "reported to me", " certificate", "verif")
"""In small letters, what such a letter has in it."""
_REFERENCE = Alternatives(
    {
        r"\b(?:this is to|hereby|we|I|can) certify that\s": (("certify that",),),
        r"\b(?:experience|service|employment|relieving) certificate\b": (
            ("experience certificate", "service certificate", "employment certificate", "relieving certificate"),
        ),
        r"\bcertificate of (?:employment|service)\b": (("certificate of employment", "certificate of service"),),
        r"\b(?:verify|confirm)\s+that\s+(?:Mr|Ms|Mrs|Miss)\b": (("verify", "confirm"), ("mr", "ms", "miss")),
        r"\b(?:employment verification|verification of employment)\b": (
            ("employment verification", "verification of employment"),
        ),
        r"\b(?:recommend|recommending|recommendation (?:for|of))\s+(?-i:[A-Z][a-z])": (("recommend",),),
        r"\b(?:worked|works|working|reported|reports|served) (?:under|directly under|to) me\b": (
            ("under me", "to me"),
        ),
    },
    re.IGNORECASE,
)
_TITLE = (
    r"(?P<title>[^\W\d_][\w/&'’-]{0,30}"
    r"(?:\s+(?!(?:from|since|until|till|for|in|on|where|and|at|with|when|who|which|to|of|there|during|before)\b)"
    r"[\w/&'’-]{1,30}){0,4})"
)
_SUBJECT = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Hh]is|[Hh]er|[Tt]heir|Mrs?\.|Ms\.?|Miss)(?=\s)")
_OF_WRITER = frozenset(("i", "my", "we"))
_UNDER = re.compile(
    r"\b(?:work(?:ed|s|ing)?|report(?:ed|s)?|served|employed)\s+(?:directly\s+)?(?:under|to|for|with)\s+(?:me|us)"
    rf"(?:\s+here)?,?\s+as\s+(?:(?:an?|the|my|our)\s+)?{_TITLE}"
)
"""Who worked under the writer, and as what."""
_HELD = re.compile(
    r"\b(?:(?:designation|job title|position|post)(?: held)?\s+(?:was|is|has been)|designated as|capacity of"
    rf"|(?:holding|holds|held) the (?:position|post|designation|title) of)\s+(?:(?:an?|the|that of)\s+)?{_TITLE}",
    re.IGNORECASE,
)
"""As what somebody was employed, told apart from where."""
_STOP = re.compile(r"[.!?](?=\s+[A-Z]|\s*$)|\n\s*\n", re.MULTILINE)
_UNTIL = re.compile(r"\b(?:until|till|to|through)\b")
_SIGNED = re.compile(
    r"^[ \t]*(?:sincerely|(?:best |kind |warm )?regards|respectfully|yours|very truly yours|thank you"
    r"|(?-i:For [A-Z]))[^\n]{0,40}\n",
    re.IGNORECASE | re.MULTILINE,
)
"""Behind it stands who signs."""
_OF_RESUMES = (SectionKind.EDUCATION, SectionKind.SKILLS, SectionKind.CERTIFICATIONS)
_SUBJECT_LINE = re.compile(r"(?:re|ref|subject|date)\s*:", re.IGNORECASE)
_FEW, _LONGEST_LETTER = 3, 40
_REACH, _ENDS = 160, 2
_LEAST = 1.0


def is_reference_letter(text: str) -> bool:
    """Say whether somebody else writes of the worker: certifies a job, recommends them, or had them under oneself."""
    folded = small(text)
    return any(sign in folded for sign in _SIGNS) and any(_REFERENCE.finditer(text))


def of_worker(document: Document, told: Sequence[Entry]) -> list[Entry]:
    """Give the entries of the worker that a letter about them tells, and none of whoever writes it."""
    text = document.text
    under = list(_under_writer(document, _employer(told)))
    signed = max((mark.start() for mark in _SIGNED.finditer(text)), default=len(text))
    own = [entry for entry in told if not _of_writer(text, entry) and _starts(entry) < signed]
    own = [entry for entry in own if entry.start or entry.end or not _among(entry, under)]
    return _titled(document, [*own, *(entry for entry in under if not _among(entry, own))])


def as_letter(found: Sequence[Section]) -> list[Section]:
    """Give all of a short letter as one section: what looks like a heading in it is its subject or its name."""
    rows = [row for section in found for row in (*([section.heading] if section.heading else []), *section.rows)]
    rows = [row for row in rows if not _SUBJECT_LINE.match(row.said)]
    listed = sum(row.bullet for row in rows) > _FEW or any(s.heading and s.kind in _OF_RESUMES for s in found)
    return list(found) if listed or len(rows) > _LONGEST_LETTER else [Section(SectionKind.TOP, None, tuple(rows))]


def _employer(told: Sequence[Entry]) -> tuple[str, Evidence] | None:
    """Find who the writer works for: the one employer that the letter tells of."""
    named = {entry.organization for entry in told if entry.organization}
    if len(named) != 1:
        return None
    name = named.pop()
    for entry in told:
        for quote in entry.evidence:
            if " ".join(quote.quote.split()) == name:
                return name, quote
    return None


def _of_writer(text: str, entry: Entry) -> bool:
    """The nearest before its words that may be who it tells of is the writer ("I have been the foreman at Elm")."""
    if not entry.evidence:
        return False
    at = min(quote.start for quote in entry.evidence)
    first = max((mark.end() for mark in _STOP.finditer(text, max(0, at - 400), at)), default=max(0, at - 400))
    subjects = list(_SUBJECT.finditer(text, first, at))
    return bool(subjects) and small(subjects[-1][0]) in _OF_WRITER


def _starts(entry: Entry) -> int:
    return min((quote.start for quote in entry.evidence), default=0)


def _under_writer(document: Document, employer: tuple[str, Evidence] | None) -> Iterator[Entry]:
    text = document.text
    for job in _UNDER.finditer(text):
        if title_score(job["title"]) < _LEAST:
            continue
        stop = _STOP.search(text, job.end(), job.end() + _REACH)
        dates = _period(text, job.end(), stop.start() if stop else min(len(text), job.end() + _REACH))
        places = {job.span("title"), *(place for date in dates for place in date.places)}
        quotes = [document.evidence(*place) for place in sorted(places)]
        yield Entry(
            id="",
            kind=EntryKind.EMPLOYMENT,
            title=" ".join(job["title"].split()),
            organization=employer[0] if employer is not None else None,
            start=None if not dates else dates[0].end if dates[0].single else dates[0].start,
            end=None if not dates or (len(dates) == 1 and dates[0].single) else dates[-1].end,
            current=bool(dates) and dates[-1].current,
            evidence=(*([employer[1]] if employer is not None else []), *quotes),
        )


def _period(text: str, start: int, end: int) -> list[DateRange]:
    """Give the period behind a role, or its two ends ("from summer 2022 until he moved away in January 2025")."""
    dates = [date.shifted(start) for date in find_dates(text[start:end])]
    if len(dates) == 1:
        return dates
    ends = len(dates) == _ENDS and all(date.single for date in dates)
    return dates if ends and _UNTIL.search(text, dates[0].to, dates[1].at) else []


def _among(entry: Entry, others: Sequence[Entry]) -> bool:
    return any(
        a.start < b.end and b.start < a.end
        for other in others
        for a in entry.evidence
        for b in other.evidence
        if b.quote != entry.organization
    )


def _titled(document: Document, entries: Sequence[Entry]) -> list[Entry]:
    """Give the one job without a title the one that the letter tells apart from it."""
    without = [entry for entry in entries if entry.kind is EntryKind.EMPLOYMENT and not entry.title]
    held = [mark for mark in _HELD.finditer(document.text) if title_score(mark["title"]) >= _LEAST]
    if len(without) != 1 or len(held) != 1:
        return list(entries)
    title = " ".join(held[0]["title"].split())
    evidence = (*without[0].evidence, document.evidence(*held[0].span("title")))
    named = without[0].model_copy(update={"title": title, "evidence": evidence})
    return [named if entry is without[0] else entry for entry in entries]
