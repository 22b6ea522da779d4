"""Organisations that sign: their keys under a did:web, and the DID document that publishes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.credentials.did import multikey
from app.credentials.model import JsonObject
from app.errors import CredentialRefused
from app.values import Did

_CONTEXTS: Final = ("https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1")
_HOST: Final = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?\Z", re.ASCII)
_PART: Final = re.compile(r"[A-Za-z0-9._-]+\Z", re.ASCII)
_FRAGMENT: Final = re.compile(r"[A-Za-z0-9_-]+\Z", re.ASCII)


@dataclass(frozen=True)
class OrganizationKey:
    """An Ed25519 key of an organisation that is found under its did:web."""

    private: Ed25519PrivateKey = field(repr=False)
    did: Did
    name: str = "key-1"
    """The fragment of the key's address; a new key gets a new one, so that old signatures still find theirs."""

    def __post_init__(self) -> None:
        if not self.did.startswith("did:web:") or not _FRAGMENT.match(self.name):
            raise CredentialRefused("An organisation's key needs a did:web and a plain name.")

    @property
    def method(self) -> str:
        """The address that proofs name (`verificationMethod`)."""
        return f"{self.did}#{self.name}"

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self.private.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        """Give the 64 bytes of the signature."""
        return self.private.sign(data)


def did_web(host: str, *path: str) -> Did:
    """Give the did:web of a host (with its port, if any) and path (https://w3c-ccg.github.io/did-method-web/).

    Raises CredentialRefused for what is no host name or holds more than plain path segments.
    """
    name = host.lower()
    if not _HOST.match(name) or not all(map(_PART.match, path)):
        raise CredentialRefused("A did:web needs a host name and plain path segments.")
    return Did(":".join(("did:web", quote(name, safe=""), *path)))


def address(did: Did) -> str:
    """Give the https address at which the DID document of a did:web is looked up. Raises CredentialRefused."""
    method, _, rest = did.partition("did:web:")
    host, *path = rest.split(":")
    if method or not _HOST.match(unquote(host)) or not all(map(_PART.match, path)):
        raise CredentialRefused("This is no did:web.")
    return f"https://{unquote(host)}/{'/'.join(path) if path else '.well-known'}/did.json"


def did_document(did: Did, keys: Sequence[OrganizationKey]) -> JsonObject:
    """Give the DID document that lets anybody check what these keys signed; retired keys stay in it.

    https://www.w3.org/TR/cid-1.0/#Multikey. Raises CredentialRefused for a key of another organisation.
    """
    if any(key.did != did for key in keys) or len({key.name for key in keys}) != len(keys):
        raise CredentialRefused("The DID document lists keys of one organisation, each under a name of its own.")
    return {
        "@context": list(_CONTEXTS),
        "id": did,
        "verificationMethod": [
            {"id": key.method, "type": "Multikey", "controller": did, "publicKeyMultibase": multikey(key.public)}
            for key in keys
        ],
        "assertionMethod": [key.method for key in keys],
        "authentication": [key.method for key in keys],
    }
