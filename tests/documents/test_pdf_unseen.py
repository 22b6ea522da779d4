"""Text that a person cannot see because of how the page is painted, and honest pages that only look like it."""

import io

import pypdf
import pytest
from fpdf import FPDF
from pypdf.generic import DecodedStreamObject, NameObject

from app.documents.model import Document, Hidden
from tests.documents.papers import document, lines, raw_pdf, written

SEEN = b"0 g BT /F1 12 Tf 100 700 Td (Licensed electrician) Tj ET "
LIE = b"BT /F1 12 Tf 100 600 Td (Ten years of surgery) Tj ET "
WORDS = "Ten years of surgery"
STATES = b"/ExtGState << /Clear << /ca 0 /CA 0 >> /Faint << /ca 0.02 >> /Half << /ca 0.5 >> >> "


def _form(data: bytes, content: bytes, name: str = "/Fm1") -> bytes:
    """Give a PDF whose first page can draw `content` as a drawing of its own."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    page = writer.pages[0]
    form = DecodedStreamObject()
    form.set_data(content)
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): pypdf.generic.RectangleObject((0, 0, 595, 842)),
            NameObject("/Resources"): page["/Resources"],
        }
    )
    drawings = pypdf.generic.DictionaryObject({NameObject(name): writer._add_object(form)})
    page["/Resources"].get_object()[NameObject("/XObject")] = drawings  # type: ignore[index]
    return written(writer)


TRICKS = {
    "white on white": (b"1 g " + LIE, "background-coloured"),
    "nearly white": (b"0.97 g " + LIE, "background-coloured"),
    "white over a white panel": (b"1 g 90 590 300 40 re f 1 g " + LIE, "background-coloured"),
    "dark on a dark panel": (b"0.1 0.2 0.3 rg 90 590 300 40 re f 0.1 0.2 0.3 rg " + LIE, "background-coloured"),
    "black on a black panel": (b"0 g 90 590 300 40 re f 0 g " + LIE, "background-coloured"),
    "white beside a dark triangle whose bounds hold it": (
        b"0 g 90 590 m 390 590 l 390 560 l f 1 g " + LIE,
        "background-coloured",
    ),
    "half-clear black panel, grey text": (
        b"q /Half gs 0 g 90 590 300 40 re f Q 0.5 g " + LIE,
        "background-coloured",
    ),
    "no opacity": (b"q /Clear gs 0 g " + LIE + b"Q ", "transparent"),
    "hardly any opacity": (b"q /Faint gs 0 g " + LIE + b"Q ", "transparent"),
    "under a white box": (b"0 g " + LIE + b"1 g 90 590 300 40 re f ", "covered"),
    "under a dark box": (b"0 g " + LIE + b"0.2 g 90 590 300 40 re f ", "covered"),
    "white on white, in pieces": (
        b"1 g BT /F1 12 Tf 100 600 Td [(Ten ) -100 (years of) -278 ( surgery)] TJ ET ",
        "background-coloured",
    ),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_nobody_sees_is_kept_apart_with_its_reason(trick: str) -> None:
    content, reason = TRICKS[trick]
    found = document(raw_pdf(content + SEEN, resources=STATES))
    assert lines(found) == ["Licensed electrician"]
    assert {hidden.reason for hidden in found.hidden} == {reason}
    assert " ".join(hidden.text for hidden in found.hidden).split() == WORDS.split()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("side", [595.5, 2900], ids=["letter", "drawn smaller"])
def test_each_word_in_doubt_is_judged_where_it_stands(turn: int, side: float) -> None:
    words = {"Mason": (40, 560), "Welder": (90, 559), "Baker": (520, 330), "Rigger": (40, 300), "Tiler": (300, 8)}
    hidden = {"Surgeon": (300, 560), "Pilot": (40, 310), "Notary": (520, 295), "Judge": (500, 8), "Priest": (0, 100)}
    content = b"0.8 g 30 290 100 30 re f 0.99 g 30 550 100 30 re f "
    for colour, placed in ((b"0 g", words), (b"0.99 g", hidden)):
        for word, (x, y) in placed.items():
            shade = b"0.8 g" if word == "Pilot" else colour
            content += b"%s BT /F1 9 Tf %d %d Td (%s) Tj ET " % (shade, x, y, word.encode())
    content += b"0.5 g 480 420 m 590 420 l 590 300 l f "  # its bounds hold a word that it leaves free
    page = b"/MediaBox [0 0 %.1f %.1f] /Rotate %d" % (side, side, turn)
    found = document(raw_pdf(content, page=page))
    assert sorted(found.text.split()) == sorted(words)
    assert sorted(part.text for part in found.hidden) == sorted(hidden)


@pytest.mark.parametrize("count", [100, 1300])
def test_a_font_with_long_tables_is_read_as_any_other(count: int) -> None:
    names = b" ".join(b"/g%X" % number for number in range(count))
    font = b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [200 %s] >> /FirstChar 32 /Widths [%s]"
    data = raw_pdf(b"1 g " + LIE + SEEN)
    plain = b"/Encoding /WinAnsiEncoding"
    long = font % (names, b" ".join([b"556.25"] * count))
    data = data.replace(plain, long)
    table = data.rindex(b"\nxref") + 1
    found = document(data.replace(b"startxref\n%d" % (table - len(long) + len(plain)), b"startxref\n%d" % table))
    assert lines(found) == ["Licensed electrician"]


def test_white_text_of_a_drawing_within_the_page_is_found() -> None:
    found = document(_form(raw_pdf(SEEN + b"/Fm1 Do "), b"1 g " + LIE))
    assert lines(found) == ["Licensed electrician"]
    assert [hidden.reason for hidden in found.hidden] == ["background-coloured"]


def test_text_of_a_layer_that_is_switched_off_is_found() -> None:
    group = b"<< /Type /OCG /Name (Layer) >>"
    data = raw_pdf(
        SEEN + b"/OC /Off BDC 0 g " + LIE + b"EMC ",
        resources=b"/Properties << /Off 6 0 R >> ",
        extra=b"/OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >>",
    )
    table = data.rindex(b"xref\n0 6")
    body = b"6 0 obj\n" + group + b"\nendobj\n"
    tail = data[table:].replace(b"xref\n0 6", b"xref\n0 7")
    tail = tail.replace(b"trailer << /Size 6", b"%010d 00000 n \ntrailer << /Size 7" % table)
    tail = tail.replace(b"startxref\n%d" % table, b"startxref\n%d" % (table + len(body)))
    found = document(data[:table] + body + tail)
    assert lines(found) == ["Licensed electrician"]
    assert [hidden.text for hidden in found.hidden] == [WORDS]


HONEST = {
    "white on a dark panel": b"0.1 0.2 0.3 rg 90 590 300 40 re f 1 g " + LIE,
    "white on a round dark panel": b"0 g 90 590 m 90 640 l 390 640 l 400 620 400 600 390 590 c f 1 g " + LIE,
    "grey print": b"0.6 g " + LIE,
    "light grey print": b"0.8 g " + LIE,
    "yellow on white": b"1 0.85 0 rg " + LIE,
    "half clear black": b"q /Half gs 0 g " + LIE + b"Q ",
    "small white print on a dark panel": b"0 g 90 590 300 40 re f 1 g " + LIE.replace(b"12 Tf", b"5 Tf"),
    "a line below": b"0 g " + LIE + b"0 g 90 598 300 1 re f ",
    "a box around": b"0 g " + LIE + b"0 G 90 590 300 40 re S ",
    "a tint laid over it": b"0 g " + LIE + b"q /Half gs 0.9 1 0.9 rg 90 590 300 40 re f Q ",
    "outlined letters": b"0 G 1 Tr 0.5 w " + LIE + b"0 Tr ",
}


@pytest.mark.parametrize("page", HONEST)
def test_what_a_person_can_read_is_text(page: str) -> None:
    found = document(raw_pdf(SEEN + HONEST[page], resources=STATES))
    assert lines(found) == ["Licensed electrician", WORDS]
    assert found.hidden == ()


def _paper(build: object) -> Document:
    assert callable(build)
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    build(paper)
    return document(bytes(paper.output()))


def _picture(paper: FPDF, shade: int, *, x: float, y: float, w: float, h: float) -> None:
    from PIL import Image

    paper.image(Image.new("L", (20, 20), shade), x=x, y=y, w=w, h=h)


def test_print_on_a_banner_picture_is_text_when_it_stands_out_and_hidden_when_not() -> None:
    def build(paper: FPDF) -> None:
        _picture(paper, 40, x=0, y=0, w=595, h=90)
        _picture(paper, 255, x=0, y=700, w=595, h=60)
        paper.set_text_color(255, 255, 255)
        paper.text(60, 50, "Maria Invented, Welder")
        paper.text(60, 730, WORDS)
        paper.set_text_color(0, 0, 0)
        paper.text(60, 200, "Welded pipe for six years")

    found = _paper(build)
    assert lines(found) == ["Maria Invented, Welder", "Welded pipe for six years"]
    assert found.hidden == (Hidden(text=WORDS, page=1, reason="background-coloured"),)


def test_words_that_were_blacked_out_are_not_read() -> None:
    def build(paper: FPDF) -> None:
        paper.text(60, 100, "Student number 4711 0815")
        paper.set_fill_color(0, 0, 0)
        paper.rect(135, 88, 80, 16, style="F")
        paper.text(60, 140, "Welding I, grade A")

    found = _paper(build)
    assert lines(found) == ["Student number", "Welding I, grade A"]
    assert [(hidden.text, hidden.reason) for hidden in found.hidden] == [("4711 0815", "covered")]


def test_hidden_words_within_a_line_leave_the_rest_of_it() -> None:
    parts = b"BT /F1 12 Tf 100 600 Td 0 g (Skills: welding, ) Tj 1 g (surgery, ) Tj 0 g (grinding) Tj ET "
    found = document(raw_pdf(parts + SEEN))
    assert lines(found)[-1].replace("  ", " ") == "Skills: welding, grinding"
    assert [hidden.text for hidden in found.hidden] == ["surgery,"]


def test_a_clear_layer_over_letters_drawn_as_shapes_is_their_text() -> None:
    bars = b"".join(b"%d 600 2 8 re f " % x for x in range(100, 215, 5))
    found = document(raw_pdf(SEEN + b"0 g " + bars + b"q /Clear gs " + LIE + b"Q ", resources=STATES))
    assert lines(found) == ["Licensed electrician", WORDS]
