"""Organisations issue on a worker's behalf, endorse what was signed, and revoke what they issued."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.credentials.endorse import endorse
from app.credentials.issue import issue_on_behalf
from app.credentials.model import Holder, Issued, JsonObject, TrustTier, Verification
from app.credentials.organizations import OrganizationKey, address, did_document, did_web
from app.credentials.status import MIN_BITS, bit, decode
from app.credentials.status_lists import encode
from app.credentials.trust import tier
from app.credentials.verify import verify
from app.errors import CredentialRefused
from app.values import Did
from tests.credentials import factories as make
from tests.credentials.organizations import BOARD, EMPLOYER, Register, key

WORKER = Holder(did=make.key().did, name=make.NAME)


def _issued(register: Register) -> Issued:
    return issue_on_behalf(
        make.record(),
        WORKER,
        BOARD,
        key(),
        make.ids(),
        make.AT,
        status=register.entry,
        lists=register.published,
    )


def _found(data: bytes, register: Register) -> Verification:
    return verify(data, now=make.NOW, documents=register.published())


def _endorsement(
    credential: JsonObject, register: Register, comment: str = "She drove for us for four years."
) -> bytes:
    made = endorse(
        credential,
        EMPLOYER,
        key("employer.example", 11),
        comment,
        make.ids(99),
        make.AT,
        documents=register.published(),
    )
    return made.data


def test_what_a_board_issues_on_behalf_of_a_worker_says_whose_word_it_is() -> None:
    register = Register()
    badge = _issued(register).badges[0].document
    assert badge["issuer"] == {
        "id": "did:web:board.example",
        "type": ["Profile"],
        "name": "Ridge Valley Workforce Board",
        "url": "https://board.example",
    }
    subject = badge["credentialSubject"]
    assert subject["source"] == {"id": WORKER.did, "type": ["Profile"], "name": make.NAME}
    assert "the worker says this of themself" in subject["narrative"]
    assert "self-asserted" in subject["achievement"]["tag"]


def test_it_passes_and_every_credential_has_an_entry_of_its_own() -> None:
    register = Register()
    made = _issued(register)
    everything = [*made.badges, made.clr]
    assert all(_found(one.data, register).passed for one in everything)
    assert len({one.document["credentialStatus"]["statusListIndex"] for one in everything}) == len(everything)


def test_without_its_did_document_it_does_not_pass() -> None:
    register = Register()
    published = register.published()
    del published[BOARD.did]
    assert not verify(_issued(register).clr.data, now=make.NOW, documents=published).passed


def test_a_revoked_badge_fails_and_takes_the_record_that_holds_it_along() -> None:
    register = Register()
    made = _issued(register)
    register.revoked = {register.places[made.badges[1].id]}
    assert [_found(badge.data, register).passed for badge in made.badges[:3]] == [True, False, True]
    assert not _found(made.clr.data, register).passed


def test_a_record_that_the_board_knows_the_issuer_of_is_still_the_workers_own_word() -> None:
    register = Register()
    found = _found(_issued(register).clr.data, register)
    assert tier(found, known_issuers=[BOARD.did]) is TrustTier.SELF_ASSERTED


def test_an_endorsement_by_a_known_employer_raises_the_badge_that_it_is_bound_to_and_no_other() -> None:
    register = Register()
    made = _issued(register)
    endorsement = _found(_endorsement(made.badges[0].document, register), register)
    assert endorsement.passed
    found = [_found(badge.data, register) for badge in made.badges[:2]]
    tiers = [tier(one, endorsements=[endorsement], known_issuers=[EMPLOYER.did]) for one in found]
    assert tiers == [TrustTier.ENDORSED, TrustTier.SELF_ASSERTED]


def test_an_endorsement_of_the_whole_record_raises_the_record() -> None:
    register = Register()
    made = _issued(register)
    endorsement = _found(_endorsement(made.clr.document, register), register)
    found = _found(made.clr.data, register)
    assert tier(found, endorsements=[endorsement], known_issuers=[EMPLOYER.did]) is TrustTier.ENDORSED


def test_an_endorsement_does_not_stand_for_a_corrected_credential() -> None:
    register = Register()
    badge = _issued(register).badges[0].document
    endorsement = _found(_endorsement(badge, register), register)
    corrected = make.signed(badge | {"name": "Senior " + badge["name"]}, key())
    found = _found(corrected, register)
    assert found.passed
    assert tier(found, endorsements=[endorsement], known_issuers=[EMPLOYER.did]) is TrustTier.SELF_ASSERTED


def test_nobody_endorses_their_own_word() -> None:
    own = make.badge()
    with pytest.raises(CredentialRefused, match="themselves"):
        endorse(own, BOARD.model_copy(update={"did": make.key().did}), make.key(), "I am good.", make.ids(), make.AT)


def test_what_does_not_verify_is_not_endorsed() -> None:
    register = Register()
    badge = _issued(register).badges[0].document | {"name": "changed"}
    with pytest.raises(CredentialRefused, match="does not verify"):
        _endorsement(badge, register)


@pytest.mark.parametrize("comment", ["", " \x00\n", "a" * 2001])
def test_an_endorsement_says_something(comment: str) -> None:
    register = Register()
    with pytest.raises(CredentialRefused, match="says something"):
        _endorsement(_issued(register).badges[0].document, register, comment)


def test_a_board_does_not_sign_with_the_key_of_another() -> None:
    register = Register()
    with pytest.raises(CredentialRefused, match="not the issuer's"):
        issue_on_behalf(
            make.record(),
            WORKER,
            BOARD,
            key("employer.example", 11),
            make.ids(),
            make.AT,
            status=register.entry,
            lists=register.published,
        )


@given(st.sets(st.integers(0, MIN_BITS - 1), max_size=40))
def test_a_list_holds_just_the_entries_that_were_set(indexes: set[int]) -> None:
    bits = decode(encode(indexes))
    assert len(bits) * 8 == MIN_BITS
    assert all(bit(bits, index) for index in indexes)
    assert sum(byte.bit_count() for byte in bits) == len(indexes)


@pytest.mark.parametrize(("index", "entries"), [(-1, MIN_BITS), (MIN_BITS, MIN_BITS), (0, 8), (0, MIN_BITS + 1)])
def test_a_place_outside_the_list_or_a_list_of_no_length_is_refused(index: int, entries: int) -> None:
    with pytest.raises(CredentialRefused):
        encode([index], entries)


@pytest.mark.parametrize(
    ("host", "path", "did", "where"),
    [
        ("board.example", (), "did:web:board.example", "https://board.example/.well-known/did.json"),
        ("Board.Example", ("b", "7"), "did:web:board.example:b:7", "https://board.example/b/7/did.json"),
        ("localhost:8000", (), "did:web:localhost%3A8000", "https://localhost:8000/.well-known/did.json"),
    ],
)
def test_a_did_web_says_where_its_document_is(host: str, path: tuple[str, ...], did: str, where: str) -> None:
    assert did_web(host, *path) == did
    assert address(Did(did)) == where


@pytest.mark.parametrize(("host", "path"), [("", ()), ("a b", ()), ("a.example/x", ()), ("a.example", ("../x",))])
def test_what_is_no_host_gets_no_did(host: str, path: tuple[str, ...]) -> None:
    with pytest.raises(CredentialRefused):
        did_web(host, *path)


def test_retired_keys_stay_in_the_did_document() -> None:
    old, new = key(), OrganizationKey(Ed25519PrivateKey.from_private_bytes(b"n" * 32), key().did, "key-2")
    document = did_document(BOARD.did, [new, old])
    assert document["assertionMethod"] == ["did:web:board.example#key-2", "did:web:board.example#key-1"]
    assert json.dumps(document).count("publicKeyMultibase") == 2
    with pytest.raises(CredentialRefused):
        did_document(BOARD.did, [old, old])
