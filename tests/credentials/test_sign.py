import base64
import json

import base58
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.credentials import contexts, did
from app.credentials.canonical import canonicalize
from app.credentials.keys import WorkerKey
from app.credentials.model import JsonObject
from app.credentials.sign import hash_data, sign
from app.errors import CredentialRefused, CredentialUnverified
from tests.credentials import factories as make
from tests.credentials.places import EXAMPLES_CONTEXT, VECTORS, beside


def _known(part: JsonObject) -> str:
    examples = json.loads(EXAMPLES_CONTEXT.read_text())
    return canonicalize(part, {**contexts.pinned(), "https://www.w3.org/ns/credentials/examples/v2": examples})


@pytest.mark.shared
@beside(VECTORS)
def test_signatures_are_those_of_the_w3c_vectors() -> None:
    pair = json.loads((VECTORS / "keyPair.json").read_text())
    expected = json.loads((VECTORS / "eddsa-rdfc-2022" / "signedDataInt.json").read_text())
    private = Ed25519PrivateKey.from_private_bytes(base58.b58decode(pair["privateKeyMultibase"][1:])[2:])
    configuration = {name: value for name, value in expected["proof"].items() if name != "proofValue"}
    unsigned = json.loads((VECTORS / "unsigned.json").read_text())
    data = hash_data(unsigned, configuration, _known)
    assert data.hex() == (VECTORS / "eddsa-rdfc-2022" / "combinedHashDataInt.txt").read_text().strip()
    value = "z" + base58.b58encode(private.sign(data)).decode()
    assert value == expected["proof"]["proofValue"]
    assert did.multikey(private.public_key().public_bytes_raw()) == pair["publicKeyMultibase"]


def test_a_proof_names_its_suite_key_purpose_and_moment() -> None:
    key = make.key()
    signed = sign(make.unsigned(make.badge()), key, make.AT)
    proof = dict(signed["proof"])
    value = proof.pop("proofValue")
    assert proof == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": make.AT,
        "verificationMethod": f"{key.did}#{key.did.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
    }
    data = hash_data(make.unsigned(signed), proof, canonicalize)
    public = did.resolve(key.method, {})
    public.verify(base58.b58decode(value[1:]), data)


def test_what_has_undefined_terms_is_not_signed() -> None:
    with pytest.raises(CredentialRefused):
        sign(make.unsigned(make.badge()) | {"shoeSize": "43"}, make.key(), make.AT)


def _document(key: WorkerKey, **changes: object) -> JsonObject:
    public = key.private.public_key().public_bytes_raw()
    method = {
        "id": "did:web:college.example#key-1",
        "type": "Multikey",
        "controller": "did:web:college.example",
        "publicKeyMultibase": did.multikey(public),
    } | changes
    return {"id": "did:web:college.example", "verificationMethod": [method], "assertionMethod": [method["id"]]}


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes_raw()


def test_keys_are_found_in_did_key_did_jwk_and_did_documents() -> None:
    key = make.key()
    expected = _raw(key.private.public_key())
    x = base64.urlsafe_b64encode(expected).decode().rstrip("=")
    jwk = base64.urlsafe_b64encode(json.dumps({"kty": "OKP", "crv": "Ed25519", "x": x}).encode()).decode().rstrip("=")
    documents = {"did:web:college.example": _document(key)}
    assert _raw(did.resolve(key.method, {})) == expected
    assert _raw(did.resolve("did:web:college.example#key-1", documents)) == expected
    assert _raw(did.resolve(f"did:jwk:{jwk}#0", {})) == expected


@pytest.mark.parametrize(
    ("method", "document"),
    [
        ("did:web:college.example#key-1", None),
        ("did:web:college.example#key-2", {}),
        ("did:web:college.example#key-1", {"controller": "did:web:somebody.example"}),
        ("did:web:college.example#key-1", {"publicKeyMultibase": "zNot0base58"}),
        ("did:web:college.example#key-1", {"publicKeyMultibase": "z6Mk"}),
        ("did:web:college.example#key-1", {"publicKeyMultibase": 7, "publicKeyJwk": {"kty": "EC"}}),
        ("did:key:z6MkNoKey#z6MkNoKey", None),
        ("did:key:z6Mkon3Necd6NkkyfoGoHxid2znGc59LU3K7mubaRcFbLfLX#z6MkOther", None),
        ("did:jwk:bm90IGpzb24#0", None),
        ("did:jwk:e30#1", None),
        ("did:jwk:!!#0", None),
    ],
)
def test_keys_that_cannot_be_had_or_may_not_assert_are_refused(
    method: str, document: dict[str, object] | None
) -> None:
    documents = {} if document is None else {"did:web:college.example": _document(make.key(), **document)}
    with pytest.raises(CredentialUnverified):
        did.resolve(method, documents)


def test_a_key_that_is_only_for_authentication_may_not_assert() -> None:
    document = _document(make.key())
    document["authentication"] = document.pop("assertionMethod")
    with pytest.raises(CredentialUnverified, match="does not let"):
        did.resolve("did:web:college.example#key-1", {"did:web:college.example": document})
