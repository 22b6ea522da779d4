"""Jobs and schools in forms of one's own: short forms, several titles, agencies, departments, the life of another."""

import pytest

from app.extraction.extract import Extractor, rule
from app.extraction.model import Basis, Entry, EntryKind
from app.extraction.words.abbreviations import ends_short
from app.extraction.words.scores import title_score
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Job = tuple[str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[Entry]:
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in kinds]


def jobs(text: str, frameworks: Frameworks) -> list[Job]:
    found = entries(text, frameworks, EntryKind.EMPLOYMENT)
    return [(job.title, job.organization, job.start, job.end) for job in found]


LINES: list[tuple[str, list[Job]]] = [
    ("Sr. Tech II, Elm Renewables, Reno NV - 3/22 to pres.", [("Sr. Tech II", "Elm Renewables", "2022-03", None)]),
    (
        "Dept. Head / Ceramist / Waxer, Oak Dental Labs, Milpitas, '04-'14",
        [("Dept. Head / Ceramist / Waxer", "Oak Dental Labs", "2004", "2014")],
    ),
    (
        "Waxer / Metal finisher / Driver, Bay Lab, San Jose, '98-'04",
        [("Waxer / Metal finisher / Driver", "Bay Lab", "1998", "2004")],
    ),
    (
        "Warehouse Assoc. via Ash at Oak Industries, Macon GA - '15 - 8/16",
        [("Warehouse Assoc.", "Oak Industries", "2015", "2016-08")],
    ),
    ("Traveling Tech via Ash at Oakdale - 9/16 - 5/18", [("Traveling Tech", "Oakdale", "2016-09", "2018-05")]),
    (
        "Sr. Tech, Elm Ridge Renewables, Site: Lone Butte (96 x GE 1.5) - 3/22 to pres.",
        [("Sr. Tech", "Elm Ridge Renewables", "2022-03", None)],
    ),
    (
        "Dietary Aide\nOak Vance Hospital, Food & Nutrition Services\n2008 - 2014",
        [("Dietary Aide", "Oak Vance Hospital", "2008", "2014")],
    ),
    (
        "Apprentice under Big Manny, Southside Tattoo, El Paso\ntwo years, 2012 -> 2014",
        [("Apprentice", "Southside Tattoo", "2012", "2014")],
    ),
    (
        "christmas help @ ash store, reno, every nov-dec 2012 thru 2016\ncook at elm inn, 2010-2012",
        [("christmas help", "ash store", "2012", "2016"), ("cook", "elm inn", "2010", "2012")],
    ),
    (
        "Bus driver, Oak Schools, on call, 2021 - 2022\nCook, Elm Inn, 2010-2012",
        [("Bus driver", "Oak Schools", "2021", "2022"), ("Cook", "Elm Inn", "2010", "2012")],
    ),
    (
        "Winter break 2023 (3 weeks) | Gift wrapper | Oak Books\n2019-2021 | Tutor | Ash School",
        [("Gift wrapper", "Oak Books", "2023", "2023"), ("Tutor", "Ash School", "2019", "2021")],
    ),
    (
        "2013 to now          Stay-at-home mother of two\n2010 to 2013         Clerk, Ash Freight, Tulsa\n"
        "2008 to 2010         Visa - could not work\n2006 to 2008         Junior clerk, Roe & Oak, Chennai",
        [
            ("Stay-at-home mother of two", None, "2013", None),
            ("Clerk", "Ash Freight", "2010", "2013"),
            ("Junior clerk", "Roe & Oak", "2006", "2008"),
        ],
    ),
    (
        "Corporate events for Bright Oak Productions - Show Caller - 2019 to 2020\n"
        '"Tosca", Opera Elm Cities - Stage Manager - 2016 to 2017',
        [
            ("Show Caller", "Bright Oak Productions", "2019", "2020"),
            ("Stage Manager", "Opera Elm Cities", "2016", "2017"),
        ],
    ),
    (
        "Field Mechanic, Ash Heli-Works, Missoula, 2013-2019 fire seasons\n"
        "Winter hangar: Welder, Oak Panel Repair, Nampa, 2013-14, 14-15 and 15-16",
        [("Field Mechanic", "Ash Heli-Works", "2013", "2019"), ("Welder", "Oak Panel Repair", "2013", "2016")],
    ),
    (
        "Deckhand, Elm Towing, 2014-2016\nGuest spots: Ash (Reno, March 2019), Elm (Ely, June 2022)",
        [("Deckhand", "Elm Towing", "2014", "2016")],
    ),
]


@pytest.mark.parametrize(("lines", "told"), LINES)
def test_a_job_is_read_whatever_stands_beside_its_names(lines: str, told: list[Job], frameworks: Frameworks) -> None:
    assert jobs(f"Ida Roe\n\nEXPERIENCE\n{lines}\n", frameworks) == told


def test_what_is_no_short_form_ends_a_sentence(frameworks: Frameworks) -> None:
    assert ends_short("Sr.")
    assert not ends_short("Spinner.")
    assert jobs("Ida Roe\n\nWORK\nElm Mill, Lima OH. Spinner, from 1985 to 2003\n", frameworks) == [
        ("Spinner", "Elm Mill", "1985", "2003")
    ]
    assert title_score("American Heart Assoc") < 1 <= title_score("Warehouse Assoc.")


def test_a_line_that_names_nobody_stands_over_a_job_that_is_whole(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nWork\n\nnow\n\nLead artist @ Iron Elm Tattoo, Tucson\nOctober 2018 -> current\n"
        "* custom design\n\n"
        "Field Organizer\nAsh Workers Local 24\nOct. 2014 - July 2018\nHouse visits, card drives\n"
        "Staff of five people report to me\n\nDietary Aide\nOak Vance Hospital\n2008 - Oct. 2014\n"
    )

    assert jobs(text, frameworks) == [
        ("Lead artist", "Iron Elm Tattoo", "2018-10", None),
        ("Field Organizer", "Ash Workers Local 24", "2014-10", "2018-07"),
        ("Dietary Aide", "Oak Vance Hospital", "2008", "2014-10"),
    ]


def test_an_employer_keeps_its_paragraph_over_a_role(frameworks: Frameworks) -> None:
    assert jobs("Ida Roe\n\nWORK\nElm Foods Inc\n\nWelder, Night Shift\n2010 - 2012\n", frameworks)[0][1:] == (
        "Elm Foods Inc",
        "2010",
        "2012",
    )


def test_departments_of_one_employer_stand_over_their_roles(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nWORK HISTORY\n\n{}\n{}\n     SUPERINTENDENT          2016 TO PRESENT\n"
        "     OPERATOR                2009 TO 2016\n{}\n     DRIVER                  2006 TO 2009\n"
    )
    parts = text.format("ELM AG COOPERATIVE", "GRAIN DEPARTMENT, ONIDA SD", "AGRONOMY DEPARTMENT, RENO NV")
    whole = text.format("ELM AG COOPERATIVE", "GRAIN DEPARTMENT, ONIDA SD", "RENO FIRE DEPARTMENT, RENO NV")

    assert [job[1] for job in jobs(parts, frameworks)] == ["ELM AG COOPERATIVE"] * 3
    assert jobs(whole, frameworks)[-1][1] == "RENO FIRE DEPARTMENT"


def test_work_at_home_has_no_employer(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nWhat I've been doing\n\nLicensed Foster Parent\n2013 - today\n* Cared for 22 children\n\n"
        "Full-time parent\n2006 - 2013\n* Raised three\n\nTeller\nElm Credit Union, Reno\n1999 - 2006\n\n"
        "Caregiver for my grandmother\n1997 - 1999\n"
    )

    assert jobs(text, frameworks) == [
        ("Licensed Foster Parent", None, "2013", None),
        ("Full-time parent", None, "2006", "2013"),
        ("Teller", "Elm Credit Union", "1999", "2006"),
        ("Caregiver for my grandmother", None, "1997", "1999"),
    ]


PROSE: list[tuple[str, list[Job]]] = [
    (
        "Ida Roe has been Registrar at the Elm Museum of Craft in Reno since March 2017.",
        [("Registrar", "Elm Museum of Craft", "2017-03", None)],
    ),
    (
        "From 2011 to 2017 Ida was Assistant Registrar at the Ash Museum in Norfolk.",
        [("Assistant Registrar", "Ash Museum", "2011", "2017")],
    ),
    (
        "He also serves as Concert Technician for the Shore Festival (2006 to present).",
        [("Concert Technician", "Shore Festival", "2006", None)],
    ),
    (
        "He has owned Ash Piano Service since 1994, where he tunes pianos.",
        [(None, "Ash Piano Service", "1994", None)],
    ),
    ("Since 2010 I have run Oak Honey with up to 900 hives.", [(None, "Oak Honey", "2010", None)]),
    (
        "In 1999 I started at the Frazee turkey plant as a line mechanic and stayed until it flooded in 2005.",
        [("line mechanic", "Frazee turkey plant", "1999", "2005")],
    ),
    ("In 1996 I left school and went to work for my uncle at Roe Dairy.", [(None, "Roe Dairy", "1996", None)]),
    (
        "From 2005 to 2009 I drove truck for Oak Tail Co-op. In 2010 I moved.",
        [(None, "Oak Tail Co-op", "2005", "2009")],
    ),
    (
        "From 2001 until 2006 I work in Hotel Sierra like pastry cook.",
        [("pastry cook", "Hotel Sierra", "2001", "2006")],
    ),
    ("From 2015 till today I work Head Baker in Oak Cafe.", [("Head Baker", "Oak Cafe", "2015", None)]),
    (
        "Since 2019 I have been a cook at Ash Grill and I make sauces, order produce and train cooks.",
        [("cook", "Ash Grill", "2019", None)],
    ),
    (
        "I was sternman on the Mary Ash from 1997 to 2003 and then captain of my own boat from 2003 to 2015.",
        [("sternman", "Mary Ash", "1997", "2003")],
    ),
    (
        "In 2003 I moved to Reno and then Oak School hired me as a lunch aide (2013-2016), which I liked a lot.",
        [("lunch aide", "Oak School", "2013", "2016")],
    ),
    ("From 2001 until 2006 I work in Lima like pastry cook.", []),
    ("In 2004 she opened Roe Bakery, and it does well to this day.", [(None, "Roe Bakery", "2004", None)]),
    ("My boss, Bob Moss, founded Moss Plumbing in 1980, and I learned there.", []),
    ("The firm opened Elm Plaza Store in 2015 and I liked to be there.", []),
    ("I have run Boston Marathon since 2015 and like it very much, as all my friends do.", []),
    ("The Elm Museum has been at the Ash Center since 2017 and has many old things to show.", []),
]


@pytest.mark.parametrize(("sentence", "told"), PROSE)
def test_sentences_tell_the_jobs_of_a_life(sentence: str, told: list[Job], frameworks: Frameworks) -> None:
    assert jobs(f"About Ida\n\n{sentence}\n", frameworks) == told


def test_beside_jobs_what_somebody_opened_is_no_job(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nSUMMARY\nIn 2015 she opened Elm Plaza Store for her firm, and it did well.\n\n"
        "EXPERIENCE\nStore Manager, Ash Stores, 2012-2019\n"
    )
    assert jobs(text, frameworks) == [("Store Manager", "Ash Stores", "2012", "2019")]


HOUSES = (
    ("Recepcionista, Hotel Sierra Azul, Chihuahua, 2004 - 2006", "Hotel Sierra Azul"),
    ("Receptionist, Hotel Cedar, Mexico, 2004 - 2006", "Hotel Cedar"),
    ("Receptionist, Acme Foods Toledo, OH, 2004 - 2006", "Acme Foods"),
)


@pytest.mark.parametrize(("line", "name"), HOUSES)
def test_a_house_keeps_what_it_is_called_after(line: str, name: str, frameworks: Frameworks) -> None:
    assert [job[1] for job in jobs(f"Ida Roe\n\nWORK\n{line}\n", frameworks)] == [name]


def test_a_diploma_of_a_school_among_jobs_is_schooling(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nWHEN\tWHERE\tWHAT I DID\n2015-2019\tAsh School District kitchen\tCook. Cooked for 400\n"
        "2011-2013\tOak Tech Center\tCulinary arts certificate\n2011\tElm High School\tDiploma\n"
    )
    found = entries(text, frameworks, *EntryKind)

    assert [(one.kind, one.title, one.organization, one.start, one.end) for one in found] == [
        (EntryKind.EMPLOYMENT, "Cook", "Ash School District kitchen", "2015", "2019"),
        (EntryKind.EDUCATION, "Culinary arts certificate", "Oak Tech Center", "2011", "2013"),
        (EntryKind.EDUCATION, "Diploma", "Elm High School", None, "2011"),
    ]


def test_short_names_of_the_forces_are_branches(frameworks: Frameworks) -> None:
    text = "Ida Roe\n\nJOBS\n'17-'19   Elm Elevator Co.    Sr. Mechanic\n'05-'09   USMC, 2nd Bn 6th Mar    Rifleman\n"
    found = entries(text, frameworks, EntryKind.MILITARY_SERVICE)

    assert [(one.title, one.organization) for one in found] == [("Rifleman", "USMC")]


def test_a_life_told_by_somebody_else_shows_what_was_done(frameworks: Frameworks) -> None:
    text = (
        "About Ida\n\nIda Roe has been Registrar at the Elm Museum of Craft in Reno since March 2017. "
        "She writes condition reports.\n\nFrom 2011 to 2017 Ida was Registrar at the Ash Museum in Norfolk, "
        "Virginia, where she inventoried ship models and tracked pest traps.\n\nShe is a notary public "
        "of Nevada, and has lived in the same old house by the river all her life.\n"
    )
    found = Extractor(frameworks).extract(document(text))
    shown = [claim.name for claim in found.claims if claim.basis is Basis.DEMONSTRATED]

    assert {"writes condition reports", "inventoried ship models", "tracked pest traps"} <= {*shown}
    assert [(one.title, one.organization) for one in found.entries if one.kind is EntryKind.LICENCE] == [
        ("notary public", "Nevada")
    ]


def test_service_in_a_branch_is_told_once(frameworks: Frameworks) -> None:
    text = (
        "I graduated from Elm High School in 1989 and joined the Coast Guard that fall, as my father had. "
        "From 1989 to 1997 I served in the U.S. Coast Guard as a Boatswain's Mate, and liked it. After that I spent "
        "two years at Oak Coast Community College (business, 1998-2000) without finishing.\n"
    )
    served = entries(text, frameworks, EntryKind.MILITARY_SERVICE)
    schools = entries(text, frameworks, EntryKind.EDUCATION)

    assert [(one.title, one.start, one.end) for one in served] == [("Boatswain's Mate", "1989", "1997")]
    assert [(one.organization, one.end) for one in schools] == [
        ("Elm High School", "1989"),
        ("Oak Coast Community College", "2000"),
    ]


def test_leave_is_no_job_in_any_language(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nEXPÉRIENCE PROFESSIONNELLE\n\nCuisinière, Auberge du Nord, Sudbury | janvier 2018 à aujourd'hui\n"
        "- Gestion de l'horaire\n\nAide-cuisinière, Camp Papillon, Québec | 2009, 2010 et 2011\n"
        "- Animation d'activités\n\nCongé parental | 2015-2016\n"
    )

    assert jobs(text, frameworks) == [
        ("Cuisinière", "Auberge du Nord", "2018-01", None),
        ("Aide-cuisinière", "Camp Papillon", "2009", "2011"),
    ]
