"""What stands below "Qualifications": papers and schooling in Britain, and what somebody is good at elsewhere."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

_KINDS = (EntryKind.CERTIFICATION, EntryKind.LICENCE, EntryKind.EDUCATION)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def told(frameworks: Frameworks, text: str, heading: str = "QUALIFICATIONS") -> list[tuple[str, str | None]]:
    made = document(f"Ann Roe\n\nEMPLOYMENT\nCook, Elm Inn, Leeds, 2015 - 2019\n\n{heading}\n{text}")
    return [(str(one.kind), one.title) for one in rule(made, frameworks).entries if one.kind in _KINDS]


def test_one_line_of_a_school_is_schooling(frameworks: Frameworks) -> None:
    assert told(frameworks, "NVQ Level 2 Health and Social Care, Leeds City College, 2014") == [
        ("education", "NVQ Level 2")
    ]
    assert told(frameworks, "Punctual and good with people") == []


def test_papers_of_trades_and_exams_of_school_stand_side_by_side(frameworks: Frameworks) -> None:
    found = told(
        frameworks,
        "AM2 passed 2018\n18th Edition BS7671 (2019)\n2391-52 Inspection and Testing\nECS Gold Card exp 04/27\n"
        "First Aid at Work\nGCSEs: Maths C, English C, + 4 more\nFull driving licence",
    )

    assert found == [
        ("certification", "AM2"),
        ("certification", "18th Edition BS7671"),
        ("certification", "2391-52 Inspection and Testing"),
        ("certification", "ECS Gold Card"),
        ("certification", "First Aid at Work"),
        ("education", "GCSEs"),
        ("licence", "Full driving licence"),
    ]


def test_awards_of_schools_stay_schooling_among_papers(frameworks: Frameworks) -> None:
    found = told(
        frameworks, "BTEC Level 2 Catering, 2010\nLevel 2 Food Hygiene, 2019\nPersonal licence\nFirst Aid 2020"
    )

    assert ("education", "BTEC Level 2") in found
    assert ("certification", "Level 2 Food Hygiene") in found


def test_a_degree_makes_the_list_one_of_schooling(frameworks: Frameworks) -> None:
    found = told(
        frameworks,
        "B.Sc. Agricultural Economics 2014\nSenior Secondary School Certificate 2008\n"
        "NYSC Discharge Certificate 2015",
    )

    assert found[0] == ("education", "B.Sc.")


def test_qualifications_obtained_at_schools_told_above_are_no_more_schools(frameworks: Frameworks) -> None:
    assert (
        told(frameworks, "(a) M.Sc. Water Engineering\n(b) B.Eng. Civil Engineering", "QUALIFICATIONS OBTAINED") == []
    )


def test_subjects_of_an_exam_are_no_school_and_what_was_passed_takes_nothing(frameworks: Frameworks) -> None:
    made = document("Ann Roe\n\nEDUCATION\nGCSE English, Maths\nWAEC, 5 credits, 2006\nElm College, 20 credits, 2008")
    found = rule(made, frameworks).entries

    assert [(one.title, one.organization, one.completed) for one in found[:2]] == [
        ("GCSE", None, None),
        ("WAEC", None, None),
    ]
    assert found[2].completed is False
