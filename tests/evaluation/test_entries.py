"""Entries to field tallies and harms."""

import pytest

from app.evaluation.entries import EntryScore, FieldTally, likeness, score, value
from app.evaluation.score import Tally
from app.evaluation.suite import TrueEntry
from app.extraction.model import CourseState, EntryKind
from tests.evaluation.factories import job

_TEXT = "Line Cook at Copper Plate Bistro; Cook; Host"


def _true(**fields: object) -> TrueEntry:
    told = {
        "kind": EntryKind.EMPLOYMENT,
        "title": "Line Cook",
        "organization": "Copper Plate Bistro",
        "start": "2018-02",
    }
    return TrueEntry.model_validate(told | fields)


def _field(scored: EntryScore, field: str) -> FieldTally:
    return scored.fields["employment"][field]


def _one(right: int) -> Tally:
    return Tally(right=right, claims=1, found=right, truths=1)


def test_an_entry_equal_in_every_field_has_no_harm() -> None:
    scored = score([job(_TEXT, "Line Cook", "Copper Plate Bistro", "2018-02", "2020-03")], [_true(end="2020-03")])
    for field in ("entry", "title", "organization", "start", "end"):
        assert _field(scored, field).exact == _one(1)
    assert (scored.wrong_entries, scored.missed_entries, scored.wrong_dates) == (0, 0, 0)


def test_a_date_of_less_precision_than_printed_is_wrong() -> None:
    scored = score([job(_TEXT, "Line Cook", "Copper Plate Bistro", "2018", "2020-03")], [_true(end="2020-03")])
    assert _field(scored, "start").exact == _one(0)
    assert scored.wrong_dates == 1


def test_present_is_an_end_of_its_own() -> None:
    current = job(_TEXT, "Line Cook", "Copper Plate Bistro", "2018-02", None)
    assert value(current, "end") == "present"
    assert _field(score([current], [_true(current=True)]), "end").exact == _one(1)
    assert score([current], [_true(end="2020-03")]).wrong_dates == 1


def test_close_titles_count_as_relaxed_only() -> None:
    scored = score([job(_TEXT, "Cook", "Copper Plate Bistro", "2018-02", "2020-03")], [_true(end="2020-03")])
    assert _field(scored, "title") == FieldTally(exact=_one(0), relaxed=_one(1))


def test_each_entry_is_paired_at_most_once_and_the_rest_are_harms() -> None:
    claimed = [
        job(_TEXT, "Line Cook", "Copper Plate Bistro", "2018-02", "2020-03"),
        job(_TEXT, "Host", "Somewhere Else", "1990", "1991"),
    ]
    true = [
        _true(end="2020-03"),
        _true(title="Dishwasher", organization="Kitchen of Dreams", start="2011", end="2012"),
    ]
    scored = score(claimed, true)
    assert _field(scored, "entry").exact == Tally(right=1, claims=2, found=1, truths=2)
    assert (scored.wrong_entries, scored.missed_entries) == (1, 1)


def test_equal_dates_alone_make_a_pair_and_one_equal_date_does_not() -> None:
    claimed = job(_TEXT, "Host", "Somewhere Else", "2018-02", "2020-03")
    assert likeness(claimed, _true(end="2020-03")) == 2
    assert likeness(claimed, _true(end="2021")) == 0


def test_entries_of_another_kind_are_not_paired() -> None:
    claimed = job(_TEXT, "Line Cook", "Copper Plate Bistro", "2018-02", "2020-03")
    scored = score([claimed], [_true(kind=EntryKind.VOLUNTEERING, end="2020-03")])
    assert (scored.wrong_entries, scored.missed_entries) == (1, 1)


def test_a_qualification_reads_the_same_split_or_whole() -> None:
    split = _true(kind=EntryKind.EDUCATION, title="Diploma", programme="Medical Coding")
    whole = _true(kind=EntryKind.EDUCATION, title="Diploma in Medical Coding")
    assert value(split, "qualification") == value(whole, "qualification") == "diploma medical coding"


@pytest.mark.parametrize(
    ("told", "true", "false_passes"),
    [
        (CourseState.PASSED, CourseState.FAILED, 1),
        (CourseState.PASSED, CourseState.IN_PROGRESS, 1),
        (CourseState.PASSED, CourseState.PASSED, 0),
        (CourseState.PASSED, None, 0),
        (CourseState.FAILED, CourseState.PASSED, 0),
        (None, CourseState.FAILED, 0),
    ],
)
def test_a_course_told_as_passed_that_was_not_is_a_harm(
    told: CourseState | None, true: CourseState | None, false_passes: int
) -> None:
    course = {"kind": EntryKind.COURSE, "title": "Line Cook", "organization": "Copper Plate Bistro"}
    claimed = job(_TEXT, "Line Cook", "Copper Plate Bistro", "2018-02", None).model_copy(
        update={"kind": EntryKind.COURSE, "state": told}
    )
    assert score([claimed], [_true(**course, state=true)]).false_passes == false_passes


def test_the_state_is_that_of_a_course_and_of_no_degree() -> None:
    assert value(_true(kind=EntryKind.COURSE, state=CourseState.PASSED), "state") == "passed"
    assert value(_true(kind=EntryKind.EDUCATION, state=CourseState.PASSED), "state") == ""


def test_attempts_at_one_course_are_paired_by_their_terms() -> None:
    course = {"kind": EntryKind.COURSE, "title": "Welding", "organization": "Hill College", "end": "2018"}
    spring = _true(**course, start=None, term="Spring 2018", state=CourseState.WITHDRAWN)
    autumn = _true(**course, start=None, term="Fall 2018", state=CourseState.PASSED)
    assert score([autumn, spring], [spring, autumn]).false_passes == 0
    wrong = spring.model_copy(update={"state": CourseState.PASSED})
    assert score([autumn, wrong], [spring, autumn]).false_passes == 1
