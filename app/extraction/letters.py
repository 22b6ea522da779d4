"""Letters and biographies to entries: jobs, schooling and papers that sentences tell where no heading stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from app.documents.model import Document
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.jobs import in_forces
from app.extraction.parts.schooling import degree_name, is_school
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.validity import before_last_day, tells_until

_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER)
_LISTED = (SectionKind.SKILLS, SectionKind.LANGUAGES, SectionKind.INTERESTS, SectionKind.CONTACT)
_FEWEST_WORDS = 12
"""Words of a paragraph, at least."""
_WORD = r"(?:(?:[A-Z]\.){2,}|(?:St|Dr|Mt|Ft|Mrs?|Pvt|Pte|Ltd|Inc)\.|[A-Z0-9][^\s,.;:()]{0,40})"
_NAME = rf"{_WORD}(?:\s+(?:(?:&|and(?!\s+I\s)|of|the|de|del|la)\s+){{0,2}}{_WORD}){{0,6}}"
_PLACE = rf"(?:,?\s+(?:in|near)\s+(?P<place>{_NAME}(?:,\s+{_NAME})?))?"
_TITLE = (
    r"(?P<title>[^\W\d_][\w/&'’-]{0,30}"
    r"(?:\s+(?!(?:I|he|she|we|they|from|since|until|till|for|in|on|where|and|at|with|when|who|which|to|of|there)\b)"
    r"[\w/&'’-]{1,30}){0,4})"
)
_ROLE = re.compile(
    r"\b(?:(?:as\s+)?(?:an?|the|my|her|his|their)|as|currently|now)\s+(?!(?:an?|the|time|years?|months?|summers?)\b)"
    rf"{_TITLE}\s+(?P<by>at|for|with|of)\s+(?:the\s+)?"
    rf"(?P<employer>{_NAME}){_PLACE}"
)
"""What somebody is or was, and where ("a case manager at St. Elizabeth Shelter")."""
_AT = re.compile(
    r"\b(?P<verb>work(?:ed|s|ing)?|served|started|employed|volunteer(?:ed|s|ing)?|joined|moved|hired|transferred)\s+"
    r"(?:(?:at|for|with|in|to|by)\s+)?(?:the\s+)?"
    rf"(?P<employer>{_NAME}){_PLACE}(?:,?\s+(?:first\s+)?as\s+(?:(?:an?|the|their)\s+)?{_TITLE})?"
)
"""Where somebody worked, and perhaps as what ("moved to Sun Ridge Orchards near Visalia as an irrigator")."""
_HIRED = re.compile(
    rf"\b(?!(?:Then|Later|Next|Finally|After|Now|Also|In|From|Since)\b)(?P<employer>{_NAME})\s+(?:hired|took|kept|employed|promoted)\s+me\s+(?:on\s+)?(?:as|to)\s+(?:(?:an?|the|their)\s+)?"
    rf"{_TITLE}(?P<place>)"
)
"""Who took somebody on, and as what ("Elm School hired me as a lunch aide")."""
_THERE = re.compile(rf"\b(?:am|is|became|was|been)\s+(?:now\s+)?(?:an?|the|their)\s+{_TITLE}\s+there\b")
"""A further role at the employer that was named last."""
_NOT_HELD = re.compile(
    r"\b(?:student|pupil|member|kid|child|patient|customer|guest|resident|fan|position|job|role|part|team|time"
    r"|program(?:me)?|course|class|training|degree|diploma|certificate|apprenticeship|workshop)s?$",
    re.I,
)
_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=['’]s)|(?<=\d{4})|(?<=\)))[.!?;](?=\s|$)"
    r"(?!(?<=\b(?:Ltd|Pvt|Pte|Inc)\.)\s+(?:[a-z]|Ltd\b))"
)
_WRITTEN = re.compile(r"(?:^|\s)(?:date[d]?|dt)\s*[.:]?\s*$", re.IGNORECASE)
"""Before the day on which a letter is written."""
_LONGEST, _NEAR = 600, 12
_LEADS = re.compile(r"[\s,]*(?:(?!and\b|or\b)[A-Za-z’']+\s+){1,3}")
"""Between a date and the role that it leads to ("since 2017 I am the …")."""
_LASTED = re.compile(r"\b(?:years?|months?|seasons?|summers?)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:currently|now|at present|presently)\b", re.IGNORECASE)
_FIELD = rf"(?:\s+(?:in|of)\s+(?P<field>{_WORD}(?:\s+(?:and\s+)?{_WORD}){{0,3}}))?"
_BEHIND = re.compile(rf"{_FIELD}(?:,?\s+(?:from|at)\s+(?:the\s+)?(?P<school>{_NAME}))?")
_FROM = re.compile(rf"\bgraduated\s+from\s+(?:the\s+)?(?P<school>{_NAME})")
_STUDIES = re.compile(r"\b(?:studying|working|enrolled|pursuing)\b", re.IGNORECASE)
_COURSE = re.compile(
    r"\b(?:finished|completed|took|attended|passed)\s+(?:(?:the|an?|my|her|his)\s+)?"
    r"(?P<title>(?:[A-Z][\w'’/-]{0,30}\s+){1,6}(?:class|course|training|program|workshop|academy|boot ?camp))"
    rf"(?:\s+(?:at|from|with|through|of)\s+(?:the\s+)?(?P<school>{_NAME}))?"
)
_AT_SCHOOL = re.compile(rf"\b(?:at|from|in|attended)\s+(?:the\s+)?(?P<school>{_NAME})")
_SPENT = re.compile(
    rf"\b(?:spent|did)\s+(?:\w+\s+){{1,2}}(?:years?|semesters?|terms?)\s+(?:at|in)\s+(?:the\s+)?(?P<school>{_NAME})"
)
"""How long somebody was at a school that was left."""
_OF_SCHOOL = re.compile(r"G\.?E\.?D\.?|HiSET|(?i:high school) (?i:diploma|equivalency)")
"""What is earned without a school that somebody would name."""
_EARNED = re.compile(
    r"\b(?:got|earned|received|passed|have|has|finished|completed|took)\s+(?:(?:my|his|her|an?|the)\s+)?$"
)
_PAPER = re.compile(
    r"\b(?:holds?|have|has|got|earned|received|passed|obtained|renewed|carry|carries)\s+(?:(?:an?|my|her|his|the)\s+)?"
    r"(?P<title>[^.,;:()]{2,60}?\b(?:certificate|certification|licen[sc]e|credential|permit|card|CDL))\b"
)
_IS = re.compile(
    r"\b(?:is|am|became|becoming|was made)\s+an?\s+(?P<title>(?:(?:Registered|Certified|Licensed|Board[- ]Certified)"
    r"(?:\s+[A-Z][\w'’/-]{0,30}){1,4}|[Nn]otary [Pp]ublic))\s+(?:of|with|by|through|for)\s+(?:the\s+)?"
    rf"(?P<body>{_NAME})"
)
"""What somebody is whom a body or state registers ("is a notary public of North Carolina")."""
_LEFT = re.compile(r"\b(?:retir(?:ed|ing)|left|leaving|ended|ending|until|till)\s+(?:in\s+)?$")
"""Before the year in which somebody left."""
_ROSE = re.compile(r"\b(?:and|then|later)\s+(?:finished|ended|retired|moved|went|rose)\b")
"""Between the year of one role and the next."""
_ROLE_WORDS, _LEAST, _FIRM = 1.5, 1.0, 1.0


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    start: int
    end: int


def letter_entries(document: Document, found: Sequence[Section]) -> list[Entry]:
    """Give the entries that the sentences of a letter or biography tell; resumes tell them below headings.

    A biography may end in a list of skills. Where a section is of schooling, no sentence elsewhere is.
    """
    kinds = {section.kind for section in found}
    if not kinds <= {*_PROSE, *_LISTED}:
        return []
    letter = kinds <= {*_PROSE}
    entries: list[Entry] = []
    for section in found:
        for _, group in groupby(section.rows if section.kind in _PROSE else (), key=lambda row: row.block):
            rows = [row for row in group if not row.bullet]
            if sum(row.words for row in rows) < _FEWEST_WORDS:
                continue
            last: str | None = None
            for sentence in _sentences(document.text, rows[0].start, rows[-1].end):
                jobs = list(_jobs(document, sentence, last)) if letter else []
                last = jobs[-1].organization if jobs else last
                entries += [*jobs, *_schooling(document, sentence), *_papers(document, sentence)]
    return entries


def _sentences(text: str, start: int, end: int) -> Iterator[_Sentence]:
    cuts = [start, *(mark.end() for mark in _STOP.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        if 0 < last - first <= _LONGEST:
            yield _Sentence(text, first, last)


def _jobs(document: Document, sentence: _Sentence, before: str | None) -> Iterator[Entry]:
    """Give the roles of a sentence; the employer named last is that of a role "there"."""
    text, first, last = sentence.text, sentence.start, sentence.end
    forms = (_ROLE, _AT, _HIRED, _THERE)
    told = [job for form in forms for job in form.finditer(text, first, last) if _is_job(job)]
    told.sort(key=lambda job: (job.start(), -job.end()))
    kept: list[re.Match[str]] = []
    for job in told:
        if not kept or job.start() >= kept[-1].end():
            kept.append(job)
    ends = [first, *(job.end() for job in kept)]
    starts = [*(job.start() for job in kept), last]
    employer = before
    for n, job in enumerate(kept):
        employer = employer if job.re is _THERE else " ".join(job["employer"].split())
        dates = _period(text, (ends[n], job.start()), (job.end(), starts[n + 1]), first=n == 0)
        unpaid = job.re is _AT and job["verb"].startswith("volunteer")
        current = unpaid or _NOW.search(text, max(first, job.start() - 12), job.start() + 12) is not None
        lasted = _LASTED.search(text, ends[n], starts[n + 1]) is not None
        if employer is not None and (dates is not None or current or (job.re is _AT and lasted)):
            yield _job(document, job, employer, dates, unpaid=unpaid, current=current)


def _job(
    document: Document, job: re.Match[str], employer: str, dates: DateRange | None, *, unpaid: bool, current: bool
) -> Entry:
    title = _said(job["title"])
    kind = EntryKind.EMPLOYMENT
    if unpaid or (title is not None and title.casefold().endswith("volunteer")):
        kind = EntryKind.VOLUNTEERING
    elif in_forces(employer):
        kind = EntryKind.MILITARY_SERVICE
    groups = ("title",) if job.re is _THERE else ("title", "employer")
    spans = {job.span(name) for name in groups if job[name]} | {*(dates.places if dates is not None else ())}
    alone = dates is not None and dates.single
    return Entry(
        id="",
        kind=kind,
        title=title,
        organization=employer,
        location=_said(job["place"]) if job.re is not _THERE else None,
        start=None if dates is None else dates.end if alone else dates.start,
        end=None if dates is None or alone else dates.end,
        current=dates.current if dates is not None else current,
        evidence=tuple(document.evidence(*span) for span in sorted(spans)),
    )


def _is_job(job: re.Match[str]) -> bool:
    title = job["title"]
    if title and (_NOT_HELD.search(title) or title_score(title) < (_LEAST if job.re is _AT else _ROLE_WORDS)):
        return False
    if job.re is _THERE:
        return True
    employer = job["employer"]
    if (
        job.re is _AT
        and not title
        and job["verb"] in ("moved", "transferred")
        and organization_score(employer) < _FIRM
    ):
        # "In 2003 I moved to Reno"
        return False
    if title_score(employer) >= _LEAST and organization_score(employer) < _FIRM:
        return False
    # "Director of Nursing": what stands behind "of" must be written as employers are, in more than one word
    firm = len(employer.split()) > 1 and organization_score(employer) >= _FIRM
    return job.re is not _ROLE or job["by"] != "of" or firm


def _period(text: str, before: tuple[int, int], after: tuple[int, int], *, first: bool) -> DateRange | None:
    """Give the period before a role that leads to it, else the one behind it that leads to no other.

    A single date before it is when it began. `first`: no other role stands before it in the sentence.
    """
    earlier = [date.shifted(before[0]) for date in find_dates(text[slice(*before)])]
    earlier = [date for date in earlier if not _WRITTEN.search(text, max(0, date.at - _NEAR), date.at)]
    leading = [date for date in earlier if first or _LEADS.fullmatch(text, date.to, before[1])]
    behind = [date.shifted(after[0]) for date in find_dates(text[slice(*after)])]
    ranges = [date for date in behind if not date.single and not _LEADS.fullmatch(text, date.to, after[1])]
    whole = [date for date in leading if not date.single]
    leading = [date for date in leading if not _ROSE.search(text, date.to, before[1])]
    ended = next((date for date in behind if date.single and _LEFT.search(text, after[0], date.at)), None)
    if ended is not None and not whole and not ranges:
        begun = leading[-1] if leading and leading[-1].single else None
        places = (ended.at, ended.to) if begun is not None else None
        first_ = begun or ended
        return replace(
            ended,
            start=begun.end if begun is not None else None,
            single=False,
            at=first_.at,
            to=first_.to,
            also=places,
        )
    return next(iter([*whole[-1:], *ranges, *leading[-1:]]), None)


def _schooling(document: Document, sentence: _Sentence) -> Iterator[Entry]:
    text, first, last = sentence.text, sentence.start, sentence.end
    degrees = [mark for mark in degree_name().finditer(text, first, last) if text[mark.start()].isupper()]
    stops = [*(mark.start() for mark in degrees), last][1:]
    graduated = _FROM.search(text, first, last)
    there = [school for school in _AT_SCHOOL.finditer(text, first, last) if is_school(school["school"])]
    told = graduated or (there[0] if len(there) == 1 else None)
    if not degrees and graduated is not None and is_school(graduated["school"]):
        date = next((d.shifted(graduated.end()) for d in find_dates(text[graduated.end() : last])), None)
        yield _entry(document, EntryKind.EDUCATION, {"organization": graduated.span("school")}, date)
    for spent in _SPENT.finditer(text, first, last):
        if is_school(spent["school"]):
            date = next((d.shifted(spent.end()) for d in find_dates(text[spent.end() : last])), None)
            yield _entry(document, EntryKind.EDUCATION, {"organization": spent.span("school")}, date)
    for degree, stop in zip(degrees, stops, strict=True):
        behind = _BEHIND.match(text, degree.end(), stop)
        school = behind if behind is not None and behind["school"] else told
        alone = school is None and _OF_SCHOOL.fullmatch(degree[0]) and _EARNED.search(text, first, degree.start())
        if not alone and (school is None or not is_school(school["school"])):
            continue
        after = degree.end() if school is None else max(degree.end(), school.end("school"))
        date = next(iter(find_dates(text[after:stop])), None)
        date = None if date is None else date.shifted(after)
        field = behind if behind is not None and behind["field"] else None
        title = degree.span()
        if field is not None and degree[0].casefold().startswith("certificate"):
            # a certificate is known by what it is in
            title, field = (degree.start(), field.end("field")), None
        yield _entry(
            document,
            EntryKind.EDUCATION,
            {"title": title}
            | ({"organization": school.span("school")} if school is not None else {})
            | ({"programme": field.span("field")} if field is not None else {}),
            date,
            current=date is None and _STUDIES.search(text, first, degree.start()) is not None,
        )
    for course in _COURSE.finditer(text, first, last):
        date = next((d.shifted(course.end()) for d in find_dates(text[course.end() : last])), None)
        spans = {"title": course.span("title")}
        spans |= {"organization": course.span("school")} if course["school"] else {}
        yield _entry(document, EntryKind.COURSE, spans, date)


def _papers(document: Document, sentence: _Sentence) -> Iterator[Entry]:
    text, last = sentence.text, sentence.end
    for paper in _IS.finditer(text, sentence.start, last):
        begun = next((d.shifted(paper.end()) for d in find_dates(text[paper.end() : last])), None)
        spans = {"title": paper.span("title"), "organization": paper.span("body")}
        yield _entry(document, certificate_kind(paper["title"]) or EntryKind.CERTIFICATION, spans, begun)
    for paper in _PAPER.finditer(text, sentence.start, last):
        kind = certificate_kind(paper["title"])
        if kind is None:
            continue
        date = next((d.shifted(paper.end()) for d in find_dates(text[paper.end() : last])), None)
        between = text[paper.end() : date.at] if date is not None else ""
        until = tells_until(between) or before_last_day(between)
        yield _entry(document, kind, {"title": paper.span("title")}, date, until=until)


def _entry(
    document: Document,
    kind: EntryKind,
    spans: dict[str, tuple[int, int]],
    date: DateRange | None,
    *,
    current: bool = False,
    until: bool = False,
) -> Entry:
    """Make an entry of what stands at these places. `until`: the date is when a paper expires."""
    said = {name: _said(document.text[slice(*span)]) for name, span in spans.items()}
    paper = kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE)
    issued = date is not None and date.single and paper and not until
    places = sorted({*spans.values(), *(date.places if date is not None else ())})
    return Entry(
        id="",
        kind=kind,
        title=said.get("title"),
        organization=said.get("organization"),
        programme=said.get("programme"),
        start=None if date is None else date.end if issued else date.start,
        end=None if date is None or issued else date.end,
        current=current or bool(date is not None and date.current),
        evidence=tuple(document.evidence(*span) for span in places),
    )


def _said(printed: str | None) -> str | None:
    return " ".join(printed.split()) if printed else None
