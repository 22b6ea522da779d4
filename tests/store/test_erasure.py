"""After an erasure nothing of a worker opens or stands anywhere, and the rest is as it was."""

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, select, text

from app.access.model import Role
from app.credentials.model import SignedCredential
from app.database import Database
from app.errors import NotFound
from app.review.decide import decide
from app.store.audit import AuditEvent, append_event, verify_chain
from app.store.batches import NewBatch, NewRow, add_batch, add_rows, end_row, link_rows, list_rows, load_batch
from app.store.blobs import Blobs, list_blobs, put_blob
from app.store.credentials import NewCredential, request_endorsement, save_credentials
from app.store.decisions import load_decisions
from app.store.documents import delete_document, list_documents, load_source
from app.store.drafts import load_draft
from app.store.erasure import PATIENCE, due_documents, erase_batch, erase_worker, scrub, sweep_blobs
from app.store.ids import make_id
from app.store.model import Consent, CredentialKind, RowState
from app.store.offers import NewOffer, add_offer
from app.store.people import give_consent, load_person
from app.store.records import NewRecord, save_record
from app.store.seal import Keyring
from app.store.tables import data_keys, metadata
from tests.review import factories as review
from tests.store.factories import AT, World, later, new_id


def live(world: World) -> tuple[UUID, UUID]:
    """Let the worker have one of everything; gives the draft and the batch."""
    document_id = world.upload()
    draft = world.draft(document=document_id)
    version = world.decide(draft, 1, world.worker, *review.claims()[:4])
    with world.database.reading() as connection:
        said = load_decisions(connection, world.keyring, world.board, draft)
    record = decide(review.draft(), said, str(world.worker))
    batch = NewBatch(id=new_id(), made_by=world.reviewer, kind="job-history", plan={}, budget=0, at=AT)
    document = {"id": f"urn:uuid:{uuid4()}", "name": "badge"}
    signed = SignedCredential(id=document["id"], name="badge", document=document, data=json.dumps(document).encode())
    endorser = world.add_person(Role.ENDORSER)
    with world.database.writing() as connection:
        new = NewRecord(id=new_id(), draft_id=draft, draft_version=version, record=record, at=AT)
        save_record(connection, world.keyring, world.board, new)
        badge = NewCredential(
            id=new_id(), worker_id=world.worker, kind=CredentialKind.BADGE, signed=signed, record_id=new.id
        )
        save_credentials(connection, world.keyring, world.board, [badge], AT)
        request_endorsement(connection, world.board, new_id(), badge.id, endorser, AT)
        told = {"id": new_id(), "credential_id": badge.id, "handle": "h", "code": "c", "transaction_code": "123456"}
        add_offer(connection, world.keyring, world.board, NewOffer(**told, at=AT, expires_at=later(600)))
        add_batch(connection, world.board, batch)
        rows = [NewRow(id=new_id(), number=number, source={"n": number}, person="P") for number in (1, 2)]
        add_rows(connection, world.keyring, world.board, batch.id, rows, AT)
        link_rows(connection, world.board, {rows[0].id: (world.worker, document_id)})
        end_row(connection, world.board, rows[0].id, RowState.DONE, AT)
        consent = Consent(id=new_id(), person_id=world.worker, purpose="keep", text_version="1", given_at=AT)
        give_consent(connection, world.board, consent)
        event = AuditEvent(
            at=AT,
            actor_id=world.worker,
            role=Role.WORKER,
            action="credential.issue",
            subject_kind="record",
            subject_id=new.id,
        )
        append_event(connection, world.board, event)
    return draft, batch.id


def test_everything_of_the_worker_goes_and_what_is_others_stays(world: World) -> None:
    draft, batch = live(world)
    other = world.add_person(Role.WORKER)
    theirs = world.draft(document=world.upload(b"theirs", worker=other))
    erased = erase_worker(world.database, world.blobs, world.board, world.worker)
    assert erased.model_dump() == {
        "keys": 3,
        "documents": 1,
        "blobs": 1,
        "drafts": 1,
        "claims": 8,
        "decisions": 4,
        "records": 1,
        "credentials": 1,
        "endorsements": 0,
        "offers": 1,
        "rows": 1,
        "consents": 1,
        "sessions": 0,
        "api_keys": 0,
    }
    with world.database.reading() as connection:
        for load in (
            lambda: load_draft(connection, world.keyring, world.board, draft),
            lambda: load_person(connection, world.keyring, world.board, world.worker),
        ):
            with pytest.raises(NotFound):
                load()
        assert load_draft(connection, world.keyring, world.board, theirs).draft == review.draft()
        first, second = list_rows(connection, world.keyring, world.board, batch)
        assert (first.state, first.source, first.worker_id) == (RowState.DONE, None, None)
        assert second.source == {"n": 2}
        assert load_batch(connection, world.board, batch).rows == 2
        assert verify_chain(connection, world.board).number == 1
        left = {
            table.name
            for table in metadata.sorted_tables
            for column in table.c
            if column.name in ("worker_id", "person_id", "owner_id")
            and connection.execute(select(column).where(column == world.worker)).first()
        }
    assert left == set()
    assert len(list(list_blobs(world.blobs, world.board))) == 1


class NotWritten(Exception):
    """The event of an erasure could not be kept."""


def refuse(*_: object) -> None:
    raise NotWritten


def test_nothing_goes_that_is_not_written_down(world: World) -> None:
    draft, batch = live(world)
    document = world.upload(b"another")
    at = (world.database, world.blobs, world.board)
    for erase in (
        lambda: erase_worker(*at, world.worker, tell=refuse),
        lambda: erase_batch(*at, batch, tell=refuse),
        lambda: delete_document(*at, document, tell=refuse),
    ):
        with pytest.raises(NotWritten):
            erase()
    assert load_source(world.database, world.blobs, world.keyring, world.board, document).data == b"another"
    with world.database.reading() as connection:
        assert load_draft(connection, world.keyring, world.board, draft).worker_id == world.worker
        assert load_batch(connection, world.board, batch).rows == 2
    told: list[object] = []
    gone = erase_worker(*at, world.worker, tell=lambda _, counts: told.append(counts))
    assert told == [gone]
    assert (gone.documents, gone.blobs, list(list_blobs(world.blobs, world.board))) == (2, 2, [])


def test_another_boards_worker_is_not_erased(world: World) -> None:
    stranger = World.make(world.database, world.blobs, world.keyring)
    with pytest.raises(NotFound):
        erase_worker(world.database, world.blobs, stranger.board, world.worker)
    with world.database.reading() as connection:
        assert load_person(connection, world.keyring, world.board, world.worker).id == world.worker


def test_no_file_of_the_database_holds_the_wrapped_key_or_sealed_text_any_more(
    empty_database: Database, blobs: Blobs, keyring: Keyring
) -> None:
    from app.store.migrate import upgrade

    upgrade(empty_database)
    world = World.make(empty_database, blobs, keyring)
    live(world)
    with world.database.reading() as connection:
        wrapped = connection.execute(
            select(data_keys.c.wrapped).where(data_keys.c.owner_id == world.worker)
        ).scalar_one()
        sealed = connection.execute(text("SELECT sealed FROM drafts")).scalar_one()
        files = database_files(connection, world.database)
    assert any(wrapped in file.read_bytes() for file in files())
    erase_worker(world.database, world.blobs, world.board, world.worker)
    assert scrub(world.database)
    with world.database.reading() as connection:
        files = database_files(connection, world.database)
    assert not any(wrapped in file.read_bytes() for file in files())
    if world.database.is_sqlite:
        assert not any(bytes(sealed)[100:160] in file.read_bytes() for file in files())


def test_a_scrub_holds_nobody_up_for_long_who_waits_behind_a_long_reader(
    empty_database: Database, blobs: Blobs, keyring: Keyring
) -> None:
    from app.store.migrate import upgrade

    upgrade(empty_database)
    world = World.make(empty_database, blobs, keyring)
    done: list[bool] = []
    scrubbing = threading.Thread(target=lambda: done.append(scrub(world.database)), daemon=True)
    with world.database.reading() as connection:
        connection.execute(select(data_keys.c.owner_id)).all()
        other = threading.Thread(target=world.add_person)
        other.start()
        other.join()
        scrubbing.start()
        # without a bound it would wait until this transaction ends
        scrubbing.join(PATIENCE * 10)
        assert done == [False]
    assert scrub(world.database)


def database_files(connection: Connection, database: Database) -> Callable[[], list[Path]]:
    if database.is_sqlite:
        main = Path(str(database.engine.url.database))
        return lambda: [path for path in main.parent.glob(f"{main.name}*") if path.is_file()]
    query = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath('data_keys')"
    path = Path(connection.execute(text(query)).scalar_one())

    def files() -> list[Path]:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as writer:
            writer.execute(text("CHECKPOINT"))
        return [path]

    return files


def test_documents_whose_time_is_over_are_due_and_no_others(world: World) -> None:
    late = world.upload(b"late", expires_at=later(20))
    later_still = world.upload(b"later", expires_at=later(30))
    world.upload(b"kept", expires_at=later(99))
    world.upload(b"for ever")
    with world.database.reading() as connection:
        due = due_documents(connection, world.board, later(30))
        first = due_documents(connection, world.board, later(29))
    assert (due, first) == ((late, later_still), (late,))
    for document in due:
        assert delete_document(world.database, world.blobs, world.board, document)
    with world.database.reading() as connection:
        assert len(list_documents(connection, world.keyring, world.board)) == 2


def test_a_blob_that_a_crash_left_behind_is_swept_and_a_fresh_one_is_not(world: World) -> None:
    document = world.upload()
    orphan = make_id(AT - timedelta(hours=2), bytes(10))
    fresh = make_id(AT + timedelta(hours=2), bytes(10))
    for owner in (orphan, fresh):
        put_blob(world.blobs, world.board, owner, b"sealed")
    limit = make_id(AT + timedelta(hours=1), bytes(10))
    assert sweep_blobs(world.database, world.blobs, world.board, older_than=limit) == 1
    assert sorted(list_blobs(world.blobs, world.board)) == sorted([document, fresh])
