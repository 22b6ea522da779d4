"""A document is shown in windows, kept answers cost nothing, and windows cover it all."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.asking.windows import WindowSize, line_starts, windows
from app.llm.replay import AnswerCache
from tests.extraction.documents import document
from tests.llm.faults import GOOD, RESUME, always, offline, reader
from tests.llm.server import Said, serving


def shown(text: str, size: WindowSize) -> list[str]:
    return [window.text for window in windows(text, size)]


def test_lines_are_numbered_from_one_and_empty_ones_are_left_out() -> None:
    assert shown("Skills\n\n  welding  \n", WindowSize()) == ["1: Skills\n3: welding"]


def test_a_long_text_is_cut_before_a_heading_in_the_second_half_without_overlap() -> None:
    text = "one two\n" * 6 + "EDUCATION" + "\nthree" * 6
    found = windows(text, WindowSize(characters=70))
    assert [(w.first, w.last) for w in found] == [(1, 6), (7, 13)]


def test_without_a_heading_windows_overlap() -> None:
    found = windows("one two\n" * 20, WindowSize(characters=80, overlap=3))
    assert [(w.first, w.last) for w in found] == [(1, 10), (8, 17), (15, 21)]


@given(
    st.lists(st.sampled_from(["", "SKILLS", "welding and brazing", "x" * 300, "1 2 3", "Education"]), max_size=40),
    st.integers(1, 400),
    st.integers(0, 5),
)
def test_windows_end_and_show_every_line_that_has_a_letter(lines: list[str], characters: int, overlap: int) -> None:
    text = "\n".join(lines)
    found = windows(text, WindowSize(characters=characters, overlap=overlap))
    seen = {number for window in found for number in range(window.first, window.last + 1)}
    assert {n for n, line in enumerate(lines, 1) if any(c.isalpha() for c in line)} <= seen
    starts = line_starts(text)
    assert all(window.offsets.start == starts[window.first - 1] for window in found)


def test_a_second_run_is_answered_from_kept_answers_and_costs_nothing(tmp_path: Path) -> None:
    read = document(RESUME)
    with serving(always(Said(text=GOOD))) as served:
        one, two = (reader(served, memory=AnswerCache(tmp_path)).add(read, offline(read)) for _ in range(2))
        assert len(served.asked) == 1
    assert one.claims == two.claims
    assert one.model is not None
    assert two.model is not None
    assert (two.model.kept, two.model.calls, str(two.model.usd)) == (1, 0, "0.00")
    assert one.model.calls == 1


@pytest.mark.parametrize("said", [Said(text=GOOD[:50]), Said(text=None, refusal="No."), Said(429), Said(text="")])
def test_only_answers_that_can_be_used_are_kept(said: Said, tmp_path: Path) -> None:
    read = document(RESUME)
    with serving(always(said)) as served:
        reader(served, memory=AnswerCache(tmp_path)).add(read, offline(read))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_kept_answer_that_was_damaged_is_asked_for_again(tmp_path: Path) -> None:
    read = document(RESUME)
    with serving(always(Said(text=GOOD))) as served:
        reader(served, memory=AnswerCache(tmp_path)).add(read, offline(read))
        (kept,) = tmp_path.rglob("*.json")
        kept.write_text(kept.read_text(encoding="utf-8").replace("answered", "answ"), encoding="utf-8")
        extraction = reader(served, memory=AnswerCache(tmp_path)).add(read, offline(read))
        assert len(served.asked) == 2
    assert len(extraction.claims) == 3


def test_a_model_without_a_price_has_no_cost_rather_than_none_to_pay() -> None:
    read = document(RESUME)
    with serving(always(Said(text=GOOD))) as served:
        extraction = replace(reader(served), prices={}).add(read, offline(read))
    assert extraction.model is not None
    assert extraction.model.usd is None
