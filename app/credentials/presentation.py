"""A signed presentation to the DID of the wallet that shows it holds the key: DIDAuthentication of VCALM.

https://www.w3.org/TR/vcalm/ (once called VC-API), section DID Authentication.
"""

import hmac
from typing import Any, Final

from app.credentials import contexts
from app.credentials.canonical import canonicalize
from app.credentials.did import resolve
from app.credentials.model import JsonObject
from app.credentials.proof import check_times, check_value
from app.credentials.schemas.check import listed
from app.credentials.sign import SUITE, hash_data
from app.errors import CredentialUnverified
from app.values import Did, Instant

OLDER_SUITE: Final = "Ed25519Signature2020"
"""What Learner Credential Wallet signs with (https://www.w3.org/TR/vc-di-eddsa/#ed25519signature2020)."""
SUITES: Final = (SUITE, OLDER_SUITE)
METHODS: Final = ("key", "jwk")
"""Of DIDs: those that carry their key."""


def check_presentation(document: JsonObject, *, challenge: str, domain: str, now: Instant) -> Did:
    """Give the DID whose key signed the presentation over this challenge and domain.

    One proof, by an Ed25519 key that a did:key or did:jwk carries. Raises CredentialUnverified, CredentialRefused.
    """
    if "VerifiablePresentation" not in listed(document.get("type")):
        raise CredentialUnverified("It is no presentation.")
    if listed(document.get("@context"))[:1] not in ([contexts.VC], [contexts.VC1]):
        raise CredentialUnverified("Its first context is not that of presentations.")
    proofs = listed(document.get("proof"))
    if len(proofs) != 1 or not isinstance(proofs[0], dict):
        raise CredentialUnverified("It does not have one proof.")
    proof: JsonObject = proofs[0]
    _check_purpose(proof, challenge, domain)
    check_times(proof, now)
    method = proof.get("verificationMethod")
    holder = document.get("holder")
    did = holder.get("id") if isinstance(holder, dict) else holder
    if not isinstance(method, str) or not isinstance(did, str) or method.partition("#")[0] != did:
        raise CredentialUnverified("The key that signed is not the holder's.")
    key = resolve(method, {})
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    configuration = {name: value for name, value in proof.items() if name != "proofValue"}
    if configuration.pop("@context", unsecured["@context"]) != unsecured["@context"]:
        raise CredentialUnverified("The proof has contexts other than the presentation's.")
    check_value(proof, key, hash_data(unsecured, configuration, _canonical))
    return Did(did)


def _check_purpose(proof: JsonObject, challenge: str, domain: str) -> None:
    newer = proof.get("type") == "DataIntegrityProof" and proof.get("cryptosuite") == SUITE
    if not newer and (proof.get("type") != OLDER_SUITE or "cryptosuite" in proof):
        raise CredentialUnverified(f"It is signed in a way that is not checked here ({' and '.join(SUITES)} are).")
    if proof.get("proofPurpose") != "authentication" or "previousProof" in proof:
        raise CredentialUnverified("The proof was not made to show who holds the key.")
    if not _is(proof.get("challenge"), challenge) or not _is(proof.get("domain"), domain):
        raise CredentialUnverified("It is not signed over the challenge and domain of this exchange.")


def _is(given: Any, wanted: str) -> bool:
    found = listed(given)
    text = found[0] if len(found) == 1 else None
    return isinstance(text, str) and hmac.compare_digest(text.encode("utf-8", "replace"), wanted.encode())


def _canonical(part: JsonObject) -> str:
    return canonicalize(part, contexts.of_presentations())
