"""A small statement to a line that anybody can check: JSON under a JWS (RFC 7515) with an Ed25519 key (RFC 9864)."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Final

from cryptography.exceptions import InvalidSignature

from app.credentials.did import resolve
from app.credentials.model import JsonObject, SigningKey
from app.errors import CredentialUnverified
from app.values import Did, base64url

MOST: Final = 10_000
"""Characters of a statement."""


def sign_statement(told: JsonObject, key: SigningKey, kind: str) -> str:
    """Give the compact form of a JWS over `told`; `typ` is `kind`, and `kid` the key's address in a DID document."""
    head = {"alg": "Ed25519", "kid": key.method, "typ": kind}
    signed = f"{_encoded(head)}.{_encoded(told)}"
    return f"{signed}.{base64url(key.sign(signed.encode('ascii')))}"


def read_statement(text: str, signer: Did, documents: Mapping[str, JsonObject], kind: str) -> JsonObject:
    """Give what a statement says, if a key of `signer` signed it as one of that kind. Raises CredentialUnverified."""
    parts = text.strip().split(".")
    if len(text) > MOST or len(parts) != 3:
        raise CredentialUnverified("It is no signed statement.")
    head, told = _decoded(parts[0]), _decoded(parts[1])
    method = head.get("kid")
    if head.get("alg") != "Ed25519" or head.get("typ") != kind or "crit" in head:
        raise CredentialUnverified("It is a statement of another kind, or signed in a way that is not checked here.")
    if not isinstance(method, str) or method.partition("#")[0] != signer:
        raise CredentialUnverified("The key that signed is not the signer's.")
    try:
        resolve(method, documents).verify(_bytes(parts[2]), f"{parts[0]}.{parts[1]}".encode("ascii"))
    except (InvalidSignature, UnicodeEncodeError):
        raise CredentialUnverified("It is not what its signer signed: something in it was changed.") from None
    return told


def _encoded(value: JsonObject) -> str:
    return base64url(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii"))


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise CredentialUnverified("It is no signed statement.") from None


def _decoded(text: str) -> JsonObject:
    try:
        found = json.loads(_bytes(text))
    except (ValueError, RecursionError):
        raise CredentialUnverified("It is no signed statement.") from None
    if not isinstance(found, dict):
        raise CredentialUnverified("It is no signed statement.")
    return found
