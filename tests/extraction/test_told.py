"""What people tell in sentences and beside labels, read as entries and duties."""

from typing import NamedTuple

import pytest

from app.extraction.extract import Extractor
from app.extraction.guard.instructions import instruction_spans
from app.extraction.model import Basis, EntryKind, Extraction
from app.flows import runtime
from app.settings import Settings
from tests.extraction.documents import document

TOP = "Odalys Quimby\nodalys@example.com\n\n"


class Job(NamedTuple):
    title: str | None
    organization: str | None
    start: str | None
    end: str | None


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(runtime.frameworks(Settings()))


def jobs(extraction: Extraction) -> list[Job]:
    return [
        Job(e.title, e.organization, e.start, e.end) for e in extraction.entries if e.kind is EntryKind.EMPLOYMENT
    ]


def shown(extraction: Extraction) -> set[str]:
    return {c.name for c in extraction.claims if c.kind == "skill" and c.basis is Basis.DEMONSTRATED}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "I worked as a labourer for Quimby & Sons in Accra between 2009 and 2012, mixing mortar.",
            Job("labourer", "Quimby & Sons", "2009", "2012"),
        ),
        (
            "From March 2014 to June 2016 I was employed as a night porter at the Harbour Hotel.",
            Job("night porter", "the Harbour Hotel", "2014-03", "2016-06"),
        ),
        ("before that i was a cook at dinos from 2018 to 2020, i opened", Job("cook", "dinos", "2018", "2020")),
        ("I have worked as a roofer with Tallow Roofing since 2021.", Job("roofer", "Tallow Roofing", "2021", None)),
    ],
)
def test_a_sentence_tells_a_job(extractor: Extractor, sentence: str, expected: Job) -> None:
    extraction = extractor.extract(document(f"{TOP}About me\n{sentence}\n"))
    assert jobs(extraction) == [expected]
    for entry in extraction.entries:
        assert all(evidence.quote in sentence for evidence in entry.evidence)


@pytest.mark.parametrize(
    "sentence",
    [
        "I worked as a labourer for Quimby & Sons, mixing mortar.",
        "I was a fan of the Harbour Hotel from 2014 to 2016.",
        "I worked as a cook at Dino's. The town grew from 2014 to 2016.",
    ],
)
def test_without_a_title_or_its_own_period_a_sentence_tells_none(extractor: Extractor, sentence: str) -> None:
    assert jobs(extractor.extract(document(f"{TOP}About me\n{sentence}\n"))) == []


def test_duties_behind_the_dates_of_a_job_are_its_duties(extractor: Extractor) -> None:
    extraction = extractor.extract(
        document(
            f"{TOP}Driving jobs\n"
            "Over-the-road driver @ Tallow Reefer Lines (Jan 2021 - Oct 2024): pre-trip inspections, ELD logs\n"
            "Local driver @ Quarry Freight (2018-2020): city pickup, customer paperwork\n"
        )
    )
    assert jobs(extraction) == [
        Job("Over-the-road driver", "Tallow Reefer Lines", "2021-01", "2024-10"),
        Job("Local driver", "Quarry Freight", "2018", "2020"),
    ]
    assert "pre-trip inspections" in shown(extraction)


def test_a_name_behind_the_dates_is_the_employer(extractor: Extractor) -> None:
    told = "Work\nHead cook 2004 - 2006: Quimby Roofing Supply\nCook 2001 - 2004: Dino Diner Group\n"
    assert jobs(extractor.extract(document(TOP + told))) == [
        Job("Head cook", "Quimby Roofing Supply", "2004", "2006"),
        Job("Cook", "Dino Diner Group", "2001", "2004"),
    ]


def test_whose_resume_it_is_is_no_employer(extractor: Extractor) -> None:
    told = (
        "Stuff from lately\n\n"
        "2019 - now      Night shift lead, Tallow Valley Cold Storage, Toledo\n"
        "2016 - 2019     Order picker, Tallow Valley Cold Storage, Toledo\n"
    )
    assert jobs(extractor.extract(document(TOP + told))) == [
        Job("Night shift lead", "Tallow Valley Cold Storage", "2019", None),
        Job("Order picker", "Tallow Valley Cold Storage", "2016", "2019"),
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "Job Title: Medical Supply Technician\nEmployer: Tallow Hospital\nStart: 03/2019    End: Present\n"
            "Hours per week: 40\nSterilize surgical instruments.\n",
            Job("Medical Supply Technician", "Tallow Hospital", "2019-03", None),
        ),
        (
            "Self-employed bricklayer, Leeds and surrounding areas, March 2017 to date\n",
            Job("Self-employed bricklayer", None, "2017-03", None),
        ),
        (
            "Line cook, Dino Diner (family business), 2008 - 2012\n",
            Job("Line cook", "Dino Diner", "2008", "2012"),
        ),
        (
            "YMCA of Tallow Valley, Summer Camp Counselor\nSummers 2012, 2013, 2014\n"
            "Swim supervision, crafts, conflict resolution.\n",
            Job("Summer Camp Counselor", "YMCA of Tallow Valley", "2012", "2014"),
        ),
    ],
)
def test_jobs_as_forms_and_people_write_them(extractor: Extractor, told: str, expected: Job) -> None:
    assert jobs(extractor.extract(document(f"{TOP}Work experience\n\n{told}"))) == [expected]


def test_a_member_of_something_has_no_job_there(extractor: Extractor) -> None:
    told = (
        "Work experience\nWelder, Tallow Yard, 2012 - 2019\n\nProfessional\nQuimby Welders Guild, member since 2016\n"
    )
    assert jobs(extractor.extract(document(TOP + told))) == [Job("Welder", "Tallow Yard", "2012", "2019")]


def test_the_label_of_a_list_is_in_no_title(extractor: Extractor) -> None:
    told = (
        "Work experience\nTeller, Tallow Bank, 2013 - 2016\n\n"
        "EDUCATION: Associate of Applied Science, Business Office Technology, Quimby Community College (2013)\n"
        "Tickets: forklift; OSHA 10; food handler\nMilitary schools: Advanced Leader Course 2014\n"
    )
    entries = extractor.extract(document(TOP + told)).entries
    assert [(str(e.kind), e.title) for e in entries if e.kind is not EntryKind.EMPLOYMENT] == [
        ("education", "Associate of Applied Science"),
        ("certification", "forklift"),
        ("certification", "OSHA 10"),
        ("certification", "food handler"),
        ("course", "Advanced Leader Course"),
    ]


def test_brackets_in_schooling_close(extractor: Extractor) -> None:
    told = (
        "Education\nQuimby Community College, one year toward logistics certificate (not finished)\n"
        "B.S., Biology (minor: Statistics), Tallow Christian College, 2016\n"
    )
    first, second = extractor.extract(document(TOP + told)).entries
    assert (first.title, second.title, second.programme) == (
        "logistics certificate",
        "B.S.",
        "Biology",
    )


def test_who_governs_is_no_skill(extractor: Extractor) -> None:
    told = "Skills\nVault balancing, Notary Public, State of Louisiana, City of Tallow, Spanish\n"
    extraction = extractor.extract(document(TOP + told))
    names = {c.name for c in extraction.claims if c.kind == "skill"}
    assert {"Vault balancing", "Spanish"} <= names
    assert not {name for name in names if " of " in name}


def test_ive_is_i_have(extractor: Extractor) -> None:
    told = "Where I’ve worked\n\nWelder, Tallow Yard\n2012 - 2019\n"
    assert jobs(extractor.extract(document(TOP + told))) == [Job("Welder", "Tallow Yard", "2012", "2019")]


def test_a_sentence_that_lists_work_shows_each_part(extractor: Extractor) -> None:
    told = (
        "Work experience\nLaboratory Assistant, Tallow Grain Quality Lab\n2016 - 2019\n"
        "Protein analysis, moisture testing, SOP writing, ISO 17025 audits.\n"
    )
    found = shown(extractor.extract(document(TOP + told)))
    assert {"Protein analysis", "moisture testing", "SOP writing"} <= found


def test_a_sentence_that_praises_a_place_shows_nothing(extractor: Extractor) -> None:
    told = "Work experience\nServer, Dino Diner\n2016 - 2019\nBusy nights, great people, cheap food.\n"
    assert shown(extractor.extract(document(TOP + told))) == set()


def test_what_was_done_below_the_name_of_a_skill_is_shown(extractor: Extractor) -> None:
    told = (
        "Skills summary\n\nCustomer Service\n- Resolved complaints and processed returns\n\n"
        "Cash Handling\n- Balanced drawers to the penny\n- Forklift\n\n"
        "Work history\nCashier, Food Fair, 2018 - 2023\n"
    )
    assert {"Resolved complaints", "processed returns", "Balanced drawers"} <= shown(
        extractor.extract(document(TOP + told))
    )


@pytest.mark.parametrize("mark", ["", "- "])
def test_jobs_that_nobody_dated_are_jobs(extractor: Extractor, mark: str) -> None:
    lines = ("Hotel housekeeper, Pueblo Plaza Inn", "Cafeteria worker, Tallow Unified Schools", "Cleaned rooms")
    told = "Jobs I've had\n" + "".join(f"{mark}{line}\n" for line in lines) + "\nSkills\nCleaning, cooking\n"
    extraction = extractor.extract(document(TOP + told))
    assert jobs(extraction) == [
        Job("Hotel housekeeper", "Pueblo Plaza Inn", None, None),
        Job("Cafeteria worker", "Tallow Unified Schools", None, None),
    ]
    assert "Cleaned rooms" in shown(extraction)


def test_an_undated_title_stands_above_its_employer(extractor: Extractor) -> None:
    told = (
        "Work experience\n\nMaintenance Technician\nBlue Heron Apartments\nFixed plumbing leaks, painted units.\n\n"
        "Assistant Electrician\nSparks & Daughters Electric\nPulled wire, bent conduit.\n\n"
        "Cashier, customer service, stocking\n"
    )
    assert jobs(extractor.extract(document(TOP + told))) == [
        Job("Maintenance Technician", "Blue Heron Apartments", None, None),
        Job("Assistant Electrician", "Sparks & Daughters Electric", None, None),
    ]


def test_a_town_and_its_country_are_in_no_employer(extractor: Extractor) -> None:
    told = "Work experience\nStaff Nurse, Al Wadi Specialist Hospital, Riyadh, KSA\n2016 - 2020\n- Ran the ward\n"
    assert jobs(extractor.extract(document(TOP + told))) == [
        Job("Staff Nurse", "Al Wadi Specialist Hospital", "2016", "2020")
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("CRCST - HSPA, certified 2019", [("CRCST", "HSPA", "2019", None)]),
        (
            "Registered Nurse, State of Ohio, License RN.0000000, active through 09/30/2027",
            [("Registered Nurse", "State of Ohio", None, "2027-09-30")],
        ),
        (
            "ASCM CPIM Part 1; Lean Six Sigma Green Belt; Forklift operator",
            [
                (name, None, None, None)
                for name in ("ASCM CPIM Part 1", "Lean Six Sigma Green Belt", "Forklift operator")
            ],
        ),
        (
            "Ohio CDL class A. TWIC card. DOT medical card good to 2026",
            [
                ("Ohio CDL class A", None, None, None),
                ("TWIC card", None, None, None),
                ("DOT medical card", None, None, "2026"),
            ],
        ),
        (
            "EPA Section 608 Universal (2016)\nNATE Air Conditioning Service, expires 11/2026\n"
            "Texas ACR Technician #00000",
            [
                ("EPA Section 608 Universal", None, "2016", None),
                ("NATE Air Conditioning Service", None, None, "2026-11"),
                ("Texas ACR Technician", None, None, None),
            ],
        ),
    ],
)
def test_papers_as_people_list_them(
    extractor: Extractor, line: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    entries = extractor.extract(document(f"{TOP}Certifications and licenses\n{line}\n\nSkills\nCleaning\n")).entries
    assert [(e.title, e.organization, e.start, e.end) for e in entries] == expected


def test_a_title_may_stand_behind_the_branch_of_the_forces(extractor: Extractor) -> None:
    told = (
        "Military experience\nU.S. Army, 91B Wheeled Vehicle Mechanic, SPC, Fort Hood, TX, 2012 - 2016\n"
        "- Repaired HMMWV engines\n\nUnited States Navy, USS Halvorsen, 2006 - 2011\n- Welded pipes\n"
    )
    entries = extractor.extract(document(TOP + told)).entries
    assert [(e.title, e.organization) for e in entries] == [
        ("91B Wheeled Vehicle Mechanic, SPC", "U.S. Army"),
        (None, "United States Navy"),
    ]


def test_a_time_is_no_employer(extractor: Extractor) -> None:
    for told in (
        "I worked as a nurse at night from 2018 to 2020.",
        "I was a cook at the same time from 2018 to 2020.",
    ):
        assert {job.organization for job in jobs(extractor.extract(document(f"{TOP}About me\n{told}\n")))} <= {None}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("TIPS; ; CPR",), ["TIPS", "CPR"]),
        (("Forklift", "first aid", "food handler"), ["Forklift", "first aid", "food handler"]),
        (
            ("Certified in CPR and", "Member of the Elks Lodge", "First Aid, Red Cross, 2019"),
            ["Certified in CPR and", "First Aid"],
        ),
        (("CPR to in " * 200 + "x",), None),
        (("Forklift card and\n" * 300,), None),
    ],
)
def test_odd_lists_of_papers(extractor: Extractor, lines: tuple[str, ...], expected: list[str] | None) -> None:
    body = "\n".join(lines)
    extraction = extractor.extract(document(f"{TOP}Certifications and licenses\n{body}\n\nSkills\nCleaning\n"))
    if expected is not None:
        assert [entry.title for entry in extraction.entries] == expected


def test_a_heading_marked_by_hand_is_not_planted(extractor: Extractor) -> None:
    told = "# Odalys Quimby\n\n## Skills\n\n- MIG welding\n- Forklift operation\n"
    made = document(told)
    assert instruction_spans(made.text) == ()
    assert {c.name for c in extractor.extract(made).claims} == {"MIG welding", "Forklift operation"}


def test_people_who_were_led_are_no_skill(extractor: Extractor) -> None:
    told = (
        "Dana Reyes\n\nEXPERIENCE\nMotor Sergeant, US Army, 2015 - 2020\n- Supervised a team of 12 mechanics\n"
        "- Rebuilt engines\n\nSKILLS\nMechanics\n"
    )
    found = [claim for claim in extractor.extract(document(told)).claims if claim.kind == "skill"]
    assert [claim.name for claim in found if claim.basis is Basis.STATED] == ["Mechanics"]
    assert "Supervised team of mechanics" in [claim.name for claim in found if claim.basis is Basis.DEMONSTRATED]


def test_what_is_stated_by_another_name_is_not_inferred(extractor: Extractor) -> None:
    told = "Dana Reyes\n\nEXPERIENCE\nOffice Clerk, Rook Capital, 2015 - 2020\n\nSKILLS\n{}\n"

    def inferred(skills: str) -> set[str]:
        claims = extractor.extract(document(told.format(skills))).claims
        return {claim.name for claim in claims if claim.basis is Basis.INFERRED}

    assert inferred("Filing") - inferred("Filing, Word") == {"Microsoft Word"}


def test_what_somebody_is_skilled_in_doing_is_stated(extractor: Extractor) -> None:
    told = "Dana Reyes\n\nSUMMARY\nSkilled in reading plans and estimating materials. Adept at filling a van.\n"
    found = [claim.name for claim in extractor.extract(document(told)).claims if claim.basis is Basis.STATED]
    assert found == ["reading plans", "estimating materials"]
