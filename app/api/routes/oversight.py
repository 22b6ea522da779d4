"""The audit chain, figures of reviewers, disagreements."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from app.api import oversight_bodies as bodies
from app.api.bodies import QueueClaim
from app.api.context import Cursor, Limit, Who, day_of, id_of, number_of, weigh
from app.api.problems import documented
from app.api.rates import UPLOAD
from app.flows.hosted import heads, overseeing

router = APIRouter()
_Days = Annotated[int, Query(ge=1, le=3_650, description="Days until now.", examples=[30])]


@router.get(
    "/audit",
    response_model=bodies.AuditTrail,
    responses=documented(403, 422),
    tags=["audit"],
    summary="Read the audit",
)
def list_audit_events(who: Who, cursor: Cursor = None, limit: Limit = 50) -> bodies.AuditTrail:
    """Give what was done on the board, oldest first, and the end of its chain."""
    found = overseeing.trail(who, number_of(cursor), limit)
    items = [
        bodies.AuditEvent(number=one.number, digest=one.digest, **one.event.model_dump()) for one in found.events
    ]
    return bodies.AuditTrail(
        items=items,
        next=str(items[-1].number) if len(items) == limit else None,
        head=bodies.AuditHead(number=found.head.number, digest=found.head.digest),
    )


@router.get(
    "/audit/head",
    response_model=bodies.SignedAuditHead,
    responses=documented(403, 404),
    tags=["audit"],
    summary="Sign the end of the audit chain",
)
def get_audit_head(who: Who) -> bodies.SignedAuditHead:
    """Give the end of the board's audit chain, signed by the board's key, to be kept elsewhere."""
    found = heads.sign_head(who)
    head = found.told.head
    return bodies.SignedAuditHead(
        number=head.number, digest=head.digest, did=found.told.did, at=found.told.at, statement=found.statement
    )


@router.get(
    "/audit/heads",
    response_model=bodies.KeptAuditHeads,
    responses=documented(403, 422),
    tags=["audit"],
    summary="List the heads that are kept",
)
def list_audit_heads(who: Who, cursor: Cursor = None, limit: Limit = 50) -> bodies.KeptAuditHeads:
    """Give the signed ends of the board's chain that the service keeps, one of each day, oldest first."""
    found = heads.list_heads(who, day_of(cursor), limit)
    items = [bodies.KeptAuditHead.of(one) for one in found]
    return bodies.KeptAuditHeads(items=items, next=items[-1].day.isoformat() if len(items) == limit else None)


@router.post(
    "/audit/check",
    response_model=bodies.AuditCheck,
    responses=documented(400, 403, 404, 413, 422),
    tags=["audit"],
    summary="Check the audit chain",
)
def check_audit(request: Request, said: bodies.AuditQuestion, who: Who) -> bodies.AuditCheck:
    """Follow the board's chain from its first event, through every head that was kept or is given here."""
    weigh(request, who, UPLOAD - 1)
    found = heads.check(who, said.statements)
    told = found.model_dump(include={"passed", "found", "kept", "since"})
    return bodies.AuditCheck(head=bodies.AuditHead(number=found.head.number, digest=found.head.digest), **told)


@router.get(
    "/figures",
    response_model=list[bodies.ReviewerFigures],
    responses=documented(403, 422),
    tags=["review"],
    summary="Figures of reviewers",
)
def get_reviewer_figures(who: Who, days: _Days = 30) -> list[bodies.ReviewerFigures]:
    """Give what reviewers decided, how often they agree, and how many known-wrong claims they catch."""
    return [bodies.ReviewerFigures.of(one) for one in overseeing.reviewers(who, days)]


@router.get(
    "/disagreements",
    response_model=bodies.Disagreements,
    responses=documented(403, 422),
    tags=["review"],
    summary="List disagreements",
)
def list_disagreements(who: Who, cursor: Cursor = None, limit: Limit = 50) -> bodies.Disagreements:
    """Give claims that one reviewer approves and another rejects, oldest first."""
    found = overseeing.disagreements(who, id_of(cursor), limit)
    items = [
        bodies.Disagreement(
            claim=QueueClaim.of(one.claim), verdicts={str(person): said for person, said in one.verdicts.items()}
        )
        for one in found
    ]
    return bodies.Disagreements(items=items, next=str(items[-1].claim.id) if len(items) == limit else None)
