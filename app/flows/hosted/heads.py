"""The end of a board's audit chain to a signed statement: given out, kept each day, and held against the chain."""

import logging
from collections.abc import Sequence
from datetime import UTC, date
from functools import partial
from typing import Final
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection

from app import telemetry
from app.access.model import Action
from app.credentials.model import JsonObject
from app.credentials.organizations import did_document
from app.credentials.statements import read_statement, sign_statement
from app.engine.model import Retry
from app.engine.registry import Jobs
from app.engine.run import Run
from app.errors import ChainBroken, CredentialUnverified, NotFound, RequestInvalid, StoreUnavailable
from app.flows.hosted import accounts
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation
from app.store import audit, boards
from app.store.audit import AuditHead, KeptHead
from app.store.model import Board
from app.values import Did, Frozen, Instant

log = logging.getLogger(__name__)

JOB: Final = "audit-heads"
KIND: Final = "ler-audit-head+jws"
"""What a statement says that it is (`typ`)."""
_AWAY: Final = Retry(attempts=8, seconds=1, most=60, on=(StoreUnavailable,))


class Told(Frozen):
    """What a statement says."""

    head: AuditHead
    did: Did
    """Of the board that signs."""
    at: Instant


class SignedHead(Frozen):
    """The end of a chain, and the board's statement of it."""

    told: Told
    statement: str
    """A JWS in its compact form."""


class Checked(Frozen):
    """Whether a chain goes through all heads that were signed."""

    passed: bool
    found: str
    """In a sentence: what does not fit, or that all does."""
    head: AuditHead
    kept: int
    """How many heads are kept."""
    since: date | None
    """The day of the oldest of them."""


def register(place: Installation, jobs: Jobs) -> None:
    """Have the clock start it: each day, at seven minutes past midnight, before retention works."""
    jobs.schedule(JOB, "7 0 * * *", lambda run: daily(place, run))


def daily(place: Installation, run: Run) -> int:
    """Do the durable work: a step for each board. Gives how many heads were kept."""
    found = run.step("boards", place.board_ids, retry=_AWAY)
    return sum(int(run.step("board", partial(keep, place, UUID(board)), retry=_AWAY)) for board in list(found))


def keep(place: Installation, board_id: UUID) -> bool:
    """Keep the signed end of a board's chain as that of today, unless there is one.

    The chain is followed first: of one that does not go through the heads before, no head is signed.
    """
    with place.database.reading() as connection:
        board = boards.load_board(connection, board_id)
        if board.did is None:
            return False
        checked = _check(place, connection, board, [])
        made = _sign(place, connection, board, checked.head)
    if not checked.passed:
        telemetry.event(log, "audit-broken", level=logging.ERROR, board=str(board_id))
        return False
    at = place.clock()
    kept = KeptHead(day=at.astimezone(UTC).date(), head=checked.head, statement=made.statement, at=at)
    with place.database.writing() as connection:
        return audit.keep_head(connection, board_id, kept)


def sign_head(asking: Asking) -> SignedHead:
    """Give the end of the board's chain, signed by the board. Raises AccessError, NotFound when it signs nothing."""
    asking.may(Action.AUDIT_READ, None)
    with asking.place.database.reading() as connection:
        board = boards.load_board(connection, asking.board_id)
        return _sign(asking.place, connection, board, audit.load_head(connection, board.id))


def list_heads(asking: Asking, after: date | None, limit: int) -> tuple[KeptHead, ...]:
    """Give the heads that are kept of the board's chain, by their day, those of later days. Raises AccessError."""
    asking.may(Action.AUDIT_READ, None)
    with asking.place.database.reading() as connection:
        return audit.list_kept_heads(connection, asking.board_id, after=after, limit=limit)


def check(asking: Asking, statements: Sequence[str] = ()) -> Checked:
    """Follow the board's chain through all heads that are kept, and those of statements that were kept elsewhere.

    Raises AccessError, NotFound, RequestInvalid for what is no statement of this board.
    """
    asking.may(Action.AUDIT_READ, None)
    place = asking.place
    with place.database.reading() as connection:
        board = boards.load_board(connection, asking.board_id)
        documents = _documents(place, connection, board)
        try:
            given = [_read(board, documents, one).head for one in statements]
        except CredentialUnverified as refusal:
            raise RequestInvalid(
                f"A statement cannot be used. {refusal.message}", hint="Give what GET /v1/audit/head answered."
            ) from None
        return _check(place, connection, board, given)


def _check(place: Installation, connection: Connection, board: Board, given: Sequence[AuditHead]) -> Checked:
    kept = audit.list_kept_heads(connection, board.id)
    documents = _documents(place, connection, board)
    head = audit.load_head(connection, board.id)
    passed, found = True, "The chain is whole, and goes through every head that was signed."
    try:
        for one in kept:
            _compare(board, documents, one)
        audit.verify_chain(connection, board.id, *given, *(one.head for one in kept))
    except ChainBroken as broken:
        passed, found = False, broken.message
    return Checked(passed=passed, found=found, head=head, kept=len(kept), since=kept[0].day if kept else None)


def _compare(board: Board, documents: dict[str, JsonObject], kept: KeptHead) -> None:
    """See that a kept head is what its statement says. Raises ChainBroken."""
    try:
        told = _read(board, documents, kept.statement)
    except CredentialUnverified:
        raise ChainBroken(f"The head that was kept on {kept.day} is not as the board signed it.") from None
    if told.head != kept.head:
        raise ChainBroken(f"The head that was kept on {kept.day} is not the one of its statement.")


def _sign(place: Installation, connection: Connection, board: Board, head: AuditHead) -> SignedHead:
    if board.did is None:
        raise NotFound("This board signs nothing.")
    key, _ = accounts.board_key(place, connection, board)
    at = place.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = Told(head=head, did=Did(board.did), at=Instant(at))
    said: JsonObject = {"schema": head.schema_, "board": board.did, "board_id": str(board.id), "at": at}
    said |= {"number": head.number, "digest": head.digest}
    return SignedHead(told=told, statement=sign_statement(said, key, KIND))


def _read(board: Board, documents: dict[str, JsonObject], statement: str) -> Told:
    said = read_statement(statement, Did(board.did or ""), documents, KIND)
    try:
        head = AuditHead(board_id=said["board_id"], number=said["number"], digest=said["digest"])
        told = Told(head=head, did=said["board"], at=said["at"])
    except (KeyError, ValidationError):
        raise CredentialUnverified("It says nothing of an audit chain.") from None
    if (told.head.board_id, told.did) != (board.id, board.did):
        raise CredentialUnverified("It is of another board.")
    return told


def _documents(place: Installation, connection: Connection, board: Board) -> dict[str, JsonObject]:
    """Give the board's DID document, made of the keys that are sealed: whoever writes rows makes no key of it."""
    if board.did is None:
        raise NotFound("This board signs nothing.")
    did = Did(board.did)
    return {did: did_document(did, accounts.board_key(place, connection, board)[1])}
