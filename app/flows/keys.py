"""The worker's keys and the name kept beside them: look at them, protect them, find the one of a document."""

from collections.abc import Iterator
from pathlib import Path

from app.credentials import keys
from app.errors import KeyDamaged
from app.flows import outputs
from app.settings import Settings
from app.values import Frozen


class KeyState(Frozen):
    """What can be said of the key file without opening the key."""

    path: str
    exists: bool
    did: str | None = None
    protected: bool = False
    """By a passphrase; otherwise by the permissions of the file alone."""
    documents: int = 0
    """Further keys, each of one document that was attested together with others."""


def look(settings: Settings) -> KeyState:
    """Look at the key file without making one. Raises KeyUnsafe, KeyDamaged."""
    path = settings.key_path
    found = keys.inspect(path)
    further = len(list(_document_keys(settings)))
    if found is None:
        return KeyState(path=str(path), exists=False, documents=further)
    return KeyState(path=str(path), exists=True, did=found.did, protected=found.protected, documents=further)


def protect(settings: Settings, old: str | None, new: str) -> KeyState:
    """Encrypt the worker's key and those of documents with the passphrase `new`; keys and DIDs stay the same.

    Raises KeyLocked when `old` does not open one of them (then none is changed), KeyUnsafe, KeyDamaged.
    """
    paths = [settings.key_path, *_document_keys(settings)]
    for path in paths:
        keys.load_or_create(path, old)
    for path in paths:
        keys.protect(path, old, new)
    return look(settings)


def document_key_path(settings: Settings, sha256: str) -> Path:
    """Give where the key of the one document with that digest is kept."""
    return settings.data_folder / "keys" / f"{sha256[:32]}.json"


def _document_keys(settings: Settings) -> Iterator[Path]:
    return iter(sorted((settings.data_folder / "keys").glob("*.json")))


def kept_name(settings: Settings) -> str | None:
    """Give the name that the worker wants on credentials: "" for none, None when they were never asked.

    Raises KeyDamaged when the file cannot be read.
    """
    try:
        return _name_path(settings).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyDamaged(
            f"{_name_path(settings)} does not hold a name.", hint="Remove it to be asked again."
        ) from error


def keep_name(settings: Settings, name: str) -> None:
    """Keep what the worker answered beside the key, for this account alone. Raises OutputRefused."""
    path = _name_path(settings)
    outputs.place(path.parent, {path.name: f"{name}\n".encode()})


def _name_path(settings: Settings) -> Path:
    return settings.key_path.with_name(settings.key_path.name.removesuffix(".json") + ".name")
