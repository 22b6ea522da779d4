"""How much comes in on one day."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from app.api import quota_bodies as bodies
from app.api.context import Who
from app.api.problems import documented
from app.flows.hosted import quotas
from app.flows.hosted.quotas import Kind, Quotas

router = APIRouter(prefix="/quotas", tags=["quotas"])
_Board = Annotated[UUID | None, Query(description="Of an administrator: another board than one's own.")]


@router.get("", response_model=bodies.Quotas, responses=documented(403, 404, 422), summary="Look at the quotas")
def get_quotas(who: Who, board_id: _Board = None) -> bodies.Quotas:
    """Tell how many documents and bytes came in today (UTC), and how many may; a worker sees their own alone."""
    return _told(quotas.look(who, board_id))


@router.put(
    "",
    response_model=bodies.Quotas,
    responses=documented(400, 403, 404, 413, 422),
    summary="Choose the quotas of a board",
)
def set_quotas(said: bodies.QuotaChoice, who: Who, board_id: _Board = None) -> bodies.Quotas:
    """Choose how many documents and bytes come in on a board on one day; an administrator does this.

    What is left out is as the installation has it. What came in today stays and counts.
    """
    return _told(quotas.change(who, {kind: getattr(said, kind) for kind in Kind}, board_id))


def _told(found: Quotas) -> bodies.Quotas:
    told = {str(kind): bodies.QuotaUse(**use.model_dump()) for kind, use in found.uses.items()}
    missing = dict.fromkeys(set(Kind) - set(found.uses))
    return bodies.Quotas(day=found.day, ends_at=found.ends_at, **(missing | told))
