"""Lists that are paged by id to all that is in them, a page in memory at a time."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Final, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Connection

from app.database import Database
from app.errors import NotFound, SealBroken
from app.flows.hosted.access import Asking
from app.store import credentials, records
from app.store.model import StoredCredential, StoredRecord

_PAGE: Final = 100


class _Listed(Protocol):
    @property
    def id(self) -> UUID: ...


Thing = TypeVar("Thing", bound=_Listed)
Load = Callable[[Connection, UUID | None, int], Sequence[Thing]]
"""Gives the things that come before an id in a list, so many at most."""


def every(database: Database, load: Load[Thing]) -> Iterator[Thing]:
    """Give everything in a list; each page is read in a transaction of its own, and none is open in between."""
    before: UUID | None = None
    while True:
        with database.reading() as connection:
            page = load(connection, before, _PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        before = page[-1].id


def credentials_of(
    asking: Asking, *, worker_id: UUID | None = None, batch_id: UUID | None = None
) -> Iterator[StoredCredential]:
    """Give all credentials of a worker of the board, or all that were made of a batch, newest first."""
    place = asking.place
    return every(
        place.database,
        lambda connection, before, limit: credentials.list_credentials(
            connection,
            place.keyring,
            asking.board_id,
            worker_id=worker_id,
            batch_id=batch_id,
            before=before,
            limit=limit,
        ),
    )


def records_of(asking: Asking, worker_id: UUID, document_id: UUID | None = None) -> Iterator[StoredRecord]:
    """Give all records of a worker of the board, or those of one document, newest first.

    One that is removed while the others are given is left out.
    """
    place = asking.place
    told = every(
        place.database,
        lambda connection, before, limit: records.list_records(
            connection, asking.board_id, worker_id=worker_id, before=before, limit=limit
        ),
    )
    for one in told:
        if document_id in (None, one.document_id):
            with suppress(NotFound, SealBroken):
                with place.database.reading() as connection:
                    whole = records.load_record(connection, place.keyring, asking.board_id, one.id)
                yield whole
