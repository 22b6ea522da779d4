import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.duties import phrases, shown
from app.extraction.model import Basis
from tests.extraction.documents import lines


def shows(duty: str) -> list[str]:
    return [duty[start:end] for start, end in phrases(duty, 0, len(duty))]


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("Replaced breakers and panels in occupied offices", ["Replaced breakers and panels"]),
        ("Washed windows, waxed floors and emptied bins nightly", ["Washed windows", "waxed floors", "emptied bins"]),
        ("Wrapped and labeled pallets for export", ["Wrapped and labeled pallets"]),
        ("Responsible for testing circuits before turn-over", ["testing circuits"]),
        ("Installing gutters, downspouts and guards", ["Installing gutters, downspouts and guards"]),
    ],
)
def test_a_duty_gives_its_verbs_with_what_they_are_done_to(duty: str, expected: list[str]) -> None:
    assert shows(duty) == expected


@pytest.mark.parametrize(
    "duty", ["Night shift, three days a week", "Promoted to lead in 2018", "Resolved 25 a day", "Worked here", ""]
)
def test_circumstances_honours_and_bare_numbers_are_no_duty(duty: str) -> None:
    assert shows(duty) == []


def test_a_duty_goes_on_over_the_end_of_its_line_and_the_quote_is_the_text() -> None:
    made, rows = lines("- Rebuilt pumps, aligned motors and welded\nbrackets for the press line")

    found = list(shown(made.text, "e-1", rows, []))

    assert [made.text[s.start : s.end] for s in found] == ["Rebuilt pumps", "aligned motors", "welded\nbrackets"]
    assert {(s.basis, s.entry_id) for s in found} == {(Basis.DEMONSTRATED, "e-1")}


@given(st.text(alphabet="cleaned floors, and washed; 3 of the cars for.()-\n", max_size=80))
def test_phrases_stand_inside_the_text_and_never_overlap(text: str) -> None:
    at = 0
    for start, end in phrases(text, 0, len(text)):
        assert at <= start < end <= len(text)
        at = end
