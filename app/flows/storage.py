"""Settings to the store: database, master keys, blobs; and the database to the schema of this program."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from app.errors import KeyDamaged, StoreNotInstalled
from app.settings import Settings
from app.values import Frozen

if TYPE_CHECKING:
    from app.database import Database
    from app.store.blobs import Blobs
    from app.store.seal import Keyring

_PACKAGES = ("sqlalchemy", "alembic", "dbos", "obstore", "fastapi", "uvicorn", "segno")


@dataclass(frozen=True)
class Storage:
    """What journeys keep things with. Opened once for each process; safe to share between threads."""

    database: "Database"
    keyring: "Keyring"
    blobs: "Blobs"


class Migrated(Frozen):
    """What a migration did."""

    before: str | None
    """Revision; None for an empty database."""
    after: str
    steps: tuple[str, ...]
    """Revisions that were run now."""
    rewrapped: int = 0
    """Data keys that were moved to the current master key."""


def require_installed() -> None:
    """See that the packages of the service are there. Raises StoreNotInstalled."""
    for name in _PACKAGES:
        if find_spec(name) is None:
            raise StoreNotInstalled(f"The package {name} is not installed.")


def open_storage(settings: Settings) -> Storage:
    """Open the store, and make its folder, file and master key on first use; the schema is not looked at.

    Raises StoreNotInstalled, SettingsInvalid, StoreUnavailable, KeyUnsafe, KeyDamaged.
    """
    try:
        from app.database import open_database
        from app.store.blobs import open_blobs
    except ModuleNotFoundError as missing:
        raise StoreNotInstalled(f"The package {missing.name} is not installed.") from None
    return Storage(
        database=open_database(settings.store_url),
        keyring=keyring(settings),
        blobs=open_blobs(settings.blob_place),
    )


def keyring(settings: Settings) -> "Keyring":
    """Give the master keys of the settings, or of the key file. Raises SettingsInvalid, KeyUnsafe, KeyDamaged."""
    from app.store.key_file import load_or_create_keyring
    from app.store.seal import keyring_of

    if settings.master_key is not None:
        return keyring_of(settings.master_key.get_secret_value())
    return load_or_create_keyring(settings.master_key_path)


def migrate(settings: Settings, *, rotate: bool = False) -> Migrated:
    """Bring the database to the schema of this program, and with `rotate` all data keys under a new master key.

    With master keys in the settings, `rotate` moves the data keys to the first of them. Raises what `open_storage`
    raises, and SchemaOutdated for a database of a newer program, SealBroken when an old master key is missing.
    """
    storage = open_storage(settings)
    from app.store.migrate import newest_revision, revision_of, upgrade

    try:
        before = revision_of(storage.database)
        steps = upgrade(storage.database)
        moved = _rotate(settings, storage) if rotate else 0
        return Migrated(before=before, after=newest_revision(), steps=steps, rewrapped=moved)
    finally:
        storage.database.close()


def check(settings: Settings) -> Migrated:
    """See that the database has the schema of this program. Raises SchemaOutdated, and what `open_storage` raises."""
    storage = open_storage(settings)
    from app.store.migrate import check_revision, newest_revision

    try:
        check_revision(storage.database)
        return Migrated(before=newest_revision(), after=newest_revision(), steps=())
    finally:
        storage.database.close()


def _rotate(settings: Settings, storage: Storage) -> int:
    from app.store.data_keys import rewrap_keys
    from app.store.key_file import rotate_key_file

    ring = storage.keyring
    if settings.master_key is None:
        try:
            ring = rotate_key_file(settings.master_key_path)
        except FileNotFoundError:
            raise KeyDamaged(f"The file {settings.master_key_path} is gone.") from None
    total = 0
    while True:
        with storage.database.writing() as connection:
            moved = rewrap_keys(connection, ring)
        total += moved
        if not moved:
            return total
