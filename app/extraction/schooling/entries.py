"""Education sections to entries: institution, degree, programme and dates, in whatever order they are printed."""

import re
from collections.abc import Iterator, Sequence

from app.documents.model import Document
from app.extraction.certificates.entries import certificate_entries
from app.extraction.jobs.entries import body_span, spans_of
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.schooling import (
    SCHOOL,
    SECONDARY,
    degree_in,
    is_school,
    opening_degree,
)
from app.extraction.parts.schooling_asides import bare
from app.extraction.parts.schooling_fields import labelled
from app.extraction.parts.service_schools import service_school
from app.extraction.parts.studies import STUDY
from app.extraction.schooling.amends import amended
from app.extraction.schooling.degrees import SUBJECTS
from app.extraction.schooling.forms import courses_apart, degrees_apart, level_of, lone_lines, whole_lines
from app.extraction.schooling.growing import DETAIL, Growing, grow, names_and_field
from app.extraction.schooling.papers import (
    COURSE,
    PROGRAMME,
    at_tech,
    dated_below,
    ends_studies,
    expires,
    gave_below,
    holds,
    is_paper,
    names_holder,
    of_a_place,
    of_profession,
    studied_at,
    studied_for,
    unbroken,
)
from app.extraction.schooling.sentences import told
from app.extraction.words.lexicon import words
from app.extraction.words.places import is_town
from app.extraction.words.small import small

_LONG = 3
_TAUGHT = re.compile(r"\b(?P<name>academy|(?:summer|winter|field) school)(?: \([^()]*\))?$", re.IGNORECASE)
_GENERAL = re.compile(r"\b(?:Primary|Elementary|Grammar|Grade|Nursery|Comprehensive|Secondary|Middle|Basic) School$")
_COLLEGE = re.compile(r"\b(?:college|university|institute|technical|academy|school of|career|trade)\b", re.IGNORECASE)
_TOWN = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?")
_DEGREE = re.compile(
    r"(?:[BAM](?:[A-Z]{1,3}\b|\.|\s?of\b)|(?:bachelor|master|associate|doctor)|ph\.?d|ged\b|h\.?s\.?\b"
    r"|high school|diploma)",
    re.IGNORECASE,
)
"""What no course ends with."""
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_PRIZE = re.compile(r"(?:winner|finalist|recipient|awarded|runner[- ]up)\b", re.IGNORECASE)
_HONOUR = re.compile(r"\b(?:(?:semi-?)?finalist|scholar|honou?ree|nominee|eagle scout)$", re.IGNORECASE)
_TRADES = re.compile(r"\b(?:Technical|Vocational|Career|Trade|Tech|Vo-?Tech)\b", re.IGNORECASE)
_POST = re.compile(r"(?:Camp|Fort|Ft\.?|Naval|NAS|MCAS|Joint Base)\s[A-Z]|.*\b(?:AFB|Air Force Base)$")
"""A place of the forces, at which their schools are."""
_LETTERS = re.compile(r"[A-Z]{3,}(?:/[A-Z]+)?")
"""What was studied, by its letters ("HVAC/R")."""
_BOARD = re.compile(r"\w (?:Board|Council)$")
_ITS_FIELD, _ABBREVIATED = re.compile(r"\s(?:en|in)\s+\w"), re.compile(r"[A-Z]{3,6}")
_NO_NAME = re.compile(r"(?:high|secondary|middle|primary) school", re.IGNORECASE)
_OF_BODY = re.compile(r"^(?:Chartered|Certified|Licensed|Registered)\b|[a-z] \([A-Z]{3,6}\)$")
"""What a body of a profession gives, which stands above it."""
_OPEN_TITLE = re.compile(
    r"\b(?:diplomas?|certificates?|certified|degree|training|courses?|class|apprentice\w*|program\w*|academy|seminar|workshop"
    r"|boot ?camp|orientation|level|licen[sc]e|ged|studies in)\b|\d",
    re.IGNORECASE,
)
"""Without the name of a degree these words make a title of what was studied; else it is a field."""


def _kind(title: str | None, school: str | None, default: EntryKind) -> EntryKind:
    if default is EntryKind.COURSE and title is not None and school is not None and _DEGREE.match(title):
        return EntryKind.EDUCATION if opening_degree(title) and is_school(school) else default
    if default is not EntryKind.EDUCATION or title is None or opening_degree(title):
        return default
    if re.search(r"\b(?:coursework|classes)\b", title, re.IGNORECASE):
        return EntryKind.COURSE
    if PROGRAMME.search(title):
        return default
    if school is not None and COURSE.search(title):
        return EntryKind.COURSE
    certificate = certificate_kind(title)
    own = certificate is EntryKind.CERTIFICATION or title.casefold().endswith("diploma")
    schooled = (is_school(school or "") and not of_profession(school or "")) or at_tech(f"{title}, {school}")
    if own and schooled:
        # a school's own certificate is schooling, and so is the diploma for what needs a licence ("LPN diploma")
        return default
    if certificate is not None:
        return certificate
    return EntryKind.COURSE if COURSE.search(title) else default


def _is_town(text: str, school: tuple[int, int], topic: tuple[int, int]) -> bool:
    """One or two words right behind a school's name that name no study."""
    said = text[slice(*topic)]
    letters = said.isupper() and not text[slice(*school)].isupper()
    beside = re.fullmatch(r",\s+", text[school[1] : topic[0]]) is not None
    return beside and _TOWN.fullmatch(said) is not None and STUDY.search(said) is None and not letters


def _is_in_town(text: str, spans: dict[str, tuple[int, int]]) -> bool:
    """Nothing is studied at such a school but what all study: what stands beside its name is where it is."""
    school = text[slice(*spans.get("school", (0, 0)))]
    said = text[slice(*spans["topic"])]
    if (said[0].islower() and STUDY.search(said) is not None) or (said.isupper() and not school.isupper()):
        # "Elm Vocational HS, pipefitting"
        return False
    several = len(said.split()) > 1 and not said.endswith("ing")
    if (_TRADES.search(school) is not None or several) and STUDY.search(said) is not None:
        # "Worcester Technical High School, Plumbing"
        return False
    general = _GENERAL.search(school) is not None and _is_town(text, spans["school"], spans["topic"])
    placed = _TOWN.fullmatch(said) is not None and _named_with_region(text, said)
    # "ELM HIGH SCHOOL, RENO", "elm high school, reno"
    plain = school.title() if school.isupper() or school.islower() else school
    return general or placed or SCHOOL.search(plain) is not None or _POST.match(said) is not None


def _named_with_region(text: str, town: str) -> bool:
    """Elsewhere in the document the town stands with its region ("Toledo, OH")."""
    at = text.find(f"{town}, ")
    while at >= 0 and not is_town(text, at, at + len(town)):
        at = text.find(f"{town}, ", at + 1)
    return at >= 0


def _studied(text: str, spans: dict[str, tuple[int, int]], degree: str) -> bool:
    """A college's diploma, with what it was in ("Diploma, Pharmacy Technology, Baton Rouge Community College")."""
    topic, school = text[slice(*spans["topic"])], text[slice(*spans.get("school", (0, 0)))]
    plain = re.fullmatch(r"(?!high|secondary|hs)(?:\w+\s+)?diploma", degree, re.IGNORECASE) is not None
    named = STUDY.search(topic) is not None or len(topic.split()) >= _LONG or _LETTERS.fullmatch(topic) is not None
    return plain and named and _COLLEGE.search(school) is not None


def _given_first(text: str, spans: dict[str, tuple[int, int]]) -> bool:
    """Who gave a course stands before it ("Harbor Area Works, Digital Basics class")."""
    if not {"school", "degree"}.isdisjoint(spans) or not {"topic", "more"} <= spans.keys():
        return False
    one, two = text[slice(*spans["topic"])], text[slice(*spans["more"])]
    held = _OF_BODY.search(two) is not None and _OF_BODY.search(one) is None
    return one[0].isupper() and (held or (COURSE.search(two) is not None and COURSE.search(one) is None))


def _of_firm(text: str, grown: Growing) -> dict[str, tuple[int, int]]:
    """Give the pieces; below an apprenticeship stands the firm, behind a degree perhaps a board."""
    spans = dict(grown.spans)
    degree = text[slice(*spans.get("degree", (0, 0)))].casefold()
    if degree.startswith("apprentice") and "topic" in spans and not grown.sure:
        spans.setdefault("school", spans.pop("topic"))
    told = {"degree", "topic"} <= spans.keys() and "school" not in spans
    if told and _gave(text[slice(*spans["topic"])], text[slice(*spans["degree"])]):
        spans["school"] = spans.pop("topic")
    return spans


def _taught(school: str) -> re.Match[str] | None:
    """Find the name of a school that is that of what was taken there as well ("Summer School")."""
    return service_school(school) or _TAUGHT.search(school)


def _settled(text: str, grown: Growing, kind: EntryKind) -> dict[str, tuple[int, int]]:
    """Say what the pieces are whose words leave it open, by what else the entry has."""
    spans = _of_firm(text, grown)
    if "degree" not in spans and "school" in spans and _NO_NAME.fullmatch(text[slice(*spans["school"])]):
        # "High school, Tran Phu": the kind of school stands before its name
        spans["degree"] = spans.pop("school")
    if "school" not in spans and {"topic", "more"} <= spans.keys() and spans["topic"] < spans.get("degree", (0, 0)):
        # two unknown pieces, one before the degree and one after: the school and the field
        spans["school"], spans["topic"] = spans["topic"], spans.pop("more")
    if kind is EntryKind.EDUCATION and names_and_field(text, spans):
        spans["school"], spans["topic"] = spans["topic"], spans.pop("more")
    if _given_first(text, spans):
        spans["school"], spans["degree"] = spans.pop("topic"), spans.pop("more")
    degree = text[slice(*spans["degree"])] if "degree" in spans else ""
    if degree and "school" not in spans and grown.displaced is not None and spans["location"] == grown.displaced:
        # "Rutgers – B.A. Economics"
        spans["school"] = spans.pop("location")
    if {"school", "topic", "more"} <= spans.keys() and _is_town(text, spans["school"], spans["topic"]):
        # "Arizona State University, Tempe", and below it what was studied
        spans.setdefault("location", spans["topic"])
        spans["topic"] = spans.pop("more")
    between = {"school", "topic", "more"} <= spans.keys() and spans["school"] < spans["topic"]
    if between and spans["topic"] < spans.get("degree", (0, 0)) and not STUDY.search(text[slice(*spans["topic"])]):
        # "Foothill College, Los Altos Hills: A.S., Dental Hygiene"
        spans.setdefault("location", spans["topic"])
        spans["topic"] = spans.pop("more")
    placed = "school" in spans and "topic" in spans and degree and not grown.sure
    if placed and _is_town(text, spans["school"], spans["topic"]):
        # "Licenciatura, Universidad del Zulia, Cabimas": the town of the school
        spans.setdefault("location", spans.pop("topic"))
    if (
        kind is EntryKind.COURSE
        and "degree" not in spans
        and (taught := _taught(text[slice(*spans.get("school", (0, 0)))])) is not None
        and ("topic" not in spans or taught["name"].casefold().endswith("school"))
    ):
        # "NCO Academy", "Medic "A" School (NEC L01A), Fort Reed": in a list of courses that is what was taken
        start = spans.pop("school")[0]
        spans["degree"] = (start, start + taught.end("name"))
        if "topic" in spans:
            spans["school"] = spans.pop("topic")
    if "degree" not in spans and "topic" in spans:
        said = text[slice(*spans["topic"])]
        titled = _OPEN_TITLE.search(said) or COURSE.search(said)
        if kind is not EntryKind.EDUCATION or "school" not in spans or titled:
            spans["degree"] = spans.pop("topic")
    elif SECONDARY.search(degree) and "topic" in spans and not grown.sure and not _studied(text, spans, degree):
        _beside_secondary(text, spans)
    if SUBJECTS.match(degree):
        # "GCSE English, Maths"
        spans.pop("more", None)
    if "school" not in spans and degree and grown.sure and "more" in spans and text[spans["more"][0]].isupper():
        spans["school"] = spans.pop("more")
    if "topic" in spans and not degree and not grown.sure and _is_in_town(text, spans):
        spans.setdefault("location", spans.pop("topic"))
    return spans


def _beside_secondary(text: str, spans: dict[str, tuple[int, int]]) -> None:
    """Take what stands beside the end of school for where that was, or else for the school."""
    if "school" in spans or text[slice(*spans["topic"])].casefold() in words("places", "names"):
        # "High School Equivalency, Oregon"
        spans.setdefault("location", spans.pop("topic"))
    elif "diploma" not in text[slice(*spans["degree"])].casefold() and _named(text, spans):
        spans["school"] = spans.pop("topic")


def _named(text: str, spans: dict[str, tuple[int, int]]) -> bool:
    """Say whether what stands beside a degree is printed as a name is, where the degree is."""
    return not text[spans["topic"][0]].islower() or text[spans["degree"][0]].islower()


def _gave(said: str, degree: str) -> bool:
    """Behind a degree a board of examiners or a "… Tech", or letters where it names its field ("… Redes, SENA")."""
    letters = _ABBREVIATED.fullmatch(said) is not None and _ITS_FIELD.search(degree) is not None
    return letters or _BOARD.search(said) is not None or at_tech(f"{degree}, {said}")


def _prized(text: str, spans: dict[str, tuple[int, int]]) -> bool:
    """Say whether a title is an honour, and beside it stands no school ("National Merit Finalist")."""
    title, school = (text[slice(*spans.get(name, (0, 0)))] for name in ("degree", "school"))
    return _PRIZE.match(title) is not None or (_HONOUR.search(title) is not None and not is_school(school))


def _may_be_paper(row: Row) -> bool:
    """Below a heading of both, an abbreviation with a date that names no school or degree is a certification."""
    if expires(row):
        return True
    if not _CAPITALS.search(row.said):
        return False
    studied = is_school(row.said) or degree_in(row.said) or PROGRAMME.search(row.said)
    dated = any(date.single for date in find_dates(row.said)) and STUDY.search(row.said) is None
    return (
        not studied
        and dated
        and row.words <= 10
        and not COURSE.search(row.said)
        and not DETAIL.match(small(row.said))
    )


def _papers(rows: Sequence[Row], mixed: bool, courses: bool) -> Iterator[list[Row]]:
    """Give each certification or licence with the plain rows below its bold title."""
    for n, row in enumerate(rows):
        if not mixed and (labelled(row.said) is not None or (not courses and of_a_place(row))):
            continue
        if studied_for(row, rows[n + 1] if n + 1 < len(rows) else None):
            continue
        if not (mixed or courses) and (studied_at(rows[n : n + 4]) or ends_studies(row, rows[n - 1] if n else None)):
            continue
        if (
            not is_paper(row)
            and not (mixed and _may_be_paper(row))
            and not (courses and (holds(row) or names_holder(row)))
        ):
            continue
        last = n + 1
        while row.bold and last < len(rows) and not rows[last].bold and rows[last].block == row.block:
            last += 1
        last = n + 2 if last == n + 1 and gave_below(rows[n : n + 2]) else last
        last += last == n + 1 and dated_below(rows, n)
        group = list(rows[n:last])
        yield group if not any(is_school(r.said) and not certificate_kind(r.said) for r in group[2:]) else group[:1]


def _bare(group: Sequence[Row]) -> list[Row]:
    """Give rows without the levels in front of them ("Vocational: …")."""
    return [level[0] if (level := level_of(row)) is not None else row for row in group]


def school_entries(
    document: Document, rows: Sequence[Row], kind: EntryKind = EntryKind.EDUCATION, *, mixed: bool = False
) -> list[Entry]:
    """Read the entries of an education or courses section. Ids are numbered later.

    `mixed`: its heading names certifications as well.
    """
    clauses = [told(row) for row in unbroken(document.text, rows)]
    rows = list(degrees_apart([row for own in clauses for row in own]))
    rows, apart = courses_apart(rows) if kind is EntryKind.COURSE else (rows, frozenset())
    lines = frozenset(row.start for own in clauses for row in own[1:])
    lines |= apart | (lone_lines(rows) if kind is EntryKind.COURSE else whole_lines(rows))
    groups = list(_papers(rows, mixed, kind is EntryKind.COURSE))
    papers = {row.start for group in groups for row in group}
    entries = [
        entry for group in groups for entry in certificate_entries(document, _bare(group), EntryKind.CERTIFICATION)
    ]
    school: tuple[int, int] | None = None
    for grown in grow(document, [row for row in rows if row.start not in papers], lines):
        spans = amended(document.text, _settled(document.text, grown, kind), kind, school)
        school = spans.get("school", school)
        prize = _prized(document.text, spans)
        if prize or ("degree" not in spans and "school" not in spans):
            continue
        bare_name = "school" not in spans and grown.dates is None and len(spans) < 2
        if bare_name and kind is EntryKind.EDUCATION and not grown.alone:
            continue
        spans = bare(document.text, spans)
        said = {name: " ".join(document.text[s:e].split()) for name, (s, e) in spans.items()}
        dates = grown.dates
        used = [spans[name] for name in ("degree", "topic", "school", "way", "standing") if name in spans]
        places = sorted({*used, *spans_of([], dates)})
        entry_kind = _kind(said.get("degree"), said.get("school"), kind)
        issued = dates is not None and dates.single and entry_kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE)
        entries.append(
            Entry(
                id="",
                kind=entry_kind,
                title=said.get("degree"),
                organization=said.get("school"),
                programme=said.get("topic"),
                location=said.get("location"),
                start=(dates.end if issued else dates.start) if dates else None,
                end=None if issued or dates is None else dates.end,
                current=bool(dates and dates.current) or ("way" in spans and dates is None),
                expected=bool(dates and dates.expected),
                evidence=tuple(document.evidence(*span) for span in places),
                body=body_span(grown.body),
            )
        )
    return entries
