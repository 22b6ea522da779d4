"""A draft and a person's answers to a record: resumable, every answer kept the moment it is given."""

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from pydantic import ValidationError

from app.credentials.model import TrustTier
from app.credentials.trust import claim_tier
from app.errors import DecisionRefused, DraftInvalid, OutputRefused
from app.extraction.model import Basis
from app.flows import naming, outputs
from app.review import decide
from app.review.model import Decision, Draft, DraftClaim, Edit, Person, Record, Role, Verdict
from app.values import Frozen, Instant

UNDO = "undo"
"""Reason of the event that takes an answer back."""

OwnIds = Callable[[str], Collection[str]]
"""SHA-256 of a document to worker ids."""

_JOURNAL = ".decisions.jsonl"

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

    def rejected(self) -> frozenset[str]:
        """Give the ids of the claims that the worker or a reviewer rejected and did not take back since.

        By id, not by version: a claim that was rejected stays rejected when its draft is made again.
        Raises DecisionRefused.
        """
        events = self.read()
        roles = ([event for event in events if event.person.role is role] for role in Role)
        return frozenset(
            claim_id
            for of_role in roles
            for claim_id, event in _standing(of_role).items()
            if event.verdict is Verdict.REJECT
        )

    def append(self, decision: Decision) -> None:
        """Add one decision; it is on the disk when this returns. Raises OutputRefused."""
        line = decision.model_dump_json(exclude_defaults=True).encode() + b"\n"
        try:
            outputs.make_folder(self.path.parent)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, outputs.PRIVATE_FILE)
            with os.fdopen(descriptor, "a+b") as stream:
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


class SetAside(Frozen):
    """Claims whose earlier answers are not taken over, and that are asked about again."""

    version: int = 0
    """Answered in another version of the draft."""
    person: int = 0
    """Answered in the role of the worker by somebody else, or with another key."""


class Review:
    """One person's review of one draft: what is decided, what waits, and the way back."""

    def __init__(
        self,
        draft: Draft,
        person: Person,
        clock: Callable[[], Instant],
        journal: Journal,
        own: Collection[str] = (),
    ) -> None:
        """Take up where the journal ends; `own` are the ids under which this account acts as a worker.

        Raises DecisionRefused when the journal cannot be read, OwnRecord for a reviewer of their own record.
        """
        self.draft = draft
        self.person = person
        self._clock = clock
        self._journal = journal
        earlier = journal.read()
        self._worker = self._find_worker(earlier, own)
        digests = {claim.id: decide.claim_digest(claim) for claim in draft.claims}
        fitting = [event for event in earlier if digests.get(event.claim_id) == event.claim_sha256]
        self._events = [event for event in fitting if event.person.role is Role.REVIEWER or self._is_worker(event)]
        self._answered = _standing(self._events, person)
        self.set_aside = self._count_set_aside(earlier, digests)
        self.claims = self._in_order()
        """In the order of asking: stated, demonstrated, inferred; within each the flagged ones first.

        A reviewer is not asked about what the worker rejected, nor about inferred claims that the worker did not
        confirm.
        """
        # of what the worker has rejected since, a reviewer's answer neither counts nor is taken back
        asked_for = {claim.id for claim in self.claims}
        self._answered = {id_: event for id_, event in self._answered.items() if id_ in asked_for}

    def _in_order(self) -> tuple[DraftClaim, ...]:
        claims = self.draft.claims
        asked = sorted(claims, key=lambda claim: (_PARTS.index(claim.basis), not decide.asks_for_a_look(claim)))
        is_worker = self.person.role is Role.WORKER
        return tuple(claim for claim in asked if is_worker or self._open_to_reviewers(claim))

    def take_up(self, draft: Draft) -> None:
        """Go on with the draft as it is after a claim was added to it."""
        self.draft = draft
        self.claims = self._in_order()

    @property
    def name(self) -> str:
        """What the files of this review begin with."""
        return self._journal.path.name.removesuffix(_JOURNAL)

    @property
    def answered_by_others(self) -> int:
        """Count the claims that somebody in the other role has decided on; their answers go into the record, too."""
        others = {event.person for event in self._events if event.person.role is not self.person.role}
        theirs = {claim_id for other in others for claim_id in _standing(self._events, other)}
        return sum(claim.id in theirs for claim in self.claims)

    def _find_worker(self, earlier: list[Decision], own: Collection[str]) -> str:
        if self.person.role is Role.WORKER:
            return self.person.id
        workers = [event.person.id for event in earlier if event.person.role is Role.WORKER]
        for worker in (*own, *workers):
            decide.admit(self.person, worker)
        return workers[-1] if workers else ""

    def _is_worker(self, event: Decision) -> bool:
        return event.person == Person(id=self._worker or "nobody yet", role=Role.WORKER)

    def _count_set_aside(self, earlier: list[Decision], digests: dict[str, str]) -> SetAside:
        known = [event for event in earlier if event.claim_id in digests]
        if self.person.role is Role.REVIEWER:
            others: set[str] = set()
        else:
            foreign = [event for event in known if event.person.role is Role.WORKER and not self._is_worker(event)]
            others = set(_standing(foreign)) - set(self._answered)
        mine = [e for e in known if e.person == self.person and e.claim_sha256 != digests[e.claim_id]]
        return SetAside(version=len(set(_standing(mine)) - set(self._answered) - others), person=len(others))

    def _open_to_reviewers(self, claim: DraftClaim) -> bool:
        said = self._last_of_worker(claim.id)
        if claim.basis is Basis.INFERRED:
            return said is not None and said.verdict in decide.APPROVING and said.manner == "each"
        return said is None or said.verdict is not Verdict.REJECT

    def _last_of_worker(self, claim_id: str) -> Decision | None:
        said = [event for event in self._events if event.claim_id == claim_id and self._is_worker(event)]
        return said[-1] if said else None

    def verdict(self, claim: DraftClaim) -> Verdict | None:
        """Give the answer that stands for `claim`: None while there is none."""
        decision = self._answered.get(claim.id)
        return decision.verdict if decision else None

    def tier(self, claim: DraftClaim) -> TrustTier:
        """Give how far the answers of both roles vouch for `claim` until now."""
        return claim_tier((event.person.role, event.verdict) for event in self._events if event.claim_id == claim.id)

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
        """Make the record of what is approved, with what the other role decided on the same claims.

        A worker's record holds what that worker approved, a reviewer's record nothing that the worker rejected.
        Raises NothingApproved, DecisionRefused.
        """
        if self.person.role is Role.WORKER:
            counting = {id_ for id_, said in _standing(self._events, self.person).items() if _approves(said)}
        else:
            counting = {claim.id for claim in self.claims}
        events = [event for event in self._events if event.claim_id in counting]
        return decide.decide(self.draft, events, self._worker)

    def _event(self, claim_id: str, digest: str, verdict: Verdict, edit: Edit | None, reason: str) -> Decision:
        event = Decision(
            claim_id=claim_id,
            claim_sha256=digest,
            person=self.person,
            at=self._clock(),
            verdict=verdict,
            edit=edit,
            reason=reason,
        )
        self._journal.append(event)
        self._events.append(event)
        return event


def _approves(decision: Decision) -> bool:
    return decision.verdict in decide.APPROVING


def _standing(events: Iterable[Decision], of: Person | None = None) -> dict[str, Decision]:
    """The answer that stands for each claim, in the order in which they were given; put-off claims wait again.

    With `of` that person's answers, as far as nobody else changed the claim after them.
    """
    standing: dict[str, Decision] = {}
    for event in events:
        if of is None or event.person == of:
            standing.pop(event.claim_id, None)
            if event.verdict is not Verdict.SKIP:
                standing[event.claim_id] = event
        elif event.verdict is Verdict.EDIT:
            standing.pop(event.claim_id, None)
    return standing


def journal_path(out: Path, name: str) -> Path:
    """Give where the decisions of a review are kept."""
    return out / f"{name}{_JOURNAL}"


def name_of(draft: Path) -> str:
    """Give NAME of `NAME.draft.json`."""
    return draft.name.removesuffix(".json").removesuffix(".draft")


def load_draft(path: Path) -> Draft:
    """Read NAME.draft.json. Raises DraftInvalid."""
    try:
        return decide.load_draft(path.read_bytes())
    except OSError as error:
        raise DraftInvalid(f"{path}: cannot be opened ({error.strerror})") from error


def open_review(
    path: Path, out: Path, person: Person, clock: Callable[[], Instant], own: OwnIds = lambda _: ()
) -> Review:
    """Open a person's review of a draft file where NAME.decisions.jsonl in `out` ends.

    `own` gives the ids under which this account acts as the worker of a document.
    Raises DraftInvalid, DecisionRefused, OwnRecord.
    """
    draft = load_draft(path)
    name = naming.name_for(out, name_of(path), draft.document.sha256)
    return Review(draft, person, clock, Journal(journal_path(out, name)), own(draft.document.sha256))


def write_record(out: Path, name: str, record: Record) -> str:
    """Write NAME.record.json into `out` and give its name. Raises OutputRefused."""
    return outputs.place(out, {f"{name}.record.json": outputs.json_bytes(record)})[0]
