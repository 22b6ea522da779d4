"""Decentralized identifiers to the keys that may sign for them, without any network."""

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import unquote

import base58
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.credentials.model import JsonObject
from app.errors import CredentialUnverified
from app.values import Did, base64url

_ED25519: Final = b"\xed\x01"
"""Multicodec prefix of an Ed25519 public key (https://www.w3.org/TR/cid-1.0/#Multikey)."""
_P256: Final = b"\x80\x24"
"""Of a P-256 public key, compressed."""
_COORDINATES: Final = {("OKP", "Ed25519"): ("x",), ("EC", "P-256"): ("x", "y")}
"""Of the public keys of wallets, by kind and curve: 32 bytes each."""
_OTHER_KEY: Final = "The signing key is of a kind that is not checked here (Ed25519 is)."
_MAX_MULTIBASE: Final = 200
_MAX_BASE64: Final = 2000


def did_key(public: bytes) -> Did:
    """Give the did:key of a raw Ed25519 public key (https://w3c-ccg.github.io/did-key-spec/)."""
    return Did(f"did:key:{multikey(public)}")


def multikey(public: bytes) -> str:
    """Write a raw Ed25519 public key as a Multikey, base58btc with its prefix `z`."""
    return "z" + base58.b58encode(_ED25519 + public).decode("ascii")


def verification_method(did: Did) -> str:
    """Give the address of the one key of a did:key."""
    return f"{did}#{did.removeprefix('did:key:')}"


def from_base58(text: str) -> bytes:
    """Decode base58btc with its multibase prefix. Raises CredentialUnverified."""
    if not text.startswith("z") or len(text) > _MAX_MULTIBASE:
        raise CredentialUnverified("A value is not base58btc of the length that was expected.")
    try:
        return base58.b58decode(text[1:].encode("ascii"))
    except ValueError:
        raise CredentialUnverified("A value is not base58btc.") from None


def resolve(method: str, documents: Mapping[str, JsonObject]) -> Ed25519PublicKey:
    """Give the key at the address `method`, if it may make assertions for its DID.

    did:key and did:jwk carry their key; any other DID needs its DID document in `documents`.
    Raises CredentialUnverified.
    """
    did, _, fragment = method.partition("#")
    if did.startswith("did:key:"):
        if method != verification_method(Did(did)):
            raise CredentialUnverified("The signing key is not the key of its did:key.")
        return _from_multikey(did.removeprefix("did:key:"))
    if did.startswith("did:jwk:"):
        if fragment != "0":
            raise CredentialUnverified("The signing key is not the key of its did:jwk.")
        return _from_jwk(_decoded(did.removeprefix("did:jwk:")))
    if did not in documents:
        raise CredentialUnverified(
            f"The keys of {did[:200]} are not at hand, so nothing shows who signed it.",
            hint="Bring the issuer's DID document: it holds the key that the signature is checked with.",
            missing=did,
        )
    return _from_document(documents[did], did, method)


def key_of(method: str) -> dict[str, str]:
    """Give the one key of a did:key or did:jwk as a JWK, by the key's address or by the DID alone.

    Ed25519 or P-256: what wallets hold. Raises CredentialUnverified.
    """
    did, _, fragment = method.partition("#")
    if did.startswith("did:jwk:") and fragment in ("", "0"):
        return public_jwk(_decoded(did.removeprefix("did:jwk:")))
    name = did.removeprefix("did:key:")
    if not did.startswith("did:key:") or fragment not in ("", name):
        raise CredentialUnverified("The key is named by something else than a did:key or did:jwk.")
    raw = from_base58(name)
    if raw[:2] == _P256:
        try:
            point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw[2:]).public_numbers()
        except ValueError:
            raise CredentialUnverified("The key is no point of its curve.") from None
        x, y = (base64url(value.to_bytes(32, "big")) for value in (point.x, point.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(_from_multikey(name).public_bytes_raw())}


def public_jwk(jwk: Any) -> dict[str, str]:
    """Give nothing but the public part of a JWK with an Ed25519 or P-256 key. Raises CredentialUnverified."""
    if not isinstance(jwk, dict) or "d" in jwk:
        raise CredentialUnverified("The key is no public key.")
    kind, curve = str(jwk.get("kty")), str(jwk.get("crv"))
    if (kind, curve) not in _COORDINATES:
        raise CredentialUnverified("The key is of a kind that is not checked here (Ed25519 and P-256 are).")
    names = _COORDINATES[kind, curve]
    if any(len(from_base64url(jwk.get(name))) != 32 for name in names):
        raise CredentialUnverified("The key is not of the right length.")
    return {"kty": kind, "crv": curve} | {name: jwk[name] for name in names}


def document_address(did: str) -> str | None:
    """Give where the document of a did:web is published; None for a DID of another kind.

    https://w3c-ccg.github.io/did-method-web/#read-resolve; a port stands in it as `%3A8000`. This machine has no TLS.
    """
    if not did.startswith("did:web:"):
        return None
    host, *path = did.removeprefix("did:web:").split(":")
    host = unquote(host)
    scheme = "http" if host.partition(":")[0] in ("localhost", "127.0.0.1") else "https"
    return f"{scheme}://{host}/{'/'.join(path) or '.well-known'}/did.json"


def _from_document(document: JsonObject, did: str, method: str) -> Ed25519PublicKey:
    """Find a key by https://www.w3.org/TR/cid-1.0/#retrieve-verification-method, for the purpose of assertions."""
    if document.get("id") != did:
        raise CredentialUnverified("The DID document is another's.")
    addresses = {method, method.removeprefix(did)}
    asserting = list(_listed(document.get("assertionMethod")))
    if not any((one.get("id") if isinstance(one, dict) else one) in addresses for one in asserting):
        raise CredentialUnverified("The DID document does not let that key make assertions.")
    for one in [*_listed(document.get("verificationMethod")), *asserting]:
        if isinstance(one, dict) and one.get("id") in addresses:
            if one.get("controller") != did:
                raise CredentialUnverified("The signing key is controlled by somebody else.")
            if isinstance(one.get("publicKeyMultibase"), str):
                return _from_multikey(one["publicKeyMultibase"])
            return _from_jwk(one.get("publicKeyJwk"))
    raise CredentialUnverified("The DID document does not hold that key.")


def _from_multikey(text: str) -> Ed25519PublicKey:
    raw = from_base58(text)
    if raw[:2] != _ED25519 or len(raw) != 34:
        raise CredentialUnverified(_OTHER_KEY, unchecked=True)
    return Ed25519PublicKey.from_public_bytes(raw[2:])


def _from_jwk(jwk: Any) -> Ed25519PublicKey:
    if not isinstance(jwk, dict) or "d" in jwk:
        raise CredentialUnverified("The signing key is no public key.")
    if (jwk.get("kty"), jwk.get("crv")) != ("OKP", "Ed25519"):
        raise CredentialUnverified(_OTHER_KEY, unchecked=True)
    raw = from_base64url(jwk.get("x"))
    if len(raw) != 32:
        raise CredentialUnverified("The signing key is not of the right length.")
    return Ed25519PublicKey.from_public_bytes(raw)


def _decoded(text: str) -> Any:
    try:
        return json.loads(from_base64url(text))
    except (ValueError, RecursionError):
        raise CredentialUnverified("The did:jwk does not hold a key.") from None


def from_base64url(text: Any, most: int = _MAX_BASE64) -> bytes:
    """Decode base64url of so many characters, with or without padding. Raises CredentialUnverified."""
    if not isinstance(text, str) or not text.isascii() or len(text) > most:
        raise CredentialUnverified("The signing key cannot be read.")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        raise CredentialUnverified("The signing key cannot be read.") from None


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else () if value is None else (value,)
