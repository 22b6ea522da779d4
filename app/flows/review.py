"""A draft and a person's answers to a record: resumable, every answer kept the moment it is given."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Literal

from app.credentials.model import TrustTier
from app.credentials.trust import claim_tier
from app.errors import DraftInvalid
from app.extraction.model import Basis
from app.flows import naming, outputs
from app.flows.journal import ENDING, Journal, journal_path, last_words, rejected
from app.review import decide
from app.review.model import Decision, Draft, DraftClaim, Edit, Person, Record, Role, Verdict
from app.review.standing import UNDO, standing
from app.review.versions import Versions
from app.values import Frozen, Instant

OwnIds = Callable[[str], Collection[str]]
"""SHA-256 of a document to worker ids."""

Scope = Literal["stated", "all"]
"""What a bulk attestation takes in: the stated claims, or the demonstrated ones as well. Inferred ones never."""

_NO_FILE = "Check the path. A draft is called NAME.draft.json, and `ler draft DOCUMENT --out DIR` makes one."

_PARTS = (Basis.STATED, Basis.DEMONSTRATED, Basis.INFERRED)


class DecidedMeanwhile(Exception):
    """Somebody decided on the claim after this sitting last looked: what was answered here is not kept."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        super().__init__()
        self.decisions = tuple(decisions)
        """What was said meanwhile, oldest first."""


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
        self._own = own
        self._seen = journal.read()
        self._answered: dict[str, Decision] = {}
        self.claims: tuple[DraftClaim, ...] = ()
        """As edits leave them, in the order of asking: stated, demonstrated, inferred; of each first the flagged.

        A reviewer is not asked about what the worker rejected, nor about inferred claims that the worker did not
        confirm.
        """
        self._take_in()
        self.set_aside = self._count_set_aside()

    def _take_in(self) -> None:
        """See what stands by all that was seen; what is put off in this sitting stays put off."""
        self._worker = self._find_worker()
        self._look_again()
        # of what the worker has rejected since, a reviewer's answer neither counts nor is taken back
        asked_for = {claim.id for claim in self.claims}
        put_off = {id_: event for id_, event in self._answered.items() if event.verdict is Verdict.SKIP}
        said = {id_: event for id_, event in self._last_words().items() if event.manner == "each"}
        self._answered = {id_: event for id_, event in (put_off | said).items() if id_ in asked_for}

    def _look_again(self) -> None:
        """See which decisions stand, each on a version that there is, and how they leave the claims."""
        known = [event for event in self._seen if event.person.role is Role.REVIEWER or self._is_worker(event)]
        versions = Versions(self.draft, known)
        self._standing = versions.standing
        self.claims = self._in_order(versions.shown(self.draft.claims))

    def _last_words(self) -> dict[str, Decision]:
        return last_words(self._standing, self.person)

    def _in_order(self, claims: Sequence[DraftClaim]) -> tuple[DraftClaim, ...]:
        asked = sorted(claims, key=lambda claim: (_PARTS.index(claim.basis), not decide.asks_for_a_look(claim)))
        is_worker = self.person.role is Role.WORKER
        return tuple(claim for claim in asked if is_worker or self._open_to_reviewers(claim))

    def take_up(self, draft: Draft) -> None:
        """Go on with the draft as it is after a claim was added to it."""
        self.draft = draft
        self._look_again()

    @property
    def name(self) -> str:
        """What the files of this review begin with."""
        return self._journal.path.name.removesuffix(ENDING)

    @property
    def answered_by_others(self) -> int:
        """Count the claims that somebody in the other role has decided on; their answers go into the record, too."""
        others = {event.person for event in self._standing if event.person.role is not self.person.role}
        theirs = {claim_id for other in others for claim_id in last_words(self._standing, other)}
        return sum(claim.id in theirs for claim in self.claims)

    def _find_worker(self) -> str:
        if self.person.role is Role.WORKER:
            return self.person.id
        workers = [event.person.id for event in self._seen if event.person.role is Role.WORKER]
        for worker in (*self._own, *workers):
            decide.admit(self.person, worker)
        return workers[-1] if workers else ""

    def _is_worker(self, event: Decision) -> bool:
        return event.person == Person(id=self._worker or "nobody yet", role=Role.WORKER)

    def _count_set_aside(self) -> SetAside:
        claims = {claim.id for claim in self.draft.claims}
        known = [event for event in self._seen if event.claim_id in claims and event.manner == "each"]
        if self.person.role is Role.REVIEWER:
            others: set[str] = set()
        else:
            foreign = [event for event in known if event.person.role is Role.WORKER and not self._is_worker(event)]
            others = set(last_words(foreign)) - set(self._answered)
        versions = Versions(self.draft, known)
        mine = [event for event in known if event.person == self.person and not versions.knew(event)]
        return SetAside(version=len(set(last_words(mine)) - set(self._answered) - others), person=len(others))

    def _open_to_reviewers(self, claim: DraftClaim) -> bool:
        said = self._last_of_worker(claim.id)
        if claim.basis is Basis.INFERRED:
            return said is not None and said.verdict in decide.APPROVING and said.manner == "each"
        return said is None or said.verdict is not Verdict.REJECT

    def _last_of_worker(self, claim_id: str) -> Decision | None:
        said = [event for event in self._standing if event.claim_id == claim_id and self._is_worker(event)]
        return said[-1] if said else None

    def verdict(self, claim: DraftClaim) -> Verdict | None:
        """Give the answer that stands for `claim`: None while there is none."""
        decision = self._answered.get(claim.id)
        return decision.verdict if decision else None

    def tier(self, claim: DraftClaim) -> TrustTier:
        """Give how far the answers of both roles vouch for `claim` until now."""
        said = (event for event in self._said() if event.claim_id == claim.id)
        return claim_tier((event.person.role, event.verdict) for event in said)

    def _said(self) -> list[Decision]:
        """Give what stands and says something of its claim: whoever puts it off says nothing."""
        return [event for event in self._standing if event.verdict is not Verdict.SKIP]

    def said_by_others(self, claim: DraftClaim) -> Decision | None:
        """Give what a person has to know before they answer: who put `claim` into other words last, or rejected it.

        A rejection by a reviewer is for the worker alone; reviewers decide each by themselves.
        """
        said = [event for event in self._standing if event.claim_id == claim.id and event.person != self.person]
        told = [event for event in said if event.verdict is Verdict.EDIT or self._is_against(event)]
        return told[-1] if told and claim.id not in self._answered else None

    def _is_against(self, event: Decision) -> bool:
        return event.verdict is Verdict.REJECT and self.person.role is Role.WORKER

    def attested(self) -> list[DraftClaim]:
        """Give the claims that the worker attested in bulk and has not answered by themselves: they stay so."""
        said, gone = self._last_words(), rejected(self._seen)
        bulk = {id_ for id_, event in said.items() if event.manner == "bulk" and id_ not in gone}
        return [claim for claim in self.claims if claim.id in bulk]

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
        """Keep one answer: in the journal first. Raises DecidedMeanwhile, OutputRefused, DecisionRefused."""
        event = self._keep(claim.id, decide.claim_digest(claim), verdict, edit, reason)
        self._answered.pop(claim.id, None)
        self._answered[claim.id] = event

    def undo(self) -> DraftClaim | None:
        """Take back the last standing answer by an event that supersedes it; None when there is none.

        Raises DecidedMeanwhile, OutputRefused, DecisionRefused.
        """
        if not self._answered:
            return None
        claim_id, last = next(reversed(self._answered.items()))
        self._keep(claim_id, last.claim_sha256, Verdict.SKIP, None, UNDO)
        self._answered.pop(claim_id, None)
        return self.draft.claim(claim_id)

    def attest(self, scope: Scope) -> tuple[Decision, ...]:
        """Attest in bulk what nobody decided on; gives the decisions, which `keep` puts into the journal.

        What was answered stays as it was answered. What somebody rejected or worded otherwise, with whatever key and
        in whatever version of the draft, is not attested over it. Raises DecisionRefused for a reviewer.
        """
        worded = {event.claim_id for event in standing(self._seen) if event.edit is not None}
        settled = worded | rejected(self._seen) | self._last_words().keys()
        offered = decide.attest(self.draft, self.person, self._clock(), scope)
        made = tuple(decision for decision in offered if decision.claim_id not in settled)
        self._seen += made
        self._look_again()
        return made

    def keep(self, attested: Sequence[Decision]) -> bool:
        """Put an attestation into the journal, unless something came into it since it was read; say whether it is so.

        What came may be a rejection: of this review nothing is to be signed then. Raises OutputRefused,
        DecisionRefused.
        """
        return not self._journal.append(*attested, unless=bool)

    def rejected(self) -> frozenset[str]:
        """Give the ids of the claims that somebody rejected, in either role."""
        return rejected(self._seen)

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
            said, bulk = self._last_words(), {claim.id for claim in self.attested()}
            counting = {id_ for id_, one in said.items() if _approves(one) and (one.manner == "each" or id_ in bulk)}
        else:
            counting = {claim.id for claim in self.claims}
        events = [event for event in self._said() if event.claim_id in counting]
        return decide.decide(self.draft, events, self._worker)

    def _keep(self, claim_id: str, digest: str, verdict: Verdict, edit: Edit | None, reason: str) -> Decision:
        event = Decision(
            claim_id=claim_id,
            claim_sha256=digest,
            person=self.person,
            at=self._clock(),
            verdict=verdict,
            edit=edit,
            reason=reason,
        )

        def about(since: Sequence[Decision]) -> list[Decision]:
            return [one for one in since if one.claim_id == claim_id and one.verdict is not Verdict.SKIP]

        since = self._journal.append(event, unless=lambda since: bool(about(since)))
        if since:
            self._seen += since
            self._take_in()
        if meanwhile := about(since):
            raise DecidedMeanwhile(meanwhile)
        self._seen.append(event)
        self._look_again()
        return event


def _approves(decision: Decision) -> bool:
    return decision.verdict in decide.APPROVING


def name_of(draft: Path) -> str:
    """Give NAME of `NAME.draft.json`."""
    return draft.name.removesuffix(".json").removesuffix(".draft")


def load_draft(path: Path) -> Draft:
    """Read NAME.draft.json. Raises DraftInvalid."""
    try:
        return decide.load_draft(path.read_bytes())
    except FileNotFoundError as error:
        raise DraftInvalid(f"{path}: there is no such file", hint=_NO_FILE) from error
    except OSError as error:
        raise DraftInvalid(
            f"{path}: cannot be opened ({error.strerror})", hint="See that you may read the file."
        ) from error


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
