"""Drafts to decisions: by the worker, by reviewers, never over each other's heads."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from app import telemetry
from app.access.model import Action
from app.access.model import Role as AccessRole
from app.alignment.model import Alignment
from app.errors import DecisionRefused, RequestInvalid
from app.flows.hosted import accounts, looking, seeding
from app.flows.hosted.access import Asking
from app.flows.hosted.drafting import draft_of, stand_at, stored_draft
from app.flows.hosted.recording import record_before
from app.review import decide
from app.review import seeding as wrongs
from app.review.merge import Earlier
from app.review.model import Decision, Draft, DraftClaim, Edit, Person, Role, Verdict
from app.review.versions import fitting
from app.store import decisions, drafts, looks, seeds
from app.store.model import StoredDraft
from app.store.seeds import Seed
from app.values import Frozen, Sha256

MOST = 2_000
"""Decisions in one request."""


class Verdicts(Frozen):
    """What a person says of one claim."""

    claim_id: str
    verdict: Verdict
    claim_sha256: str | None = None
    """Digest of the claim as it was shown; without it, as it stands at the version that the request names."""
    edit: Edit | None = None
    reason: str = ""


class InRecord(Frozen):
    """A claim of the worker's record that a claim of a draft adds evidence to, once it is approved."""

    claim_id: str
    name: str
    documents: tuple[Sha256, ...]
    """Digests of the documents that support it so far."""


class Standing(Frozen):
    """A draft as it is now: with the edits that people made, and what stands on each claim."""

    stored: StoredDraft
    claims: tuple[DraftClaim, ...]
    """As the next person is shown them."""
    verdicts: dict[str, tuple[Decision, ...]]
    """By claim id, the last decision of each role."""
    said: dict[str, tuple[Decision, ...]]
    """By claim id, every decision that stands, oldest first."""
    in_record: dict[str, InRecord]
    """By claim id, what the worker's record has of it from other documents."""
    seed: Seed | None = None
    """A known-wrong claim that whoever asks is shown among the claims; what is decided on it is only counted."""

    @property
    def counts(self) -> dict[str, int]:
        """The draft's counts, of the claims that are shown."""
        counts = dict(self.stored.draft.counts)
        if self.seed is not None:
            claim = self.seed.wrong.claim
            for name in ("claims", str(claim.basis), *(("aligned",) if claim.alignments else ())):
                counts[name] = counts.get(name, 0) + 1
        return counts


def look(asking: Asking, draft_id: UUID) -> Standing:
    """Give a draft to somebody who looks at it, and keep that a reviewer did. Raises AccessError, NotFound."""
    with asking.place.database.reading() as connection:
        loaded = _load(asking, connection, draft_id)
        before = record_before(asking, connection, loaded.stored)
        is_noted = looking.is_noted(asking, connection, loaded.stored)
    if not is_noted:
        looking.note(asking, loaded.stored, loaded.seed)
    return _standing(loaded, before.earlier)


class _Loaded(NamedTuple):
    """A draft, the decisions on it that stand, and the known-wrong claim that whoever asks is shown in it."""

    stored: StoredDraft
    taken: tuple[Decision, ...]
    seed: Seed | None


def _load(asking: Asking, connection: Connection, draft_id: UUID) -> _Loaded:
    found = draft_of(asking, connection, draft_id)
    taken = decisions.load_decisions(connection, asking.place.keyring, asking.board_id, draft_id)
    return _Loaded(found, fitting(found.draft, taken), seeding.of_draft(asking, connection, draft_id))


def _by_claim(taken: Sequence[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in taken:
        found.setdefault(decision.claim_id, []).append(decision)
    return found


def _shown(loaded: _Loaded) -> tuple[DraftClaim, ...]:
    """Give the draft's claims as the decisions on them leave them."""
    draft, by_claim = loaded.stored.draft, _by_claim(loaded.taken)
    entries = {entry.id: entry for entry in draft.entries}
    return tuple(decide.shown(claim, by_claim.get(claim.id, ()), entries) for claim in draft.claims)


def _standing(loaded: _Loaded, earlier: Earlier) -> Standing:
    entries = {entry.id: entry for entry in loaded.stored.draft.entries}
    said = {claim_id: tuple(events) for claim_id, events in _by_claim(loaded.taken).items()}
    shown = _shown(loaded)
    last = {
        claim_id: tuple({decision.person.role: decision for decision in events}.values())
        for claim_id, events in said.items()
    }
    known = {
        claim_id: InRecord(
            claim_id=earlier.groups[place][0].claim.id,
            name=earlier.groups[place][0].claim.name,
            documents=tuple(part.document_sha256 for part in earlier.groups[place]),
        )
        for claim_id, place in earlier.find(shown, entries).items()
    }
    now = Standing(stored=loaded.stored, claims=shown, verdicts=last, said=said, in_record=known)
    return now if loaded.seed is None else _seeded(now, loaded.seed)


def _seeded(now: Standing, seed: Seed) -> Standing:
    """Show the known-wrong claim among the others, with what its reviewer said of it."""
    said = [word.decision for word in seed.said]
    latest = _shown_seed(seed, now.stored.draft)
    shown = wrongs.among(now.claims, seed.wrong.model_copy(update={"claim": latest}))
    own = {seed.wrong.claim.id: (said[-1],)} if said else {}
    return now.model_copy(
        update={"claims": shown, "verdicts": now.verdicts | own, "said": now.said | own, "seed": seed}
    )


def _shown_seed(seed: Seed, draft: Draft) -> DraftClaim:
    said = [word.decision for word in seed.said]
    return decide.shown(seed.wrong.claim, said, {entry.id: entry for entry in draft.entries})


def _digests(loaded: _Loaded, wanted: Collection[str]) -> dict[str, str]:
    """Give the digests of claims as they are shown now, by id; those that the draft does not hold are left out."""
    draft, by_claim = loaded.stored.draft, _by_claim(loaded.taken)
    entries = {entry.id: entry for entry in draft.entries}
    found = {
        claim.id: decide.claim_digest(decide.shown(claim, by_claim.get(claim.id, ()), entries))
        for claim in draft.claims
        if claim.id in wanted
    }
    seed = loaded.seed
    if seed is not None and seed.wrong.claim.id in wanted:
        found[seed.wrong.claim.id] = decide.claim_digest(_shown_seed(seed, draft))
    return found


def save(asking: Asking, draft_id: UUID, version: int, said: Sequence[Verdicts], role: Role) -> int:
    """Keep decisions on a draft as it was at `version`, and give its new version; all of them or none.

    Raises VersionConflict when somebody else was faster, EvidenceUnseen (a reviewer who has not fetched the draft),
    DecisionRefused, RequestInvalid (an edit that cannot be meant), OwnRecord, AccessError, NotFound.
    """
    if not 0 < len(said) <= MOST:
        raise RequestInvalid(f"A request carries 1 to {MOST} decisions.")
    place = asking.place
    with place.database.reading() as connection:
        loaded = _load(asking, connection, draft_id)
        asking.may_as(AccessRole(role.value), Action.DECISION_MAKE, loaded.stored.worker_id)
        stand_at(loaded.stored, version)
        person = _person(asking, connection, role)
    digests = _digests(loaded, {one.claim_id for one in said})
    events = tuple(_decision(one, person, digests, asking) for one in said)
    _check_concepts(asking, loaded, said)
    seed = loaded.seed
    real = tuple(one for one in events if seed is None or one.claim_id != seed.wrong.claim.id)
    submission = decisions.Submission(
        draft_id=draft_id,
        version=version,
        person_id=asking.actor.person_id,
        decisions=real,
        at=place.clock(),
    )
    with place.database.writing() as connection:
        after = decisions.save_decisions(connection, place.keyring, asking.board_id, submission, place.make_id)
        if role is Role.REVIEWER:
            named = all(one.claim_sha256 is not None for one in said)
            looking.check(asking, connection, draft_id, {one.claim_id for one in said}, named=named)
        if any(one.edit is not None for one in real):
            looks.forget_looks(connection, asking.board_id, draft_id, but=asking.actor.person_id)
        if seed is not None and len(real) < len(events):
            seeding.answer(asking, connection, seed, events)
        asking.log(
            connection,
            Action.DECISION_MAKE,
            "draft",
            draft_id,
            role=AccessRole(role.value),
            counts={"decisions": len(real)},
        )
    for one in real:
        telemetry.DECISIONS.labels(str(one.verdict)).inc()
    return after


def _decision(said: Verdicts, person: Person, digests: dict[str, str], asking: Asking) -> Decision:
    if said.claim_id not in digests:
        raise DecisionRefused("A decision speaks of a claim that the draft does not hold.")
    if said.claim_sha256 is not None and said.claim_sha256 != digests[said.claim_id]:
        raise DecisionRefused("A decision speaks of another version of its claim than the one that is shown now.")
    if (said.verdict is Verdict.EDIT) != (said.edit is not None):
        raise RequestInvalid("An edit verdict carries an edit, and no other verdict does.")
    return Decision(
        claim_id=said.claim_id,
        claim_sha256=digests[said.claim_id],
        person=person,
        at=asking.place.instant(),
        verdict=said.verdict,
        edit=said.edit,
        reason=said.reason,
    )


def _check_concepts(asking: Asking, loaded: _Loaded, said: Sequence[Verdicts]) -> None:
    """See that edits choose concepts that were offered for a claim, or that an installed framework has.

    Raises RequestInvalid.
    """
    edits = [one.edit.alignments for one in said if one.edit is not None and one.edit.alignments]
    if not edits:
        return
    draft = loaded.stored.draft
    claims = (*draft.claims, *_shown(loaded), *([loaded.seed.wrong.claim] if loaded.seed else ()))
    offered = {_told(one) for claim in claims for one in (*claim.alignments, *claim.alternatives)}
    for chosen in edits:
        if len({one.framework for one in chosen}) < len(chosen):
            raise RequestInvalid("An edit chooses at most one concept of each framework.")
        for one in chosen:
            if _told(one) in offered:
                continue
            concept = asking.place.tools.frameworks.concept(one.id)
            if concept is None or _told(Alignment.to(concept, one.score)) != _told(one):
                raise RequestInvalid(
                    "An edit chooses a concept that was not offered, and that no installed framework has.",
                    hint="Take it as it stands in `alignments` or `alternatives` of the claim, or choose none.",
                )


def _told(alignment: Alignment) -> tuple[object, ...]:
    return tuple(getattr(alignment, name) for name in Alignment.model_fields if name != "score")


def _person(asking: Asking, connection: Connection, role: Role) -> Person:
    """A worker decides under the DID that signs for them; a reviewer under an opaque id."""
    if role is Role.REVIEWER:
        return Person(id=f"urn:uuid:{asking.actor.person_id}", role=role)
    key = accounts.worker_key(asking.place, connection, asking.board_id, asking.actor.person_id)
    return Person(id=key.did, role=role)


def undo(asking: Asking, draft_id: UUID, version: int, count: int) -> int:
    """Take back the person's last decisions on a draft; gives its new version.

    Raises VersionConflict, DecisionRefused when there are none, AccessError.
    """
    found = stored_draft(asking, draft_id)
    asking.may(Action.DECISION_UNDO, found.worker_id)
    place = asking.place
    with place.database.writing() as connection:
        looks.forget_looks(connection, asking.board_id, draft_id, but=asking.actor.person_id)
        real = seeding.take_back(asking, connection, draft_id, count)
        after = decisions.undo_decisions(
            connection, asking.board_id, draft_id, version, asking.actor.person_id, real, place.clock()
        )
        asking.log(connection, Action.DECISION_UNDO, "draft", draft_id, counts={"decisions": real})
    return after


def send_back(asking: Asking, draft_id: UUID, version: int, reason: str) -> int:
    """Return a draft to its worker with a reason, and give its new version.

    Raises VersionConflict, AccessError.
    """
    found = stored_draft(asking, draft_id)
    asking.may(Action.DRAFT_RETURN, found.worker_id)
    place = asking.place
    with place.database.writing() as connection:
        after = drafts.return_draft(
            connection, place.keyring, asking.board_id, draft_id, version, reason, place.clock()
        )
        seeds.count_return(connection, asking.board_id, draft_id, asking.actor.person_id, place.clock())
        asking.log(connection, Action.DRAFT_RETURN, "draft", draft_id, role=AccessRole.REVIEWER)
    return after
