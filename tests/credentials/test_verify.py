import base64
import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.credentials import serialization, status
from app.credentials.contexts import OB, VC
from app.credentials.model import CheckName, JsonObject, Outcome, Verification
from app.credentials.serialization import from_bytes, to_bytes
from app.credentials.verify import verify
from app.errors import CredentialUnreadable, CredentialUnverified
from app.values import Instant
from tests.credentials import factories as make
from tests.credentials import rich
from tests.credentials.places import FIXTURES, beside

_OF_THE_PEER = {
    "bad_clr_member_bad_but_outer_ok.json": "members",
    "bad_clr_member_tampered.json": "proof members",
    "bad_expired.json": "validity",
    # the peer goes on to check the signature under the context that the document brings; we do not
    "bad_inline_context.json": "expansion proof",
    "bad_issuer_spoof.json": "proof",
    "bad_revoked_platform.json": "status",
    "bad_schema.json": "schema",
    "bad_status_index.json": "status",
    "bad_status_missing.json": "status",
    "bad_status_purpose.json": "status",
    "bad_status_type.json": "status",
    "bad_tampered.json": "proof",
    "bad_undefined_added.json": "expansion proof",
    "bad_undefined_signed.json": "expansion proof",
    "bad_wrongsig.json": "proof",
    "clr.json": "members",
    "did-employer.json": "expansion proof schema",
    "did-platform.json": "expansion proof schema",
    "endorsement.json": "status",
    "ob_di_didjwk.json": "",
    "ob_platform.json": "",
    "ob_revoked.json": "status",
    "ob_self.json": "",
    "ob_self.unsigned.json": "proof",
    "ob_self_jcs.json": "",
    "ob_two_status.json": "schema",
    "statuslist.json": "",
    "statuslist_susp.json": "",
    "forged/cred.json": "status",
    "short/cred.json": "status",
    "clrs/lists5.json": "",
    "clrs/nolists25.json": "",
}
"""The checks that the independent verifier fails, by its own run with the fixture's folder as documents."""


def _documents(folder: Path) -> dict[str, JsonObject]:
    found = [json.loads(path.read_bytes()) for path in folder.glob("*.json")]
    return {document["id"]: document for document in found if "id" in document}


def _failed(found: Verification) -> set[str]:
    return {check.name.value for check in found.reasons}


@pytest.mark.shared
@beside(FIXTURES)
@pytest.mark.parametrize("name", _OF_THE_PEER)
def test_the_verdict_is_that_of_the_independent_verifier(name: str) -> None:
    path = FIXTURES / name
    found = verify(path.read_bytes(), now=Instant("2026-11-01T00:00:00Z"), documents=_documents(path.parent))
    assert _failed(found) == set(_OF_THE_PEER[name].split())


@pytest.mark.shared
@beside(FIXTURES)
def test_a_jwt_has_an_outcome_of_its_own() -> None:
    found = verify((FIXTURES / "ob_self.ob3.jwt").read_bytes(), now=make.NOW)
    assert (_failed(found), found.failures) == ({"proof"}, ())
    assert "not checked here" in found.unchecked[0].detail


def test_a_badge_of_ours_passes_every_check_and_says_so() -> None:
    badge = make.badge()
    found = verify(to_bytes(badge), now=make.NOW)
    assert [(check.name, check.outcome) for check in found.checks] == [
        (CheckName.EXPANSION, Outcome.PASSED),
        (CheckName.PROOF, Outcome.PASSED),
        (CheckName.SCHEMA, Outcome.PASSED),
        (CheckName.STATUS, Outcome.SKIPPED),
        (CheckName.VALIDITY, Outcome.PASSED),
        (CheckName.MEMBERS, Outcome.SKIPPED),
    ]
    assert all(check.detail for check in found.checks)
    assert (found.kind, found.id, found.name) == ("AchievementCredential", badge["id"], "forklift operation")
    assert found.issuer == found.subject == make.key().did
    assert found.warnings == ("The worker issued it: it is their own word.",)


def test_an_unknown_issuer_is_a_warning_and_no_failure() -> None:
    other = make.key(2)
    badge = make.badge()
    badge["issuer"]["id"] = other.did
    found = verify(make.signed(badge, other), now=make.NOW)
    assert found.passed
    assert found.warnings[0].startswith("Nobody here knows the issuer")


def _fails(data: bytes) -> bool:
    try:
        return not verify(data, now=make.NOW).passed
    except CredentialUnreadable:
        return True


_BADGE = to_bytes(make.badge())
_CLR = to_bytes(make.clr())


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, len(_BADGE) - 1), put=st.integers(0, 255))
def test_any_changed_byte_of_a_badge_fails(place: int, put: int) -> None:
    changed = bytearray(_BADGE)
    changed[place] = put
    assert _fails(bytes(changed)) == (bytes(changed) != _BADGE)


@settings(max_examples=25, deadline=None)
@given(place=st.integers(0, len(_CLR) - 1), put=st.sampled_from(b'xX0123" ,:[]{}\\e'))
def test_any_changed_byte_of_a_clr_fails(place: int, put: int) -> None:
    changed = bytearray(_CLR)
    changed[place] = put
    assert _fails(bytes(changed)) == (bytes(changed) != _CLR)


def test_every_digit_and_every_letter_of_a_key_matters() -> None:
    """The bytes where a change is most likely to go unnoticed: versions of contexts, names, numbers."""
    source = random.Random(3)  # noqa: S311 - the same in every run
    places = [n for n, byte in enumerate(_BADGE) if chr(byte).isdigit()][:40]
    places += [n for n in range(len(_BADGE) - 2) if _BADGE[n + 1 : n + 3] == b'":'][:40]
    for place in places:
        changed = bytearray(_BADGE)
        changed[place] = source.choice([byte for byte in b"0123456789abcxyz" if byte != changed[place]])
        assert _fails(bytes(changed)), bytes(changed[place - 20 : place + 20])
    for version in (b"3.0.1", b"3.0.2"):
        assert _fails(_BADGE.replace(b"3.0.3", version))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"7",
        b"{}",
        b'{"a":1}',
        b'{"type":"a","type":"b"}',
        b'{"type":NaN}',
        b'{"type":"\\ud800"}',
        b'{"type":"\xff"}',
        '{"type":"x"}'.encode("utf-16"),
        b'{"type":' + b"[" * 60 + b"]" * 60 + b"}",
        b'{"type":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"type":[' + b"1," * 6000 + b"1]}",
        b'{"type":' + b"1" * 5000 + b"}",
        b'{"type":"' + b"x" * serialization.MAX_BYTES + b'"}',
    ],
    ids=lambda data: repr(data[:30]),
)
def test_what_is_no_credential_is_unreadable(data: bytes) -> None:
    with pytest.raises(CredentialUnreadable):
        verify(data, now=make.NOW)


def test_a_file_of_too_many_values_is_unreadable() -> None:
    with pytest.raises(CredentialUnreadable, match="values"):
        from_bytes(json.dumps({str(n): [1] * 1000 for n in range(130)}).encode())


def test_a_poison_graph_fails_soon() -> None:
    badge = make.badge()
    badge["evidence"] = [
        {"id": f"_:b{one}", "type": ["Evidence"], "audience": {"id": f"_:b{other}"}}
        for one in range(9)
        for other in range(9)
    ]
    badge["https://example.org/p"] = [
        {"id": f"_:c{one}", "https://example.org/q": [{"id": f"_:c{other}"} for other in range(9) if other != one]}
        for one in range(9)
    ]
    found = verify(to_bytes(badge), now=make.NOW)
    assert "alike" in found.checks[0].detail


@pytest.mark.parametrize(
    ("change", "failing"),
    [
        ({"validUntil": "2026-03-02T12:00:00Z"}, "validity"),
        ({"validFrom": "2026-03-03T00:06:00Z"}, "validity"),
        ({"validFrom": "2026-03-03T00:04:00Z"}, ""),
        ({"validUntil": "2026-03-02T23:56:00Z"}, ""),
        ({"validUntil": "2026-03-02T16:56:00-07:00"}, ""),
        ({"validUntil": "2026-01-01T00:00:00Z"}, "validity"),
        ({"@context": [OB, VC]}, "expansion proof schema"),
        ({"type": ["AchievementCredential"]}, "expansion proof schema"),
    ],
    ids=str,
)
def test_checks_fail_by_name(change: dict[str, Any], failing: str) -> None:
    badge = make.badge() | change
    data = to_bytes(badge) if "expansion" in failing else make.signed(badge)
    assert _failed(verify(data, now=make.NOW)) == set(failing.split())


def _proofs(change: Callable[[JsonObject], object]) -> Verification:
    badge = make.badge()
    change(badge)
    return verify(to_bytes(badge), now=make.NOW)


@pytest.mark.parametrize(
    "change",
    [
        lambda badge: badge.pop("proof"),
        lambda badge: badge.update(proof=[]),
        lambda badge: badge.update(proof="x"),
        lambda badge: badge.update(proof=[badge["proof"]] * 9),
        lambda badge: badge["proof"].update(type="Ed25519Signature2020"),
        lambda badge: badge["proof"].update(cryptosuite="ecdsa-sd-2023"),
        lambda badge: badge["proof"].update(proofPurpose="authentication"),
        lambda badge: badge["proof"].update(proofValue="z" + "1" * 64),
        lambda badge: badge["proof"].update(proofValue="z" + "2" * 5000),
        lambda badge: badge["proof"].update(proofValue="u" + badge["proof"]["proofValue"][1:]),
        lambda badge: badge["proof"].update(proofValue=7),
        lambda badge: badge["proof"].update(created="yesterday"),
        lambda badge: badge["proof"].update(created="2026-03-02T10:00:01Z"),
        lambda badge: badge["proof"].update(expires="2026-03-02T11:00:00Z"),
        lambda badge: badge["proof"].update(verificationMethod=make.key(2).method),
        lambda badge: badge["proof"].update(verificationMethod=7),
        lambda badge: badge["proof"].update(previousProof="urn:uuid:1"),
        lambda badge: badge["proof"].update(nonsense="x"),
        lambda badge: badge["proof"].update({"@context": [VC]}),
        lambda badge: badge["proof"].update(domain="college.example"),
        lambda badge: badge.update(proof=[badge["proof"], badge["proof"] | {"proofValue": "z" + "1" * 64}]),
    ],
)
def test_a_proof_that_is_not_the_issuers_on_exactly_this_fails(change: Callable[[JsonObject], object]) -> None:
    assert "proof" in _failed(_proofs(change))


def test_a_proof_in_a_list_or_twice_passes() -> None:
    assert _proofs(lambda badge: badge.update(proof=[badge["proof"]] * 2)).passed


def test_members_are_verified_each() -> None:
    clr = make.clr()
    members = clr["credentialSubject"]["verifiableCredential"]
    members[2]["name"] = "something else"
    found = verify(make.signed(clr), now=make.NOW)
    assert _failed(found) == {"members"}
    assert [member.passed for member in found.members] == [number != 2 for number in range(len(members))]


def test_endorsements_and_jwts_inside_are_looked_at_too() -> None:
    badge = make.badge()
    badge["endorsement"] = [rich.endorsement()]
    badge["endorsementJwt"] = ["aaa.bbb.ccc"]
    found = verify(make.signed(badge), now=make.NOW)
    assert _failed(found) == {"members"}
    assert [member.kind for member in found.members] == ["EndorsementCredential", "unknown"]


def test_credentials_in_credentials_end_somewhere() -> None:
    inner = make.clr()
    inner["credentialSubject"]["verifiableCredential"] = [make.badge()]
    for _ in range(6):
        outer = make.clr()
        outer["credentialSubject"]["verifiableCredential"] = [inner]
        inner = json.loads(make.signed(outer))
    assert "members" in _failed(verify(to_bytes(inner), now=make.NOW))


_LIST = "https://college.example/status/1"


def _listed(bits: bytes, purpose: str = "revocation", seed: int = 1, **more: Any) -> JsonObject:
    encoded = "u" + base64.urlsafe_b64encode(gzip.compress(bits)).decode().rstrip("=")
    document = {
        "@context": [VC],
        "id": _LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": make.key().did,
        "validFrom": make.AT,
        "credentialSubject": {
            "id": f"{_LIST}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encoded,
        },
    } | more
    signed: JsonObject = json.loads(make.signed(document, make.key(seed)))
    return signed


def _with_status(index: str, purpose: str = "revocation", **more: Any) -> bytes:
    badge = make.badge()
    badge["credentialStatus"] = {
        "id": f"{_LIST}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": index,
        "statusListCredential": _LIST,
    } | more
    return make.signed(badge)


_EMPTY = bytes(status.MIN_BITS // 8)


@pytest.mark.parametrize(
    ("data", "listed", "passes"),
    [
        (_with_status("5"), _listed(_EMPTY), True),
        (_with_status("5"), _listed(b"\x04" + _EMPTY[1:]), False),
        (_with_status("4"), _listed(b"\x04" + _EMPTY[1:]), True),
        (_with_status("9", "suspension"), _listed(b"\x00\x40" + _EMPTY[2:], "suspension"), False),
        (_with_status("9", "refresh"), _listed(b"\x00\x40" + _EMPTY[2:], "refresh"), True),
        (_with_status("5", "suspension"), _listed(_EMPTY), False),
        (_with_status("131072"), _listed(_EMPTY), False),
        (_with_status("05"), _listed(_EMPTY), False),
        (_with_status("-1"), _listed(_EMPTY), False),
        (_with_status("5"), _listed(_EMPTY[1:]), False),
        (_with_status("5"), _listed(_EMPTY, issuer=make.key(2).did, seed=2), False),
        (_with_status("5"), _listed(_EMPTY, seed=2), False),
        (_with_status("5"), _listed(_EMPTY, validUntil="2026-03-02T11:00:00Z"), False),
        (_with_status("5"), None, False),
        (_with_status("5"), make.badge(), False),
    ],
)  # fmt: skip
def test_status_lists_are_read_as_the_standard_says(data: bytes, listed: JsonObject | None, passes: bool) -> None:
    found = verify(data, now=make.NOW, documents={} if listed is None else {_LIST: listed})
    assert _failed(found) == (set() if passes else {"status"})


@pytest.mark.parametrize("encoded", ["", "u", "x", "uAAAA", "uH4sI", "z" + "A" * 40])
def test_lists_that_cannot_be_unpacked_are_refused(encoded: str) -> None:
    with pytest.raises(CredentialUnverified):
        status.decode(encoded)


def test_a_list_that_unpacks_to_too_much_is_refused() -> None:
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(20_000_000))).decode().rstrip("=")
    with pytest.raises(CredentialUnverified, match="too large"):
        status.decode("u" + packed)


def test_a_status_list_that_names_itself_ends_somewhere() -> None:
    entry = {
        "id": f"{_LIST}#1",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "1",
        "statusListCredential": _LIST,
    }
    found = verify(_with_status("5"), now=make.NOW, documents={_LIST: _listed(_EMPTY, credentialStatus=entry)})
    assert _failed(found) == {"status"}


def test_a_plain_credential_of_unknown_type_has_no_shape_to_miss() -> None:
    plain = {
        "@context": [VC],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential"],
        "issuer": make.key().did,
        "credentialSubject": {"id": "did:key:z6MkSomebody"},
    }
    found = verify(make.signed(plain), now=make.NOW)
    assert found.passed
    assert found.checks[2].outcome is Outcome.SKIPPED


def test_what_was_saved_comes_back() -> None:
    clr = make.clr()
    assert from_bytes(to_bytes(clr)) == clr
