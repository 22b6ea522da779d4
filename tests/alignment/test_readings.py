"""What of a name is looked up and searched for."""

import pytest

from app.alignment.candidates import skill_readings, title_readings
from app.taxonomy.gazetteer import TITLE_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from tests.alignment.test_align import aligned, chosen


def test_readings_are_distinct_and_begin_with_the_name_itself() -> None:
    readings = skill_readings("Advanced Excel skills (spreadsheets)")
    assert readings[0].text == "Advanced Excel skills (spreadsheets)"
    assert "Excel" in [reading.text for reading in readings]
    assert len({reading.text for reading in readings}) == len(readings)
    assert "Wound care" in [reading.text for reading in skill_readings("Wound care and dressing changes")]
    titles = title_readings("Line Cook / Prep Cook, Diner", ["Line Cook / Prep Cook"])
    assert [reading.text for reading in titles] == ["Line Cook / Prep Cook", "Line Cook", "Prep Cook"]


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Strong communication skills", "communication"),
        ("Hands-on experience with Docker", "Docker"),
        ("Trained in first aid", "first aid"),
        ("Working knowledge of SQL", "SQL"),
        ("Certified in HVAC", "HVAC"),
        ("Excel proficiency", "Excel"),
        ("Retail experience", "Retail"),
        # the same words in another form, or of another thing, are the skill
        ("Employee training", "Employee training"),
        ("Training new hires", "Training new hires"),
        ("Social work", "Social work"),
        ("Working with children", "Working with children"),
        ("Experience in customer experience", "customer experience"),
        ("User experience", "User experience"),
        ("General ledger", "General ledger"),
        ("Sign in", "Sign in"),
        ("Trained 60 staff", "Trained staff"),
        # how many, and in what time
        ("Answer 30 calls a day", "Answer calls"),
        ("Managed $900K of consigned inventory", "Managed of consigned inventory"),
        ("Supervise two staff accountants", "Supervise staff accountants"),
        ("Delivered 180 packages per shift", "Delivered packages"),
        ("Manage a team of 19", "Manage a team"),
        # figures that tell what it is
        ("Respond to 911 calls", "Respond to 911 calls"),
        ("Windows 10 administration", "Windows 10 administration"),
        ("Operating 10-key", "Operating 10-key"),
        ("Read 2D drawings", "Read 2D drawings"),
        ("Basic", "Basic"),
    ],
)
def test_words_that_say_nothing_are_cut_from_what_is_searched(name: str, searched: str) -> None:
    assert next(reading.text for reading in skill_readings(name) if reading.bare) == searched


def test_who_was_trained_in_something_may_know_it(installed: Frameworks) -> None:
    assert chosen(aligned(installed, "CPR training"))["esco"][0] == "resuscitation"
    assert chosen(aligned(installed, "Employee training"))["esco"][0] == "train employees"


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Store Manager, Cielo Vista Mall", "First-Line Supervisors of Retail Sales Workers"),
        ("Package Handler, twilight sort", "Laborers and Freight, Stock, and Material Movers, Hand"),
        ("Company Driver, OTR", "Heavy and Tractor-Trailer Truck Drivers"),
        # letters of an occupation say which nurse
        ("Charge Nurse, LPN", "Licensed Practical and Licensed Vocational Nurses"),
        ("Private Duty Nurse, LPN", "Licensed Practical and Licensed Vocational Nurses"),
        # terms of work say nothing of it
        ("Business Analyst x 5 positions", "Management Analysts"),
        ("HVAC Technician 7p-7a", "Heating, Air Conditioning, and Refrigeration Mechanics and Installers"),
        ("Relief Store Manager", "First-Line Supervisors of Retail Sales Workers"),
        ("Project Manager at Rook Logistics", "Project Management Specialists"),
    ],
)
def test_what_stands_behind_a_title_hides_no_occupation(installed: Frameworks, title: str, occupation: str) -> None:
    assert chosen(aligned(installed, title, "employment"))["onet"][0] == occupation


@pytest.mark.parametrize(
    ("title", "framework", "occupation"),
    [
        # listed for just these words
        ("Legal Secretary", "esco", "legal administrative assistant"),
        ("911 Dispatcher - Nights", "onet", "Public Safety Telecommunicators"),
        # another name of just one occupation
        ("Tower Climber", "onet", "Radio, Cellular, and Tower Equipment Installers and Repairers"),
        ("Senior Quantity Surveyor (m/f/d)", "onet", "Cost Estimators"),
        ("Warehouse Operative - $18/hr - Immediate Start", "esco", "warehouse order picker"),
        ("Quality Inspector 0.8 FTE", "esco", "product quality inspector"),
        # before the department
        ("Branch Manager - Retail Banking", "esco", "branch manager"),
        # in short words
        ("Asst Store Mgr", "onet", "First-Line Supervisors of Retail Sales Workers"),
        ("Prod Supv", "onet", "First-Line Supervisors of Production and Operating Workers"),
        ("Sales Associate - Part Time", "onet", "Retail Salespersons"),
    ],
)
def test_an_occupation_that_is_called_so_is_ranked_first(
    installed: Frameworks, title: str, framework: str, occupation: str
) -> None:
    assert rank(title, installed, framework=framework, kinds=TITLE_KINDS)[0].concept.name == occupation


@pytest.mark.parametrize(
    "title",
    ["Principal Engineer", "Assistant Vice President", "Program Coordinator", "Operations Executive - Nights"],
)
def test_titles_that_say_too_little_are_none(installed: Frameworks, title: str) -> None:
    assert {"esco", "onet"} <= set(aligned(installed, title, "employment", title).unaligned)


def test_a_rank_alone_is_none_whatever_stands_behind_it(installed: Frameworks) -> None:
    assert "Manager" not in [reading.text for reading in title_readings("Manager, Payables", ["Manager, Payables"])]
    assert "onet" in aligned(installed, "Owner, Elm Street", "employment").unaligned


@pytest.mark.parametrize(
    ("duty", "label"),
    [
        ("Trained 60 staff", "train employees"),
        ("Managed 5 staff", "manage staff"),
        ("loaded 4 trailers a night", "load cargo"),
        ("Supervised a crew of 8", "supervise crew"),
    ],
)
def test_how_many_there_were_hides_no_concept(installed: Frameworks, duty: str, label: str) -> None:
    assert chosen(aligned(installed, duty))["esco"][0] == label


@pytest.mark.parametrize("duty", ["Trained cashiers", "Supervised swimming"])
def test_who_trains_or_supervises_others_does_not_do_their_work(installed: Frameworks, duty: str) -> None:
    assert "esco" in aligned(installed, duty).unaligned


@pytest.mark.parametrize(
    ("duty", "label"),
    [("Plan and lead activities", None), ("Plan menus", "plan menus"), ("Troubleshoot circuits", "troubleshoot")],
)
def test_a_verb_that_says_little_alone_is_no_concept_of_what_it_is_done_to(
    installed: Frameworks, duty: str, label: str | None
) -> None:
    names = {name for name, _ in chosen(aligned(installed, duty)).values()}
    assert label in names if label else "plan" not in names


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("Charge Nurse (LPN)", "Licensed Practical and Licensed Vocational Nurses"),
        ("Charge Nurse (RN)", "Registered Nurses"),
        ("Charge Nurse (nights)", "Registered Nurses"),
    ],
)
def test_letters_in_brackets_tell_the_occupation(installed: Frameworks, title: str, occupation: str) -> None:
    names = {name for name, _ in chosen(aligned(installed, title, "employment")).values()}
    assert occupation in names
