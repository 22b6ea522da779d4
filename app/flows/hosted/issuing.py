"""Records to credentials, endorsements and status lists, and back to the question whether one still stands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID, uuid4

from sqlalchemy import Connection

from app import telemetry
from app.access.model import Action, Role
from app.credentials import status_lists
from app.credentials.bulk import Canonicalizer
from app.credentials.issue import issue, issue_on_behalf
from app.credentials.keys import WorkerKey
from app.credentials.model import (
    Holder,
    Issued,
    Issuer,
    JsonObject,
    SigningKey,
)
from app.credentials.organizations import OrganizationKey, did_document
from app.engine.run import Run
from app.errors import ActionRefused, JobCancelled, JobFailed, JobUnknown, NotTheWorkers
from app.flows.hosted import accounts
from app.flows.hosted.access import Asking
from app.flows.hosted.drafting import AWAY
from app.flows.hosted.installation import Installation
from app.flows.hosted.publishing import publish
from app.flows.hosted.recording import record_of
from app.review.decide import stands_by
from app.review.model import Record
from app.store import batches, boards, claims, credentials, documents, people, records, status
from app.store.model import Board, CredentialKind, StatusPlace, StoredCredential, StoredRecord

JOB = "issue"
IssuedBy = Literal["worker", "board"]


def job_id(board_id: UUID, record_id: UUID, by: IssuedBy) -> str:
    """Give the id of the durable work on a record's credentials."""
    return f"issue:{board_id}:{record_id}:{by}"


def order(asking: Asking, record_id: UUID, by: IssuedBy) -> str:
    """Have the credentials of a record made, by the worker's own key or by the board on their behalf; once each.

    Gives the id of the durable work. Raises AccessError, NotFound, NotTheWorkers, EngineUnavailable.
    """
    found = record_of(asking, record_id)
    asking.may(Action.CREDENTIAL_ISSUE, found.told.worker_id)
    record = Record.model_validate_json(found.data)
    withdrawn = _withdrawn(asking, found.told.worker_id, record)
    if withdrawn and not of_record(asking, record_id, by):
        raise NotTheWorkers(
            f"{withdrawn} of the record's {len(record.claims)} claims are no longer approved as they stand",
            hint="Make the record anew: the next one leaves out what was rejected. Then order its credentials.",
        )
    key = job_id(asking.board_id, record_id, by)
    asking.place.engine.enqueue(
        JOB, str(asking.board_id), str(record_id), by, str(asking.actor.person_id), job_id=key
    )
    # does nothing unless an earlier order came to nothing
    asking.place.engine.retry(key)
    return key


def _withdrawn(asking: Asking, worker_id: UUID, record: Record) -> int:
    """Count the claims of a record that its worker does not stand by, or that somebody rejected since it was made."""
    place = asking.place
    with place.database.reading() as connection:
        worker = accounts.worker_key(place, connection, asking.board_id, worker_id).did
        rejected = claims.rejected_claims(connection, asking.board_id, worker_id)
    entries = {entry.id: entry for entry in record.entries}
    return sum(
        any(part.claim.id in rejected for part in approved.parts) or not stands_by(approved, worker, entries)
        for approved in record.claims
    )


def made(asking: Asking, record_id: UUID, by: IssuedBy) -> tuple[StoredCredential, ...]:
    """Give the credentials of a record once all of them are there, nothing before.

    Raises AccessError, NotFound, JobFailed, JobCancelled.
    """
    try:
        if asking.place.engine.result(job_id(asking.board_id, record_id, by)) is None:
            return ()
    except JobUnknown:
        # finished so long ago that the engine forgot it, or just being written down
        pass
    except (JobCancelled, JobFailed):
        # whose record it was may have been erased meanwhile: then there is nothing to start again
        record_of(asking, record_id)
        raise
    return of_record(asking, record_id, by)


def of_record(asking: Asking, record_id: UUID, by: IssuedBy) -> tuple[StoredCredential, ...]:
    """Give the credentials made of a record so far. Raises AccessError, NotFound."""
    worker_id, place = record_of(asking, record_id).told.worker_id, asking.place
    with place.database.reading() as connection:
        return _of_record(place, connection, asking.board_id, record_id, worker_id, by)


def _of_record(
    place: Installation, connection: Connection, board_id: UUID, record_id: UUID, worker_id: UUID, by: IssuedBy
) -> tuple[StoredCredential, ...]:
    found: list[StoredCredential] = []
    before: UUID | None = None
    worker = accounts.worker_key(place, connection, board_id, worker_id).did
    while page := credentials.list_credentials(
        connection, place.keyring, board_id, record_id=record_id, before=before, limit=500
    ):
        found += page
        before = page[-1].id
    own = [one for one in found if (one.signed.document["issuer"]["id"] == worker) == (by == "worker")]
    made = [one for one in own if one.kind is not CredentialKind.ENDORSEMENT]
    return tuple(sorted(made, key=lambda one: (one.kind is CredentialKind.CLR, one.id.int)))


def run_issue(place: Installation, run: Run, board: str, record: str, by: IssuedBy, person: str) -> int:
    """Do the durable work on a record: one step, whose result is the number of credentials."""
    step = run.step("issue", lambda: issue_record(place, UUID(board), UUID(record), by, UUID(person)), retry=AWAY)
    return int(step)


def issue_record(place: Installation, board_id: UUID, record_id: UUID, by: IssuedBy, person_id: UUID) -> int:
    """Take places in a status list, sign, save: three blocks. A step that runs twice finds what the first one made.

    Raises NotFound, CredentialRefused, SealBroken.
    """
    with place.database.reading() as connection:
        found = records.load_record(connection, place.keyring, board_id, record_id)
        there = _of_record(place, connection, board_id, record_id, found.worker_id, by)
        if there:
            return len(there)
        batch_id = _batch_of(place, connection, board_id, found)
        board = boards.load_board(connection, board_id)
        worker = accounts.worker_key(place, connection, board_id, found.worker_id)
        name = people.load_person(connection, place.keyring, board_id, found.worker_id).name
        own, published = accounts.board_key(place, connection, board)
    key: SigningKey = worker if by == "worker" else own
    with place.database.writing() as connection:
        taken = status.take_places(
            connection,
            place.keyring,
            board_id,
            key.did,
            len(found.record.claims) + 1,
            place.make_id,
            place.clock(),
        )
    made, places = _sign(place, found.record, worker, name, board, own, published, by, taken)
    with place.database.writing() as connection:
        # a worker that was taken for dead may still be at it: of two that come here the second finds the first one's
        records.hold_record(connection, board_id, record_id)
        if _of_record(place, connection, board_id, record_id, found.worker_id, by):
            return len(places)
        new = [
            credentials.NewCredential(
                id=place.make_id(),
                worker_id=found.worker_id,
                kind=CredentialKind.CLR if one.claim_id is None else CredentialKind.BADGE,
                signed=one,
                place=places[one.id],
                record_id=record_id,
                batch_id=batch_id,
            )
            for one in (*made.badges, made.clr)
        ]
        credentials.save_credentials(connection, place.keyring, board_id, new, place.clock())
        Asking(place, people.load_person(connection, place.keyring, board_id, person_id).actor).log(
            connection, Action.CREDENTIAL_ISSUE, "record", record_id, counts={"credentials": len(new)}
        )
    telemetry.CREDENTIALS.labels("issued").inc(len(new))
    return len(new)


def _batch_of(place: Installation, connection: Connection, board_id: UUID, found: StoredRecord) -> UUID | None:
    """Give the batch that a record's document came in, or of the earlier ones the latest that came in one."""
    documents_of = [found.document_id] if found.document_id is not None else []
    for one in found.record.earlier:
        known = documents.find_document(connection, place.keyring, board_id, found.worker_id, one.sha256)
        documents_of += [known.id] if known else []
    batches_of = (batches.batch_of_document(connection, board_id, document_id) for document_id in documents_of)
    return next((batch_id for batch_id in batches_of if batch_id is not None), None)


def _sign(
    place: Installation,
    record: Any,
    worker: WorkerKey,
    name: str | None,
    board: Board,
    own: OrganizationKey,
    published: Sequence[OrganizationKey],
    by: IssuedBy,
    taken: Sequence[StatusPlace],
) -> tuple[Issued, dict[str, StatusPlace]]:
    free: Iterator[StatusPlace] = iter(taken)
    places: dict[str, StatusPlace] = {}
    key: SigningKey = worker if by == "worker" else own

    def entry(credential_id: str) -> JsonObject:
        places[credential_id] = next(free)
        chosen = places[credential_id]
        return status_lists.status_entry(place.status_address(chosen.list_id), chosen.index)

    def lists() -> Mapping[str, JsonObject]:
        found = {
            place.status_address(list_id): publish(place, list_id, key) for list_id in {one.list_id for one in taken}
        }
        return found if by == "worker" else found | {own.did: did_document(own.did, published)}

    at, shapes = place.instant(), Canonicalizer()
    if by == "worker":
        made = issue(record, worker, name, uuid4, at, canonicalizer=shapes, status=entry, lists=lists)
    else:
        issuer, holder = Issuer(did=own.did, name=board.name), Holder(did=worker.did, name=name)
        made = issue_on_behalf(
            record, holder, issuer, own, uuid4, at, canonicalizer=shapes, status=entry, lists=lists
        )
    return made, places


def credential(asking: Asking, credential_id: UUID) -> StoredCredential:
    """Give a credential. Raises AccessError, NotFound."""
    place = asking.place
    with place.database.reading() as connection:
        found = credentials.load_credential(connection, place.keyring, asking.board_id, credential_id)
        open_to = credentials.endorsers_of(connection, asking.board_id, credential_id)
    asking.may(Action.CREDENTIAL_READ, found.worker_id, shared_with=open_to)
    return found


def list_credentials(
    asking: Asking, record_id: UUID | None, before: UUID | None, limit: int
) -> tuple[StoredCredential, ...]:
    """Give credentials, newest first: a worker's own, or all of the board. Raises AccessError."""
    place, worker_id = asking.place, asking.limited_to(Action.CREDENTIAL_READ)
    with place.database.reading() as connection:
        return credentials.list_credentials(
            connection,
            place.keyring,
            asking.board_id,
            worker_id=worker_id,
            record_id=record_id,
            before=before,
            limit=limit,
        )


def revoke(asking: Asking, credential_id: UUID, because: str) -> StoredCredential:
    """Revoke a credential: whoever checks it from now on learns that. Raises AccessError, NotFound.

    An endorsement is revoked by whoever gave it, or by the board.
    """
    found, place = credential(asking, credential_id), asking.place
    action = Action.ENDORSEMENT_REVOKE if found.kind is CredentialKind.ENDORSEMENT else Action.CREDENTIAL_REVOKE
    with place.database.reading() as connection:
        open_to = credentials.endorsers_of(connection, asking.board_id, credential_id)
        givers = credentials.givers_of(connection, asking.board_id, credential_id)
    grant = asking.may(action, found.worker_id, shared_with=open_to)
    if grant.role is Role.ENDORSER and asking.actor.person_id not in givers:
        raise ActionRefused("An endorser revokes the endorsements that they gave, and no others.")
    with place.database.writing() as connection:
        count = status.revoke_credentials(
            connection, asking.board_id, place.clock(), because, credential_ids=[credential_id]
        )
        asking.log(connection, action, "credential", credential_id, counts={"revoked": count})
    telemetry.CREDENTIALS.labels("revoked").inc(count)
    return credential(asking, credential_id)
