import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.spans import Spans
from app.extraction.extract import Extractor
from app.extraction.model import Basis
from app.extraction.skills.clauses import _Clause
from app.extraction.skills.duties import (
    aimed,
    listed_duties,
    measures,
    phrases,
    shown,
    tells_duties,
    tells_duty,
)
from tests.extraction.documents import document, lines
from tests.taxonomy import small


def shows(duty: str) -> list[str]:
    return [duty[start:end] for start, end in phrases(duty, 0, len(duty))]


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("Replaced breakers and panels in occupied offices", ["Replaced breakers and panels"]),
        ("Washed windows, waxed floors and emptied bins nightly", ["Washed windows", "waxed floors", "emptied bins"]),
        ("Wrapped and labeled pallets for export", ["Wrapped and labeled pallets"]),
        ("Responsible for testing circuits before turn-over", ["testing circuits"]),
        ("Implemented pro-\ntotypes, tested tools", ["Implemented pro-\ntotypes", "tested tools"]),
        ("Installing gutters, downspouts and guards", ["Installing gutters, downspouts and guards"]),
        ("Plan and write monthly newsletter", ["Plan and write monthly newsletter"]),
        (
            "Led the rollout of a warehouse management system to 9 sites",
            ["Led the rollout of a warehouse management system"],
        ),
        ("Involved in unit testing and bug fixing.", ["unit testing", "bug fixing"]),
        ("Credited with", []),
        # what others did, and honours
        ("Praised by clients for patience", []),
        ("Adopted by two nursing teams", []),
        ("Nominated for best presentation award", []),
        ("Voted best barista", []),
        ("Featured in a trade magazine", []),
        ("Published findings, cited 340 times", ["Published findings"]),
        ("Maintained logs used by auditors", ["Maintained logs"]),
        ("Raised a seed round led by Larch Capital", ["Raised a seed round"]),
        ("Kept parts sorted by size", ["Kept parts sorted"]),
        ("Featured local cheeses on the menu", ["Featured local cheeses"]),
        ("Cited motorists for speeding", ["Cited motorists"]),
        ("Delivered new", []),
        ("Visit my web site", []),
        (
            "Helped 8 residents with bathing, dressing and meals",
            ["Helped 8 residents with bathing, dressing and meals"],
        ),
        ("Assisted two-person transfers with a lift", ["Assisted two-person transfers"]),
        ("Responsible for the daily operation of the front desk", ["operation of the front desk"]),
        ("In charge of inventory and ordering for 3 sites", ["inventory and ordering"]),
        (
            "Screened 200+ applications in Workday and trained 10+ staff",
            ["Screened 200+ applications", "trained 10+ staff"],
        ),
        ("Grew sales 25%, cut waste 18 % in a year", ["Grew sales", "cut waste"]),
        ("Keep logs and pass every county inspection since 2019", ["Keep logs", "pass every county inspection"]),
        ("Maintained a 98% on-time delivery rate", ["Maintained a 98% on-time delivery rate"]),
        ("Supervised up to 15 employees", ["Supervised up to 15 employees"]),
        ("Manage 1:1 and 1:2 ventilated patients, CRRT", ["Manage 1:1 and 1:2 ventilated patients"]),
        ("Roughed-in over 150 homes", ["Roughed-in over 150 homes"]),
        ("Trim 12–15 hedges a day, haul $2k loads", ["Trim 12–15 hedges a day", "haul $2k loads"]),
    ],
)
def test_a_duty_gives_its_verbs_with_what_they_are_done_to(duty: str, expected: list[str]) -> None:
    assert shows(duty) == expected


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("Saved $30,000 by renegotiating vendor contracts", ["renegotiating vendor contracts"]),
        ("Cut waste 12% by training cooks and tracking yields", ["training cooks", "tracking yields"]),
        ("Was trained by leading chefs", []),
        ("Sorted by operating room", []),
    ],
)
def test_what_was_done_to_reach_something_stands_behind_by(duty: str, expected: list[str]) -> None:
    found = shows(duty)

    assert [said for said in found if said.split()[0].endswith("ing")] == expected


def test_a_verb_alone_before_others_shows_nothing() -> None:
    duty = "Set up, prime & tear down dialysis machines; water checks (chlorine); charting"
    made, found = lines(duty)
    names = {made.text[s.start : s.end] for s in listed_duties(made.text, found, lambda _: False)}
    names |= {made.text[s.start : s.end] for s in shown(made.text, "e", found, Spans([]), lambda *_: 0.9)}
    assert "Set up" not in names
    assert any("dialysis machines" in name for name in names)


@pytest.mark.parametrize(
    "duty", ["Night shift, three days a week", "Promoted to lead in 2018", "Resolved 25 a day", "Worked here", ""]
)
def test_circumstances_honours_and_bare_numbers_are_no_duty(duty: str) -> None:
    assert shows(duty) == []


def test_a_duty_goes_on_over_the_end_of_its_line_and_the_quote_is_the_text() -> None:
    made, rows = lines("- Rebuilt pumps, aligned motors and welded\nbrackets for the press line")

    found = list(shown(made.text, "e-1", rows, Spans([]), lambda *_: 0.7))

    assert [made.text[s.start : s.end] for s in found] == ["Rebuilt pumps", "aligned motors", "welded\nbrackets"]
    assert {(s.basis, s.entry_id) for s in found} == {(Basis.DEMONSTRATED, "e-1")}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Served 300 guests a night", ["Served 300 guests a night"]),
        ("Served lunch to 200 children", ["Served lunch"]),
        ("Served as a mentor", []),
        ("Served honorably in two theaters", []),
        ("Served 4 years in Alaska", []),
        ("Oversaw $1.2M in annual sales", ["Oversaw $1.2M in annual sales"]),
        ("Oversaw 12 in Ohio", []),
        ("Looked after 12 toddlers", ["Looked after 12 toddlers"]),
        ("Cleaned after hours", []),
        ("Helped customers find products", ["Helped customers find products"]),
        ("Helped children learn to read", []),
        ("Made sure all trucks were loaded", []),
        ("Lead designer on branding projects", []),
        ("Manage three drafters; budgets to $600K", ["Manage three drafters"]),
        ("Launched the company's first loyalty program", ["Launched the company's first loyalty program"]),
        ("Reports for banks", ["Reports for banks"]),
        ("Manages budgets; orders parts for two yards", ["Manages budgets", "orders parts"]),
        ("I induce and monitor anesthesia, take x-rays", ["induce and monitor anesthesia", "take x-rays"]),
        ("I love helping kids learn to read", []),
        ("Followed up on denied claims", ["Followed up on denied claims"]),
        ("Set up and tore down event spaces", ["Set up and tore down event spaces"]),
        ("Hands-on experience with plotters", []),
        ("Ensured safe operation of forklifts", ["Ensured safe operation of forklifts"]),
        ("Troubleshot faults", ["Troubleshot faults"]),
        (
            "Provided wound care, medication administration and patient education",
            ["Provided wound care, medication administration", "patient education"],
        ),
        (
            "Wrote long plans, quite short leaflets and new signs",
            ["Wrote long plans, quite short leaflets"],
        ),
        (
            "Wrote long plans, quite short leaflets and drew signs",
            ["Wrote long plans, quite short leaflets", "drew signs"],
        ),
    ],
)
def test_small_words_and_objects_say_whether_something_was_done_and_what(said: str, found: list[str]) -> None:
    assert [said[start:end] for start, end in phrases(said, 0, len(said))] == found


def test_a_duty_that_is_a_list_of_names_gives_each_and_a_sentence_gives_none() -> None:
    made, rows = lines(
        "- Intubation, IO access, cardioversion and pacing\n- Interfacility: dialysis, discharge, transports\n"
        "- Cleaned floors, walls, windows\n- On call, nights and weekends of every third week, all year"
    )

    found = [made.text[s.start : s.end] for s in listed_duties(made.text, rows, lambda _: False)]

    assert found == ["Intubation", "IO access", "cardioversion and pacing", "dialysis", "discharge", "transports"]


def test_rows_tell_duties_when_most_open_with_a_verb() -> None:
    assert tells_duties(lines("- Chaired an auction\n- Recruited volunteers")[1])
    assert not tells_duties(lines("- Rookie of the year 2020\n- Silver medal")[1])


def test_what_is_weighed_of_a_phrase_says_verb_object_and_what_ends_it() -> None:
    told = measures("Tuned engines for racing", 0, 13, 0.5)

    assert {"verb tune", "last engines", "after for", "words 2"} <= set(told)
    assert told["amount"] == told["about"] == 0


@given(st.text(alphabet="cleaned floors, and washed; 3 of the cars for.()-\n", max_size=80))
def test_phrases_stand_inside_the_text_and_never_overlap(text: str) -> None:
    at = 0
    for start, end in phrases(text, 0, len(text)):
        assert at <= start < end <= len(text)
        at = end


@pytest.mark.parametrize(
    ("duty", "expected"),
    [
        ("I be training the new drivers on routes", ["training the new drivers"]),
        ("we was fixing the fryers every night", ["fixing the fryers"]),
        ("Since 2022 I train the new ones of my floor", ["train the new ones of my floor"]),
        ("Set up phone trees and led support circles for mothers", ["Set up phone trees", "led support circles"]),
        ("Write the quarterly state report", ["Write the quarterly state report"]),
        ("Kept visit notes in two systems", ["Kept visit notes"]),
        ("Sharpened my own knife", ["Sharpened my own knife"]),
        ("Greased, fueled and washed trucks", ["Greased, fueled and washed trucks"]),
        ("Greased, fueled, jacked and washed what I was told to", ["Greased", "fueled"]),
        ("Recruited, hired and coached managers", ["Recruited, hired and coached managers"]),
        ("Loaded, scanned, stacked", ["Loaded", "scanned", "stacked"]),
        ("Change diapers, serve lunch and help with naps", ["Change diapers", "serve lunch", "help with naps"]),
        ("Reset passwords, imaged laptops", ["Reset passwords", "imaged laptops"]),
        ("Set up and run 3 and 4 axis vertical mills", ["Set up and run 3 and 4 axis vertical mills"]),
        ("Union steward, settled grievances at step A", ["settled grievances"]),
        ("Monthly maintenance on a route of 92 units", ["Monthly maintenance"]),
        ("Nobody calls back", []),
    ],
)
def test_duties_are_found_in_many_wordings(duty: str, expected: list[str]) -> None:
    assert [duty[start:end] for start, end in phrases(duty, 0, len(duty))] == expected


def test_a_list_of_names_may_have_a_longer_part_and_a_place_behind_a_part() -> None:
    made, found = lines(
        "- Fades, tapers, line-ups, razor shaves, about 55 heads a week\n- Epoxy floors, swing stage on site, tile"
    )

    said = [made.text[s.start : s.end] for s in listed_duties(made.text, found, lambda _: False)]

    assert said == ["Fades", "tapers", "line-ups", "razor shaves", "Epoxy floors", "swing stage", "tile"]


@pytest.mark.parametrize(
    ("duty", "phrase"),
    [
        (
            "Led migration of legacy payment service to event-driven microservices architecture, improving uptime",
            "Led migration of legacy payment service to event-driven microservices architecture",
        ),
        (
            "Converted paper records to a searchable archive in 2020",
            "Converted paper records to a searchable archive",
        ),
        ("Moved accounts to improve service", "Moved accounts"),
        ("Explained coverage to policyholders", "Explained coverage"),
    ],
)
def test_a_change_is_told_with_what_came_of_it(duty: str, phrase: str) -> None:
    start, end = next(phrases(duty, 0, len(duty)))

    assert duty[start : aimed(duty, start, end, len(duty))] == phrase


@pytest.mark.parametrize(
    ("entry", "duty"),
    [
        (
            "Sole hand, Tern Rock Chimneys, Bath, 2015 - 2021. Relined flues, rebuilt crowns.",
            "Relined flues",
        ),
        ("Tern Rock Chimneys, sweep, 2015 - 2021, swept flues and patched crowns", "swept flues"),
    ],
)
def test_what_was_done_is_read_behind_the_names_in_the_line(
    tmp_path_factory: pytest.TempPathFactory, entry: str, duty: str
) -> None:
    frameworks = small.frameworks(tmp_path_factory.mktemp("taxonomies"))
    found = Extractor(frameworks).extract(document(f"Orla Finch\n\nWORK\n{entry}\n"))

    shown_there = [claim for claim in found.claims if claim.kind == "skill" and claim.basis is Basis.DEMONSTRATED]
    assert duty in {claim.name for claim in shown_there}
    assert {claim.entry_id for claim in shown_there} == {found.entries[0].id}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("- Wound care and dressing changes", False),
        ("- Ground maintenance on two sports fields", False),
        ("- Charted vitals | Moved patients | Cleaned rooms", False),
        ("- Wound 40 motors by hand", True),
        ("- Ground and cleaned welds of pressure vessels", True),
        ("- Loaded vines by hand", True),
    ],
)
def test_a_noun_that_looks_like_a_verb_and_a_list_with_marks_tell_no_duty(said: str, told: bool) -> None:
    _, (row,) = lines(said)

    assert tells_duty(row) is told


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Collected C.O.D. payments", ["Collected C.O.D. payments"]),
        ("Graded No. 2 lumber", ["Graded No. 2 lumber"]),
        ("Performed pre- and post-flight inspections", ["Performed pre- and post-flight inspections"]),
        ("Built a report, adopted by four managers", ["Built a report"]),
    ],
)
def test_abbreviations_and_halves_of_words_end_no_duty_and_what_others_did_is_none(
    said: str, found: list[str]
) -> None:
    assert shows(said) == found


@pytest.mark.parametrize("mark", ["-", "- "])
def test_a_duty_right_behind_its_dash_is_one(mark: str) -> None:
    made, rows = lines(f"{mark}Processed payroll")

    assert [made.text[s.start : s.end] for s in shown(made.text, None, rows, Spans([]), lambda *_: 0.7)] == [
        "Processed payroll"
    ]


@pytest.mark.parametrize(
    ("said", "named", "found"),
    [
        ("Designed GraphQL APIs", "GraphQL", ["Designed GraphQL APIs"]),
        ("Using GraphQL daily", "GraphQL", []),
        ("Operate forklifts", "Operate forklifts", []),
        ("Manage pumps, drips and lines", "Manage pumps", ["Manage pumps, drips and lines"]),
        ("Cleaned and analyzed years of plain old city smart meter data", "smart meter", None),
    ],
)
def test_a_phrase_that_says_more_than_the_skill_named_in_it_is_shown(
    said: str, named: str, found: list[str] | None
) -> None:
    made, rows = lines(f"- {said}")
    at = made.text.index(named)

    told = [
        made.text[s.start : s.end]
        for s in shown(made.text, None, rows, Spans([(at, at + len(named))]), lambda *_: 0.7)
    ]

    assert told == (["Cleaned and analyzed years of plain old city smart meter"] if found is None else found)


def test_lines_of_several_things_in_small_letters_list_them() -> None:
    made, rows = lines(
        "Brakes, suspension, exhaust, tires\nElm Park, Dover, Salem, Troy\nAlso: tea, coffee, milk, ice"
    )

    found = [made.text[s.start : s.end] for s in listed_duties(made.text, rows, lambda _: False)]

    assert found == ["Brakes", "suspension", "exhaust", "tires"]


def test_what_somebody_was_in_a_body_is_no_list_of_duties() -> None:
    made, rows = lines("- Member, Unit Practice Council, night shift")

    assert not list(listed_duties(made.text, rows, lambda _: False))


def test_the_last_of_a_list_in_brackets_has_no_bracket() -> None:
    made, rows = lines("- Fault finding (pumps, valves, motors)")

    assert "motors" in [made.text[s.start : s.end] for s in listed_duties(made.text, rows, lambda _: False)]


def test_a_line_of_nothing_but_verbs_takes_time_that_grows_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, verb = [0], _Clause.verb

    def counted(clause: _Clause, n: int) -> bool:
        asked[0] += 1
        return verb(clause, n)

    monkeypatch.setattr(_Clause, "verb", counted)
    duty = "cleaned, " * 2000

    assert len(list(phrases(duty, 0, len(duty)))) == 2000
    assert asked[0] < 40 * 2000
