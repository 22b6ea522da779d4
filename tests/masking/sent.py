"""Invented people through the model path to what a server received, searched for all their personal data."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.documents.model import Document
from app.documents.redact.mask import redact
from app.documents.redact.model import Kind, Redacted
from app.errors import RedactionFailed
from app.extraction.model import Extraction
from tests.llm.faults import copies, reader
from tests.llm.server import Scripted, serving
from tests.masking.compose import Case, Truth

_DIGITS = (Kind.PHONE, Kind.ID, Kind.BIRTHDATE)
_FEWEST_DIGITS = 7


@dataclass
class Found:
    """What became of a set of documents."""

    documents: int = 0
    requests: int = 0
    unsent: int = 0
    """Documents of which nothing was sent, because masking was not sure."""
    searched: Counter[str] = field(default_factory=Counter)
    """Values by kind, of the documents that were sent."""
    hits: list[tuple[str, str]] = field(default_factory=list)
    """Kind and value of what the server received."""
    claims: int = 0
    unproven: int = 0
    """Claims without evidence that is the document's own text."""


def send(cases: Sequence[Case], mask: Callable[[Document], Redacted] = redact) -> Found:
    """Have a scripted server read every document; it answers with words of each."""
    found = Found()
    with serving(copies) as served:
        asking = reader(served, mask=mask)
        for case in cases:
            before = len(served.received)
            extraction = asking.add(case.document, Extraction(entries=(), claims=()))
            text = case.document.text
            found.documents += 1
            found.claims += len(extraction.claims)
            found.unproven += sum(
                not claim.evidence or any(text[e.start : e.end] != e.quote for e in claim.evidence)
                for claim in extraction.claims
            )
            _search(found, case, served, before)
    return found


def raising(_: Document) -> Redacted:
    """Stand for a masker that is not sure."""
    raise RedactionFailed("personal data is left after masking")


def _search(found: Found, case: Case, served: Scripted, before: int) -> None:
    bodies = served.asked[before:]
    found.requests += len(bodies)
    if not bodies:
        found.unsent += 1
        return
    # headers and path as they came, and every text of the body without the escapes of JSON
    heads = [raw.partition(b"\r\n\r\n")[0].decode() for raw in served.received[before:]]
    lines = [_plain(line) for text in [*heads, *_texts(bodies)] for line in text.split("\n")]
    for kind, value in sorted({(true.kind, _printed(case, true)) for true in case.truth}):
        found.searched[kind] += 1
        if any(_holds(line, kind, value) for line in lines):
            found.hits.append((kind, value))


def _printed(case: Case, true: Truth) -> str:
    return _plain(case.document.text[true.start : true.end])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))
    else:
        yield json.dumps(value)


def _holds(line: str, kind: str, value: str) -> bool:
    """Say whether a line holds the value as whole words, or its digits however they are written."""
    if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", line):
        return True
    digits = re.sub(r"\D", "", value)
    return kind in _DIGITS and len(digits) >= _FEWEST_DIGITS and digits in re.sub(r"\D", "", line)
