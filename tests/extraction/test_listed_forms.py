"""Lists of skills in forms that no heading announces, as many people write them."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.model import Basis
from app.flows import runtime
from app.settings import Settings
from tests.extraction.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(runtime.frameworks(Settings()))


def stated(extractor: Extractor, text: str) -> set[str]:
    claims = extractor.extract(document(text)).claims
    return {claim.name for claim in claims if claim.kind == "skill" and claim.basis is Basis.STATED}


JOB = "\n\nEXPERIENCE\nQC Chemist, Ashgrove Labs, Durham, NC, July 2018 - Present\n- Calibrated pH meters\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Ifeoma Example\nQC Chemist\n\nTECHNIQUES: HPLC, GC-MS, wet chemistry\n"
            "SOFTWARE: Empower 3, LIMS, Minitab, MS Office\n"
            f"REGULATORY: cGMP, USP, ICH{JOB}",
            {"HPLC", "Empower 3", "Minitab", "MS Office", "cGMP", "USP"},
        ),
        (
            f"Sunniva Example\nGraphic designer\n\nPrograms\nPhotoshop / InDesign / After Effects / Figma{JOB}",
            {"Photoshop", "InDesign", "After Effects", "Figma"},
        ),
        (
            "Sean Example\nPlumber\n\n- PEX, PVC, cast iron\n- Drain cleaning, jetting\n- Backflow testing\n"
            f"- Customer relations\n{JOB}",
            {"PEX", "PVC", "cast iron", "Drain cleaning", "Backflow testing"},
        ),
        (
            "Dale Example\nDriver\n\nQualifications\nTanker, hazmat, doubles/triples endorsements\n"
            f"ELD logs, Qualcomm, pre-trip inspections, flatbed tarping, reefer{JOB}",
            {"ELD logs", "Qualcomm", "pre-trip inspections", "flatbed tarping", "reefer"},
        ),
        (
            "Pia Example\nBookkeeper\n\nQUALIFICATIONS\n"
            f"GAAP | Month-end close | 1099s | Fixed assets | Advanced Excel (pivot tables, VLOOKUP){JOB}",
            {"GAAP", "Month-end close", "1099s", "Fixed assets", "Excel", "VLOOKUP"},
        ),
        (
            "Pia Example\nBuilder\nQualifications: site planning, risk reviews, Smartsheet, punch lists\n"
            "Highlights: Built a hospital on time\n",
            {"site planning", "risk reviews", "Smartsheet", "punch lists"},
        ),
        (
            "Hannah Example\n\nEXPERIENCE\nData Engineer | Northgrain Foods | Jan 2021 - Present\n- Built pipelines\n"
            "Stack: Python, dbt, Snowflake, Fivetran, Looker\n",
            {"Python", "dbt", "Snowflake", "Fivetran", "Looker"},
        ),
        (
            "Jaylen Example\n\nPROJECTS\nParking Finder | Python, Flask, Leaflet.js   Fall 2024\n"
            "- Built a web app for parking\nMini Shell (C, Linux)   Spring 2024\n- Implemented pipes\n",
            {"Python", "Flask", "Leaflet.js", "C", "Linux"},
        ),
        (
            "Jaylen Example\n\nPROJECTS\nPantry Bot (Python, Twilio API)\n- Built a text message bot\n"
            "Trail Map (for hikers, Python)\n- Designed an offline map viewer\n",
            {"Python", "Twilio API"},
        ),
        (
            "Anjali Example\n\nSKILLS\nMachine Learning   regression, random forests, NLP\n"
            f"Cloud   AWS, Databricks{JOB}",
            {"regression", "random forests", "NLP", "Databricks"},
        ),
        (
            "Hector Example\nLawn & Landscape\n\nSkills - mowing, edging, hedge trimming, sod, snow plowing\n\n"
            "2015 - 2019 Self employed\nCut grass, planted shrubs, cleaned gutters\n",
            {"mowing", "edging", "hedge trimming"},
        ),
        (
            "Declan Example\nReporter & Editor\n\nSkills: AP style, FOIA requests, copy editing, WordPress\n\n"
            "The Copper County Ledger, Houghton MI. Reporter 2017-2020, City Editor 2020-2024\n"
            "Covered city hall, courts and schools. Edited 3 reporters.\n",
            {"AP style", "FOIA requests", "copy editing", "WordPress"},
        ),
    ],
)
def test_lists_that_no_heading_announces_are_read(extractor: Extractor, text: str, found: set[str]) -> None:
    assert found <= stated(extractor, text)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (f"Rosa Example\nData Analyst | SQL, Excel, Tableau\n{JOB}", {"Data Analyst"}),
        (
            f"Rosa Example\n\nAvailability: days, nights, weekends\nShifts: first, second, third{JOB}",
            {"days", "nights"},
        ),
        ("Rosa Example\n\nPROJECTS\nFood drive (Ohio, Indiana)\n- Collected cans of food\n", {"Ohio", "Indiana"}),
    ],
)
def test_other_lists_name_no_skill(extractor: Extractor, text: str, other: set[str]) -> None:
    assert not other & stated(extractor, text)


def test_what_was_built_is_shown_below_projects_without_dates(extractor: Extractor) -> None:
    text = "Jaylen Example\n\nPROJECTS\nPantry Bot\n- Built a text message bot\nTrail Map\n- Designed a map viewer\n"
    claims = extractor.extract(document(text)).claims

    assert {"Built text message bot", "Designed map viewer"} <= {
        c.name for c in claims if c.basis is Basis.DEMONSTRATED
    }
