"""Duties whose verb stands behind how they were done, in lines of small letters, and with figures amid them."""

import pytest

from app.documents.spans import Spans
from app.extraction.skills.duties import listed_duties, phrases, shown
from app.extraction.skills.short_names import short_name
from tests.extraction.documents import lines


def shows(duty: str) -> list[str]:
    return [duty[start:end] for start, end in phrases(duty, 0, len(duty))]


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        (
            "MIG and stick welded plate, pipe and angle iron to AWS D1.1",
            "MIG and stick welded plate, pipe and angle iron",
        ),
        ("TIG welded 2 to 24 inch duct for boilers", "TIG welded 2 to 24 inch duct"),
        ("Spray painted gates on site", "Spray painted gates"),
        ("Hand-dug trenches in clay", "Hand-dug trenches"),
        ("Saw-cut and jackhammered slabs", "Saw-cut and jackhammered slabs"),
        ("Carefully lifted and turned residents", "lifted and turned residents"),
        ("Tenderly fed and washed calves", "fed and washed calves"),
        ("Both ran and set up the press brake", "ran and set up the press brake"),
        ("SMAW and GTAW of boiler tubes in tight spaces", "SMAW and GTAW of boiler tubes"),
        ("did pre trip and post trip inspections", "pre trip and post trip inspections"),
        ("Pre and post shift equipment checks", "Pre and post shift equipment checks"),
        ("Taught two helpers how to set up a jig and check for square", "Taught two helpers how to set up a jig"),
        ("loaded/unloaded trailers w/ stand up lifts", "loaded/unloaded trailers"),
        ("Reported bruises and falls to the nurse", "Reported bruises and falls"),
        ("stood hole watch", "stood hole watch"),
    ],
)
def test_the_verb_may_stand_behind_how_it_was_done(duty: str, expected: str) -> None:
    assert expected in shows(duty)


@pytest.mark.parametrize(
    "duty",
    [
        "Passed 97 % of spot checks",
        "Reported directly to the owner",
        "Fresh baked bread",
        "Privately held maker of pumps",
        "Family owned orchard",
        "GM certified dealership",
        "Showed guests why",
    ],
)
def test_what_is_an_outcome_or_no_work_gives_no_phrase(duty: str) -> None:
    assert [said for said in shows(duty) if len(said.split()) > 2] == []


def test_lines_in_small_letters_that_begin_with_their_verbs_are_duties_of_their_own() -> None:
    made, found = lines("hauled feed and hay\nslid tandems\nwashed barns and\nyards")
    said = [made.text[s.start : s.end] for s in shown(made.text, None, found, Spans([]), lambda *_: 0.7)]
    assert said == ["hauled feed and hay", "slid tandems", "washed barns and\nyards"]
    made, found = lines("bathing and dressing residents\ntook vitals\ntrained new aides")
    said = [made.text[s.start : s.end] for s in shown(made.text, None, found, Spans([]), lambda *_: 0.7)]
    assert said == ["bathing and dressing residents", "took vitals", "trained new aides"]


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("Created a variety of ads relating to farm brands", "Created a variety of ads"),
        ("Oversaw an account team tasked with resale", "Oversaw an account team"),
        ("Set up craft and sensory activities tied to the weekly theme", "Set up craft and sensory activities"),
        ("Kept the supply closet stocked for nurses", "Kept the supply closet stocked"),
        ("Planted cover seed in fall", "Planted cover seed"),
        (
            "Plan, organize and coordinate quarterly town meetings",
            "Plan, organize and coordinate quarterly town meetings",
        ),
        ("Washed, dried and folded daily", "dried and folded"),
        ("Preparation of monthly management accounts", "Preparation of monthly management accounts"),
        ("preparation of daily reports", "preparation of daily reports"),
        ("Consultation and fitting of progressive lenses", "Consultation and fitting of progressive lenses"),
        ("Quantity takeoff of drywall", "Quantity takeoff of drywall"),
        ("Worked grill and fry stations on weekends", "Worked grill and fry stations"),
        ("Answered calls, used the pallet jack", "used the pallet jack"),
        ("Consult with every guest", "Consult with every guest"),
        ("Set rooms, did the produce order", "did the produce order"),
        ("Threw a 6-pallet load", "Threw a 6-pallet load"),
        ("Peel and dice onions for service", "Peel and dice onions"),
        ("Dust blinds, prioritize tickets", "prioritize tickets"),
        ("Remodel kitchens", "Remodel kitchens"),
        ("Grind stumps, feed the chipper", "feed the chipper"),
        ("Weed and mulch beds", "Weed and mulch beds"),
        ("Fed calves, bred cows", "bred cows"),
    ],
)
def test_a_phrase_ends_with_what_it_was_done_to(duty: str, expected: str) -> None:
    assert expected in shows(duty)


@pytest.mark.parametrize(
    "duty",
    ["Research integrated into products", "Worked here", "Worked full time", "Worked weekends", "used to haul"],
)
def test_what_became_of_something_and_when_somebody_worked_is_no_phrase(duty: str) -> None:
    assert shows(duty) == []


def test_figures_that_say_how_large_a_thing_is_stay_within_its_name() -> None:
    assert short_name("mentored a dynamic 30 member team") == "mentored dynamic member team"
    assert short_name("hauled dry freight 48 states") == "hauled dry freight"
    assert short_name("Closed out 210 old contracts") == "Closed out old contracts"


def test_lines_below_a_colon_that_begin_with_what_is_done_are_duties_of_their_own() -> None:
    made, found = lines(
        "Responsible for:\nsoldering boards to class 3\nreading prints\nreworking parts under a\nmicroscope"
    )
    said = [made.text[s.start : s.end] for s in shown(made.text, None, found, Spans([]), lambda *_: 0.7)]
    assert said == ["soldering boards", "reading prints", "reworking parts"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("- Stoma care, trach suctioning", ["Stoma care", "trach suctioning"]),
        ("- Ran drills, led groups", []),
        ("- Morning shift, north side", []),
    ],
)
def test_two_nouns_of_work_are_a_list(said: str, expected: list[str]) -> None:
    made, found = lines(said)
    assert [made.text[s.start : s.end] for s in listed_duties(made.text, found, lambda _: False)] == expected


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        (
            "• 4 am bake: mix, shape and bake sourdough, croissants, focaccia",
            ["shape and bake sourdough", "croissants", "focaccia"],
        ),
        ("• we need. Kitchens, additions, porches", ["additions", "porches"]),
        ("• Kitchens, St. Mary chapels, porches", ["Kitchens", "St. Mary chapels", "porches"]),
    ],
)
def test_when_it_was_done_and_the_end_of_a_sentence_are_no_part_of_a_list(duty: str, expected: list[str]) -> None:
    document, rows = lines(duty)
    found = listed_duties(document.text, rows, lambda _: False)
    assert [document.text[one.start : one.end] for one in found] == expected
