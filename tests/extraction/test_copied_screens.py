"""Pages copied from screens: buttons, menus, counts and messages of others are nothing that somebody told."""

import pytest

from app.extraction.lines.rows import rows
from app.extraction.others_words import without_others_words
from app.extraction.screens import without_screen
from tests.extraction.documents import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Skip to main content\nHome\nMe\nExperience\nCook\nElm Grill\n…see more\nShow all 4 experiences",
            ["Experience", "Cook", "Elm Grill"],
        ),
        (
            "Education\nElm College logo\nElm College\nSkip to main content\nShow credential",
            ["Education", "Elm College"],
        ),
        (
            "Employment History [Add] [Edit]\nEducation [Add] [Edit] [Delete]\nElm High",
            ["Employment History", "Education", "Elm High"],
        ),
        ("Canva, Figma and +4 skills\nCreate a post\nActivity", ["Canva, Figma"]),
        (
            "Skills\nCanva\nShow all 14 skills\nMore profiles for you\nBea Roe\nBrand Manager at Oak Ltd",
            ["Skills", "Canva"],
        ),
        # one such line, or none, makes no screen of a text
        ("Home\nMore\nSkills\nSearch", ["Home", "More", "Skills", "Search"]),
        ("Print view\nJobs\nCook, Elm Grill, 2019", ["Print view", "Jobs", "Cook, Elm Grill, 2019"]),
    ],
)
def test_what_a_site_prints_is_left_out(text: str, expected: list[str]) -> None:
    assert [row.said for row in without_screen(rows(document(text)))] == expected


_ANSWER = "Hello,\nmy jobs:\nCook, Elm Grill, 2019 - now\nWaiter, Oak Inn, 2015 - 2019\nBest,\nAnn Roe\n"
_ASKED = "> Dear Ann,\n> please send your jobs\n> Bea Example, Advisor, Elm Jobs, 2018 - present\n"


def _left(text: str) -> str:
    made = document(text)
    return " / ".join(row.said for row in without_others_words(made.text, rows(made)))


def test_a_message_that_is_answered_is_not_of_the_worker() -> None:
    head = "On Mon, Jan 13, 2025 at 4:02 PM Bea Example <bea@example.com> wrote:\n"
    assert "Advisor" not in _left(f"{_ANSWER}{head}{_ASKED}")
    assert "Oak Inn" in _left(f"{_ANSWER}{head}{_ASKED}")
    # what is only passed on has no words of its own above it
    assert "Advisor" in _left(f"See below\n{head}{_ASKED}")
    # marks before lines alone tell of nobody else
    assert "Advisor" in _left(f"{_ANSWER}{_ASKED}")
