"""What phrases of duties are called."""

import pytest

from app.extraction.skills.short_names import short_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Delivered 180 packages a day", "Delivered packages"),
        ("Ran 2 Haas VF-2 mills", "Ran Haas VF-2 mills"),
        ("Closed B2B sales of $1.2M", "Closed B2B sales"),
        ("Mentored a team of four junior\ndevelopers", "Mentored team of junior developers"),
        ("Replaced breakers and panels", "Replaced breakers and panels"),
        ("Implemented various pro-\ntotypes", "Implemented prototypes"),
        ("Performed a two-day simulation", "Performed two-day simulation"),
        ("Sold 640", "Sold 640"),
        ("Accounted for $14M of equipment", "Accounted for equipment"),
        ("Managed $4 million worth of inventory", "Managed inventory"),
        ("Managed a budget of $2.3 million", "Managed budget"),
        ("Oversaw $1.2M in annual sales", "Oversaw annual sales"),
        ("Cooked for 120 residents three times a day", "Cooked for residents"),
        ("Handled 60 calls/day", "Handled calls"),
        ("Delivered the New York Times", "Delivered New York Times"),
        ("Led a team of 12 mechanics", "Led team of mechanics"),
        ("Trained new cooks", "Trained new cooks"),
        ("Ran 3 and 4 axis vertical mills", "Ran 3 and 4 axis vertical mills"),
    ],
)
def test_the_name_of_a_phrase_has_no_amounts_and_articles(said: str, name: str) -> None:
    assert short_name(said) == name


def test_what_is_left_of_two_amounts_is_no_part_of_a_name() -> None:
    assert short_name("Operated 4K and 10K forklifts") == "Operated forklifts"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("hauled produce & dry goods 11 western states", "hauled produce & dry goods"),
        ("Shipped frozen fish 20 pallets", "Shipped frozen fish"),
        ("picked 120 units/hr", "picked 120 units"),
        ("Drove 3,000 miles a week", "Drove 3,000 miles"),
        ("Cut 30 ft of pipe", "Cut pipe"),
        ("welded 2 to 24 inch carbon pipe", "welded carbon pipe"),
        ("packed 90 cartons/h", "packed cartons"),
        ("Led a crew of 8 roofers", "Led crew of roofers"),
        ("Built 12 decks, 5 sheds", "Built decks, sheds"),
        ("Repaired over 40 small engines", "Repaired small engines"),
    ],
)
def test_no_name_goes_over_figures_behind_a_thing(said: str, name: str) -> None:
    assert short_name(said) == name
