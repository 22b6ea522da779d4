"""Print what becomes of a document when a server misbehaves: `python -m tests.benchmarks.bench_faults`.

Each row is one fault of a scripted OpenAI-compatible server on loopback, or of masking. Waiting is written down and
not done. A second table tells what became of the concepts of a claim. The status is 1 when a claim has no evidence,
an offline claim is lost, a concept was never offered, personal data reached the server, or masking failed and a call
was made.
"""

import sys
import time

from rich.console import Console
from rich.table import Table

from app.documents.redact.mask import redact
from app.extraction.model import ModelUse
from tests.alignment.picking import CODED, NEVER_OFFERED, never_offered, picked, picks
from tests.llm.faults import FAULTS, PERSONAL, Ended, offline, refuse, run
from tests.llm.server import Said


def unproven(ended: Ended) -> int:
    """Count the claims whose evidence is not the document's own text."""
    text = ended.read.text
    return sum(
        not claim.evidence or any(text[e.start : e.end] != e.quote for e in claim.evidence)
        for claim in ended.extraction.claims
    )


def lost(ended: Ended) -> int:
    """Count the offline claims that are gone."""
    kept = {claim.id for claim in ended.extraction.claims}
    return sum(claim.id not in kept for claim in offline(ended.read).claims)


def leaked(ended: Ended) -> int:
    """Count the pieces of personal data that the server received."""
    received = ended.received.decode().casefold()
    return sum(word.casefold() in received for word in PERSONAL)


PICKS = (
    ("none: a good answer", picks((1, 1), (2, 1)), redact),
    ("codes never offered, by number", picks(*NEVER_OFFERED), redact),
    ("a code instead of a number", CODED, redact),
    ("truncated JSON", Said(text='{"picks": [{"item": 1', finish="length"), redact),
    ("refusal", Said(text=None, refusal="No."), redact),
    ("empty", Said(text=""), redact),
    ("429 for ever", Said(429), redact),
    ("the masker refuses", picks((1, 1)), refuse),
)


def concepts(console: Console) -> int:
    """Print what becomes of the concepts that a search offers; give the harm done."""
    table = Table(title="What a server picks, and what became of the concepts of a claim")
    for heading in ("fault", "outcome", "requests", "picked", "dropped", "never offered"):
        table.add_column(heading, justify="left" if heading in ("fault", "outcome") else "right")
    harm = 0
    for name, said, mask in PICKS:
        found, use, received = picked(said, mask)
        strange = never_offered(found)
        told = b"".join(received).decode().casefold()
        harm += strange + sum(word.casefold() in told for word in PERSONAL) + (mask is refuse and bool(received))
        numbers = len(received), use.found, use.invented, strange
        table.add_row(name, outcome(use), *map(str, numbers))
    console.print(table)
    return harm


def outcome(use: ModelUse) -> str:
    """Say how asking went: each outcome with its parts, or why nothing was asked."""
    parts = ", ".join(f"{ended} {number}" for ended, number in use.windows.items())
    return ", ".join(part for part in (parts or "not asked", use.detail) if part)


def main() -> None:
    """Run every fault and print the tables."""
    table = Table(title="What a server does, and what became of the document")
    for heading in (
        "fault",
        "outcome",
        "requests",
        "waits",
        "claims",
        "of the model",
        "invented",
        "no evidence",
        "s",
    ):
        table.add_column(heading, justify="left" if heading in ("fault", "outcome") else "right")
    harm = 0
    for fault in FAULTS:
        began = time.perf_counter()
        ended = run(fault)
        seconds = time.perf_counter() - began
        use = ended.extraction.model
        if use is None:
            raise AssertionError("a model was asked")
        harm += unproven(ended) + lost(ended) + leaked(ended) + (ended.requests if not use.windows else 0)
        table.add_row(
            fault.name,
            outcome(use),
            str(ended.requests),
            "+".join(f"{wait:g}" for wait in ended.waited) or "-",
            str(len(ended.extraction.claims)),
            str(sum("model/1" in claim.provenance.extractors for claim in ended.extraction.claims)),
            str(use.invented),
            str(unproven(ended)),
            f"{seconds:.2f}",
        )
    console = Console(width=150)
    console.print(table)
    harm += concepts(console)
    told = "no evidence, offline claims lost, concepts never offered, personal data received, calls without masking"
    print(f"harm ({told}): {harm}")
    sys.exit(1 if harm else 0)


if __name__ == "__main__":
    main()
