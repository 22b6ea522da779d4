"""A wallet's keys, and what it signs with them, by libraries that the service does not use for it."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Final

import base58
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pyld import jsonld

from app.credentials import contexts

V2: Final = "https://www.w3.org/ns/credentials/v2"
V1: Final = "https://www.w3.org/2018/credentials/v1"
SUITE_2020: Final = "https://w3id.org/security/suites/ed25519-2020/v1"
NEWER: Final = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022"}
OLDER: Final = {"type": "Ed25519Signature2020"}


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass(frozen=True)
class EdKey:
    """An Ed25519 key of a wallet."""

    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    algorithm = "EdDSA"

    @property
    def raw(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def did(self) -> str:
        return "did:key:z" + base58.b58encode(b"\xed\x01" + self.raw).decode()

    @property
    def method(self) -> str:
        return f"{self.did}#{self.did.removeprefix('did:key:')}"

    @property
    def jwk(self) -> dict[str, str]:
        return {"kty": "OKP", "crv": "Ed25519", "x": encoded(self.raw)}


@dataclass(frozen=True)
class EcKey:
    """A P-256 key of a wallet."""

    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    algorithm = "ES256"

    @property
    def did(self) -> str:
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        return "did:key:z" + base58.b58encode(b"\x80\x24" + point).decode()

    @property
    def method(self) -> str:
        return f"{self.did}#{self.did.removeprefix('did:key:')}"

    @property
    def jwk(self) -> dict[str, str]:
        told = self.private.public_key().public_numbers()
        return {"kty": "EC", "crv": "P-256"} | {
            name: encoded(value.to_bytes(32, "big")) for name, value in (("x", told.x), ("y", told.y))
        }


def did_jwk(key: EdKey | EcKey) -> str:
    return "did:jwk:" + encoded(json.dumps(key.jwk).encode())


def key_proof(key: EdKey | EcKey, claims: dict[str, Any], **head: Any) -> str:
    """A proof of the key for OpenID4VCI; without a `kid` it names the key by a JWK."""
    named = {} if {"kid", "jwk", "x5c"} & set(head) else {"jwk": key.jwk}
    headers = {"typ": "openid4vci-proof+jwt"} | named | head
    return jwt.encode(claims, key.private, algorithm=headers.pop("alg", key.algorithm), headers=headers)


def presentation(
    key: EdKey,
    challenge: str,
    domain: str,
    *,
    suite: dict[str, str] = NEWER,
    context: list[str] | None = None,
    did: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """A presentation for DIDAuthentication; `more` goes over the members of its proof."""
    default = [V2] if suite == NEWER else [V1, SUITE_2020]
    holder = did or key.did
    document = {"@context": context or default, "type": ["VerifiablePresentation"], "holder": holder}
    proof = {
        **suite,
        "created": "2026-03-02T10:00:00Z",
        "verificationMethod": f"{holder}#0" if did else key.method,
        "proofPurpose": "authentication",
        "challenge": challenge,
        "domain": domain,
    } | more
    told = {"@context": document["@context"], **proof}
    signed = b"".join(hashlib.sha256(_canonical(part)).digest() for part in (told, document))
    value = "z" + base58.b58encode(key.private.sign(signed)).decode()
    return document | {"proof": proof | {"proofValue": value}}


def _canonical(document: dict[str, Any]) -> bytes:
    known = contexts.of_presentations()

    def load(url: str, _: object = None) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": known[url]}

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    found: str = jsonld.normalize(document, options)
    return found.encode()
