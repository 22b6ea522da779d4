"""A draft and a person's answers to a record: resumable, every answer kept the moment it is given."""

import os
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from app.errors import DecisionRefused, DraftInvalid, OutputRefused
from app.extraction.model import Basis
from app.flows import outputs
from app.review import decide
from app.review.model import Decision, Draft, DraftClaim, Edit, Person, Record, Role, Verdict
from app.values import Instant

UNDO = "undo"
"""Reason of the event that takes an answer back."""

_PARTS = (Basis.STATED, Basis.DEMONSTRATED, Basis.INFERRED)


class Journal:
    """`NAME.decisions.jsonl`: one decision a line, only ever added to."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Decision]:
        """Give the decisions, oldest first; a last line cut short by a crash is not one. Raises DecisionRefused."""
        if not self.path.exists():
            return []
        whole, _, _ = self.path.read_bytes().rpartition(b"\n")
        try:
            return [Decision.model_validate_json(line) for line in whole.splitlines() if line.strip()]
        except ValidationError as error:
            raise DecisionRefused(
                f"{self.path.name}: a line of it is not a decision",
                hint="Move the file away to start the review of this draft again.",
            ) from error

    def append(self, decision: Decision) -> None:
        """Add one decision; it is on the disk when this returns. Raises OutputRefused."""
        line = decision.model_dump_json(exclude_defaults=True).encode() + b"\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a+b") as stream:
                end = stream.seek(0, os.SEEK_END)
                if end and (stream.seek(end - 1), stream.read(1))[1] != b"\n":
                    _drop_torn_line(stream.fileno(), self.path)
                stream.write(line)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise OutputRefused(f"{self.path}: cannot be written ({error.strerror})") from error


def _drop_torn_line(descriptor: int, path: Path) -> None:
    os.ftruncate(descriptor, path.read_bytes().rfind(b"\n") + 1)


class Review:
    """One person's review of one draft: what is decided, what waits, and the way back."""

    def __init__(self, draft: Draft, person: Person, clock: Callable[[], Instant], journal: Journal) -> None:
        """Take up where the journal ends. Raises DecisionRefused when it cannot be read."""
        self.draft = draft
        self._person = person
        self._clock = clock
        self._journal = journal
        digests = {claim.id: decide.claim_digest(claim) for claim in draft.claims}
        earlier = journal.read()
        self._events = [
            event for event in earlier if digests.get(event.claim_id) == event.claim_sha256 and event.person == person
        ]
        self.set_aside = len(earlier) - len(self._events)
        """Earlier answers of somebody else, or to claims that this draft does not hold in that version."""
        self._answered = _standing(self._events)
        self.claims = tuple(sorted(draft.claims, key=lambda claim: (_PARTS.index(claim.basis), not claim.flags)))
        """In the order of asking: stated, demonstrated, inferred; within each the flagged ones first."""

    def verdict(self, claim: DraftClaim) -> Verdict | None:
        """Give the answer that stands for `claim`: None while there is none."""
        decision = self._answered.get(claim.id)
        return decision.verdict if decision else None

    def waiting(self) -> list[DraftClaim]:
        """Give the claims without an answer, in the order of asking; skipped ones have an answer."""
        return [claim for claim in self.claims if claim.id not in self._answered]

    def skipped(self) -> list[DraftClaim]:
        """Give the claims that the person put off."""
        return [claim for claim in self.claims if self.verdict(claim) is Verdict.SKIP]

    def count(self, *verdicts: Verdict) -> int:
        """Count the claims whose standing answer is one of `verdicts`."""
        return sum(decision.verdict in verdicts for decision in self._answered.values())

    def answer(self, claim: DraftClaim, verdict: Verdict, *, edit: Edit | None = None, reason: str = "") -> None:
        """Keep one answer: in the journal first."""
        event = self._event(claim.id, decide.claim_digest(claim), verdict, edit, reason)
        self._answered.pop(claim.id, None)
        self._answered[claim.id] = event

    def undo(self) -> DraftClaim | None:
        """Take back the last standing answer by an event that supersedes it; None when there is none."""
        if not self._answered:
            return None
        claim_id, last = self._answered.popitem()
        self._event(claim_id, last.claim_sha256, Verdict.SKIP, None, UNDO)
        return self.draft.claim(claim_id)

    def ask_again(self) -> None:
        """Put the skipped claims back among those that wait (nothing is decided by that, so nothing is kept)."""
        for claim in self.skipped():
            del self._answered[claim.id]

    def complete(self) -> bool:
        """Say whether every claim is approved or rejected."""
        return not self.waiting() and not self.skipped()

    def record(self) -> Record:
        """Make the record of what is approved. Raises NothingApproved, DecisionRefused."""
        return decide.decide(self.draft, self._events, self._person.id)

    def _event(self, claim_id: str, digest: str, verdict: Verdict, edit: Edit | None, reason: str) -> Decision:
        event = Decision(
            claim_id=claim_id,
            claim_sha256=digest,
            person=self._person,
            at=self._clock(),
            verdict=verdict,
            edit=edit,
            reason=reason,
        )
        self._journal.append(event)
        self._events.append(event)
        return event


def _standing(events: list[Decision]) -> dict[str, Decision]:
    """The answer that stands for each claim, in the order in which they were given; put-off claims wait again."""
    standing: dict[str, Decision] = {}
    for event in events:
        standing.pop(event.claim_id, None)
        if event.verdict is not Verdict.SKIP:
            standing[event.claim_id] = event
    return standing


def name_of(draft: Path) -> str:
    """Give NAME of `NAME.draft.json`."""
    return draft.name.removesuffix(".json").removesuffix(".draft")


def load_draft(path: Path) -> Draft:
    """Read NAME.draft.json. Raises DraftInvalid."""
    try:
        return decide.load_draft(path.read_bytes())
    except OSError as error:
        raise DraftInvalid(f"{path}: cannot be opened ({error.strerror})") from error


def open_review(draft: Path, out: Path, worker: str, clock: Callable[[], Instant]) -> Review:
    """Open the worker's review of a draft file where NAME.decisions.jsonl in `out` ends.

    Raises DraftInvalid, DecisionRefused.
    """
    journal = Journal(out / f"{name_of(draft)}.decisions.jsonl")
    return Review(load_draft(draft), Person(id=worker, role=Role.WORKER), clock, journal)


def write_record(out: Path, name: str, record: Record) -> str:
    """Write NAME.record.json into `out` and give its name. Raises OutputRefused."""
    return outputs.place(out, {f"{name}.record.json": outputs.json_bytes(record)})[0]
