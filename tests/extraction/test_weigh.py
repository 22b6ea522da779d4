import pytest

from app.documents.spans import Spans
from app.extraction.extract import Extractor, rule
from app.extraction.model import Basis, Claim
from app.extraction.skills.decide import Candidate
from app.extraction.skills.weigh import _may_name, _opens_item, _with_letter, _with_noun, _without_bracket, look
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.taxonomy import small

RESUME = """
Marisol Quintana
Welding Lane 12, Tyler, TX | marisol.welding@example.com | (555) 555-0123 | www.python-welding.example.com/me

SUMMARY
Shop hand with seven years of experience in pipe fitting, crane signaling and layout work.

EXPERIENCE
Welder, Python Fabrication LLC, Tyler, TX   2015 - 2022
- Rebuilt hydraulic pumps and aligned motors
- Night shift, three days a week

SKILLS
MIG welding, blueprint reading, forklift operation, Spanish

EDUCATION
Diploma, Welding Trades High School, 2014
"""


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def skills(frameworks: Frameworks, text: str) -> list[Claim]:
    claims = Extractor(frameworks).extract(document(text)).claims
    return [c for c in claims if c.kind == "skill" and c.basis is not Basis.INFERRED]


def test_listed_skills_are_stated_and_duties_are_demonstrated(frameworks: Frameworks) -> None:
    found = {claim.name: claim.basis for claim in skills(frameworks, RESUME)}

    assert {"MIG welding", "blueprint reading", "forklift operation", "Spanish"} <= set(found)
    assert found["Rebuilt hydraulic pumps"] is Basis.DEMONSTRATED
    assert found["MIG welding"] is Basis.STATED


def test_every_claim_quotes_the_text_and_its_confidence_is_a_share(frameworks: Frameworks) -> None:
    text = document(RESUME).text

    for claim in skills(frameworks, RESUME):
        assert 0 < claim.confidence <= 1
        for evidence in claim.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote


def test_names_contacts_headings_employers_and_schools_name_no_skill(frameworks: Frameworks) -> None:
    text = document(RESUME).text
    barred = [text[: text.index("SUMMARY") + 7], "EXPERIENCE", "Python Fabrication LLC", "Welding Trades High School"]
    places = [(text.index(part), text.index(part) + len(part)) for part in barred]

    for claim in skills(frameworks, RESUME):
        for evidence in claim.evidence:
            assert not any(evidence.start < end and start < evidence.end for start, end in places)


def test_the_same_text_gives_the_same_claims(frameworks: Frameworks) -> None:
    assert skills(frameworks, RESUME) == skills(frameworks, RESUME)


def test_skills_are_found_in_text_without_its_line_breaks(frameworks: Frameworks) -> None:
    flat = "   ".join(RESUME.split("\n"))

    assert {"blueprint reading", "Spanish"} <= {claim.name for claim in skills(frameworks, flat)}


def test_what_somebody_is_called_is_none_of_the_words_of_the_document(frameworks: Frameworks) -> None:
    told = "{}\nRapid City SD\n605-555-0145 | {}@example.com\n\nSUMMARY\nRoofer.\n\nSKILLS\nStanding seam\n"

    def seen(name: str, mail: str) -> list[tuple[str, ...]]:
        made = document(told.format(name, mail))
        ruled = rule(made, frameworks)
        observed = look(made.text, ruled.sections, ruled.entries, ruled.sightings, frameworks).seen
        return [observed.features(n) for n in range(len(observed))]

    assert seen("Jesse Standing Elk", "standing.elk") == seen("Ana Lee", "ana")
    assert len(seen("Ana Lee", "ana")) > 5


def test_an_amount_is_no_skill(frameworks: Frameworks) -> None:
    text = (
        "Dennis Okafor\n\nPROFESSIONAL SUMMARY\n"
        "Class A CDL driver with 11 years OTR and regional experience and over 1.2 million accident-free miles. "
        "Hazmat and tanker endorsed. Trained 14 new drivers.\n\n"
        "WORK HISTORY\nRegional Driver, Blue Heron Freight Inc., Dayton, OH, May 2018 to present\n- Haul loads\n"
    )
    assert not [claim.name for claim in skills(frameworks, text) if "1.2" in claim.name]


@pytest.mark.parametrize(
    ("said", "kept"),
    [("ClinDoc)", "ClinDoc"), ("Epic (Stork)", "Epic (Stork)"), ("welding", "welding")],
)
def test_a_bracket_that_opened_before_is_no_part_of_a_name(said: str, kept: str) -> None:
    found = Candidate(0, len(said), 0.9, 0.9, None, named=False, where="listed", words=1, printed=True)
    cut = _without_bracket(said, found)
    assert said[cut.start : cut.end] == kept


def test_what_was_done_below_functions_counts_apart_from_where(frameworks: Frameworks) -> None:
    text = """
Orla Finch

RELEVANT EXPERIENCE
Office Work
- Coordinated calendars for three directors
- Processed invoices and expense reports
- Answered calls from residents

EMPLOYMENT HISTORY
Office Clerk, Rook Capital, 2018 - 2024
"""
    found = skills(frameworks, text)
    shown = {claim.name for claim in found if claim.basis is Basis.DEMONSTRATED and claim.entry_id is None}
    assert {"Coordinated calendars", "Processed invoices and expense reports"} <= shown


def test_a_paragraph_below_a_job_is_no_job_and_sentences_are_no_title(frameworks: Frameworks) -> None:
    text = """
Orla Finch

EXPERIENCE
Account Executive, Docufly Inc., 2016 - 2021
Closed large deals in 2020 (142% of quota). Club winner 2018, 2020. Negotiated contracts with hospitals.

Paper mill, Cloquet. 1998 to 2021 (plant closed). Started in the yard, then eleven years as a millwright.
"""
    found = Extractor(frameworks).extract(document(text)).entries
    assert [(entry.title, entry.organization, entry.start) for entry in found] == [
        ("Account Executive", "Docufly Inc.", "2016"),
        (None, "Paper mill", "1998"),
    ]


@pytest.mark.parametrize(
    ("text", "said", "kept"),
    [
        ("good organizational skills", "organizational", "organizational skills"),
        ("good communication skills", "communication", "communication"),
        ("clerical duties", "clerical", "clerical"),
    ],
)
def test_a_word_that_only_describes_keeps_its_noun(text: str, said: str, kept: str) -> None:
    start = text.index(said)
    candidate = Candidate(start, start + len(said), 0.9, 0.9, None, False, "told", 1, True)

    found = _with_noun(text, candidate)

    assert text[found.start : found.end] == kept


@pytest.mark.parametrize(
    ("text", "said", "kept"),
    [("and A/B testing", "B testing", "A/B testing"), ("and/B testing", "B testing", "B testing")],
)
def test_an_abbreviation_is_not_cut_at_its_stroke(text: str, said: str, kept: str) -> None:
    start = text.index(said)

    found = _with_letter(text, Candidate(start, start + len(said), 0.9, 0.9, None, False, "told", 2, True))

    assert text[found.start : found.end] == kept


@pytest.mark.parametrize(("text", "opens"), [("Works well under pressure", True), ("Works, filing", False)])
def test_one_word_that_opens_a_listed_item_is_no_skill_of_its_own(text: str, opens: bool) -> None:
    candidate = Candidate(0, 5, 0.9, 0.9, None, False, "listed", 1, True)

    assert _opens_item(text, candidate, len(text) if opens else 5) is opens


@pytest.mark.parametrize(
    ("text", "said", "may"),
    [
        ("Cloud/DevOps: Jenkins", "Cloud", False),
        ("Cloud & tooling: Jenkins", "Cloud", False),
        ("Cloud: Jenkins", "Cloud", False),
        ("Cloud and Jenkins, mostly", "Cloud", True),
        ("Programming Languages : C, C++", "Programming", False),
        ("Programming of languages: none", "Programming", True),
        ("written and verbal", "written", False),
        ("used GitHub daily", "GitHub", True),
        ("Deburr parts. Edit programs", "Deburr parts. Edit programs", False),
        ("Projects\nImage Captioning", "Projects\nImage", False),
    ],
)
def test_what_only_the_tagger_finds_is_no_label_and_no_manner(text: str, said: str, may: bool) -> None:
    start = text.index(said)
    candidate = Candidate(start, start + len(said), 0.9, 0.9, None, False, "told", 1, True)

    assert _may_name(text, candidate, Spans([])) is may


def test_what_a_project_or_client_is_called_shows_no_skill(frameworks: Frameworks) -> None:
    text = """
Orla Finch

EXPERIENCE
Developer, Rook Capital, 2018 - 2024
{}: Python Portal
- Wrote scripts for clerks
"""

    def ruled(label: str) -> set[str]:
        made = document(text.format(label))
        return {made.text[s.start : s.end] for s in rule(made, frameworks).sightings}

    assert "Python" not in ruled("Project")
    assert "Python" in ruled("Work")
    found = skills(frameworks, text.format("Project").replace("Python Portal", "E-Learning Portal"))
    assert "E-Learning Portal" not in {claim.name for claim in found}
