"""Decisions on the claims of a draft: kept in order, never changed, undone by a mark."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, RowMapping, exists, func, insert, select, update

from app.errors import DecisionRefused, NotFound, OwnRecord
from app.review.model import Decision, Role, Verdict
from app.store import data_keys
from app.store.drafts import advance, draft_row, with_key
from app.store.ids import Ids
from app.store.model import ClaimState, DraftState, StoredDraft
from app.store.rows import chunks
from app.store.seal import DataKey, Keyring
from app.store.tables import claims, decisions, documents, drafts
from app.values import Frozen

_DECISION = "decision"
_STATES = {
    Verdict.APPROVE: ClaimState.APPROVED,
    Verdict.EDIT: ClaimState.EDITED,
    Verdict.REJECT: ClaimState.REJECTED,
    Verdict.SKIP: ClaimState.WAITING,
}


class Submission(Frozen):
    """What one person decided about one draft, at the version that they saw."""

    draft_id: UUID
    version: int
    person_id: UUID
    """The account; the decisions name the person by an opaque id of their own, such as a DID."""
    decisions: tuple[Decision, ...]
    at: datetime


def save_decisions(connection: Connection, keyring: Keyring, board_id: UUID, submission: Submission, ids: Ids) -> int:
    """Keep decisions and give the draft's new version; all of them or none.

    A reviewer's decision counts as one opinion and ends the reviewer's lease. Raises VersionConflict when the draft
    was changed since, NotFound, OwnRecord (a reviewer on a record of their own), DecisionRefused (a claim that the
    draft does not hold), SealBroken.
    """
    draft = advance(connection, board_id, submission.draft_id, submission.version, submission.at)
    roles = {decision.person.role for decision in submission.decisions}
    if Role.REVIEWER in roles and draft.worker_id == submission.person_id:
        raise OwnRecord("A reviewer decided on a record of their own.")
    if Role.WORKER in roles and draft.worker_id != submission.person_id:
        raise DecisionRefused("Somebody else decided in the role of the worker.")
    known, last = _claims(connection, submission)
    if any(decision.claim_id not in known for decision in submission.decisions):
        raise DecisionRefused("A decision speaks of a claim that the draft does not hold.")
    key = data_keys.open_key(connection, keyring, board_id, draft.document_id)
    rows: list[dict[str, object]] = []
    settled: dict[UUID, _Settled] = {}
    for number, decision in enumerate(submission.decisions, start=last + 1):
        claim = known[decision.claim_id]
        takes = claim.takes_opinion(decision)
        known[decision.claim_id] = claim._replace(counts=claim.counts and not takes)
        settled[claim.id] = settled.get(claim.id, _Settled()).after(decision, takes=takes)
        rows.append(
            {
                "id": ids(),
                "board_id": board_id,
                "worker_id": draft.worker_id,
                "document_id": draft.document_id,
                "draft_id": submission.draft_id,
                "claim_row_id": claim.id,
                "counted": takes,
                "number": number,
                "person_id": submission.person_id,
                "role": decision.person.role,
                "verdict": decision.verdict,
                "manner": decision.manner,
                "sealed": key.seal(_DECISION, decision.model_dump_json().encode()),
                "at": submission.at,
            }
        )
    if rows:
        connection.execute(insert(decisions), rows)
    _settle(connection, settled, submission.at)
    return draft.version


def load_decisions(
    connection: Connection, keyring: Keyring, board_id: UUID, draft_id: UUID, worker_id: UUID | None = None
) -> tuple[Decision, ...]:
    """Give the decisions on a draft that stand, oldest first, as `review.decide.decide` takes them.

    Raises NotFound, SealBroken.
    """
    draft = select(drafts.c.document_id, decisions.c.sealed).where(
        drafts.c.board_id == board_id, drafts.c.id == draft_id
    )
    if worker_id is not None:
        draft = draft.where(drafts.c.worker_id == worker_id)
    standing = (decisions.c.draft_id == drafts.c.id) & decisions.c.undone_at.is_(None)
    query = data_keys.joined(draft.outerjoin(decisions, standing), board_id, drafts.c.document_id)
    rows = connection.execute(query.order_by(decisions.c.number)).mappings().all()
    if not rows:
        raise NotFound("There is no such draft.")
    key = data_keys.key_in(rows[0], keyring, rows[0]["document_id"])
    return tuple(_decision(key, row["sealed"]) for row in rows if row["sealed"] is not None)


def decided_drafts(
    connection: Connection, keyring: Keyring, board_id: UUID, worker_id: UUID, limit: int = 200
) -> tuple[tuple[StoredDraft, tuple[Decision, ...]], ...]:
    """Give a worker's drafts that are not superseded and on which decisions stand, with these, oldest first.

    Of the newest documents, up to `limit`. Raises SealBroken.
    """
    standing = exists().where(decisions.c.draft_id == drafts.c.id, decisions.c.undone_at.is_(None))
    query = (
        select(drafts)
        .join(documents, documents.c.id == drafts.c.document_id)
        .where(documents.c.board_id == board_id, documents.c.worker_id == worker_id)
        .where(drafts.c.state != DraftState.SUPERSEDED, standing)
        .order_by(documents.c.id.desc())
        .limit(limit)
    )
    rows = connection.execute(with_key(query, board_id)).mappings().all()[::-1]
    taken: dict[UUID, list[bytes]] = {row["id"]: [] for row in rows}
    for some in chunks(taken):
        said = select(decisions.c.draft_id, decisions.c.sealed).where(
            decisions.c.draft_id.in_(some), decisions.c.undone_at.is_(None)
        )
        for draft_id, sealed in connection.execute(said.order_by(decisions.c.number)):
            taken[draft_id].append(sealed)

    def opened(row: RowMapping) -> tuple[StoredDraft, tuple[Decision, ...]]:
        key = data_keys.key_in(row, keyring, row["document_id"])
        return draft_row(row, keyring), tuple(_decision(key, sealed) for sealed in taken[row["id"]])

    return tuple(map(opened, rows))


def undo_decisions(
    connection: Connection,
    board_id: UUID,
    draft_id: UUID,
    expected: int,
    person_id: UUID,
    count: int,
    at: datetime,
) -> int:
    """Take back the person's last `count` decisions on a draft that stand, and give the draft's new version.

    They stay in the history, marked. Their claims are again as the decisions before left them, and wait for another
    opinion unless the draft has left the queue, or somebody else has looked whose word was one more than asked for.
    Raises VersionConflict, NotFound, DecisionRefused when none of theirs stands.
    """
    draft = advance(connection, board_id, draft_id, expected, at)
    mine = (
        select(decisions.c.id, decisions.c.claim_row_id, decisions.c.counted)
        .where(
            decisions.c.draft_id == draft_id,
            decisions.c.person_id == person_id,
            decisions.c.undone_at.is_(None),
        )
        .order_by(decisions.c.number.desc())
        .limit(count)
    )
    found = connection.execute(mine).all()
    if count and not found:
        raise DecisionRefused(
            "No decision of yours stands on the draft.", hint="Load it: its claims tell which decisions stand."
        )
    for some in chunks([one.id for one in found]):
        connection.execute(update(decisions).where(decisions.c.id.in_(some)).values(undone_at=at))
    opinions: dict[UUID, int] = {}
    for one in found:
        opinions[one.claim_row_id] = opinions.get(one.claim_row_id, 0) + one.counted
    for claim_row_id, lacking in opinions.items():
        _restore(connection, claim_row_id, lacking if draft.state is DraftState.OPEN else 0)
    return draft.version


def last_number(connection: Connection, board_id: UUID, draft_id: UUID) -> int:
    """Give the number of the last decision on a draft, undone or not; 0 before the first."""
    query = select(func.coalesce(func.max(decisions.c.number), 0)).where(
        decisions.c.board_id == board_id, decisions.c.draft_id == draft_id
    )
    return int(connection.execute(query).scalar_one())


def standing_numbers(
    connection: Connection, board_id: UUID, draft_id: UUID, person_id: UUID, limit: int
) -> tuple[int, ...]:
    """Give the numbers of a person's last decisions on a draft that stand, the last first."""
    mine = (decisions.c.board_id == board_id) & (decisions.c.draft_id == draft_id)
    query = (
        select(decisions.c.number)
        .where(mine, decisions.c.person_id == person_id, decisions.c.undone_at.is_(None))
        .order_by(decisions.c.number.desc())
        .limit(limit)
    )
    return tuple(connection.execute(query).scalars())


class _Known(NamedTuple):
    """A claim of the draft, and whether a reviewer's word of this person would be one opinion more on it."""

    id: UUID
    counts: bool

    def takes_opinion(self, decision: Decision) -> bool:
        return self.counts and decision.person.role is Role.REVIEWER and decision.verdict is not Verdict.SKIP


def _claims(connection: Connection, submission: Submission) -> tuple[dict[str, _Known], int]:
    """Give the claims that are decided on, by their ids in the draft, and the number of the draft's last decision."""
    heard = exists().where(
        decisions.c.claim_row_id == claims.c.id,
        decisions.c.person_id == submission.person_id,
        decisions.c.counted,
        decisions.c.undone_at.is_(None),
    )
    last = (
        select(func.coalesce(func.max(decisions.c.number), 0))
        .where(decisions.c.draft_id == submission.draft_id)
        .scalar_subquery()
    )
    known: dict[str, _Known] = {}
    number = 0
    for some in chunks({decision.claim_id for decision in submission.decisions}):
        query = select(claims.c.claim_id, claims.c.id, claims.c.opinions, heard, last).where(
            claims.c.draft_id == submission.draft_id, claims.c.claim_id.in_(some)
        )
        for claim_id, row_id, opinions, was_heard, highest in connection.execute(query):
            known[claim_id] = _Known(row_id, opinions > 0 and not was_heard)
            number = highest
    return known, number


class _Settled(NamedTuple):
    """What the decisions of one submission make of a claim."""

    state: ClaimState = ClaimState.WAITING
    ends_lease: bool = False
    takes_opinion: bool = False

    def after(self, decision: Decision, *, takes: bool) -> "_Settled":
        """Give what one decision more makes of it."""
        reviewed = decision.person.role is Role.REVIEWER
        return _Settled(_STATES[decision.verdict], self.ends_lease or reviewed, self.takes_opinion or takes)


def _settle(connection: Connection, settled: Mapping[UUID, _Settled], at: datetime) -> None:
    """Change the rows of claims, by id: one statement for all that come to the same."""
    alike: dict[_Settled, list[UUID]] = {}
    for row_id, change in settled.items():
        alike.setdefault(change, []).append(row_id)
    for change, ids in alike.items():
        values: dict[str, object] = {"state": change.state, "decided_at": at}
        if change.ends_lease:
            values |= {"leased_by": None, "leased_until": None}
        if change.takes_opinion:
            values["opinions"] = claims.c.opinions - 1
        for some in chunks(ids):
            connection.execute(update(claims).where(claims.c.id.in_(some)).values(values))


def _decision(key: DataKey, sealed: bytes) -> Decision:
    return Decision.model_validate_json(key.open(_DECISION, sealed))


def _restore(connection: Connection, claim_row_id: UUID, lacking: int) -> None:
    """Leave a claim as the decisions that stand leave it, when so many opinions on it were taken back."""
    mine = (decisions.c.claim_row_id == claim_row_id) & decisions.c.undone_at.is_(None)
    query = select(
        decisions.c.id,
        decisions.c.person_id,
        decisions.c.role,
        decisions.c.verdict,
        decisions.c.at,
        decisions.c.counted,
    )
    standing = connection.execute(query.where(mine).order_by(decisions.c.number)).all()
    last = standing[-1] if standing else None
    values: dict[str, object] = {
        "state": _STATES[Verdict(last.verdict)] if last else ClaimState.WAITING,
        "decided_at": last.at if last else None,
    }
    reviewed = [one for one in standing if one.role == Role.REVIEWER]
    heard = {one.person_id for one in reviewed if one.counted}
    words = {one.person_id: one for one in reviewed}
    others = [one.id for one in words.values() if one.person_id not in heard and one.verdict != Verdict.SKIP]
    for decision_id in others[:lacking]:
        connection.execute(update(decisions).where(decisions.c.id == decision_id).values(counted=True))
    if lacking > len(others):
        values["opinions"] = claims.c.opinions + lacking - len(others)
    connection.execute(update(claims).where(claims.c.id == claim_row_id).values(values))
