import pytest

from app.alignment.likelihood import SKILL_WEIGHTS, TITLE_WEIGHTS, How, Sighting, calibrated, likelihood, signs
from app.taxonomy.model import Concept, ConceptKind
from app.values import ConceptId


def sighting(
    how: How, value: float, lead: float = 0.5, kind: ConceptKind = ConceptKind.SKILL, framework: str = "x"
) -> Sighting:
    concept = Concept(id=ConceptId("http://x.test/1"), framework=framework, version="1", kind=kind, name="weld")
    return Sighting(concept, how, value, lead)


def test_weights_of_what_is_given_are_added_to_log_odds() -> None:
    assert calibrated({"offset": 1.0, "lead": 2.0, "unheard": 9.0}, {"offset": -1.0, "lead": 0.5}) == 0.5
    assert calibrated({"offset": 1.0}, {"offset": 1.0986123}) == pytest.approx(0.75)


@pytest.mark.parametrize("framework", ["esco", "onet", "imported"])
@pytest.mark.parametrize("kind", list(ConceptKind))
@pytest.mark.parametrize("how", ["label", "name", "short", "form", "phrase", "narrower", "kindred", "searched"])
def test_a_higher_value_or_lead_is_never_less_likely(how: How, kind: ConceptKind, framework: str) -> None:
    likelihoods = [likelihood(sighting(how, value / 20, 0.5, kind, framework)) for value in range(21)]
    assert likelihoods == sorted(likelihoods)
    assert 0 < likelihoods[0] < likelihoods[-1] < 1
    assert likelihood(sighting(how, 0.9, 0.4, kind, framework)) <= likelihood(
        sighting(how, 0.9, 0.6, kind, framework)
    )


@pytest.mark.parametrize("framework", ["esco", "onet", "imported"])
@pytest.mark.parametrize("kind", list(ConceptKind))
@pytest.mark.parametrize("how", ["label", "name", "short", "form", "phrase", "narrower", "kindred", "searched"])
@pytest.mark.parametrize(("value", "lead"), [(1.0, 1.0), (0.6, 0.0), (0.3, -0.4), (0.0, -1.0)])
def test_the_likelihood_is_what_the_weighed_signs_say(
    how: How, kind: ConceptKind, value: float, lead: float, framework: str
) -> None:
    one = sighting(how, value, lead, kind, framework)
    weights = TITLE_WEIGHTS if kind is ConceptKind.OCCUPATION else SKILL_WEIGHTS
    assert likelihood(one) == pytest.approx(calibrated(signs(one), weights))


def test_a_label_is_right_more_often_than_another_name_of_one_value() -> None:
    for kind in (ConceptKind.SKILL, ConceptKind.OCCUPATION):
        assert likelihood(sighting("label", 0.97, kind=kind)) > likelihood(sighting("name", 0.97, kind=kind))


def test_a_product_that_is_merely_alike_is_right_less_often_than_a_skill() -> None:
    product = likelihood(sighting("searched", 0.6, kind=ConceptKind.TECHNOLOGY))
    assert product < 0.5 < likelihood(sighting("searched", 0.6))
    assert "product" not in signs(sighting("short", 0.6, kind=ConceptKind.TECHNOLOGY))


def test_a_title_that_resembles_one_is_right_more_often_where_titles_of_employers_are_listed() -> None:
    title = ConceptKind.OCCUPATION
    assert likelihood(sighting("searched", 0.6, 0.4, title, "onet")) > likelihood(
        sighting("searched", 0.6, 0.4, title, "esco")
    )
    assert likelihood(sighting("searched", 0.6, framework="onet")) == likelihood(sighting("searched", 0.6))
