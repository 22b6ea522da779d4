"""The facts of a structured source, record by record."""

import re
from dataclasses import dataclass

from app.documents.model import Document, Evidence, Fact
from app.extraction.lines.dates import DateRange, find_dates

PROSE = ("description", "highlight")
"""Fields in which somebody tells in sentences; all others are values."""
_TIMES = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?\S*$")


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of one record."""

    document: Document
    kind: str
    facts: tuple[Fact, ...]

    def of(self, *fields: str) -> list[Fact]:
        """Its facts of some fields."""
        return [fact for fact in self.facts if fact.field in fields]

    def said(self, *fields: str) -> str | None:
        """What the first fact of some fields says, in one line; None when there is none."""
        return next((self.text(fact) for fact in self.of(*fields)), None)

    def text(self, fact: Fact) -> str:
        """What a fact says, in one line."""
        return " ".join(self.document.text[fact.start : fact.end].split())

    def date(self, field: str) -> DateRange | None:
        """Read the date that a fact says."""
        said = self.said(field)
        return next(iter(find_dates(_TIMES.sub("", said))), None) if said else None


def told(document: Document) -> list[Told]:
    """Give the records of a document."""
    groups: dict[int, list[Fact]] = {}
    for fact in document.facts:
        groups.setdefault(fact.record, []).append(fact)
    return [Told(document, facts[0].kind, tuple(facts)) for facts in groups.values()]


def evidence_of(one: Told, *fields: str) -> tuple[Evidence, ...]:
    """Quote the facts of some fields, in the order of the text."""
    return tuple(one.document.evidence(fact.start, fact.end) for fact in one.of(*fields))
