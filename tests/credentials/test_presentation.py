"""A presentation shows who holds a key, for one exchange: DIDAuthentication."""

import copy
from typing import Any

import pytest

from app.credentials.presentation import check_presentation
from app.errors import CredentialError
from app.values import Instant
from tests.credentials.wallet import NEWER, OLDER, SUITE_2020, V1, V2, EdKey, did_jwk, presentation

KEY, OTHER = EdKey(), EdKey()
INTEGRITY = "https://w3id.org/security/data-integrity/v2"


def check(document: dict[str, Any]) -> str:
    return check_presentation(
        document, challenge="c-1", domain="ler.example.org", now=Instant("2026-03-02T10:00:01Z")
    )


@pytest.mark.parametrize(
    ("suite", "context"),
    [(NEWER, [V2]), (NEWER, [V1, INTEGRITY]), (OLDER, [V1, SUITE_2020]), (OLDER, [V2, SUITE_2020])],
    ids=["eddsa-rdfc-2022", "eddsa-rdfc-2022 in 1.1", "Ed25519Signature2020", "Ed25519Signature2020 in 2.0"],
)
def test_a_presentation_that_another_library_signed_shows_its_holder(
    suite: dict[str, str], context: list[str]
) -> None:
    assert check(presentation(KEY, "c-1", "ler.example.org", suite=suite, context=context)) == KEY.did


def test_the_holder_may_be_a_did_jwk() -> None:
    assert check(presentation(KEY, "c-1", "ler.example.org", did=did_jwk(KEY))) == did_jwk(KEY)


@pytest.mark.parametrize("suite", [NEWER, OLDER], ids=["newer", "older"])
@pytest.mark.parametrize(
    ("challenge", "domain", "more"),
    [
        ("c-2", "ler.example.org", {}),
        ("c-1", "other.example.org", {}),
        ("c-1", "ler.example.org", {"proofPurpose": "assertionMethod"}),
        ("c-1", "ler.example.org", {"expires": "2026-03-02T10:00:00Z"}),
        ("c-1", "ler.example.org", {"created": "yesterday"}),
        ("c-1", "ler.example.org", {"verificationMethod": OTHER.method}),
    ],
    ids=["challenge", "domain", "purpose", "expired", "created", "another's key"],
)
def test_a_presentation_for_something_else_is_refused(
    suite: dict[str, str], challenge: str, domain: str, more: dict[str, Any]
) -> None:
    with pytest.raises(CredentialError):
        check(presentation(KEY, challenge, domain, suite=suite, **more))


def _set(path: str, value: object) -> Any:
    def change(document: dict[str, Any]) -> None:
        *before, last = path.split(".")
        for name in before:
            document = document[name]
        if value is None:
            document.pop(last)
        else:
            document[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("holder", OTHER.did),
        _set("holder", None),
        _set("holder", 7),
        _set("type", ["VerifiableCredential"]),
        _set("type", {}),
        _set("@context", None),
        _set("@context", [V1]),
        _set("@context", [V2, "https://example.org/context"]),
        _set("@context", [V2, {"holder": "https://example.org/holder"}]),
        _set("proof", None),
        _set("proof", []),
        _set("proof", "signed"),
        _set("proof.type", "JsonWebSignature2020"),
        _set("proof.cryptosuite", "eddsa-jcs-2022"),
        _set("proof.cryptosuite", ["eddsa-rdfc-2022"]),
        _set("proof.challenge", "c-2"),
        _set("proof.challenge", None),
        _set("proof.challenge", ["c-1", "c-2"]),
        _set("proof.domain", {"a": 1}),
        _set("proof.domain", "\ud800"),
        _set("proof.proofValue", "z1"),
        _set("proof.proofValue", None),
        _set("proof.proofValue", "z" + "1" * 64),
        _set("proof.verificationMethod", 5),
        _set("proof.verificationMethod", "did:web:example.org#key"),
        _set("proof.@context", [V1]),
        _set("proof.previousProof", "urn:a"),
        _set("more", "unsigned"),
        _set("name", "changed"),
    ],
)
def test_a_changed_presentation_is_refused(change: Any) -> None:
    document = copy.deepcopy(presentation(KEY, "c-1", "ler.example.org"))
    change(document)
    with pytest.raises(CredentialError):
        check(document)


def test_two_proofs_are_one_too_many() -> None:
    document = presentation(KEY, "c-1", "ler.example.org")
    with pytest.raises(CredentialError, match="one proof"):
        check(document | {"proof": [document["proof"]] * 2})
    assert check(document | {"proof": [document["proof"]]}) == KEY.did
