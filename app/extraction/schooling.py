"""Education sections to entries: institution, degree, programme and dates, in whatever order they are printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from app.documents.model import Document
from app.extraction.blocks import date_rows, labels_another_section
from app.extraction.certificates import certificate_entries, certificate_kind
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
_COURSE = re.compile(r"\b(?:course|training|seminar|workshop|class|orientation|bootcamp|boot camp)\b", re.IGNORECASE)
_PROGRAMME = re.compile(r"\b(?:program(?:me)?|academy|apprenticeship)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"(?:\d[\d,.]*\+?\s*(?:hours?|hrs?|credits?|units?|semesters?|years?|months?|weeks?)\b|no degree|without"
    r"|\(?unfinished|did not|not completed|in progress|ongoing|minor in|gpa\b|honou?rs\b|with hono|cum laude"
    r"|(?:one|two|three) years?\b|some (?:classes|credits)|level \d|evaluated by|first part|graduate$|completed\b"
    r"|aba[- ]approved)",
    re.IGNORECASE,
)
_HIGH = re.compile(r"\b(?:High|Middle|Senior|Junior) (?:School|High)\b|\b[A-Z]\w+ High\b(?=$|,)")
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
    """school, degree, topic or location."""
    start: int
    end: int


@dataclass(slots=True)
class _Growing:
    """An entry while its rows are read."""

    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    dates: DateRange | None = None
    body: list[Row] = field(default_factory=list)
    rows: int = 0
    school_alone: bool = False
    """The school has the first line to itself, and more than one degree may stand below it."""
    first: Row | None = None
    last: Row | None = None

    def ends_before(self, row: Row) -> bool:
        """A bold line after a plain one begins the next entry, where this one began with a bold line."""
        if self.first is None or self.last is None or not self.spans:
            return False
        return row.bold and self.first.bold and not self.last.bold


def _is_school(said: str) -> bool:
    tokens = {t.casefold().strip(".,'’") for t in said.split()}
    return bool(tokens & words("organizations", "schools")) or bool(
        re.search(r"\b(?:High|Middle|Senior|Junior) (?:School|High)\b", said)
    )


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
        said = text[start:end].strip()
        if said.endswith(".") and not re.search(r"\w\.\w+\.$", said):
            said = said[:-1]
        if not re.search(r"[^\W\d_]", said) or _ASIDE.match(said):
            continue
        start, end = text.index(said, start), text.index(said, start) + len(said)
        yield from _tell_part(text, start, end)


def _tell_part(text: str, start: int, end: int) -> Iterator[_Told]:
    said = text[start:end]
    degree = _degree().search(said)
    school = _is_school(said[degree.end() :] if degree and degree.start() == 0 else said)
    if degree and (not school or degree.start() == 0):
        to = degree.end()
        bracket = re.match(r"\s*\([^()]*\)", said[to:])
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
                yield _Told("topic", start + to + lead.end(), end)
        elif school:
            yield _Told("degree", start, start + to)
            yield _Told("school", start + to + len(rest) - len(rest.lstrip()), end)
        elif rest.lstrip()[:1].isalpha():
            # "PhD Computer Science", "BS Boğaziçi"
            yield _Told("degree", start, start + to)
            yield _Told("topic", start + to + len(rest) - len(rest.lstrip()), end)
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
    return bool(entry.body) and bool(kinds & {"school", "degree", "topic"}) and "school" in entry.spans


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
            slot = t.kind if t.kind != "topic" else _topic_slot(entry)
            entry.spans.setdefault(slot, (t.start, t.end))
        entry.school_alone |= entry.rows == 0 and bool(told) and {t.kind for t in told} <= {"school", "location"}
        entry.rows += bool(told)
        entry.first, entry.last = entry.first or row, row
        if dates is not None and entry.dates is None:
            entry.dates = dates
    if entry.spans:
        yield entry


def _topic_slot(entry: _Growing) -> str:
    return "topic" if "topic" not in entry.spans else "more"


def _pieces(text: str, piece: Piece) -> Iterator[_Told]:
    if piece.part is Part.LOCATION:
        yield _Told("location", piece.start, piece.end)
    elif piece.part is Part.OTHER:
        yield from _tell(text, piece)


def _kind(title: str | None, default: EntryKind) -> EntryKind:
    if default is not EntryKind.EDUCATION or title is None or _degree().match(title):
        return default
    if _PROGRAMME.search(title):
        return default
    certificate = certificate_kind(title)
    if certificate is not None:
        return certificate
    return EntryKind.COURSE if _COURSE.search(title) else default


def _is_paper(row: Row) -> bool:
    """A certification or licence among schools and degrees."""
    if certificate_kind(row.said) is None or _is_school(row.said) or _PROGRAMME.search(row.said):
        return False
    return _degree().match(row.said) is None and row.words <= 16


def school_entries(document: Document, rows: Sequence[Row], kind: EntryKind = EntryKind.EDUCATION) -> list[Entry]:
    """Read the entries of an education or courses section. Ids are numbered later."""
    papers = [row for row in rows if _is_paper(row)]
    entries = [entry for row in papers for entry in certificate_entries(document, [row], EntryKind.CERTIFICATION)]
    for grown in _grow(document, [row for row in rows if row not in papers]):
        spans = dict(grown.spans)
        if "degree" not in spans and "topic" in spans:
            spans["degree"] = spans.pop("topic")
        if (
            "school" not in spans
            and {"topic", "more"} <= spans.keys()
            and spans["topic"] < spans.get("degree", (0, 0))
        ):
            # two unknown pieces, one before the degree and one after: the school and the field
            spans["school"], spans["topic"] = spans["topic"], spans.pop("more")
        if "degree" not in spans and "school" not in spans:
            continue
        if "school" not in spans and grown.dates is None and kind is EntryKind.EDUCATION and len(spans) < 2:
            continue
        said = {name: " ".join(document.text[s:e].split()) for name, (s, e) in spans.items()}
        dates = grown.dates
        used = [spans[name] for name in ("degree", "topic", "school") if name in spans]
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
                current=bool(dates and dates.current),
                expected=bool(dates and dates.expected),
                evidence=tuple(document.evidence(*span) for span in places),
                body=body_span(grown.body),
            )
        )
    return entries
