"""A document without what is not read, closed up as if that had never stood there, and the way back to its places."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.documents.model import Cell, Document, Evidence, Fact, Glyphs, Line
from app.extraction.model import Claim, Entry, Extraction
from app.extraction.structured.told import PROSE

Span = tuple[int, int]
Placed = TypeVar("Placed", Cell, Fact)
"""What says where in the text it stands."""

_NOWHERE = array("f", [float("nan")] * 4)


@dataclass(frozen=True, slots=True)
class _Run:
    """Text without a cut in it."""

    at: int
    """Where it begins in the rest."""
    start: int
    end: int
    """`text[start:end]` of the whole."""

    @property
    def to(self) -> int:
        """Where it ends in the rest."""
        return self.at + self.end - self.start


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a document."""

    whole: Document
    document: Document
    """The text is that of the lines that are read, in blocks and pages as they stood."""
    runs: tuple[_Run, ...]

    def told(self, extraction: Extraction) -> Extraction:
        """Give what was extracted from the rest as extracted from the whole.

        A quote that a cut goes through becomes two.
        """
        entries = tuple(
            entry.model_copy(update={"evidence": self._evidence(entry.evidence), "body": self._body(entry)})
            for entry in extraction.entries
        )
        claims: tuple[Claim, ...] = tuple(
            claim.model_copy(update={"evidence": self._evidence(claim.evidence)}) for claim in extraction.claims
        )
        return extraction.model_copy(update={"entries": entries, "claims": claims})

    def _evidence(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        return tuple(self.whole.evidence(*span) for one in evidence for span in self._places(one.start, one.end))

    def _body(self, entry: Entry) -> Span | None:
        if entry.body is None:
            return None
        places = list(self._places(*entry.body))
        return (places[0][0], places[-1][1]) if places else None

    def _places(self, start: int, end: int) -> Iterator[Span]:
        """Give where in the whole a place of the rest stands, run by run."""
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.at) - 1)
        for run in self.runs[first:]:
            if run.at >= end:
                break
            if max(start, run.at) < min(end, run.to):
                yield run.start + max(start, run.at) - run.at, run.start + min(end, run.to) - run.at


def closed_up(document: Document) -> Rest:
    """Give what the lines of a document hold; its text may hold more.

    Lines keep their page, block and print. A line that has become the first of its block has no room above it. Of
    cells and of the prose of facts their rest is left; other facts stand whole or not at all.
    """
    runs = _runs(document)
    text = document.text
    closed, floats = [], array("f")
    glyphs, at = document.glyphs, 0
    for run in runs:
        if glyphs is not None:
            floats.extend(_NOWHERE * (run.at - at))
            floats.extend(glyphs.floats[4 * run.start : 4 * run.end])
        closed += ["\n" * (run.at - at), text[run.start : run.end]]
        at = run.to
    made = document.model_copy(
        update={
            "text": "".join(closed),
            "lines": tuple(_lines(document, runs)),
            "cells": tuple(_left(document.cells, runs)),
            "facts": tuple(_left([fact for fact in document.facts if _stands(fact, runs)], runs)),
            "words": (),
        }
    )
    return Rest(document, made if glyphs is None else made.with_glyphs(Glyphs(floats)), tuple(runs))


def _runs(document: Document) -> list[_Run]:
    runs: list[_Run] = []
    before: Line | None = None
    for line in document.lines:
        if before is not None and not document.text[before.end : line.start].strip():
            runs[-1] = _Run(runs[-1].at, runs[-1].start, line.end)
        else:
            at = runs[-1].to + _breaks(document.text, before, line) if before is not None else 0
            runs.append(_Run(at, line.start, line.end))
        before = line
    return runs


def _breaks(text: str, before: Line, line: Line) -> int:
    """Give how many line breaks stand between two lines when what was between them is gone: the more of both."""
    between = text[before.end : line.start]
    behind, ahead = len(between) - len(between.lstrip("\n")), len(between) - len(between.rstrip("\n"))
    beside = (before.page, before.block) == (line.page, line.block)
    return max(1 if beside else 2, behind, ahead)


def _lines(document: Document, runs: Sequence[_Run]) -> Iterator[Line]:
    before: Line | None = None
    for line in document.lines:
        run = runs[bisect_right(runs, line.start, key=lambda run: run.start) - 1]
        first = before is None or (before.page, before.block) != (line.page, line.block)
        moved = run.at - run.start
        yield line.model_copy(
            update={
                "start": line.start + moved,
                "end": line.end + moved,
                "gap": None if first else line.gap,
            }
        )
        before = line


def _left(placed: Sequence[Placed], runs: Sequence[_Run]) -> Iterator[Placed]:
    """Give the rest of what says where it stands, without what nothing is left of."""
    for one in placed:
        own = list(_touching(runs, one.start, one.end))
        if own:
            start = own[0].at + max(0, one.start - own[0].start)
            end = own[-1].at + min(one.end, own[-1].end) - own[-1].start
            yield one.model_copy(update={"start": start, "end": end})


def _touching(runs: Sequence[_Run], start: int, end: int) -> Iterator[_Run]:
    for run in runs[max(0, bisect_right(runs, start, key=lambda run: run.start) - 1) :]:
        if run.start >= end:
            break
        if start < run.end:
            yield run


def _stands(fact: Fact, runs: Sequence[_Run]) -> bool:
    touching = _touching(runs, fact.start, fact.end)
    return fact.field in PROSE or any(run.start <= fact.start and fact.end <= run.end for run in touching)
