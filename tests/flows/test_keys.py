"""The key file is looked at without being opened, and protected without changing the key."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from app.errors import KeyDamaged, KeyLocked, KeyUnsafe
from app.flows import keys
from app.flows.runtime import worker_key
from app.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_folder=tmp_path / "data", key_file=tmp_path / "key.json", key_passphrase=None)


def test_looking_makes_no_key(settings: Settings) -> None:
    assert not keys.look(settings).exists
    assert not settings.key_path.exists()


def test_protecting_keeps_the_identity_and_demands_the_passphrase(settings: Settings) -> None:
    key = worker_key(settings, lambda: None)
    assert keys.look(settings).protected is False
    assert keys.protect(settings, None, "hush").model_dump() == {
        "path": str(settings.key_path),
        "exists": True,
        "did": key.did,
        "protected": True,
        "documents": 0,
    }
    with pytest.raises(KeyLocked):
        worker_key(settings, lambda: None)
    with pytest.raises(KeyLocked):
        worker_key(settings, lambda: "wrong")
    assert worker_key(settings, lambda: "hush").did == key.did


def test_a_passphrase_of_the_settings_opens_the_key_and_nobody_is_asked(settings: Settings) -> None:
    def nobody() -> str:
        raise AssertionError("asked")

    worker_key(settings, nobody)
    keys.protect(settings, None, "hush")
    given = settings.model_copy(update={"key_passphrase": SecretStr("hush")})
    assert worker_key(given, nobody).did == keys.look(settings).did
    with pytest.raises(KeyLocked):
        worker_key(settings.model_copy(update={"key_passphrase": SecretStr("wrong")}), nobody)


def test_a_key_file_that_others_can_read_or_that_holds_no_key_is_told_apart(settings: Settings) -> None:
    settings.key_path.write_text("[]")
    settings.key_path.chmod(0o600)
    with pytest.raises(KeyDamaged):
        keys.look(settings)
    settings.key_path.chmod(0o644)
    with pytest.raises(KeyUnsafe):
        keys.look(settings)
