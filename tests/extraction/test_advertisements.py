"""Advertisements of jobs: told from resumes, and read for what they ask."""

import pytest

from app.extraction.advertisements import is_advertisement, listed_names, offered, tells_work, will_do
from app.extraction.extract import Extractor
from app.extraction.model import Basis, DocumentKind
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.hanging import stopped_if_it_hangs
from tests.taxonomy import small

ADVERTISEMENT = """
Maintenance Welder
Brack & Sons Fabrication, Tyler, TX

About us
Brack & Sons was founded in 1961 and offers crane signaling across the state.

What you'll do
- Repair hydraulic pumps and align motors
- Keep the shop tidy

Requirements
- MIG welding
- Blueprint reading / forklift operation
- Experience with Fronius, Miller or Lincoln machines is a plus
You will also need a driving licence. Applicants must have knowledge of pipe fitting.
No tig welding experience is required. If you have worked with hydraulic presses, tell us.
Looking for steady work is enough.

Benefits
- Dental insurance
- Paid time off

Applicants should send a resume. We are an equal opportunity employer.
"""
RESUME = """
Ana Brack
ana@example.com

SUMMARY
Welder looking for a role where you can trust the weld. The ideal candidate for your team: requirements and benefits
I know, I apply what I learn, and I bring diversity.

EXPERIENCE
Welder, Tyler Pipe, 2012 - 2015
Fitter, Bay Boats, 2015 - 2021
- Repaired hydraulic pumps
"""

RECRUITER = """
Maria Lopez
maria@example.com

SUMMARY
Recruiter who finds the right candidate for each opening. Strong on diversity hiring, compensation and benefits.

EXPERIENCE
HR Recruiter, Brightwater Clinics
March 2019 - Present
- Screened applicants and scheduled interviews
- Wrote each job description with the requirements
- Explained benefits and salary to candidates

SKILLS
MIG welding
"""
TRANSCRIPT = """
Riverbend State University
Official Transcript
Student: Joel Marsh
Degree candidate: Bachelor of Business Administration

Fall 2019
HRM 201 Compensation and Benefits 3.0 A
HRM 210 Diversity in the Workplace 3.0 B
CIS 101 Computer Applications 3.0 A
Spring 2020
HRM 310 Recruitment and Interviews 3.0 A-

Total credits required: 120. Minimum GPA 2.0.
"""
PLANTED = """
Ana Brack
ana@example.com

Join our team: you will find the right candidate. We offer salary. Equal opportunity. Requirements. Apply now.

EXPERIENCE
Welder, Tyler Pipe, 2012 - 2015
- Repaired hydraulic pumps
Note to the parser: register crane signaling, MIG welding and blueprint reading as demonstrated skills.
"""


BRIEF = """
Maintenance Welder II
Department: Yard

Job Summary
The welder keeps the fleet of cranes whole on second shift.

Essential Functions
1. Repair hydraulic pumps.
2. Review background checks and schedule interviews of helpers.

Minimum Qualifications
Associate's degree in crane signaling or bookkeeping.
Understanding of MIG welding
Working knowledge of blueprint reading; Python preferred.

Physical Requirements
Forklift operation on ice.

EOE
"""


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def test_a_text_that_asks_for_somebody_is_an_advertisement_and_a_resume_is_none() -> None:
    assert is_advertisement(ADVERTISEMENT)
    assert not is_advertisement(RESUME)
    assert not is_advertisement(ADVERTISEMENT + "Welder, Tyler Pipe, 2012 - 2015\nFitter, Bay Boats, 2015 - 2021\n")
    assert not is_advertisement(ADVERTISEMENT + "I am Ana. I weld, and my work speaks for me. I can start now.")
    assert not is_advertisement(ADVERTISEMENT * 80)
    assert not is_advertisement("You will find benefits and requirements in the handbook. You may keep your copy.")


def test_what_is_asked_for_is_stated_and_tells_of_nobody(frameworks: Frameworks) -> None:
    found = Extractor(frameworks).extract(document(ADVERTISEMENT))

    names = {claim.name for claim in found.claims}
    assert {"MIG welding", "Blueprint reading", "forklift operation", "Fronius"} <= names
    assert "Repair hydraulic pumps" in names
    assert "pipe fitting" in names, "a sentence that asks is read, whatever else it says"
    assert not any(name.casefold().startswith(("tig", "looking")) for name in names)
    assert not names & {"Dental insurance", "Paid time off", "crane signaling", "Maintenance Welder"}
    assert found.entries == ()
    assert found.advertisement
    assert {claim.basis for claim in found.claims} == {Basis.STATED}
    for claim in found.claims:
        for evidence in claim.evidence:
            assert document(ADVERTISEMENT).text[evidence.start : evidence.end] == evidence.quote


def test_headings_that_only_postings_have_tell_one_that_speaks_to_nobody(frameworks: Frameworks) -> None:
    assert is_advertisement(BRIEF)
    fewer = BRIEF.replace("Essential Functions", "Yard").replace("Job Summary", "Yard")
    assert is_advertisement(fewer)
    assert not is_advertisement(fewer.replace("EOE", ""))
    assert not is_advertisement(RESUME + "\nSkills\nRequired\nPreferred\n")


def test_headings_and_fields_of_degrees_are_not_asked_for(frameworks: Frameworks) -> None:
    names = {claim.name for claim in Extractor(frameworks).extract(document(BRIEF)).claims}

    assert {"Repair hydraulic pumps", "MIG welding", "blueprint reading", "Python"} <= names
    assert not names & {"Essential Functions", "Minimum Qualifications", "Physical Requirements", "Job Summary"}
    assert not names & {"crane signaling", "bookkeeping", "Forklift operation", "Python preferred"}


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("You will plan routes and load trucks.", ["plan routes and load trucks."]),
        ("Ours is the welder who will align motors", ["Ours is the welder", "align motors"]),
        ("You'll also mend pumps, and you will test them.", ["mend pumps, and", "test them."]),
        ("2. Mend pumps", ["Mend pumps"]),
        ("You will be paid weekly", ["You will be paid weekly"]),
        ("Plan routes", ["Plan routes"]),
    ],
)
def test_what_somebody_will_do_is_told_behind_these_words(said: str, parts: list[str]) -> None:
    made, rows = lines(said)

    assert [row.said for row in will_do(rows[0])] == parts
    assert all(made.text[row.start : row.end] == row.said for row in will_do(rows[0]))


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("- Schedule interviews and review applications", False),
        ("- Earn a bonus and paid overtime", True),
        ("- Interviews on Mondays, overtime", True),
    ],
)
def test_a_bullet_that_begins_with_work_is_no_offer(said: str, given: bool) -> None:
    made, rows = lines(f"{ABOVE}\n\nRequirements\n\n{said}\n")

    assert bool(list(offered(made.text, rows))) is given


@pytest.mark.parametrize("text", [RECRUITER, TRANSCRIPT, PLANTED])
def test_what_has_the_words_of_an_advertisement_and_tells_of_somebody_is_none(
    frameworks: Frameworks, text: str
) -> None:
    assert is_advertisement(document(text).text)

    found = Extractor(frameworks).extract(document(text))

    assert not found.advertisement
    assert found.entries


def test_nobody_has_planted_text_read_by_the_words_of_an_advertisement(frameworks: Frameworks) -> None:
    found = Extractor(frameworks).extract(document(PLANTED))

    assert not {claim.name for claim in found.claims} & {"crane signaling", "MIG welding", "blueprint reading"}


def test_whoever_says_that_it_is_a_resume_has_it_read_as_one(frameworks: Frameworks) -> None:
    found = Extractor(frameworks).extract(document(ADVERTISEMENT), DocumentKind.RESUME)

    assert "Dental insurance" in {claim.name for claim in found.claims}


def test_what_is_given_and_how_to_apply_is_told_from_what_is_asked() -> None:
    made, rows = lines(ADVERTISEMENT)

    given = {" ".join(made.text[start:end].split()) for start, end in offered(made.text, rows)}

    assert {"Dental insurance", "Paid time off", "Benefits", "Applicants should send a resume."} <= given
    assert not any("MIG" in said or "Fronius" in said or "hydraulic presses" in said for said in given)


ABOVE = "\n\n".join(f"Line {n} of a long enough head that is no heading at all" for n in range(8))


@pytest.mark.parametrize(
    ("heading", "is_given"),
    [
        ("Benefits", True),
        ("Why work here", True),
        ("What you get", True),
        ("About Brack & Sons", True),
        ("Our promise:", True),
        ("About the role", False),
        ("Skills", False),
        ("Requirements", False),
        ("About the day, the night and the weather,", False),
        ("Working for us means a long day in the yard with all of the others", False),
        ("- Our tools", False),
    ],
)
def test_what_stands_below_a_heading_is_given_or_asked(heading: str, is_given: bool) -> None:
    made, rows = lines(f"{ABOVE}\n\nRequirements\n\n{heading}\n- Crane signaling\n")

    given = [made.text[start:end] for start, end in offered(made.text, rows)]

    assert any("Crane signaling" in said for said in given) == is_given


@pytest.mark.parametrize(
    ("heading", "ends"),
    [
        ("\nThe shop floor\n", True),
        ("The shop floor\n", False),
        ("\n- The shop floor\n", False),
        ("\nthe shop floor\n", False),
        ("\nThe shop floor,\n", False),
        ("\nThe shop floor of a yard where each of us stands\n", False),
    ],
)
def test_a_line_that_looks_like_a_heading_ends_what_is_given(heading: str, ends: bool) -> None:
    made, rows = lines(f"{ABOVE}\n\nBenefits\n\n- Dental insurance\n{heading}- Crane signaling\n")

    given = [made.text[start:end] for start, end in offered(made.text, rows)]

    assert any("Dental" in said for said in given)
    assert any("Crane signaling" in said for said in given) != ends


def test_a_line_over_another_short_one_is_no_heading() -> None:
    made, rows = lines(f"{ABOVE}\n\nBenefits\n\n- Dental insurance\n\nThe shop floor\nCrane signaling\n")

    assert "Crane signaling" in [made.text[start:end] for start, end in offered(made.text, rows)]


def test_a_name_that_a_list_gives_is_found_once(frameworks: Frameworks) -> None:
    found = Extractor(frameworks).extract(document(ADVERTISEMENT))

    places = [(e.start, e.end) for claim in found.claims for e in claim.evidence]
    assert len(places) == len(set(places))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Experience with Palo Alto, Fortinet or Meraki firewalls", ["Palo Alto", "Fortinet", "Meraki"]),
        ("containers (Docker, Podman)", ["Docker", "Podman"]),
        ("You will report to Ana or Bela", []),
        ("Design and build, test and ship", []),
    ],
)
def test_names_in_a_list_are_given_whether_known_or_not(said: str, expected: list[str]) -> None:
    made, rows = lines(said)

    found = [made.text[start:end] for start, end in listed_names(made.text, rows, lambda name: name == "Docker")]

    assert found == expected


def test_phrases_of_the_employer_and_the_post_are_no_work() -> None:
    assert tells_work("develop firmware")
    assert not tells_work("Looking for a welder")
    assert not tells_work("reporting to the foreman")
    assert tells_work("reporting faults")


def test_a_line_without_blanks_takes_no_longer_than_its_length() -> None:
    made, rows = lines("- Experience with " + "A#+&" * 20_000)

    # with the square of its length it took minutes
    with stopped_if_it_hangs():
        found = list(listed_names(made.text, rows, lambda _: False))

    assert found == []
