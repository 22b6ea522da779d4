"""Scans and photos are read with a place for every word."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from PIL import Image

from app.documents.model import Box, Document, SourceDocument
from app.documents.read import read
from app.documents.render import page_image
from app.errors import SourceNeedsOcr, SourceWithoutText
from tests.documents.papers import Text, document, lines, pdf
from tests.documents.scans import drawn, noisy, on_paper, packed, seen, with_tesseract

SAMPLE = Path(__file__).parents[2] / "evals" / "resumes" / "pharmacy-technician.pdf"
LINES = [Text(40, 60, "Certified welder", 14), Text(40, 90, "Forklift operator", 14)]
CROP = (300.0, 110.0)
CERTIFIED = document(pdf(LINES)).boxes(0, 9)[0]


def places(found: Document) -> dict[str, Box]:
    """Give the box of each word that stands once in a document."""
    words = found.text.split()
    once = [word for word in words if words.count(word) == 1 and len(word) > 4]
    return {word: found.boxes(found.text.index(word), found.text.index(word) + len(word))[0] for word in once}


def middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


@with_tesseract
def test_a_crooked_scan_says_what_its_pdf_says_and_its_boxes_lie_on_the_words() -> None:
    page = pdfium.PdfDocument(SAMPLE)[0]
    picture = page.render(scale=150 / 72, grayscale=True).to_pil().convert("L")
    upright = document(SAMPLE.read_bytes(), SAMPLE.name)
    found = seen(packed(noisy(picture), "JPEG", quality=70, dpi=(150, 150)))
    assert found.media_type == "image/jpeg"
    assert (found.pages[0].width, found.pages[0].height) == pytest.approx((612, 792), abs=1)
    true, read_ = places(upright), places(found)
    both = true.keys() & read_.keys()
    assert len(both) > 0.9 * len(true)
    near = [w for w in both if middle(read_[w]) == pytest.approx(middle(true[w]), abs=2.5)]
    assert len(near) > 0.97 * len(both)
    assert found.recognition is not None
    assert found.recognition.engine.startswith("tesseract ")
    assert found.recognition.pages == (1,)
    assert found.recognition.confidence > 0.8
    assert {found.text[w.start : w.end] for w in found.words} >= both


@with_tesseract
@pytest.mark.parametrize("turn", [-2.0, 4.0])
def test_words_of_a_turned_page_are_found_where_they_stand_on_it(turn: float) -> None:
    picture = noisy(drawn(LINES, crop=CROP), turn=turn)
    found = seen(packed(picture, dpi=(150, 150)))
    assert lines(found) == ["Certified welder", "Forklift operator"]
    for words in lines(found):
        start = found.text.index(words)
        x0, y0, x1, y1 = (round(side * 150 / 72) for side in found.boxes(start, start + len(words))[0])
        dark = [(x, y) for x in range(picture.width) for y in range(y0, y1) if picture.getpixel((x, y)) < 90]  # type: ignore[operator]
        inside = [x for x, _ in dark if x0 - 3 <= x <= x1 + 3]
        assert len(inside) > 0.98 * len(dark)
        assert len(dark) > 100


@with_tesseract
def test_columns_of_a_scan_are_read_one_after_the_other() -> None:
    left = [Text(40, 60 + 16 * i, words, 11) for i, words in enumerate(LEFT)]
    right = [Text(330, 68 + 16 * i, words, 11) for i, words in enumerate(RIGHT)]
    found = seen(packed(drawn([*left, *right], crop=(595, 200)), dpi=(150, 150)))
    assert [line.removeprefix("• ") for line in lines(found)] == [*LEFT, *RIGHT]


LEFT = [
    "Warehouse lead at Alder Freight",
    "Loaded trailers by route number",
    "Counted three aisles a week",
    "Trained new operators on safety",
    "Kept racks in order every day",
    "Entered receipts in the system",
]
RIGHT = ["Forklift operation", "Inventory control", "Order picking", "Load securement", "Shipping desk"]


@with_tesseract
@pytest.mark.parametrize(("orientation", "turn"), [(6, 90), (8, 270), (3, 180)])
def test_a_photo_is_turned_as_its_camera_says(orientation: int, turn: int) -> None:
    upright = drawn(LINES, crop=CROP)
    exif = Image.Exif()
    exif[0x0112] = orientation
    held = upright.rotate(turn, expand=True)
    found = seen(packed(held.convert("RGB"), "JPEG", exif=exif, dpi=(150, 150)))
    assert lines(found) == ["Certified welder", "Forklift operator"]
    assert (found.pages[0].width, found.pages[0].height) == pytest.approx(CROP, abs=1)
    assert found.boxes(0, 9)[0] == pytest.approx(CERTIFIED, abs=1.5)


@with_tesseract
def test_a_page_upside_down_is_read_and_its_boxes_lie_on_the_page_as_it_is() -> None:
    words = [*LINES, Text(40, 100, "Ran a till and counted the stock", 11)]
    found = seen(packed(drawn(words, crop=(300, 120)).rotate(180), dpi=(150, 150)))
    assert lines(found)[0] == "Certified welder"
    x0, y0, x1, y1 = found.boxes(0, 9)[0]
    assert (300 - x1, 120 - y1, 300 - x0, 120 - y0) == pytest.approx(CERTIFIED, abs=1.5)


@with_tesseract
def test_each_frame_of_a_tiff_is_a_page_and_a_thumbnail_is_none() -> None:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

    first, second = drawn(LINES[:1], crop=CROP), drawn(LINES[1:], crop=CROP)
    small = first.resize((60, 20))
    small.encoderinfo = {"tiffinfo": ImageFileDirectory_v2()}
    small.encoderinfo["tiffinfo"][254] = 1
    data = packed(first, "TIFF", save_all=True, append_images=[small, second], dpi=(150, 150))
    found = seen(data)
    assert found.media_type == "image/tiff"
    assert lines(found) == ["Certified welder", "Forklift operator"]
    assert [line.page for line in found.lines] == [1, 2]
    assert [page.number for page in found.pages] == [1, 2]


@with_tesseract
def test_a_pdf_of_printed_and_scanned_pages_is_read_whole() -> None:
    letter = [Text(40, 60, "Scanned reference letter", 16), Text(40, 90, "Kept the kiln in order", 16)]
    scanned = drawn(letter)
    printed = [Text(40, 60, "Printed page about a kiln operator and what they did", 12)]
    found = document(on_paper([scanned], printed))
    assert lines(found) == [
        "Printed page about a kiln operator and what they did",
        "Scanned reference letter",
        "Kept the kiln in order",
    ]
    assert [line.page for line in found.lines] == [1, 2, 2]
    assert found.recognition is not None
    assert found.recognition.pages == (2,)
    assert found.notes == ()
    start = found.text.index("Scanned")
    assert found.words_in(0, start) == ()
    assert found.boxes(start, start + 7)[0] == pytest.approx(document(pdf(letter)).boxes(0, 7)[0], abs=2)


def test_without_recognition_the_printed_pages_of_a_pdf_are_read_and_the_others_are_told() -> None:
    printed = [Text(40, 60, "Printed page about a kiln operator and what they did", 12)]
    found = seen(on_paper([drawn(LINES)], printed), engine="off")
    assert lines(found) == ["Printed page about a kiln operator and what they did"]
    assert found.notes == ("pages-unread",)
    assert found.recognition is None


def _with_second_page(draw: Callable[[FPDF], None]) -> bytes:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    paper.text(40, 60, "Printed page about a kiln operator and what they did")
    paper.add_page()
    draw(paper)
    return bytes(paper.output())


def _ground(paper: FPDF) -> None:
    paper.set_fill_color(20, 40, 80)
    paper.rect(0, 0, 190, 842, style="F")
    paper.line(200, 40, 560, 40)


def _outlines(paper: FPDF) -> None:
    for number in range(50):
        left = 40 + 10 * number
        paper.polygon([(left, 100), (left + 6, 100), (left + 3, 104), (left + 6, 110), (left, 110)], style="F")


@pytest.mark.parametrize(
    ("draw", "notes"), [(_ground, ()), (_outlines, ("pages-unread",))], ids=["ground", "outlines"]
)
def test_a_page_with_nothing_but_a_ground_is_no_picture_of_letters(
    draw: Callable[[FPDF], None], notes: tuple[str, ...]
) -> None:
    found = seen(_with_second_page(draw), engine="off")
    assert lines(found) == ["Printed page about a kiln operator and what they did"]
    assert found.notes == notes


def test_a_scan_with_recognised_text_below_it_is_not_recognised_again() -> None:
    words = [Text(50, 100 + 20 * i, f"Recognised line {i} of the scanned resume") for i in range(6)]
    found = seen(pdf(words, picture=True), engine="off")
    assert len(found.lines) == 6
    assert (found.recognition, found.notes) == (None, ())


@pytest.mark.parametrize("data", [packed(drawn(LINES)), on_paper([drawn(LINES)])], ids=["picture", "pdf"])
def test_pages_that_are_pictures_need_recognition(data: bytes) -> None:
    with pytest.raises(SourceNeedsOcr) as refused:
        seen(data, engine="off")
    assert "LER_OCR" in refused.value.advice


def test_a_blank_page_has_no_text_whatever_there_is_to_recognise_it() -> None:
    for kind in ("PNG", "JPEG", "TIFF"):
        with pytest.raises(SourceWithoutText):
            seen(packed(Image.new("L", (400, 500), 250), kind), engine="off")


@with_tesseract
def test_a_picture_of_no_words_has_no_text() -> None:
    chance = random.Random(7)  # noqa: S311  (no secret)
    grain = Image.frombytes("L", (300, 200), chance.randbytes(60_000))
    with pytest.raises(SourceWithoutText):
        seen(packed(grain, dpi=(150, 150)))


@with_tesseract
def test_a_scan_of_nothing_with_a_scanners_stamp_has_no_text() -> None:
    with pytest.raises(SourceWithoutText):
        document(pdf([Text(50, 830, "Scanned with an app", 9)], picture=True), "a.pdf")


def test_a_picture_is_drawn_for_reviewers_with_its_boxes_outlined() -> None:
    data = packed(drawn(LINES, crop=CROP), dpi=(150, 150))
    shown = Image.open(io.BytesIO(page_image(data, 1, 2.0, [CERTIFIED])))
    assert shown.size == (600, 220)
    x0, y0 = (round((side - 1) * 2) for side in CERTIFIED[:2])
    assert shown.getpixel((x0 + 6, y0)) == (200, 30, 30)
    with pytest.raises(IndexError, match="page 2 of 1"):
        page_image(data, 2, 1.0)


@with_tesseract
def test_a_photo_says_what_it_says_however_it_is_stored() -> None:
    picture = drawn(LINES, crop=CROP)
    for data in (
        packed(picture.convert("1"), "TIFF", compression="group4", dpi=(150, 150)),
        packed(picture.convert("CMYK"), "JPEG", dpi=(150, 150)),
        packed(picture.convert("RGB"), "WEBP", quality=70),
    ):
        found = read(SourceDocument(name="photo", data=data))
        assert lines(found) == ["Certified welder", "Forklift operator"]
