"""Documents and a key to signed documents, by the cryptosuite eddsa-rdfc-2022."""

import hashlib
from collections.abc import Callable
from typing import Final

import base58

from app.credentials.canonical import canonicalize
from app.credentials.model import JsonObject, SigningKey
from app.values import Instant

SUITE: Final = "eddsa-rdfc-2022"

Canonicalize = Callable[[JsonObject], str]


def sign(document: JsonObject, key: SigningKey, at: Instant, canonical: Canonicalize = canonicalize) -> JsonObject:
    """Give `document` with a proof by `key` added.

    https://www.w3.org/TR/vc-di-eddsa/#create-proof-eddsa-rdfc-2022. `canonical` may be a faster way to the same
    canonical form (`bulk.Canonicalizer.canonicalize`). Raises CredentialRefused.
    """
    # 3.2.5 Proof Configuration: the options without the value, under the document's own contexts
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": at,
        "verificationMethod": key.method,
        "proofPurpose": "assertionMethod",
    }
    # 3.2.6 Proof Serialization: one Ed25519 signature, in base58btc
    value = key.sign(hash_data(document, proof, canonical))
    return {**document, "proof": {**proof, "proofValue": "z" + base58.b58encode(value).decode("ascii")}}


def hash_data(document: JsonObject, proof: JsonObject, canonical: Canonicalize) -> bytes:
    """Give the 64 bytes that are signed: the hash of the proof configuration, then that of the document.

    https://www.w3.org/TR/vc-di-eddsa/#hashing-eddsa-rdfc-2022. Neither may hold a proof value.
    Raises CredentialRefused.
    """
    configuration = {"@context": document["@context"], **proof}
    return b"".join(hashlib.sha256(canonical(part).encode()).digest() for part in (configuration, document))
