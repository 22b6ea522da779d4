"""Claims of a draft as rows: what queries need, and nothing that may not be read."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, RowMapping, select

from app.review.model import DraftClaim, FlagCode
from app.store.model import ClaimRow, ClaimState, DraftState
from app.store.tables import claims, drafts

_WEIGHTS: Final[Mapping[str, int]] = {
    FlagCode.INSTRUCTION: 8,
    FlagCode.HIDDEN_TEXT: 8,
    FlagCode.DISAGREEMENT: 4,
    FlagCode.DATES_CONFLICT: 4,
    FlagCode.READING_ORDER: 2,
    FlagCode.UNREADABLE: 2,
    FlagCode.MODEL_ONLY: 2,
    FlagCode.ADDED: 2,
    FlagCode.OUTCOME_UNKNOWN: 2,
    FlagCode.UNSURE: 2,
}
_OTHER_WEIGHT: Final = 1


def rank_of(flags: Collection[str]) -> int:
    """Give the place of a claim in the queue, 0 for one without flags: the more speaks against it, the sooner."""
    return sum(_WEIGHTS.get(flag, _OTHER_WEIGHT) for flag in set(flags))


def claim_values(claim: DraftClaim, position: int, *, opinions: int) -> dict[str, object]:
    """Give the columns that a claim itself decides."""
    flags = [str(flag.code) for flag in claim.flags]
    return {
        "claim_id": claim.id,
        "position": position,
        "kind": str(claim.kind),
        "basis": claim.basis,
        "confidence": claim.confidence,
        "flags": flags,
        "concepts": [alignment.id for alignment in claim.alignments],
        "state": ClaimState.WAITING,
        "opinions": opinions,
        "rank": rank_of(flags),
    }


def rejected_claims(connection: Connection, board_id: UUID, worker_id: UUID) -> frozenset[str]:
    """Give the ids of a worker's claims whose last decision rejects them, in drafts that are not superseded."""
    query = (
        select(claims.c.claim_id)
        .join(drafts, drafts.c.id == claims.c.draft_id)
        .where(
            claims.c.board_id == board_id,
            claims.c.worker_id == worker_id,
            claims.c.state == ClaimState.REJECTED,
            drafts.c.state != DraftState.SUPERSEDED,
        )
    )
    return frozenset(connection.execute(query).scalars())


def claim_row(row: RowMapping) -> ClaimRow:
    """Read a row."""
    return ClaimRow(**{name: row[name] for name in ClaimRow.model_fields})
