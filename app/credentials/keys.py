"""A key file to the worker's signing key, made on first use and never overwritten."""

import base64
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.credentials.did import did_key, verification_method
from app.errors import KeyDamaged, KeyLocked, KeyUnsafe
from app.files import place, write_beside
from app.values import Did

_SCHEMA: Final = "ler-key/1"
_COST: Final = 2**16
"""Of scrypt: 64 MB and about 0.2 s for each guess."""
_MAX_COST: Final = 2**18
_MAX_BYTES: Final = 10_000
_PERMISSIONS: Final = os.name == "posix"


@dataclass(frozen=True)
class WorkerKey:
    """An Ed25519 key and the did:key that it is."""

    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def of(cls, seed: bytes) -> "WorkerKey":
        """Give the key of 32 secret bytes."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @cached_property
    def did(self) -> Did:
        """The identifier that anybody can compute the public key from."""
        return did_key(self.private.public_key().public_bytes_raw())

    @property
    def method(self) -> str:
        """The address that proofs name (`verificationMethod`)."""
        return verification_method(self.did)

    def sign(self, data: bytes) -> bytes:
        """Give the 64 bytes of the signature."""
        return self.private.sign(data)


def load_or_create(path: Path, passphrase: str | None) -> WorkerKey:
    """Open the key file, or make a key when there is none.

    With a passphrase a new key is encrypted (scrypt, AES-256-GCM); without one the operating system's permissions
    guard it. Raises KeyLocked (passphrase missing or wrong), KeyUnsafe (others may read it), KeyDamaged.
    """
    try:
        return _load(path, passphrase)
    except FileNotFoundError:
        pass
    except OSError as cause:
        raise KeyDamaged(f"The key file {path} cannot be opened ({cause.strerror}).") from None
    key = WorkerKey(Ed25519PrivateKey.generate())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        place(path, _envelope(key, passphrase))
    except OSError as cause:
        raise KeyDamaged(f"The key file {path} cannot be written ({cause.strerror}).") from None
    return _load(path, passphrase)


def protect(path: Path, old: str | None, new: str | None) -> WorkerKey:
    """Change, set or (with None) take away the passphrase of the key in `path`; the key stays the same.

    Raises KeyLocked, KeyUnsafe, KeyDamaged.
    """
    try:
        key = _load(path, old)
        written = write_beside(path, _envelope(key, new))
        written.replace(path)
    except OSError as cause:
        raise KeyDamaged(f"The key file {path} cannot be written ({cause.strerror}).") from None
    return key


class KeyFile(NamedTuple):
    """What a key file tells without being opened."""

    did: Did
    protected: bool
    """By a passphrase; otherwise by the permissions of the file alone."""


def inspect(path: Path) -> KeyFile | None:
    """Look at a key file without opening the key; None when there is none. Raises KeyUnsafe, KeyDamaged."""
    try:
        with path.open("rb") as file:
            _check_permissions(path, os.fstat(file.fileno()))
            envelope = json.loads(file.read(_MAX_BYTES))
        return KeyFile(did=Did(str(envelope["did"])), protected=envelope["protection"] != "permissions")
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise KeyDamaged(f"The key file {path} does not hold a key of this service.") from None


def _load(path: Path, passphrase: str | None) -> WorkerKey:
    with path.open("rb") as file:
        _check_permissions(path, os.fstat(file.fileno()))
        data = file.read(_MAX_BYTES)
    try:
        envelope = json.loads(data)
        key = WorkerKey(Ed25519PrivateKey.from_private_bytes(_secret(envelope, passphrase, path)))
        if envelope["schema"] != _SCHEMA or envelope["did"] != key.did:
            raise KeyDamaged(f"The key file {path} does not hold the key that it names.")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyDamaged(f"The key file {path} does not hold a key of this service.") from None
    return key


def _secret(envelope: dict[str, Any], passphrase: str | None, path: Path) -> bytes:
    if envelope["protection"] == "permissions":
        return base64.b64decode(envelope["key"], validate=True)
    if envelope["protection"] != "passphrase":
        raise ValueError("protection")
    if not passphrase:
        raise KeyLocked(f"The key file {path} is protected by a passphrase.")
    cost = int(envelope["cost"])
    if not 2**10 <= cost <= _MAX_COST:
        raise ValueError("cost")
    salt, nonce, sealed = (base64.b64decode(envelope[name], validate=True) for name in ("salt", "nonce", "key"))
    try:
        return AESGCM(_derive(passphrase, salt, cost)).decrypt(nonce, sealed, envelope["did"].encode())
    except InvalidTag:
        raise KeyLocked(f"The passphrase does not open the key file {path}.") from None


def _envelope(key: WorkerKey, passphrase: str | None) -> bytes:
    secret = key.private.private_bytes_raw()
    envelope: dict[str, Any] = {"schema": _SCHEMA, "did": key.did}
    if passphrase:
        salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
        sealed = AESGCM(_derive(passphrase, salt, _COST)).encrypt(nonce, secret, key.did.encode())
        envelope |= {"protection": "passphrase", "cost": _COST, "salt": _b64(salt), "nonce": _b64(nonce)}
        envelope["key"] = _b64(sealed)
    else:
        envelope |= {"protection": "permissions", "key": _b64(secret)}
    return json.dumps(envelope, indent=1).encode() + b"\n"


def _derive(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _check_permissions(path: Path, found: os.stat_result) -> None:
    if not _PERMISSIONS:
        return
    if found.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyUnsafe(f"The key file {path} can be opened by other accounts.")
    if found.st_uid != os.geteuid():
        raise KeyUnsafe(f"The key file {path} belongs to another account.")
    folder = path.parent.stat().st_mode
    if folder & stat.S_IWOTH and not folder & stat.S_ISVTX:
        raise KeyUnsafe(
            f"Other accounts may replace files in {path.parent}.",
            hint="Let only your own account write to that folder (chmod 700), then run the command again.",
        )
