"""What was used in duties: names written as no common word is, and names beside products."""

import pytest

from app.extraction.model import Basis
from app.extraction.skills.instruments import known_tools, lettered, used
from tests.extraction.documents import lines


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Chart patients in eClinicalWorks", ["eClinicalWorks"]),
        ("Enter data in IMDS and G081", ["IMDS", "G081"]),
        ("Tested with LabWare LIMS, HPLC", ["LabWare LIMS", "HPLC"]),
        ("Wrote tests using Playwright", ["Playwright"]),
        ("Pick orders using RF scanners", ["RF scanners"]),
        ("Wrote reports using SQL queries", ["SQL"]),
        ("Worked with the CEO in FY2023", []),
        ("Worked with Elm County in Dover", []),
        ("Published in JMLR", []),
        ("Tracked defects in Jira, Zephyr and TestRail", ["Zephyr", "TestRail"]),
        ("Replaced cron with Loki/SQL and PagerDuty.", ["Loki", "PagerDuty"]),
        ("Built charts with Vue, SQL and D3.js, used by all", ["Vue", "D3.js"]),
        ("Wrote pages with Next.js", ["Next.js"]),
        ("Worked closely with Elm Aerospace, SQL and Tern on a bid", []),
        ("Managed servers in Boston, Dallas and Reno", []),
        ("Trained SQL, Sales and Finance teams", []),
        ("Met with Jira and Finance teams", []),
    ],
)
def test_what_was_used_in_a_duty_is_told_by_how_it_is_written(said: str, names: list[str]) -> None:
    made, rows = lines(f"- {said}")

    found = used(made.text, rows, lambda said: said == "SQL", lambda said: said in ("SQL", "Jira"))

    assert [made.text[s.start : s.end] for s in found] == names


_WRITTEN = (
    "stand-up lift",
    "slide board",
    "RF gun",
    "cherry picker",
    "bin counts",
    "lock out tag out",
    "TIG",
    "SMAW",
)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Moved guests with a stand-up lift and slide board", ["stand-up lift", "slide board"]),
        ("unloaded trucks w/ sit down + cherry picker,", ["cherry picker"]),
        ("RF gun, bin counts, 200 cartons/shift", ["RF gun", "bin counts"]),
        ("trained new hires on lock out tag out", ["lock out tag out"]),
        ("Picked orders using the RF gun for two years", ["RF gun"]),
        ("Worked with guests and nurses", []),
        ("Repaired the slide board", []),
        ("washed pans, fed the goats, RF gun.", ["RF gun"]),
        ("Worked on TIG", []),
    ],
)
def test_things_that_people_write_are_told_where_duties_use_or_list_them(said: str, names: list[str]) -> None:
    made, rows = lines(f"- {said}")

    found = known_tools(rows, _WRITTEN.__contains__)

    assert [made.text[s.start : s.end] for s in found] == names


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("TIG root and SMAW cap on chrome", ["TIG", "SMAW"]),
        ("SMAW on chrome for VIP guests", []),
        ("TIG and again TIG", []),
        ("TIG AND SMAW SHOP", []),
    ],
)
def test_letters_that_people_write_are_told_where_two_of_them_stand(said: str, names: list[str]) -> None:
    made, rows = lines(f"- {said}")

    found = lettered(made.text, rows, _WRITTEN.__contains__, Basis.STATED)

    assert [made.text[s.start : s.end] for s in found] == names
