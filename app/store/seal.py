"""Bytes to sealed bytes: AES-256-GCM under a key of their owner, which a master key wraps."""

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import SealBroken, SettingsInvalid

KEY_BYTES: Final = 32
_MAGIC: Final = b"LER1"
_NONCE_BYTES: Final = 12


@dataclass(frozen=True)
class DataKey:
    """The key of one owner: a document, a person, a batch row or a board."""

    owner_id: UUID
    secret: bytes = field(repr=False)

    def seal(self, purpose: str, data: bytes) -> bytes:
        """Give the sealed bytes: 4 of form, 12 of nonce, then the data and 16 of tag.

        They open only with this key, for this owner and this purpose: swapped rows or columns do not open.
        """
        nonce = os.urandom(_NONCE_BYTES)
        return _MAGIC + nonce + self._cipher.encrypt(nonce, data, self._bound_to(purpose))

    def open(self, purpose: str, sealed: bytes) -> bytes:
        """Give back what was sealed. Raises SealBroken."""
        head = len(_MAGIC) + _NONCE_BYTES
        if sealed[: len(_MAGIC)] != _MAGIC:
            raise SealBroken("What was kept is not in the form of sealed data.")
        try:
            return self._cipher.decrypt(sealed[len(_MAGIC) : head], sealed[head:], self._bound_to(purpose))
        except InvalidTag:
            raise SealBroken("What was kept was changed, or belongs to another owner.") from None

    def mark(self, purpose: str, *words: str) -> bytes:
        """Give 32 bytes that are equal for equal words and tell nothing of them without the key."""
        message = b"".join(
            len(part).to_bytes(8, "big") + part for part in (word.encode() for word in (purpose, *words))
        )
        return hmac.digest(self._marking, message, "sha256")

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.secret)

    @cached_property
    def _marking(self) -> bytes:
        return hmac.digest(self.secret, b"ler marks", "sha256")

    def _bound_to(self, purpose: str) -> bytes:
        return self.owner_id.bytes + purpose.encode()


class Wrapped(NamedTuple):
    """A data key as it is kept: sealed by the master key of that id."""

    master_id: str
    data: bytes


@dataclass(frozen=True)
class MasterKey:
    """A key that only wraps other keys."""

    secret: bytes = field(repr=False)

    @cached_property
    def id(self) -> str:
        """Which master key it is: 16 hexadecimal characters of a digest, kept beside all that it wraps."""
        return hashlib.sha256(b"ler master key\0" + self.secret).hexdigest()[:16]


@dataclass(frozen=True)
class Keyring:
    """The master keys: the first wraps, all unwrap (after a rotation the earlier ones follow it)."""

    masters: tuple[MasterKey, ...]

    @property
    def current(self) -> MasterKey:
        """The one that wraps."""
        return self.masters[0]

    def make(self, owner_id: UUID) -> tuple[DataKey, Wrapped]:
        """Make the key of a new owner."""
        key = DataKey(owner_id, os.urandom(KEY_BYTES))
        return key, self.wrap(key)

    def wrap(self, key: DataKey) -> Wrapped:
        """Seal a data key with the current master key, for its owner alone."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self.current.secret).encrypt(nonce, key.secret, b"data key" + key.owner_id.bytes)
        return Wrapped(self.current.id, nonce + sealed)

    def unwrap(self, owner_id: UUID, wrapped: Wrapped) -> DataKey:
        """Open a data key with the master key that it names. Raises SealBroken."""
        for master in self.masters:
            if master.id != wrapped.master_id:
                continue
            nonce, sealed = wrapped.data[:_NONCE_BYTES], wrapped.data[_NONCE_BYTES:]
            try:
                secret = AESGCM(master.secret).decrypt(nonce, sealed, b"data key" + owner_id.bytes)
            except InvalidTag:
                raise SealBroken("A data key was changed, or belongs to another owner.") from None
            return DataKey(owner_id, secret)
        raise SealBroken(f"The master key {wrapped.master_id} is not at hand.")

    def peppers(self) -> tuple[bytes, ...]:
        """Give the secrets under which API keys are marked, one for each master key, the current one first."""
        return tuple(hmac.digest(master.secret, b"ler api keys", "sha256") for master in self.masters)

    def nonce_secrets(self) -> tuple[bytes, ...]:
        """Give the secrets under which nonces are made, one for each master key, the current one first."""
        return tuple(hmac.digest(master.secret, b"ler nonces", "sha256") for master in self.masters)


def keyring_of(text: str) -> Keyring:
    """Read master keys: base64 of 32 bytes each, separated by commas or white space, the current one first.

    Raises SettingsInvalid, which never repeats them.
    """
    masters = []
    for number, part in enumerate(text.replace(",", " ").split(), start=1):
        try:
            secret = base64.b64decode(part.replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError):
            secret = b""
        if len(secret) != KEY_BYTES:
            raise SettingsInvalid(f"Master key {number} is not base64 of {KEY_BYTES} bytes.")
        masters.append(MasterKey(secret))
    if not masters:
        raise SettingsInvalid("There is no master key.")
    return Keyring(tuple(masters))
