"""What is kept comes back as it was, on both databases."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.credentials.model import SignedCredential
from app.documents.model import SourceDocument
from app.errors import NothingApproved, VersionConflict
from app.review.decide import decide
from app.review.model import Draft
from app.store.credentials import NewCredential, list_credentials, load_credential, save_credentials
from app.store.decisions import Submission, load_decisions, save_decisions
from app.store.documents import Upload, keep_document, load_document, load_source
from app.store.drafts import load_draft
from app.store.model import CredentialKind, RecordRow
from app.store.records import NewRecord, latest_record, list_records, load_record, open_record, save_record
from tests.review import factories as review
from tests.store import strategies
from tests.store.factories import AT, World, new_id

some = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | strategies.WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(strategies.WORDS, inner, max_size=3),
    max_leaves=8,
)


def document_of(world: World) -> bytes:
    return new_id().bytes


@some
@given(data=st.binary(max_size=2_000), name=strategies.WORDS)
def test_a_source_document_comes_back_byte_for_byte(world: World, data: bytes, name: str) -> None:
    source = SourceDocument(name=name, data=data + new_id().bytes)
    upload = Upload(id=new_id(), worker_id=world.worker, source=source, at=AT)
    kept = keep_document(world.database, world.blobs, world.keyring, world.board, upload)
    assert kept.is_new
    assert kept.document.name == name
    with world.database.reading() as connection:
        assert load_document(connection, world.keyring, world.board, upload.id) == kept.document
    assert load_source(world.database, world.blobs, world.keyring, world.board, upload.id) == source


@some
@given(value=strategies.drafts())
def test_a_draft_comes_back_whole(world: World, value: Draft) -> None:
    draft = world.draft(value, document=world.upload(document_of(world)))
    with world.database.reading() as connection:
        assert load_draft(connection, world.keyring, world.board, draft).draft == value


@some
@given(data=st.data())
def test_decisions_and_the_record_made_of_them_come_back_whole(world: World, data: st.DataObject) -> None:
    value = data.draw(strategies.drafts(least=1))
    said = tuple(data.draw(strategies.decisions(value, "did:key:zInvented")))
    draft = world.draft(value, document=world.upload(document_of(world)))
    submission = Submission(draft_id=draft, version=1, person_id=world.worker, decisions=said, at=AT)
    with world.database.writing() as connection:
        version = save_decisions(connection, world.keyring, world.board, submission, new_id)
    with world.database.reading() as connection:
        assert load_decisions(connection, world.keyring, world.board, draft) == said
    try:
        record = decide(value, said, "did:key:zInvented")
    except NothingApproved:
        return
    with world.database.reading() as connection:
        latest = latest_record(connection, world.keyring, world.board, world.worker)
    before = latest.id if latest else None
    new = NewRecord(id=new_id(), draft_id=draft, draft_version=version, record=record, before=before, at=AT)
    with world.database.writing() as connection:
        assert save_record(connection, world.keyring, world.board, new) == new.id
    with world.database.reading() as connection:
        stored = load_record(connection, world.keyring, world.board, new.id, world.worker)
        row, kept = open_record(connection, world.keyring, world.board, new.id, world.worker)
        newest = latest_record(connection, world.keyring, world.board, world.worker)
        (listed, *_) = list_records(connection, world.board, worker_id=world.worker)
    assert stored.record == record
    assert stored == newest
    assert row == listed == RecordRow(**stored.model_dump(exclude={"record"}))
    assert kept == record.model_dump_json().encode()


@some
@given(document=st.dictionaries(strategies.WORDS, JSON, max_size=4), name=strategies.WORDS)
def test_a_signed_credential_comes_back_byte_for_byte(world: World, document: dict[str, object], name: str) -> None:
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    signed = SignedCredential(
        id=f"urn:uuid:{new_id()}", name=name, claim_id="c1", document=json.loads(data), data=data
    )
    new = NewCredential(id=new_id(), worker_id=world.worker, kind=CredentialKind.BADGE, signed=signed)
    with world.database.writing() as connection:
        save_credentials(connection, world.keyring, world.board, [new], AT)
    with world.database.reading() as connection:
        stored = load_credential(connection, world.keyring, world.board, new.id)
        (newest,) = list_credentials(connection, world.keyring, world.board, limit=1)
    assert stored.signed == signed
    assert stored == newest


@pytest.mark.parametrize("count", [0, 1, 7])
def test_keeping_a_record_twice_gives_the_first(world: World, count: int) -> None:
    claims = review.claims()
    draft = world.draft()
    version = world.decide(draft, 1, world.worker, *claims[: count + 1])
    with world.database.reading() as connection:
        said = load_decisions(connection, world.keyring, world.board, draft)
    record = decide(review.draft(), said, str(world.worker))
    first, second = (
        NewRecord(id=new_id(), draft_id=draft, draft_version=version, record=record, at=AT) for _ in range(2)
    )
    with world.database.writing() as connection:
        assert save_record(connection, world.keyring, world.board, first) == first.id
        assert save_record(connection, world.keyring, world.board, second) == first.id


def test_of_two_records_that_go_on_from_the_same_one_the_second_is_refused(world: World) -> None:
    made = []
    for _ in range(2):
        draft = world.draft(document=world.upload(document_of(world)))
        version = world.decide(draft, 1, world.worker, *review.claims()[:1])
        with world.database.reading() as connection:
            said = load_decisions(connection, world.keyring, world.board, draft)
        record = decide(review.draft(), said, str(world.worker))
        made.append(NewRecord(id=new_id(), draft_id=draft, draft_version=version, record=record, at=AT))
    first, second = made
    with world.database.writing() as connection:
        save_record(connection, world.keyring, world.board, first)
    with pytest.raises(VersionConflict), world.database.writing() as connection:
        save_record(connection, world.keyring, world.board, second)
    with world.database.writing() as connection:
        save_record(connection, world.keyring, world.board, second.model_copy(update={"before": first.id}))
