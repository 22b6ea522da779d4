"""Documents of invented people to how much of their personal data is masked, by kind, and what else is.

A piece of personal data is hidden when each of its letters and digits is; otherwise it has leaked. Documents that are
refused are counted apart: of them nothing leaves, and nothing is shown to be masked.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from app.documents.model import Document, Line, Page
from app.documents.redact.mask import Kind, Redacted
from app.errors import RedactionFailed
from app.evaluation.model import Outcome, Part, Report
from app.evaluation.suite import read_truth
from app.evaluation.totals import measured, report
from app.values import Frozen, Sha256

STAYS = "other letters and digits that stay"
Mask = Callable[[Document], Redacted]


class Personal(NamedTuple):
    """Personal data at `text[start:end]`."""

    kind: Kind
    start: int
    end: int


class Printed(NamedTuple):
    """One line, as a reader would give it."""

    start: int
    end: int
    page: int
    block: int
    size: float | None
    bold: bool
    heading: bool
    bullet: bool


class MaskingCase(Frozen):
    """One document of an invented person, and everything in it that tells who that is."""

    id: str
    group: str
    """Where the person's name comes from."""
    layout: str
    text: str = Field(min_length=1)
    lines: tuple[Printed, ...]
    personal: tuple[Personal, ...]

    def document(self) -> Document:
        """Give the document as after reading."""
        return Document(
            sha256=Sha256(hashlib.sha256(self.text.encode()).hexdigest()),
            media_type="application/pdf",
            pages=tuple(Page(number=n + 1, width=612, height=792) for n in range(max(ln.page for ln in self.lines))),
            text=self.text,
            lines=tuple(Line(**line._asdict()) for line in self.lines),
        )


class MaskingSuite(Frozen):
    """Invented people."""

    schema_: Literal["ler-masking/1"] = Field(alias="schema")
    cases: tuple[MaskingCase, ...] = Field(min_length=1)


def recall_of(kind: str) -> str:
    """Give the name of a kind's recall."""
    return f"recall of {kind}"


def evaluate(suite_dir: Path, mask: Mask) -> Report:
    """Mask every document. Raises SuiteInvalid."""
    suite = read_truth(suite_dir, MaskingSuite)
    outcomes = [_outcome(case, mask) for case in suite.cases]
    return report(suite_dir.name, "masking", outcomes)


def _outcome(case: MaskingCase, mask: Mask) -> Outcome:
    document, about = case.document(), {"name_group": (case.group,), "layout": (case.layout,)}
    try:
        with measured() as watch:
            masked = mask(document)
    except RedactionFailed as error:
        return Outcome(
            case=case.id, file="", error=error.code, harms={"refused": 1}, effort=watch.effort, about=about
        )
    hidden = {i for one in masked.masks for i in range(one.start, one.end)}
    there, covered, told = Counter[str](), Counter[str](), []
    for one in case.personal:
        there[one.kind] += 1
        shown = "".join(c for i, c in _marks(case.text, one.start, one.end) if i not in hidden)
        covered[one.kind] += not shown
        if shown:
            told.append(f"{one.kind} shows: {case.text[one.start : one.end]}")
    personal = {i for one in case.personal for i in range(one.start, one.end)}
    others = [i for i, _ in _marks(case.text, 0, len(case.text)) if i not in personal]
    needless = [said for start, said in _words(case.text) if start not in personal and start in hidden]
    return Outcome(
        case=case.id,
        file="",
        parts={recall_of(kind): Part(of=covered[kind], out=there[kind]) for kind in Kind}
        | {STAYS: Part(of=sum(i not in hidden for i in others), out=len(others))},
        harms={
            "leaked": (there - covered).total(),
            "needless": len(needless),
            "refused": 0,
            "unnamed": int(not masked.named),
        },
        effort=watch.effort,
        about=about,
        told=(*told, *(f"masked needlessly: {said}" for said in needless)),
    )


def _marks(text: str, start: int, end: int) -> list[tuple[int, str]]:
    return [(i, text[i]) for i in range(start, end) if text[i].isalnum()]


def _words(text: str) -> list[tuple[int, str]]:
    return [(found.start(), found[0]) for found in re.finditer(r"\w+", text)]
