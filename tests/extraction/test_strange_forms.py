"""Forms of jobs that writers whom nobody knows have used: what is read of each carries to any resume of that form."""

import pytest

from app.extraction.extract import rule
from app.extraction.headings.columns import column_heads
from app.extraction.headings.hanging import with_hanging
from app.extraction.headings.openings import headings as headings_of
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.lasting import lasts
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.extraction.test_entries import told


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[Entry]:
    found = rule(document(text), frameworks).entries
    return [entry for entry in found if entry.kind in (kinds or (EntryKind.EMPLOYMENT,))]


def work(text: str, frameworks: Frameworks) -> list[tuple[str | None, ...]]:
    return [told(entry) for entry in entries(text, frameworks)]


def test_roles_within_the_time_of_an_employer_of_whom_a_sentence_tells_are_there(frameworks: Frameworks) -> None:
    text = """WORK EXPERIENCE

Millrace Insurance Group, Inc., Hartford, CT          1998 – Present
Millrace insures a good part of the boats of New England.

  Assistant to the President (2010 – Present)
  • Plan the yearly meeting

  Administrative Assistant, Marine Underwriting (1998 – 2010)
  • Typed policies

Lowell, Barr & Partners, Boston, MA          1994 – 1998
Secretary to the Managing Partner
  • Took dictation"""

    assert work(text, frameworks) == [
        ("Assistant to the President", "Millrace Insurance Group, Inc.", "2010", None),
        ("Administrative Assistant, Marine Underwriting", "Millrace Insurance Group, Inc.", "1998", "2010"),
        ("Secretary to the Managing Partner", "Lowell, Barr & Partners", "1994", "1998"),
    ]


def test_slanted_words_are_no_items(frameworks: Frameworks) -> None:
    text = """EXPERIENCE

**Pinewood Mall** (security, 40 people)
*Shift Supervisor* · Mar 2020 → present · Salem, OR
*Guard* · Jan 2017 → Mar 2020
- Walk two floors at night
- Write reports of each round
  Tools: radio, Packer

**Roy's Towing**
*Dispatcher* · 2014 → 2016 · remote
- Took calls of stranded drivers"""

    assert work(text, frameworks) == [
        ("Shift Supervisor", "Pinewood Mall", "2020-03", None),
        ("Guard", "Pinewood Mall", "2017-01", "2020-03"),
        ("Dispatcher", "Roy's Towing", "2014", "2016"),
    ]


def test_a_further_role_below_an_employer_may_say_where_it_was(frameworks: Frameworks) -> None:
    text = """Experience

Summit Credit Union
5 years 3 months

Branch Manager
January 2022 - Present (2 years 1 month)
Madison, Wisconsin

Assistant Branch Manager
November 2018 - January 2022 (3 years 3 months)
Madison, Wisconsin

Badger State Bank
Teller
2015 - 2018 (3 years)
Madison, Wisconsin"""

    assert work(text, frameworks) == [
        ("Branch Manager", "Summit Credit Union", "2022-01", None),
        ("Assistant Branch Manager", "Summit Credit Union", "2018-11", "2022-01"),
        ("Teller", "Badger State Bank", "2015", "2018"),
    ]


def test_a_city_may_be_who_one_works_for(frameworks: Frameworks) -> None:
    text = """WORK
PARKING OFFICER, CITY OF PINE BLUFFS, TX, 2016 TO 2022
CROSSING GUARD, PINE BLUFFS ISD, 2013 TO 2016"""

    assert work(text, frameworks) == [
        ("PARKING OFFICER", "CITY OF PINE BLUFFS", "2016", "2022"),
        ("CROSSING GUARD", "PINE BLUFFS ISD", "2013", "2016"),
    ]


def test_names_of_sections_may_hang_in_a_left_column(frameworks: Frameworks) -> None:
    text = """Name                  Ines Bakker
Mail                  ines.bakker@example.com

Job 1                 Line Cook, Harbor Fry House, Salem
                      May '19 – now
                      - fry station

Job 2                 Dish Washer, Blue Whale Diner
                      2016 – 2019

Training              Knife work, Coast Culinary School, 2018
                      Forklift card, 2020

Skills, out of 5      Grill 5
                      Sauces 4
                      Stock rotation 4
"""
    papers = entries(text, frameworks, EntryKind.CERTIFICATION, EntryKind.LICENCE, EntryKind.COURSE)

    assert work(text, frameworks) == [
        ("Line Cook", "Harbor Fry House", "2019-05", None),
        ("Dish Washer", "Blue Whale Diner", "2016", "2019"),
    ]
    assert "Forklift card" in {paper.title for paper in papers}


def test_labels_in_a_column_that_nothing_goes_on_below_head_nothing() -> None:
    made, found = lines("Skills      welding\nWork        2019\nTools       torch")

    assert with_hanging(made, found) == found


def test_a_town_may_stand_behind_a_bare_dash(frameworks: Frameworks) -> None:
    text = """Work Experience

Machine Operator
Cedar Molding & Die-Toledo, OH
May 2019 to Present
• Ran two presses by night

Production Worker
Glassco-Toledo, OH
June 2015 to May 2019
Packed glassware.

Caregiver for my uncle (unpaid)
At home
June 2013 to May 2015
• Cooked and drove him to the clinic
"""

    assert work(text, frameworks) == [
        ("Machine Operator", "Cedar Molding & Die", "2019-05", None),
        ("Production Worker", "Glassco", "2015-06", "2019-05"),
        ("Caregiver for my uncle (unpaid)", None, "2013-06", "2015-05"),
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("Ida Roe\nida@example.com\n\nW O R K\n\nElm Bar ..... mixer ..... 2019 – 2021", ["W O R K"]),
        ("Ida Roe\nida@example.com\n\n-- TASKS --\nx\n\n-- SCHOOLS --\ny", ["-- TASKS --", "-- SCHOOLS --"]),
        (
            "Ida Roe\nida@example.com\n\nTRAIL LEADERSHIP\n\nRan\n\nEDUCATION\n\nA\n\nSKILLS\n\nwelding",
            ["TRAIL LEADERSHIP"],
        ),
        (
            "Ida Roe\nida@example.com\n\nSchool\nElm High\n\nCertificates\nOSHA 10\n\nSports and clubs\nJudo",
            ["Sports and clubs"],
        ),
        (
            "Ida Roe\nida@example.com\n\nSkills\nknots\n\nJobs\nCook, Elm\n\nWhen I can work\nMondays",
            ["When I can work"],
        ),
    ],
)
def test_headings_that_nobody_knows_stand_as_the_known_ones_do(text: str, headings: list[str]) -> None:
    _, found = lines(text)
    marked = headings_of(found, column_heads(found))

    assert {found[i].said for i in marked} >= set(headings)


def test_names_of_employers_and_titles_are_no_headings() -> None:
    _, found = lines(
        "Ida Roe\nida@example.com\n\nWORK\nShoe lead\nElm Store\n2019 - 2021\n\n"
        "Elm Trust\nTeller\n2017 - 2019\n\nSCHOOL\nElm High"
    )

    assert {found[i].said for i in headings_of(found, column_heads(found))} == {"WORK", "SCHOOL"}


def test_who_a_profile_is_of_stands_amid_its_lists(frameworks: Frameworks) -> None:
    text = """Contact
555-0147 (Mobile)

Certifications
Registered Nurse
Pediatric Life Support

Ida Roe Calder
Nurse at Elm Street Hospital
Tacoma, Washington, United States

Experience

Elm Street Hospital
Nurse
2019 - 2021
"""
    papers = entries(text, frameworks, EntryKind.CERTIFICATION, EntryKind.LICENCE)

    assert [paper.title for paper in papers] == ["Registered Nurse", "Pediatric Life Support"]


@pytest.mark.parametrize(
    ("line", "told_"),
    [
        ("Cashier - Elm Market - 3 years", True),
        ("DoorHop / Courier / 6 years, dinner rush only", True),
        ("Usher at Grand Theatre for about 2 years", True),
        ("Deliver about 25 orders a week", False),
        ("Cashier with 3 years of practice", False),
        ("Worked for 3 years, Elm Market", False),
        ("Excel, 3 years", False),
        ("Nurse, licensed 3 years", False),
    ],
)
def test_a_title_an_employer_and_how_long_it_lasted_are_a_job(line: str, told_: bool) -> None:
    assert lasts(line) is told_


def test_jobs_may_be_told_with_their_length_alone(frameworks: Frameworks) -> None:
    text = """Ida Roe
ida@example.com

WHAT I DO NOW

TaskHop / Handyman / 5 years / 1,180 jobs / 4.9 stars
  Mount shelves, hang doors, patch drywall
Turno / Host / 2 years / two cars

WHAT I DID

Maintenance tech / Elm Glen Apartments (88 units) / 4 years
  Unit turns; unclogged drains
Assembler / Evergreen Bike Works / 2 years
"""

    assert work(text, frameworks) == [
        ("Handyman", "TaskHop", None, None),
        ("Host", "Turno", None, None),
        ("Maintenance tech", "Elm Glen Apartments", None, None),
        ("Assembler", "Evergreen Bike Works", None, None),
    ]


def test_an_employer_in_a_paragraph_of_its_own_is_that_of_the_roles_below(frameworks: Frameworks) -> None:
    text = """Ida Roe
ida@example.com

Public Service

CITY OF ELM FLATS, COLORADO
Community Department / Building Division

Senior Permit Technician                         Grade 21
from May 2022, continuing
Duties include: review of applications for completeness; scheduling of inspections.

Administrative Clerk, City Clerk's Office                         Grade 12
February 2016 – October 2018
Duties include: answering requests; preparing agenda packets.

Other Employment
Sales Clerk, Rancher's Wear, Pueblo, 2013 – 2016 while in college

Education
B.A. – Elm University – Geography – 2015
"""

    assert work(text, frameworks) == [
        ("Senior Permit Technician", "CITY OF ELM FLATS, COLORADO", "2022-05", None),
        ("Administrative Clerk, City Clerk's Office", "CITY OF ELM FLATS, COLORADO", "2016-02", "2018-10"),
        ("Sales Clerk", "Rancher's Wear", "2013", "2016"),
    ]


def test_offices_abroad_name_posts_and_who_gave_them(frameworks: Frameworks) -> None:
    text = """WORKING EXPERIENCE

Feb. 2024 till date:
Elm Bend Materials Testing, Houston
Post held: Field Technician (soil and concrete)

Aug. 2022 to Jan. 2024:
Name and address of employer: Ibom Construction Ltd.
Occupation or position held: Night Picker
"""

    assert work(text, frameworks) == [
        ("Field Technician (soil and concrete)", "Elm Bend Materials Testing", "2024-02", None),
        ("Night Picker", "Ibom Construction Ltd.", "2022-08", "2024-01"),
    ]


def test_academic_appointments_are_work(frameworks: Frameworks) -> None:
    text = "ACADEMIC APPOINTMENTS\n\n2019–\t\tLecturer, Elm Mesa College\n2013–2019\tTutor, Elm Mesa College"

    assert work(text, frameworks) == [
        ("Lecturer", "Elm Mesa College", "2019", None),
        ("Tutor", "Elm Mesa College", "2013", "2019"),
    ]


def test_what_was_done_may_be_told_behind_a_season(frameworks: Frameworks) -> None:
    text = """Ida Roe
ida@example.com

Things I have done
Snack Bar helper, West Valley Rowing Club, spring 2025. I took money and made change.
Dog walker, Elm Animal Shelter, 30 hours, summer 2024
"""

    assert work(text, frameworks) == [
        ("Snack Bar helper", "West Valley Rowing Club", "2025", "2025"),
        ("Dog walker", "Elm Animal Shelter", "2024", "2024"),
    ]


def test_a_branch_of_the_forces_may_be_part_of_a_drawn_heading(frameworks: Frameworks) -> None:
    text = """GySgt Ida Roe
ida@example.com

-- ASSIGNMENTS, U.S. MARINE CORPS --

JUN 2021 - SEP 2025   MOTOR TRANSPORT CHIEF (GYSGT, 3529)
UNIT: Combat Logistics Battalion 17, Camp Lejeune NC
>> Managed 212 vehicles

AUG 2016 - JUN 2021   OPERATIONS CHIEF (SSGT, 3537)
UNIT: Marine Wing Support Squadron 479
>> Planned 340 convoys

-- SCHOOLS --
Sergeants Course, 2013
"""
    service = entries(text, frameworks, EntryKind.MILITARY_SERVICE)

    assert [told(entry) for entry in service] == [
        ("MOTOR TRANSPORT CHIEF (GYSGT, 3529)", "U.S. MARINE CORPS", "2021-06", "2025-09"),
        ("OPERATIONS CHIEF (SSGT, 3537)", "U.S. MARINE CORPS", "2016-08", "2021-06"),
    ]
