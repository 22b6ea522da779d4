"""`ler migrate`: an empty data folder to a database that the service can use."""

import stat
from pathlib import Path

import pytest

from app.store.key_file import load_keyring
from app.store.migrations import versions
from tests.cli.conftest import Ler


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LER_DATABASE_URL", "LER_MASTER_KEY", "LER_BLOB_FOLDER", "LER_BLOB_URL"):
        monkeypatch.delenv(name, raising=False)


def test_a_fresh_machine_gets_a_database_a_master_key_and_a_folder_that_nobody_else_may_read(
    ler: Ler, home: Path
) -> None:
    steps = sorted(path.name[1:5] for path in Path(versions.__file__).parent.glob("r0*.py"))
    done = ler("migrate", "--json")
    assert done.status == 0
    assert done.json == {"before": None, "after": steps[-1], "steps": steps, "rewrapped": 0}
    assert sorted(path.name for path in home.iterdir()) == ["blobs", "master.key", "store.db"]
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in (home, *home.iterdir()))
    assert "needs" in ler("migrate").out


def test_check_changes_nothing_and_says_what_is_missing(ler: Ler) -> None:
    refused = ler("migrate", "--check")
    assert refused.status == 103
    assert "error [store.schema]" in refused.err
    ler("migrate")
    assert ler("migrate", "--check").status == 0


def test_rotation_puts_a_new_master_key_first(ler: Ler, home: Path) -> None:
    ler("migrate")
    before = load_keyring(home / "master.key")
    assert ler("migrate", "--rotate").status == 0
    after = load_keyring(home / "master.key")
    assert after.masters[1:] == before.masters


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("LER_DATABASE_URL", "mysql://rosa:hush-hush@db/ler", 70),
        ("LER_MASTER_KEY", "hush-hush", 70),
        ("LER_DATABASE_URL", "postgresql://rosa:hush-hush@127.0.0.1:1/ler", 104),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_its_secret_is_not_shown(
    ler: Ler, monkeypatch: pytest.MonkeyPatch, name: str, value: str, status: int
) -> None:
    monkeypatch.setenv(name, value)
    refused = ler("migrate")
    assert refused.status == status
    assert "hush" not in refused.out + refused.err
