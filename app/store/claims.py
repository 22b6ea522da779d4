"""Claims of a draft as rows: what queries need, and keyed marks of what may not be read."""

from collections.abc import Collection, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, RowMapping, select

from app.review.model import DraftClaim, FlagCode
from app.store import data_keys
from app.store.model import ClaimRow, ClaimState, DraftState
from app.store.rows import chunks
from app.store.seal import DataKey, Keyring
from app.store.tables import claims, drafts

_WEIGHTS: Final[Mapping[str, int]] = {
    FlagCode.INSTRUCTION: 8,
    FlagCode.HIDDEN_TEXT: 8,
    FlagCode.DISAGREEMENT: 4,
    FlagCode.DATES_CONFLICT: 4,
    FlagCode.READING_ORDER: 2,
    FlagCode.UNREADABLE: 2,
    FlagCode.MODEL_ONLY: 2,
    FlagCode.UNSURE: 2,
}
_OTHER_WEIGHT: Final = 1


class SameClaim(NamedTuple):
    """An earlier claim that says the same, and whether it rests on the same quotes."""

    row: ClaimRow
    same_evidence: bool


def rank_of(flags: Collection[str]) -> int:
    """Give the place of a claim in the queue, 0 for one without flags: the more speaks against it, the sooner."""
    return sum(_WEIGHTS.get(flag, _OTHER_WEIGHT) for flag in set(flags))


def mark_claim(marking: DataKey, claim: DraftClaim) -> tuple[bytes, bytes]:
    """Give the marks of what a claim says and of the quotes it rests on, under the key of its worker.

    Two claims of one worker with equal first marks are one claim: same kind, same words but for case and spaces.
    """
    words = " ".join(claim.name.casefold().split())
    quotes = sorted({" ".join(evidence.quote.split()) for evidence in claim.evidence})
    return marking.mark("claim", str(claim.kind), words), marking.mark("evidence", *quotes)


def claim_values(claim: DraftClaim, position: int, marking: DataKey, *, opinions: int) -> dict[str, object]:
    """Give the columns that a claim itself decides."""
    flags = [str(flag.code) for flag in claim.flags]
    said, shown = mark_claim(marking, claim)
    return {
        "claim_id": claim.id,
        "position": position,
        "kind": str(claim.kind),
        "basis": claim.basis,
        "confidence": claim.confidence,
        "flags": flags,
        "concepts": [alignment.id for alignment in claim.alignments],
        "mark": said,
        "evidence_mark": shown,
        "state": ClaimState.WAITING,
        "opinions": opinions,
        "rank": rank_of(flags),
    }


def list_claims(
    connection: Connection, board_id: UUID, draft_id: UUID, worker_id: UUID | None = None
) -> tuple[ClaimRow, ...]:
    """Give the claims of a draft in its order; none when it is not the board's, or not that worker's."""
    query = select(claims).where(claims.c.board_id == board_id, claims.c.draft_id == draft_id)
    if worker_id is not None:
        query = query.where(claims.c.worker_id == worker_id)
    return tuple(claim_row(row) for row in connection.execute(query.order_by(claims.c.position)).mappings())


def find_same_claims(
    connection: Connection, keyring: Keyring, board_id: UUID, worker_id: UUID, wanted: Collection[DraftClaim]
) -> Mapping[str, tuple[SameClaim, ...]]:
    """Give, by the id of each wanted claim, the claims of the worker that say the same, in any of their drafts.

    A new document adds evidence to them instead of saying them twice; one that a person rejected stays rejected
    unless its evidence changed. Raises SealBroken.
    """
    marking = data_keys.open_key(connection, keyring, board_id, worker_id)
    marks = {claim.id: mark_claim(marking, claim) for claim in wanted}
    found: dict[bytes, list[RowMapping]] = {}
    for some in chunks({said for said, _ in marks.values()}):
        query = select(claims).where(
            claims.c.board_id == board_id, claims.c.worker_id == worker_id, claims.c.mark.in_(some)
        )
        for row in connection.execute(query.order_by(claims.c.id)).mappings():
            found.setdefault(row["mark"], []).append(row)
    return {
        claim_id: tuple(SameClaim(claim_row(row), row["evidence_mark"] == shown) for row in found.get(said, ()))
        for claim_id, (said, shown) in marks.items()
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
