"""What a worker approves in a draft to their record, which holds what their earlier documents gave it."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from app.access.model import Action
from app.errors import VersionConflict
from app.flows.hosted import accounts
from app.flows.hosted.access import Asking
from app.flows.hosted.drafting import draft_of, stand_at, stored_draft
from app.review import decide
from app.review.merge import Earlier
from app.review.model import Decision, Draft, Person, Record, Role, Verdict
from app.review.versions import fitting
from app.store import claims, decisions, drafts, records
from app.store.model import DraftState, RecordRow, StoredDraft

_TURNS: Final = 3


class KeptRecord(NamedTuple):
    """A record, and what is known of it."""

    told: RecordRow
    data: bytes
    """As JSON (`ler-record/1`)."""


class Before(NamedTuple):
    """A worker's record until now, and which of its claims a person rejected since."""

    id: UUID | None
    record: Record | None
    rejected: frozenset[str]
    earlier: Earlier


def record_before(asking: Asking, connection: Connection, stored: StoredDraft) -> Before:
    """Give the record of a draft's worker as it is now, whatever the draft adds to it."""
    place, worker_id = asking.place, stored.worker_id
    kept = records.latest_record(connection, place.keyring, asking.board_id, worker_id)
    rejected = claims.rejected_claims(connection, asking.board_id, worker_id) if kept else frozenset()
    record = kept.record if kept else None
    earlier = Earlier(record, stored.draft.document.sha256, rejected)
    return Before(kept.id if kept else None, record, rejected, earlier)


def make_record(asking: Asking, draft_id: UUID, version: int) -> KeptRecord:
    """Make the worker's record with what people approved in a draft; the same version gives the same record.

    Only what its worker approves as it stands goes into it, because the credentials will say so. What the worker's
    other documents gave the record before stays, unless a person rejected it since. Raises NothingApproved,
    DecisionRefused, VersionConflict, AccessError, NotFound.
    """
    for turn in range(_TURNS):
        try:
            return record_of(asking, _make_record(asking, draft_id, version))
        except VersionConflict:
            # of another document of the worker, a record may just have been made: it is the one to go on from
            if stored_draft(asking, draft_id).version != version or turn + 1 == _TURNS:
                raise
    raise AssertionError("the loop returns or raises")


def _make_record(asking: Asking, draft_id: UUID, version: int) -> UUID:
    place = asking.place
    with place.database.reading() as connection:
        found = draft_of(asking, connection, draft_id)
        asking.may(Action.CREDENTIAL_ISSUE, found.worker_id)
        stand_at(found, version)
        taken = decisions.load_decisions(connection, place.keyring, asking.board_id, found.id)
        worker = accounts.worker_key(place, connection, asking.board_id, found.worker_id).did
        before = record_before(asking, connection, found)
    approved = _approved_by(found.draft, fitting(found.draft, taken), worker)
    record = decide.decide(found.draft, approved, worker, before=before.record, rejected=before.rejected)
    new = records.NewRecord(
        id=place.make_id(),
        draft_id=found.id,
        draft_version=version,
        record=record,
        before=before.id,
        at=place.clock(),
    )
    with place.database.writing() as connection:
        drafts.set_draft_state(connection, asking.board_id, found.id, version, DraftState.DECIDED, place.clock())
        kept = records.save_record(connection, place.keyring, asking.board_id, new)
        asking.log(connection, "record.make", "record", kept, counts={"claims": len(record.claims)})
    return kept


def _approved_by(draft: Draft, taken: Sequence[Decision], worker: str) -> list[Decision]:
    """Give the decisions on the claims that the worker's last word approves as they stand.

    What somebody else worded anew after it, or rejected last, is not their word: they have to look again.
    """
    by_claim: dict[str, list[Decision]] = {}
    for decision in taken:
        by_claim.setdefault(decision.claim_id, []).append(decision)
    kept: list[Decision] = []
    for claim in draft.claims:
        events = by_claim.get(claim.id, [])
        own = [place for place, one in enumerate(events) if one.person == Person(id=worker, role=Role.WORKER)]
        if not own or events[own[-1]].verdict not in decide.APPROVING or events[-1].verdict is Verdict.REJECT:
            continue
        if not any(one.edit is not None for one in events[own[-1] + 1 :]):
            kept += events
    return kept


def record_of(asking: Asking, record_id: UUID) -> KeptRecord:
    """Give a record. Raises AccessError, NotFound."""
    place = asking.place
    with place.database.reading() as connection:
        found = KeptRecord(*records.open_record(connection, place.keyring, asking.board_id, record_id))
    asking.may(Action.RECORD_READ, found.told.worker_id)
    return found


def list_records(asking: Asking, before: UUID | None, limit: int) -> tuple[RecordRow, ...]:
    """Give what is known of records, newest first: a worker's own, or all of the board. Raises AccessError."""
    place, worker_id = asking.place, asking.limited_to(Action.RECORD_READ)
    with place.database.reading() as connection:
        return records.list_records(connection, asking.board_id, worker_id=worker_id, before=before, limit=limit)
