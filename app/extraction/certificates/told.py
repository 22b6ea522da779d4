"""Certifications and licences that people tell of themselves in sentences ("BLS and ACLS certified")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.documents.model import Document
from app.documents.spans import Span
from app.extraction.certificates.entries import certificate_entries
from app.extraction.certificates.lines import THAT, in_own_words, is_paper
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section
from app.extraction.lines.dated_rows import dates_of
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.issuers import is_known
from app.extraction.parts.schooling import degree_in, is_school
from app.extraction.words.lexicon import words
from app.extraction.words.small import any_case, small
from app.taxonomy.names import key

_PROSE = (SectionKind.TOP, SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.SKILLS)
_MARKED = re.compile(r"certif|licen[sc]|CDL|clearance|card\b", re.IGNORECASE)
"""One of these stands wherever a paper is told."""
_WORD = (
    r"(?:[A-Z][A-Za-z+]*[A-Z+][\w+-]*|[A-Z]{2,}|CompTIA|ServSafe|Red Cross|First Aid|Six Sigma|[A-Z][a-z]+ Belt"
    r"|Universal)"
)
_PART = (
    rf"(?:{_WORD}|\d{{1,3}}(?:-?[Hh](?:ou)?rs?)?|[IVX]+|A\+|Type [IV]+|Section 608|608|[A-Z]\b"
    r"|Manager|Instructor|Alcohol|Food)"
)
_NAME = rf"(?>{_WORD}(?:[ -]{_PART}){{0,4}})"
_CERTIFIED = re.compile(
    r"[ -][Cc]ertified\b(?!\s+(?:[A-Z]|(?:plant|facilit|building|warehouse|factor|kitchen|farm|shop|lab|site|compan"
    r"|firm|vendor|supplier|product|part|material|equipment|machine|system|process|environment|organi[cz]|status|home)))"
)
"""Said of somebody; a plant or a product may be certified as well."""
_HELD = re.compile(rf"(?<![\w/&-]){_NAME}(?:(?:,\s*(?:and\s+|&\s+)?|\s+and\s+|\s*&\s*|\s*/\s*){_NAME})*\Z")
"""What somebody is certified in, said before the word."""
_NEAR = 120
"""Characters before the word that are looked at."""
_BETWEEN = re.compile(r",\s*(?:and\s+|&\s+)?|\s+and\s+|\s*&\s*|(?<=[A-Z])\s*/\s*(?=[A-Z])")
_TITLE = r"(?:[A-Z][\w'’+-]*|of|in|and|&)"
_CALLED = re.compile(
    r"(?<![\w-])(?P<name>(?:(?:[A-Z]{2,}|Microsoft|Google|Cisco|CompTIA|Salesforce|Oracle|Red Hat|Adobe)\s+)?"
    rf"(?:Certified|Licensed)\s+[A-Z][\w'’+-]*(?:\s+{_TITLE}){{0,6}}"
    r"(?<!\sof)(?<!\sin)(?<!\sand)(?<!\s&)(?:\s*\([A-Z][A-Za-z+-]+\))?)"
)
"""A title of somebody who is certified or licensed ("Certified Medical Assistant (CMA)")."""
_HAVE = re.compile(
    r"(?:(?:I|I['’]ve)\s+(?:also\s+|currently\s+)?(?:have|hold|carry|got|earned|obtained)|(?:Have|Hold|Carry))\s+(?:(?:my|an?|the|both)\s+)?"
    r"(?!(?:\w+ed|no|not|never|to|been|had|taught|helped|seen|worked|any)\b)(?=\w)"
)
_GONE = any_case(
    r"\b(?:suspended|revoked|expired|lapsed|lost|taken\s+away|pending|back\s+soon|not\s+yet|who|whose)\b"
)
_MOST_WORDS = 8
_STOP = re.compile(r"(?<=[\w)])[.;!]\s+")
"""Between two sentences."""
_OTHERS = re.compile(
    r"(?i:\b(?:supervis(?:ed?|es|ing)|over(?:saw|see[ns]?|seeing)|manag(?:ed?|es|ing)|hir(?:ed?|es|ing)|recruit(?:ed|s|ing)?"
    r"|assist(?:ed|s|ing)?|support(?:ed|s|ing)?|schedul(?:ed?|es|ing)|mentor(?:ed|s|ing)?|sold|sell(?:s|ing)?|sent|mailed"
    r"|under|alongside|becom(?:e|ing)|by))\s+(?:[a-z]+\s+|\d+\s+){0,3}\Z"
)
"""Before a title: it is that of somebody else."""
_PLURAL = re.compile(r"(?:ant|er|or|ist|ian|ent|ee|nurse|aide|professional)s\Z", re.IGNORECASE)
_THINGS = re.compile(
    r"(?i:Certified\s+(?:Mail|Cop(?:y|ies)|Checks?|Refurbished|Pre|Used|Organic|Angus|Letters?|Funds?)\b)"
)
_PROPER = r"(?:(?:[A-Z][\w'’-]*|(?:[A-Z]\.)+)\s+|of\s+)"
_HOLDS = re.compile(
    r"(?:(?<=[.;]\s)|(?<=\n)|\b(?:[Hh](?:olds?|olding|ave|as)|[Pp]ossess(?:es|ing)?|[Mm]aintains?|[Ww]ith|[Cc]urrent"
    r"|[Vv]alid|[Aa]ctive)\s+(?:an?\s+|my\s+)?)(?:(?:current|valid|active|clean|unrestricted|[Ff]ull)\s+(?:and\s+\w+\s+)?){0,3}"
    rf"(?P<name>(?:{_PROPER}{{0,4}}[Dd]riv(?:er['’]?s?['’]?|ing)\s+[Ll]icen[sc]e|(?:[A-Z][\w'’-]*\s+){{0,4}}CDL(?!\s+(?:drivers|holders))"
    rf"|(?=[A-Z])(?!(?:Business|This|These|Your|Our)\b){_PROPER}{{1,5}}(?:[Ll]icen[sc]e|[Cc]ertificat(?:e|ion)|[Cc]ard|[Cc]learance))\b"
    r"(?:\s+(?:[Cc]lass\s+)?[A-C]\b)?)(?!\s*:)"
)
"""A paper that somebody holds ("Holds a valid Class A CDL")."""
_CERTIFIED_IN = re.compile(
    r"\b(?:certified|licensed)\s+(?:(?:in|on|to\s+(?:operate|run|drive))\s+(?:(?:both|the)\s+)?|as\s+an?\s+)"
    r"(?P<list>[\w+/&’'-]+(?:[ ,]+[\w+/&’'-]+){0,9}?)"
    r"(?=\s*(?:[.;:()]|$)|,?\s+(?:and\s+(?:I|am|have)\b|through\b|by\b|from\b|with\b|since\b|for\b|who\b|in\s+the\b|at\b|until\b))",
    re.IGNORECASE,
)
"""What somebody is certified in, said behind the word ("certified in CPR and first aid through the Red Cross")."""
_GENERAL = any_case(r"(?:all|many|several|various|multiple|different|my|our|their|this|that|it|both|most)\b")
_OWNS = re.compile(
    r"(?:^|[.;,(]\s*|\b(?:I\s+am|I['’]m|I\s+got|and|also|was|am|got|became|currently|now|fully|both)\s+)\Z",
    re.IGNORECASE,
)
"""What stands before "certified in" where somebody tells it of himself, at the head of a sentence or not."""
_EACH = re.compile(r",\s*(?:and\s+|&\s+)?|\s+and\s+|\s*&\s*")
_IN_WORDS = 4
_LIST_WORDS = 14
_COMMA = re.compile(r"\s*[,|]\s*")
_NAME_ALONE = re.compile(r"[A-ZÀ-Þ][\w.'’\"“”-]*(?:\s[\w.'’\"“”()-]+){1,4}")
_BY_LETTERS = re.compile(r"[A-Z][A-Z-]{1,7}")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_SAID_OF_ALL = frozenset(
    (
        "certified",
        "certification",
        "certificate",
        "license",
        "licence",
        "licensed",
        "card",
        "level",
        "class",
        "hour",
        "and",
    )
)
_LISTED_WORDS = 9
_ABOUT = any_case(
    r"\b(?:compliance|regulations?|standards?|knowledge|experience|procedures?|guidelines|practices|skills|requirements"
    r"|policies|safety|trained|years?)\b"
)
"""Words of what somebody knows of a paper's field, and of no paper."""
_HELD_NOW = re.compile(r"(?:(?:current|valid|active|holds?|have|has|possess(?:es)?)\s+(?:an?\s+)?)+", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?:and|or|of|the|in|with|for|exp|expires|valid|current|active|since|through|until|class|licen[sc]ed?|card|permit"
    r"|certifi(?:ed|cate|cation)|driver['’]?s['’]?|endorse(?:d|ments?)|hazmat|tanker|hour|no|as|clean|driving|record)\b[.,;:]?"
)
"""Words in small letters that stand beside the name of a paper."""
_NO_NAME = frozenset({"us", "usa"})


def told_papers(document: Document, found: Sequence[Section], known: Sequence[Entry]) -> Iterator[Entry]:
    """Read papers out of what people say of themselves; sentences only where none stands by itself: a list says them
    better, and a line of qualifications says one that the list may lack."""
    text, have = document.text, set[str]()
    listed = [row for part in found if part.kind is SectionKind.SUMMARY for row in part.rows if lists_paper(row)]
    papers = [entry.title or "" for entry in known if entry.kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE)]
    others = [_named_by(title) for title in papers]
    for row in map(_bare, listed):
        for paper in certificate_entries(document, [row], EntryKind.CERTIFICATION):
            title = paper.title or ""
            again = any(_named_by(title) & other for other in others)
            if certificate_kind(title) is not None and key(title) not in have and not again:
                have.add(key(title))
                yield paper
    if papers:
        return
    yield from _behind_name(document, found)
    summed = [row for part in found if part.kind is SectionKind.SUMMARY for row in part.rows if row.bullet]
    for row in (row for row in summed if row not in listed and row.words <= _LIST_WORDS):
        for start, end, kind in _among_others(text, row):
            if key(text[start:end]) not in have:
                have.add(key(text[start:end]))
                yield Entry(id="", kind=kind, title=text[start:end], evidence=(document.evidence(start, end),))
    taken = {row.end for row in listed}
    prose = (row for part in found if part.kind in _PROSE or part.heading is None for row in part.rows)
    for row in (row for row in prose if row.end not in taken):
        had = list(_had(document, row))
        for paper in had:
            if (named := key(paper.title or "")) not in have:
                have.add(named)
                yield paper
        told = [place for paper in had for place in paper.evidence]
        for start, end, kind in _papers(text, row):
            if any(place.start < end and start < place.end for place in told):
                continue
            name = " ".join(text[start:end].split())
            if key(name) not in have:
                have.add(key(name))
                yield Entry(id="", kind=kind, title=name, evidence=(document.evidence(start, end),))


def _had(document: Document, row: Row) -> Iterator[Entry]:
    """Give the papers of the sentences in which somebody says what they have ("I have an OSHA 30 card")."""
    at = row.start
    for mark in [*_STOP.finditer(document.text, row.start, row.end), None] if _HAVE.search(row.said) else ():
        end = mark.start() if mark else row.end
        said = document.text[at:end]
        if _HAVE.match(said) and _GONE.search(small(said)) is None:
            for part in in_own_words(dates_of([replace(row, start=at, end=end, said=said, bullet=True)])[0]):
                told = THAT.sub("", part.row.said)
                one = replace(part.row, end=part.row.start + len(told), said=told)
                for paper in certificate_entries(document, [one], EntryKind.CERTIFICATION):
                    if len((paper.title or "").split()) <= _MOST_WORDS and is_paper(paper.title or ""):
                        yield paper
        at = mark.end() if mark else end


def _among_others(text: str, row: Row) -> Iterator[tuple[int, int, EntryKind]]:
    """Give the papers among the things that a line of qualifications lists ("OSHA 10, scaffold user")."""
    marks = list(_COMMA.finditer(text, row.start, row.end))
    at = row.start
    for end in (*(mark.start() for mark in marks), row.end) if marks else ():
        said = text[at:end]
        own = certificate_kind(said) if len(said.split()) <= _IN_WORDS and said[:1].isupper() else None
        if own is not None and not _ABOUT.search(small(said)) and not _CERTIFIED.search(said):
            yield at, end, own
        at = next((mark.end() for mark in marks if mark.start() == end), end)


def _behind_name(document: Document, found: Sequence[Section]) -> Iterator[Entry]:
    """Give what stands behind the name at the head of a resume ("Ida Roe, RN, CCRN")."""
    head = next((part.rows[0] for part in found if part.kind is SectionKind.TOP and part.rows), None)
    name, *letters = _COMMA.split(head.said) if head is not None else [""]
    if head is None or not letters or not _NAME_ALONE.fullmatch(name):
        return
    at = head.start
    for part in (name, *letters):
        at = document.text.find(part, at, head.end)
        if at < 0:
            return
        kind = certificate_kind(part) if _BY_LETTERS.fullmatch(part) else None
        if kind is not None:
            yield Entry(id="", kind=kind, title=part, evidence=(document.evidence(at, at + len(part)),))
        at += len(part)


def _named_by(title: str) -> set[str]:
    """Give the words by which one paper is told from others ("OSHA", "NCCER", "welder")."""
    return {word for word in _LETTERS.findall(small(title)) if word not in _SAID_OF_ALL}


def lists_paper(row: Row) -> bool:
    """A line of a list of qualifications that is the name of a paper ("CNA, State of Ohio, exp. 2026")."""
    if (
        row.words > _LISTED_WORDS
        or row.said.endswith(".")
        or _CERTIFIED.search(row.said)
        or certificate_kind(row.said) is None
        or _ABOUT.search(small(row.said))
    ):
        return False
    if is_school(row.said) or degree_in(row.said) is not None:
        return False
    small_ones = (word for word in row.said.split() if word[0].islower())
    # "Journeyman roofer card"
    return all(_BESIDE.fullmatch(word) or word in words("titles", "heads") for word in small_ones)


def _bare(row: Row) -> Row:
    """Give a line without the word before the name that says it is held ("Current CPR")."""
    held = _HELD_NOW.match(row.said)
    at = held.end() if held is not None else 0
    return row.part(at)


def _papers(text: str, row: Row) -> Iterator[tuple[int, int, EntryKind]]:
    if not _MARKED.search(text, row.start, row.end):
        return
    taken: list[Span] = []
    for mark in _CERTIFIED.finditer(text, row.start, row.end):
        near = max(row.start, mark.start() - _NEAR)
        found = _HELD.search(text[near : mark.start()])
        if found is not None:
            taken.append((near + found.start(), mark.end()))
            yield from _held(text, near + found.start(), mark)
    yield from _certified_in(text, row, taken)
    for pattern in (_CALLED, _HOLDS):
        for found in pattern.finditer(text, row.start, row.end):
            start, end = found.span("name")
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            kind = certificate_kind(text[start:end])
            if kind is not None and (pattern is not _CALLED or _of_oneself(text, row.start, start, end)):
                yield start, end, kind


def _certified_in(text: str, row: Row, taken: list[Span]) -> Iterator[tuple[int, int, EntryKind]]:
    """Give each thing that somebody says to be certified in."""
    for told in _CERTIFIED_IN.finditer(text, row.start, row.end):
        start, end = told.span("list")
        if not _OWNS.search(text[max(row.start, told.start() - _NEAR) : told.start()]):
            continue
        for part in [*_EACH.finditer(text, start, end), None]:
            last = part.start() if part else end
            name = text[start:last]
            brief = 0 < len(name.split()) <= _IN_WORDS and not _GENERAL.match(small(name))
            if brief and not any(start < b and a < last for a, b in taken):
                taken.append((start, last))
                yield start, last, certificate_kind(name) or EntryKind.CERTIFICATION
            start = part.end() if part else last


def _of_oneself(text: str, row: int, start: int, end: int) -> bool:
    """Say whether a title is of who writes, and not of others ("Supervised Certified Nursing Assistants")."""
    before = _OTHERS.search(text, max(row, start - _NEAR), start)
    return not (before or _PLURAL.search(text, start, end) or _THINGS.search(text, start, end))


def _held(text: str, at: int, certified: re.Match[str]) -> Iterator[tuple[int, int, EntryKind]]:
    """Give each paper of "BLS, ACLS and PALS certified"."""
    for part in [*_BETWEEN.finditer(text, at, certified.start()), None]:
        end = part.start() if part else certified.start()
        # "FAA certified" names who certified
        whole = end if part or not is_known(text[at:end]) else certified.end()
        if text[at:end].casefold() not in _NO_NAME:
            yield at, whole, certificate_kind(text[at:whole]) or EntryKind.CERTIFICATION
        at = part.end() if part else end
