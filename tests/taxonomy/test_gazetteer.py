from hypothesis import given
from hypothesis import strategies as st

from app.taxonomy.index import Frameworks
from app.taxonomy.names import fold, key
from tests.taxonomy import small

WORDS = ["operate", "forklift", "forklifts", "drive", "driving", "join", "metals", "communication", "teach", "the"]


def spans(frameworks: Frameworks, text: str) -> list[tuple[str, str]]:
    return [(text[o.start : o.end], o.concepts[0].name) for o in frameworks.gazetteer.find(text)]


def test_names_are_found_in_any_inflection_with_their_places(small_frameworks: Frameworks) -> None:
    text = "Responsible for operating the forklifts and teaching communication."
    assert spans(small_frameworks, text) == [
        ("operating the forklifts", "operate forklift"),
        ("teaching communication", "teach communication"),
    ]


def test_the_longest_name_wins_unless_all_are_wanted(small_frameworks: Frameworks) -> None:
    text = "teach communication"
    assert [o.name for o in small_frameworks.gazetteer.find(text)] == ["teach communication"]
    every = small_frameworks.gazetteer.find(text, overlapping=True)
    assert [o.name for o in every] == ["teach communication", "communication"]


def test_a_name_does_not_run_from_one_statement_into_the_next(small_frameworks: Frameworks) -> None:
    assert spans(small_frameworks, "What we teach. Communication is next") == [("Communication", "communication")]
    assert spans(small_frameworks, "things to join • metals") == []
    assert spans(small_frameworks, "we join, metals") == []


def test_a_name_printed_with_brackets_may_cross_brackets(small_frameworks: Frameworks) -> None:
    (found,) = small_frameworks.gazetteer.find("Python (computer programming)")
    assert found.name == "Python (computer programming)"


def test_a_name_over_a_line_end_is_marked(small_frameworks: Frameworks) -> None:
    (found,) = small_frameworks.gazetteer.find("operate\nforklift")
    assert found.broken


def test_occupations_are_found_apart_from_skills(small_frameworks: Frameworks) -> None:
    text = "Welder and forklift operator"
    assert small_frameworks.gazetteer.find(text) == []
    assert [o.concepts[0].code for o in small_frameworks.gazetteer.find_titles(text)] == ["7212", "8344"]


def test_an_occurrence_says_how_it_was_printed(small_frameworks: Frameworks) -> None:
    upper, lower = small_frameworks.gazetteer.find("Excel; excel")
    assert (upper.exact_case, lower.exact_case) == (True, False)
    assert upper.derived
    assert upper.concepts[0].name == "Microsoft Excel"


def test_everyday_words_are_found_and_marked(small_frameworks: Frameworks) -> None:
    pattern, word, forklift = small_frameworks.gazetteer.find("pattern; a Word; drive forklifts")
    assert (pattern.everyday, word.everyday, forklift.everyday) == (True, True, False)


def test_another_form_of_a_one_word_name_is_not_literal(small_frameworks: Frameworks) -> None:
    (found,) = small_frameworks.gazetteer.find("open an account")
    assert found.name == "accounting"
    assert not found.literal
    assert found.everyday
    (same,) = small_frameworks.gazetteer.find("Accounting")
    assert same.literal
    assert not same.everyday


def test_concepts_of_all_frameworks_share_an_occurrence(small_frameworks: Frameworks) -> None:
    (found,) = small_frameworks.gazetteer.find("python")
    assert [concept.framework for concept in found.concepts] == ["tools", "trades"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_all_and_only_the_names_that_stand_there_are_found(small_frameworks: Frameworks, words: list[str]) -> None:
    text = " ".join(words)
    tokens = fold(text)
    names = {key(name) for name, concept in small_frameworks.names() if concept.kind is not small.OCCUPATION}
    expected = {
        (tokens[i].start, tokens[j].end)
        for i in range(len(tokens))
        for j in range(i, len(tokens))
        if " ".join(token.stem for token in tokens[i : j + 1]) in names
    }
    found = small_frameworks.gazetteer.find(text, overlapping=True)
    assert {(o.start, o.end) for o in found} == expected


@given(st.text(alphabet="forklit drvejnmas.,;()\n", max_size=80))
def test_occurrences_are_ordered_and_apart(small_frameworks: Frameworks, text: str) -> None:
    end = 0
    for found in small_frameworks.gazetteer.find(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
