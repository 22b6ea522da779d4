"""A worker's wish to nothing: everything of theirs, in every store, and the proof that it was done."""

import logging
from uuid import UUID

from sqlalchemy import Connection

from app import telemetry
from app.access.model import Action
from app.flows.hosted import drafting, issuing
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation
from app.store import documents, erasure, people, records

log = logging.getLogger(__name__)


def erase(asking: Asking, worker_id: UUID) -> erasure.Erased:
    """Erase a worker: durable work first, then keys, rows and blobs; the audit keeps ids and counts alone.

    Credentials that were handed out cannot be called back by erasing; revoke them before.

    Raises AccessError, NotFound, StoreUnavailable.
    """
    place, board_id = asking.place, asking.board_id
    jobs: list[str] = []
    with place.database.reading() as connection:
        people.load_person(connection, place.keyring, board_id, worker_id)
        asking.may(Action.WORKER_ERASE, worker_id)
        before: UUID | None = None
        while page := documents.list_documents(
            connection, place.keyring, board_id, worker_id=worker_id, before=before, limit=500
        ):
            jobs += [drafting.job_id(board_id, one.id) for one in page]
            before = page[-1].id
        before = None
        while found := records.list_records(connection, board_id, worker_id=worker_id, before=before, limit=200):
            jobs += [issuing.job_id(board_id, one.id, by) for one in found for by in ("worker", "board")]
            before = found[-1].id
    place.engine.erase(jobs)

    def tell(connection: Connection, gone: erasure.Erased) -> None:
        asking.log(connection, Action.WORKER_ERASE, "person", worker_id, counts=gone.model_dump())

    gone = erasure.erase_worker(place.database, place.blobs, board_id, worker_id, tell=tell)
    scrub(place)
    return gone


def scrub(place: Installation, tries: int = 1) -> bool:
    """Take what was deleted out of the files of the database, unless somebody reads for too long each time.

    The nightly round does it again, so that is only written to the log.
    """
    done = any(erasure.scrub(place.database) for _ in range(tries))
    if not done:
        telemetry.event(log, "scrub-put-off", level=logging.WARNING)
    return done
