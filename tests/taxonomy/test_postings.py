"""Titles of postings to the titles alone."""

import pytest

from app.taxonomy.postings import alone, head, lesser, written_out


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Senior Java Developer (m/f/d) - Berlin", "Senior Java Developer - Berlin"),
        ("Mechatroniker (m/w/d)", "Mechatroniker"),
        ("RN - ICU - Nights - $10k sign-on", "RN - ICU"),
        ("Welder - $5,000 Sign-On Bonus!", "Welder"),
        ("Plumber - £12.50ph", "Plumber"),
        ("Painter / Full Time / $20 Hr", "Painter"),
        ("Data Analyst | $80k-$100k + benefits", "Data Analyst"),
        ("Data Analyst - 60-80K", "Data Analyst"),
        ("Warehouse Operative x3 immediate start", "Warehouse Operative"),
        ("Chef de Partie, 5* hotel", "Chef de Partie"),
        ("Cook 7p-7a", "Cook"),
        ("Cook - 6am-2pm, Mon-Fri", "Cook"),
        ("Night Shift Welder", "Welder"),
        ("Machinist, 2nd shift", "Machinist"),
        ("Front Desk Agent (Part-Time, Nights)", "Front Desk Agent"),
        ("Sales Manager (Remote - US)", "Sales Manager"),
        ("Nurse 0.8 FTE", "Nurse"),
        ("Nurse (12 Month FTC)", "Nurse"),
        ("Nurse (Contract to Hire)", "Nurse"),
        ("Nurse - Contract - Austin, TX - $45/hr", "Nurse"),
        ("Nurse - Bilingual Spanish", "Nurse"),
        ("NOW HIRING!! Cook!!!", "Cook"),
        ("Help Wanted: Cook", "Cook"),
        ("** Cook **", "Cook"),
        ("URGENT: Welder", "Welder"),
        ("REQ-10293 Welder - Job ID 48213", "Welder"),
        ("Accounting Clerk - Level II", "Accounting Clerk"),
        ("Server at Denny's", "Server"),
        ("CDL-A Truck Driver - Home Weekly - $1,500/week", "CDL-A Truck Driver"),
        ("Care Assistant - Start ASAP", "Care Assistant"),
        ("Cook (Tips + Benefits)", "Cook"),
        ("Cook ($20/hr + Benefits)", "Cook"),
        ("Cook - $20 day shift", "Cook"),
        ("Cook (Urgently Hiring Now)", "Cook"),
        ("Cook - Bilingual Spanish & Full Time", "Cook"),
        ("Cook - Seasonal, Temporary & Part-Time", "Cook"),
        ("Welder - Ref AB-12345-6", "Welder"),
        ("Walk-in Interview: Staff Nurse", "Staff Nurse"),
        ("Staff Nurse (Walk-in)", "Staff Nurse"),
    ],
)
def test_what_a_posting_says_beside_a_title_is_left_out(printed: str, title: str) -> None:
    assert alone(printed) == title


@pytest.mark.parametrize(
    "title",
    [
        "Manager, Payables",
        "RN - ICU",
        "Branch Manager - Retail Banking",
        "Director, R&D",
        "Cook/Dishwasher",
        "Owner/Operator",
        "H/W Engineer",
        "911 Dispatcher",
        "11B Infantryman",
        "3D Artist",
        "X-Ray Tech",
        "Grade 5 Teacher",
        "2 Year Old Teacher",
        "Teacher, 5th grade",
        "Nurse (OR)",
        "Urgent Care Nurse",
        "Night Auditor",
        "1st Shift Supervisor",
        "Hiring Manager",
        "Contract Manager",
        "Relocation Specialist",
        "Bonus Analyst",
        "Remote Sensing Technician",
        "Hybrid Vehicle Technician",
        "Attorney at Law",
        "Physical Therapist, PA",
        "7-11 Clerk",
        "Walk-in Cooler Tech",
        "Walk-In Clinic Nurse",
        # nothing but what tells no occupation
        "Part Time",
        "Days",
        "$20/hr",
    ],
)
def test_what_belongs_to_a_title_stays(title: str) -> None:
    assert alone(title) == title


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Bank Nurse", "Nurse"),
        ("Bank Manager", "Bank Manager"),
        ("Relief Pharmacist", "Pharmacist"),
        ("Apprentice Electrician", "Electrician"),
        ("Electrician Apprentice", "Electrician"),
        ("Day Care Worker", "Day Care Worker"),
        ("Remote Pilot", "Remote Pilot"),
        ("Senior", "Senior"),
        ("Holiday Representative", "Holiday Representative"),
        ("Midnight Baker", "Midnight Baker"),
    ],
)
def test_words_that_tell_the_terms_are_left_out(title: str, rest: str) -> None:
    assert lesser(title) == rest


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Asst Store Mgr", "assistant Store manager"),
        ("Maint. Tech", "maintenance technician"),
        ("Cust Svc Rep", "customer service representative"),
        ("Elec. Engineer", "electrical Engineer"),
        ("Constr. Laborer", "construction Laborer"),
        ("Equip Operator", "equipment Operator"),
        ("Resp. Therapist", "respiratory Therapist"),
        ("Dir, Facilities Mgmt", "director, Facilities management"),
        ("Response Coordinator", "Response Coordinator"),
        ("Line Tech", "Line technician"),
        ("Lab Tech.", "Lab technician"),
        ("Diesel Tech III", "Diesel technician III"),
        ("Lab Tech, Level 2", "Lab technician, Level 2"),
        ("Lead Eng 3", "Lead engineer 3"),
        ("Nail Tech (Rents a Chair)", "Nail technician (Rents a Chair)"),
        ("Eng Teacher", "Eng Teacher"),
        ("Tech Writer", "Tech Writer"),
        ("Tech Support Rep", "Tech Support representative"),
        ("Tech Lead", "Tech Lead"),
        ("Co-op Student", "Co-op Student"),
        ("Tech/Installer", "Tech/Installer"),
        ("Director of Development", "Director of Development"),
    ],
)
def test_short_words_of_titles_are_written_out(title: str, written: str) -> None:
    assert written_out(title) == written


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Branch Manager - Retail Banking", "Branch Manager"),
        ("Staff Nurse, ICU", "Staff Nurse"),
        ("RN - ICU", ""),
        ("Manager, Payables", ""),
        ("Branch Manager", ""),
    ],
)
def test_what_stands_before_a_department_is_the_title(title: str, first: str) -> None:
    assert head(title) == first
