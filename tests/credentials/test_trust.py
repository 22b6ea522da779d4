import base64
import hashlib
import json

import pytest

from app.credentials.contexts import VC
from app.credentials.model import JsonObject, TrustTier, Verification
from app.credentials.serialization import to_bytes
from app.credentials.trust import claim_tier, tier
from app.credentials.verify import verify
from app.review.model import Role, Verdict
from tests.credentials import factories as make
from tests.credentials import rich

COLLEGE = make.key(2)


def _verified(data: bytes) -> Verification:
    found = verify(data, now=make.NOW)
    assert found.passed, found.failures
    return found


def _own() -> Verification:
    return _verified(to_bytes(make.badge()))


def _by_college(**more: object) -> Verification:
    badge = make.badge()
    badge["issuer"] = {"id": COLLEGE.did, "type": ["Profile"]}
    badge["credentialSubject"] |= more
    return _verified(make.signed(badge, COLLEGE))


def _digest(document: JsonObject, form: str) -> dict[str, str]:
    digest = hashlib.sha256(to_bytes(document)).digest()
    if form == "sri":
        return {"digestSRI": "sha256-" + base64.b64encode(digest).decode()}
    return {"digestMultibase": "u" + base64.urlsafe_b64encode(b"\x12\x20" + digest).decode().rstrip("=")}


def _endorsement(of: JsonObject, form: str = "sri", seed: int = 2, bound: bool = True) -> Verification:
    key = make.key(seed)
    endorsement = rich.endorsement()
    endorsement["issuer"] = {"id": key.did, "type": ["Profile"]}
    endorsement["credentialSubject"]["id"] = of["id"]
    if bound:
        endorsement["relatedResource"] = {"id": of["id"]} | _digest(of, form)
    return _verified(make.signed(endorsement, key))


def test_a_credential_by_its_own_subject_is_self_asserted_whoever_is_known() -> None:
    assert tier(_own()) is TrustTier.SELF_ASSERTED
    assert tier(_own(), known_issuers=[make.key().did]) is TrustTier.SELF_ASSERTED


@pytest.mark.parametrize("others", [[], [{"id": "did:key:z6MkSomebody"}]])
def test_among_several_subjects_an_issuer_is_still_on_their_own_word(others: list[JsonObject]) -> None:
    plain: JsonObject = {
        "@context": [VC],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential"],
        "issuer": COLLEGE.did,
        "credentialSubject": [*others, {"id": COLLEGE.did}],
    }
    found = _verified(make.signed(plain, COLLEGE))
    assert found.subject == COLLEGE.did
    assert tier(found, known_issuers=[COLLEGE.did]) is TrustTier.SELF_ASSERTED


def test_a_credential_that_fails_has_no_tier() -> None:
    changed = to_bytes(make.badge() | {"name": "something else"})
    assert tier(verify(changed, now=make.NOW), known_issuers=[make.key().did]) is None


def test_a_known_issuer_verifies_and_an_unknown_one_is_anybodys_key() -> None:
    assert tier(_by_college(), known_issuers=[COLLEGE.did]) is TrustTier.ISSUER_VERIFIED
    assert tier(_by_college()) is TrustTier.SELF_ASSERTED


def test_an_issuer_that_relies_on_the_workers_word_adds_none_of_its_own() -> None:
    source = {"id": make.key().did, "type": ["Profile"]}
    assert tier(_by_college(source=source), known_issuers=[COLLEGE.did]) is TrustTier.SELF_ASSERTED


@pytest.mark.parametrize("form", ["sri", "multibase"])
def test_an_endorsement_by_a_known_endorser_bound_to_the_very_words_counts(form: str) -> None:
    endorsement = _endorsement(make.badge(), form)
    assert tier(_own(), endorsements=[endorsement], known_issuers=[COLLEGE.did]) is TrustTier.ENDORSED


def test_other_endorsements_do_not_count() -> None:
    badge = make.badge()
    known = [COLLEGE.did, make.key().did]
    weak = [
        _endorsement(badge, bound=False),
        _endorsement(badge | {"name": "other words"}),
        _endorsement(badge, seed=1),
        _endorsement(badge, seed=3),
        _endorsement(make.badge(4)),
    ]
    assert tier(_own(), endorsements=weak, known_issuers=known) is TrustTier.SELF_ASSERTED
    assert tier(_own(), endorsements=[_endorsement(badge)]) is TrustTier.SELF_ASSERTED


def test_an_endorsement_that_fails_does_not_count() -> None:
    badge = make.badge()
    endorsement = rich.endorsement()
    endorsement["issuer"] = {"id": COLLEGE.did, "type": ["Profile"]}
    endorsement["credentialSubject"]["id"] = badge["id"]
    endorsement["relatedResource"] = {"id": badge["id"]} | _digest(badge, "sri")
    signed = json.loads(make.signed(endorsement, COLLEGE))
    broken = verify(to_bytes(signed | {"name": "changed"}), now=make.NOW)
    assert not broken.passed
    assert tier(_own(), endorsements=[broken], known_issuers=[COLLEGE.did]) is TrustTier.SELF_ASSERTED


W, R = Role.WORKER, Role.REVIEWER


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), TrustTier.EXTRACTED),
        (((W, Verdict.SKIP),), TrustTier.EXTRACTED),
        (((W, Verdict.APPROVE),), TrustTier.SELF_ASSERTED),
        (((W, Verdict.EDIT), (R, Verdict.SKIP)), TrustTier.SELF_ASSERTED),
        (((W, Verdict.APPROVE), (R, Verdict.REJECT)), TrustTier.SELF_ASSERTED),
        (((R, Verdict.APPROVE),), TrustTier.REVIEWED),
        (((W, Verdict.APPROVE), (R, Verdict.EDIT)), TrustTier.REVIEWED),
        (((R, Verdict.APPROVE), (R, Verdict.REJECT), (W, Verdict.APPROVE)), TrustTier.SELF_ASSERTED),
        (((R, Verdict.APPROVE), (W, Verdict.REJECT)), TrustTier.EXTRACTED),
        (((W, Verdict.APPROVE), (W, Verdict.SKIP)), TrustTier.EXTRACTED),
        (((R, Verdict.APPROVE), (W, Verdict.EDIT)), TrustTier.SELF_ASSERTED),
        (((R, Verdict.APPROVE), (W, Verdict.EDIT), (W, Verdict.APPROVE)), TrustTier.SELF_ASSERTED),
        (((R, Verdict.APPROVE), (W, Verdict.EDIT), (R, Verdict.APPROVE)), TrustTier.REVIEWED),
        (((W, Verdict.APPROVE), (R, Verdict.EDIT), (R, Verdict.REJECT)), TrustTier.EXTRACTED),
        (((W, Verdict.REJECT), (R, Verdict.EDIT)), TrustTier.EXTRACTED),
    ],
)
def test_claims_rise_with_what_people_say_of_them_last(
    words: tuple[tuple[Role, Verdict], ...], expected: TrustTier
) -> None:
    assert claim_tier(words) is expected
    assert claim_tier((), words) is expected
    assert claim_tier(words, ((R, Verdict.APPROVE),)) is TrustTier.REVIEWED


def test_an_endorser_who_is_known_vouches_and_issues_nothing() -> None:
    badge, known = make.badge(), [COLLEGE.did]
    assert tier(_own(), endorsements=[_endorsement(badge)], known_endorsers=known) is TrustTier.ENDORSED
    for other in (_endorsement(badge, bound=False), _endorsement(badge, seed=3)):
        assert tier(_own(), endorsements=[other], known_endorsers=known) is TrustTier.SELF_ASSERTED
    assert tier(_by_college(id="did:key:z6MkSomebody"), known_endorsers=known) is TrustTier.SELF_ASSERTED
    own = _endorsement(badge, seed=1)
    assert tier(_own(), endorsements=[own], known_endorsers=[make.key().did]) is TrustTier.SELF_ASSERTED
