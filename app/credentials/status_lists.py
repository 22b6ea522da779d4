"""Revocations to the Bitstring status list that a credential's issuer publishes."""

import gzip
from collections.abc import Iterable
from typing import Final, Literal

from app.credentials.contexts import VC
from app.credentials.model import JsonObject, SigningKey
from app.credentials.sign import sign
from app.credentials.status import MIN_BITS
from app.errors import CredentialRefused
from app.values import Instant, base64url

Purpose = Literal["revocation", "suspension"]

MAX_ENTRIES: Final = 8 * MIN_BITS
"""Entries of the longest list made here: one packs into 128 kB at worst."""


def status_entry(list_id: str, index: int, purpose: Purpose = "revocation") -> JsonObject:
    """Give the `credentialStatus` of the credential that has entry `index` of the list at `list_id`.

    https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistentry
    """
    return {
        "id": f"{list_id}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index),
        "statusListCredential": list_id,
    }


def encode(indexes: Iterable[int], entries: int = MIN_BITS) -> str:
    """Give the `encodedList` in which the entries `indexes` are set: multibase base64url of gzip.

    The same entries give the same text. Raises CredentialRefused for an index outside the list, and for a list that
    is shorter than 131,072 entries or longer than `MAX_ENTRIES`.
    """
    if entries % 8 or not MIN_BITS <= entries <= MAX_ENTRIES:
        raise CredentialRefused(f"A status list has {MIN_BITS} to {MAX_ENTRIES} entries, by eights.")
    bits = bytearray(entries // 8)
    for index in indexes:
        if not 0 <= index < entries:
            raise CredentialRefused("A place is outside its status list.")
        bits[index // 8] |= 0x80 >> index % 8
    return pack(bytes(bits))


def pack(bits: bytes) -> str:
    """Give the `encodedList` of a list's bits, entry 0 being the left-most bit of the first byte."""
    return "u" + base64url(gzip.compress(bits, 9, mtime=0))


def status_list(
    list_id: str, encoded: str, key: SigningKey, at: Instant, *, purpose: Purpose = "revocation"
) -> JsonObject:
    """Give the signed status list credential that says what `encoded` (an `encodedList`) holds.

    https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistcredential. `list_id` is its address; `key` is
    that of the issuer of the credentials that name it.
    """
    document: JsonObject = {
        "@context": [VC],
        "id": list_id,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": key.did,
        "validFrom": at,
        "credentialSubject": {
            "id": f"{list_id}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded,
        },
    }
    return sign(document, key, at)
