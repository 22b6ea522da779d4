"""Random bytes to what lets a wallet fetch a credential: links, codes, tokens, nonces, and what is kept of them."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from app.access.tokens import make_session_id
from app.values import base64url

DIGITS: Final = 6
"""Of a transaction code."""
NONCE_LASTS: Final = timedelta(minutes=5)
SKEW: Final = timedelta(minutes=5)
"""How far the clocks of two hosts may be apart: the one that made a nonce, and the one that it is brought to."""
_RANDOM: Final = 16
_STAMP: Final = 8
_TAG: Final = 32


class Link(NamedTuple):
    """What is in an offer's addresses, and what follows from it."""

    handle: str
    """43 characters of 256 random bits: whoever has it may fetch the credential."""
    code: str
    """The pre-authorized code (OpenID4VCI 1.0 section 4.1.1)."""
    challenge: str
    """What a presentation is signed over (VCALM, DIDAuthentication)."""


def make_link(random: bytes) -> Link:
    """Give the link of a new offer. Raises ValueError for another number than 32 random bytes."""
    return link(make_session_id(random))


def link(handle: str) -> Link:
    """Give what follows from a handle: nothing of it needs to be kept to be told again."""
    code, challenge = (
        base64url(hmac.digest(handle.encode(), b"ler offer " + use, "sha256")) for use in (b"code", b"challenge")
    )
    return Link(handle, code, challenge)


def mark(kind: str, secret: str) -> bytes:
    """Give the 32 bytes that are kept of a handle, code, token or nonce.

    Each is random enough that a plain SHA-256 tells nothing of it.
    """
    return hashlib.sha256(f"ler offer {kind}\0{secret}".encode()).digest()


def make_transaction_code(random: bytes) -> str:
    """Give the digits that a person types into their wallet. Raises ValueError for other than 32 random bytes."""
    if len(random) != 32:
        raise ValueError("a transaction code is made of 32 random bytes")
    return f"{int.from_bytes(random, 'big') % 10**DIGITS:0{DIGITS}}"


def make_nonce(secret: bytes, at: datetime, random: bytes) -> str:
    """Give a nonce of this moment, 75 characters, that needs not be kept: it carries a keyed digest of itself.

    Raises ValueError for another number than 16 random bytes.
    """
    if len(random) != _RANDOM:
        raise ValueError(f"a nonce is made of {_RANDOM} random bytes")
    told = int(at.timestamp()).to_bytes(_STAMP, "big") + random
    return base64url(told + _tag(secret, told))


def is_nonce(text: str, secrets: Sequence[bytes], at: datetime) -> bool:
    """Say whether a nonce was made under one of the secrets, and not longer ago than `NONCE_LASTS`.

    Its time is read on another host's clock, so it is `SKEW` longer, in both directions. A nonce that is old serves
    nobody twice for that: whoever takes it keeps its mark for longer.
    """
    if not text.isascii():
        return False
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return False
    told, tag = data[: _STAMP + _RANDOM], data[_STAMP + _RANDOM :]
    if len(data) != _STAMP + _RANDOM + _TAG or base64url(data) != text:
        return False
    # each is compared, so that the time tells nothing
    ours = [hmac.compare_digest(tag, _tag(secret, told)) for secret in secrets]
    if not any(ours):
        return False
    made = datetime.fromtimestamp(int.from_bytes(told[:_STAMP], "big"), UTC)
    return made - SKEW <= at < made + NONCE_LASTS + SKEW


def _tag(secret: bytes, told: bytes) -> bytes:
    return hmac.digest(secret, b"ler nonce\0" + told, "sha256")
