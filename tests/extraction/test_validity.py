"""Until when a paper holds, wherever it is said: behind it, at the head of a column, among schools, in a letter."""

import pytest

from app.extraction.certificates.entries import certificate_entries
from app.extraction.headings.sections import sections
from app.extraction.letters import letter_entries
from app.extraction.lines.rows import rows
from app.extraction.model import Entry, EntryKind
from app.extraction.schooling.entries import school_entries
from app.extraction.words.validity import before_last_day, opens_until, tells_until
from tests.extraction.documents import document, lines

_Told = tuple[str | None, str | None, str | None]


def told(entries: list[Entry]) -> list[_Told]:
    return [(entry.title, entry.start, entry.end) for entry in entries]


@pytest.mark.parametrize(
    ("said", "tells", "opens", "before"),
    [
        ("CPR, good thru", True, False, True),
        ("Valid until", True, True, True),
        ("Expiry date:", True, True, True),
        ("expiring on", True, True, True),
        ("runs out in", True, True, True),
        ("renewal due", True, True, True),
        ("renewed", True, True, False),
        ("GOOD THRU NEXT SUMMER", True, True, False),
        ("recertified through", False, False, True),
        ("válida hasta", False, False, True),
        ("First Aid, Toronto", False, False, False),
        ("ASE Auto", False, False, False),
        ("exploring", False, False, False),
        ("a good start in", False, False, False),
        ("validated in", False, False, False),
    ],
)
def test_words_tell_until_when_something_holds(said: str, tells: bool, opens: bool, before: bool) -> None:
    assert (tells_until(said), opens_until(said), before_last_day(said)) == (tells, opens, before)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Guard card runs out 4/2027", ("Guard card", None, "2027-04")),
        ("Flagger card lasts until 6/2027", ("Flagger card", None, "2027-06")),
        ("Forklift card, expiring 05/2027", ("Forklift card", None, "2027-05")),
        ("CPR, good thru 2026", ("CPR", None, "2026")),
        ("First Aid, Toronto 2021", ("First Aid", "2021", None)),
        ("ASE Auto 2021", ("ASE Auto", "2021", None)),
        ("Blood runs card 2021", ("Blood runs card", "2021", None)),
    ],
)
def test_the_date_of_a_paper_is_the_last_day_where_words_say_so(line: str, expected: _Told) -> None:
    made, found = lines(line)

    assert told(certificate_entries(made, found, EntryKind.CERTIFICATION)) == [expected]


@pytest.mark.parametrize(
    ("head", "start", "end"),
    [("Good thru", None, "2027"), ("Valid to", None, "2027"), ("Expiry date", None, "2027"), ("Year", "2027", None)],
)
def test_the_dates_of_a_column_are_what_its_head_says(head: str, start: str | None, end: str | None) -> None:
    made, found = lines(f"Certification | Issued by | {head}\nForklift card | Elm Safety | 2027")

    assert told(certificate_entries(made, found, EntryKind.CERTIFICATION)) == [("Forklift card", start, end)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Hazard reports, good thru 05/2027", EntryKind.CERTIFICATION),
        ("Hazard reports, expiration 05/2027", EntryKind.CERTIFICATION),
        ("Hazard reports, 05/2017", EntryKind.COURSE),
    ],
)
def test_among_courses_what_holds_until_a_day_is_a_paper(line: str, kind: EntryKind) -> None:
    made, found = lines(f"Trench shoring class, 2019\n{line}")

    entries = school_entries(made, found, EntryKind.COURSE)

    assert [(entry.kind, entry.title) for entry in entries if entry.title != "Trench shoring class"] == [
        (kind, "Hazard reports")
    ]


@pytest.mark.parametrize(
    ("behind", "start", "end"),
    [
        ("that runs out in March 2027", None, "2027-03"),
        ("that is good until at least 2027", None, "2027"),
        ("that I got through Marion County in 2021", "2021", None),
        ("that I have kept current and got in 2021", "2021", None),
    ],
)
def test_a_letter_tells_until_when_a_paper_holds(behind: str, start: str | None, end: str | None) -> None:
    made = document(
        "Dear yard,\n\nI was a line cook at Sea House Grill in Salem from 2019 to 2021, with a crew of nine "
        f"people. I hold a food handler card {behind}."
    )

    papers = [one for one in letter_entries(made, sections(rows(made))) if one.kind is not EntryKind.EMPLOYMENT]

    assert told(papers) == [("food handler card", start, end)]
