"""What is no skill of the worker, and what stays one."""

import pytest

from app.extraction.claims import Sighting
from app.extraction.model import Basis, Entry, EntryKind
from app.extraction.skills.lists import group_names
from app.extraction.skills.refused import names, refused, refused_duties
from tests.extraction.documents import document, lines

EMPLOYER = "We4IT GmbH Bremen"
JOB = Entry(
    id="e",
    kind=EntryKind.EMPLOYMENT,
    title="Consultant",
    organization=EMPLOYER,
    evidence=(document(EMPLOYER).evidence(0, len(EMPLOYER)),),
)


def kept(text: str, said: str, basis: Basis = Basis.STATED, *, listed: bool = False) -> bool:
    at = text.index(said)
    sighting = Sighting(at, at + len(said), basis, 0.8, None)
    lists = [(0, len(text))] if listed else []
    return bool(refused(text, [sighting], names([JOB]), lists, lambda said: said == "Python"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Innovative Web Developer with 5 years of experience", "Innovative"),
        ("Comfortable with fast-paced environments", "fast-paced environments"),
        ("Realized projects in We4IT Aveedo", "We4IT"),
        ("Civil engineer from Ukraine", "Ukraine"),
        ("the field of development and maintenance", "development and"),
        ("Implemented self-supervised learning", "supervised learning"),
        ("distributed systems and cloud-\nnative infrastructure", "native infrastructure"),
        ("Web Frameworks\nIntermediate\nReact and others", "Web Frameworks"),
        ("Gregory Ashworth\nDes Moines, Iowa", "Des Moines"),
        ("Army Commendation Medal (3); Good Conduct Medal (4)", "Good Conduct Medal"),
        ("English: C1   German: B1", "B1"),
        ("Welded beams to AWS D1.1", "AWS"),
        ("Pipe to ASME B31.3, x-rayed", "ASME"),
    ],
)
def test_what_people_are_like_employers_places_and_pieces_of_names_are_no_skills(text: str, said: str) -> None:
    assert not kept(text, said)


def test_a_thing_that_was_worked_on_is_no_skill_where_a_duty_names_it() -> None:
    assert not kept("Expanded the platform", "platform", Basis.DEMONSTRATED)
    assert not kept("Resolved tickets by phone, chat and email", "chat", Basis.DEMONSTRATED)
    assert kept("Platform Design", "Platform Design", Basis.DEMONSTRATED)


def test_what_somebody_lists_or_a_framework_knows_stays() -> None:
    assert kept("Innovative, calm", "Innovative", listed=True)
    assert kept("Python at the Python Institute", "Python")
    assert kept("creative writing", "creative writing")
    assert kept("Built on AWS 2.0", "AWS")
    assert kept("Years of teaching -\nnative infrastructure", "native infrastructure")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Father's Name\nSex\nCity", "Father's Name"),
        ("Your Job Title", "Your Job Title"),
        ("Cell phone number, State, Zip code", "State"),
        ("Role: 4 of 4", "of 4"),
        ("Working Platforms, Softwares", "Softwares"),
        ("Excel, many others", "many others"),
        ("Diploma, June 20XX", "June 20XX"),
        ("Auto Technician Program I, II", "II"),
        ("1.2 million accident-free miles", "1.2 million accident-free miles"),
        ("International Travel: Germany, England", "England"),
        ("High level\nof service", "High level"),
        ("Excel, Visit my web site", "Visit my web site"),
        ("wrote over 5000 lines", "over 5000 lines"),
        ("Harrow Technologies Limited", "Harrow Technologies Limited"),
        ("Northfield Nursing Association", "Northfield Nursing Association"),
    ],
)
def test_labels_of_forms_and_what_fills_them_are_no_skills_wherever_they_are_listed(text: str, said: str) -> None:
    assert not kept(text, said, listed=True)


@pytest.mark.parametrize(
    "said",
    [
        "5S",
        "IV starts",
        "Mobile",
        "Computer skills",
        "State reporting",
        "3D printing",
        "OR scheduling",
        "Job costing",
    ],
)
def test_skills_with_a_word_or_figure_of_a_label_stay(said: str) -> None:
    assert kept(said, said, listed=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("worked at Harrow Instruments, Inc. and", "Harrow Instruments"),
        ("Harrow Systems Ltd handled it", "Harrow Systems Ltd"),
        ("Northfield Nursing Association, since 2012", "Northfield Nursing Association"),
        ("Detail-oriented accountant with seven years", "Detail-oriented accountant"),
    ],
)
def test_firms_bodies_and_what_somebody_is_are_no_skills_outside_a_list(text: str, said: str) -> None:
    assert not kept(text, said)


@pytest.mark.parametrize(
    "said",
    [
        "Related Experience",
        "Northfield Nursing Association",
        "Research Assistant and Teaching Assistant",
        "Page 2 of 2",
        "Embedded Developer",
    ],
)
def test_no_duty_is_a_label_a_body_or_a_title(said: str) -> None:
    assert refused_duties(said, [Sighting(0, len(said), Basis.DEMONSTRATED, 0.8, "e", said)], lambda _: False) == []


@pytest.mark.parametrize("said", ["Coached Debate Club", "Trained Assistant Managers", "equipment repair"])
def test_what_was_done_stays_a_duty_whatever_it_ends_with(said: str) -> None:
    assert refused_duties(said, [Sighting(0, len(said), Basis.DEMONSTRATED, 0.8, "e", said)], lambda _: False)


def test_lines_above_lists_name_groups_and_no_skills() -> None:
    text = "Web Technologies\nAdvanced\nHTML5, JavaScript, PHP\nWeb Frameworks\nIntermediate\nReact, Angular, Django"
    made, rows = lines(text)

    found = [made.text[slice(*span)] for span in group_names(made.text, rows, lambda _: False)]

    assert found == ["Web Technologies", "Web Frameworks"]


def test_names_with_levels_below_them_are_skills_where_no_list_stands() -> None:
    made, rows = lines("Python\nAdvanced\nJava\nIntermediate\nRust\nBeginner")

    assert group_names(made.text, rows, lambda _: False) == []


@pytest.mark.parametrize("said", ["CDL Class A", "Hepatitis A", "Circulating in the OR"])
def test_a_letter_or_an_abbreviation_at_the_end_is_no_piece_of_a_longer_name(said: str) -> None:
    assert kept(f"{said}, Python", said, listed=True)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Shuttle driver", False),
        ("Line cook", False),
        ("Train drivers", True),
        ("Assist nurse", True),
        ("Trained cook", True),
    ],
)
def test_a_verb_before_one_person_may_be_a_title(said: str, kept: bool) -> None:
    found = [Sighting(0, len(said), Basis.DEMONSTRATED, 0.8, "e", said)]
    assert bool(refused_duties(said, found, lambda _: False)) is kept
