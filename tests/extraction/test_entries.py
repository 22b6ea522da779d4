import pytest

from app.extraction.certificates.entries import certificate_entries
from app.extraction.jobs.entries import job_entries
from app.extraction.model import Entry, EntryKind
from app.extraction.schooling.entries import school_entries
from tests.extraction.documents import lines


def told(entry: Entry) -> tuple[str | None, ...]:
    return (entry.title, entry.organization, entry.start, entry.end)


def jobs(text: str, kind: EntryKind = EntryKind.EMPLOYMENT) -> list[Entry]:
    return job_entries(*lines(text), kind)


def test_title_then_employer_and_employer_then_title_are_told_apart() -> None:
    first = jobs("Forklift Operator\nDock & Sons, Toledo, OH\n03/2021 - Present\n- Loaded trailers by hand all day")
    second = jobs("Dock & Sons, Toledo, OH\nForklift Operator   03/2021 - Present\n- Loaded trailers by hand all day")

    assert told(first[0]) == told(second[0]) == ("Forklift Operator", "Dock & Sons", "2021-03", None)
    assert first[0].current
    assert first[0].location == "Toledo, OH"


def test_one_line_with_commas_is_taken_apart() -> None:
    (entry,) = jobs("Line Cook, Copper Plate Bistro, Albuquerque, NM   Nov 2021 – present")

    assert told(entry) == ("Line Cook", "Copper Plate Bistro", "2021-11", None)


def test_a_second_role_at_one_employer_is_an_entry_of_its_own_with_that_employer() -> None:
    entries = jobs(
        "Harbor & Pine Home, Manchester, NH\n"
        "Store Supervisor   Apr 2022 – Present\n"
        "- Opened and closed the store on four days each week\n"
        "Key Holder   Aug 2019 – Apr 2022\n"
        "- Counted down registers and made the bank deposit\n"
    )

    assert [told(e) for e in entries] == [
        ("Store Supervisor", "Harbor & Pine Home", "2022-04", None),
        ("Key Holder", "Harbor & Pine Home", "2019-08", "2022-04"),
    ]


def test_a_date_broken_by_a_narrow_column_is_read_whole_with_both_places() -> None:
    (entry,) = jobs(
        "April 2019 – June   Solar Installer\n2020   Highplains Solar Co-op, Cañon City, CO\n"
        "- Mounted racking and modules on residential roofs"
    )

    assert told(entry) == ("Solar Installer", "Highplains Solar Co-op", "2019-04", "2020-06")
    assert {"April 2019 – June", "2020"} <= {e.quote for e in entry.evidence}


def test_duties_belong_to_the_entry_above_them() -> None:
    text = "Welder   2012 to 2014\nNeches Fabrication LLC\n- Ran flux core on beams\n- Cut plate on the table"
    made, found = lines(text)

    (entry,) = job_entries(made, found, EntryKind.EMPLOYMENT)

    assert entry.body is not None
    assert made.text[slice(*entry.body)] == "Ran flux core on beams\n- Cut plate on the table"


def test_degree_programme_and_school_are_found_in_either_order() -> None:
    first = school_entries(*lines("Bachelor of Science in Nursing, Rio Puerco University   May 2017"))
    second = school_entries(*lines("Rio Puerco University\nB.S., Nursing\nMay 2017"))

    assert [(e.title, e.programme, e.organization, e.end) for e in first + second] == [
        ("Bachelor of Science", "Nursing", "Rio Puerco University", "2017-05"),
        ("B.S.", "Nursing", "Rio Puerco University", "2017-05"),
    ]


def test_each_school_is_an_entry_and_details_are_none() -> None:
    entries = school_entries(
        *lines(
            "Platte River Career College, Omaha, NE   2017 - 2018\nDiploma, Medical Billing and Coding\nGPA 3.9\n"
            "Woodmere High School\nHigh School Diploma, 2016"
        )
    )

    assert [(e.title, e.organization) for e in entries] == [
        ("Diploma", "Platte River Career College"),
        ("High School Diploma", "Woodmere High School"),
    ]


def test_a_certification_has_issuer_issue_date_and_expiry() -> None:
    entries = certificate_entries(
        *lines(
            "ServSafe Manager, National Restaurant Association, issued 2022, expires 05/2027\n"
            "CPR/AED, First Aid | Colorado Journeyman Electrician License\n"
            "2021   OSHA 30-Hour Construction"
        ),
        EntryKind.CERTIFICATION,
    )

    assert [(e.kind.value, *told(e)) for e in entries] == [
        ("certification", "ServSafe Manager", "National Restaurant Association", "2022", "2027-05"),
        ("certification", "CPR/AED", None, None, None),
        ("certification", "First Aid", None, None, None),
        ("licence", "Colorado Journeyman Electrician License", None, None, None),
        ("certification", "OSHA 30-Hour Construction", None, "2021", None),
    ]


def test_every_evidence_is_the_slice_of_the_text() -> None:
    made, found = lines("Forklift Operator, Dock & Sons, Toledo, OH   03/2021 - Present\n- Loaded trailers by hand")

    for entry in job_entries(made, found, EntryKind.EMPLOYMENT):
        for evidence in entry.evidence:
            assert made.text[evidence.start : evidence.end] == evidence.quote


def test_entries_among_bullets_and_entries_without_a_date_are_read() -> None:
    listed = jobs(
        "- Receptionist, Bloom Clinic, 2010 to 2013\n- Waiter, Prairie Inn, 2006 to 2010\n- Cashier, Target"
    )
    spread = jobs(
        "Room Attendant at Hotel Park\nApril 2019 - 2020\n- Cleaned rooms\n- Changed linen\n"
        "Cleaner at Bright Shine Co.\nbefore that\n- Mopped floors\n- Emptied bins"
    )

    assert [told(e) for e in listed] == [
        ("Receptionist", "Bloom Clinic", "2010", "2013"),
        ("Waiter", "Prairie Inn", "2006", "2010"),
        ("Cashier", "Target", None, None),
    ]
    assert [told(e) for e in spread] == [
        ("Room Attendant", "Hotel Park", "2019-04", "2020"),
        ("Cleaner", "Bright Shine Co.", None, None),
    ]


def test_what_stands_beside_an_employer_or_title_is_no_part_of_it() -> None:
    (agency,) = jobs("Inspector (contract, via Temp Services)\nPrairie Wing Supply\n2013 - 2016\n- Sampled lots")
    (city,) = jobs("In-house designer\nSaguaro Outdoor Co. / Tucson   2017 - 2020\n- Laid out a catalog")
    (guard,) = jobs("Ohio Army National Guard, Specialist, 88M, 2003 - 2009, honorable discharge")

    assert told(agency)[:2] == ("Inspector", "Prairie Wing Supply")
    assert told(city)[:2] == ("In-house designer", "Saguaro Outdoor Co.")
    assert told(guard)[:2] == ("Specialist, 88M", "Ohio Army National Guard")


def test_fields_without_a_degree_are_programmes_and_towns_are_none() -> None:
    entries = school_entries(
        *lines(
            "Clackamas Community College, Baking & Pastry, 2017 - 2018, unfinished\n\n"
            "Inver Hills College, Grove Heights\nGraduate Certificate in Paralegal Studies, 2014\n\n"
            "Reedley Community College: A.S. Fire Technology (in progress, 9 units left)\n\n"
            "Plumbing apprenticeship (UA Local 11), 2013-2018\n\n"
            "60 credits toward B.S.Ed., Juniata Valley University, 2015"
        )
    )

    assert [(e.title, e.programme, e.organization, e.current) for e in entries] == [
        (None, "Baking & Pastry", "Clackamas Community College", False),
        ("Graduate Certificate", "Paralegal Studies", "Inver Hills College", False),
        ("A.S.", "Fire Technology", "Reedley Community College", True),
        ("Plumbing apprenticeship", None, "UA Local 11", False),
        ("B.S.Ed.", None, "Juniata Valley University", False),
    ]


def test_a_field_in_brackets_and_the_school_behind_it_are_told_apart() -> None:
    entries = school_entries(
        *lines(
            "M.Tech (Computer Science), IIT Madras, 2015\n\nB.E. Electronics, Anna University - 2013\n\nWinner, 2019"
        )
    )

    assert [(e.title, e.programme, e.organization, e.end) for e in entries] == [
        ("M.Tech", "Computer Science", "IIT Madras", "2015"),
        ("B.E.", "Electronics", "Anna University", "2013"),
    ]


def test_the_same_company_is_the_one_above() -> None:
    entries = jobs(
        "Data Engineer, Quanta Retail Ltd.   2016 - 2021\n- Built pipelines for sales data\n"
        "Software Trainee (same company)   2015 - 2016\n- Wrote reports for stores"
    )

    assert [(e.title, e.organization) for e in entries] == [
        ("Data Engineer", "Quanta Retail Ltd."),
        ("Software Trainee", "Quanta Retail Ltd."),
    ]


def test_numbers_and_bodies_in_brackets_are_no_part_of_a_certification() -> None:
    entries = certificate_entries(
        *lines(
            "- Certified Quality Inspector (ASQ), certificate 8841, 2017\n"
            "- Licensed Social Worker (NJ 44SL0612), renewal due 8/31/2026\n"
            "- thru 05/2027   Penetrant Testing Level II\n"
            "- Notary Public, commission expires January 31, 2030"
        ),
        EntryKind.CERTIFICATION,
    )

    assert [told(e) for e in entries] == [
        ("Certified Quality Inspector", "ASQ", "2017", None),
        ("Licensed Social Worker", None, None, "2026-08-31"),
        ("Penetrant Testing Level II", None, None, "2027-05"),
        ("Notary Public", None, None, "2030-01-31"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "First Keystone: Teller, 2015-2019",
        "Teller: First Keystone, 2015-2019",
        "Teller (First Keystone), 2015-2019",
        "2015-2019 Teller. First Keystone, Erie",
        "Employer: First Keystone\nPosition: Teller\nDates: 2015 - 2019",
        "Job title: Teller   Company: First Keystone   2015 - 2019",
    ],
)
def test_colons_brackets_stops_and_labels_part_title_and_employer(line: str) -> None:
    assert [told(e) for e in jobs(f"{line}\n- Counted cash at the window")] == [
        ("Teller", "First Keystone", "2015", "2019")
    ]


@pytest.mark.parametrize(
    ("line", "title", "organization"),
    [
        ("Construction Laborer, Saguaro Builders, Phoenix, AZ", "Construction Laborer", "Saguaro Builders"),
        ("Quality Inspector, Gabilan Berry Packers, Salinas, CA", "Quality Inspector", "Gabilan Berry Packers"),
        ("Ayudante general, Muebles Hidalgo", "Ayudante general", "Muebles Hidalgo"),
        ("FITTER / DOCK & SONS / TOLEDO OH", "FITTER", "DOCK & SONS"),
        ("Deckhand, F/V Ocean Pearl", "Deckhand", "F/V Ocean Pearl"),
        ("WHEELED VEHICLE MECHANIC, SSG, 91X / U.S. ARMY", "WHEELED VEHICLE MECHANIC, SSG, 91X", "U.S. ARMY"),
        ("Corpsman (civilian: medic), United States Navy, USS Bay", "Corpsman", "United States Navy"),
    ],
)
def test_title_and_employer_of_one_line(line: str, title: str, organization: str) -> None:
    (entry,) = jobs(f"{line}\n2019 - 2021\n- Loaded trailers by hand all day long, every day of the week")

    assert told(entry) == (title, organization, "2019", "2021")


def test_roles_below_a_dated_employer_and_a_line_about_it_have_that_employer() -> None:
    entries = jobs(
        "Ozark Foods, Inc., Springdale, Arkansas  June 2008 - Present\n"
        "Frozen chicken; three plants, 1,900 employees\n"
        "Production Manager, Plant 2  March 2021 - Present\n"
        "- Directed three shifts and eleven supervisors on nine lines, and reported to the plant manager\n"
        "Line Lead, Plant 1  June 2008 - March 2021\n"
        "- Set up and adjusted tumblers, batter applicators and fryers\n"
    )

    assert [told(e) for e in entries] == [
        ("Production Manager", "Ozark Foods, Inc.", "2021-03", None),
        ("Line Lead", "Ozark Foods, Inc.", "2008-06", "2021-03"),
    ]


def test_a_row_of_a_table_that_tells_what_was_done_is_an_entry() -> None:
    entries = jobs(
        "2/2017 - present  Prairie Market, Sioux City  Meat Cutter  Still there  Break down primals, tie roasts\n"
        "9/2009 - 1/2017  Doon Locker, Doon  Cutter  Owner retired, closed  Kill floor and skinning, custom cut "
        "cards, smoke hams and bacon"
    )

    assert [(e.title, e.start, e.end) for e in entries] == [
        ("Meat Cutter", "2017-02", None),
        ("Cutter", "2009-09", "2017-01"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "end"),
    [
        ("CPR para niños (vence 10/2026)", "CPR para niños", "2026-10"),
        ("ASE T2, T4, T6, through 12/2027", "ASE T2, T4, T6", "2027-12"),
        ("Kansas Real Estate License, Lic. SP00055512, exp. 06/01/2027", "Kansas Real Estate License", "2027-06-01"),
        ("Certified Entertainment Electrician / exp 4/2028", "Certified Entertainment Electrician", "2028-04"),
    ],
)
def test_a_certification_without_its_number_and_words_of_dates(line: str, title: str, end: str) -> None:
    (entry,) = certificate_entries(*lines(line), EntryKind.CERTIFICATION)

    assert (entry.title, entry.end) == (title, end)


@pytest.mark.parametrize(
    ("line", "title", "school"),
    [
        ("Old Harbor Point School diploma 2016", "diploma", "Old Harbor Point School"),
        ("HS diploma, White Oak HS, 2010", "HS diploma", "White Oak HS"),
        ("Abitur, Regiomontanus-Schule, 2009", "Abitur", "Regiomontanus-Schule"),
        ("Bachiller en Ciencias, Liceo Bracamonte, 2002", "Bachiller en Ciencias", "Liceo Bracamonte"),
    ],
)
def test_schools_of_many_countries(line: str, title: str, school: str) -> None:
    (entry,) = school_entries(*lines(line))

    assert (entry.title, entry.organization) == (title, school)


def test_the_town_behind_a_school_is_no_programme() -> None:
    (entry,) = school_entries(*lines("Bachiller en Ciencias\nLiceo Ana Bracamonte, Cabimas\n2002"))

    assert (entry.organization, entry.programme, entry.location) == ("Liceo Ana Bracamonte", None, "Cabimas")


def test_a_place_alone_above_a_degree_is_no_school() -> None:
    found = school_entries(
        *lines("Toledo, OH\nAssociate of Science in Welding, 2015\nBachelor of Arts in History, 2019")
    )
    assert [entry.organization for entry in found] == [None] * len(found)


def test_a_course_on_its_way_below_one_that_has_its_date_is_an_entry_of_its_own() -> None:
    text = "Electrical Theory I, Durham Tech, Spring 2022, grade A\nBlueprint reading (in progress)"
    first, second = school_entries(*lines(text), kind=EntryKind.COURSE)
    assert (first.title, first.organization, first.end) == ("Electrical Theory I", "Durham Tech", "2022")
    assert (second.title, second.end, second.current) == ("Blueprint reading", None, True)


def test_a_short_sentence_about_oneself_is_no_school() -> None:
    (entry,) = school_entries(*lines("GED 2015\nI don't have a college degree.\nNo experience with Python."))
    assert (entry.title, entry.organization, entry.location) == ("GED", None, None)
