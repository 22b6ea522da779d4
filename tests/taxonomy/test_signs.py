from pathlib import Path

import numpy as np
import pytest

from app.taxonomy.index import Frameworks
from app.taxonomy.link import FEW, PHRASE_WEIGHTS, WEIGHTS, likeliest, rank, weigh, weighed
from app.taxonomy.load import load
from app.taxonomy.signs import FORMS, SIGNS, highest, in_groups, parts
from app.taxonomy.tables import NameRow
from tests.taxonomy import small

SKILLS = {small.SKILL, small.KNOWLEDGE}


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    """The small frameworks with lists of what people write beside them."""
    folder = small.installed(tmp_path_factory.mktemp("taxonomies"))
    phrases = "# for skills\npeople talk = communication\nCPT = accounting\nsticker < communication\n"
    (folder / "phrases.txt").write_text(phrases, "utf-8")
    (folder / "titles.txt").write_text("asst ~ assistant\nPCT = nurse assistant\n", "utf-8")
    return load([folder], [folder / "cache"])


def sign(frameworks: Frameworks, text: str, concept: str, name: str) -> float:
    found = frameworks.signs(text, framework="trades", kinds=SKILLS)
    (row,) = [i for i, at in enumerate(found.concepts.tolist()) if frameworks.at(at).name == concept]
    return float(found.signs[row, SIGNS.index(name)])


def test_a_name_in_a_line_has_the_literal_signs(listed: Frameworks) -> None:
    assert sign(listed, "You will join metals daily", "join metals", "label") == 1
    assert sign(listed, "You will be welding daily", "join metals", "label") == 0
    assert sign(listed, "You will be welding daily", "join metals", "literal") == 1
    assert sign(listed, "A people talk skill", "communication", "phrase") == 1
    assert sign(listed, "A communication skill", "communication", "phrase") == 0


def test_every_sign_but_two_is_a_share_or_a_cosine(listed: Frameworks) -> None:
    found = listed.signs("join metals, drive forklifts and people talk", framework="trades", kinds=SKILLS)
    shares = [i for i, name in enumerate(SIGNS) if name not in ("unsaid", "names")]
    senses = [i for i, name in enumerate(SIGNS) if name.startswith("sense")]
    assert found.signs.shape == (len(found.concepts), len(SIGNS))
    assert np.all(np.abs(found.signs[:, shares]) <= 1.02)
    assert np.all(found.signs[:, sorted({*shares} - {*senses})] >= 0)


def test_sense_is_that_of_the_whole_text_and_of_its_nearest_part(listed: Frameworks) -> None:
    text = "join metals, drive forklifts"
    assert sign(listed, "join metals", "join metals", "sense") == pytest.approx(1, abs=0.02)
    assert sign(listed, text, "join metals", "sense part") == pytest.approx(1, abs=0.02)
    assert sign(listed, text, "join metals", "sense") < 0.9
    assert sign(listed, "metals Qqzvx", "join metals", "sense") == sign(listed, "metals", "join metals", "sense")


def test_a_text_is_parted_where_lists_are() -> None:
    assert parts("Python, SQL and weld (MIG)") == ["Python", "SQL", "weld", "MIG"]
    assert parts("  ") == []


def test_phrases_lead_the_search_and_are_no_mentions(listed: Frameworks) -> None:
    assert rank("people talk", listed, framework="trades", k=1)[0].concept.name == "communication"
    assert listed.gazetteer.find("people talk") == []
    assert listed.exact("people talk") == []
    assert [match.phrase for match in listed.lookup("people talk")] == [True]


def test_what_falls_under_a_concept_leads_the_search_to_it(listed: Frameworks) -> None:
    assert rank("sticker", listed, framework="trades", k=1)[0].concept.name == "communication"
    assert listed.gazetteer.find("sticker") == []
    assert listed.search("people talk", k=1)[0].score == 1
    assert listed.search("sticker", k=1) == [] or listed.search("sticker", k=1)[0].score < 1
    assert [(match.phrase, match.narrower) for match in listed.lookup("sticker")] == [(True, True)]


def test_titles_are_ranked_by_abbreviations_and_lists(listed: Frameworks) -> None:
    for title in ("nurse asst", "PCT"):
        (best,) = rank(title, listed, framework="trades", k=1, kinds={small.OCCUPATION})
        assert best.concept.name == "nurse assistant"


def test_an_occupation_of_another_framework_speaks_for_the_one_with_its_names(tmp_path: Path) -> None:
    tools = small.TOOLS._replace(names=[*small.TOOLS.names, NameRow("http://y.test/o/1", "nursing aide")])
    small.write(tmp_path / "trades", "trades", small.TRADES)
    small.write(tmp_path / "tools", "tools", tools)
    frameworks = load([tmp_path], [tmp_path / "cache"])
    hits = rank("CNA", frameworks, framework="trades", k=3, kinds={small.OCCUPATION})
    assert hits[0].concept.name == "nurse assistant"
    assert hits[0].via == "nurse assistant"


def test_a_text_of_which_nothing_is_said_enough_finds_nothing(listed: Frameworks) -> None:
    for text in ("", "…", "zzzz, qqqq and xxxx"):
        found = listed.signs(text, framework="trades", kinds=SKILLS)
        assert found.signs.shape == (0, len(SIGNS))
        assert rank(text, listed, framework="trades", k=5) == []


TEXTS = [
    "operate forklifts and join metals",
    "operate forklifts in a hall and join metals for people who talk to the crew",
    "Excel",
    "",
    "people talk",
    "zzzz",
    "account, communicate and weld",
    "CPT",
]


def test_texts_that_are_looked_for_together_find_what_each_finds_alone(tmp_path: Path) -> None:
    folder = small.installed(tmp_path)
    for kinds in (SKILLS, {small.OCCUPATION}):
        together, alone = (load([folder], [folder / "cache"]) for _ in range(2))
        ((texts, names, found, edges),) = together.signs_together(TEXTS, kinds=kinds, forms=3)
        assert (texts, names) == (TEXTS, ("tools", "trades"))
        for text, of_text in zip(texts, edges.tolist(), strict=True):
            for framework, (low, high) in zip(names, of_text, strict=True):
                other = alone.signs(text, framework=framework, kinds=kinds, forms=3)
                assert found.concepts[low:high].tolist() == other.concepts.tolist()
                assert found.names[low:high].tolist() == other.names.tolist()
                np.testing.assert_allclose(found.signs[low:high], other.signs, atol=1e-6)


def test_the_likeliest_of_many_texts_are_the_likeliest_of_each(listed: Frameworks) -> None:
    for kinds in (SKILLS, {small.OCCUPATION}):
        found = likeliest(TEXTS, listed, kinds=kinds, forms=FORMS, count=2)
        assert len(found) == 2 * len(TEXTS)
        for (text, framework), likely in found.items():
            one = weighed(text, listed, framework=framework, kinds=kinds)
            order = np.lexsort((one.concepts, -one.scores))[:2]
            assert list(likely.concepts) == one.concepts[order].tolist()
            assert list(likely.names) == one.names[order].tolist()
            np.testing.assert_allclose(likely.scores, one.scores[order], atol=1e-5)
            signs = one.signs[order, SIGNS.index("phrase")] if kinds == SKILLS else []
            np.testing.assert_allclose(likely.phrase, signs, atol=1e-6)


def test_titles_that_are_looked_for_together_mean_what_each_means_alone(tmp_path: Path) -> None:
    folder = small.installed(tmp_path)
    together, alone = (load([folder], [folder / "cache"]) for _ in range(2))
    titles = ["nurse assistant", "CNA", "", "metal welder or forklift operator", "zzzz"]
    found = together.find_titles(titles)
    assert list(found) == titles
    for title in titles:
        for framework in ("trades", "tools"):
            one, other = found[title][framework], alone.occupations(title, framework=framework)
            assert one.concepts.tolist() == other.concepts.tolist()
            assert one.names.tolist() == other.names.tolist()
            np.testing.assert_allclose(one.scores, other.scores, atol=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_values_are_put_in_order_group_by_group(seed: int) -> None:
    random = np.random.default_rng(seed)
    group = np.sort(random.integers(0, 6, 80))
    values = (random.integers(-3, 4, 80) / 2).astype(np.float32)
    values[(values == 0) & (random.integers(0, 2, 80) > 0)] = -0.0
    assert in_groups(group, values).tolist() == np.lexsort((-values, group)).tolist()


def test_of_equal_values_the_first_are_the_highest() -> None:
    values = np.array([2, 5, 2, 7, 2, 1], dtype=np.float32)
    assert highest(values, 3).tolist() == [True, True, False, True, False, False]
    assert highest(values, 5).tolist() == [True, True, True, True, True, False]


def test_texts_of_few_words_are_weighed_as_phrases(listed: Frameworks) -> None:
    signs = np.eye(len(SIGNS), dtype=np.float32)
    phrases, lines = (weigh(signs, np.full(len(SIGNS), few)) for few in (True, False))
    for found, weights in ((phrases, PHRASE_WEIGHTS), (lines, WEIGHTS)):
        gained = found - weigh(signs[:1] * 0, np.array([found is phrases]))
        np.testing.assert_allclose(gained, [weights[sign] for sign in SIGNS], atol=1e-5)
    for words in (FEW, FEW + 1):
        text = " ".join(["join", "metals", *["daily"] * (words - 2)])
        one = weighed(text, listed, framework="trades", kinds=SKILLS)
        expected = weigh(one.signs, np.full(len(one.signs), words == FEW))
        np.testing.assert_allclose(one.scores, expected, atol=1e-5)
