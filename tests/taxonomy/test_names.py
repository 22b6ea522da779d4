import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.taxonomy import names, spelling
from app.taxonomy.names import SKIPPED, fold, key, plain_key


@pytest.mark.parametrize(
    "forms",
    [
        "manage manages managed managing",
        "plan plans planned planning",
        "code codes coded coding",
        "weld welds welded welding",
        "organise organize organised organizing organises",
        "analyse analyze analysed analyzing",
        "labour labor labours",
        "centre center centers",
        "programme program programs programming",
        "carry carries carried carrying",
        "write wrote written writing",
        "oversee oversaw overseen overseeing",
        "use used using uses",
        "licence license licenses",
        "travel travelling traveled",
        "install installed installing",
        "box boxes",
        "woman women women's",
        "co-ordinate coordinated",
        "e-commerce ecommerce",
    ],
)
def test_inflections_and_spellings_of_one_word_fold_together(forms: str) -> None:
    assert len({key(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("operator", "operate"),
        ("plan", "plane"),
        ("car", "care"),
        ("us", "use"),
        ("nurse", "nursery"),
        ("C", "C++"),
        ("C#", "C"),
        (".NET", "net"),
        ("moral", "morale"),
        ("marshall", "marshaling"),
        ("securities", "security"),
        ("customs", "custom"),
        ("manage", "management"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("name", ["c++", "c#", ".net", "asp.net", "ci/cd", "5s", "a/c", "cnc", "r&d", "3.5", "i/o"])
def test_names_with_signs_and_digits_stay_one_token(name: str) -> None:
    assert [token.stem for token in fold(f"uses {name.upper()}, daily")][1:2] == [name]


def test_articles_and_possessives_are_skipped_and_ampersand_is_and() -> None:
    assert key("the various needs of their customers") == key("needs of customers")
    assert key("Shipping & Receiving") == key("shipping and receiving")


def test_plain_keys_keep_verb_endings_apart_but_not_plurals() -> None:
    assert plain_key("accounting") != plain_key("account")
    assert plain_key("forklifts") == plain_key("Forklift")
    assert plain_key("organising labour") == plain_key("organizing labor")


def test_slashes_and_hyphens_separate_words_that_are_names_themselves() -> None:
    assert [token.stem for token in fold("C/C++ TCP/IP front-end")] == ["c", "c++", "tcp", "ip", "front", "end"]


@given(st.text(max_size=200))
def test_tokens_stand_in_order_where_they_were_printed(text: str) -> None:
    end = 0
    for token in fold(text):
        assert end <= token.start < token.end <= len(text)
        assert token.stem
        assert " " not in token.stem
        end = token.end


@given(
    st.lists(st.sampled_from(["Weld", "pipes", "a", "the", "managing", "Centre", "is", "x", "IT", ""])).map(" ".join)
)
def test_a_name_of_words_alone_is_read_like_any_text(text: str) -> None:
    assert fold(text) == fold(f"{text} .") == fold(f"{text}!")


@given(
    st.lists(
        st.sampled_from(
            ["operating", "forklifts", "women's", "C++", "labour", "and", "centres", "Node.js", "planned"]
        ),
        max_size=8,
    )
)
def test_case_and_white_space_do_not_change_the_key(words: list[str]) -> None:
    assert key(" ".join(words)) == key("  \n".join(words).upper()) == key("\t".join(words).lower())


@given(st.sampled_from(sorted(SKIPPED)), st.sampled_from(["forklift", "data entry", "welding of pipes"]))
def test_a_skipped_word_in_front_changes_nothing(article: str, name: str) -> None:
    assert key(f"{article} {name}") == key(name)


def test_no_british_spelling_is_passed_over_by_the_look_that_most_words_get() -> None:
    assert all(spelling._ANY_INSIDE.search(pattern.pattern) for pattern, _ in spelling._INSIDE)


@given(st.text("abcnejs0é&'’.,-/+#_;:() \n\t"))
def test_plain_words_are_the_tokens_that_they_would_be_among_all_others(text: str) -> None:
    slow = re.compile(names._TOKEN.pattern.removeprefix(names._PLAIN))
    assert slow.pattern != names._TOKEN.pattern
    assert [match.span() for match in names._TOKEN.finditer(text)] == [match.span() for match in slow.finditer(text)]


@pytest.mark.parametrize(
    "text", ["Welding", "a/c co-op", "C++ (and C), R&D: .NET\nnode.js; nurse's x-ray", "été élan"]
)
def test_a_word_folds_alike_by_itself_and_among_others(text: str) -> None:
    among = fold(f"tools, {text}; tools")[1:-1]
    assert [(token.stem, token.plain) for token in among] == [(token.stem, token.plain) for token in fold(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("net .NET net", ["net", ".NET", "net"]),
        ("..net .net", ["net", ".net"]),
        ("care for care, Care", ["care", "for", "care", "Care"]),
        ("C/C++, C# and c", ["C", "C++", "C#", "and", "c"]),
        ("the  weld\tweld", ["weld", "weld"]),
    ],
)
def test_each_word_is_told_where_it_stands(text: str, words: list[str]) -> None:
    assert [text[token.start : token.end] for token in fold(text)] == words
