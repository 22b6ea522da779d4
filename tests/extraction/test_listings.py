"""Lists of skills that no known heading names."""

import pytest

from app.extraction.extract import Extractor
from app.extraction.headings.listings import Groups, lists_many, short_items, with_rest
from app.extraction.model import Basis
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document, lines
from tests.taxonomy import small

JOB = """Berit Solheim-Adu
berit.sa@example.org

WORK
Boatyard hand, Skerry Marine, Astoria, 2017 - 2022
- hauled and blocked thirty hulls a season

"""


@pytest.fixture(scope="module")
def extractor(tmp_path_factory: pytest.TempPathFactory) -> Extractor:
    frameworks: Frameworks = small.frameworks(tmp_path_factory.mktemp("taxonomies"))
    return Extractor(frameworks)


def stated(extractor: Extractor, text: str) -> set[str]:
    claims = extractor.extract(document(text)).claims
    return {claim.name for claim in claims if claim.kind == "skill" and claim.basis is Basis.STATED}


@pytest.mark.parametrize(
    "listed",
    [
        "Rather be doing\n   gelcoat repair, bottom paint, keel work, shrink wrap, rigging\n",
        "ASK ME ABOUT\ngelcoat repair | bottom paint | keel work | shrink wrap | rigging\n",
        "Under my belt\nHull: gelcoat repair, bottom paint\nBelow: keel work, shrink wrap\nUp: rigging, splicing\n",
        "Under my belt\n\nHull: gelcoat repair, bottom paint,\nshrink wrap\nAbove: rigging, keel work\n",
        "Call on me for these: gelcoat repair, bottom paint, shrink wrap, rigging, keel work,\nand I weld a bit.\n",
        "\u2708 KNOWS\ngelcoat repair \u2708 bottom paint \u2708 keel work \u2708 shrink wrap \u2708 rigging\n",
    ],
)
def test_a_list_is_known_by_its_form(extractor: Extractor, listed: str) -> None:
    top, work = JOB.split("\n\n", 1)
    text = f"{top}\n\n{listed}\n{work}" if ": gelcoat" in listed.split("\n")[0] else JOB + listed

    assert {"gelcoat repair", "bottom paint", "keel work", "shrink wrap", "rigging"} <= stated(extractor, text)


@pytest.mark.parametrize(
    "told",
    [
        "Yards I hauled for\nDeltavane, Hollis & Sons, Port of Ilwaco, Knappa Tribal Fisheries, Tongue Point\n",
        "Hobbies: knitting, darts, chess, hiking, baking, choir\n",
        "Seasons\n2017, 2018, 2019, 2020, 2021, 2022\n",
        "Prices\n$40 wash, $90 wax, $20 bilge, $15 ladder, $10 ice\n",
    ],
)
def test_other_lists_are_no_skills(extractor: Extractor, told: str) -> None:
    found = stated(extractor, JOB + told)

    assert not found & {part.strip() for part in told.replace("\n", ",").split(",")}


def test_rows_of_a_table_do_not_go_on_in_one_another(extractor: Extractor) -> None:
    found = stated(
        extractor, JOB + "SKILLS\nVarnish Pro    rigging      lift truck\ngelKit         splicing     soldering\n"
    )

    assert {"splicing", "rigging", "soldering"} <= found
    assert not any("gelKit" in name and "lift" in name for name in found)


def test_parts_that_are_no_short_names_make_no_list() -> None:
    assert short_items("sanding, painting") == ["sanding", "painting"]
    assert short_items("I sanded the hull and painted it twice, then waxed") == []
    assert short_items("call 503-555-0101, Astoria") == []


def test_a_list_goes_on_behind_its_comma_only() -> None:
    _, rows = lines("Ask me for: sanding, painting,\nwaxing, rigging, splicing\nKnown for patience")
    told = list(with_rest(rows))

    assert [len(part) for part in told] == [2, 1]
    assert lists_many(told[0])
    assert not Groups(rows).begin(0)
