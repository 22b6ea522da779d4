"""A wallet's JWT shows that it holds a key, or it does not: OpenID4VCI 1.0, appendix F."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given
from hypothesis import strategies as st

from app.credentials.key_proofs import MOST, Proved, check_key_proof
from app.errors import CredentialUnverified
from app.values import Did
from tests.credentials import wallet
from tests.credentials.wallet import EcKey, EdKey, did_jwk, encoded, key_proof

ISSUER = "https://ler.example.org"
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
ED, EC = EdKey(), EcKey()
GOOD = {"aud": ISSUER, "iat": NOW.timestamp(), "nonce": "n-1"}


def check(text: str) -> Proved:
    return check_key_proof(text, audience=ISSUER, now=NOW)


@pytest.mark.parametrize("key", [ED, EC], ids=["Ed25519", "P-256"])
@pytest.mark.parametrize(
    "named",
    [
        lambda _: {},
        lambda key: {"kid": key.method},
        lambda key: {"kid": key.did},
        lambda key: {"kid": did_jwk(key) + "#0"},
        lambda key: {"kid": did_jwk(key)},
        lambda key: {"key_attestation": "a" * 3_000, "jwk": key.jwk},
    ],
    ids=["jwk", "did:key", "did:key alone", "did:jwk", "did:jwk alone", "with an attestation"],
)
def test_a_proof_by_the_key_that_it_names_holds(
    key: EdKey | EcKey, named: Callable[[EdKey | EcKey], dict[str, Any]]
) -> None:
    proved = check(key_proof(key, GOOD, **named(key)))
    assert proved == Proved("n-1", Did(key.did) if isinstance(key, EdKey) else None)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://other.example.org"},
        {"aud": [ISSUER]},
        {"aud": None},
        {"nonce": None},
        {"nonce": ""},
        {"nonce": 7},
        {"iat": NOW.timestamp() - 601},
        {"iat": NOW.timestamp() + 301},
        {"iat": None},
        {"iat": True},
        {"iat": "now"},
        {"iat": 10**400},
        {"iat": float("nan")},
        {"exp": NOW.timestamp() - 301},
        {"exp": "never"},
        {"nbf": NOW.timestamp() + 301},
    ],
    ids=str,
)
def test_a_proof_for_another_issuer_or_time_or_without_a_nonce_is_refused(claims: dict[str, Any]) -> None:
    told = {name: value for name, value in (GOOD | claims).items() if value is not None}
    text = wallet.key_proof(EC, {})  # its head is right; the claims are signed as they are, however strange
    signed = f"{text.partition('.')[0]}.{encoded(json.dumps(told).encode())}"
    with pytest.raises(CredentialUnverified):
        check(f"{signed}.{encoded(_signature(EC, signed))}")
    sound = f"{text.partition('.')[0]}.{encoded(json.dumps(GOOD).encode())}"
    assert check(f"{sound}.{encoded(_signature(EC, sound))}").nonce == "n-1"


def _signature(key: EcKey, signed: str) -> bytes:
    r, s = decode_dss_signature(key.private.sign(signed.encode(), ec.ECDSA(SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


@pytest.mark.parametrize(
    "head",
    [
        {"typ": "JWT"},
        {"kid": EdKey().method},
        {"kid": did_jwk(EdKey()) + "#0"},
        {"kid": "did:web:example.org#key-1"},
        {"kid": ED.did + "#other"},
        {"kid": did_jwk(ED) + "#1"},
        {"kid": "did:jwk:!!"},
        {"kid": "did:jwk:" + encoded(b"[" * 1_000)},
        {"kid": "did:key:z" + "1" * 150},
        {"kid": 7},
        {"kid": ED.method, "jwk": ED.jwk},
        {"x5c": ["MII"]},
        {"jwk": ED.jwk | {"d": "AA"}},
        {"jwk": ED.jwk | {"crv": "X25519"}},
        {"jwk": ED.jwk | {"x": "AA"}},
        {"jwk": ED.jwk | {"x": None}},
        {"jwk": {"kty": [], "crv": {}}},
        {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"jwk": {"kty": "EC", "crv": "P-256", "x": encoded(bytes(32)), "y": encoded(bytes(32))}},
        {"jwk": EdKey().jwk},
        {"jwk": EC.jwk},
        {"crit": ["exp"], "exp": 1, "jwk": ED.jwk},
    ],
    ids=" ".join,
)
def test_a_proof_that_does_not_name_its_own_key_is_refused(head: dict[str, Any]) -> None:
    # PyJWT refuses to write some of these heads, so they are put together here
    told = {"alg": "EdDSA", "typ": "openid4vci-proof+jwt"} | head
    signed = f"{encoded(json.dumps(told).encode())}.{encoded(json.dumps(GOOD).encode())}"
    with pytest.raises(CredentialUnverified):
        check(f"{signed}.{encoded(ED.private.sign(signed.encode()))}")


@pytest.mark.parametrize("algorithm", ["none", "HS256", "RS256", "ES384", "ES256", None, 5])
def test_a_proof_by_another_algorithm_than_that_of_its_key_is_refused(algorithm: object) -> None:
    told = {"alg": algorithm, "typ": "openid4vci-proof+jwt", "jwk": ED.jwk}
    signed = f"{encoded(json.dumps(told).encode())}.{encoded(json.dumps(GOOD).encode())}"
    with pytest.raises(CredentialUnverified):
        check(f"{signed}.{encoded(ED.private.sign(signed.encode()))}")


@given(place=st.integers(0, 400), bit=st.integers(0, 6))
def test_a_changed_proof_is_refused(place: int, bit: int) -> None:
    text = key_proof(ED, GOOD, kid=ED.method)
    place %= len(text)
    changed = text[:place] + chr(ord(text[place]) ^ 1 << bit) + text[place + 1 :]
    # the last character of base64 may have bits that mean nothing
    if place != len(text) - 1:
        with pytest.raises(CredentialUnverified):
            check(changed)


@given(text=st.text(max_size=40) | st.from_regex(r"[\w-]{0,20}\.[\w-]{0,20}\.[\w-]{0,20}", fullmatch=True))
def test_whatever_else_is_sent_is_refused(text: str) -> None:
    with pytest.raises(CredentialUnverified):
        check(text)


def test_a_proof_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(CredentialUnverified, match="no JWT"):
        check(key_proof(ED, GOOD | {"more": "a" * MOST}))
