"""Certifications and licences of forms, whose fields have labels ("Type: …   State: …   Expires: …")."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from app.documents.model import Document
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.certificates import certificate_kind

LABEL = re.compile(
    r"(?P<title>(?:type|name|title|kind|description)(?: of (?:licen[sc]e|certificate|certification|credential))?"
    r"|(?:licen[sc]e|certificate|certification|credential|document)(?: (?:type|name|title))?)"
    r"|(?P<issuer>(?:issuing |licensing |certifying )(?:state|agency|body|authority|organi[sz]ation|board)"
    r"|state(?: of issue)?|issued by|issuer|agency|board|authority|granted by|awarded by|provider"
    r"|institution|organi[sz]ation)"
    r"|(?P<start>date(?: of issue| issued| earned| obtained| received| completed)?|complet(?:ion date|ed(?: on)?)"
    r"|issued?(?: date| on)?|earned|obtained|received|year"
    r"|effective)"
    r"|(?P<end>expire[sd]?(?: on)?|expiration(?: date)?|expiry(?: date)?|date of expir(?:y|ation)|exp\.?(?: date)?"
    r"|valid (?:until|through|thru|to)|renewal(?: date)?)"
    r"|(?P<number>(?:(?:licen[sc]e|certificate|registration|card|permit) )?(?:number|no\.?|#)"
    r"|(?:document|cert) (?:number|no\.?)|status)",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s*[:：]\s*(?=\S)")
_CELL = re.compile(r"\s{2,}|\t+|\s*[|;]\s+")


@dataclass(slots=True)
class Growing:
    """A certification while its fields are read."""

    title: tuple[int, int]
    issuer: tuple[int, int] | None = None
    dates: dict[str, tuple[str, list[tuple[int, int]]]] = field(default_factory=dict)

    def take(self, text: str, cells: Iterable[tuple[str | None, int, int]]) -> None:
        """Put what cells hold into its slots; each has the name of its label, and its place."""
        for name, start, end in cells:
            if name == "issuer" and self.issuer is None:
                self.issuer = (start, end)
            elif name in ("start", "end"):
                date = next(iter(find_dates(text[start:end])), None)
                day = (date.end or date.start) if date is not None else None
                if date is not None and day is not None:
                    self.dates.setdefault(str(name), (day, date.shifted(start).places))


def labels_paper(said: str) -> bool:
    """Say whether a line tells of a paper, by its label, when it was given or ends, by whom, or its number."""
    label = LABEL.match(said)
    return label is not None and label.lastgroup != "title" and _BEHIND.match(said, label.end()) is not None


def fields_below(first: Row, rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows below a paper with a label that have labels for it in its paragraph ("Expires: 05/2027")."""
    if LABEL.match(first.said) is not None:
        yield from takewhile(lambda row: row.block == first.block and labels_paper(row.said), rows)


def tells_one(first: Row, below: Sequence[Row]) -> bool:
    """Say whether rows are a paper with a label and what labels tell of it."""
    fields = LABEL.match(first.said) is not None and all(labels_paper(row.said) for row in below)
    return fields and len(below) > 0


def labelled_papers(document: Document, rows: Sequence[Row], kind: EntryKind) -> tuple[list[Entry], list[Row]]:
    """Read the certifications whose title and one more field have labels; give them and the other rows."""
    found: list[Growing] = []
    rest: list[Row] = []
    for row in rows:
        cells = list(_cells(document.text, row))
        told = [cell[0] for cell in cells]
        if "title" in told and (len(told) > 1 or len(rows) > 1) and None not in told:
            found += [Growing((start, end)) for name, start, end in cells if name == "title"][:1]
        elif not found or rest or None in told:
            rest.append(row)
            continue
        found[-1].take(document.text, cells)
    told_more = [one for one in found if one.issuer is not None or one.dates]
    if len(told_more) < len(found) or not found:
        return [], list(rows)
    return [paper_of(document, one, kind) for one in found], rest


def _cells(text: str, row: Row) -> Iterator[tuple[str | None, int, int]]:
    """Give the name of the label, or None, and the place of what stands behind it, for each cell of a row."""
    at = row.start
    marks = [mark for mark in _CELL.finditer(text, row.start, row.end) if not text[at : mark.start()].endswith(":")]
    for start, end in zip([at, *(m.end() for m in marks)], [*(m.start() for m in marks), row.end], strict=True):
        label = LABEL.match(text, start, end)
        behind = _BEHIND.match(text, label.end(), end) if label is not None else None
        if label is None or behind is None:
            yield None, start, end
        else:
            yield label.lastgroup, behind.end(), end


def paper_of(document: Document, grown: Growing, kind: EntryKind) -> Entry:
    """Give the entry of a certification whose fields were read."""
    title = " ".join(document.text[slice(*grown.title)].split())
    issuer = " ".join(document.text[slice(*grown.issuer)].split()) if grown.issuer is not None else None
    places = [place for _, found in grown.dates.values() for place in found]
    spans = [grown.title, *([grown.issuer] if grown.issuer is not None else []), *places]
    return Entry(
        id="",
        kind=certificate_kind(title) or kind,
        title=title,
        organization=issuer,
        start=grown.dates["start"][0] if "start" in grown.dates else None,
        end=grown.dates["end"][0] if "end" in grown.dates else None,
        evidence=tuple(document.evidence(*span) for span in sorted(set(spans))),
    )
