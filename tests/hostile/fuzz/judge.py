"""What came of one input, and what of that should not be."""

import traceback
from collections.abc import Callable, Iterator
from math import isfinite
from types import TracebackType
from typing import Final, NamedTuple

from app.documents.isolation.tasks import document_of, tell_document
from app.documents.model import Document
from app.errors import LerError
from app.extraction.extract import Extractor
from tests.hostile.fuzz.lines import ROOT

Read = Callable[[bytes], Document | None]

_UNFORESEEN: Final = "the file cannot be read"
"""What `read` says of an exception that no reader took for its own."""
_SLACK: Final = 2.0
"""Points by which a character may reach over the edge of what is checked."""


class Verdict(NamedTuple):
    """The end of one input."""

    outcome: str
    """`read`, `looked at` where no document is made, or the code of a refusal."""
    wrong: str = ""
    """What should not be, and where; the same for all inputs that fail in the same way."""
    told: str = ""
    """The traceback."""


def judge(read: Read, data: bytes, extractor: Extractor | None = None, *, twice: bool = False) -> Verdict:
    """Read an input, check what is made of it, and extract from it when there is an extractor."""
    try:
        found = read(data)
    except LerError as error:
        return _refused(error)
    except Exception as error:  # noqa: BLE001 - whatever else it is, is what is looked for
        return _raised("raised", error)
    try:
        if twice and (different := _difference(found, read(data))):
            return Verdict("read", f"read twice: {different}")
        if found is None:
            return Verdict("looked at")
        wrong = next(broken(found), "")
        if not wrong and extractor is not None:
            wrong = next(unfounded(found, extractor), "")
    except Exception as error:  # noqa: BLE001
        return _raised("of a document", error)
    return Verdict("read", wrong)


def _refused(error: LerError) -> Verdict:
    cause = error.__cause__
    if isinstance(cause, MemoryError):
        return _raised("memory", cause, error.code)
    if error.message == _UNFORESEEN and cause is not None:
        return _raised("unforeseen", cause, error.code)
    if not error.code.startswith("source.") or not error.advice:
        return Verdict(error.code, f"a refusal without code or hint: {error.code}")
    return Verdict(error.code)


def _raised(how: str, error: BaseException, outcome: str = "raised") -> Verdict:
    told = "".join(traceback.format_exception(error))
    return Verdict(outcome, f"{how} {type(error).__name__} at {place(error.__traceback__)}", told)


def place(trace: TracebackType | None) -> str:
    """Give the deepest line of `app` in a traceback, and the function of a library that it called."""
    ours, theirs = "?", ""
    for frame in traceback.extract_tb(trace):
        if frame.filename.startswith(ROOT):
            ours, theirs = f"{frame.filename[len(ROOT) + 1 :]}:{frame.lineno}", ""
        else:
            theirs = f" in {frame.filename.rpartition('site-packages/')[2]}:{frame.name}"
    return ours + theirs


def _difference(found: Document | None, again: Document | None) -> str:
    """Say in what two documents differ; "" when they are the same."""
    if found is None or again is None:
        return "" if found is again else "a document once"
    for name in Document.model_fields:
        if getattr(found, name) != getattr(again, name):
            return name
    return "" if tell_document(found).body == tell_document(again).body else "places"


def broken(found: Document) -> Iterator[str]:
    """Say which of its rules a document breaks."""
    text, sheets = found.text, len(found.pages)
    if [page.number for page in found.pages] != list(range(1, sheets + 1)):
        yield "pages: not numbered from 1"
    if not text.strip() or any(not (c.isprintable() or c == "\n") and c != "\u3000" for c in set(text)):
        yield "text: empty, or with characters that print nothing"
    yield from _lines(found)
    spans = (("cell", found.cells), ("fact", found.facts), ("word", found.words))
    for name, several in spans:
        for one in several:
            said = text[one.start : one.end]
            if not 0 <= one.start < one.end <= len(text) or said != said.strip():
                yield f"{name}: no words at its place"
    for hidden in found.hidden:
        if not hidden.text.strip() or not hidden.reason or not 1 <= hidden.page <= sheets:
            yield f"hidden: without text, reason or page ({hidden.reason})"
    if found.glyphs is not None:
        yield from _places(found)
    if different := _difference(found, document_of(tell_document(found))):
        yield f"told to another process: {different}"


def _lines(found: Document) -> Iterator[str]:
    at = 0
    for line in found.lines:
        said = found.text[line.start : line.end]
        if not (at <= line.start < line.end <= len(found.text)) or said != said.strip() or not said:
            yield "line: not in the text, out of order, or empty"
        elif "\n" in said or found.text[at : line.start].strip():
            yield "line: words between lines, or a break within one"
        elif not 1 <= line.page <= len(found.pages):
            yield "line: on no page"
        elif (quoted := found.evidence(line.start, line.end)).quote != said or quoted.page != line.page:
            yield "line: its evidence says something else"
        at = line.end
    if found.text[at:].strip():
        yield "line: words after the last one"


def _places(found: Document) -> Iterator[str]:
    for line in found.lines:
        page = found.pages[line.page - 1]
        for index in range(line.start, line.end):
            box = found.place(index)
            if box is None:
                continue
            x0, y0, x1, y1 = box
            if not all(map(isfinite, box)) or x0 > x1 or y0 > y1:
                yield "place: no box"
            elif x1 < -_SLACK or y1 < -_SLACK or x0 > page.width + _SLACK or y0 > page.height + _SLACK:
                yield "place: off the page"


def unfounded(found: Document, extractor: Extractor) -> Iterator[str]:
    """Say what an extraction claims that the document does not say."""
    extraction = extractor.extract(found)
    known = {entry.id for entry in extraction.entries}
    for claim in extraction.claims:
        if claim.entry_id is not None and claim.entry_id not in known:
            yield "claim: of an entry that is not there"
    told = [evidence for entry in extraction.entries for evidence in entry.evidence]
    told += [evidence for claim in extraction.claims for evidence in claim.evidence]
    for evidence in told:
        if not 0 <= evidence.start < evidence.end <= len(found.text):
            yield "evidence: not in the text"
        elif evidence.match == "exact" and found.text[evidence.start : evidence.end] != evidence.quote:
            yield "evidence: another quote"
        elif evidence.page != found.page_of(evidence.start):
            yield "evidence: on another page"
