"""What is told of a text's characters at once, against what regular expressions find."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.guard.speech_words import fold, folded
from app.extraction.words.letters import CODED, FIGURE, LATIN, LETTER, NUMBER, UNSPACED, WORD, Letters, as_text

TEXTS = st.text(
    st.one_of(st.sampled_from("abcZ é_019@$!|+/-.,: \n\t²½Ⅱİßк你ا\u0301😀𝐀𝟙\ud800"), st.characters()), max_size=60
)


@pytest.mark.parametrize(
    ("sorts", "pattern"),
    [
        (LETTER, r"[^\W\d_]+"),
        (WORD | FIGURE, r"[\w@$!|]+"),
        (CODED, r"[A-Za-z0-9+/_-]+"),
        (NUMBER, r"[0-9a-fA-F :,-]+"),
        (UNSPACED, "[\u0600-\u06ff\u0900-\u097f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"),
    ],
)
@given(text=TEXTS)
def test_runs_are_where_a_search_finds_them(text: str, sorts: int, pattern: str) -> None:
    starts, ends = Letters(text).runs(sorts)
    found = [match.span() for match in re.finditer(pattern, text)]
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == found
    assert Letters(text).longest(sorts) == max((end - start for start, end in found), default=0)


@given(TEXTS)
def test_tokens_and_mixed_words_are_where_a_search_finds_them(text: str) -> None:
    letters = Letters(text)
    assert letters.tokens().tolist() == [match.start() for match in re.finditer(r"\w+|[^\w\s]", text)]
    assert letters.mixed(WORD | FIGURE, LATIN, FIGURE) == [
        match.span()
        for match in re.finditer(r"[\w@$!|]+", text)
        if re.search("[A-Za-z]", match[0]) and re.search("[013457@$!|]", match[0])
    ]
    assert as_text(letters.codes) == text


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("h e l l o", True),
        ("a b", False),
        ("I.B.M. U.S.", True),
        ("h  e  l  l   o", False),
        ("hello", False),
        ("", False),
    ],
)
def test_single_letters_that_follow_each_other_are_seen(text: str, apart: bool) -> None:
    assert Letters(text).apart(5, 3) is apart


@given(TEXTS)
def test_a_text_is_folded_as_its_characters_are(text: str) -> None:
    assert fold(text * 60) == "".join(map(folded, text * 60))
