from pathlib import Path

from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from app.taxonomy.load import load
from tests.taxonomy import small


def test_a_name_of_a_concept_comes_first_with_score_one(small_frameworks: Frameworks) -> None:
    (best, *rest) = small_frameworks.search("forklift driving", kinds={small.SKILL}, k=5)
    assert (best.concept.name, best.score, best.via) == ("operate forklift", 1.0, "forklift driving")
    assert all(hit.score < 1 for hit in rest)


def test_each_concept_is_a_hit_once_with_its_best_name(small_frameworks: Frameworks) -> None:
    hits = small_frameworks.search("driving a forklift truck", k=10)
    ids = [hit.concept.id for hit in hits]
    assert ids[0] == "http://x.test/s/1"
    assert len(ids) == len(set(ids))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_parts_of_words_find_what_is_misspelt(small_frameworks: Frameworks) -> None:
    assert small_frameworks.search("comunication", kinds={small.KNOWLEDGE})[0].concept.name == "communication"


def test_kinds_and_framework_are_kept_apart(small_frameworks: Frameworks) -> None:
    hits = small_frameworks.search("python", framework="tools")
    assert {hit.concept.framework for hit in hits} == {"tools"}
    titles = small_frameworks.search("assistant", kinds={small.OCCUPATION})
    assert {hit.concept.kind for hit in titles} == {small.OCCUPATION}


def test_a_text_without_words_finds_nothing(small_frameworks: Frameworks) -> None:
    assert small_frameworks.search("…") == []
    assert small_frameworks.exact("") == []
    assert small_frameworks.search("the", k=3) == []


def test_who_prefers_a_name_comes_before_who_also_has_it(small_frameworks: Frameworks) -> None:
    assert [c.name for c in small_frameworks.exact("Python")] == ["Python", "Python (computer programming)"]


def test_the_same_tables_give_the_same_answers(tmp_path: Path, small_frameworks: Frameworks) -> None:
    again = load([small.installed(tmp_path)], [tmp_path / "cache"])
    for text in ("weld metal", "assistant nurse", "Microsoft", "data"):
        assert again.search(text, k=20) == small_frameworks.search(text, k=20)


def test_related_skills_are_ranked_by_how_few_occupations_share_them(small_frameworks: Frameworks) -> None:
    first, second = small_frameworks.related("http://x.test/o/1")
    assert (first.concept.name, first.relation, first.weight) == ("join metals", "essential", 1.0)
    assert (second.concept.name, second.weight) == ("communication", 0.0)
    assert [skill.relation for skill in small_frameworks.related("http://y.test/o/1")] == ["technology"]
    assert small_frameworks.related("http://x.test/none") == ()
    assert small_frameworks.related("http://y.test/o/2") == ()


def test_of_related_skills_those_that_are_asked_for_can_be_told_alone(small_frameworks: Frameworks) -> None:
    assert len(small_frameworks.related("http://x.test/o/1")) == 2
    for most in (None, 1, 2):
        (essential,) = small_frameworks.related("http://x.test/o/1", asked_for=True, most=most)
        assert (essential.concept.name, essential.relation) == ("join metals", "essential")
    (in_demand,) = small_frameworks.related("http://y.test/o/1", asked_for=True)
    assert (in_demand.concept.name, in_demand.in_demand) == ("Microsoft Excel", True)
    assert small_frameworks.related("http://x.test/o/2", asked_for=True, most=0) == ()


def test_a_concept_is_found_by_its_identifier(small_frameworks: Frameworks) -> None:
    concept = small_frameworks.concept("http://y.test/o/1")
    assert concept is not None
    assert (concept.name, concept.code, concept.framework, concept.version) == (
        "Nursing Assistants",
        "31-1131.00",
        "tools",
        "1.0",
    )
    assert small_frameworks.concept("http://y.test/o/9") is None


def test_names_are_those_that_the_framework_lists(small_frameworks: Frameworks) -> None:
    listed = sorted(name for name, _ in small_frameworks.names("trades"))
    assert listed == sorted([row.name for row in small.TRADES.concepts] + [row.name for row in small.TRADES.names])


def test_support_tells_who_a_shared_name_fits(small_frameworks: Frameworks) -> None:
    support = small_frameworks.support("CNA", framework="tools", kinds={small.OCCUPATION})
    assert support["http://y.test/o/1"] > support["http://y.test/o/2"]


def test_concepts_are_ranked_by_what_stands_in_a_line_and_by_likeness(small_frameworks: Frameworks) -> None:
    hits = rank("You operate a forklift, and join metals", small_frameworks, framework="trades", k=3)
    assert {hit.concept.name for hit in hits[:2]} == {"operate forklift", "join metals"}
    assert all(0 <= hit.score <= 1 for hit in hits)
    assert rank("???", small_frameworks, framework="trades", k=3) == []
    assert len(rank("operate forklift", small_frameworks, framework="trades", k=1)) == 1
