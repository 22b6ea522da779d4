"""A batch to nothing: its jobs, rows, calls and documents, and the accounts that were made for these alone."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import Connection

from app.access.model import Action
from app.errors import NotNow
from app.flows.hosted import batch_work, drafting, erasing
from app.flows.hosted.access import Asking
from app.flows.hosted.batch_plan import Plan
from app.flows.hosted.installation import Installation
from app.store import batches, erasure
from app.store.model import BatchState


def erase(asking: Asking, batch_id: UUID) -> erasure.BatchErased:
    """Erase a batch that is not worked on. Records and credentials that came of it stay: revoke the batch before.

    Raises AccessError, NotFound, NotNow while it runs, VersionConflict when it was resumed meanwhile,
    StoreUnavailable.
    """
    asking.may(Action.BATCH_ERASE, None)
    place = asking.place
    with place.database.reading() as connection:
        state = batches.load_batch(connection, asking.board_id, batch_id).state
    if state is BatchState.RUNNING:
        raise NotNow("The batch is running.", hint="Cancel it, or pause it, and erase it then.")

    def tell(connection: Connection, gone: erasure.BatchErased) -> None:
        asking.log(connection, Action.BATCH_ERASE, "batch", batch_id, counts=gone.model_dump())

    return remove(place, asking.board_id, batch_id, tell)


def remove(
    place: Installation, board_id: UUID, batch_id: UUID, tell: Callable[[Connection, erasure.BatchErased], object]
) -> erasure.BatchErased:
    """Remove a batch: keys, rows and blobs, then durable work, then what the files still hold of them.

    `tell` writes it down in the transaction in which it goes.

    Raises NotFound, VersionConflict when it is being worked on, StoreUnavailable.
    """
    with place.database.reading() as connection:
        batch = batches.load_batch(connection, board_id, batch_id)
        owned = erasure.documents_of_batch(connection, board_id, batch_id)
    jobs = [batch_work.job_id(board_id, batch_id, version) for version in Plan.model_validate(batch.plan).runs]
    gone = erasure.erase_batch(place.database, place.blobs, board_id, batch_id, tell=tell)
    place.engine.erase([*jobs, *(drafting.job_id(board_id, document_id) for document_id in owned)])
    erasing.scrub(place)
    return gone
