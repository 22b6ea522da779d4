"""A batch to nothing: its jobs, rows, calls and documents, and the accounts that were made for these alone."""

from uuid import UUID

from app.access.model import Action
from app.errors import RequestInvalid
from app.flows.hosted import batch_work, drafting
from app.flows.hosted.access import Asking
from app.flows.hosted.batch_plan import Plan
from app.flows.hosted.installation import Installation
from app.store import batches, erasure
from app.store.model import BatchState


def erase(asking: Asking, batch_id: UUID) -> erasure.BatchErased:
    """Erase a batch that is not worked on. Records and credentials that came of it stay: revoke the batch before.

    Raises AccessError, NotFound, RequestInvalid while it runs, VersionConflict when it was resumed meanwhile,
    StoreUnavailable.
    """
    asking.may(Action.BATCH_ERASE, None)
    place = asking.place
    with place.database.reading() as connection:
        state = batches.load_batch(connection, asking.board_id, batch_id).state
    if state is BatchState.RUNNING:
        raise RequestInvalid("The batch is running.", hint="Cancel it, or pause it, and erase it then.")
    gone = remove(place, asking.board_id, batch_id)
    with place.database.writing() as connection:
        asking.log(connection, Action.BATCH_ERASE, "batch", batch_id, counts=gone.model_dump())
    return gone


def remove(place: Installation, board_id: UUID, batch_id: UUID) -> erasure.BatchErased:
    """Remove a batch: durable work first, then keys, rows and blobs, then what the files still hold of them.

    Raises NotFound, VersionConflict when it is being worked on, StoreUnavailable.
    """
    with place.database.reading() as connection:
        batch = batches.load_batch(connection, board_id, batch_id)
        owned = erasure.documents_of_batch(connection, board_id, batch_id)
    jobs = [batch_work.job_id(board_id, batch_id, version) for version in Plan.model_validate(batch.plan).runs]
    gone = erasure.erase_batch(place.database, place.blobs, board_id, batch_id)
    place.engine.erase([*jobs, *(drafting.job_id(board_id, document_id) for document_id in owned)])
    erasure.scrub(place.database)
    return gone
