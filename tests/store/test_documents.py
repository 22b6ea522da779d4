"""Documents and drafts belong to a board and a worker, and show nothing of themselves in rows or files."""

import threading
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.documents.model import SourceDocument
from app.errors import NotFound, SealBroken, StoreUnavailable, VersionConflict
from app.store.blobs import get_blob, list_blobs, open_blobs
from app.store.claims import rank_of
from app.store.documents import (
    Kept,
    Upload,
    delete_document,
    drop_source,
    find_document,
    keep_document,
    list_documents,
    load_document,
    load_source,
    set_document_state,
)
from app.store.drafts import (
    NewDraft,
    Replaced,
    latest_draft,
    load_draft,
    return_draft,
    save_draft,
    set_draft_state,
)
from app.store.model import DocumentState, DraftState
from app.store.tables import metadata
from tests.review import factories as review
from tests.store.factories import AT, World, claims_of, later, new_id

PLANTED = "Zanzibar-Quokka-7731"


def test_the_same_bytes_of_the_same_worker_are_one_document(world: World) -> None:
    first, again = world.upload(b"one"), world.upload(b"one", name="renamed.txt")
    other = world.upload(b"one", worker=world.reviewer)
    assert first == again != other
    assert sorted(list_blobs(world.blobs, world.board)) == sorted([first, other])


def test_the_same_bytes_at_once_are_one_document(world: World) -> None:
    source = SourceDocument(name="resume.txt", data=b"raced")
    uploads = [Upload(id=new_id(), worker_id=world.worker, source=source, at=AT) for _ in range(4)]
    found: list[Kept] = []
    threads = [
        threading.Thread(
            target=lambda upload=upload: found.append(
                keep_document(world.database, world.blobs, world.keyring, world.board, upload)
            )
        )
        for upload in uploads
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len({kept.document.id for kept in found}) == 1
    assert [kept.is_new for kept in found].count(True) == 1
    assert len(list(list_blobs(world.blobs, world.board))) == 1


def test_what_is_not_the_boards_or_the_workers_is_not_found(world: World) -> None:
    document, draft = world.upload(), world.draft()
    stranger = World.make(world.database, world.blobs, world.keyring)
    with world.database.reading() as connection:
        for board, worker in [(stranger.board, None), (world.board, stranger.worker), (uuid4(), world.worker)]:
            with pytest.raises(NotFound):
                load_document(connection, world.keyring, board, document, worker)
            with pytest.raises(NotFound):
                load_draft(connection, world.keyring, board, draft, worker)
            assert list_documents(connection, world.keyring, board, worker_id=worker or uuid4()) == ()
        assert load_document(connection, world.keyring, world.board, document, world.worker).id == document
    with pytest.raises(NotFound):
        load_source(world.database, world.blobs, world.keyring, stranger.board, document)
    with world.database.writing() as connection, pytest.raises(NotFound):
        set_document_state(connection, stranger.board, document, DocumentState.FAILED, AT)
    assert not delete_document(world.database, world.blobs, stranger.board, document)


def test_no_row_and_no_blob_shows_a_word_of_the_document(world: World) -> None:
    text = f"{review.TEXT}\n{PLANTED}"
    claim = review.skill("c9", PLANTED, evidence=[review.quote(PLANTED, text)]).model_copy(
        update={"provenance": review.provenance(text)}
    )
    value = review.draft([claim], text)
    draft = world.draft(value, document=world.upload(text.encode(), name=f"{PLANTED}.txt"))
    world.decide(draft, 1, world.worker, claim)
    with world.database.reading() as connection:
        shown = "".join(repr(connection.execute(select(table)).all()) for table in metadata.sorted_tables)
        assert load_draft(connection, world.keyring, world.board, draft).draft == value
    blob = get_blob(world.blobs, world.board, value_document(world, draft))
    for word in (PLANTED, "Kestrel", value.document.sha256):
        assert word not in shown
        assert word.encode() not in blob


def value_document(world: World, draft: UUID) -> UUID:
    with world.database.reading() as connection:
        (document,) = {row.document_id for row in claims_of(connection, draft)}
    return document


def test_documents_are_paged_newest_first(world: World) -> None:
    ids = [world.upload(bytes([number])) for number in range(5)]
    with world.database.reading() as connection:
        first = list_documents(connection, world.keyring, world.board, limit=3)
        rest = list_documents(connection, world.keyring, world.board, before=first[-1].id, limit=3)
        failed = list_documents(connection, world.keyring, world.board, state=DocumentState.FAILED)
    assert [document.id for document in (*first, *rest)] == ids[::-1]
    assert failed == ()


def test_a_document_is_found_by_its_digest(world: World) -> None:
    document = world.upload()
    digest = review.provenance().document_sha256
    with world.database.reading() as connection:
        found = find_document(connection, world.keyring, world.board, world.worker, digest)
        nobodys = find_document(connection, world.keyring, world.board, world.reviewer, digest)
    assert found is not None
    assert (found.id, found.state, found.size) == (document, DocumentState.RECEIVED, len(review.TEXT.encode()))
    assert nobodys is None


def test_a_document_that_could_not_be_read_says_why(world: World) -> None:
    document = world.upload(b"scan")
    with world.database.writing() as connection:
        set_document_state(
            connection, world.board, document, DocumentState.FAILED, later(5), failure="source.no-text"
        )
    with world.database.reading() as connection:
        (found,) = list_documents(connection, world.keyring, world.board, state=DocumentState.FAILED)
    assert (found.failure, found.updated_at) == ("source.no-text", later(5))


def test_the_source_can_go_before_what_came_of_it(world: World) -> None:
    document = world.upload()
    draft = world.draft(document=document)
    assert drop_source(world.database, world.blobs, world.board, document, later(1))
    with world.database.reading() as connection:
        assert not load_document(connection, world.keyring, world.board, document).has_blob
        assert load_draft(connection, world.keyring, world.board, draft).draft == review.draft()
    with pytest.raises(NotFound):
        load_source(world.database, world.blobs, world.keyring, world.board, document)


def test_deleting_a_document_leaves_nothing_that_opens(world: World) -> None:
    document = world.upload()
    draft = world.draft(document=document)
    sealed = get_blob(world.blobs, world.board, document)
    assert delete_document(world.database, world.blobs, world.board, document)
    with world.database.reading() as connection:
        with pytest.raises(NotFound):
            load_draft(connection, world.keyring, world.board, draft)
        assert claims_of(connection, draft) == []
    # even with a backup of the blob there is no key any more
    world.blobs.store.put(f"{world.board.hex}/{document.hex[-2:]}/{document.hex}", sealed)
    with pytest.raises((NotFound, SealBroken)):
        load_source(world.database, world.blobs, world.keyring, world.board, document)


def test_a_folder_of_blobs_that_cannot_be_written_is_said_to_be_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable):
        open_blobs(tmp_path / "file" / "blobs")


def test_a_step_that_runs_twice_keeps_one_draft(world: World) -> None:
    document = world.upload()
    first, again = world.draft(document=document), world.draft(document=document)
    assert first == again
    with world.database.reading() as connection:
        assert len(claims_of(connection, first)) == len(review.claims())


def test_a_document_that_failed_after_it_was_drafted_is_drafted_again_and_has_its_draft(world: World) -> None:
    document = world.upload()
    first = world.draft(document=document)
    for state, failure in ((DocumentState.FAILED, "isolation.failed"), (DocumentState.RECEIVED, None)):
        with world.database.writing() as connection:
            set_document_state(connection, world.board, document, state, later(1), failure=failure)
    assert world.draft(document=document) == first
    with world.database.reading() as connection:
        found = load_document(connection, world.keyring, world.board, document)
    assert (found.state, found.failure) == (DocumentState.DRAFTED, None)


def test_a_draft_is_not_superseded_by_one_that_does_not_know_how_it_was_changed(world: World) -> None:
    document = world.upload()
    old = world.draft(document=document)
    world.decide(old, 1, world.worker, review.claims()[0])
    new = NewDraft(
        id=new_id(), document_id=document, pipeline="2", draft=review.draft(), at=AT, replaces=Replaced(old, 1)
    )
    with pytest.raises(VersionConflict), world.database.writing() as connection:
        save_draft(connection, world.keyring, world.board, new, new_id)
    with world.database.reading() as connection:
        assert latest_draft(connection, world.keyring, world.board, document).id == old
    seen = new.model_copy(update={"replaces": Replaced(old, 2)})
    with world.database.writing() as connection:
        assert save_draft(connection, world.keyring, world.board, seen, new_id) == new.id


def test_a_later_pipeline_supersedes_the_draft_and_empties_its_place_in_the_queue(world: World) -> None:
    document = world.upload()
    old = world.draft(document=document)
    new = world.draft(review.draft(review.claims()[:2]), document=document, pipeline="2")
    with world.database.reading() as connection:
        assert latest_draft(connection, world.keyring, world.board, document).id == new
        stale = load_draft(connection, world.keyring, world.board, old)
        waiting = {row.opinions for row in claims_of(connection, old)}
    assert (stale.state, waiting) == (DraftState.SUPERSEDED, {0})
    with pytest.raises(VersionConflict):
        world.decide(old, stale.version, world.reviewer, review.claims()[0])


def test_a_returned_draft_says_why_and_leaves_the_queue(world: World) -> None:
    draft = world.draft()
    with world.database.writing() as connection:
        version = return_draft(connection, world.keyring, world.board, draft, 1, f"Which plant? {PLANTED}", later(9))
    with world.database.reading() as connection:
        found = load_draft(connection, world.keyring, world.board, draft)
        waiting = {row.opinions for row in claims_of(connection, draft)}
    assert (found.state, found.version, found.note) == (DraftState.RETURNED, version, f"Which plant? {PLANTED}")
    assert waiting == {0}


def test_the_state_of_a_draft_changes_at_the_version_that_was_seen_only(world: World) -> None:
    draft = world.draft()
    with world.database.writing() as connection:
        assert set_draft_state(connection, world.board, draft, 1, DraftState.DECIDED, later(1)) == 2
        with pytest.raises(VersionConflict):
            set_draft_state(connection, world.board, draft, 1, DraftState.OPEN, later(2))
        with pytest.raises(NotFound):
            set_draft_state(connection, uuid4(), draft, 2, DraftState.OPEN, later(2))


def test_more_against_a_claim_brings_it_further_to_the_front() -> None:
    assert rank_of(()) == 0 < rank_of(["unaligned"]) < rank_of(["unsure"]) < rank_of(["instruction-like-text"])
    assert rank_of(["unsure", "unsure"]) == rank_of(["unsure"])
