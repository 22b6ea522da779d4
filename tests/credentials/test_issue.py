import json
import re
import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.credentials.bulk import Canonicalizer
from app.credentials.compose import compose, plain
from app.credentials.contexts import CLR, OB, VC
from app.credentials.issue import issue
from app.credentials.model import Holder
from app.credentials.verify import verify
from app.errors import CredentialRefused
from app.extraction.model import Basis, Entry, EntryKind
from app.review.decide import attest, decide
from app.review.model import DraftClaim, Edit, Verdict
from app.values import Instant
from tests.credentials import factories as make
from tests.review import factories as review


def _achievement(badge: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = badge["credentialSubject"]["achievement"]
    return found


_EXPECTED_ALIGNMENTS: list[dict[str, Any]] = [
    {
        "type": ["Alignment"],
        "targetName": "operate forklift",
        "targetUrl": review.esco().id,
        "targetFramework": "ESCO 1.2",
        "targetType": "ceasn:Competency",
    },
    {
        "type": ["Alignment"],
        "targetName": "Operation and Control",
        "targetUrl": review.onet().id,
        "targetFramework": "O*NET 29.2",
        "targetType": "ceasn:Competency",
        "targetCode": "2.B.3.h",
    },
]


def test_an_unsigned_badge_says_what_the_record_says() -> None:
    record = make.record([review.skill(alignments=(review.esco(), review.onet()))])
    did = make.key().did
    badge = compose(record, Holder(did=did, name="Zoë Ångström"), make.ids(), make.AT).badges[0]
    start = review.TEXT.index("forklift operation")
    place = f"page 1, characters {start} to {start + 18}"
    ids = make.ids()
    credential_id, achievement_id = ids().urn, ids().urn
    assert badge == {
        "@context": [VC, OB],
        "id": credential_id,
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": "forklift operation",
        "issuer": {"id": did, "type": ["Profile"], "name": "Zoë Ångström"},
        "validFrom": make.AT,
        "awardedDate": make.AT,
        "credentialSubject": {
            "id": did,
            "type": ["AchievementSubject"],
            "name": "Zoë Ångström",
            "narrative": "Self-asserted: the worker says this of themself. Nobody else vouches for it unless an "
            "endorsement says so.",
            "achievement": {
                "id": achievement_id,
                "type": ["Achievement"],
                "achievementType": "Competency",
                "name": "forklift operation",
                "description": "Skill: forklift operation",
                "criteria": {
                    "narrative": "The worker's document states it. Confirmed one by one by the worker on 2026-03-01. "
                    "Found by extractor offline/1, frameworks ESCO 1.2, O*NET 29.2."
                },
                "tag": ["self-asserted", "stated"],
                "alignment": [{"id": ids().urn} | expected for expected in _EXPECTED_ALIGNMENTS],
            },
        },
        "evidence": [
            {
                "id": f"urn:sha256:{record.document_sha256}#page=1&char={start},{start + 18}",
                "type": ["Evidence"],
                "name": "Quote from page 1 of the worker's document",
                "narrative": "forklift operation",
                "description": f"Verbatim, {place} of the document with SHA-256 {record.document_sha256}.",
                "genre": "Statement in the worker's own document",
            }
        ],
    }


def test_every_claim_becomes_a_badge_and_all_of_them_stand_in_the_clr() -> None:
    record = make.record()
    issued = issue(record, make.key(), make.NAME, make.ids(), make.AT)
    assert [badge.claim_id for badge in issued.badges] == [approved.claim.id for approved in record.claims]
    subject = issued.clr.document["credentialSubject"]
    assert issued.clr.document["@context"] == [VC, CLR, OB]
    assert subject["verifiableCredential"] == [badge.document for badge in issued.badges]
    by_claim = {badge.claim_id: _achievement(badge.document)["id"] for badge in issued.badges}
    assert subject["association"] == [
        {
            "type": "Association",
            "associationType": "isRelatedTo",
            "sourceId": by_claim[skill],
            "targetId": by_claim["x1"],
        }
        for skill in ("c4", "c5")
    ]


def test_whatever_is_issued_verifies_and_is_one_line() -> None:
    issued = make.issued()
    for credential in (*issued.badges, issued.clr):
        assert verify(credential.data, now=make.NOW).passed
        assert json.loads(credential.data) == credential.document
        assert b"\n" not in credential.data


def test_of_the_document_only_quotes_go_out() -> None:
    issued = make.issued([review.skill()], name=None)
    for credential in (*issued.badges, issued.clr):
        text = credential.data.decode()
        assert "forklift operation" in text
        for other in ("Kestrel", "Ridge Valley", "OSHA", "inventory", "Zoë"):
            assert other not in text


def test_nothing_says_who_decided() -> None:
    assert review.WORKER.id.encode() not in make.issued().clr.data


def _entry(kind: EntryKind, title: str | None = None, **more: Any) -> dict[str, Any]:
    entry = Entry(id="e1", kind=kind, title=title, evidence=review.ENTRIES[0].evidence, **more)
    claim = review.entry_claim("x1", entry)
    drafted = review.draft([claim]).model_copy(update={"entries": (entry,)})
    record = decide(drafted, [review.decision(claim)], review.WORKER.id)
    return _achievement(compose(record, Holder(did=make.key().did), make.ids(), make.AT).badges[0])


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [
        (EntryKind.EMPLOYMENT, "Cook", "ext:Employment"),
        (EntryKind.MILITARY_SERVICE, "Sergeant", "ext:MilitaryService"),
        (EntryKind.VOLUNTEERING, "Driver", "CommunityService"),
        (EntryKind.CERTIFICATION, "CPR", "Certification"),
        (EntryKind.LICENCE, "CDL Class A", "License"),
        (EntryKind.COURSE, "Algebra", "Course"),
        (EntryKind.PROJECT, "Barn", "ext:Project"),
        (EntryKind.EDUCATION, "Associate of Applied Science", "AssociateDegree"),
        (EntryKind.EDUCATION, "A.A.S. Logistics", "AssociateDegree"),
        (EntryKind.EDUCATION, "Bachelor of Science in Nursing", "BachelorDegree"),
        (EntryKind.EDUCATION, "B.A., History", "BachelorDegree"),
        (EntryKind.EDUCATION, "BSc Physics", "BachelorDegree"),
        (EntryKind.EDUCATION, "Master of Arts", "MasterDegree"),
        (EntryKind.EDUCATION, "MBA", "MasterDegree"),
        (EntryKind.EDUCATION, "Ph.D. Chemistry", "ResearchDoctorate"),
        (EntryKind.EDUCATION, "Doctor of Pharmacy", "ProfessionalDoctorate"),
        (EntryKind.EDUCATION, "Doctorate", "DoctoralDegree"),
        (EntryKind.EDUCATION, "High School Diploma", "SecondarySchoolDiploma"),
        (EntryKind.EDUCATION, "GED", "GeneralEducationDevelopment"),
        (EntryKind.EDUCATION, "Diploma in Welding", "Diploma"),
        (EntryKind.EDUCATION, "Certificate of Completion, HVAC", "CertificateOfCompletion"),
        (EntryKind.EDUCATION, "Electrician apprenticeship", "ApprenticeshipCertificate"),
        (EntryKind.EDUCATION, "Degree in Law", "Degree"),
        (EntryKind.EDUCATION, "Studies of Agronomy", "LearningProgram"),
        (EntryKind.EDUCATION, None, "LearningProgram"),
    ],
)
def test_entries_have_the_achievement_type_that_their_kind_and_title_name(
    kind: EntryKind, title: str | None, expected: str
) -> None:
    assert _entry(kind, title)["achievementType"] == expected


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"start": "2019-03", "end": "2021-06"}, "2019-03 to 2021-06"),
        ({"start": "2019", "current": True}, "2019 to present"),
        ({"start": "2019"}, "from 2019"),
        ({"end": "2018"}, "2018"),
        ({"start": "2025", "end": "2027-05", "expected": True}, "2025 to 2027-05 (expected)"),
    ],
)
def test_dates_keep_their_printed_precision_and_stay_text(dates: dict[str, Any], told: str) -> None:
    achievement = _entry(EntryKind.EMPLOYMENT, "Cook", organization="Tide Diner", **dates)
    assert achievement["description"] == f"Employment: Cook, Tide Diner, {told}"


def _narrative(claim: DraftClaim, decisions: Any) -> str:
    record = decide(review.draft([claim]), decisions, review.WORKER.id)
    badge = compose(record, Holder(did=make.key().did), make.ids(), make.AT).badges[0]
    found: str = _achievement(badge)["criteria"]["narrative"]
    return found


def test_the_criteria_say_how_a_claim_came_about() -> None:
    claim = review.skill()
    bulk = attest(review.draft([claim]), review.WORKER, review.AT, "stated")
    assert "Attested in bulk by the worker on 2026-03-01, not one by one." in _narrative(claim, bulk)
    both = [review.decision(claim), review.decision(claim, person=review.REVIEWER, at="2026-03-05T00:00:00Z")]
    assert "Approved by a reviewer on 2026-03-05." in _narrative(claim, both)
    edited = [review.decision(claim, Verdict.EDIT, edit=Edit(name="lift trucks"))]
    assert "was changed in review" in _narrative(claim, edited)
    told = _narrative(claim, [review.decision(claim, person=review.REVIEWER, at="2026-03-05T00:00:00Z"), *edited])
    assert "Approved by a reviewer on 2026-03-05, before the worker changed it." in told
    reworded = review.decision(
        claim, Verdict.EDIT, person=review.REVIEWER, edit=Edit(name="lift trucks"), at="2026-03-05T00:00:00Z"
    )
    told = _narrative(claim, [review.decision(claim), reworded])
    assert "by the worker on 2026-03-01, before a reviewer changed it. Approved by a reviewer on 2026-03-05." in told
    inferred = review.skill(basis=Basis.INFERRED, evidence=())
    told = _narrative(inferred, [review.decision(inferred)])
    assert told.startswith(
        "Inferred from the job title “Forklift Operator” by way of the concept “forklift operator”"
    )
    shown = review.skill(basis=Basis.DEMONSTRATED)
    assert "show it" in _narrative(shown, [review.decision(shown)])


def test_control_characters_are_stripped_and_the_text_still_verifies() -> None:
    quote = review.quote("Zoë").model_copy(update={"quote": "Zo\x0cë\x00 \x7fA\tB\r\nC\x0b\ud800"})
    concept = review.esco().model_copy(update={"code": "1\x00"})
    record = make.record([review.skill(name="weld\x0cing\t \x1b[0m", alignments=(concept,))])
    approved = record.claims[0].model_copy(
        update={"claim": record.claims[0].claim.model_copy(update={"evidence": (quote,)})}
    )
    record = record.model_copy(update={"claims": (approved,)})
    badge = issue(record, make.key(), "Z\x07oë", make.ids(), make.AT).badges[0].document
    assert badge["name"] == "welding [0m"
    assert badge["issuer"]["name"] == "Zoë"
    assert _achievement(badge)["alignment"][0]["targetCode"] == "1"
    assert badge["evidence"][0]["narrative"] == "Zoë A B\nC\ufffd"


@settings(max_examples=25, deadline=None)
@given(name=st.text(min_size=1, max_size=60), words=st.text(max_size=200))
def test_any_text_can_be_signed(name: str, words: str) -> None:
    claim = (
        review.skill(name=name, alignments=(review.esco(words),)) if _encodable(words) else review.skill(name=name)
    )
    record = make.record([review.skill()])
    approved = record.claims[0].model_copy(update={"claim": claim})
    record = record.model_copy(update={"claims": (approved,)})
    if not plain(name).split():
        with pytest.raises(CredentialRefused):
            issue(record, make.key(), words, make.ids(), make.AT)
        return
    issued = issue(record, make.key(), words, make.ids(), make.AT)
    assert not re.search(r"[\x00-\x1f\x7f]", issued.clr.data.decode())


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def test_a_concept_without_an_absolute_address_is_not_signed() -> None:
    bent = review.esco().model_copy(update={"id": "not an address"})
    with pytest.raises(CredentialRefused, match="absolute"):
        make.issued([review.skill(alignments=(bent,))])


@pytest.mark.parametrize("moment", ["2026-03-02", "2026-03-02T10:00:00+01:00", "2026-03-02T10:00:00.5Z", ""])
def test_the_moment_of_issue_is_in_utc_with_whole_seconds(moment: str) -> None:
    with pytest.raises(CredentialRefused, match="moment"):
        issue(make.record(), make.key(), None, make.ids(), Instant(moment))


def test_ids_are_absolute_and_differ() -> None:
    issued = issue(make.record(), make.key(), None, uuid.uuid4, make.AT)
    found = re.findall(rb'"id":"([^"]+)"', issued.clr.data)
    assert all(re.match(rb"(urn|did|http|https):", identifier) for identifier in found)
    credentials = [badge.id for badge in issued.badges] + [issued.clr.id]
    assert len(set(credentials)) == len(credentials)


def test_signing_in_bulk_takes_the_fast_way() -> None:
    way = Canonicalizer()
    issue(make.many(20), make.key(), make.NAME, make.ids(), make.AT, canonicalizer=way)
    assert way.slow == 0
