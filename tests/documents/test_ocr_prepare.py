"""A page's picture is made ready before anything recognises it, and every point of it is still known on the page."""

import numpy as np
import pytest
from PIL import Image

from app.documents.readers.ocr.letters import base, size
from app.documents.readers.ocr.model import Grey, Word
from app.documents.readers.ocr.noise import cleaned
from app.documents.readers.ocr.prepare import blank, prepare, skew
from tests.documents.papers import Text
from tests.documents.scans import drawn, noisy

LINES = [Text(40, 60 + 18 * i, f"Line {i} of an honest resume that goes on for a while", 11) for i in range(8)]
PAGE = drawn(LINES, crop=(420, 240))


def pixels(picture: Image.Image) -> Grey:
    return np.asarray(picture.convert("L"))


@pytest.mark.parametrize("turn", [-4.0, -2.0, -0.6, 0.0, 1.3, 3.5])
def test_the_skew_of_lines_is_measured(turn: float) -> None:
    assert skew(pixels(noisy(PAGE, turn=turn)), 150) == pytest.approx(turn, abs=0.15)


@pytest.mark.parametrize("picture", [Image.new("L", (400, 300), 250), noisy(Image.new("L", (400, 300), 200))])
def test_a_page_of_nothing_is_level_and_blank(picture: Image.Image) -> None:
    assert skew(pixels(picture), 150) == 0
    assert blank(pixels(picture), 150)
    assert not blank(pixels(PAGE), 150)


@pytest.mark.parametrize(
    ("quarters", "dpi", "turn"),
    [(0, 150.0, 0.0), (0, 100.0, 2.0), (1, 150.0, -3.0), (2, 100.0, 1.0), (3, 150.0, 2.0)],
)
def test_a_point_of_the_prepared_picture_is_known_on_the_page(quarters: int, dpi: float, turn: float) -> None:
    side, x, y = 500, 190, 233
    dotted = Image.new("L", (side, side), 250)
    for row in range(8):
        dotted.paste(60, (60, 300 + 20 * row, 420, 304 + 20 * row))  # what the skew is measured by
    dotted.paste(0, (x - 6, y - 6, x + 7, y + 7))
    held = dotted.rotate(-turn, Image.Resampling.BICUBIC, fillcolor=250).rotate(-90 * quarters, expand=True)
    angle = np.radians(turn)
    turned = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    across, down = np.array([x + 0.5, y + 0.5] - np.full(2, side / 2)) @ turned + side / 2
    true = [(across, down), (side - down, across), (side - across, side - down), (down, side - across)][quarters]
    prepared = prepare(pixels(held), dpi, quarters)
    spot = np.argwhere(prepared.picture < 50)
    assert np.ptp(spot, axis=0).max() < 0.14 * prepared.dpi
    found = np.array([*(spot.mean(axis=0)[::-1] + 0.5), 1.0]) @ prepared.matrix
    assert found == pytest.approx(np.array(true) * 72 / dpi, abs=1)
    assert prepared.dpi == (300 if dpi < 150 else dpi)


def test_uneven_light_is_taken_out_and_even_light_is_left_alone() -> None:
    light = np.linspace(0.45, 1.0, PAGE.width)
    shaded = (pixels(PAGE) * light).astype(np.uint8)
    evened = prepare(shaded, 150).picture
    paper = [np.median(evened[:, x : x + 40]) for x in range(0, PAGE.width - 40, 80)]
    assert max(paper) - min(paper) < 15
    assert np.array_equal(prepare(pixels(PAGE), 150).picture, pixels(PAGE))


def test_light_print_on_a_dark_panel_becomes_dark_print_on_paper_to_the_very_edge() -> None:
    paper = np.full((600, 900), 255, np.uint8)
    paper[:, 600:] = 40
    paper[300:310, 640:700] = 250
    ready = prepare(paper, 150).picture
    assert np.median(ready[:, 610:890]) > 230
    assert ready[302:308, 644:696].max() < 60
    assert (ready[:, :590] > 230).all()
    assert (ready[50:250, 596:604] > 200).mean() > 0.8


def test_light_print_on_a_dark_page_becomes_dark_print_on_paper() -> None:
    ready = prepare(255 - pixels(PAGE), 150).picture
    assert np.median(ready) > 230
    assert (ready < 100).mean() == pytest.approx((pixels(PAGE) < 100).mean(), rel=0.2)


def test_ruled_lines_are_taken_out_and_kept_as_borders_and_letters_stay() -> None:
    ruled = PAGE.copy()
    ruled.paste(0, (60, 40, 800, 43))
    ruled.paste(90, (60, 480, 800, 482))
    ruled.paste(0, (30, 60, 33, 450))
    prepared = prepare(pixels(ruled), 150)
    ready, plain = prepared.picture, pixels(PAGE)
    assert ready[38:46].min() > 150
    assert ready[70:440, 28:36].min() > 150
    assert np.abs(ready[60:475, 60:].astype(int) - plain[60:475, 60:]).mean() < 0.5
    assert [line[0] for line in sorted(prepared.rules.across)] == pytest.approx([19.9, 230.9], abs=1)
    (down,) = prepared.rules.down
    assert down == pytest.approx((15.1, 28.8, 216), abs=2)


def test_a_heavy_bar_is_no_line() -> None:
    barred = PAGE.copy()
    barred.paste(60, (60, 20, 800, 60))
    assert prepare(pixels(barred), 150).rules.across == []


def word(text: str, top: float, bottom: float, confidence: float = 0.9, left: float = 0) -> Word:
    return Word(text, (left, top, left + 10 * len(text), bottom), confidence, 0)


def test_size_and_baseline_follow_from_the_letters_that_a_word_has() -> None:
    # of 40 pixels: capitals 29 high, small letters 21, descenders 8 below
    words = [word("Hand", 71, 100), word("sweep", 79, 108), word("on", 79, 100), word("to", 73, 100)]
    for some in (words, words[:1], words[1:2], words[2:3]):
        assert size(some) == pytest.approx(40, rel=0.03)
        assert base(some, 40) == pytest.approx(100, abs=1)


def test_specks_edges_and_creases_are_no_words_and_a_bar_between_words_is_one() -> None:
    kept = [word("Copper", 71, 100), word("|", 70, 108, 0.8, 80), word("Bistro", 71, 100, left=100)]
    dust = [
        Word("|", (0, 200, 8, 236), 0.9, 7),
        word("~", 80, 84, 0.6, 200),
        word("|", 10, 300, 0.9, 300),
        word("eet", 71, 100, 0.05, 400),
    ]
    assert cleaned([*kept, *dust], english=True) == kept
    assert cleaned([word("\u200b\x07", 1, 20)], english=False) == []


def test_a_bar_as_high_as_a_capital_is_the_word_i_in_english() -> None:
    said = [word("since", 71, 100), word("|", 71, 100, 0.8, 80), word("was", 79, 100, left=100)]
    assert [w.text for w in cleaned(said, english=True)] == ["since", "I", "was"]
    assert [w.text for w in cleaned(said, english=False)] == ["since", "|", "was"]


def test_what_stands_between_the_items_of_a_line_is_a_bar_however_it_was_read() -> None:
    texts = ["Pyxis", "I", "Epic", "Willow", "|", "Omnicell", "l", "Billing"]
    said = [word(text, 71, 100, left=90 * at) for at, text in enumerate(texts)]
    assert " ".join(w.text for w in cleaned(said, english=True)) == "Pyxis | Epic Willow | Omnicell | Billing"
    prose = [word(text, 71, 100, left=90 * at) for at, text in enumerate(["Since", "I", "cook", "I", "taste"])]
    assert cleaned(prose, english=True) == prose
