"""Certificates of courses to courses: what somebody completed or attended, where and when."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.model import Document, Line
from app.extraction.lines.dates import find_dates
from app.extraction.model import CourseState, Entry, EntryKind
from app.extraction.transcripts.grades import no_pass
from app.extraction.transcripts.placed import Word
from app.extraction.transcripts.schools import school_in
from app.extraction.transcripts.walk import Read, read_rows
from app.extraction.words.denial import NOT
from app.extraction.words.lexicon import words

_LABEL = re.compile(r"\b(?:grades?|marks?|scores?|results?|status|hours|hrs|credits?|outcome)\b", re.IGNORECASE)
"""In the header row of a table of courses."""
_FEWEST_ROWS = 2
_MOST_LINES = 25
"""Lines of one certificate, at most."""
_FIRST = 6
"""Lines of a document in which its first certificate is headed."""
_TITLE_WORDS = 16
_BEFORE = 60
"""Letters before the word for a completion that may say that it is none."""
_OF = (
    r" of (?:successful )?(?:completion|achievement|attendance|training|participation|accomplishment|results?"
    r"|continuing education)"
)
_HEADING = re.compile(
    rf"(?:(?:course|training|verified|official) )?certificate{_OF}|(?:course|training|verified) certificate"
    r"|(?:course |training )?(?:completion|attendance|achievement) certificate"
    rf"|(?:statement|notice|letter){_OF}|this (?:is to certify|certifies|certificate is awarded)\b.*",
    re.IGNORECASE,
)
"""The line that a certificate begins with."""
_DONE = re.compile(
    r"\b(?:(?:(?:has|have|having)\s+)(?:(?:successfully|satisfactorily)\s+)?|(?:successfully|satisfactorily)\s+)"
    r"(?:completed|passed)\b"
    r"(?:\s+and\s+(?:received|earned)\s+a\s+passing\s+(?:grade|score|mark)(?:\s+in)?)?"
    r"|\bfor\s+(?:the\s+)?(?:(?:successful|satisfactory)\s+)?completion\s+of\b"
    r"|\bfor\s+(?:successfully\s+|satisfactorily\s+)?completing\b"
    r"|\b(?:satisfied|met|fulfilled)\s+(?:all\s+)?(?:the\s+)?requirements\s+(?:of|for)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:took\s+part|participated)\s+in\b|\b(?:has\s+)?attended\b|\bfor\s+attending\b|\bfor\s+attendance\s+at\b"
    r"|\bfor\s+participat(?:ing|ion)\s+in\b|\bwas\s+present\s+at\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:will|must|may|should|to|when|after|upon|before|courses|be|being|are|is|who)\s+(?:\w+\s+)?$"
    rf"|(?:{NOT}|\b(?:unless|until|if|once|yet))\s+(?:\w+\s+){{0,4}}$",
    re.IGNORECASE,
)
"""Before the word for a completion: it is none."""
_LEADS = re.compile(
    r"[\s:]*(?:(?:a|an|the|all)\s+)?"
    r"(?:\d{1,4}(?:\.\d{1,2})?[ -](?:(?:contact|clock|credit|classroom)\s)?hours?\s+"
    r"(?:of\s+(?:\w+\s+){1,3}?)?(?:in|on|of)?\s*)?"
    r"(?:(?:a|an|the)\s+)?(?:(?:online|non-credit|training|continuing education|following)[, ]\s*){0,3}"
    r"(?:(?:course|class|program|programme|workshop|seminar|webinar|training|requirements|[Ss]pecialization)\b"
    r"(?:\s+(?:in|on|entitled|titled|for|called|of))?[\s:]*)?[\"“”'«]*\s*"
)
"""Between the word for it and the title."""
_ENDS = re.compile(
    r"[\"“”»]|\s+on\s+(?=[A-Z][a-z]{2,8}\.?\s\d|\d)|\s*[(,]\s*(?=\d{1,4}(?:\.\d+)?\s*(?:\w+\s)?(?:hours?|hrs|CEUs?)\b)"
    r"|,\s+an?\s+(?:[\w-]+\s+){0,4}(?:course|program(?:me)?|specialization|class)\b|\s+-\s+(?=\d)|\s{3,}"
    r"|\s+(?:offered|sponsored|provided|presented|conducted|authorized|given|held)\s+(?:by|at)\b"
)
_CODE = re.compile(r"(?P<code>[A-Z]{2,6}[ -]?\d{2,4}[A-Za-z.\dx]{0,5}):\s+")
_BY = re.compile(
    r"\b(?:authorized|offered|sponsored|provided|presented|conducted|taught|issued|hosted|delivered)\s+by\s+(?:the\s+)?"
    r"(?P<name>[A-Z][^\n,.;:]{1,80}?)(?=\s+(?:and|through|on|in|via)\s|\s*[\n,.;:]|\s*$)"
)
_INITIATIVE = re.compile(r"\binitiative\s+of\s+(?:the\s+)?(?P<name>[A-Z][^\n,.;:]{1,80}?)(?=\s*[\n,.;:]|\s*$)")
_HOURS = re.compile(
    r"(?<![\d.,/-])(?P<amount>\d{1,4}(?:\.\d{1,2})?)[ -]?"
    r"(?:(?:contact|clock|credit|classroom|instructional|training)\s)?(?:hours?|hrs)\b",
    re.IGNORECASE,
)
_CEUS = re.compile(r"(?<![\d.,/-])(?P<amount>\d{1,2}\.\d{1,2})\s?CEUs?\b|\bCEUs?:?\s(?P<behind>\d{1,2}\.\d{1,2})")
_FAILED = re.compile(
    r"\b(?:not\s+passed|did\s+not\s+pass|not\s+successful|unsuccessful|failed|cannot\s+be\s+issued)\b", re.IGNORECASE
)
_RESULT = re.compile(
    r"\b(?:(?:final|course|overall)\s+)?(?:grade|result|status|outcome)\s*[:=]\s*(?P<told>[^\n.;,|]{1,30})",
    re.IGNORECASE,
)
"""What a line of its own says that came out."""
_GOING = CourseState.IN_PROGRESS
"""A paper that is "active" or "current" holds, and its course is over."""
_UNMET = re.compile(
    r"\bdid\s+not\s+(?:meet|complete|satisfy|fulfil+)\b|\brequirements\s+(?:were|was|are|have)\s+not\b"
    r"|\bno\s+certificate\b",
    re.IGNORECASE,
)
_OF_PAPERS = re.compile(
    r"\b(?:certified|certification|licen[sc]e[ds]?|provider|CPR|BLS|ACLS|first aid|diploma|degree|apprenticeship)\b",
    re.I,
)
"""In the title of what is more than a course: somebody is certified."""
_OTHER_DAY = re.compile(
    r"\b(?:expir\w{0,6}|valid|renew\w{0,3}|until|through|due|born|birth)\W{1,3}(?:\w{1,12}\W{1,3})?$", re.I
)
"""Before a day: it is none on which a course was over."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Certificate:
    """One course that a certificate tells of."""

    title: tuple[int, int]
    code: tuple[int, int] | None
    school: tuple[int, int] | None
    hours: tuple[int, int] | None
    day: tuple[str, tuple[int, int]] | None
    state: CourseState


def certified(document: Document) -> tuple[list[Entry], Read | None]:
    """Give a course for each certificate of a document that is nothing but certificates, and its table of courses.

    None and nothing for any other document. A document that is headed as a certificate may be its table alone.
    """
    if not any(_heads(document, line) for line in document.lines[:_FIRST]):
        return [], None
    table = _table(document)
    lines = _told_lines(document, table)
    blocks = _blocks(document, lines)
    found = [one for block in blocks if (one := _read(document, block)) is not None]
    few = 2 * len(found) < len(blocks) or len(lines) > _MOST_LINES * len(blocks)
    if few or any(_OF_PAPERS.search(document.text[slice(*one.title)]) for one in found):
        return [], table
    return [_entry(document, one) for one in found], table


def is_certificates(document: Document) -> bool:
    """Say whether a document is nothing but certificates of courses: it begins with one, and tells what was done."""
    return bool(certified(document)[0])


def certificate_entries(document: Document) -> list[Entry]:
    """Give a course for each certificate of a document that is nothing else."""
    return certified(document)[0]


def _table(document: Document) -> Read | None:
    """Read a header row of a table and rows of courses below it that tell what came of them."""
    if not any(_LABEL.search(document.text, line.start, line.end) for line in document.lines):
        return None
    found = read_rows(document)
    telling = [one for one in found.courses if one.told("grade", "mark", "state", "credits", "earned", "dates")]
    return found if found.headed and len(telling) >= _FEWEST_ROWS else None


def _told_lines(document: Document, table: Read | None) -> list[Line]:
    """Give the lines of a document without those of its table: what became of one course is no word about all."""
    rows = [*table.headers, *(course.row for course in table.courses)] if table is not None else []
    taken = sorted(word.start for row in rows for word in row.words[:1])
    return [line for line in document.lines if bisect_left(taken, line.start) == bisect_left(taken, line.end)]


def _heads(document: Document, line: Line) -> bool:
    said = document.text[line.start : line.end].strip()
    return _HEADING.fullmatch(said) is not None


def _blocks(document: Document, lines: Sequence[Line]) -> list[list[Line]]:
    """Give the lines of each certificate; a line that certifies belongs to the heading right above it."""
    blocks: list[list[Line]] = []
    headed = 0
    for n, line in enumerate(lines):
        if _heads(document, line) and (not blocks or n > headed + _FIRST or _verb(document, blocks[-1]) is not None):
            blocks.append([])
            headed = n
        if blocks:
            blocks[-1].append(line)
    if blocks:
        blocks[0] = [line for line in lines if line.start < blocks[0][0].start] + blocks[0]
    return blocks


def _verb(document: Document, block: Sequence[Line]) -> tuple[re.Match[str], bool] | None:
    """Find the word for a completion, or else for having been there."""
    start, end = block[0].start, block[-1].end
    done = (
        found
        for found in _DONE.finditer(document.text, start, end)
        if not _OPEN.search(document.text[max(start, found.start() - _BEFORE) : found.start()])
    )
    if (first := next(done, None)) is not None:
        return first, True
    heard = _HEARD.search(document.text, start, end)
    return (heard, False) if heard is not None else None


def _read(document: Document, block: Sequence[Line]) -> _Certificate | None:
    found = _verb(document, block)
    if found is None:
        return None
    verb, done = found
    text, (start, end) = document.text, (block[0].start, block[-1].end)
    leads = _LEADS.match(text, verb.end(), end)
    at = leads.end() if leads else verb.end()
    stop = next((line.end for line in block if line.start <= at < line.end), end)
    ends = _ENDS.search(text, at, stop)
    title = _trim(text, at, ends.start() if ends else stop)
    if title is None or not text[title[0]].isupper() or len(text[slice(*title)].split()) > _TITLE_WORDS:
        return None
    code = _CODE.match(text, *title)
    said = text[start:end]
    named = (title[0] if code is None else code.end(), title[1])
    state = _state(said, done)
    return _Certificate(
        named, code.span("code") if code else None, _school(document, block, named), *_of(said, start), state
    )


def _state(said: str, done: bool) -> CourseState:
    if _FAILED.search(said):
        return CourseState.FAILED
    told = (no_pass(result["told"].strip()) for result in _RESULT.finditer(said))
    if (other := next((state for state in told if state not in (None, _GOING)), None)) is not None:
        return other
    if done:
        return CourseState.PASSED
    return CourseState.NO_CREDIT if _UNMET.search(said) else CourseState.AUDITED


def _of(said: str, start: int) -> tuple[tuple[int, int] | None, tuple[str, tuple[int, int]] | None]:
    """Give the hours, or the units, and the day that a certificate tells."""
    amount = _HOURS.search(said)
    hours = amount.span("amount") if amount else None
    if hours is None and (units := _CEUS.search(said)) is not None:
        hours = units.span("amount" if units["amount"] else "behind")
    days = [date for date in find_dates(said) if date.end is not None and not _OTHER_DAY.search(said[: date.at])]
    whole = [date for date in days if date.end is not None and len(date.end) == len("2019-05-11")]
    day = next(iter(whole or days), None)
    told = (day.end, (start + day.at, start + day.to)) if day is not None and day.end is not None else None
    return (start + hours[0], start + hours[1]) if hours else None, told


def _school(document: Document, block: Sequence[Line], title: tuple[int, int]) -> tuple[int, int] | None:
    """Give who gave the course: behind a word that says so, else a line with the name of a school."""
    text, (start, end) = document.text, (block[0].start, block[-1].end)
    for pattern in (_INITIATIVE, _BY):
        if (found := pattern.search(text, start, end)) is not None:
            return found.span("name")
    for line in block:
        if not line.start <= title[0] < line.end and (name := _named(text, line)) is not None:
            return name
    return None


def _named(text: str, line: Line) -> tuple[int, int] | None:
    told = [Word(*found.span(), found.group(), 0.0, 0.0) for found in _WORD.finditer(text, line.start, line.end)]
    # behind a comma stands a place or a day
    told = told[: next((n + 1 for n, word in enumerate(told) if word.said.endswith(",")), len(told))]
    if not any(word.said.casefold().strip(".,") in words("transcripts", "schools") for word in told):
        return None
    return school_in(told)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:\"“”'-–"):
        end -= 1
    return (start, end) if start < end else None


def _entry(document: Document, one: _Certificate) -> Entry:
    def said(place: tuple[int, int] | None) -> str | None:
        return " ".join(document.text[slice(*place)].split()) if place else None

    places: Iterator[tuple[int, int] | None] = iter(
        (one.code, one.title, one.school, one.hours, one.day and one.day[1])
    )
    return Entry(
        id="",
        kind=EntryKind.COURSE,
        title=said(one.title),
        organization=said(one.school),
        end=one.day[0] if one.day else None,
        completed=one.state is CourseState.PASSED,
        evidence=tuple(document.evidence(*place) for place in places if place is not None),
        code=said(one.code),
        credits=said(one.hours),
        state=one.state,
    )
