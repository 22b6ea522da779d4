"""The XML that a Europass PDF carries to facts of what stands on its pages.

An attachment is seen by nobody who looks at the pages. It tells which printed words are a title and which an
employer, and never adds a word: every fact is a span of the printed text, and what only the XML says is hidden.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.documents.model import Document, Fact, Hidden, Limits
from app.documents.readers.pdf.gate import attached_xml
from app.documents.readers.structured.read_xml import europass
from app.documents.readers.structured.records import Record, Said
from app.documents.readers.structured.strict_xml import load_xml
from app.errors import LerError

_NAMES: Final = ("title", "organization", "programme", "skill")
"""Values that must stand on a page as they are."""
_AROUND: Final = 400
"""Characters of a page around a title in which its employer and dates are looked for."""
_APART: Final = 60
_MOST_HIDDEN: Final = 100
_LONGEST: Final = 400_000
_MOST_LINES: Final = 3_000
"""Characters of pages and lines of an attachment beyond which the pages are read alone."""
_PLACELESS: Final = frozenset({"other", "school"})
_GOES_ON: Final = re.compile(r"\s*[-–—]\s*([^\W\d_]{3,20})")

Span = tuple[int, int]


def with_attached(document: Document, data: bytes, limits: Limits) -> Document:
    """Give the facts of a Europass PDF when all jobs and schools of its XML stand on its pages.

    When one does not, the pages are read as those of any resume. Either way what only the XML says is hidden text.
    """
    for content in attached_xml(data):
        told: list[Hidden] = []
        try:
            parts = europass(load_xml(content, limits), told)
        except LerError:
            continue
        if parts is None:
            continue
        records = [one for part in parts for one in part.records if one.filled and one.kind not in _PLACELESS]
        if len(document.text) > _LONGEST or sum(len(one.filled) for one in records) > _MOST_LINES:
            return document
        found = _Search(document, records)
        unseen = [Hidden(text=said, page=1, reason="attached data, on no page") for said in found.unseen]
        hidden = (*document.hidden, *told, *unseen[:_MOST_HIDDEN])
        facts = found.facts if found.whole else ()
        return document.model_copy(update={"hidden": hidden, "facts": tuple(sorted(facts, key=lambda f: f.start))})
    return document


@dataclass(frozen=True, slots=True)
class _Folded:
    """The text of the pages in small letters, with one blank for any white space, and where each character stood."""

    text: str
    places: Sequence[int]

    def spans(self, said: str) -> Iterator[Span]:
        """Give every place where a value stands as whole words."""
        words = " ".join(_small(said).split())
        at = self.text.find(words) if words else -1
        while at >= 0:
            end = at + len(words)
            if _apart(self.text, at) and _apart(self.text, end):
                yield self.places[at], self.places[end - 1] + 1
            at = self.text.find(words, at + 1)


def _small(said: str) -> str:
    """Fold letters one by one, so that places stay."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in said)


def _apart(text: str, at: int) -> bool:
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())


def _fold(text: str) -> _Folded:
    small = _small(text)
    kept = [n for n, c in enumerate(small) if not c.isspace() or (n > 0 and not small[n - 1].isspace())]
    return _Folded("".join(" " if small[n].isspace() else small[n] for n in kept), kept)


class _Search:
    """Looks for the records of the XML on the pages."""

    def __init__(self, document: Document, records: Sequence[Record]) -> None:
        self._document = document
        self._folded = _fold(document.text)
        self.facts: list[Fact] = []
        self.unseen: list[str] = []
        self.whole = True
        """Every job, school and the like was found by all its names."""
        self._taken: set[Span] = set()
        for number, one in enumerate(records, start=1):
            self._record(number, one)

    def _record(self, number: int, one: Record) -> None:
        values = [piece for line in one.filled for piece in line if isinstance(piece, Said) and piece.field]
        anchor = self._anchor([value for value in values if value.field in ("title", "organization")])
        spans: list[tuple[str, Span]] = []
        for value in values:
            if not value.said.strip() and value.field != "current":
                continue
            if value.field in ("start", "end", "current"):
                continue
            if value.field == "description":
                spans += [("description", span) for span in self._lines(value.said, anchor)]
                continue
            span = self._nearest(value.said, anchor)
            if span is not None:
                spans.append((value.field, span))
            elif value.field in _NAMES:
                self.unseen.append(" ".join(value.said.split()))
                self.whole = self.whole and one.kind in ("skill", "language")
        self._taken |= {span for field, span in spans if field == "title"}
        spans += self._period(values, [span for field, span in spans if field in ("title", "organization")])
        self.facts += [Fact(record=number, kind=one.kind, field=f, start=s, end=e) for f, (s, e) in spans]

    def _anchor(self, names: Sequence[Said]) -> Span | None:
        """Give the place of the first name that is nearest to a place of the second; each place serves once."""
        places = [[span for span in self._folded.spans(name.said) if span not in self._taken] for name in names]
        places = [found for found in places if found]
        if not places:
            return None
        if len(places) == 1:
            return places[0][0]
        return min(places[0], key=lambda first: min(abs(first[0] - second[0]) for second in places[1]))

    def _nearest(self, said: str, anchor: Span | None) -> Span | None:
        found = list(self._folded.spans(said))
        if not found:
            return None
        return found[0] if anchor is None else min(found, key=lambda span: abs(span[0] - anchor[0]))

    def _lines(self, said: str, anchor: Span | None) -> Iterator[Span]:
        """Give the places of the lines of a description; without a name beside it, near the line that stands once."""
        bare = [one for line in said.splitlines() if (one := line.strip().removeprefix("•").strip())]
        if anchor is None:
            places = [list(self._folded.spans(line)) for line in bare]
            anchor = next((found[0] for found in places if len(found) == 1), None)
        for line in bare:
            span = self._nearest(line, anchor)
            if span is not None:
                yield span
            elif not self._mostly(line):
                self.unseen.append(line)

    def _mostly(self, said: str) -> bool:
        """Say whether most words stand on the pages: a word that is broken at a line's end is no other word."""
        words = re.findall(r"[^\W\d_]{4,}", _small(said))
        return 2 * sum(word in self._folded.text for word in words) >= len(words)

    def _period(self, values: Sequence[Said], names: Sequence[Span]) -> Iterator[tuple[str, Span]]:
        """Find the printed dates around the names: of the same year, and of the same month where it is a number."""
        if not names:
            return
        first, last = min(names)[0] - _AROUND, max(span[1] for span in names) + _AROUND
        told = {value.field: value.said for value in values if value.field in ("start", "end", "current")}
        start = self._date(told.get("start", ""), max(0, first), last, names[0][0])
        if start is not None:
            yield "start", start
        if "current" in told:
            going = _GOES_ON.match(self._document.text, start[1]) if start else None
            if going is not None:
                yield "current", going.span(1)
        elif told.get("end", "").strip():
            after = (start[1], start[1] + _APART) if start else (max(0, first), last)
            end = self._date(told["end"], *after, after[0] if start else names[0][0])
            if end is not None:
                yield "end", end

    def _date(self, said: str, first: int, last: int, near: int) -> Span | None:
        parts = re.findall(r"\d+", said)
        if not parts or len(parts[0]) != 4:
            return None
        year, months = parts[0], [part.lstrip("0") or "0" for part in parts[1:3]]
        day = rf"(?:0?{months[1]}[./-])?" if len(months) > 1 else r"(?:\d{1,2}[./-])?"
        month = months[0] if months else r"\d{1,2}"
        forms = (
            rf"(?<!\d){day}0?{month}\s?[./-]\s?{year}(?!\d)",
            rf"(?<!\d){year}[./-]0?{month}(?!\d)(?:[./-]\d{{1,2}})?(?!\d)",
            rf"(?:\d{{1,2}}\s)?[^\W\d_]{{3,12}}\.?\s{year}(?!\d)",
            rf"(?<![\d./-]){year}(?![\d./-])",
        )
        # a year alone is a year alone on the page, too
        for form in forms if months else (forms[-1], *forms[:-1]):
            found = [match.span() for match in re.finditer(form, self._document.text[first:last])]
            if found:
                nearest = min(found, key=lambda span: abs(first + span[0] - near))
                line = self._document.text.rfind("\n", 0, first + nearest[0])
                # "2012 - 2012": of two on one line the first
                start, end = next(span for span in found if first + span[0] > line)
                return first + start, first + end
        return None
