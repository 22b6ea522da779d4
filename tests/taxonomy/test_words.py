import numpy as np
import pytest

from app.taxonomy.synonyms import synonyms
from app.taxonomy.words import Said, WordIndex, build

FORMS = (
    "operat forklift",
    "driv forklift",
    "communication",
    "work with colleagu",
    "liaiz with colleagu",
    "build technician",
)


@pytest.fixture(scope="module")
def index() -> WordIndex:
    names = [
        (concept, form) for concept in range(9) for form in (f"operat machine{concept}", f"driv machine{concept}")
    ]
    return WordIndex("x", build("x", FORMS, synonyms(names), {"tech": "technician", "mgr": "manager"}))


def place(said: Said, form: str) -> int:
    (found,) = np.flatnonzero(said.places == FORMS.index(form))
    return int(found)


def test_words_that_change_places_in_names_of_several_concepts_are_synonyms() -> None:
    names = [(1, "manag staff"), (1, "supervis staff"), (2, "manag store"), (2, "supervis store"), (2, "mind store")]
    found = synonyms(names)
    assert [word for word, _ in found["manag"]] == ["supervis"]
    assert 0 < found["manag"][0][1] <= 1
    assert "mind" not in found
    assert synonyms([(1, "weld"), (1, "braz"), (2, "weld"), (2, "braz")]) == {}


def test_a_name_that_is_said_whole_has_cosine_and_cover_one(index: WordIndex) -> None:
    said = index.said(["driv", "forklift"])
    at = place(said, "driv forklift")
    assert said.cosine[at] == pytest.approx(1, abs=1e-5)
    assert said.cover[at] == pytest.approx(1, abs=1e-5)
    assert np.all(said.cosine <= 1)


def test_a_synonym_counts_for_less_than_the_word_itself(index: WordIndex) -> None:
    said = index.said(["driv", "forklift"])
    synonym = said.cosine[place(said, "operat forklift")]
    strange = index.said(["work", "forklift"])
    assert strange.cosine[place(strange, "operat forklift")] < synonym < said.cosine[place(said, "driv forklift")]


def test_a_typing_error_finds_the_word_it_looks_like(index: WordIndex) -> None:
    said = index.said(["comunication"])
    assert said.places[said.cosine.argmax()] == FORMS.index("communication")


def test_an_abbreviation_stands_for_its_word_and_an_unknown_one_for_nothing(index: WordIndex) -> None:
    said = index.said(["tech"])
    assert said.places.tolist() == [FORMS.index("build technician")]
    assert index.said(["mgr"]).places.tolist() == []


def test_words_that_say_nothing_do_not_count_beside_others(index: WordIndex) -> None:
    with_them, without = index.said(["work", "with", "colleagu"]), index.said(["work", "colleagu"])
    assert with_them.places.tolist() == without.places.tolist()
    assert with_them.cosine.tolist() == without.cosine.tolist()


def test_what_a_name_leaves_out_of_a_text_is_a_share(index: WordIndex) -> None:
    assert index.left(["driv", "forklift"], ["driv", "forklift"]) == pytest.approx(0)
    assert 0 < index.left(["driv", "forklift"], ["forklift"]) < 1
    assert index.left(["communication"], ["forklift"]) == pytest.approx(1)
    assert index.left([], ["forklift"]) == 0


WORDS = [
    "work with colleagu",
    "driv forklift operat",
    "communication with tech",
    "build machin3",
    "mgr of colleagu",
    "with",
]


@pytest.mark.parametrize("text", WORDS)
def test_what_is_said_is_what_a_plain_count_gives(index: WordIndex, text: str) -> None:
    said = index.said(text.split())
    for form, cosine, mass in plainly(index, text.split()):
        at = np.flatnonzero(said.places == FORMS.index(form))
        assert said.cosine[at].tolist() == pytest.approx([cosine] * len(at), abs=1e-6)
        assert said.mass[at].tolist() == pytest.approx([mass] * len(at), abs=1e-5)
    assert np.all(np.diff(said.places) > 0)


def test_counting_twice_gives_the_same_and_leaves_nothing_behind(index: WordIndex) -> None:
    before = [index.said(text.split()) for text in WORDS]
    again = [index.said(text.split()) for text in WORDS]
    for one, other in zip(before, again, strict=True):
        assert [values.tolist() for values in one] == [values.tolist() for values in other]


def test_what_is_said_in_texts_together_is_what_is_said_in_each(index: WordIndex) -> None:
    texts = [text.split() for text in ("", *WORDS, "strange")]
    together, bounds = index.said_in(texts)
    for words, first, last in zip(texts, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        assert [values[first:last].tolist() for values in together] == [list(part) for part in index.said(words)]


def plainly(index: WordIndex, words: list[str]) -> list[tuple[str, float, float]]:
    """Count for each name, word by word, what the words say of it: name, soft cosine, weight of what is said."""
    telling = [word for word in words if word != "with" and word != "of"] or words
    found = []
    for form in FORMS:
        own = [word for word in form.split() if word not in ("with", "of")]
        mass = dots = 0.0
        for name_word in own:
            share, weight = max(
                ((1 - index.left([word], [name_word]), index.weight(word)) for word in telling), default=(0.0, 0.0)
            )
            mass += share * index.weight(name_word)
            dots += share * index.weight(name_word) * weight
        length = sum(index.weight(word) ** 2 for word in own) ** 0.5
        spoken = sum(index.weight(word) ** 2 for word in telling) ** 0.5
        found.append((form, min(1.0, dots / (length * spoken)), mass))
    return found
