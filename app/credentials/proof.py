"""A secured document to the answer whether its issuer signed exactly this."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.credentials.did import from_base58, resolve
from app.credentials.model import JsonObject
from app.credentials.schemas.check import listed
from app.credentials.schemas.nodes import is_timestamp, moment
from app.credentials.sign import Canonicalize, hash_data
from app.errors import CredentialUnverified
from app.values import Instant

_MAX_PROOFS: Final = 8
_JCS_SUITE: Final = "eddsa-jcs-2022"
_RDFC_SUITE: Final = "eddsa-rdfc-2022"


OTHER_WAY: Final = (
    f"Ask for the credential with a proof of the suite {_RDFC_SUITE}, or check it with a program that knows its own."
)
"""What to do with a signature that is not checked here."""


class Case(NamedTuple):
    """What a proof is checked against."""

    canonical: str | None
    """The canonical form of the document without its proofs; None when it has none."""
    canonicalize: Canonicalize
    documents: Mapping[str, JsonObject]
    now: Instant


def check_proofs(document: JsonObject, case: Case) -> str:
    """Say who signed the document, when every proof on it is the issuer's and holds.

    https://www.w3.org/TR/vc-data-integrity/#verify-proof. Raises CredentialUnverified, CredentialRefused.
    """
    proofs = listed(document.get("proof"))
    if not proofs or not all(isinstance(proof, dict) for proof in proofs):
        raise CredentialUnverified("It is not signed.")
    if len(proofs) > _MAX_PROOFS:
        raise CredentialUnverified(f"It has more than {_MAX_PROOFS} proofs.")
    issuer = issuer_of(document)
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    for proof in proofs:
        _check_proof(proof, unsecured, issuer, case)
    return f"Signed by {issuer} ({', '.join(dict.fromkeys(proof['cryptosuite'] for proof in proofs))})."


def issuer_of(document: JsonObject) -> str:
    """Give the id of the issuer. Raises CredentialUnverified."""
    issuer = document.get("issuer")
    identifier = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not isinstance(identifier, str) or not identifier:
        raise CredentialUnverified("It names no issuer.")
    return identifier


def _check_proof(proof: JsonObject, unsecured: JsonObject, issuer: str, case: Case) -> None:
    # 4.4 Verify Proof, steps 2 to 6: a proof of a kind that is known, for the purpose of an assertion
    suite = proof.get("cryptosuite")
    if proof.get("type") != "DataIntegrityProof" or suite not in (_RDFC_SUITE, _JCS_SUITE):
        raise CredentialUnverified(
            f"It is signed in a way that is not checked here ({_RDFC_SUITE} is).", hint=OTHER_WAY, unchecked=True
        )
    if proof.get("proofPurpose") != "assertionMethod":
        raise CredentialUnverified("The proof was not made to assert something.")
    if "previousProof" in proof:
        raise CredentialUnverified("Chains of proofs are not checked here.", hint=OTHER_WAY, unchecked=True)
    check_times(proof, case.now)
    # VCDM 2.0, section 4.7 and 4.12: the key is one of the issuer's
    method = proof.get("verificationMethod")
    if not isinstance(method, str) or method.partition("#")[0] != issuer:
        raise CredentialUnverified("The key that signed is not the issuer's.")
    key = resolve(method, case.documents)
    # vc-di-eddsa 3.2.2 and 3.3.2: decode the proof value, hash, verify
    check_value(proof, key, _signed_bytes(proof, unsecured, case))


def check_times(proof: JsonObject, now: Instant) -> None:
    """See that a proof's times are times, and that it has not expired. Raises CredentialUnverified."""
    for name in ("created", "expires"):
        if name in proof and not is_timestamp(proof[name]):
            raise CredentialUnverified(f"The proof's {name} is no date and time.")
    if "expires" in proof and moment(proof["expires"]) < moment(now):
        raise CredentialUnverified("The proof has expired.")


def check_value(proof: JsonObject, key: Ed25519PublicKey, data: bytes) -> None:
    """See that a proof holds the key's signature of these bytes. Raises CredentialUnverified."""
    value = proof.get("proofValue")
    signature = from_base58(value) if isinstance(value, str) else b""
    if len(signature) != 64:
        raise CredentialUnverified("The signature is not of the right length.")
    try:
        key.verify(signature, data)
    except InvalidSignature:
        raise CredentialUnverified("It is not what its issuer signed: something in it was changed.") from None


def _signed_bytes(proof: JsonObject, unsecured: JsonObject, case: Case) -> bytes:
    configuration = {name: value for name, value in proof.items() if name != "proofValue"}
    if configuration["cryptosuite"] == _JCS_SUITE:
        return _jcs_bytes(configuration, unsecured)
    if configuration.pop("@context", unsecured.get("@context")) != unsecured.get("@context"):
        raise CredentialUnverified("The proof has contexts other than the document's.")
    canonical = case.canonical
    if canonical is None:
        raise CredentialUnverified("The signature cannot be checked, because not every term is known.")

    def known(part: JsonObject) -> str:
        return canonical if part is unsecured else case.canonicalize(part)

    return hash_data(unsecured, configuration, known)


def _jcs_bytes(configuration: JsonObject, unsecured: JsonObject) -> bytes:
    """https://www.w3.org/TR/vc-di-eddsa/#verify-proof-eddsa-jcs-2022."""
    contexts = configuration.get("@context")
    if contexts is not None:
        if listed(unsecured.get("@context"))[: len(listed(contexts))] != listed(contexts):
            raise CredentialUnverified("The proof has contexts other than the document's.")
        unsecured = {**unsecured, "@context": contexts}
    return b"".join(hashlib.sha256(_jcs(part).encode()).digest() for part in (configuration, unsecured))


def _jcs(value: Any) -> str:
    """Write JSON by RFC 8785; fractions and integers that doubles do not hold are refused."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_jcs(name)}:{_jcs(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_jcs, value)) + "]"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise CredentialUnverified(
            f"It holds numbers that are not checked here under {_JCS_SUITE}.", hint=OTHER_WAY, unchecked=True
        )
    return json.dumps(value, ensure_ascii=False)
