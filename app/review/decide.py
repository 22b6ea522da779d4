"""Drafts and decisions to records: what people approved, and nothing else."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from pydantic import ValidationError

from app.errors import DecisionRefused, DraftInvalid, NothingApproved, OwnRecord, RecordInvalid
from app.extraction.claims import entry_name
from app.extraction.model import Basis, Entry
from app.review.merge import Earlier
from app.review.model import (
    ApprovedClaim,
    Correction,
    Decision,
    Draft,
    DraftClaim,
    Edit,
    FlagCode,
    Person,
    Record,
    RecordClaim,
    Role,
    Verdict,
)
from app.values import Instant

MAX_FILE_BYTES = 50_000_000
"""Largest draft or record file that is read."""

_DRAFT, _HEAD_BYTES = re.compile(rb'"schema"\s*:\s*"ler-draft/'), 200
"""What a draft begins with."""

APPROVING = (Verdict.APPROVE, Verdict.EDIT)

_ATTESTED = {
    "stated": frozenset({Basis.STATED}),
    "all": frozenset({Basis.STATED, Basis.DEMONSTRATED}),
}

HARMLESS = frozenset({FlagCode.UNALIGNED, FlagCode.NO_DATES, FlagCode.NO_EMPLOYER})
"""Flags that say what is missing and nothing against the claim; any other one keeps it out of a bulk attestation."""


def claim_digest(claim: DraftClaim) -> str:
    """Give the SHA-256 (lower-case hex) of the claim as sorted JSON: the version that a decision is about."""
    canonical = json.dumps(
        claim.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def decide(
    draft: Draft,
    decisions: Sequence[Decision],
    worker: str,
    *,
    before: Record | None = None,
    rejected: Collection[str] = (),
) -> Record:
    """Make the record of what people approved; no other function makes one.

    `decisions` are oldest first; the last one on a claim counts, and a skip leaves the claim undecided.
    A decision speaks of the claim as the draft holds it, or as an earlier edit in `decisions` left it.
    `worker` is the id of the person whom the draft describes.

    `before` is the worker's record until now: what other documents gave it stays and gains the evidence of this one,
    but for claims with ids in `rejected`, which a person rejected since. What this document gave it is made anew.

    Raises DecisionRefused (unknown claim or version, somebody else in the role of the worker, an inferred claim
    that the worker did not confirm one by one), OwnRecord, NothingApproved.
    """
    by_claim: dict[str, list[Decision]] = {claim.id: [] for claim in draft.claims}
    for decision in decisions:
        admit(decision.person, worker)
        if decision.claim_id not in by_claim:
            raise DecisionRefused("A decision speaks of a claim that the draft does not hold.")
        by_claim[decision.claim_id].append(decision)
    entries = {entry.id: entry for entry in draft.entries}
    settled = (_settle(claim, by_claim[claim.id], entries) for claim in draft.claims)
    claims = [approved for approved in settled if approved is not None]
    if not claims:
        raise NothingApproved("No claim of the draft was approved.")
    earlier = Earlier(before, draft.document.sha256, rejected)
    whole = earlier.with_claims(claims, entries)
    known = {entry.id: entry for entry in (before.entries if before else ())} | entries
    parts = [part for approved in whole for part in approved.parts]
    touched = {part.claim.entry_id for part in parts}
    touched |= {source.entry_id for part in parts if (source := part.claim.inferred_from) is not None}
    moments = [decision.at for part in parts for decision in part.decisions]
    return Record(
        document_sha256=draft.document.sha256,
        media_type=draft.document.media_type,
        earlier=earlier.documents,
        entries=tuple(entry for entry in known.values() if entry.id in touched),
        claims=whole,
        decided_at=max(*moments, *(decision.at for decision in decisions)),
    )


def attest(draft: Draft, person: Person, at: Instant, scope: Literal["stated", "all"]) -> tuple[Decision, ...]:
    """Give the worker's one attestation over many claims, recorded as such (manner `bulk`).

    `stated` takes the claims that the document states, `all` also those that it demonstrates. Inferred claims are
    never attested in bulk, and neither are those with a flag that a person must look at (`left_out`). Raises
    DecisionRefused when the person is not the worker.
    """
    if person.role is not Role.WORKER:
        raise DecisionRefused("Only the worker attests a document of their own in bulk.")
    return tuple(
        Decision(
            claim_id=claim.id,
            claim_sha256=claim_digest(claim),
            person=person,
            at=at,
            verdict=Verdict.APPROVE,
            manner="bulk",
        )
        for claim in covered(draft, scope)
    )


def covered(draft: Draft, scope: Literal["stated", "all"]) -> tuple[DraftClaim, ...]:
    """Give the claims that a bulk attestation of the scope can take in."""
    return tuple(claim for claim in draft.claims if claim.basis in _ATTESTED[scope] and not asks_for_a_look(claim))


def left_out(draft: Draft, scope: Literal["stated", "all"]) -> tuple[DraftClaim, ...]:
    """Give the claims of the scope that a bulk attestation leaves for a person to look at, because of their flags."""
    return tuple(claim for claim in draft.claims if claim.basis in _ATTESTED[scope] and asks_for_a_look(claim))


def asks_for_a_look(claim: DraftClaim) -> bool:
    """Say whether a flag speaks against the claim; those that only say what is missing do not."""
    return any(flag.code not in HARMLESS for flag in claim.flags)


def load_draft(data: bytes) -> Draft:
    """Read a draft (`ler-draft/1` as JSON) and check again that every quote is the text at its span.

    Raises DraftInvalid.
    """
    if len(data) > MAX_FILE_BYTES:
        raise DraftInvalid(f"The draft is larger than {MAX_FILE_BYTES} bytes.")
    try:
        return Draft.model_validate_json(data)
    except ValidationError as cause:
        if _is_other(cause):
            raise DraftInvalid(
                "This is not a draft, but a file of another kind.",
                hint="A draft is called NAME.draft.json; `ler draft DOCUMENT --out DIR` makes one of a document.",
            ) from None
        raise DraftInvalid(f"This is not a draft that can be used: {_places(cause)}.") from None


def load_record(data: bytes) -> Record:
    """Read a record (`ler-record/1` as JSON) and check again that people approved every claim in it, as it stands.

    Raises RecordInvalid.
    """
    if len(data) > MAX_FILE_BYTES:
        raise RecordInvalid(f"The record is larger than {MAX_FILE_BYTES} bytes.")
    try:
        record = Record.model_validate_json(data)
    except ValidationError as cause:
        if _DRAFT.search(data, 0, _HEAD_BYTES):
            raise RecordInvalid(
                "This is a draft, on whose claims nobody has decided.",
                hint="Decide with `ler review` and the draft: that makes the record.",
            ) from None
        if _is_other(cause):
            raise RecordInvalid(
                "This is not a record, but a file of another kind.",
                hint="A record is called NAME.record.json; `ler review NAME.draft.json` makes one of a draft.",
            ) from None
        raise RecordInvalid(f"This is not a record that can be used: {_places(cause)}.") from None
    if not record.claims:
        raise RecordInvalid("The record holds no claim.")
    entries = {entry.id: entry for entry in record.entries}
    for number, approved in enumerate(record.claims, start=1):
        for part in approved.parts:
            _check_decided(part, number, entries)
    return record


def stands_by(approved: RecordClaim, worker: str, entries: Mapping[str, Entry]) -> bool:
    """Say whether that worker's last word approves the claim as it stands in the record, wording and concepts.

    In each of its documents, that is. `entries` are those of the record, by id.
    """
    return all(_stands_by(part, worker, entries) for part in approved.parts)


def _stands_by(approved: ApprovedClaim, worker: str, entries: Mapping[str, Entry]) -> bool:
    own = [
        number
        for number, decision in enumerate(approved.decisions, start=1)
        if decision.person == Person(id=worker, role=Role.WORKER)
    ]
    if not own or approved.decisions[own[-1] - 1].verdict not in APPROVING:
        return False
    return _follow(approved.original or approved.claim, approved.decisions[: own[-1]], entries) == approved.claim


def admit(person: Person, worker: str) -> None:
    """Give each role to its own person, in both directions. Raises OwnRecord, DecisionRefused."""
    if person.role is Role.REVIEWER and person.id == worker:
        raise OwnRecord("A reviewer decided on a record of their own.")
    if person.role is Role.WORKER and person.id != worker:
        raise DecisionRefused("Somebody else decided in the role of the worker.")


def _settle(claim: DraftClaim, decisions: Sequence[Decision], entries: Mapping[str, Entry]) -> RecordClaim | None:
    """Follow the decisions on one claim; None when the last one does not approve it."""
    if not decisions or decisions[-1].verdict not in APPROVING:
        return None
    final = _follow(claim, decisions, entries)
    if claim.basis is Basis.INFERRED and not _worker_stands_by(decisions):
        raise DecisionRefused("An inferred claim was approved, but the worker did not confirm it one by one.")
    return RecordClaim(claim=final, original=None if final == claim else claim, decisions=tuple(decisions))


def shown(claim: DraftClaim, decisions: Sequence[Decision], entries: Mapping[str, Entry]) -> DraftClaim:
    """Give a claim of a draft as the edits in its decisions, oldest first, leave it: what the next person is shown.

    `entries` are those of the draft, by id. Raises DecisionRefused for a decision on another version of the claim.
    """
    latest = claim
    for place, decision in enumerate(decisions, start=1):
        if decision.edit is not None:
            latest = _follow(claim, decisions[:place], entries)
    return latest


def _follow(claim: DraftClaim, decisions: Sequence[Decision], entries: Mapping[str, Entry]) -> DraftClaim:
    versions = {claim_digest(claim): claim}
    shown = claim
    for decision in decisions:
        if decision.claim_sha256 not in versions:
            raise DecisionRefused("A decision speaks of another version of its claim.")
        shown = versions[decision.claim_sha256]
        if decision.edit is not None:
            shown = edited(shown, decision.edit, entries)
            versions[claim_digest(shown)] = shown
    return shown


def edited(claim: DraftClaim, edit: Edit, entries: Mapping[str, Entry]) -> DraftClaim:
    """Give the claim as an edit leaves it; `entries` are those of the draft or record, by id.

    A corrected entry gets its name from the corrected facts, and loses concepts that were found for another title or
    kind. Raises DecisionRefused for a correction of a claim that is no entry.
    """
    changes: dict[str, object] = {}
    correction = edit.correction
    if correction is not None:
        changes |= _corrected(claim, correction, entries)
    if edit.name is not None:
        changes["name"] = edit.name
    if edit.alignments is not None:
        changes["alignments"] = edit.alignments
    return claim.model_copy(update=changes)


def _corrected(claim: DraftClaim, correction: Correction, entries: Mapping[str, Entry]) -> dict[str, object]:
    entry = entries.get(claim.entry_id or "")
    if claim.kind == "skill" or entry is None:
        raise DecisionRefused("A decision corrects facts of an entry, and its claim is none.")
    earlier = claim.correction.model_dump() if claim.correction else {}
    latest = {name: getattr(correction, name) for name in correction.fields}
    # of an end and "it goes on" the later word counts
    earlier.pop("end" if correction.current else "current" if correction.end else "", None)
    whole = Correction(**{**earlier, **latest})
    after = whole.over(entry)
    changes: dict[str, object] = {"correction": whole, "kind": after.kind}
    if {"title", "organization", "programme"} & set(latest):
        changes["name"] = entry_name(after) or after.kind.value
    if {"title", "kind"} & set(latest):
        changes["alignments"] = ()
    return changes


def _worker_stands_by(decisions: Sequence[Decision]) -> bool:
    """The worker's own last word on the claim is an approval, given to this claim alone."""
    own = [decision for decision in decisions if decision.person.role is Role.WORKER]
    return bool(own) and own[-1].verdict in APPROVING and own[-1].manner == "each"


def _check_decided(approved: ApprovedClaim, number: int, entries: Mapping[str, Entry]) -> None:
    """The claim is what its decisions lead to, so a record edited by hand is refused."""
    try:
        final = _follow(approved.original or approved.claim, approved.decisions, entries)
    except DecisionRefused:
        raise RecordInvalid(f"Claim {number} of the record is not the one that was decided on.") from None
    if final != approved.claim:
        raise RecordInvalid(f"Claim {number} of the record is not what its decisions lead to.")
    if approved.claim.basis is Basis.INFERRED and not _worker_stands_by(approved.decisions):
        raise RecordInvalid(f"Claim {number} is inferred and the worker did not confirm it one by one.")


def _is_other(cause: ValidationError) -> bool:
    """Whether the bytes are no JSON object, or one that says that it is of another kind, or speaks of no document."""
    errors = cause.errors(include_input=False, include_context=False, include_url=False)
    lacking = {error["loc"] for error in errors if error["type"] == "missing"}
    other = any(error["loc"] in ((), ("schema",)) and error["type"] != "value_error" for error in errors)
    return other or bool(lacking & {("document",), ("document_sha256",)})


def _places(cause: ValidationError) -> str:
    """Say where a file is wrong without repeating what it holds."""
    errors = cause.errors(include_input=False, include_context=False, include_url=False)
    places = [".".join(map(str, error["loc"])) or error["type"] for error in errors[:3]]
    count = "something is not as it" if len(errors) == 1 else f"{len(errors)} things are not as they"
    return f"{count} should be, first at {', '.join(places)}"
