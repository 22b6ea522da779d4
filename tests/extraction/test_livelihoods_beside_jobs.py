"""Schools, papers and lists of skills in forms of one's own, below headings that nobody knows or none."""

import pytest

from app.extraction.extract import Extractor, rule
from app.extraction.model import Basis, Entry, EntryKind
from app.flows import runtime
from app.settings import Settings
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

School = tuple[str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def frameworks() -> Frameworks:
    return runtime.frameworks(Settings())


def entries(text: str, frameworks: Frameworks, *kinds: EntryKind) -> list[Entry]:
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in kinds]


def test_a_biography_tells_schools_above_its_skills(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nIda Roe has been Registrar at the Elm Museum of Craft in Reno since March 2017.\n\n"
        "She holds a Master of Arts in Museum Studies from Ash University (2011) and a Bachelor of Arts in History "
        "from Oak College (2008). She graduated from Elm High School in 2004. She earned a Certificate in "
        "Apparel from Birch College (2005). She learned at the North Row School "
        "in Boston, earning a Diploma in 2013. She completed the Courier Training course of the Southern Registrars "
        "Group in 2014.\n\nSkills: packing, crating, loans\n"
    )
    found = entries(text, frameworks, EntryKind.EDUCATION, EntryKind.COURSE)

    assert [(school.title, school.organization, school.end) for school in found] == [
        ("Master of Arts", "Ash University", "2011"),
        ("Bachelor of Arts", "Oak College", "2008"),
        (None, "Elm High School", "2004"),
        ("Certificate in Apparel", "Birch College", "2005"),
        ("Diploma", "North Row School", "2013"),
        ("Courier Training course", "Southern Registrars Group", "2014"),
    ]


def skills(text: str, frameworks: Frameworks) -> list[str]:
    claims = Extractor(frameworks).extract(document(text)).claims
    return [claim.name for claim in claims if claim.basis is Basis.STATED]


LISTED = (
    ("TICKETS\nEMT-B, NREMT, expires 3/2027\n\n", "Rope rescue - snow science - chainsaw - snowmobile - radio"),
    ("MACHINES & MATERIALS\n", "Chainsaw · Backhoe · Forklift · Excavator · Scissor lift"),
    ("OTHER\n", "Line handling, splicing, radar, VHF radio, diesel engines"),
)


@pytest.mark.parametrize(("above", "listed"), LISTED)
def test_a_paragraph_of_short_names_lists_skills(above: str, listed: str, frameworks: Frameworks) -> None:
    schooling = "SCHOOL\nElm High, 2008\n\nLANGUAGES\nSpanish\n\n"
    text = f"Ida Roe\n\nEXPERIENCE\nCook, Elm Inn, 2010-2012\n\n{schooling}{above}{listed}\n"
    last = listed.replace(" - ", ", ").replace(" · ", ", ").split(", ")[-1]

    assert last in skills(text, frameworks)
    papers = entries(text, frameworks, EntryKind.CERTIFICATION, EntryKind.LICENCE)
    assert [paper.title for paper in papers] == (["EMT-B"] if "EMT" in above else [])


def test_a_paragraph_of_papers_lists_no_skills(frameworks: Frameworks) -> None:
    text = "Ida Roe\n\nTICKETS\nEMT-B, NREMT, expires 3/2027\n\nTWIC, Forklift card, First Aid, CPR, Confined space\n"

    assert "First Aid" in [paper.title for paper in entries(text, frameworks, EntryKind.CERTIFICATION)]


def test_a_word_over_schools_heads_them(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nCook, Elm Inn, 2010-2012\n\nLearning\n\n2016: Certificate, Elm Valley University\n"
        "2012: Steward Training, Ash Workers\n2007: GED, Oak Public Schools Adult Ed\n\nTools\n\nVAN, Excel, Word\n"
    )
    found = entries(text, frameworks, EntryKind.EDUCATION, EntryKind.COURSE)

    assert [(school.title, school.organization, school.end) for school in found] == [
        ("Certificate", "Elm Valley University", "2016"),
        ("Steward Training", "Ash Workers", "2012"),
        ("GED", "Oak Public Schools Adult Ed", "2007"),
    ]
    assert [job.title for job in entries(text, frameworks, EntryKind.EMPLOYMENT)] == ["Cook"]


SCHOOLS: list[tuple[str, School]] = [
    ("ELM HIGH SCHOOL, RENO, 2001", (None, "ELM HIGH SCHOOL", None, "2001")),
    ("elm high school, san jose, grad 96", (None, "elm high school", None, "1996")),
    (
        "Ash Community College, two semesters early childhood, did not finish",
        (None, "Ash Community College", "early childhood", None),
    ),
    (
        "Ash Community College, graphic design, 3 semesters 2009-2010",
        (None, "Ash Community College", "graphic design", "2010"),
    ),
    (
        "Baccalauréat en interprétation visuelle, Université de la Baie | 2012",
        ("Baccalauréat", "Université de la Baie", "interprétation visuelle", "2012"),
    ),
    (
        "DEC en sciences humaines, Cégep de l'Outaouais | 2009",
        ("DEC", "Cégep de l'Outaouais", "sciences humaines", "2009"),
    ),
    (
        "I got my GED in 2010 and then did the culinary certificate at Ash College, finished 2012",
        ("GED", None, None, "2010"),
    ),
]


@pytest.mark.parametrize(("line", "told"), SCHOOLS)
def test_a_school_is_read_whatever_is_told_beside_it(line: str, told: School, frameworks: Frameworks) -> None:
    found = entries(f"Ida Roe\n\nEDUCATION\n{line}\n", frameworks, EntryKind.EDUCATION)

    assert next((one.title, one.organization, one.programme, one.end) for one in found) == told


def test_a_programme_of_a_school_among_papers_is_schooling(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nTickets\n\nWFR, NOLS, 2015-2021\nElm Foothills College, Reno - EMT program, certificate, 2016\n"
    )

    assert [(one.kind, one.organization) for one in entries(text, frameworks, *EntryKind)] == [
        (EntryKind.CERTIFICATION, "NOLS"),
        (EntryKind.EDUCATION, "Elm Foothills College"),
    ]


def test_a_labelled_list_below_schools_is_none(frameworks: Frameworks) -> None:
    text = (
        "Ida Roe\n\nLearned\nB.Com., University of Madras, 2006\nHigher Secondary, Vidya Mandir, Chennai, 2003\n\n"
        "Programs: QuickBooks, Excel, Google Docs, Tally\n"
    )
    found = entries(text, frameworks, *EntryKind)

    assert [(one.title, one.organization) for one in found] == [
        ("B.Com.", "University of Madras"),
        ("Higher Secondary", "Vidya Mandir"),
    ]
    assert {"QuickBooks", "Tally"} <= {*skills(text, frameworks)}


def test_a_licence_to_drive_is_one_in_any_language(frameworks: Frameworks) -> None:
    text = "Ida Roe\n\nAGRÉMENTS\nCertificate of Interpretation, AVLIC | 2016\nPermis de conduire classe G\n"

    assert [one.title for one in entries(text, frameworks, EntryKind.LICENCE)] == ["Permis de conduire classe G"]
