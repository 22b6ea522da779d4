import pytest

from app.taxonomy.index import Frameworks
from app.taxonomy.shorten import Products, qualified


@pytest.mark.parametrize(
    ("text", "official"),
    [
        ("Excel", "Microsoft Excel"),
        ("visio", "Microsoft Visio"),
        ("SQL", "Structured query language SQL"),
        ("structured query language", "Structured query language SQL"),
        ("Salesforce", "Salesforce software"),
        ("Word", "Microsoft Word"),
    ],
)
def test_short_names_lead_to_the_official_one(small_frameworks: Frameworks, text: str, official: str) -> None:
    (match,) = small_frameworks.lookup(text, framework="tools")
    assert (match.concept.name, match.derived, match.preferred) == (official, True, False)


def test_what_skills_name_in_small_letters_is_no_product(small_frameworks: Frameworks) -> None:
    assert small_frameworks.lookup("Accounting", framework="tools") == []


def test_a_qualified_label_shortens_to_its_base_and_to_its_abbreviation() -> None:
    assert qualified("Python (computer programming)") == ("Python",)
    assert qualified("content management system (CMS)") == ("content management system", "CMS")
    assert qualified("C++") == ()


def test_a_maker_is_dropped_only_when_it_makes_several_products() -> None:
    products = Products(["Acme Rocket", "Acme Anvil", "Acme Magnet", "Acme Glue", "Other Saw"], ["use rope"])
    assert list(products.shorten("Acme Anvil")) == ["Anvil"]
    assert list(products.shorten("Other Saw")) == []
