"""Entries in forms that people write and no template has."""

import pytest

from app.extraction.certificates.entries import certificate_entries
from app.extraction.headings.sections import sections
from app.extraction.kinds import with_labels
from app.extraction.lines.rows import rows
from app.extraction.model import EntryKind
from app.extraction.schooling.entries import school_entries
from tests.extraction.documents import document, lines
from tests.extraction.test_entries import jobs, told


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("NATE Certified - Air Conditioning Install (2021, renews 2026)", [(0, None, "2021", "2026")]),
        ("Tableau Desktop Specialist | Tableau | Issued Mar 2022", [(1, "Tableau", "2022-03", None)]),
        (
            "SnowPro Core Certification, Snowflake, credential ID SP-55512, valid until Feb 2026",
            [(2, "Snowflake", None, "2026-02")],
        ),
        (
            "AWS Certified Solutions Architect – Associate (Amazon Web Services, Mar 2023 – Mar 2026)",
            [(3, "Amazon Web Services", "2023-03", "2026-03")],
        ),
        (
            "ServSafe Manager (through 5/2028); New Mexico server permit; ACF Certified Sous Chef, 2023",
            [(4, None, None, "2028-05"), (5, None, None, None), (6, None, "2023", None)],
        ),
        (
            "ACLS, BLS, and NIHSS – American Heart Association",
            [(n, "American Heart Association", None, None) for n in (7, 8, 9)],
        ),
        (
            "Licensed Educator, Continuing, Elementary (K-6), valid 07/01/2021 – 06/30/2026",
            [(10, None, "2021-07-01", "2026-06-30")],
        ),
        ("Barber program, 1,800 hours, Marion Ridge College, 2015", [(11, "Marion Ridge College", None, "2015")]),
        ("Compact RN license: pending", []),
        ("Interests: climbing, baking", []),
    ],
)
def test_a_line_of_certifications_is_told_with_issuers_and_days_and_without_numbers(
    line: str, expected: list[tuple[int, str | None, str | None, str | None]]
) -> None:
    titles = (
        "NATE Certified - Air Conditioning Install",
        "Tableau Desktop Specialist",
        "SnowPro Core Certification",
        "AWS Certified Solutions Architect – Associate",
        "ServSafe Manager",
        "New Mexico server permit",
        "ACF Certified Sous Chef",
        "ACLS",
        "BLS",
        "NIHSS",
        "Licensed Educator, Continuing, Elementary (K-6)",
        "Barber program",
    )
    entries = certificate_entries(*lines(line), EntryKind.CERTIFICATION)

    assert [told(e) for e in entries] == [(titles[n], *rest) for n, *rest in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "lead barista @ Slow Tuesday Coffee\nnov 2022 – now\n- dial in espresso\n\n"
            "barista @ Pigeon & Sons\n2021 – oct 2022\n- ran the slow bar",
            [
                ("lead barista", "Slow Tuesday Coffee", "2022-11", None),
                ("barista", "Pigeon & Sons", "2021", "2022-10"),
            ],
        ),
        (
            "Red Bud Heating & Air, Tulsa OK   Mar 2019 to Present\nLead Installer (promoted from Helper, 2020)\n"
            "- Braze line sets",
            [("Lead Installer", "Red Bud Heating & Air", "2019-03", None)],
        ),
        (
            "Contract Designer · Larkspur & Finch (agency) · Feb 2019–Nov 2020\n- Checked proofs on press",
            [("Contract Designer", "Larkspur & Finch", "2019-02", "2020-11")],
        ),
        (
            "Fitz Plumbing & Drain (own business), South Shore — 2018 to today\n"
            "  Owner/operator. Replace water heaters and boilers. Rough in bathrooms and drains.",
            [("Owner/operator", "Fitz Plumbing & Drain", "2018", None)],
        ),
        (
            "HEARTLAND INSURANCE, Omaha, NE\nTeam Lead, Claims Intake\nMarch 2022 - present\n- Lead 14 agents\n"
            "Claims Representative\nJanuary 2020 - March 2022\n- Explained coverage to policyholders",
            [
                ("Team Lead, Claims Intake", "HEARTLAND INSURANCE", "2022-03", None),
                ("Claims Representative", "HEARTLAND INSURANCE", "2020-01", "2022-03"),
            ],
        ),
        (
            "Big Sun Apparel\n  Store Manager, Cielo Vista Mall — June 2020 to the present\n"
            "  Assistant Manager, Las Palmas — 2017 to June 2020\n  - Merchandise the floor by planogram",
            [
                ("Store Manager, Cielo Vista Mall", "Big Sun Apparel", "2020-06", None),
                ("Assistant Manager, Las Palmas", "Big Sun Apparel", "2017", "2020-06"),
            ],
        ),
        (
            "Mobile River Fabricators         Pipe Welder          2014      2019",
            [("Pipe Welder", "Mobile River Fabricators", "2014", "2019")],
        ),
        (
            "Delta Cold Storage, forklift operator, 5/23 to now, run reach truck, put away pallets, load reefers, "
            "and count it all",
            [("forklift operator", "Delta Cold Storage", "2023-05", None)],
        ),
    ],
)
def test_jobs_in_odd_forms(text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert [told(e) for e in jobs(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grant high school, class of 2019", [(None, None, "grant high school", "2019")]),
        (
            "Diploma, Pharmacy Technology, Baton Rouge Community College, 2018",
            [("Diploma", "Pharmacy Technology", "Baton Rouge Community College", "2018")],
        ),
        (
            "Boise State University\nB.B.A., Accounting\n2009",
            [("B.B.A.", "Accounting", "Boise State University", "2009")],
        ),
        (
            "PhD Princeton University, Computer Science, 2023",
            [("PhD", "Computer Science", "Princeton University", "2023")],
        ),
        (
            "Arizona State University, Tempe\nMaster of Social Work (MSW), Direct Practice, Dec. 2018",
            [("Master of Social Work (MSW)", "Direct Practice", "Arizona State University", "2018-12")],
        ),
        (
            "BFA Graphic Design, University of Wisconsin, Menomonie WI, 2013. Minor in art history.",
            [("BFA", "Graphic Design", "University of Wisconsin", "2013")],
        ),
        (
            "2005-2010 Kharkiv Highway University, Specialist diploma (evaluated by WES as US Master of Science), "
            "Bridges and Transport Tunnels",
            [("Specialist diploma", "Bridges and Transport Tunnels", "Kharkiv Highway University", "2010")],
        ),
        (
            "El Paso Community College — 24 credit hours toward A.A.S. Business Administration, 2010-2012",
            [("A.A.S.", "Business Administration", "El Paso Community College", "2012")],
        ),
        (
            "Paralegal Studies Certificate, Capital University Law School, ABA-approved, 2017",
            [("Paralegal Studies Certificate", None, "Capital University Law School", "2017")],
        ),
    ],
)
def test_schooling_in_odd_forms(text: str, expected: list[tuple[str | None, ...]]) -> None:
    entries = school_entries(*lines(text))

    assert [(e.title, e.programme, e.organization, e.end) for e in entries] == expected
    assert {e.kind for e in entries} == {EntryKind.EDUCATION}


def test_labelled_lines_of_papers_and_schooling_are_entries_wherever_they_stand() -> None:
    made = document(
        "Otis Example\n\nI drive school buses.\n\nSince August 2014: School Bus Driver, Toledo City Schools\n"
        "Drive a bus on two runs a day.\n\nLicenses: Ohio Class B CDL, 2019; TWIC card, expires 2027\n"
        "Education: High School Diploma, Scott High School, 2004\n"
    )
    found = [part for section in sections(rows(made)) for part in with_labels(section)]

    assert [(part.kind.value, [row.said for row in part.rows]) for part in found[1:]] == [
        ("licences", ["Ohio Class B CDL, 2019; TWIC card, expires 2027"]),
        ("education", ["High School Diploma, Scott High School, 2004"]),
    ]
