"""Plain text in any of its encodings."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.characters import clean
from app.documents.detect import Kind, detect
from app.errors import SourceError
from tests.documents.papers import document, lines

WORDS = "Élodie Müller – welder, “MIG”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_encoding_gives_the_same_text(encoding: str) -> None:
    assert document(WORDS.encode(encoding), "a.txt").text == WORDS


def test_blocks_end_at_empty_lines_and_pages_at_form_feeds() -> None:
    found = document(b"One\r\nTwo\r\n \r\n\r\nThree\rFour\fFive\n", "a.txt")
    assert found.text == "One\nTwo\n\nThree\nFour\n\nFive"
    assert [line.block for line in found.lines] == [0, 0, 2, 2, 3]
    assert [line.page for line in found.lines] == [1, 1, 1, 1, 2]
    assert found.page_of(found.text.index("Five")) == 2


def test_list_items_are_told_by_their_marks() -> None:
    found = document(
        "• Packed\n- Loaded\n* Swept\n2) Counted\no Cleaned\nPlain - text\n-5 degrees\n2019 - 2020".encode(), "a.txt"
    )
    assert [line.bullet for line in found.lines] == [True, True, True, True, True, False, False, False]


def test_what_prints_nothing_is_left_out() -> None:
    found = document("Ware\u00adhouse\u200b \u202dwork\u2069\U000e0041 \u00a0clerk\x07\ufeff ﬁne".encode(), "a.txt")
    assert found.text == "Warehouse work  clerk fine"


def test_json_under_a_text_name_is_text() -> None:
    assert document(b'{"skills": ["welding"]}', "a.txt").media_type == "text/plain"


def test_a_text_that_begins_like_a_program_is_a_text() -> None:
    assert detect(b"MZ Logistics, warehouse clerk 2019 - 2021\n") is Kind.TEXT
    assert detect(b"BMW mechanic since 2010\n") is Kind.TEXT


@given(st.text(max_size=300))
def test_every_quote_of_any_text_is_a_slice_and_the_text_is_clean(text: str) -> None:
    try:
        found = document(text.encode("utf-8", "replace"), "a")
    except SourceError:
        return
    assert found.text == found.text.strip()
    assert unicodedata.is_normalized("NFC", found.text) or len(lines(found)) > 1
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs") for c in found.text)
    previous = 0
    for line in found.lines:
        assert found.text[previous : line.start].strip() == ""
        assert found.evidence(line.start, line.end).quote == found.text[line.start : line.end]
        assert "\n" not in found.text[line.start : line.end]
        previous = line.end
    assert previous == len(found.text)


@given(st.lists(st.text(max_size=3), max_size=30))
def test_cleaning_gives_one_place_for_each_character_and_normal_form(items: list[str]) -> None:
    places = np.array([(i, 0, i + 1, 1) for i in range(len(items))], float).reshape(-1, 4)
    text, kept = clean(items, places)
    assert kept is not None
    assert len(text) == len(kept)
    assert unicodedata.is_normalized("NFC", text)
    assert (kept[:, 0] <= kept[:, 2]).all()


def test_a_tab_between_words_parts_a_line_whatever_room_is_left_to_the_stop() -> None:
    found = document(b"HVAC Technician\tApex Mechanical\t2019\n\tServiced boilers")
    assert lines(found) == ["HVAC Technician  Apex Mechanical  2019", "Serviced boilers"]


def test_a_copy_of_a_document_finds_the_lines_that_it_has_itself() -> None:
    made = document(b"Welder\n\nCook\fBaker\n")
    assert made.page_of(made.text.index("Baker")) == 2
    copied = made.model_copy(update={"lines": made.lines[1:]})
    assert copied.page_of(made.text.index("Baker")) == 2
    assert copied.page_of(made.text.index("Cook")) == 1
