"""Pictures of print on pages that have text as well, and pictures that only are pictures."""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from fpdf import FPDF
from PIL import Image, ImageFilter

from tests.documents.papers import Text, lines
from tests.documents.scans import drawn, seen, with_tesseract

HEAD = "Mara Quillfeather, a registered nurse of Spokane in Washington"
LETTER = [
    Text(40, 60 + 22 * row, words, 12)
    for row, words in enumerate(
        (
            "Charge nurse, Cedar Vale Hospital",
            "Supervised twelve nurses on a medical unit",
            "Trained new staff in infection control",
            "Coordinated discharge planning",
            "Administered vaccines and kept patient histories",
        )
    )
]
PRINT = drawn(LETTER, crop=(400, 180))
Placed = tuple[Image.Image, float, float, float, float]
"""A picture, and left, top, width and height in points."""


def page(pictures: Sequence[Placed], texts: Sequence[Text] = ()) -> bytes:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    for picture, x, y, wide, high in pictures:
        paper.image(picture, x=x, y=y, w=wide, h=high)
    for text in (Text(40, 40, HEAD, 12), *texts):
        paper.set_font("Helvetica", text.style, text.size)
        paper.text(text.x, text.y, text.words)
    return bytes(paper.output())


def slices(picture: Image.Image, x: float, y: float, wide: float, high: float, count: int) -> list[Placed]:
    cuts = [round(number * picture.height / count) for number in range(count + 1)]
    return [
        (
            picture.crop((0, first, picture.width, last)),
            x,
            y + high * first / picture.height,
            wide,
            high * (last - first) / picture.height,
        )
        for first, last in pairwise(cuts)
    ]


PRINTED = {
    "one picture": [(PRINT, 40, 300, 400, 180)],
    "in slices": slices(PRINT, 40, 300, 400, 180, 6),
    "white on dark": [(PRINT.point(lambda grey: 255 - grey), 40, 300, 400, 180)],
}


@pytest.mark.parametrize("pictures", PRINTED.values(), ids=list(PRINTED))
def test_print_in_a_picture_on_a_page_with_text_is_told_when_nothing_recognises_it(pictures: list[Placed]) -> None:
    found = seen(page(pictures), engine="off")
    assert lines(found) == [HEAD]
    assert found.notes == ("pages-unread",)


@with_tesseract
@pytest.mark.parametrize("pictures", PRINTED.values(), ids=list(PRINTED))
def test_print_in_a_picture_on_a_page_with_text_is_recognised_where_it_stands(pictures: list[Placed]) -> None:
    found = seen(page(pictures, [Text(40, 600, "Licensed in Washington and Idaho", 12)]))
    assert lines(found) == [HEAD, *(text.words for text in LETTER), "Licensed in Washington and Idaho"]
    assert found.notes == ()
    assert found.recognition is not None
    assert found.recognition.pages == (1,)
    start = found.text.index("Supervised")
    (box,) = found.boxes(start, start + len("Supervised"))
    assert box[:2] == pytest.approx((80, 374), abs=4)
    assert [found.text[word.start : word.end] for word in found.words_in(start, start + 17)] == [
        "Supervised",
        "twelve",
    ]
    assert found.words_in(0, len(HEAD)) == ()


@with_tesseract
def test_a_stamp_on_a_scanned_page_does_not_stand_for_the_page() -> None:
    stamp = "Downloaded from a library of forms on 3 May 2024, page 1 of 1"
    found = seen(page([(drawn(LETTER), 0, 0, 595, 842)], [Text(150, 830, stamp, 8)]))
    assert [text.words for text in LETTER][1:] == [line for line in lines(found) if line in map(_words, LETTER)][1:]
    assert stamp in lines(found)


def _words(text: Text) -> str:
    return text.words


def _noise() -> Image.Image:
    chance = random.Random(7)  # noqa: S311  (no secret)
    return Image.frombytes("L", (200, 120), chance.randbytes(24_000)).resize((400, 240)).filter(ImageFilter.BLUR)


WITHOUT_PRINT = {
    "a photo": [(_noise(), 40, 300, 400, 240)],
    "a banner of one colour": [(Image.new("L", (60, 20), 90), 0, 0, 595, 160)],
    "a wash from dark to light": [(Image.linear_gradient("L"), 0, 200, 595, 300)],
    "a sign of a few letters' size": [(PRINT, 40, 300, 120, 54)],
}


@pytest.mark.parametrize("pictures", WITHOUT_PRINT.values(), ids=list(WITHOUT_PRINT))
def test_a_picture_that_is_no_print_is_passed_over(pictures: list[Placed]) -> None:
    found = seen(page(pictures), engine="off")
    assert (lines(found), found.notes) == ([HEAD], ())


def test_a_picture_that_text_stands_on_is_its_ground() -> None:
    texts = [Text(50, 320 + 16 * row, f"Duty number {row} of a printed resume", 10) for row in range(10)]
    found = seen(page([(PRINT.point(lambda grey: 255 - (255 - grey) // 3), 40, 300, 400, 180)], texts), engine="off")
    assert found.notes == ()
