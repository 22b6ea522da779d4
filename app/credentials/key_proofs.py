"""A wallet's proof that it holds a key, as a JWT, to that key: OpenID4VCI 1.0, appendix F.1 and F.4."""

import json
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey
from joserfc.jws import JWSRegistry

from app.credentials.did import did_key, from_base64url, key_of, public_jwk
from app.credentials.model import JsonObject
from app.errors import CredentialUnverified
from app.values import Did

TYPE: Final = "openid4vci-proof+jwt"
ALGORITHMS: Final = ("EdDSA", "Ed25519", "ES256")
BINDINGS: Final = ("jwk", "did:key", "did:jwk")
"""How the key may be named: itself, or by a DID that carries it."""
MOST: Final = 10_000
"""Characters of a proof."""
LASTS: Final = timedelta(minutes=10)
SKEW: Final = timedelta(minutes=5)
"""How far the wallet's clock may be ahead of this host's: it is the nonce that says how new a proof is."""
_FAR: Final = 1e12
"""Seconds: no time of a proof is as far away, and each of them fits in a float."""


class _Known(JWSRegistry):
    """Wallets still say `EdDSA`, which RFC 9864 calls `Ed25519`: no reason for a warning each time.

    A head may hold a did:jwk or an attestation of the key, and then has more than the usual 512 bytes.
    """

    max_header_length = MOST

    def get_alg(self, name: str) -> Any:
        return super().get_alg("Ed25519" if name == "EdDSA" else name)


class Proved(NamedTuple):
    """What a proof shows."""

    nonce: str
    """That it was made for."""
    did: Did | None
    """The did:key of the key, where it is an Ed25519 key."""


def check_key_proof(text: str, *, audience: str, now: datetime) -> Proved:
    """Give what a proof of a key shows; that its nonce was given out here, and once, the caller checks.

    Raises CredentialUnverified.
    """
    head = _head(text)
    if head.get("typ") != TYPE:
        raise CredentialUnverified(f"The proof is not of the type {TYPE}.")
    if head.get("alg") not in ALGORITHMS:
        raise CredentialUnverified(
            f"The proof is signed in a way that is not checked here ({', '.join(ALGORITHMS)} are)."
        )
    if "crit" in head:
        raise CredentialUnverified("The proof has critical headers that are not known here.")
    public = _public(head)
    try:
        key = OKPKey.import_key({**public}) if public["kty"] == "OKP" else ECKey.import_key({**public})
        registry = _Known(algorithms=list(ALGORITHMS), strict_check_header=False)
        claims = jwt.decode(text, key, registry=registry).claims
    except (JoseError, ValueError, TypeError, KeyError, RecursionError):
        raise CredentialUnverified("The key that the proof names did not sign it.") from None
    _check_times(claims, now)
    if claims.get("aud") != audience:
        raise CredentialUnverified("The proof was made for another issuer.")
    nonce = claims.get("nonce")
    if not isinstance(nonce, str) or not nonce:
        raise CredentialUnverified("The proof has no nonce.")
    return Proved(nonce, did_key(from_base64url(public["x"])) if public["kty"] == "OKP" else None)


def _head(text: str) -> JsonObject:
    if len(text) > MOST or text.count(".") != 2 or not text.isascii():
        raise CredentialUnverified("The proof is no JWT.")
    try:
        found = json.loads(from_base64url(text.partition(".")[0], MOST))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CredentialUnverified("The proof cannot be read.")
    return found


def _check_times(claims: JsonObject, now: datetime) -> None:
    here, skew = now.timestamp(), SKEW.total_seconds()
    made = _number(claims.get("iat"))
    if not here - LASTS.total_seconds() <= made <= here + skew:
        raise CredentialUnverified("The proof was not made just now.")
    if _number(claims.get("exp", here)) < here - skew or _number(claims.get("nbf", here)) > here + skew:
        raise CredentialUnverified("The proof does not hold now.")


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not -_FAR < value < _FAR:
        raise CredentialUnverified("A time of the proof is no number.")
    return value


def _public(head: JsonObject) -> dict[str, str]:
    """Give the key that a proof names, as a JWK of nothing but the public key."""
    named = [name for name in ("kid", "jwk", "x5c") if name in head]
    if named == ["jwk"]:
        return public_jwk(head["jwk"])
    if named == ["kid"] and isinstance(head["kid"], str):
        return key_of(head["kid"])
    raise CredentialUnverified("The proof does not name its key, or not in one of the ways that are known here.")
