"""An uploaded document to a draft: received at once, drafted by durable work."""

import logging
from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from app import pipeline, telemetry
from app.access.model import Action
from app.documents.model import SourceDocument
from app.engine.model import Retry, StepFailed, TryAgain
from app.engine.registry import Jobs
from app.engine.run import Run
from app.errors import (
    ConsentMissing,
    EngineUnavailable,
    InternalFault,
    IsolationFailed,
    NotFound,
    SourceError,
    SourceNeedsOcr,
    StoreUnavailable,
    VersionConflict,
)
from app.extraction.model import Provenance
from app.extraction.pointed import pointed_in
from app.flows.hosted import accounts, keeping, quotas
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation
from app.flows.hosted.pacing import paced
from app.flows.hosted.remembering import remembering
from app.flows.hosted.spending import NotAsked
from app.review import history
from app.review.flags import how_many_reviewers
from app.review.merge import Earlier
from app.review.model import Draft, DraftClaim, Record
from app.store import decisions, documents, drafts, people, records
from app.store.model import DocumentState, StoredDocument, StoredDraft

log = logging.getLogger(__name__)

JOB = "draft"
UPKEEP: Final = "document-upkeep"
AWAY = Retry(attempts=8, seconds=0.5, most=30, on=(TryAgain, StoreUnavailable))
_PATIENT: Final = Retry(attempts=50, seconds=0.5, most=30, on=(StoreUnavailable,))
_TURNS: Final = 5
_PASSING: Final = frozenset(
    {IsolationFailed.code, SourceNeedsOcr.code, StoreUnavailable.code, EngineUnavailable.code, InternalFault.code}
)
"""Codes of failures that lie in the installation: what failed so is drafted anew when it is sent again."""


def job_id(board_id: UUID, document_id: UUID) -> str:
    """Give the id of the durable work on a document."""
    return f"draft:{board_id}:{document_id}"


def receive(asking: Asking, source: SourceDocument, worker_id: UUID | None = None) -> tuple[StoredDocument, bool]:
    """Keep a source document and have it drafted; gives it, and whether it is new.

    The same bytes of the same worker are one document, however often they come; one that the installation failed on
    is drafted anew. Raises AccessError, NotFound,
    ConsentMissing, SourceTooLarge, QuotaReached, StoreUnavailable, EngineUnavailable.
    """
    place = asking.place
    owner = worker_id or asking.actor.person_id
    with place.database.reading() as connection:
        if owner != asking.actor.person_id:
            people.load_person(connection, place.keyring, asking.board_id, owner)
        asking.may(Action.DOCUMENT_UPLOAD, owner)
        if accounts.agreement(connection, asking.board_id, owner) is None:
            raise ConsentMissing("The worker has not agreed to have the document drafted.")
        expires_at = keeping.expiry(place, connection, asking.board_id)
    upload = documents.Upload(
        id=place.make_id(), worker_id=owner, source=source, at=place.clock(), expires_at=expires_at
    )

    def count(connection: Connection) -> None:
        quotas.take(place, connection, asking.board_id, [len(source.data)], owner)
        asking.log(connection, Action.DOCUMENT_UPLOAD, "document", upload.id)

    kept = documents.keep_document(place.database, place.blobs, place.keyring, asking.board_id, upload, count=count)
    stored, key = kept.document, job_id(asking.board_id, kept.document.id)
    if stored.failure in _PASSING:
        stored = _again(asking, stored, source)
    place.engine.enqueue(JOB, str(asking.board_id), str(stored.id), job_id=key)
    return stored, kept.is_new


def _again(asking: Asking, failed: StoredDocument, source: SourceDocument) -> StoredDocument:
    """Let a document that failed be drafted anew, of the bytes that were just sent where its own are gone."""
    place = asking.place
    place.engine.erase([job_id(asking.board_id, failed.id)])
    with place.database.writing() as connection:
        documents.set_document_state(connection, asking.board_id, failed.id, DocumentState.RECEIVED, place.clock())
        waiting = documents.load_document(connection, place.keyring, asking.board_id, failed.id)
    if not waiting.has_blob:
        documents.bring_back_source(
            place.database, place.blobs, place.keyring, asking.board_id, failed.id, source.data, place.clock()
        )
    return waiting


def document(asking: Asking, document_id: UUID) -> tuple[StoredDocument, UUID | None]:
    """Give a document, and the id of its draft once there is one. Raises AccessError, NotFound."""
    place = asking.place
    with place.database.reading() as connection:
        found = documents.load_document(connection, place.keyring, asking.board_id, document_id)
        asking.may(Action.DOCUMENT_READ, found.worker_id)
        return found, drafts.latest_drafts(connection, asking.board_id, [document_id]).get(document_id)


def draft_id_of(asking: Asking, document_id: UUID) -> UUID | None:
    """Give the id of a document's draft, once there is one, to whoever has just sent its bytes."""
    with asking.place.database.reading() as connection:
        return drafts.latest_drafts(connection, asking.board_id, [document_id]).get(document_id)


def has_ended(asking: Asking, document_id: UUID) -> bool:
    """Say whether a document, which was given before, has come further; costs little."""
    with asking.place.database.reading() as connection:
        return documents.has_ended(connection, asking.board_id, document_id)


def source(asking: Asking, document_id: UUID) -> SourceDocument:
    """Give the bytes that were uploaded. Raises AccessError, NotFound, SealBroken."""
    document(asking, document_id)
    place = asking.place
    return documents.load_source(place.database, place.blobs, place.keyring, asking.board_id, document_id)


def list_documents(
    asking: Asking, state: DocumentState | None, before: UUID | None, limit: int
) -> tuple[tuple[StoredDocument, UUID | None], ...]:
    """Give documents with the ids of their drafts, newest first: a worker's own, or all of the board.

    Raises AccessError.
    """
    place, worker_id = asking.place, asking.limited_to(Action.DOCUMENT_READ)
    with place.database.reading() as connection:
        found = documents.list_documents(
            connection,
            place.keyring,
            asking.board_id,
            worker_id=worker_id,
            state=state,
            before=before,
            limit=limit,
        )
        drafted = drafts.latest_drafts(connection, asking.board_id, [one.id for one in found])
    return tuple((one, drafted.get(one.id)) for one in found)


def delete(asking: Asking, document_id: UUID) -> None:
    """Remove a document with its drafts and all that durable work wrote down of it; records and credentials stay.

    Raises AccessError, NotFound.
    """
    found, _ = document(asking, document_id)
    asking.may(Action.DOCUMENT_DELETE, found.worker_id)
    place = asking.place
    place.engine.erase([job_id(asking.board_id, document_id)])

    def tell(connection: Connection) -> None:
        asking.log(connection, Action.DOCUMENT_DELETE, "document", document_id)

    documents.delete_document(place.database, place.blobs, asking.board_id, document_id, tell=tell)


def register(place: Installation, jobs: Jobs) -> None:
    """Name the work on documents."""
    jobs.add(JOB, lambda run, *given: run_draft(place, run, *given))
    jobs.schedule(UPKEEP, "*/5 * * * *", lambda run: run.step("upkeep", lambda: upkeep(place), retry=_PATIENT))


def run_draft(place: Installation, run: Run, board: str, document_id: str) -> str:
    """Do the durable work on a document: one step, whose result is the draft's id or how it failed.

    Another one says of the document that it failed when there is no result.
    """
    given = (UUID(board), UUID(document_id))
    try:
        return str(run.step("draft", lambda: draft_document(place, *given), retry=AWAY))
    except StepFailed as failure:
        code = failure.code
    return str(run.step("fail", lambda: _failed(place, *given, code), retry=_PATIENT))


def upkeep(place: Installation) -> int:
    """Say of documents that they failed whose work was given up with its processes; gives how many."""
    number = 0
    for job in place.engine.failed(JOB):
        _, board, document_id = job.id.split(":")
        with place.database.reading() as connection:
            waits = not documents.has_ended(connection, UUID(board), UUID(document_id))
        if waits:
            _failed(place, UUID(board), UUID(document_id), (job.code or InternalFault.code)[:64])
            number += 1
        place.engine.erase([job.id])
    return number


def draft_document(
    place: Installation,
    board_id: UUID,
    document_id: UUID,
    *,
    tools: pipeline.Tools | None = None,
    opinions: Callable[[DraftClaim], int] = how_many_reviewers,
) -> str:
    """Load, draft, save: three blocks, and no transaction is open while the document is read.

    `tools` are the installation's own unless given, as for a batch with a budget (NotAsked then passes through);
    `opinions` says of each claim how many reviewers must look at it.
    Gives the draft's id, the error's code of a document that cannot be read, or `gone` for one that was erased.
    """
    try:
        given = documents.load_source(place.database, place.blobs, place.keyring, board_id, document_id)
    except NotFound:
        return "gone"
    try:
        with place.turns.take(urgent=tools is None):
            chosen = paced(tools or place.tools, place.paces, urgent=tools is None)
            made = pipeline.draft(given, remembering(place, board_id, document_id, chosen))
        return _keep(place, board_id, document_id, made, given, chosen, opinions)
    except NotFound:
        return "gone"
    except SourceError as error:
        return _failed(place, board_id, document_id, error.code)
    except IsolationFailed as error:
        # the machine has no memory or no processes left, and may have again in a minute
        raise TryAgain(error.code) from None
    except (TryAgain, StoreUnavailable, NotAsked):
        raise
    except Exception as fault:  # noqa: BLE001 - whoever waits for the document has to be told, whatever it was
        telemetry.event(
            log, "draft-failed", level=logging.ERROR, document=str(document_id), kind=type(fault).__name__
        )
        return _failed(place, board_id, document_id, InternalFault.code)


def _keep(
    place: Installation,
    board_id: UUID,
    document_id: UUID,
    made: Draft,
    given: SourceDocument,
    tools: pipeline.Tools,
    opinions: Callable[[DraftClaim], int],
) -> str:
    """Keep a draft in the light of what was said of the worker's documents until now; gives its id.

    To read a document may take minutes, in which people go on. Raises NotFound, TryAgain.
    """
    for _ in range(_TURNS):
        before = _draft_before(place, board_id, document_id)
        whole = made if before is None else pipeline.with_added(made, before.draft, given, tools)
        memory, record = _memory(place, board_id, document_id)
        draft = Earlier(record, made.document.sha256).flagged(history.reconcile(whole, memory).draft)
        new = drafts.NewDraft(
            id=place.make_id(),
            document_id=document_id,
            pipeline=_version(draft),
            draft=draft,
            at=place.clock(),
            replaces=before and drafts.Replaced(before.id, before.version),
        )
        try:
            with place.database.writing() as connection:
                kept = drafts.save_draft(connection, place.keyring, board_id, new, place.make_id, opinions=opinions)
        except VersionConflict:
            continue
        telemetry.DOCUMENTS.labels("drafted").inc()
        for claim in draft.claims:
            telemetry.CLAIMS.labels(str(claim.basis)).inc()
        return str(kept)
    raise TryAgain(VersionConflict.code)


def _failed(place: Installation, board_id: UUID, document_id: UUID, code: str) -> str:
    try:
        with place.database.writing() as connection:
            documents.set_document_state(
                connection, board_id, document_id, DocumentState.FAILED, place.clock(), failure=code
            )
    except NotFound:
        return "gone"
    telemetry.DOCUMENTS.labels(code).inc()
    return code


def _memory(place: Installation, board_id: UUID, document_id: UUID) -> tuple[list[history.Remembered], Record | None]:
    """Give what the worker's other documents were decided to say, oldest first, and the worker's record."""
    remembered: list[history.Remembered] = []
    with place.database.reading() as connection:
        owner = documents.load_document(connection, place.keyring, board_id, document_id).worker_id
        for stored, taken in decisions.decided_drafts(connection, place.keyring, board_id, owner):
            remembered += history.remember(stored.draft, taken)
        before = records.latest_record(connection, place.keyring, board_id, owner)
    return remembered, before.record if before else None


def _draft_before(place: Installation, board_id: UUID, document_id: UUID) -> StoredDraft | None:
    """Give the draft of a document that a new one is to take the place of."""
    with place.database.reading() as connection:
        try:
            return drafts.latest_draft(connection, place.keyring, board_id, document_id)
        except NotFound:
            return None


def _version(draft: Draft) -> str:
    """Name the pipeline that made a draft: one document has one draft of each."""
    made: set[Provenance] = {claim.provenance for claim in draft.claims if pointed_in(claim) is None}
    extractors = sorted({one.extractor for one in made}) or ["offline"]
    model = draft.model.name if draft.model else ""
    return "+".join([*extractors, *([model] if model else [])])[:64]


def stored_draft(asking: Asking, draft_id: UUID) -> StoredDraft:
    """Give a draft. Raises AccessError, NotFound."""
    with asking.place.database.reading() as connection:
        return draft_of(asking, connection, draft_id)


def stand_at(stored: StoredDraft, version: int) -> None:
    """See that a draft is as whoever changes it saw it, before anything else is told. Raises VersionConflict."""
    if stored.version != version:
        raise VersionConflict("The draft was changed since you loaded it.")


def draft_of(
    asking: Asking, connection: Connection, draft_id: UUID, action: Action = Action.DRAFT_READ
) -> StoredDraft:
    """Give a draft in a transaction that loads more of it. Raises AccessError, NotFound."""
    found = drafts.load_draft(connection, asking.place.keyring, asking.board_id, draft_id)
    asking.may(action, found.worker_id)
    return found
