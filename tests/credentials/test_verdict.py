import json

import pytest

from app.credentials.did import document_address
from app.credentials.model import Check, CheckName, Outcome, Verification
from app.credentials.serialization import to_bytes
from app.credentials.trust import tier
from app.credentials.verdict import sentence
from app.credentials.verify import verify
from app.values import Instant
from tests.credentials import factories as make
from tests.credentials.organizations import BOARD, LIST, Register, key


def _by_board(register: Register | None = None) -> bytes:
    badge = make.badge()
    badge["issuer"] = BOARD.profile()
    entry = (register or Register()).entry(badge["id"])
    return make.signed(badge | {"credentialStatus": entry}, key())


def test_what_is_not_at_hand_is_not_checked_and_named_and_never_passes() -> None:
    found = verify(_by_board(), now=make.NOW)
    outcomes = {check.name: check.outcome for check in found.checks}
    assert outcomes[CheckName.PROOF] is outcomes[CheckName.STATUS] is Outcome.UNCHECKED
    assert (found.passed, found.failures, found.missing) == (False, (), (BOARD.did, LIST))
    assert tier(found) is None
    assert found.warnings == (
        "Its signature was not checked, so nothing is known of who made it, nor whether it was changed.",
    )


def test_once_it_is_brought_everything_is_checked_and_what_was_revoked_says_what_to_do() -> None:
    register = Register()
    data = _by_board(register)
    assert verify(data, now=make.NOW, documents=register.published()).passed
    register.revoked |= set(register.places.values())
    found = verify(data, now=make.NOW, documents=register.published())
    assert [check.name for check in found.failures] == [CheckName.STATUS]
    assert "took it back for good" in (found.failures[0].hint or "")
    assert sentence(found, None) == "Do not rely on this record. Its issuer has revoked it."
    expired = verify(make.signed(make.badge() | {"validUntil": "2026-03-02T12:00:00Z"}), now=make.NOW)
    assert "out of date" in (expired.failures[0].hint or "")


def test_a_signature_that_does_not_hold_has_no_note_on_what_it_shows() -> None:
    badge = make.badge() | {"name": "Astronaut"}
    found = verify(to_bytes(badge), now=make.NOW)
    assert [check.name for check in found.failures] == [CheckName.PROOF]
    assert found.warnings == ()


def test_a_clr_with_what_could_not_be_checked_is_not_called_broken() -> None:
    clr = make.clr()
    clr["credentialSubject"]["verifiableCredential"][0] = json.loads(_by_board())
    found = verify(make.signed(clr), now=make.NOW)
    assert (found.failures, [check.name for check in found.unchecked]) == ((), [CheckName.MEMBERS])
    assert found.missing == (BOARD.did, LIST)


@pytest.mark.parametrize(
    ("described", "told"),
    [
        ("Certification: BLS, issued 2021-11, expired 2023-11", "expired 2023-11"),
        ("Licence: CDL, valid until 2026-02", "was valid until 2026-02"),
        ("Licence: CDL, valid until 2026-03", None),
        ("Licence: CDL, valid until 2031", None),
        ("Degree: BSc, expected 2027. Not held when this was issued", "not held"),
        ("Skill: expired goods", None),
    ],
)
def test_a_paper_that_is_over_by_the_credentials_own_text_has_a_note(described: str, told: str | None) -> None:
    badge = make.badge()
    badge["credentialSubject"]["achievement"]["description"] = described
    signed = make.signed(badge)
    found = verify(signed, now=make.NOW)
    assert found.passed
    notes = [note for note in found.warnings if "own text" in note]
    assert (told in notes[0]) if told else not notes
    clr = make.clr()
    clr["credentialSubject"]["verifiableCredential"][0] = badge
    assert any(str(badge["name"]) in note for note in verify(make.signed(clr), now=make.NOW).warnings) is bool(told)


def _own(at: Instant = make.NOW, **changed: object) -> str:
    badge = make.badge() | changed
    found = verify(to_bytes(badge) if changed else make.signed(badge), now=at)
    return sentence(found, tier(found))


def _membership_of(member: Verification) -> Verification:
    """Give a record whose own checks hold, and that holds one of which not all could be checked."""
    own = (
        Check(name=CheckName.PROOF, outcome=Outcome.PASSED, detail=""),
        Check(name=CheckName.MEMBERS, outcome=Outcome.UNCHECKED, detail=""),
    )
    return member.model_copy(update={"checks": own, "members": (member,)})


def test_the_last_word_is_plain() -> None:
    assert _own() == "This record is genuine and unchanged; it is the worker's own word."
    assert _own(name="Astronaut").startswith("Do not rely on this record. It is not what its issuer signed")
    found = verify(_by_board(), now=make.NOW)
    assert sentence(found, tier(found)).startswith("Whether this record is genuine is not known")
    proven = tuple(
        one.model_copy(update={"outcome": Outcome.PASSED}) if one.name is CheckName.PROOF else one
        for one in found.checks
    )
    listless = found.model_copy(update={"checks": proven})
    told = "This record is unchanged since it was signed; whether it was revoked since is not known here."
    assert sentence(listless, tier(listless)) == told
    within = _membership_of(listless)
    assert sentence(within, tier(within)) == told
    assert sentence(_membership_of(found), None).startswith("Whether this record is genuine is not known")
    badge = make.badge()
    badge["issuer"] = {"id": make.key(2).did, "type": ["Profile"]}
    strange = verify(make.signed(badge, make.key(2)), now=make.NOW)
    assert sentence(strange, tier(strange)).endswith("nobody here knows who signed it.")
    passed_on = strange.model_copy(update={"source": strange.subject})
    joined = strange.model_copy(update={"members": (passed_on, passed_on)})
    assert sentence(joined, tier(strange)).endswith("it is the worker's own word, passed on by its issuer.")
    mixed = strange.model_copy(update={"members": (passed_on, strange)})
    assert sentence(mixed, tier(strange)).endswith("nobody here knows who signed it.")
    known = tier(strange, known_issuers=[make.key(2).did])
    assert sentence(strange, known).endswith("its issuer, who is known here, says so in its own name.")


@pytest.mark.parametrize(
    ("did", "address"),
    [
        ("did:web:ler.example.org", "https://ler.example.org/.well-known/did.json"),
        ("did:web:ler.example.org:boards:north", "https://ler.example.org/boards/north/did.json"),
        ("did:web:127.0.0.1%3A8000", "http://127.0.0.1:8000/.well-known/did.json"),
        ("did:key:z6Mk", None),
    ],
)
def test_the_document_of_a_did_web_has_an_address(did: str, address: str | None) -> None:
    assert document_address(did) == address
