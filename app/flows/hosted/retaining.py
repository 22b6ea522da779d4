"""What is past its time to nothing, every night, with an event for each thing in its board's audit chain."""

from collections.abc import Mapping
from datetime import UTC
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from app.engine.model import Retry
from app.engine.registry import Jobs
from app.engine.run import Run
from app.errors import NotFound, StoreUnavailable, VersionConflict
from app.flows.hosted import batch_erasing, drafting, erasing
from app.flows.hosted.installation import Installation
from app.flows.hosted.keeping import Kind, rules
from app.store import answers, audit, boards, documents, erasure, offers, quotas, sign_in
from app.store.ids import make_id

JOB: Final = "retention"
_KEPT_ANSWERS_DAYS: Final = 2
_UPLOAD_DAYS: Final = 1
"""A blob without a document is left of an upload that was cut off, once it is as old as this."""
_COUNTED_DAYS: Final = 1
"""Counts of what came in on days before yesterday serve nothing any more."""
_OFFER_DAYS: Final = 1
"""For which it can be seen what became of an offer to a wallet, once it has expired."""
_SCRUBS: Final = 10
"""Times that files are scrubbed at night while somebody reads."""
_AWAY: Final = Retry(attempts=8, seconds=1, most=60, on=(StoreUnavailable,))


def register(place: Installation, jobs: Jobs, keep_jobs_days: float) -> None:
    """Have the clock start it: each night, at seventeen minutes past three."""
    jobs.schedule(JOB, "17 3 * * *", lambda run: nightly(place, run, keep_jobs_days))


def nightly(place: Installation, run: Run, keep_jobs_days: float) -> int:
    """Do the durable work: a step for each board, and one for what belongs to none. Gives how much was removed."""
    found = run.step("boards", place.board_ids, retry=_AWAY)
    number = 0
    for board in list(found):
        number += int(run.step("board", partial(retain_board, place, UUID(board)), retry=_AWAY))
    return number + int(run.step("rest", lambda: retain_rest(place, keep_jobs_days), retry=_AWAY))


def retain_board(place: Installation, board_id: UUID) -> int:
    """Remove what is past its time on one board; gives how many things that were. Done again, it removes the rest."""
    with place.database.reading() as connection:
        kept = rules(place, boards.load_board(connection, board_id))
    with place.database.writing() as connection:
        quotas.forget_uses(connection, board_id, place.days_ago(_COUNTED_DAYS).astimezone(UTC).date())
    return (
        _documents(place, board_id)
        + _sources(place, board_id, kept[Kind.SOURCES].days)
        + _batches(place, board_id, kept[Kind.BATCHES].days)
        + _uploads(place, board_id)
    )


def retain_rest(place: Installation, keep_jobs_days: float) -> int:
    """Remove what belongs to no board: ended sessions, kept answers, finished jobs. Gives how many of those."""
    with place.database.writing() as connection:
        number = sign_in.remove_ended_sessions(connection, place.clock(), idle=place.session_idle)
        answers.forget_old_answers(connection, place.days_ago(_KEPT_ANSWERS_DAYS))
        offers.forget_offers(connection, place.days_ago(_OFFER_DAYS))
    number += place.engine.retain(keep_jobs_days)
    erasing.scrub(place, tries=_SCRUBS)
    return number


def _documents(place: Installation, board_id: UUID) -> int:
    number = 0
    while True:
        with place.database.reading() as connection:
            due = erasure.due_documents(connection, board_id, place.clock())
        for document_id in due:
            place.engine.erase([drafting.job_id(board_id, document_id)])
            tell = partial(_log, place, board_id, Kind.DOCUMENTS, document_id)
            documents.delete_document(place.database, place.blobs, board_id, document_id, tell=tell)
        number += len(due)
        if not due:
            return number


def _sources(place: Installation, board_id: UUID, days: int | None) -> int:
    number = 0
    while days is not None:
        with place.database.reading() as connection:
            due = erasure.due_sources(connection, board_id, place.days_ago(days))
        for document_id in due:
            tell = partial(_log, place, board_id, Kind.SOURCES, document_id)
            documents.drop_source(place.database, place.blobs, board_id, document_id, place.clock(), tell=tell)
        number += len(due)
        if not due:
            break
    return number


def _batches(place: Installation, board_id: UUID, days: int | None) -> int:
    if days is None:
        return 0
    with place.database.reading() as connection:
        due = erasure.due_batches(connection, board_id, place.days_ago(days), limit=100_000)
    number = 0
    for batch_id in due:
        try:
            batch_erasing.remove(place, board_id, batch_id, partial(_log_batch, place, board_id, batch_id))
        except (NotFound, VersionConflict):
            continue  # somebody erased or resumed it meanwhile
        number += 1
    return number


def _uploads(place: Installation, board_id: UUID) -> int:
    youngest = make_id(place.days_ago(_UPLOAD_DAYS), bytes(10))
    swept = erasure.sweep_blobs(place.database, place.blobs, board_id, older_than=youngest)
    if swept:
        with place.database.writing() as connection:
            _log(place, board_id, "uploads", None, connection, {"blobs": swept})
    return swept


def _log_batch(
    place: Installation, board_id: UUID, batch_id: UUID, connection: Connection, gone: erasure.BatchErased
) -> None:
    _log(place, board_id, Kind.BATCHES, batch_id, connection, gone.model_dump())


def _log(
    place: Installation,
    board_id: UUID,
    kind: str,
    subject_id: UUID | None,
    connection: Connection,
    counts: Mapping[str, int] | None = None,
) -> None:
    """Write down that the service itself removed something because of its age."""
    event = audit.AuditEvent(
        at=place.clock(),
        actor_id=None,
        role=None,
        action="retention.remove",
        subject_kind=kind,
        subject_id=subject_id,
        counts=counts or {},
    )
    audit.append_event(connection, board_id, event)
