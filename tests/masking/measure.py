"""Masked documents to recall by kind, over-masking and time."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.documents.model import Document
from app.documents.read import read
from app.documents.redact.mask import Redacted, redact
from app.errors import RedactionFailed
from app.evaluation import suite
from tests.masking.compose import Case


@dataclass
class Figures:
    """Counts over a set of documents."""

    there: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind, printed value, what still shows of it."""
    other: int = 0
    """Letters and digits that are no personal data."""
    lost: int = 0
    """Of these, masked."""
    overmasked: list[str] = field(default_factory=list)
    refused: int = 0
    """Documents for which masking failed: nothing leaves, nothing is counted as hidden or shown."""
    unnamed: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.hidden[kind] / self.there[kind] if self.there[kind] else 1.0


def timed(document: Document, mask: Callable[[Document], Redacted] = redact) -> tuple[Redacted | None, float]:
    began = time.thread_time()
    try:
        masked: Redacted | None = mask(document)
    except RedactionFailed:
        masked = None
    return masked, (time.thread_time() - began) * 1000


def covered(masked: Redacted) -> set[int]:
    return {i for mask in masked.masks for i in range(mask.start, mask.end)}


def people(cases: Iterable[Case]) -> Figures:
    """Count personal data of which every letter and digit is masked, and other text that is masked too."""
    figures = Figures()
    for case in cases:
        text = case.document.text
        masked, taken = timed(case.document)
        figures.milliseconds.append(taken)
        if masked is None:
            figures.refused += 1
            continue
        figures.unnamed += not masked.named
        hidden = covered(masked)
        personal: set[int] = set()
        for true in case.truth:
            marks = [i for i in range(true.start, true.end) if text[i].isalnum()]
            personal.update(range(true.start, true.end))
            figures.there[true.kind] += 1
            shown = "".join(text[i] for i in marks if i not in hidden)
            figures.hidden[true.kind] += not shown
            if shown:
                figures.misses.append((f"{true.kind} {case.layout}", text[true.start : true.end], shown))
        others = [i for i, c in enumerate(text) if c.isalnum() and i not in personal]
        figures.other += len(others)
        lost = [i for i in others if i in hidden]
        figures.lost += len(lost)
        if lost:
            figures.overmasked += [
                text[m.start : m.end] for m in masked.masks if any(m.start <= i < m.end for i in lost)
            ]
    return figures


def _flat(text: str) -> tuple[str, list[int]]:
    """Give the text with runs of white space as one blank, and for each character its place in the text."""
    places = [m.start() for m in re.finditer(r"\S|\s+", text)]
    return "".join(" " if text[i].isspace() else text[i] for i in places), places


@dataclass
class Survival:
    """True mentions and entry fields that stand, and of these those that masking leaves whole."""

    skills: int = 0
    skills_left: int = 0
    fields: int = 0
    fields_left: int = 0
    gone: list[str] = field(default_factory=list)
    refused: int = 0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        return (self.skills_left + self.fields_left) / (self.skills + self.fields)


def resumes(folders: Sequence[Path]) -> Survival:
    """Count the true skill mentions and entry fields of suites that still stand unmasked in some place."""
    survival = Survival()
    for folder in folders:
        for case in suite.load(folder).cases:
            for file in case.files:
                document = read(suite.source(folder, file))
                masked, taken = timed(document)
                survival.milliseconds.append(taken)
                if masked is None:
                    survival.refused += 1
                    continue
                _count(survival, document, masked, case)
    return survival


def _count(survival: Survival, document: Document, masked: Redacted, case: suite.Case) -> None:
    flat, places = _flat(document.text)
    hidden = covered(masked)

    def left(words: str) -> bool | None:
        spans = [m.span() for m in re.finditer(re.escape(" ".join(words.split())), flat, re.IGNORECASE)]
        return any(not hidden & set(range(places[a], places[b - 1] + 1)) for a, b in spans) if spans else None

    for skill in case.skills:
        if (stands := left(skill.mention)) is not None:
            survival.skills += 1
            survival.skills_left += stands
            survival.gone += [] if stands else [skill.mention]
    for entry in case.entries:
        for value in (entry.title, entry.organization, entry.programme, entry.location):
            if value and (stands := left(value)) is not None:
                survival.fields += 1
                survival.fields_left += stands
                survival.gone += [] if stands else [value]
