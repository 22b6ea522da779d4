"""Jobs told in sentences of another order: the employer first, a firm joined, a length in place of dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from app.documents.model import Document
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.words.houses import HOUSE
from app.extraction.words.lengths import COUNT, UNITS
from app.extraction.words.scores import organization_score, title_score

_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.EXPERIENCE)
_WORD = r"(?!\d{1,2}\s[a-z]|(?:19|20)\d\d)[A-Z0-9][^\s,.;:()]{0,40}"
_NAME = (
    rf"{_WORD}(?:\s+(?:(?:&|and(?!\s+I\s)|of|the|de|del|la)\s+){{0,2}}(?:P[vt][te]\.|Ltd\.|{_WORD})){{0,6}}"
    rf"(?:{HOUSE})?"
)
_TITLE = (
    r"[^\W\d_][\w/&'’-]{0,30}"
    r"(?:\s+(?!(?:from|since|until|till|for|in|on|where|and|at|with|when|who|which|to)\b)[\w/&'’-]{1,30}){0,4}"
)
_FORMS = (
    # "I have worked at Harborview Home as an aide", "was at Lou's as the night cook"
    re.compile(
        r"\b(?:[Ww]orked|[Ww]orking|been|was|am|employed|started(?: out)?|stayed)\s+(?:at|for|with|by)\s+(?:the\s+)?"
        rf"(?P<employer>{_NAME})(?:(?:\s+in|,)\s+(?P<place>(?!\d){_NAME}))?,?\s+as\s+"
        rf"(?:(?:an?|the|their)\s+|(?=[A-Z]))(?P<title>{_TITLE})"
    ),
    # "I work in Hotel Sierra like pastry cook", "I was in Elm Catering as line cook"
    re.compile(
        r"\b(?:[Ww]ork(?:ed)?|[Ww]as)\s+(?P<in>in)\s+(?:the\s+)?"
        rf"(?P<employer>{_NAME})(?:\s+in\s+(?P<place>(?!\d){_NAME}))?,?\s+(?:as|like)\s+(?:an?\s+)?(?P<title>{_TITLE})"
    ),
    # "I work Head Baker in Oak Cafe"
    re.compile(
        r"\bI\s+work(?:ed)?\s+(?:(?:as|like)\s+)?(?:an?\s+)?"
        rf"(?P<title>{_TITLE})\s+(?P<in>in|at)\s+(?:the\s+)?(?P<employer>{_NAME})(?P<place>)"
    ),
    # "joined Bayside Grill as bartender", "was hired by Elm Dairy as a milker"
    re.compile(
        r"\b(?:joined|moved to|moved over to|went to|hired (?:by|at|on at|on with)|signed on (?:at|with)"
        r"|started (?:at|with))\s+(?:the\s+)?"
        rf"(?P<employer>{_NAME})(?:\s+in\s+(?P<place>(?!\d){_NAME}))?,?\s+as\s+(?:(?:an?|the|their)\s+)?(?P<title>{_TITLE})"
    ),
    # "spent three years as a home health aide with Gentle Hands", "was a custodian at Lincoln Elementary"
    re.compile(
        r"\b(?:spent\s+(?:\w+\s+){1,4}(?:years?|months?|summers?|seasons?)\s+as|(?:worked|started(?:\s+out)?|began)\s+as"
        r"|(?:I|[Ii] also|then)\s+was)"
        rf"\s+(?:an?|the)\s+(?P<title>{_TITLE})(?:,\s[a-z][a-z -]{{2,30}},)?\s+(?:at|for|with)\s+"
        rf"(?:the\s+)?(?P<employer>{_NAME})"
        rf"(?:,?\s+in\s+(?P<place>(?!\d){_NAME}))?"
    ),
    # "I have had a small engine repair business", "I ran my own drywall business"
    re.compile(
        r"\b(?:I|[Ii] also)\s+(?:have\s+(?:had|run|owned)|have|had|ran|run|own|owned|started)"
        r"\s+(?:my|an?|our)\s+(?:own\s+)?"
        r"(?P<title>[a-z][\w’'-]{2,20}(?:\s[a-z][\w’'-]{2,20}){0,3})\s(?:business|company)\b(?!,?\s+(?:called|named|degree|card)|,\s+[A-Z])"
        r"(?P<employer>)(?P<place>)"
    ),
    # "She founded Roe Bakery", "I have run Oak Honey", "He has owned Ash Piano Service"
    re.compile(
        r"(?P<own>\b(?:I|[Hh]e|[Ss]he|[A-Z][a-z]+ [A-Z][a-z]+)\s+(?:then\s+|later\s+|also\s+|first\s+)?"
        r"(?:founded|opened|bought|(?:have|has) (?:owned|run|operated)|owns?|owned|operates?|runs?))\s+"
        rf"(?:the\s+)?(?P<title>)(?P<employer>{_WORD}(?:\s+(?:&\s+)?(?!Marathon\b|Race\b){_WORD}){{1,5}})"
        rf"(?:\s+in\s+(?P<place>(?!\d){_NAME}))?"
    ),
    # "went to work for my uncle at Roe Dairy"
    re.compile(
        r"\b[Ww]ent to work\s+(?:(?:for|with)\s+my\s+[a-z]{3,12}\s+)?(?:at|for)\s+(?:the\s+)?(?P<title>)"
        rf"(?P<employer>{_NAME})(?:\s+in\s+(?P<place>(?!\d){_NAME}))?"
    ),
    # "I cooked at the Rusty Nail", "I drive truck for Elm Co-op", "I kept books for the Elm Lodge"
    re.compile(
        r"\b(?:I|[Tt]hen|[Aa]fter that(?:,? I)?)\s+(?:cooked|drove|taught|cleaned|waited tables|tended bar"
        r"|baked|painted|welded|nursed|landscaped|delivered|hauled|farmed|fished|drive|sewed|kept|ran|run|operated|managed"
        r"|supervised|sold|packed|picked|loaded|assembled|repaired|fixed|typed|guarded|answered)"
        r"(?:\s+(?!(?:at|for|my|and|with|from|until|in|on|to|away|into)\b)[a-z][\w'’-]{0,20}){0,4}"
        rf"\s+(?:at|for)\s+(?:the\s+)?(?P<title>)(?P<employer>{_NAME})(?:\s+in\s+(?P<place>(?!\d){_NAME}))?"
    ),
)
_NOT_HELD = re.compile(
    r"\b(?:student|pupil|member|kid|child|patient|customer|guest|resident|fan|volunteer|part|team|result|whole)s?$",
    re.I,
)
_OF_ANY = frozenset(
    ("good", "great", "small", "own", "new", "big", "family", "local", "successful", "busy", "little")
)
"""What is said of a business, and not what it does."""
_LASTED = re.compile(
    r"\b(?:for\s+(?:(?:about|over|almost|nearly|around|the (?:past|last))\s+)?|spent\s+(?:\w+\s+){0,2})"
    rf"(?:{COUNT}|an?)\s+{UNITS}(?!\w)",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:[Ii]n|[Ss]ince)\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\s*,?\s*(?:I\s+)?(?:then\s+)?(?:was\s+)?$"
)
_START_BEHIND = re.compile(r",?\s+in\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b")
_UNTIL = re.compile(
    r"\b(?:until|till|through|left in|(?:until|till)\s+[^\d.;:\n]{2,40}\sin"
    r"|finished(?:\s+\w+){0,3}\s+in)\s+(?:[A-Z][a-z]+\s+)?(?:19|20)\d\d\b"
)
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{3})(?<!\bPvt)(?<!\bPte)|(?<=-[a-z]{2})|(?<=['’]s)|(?<=\d{4})|(?<=\)))[.!?;](?=\s|$)|\n\s*\n"
    r"|(?<=[)\d])\n(?=(?:I|From|Since|In|Then|Before|After|Worked|Was|Been)\s)"
)
_BEGAN = re.compile(
    r"(?:\S+\s+){0,3}?(?:went to work|joined|started|signed on|hired|founded|opened|bought)\b", re.IGNORECASE
)
_LONGEST = 500
_LEAST, _TITLED, _FEW = 1.0, 1.5, 2


@dataclass(frozen=True, slots=True)
class _Period:
    """When, or only that it is told how long."""

    start: str | None
    end: str | None
    current: bool
    places: tuple[tuple[int, int], ...]


def otherwise_told(document: Document, found: Sequence[Section]) -> list[Entry]:
    """Give the jobs of sentences that name an employer, a title or the kind of work, and when or how long."""
    jobs: list[Entry] = []
    own = not any(section.kind is SectionKind.EXPERIENCE and section.heading for section in found)
    for section in found:
        if section.kind in _PROSE:
            for _, rows in groupby(section.rows, key=lambda row: row.block):
                paragraph = list(rows)
                if section.kind is SectionKind.EXPERIENCE and any(row.bullet for row in paragraph):
                    # these tell what was done at a job
                    continue
                jobs += _jobs(document, paragraph[0].start, paragraph[-1].end, own=own)
    return jobs


def _jobs(document: Document, start: int, end: int, *, own: bool) -> Iterator[Entry]:
    """`own`: what somebody opened or owns is a job of theirs; managers open shops of others."""
    text = document.text
    cuts = [start, *(mark.end() for mark in _STOP.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        if last - first > _LONGEST:
            continue
        told = sorted(
            (
                job
                for form in _FORMS
                for job in form.finditer(text, first, last)
                if _is_job(job) and (own or not job.groupdict().get("own"))
            ),
            key=lambda job: (job.start(), -job.end()),
        )
        told = [job for n, job in enumerate(told) if n == 0 or job.start() >= told[n - 1].end()]
        bounds = [first, *(job.end() for job in told)]
        for n, job in enumerate(told):
            after = told[n + 1].start() if n + 1 < len(told) else last
            period = _period(text, job, bounds[n], after)
            if period is not None:
                yield _entry(document, job, period)


def _is_job(job: re.Match[str]) -> bool:
    title, employer = job["title"], job["employer"]
    if not employer:
        return title.split()[-1] not in _OF_ANY
    if job.groupdict().get("in") and (title_score(title) < _TITLED or organization_score(employer) < _LEAST):
        # "I work in Lima as a cook"
        return False
    if title_score(employer) >= _LEAST and organization_score(employer) < _LEAST:
        return False
    return not title or (
        _NOT_HELD.search(title) is None and (title_score(title) >= _LEAST or len(title.split()) <= _FEW)
    )


def _period(text: str, job: re.Match[str], first: int, last: int) -> _Period | None:
    """Give the one period behind a job, a start before it and an end behind it, or that its length is told."""
    before, after = (first, job.start()), (job.end(), last)
    ranges = [d.shifted(after[0]) for d in find_dates(text[slice(*after)]) if not d.single]
    if len(ranges) == 1:
        return _Period(ranges[0].start, ranges[0].end, ranges[0].current, tuple(ranges[0].places))
    if ranges:
        return None
    told = [d.shifted(before[0]) for d in find_dates(text[slice(*before)]) if not d.single]
    if told and text[told[-1].to : before[1]].strip(" ,") in ("", "I", "he", "she", "we"):
        # "From 2003 to 2007 I ran a drill press at Elm Tool", "Since 2020 I drive truck for Elm Co-op"
        return _Period(told[-1].start, told[-1].end, told[-1].current, tuple(told[-1].places))
    begun = _START.search(text, *before) or _START_BEHIND.match(text, *after)
    ended = _UNTIL.search(text, *after)
    if begun is not None and begun.re is _START_BEHIND and ended is None:
        one = _single(text, *begun.span())
        return None if one is None else _Period(one.end or one.start, None, False, tuple(one.places))
    if begun is not None and ended is not None:
        one, two = (_single(text, *mark.span()) for mark in (begun, ended))
        if one is not None and two is not None:
            return _Period(one.end or one.start, two.end, False, (*one.places, *two.places))
    if _BEGAN.match(job[0]):
        one = _single(text, *(begun.span() if begun is not None else before))
        return None if one is None else _Period(one.end or one.start, None, False, tuple(one.places))
    lasted = _LASTED.search(text, *after) or _LASTED.search(text, before[0], after[0])
    return _Period(None, None, False, ()) if lasted is not None else None


def _single(text: str, start: int, end: int) -> DateRange | None:
    dates = find_dates(text[start:end])
    return dates[0].shifted(start) if len(dates) == 1 else None


def _entry(document: Document, job: re.Match[str], period: _Period) -> Entry:
    spans = {span for span in (job.span("title"), job.span("employer"), *period.places) if span[0] < span[1]}
    said = {name: " ".join(job[name].split()) if job[name] else None for name in ("title", "employer", "place")}
    return Entry(
        id="",
        kind=EntryKind.EMPLOYMENT,
        title=said["title"],
        organization=said["employer"],
        location=said["place"],
        start=period.start,
        end=period.end,
        current=period.current,
        evidence=tuple(document.evidence(*span) for span in sorted(spans)),
    )
