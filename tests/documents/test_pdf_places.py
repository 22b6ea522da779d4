"""Characters of a PDF and the places where they stand."""

import ctypes
import io
import math
from array import array

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as engine
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documents.model import Box, Document
from app.documents.model import Glyphs as Places
from app.documents.readers.pdf.glyphs import Glyphs
from app.documents.render import page_image
from tests.documents.papers import Text, changed, document, lines, pdf, raw_pdf

ONE = pdf([Text(100, 200, "Certified welder", 12)])


def place(found: Document, words: str) -> Box:
    start = found.text.index(words)
    (box,) = found.evidence(start, start + len(words)).boxes
    return box


def ink(data: bytes) -> Box:
    """Give the box of everything dark on the first page, from its picture."""
    scale = 4.0
    page = pdfium.PdfDocument(data)[0]
    rows, columns = np.nonzero(page.render(scale=scale, grayscale=True).to_numpy().squeeze() < 128)
    return columns.min() / scale, rows.min() / scale, (columns.max() + 1) / scale, (rows.max() + 1) / scale


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_on_the_ink_of_a_turned_page(turn: int) -> None:
    data = changed(ONE, rotate=turn)
    found = document(data)
    assert found.text == "Certified welder"
    assert place(found, "Certified welder") == pytest.approx(ink(data), abs=1)
    width, height = (842, 595) if turn in (90, 270) else (595, 842)
    assert (found.pages[0].width, found.pages[0].height) == pytest.approx((width, height), abs=1)


@pytest.mark.parametrize("turn", [0, 90])
def test_boxes_lie_on_the_ink_of_a_cropped_page(turn: int) -> None:
    data = changed(ONE, crop=(50, 500, 400, 800), rotate=turn)
    found = document(data)
    assert place(found, "Certified welder") == pytest.approx(ink(data), abs=1)


def test_a_quote_over_two_lines_has_a_box_on_each() -> None:
    found = document(pdf([Text(50, 100, "Operated reach trucks"), Text(50, 114, "and counterbalance trucks")]))
    evidence = found.evidence(0, len(found.text))
    assert evidence.quote == "Operated reach trucks\nand counterbalance trucks"
    assert [round(box[0]) for box in evidence.boxes] == [50, 50]
    assert evidence.boxes[0][3] < evidence.boxes[1][1] + 5


def test_a_ligature_is_spelt_out_and_its_place_divided_among_the_letters() -> None:
    content = b"BT /F1 12 Tf 100 700 Td (Certi\x02ed of\x03ce) Tj ET"
    names = b"/Differences [2 /fi 3 /f_f_i]"
    data = raw_pdf(content).replace(b"/Encoding /WinAnsiEncoding", b"/Encoding << " + names + b" >>")
    # The longer dictionary moves the table, which readers find again by its keyword.
    shift = len(b"<< " + names + b" >>") - len(b"/WinAnsiEncoding")
    table = data.rindex(b"\nxref") + 1
    data = data.replace(b"startxref\n%d" % (table - shift), b"startxref\n%d" % table)
    found = document(data)
    assert found.text.startswith("Certified of")
    f, i = place(found, "f"), found.boxes(6, 7)[0]
    assert f[2] == pytest.approx(i[0], abs=0.02)
    assert f[3] - f[1] == pytest.approx(i[3] - i[1], abs=0.02)


def test_letters_and_accents_come_composed() -> None:
    to_unicode = "Zoe\u0308 Mu\u0308ller"
    from fpdf import FPDF

    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", "", 12)
    paper.text(100, 100, "Zo\xeb M\xfcller")
    assert document(bytes(paper.output())).text == "Zoë Müller"
    assert document(to_unicode.encode(), "a.txt").text == "Zoë Müller"


def test_marks_of_list_items_are_kept_and_told() -> None:
    found = document(
        pdf(
            [
                Text(50, 100, "\x95 Packed orders"),
                Text(50, 114, "- Loaded vans"),
                Text(50, 128, "1. Swept floors"),
                Text(50, 142, "Plain"),
            ]
        )
    )
    assert lines(found) == ["• Packed orders", "- Loaded vans", "1. Swept floors", "Plain"]
    assert [line.bullet for line in found.lines] == [True, True, True, False]


def test_a_mark_set_apart_from_its_text_is_joined_to_it_by_one_space() -> None:
    found = document(
        pdf(
            [
                Text(50, 100, "\x95"),
                Text(75, 100, "Packed orders"),
                Text(50, 114, "\x95"),
                Text(75, 114, "Loaded vans"),
            ]
        )
    )
    assert lines(found) == ["• Packed orders", "• Loaded vans"]


def test_size_weight_and_left_edge_of_a_line_are_told() -> None:
    found = document(pdf([Text(50, 100, "Experience", 16, "B"), Text(60, 130, "Ran a till", 9)]))
    assert [(line.size, line.bold, round(line.left or 0)) for line in found.lines] == [(16, True, 51), (9, False, 61)]


def test_a_hyphen_at_the_end_of_a_line_stays_as_printed() -> None:
    found = document(pdf([Text(50, 100, "Responsible for ware-"), Text(50, 112, "house safety")]))
    assert found.text == "Responsible for ware-\nhouse safety"


WORDS = st.text(st.characters(codec="cp1252", exclude_categories=("C", "Z")), min_size=1, max_size=12)


LINES = st.lists(
    st.tuples(st.integers(20, 250), st.lists(WORDS, min_size=1, max_size=2), st.sampled_from([7, 10, 12])),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(LINES, st.data())
def test_every_quote_is_a_slice_with_boxes_inside_its_page(
    texts: list[tuple[int, list[str], int]], data: st.DataObject
) -> None:
    content = b"\n".join(
        b"BT /F1 %d Tf %d %d Td <%s> Tj ET" % (size, x, 800 - 50 * i, " ".join(words).encode("cp1252").hex().encode())
        for i, (x, words, size) in enumerate(texts)
    )
    found = document(raw_pdf(content))
    printed = "".join(c for c in found.text if not c.isspace())
    assert printed == "".join(c for _, words, _ in texts for w in words for c in w)
    start = data.draw(st.integers(0, len(found.text) - 1))
    end = data.draw(st.integers(start + 1, len(found.text)))
    evidence = found.evidence(start, end)
    assert evidence.quote == found.text[start:end]
    page = found.pages[evidence.page - 1]
    for index, character in enumerate(found.text):
        boxes = found.boxes(index, index + 1)
        assert bool(boxes) or character.isspace()
        for x0, y0, x1, y1 in boxes:
            assert -0.01 <= x0 <= x1 <= page.width + 0.01
            assert -0.01 <= y0 <= y1 <= page.height + 0.01
            assert all(map(math.isfinite, (x0, y0, x1, y1)))
    covered = set().union(*(range(line.start, line.end) for line in found.lines))
    assert all(i in covered for i, c in enumerate(found.text) if not c.isspace())


def test_a_page_is_drawn_with_its_boxes_outlined() -> None:
    found = document(ONE)
    box = place(found, "Certified welder")
    plain, marked = (Image.open(io.BytesIO(page_image(ONE, 1, 2.0, boxes))) for boxes in ([], [box]))
    assert marked.size == (1191, 1684) == plain.size
    edge = (round((box[0] - 1) * 2) + 4, round((box[1] - 1) * 2))
    assert marked.getpixel(edge) == (200, 30, 30)
    assert plain.getpixel(edge) == (255, 255, 255)


def test_a_page_that_is_not_there_is_not_drawn() -> None:
    with pytest.raises(IndexError, match="page 2 of 1"):
        page_image(ONE, 2, 1.0)


_HEBREW = b"<< /Differences [65 /afii57664 /afii57665 /afii57666 /afii57667] >>"


@pytest.mark.parametrize("encoding", [b"/WinAnsiEncoding", _HEBREW], ids=["latin", "hebrew"])
@pytest.mark.parametrize(
    "content",
    [
        b"(Certified welder and fitter, with ten years at the yard) Tj 0 -20 Td (Forklift) Tj",
        b"(W) Tj 9 0 Td (e) Tj 9 0 Td (l) Tj 9 0 Td (d) Tj",
        b"(xyAB) Tj 16 0 Td (CDxy) Tj",
    ],
    ids=["lines", "letters", "both ways"],
)
def test_the_text_object_of_each_character_is_the_one_that_the_engine_gives(content: bytes, encoding: bytes) -> None:
    data = raw_pdf(b"BT /F1 12 Tf 100 700 Td " + content + b" ET").replace(b"/WinAnsiEncoding", encoding)
    document = pdfium.PdfDocument(data)
    textpage = document[0].get_textpage()
    glyphs = Glyphs(textpage, 1000)
    asked = [engine.FPDFText_GetTextObject(textpage, index) for index in glyphs.printed.tolist()]
    addresses = [ctypes.cast(one, ctypes.c_void_p).value for one in asked]
    assert [glyphs.styles.addresses[owner] for owner in glyphs.owners.tolist()] == addresses
    assert len(set(addresses)) > 1


@pytest.mark.parametrize("count", [1, 511, 512, 513, 1500])
def test_the_box_of_each_character_is_the_one_that_the_engine_gives(count: int) -> None:
    said = b" ".join(b"(%s) Tj 0 -12 Td" % (b"Welder" * 10)[: min(60, count - at)] for at in range(0, count, 60))
    textpage = pdfium.PdfDocument(raw_pdf(b"BT /F1 8 Tf 40 800 Td " + said + b" ET"))[0].get_textpage()
    glyphs = Glyphs(textpage, 3000)
    assert len(glyphs.printed) == count
    assert glyphs.sides.tolist() == [list(textpage.get_charbox(index)) for index in glyphs.printed.tolist()]


SIDES = st.floats(0, 1e5, width=32) | st.integers(0, 40_000).map(lambda eighths: eighths / 8)
PLACES = st.lists(st.tuples(SIDES, SIDES, SIDES, SIDES) | st.just((math.nan,) * 4), max_size=6)


@given(PLACES)
def test_the_box_around_characters_is_rounded_as_each_number_is(places: list[Box]) -> None:
    stored = array("f", [side for place in places for side in place])
    known = [box for box in (Places(stored).box(index) for index in range(len(places))) if box]
    x0, y0, x1, y1 = zip(*known, strict=True) if known else ((), (), (), ())
    around = (min(x0), min(y0), max(x1), max(y1)) if known else ()
    assert Places(stored).around(0, len(places)) == (tuple(round(side, 2) for side in around) or None)
