"""Random bytes to API keys and session ids, and to the digests that are kept of them."""

import hashlib
import hmac
import re
import zlib
from typing import Final, NamedTuple

from app.values import base64url

PREFIX: Final = "ler_live_"
SECRET_BYTES: Final = 32
_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET_LENGTH: Final = 43
"""62^43 > 2^256."""
_CHECK_LENGTH: Final = 6
"""62^6 > 2^32."""
_SHAPE: Final = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{_SECRET_LENGTH + _CHECK_LENGTH}}}\Z", re.ASCII)


class Handshake(NamedTuple):
    """What binds the answer of an OpenID Provider to the browser that asked for it."""

    state: str
    nonce: str
    verifier: str
    """Of RFC 7636: 43 characters."""


def make_api_key(random: bytes) -> str:
    """Give an API key of 32 random bytes: `ler_live_`, 43 characters of secret, 6 of checksum.

    The checksum lets a scanner for leaked secrets, and this service, tell a key from other text without asking
    anybody. Raises ValueError for another number of bytes.
    """
    if len(random) != SECRET_BYTES:
        raise ValueError(f"an API key is made of {SECRET_BYTES} random bytes")
    secret = _base62(int.from_bytes(random, "big"), _SECRET_LENGTH)
    return f"{PREFIX}{secret}{_check(secret)}"


def is_api_key(text: str) -> bool:
    """Say whether it has the form of an API key, checksum and all. It may be unknown all the same."""
    if not _SHAPE.match(text):
        return False
    body = text.removeprefix(PREFIX)
    return hmac.compare_digest(body[_SECRET_LENGTH:], _check(body[:_SECRET_LENGTH]))


def key_mark(text: str, pepper: bytes) -> bytes:
    """Give the 32 bytes that are kept of an API key: HMAC-SHA256 under a secret that is not in the database."""
    return hmac.digest(pepper, b"ler api key\0" + text.encode(), "sha256")


def make_session_id(random: bytes) -> str:
    """Give a session id of 32 random bytes, 43 characters. Raises ValueError for another number of bytes."""
    if len(random) != SECRET_BYTES:
        raise ValueError(f"a session id is made of {SECRET_BYTES} random bytes")
    return _base62(int.from_bytes(random, "big"), _SECRET_LENGTH)


def session_mark(session_id: str) -> bytes:
    """Give the 32 bytes that are kept of a session id. It is random enough that a plain SHA-256 tells nothing."""
    return hashlib.sha256(b"ler session\0" + session_id.encode()).digest()


def handshake(login_id: str) -> Handshake:
    """Give what a sign-in by OpenID Connect carries. It follows from its id, which the browser alone keeps."""
    made = (
        hmac.digest(login_id.encode(), b"ler sign-in " + use, "sha256") for use in (b"state", b"nonce", b"verifier")
    )
    return Handshake(*map(base64url, made))


def csrf_token(session_id: str) -> str:
    """Give the token that forms of this session carry, 64 hexadecimal characters. Nothing needs to be kept for it."""
    return hmac.digest(session_id.encode(), b"ler form token", "sha256").hex()


def is_csrf_token(text: str, session_id: str) -> bool:
    """Say whether a form's token is that of the session, in constant time."""
    return hmac.compare_digest(text.encode(), csrf_token(session_id).encode())


def _check(secret: str) -> str:
    return _base62(zlib.crc32(PREFIX.encode() + secret.encode()), _CHECK_LENGTH)


def _base62(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
