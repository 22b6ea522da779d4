"""Rows on their way in to accounts of workers and sealed documents, some at a time."""

import hashlib
from collections.abc import Iterator
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.access.model import Role
from app.documents.model import SourceDocument
from app.errors import NotFound, QuotaReached
from app.flows.hosted import accounts, keeping, quotas
from app.flows.hosted.batch_files import Item
from app.flows.hosted.installation import Installation
from app.store import batches, boards, documents, people
from app.store.batches import NewRow
from app.store.blobs import delete_blob
from app.store.model import DocumentState, RowState
from app.store.seal import DataKey

_ROWS: Final = 100
_BYTES: Final = 16_000_000
_TRIES: Final = 5


class Taken(NamedTuple):
    """What came in."""

    rows: int
    unreadable: int
    known: int
    """Rows whose document was drafted before, or comes twice."""


class _New(NamedTuple):
    """A document that is to be kept, and its worker."""

    upload: documents.Upload
    name: str | None
    has_account: bool


class _Place(NamedTuple):
    """Where a row's document is, or is to be."""

    worker_id: UUID
    document_id: UUID


def take_in(place: Installation, board_id: UUID, batch_id: UUID, items: Iterator[Item]) -> Taken:
    """Keep all rows of a batch; never more than some of them are in memory.

    Raises QuotaReached when no more documents may come in today: rows before stay, and come in once. Raises
    StoreUnavailable.
    """
    with place.database.reading() as connection:
        marking = boards.board_key(connection, place.keyring, board_id)
    taken = Taken(0, 0, 0)
    for some in _parts(items):
        waiting = [some]
        while waiting:
            part = waiting.pop()
            try:
                known = _keep(place, board_id, batch_id, marking, taken.rows, part)
            except QuotaReached:
                if len(part) == 1:
                    raise
                # what still fits comes in, so that a batch that is larger than a day's number gets through in days
                half = len(part) // 2
                waiting += [part[half:], part[:half]]
                continue
            bad = sum(item.failure is not None for item in part)
            taken = Taken(taken.rows + len(part), taken.unreadable + bad, taken.known + known)
    return taken


def worker_of(marking: DataKey, source: SourceDocument) -> UUID:
    """Give the id of the account that a document's worker has: the same bytes are the same worker's, on one board.

    It is a UUID of version 8 (RFC 9562 section 5.8) made of a digest under the board's key, which tells nothing.
    """
    value = int.from_bytes(marking.mark("batch worker", hashlib.sha256(source.data).hexdigest())[:16], "big")
    value = value & ~(0xF << 76) | 0x8 << 76
    return UUID(int=value & ~(0b11 << 62) | 0b10 << 62)


def _parts(items: Iterator[Item]) -> Iterator[list[Item]]:
    some: list[Item] = []
    size = 0
    for item in items:
        some.append(item)
        size += len(item.data)
        if len(some) >= _ROWS or size >= _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _keep(
    place: Installation, board_id: UUID, batch_id: UUID, marking: DataKey, before: int, items: list[Item]
) -> int:
    """Keep some rows, all of them or none; gives how many were known.

    Meanwhile another batch may bring the same, and whom a row belongs to may be erased: then we look again.
    """
    for turn in range(_TRIES):
        new, places, known = _look(place, board_id, marking, items)
        sealed = {
            upload.id: documents.seal_document(place.blobs, place.keyring, board_id, upload) for upload, _, _ in new
        }
        try:
            with place.database.writing() as connection:
                # in the order of `store.locks`; and two batches that bring the same people do not wait for each other
                batches.lock_batch(connection, board_id, batch_id)
                for upload, name, has_account in sorted(new, key=lambda one: one.upload.worker_id):
                    if not has_account:
                        roles = (Role.WORKER,)
                        accounts.add_account(place, connection, board_id, roles, name, person_id=upload.worker_id)
                    documents.add_document(connection, marking, board_id, upload, sealed[upload.id])
                _add_rows(place, connection, board_id, batch_id, before, items, places)
                if new:
                    quotas.take(place, connection, board_id, [len(one.upload.source.data) for one in new])
        except (IntegrityError, NotFound, QuotaReached) as refusal:
            for upload, _, _ in new:
                delete_blob(place.blobs, board_id, upload.id)
            if turn + 1 == _TRIES or isinstance(refusal, QuotaReached):
                raise
        else:
            break
    return known


def _look(
    place: Installation, board_id: UUID, marking: DataKey, items: list[Item]
) -> tuple[list[_New], list[_Place | None], int]:
    """Tell documents that are new from those that are there; gives uploads with names, a place for each item."""
    new: list[_New] = []
    places: list[_Place | None] = []
    there: dict[UUID, _Place] = {}
    known = 0
    with place.database.reading() as connection:
        expires_at = keeping.expiry(place, connection, board_id)
        for item in items:
            if item.failure is not None:
                places.append(None)
                continue
            source = SourceDocument(name=item.name, data=item.data)
            owner = worker_of(marking, source)
            found = there.get(owner)
            if found is None:
                kept = documents.list_documents(connection, place.keyring, board_id, worker_id=owner, limit=1)
                found = _Place(owner, kept[0].id if kept else place.make_id())
                known += bool(kept) and kept[0].state is DocumentState.DRAFTED
                if not kept:
                    upload = documents.Upload(
                        id=found.document_id,
                        worker_id=owner,
                        source=source,
                        at=place.clock(),
                        expires_at=expires_at,
                    )
                    new.append(_New(upload, item.worker_name, _is_account(place, connection, board_id, owner)))
            else:
                known += 1
            there[owner] = found
            places.append(found)
    return new, places, known


def _is_account(place: Installation, connection: Connection, board_id: UUID, person_id: UUID) -> bool:
    """Whether a worker is there whose document is gone."""
    try:
        people.load_person(connection, place.keyring, board_id, person_id)
    except NotFound:
        return False
    return True


def _add_rows(
    place: Installation,
    connection: Connection,
    board_id: UUID,
    batch_id: UUID,
    before: int,
    items: list[Item],
    places: list[_Place | None],
) -> None:
    rows = [
        NewRow(
            id=place.make_id(),
            number=before + number,
            source={"name": item.name, "person": item.person},
            person=item.person,
        )
        for number, item in enumerate(items, start=1)
    ]
    at = place.clock()
    batches.add_rows(connection, place.keyring, board_id, batch_id, rows, at)
    links = {row.id: found for row, found in zip(rows, places, strict=True) if found is not None}
    batches.link_rows(connection, board_id, links)
    for row, item in zip(rows, items, strict=True):
        if item.failure is not None:
            batches.end_row(connection, board_id, row.id, RowState.FAILED, at, code=item.failure)
