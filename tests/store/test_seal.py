"""What is sealed opens with its own key, for its own owner and purpose, and not once a byte is changed."""

import base64
import os
import stat
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import KeyDamaged, KeyUnsafe, NotFound, SealBroken, SettingsInvalid, VersionConflict
from app.store.blobs import Blobs, blob_name, delete_blob, get_blob, list_blobs, open_blobs, put_blob
from app.store.data_keys import open_key, rewrap_keys, shred_keys
from app.store.documents import load_source
from app.store.key_file import load_keyring, load_or_create_keyring, rotate_key_file
from app.store.seal import DataKey, Keyring, MasterKey, keyring_of
from tests.store.factories import World

KEY = DataKey(UUID(int=7), bytes(range(32)))


@given(data=st.binary(max_size=300), purpose=st.text(st.characters(exclude_categories=["Cs"]), max_size=9))
def test_what_is_sealed_opens_and_never_shows_its_content(data: bytes, purpose: str) -> None:
    sealed = KEY.seal(purpose, data)
    assert KEY.open(purpose, sealed) == data
    assert KEY.seal(purpose, data) != sealed
    assert len(data) < 8 or data not in sealed


@given(place=st.integers(0, 60), bit=st.integers(0, 7))
def test_any_changed_bit_is_refused(place: int, bit: int) -> None:
    sealed = bytearray(KEY.seal("draft", b"welds steel pipes, Kestrel F"))
    sealed[place % len(sealed)] ^= 1 << bit
    with pytest.raises(SealBroken):
        KEY.open("draft", bytes(sealed))


def test_another_owner_purpose_or_key_is_refused() -> None:
    sealed = KEY.seal("draft", b"text")
    for other, purpose in [
        (DataKey(UUID(int=8), KEY.secret), "draft"),
        (KEY, "record"),
        (DataKey(KEY.owner_id, bytes(32)), "draft"),
    ]:
        with pytest.raises(SealBroken):
            other.open(purpose, sealed)


def test_marks_are_equal_for_equal_words_and_for_nothing_else() -> None:
    assert KEY.mark("claim", "a", "b") == KEY.mark("claim", "a", "b")
    others = [
        KEY.mark("claim", "ab"),
        KEY.mark("claim", "a", "b", ""),
        KEY.mark("other", "a", "b"),
        DataKey(KEY.owner_id, bytes(32)).mark("claim", "a", "b"),
    ]
    assert len({KEY.mark("claim", "a", "b"), *others}) == 5


def test_a_data_key_opens_only_for_its_owner_under_its_master_key() -> None:
    ring, stranger = Keyring((MasterKey(bytes(32)),)), Keyring((MasterKey(b"x" * 32),))
    key, wrapped = ring.make(UUID(int=1))
    assert ring.unwrap(UUID(int=1), wrapped) == key
    assert key.secret not in wrapped.data
    with pytest.raises(SealBroken):
        ring.unwrap(UUID(int=2), wrapped)
    with pytest.raises(SealBroken, match="not at hand"):
        stranger.unwrap(UUID(int=1), wrapped)


def test_secrets_are_not_shown_by_accident() -> None:
    ring = Keyring((MasterKey(b"hush-hush" * 3 + b"hushh"),))
    assert "hush" not in f"{ring!r} {ring.make(UUID(int=1))[0]!r}"


def test_after_a_rotation_old_data_opens_with_the_new_master_key_alone(world: World) -> None:
    old, new = world.keyring, Keyring((MasterKey(b"n" * 32), *world.keyring.masters))
    document = world.upload()
    with world.database.writing() as connection:
        while rewrap_keys(connection, new, limit=2):
            pass
    alone = Keyring((new.current,))
    assert load_source(world.database, world.blobs, alone, world.board, document).name == "resume.txt"
    with world.database.reading() as connection, pytest.raises(SealBroken):
        open_key(connection, old, world.board, document)
    with world.database.writing() as connection:
        while rewrap_keys(connection, Keyring((old.current, new.current))):
            pass


def test_a_shredded_key_opens_nothing_again(world: World) -> None:
    document = world.upload()
    with world.database.writing() as connection:
        assert shred_keys(connection, world.board, [document, uuid4()]) == 1
    with pytest.raises(SealBroken, match="shredded"):
        load_source(world.database, world.blobs, world.keyring, world.board, document)


def test_keys_of_one_board_do_not_open_for_another(world: World) -> None:
    document = world.upload()
    with world.database.reading() as connection, pytest.raises(SealBroken):
        open_key(connection, world.keyring, uuid4(), document)


def test_master_keys_are_read_from_text() -> None:
    first, second = bytes(32), bytes(range(32))
    text = f"{base64.b64encode(first).decode()}, {base64.urlsafe_b64encode(second).decode()}\n"
    assert keyring_of(text) == Keyring((MasterKey(first), MasterKey(second)))


@pytest.mark.parametrize("text", ["", "not base64!", base64.b64encode(b"short").decode()])
def test_text_that_is_no_master_key_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(SettingsInvalid) as refused:
        keyring_of(text)
    assert not text or text not in str(refused.value)


def test_the_key_file_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "master.key"
    made = load_or_create_keyring(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create_keyring(path) == made
    assert list(path.parent.iterdir()) == [path]
    path.chmod(0o640)
    with pytest.raises(KeyUnsafe):
        load_keyring(path)


def test_a_damaged_key_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.write_text("not a key")
    path.chmod(0o600)
    with pytest.raises(KeyDamaged):
        load_or_create_keyring(path)
    assert path.read_text() == "not a key"


def test_a_rotated_key_file_has_the_new_key_first_and_keeps_the_old(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    before = load_or_create_keyring(path)
    after = rotate_key_file(path)
    assert after.masters[1:] == before.masters
    assert after.current != before.current
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_blob_is_never_written_over_and_goes_when_it_is_removed(blobs: Blobs) -> None:
    board, owner = uuid4(), uuid4()
    put_blob(blobs, board, owner, b"first")
    with pytest.raises(VersionConflict):
        put_blob(blobs, board, owner, b"second")
    assert get_blob(blobs, board, owner) == b"first"
    assert list(list_blobs(blobs, board)) == [owner]
    assert [delete_blob(blobs, board, owner), delete_blob(blobs, board, owner)] == [True, False]
    with pytest.raises(NotFound):
        get_blob(blobs, board, owner)


def test_names_of_blobs_are_made_of_ids_and_lead_nowhere_else(tmp_path: Path) -> None:
    blobs = open_blobs(tmp_path / "blobs")
    with pytest.raises(TypeError):
        blob_name("../../etc", uuid4())  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="illegal"):
        blobs.store.put("../outside", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["blobs"]


def test_the_folder_of_blobs_is_closed_to_other_accounts(tmp_path: Path) -> None:
    open_blobs(tmp_path / "blobs")
    assert stat.S_IMODE((tmp_path / "blobs").stat().st_mode) & 0o077 == 0
    assert os.listdir(tmp_path / "blobs") == []  # noqa: PTH208
