"""Courses of `evals/transcripts` to figures: `python -m tests.benchmarks.bench_transcripts`.

A course that was read is paired with the true one of its code (or title, without codes) that it is most like. For
each field: precision is the share of the values read that are right, recall the share of the printed values that were
read. CPU milliseconds are of `pipeline.draft`, the best of three.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from statistics import median

from app.evaluation.suite import TrueEntry, load, source
from app.extraction.model import CourseState, Entry, EntryKind
from app.flows import runtime
from app.pipeline import draft
from app.review.model import Draft
from tests.samples.records import TRANSCRIPTS

FIELDS = ("entry", "code", "title", "credits", "grade", "term", "state", "transfer", "organization", "start", "end")
Counts = dict[str, Counter[str]]


def value(entry: Entry | TrueEntry, field: str) -> object:
    """Give a field for comparison; None when it was not printed."""
    return True if field == "entry" else getattr(entry, field) or None


def count(found: Iterable[Entry], true: Iterable[TrueEntry], counts: Counts) -> None:
    """Add one document's courses to the counts."""
    left = [entry for entry in found if entry.kind is EntryKind.COURSE]
    courses = [entry for entry in true if entry.kind is EntryKind.COURSE]
    for entry in left:
        for field in FIELDS:
            counts[field]["read"] += value(entry, field) is not None
    for one in courses:
        alike = sorted(left, key=lambda entry: -sum(value(entry, f) == value(one, f) for f in FIELDS))
        pair = next((e for e in alike if e.code == one.code and (e.code or e.title == one.title)), None)
        if pair is not None:
            left.remove(pair)
        for field in FIELDS:
            printed = value(one, field)
            counts[field]["true"] += printed is not None
            counts[field]["right"] += pair is not None and printed is not None and value(pair, field) == printed


def main() -> None:
    tools = runtime.tools(runtime.settings())
    suite = load(TRANSCRIPTS)
    counts: Counts = {field: Counter() for field in FIELDS}
    times: list[float] = []
    unearned = 0
    for case in suite.cases:
        for name in case.files:
            document = source(TRANSCRIPTS, name)
            made, spent = timed(lambda document=document: draft(document, tools))  # type: ignore[misc]
            times.append(spent)
            count(made.entries, case.entries, counts)
            states = {entry.id: entry.state for entry in made.entries}
            unearned += sum(
                states.get(claim.entry_id or "") not in (None, CourseState.PASSED) for claim in made.claims
            )
    print(f"{'field':14}{'true':>6}{'read':>6}{'prec.':>8}{'recall':>8}")
    for field, told in counts.items():
        precision, recall = (100 * told["right"] / max(told[part], 1) for part in ("read", "true"))
        print(f"{field:14}{told['true']:6}{told['read']:6}{precision:8.1f}{recall:8.1f}")
    print(f"claims of courses that were not passed: {unearned}")
    print(f"CPU ms a transcript: median {median(times):.1f}, most {max(times):.1f}, of {len(times)}")


def timed(make: Callable[[], Draft]) -> tuple[Draft, float]:
    """Give a draft and its CPU milliseconds, the best of three."""
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        made = make()
        best = min(best, 1000 * (time.process_time() - begun))
    return made, best


if __name__ == "__main__":
    main()
