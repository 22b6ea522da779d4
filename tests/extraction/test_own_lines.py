"""Jobs in lines that people set in their own way."""

import pytest

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import sections
from app.extraction.jobs.entries import job_entries
from app.extraction.jobs.strays import stray_jobs
from app.extraction.lines.rows import rows
from app.extraction.model import EntryKind
from tests.extraction.documents import document, section
from tests.extraction.test_entries import jobs


@pytest.mark.parametrize(
    ("text", "title", "organization"),
    [
        (
            "RED HILL FIRE DEPARTMENT\nCaptain, Engine 4 ......... 2020 to present",
            "Captain, Engine 4",
            "RED HILL FIRE DEPARTMENT",
        ),
        (
            "Ranch: Del Bosque melon\nPlace: Firebaugh, CA\nJob: tractor driver\nWhen: from 2016 to today",
            "tractor driver",
            "Del Bosque melon",
        ),
        (
            "Help Desk Technician II**, *Flint Hills School District*, El Dorado KS\nAugust 2022 to present",
            "Help Desk Technician II",
            "Flint Hills School District",
        ),
        ("dairy queen, mayfield ky, shift leader, 2009 to 2013", "shift leader", "dairy queen"),
        ("Meat Manager\nPrairie Food Market, Sioux Center\n2017 - 2019", "Meat Manager", "Prairie Food Market"),
        ("cook, river bend elementary school, paducah, 2009 to 2013", "cook", "river bend elementary school"),
    ],
)
def test_title_and_employer_are_read_whatever_stands_around_them(text: str, title: str, organization: str) -> None:
    [entry] = jobs(text)

    assert (entry.title, entry.organization) == (title, organization)


def test_a_town_behind_a_stroke_is_no_part_of_a_role_and_an_irregular_verb_opens_a_duty() -> None:
    found = jobs(
        "Lone Oak Markets, Austin, TX\n2010 - Present\n\nStore Director | Kyle | 2018 - Present\nOpened two stores\n"
        "Meat Manager | Buda | 2015 - 2018\nBroke down primals; priced them\nMeat Cutter | 2013 - 2015"
    )

    assert [(entry.title, entry.organization) for entry in found] == [
        ("Store Director", "Lone Oak Markets"),
        ("Meat Manager", "Lone Oak Markets"),
        ("Meat Cutter", "Lone Oak Markets"),
    ]


def test_in_plain_text_the_lines_of_a_paragraph_belong_to_its_job() -> None:
    found = jobs(
        "Mercy General, Sacramento, CA\nPhlebotomist II, Jan 2020 - Present\n- Drew blood\n\n"
        "JOHNSON & RILEY PAINTING\nPainter's Helper\nSummer 2009\n- Taped rooms\n\n"
        "Dr. Alan Park, DDS\nFront Office, 1999-2000\n- Answered phones"
    )

    assert [(entry.title, entry.organization) for entry in found] == [
        ("Phlebotomist II", "Mercy General"),
        ("Painter's Helper", "JOHNSON & RILEY PAINTING"),
        ("Front Office", "Dr. Alan Park"),
    ]


def test_a_blank_line_ends_a_list_of_jobs_in_one_line() -> None:
    made, found = section(
        "Experience\n2019-2022: Lineman, Hood River Power\n2013-2014: Groundman, Cascade Builders\n\nBy the river",
        SectionKind.EXPERIENCE,
    )

    last = job_entries(made, found.rows, EntryKind.EMPLOYMENT)[-1]

    assert (last.title, last.organization) == ("Groundman", "Cascade Builders")


def test_among_jobs_without_a_heading_odd_work_is_a_job_and_a_sentence_is_none() -> None:
    made = document(
        "SULPHUR BULK INC - DRIVER - 3/2014 TO PRESENT\n\nGULF FREIGHT INC - OTR DRIVER - 1/2007 TO 2/2014\n\n"
        "SELF EMPLOYED - SHRIMPING WITH MY UNCLE - 2001 TO 2006\n\n"
        "No shows. Dark, then a grocery app - 1999 TO 2000"
    )

    entries = stray_jobs(made, sections(rows(made)))

    assert [entry.title for entry in entries] == ["DRIVER", "OTR DRIVER", "SHRIMPING WITH MY UNCLE"]
