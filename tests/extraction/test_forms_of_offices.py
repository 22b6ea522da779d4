"""Application forms as offices print them: boxes side by side, labels in cells of their own."""

import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.extract import Extractor
from app.extraction.lines.dates import find_dates
from app.extraction.model import Extraction
from app.flows import runtime
from app.settings import Settings


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(runtime.frameworks(Settings()))


def _extract(extractor: Extractor, text: str) -> Extraction:
    return extractor.extract(read(SourceDocument(name="form.txt", data=text.encode())))


def test_the_name_of_a_form_is_no_heading_of_jobs(extractor: Extractor) -> None:
    found = _extract(
        extractor,
        "APPLICATION FOR EMPLOYMENT\n\nName: Pat Example        Date: 9/12/2025\nAddress: 21 Alder Ave, Butte\n\n"
        "EMPLOYMENT HISTORY\n\nEmployer: Copper King Hotel\nPosition: Front Desk Agent\nFrom: 03/2020   To: Present\n"
        "Duties: Checked guests in and out.\n",
    )
    assert [entry.title for entry in found.entries] == ["Front Desk Agent"]


def test_boxes_of_a_federal_form_hold_the_job_and_what_the_office_asks(extractor: Extractor) -> None:
    found = _extract(
        extractor,
        "WORK EXPERIENCE\n"
        "Name and address of employer's organization        Dates employed (give month, day and year)\n"
        "Veterans Affairs Medical Center                    From: 06/12/2012     To: 08/30/2018\n"
        "Spokane, WA 99205\n"
        "Average number of hours per week: 40               Number of employees you supervise: 6\n"
        "Salary or earnings: Starting $ 31,000 per year     Ending $ 39,500 per year\n"
        "Your immediate supervisor: Gerald Sample           Phone: 509-555-0144\n"
        "Exact title of your job: Supply Technician (GS-2005-06)\n"
        "Your reason for leaving: Promotion\n"
        "Description of work: Ordered medical supplies, conducted physical counts, and trained new clerks.\n",
    )
    (job,) = found.entries
    assert (job.organization, job.start, job.end) == ("Veterans Affairs Medical Center", "2012-06-12", "2018-08-30")
    assert str(job.title).startswith("Supply Technician")
    assert not any("Promotion" in claim.name for claim in found.claims)


def test_a_series_of_federal_jobs_is_no_year() -> None:
    assert find_dates("Supply Technician (GS-2005-06)") == ()
    assert find_dates("Analyst, mid-2005")[0].end == "2005"


def test_answers_to_labels_in_cells_of_their_own_are_no_skills(extractor: Extractor) -> None:
    cells = [
        *("Employer", "Lakeland Foods", "Job title", "Forklift Driver", "From  01/2017  To  11/2023", "Supervisor"),
        *("Ed Norris", "Reason for leaving", "Plant closed", "Starting pay", "$15", "Final pay", "$19", "Duties"),
        *("Moved pallets with sit-down forklift, loaded trailers", "Employer", "Zephyr Car Wash", "Job title"),
        *("Detailer", "From  05/2014  To  12/2016", "Reason for leaving", "Duties", "Washed and waxed cars"),
    ]
    found = _extract(extractor, "Employment Application\n\n" + "\n\n".join(cells) + "\n")
    said = [claim.name for claim in found.claims if str(claim.kind) == "skill"]
    assert "Moved pallets" in said
    assert "Washed and waxed cars" in said  # an empty answer takes nothing with it
    assert not {"Plant closed", "Starting pay", "Reason for leaving"} & {*said}


def test_labels_of_one_word_in_cells_of_their_own_are_no_titles(extractor: Extractor) -> None:
    found = _extract(
        extractor,
        "WORK EXPERIENCE\n\nEmployer\n\nBureau of Range Lands\n\nJob Title\n\nRange Technician\n\n"
        "Series/Grade\n\nGS-0462-06\n\nDates  05/2019 to Present\n\nSupervisor\n\nAnna Fenwick\n\n"
        "Duties\n\nLead an engine crew.",
    ).entries

    assert [(e.title, e.organization, e.start) for e in found] == [
        ("Range Technician", "Bureau of Range Lands", "2019-05")
    ]


@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("bounds", [("From", "To"), ("Start Date", "End Date")])
def test_labels_on_lines_of_their_own_name_nothing(extractor: Extractor, apart: str, bounds: tuple[str, str]) -> None:
    begins, ends = bounds
    first = [
        "Employer",
        "Acme Steel",
        "Job Title",
        "Welder",
        begins,
        "05/2015",
        ends,
        "Present",
        "Duties",
        "Cut pipes",
    ]
    second = ["Employer", "Corner Grill", "Job Title", "Cook", begins, "01/2012", ends, "04/2015"]

    found = _extract(extractor, apart.join(["WORK EXPERIENCE", *first, *second]))

    assert [(one.title, one.organization, one.start, one.end, one.current) for one in found.entries] == [
        ("Welder", "Acme Steel", "2015-05", None, True),
        ("Cook", "Corner Grill", "2012-01", "2015-04", False),
    ]
