"""The audit chain of a board: events of ids and counts, each bound to the one before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Select, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.access.model import Role
from app.errors import ChainBroken
from app.store.tables import audit_events, audit_heads, kept_heads
from app.values import Frozen

GENESIS: Final = bytes(32)
"""What the first event of a chain is bound to."""
_PAGE: Final = 1_000


class AuditEvent(Frozen):
    """Something that was done: ids, words of ours and counts, never personal data."""

    at: datetime
    actor_id: UUID | None
    """None for the service itself."""
    role: Role | None
    """In which role."""
    action: str
    subject_kind: str
    """`document`, `draft`, `credential`, …"""
    subject_id: UUID | None
    counts: Mapping[str, int] = {}


class ChainedEvent(Frozen):
    """An event with its place in the chain."""

    number: int
    event: AuditEvent
    digest: str


class AuditHead(Frozen):
    """The end of a chain, to be signed and kept elsewhere (`ler-audit-head/1`)."""

    schema_: Literal["ler-audit-head/1"] = "ler-audit-head/1"
    board_id: UUID
    number: int
    """How many events there are."""
    digest: str
    """SHA-256 of the last event, lower-case hexadecimal."""


class KeptHead(Frozen):
    """The end of a chain as it was signed on a day."""

    day: date
    """Of UTC."""
    head: AuditHead
    statement: str
    at: datetime


def append_event(connection: Connection, board_id: UUID, event: AuditEvent) -> AuditHead:
    """Write an event at the end of the board's chain and give the new head.

    Belongs into the transaction of what it tells of: then there is neither one without the other.
    """
    mine = audit_heads.c.board_id == board_id
    query = select(audit_heads).where(mine).with_for_update()
    head = connection.execute(query).mappings().one_or_none()
    if head is None:
        _first_head(connection, board_id)
        head = connection.execute(query).mappings().one()
    number = head["number"] + 1
    at = event.at.astimezone(UTC)
    digest = _digest(board_id, number, event, head["digest"])
    connection.execute(
        insert(audit_events).values(
            board_id=board_id,
            number=number,
            at=at,
            actor_id=event.actor_id,
            role=event.role,
            action=event.action,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            counts=dict(event.counts),
            previous=head["digest"],
            digest=digest,
        )
    )
    connection.execute(update(audit_heads).where(mine).values(number=number, digest=digest))
    return AuditHead(board_id=board_id, number=number, digest=digest.hex())


def load_head(connection: Connection, board_id: UUID) -> AuditHead:
    """Give the end of the board's chain; number 0 when nothing was done yet."""
    query = select(audit_heads).where(audit_heads.c.board_id == board_id)
    row = connection.execute(query).mappings().one_or_none()
    number, digest = (0, GENESIS) if row is None else (row["number"], row["digest"])
    return AuditHead(board_id=board_id, number=number, digest=digest.hex())


def list_events(
    connection: Connection, board_id: UUID, *, after: int = 0, limit: int = 100
) -> tuple[ChainedEvent, ...]:
    """Give events of the board in their order, those after the number `after`."""
    rows = connection.execute(_after(board_id, after, limit)).mappings()
    return tuple(ChainedEvent(number=row["number"], event=_event(row), digest=row["digest"].hex()) for row in rows)


def keep_head(connection: Connection, board_id: UUID, kept: KeptHead) -> bool:
    """Keep the head of a day; False when there is one of that day, which stays."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {
        "board_id": board_id,
        "day": kept.day,
        "number": kept.head.number,
        "digest": bytes.fromhex(kept.head.digest),
        "statement": kept.statement,
        "created_at": kept.at,
    }
    statement = dialect.insert(kept_heads).values(values)
    statement = statement.on_conflict_do_nothing(index_elements=["board_id", "day"])
    return connection.execute(statement.returning(kept_heads.c.number)).first() is not None


def list_kept_heads(
    connection: Connection, board_id: UUID, *, after: date | None = None, limit: int | None = None
) -> tuple[KeptHead, ...]:
    """Give the heads of a board that were kept, by their day: all of them, or up to `limit` of later days."""
    query = select(kept_heads).where(kept_heads.c.board_id == board_id).order_by(kept_heads.c.day).limit(limit)
    if after is not None:
        query = query.where(kept_heads.c.day > after)
    return tuple(
        KeptHead(
            day=row["day"],
            head=AuditHead(board_id=board_id, number=row["number"], digest=row["digest"].hex()),
            statement=row["statement"],
            at=row["created_at"],
        )
        for row in connection.execute(query).mappings()
    )


def verify_chain(connection: Connection, board_id: UUID, *kept: AuditHead) -> AuditHead:
    """Follow the chain from its first event to its head and give that head.

    The chain has to go through the heads in `kept`, which were exported earlier: whoever may write to the database
    could otherwise make a whole new chain. Raises ChainBroken, which names the first event that does not fit.
    """
    previous, number = GENESIS, 0
    wanted: dict[int, set[str]] = {}
    for head in kept:
        wanted.setdefault(head.number, set()).add(head.digest)
    if wanted.pop(0, {GENESIS.hex()}) != {GENESIS.hex()}:
        raise ChainBroken("The kept head is no head of a chain.")
    while True:
        rows = connection.execute(_after(board_id, number, _PAGE)).mappings().all()
        for row in rows:
            number += 1
            expected = _digest(board_id, number, _event(row), previous)
            if row["number"] != number or row["previous"] != previous or row["digest"] != expected:
                raise ChainBroken(f"Event {number} does not fit the one before it.")
            previous = expected
            if wanted.pop(number, {previous.hex()}) != {previous.hex()}:
                raise ChainBroken(f"Event {number} is not the one of the kept head.")
        if not rows:
            break
    if wanted:
        raise ChainBroken(f"Event {number + 1} and later ones are missing: a kept head has {max(wanted)}.")
    head = load_head(connection, board_id)
    if (head.number, head.digest) != (number, previous.hex()):
        raise ChainBroken(f"Event {number + 1} and later ones are missing.")
    return head


def _first_head(connection: Connection, board_id: UUID) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(audit_heads).values(board_id=board_id, number=0, digest=GENESIS)
    connection.execute(statement.on_conflict_do_nothing(index_elements=["board_id"]))


def _after(board_id: UUID, number: int, limit: int) -> Select[tuple[object, ...]]:
    return (
        select(audit_events)
        .where(audit_events.c.board_id == board_id, audit_events.c.number > number)
        .order_by(audit_events.c.number)
        .limit(limit)
    )


def _event(row: RowMapping) -> AuditEvent:
    return AuditEvent(**{name: row[name] for name in AuditEvent.model_fields})


def _digest(board_id: UUID, number: int, event: AuditEvent, previous: bytes) -> bytes:
    """SHA-256 of the digest before and of the event as JSON with sorted keys, moments in UTC to the microsecond."""
    told = {
        "board": str(board_id),
        "number": number,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": None if event.actor_id is None else str(event.actor_id),
        "role": event.role,
        "action": event.action,
        "subject": [event.subject_kind, None if event.subject_id is None else str(event.subject_id)],
        "counts": dict(event.counts),
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(previous + text.encode("ascii")).digest()
