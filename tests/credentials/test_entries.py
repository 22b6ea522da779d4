"""What a credential says of an entry: only what the worker holds, as of the day of issue, in corrected facts."""

from typing import Any

import pytest

from app.credentials.compose import compose
from app.credentials.issue import issue
from app.credentials.model import Holder, JsonObject
from app.credentials.verify import verify
from app.extraction.model import Entry, EntryKind
from app.review.decide import decide, edited
from app.review.model import Edit, Record, Verdict
from app.values import Instant
from tests.credentials import factories as make
from tests.review import factories as review

AT = Instant("2026-11-23T10:00:00Z")
DID = make.key().did


def _record(kind: EntryKind, title: str, quote: str = "OSHA 10-Hour, 2019", **facts: Any) -> Record:
    entry = Entry(id="e1", kind=kind, title=title, evidence=(review.quote(quote),), **facts)
    claim = review.entry_claim("x1", entry)
    drafted = review.draft([claim]).model_copy(update={"entries": (entry,)})
    return decide(drafted, [review.decision(claim)], review.WORKER.id)


def _composed(record: Record) -> JsonObject:
    (badge,) = compose(record, Holder(did=DID), make.ids(), AT).badges
    achievement: JsonObject = badge["credentialSubject"]["achievement"]
    assert badge["name"] == achievement["name"]
    return achievement


@pytest.mark.parametrize("kind", [EntryKind.CERTIFICATION, EntryKind.LICENCE])
@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"start": "2019"}, "issued 2019"),
        ({"end": "2019"}, "expired 2019"),
        ({"end": "2025-08"}, "expired 2025-08"),
        ({"end": "2026-11-22"}, "expired 2026-11-22"),
        ({"end": "2026-11-23"}, "valid until 2026-11-23"),
        ({"end": "2026"}, "valid until 2026"),
        ({"end": "2027-01"}, "valid until 2027-01"),
        ({"start": "2020-03", "end": "2022-03"}, "issued 2020-03, expired 2022-03"),
        ({"start": "2025-03", "end": "2027-03"}, "issued 2025-03, valid until 2027-03"),
        ({"start": "2020", "current": True}, "issued 2020"),
    ],
)
def test_certifications_and_licences_are_issued_valid_or_expired_on_the_day_of_issue(
    kind: EntryKind, dates: dict[str, Any], told: str
) -> None:
    achievement = _composed(_record(kind, "ServSafe", **dates))
    what, type_ = {"licence": ("Licence", "License")}.get(kind, ("Certification", "Certification"))
    assert achievement["description"] == f"{what}: ServSafe, {told}"
    assert achievement["achievementType"] == type_
    assert achievement["name"] == "ServSafe"


@pytest.mark.parametrize("dates", [{"end": "2027", "expected": True}, {"start": "2027"}])
def test_a_certification_that_is_expected_is_not_one_yet(dates: dict[str, Any]) -> None:
    achievement = _composed(_record(EntryKind.CERTIFICATION, "CPR", **dates))
    assert achievement["description"] == "Certification: CPR, expected 2027. Not held when this was issued"
    assert achievement["achievementType"] == "LearningProgram"
    assert achievement["name"] == "CPR (expected 2027)"


@pytest.mark.parametrize(
    ("facts", "name", "told"),
    [
        ({"completed": False, "end": "2015"}, "not completed", "2015, not completed"),
        ({"expected": True, "end": "2027-05"}, "expected 2027-05", "expected 2027-05"),
        ({"end": "2027"}, "expected 2027", "expected 2027"),
        ({"start": "2025", "end": "2027", "expected": True}, "expected 2027", "2025 to 2027 (expected)"),
        ({"start": "2025", "current": True}, "in progress", "2025 to present, in progress"),
    ],
)
def test_a_degree_that_was_not_reached_is_a_programme_and_says_so(
    facts: dict[str, Any], name: str, told: str
) -> None:
    achievement = _composed(_record(EntryKind.EDUCATION, "BS Nursing", **facts))
    assert achievement["achievementType"] == "LearningProgram"
    assert achievement["name"] == f"BS Nursing ({name})"
    assert achievement["description"] == f"Education: BS Nursing, {told}. Not held when this was issued"


@pytest.mark.parametrize(
    "title",
    [
        "BS Nursing (did not graduate)",
        "Bachelor of Arts, unfinished",
        "Coursework toward BS Biology",
        "Two years of BS Biology",
        "BS Biology, 60 credits",
        "BS Biology, 45 units",
        "Some college, Associate of Arts",
    ],
)
def test_a_title_that_says_it_was_not_reached_is_believed(title: str) -> None:
    achievement = _composed(_record(EntryKind.EDUCATION, title, end="2015"))
    assert achievement["achievementType"] == "LearningProgram"
    assert achievement["name"] == title
    assert achievement["description"].endswith("not completed. Not held when this was issued")


def test_a_quote_that_says_it_was_not_reached_is_believed() -> None:
    quoted = review.quote("2018").model_copy(update={"quote": "2018 (in progress)"})
    record = _record(EntryKind.EDUCATION, "BS Nursing")
    entry = record.entries[0].model_copy(update={"evidence": (*record.entries[0].evidence, quoted)})
    achievement = _composed(record.model_copy(update={"entries": (entry,)}))
    assert achievement["achievementType"] == "LearningProgram"
    assert achievement["name"] == "BS Nursing (in progress)"


def test_a_degree_that_was_reached_keeps_its_type() -> None:
    for facts in ({"end": "2015"}, {"completed": True, "end": "2015"}, {"end": "2026"}, {}):
        achievement = _composed(_record(EntryKind.EDUCATION, "BS Nursing", **facts))
        assert (achievement["achievementType"], achievement["name"]) == ("BachelorDegree", "BS Nursing")


def test_a_job_with_an_end_ahead_stays_a_job() -> None:
    achievement = _composed(_record(EntryKind.EMPLOYMENT, "Cook", start="2025", end="2027"))
    assert achievement["achievementType"] == "ext:Employment"
    assert achievement["description"] == "Employment: Cook, 2025 to 2027"


def _edited(entry: Entry, edit: Edit, *further: Edit, by_reviewer: bool = False) -> Record:
    claim = review.entry_claim("x1", entry)
    drafted = review.draft([claim]).model_copy(update={"entries": (entry,)})
    decisions = [review.decision(claim, Verdict.EDIT, edit=edit)]
    for more in further:
        claim = edited(claim, decisions[-1].edit or edit, {entry.id: entry})
        person = review.REVIEWER if by_reviewer else review.WORKER
        decisions.append(review.decision(claim, Verdict.EDIT, edit=more, person=person))
    return decide(drafted, decisions, review.WORKER.id)


def test_a_corrected_entry_is_signed_as_corrected_and_says_who_changed_what() -> None:
    edit = Edit(title="Packer", organization="Heron Goods", location="Tacoma", end="2022-01")
    record = _edited(review.ENTRIES[0], edit)
    achievement = _composed(record)
    assert achievement["name"] == "Packer, Heron Goods"
    assert achievement["description"] == (
        "Employment: Packer, Heron Goods, Tacoma, 2019-03 to 2022-01. Changed by the worker: title, organization, "
        "location, end. The quotes are as the document has them."
    )
    (badge,) = compose(record, Holder(did=DID), make.ids(), AT).badges
    assert [evidence["narrative"] for evidence in badge["evidence"]] == [review.ENTRIES[0].evidence[0].quote]
    told = {name: value for name, value in badge.items() if name != "evidence"}
    assert "Kestrel" not in str(told)
    assert "Forklift Operator" not in str(told)
    signed = issue(record, make.key(), None, make.ids(), AT)
    assert verify(signed.clr.data, now=AT).passed


def test_a_corrected_kind_programme_and_completion_change_type_and_field_of_study() -> None:
    edit = Edit(kind=EntryKind.COURSE, programme="Warehousing")
    achievement = _composed(_edited(review.ENTRIES[1], edit))
    assert achievement["achievementType"] == "Course"
    assert achievement["fieldOfStudy"] == "Warehousing"
    achievement = _composed(_edited(review.ENTRIES[1], Edit(completed=False)))
    assert achievement["achievementType"] == "LearningProgram"
    assert "Changed by the worker: whether it was completed." in achievement["description"]


def test_the_workers_word_that_it_was_completed_weighs_more_than_the_documents() -> None:
    entry = review.ENTRIES[1].model_copy(update={"completed": False, "expected": True})
    achievement = _composed(_edited(entry, Edit(completed=True)))
    assert achievement["achievementType"] == "AssociateDegree"
    assert "Not held" not in achievement["description"]


def test_a_field_that_was_emptied_is_not_signed_and_two_people_are_both_named() -> None:
    record = _edited(review.ENTRIES[0], Edit(organization=""), Edit(start=""), by_reviewer=True)
    achievement = _composed(record)
    assert achievement["name"] == "Forklift Operator"
    assert achievement["description"] == (
        "Employment: Forklift Operator, 2021-06. Changed by the worker and a reviewer: organization, start. "
        "The quotes are as the document has them."
    )


def test_another_wording_of_an_entry_is_said_to_be_the_workers() -> None:
    achievement = _composed(_edited(review.ENTRIES[0], Edit(name="Lift truck work")))
    assert achievement["name"] == "Lift truck work"
    assert "Changed by the worker: name." in achievement["description"]


def test_a_course_says_what_its_transcript_says_of_it() -> None:
    told: dict[str, Any] = {"code": "WLD 101", "credits": "3.00", "grade": "A", "term": "Fall 2021", "end": "2021"}
    achievement = _composed(
        _record(EntryKind.COURSE, "Introduction to Welding", completed=True, transfer=True, **told)
    )
    assert achievement["description"] == (
        "Course: Introduction to Welding, 2021, code WLD 101, credits or hours 3.00, grade A, term Fall 2021, "
        "transfer credit"
    )
    assert achievement["name"] == "Introduction to Welding"
