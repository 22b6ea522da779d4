"""Resumes that lost their line breaks: their lines, their lists of skills, their jobs and what was done in them."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.lines.flattened import lines
from app.extraction.model import Basis, Extraction
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.taxonomy import small

WIDE = (
    "LUISA FENWICK-ODE          Summary      Kitchen lead who keeps twelve people calm on a Saturday night.         "
    "Highlights         Banquet service   Staff scheduling    Vendor negotiation   Recipe costing   Rotation     "
    "Experience      Kitchen Lead    Apr 2016   to   Current      Juniper Hall Catering   －   Duluth  ,   MN     "
    "Ordered produce and dry goods for three sites.   Trained eleven line cooks on knife safety     "
    "Education      A.A.S. : Culinary Arts   2014   Lakehead Technical College   －   Duluth  ,   MN      "
    "Skills    menu planning, plating, butchery, food cost"
)
ONE = (
    "Tomas Brightwater Tucson, Arizona | tomas.b@example.net PROFESSIONAL SUMMARY Dock hand with nine years in cold "
    "storage. Holds nothing up. WORK EXPERIENCE Freezer Loader, Saguaro Cold Chain, Tucson, May 2017 to present. "
    "Loaded forty trailers a shift. Counted stock at night and on Sundays. Kept the blast freezer free of ice. "
    "EDUCATION GED, Pima County, 2012. "
    "TECHNICAL SKILLS pallet jack, reach truck, cycle counting, RF scanners"
)


TITLED = (
    "FLIGHT TECHNOLOGY TECHNICIAN Summary Careful avionics technician with eight years at regional carriers. "
    "Highlights Wire harness repair Bench testing Soldering Accomplishments Cut repeat faults by a third. "
    "Experience Avionics Technician June 2014 to Current Osprey Air Service - Dayton, OH Tested radios and "
    "transponders. Signed off work in CAMP. Trained two helpers. 03/2010 to 05/2014 Bench Helper "
    "Tern Radio - Dayton, OH Cleaned racks. Education Associate of Applied Science : Avionics 2010 Gem City College "
    "Skills soldering, wiring, multimeters"
)


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    frameworks: Frameworks = small.frameworks(tmp_path_factory.mktemp("taxonomies"))
    return Extractor(frameworks)


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in lines(text, 0, len(text))]


def skills(extraction: Extraction, basis: Basis) -> set[str]:
    return {claim.name for claim in extraction.claims if claim.kind == "skill" and claim.basis is basis}


def test_wide_gaps_part_lines_and_commas_and_to_hold_them_together() -> None:
    found = parts(WIDE)

    assert "Apr 2016   to   Current" in found
    assert "Juniper Hall Catering   －   Duluth  ,   MN" in found
    assert {"Summary", "Highlights", "Experience", "Education", "Skills", "Banquet service"} <= set(found)


def test_a_whole_resume_in_one_line_is_parted_at_its_headings_and_sentences() -> None:
    found = parts(ONE)

    assert {"PROFESSIONAL SUMMARY", "WORK EXPERIENCE", "EDUCATION", "TECHNICAL SKILLS"} <= set(found)
    assert "Loaded forty trailers a shift." in found


def test_headings_of_one_word_part_a_line_that_holds_dated_experience() -> None:
    found = parts(TITLED)

    assert {"Summary", "Highlights", "Accomplishments", "Experience", "Education", "Skills"} <= set(found)
    assert "Wire harness repair Bench testing Soldering" in found
    assert {"FLIGHT TECHNOLOGY TECHNICIAN", "Signed off work in CAMP.", "soldering, wiring, multimeters"} <= set(
        found
    )


def test_what_was_done_stands_apart_from_the_town_of_a_job() -> None:
    found = parts(TITLED)

    assert "Tested radios and transponders." in found
    assert "03/2010 to 05/2014 Bench Helper Tern Radio - Dayton, OH" in found


@pytest.mark.parametrize(
    "text",
    [
        TITLED.replace(" June 2014 to Current", "").replace("03/2010 to 05/2014 ", ""),
        TITLED.replace("Experience Avionics", "years of Experience Avionics"),
        TITLED.replace("Education Associate", "a Special Education Associate").replace(
            "Skills soldering", "my Skills soldering"
        ),
    ],
)
def test_words_of_headings_amid_sentences_part_nothing(text: str) -> None:
    assert parts(text) == [text]


def test_small_words_of_headings_may_be_small() -> None:
    found = parts(ONE.replace("TECHNICAL SKILLS", "Areas of Expertise"))

    assert "Areas of Expertise" in found


def test_a_long_paragraph_is_one_line() -> None:
    prose = "I ran the shop alone for a year. Education matters to me, and experience more. " * 5

    assert parts(prose.strip()) == [prose.strip()]


def test_a_heading_of_two_halves_stays_whole() -> None:
    found = parts(ONE.replace("EDUCATION", "EDUCATION & TRAINING"))

    assert "EDUCATION & TRAINING" in found


def test_lists_below_headings_are_skills(extractor: Extractor) -> None:
    found = skills(extractor.extract(document(WIDE)), Basis.STATED)

    assert {"menu planning", "plating", "butchery", "food cost"} <= found
    assert {"Banquet service", "Staff scheduling", "Vendor negotiation", "Recipe costing"} <= found
    assert not found & {"Summary", "Highlights", "Duluth"}


def test_a_list_in_one_line_is_skills(extractor: Extractor) -> None:
    found = skills(extractor.extract(document(ONE)), Basis.STATED)

    assert {"pallet jack", "reach truck", "cycle counting", "RF scanners"} <= found


def test_a_job_has_its_dates_and_its_duties(extractor: Extractor) -> None:
    extraction = extractor.extract(document(WIDE))
    job = next(entry for entry in extraction.entries if entry.kind == "employment")

    assert (job.title, job.start, job.current) == ("Kitchen Lead", "2016-04", True)
    assert "Ordered produce and dry goods" in skills(extraction, Basis.DEMONSTRATED)


def test_every_quote_is_in_the_text(extractor: Extractor) -> None:
    for flat in (WIDE, ONE):
        text = document(flat).text
        for claim in extractor.extract(document(flat)).claims:
            for evidence in claim.evidence:
                assert text[evidence.start : evidence.end] == evidence.quote


def test_a_qualification_in_sentences_is_a_summary(extractor: Extractor) -> None:
    told = WIDE.replace("Banquet service   Staff scheduling", "Ran banquets for 300 guests.   Won in 2019.")

    assert "Vendor negotiation" not in skills(extractor.extract(document(told)), Basis.STATED)


def test_a_line_that_counts_pages_is_no_row(extractor: Extractor) -> None:
    jobs = "WORK\nCooper, Oakhaven Barrels, Bend, 2015 - 2020\n- Raised and toasted barrels\n{}\n- Trained helpers\n"
    plain, footed = (extractor.extract(document(jobs.replace("{}\n", foot))) for foot in ("", "Page 1 of 2\n"))

    assert skills(footed, Basis.DEMONSTRATED) == skills(plain, Basis.DEMONSTRATED)


def test_the_words_company_name_before_a_place_are_no_label(extractor: Extractor) -> None:
    extraction = extractor.extract(document(WIDE.replace("Juniper Hall Catering", "Company Name")))
    job = next(entry for entry in extraction.entries if entry.kind == "employment")

    assert job.organization == "Company Name"
