import json
import stat
import threading
from pathlib import Path

import pytest

from app.credentials import keys
from app.credentials.keys import load_or_create, protect
from app.errors import KeyDamaged, KeyLocked, KeyUnsafe

PASSPHRASE = "correct horse 電池"  # noqa: S105 - of no key that anybody has


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guessing may be cheap in tests."""
    monkeypatch.setattr(keys, "_COST", 2**10)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ler" / "worker.key"


def test_a_key_is_made_on_first_use_and_the_same_ever_after(path: Path) -> None:
    first = load_or_create(path, None)
    assert first.did.startswith("did:key:z6Mk")
    assert load_or_create(path, None).did == first.did
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_key_with_a_passphrase_opens_with_it_alone(path: Path) -> None:
    first = load_or_create(path, PASSPHRASE)
    assert load_or_create(path, PASSPHRASE).did == first.did
    secret = first.private.private_bytes_raw()
    assert keys._b64(secret) not in path.read_text()
    for wrong in (None, "", "wrong", PASSPHRASE + " "):
        with pytest.raises(KeyLocked):
            load_or_create(path, wrong)


def test_a_locked_or_damaged_key_is_never_overwritten(path: Path) -> None:
    load_or_create(path, PASSPHRASE)
    before = path.read_bytes()
    with pytest.raises(KeyLocked):
        load_or_create(path, "wrong")
    assert path.read_bytes() == before
    path.write_bytes(b"garbage")
    with pytest.raises(KeyDamaged):
        load_or_create(path, None)
    assert path.read_bytes() == b"garbage"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o644])
def test_a_key_that_others_can_open_is_refused(path: Path, mode: int) -> None:
    load_or_create(path, None)
    path.chmod(mode)
    with pytest.raises(KeyUnsafe):
        load_or_create(path, None)


def test_a_folder_in_which_others_can_replace_the_key_is_refused(path: Path) -> None:
    load_or_create(path, None)
    path.parent.chmod(0o707)
    with pytest.raises(KeyUnsafe, match="replace"):
        load_or_create(path, None)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "ler-key/2"},
        {"did": "did:key:z6MkSomebodyElse"},
        {"key": "AAAA"},
        {"key": "not base64!"},
        {"key": None},
        {"protection": "hope"},
    ],
    ids=str,
)
def test_a_file_that_is_no_key_of_ours_is_damaged(path: Path, change: dict[str, object]) -> None:
    load_or_create(path, None)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(KeyDamaged):
        load_or_create(path, None)


@pytest.mark.parametrize("data", [b"", b"[]", b"7", b"{}", b"\xff\xfe"])
def test_other_bytes_are_damaged(path: Path, data: bytes) -> None:
    load_or_create(path, None)
    path.write_bytes(data)
    with pytest.raises(KeyDamaged):
        load_or_create(path, None)


def test_the_cost_of_guessing_is_bounded(path: Path) -> None:
    load_or_create(path, PASSPHRASE)
    for cost in (2, 2**30):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"cost": cost}))
        with pytest.raises(KeyDamaged):
            load_or_create(path, PASSPHRASE)


def test_a_passphrase_can_be_set_changed_and_taken_away(path: Path) -> None:
    did = load_or_create(path, None).did
    assert protect(path, None, PASSPHRASE).did == did
    with pytest.raises(KeyLocked):
        load_or_create(path, None)
    assert protect(path, PASSPHRASE, "another").did == did
    assert load_or_create(path, "another").did == did
    assert protect(path, "another", None).did == did
    assert load_or_create(path, None).did == did
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_protecting_with_the_wrong_passphrase_changes_nothing(path: Path) -> None:
    load_or_create(path, PASSPHRASE)
    before = path.read_bytes()
    with pytest.raises(KeyLocked):
        protect(path, "wrong", None)
    assert path.read_bytes() == before


def test_first_uses_at_the_same_time_end_with_one_key(path: Path) -> None:
    found: list[str] = []
    start = threading.Barrier(6)

    def use() -> None:
        start.wait()
        found.append(load_or_create(path, None).did)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1


def test_a_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyDamaged, match="worker"):
        load_or_create(tmp_path / "file" / "worker.key", None)
    with pytest.raises(KeyDamaged):
        load_or_create(tmp_path, None)


def test_a_key_does_not_show_its_secret(path: Path) -> None:
    key = load_or_create(path, None)
    assert "private" not in repr(key)
