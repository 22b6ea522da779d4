"""Print what becomes of a document when a server misbehaves: `python -m tests.benchmarks.bench_faults`.

Each row is one fault of a scripted OpenAI-compatible server on loopback. Waiting is written down and not done. The
status is 1 when a claim has no evidence, an offline claim is lost, or personal data reached the server.
"""

import sys
import time

from rich.console import Console
from rich.table import Table

from tests.extraction.documents import document
from tests.llm.faults import FAULTS, PERSONAL, RESUME, Ended, offline, reader, refuse, run
from tests.llm.server import Said, serving


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


def calls_when_the_masker_raises() -> int:
    """Ask with a masker that raises; give the number of requests received."""
    read = document(RESUME)
    with serving(lambda _number, _body: Said(text="{}")) as served:
        reader(served, mask=refuse).add(read, offline(read))
        return len(served.received)


def main() -> None:
    """Run every fault and print the table."""
    table = Table(title="What a server does, and what became of the document")
    for heading in ("fault", "outcome", "requests", "waits", "claims", "model", "invented", "no evidence", "s"):
        table.add_column(heading, justify="left" if heading in ("fault", "outcome") else "right")
    harm = 0
    for fault in FAULTS:
        began = time.perf_counter()
        ended = run(fault)
        seconds = time.perf_counter() - began
        use = ended.extraction.model
        if use is None:
            raise AssertionError("a model was asked")
        harm += unproven(ended) + lost(ended) + leaked(ended)
        table.add_row(
            fault.name,
            ", ".join(f"{outcome} {number}" for outcome, number in use.windows.items()),
            str(ended.requests),
            "+".join(f"{wait:g}" for wait in ended.waited) or "-",
            str(len(ended.extraction.claims)),
            str(sum("model/1" in claim.provenance.extractors for claim in ended.extraction.claims)),
            str(use.invented),
            str(unproven(ended)),
            f"{seconds:.2f}",
        )
    calls = calls_when_the_masker_raises()
    Console(width=118).print(table)
    print(f"harm (claims without evidence + offline claims lost + personal data received): {harm}")
    print(f"requests received when the masker raises: {calls}")
    sys.exit(1 if harm or calls else 0)


if __name__ == "__main__":
    main()
