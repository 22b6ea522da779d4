"""What a structured source says to a text that a person can read, with the place of every value in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.documents.assembly import Assembly, Printed
from app.documents.characters import clean
from app.documents.model import Document, Fact, Hidden, Limits, MediaType, Page, SourceDocument
from app.errors import SourceEmpty, SourceTooLarge

_PROSE = frozenset({"description", "highlight"})
"""Values of several sentences or lines; every other value is one line."""
_PARTS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+|[ \t\xa0]{2,}|[ \t]+(?=[•●▪◦‣][ \t])")
"""Where a value of several lines is parted: exports put wide room where the lines of a description ended."""
_MARK = "• "


@dataclass(frozen=True, slots=True)
class Said:
    """One value as the source has it, and what it is; without a field it is printed and no more."""

    field: str
    said: str
    label: str = ""
    """Printed before it: `Credits: `."""


Piece = Said | str
"""A value, or what parts two values of a line; that is only printed between two that say something."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that a source tells, line by line."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]

    @property
    def filled(self) -> list[tuple[Piece, ...]]:
        """Its lines in which a value says something."""
        return [line for line in self.lines if any(isinstance(piece, Said) and piece.said.strip() for piece in line)]


@dataclass(frozen=True, slots=True)
class Part:
    """Records under one heading; the first part of a document has none."""

    heading: str
    records: tuple[Record, ...]


def record(kind: str, *lines: Sequence[Piece]) -> Record:
    """Give a record of lines of values and the words between them."""
    return Record(kind, tuple(tuple(line) for line in lines))


def period(start: str, end: str, *, current: bool = False) -> tuple[Piece, ...]:
    """Give the line of a period; of one that goes on it ends in a dash, and the start carries the fact.

    Without a start the line says `Current: true`, as the formats do that have a mark for it.
    """
    if current and not end.strip():
        return (
            (Said("start", start), " – ", Said("current", ""))
            if start.strip()
            else (Said("current", "true", label="Current: "),)
        )
    return Said("start", start), " – ", Said("end", end)


def write(
    parts: Sequence[Part],
    source: SourceDocument,
    limits: Limits,
    media_type: MediaType,
    hidden: Sequence[Hidden] = (),
) -> Document:
    """Give the document: a line for each line of a record, each value as the source has it.

    White space in a value becomes one blank, or parts the lines of a description; what prints nothing is left out.
    Raises SourceEmpty when no record says anything, SourceTooLarge beyond `limits`.
    """
    writer = _Writer(Assembly(limits, placed=False))
    for part in parts:
        told = [one for one in part.records if one.filled]
        if told and part.heading:
            writer.heading(part.heading)
        for one in told:
            writer.record(one)
            if len(writer.facts) > limits.rows:
                raise SourceTooLarge(f"the file tells more than {limits.rows:,} values")
    if not writer.facts:
        raise SourceEmpty("the file has the parts of a record, and nothing is said in them")
    document = writer.assembly.finish(source.data, media_type, [Page(number=1, width=0, height=0)], hidden)
    return document.model_copy(update={"facts": tuple(writer.facts)})


class _Writer:
    def __init__(self, assembly: Assembly) -> None:
        self.assembly = assembly
        self.facts: list[Fact] = []
        self._block = 0
        self._record = 0
        self._line_of: str | None = None
        """Kind of the record above, when it is one line."""

    def heading(self, said: str) -> None:
        self._block += 1
        self._line_of = None
        self.assembly.add(Printed(said, heading=True), page=1, block=self._block)

    def record(self, told: Record) -> None:
        line_of = told.kind if len(told.filled) == 1 else None
        if line_of is None or line_of != self._line_of:
            self._block += 1  # records of one line stand together, as in a list
        self._line_of = line_of
        self._record += 1
        for line in told.filled:
            prose = next((piece for piece in line if isinstance(piece, Said) and piece.field in _PROSE), None)
            if prose is None:
                self._line(told.kind, line)
            else:
                self._prose(told.kind, prose)

    def _line(self, kind: str, line: Sequence[Piece]) -> None:
        text, between = "", ""
        spans: list[tuple[str, int, int]] = []
        for piece in line:
            if isinstance(piece, str):
                between = piece
                continue
            self.assembly.keep_unseen(piece.said, 1)
            said = _one_line(piece.said)
            if said:
                text += (between if text else "") + piece.label
                spans.append((piece.field, len(text), len(text) + len(said)))
                text += said
            elif piece.field == "current" and spans:
                text += between.rstrip()
                spans.append((piece.field, *spans[-1][1:]))
        if spans:
            self._add(kind, text, spans)

    def _prose(self, kind: str, piece: Said) -> None:
        self.assembly.keep_unseen(piece.said, 1)
        lines = [line for line in map(_one_line, _PARTS.split(piece.said)) if line]
        start = None
        for number, line in enumerate(lines):
            mark = _MARK if piece.field == "highlight" and number == 0 else ""
            before = self.assembly.length
            self.assembly.add(Printed(mark + line), page=1, block=self._block)
            if self.assembly.length > before and start is None:
                start = self.assembly.length - len(line)
        if start is not None:
            end = self.assembly.length
            self.facts.append(Fact(record=self._record, kind=kind, field=piece.field, start=start, end=end))

    def _add(self, kind: str, text: str, spans: Sequence[tuple[str, int, int]]) -> None:
        self.assembly.add(Printed(text), page=1, block=self._block)
        at = self.assembly.length - len(text)
        self.facts += [
            Fact(record=self._record, kind=kind, field=field, start=at + start, end=at + end)
            for field, start, end in spans
            if field
        ]


def _one_line(said: str) -> str:
    return " ".join(clean(said)[0].split())
