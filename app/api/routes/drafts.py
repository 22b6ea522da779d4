"""Drafts and the decisions on them, the review queue, and the records that come of it."""

import json
import re
from collections.abc import Callable
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from app.api import bodies, draft_bodies
from app.api.changes import Based, Repeatable, etag, tagged, tagged_as
from app.api.context import Cursor, Limit, Who, answered, cursor_of, id_of
from app.api.problems import documented
from app.credentials.model import TrustTier
from app.credentials.trust import claim_tier
from app.errors import RequestInvalid
from app.extraction.pointed import Pointed
from app.flows.hosted import adding, deciding, queueing, recording
from app.review.decide import claim_digest
from app.review.flags import flags_of_edited
from app.review.model import Role, Verdict
from app.store.queue import QueueFilter

router = APIRouter()
_PLACE: Final = re.compile(r"(-?[0-9]{1,9})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.ASCII)
"""In the queue: rank and id of the last claim of a page."""
_TAGGED: Final = tagged_as(200)
_CHANGES: Final = _TAGGED | documented(400, 403, 404, 409, 412, 413, 422, 428)


@router.get(
    "/drafts/{draft_id}",
    response_model=draft_bodies.Draft,
    responses=_TAGGED | documented(403, 404, 422),
    tags=["drafts"],
    summary="Look at a draft",
)
def get_draft(draft_id: UUID, who: Who) -> Response:
    """Give a draft: the document's text, and every claim with its evidence, concepts, flags and decisions.

    A claim that the worker's record has already says so; to approve it adds the evidence of this document.
    """
    now = deciding.look(who, draft_id)
    stored, draft = now.stored, now.stored.draft
    entries = {entry.id: entry for entry in draft.entries}
    body = draft_bodies.Draft(
        id=stored.id,
        document_id=stored.document_id,
        worker_id=stored.worker_id,
        version=stored.version,
        state=stored.state,
        note=stored.note,
        document=draft.document,
        entries=list(draft.entries),
        claims=[
            draft_bodies.Claim(
                **dict(claim) | {"flags": flags_of_edited(claim, entries.get(claim.entry_id or ""))},
                digest=claim_digest(claim),
                decisions=now.verdicts.get(claim.id, ()),
                tier=claim_tier((one.person.role, one.verdict) for one in now.said.get(claim.id, ())),
                in_record=_in_record(now.in_record.get(claim.id)),
            )
            for claim in now.claims
        ],
        hidden=list(draft.hidden),
        flags=list(draft.flags),
        counts=now.counts,
    )
    return answered(body, headers={"ETag": etag(stored.version)})


def _changed(once: Repeatable, said: BaseModel, draft_id: UUID, change: Callable[[], int]) -> Response:
    """Change a draft once, and answer with its new version and ETag."""
    return tagged(once(200, said, lambda: draft_bodies.Version(draft_id=draft_id, version=change())))


@router.post(
    "/drafts/{draft_id}/claims",
    status_code=201,
    response_model=draft_bodies.AddedClaim,
    responses=tagged_as(201) | documented(400, 403, 404, 409, 412, 413, 415, 422, 428),
    tags=["drafts"],
    summary="Add what is missing",
)
def add_claim(draft_id: UUID, said: draft_bodies.Pointing, who: Who, based: Based, once: Repeatable) -> Response:
    """Add a claim that the extractors missed: its words must stand in the document.

    It is aligned and flagged (`added-by-person`), and waits for decisions like any other; nobody has approved it yet.
    """

    def add() -> draft_bodies.AddedClaim:
        pointed = Pointed(kind=said.kind, quote=said.quote, start=said.start, name=said.name)
        added = adding.add_claim(who, draft_id, based, pointed, said.role)
        return draft_bodies.AddedClaim(draft_id=draft_id, version=added.version, claim_id=added.claim_id)

    return tagged(once(201, said, add))


@router.post(
    "/drafts/{draft_id}/decisions",
    response_model=draft_bodies.Version,
    responses=_CHANGES,
    tags=["drafts"],
    summary="Decide",
)
def decide_claims(draft_id: UUID, said: draft_bodies.Decisions, who: Who, based: Based, once: Repeatable) -> Response:
    """Keep decisions of one person, all or none. When somebody else was faster, nothing is kept and 412 says so.

    A reviewer has fetched the draft before, and again when the wording of a claim changed since; otherwise 409,
    `decision.unseen`. One claim alone may be named with its digest instead.
    """
    verdicts = [deciding.Verdicts(**dict(one)) for one in said.decisions]
    return _changed(once, said, draft_id, lambda: deciding.save(who, draft_id, based, verdicts, said.role))


@router.post(
    "/drafts/{draft_id}/undo",
    response_model=draft_bodies.Version,
    responses=_CHANGES,
    tags=["drafts"],
    summary="Take decisions back",
)
def undo_decisions(draft_id: UUID, said: draft_bodies.Undo, who: Who, based: Based, once: Repeatable) -> Response:
    """Take back one's own last decisions on a draft; they stay in its history."""
    return _changed(once, said, draft_id, lambda: deciding.undo(who, draft_id, based, said.count))


@router.post(
    "/drafts/{draft_id}/return",
    response_model=draft_bodies.Version,
    responses=_CHANGES,
    tags=["drafts"],
    summary="Return a draft",
)
def return_draft(draft_id: UUID, said: draft_bodies.Return, who: Who, based: Based, once: Repeatable) -> Response:
    """Send a draft back to its worker with a reason."""
    return _changed(once, said, draft_id, lambda: deciding.send_back(who, draft_id, based, said.reason))


@router.post(
    "/records",
    status_code=201,
    response_model=bodies.KeptRecord,
    responses=documented(400, 403, 404, 409, 412, 413, 422, 428),
    tags=["records"],
    summary="Make a record",
)
def make_record(said: bodies.RecordOrder, who: Who, based: Based, once: Repeatable) -> Response:
    """Make the worker's record with what they approve in a draft at that version.

    What earlier documents gave the record stays in it, and claims of the same skill or job gain the new evidence.
    """
    return once(201, said, lambda: _record(recording.make_record(who, said.draft_id, based)))


@router.get(
    "/records",
    response_model=bodies.Records,
    responses=documented(403, 422),
    tags=["records"],
    summary="List records",
)
def list_records(who: Who, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """Give one's own records, or those of the whole board to those who may read them, newest first.

    A worker's newest record holds what their earlier ones did; each one is looked at by its id.
    """
    found = recording.list_records(who, id_of(cursor), limit)
    return answered(bodies.Records(items=list(map(bodies.RecordSummary.of, found)), next=cursor_of(found, limit)))


@router.get(
    "/records/{record_id}",
    response_model=bodies.KeptRecord,
    responses=documented(403, 404, 422),
    tags=["records"],
    summary="Look at a record",
)
def get_record(record_id: UUID, who: Who) -> Response:
    """Give a record: the claims that people approved, with every decision on them."""
    return answered(_record(recording.record_of(who, record_id)))


@router.get(
    "/queue", response_model=bodies.Queue, responses=documented(403, 422), tags=["review"], summary="See what waits"
)
def list_queue(
    who: Who,
    flagged: Annotated[bool | None, Query(description="Only claims with a flag, or only those without.")] = None,
    draft_id: UUID | None = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Give the claims that wait for reviewers: heaviest flags first, then the oldest."""
    only = QueueFilter(flagged=flagged, draft_id=draft_id)
    rows, count = queueing.waiting(who, only, _place_in_queue(cursor), limit)
    follows = f"{rows[-1].rank}.{rows[-1].id}" if len(rows) == limit else None
    return answered(bodies.Queue(waiting=count, items=list(map(bodies.QueueClaim.of, rows)), next=follows))


@router.post(
    "/queue/lease",
    response_model=bodies.Queue,
    responses=documented(400, 403, 413, 422),
    tags=["review"],
    summary="Take work",
)
def lease_claims(said: bodies.Lease, who: Who) -> Response:
    """Hand the next claims to the reviewer who asks; two reviewers get different ones."""
    only = QueueFilter(flagged=said.flagged, draft_id=said.draft_id)
    rows = queueing.lease(who, only, said.limit, said.seconds)
    return answered(bodies.Queue(waiting=len(rows), items=list(map(bodies.QueueClaim.of, rows)), next=None))


@router.delete("/queue/lease", status_code=204, responses=documented(403), tags=["review"], summary="Give work back")
def release_claims(who: Who) -> Response:
    """Give back what the reviewer holds and has not decided."""
    queueing.release(who)
    return Response(status_code=204)


def _in_record(known: deciding.InRecord | None) -> draft_bodies.InRecord | None:
    return None if known is None else draft_bodies.InRecord(**known.model_dump(mode="json"))


def _place_in_queue(cursor: str | None) -> tuple[int, UUID] | None:
    if cursor is None:
        return None
    found = _PLACE.fullmatch(cursor)
    if found is None:
        raise RequestInvalid("The cursor is not one that the queue gave.")
    return int(found[1]), UUID(found[2])


def _record(kept: recording.KeptRecord) -> bytes:
    """Give a `KeptRecord` as JSON: the record is sent as it was kept, and checked by nobody on the way."""
    told = bodies.RecordSummary.of(kept.told).model_dump_json().encode()
    tiers = {claim["claim"]["id"]: _tier(claim) for claim in json.loads(kept.data)["claims"]}
    return b'%s,"tiers":%s,"record":%s}' % (told[:-1], json.dumps(tiers).encode(), kept.data)


def _tier(claim: dict[str, Any]) -> TrustTier:
    parts = (claim, *claim.get("also", ()))
    return claim_tier(
        *(((Role(one["person"]["role"]), Verdict(one["verdict"])) for one in part["decisions"]) for part in parts)
    )
