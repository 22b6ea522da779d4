"""Honest resumes with white print, panels, small print and pictures, and the lines that a person reads in each."""

import io
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pypdf
from docx.document import Document as Package
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from fpdf import FPDF
from PIL import Image
from pypdf.generic import NameObject

from tests.documents.papers import letter, raw_pdf, word, written
from tests.layers.docx_tricks import WHITE, WORDS, add, box, in_a_cell, marked, panel, paper, shade
from tests.layers.pdf_tricks import SEEN, STATES, line
from tests.layers.trick import HOST

MORE = "Forklift certificate, renewed 2023"
SMALL = "References are given on request"


class Honest(NamedTuple):
    """One resume in which nothing is hidden."""

    name: str
    data: bytes
    lines: tuple[str, ...]


def _paper(draw: Callable[[FPDF], None]) -> bytes:
    sheet = FPDF(unit="pt", format="A4")
    sheet.add_page()
    sheet.set_font("Helvetica", size=11)
    draw(sheet)
    return bytes(sheet.output())


def _lines(sheet: FPDF, x: float = 60, y: float = 120) -> None:
    for at, words in enumerate(HOST):
        sheet.text(x, y + 22 * at, words)


def _white_headings(sheet: FPDF) -> None:
    for at, words in enumerate(HOST):
        if words in ("Experience", "Skills"):
            sheet.set_fill_color(30, 60, 90)
            sheet.rect(50, 106 + 22 * at, 480, 19, style="F")
        sheet.set_text_color(*((255,) * 3 if words in ("Experience", "Skills") else (0,) * 3))
        sheet.text(60, 120 + 22 * at, words)


def _dark_sidebar(sheet: FPDF) -> None:
    sheet.set_fill_color(20, 30, 50)
    sheet.rect(0, 0, 180, 842, style="F")
    _lines(sheet, 200)
    sheet.set_text_color(255, 255, 255)
    sheet.text(20, 120, MORE[:20])
    sheet.text(20, 140, MORE[22:])


def _small_print(sheet: FPDF) -> None:
    _lines(sheet)
    sheet.set_font("Helvetica", size=4.5)
    sheet.set_text_color(120, 120, 120)
    sheet.text(60, 800, SMALL)


def _photographed_banner(sheet: FPDF) -> None:
    shades = Image.radial_gradient("L").resize((120, 40)).point([v // 4 for v in range(256)])
    sheet.image(shades, x=0, y=0, w=595, h=90)
    sheet.set_text_color(255, 255, 255)
    sheet.text(60, 50, MORE)
    sheet.set_text_color(0, 0, 0)
    _lines(sheet)


def _paper_texture(sheet: FPDF) -> None:
    texture = Image.linear_gradient("L").resize((60, 84)).point([235 + v // 13 for v in range(256)])
    sheet.image(texture, x=0, y=0, w=300, h=400)
    _lines(sheet)


def _watermark(sheet: FPDF) -> None:
    _lines(sheet)
    with sheet.local_context(fill_opacity=0.15):
        sheet.set_font("Helvetica", size=80)
        sheet.text(100, 500, "DRAFT")


def _gradient() -> bytes:
    shading = (
        b"/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 595 0] "
        b"/Function << /FunctionType 2 /Domain [0 1] /C0 [0.05] /C1 [0.4] /N 1 >> >> >> "
    )
    content = b"q 0 780 595 62 re W n /S1 sh Q 1 g " + line(MORE, 805) + SEEN
    return raw_pdf(content, resources=STATES + shading)


def _clipped_like_a_browser() -> bytes:
    return raw_pdf(b"q 0 0 595 842 re W n q 20 20 555 802 re W n " + SEEN + b"Q Q ", resources=STATES)


def _rounded_panel() -> bytes:
    round_ = b"60 100 m 60 200 l 540 200 l 560 190 560 110 540 100 c h W n "
    return raw_pdf(SEEN + b"q " + round_ + b"0.1 g 0 0 595 842 re f 1 g " + line(MORE, 150, x=80) + b"Q ")


def _replaced_ligatures() -> bytes:
    words = b"/Span << /ActualText (" + MORE.encode() + b") >> BDC " + line(MORE, 300) + b"EMC "
    return raw_pdf(SEEN + words, resources=STATES)


def _recognised_scan() -> bytes:
    def draw(sheet: FPDF) -> None:
        _lines(sheet)
        sheet.image(Image.new("L", (60, 84), 220), x=0, y=0, w=595, h=842)

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_paper(draw)))
    stream = writer.pages[0].get_contents()
    assert stream is not None
    stream.set_data(b"3 Tr " + stream.get_data())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def _titled() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw_pdf(SEEN)))
    writer.add_metadata({"/Title": "Resume of Rosa Quill", "/Keywords": "resume, welder, pipe, blueprints"})
    return written(writer)


def _dark_cell(package: Package) -> None:
    in_a_cell(package, "1F3864", WHITE, MORE)


def _dark_lines(package: Package) -> None:
    paragraph = package.add_paragraph()
    paragraph._p.get_or_add_pPr().append(parse_xml(shade("262626")))
    paragraph.add_run(MORE).font.color.rgb = WHITE


def _dark_pattern(package: Package) -> None:
    pattern = f'<w:shd {WORDS} w:val="pct75" w:color="000000" w:fill="FFFFFF"/>'
    marked(package, f'<w:color w:val="FFFFFF"/>{pattern}', MORE)


def _dark_box(package: Package) -> None:
    add(package, box(MORE, fill="<a:solidFill><a:schemeClr val='tx2'/></a:solidFill>"))


def _sidebar(package: Package) -> None:
    add(package, panel("203040"))
    package.add_paragraph().add_run(MORE).font.color.rgb = WHITE


def _box_over_a_panel(package: Package) -> None:
    add(package, panel("203040", behind="0"))
    add(package, box(MORE))


def _dark_pages(package: Package) -> None:
    paper(package, "101820")
    package.add_paragraph(MORE)
    for paragraph in package.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = WHITE


def _styled_table(package: Package) -> None:
    table = package.add_table(1, 1)
    table.style = package.styles["Medium Shading 1 Accent 1"]
    table.cell(0, 0).paragraphs[0].add_run(MORE).font.color.rgb = WHITE


def _small_and_grey(package: Package) -> None:
    run = package.add_paragraph().add_run(MORE)
    run.font.size = Pt(5)
    run.font.color.rgb = RGBColor(0xB0, 0xB0, 0xB0)


def _highlighted(package: Package) -> None:
    marked(package, '<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', MORE)


def _described_picture(package: Package) -> None:
    add(package, panel("FFFFFF").replace("name='Panel'", "name='Panel' descr='Photo of a welder at work'"))
    package.add_paragraph(MORE)


def _several_scripts(package: Package) -> None:
    package.add_paragraph(MORE)
    package.add_paragraph("Языки: русский, English, 中文 \U0001f468\u200d\U0001f527 \u2714\ufe0f, ελληνικά")


_SPLIT = (MORE[:20], MORE[22:])
_SCRIPTS = "Языки: русский, English, 中文"
_PDFS: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
    ("PDF: white headings on dark bars", _paper(_white_headings), ()),
    ("PDF: white in a dark sidebar", _paper(_dark_sidebar), _SPLIT),
    ("PDF: print of 4.5 points", _paper(_small_print), (SMALL,)),
    ("PDF: white over a dark photograph", _paper(_photographed_banner), (MORE,)),
    ("PDF: print over a texture of paper", _paper(_paper_texture), ()),
    ("PDF: watermark", _paper(_watermark), ("DRAFT",)),
    ("PDF: white over a gradient", _gradient(), (MORE,)),
    ("PDF: clipped as browsers print", _clipped_like_a_browser(), ()),
    ("PDF: white in a rounded panel", _rounded_panel(), (MORE,)),
    ("PDF: replacement text that agrees", _replaced_ligatures(), (MORE,)),
    ("PDF: recognised text of a scan", _recognised_scan(), ()),
    ("PDF: title and keywords", _titled(), ()),
)
_WORDS: tuple[tuple[str, Callable[[Package], None], str], ...] = (
    ("DOCX: white in a dark cell", _dark_cell, MORE),
    ("DOCX: white on a dark line", _dark_lines, MORE),
    ("DOCX: white on a dark pattern", _dark_pattern, MORE),
    ("DOCX: white in a dark text box", _dark_box, MORE),
    ("DOCX: white over a dark sidebar", _sidebar, MORE),
    ("DOCX: white text box over a dark panel", _box_over_a_panel, MORE),
    ("DOCX: white on dark pages", _dark_pages, MORE),
    ("DOCX: white in the head of a styled table", _styled_table, MORE),
    ("DOCX: print of 5 points in grey", _small_and_grey, MORE),
    ("DOCX: white on a dark highlight", _highlighted, MORE),
    ("DOCX: described picture", _described_picture, MORE),
    ("DOCX: several scripts and emoji", _several_scripts, _SCRIPTS),
)


def honest() -> Iterator[Honest]:
    """Give every honest resume."""
    for name, data, more in _PDFS:
        yield Honest(name, data, (*HOST, *more))
    for name, change, words in _WORDS:
        package = letter(*HOST)
        change(package)
        yield Honest(name, word(package), (*HOST, words))
