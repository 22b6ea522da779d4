"""Education sections to entries: institution, degree, programme and dates, in whatever order they are printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from app.documents.model import Document
from app.extraction.blocks import date_rows, labels_another_section
from app.extraction.certificates import certificate_entries
from app.extraction.certificates_parts import certificate_kind
from app.extraction.dates import DateRange
from app.extraction.fields import Part, Piece, cut, organization_score
from app.extraction.jobs import body_span, spans_of
from app.extraction.lexicon import table, words
from app.extraction.model import Entry, EntryKind
from app.extraction.rows import Row

_DETAIL = re.compile(
    r"(?:cumulative\s+)?gpa\b|relevant\b|coursework|courses?\s*:|thesis\b|dean['’]?s|honou?rs?\b|activities|advisor"
    r"|awards?\b|graduated\s+(?:with|magna|summa|cum)|magna|summa|cum laude|scholarship|member\b|minor\s*:"
    r"|key\s+\w+\s*:|emphasis\b|concentration\s*:|national honor|topics|clinical hours",
    re.IGNORECASE,
)
_COURSE = re.compile(
    r"\b(?:ESOL|ESL|segundo idioma|curso|course|training|seminar|workshop|class|orientation|bootcamp|boot camp)\b",
    re.IGNORECASE,
)
_PROGRAMME = re.compile(r"\b(?:program(?:me)?|academy|apprenticeship)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:\d+ of \d+\b|\d[\d,.]*\+?\s*(?:(?:clock|contact|class|credit|semester|quarter)\s+)?"
    r"(?:hours?|hrs?|credits?|units?|semesters?|years?|months?|weeks?)\b|no degree|without"
    r"|\(?unfinished|did not|not completed|in progress|ongoing|minor in|gpa\b|honou?rs\b|with hono|cum laude"
    r"|(?:one|two|three) years?\b|some (?:classes|credits)|level \d|evaluated by|first part|graduate$"
    r"|completed\b|finished\b|attended\b"
    r"|aba[- ]approved)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:High|Middle|Senior|Junior) (?:School|High)\b|\b[A-Z]\w+ High$|^[A-Z]\w+(?: [A-Z]\w+)* (?:State|Tech)$"
    r"|\bLocal (?:No\. )?\d+\b|[A-Z]\w+ HS$|-[Ss]chule\b|[Ss]chule$|\bGymnasium\b|Apprenticeship$"
)
_SCHOOL_END = re.compile(r"[A-Z]\w+ (?:School|College|University|Academy|Institute|High)\s+$")
_PART_OF = re.compile(
    r"\(?(?:some\s+(?:college|university|schooling)|(?:night|evening|online|some)\s+(?:classes|courses)|coursework"
    r"|(?:\d[\d.]*\+?|one|two|three|four|some)\s+(?:(?:semester|quarter|college)\s+)?(?:credits?|units?|years?|semesters?))"
    r"(?:\s*(?:towards?|of|in|for)\s+(?:an?\s+)?|\s*(?=\())",
    re.IGNORECASE,
)
"""Words before what was studied in part ("60 credits toward B.S.Ed.", "two years of Anthropology")."""
_UNDER_WAY = re.compile(
    r"[\s,(;–—-]*\b(?:in[ -]progress|ongoing|currently enrolled|(?:still )?(?:attending|studying)|to present)\b.*$",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\s*\((?:[\d,.]+\+?\s*(?:clock\s+)?(?:hours?|hrs?|credits?|units?|weeks?|months?)\.?[^()]*)\)?$", re.IGNORECASE
)
_SECONDARY = re.compile(
    r"high school|secondary|g\.?e\.?d\b|equivalency|hiset|preparatoria|secundaria|bachillerato|^baccalaur|diploma$",
    re.IGNORECASE,
)
"""Ends of school before any field is chosen: a name beside them is the school's or the town's."""
_FIELD = re.compile(
    r"(?!.*(?:honou?rs|hons|part|class|form|level))[A-Z][a-z]{3,}(?:\s(?:and|&|of)?\s?[A-Z][a-z]+)*$", re.UNICODE
)
"""In brackets behind a degree: what was studied ("M.Tech (Computer Science)")."""
_TOWN = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?")
_PRIZE = re.compile(r"(?:winner|finalist|recipient|awarded|runner[- ]up)\b", re.IGNORECASE)
_NO_NAME = re.compile(r"(?:high|secondary|middle|primary) school", re.IGNORECASE)
_OPEN_TITLE = re.compile(
    r"\b(?:diplomas?|certificates?|certified|degree|training|courses?|class|apprentice\w*|program\w*|academy|seminar|workshop"
    r"|boot ?camp|orientation|level|licen[sc]e|ged|studies in)\b|\d",
    re.IGNORECASE,
)
"""Without the name of a degree these words make a title of what was studied; else it is a field."""
_LEADS = re.compile(
    r"\s*(?:degree\s+)?(?:in|of|on|with\s+a\s+major\s+in|majoring\s+in|major\s*:|[:,–—-])\s+", re.IGNORECASE
)
_BESIDE = re.compile(
    r"^(?:in progress|completed|graduated(?:\s+as)?|candidate|graduation|awarded|currently enrolled)\b[:\s]*", re.I
)
_SPLIT = re.compile(
    r",\s+(?!(?:Inc|LLC|Jr|Sr)\b)|(?<=[a-z]):\s+|(?<=[a-z]{3})\.\s+(?=[A-Z])|\s+(?:at|from|[Tt]hrough)\s+(?=[A-Z])"
)
_STATE_SCHOOL = re.compile(r"University\s+of\s+[A-Z]\w+(?:\s[A-Z]\w+)?$")


@cache
def _degree() -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{p})" for p in table("degrees")["patterns"]["words"])
    return re.compile(rf"(?<![\w.])(?:{alternatives})(?![\w])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one piece of a row tells."""

    kind: str
    """school, degree, field (surely what was studied), topic (perhaps), location, or way ("in progress")."""
    start: int
    end: int


@dataclass(slots=True)
class _Growing:
    """An entry while its rows are read."""

    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    dates: DateRange | None = None
    body: list[Row] = field(default_factory=list)
    rows: int = 0
    sure: bool = False
    """The words before it say that the topic is what was studied ("in", "of")."""
    school_alone: bool = False
    """The school has the first line to itself, and more than one degree may stand below it."""
    first: Row | None = None
    last: Row | None = None

    def take(self, told: _Told) -> None:
        """Put a piece into its slot; a sure field takes the place of a name that may be the town's."""
        place = (told.start, told.end)
        if told.kind == "field":
            if "topic" in self.spans:
                self.spans.setdefault("location", self.spans["topic"])
            self.spans["topic"], self.sure = place, True
        elif told.kind == "topic":
            self.spans.setdefault("more" if "topic" in self.spans else "topic", place)
        else:
            self.spans.setdefault(told.kind, place)

    def ends_before(self, row: Row) -> bool:
        """A bold line after a plain one begins the next entry, where this one began with a bold line."""
        if self.first is None or self.last is None or not self.spans:
            return False
        return row.bold and self.first.bold and not self.last.bold


def _is_school(said: str) -> bool:
    tokens = {t.casefold().strip(".,'’") for t in said.split()}
    return bool(tokens & words("organizations", "schools")) or _SCHOOL.search(said) is not None


def _tell(text: str, piece: Piece) -> Iterator[_Told]:
    """Say what each comma-separated part of a piece is."""
    at = piece.start
    parts: list[tuple[int, int]] = []
    for mark in _SPLIT.finditer(text, piece.start, piece.end):
        if _STATE_SCHOOL.search(text[at : mark.start()]) and re.fullmatch(
            r"[A-Z]\w+(?:\s[A-Z]\w+)?", text[mark.end() : piece.end]
        ):
            break
        parts.append((at, mark.start()))
        at = mark.end()
    parts.append((at, piece.end))
    for start, end in parts:
        beside = _BESIDE.match(text[start:end])
        start += beside.end() if beside else 0
        way = _UNDER_WAY.search(text[start:end])
        if way is not None:
            yield _Told("way", start + len(way.group()) - len(way.group().lstrip(" ,(;–—-")) + way.start(), end)
            end = start + way.start()
        part = _PART_OF.match(text[start:end])
        start += part.end() if part else 0
        said = text[start:end].strip(" ()") if part else text[start:end].strip()
        length = _LENGTH.search(said)
        said = said[: length.start()] if length else said
        if said.endswith(".") and not re.search(r"\w\.\w+\.$", said):
            said = said[:-1]
        if not re.search(r"[^\W\d_]", said) or _ASIDE.match(said):
            continue
        start, end = text.index(said, start), text.index(said, start) + len(said)
        inside = re.search(r"\s*\((?P<inside>[^()]{4,})\)$", said)
        if inside and inside.start() and _is_school(inside.group("inside")):
            yield _Told("school", start + inside.start("inside"), start + inside.end("inside"))
            end = start + inside.start()
        told = list(_tell_part(text, start, end))
        yield from [replace(t, kind="field") if part and t.kind == "topic" else t for t in told]


def _tell_part(text: str, start: int, end: int) -> Iterator[_Told]:
    said = text[start:end]
    degree = _degree().search(said)
    school = _is_school(said[degree.end() :] if degree and degree.start() == 0 else said)
    if degree and degree.start() > 0 and degree.end() == len(said) and _SCHOOL_END.search(said[: degree.start()]):
        # "Old Harbor Point School diploma"
        yield _Told("school", start, start + len(said[: degree.start()].rstrip()))
        yield _Told("degree", start + degree.start(), end)
        return
    if degree and (not school or degree.start() == 0):
        to = degree.end()
        bracket = re.match(r"\s*\((?P<inside>[^()]*)\)", said[to:])
        if bracket and _FIELD.match(bracket.group("inside")) and not _SECONDARY.search(degree.group()):
            yield _Told("degree", start + degree.start(), start + to)
            yield _Told("field", start + to + bracket.start("inside"), start + to + bracket.end("inside"))
            return
        to += bracket.end() if bracket else 0
        if degree.group().casefold().startswith("certificate") and re.match(r"\s+(?:in|of)\s", said[to:]):
            # a certificate is known by what it is in
            to = len(said)
        rest = said[to:]
        lead = _LEADS.match(rest)
        if degree.start() > 0:
            # "Welding Technology Certificate": the words before belong to its name
            yield _Told("degree", start, end)
        elif lead or not rest.strip():
            yield _Told("degree", start, start + to)
            if lead and lead.end() < len(rest):
                yield _Told("field", start + to + lead.end(), end)
        elif school:
            yield _Told("degree", start, start + to)
            yield _Told("school", start + to + len(rest) - len(rest.lstrip()), end)
        elif rest.lstrip()[:1].isalpha():
            # "PhD Computer Science", "BS Boğaziçi"
            yield _Told("degree", start, start + to)
            yield _Told("field", start + to + len(rest) - len(rest.lstrip()), end)
        else:
            yield _Told("degree", start, end)
    elif school or organization_score(said) >= 2.4:
        yield _Told("school", start, end)
    else:
        yield _Told("topic", start, end)


def _is_detail(row: Row, only_bullets: bool) -> bool:
    if row.bullet and not only_bullets:
        return True
    sentence = row.words > 18 or (row.words > 7 and row.said.endswith("."))
    return sentence or _DETAIL.match(row.said) is not None or labels_another_section(row.said)


def _collides(entry: _Growing, told: Sequence[_Told], dated: bool) -> bool:
    kinds = {t.kind for t in told}
    for kind in ("school", "degree"):
        if kind in kinds and kind in entry.spans:
            return True
    if dated and entry.dates is not None:
        return True
    # an entry that is complete and has details below it ends when the next heading line comes
    return bool(entry.body) and bool(kinds & {"school", "degree", "field", "topic"}) and "school" in entry.spans


def _grow(document: Document, rows: Sequence[Row]) -> Iterator[_Growing]:
    only_bullets = all(row.bullet for row in rows)
    entry = _Growing()
    for dated in date_rows(rows):
        row = dated.row
        if _is_detail(row, only_bullets) or (
            dated.duty and entry.rows and not only_bullets and not _degree().search(row.said)
        ):
            if entry.spans:
                entry.body.append(row)
            continue
        dates = next((d for d in dated.dates if not d.single), dated.dates[0] if dated.dates else None)
        holes = [(d.at, d.to) for d in dated.dates] + ([dated.rest] if dated.rest else [])
        told = [t for p in cut(document.text, [row], holes) for t in _pieces(document.text, p)]
        if entry.spans and (entry.ends_before(row) or _collides(entry, told, dates is not None)):
            before = entry
            yield entry
            entry = _Growing()
            if before.school_alone and {t.kind for t in told} & {"school", "degree"} == {"degree"}:
                entry.spans["school"] = before.spans["school"]
        for t in told:
            entry.take(t)
        entry.school_alone |= entry.rows == 0 and bool(told) and {t.kind for t in told} <= {"school", "location"}
        entry.rows += bool(told)
        entry.first, entry.last = entry.first or row, row
        if dates is not None and entry.dates is None:
            entry.dates = dates
    if entry.spans:
        yield entry


def _pieces(text: str, piece: Piece) -> Iterator[_Told]:
    if piece.part is Part.LOCATION:
        yield _Told("location", piece.start, piece.end)
    elif piece.part is Part.OTHER:
        yield from _tell(text, piece)


def _kind(title: str | None, default: EntryKind) -> EntryKind:
    if default is not EntryKind.EDUCATION or title is None or _degree().match(title):
        return default
    if re.search(r"\b(?:coursework|classes)\b", title, re.IGNORECASE):
        return EntryKind.COURSE
    if _PROGRAMME.search(title):
        return default
    certificate = certificate_kind(title)
    if certificate is not None:
        return certificate
    return EntryKind.COURSE if _COURSE.search(title) else default


def is_degree(row: Row) -> bool:
    """The row names a degree and the school that gave it, wherever it stands."""
    degree = _degree().match(row.said)
    named = degree is not None and re.match(r"[BAM]\W|bachelor|master|associate|diploma|ged", degree.group(), re.I)
    return bool(named) and _is_school(row.said)


def _is_paper(row: Row) -> bool:
    """A certification or licence among schools and degrees."""
    if certificate_kind(row.said) is None or _is_school(row.said) or _PROGRAMME.search(row.said):
        return False
    return _degree().match(row.said) is None and row.words <= 16


def _settled(text: str, grown: _Growing, kind: EntryKind) -> dict[str, tuple[int, int]]:
    """Say what the pieces are whose words leave it open, by what else the entry has."""
    spans = dict(grown.spans)
    if "degree" not in spans and "school" in spans and _NO_NAME.fullmatch(text[slice(*spans["school"])]):
        # "High school, Tran Phu": the kind of school stands before its name
        spans["degree"] = spans.pop("school")
    if "school" not in spans and {"topic", "more"} <= spans.keys() and spans["topic"] < spans.get("degree", (0, 0)):
        # two unknown pieces, one before the degree and one after: the school and the field
        spans["school"], spans["topic"] = spans["topic"], spans.pop("more")
    degree = text[slice(*spans["degree"])] if "degree" in spans else ""
    if "school" in spans and "topic" in spans and degree and not grown.sure:
        between = text[spans["school"][1] : spans["topic"][0]]
        if (
            spans["degree"] < spans["school"]
            and re.fullmatch(r",\s+", between)
            and _TOWN.fullmatch(text[slice(*spans["topic"])])
        ):
            # "Licenciatura, Universidad del Zulia, Cabimas": the town of the school
            spans.setdefault("location", spans.pop("topic"))
    if "degree" not in spans and "topic" in spans:
        named = (
            kind is not EntryKind.EDUCATION
            or "school" not in spans
            or _OPEN_TITLE.search(text[slice(*spans["topic"])])
        )
        if named:
            spans["degree"] = spans.pop("topic")
    elif _SECONDARY.search(degree) and "topic" in spans and not grown.sure:
        if "school" in spans:
            spans.setdefault("location", spans.pop("topic"))
        elif not re.search(r"diploma", degree, re.IGNORECASE):
            spans["school"] = spans.pop("topic")
    if "school" not in spans and degree and grown.sure and "more" in spans and text[spans["more"][0]].isupper():
        spans["school"] = spans.pop("more")
    if (
        "topic" in spans
        and not degree
        and _SCHOOL.search(text[slice(*spans.get("school", (0, 0)))])
        and not grown.sure
    ):
        spans.setdefault("location", spans.pop("topic"))
    return spans


def _papers(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Give each certification or licence with the plain rows below its bold title."""
    for n, row in enumerate(rows):
        if not _is_paper(row):
            continue
        last = n + 1
        while row.bold and last < len(rows) and not rows[last].bold and rows[last].block == row.block:
            last += 1
        group = list(rows[n:last])
        yield group if not any(_is_school(r.said) and not certificate_kind(r.said) for r in group[2:]) else group[:1]


def school_entries(document: Document, rows: Sequence[Row], kind: EntryKind = EntryKind.EDUCATION) -> list[Entry]:
    """Read the entries of an education or courses section. Ids are numbered later."""
    groups = list(_papers(rows))
    papers = [row for group in groups for row in group]
    entries = [entry for group in groups for entry in certificate_entries(document, group, EntryKind.CERTIFICATION)]
    for grown in _grow(document, [row for row in rows if row not in papers]):
        spans = _settled(document.text, grown, kind)
        prize = _PRIZE.match(document.text, *spans["degree"]) if "degree" in spans else None
        if prize or ("degree" not in spans and "school" not in spans):
            continue
        if "school" not in spans and grown.dates is None and kind is EntryKind.EDUCATION and len(spans) < 2:
            continue
        said = {name: " ".join(document.text[s:e].split()) for name, (s, e) in spans.items()}
        dates = grown.dates
        used = [spans[name] for name in ("degree", "topic", "school", "way") if name in spans]
        places = sorted({*used, *spans_of([], dates)})
        entry_kind = _kind(said.get("degree"), kind)
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
