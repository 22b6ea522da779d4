"""Forms of jobs that writers whom nobody knows have used: what is read of each carries to any resume of that form."""

import pytest

from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
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
