"""A file to the master keys, made on first use and never overwritten."""

import base64
import os
import stat
from pathlib import Path
from typing import Final

from app.errors import KeyDamaged, KeyUnsafe, SettingsInvalid
from app.files import place, write_beside
from app.store.seal import KEY_BYTES, Keyring, keyring_of

_MAX_BYTES: Final = 10_000
_HINT: Final = "Restore it from your backup. Without it nothing that is sealed in the store can be opened."


def load_or_create_keyring(path: Path) -> Keyring:
    """Read the master keys of a file, or make one there that only this account may read (mode 0600).

    Of two processes that make it at once, both use the one that was there first. Raises KeyUnsafe, KeyDamaged.
    """
    try:
        return load_keyring(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place(path, base64.b64encode(os.urandom(KEY_BYTES)) + b"\n")
        return load_keyring(path)


def load_keyring(path: Path) -> Keyring:
    """Read the master keys of a file: one a line, the current one first.

    Raises FileNotFoundError, KeyUnsafe (others may read it), KeyDamaged.
    """
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        if os.name == "posix" and found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise KeyUnsafe(f"The file of master keys {path} can be opened by other accounts.")
        if os.name == "posix" and found.st_uid != os.geteuid():
            raise KeyUnsafe(f"The file of master keys {path} belongs to another account.")
        data = file.read(_MAX_BYTES)
    try:
        return keyring_of(data.decode("ascii"))
    except (UnicodeDecodeError, SettingsInvalid):
        raise KeyDamaged(f"The file {path} does not hold master keys.", hint=_HINT) from None


def rotate_key_file(path: Path) -> Keyring:
    """Put a new master key before those of the file; `data_keys.rewrap_keys` then moves all data keys to it.

    Raises FileNotFoundError, KeyUnsafe, KeyDamaged.
    """
    old = load_keyring(path)
    lines = [os.urandom(KEY_BYTES), *(master.secret for master in old.masters)]
    written = write_beside(path, b"".join(base64.b64encode(line) + b"\n" for line in lines))
    written.replace(path)
    return load_keyring(path)
