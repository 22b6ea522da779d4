"""Words of an entry to whether a degree or certification is held."""

import pytest

from app.documents.model import Evidence
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.completion import reached, standing


@pytest.mark.parametrize(
    "said",
    [
        "BS Nursing, Ohio State University, 2015 (did not graduate)",
        "Didn't finish",
        "Business Administration, no degree",
        "Coursework toward Associate of Arts",
        "60 credits completed, Biology",
        "45 units in Accounting",
        "Some college, Ridge Valley",
        "Two years of Electrical Engineering",
        "3 semesters of study",
        "B.A. History (unfinished)",
        "Degree not conferred",
        "Withdrew 2012",
        "Completed 45 units, did not graduate",
        "All but dissertation",
        "Expected 2015, did not graduate",
        "Intro to Welding, Durham Tech, Fall 2021 - dropped",
        "CPA exam (failed)",
    ],
)
def test_what_was_given_up_is_not_completed(said: str) -> None:
    assert standing(said) == "not completed"


@pytest.mark.parametrize(
    "said",
    [
        "CPR, in progress (expected 2027)",
        "Bachelor of Science, expected May 2027",
        "PhD candidate",
        "Currently enrolled, Welding Technology",
        "Working toward ASE A5",
        "Anticipated graduation: 2028",
    ],
)
def test_what_is_on_its_way_is_in_progress(said: str) -> None:
    assert standing(said) == "in progress"


@pytest.mark.parametrize("said", ["Graduated 2015, 120 credits", "Diploma awarded 2009", "Graduated cum laude"])
def test_what_was_reached_is_completed(said: str) -> None:
    assert standing(said) == "completed"


@pytest.mark.parametrize(
    "said",
    [
        "Bachelor of Science in Nursing, Ohio State University, 2015",
        "Relevant coursework: Anatomy, Statistics",
        "Associate of Applied Science, 60-credit program",
        "30 credit certificate",
        "Two-year diploma, Carpentry",
        "Four-year apprenticeship",
        "High School Diploma",
        "Graduate Studies Certificate",
        "Enrolled Agent, Internal Revenue Service",
        "Removable partial dentures",
        "Dropped ceiling installation, 2019",
    ],
)
def test_words_that_do_not_say_say_nothing(said: str) -> None:
    assert standing(said) is None


TEXT = """EDUCATION
BS Nursing, Ohio State University, 2015 (did not graduate)
Welding Technology Certificate, Ridge Valley College
2019, completed 2019
Associate of Arts, Heron College, 2012
Relevant coursework: Statistics; 60 credits with honors
BA History, Heron College
Left before finishing; no degree
"""


def _entry(title: str, *more: str, body: str | None = None, kind: EntryKind = EntryKind.EDUCATION) -> Entry:
    places = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in (title, *more)]
    evidence = tuple(Evidence(quote=TEXT[s:e], start=s, end=e, page=1) for s, e in places)
    below = (TEXT.index(body), TEXT.index(body) + len(body)) if body else None
    return Entry(id="e", kind=kind, title=title, evidence=evidence, body=below)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (_entry("BS Nursing"), False),
        (_entry("Welding Technology Certificate", "2019"), True),
        (_entry("Associate of Arts", body="Relevant coursework: Statistics; 60 credits with honors"), None),
        (_entry("BA History", body="Left before finishing; no degree"), False),
        (_entry("BS Nursing", kind=EntryKind.EMPLOYMENT), None),
    ],
)
def test_words_beside_and_below_the_heading_of_an_entry_say_whether_it_was_reached(
    entry: Entry, told: bool | None
) -> None:
    assert reached(TEXT, entry) is told
