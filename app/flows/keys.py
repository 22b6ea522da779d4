"""The worker's key file: look at it, protect it."""

from app.credentials import keys
from app.settings import Settings
from app.values import Frozen


class KeyState(Frozen):
    """What can be said of the key file without opening the key."""

    path: str
    exists: bool
    did: str | None = None
    protected: bool = False
    """By a passphrase; otherwise by the permissions of the file alone."""


def look(settings: Settings) -> KeyState:
    """Look at the key file without making one. Raises KeyUnsafe, KeyDamaged."""
    path = settings.key_path
    found = keys.inspect(path)
    if found is None:
        return KeyState(path=str(path), exists=False)
    return KeyState(path=str(path), exists=True, did=found.did, protected=found.protected)


def protect(settings: Settings, old: str | None, new: str) -> KeyState:
    """Encrypt the key with the passphrase `new`; the key and its DID stay the same.

    Raises KeyLocked when `old` does not open it, KeyUnsafe, KeyDamaged.
    """
    keys.protect(settings.key_path, old, new)
    return look(settings)
