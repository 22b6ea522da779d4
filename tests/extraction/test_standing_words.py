"""Words that say that a degree or paper is not held: never a name, and never told as held."""

import pytest

from app.credentials.periods import unfinished
from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.standing import apart
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from app.values import Instant
from tests.extraction.documents import document

TODAY = Instant("2026-06-01T00:00:00Z")
SCHOOLING = (EntryKind.EDUCATION, EntryKind.COURSE)
PAPERS = (EntryKind.CERTIFICATION, EntryKind.LICENCE)


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(heading: str, lines: str, frameworks: Frameworks) -> list[Entry]:
    text = f"Vera Holt\nAkron, OH\n\n{heading}\n{lines}\n\nWORK\nDriver, Oak Freight, 2010 - 2020"
    kinds = SCHOOLING if heading == "EDUCATION" else PAPERS
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in kinds]


@pytest.mark.parametrize(
    ("line", "title", "programme", "school"),
    [
        (
            "Bachelor of Science not completed, University of Toledo, 2012-2014",
            "Bachelor of Science",
            None,
            "University of Toledo",
        ),
        ("AA degree not finished - Mesa Community College, 2010", "AA", None, "Mesa Community College"),
        ("Incomplete AAS, Phoenix College", "AAS", None, "Phoenix College"),
        ("Diploma not received, Tempe High School", "Diploma", None, "Tempe High School"),
        ("Diploma withheld (fees owed), Lima High School, 1998", "Diploma", None, "Lima High School"),
        ("Discontinued BSc Mathematics, University of Leeds, 2006", "BSc", "Mathematics", "University of Leeds"),
        ("BA (Hons) History, University of York, deferred 2009", "BA (Hons)", "History", "University of York"),
        ("Associate Degree, Nursing, pending graduation, Elm College", "Associate Degree", "Nursing", "Elm College"),
        ("2014-2016  Ohio University, pursued Bachelor of Business", "Bachelor of Business", None, "Ohio University"),
        ("2017  Left Hocking College before completing the Paramedic program", None, None, "Hocking College"),
        ("Accepted to Cleveland State University, deferred", None, None, "Cleveland State University"),
        ("Dropped out of Grand View University 2010", None, None, "Grand View University"),
        ("Was accepted at Tulane University but did not attend", None, None, "Tulane University"),
        ("Transferred out of Elm College, 2004", None, None, "Elm College"),
        ("Attended Kent State University 2001-2003 (no degree earned)", None, None, "Kent State University"),
        ("Attending Rhodes State College, LPN program", "LPN program", None, "Rhodes State College"),
        ("Master of Arts, Ohio University (thesis outstanding)", "Master of Arts", None, "Ohio University"),
        ("B.S. Biology, Hiram College - one class short", "B.S.", "Biology", "Hiram College"),
        ("A.A.S. Nursing, on leave, Rhodes State College", "A.A.S.", "Nursing", "Rhodes State College"),
        (
            "Licenciatura en Derecho (trunca), Universidad de Sonora",
            "Licenciatura en Derecho",
            None,
            "Universidad de Sonora",
        ),
    ],
)
def test_schooling_that_was_not_finished_is_not_held_and_its_words_name_nothing(
    line: str, title: str | None, programme: str | None, school: str, frameworks: Frameworks
) -> None:
    (one,) = entries("EDUCATION", line, frameworks)

    assert (one.title, one.programme, one.organization) == (title, programme, school)
    assert one.completed is False
    assert unfinished(one, TODAY) is not None


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Applied for Texas Teacher Certification", "Texas Teacher Certification"),
        ("working toward PMP", "PMP"),
        ("Sat the CompTIA Security+ exam, awaiting results", "CompTIA Security+ exam"),
        ("PALS: will complete in June", "PALS"),
        ("Six Sigma Green Belt (in training)", "Six Sigma Green Belt"),
        ("AWS Certified Solutions Architect, voluntarily surrendered", "AWS Certified Solutions Architect"),
        ("Food Manager certification: exam failed, retest in March", "Food Manager certification"),
        ("Electrician's license - on hold", "Electrician's license"),
        ("HVAC license: application denied", "HVAC license"),
        ("PMP (renewal overdue)", "PMP"),
        ("Google Data Analytics Certificate, 60% complete", "Google Data Analytics Certificate"),
        ("Used to be a certified pharmacy technician", "certified pharmacy technician"),
        ("Certified Scrum Master (cert lapsed)", "Certified Scrum Master"),
        ("Three of four CPA parts passed", "Three of four CPA parts"),
        ("Guard card, applied 3/2024", "Guard card"),
        ("Pharmacy Tech cert, exam set for June", "Pharmacy Tech cert"),
    ],
)
def test_a_paper_that_is_not_held_is_told_so_and_by_its_name(line: str, title: str, frameworks: Frameworks) -> None:
    (one,) = entries("CERTIFICATIONS", line, frameworks)

    assert (one.title, one.completed) == (title, False)
    assert unfinished(one, TODAY) is not None


@pytest.mark.parametrize(
    ("line", "title", "end"),
    [
        ("Paramedic - let lapse 2017", "Paramedic", "2017"),
        ("Esthetician license revoked 2015", "Esthetician license", "2015"),
        ("LPN license, suspended 03/2019", "LPN license", "2019-03"),
    ],
)
def test_a_paper_that_was_given_up_on_a_day_was_held_until_then(
    line: str, title: str, end: str, frameworks: Frameworks
) -> None:
    (one,) = entries("CERTIFICATIONS", line, frameworks)

    assert (one.title, one.start, one.end) == (title, None, end)


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("CERTIFICATIONS", "Suspended Scaffold User Training, 2021"),
        ("CERTIFICATIONS", "Candidate Physical Ability Test (CPAT), 2022"),
        ("CERTIFICATIONS", "Deferred Maintenance Planning Certificate, 2019"),
        ("CERTIFICATIONS", "OSHA 30 (2015, never expires)"),
        ("CERTIFICATIONS", "NASM-CPT, 1500 of 1500 hours done, 2019"),
        ("EDUCATION", "BA in Deferred Compensation, Elm University, 2001"),
        ("EDUCATION", "Diploma, Former East High School, 2001"),
    ],
)
def test_names_that_hold_such_words_stay_whole_and_held(heading: str, line: str, frameworks: Frameworks) -> None:
    (one,) = entries(heading, line, frameworks)

    assert one.completed is not False
    assert " ".join(filter(None, (one.title, one.programme, one.organization))).count("eferred") == line.count(
        "eferred"
    )


def test_each_paper_of_a_line_keeps_what_stands_before_it(frameworks: Frameworks) -> None:
    told = [
        (one.title, one.completed) for one in entries("CERTIFICATIONS", "CPR (2020), working toward PMP", frameworks)
    ]

    assert told == [("CPR", None), ("PMP", False)]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("not completed", ""),
        ("Diploma of Nursing", "Diploma of Nursing"),
        ("B.A. ", "B.A. "),
        ("Yellow card (Red Seal, not passed)", "Yellow card"),
        ("Pursuing a degree in Nursing", "Nursing"),
    ],
)
def test_a_name_stands_apart_from_words_of_its_standing(said: str, name: str) -> None:
    assert said[slice(*apart(said))] == name


def test_what_somebody_has_had_for_years_is_told_by_its_name(frameworks: Frameworks) -> None:
    assert [one.title for one in entries("LICENSES", "I have had my CDL since 2009", frameworks)] == ["CDL"]
