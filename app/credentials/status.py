"""A credential's status entries to the answer whether it was revoked or suspended, from status lists at hand."""

import base64
import binascii
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from app.credentials.model import JsonObject
from app.credentials.proof import issuer_of
from app.credentials.schemas.check import listed
from app.errors import CredentialUnverified

MIN_BITS: Final = 131_072
"""Fewest entries of a list, so that one entry tells little (https://www.w3.org/TR/vc-bitstring-status-list/#6.1)."""
_MAX_LIST_BYTES: Final = 16_000_000
_INDEX: Final = re.compile(r"(0|[1-9]\d{0,11})\Z", re.ASCII)
_STANDING: Final = {"revocation": "revoked", "suspension": "suspended"}
_ADVICE: Final = {
    "revocation": "Do not rely on it: its issuer took it back for good. Ask whom it is about whether there is a "
    "corrected one.",
    "suspension": "Do not rely on it now: its issuer took it back for a time. Ask the issuer why, or check it again.",
}
_FRESH: Final = (
    "Fetch the status list again from its issuer, and check with that; until then do not rely on this one."
)

Sound: TypeAlias = Callable[[JsonObject], bool | None]
"""Says whether a status list passes its own checks; None where that could not be checked."""


def check_status(document: JsonObject, documents: Mapping[str, JsonObject], sound: Sound) -> str | None:
    """Say that no status entry of the credential is set; None when it has no entry.

    `documents` holds status list credentials by their id, and `sound` verifies one of them: it gives None where that
    could not be checked.
    https://www.w3.org/TR/vc-bitstring-status-list/#validate-algorithm. Raises CredentialUnverified.
    """
    entries = listed(document.get("credentialStatus"))
    for entry in entries:
        purpose, is_set = _read(entry, issuer_of(document), documents, sound)
        if is_set and purpose in _STANDING:
            raise CredentialUnverified(f"Its issuer has {_STANDING[purpose]} it.", hint=_ADVICE[purpose])
    return "Its issuer has neither revoked nor suspended it." if entries else None


def _read(entry: Any, issuer: str, documents: Mapping[str, JsonObject], sound: Sound) -> tuple[str, bool]:
    if not isinstance(entry, dict) or entry.get("type") != "BitstringStatusListEntry":
        raise CredentialUnverified("Its status is kept in a way that is not checked here.", unchecked=True)
    index, purpose, address = (
        entry.get(name) for name in ("statusListIndex", "statusPurpose", "statusListCredential")
    )
    if not isinstance(index, str) or not _INDEX.match(index):
        raise CredentialUnverified("Its place in the status list is no number.")
    if not isinstance(address, str):
        raise CredentialUnverified("It does not say where its status list is.")
    if address not in documents:
        raise CredentialUnverified(
            "Its status list is not at hand, so it may have been revoked.",
            hint="Bring its status list as it is now: the issuer publishes there what was revoked.",
            missing=address,
        )
    if entry.get("statusSize", 1) != 1:
        raise CredentialUnverified(
            "Its status list has entries of more than one bit, which are not checked here.", unchecked=True
        )
    list_ = documents[address]
    if issuer_of(list_) != issuer:
        raise CredentialUnverified("Its status list is not its issuer's.")
    held = "BitstringStatusListCredential" in listed(list_.get("type")) and sound(list_)
    if held is None:
        raise CredentialUnverified("Its status list could not be checked either.", unchecked=True)
    if not held:
        raise CredentialUnverified("Its status list does not pass its own checks.", hint=_FRESH)
    subject = list_["credentialSubject"]
    if not isinstance(purpose, str) or purpose not in listed(subject["statusPurpose"]):
        raise CredentialUnverified("Its status list is kept for another purpose.")
    bits = decode(subject["encodedList"])
    if int(index) >= 8 * len(bits):
        raise CredentialUnverified("Its place is outside its status list.")
    return purpose, bit(bits, int(index))


def decode(encoded: str) -> bytes:
    """Give the bytes of an `encodedList`: multibase base64url of gzip. Raises CredentialUnverified."""
    try:
        packed = base64.b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        bits = unpacker.decompress(packed, _MAX_LIST_BYTES)
    except (binascii.Error, ValueError, zlib.error):
        raise CredentialUnverified("Its status list cannot be unpacked.") from None
    if encoded[:1] != "u" or not unpacker.eof:
        raise CredentialUnverified("Its status list is cut short, too large, or not base64url.")
    if 8 * len(bits) < MIN_BITS:
        raise CredentialUnverified(f"Its status list has fewer than {MIN_BITS} entries.")
    return bits


def bit(bits: bytes, index: int) -> bool:
    """Give entry `index`; the first entry is the left-most bit of the first byte."""
    return bool(bits[index // 8] >> (7 - index % 8) & 1)
