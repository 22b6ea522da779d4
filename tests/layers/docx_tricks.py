"""One DOCX for each trick."""

from collections.abc import Callable, Iterator

from docx.document import Document as Package
from docx.enum.dml import MSO_THEME_COLOR
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor
from docx.text.run import Run

from tests.documents.papers import letter, word
from tests.layers.trick import HOST, LIE, LONG_LIE, Trick

WORDS = nsdecls("w")
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
NAMES = (
    f'{nsdecls("w", "wp", "a")} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
WHITE = RGBColor(255, 255, 255)


def said(package: Package, text: str = LIE) -> Run:
    """Add a paragraph with the lie, and give its run."""
    return package.add_paragraph().add_run(text)


def marked(package: Package, properties: str, text: str = LIE) -> None:
    """Add a paragraph whose run has these properties."""
    add(package, f"<w:p {WORDS} {W14}><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>")


def laid(package: Package, properties: str, text: str = LIE) -> None:
    """Add a paragraph that has these properties."""
    add(package, f"<w:p {WORDS}><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")


def add(package: Package, xml: str) -> None:
    """Add this element to the end of the body."""
    package.element.body.insert(len(package.element.body) - 1, parse_xml(xml))


def box(
    text: str, *, fill: str = "<a:noFill/>", size: str = "3000000", place: str = "0", colour: str = "FFFFFF"
) -> str:
    """Give a paragraph with a text box: its fill, its width and its place across, in EMUs."""
    return (
        f"<w:p {NAMES}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        "<wp:anchor distT='0' distB='0' distL='0' distR='0' simplePos='0' relativeHeight='2' behindDoc='0' "
        "locked='0' layoutInCell='1' allowOverlap='1'><wp:simplePos x='0' y='0'/>"
        f"<wp:positionH relativeFrom='page'><wp:posOffset>{place}</wp:posOffset></wp:positionH>"
        "<wp:positionV relativeFrom='page'><wp:posOffset>0</wp:posOffset></wp:positionV>"
        f"<wp:extent cx='{size}' cy='{size}'/><wp:wrapNone/><wp:docPr id='1' name='Box'/><a:graphic>"
        "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
        f"<wps:cNvSpPr/><wps:spPr><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>{fill}</wps:spPr>"
        f"<wps:txbx><w:txbxContent><w:p><w:r><w:rPr><w:color w:val='{colour}'/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice></mc:AlternateContent></w:r></w:p>"
    )


def panel(colour: str, *, side: str = "3000000", behind: str = "1") -> str:
    """Give a paragraph with a shape of this colour that holds no text."""
    return (
        f"<w:p {NAMES}><w:r><w:drawing><wp:anchor distT='0' distB='0' distL='0' distR='0' simplePos='0' "
        f"relativeHeight='1' behindDoc='{behind}' locked='0' layoutInCell='1' allowOverlap='1'>"
        "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='page'><wp:posOffset>0</wp:posOffset></wp:positionH>"
        "<wp:positionV relativeFrom='page'><wp:posOffset>0</wp:posOffset></wp:positionV>"
        f"<wp:extent cx='{side}' cy='{side}'/><wp:wrapNone/><wp:docPr id='9' name='Panel'/><a:graphic>"
        "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
        "<wps:cNvSpPr/><wps:spPr><a:prstGeom prst='rect'><a:avLst/></a:prstGeom><a:solidFill>"
        f"<a:srgbClr val='{colour}'/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></w:r></w:p>"
    )


def shade(colour: str) -> str:
    """Give the shading of a cell, paragraph or run."""
    return f'<w:shd {WORDS} w:val="clear" w:color="auto" w:fill="{colour}"/>'


def in_a_cell(package: Package, fill: str, ink: RGBColor, text: str = LIE) -> None:
    """Add a table of one shaded cell."""
    cell = package.add_table(1, 1).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(shade(fill)))
    cell.paragraphs[0].add_run(text).font.color.rgb = ink


def paper(package: Package, colour: str) -> None:
    """Give every page of the package this colour."""
    package.element.insert(0, parse_xml(f'<w:background {WORDS} w:color="{colour}"/>'))
    package.settings.element.append(parse_xml(f"<w:displayBackgroundShape {WORDS}/>"))


def part(package: Package, name: str, kind: str, relation: str, xml: str) -> None:
    """Add a part to the package, and relate the document to it."""
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    made = Part(PackURI(f"/word/{name}.xml"), content, xml.encode(), package.part.package)
    package.part.relate_to(made, relation)


def _vanish(package: Package) -> None:
    said(package).font.hidden = True


def _vanish_by_style(package: Package) -> None:
    style = package.styles.add_style("Ghost", 2)
    style.font.hidden = True
    said(package).style = style


def _white(package: Package) -> None:
    said(package).font.color.rgb = WHITE


def _white_of_the_theme(package: Package) -> None:
    said(package).font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def _point(package: Package) -> None:
    said(package).font.size = Pt(1)


def _white_in_a_plain_cell(package: Package) -> None:
    package.add_table(1, 1).cell(0, 0).paragraphs[0].add_run(LIE).font.color.rgb = WHITE


def _white_over_a_small_dark_panel(package: Package) -> None:
    add(package, panel("101010", side="200000"))
    said(package).font.color.rgb = WHITE


def _dark_paper(package: Package) -> None:
    paper(package, "1F3864")
    for paragraph in package.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = WHITE
    said(package).font.color.rgb = RGBColor(0x1F, 0x38, 0x64)


def _hidden_row(package: Package) -> None:
    row = package.add_table(1, 1).rows[0]
    row.cells[0].paragraphs[0].add_run(LIE)
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {WORDS}/>"))


def _comment(package: Package) -> None:
    xml = (
        f'<w:comments {WORDS}><w:comment w:id="1" w:author="a"><w:p><w:r><w:t>{LIE}</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    part(package, "notes", "comments", RELATIONSHIP_TYPE.COMMENTS, xml)


def _alternative_text(package: Package) -> None:
    drawing = panel("FFFFFF").replace("name='Panel'", f"name='Panel' descr='{LONG_LIE}'")
    add(package, drawing)


def _keywords(package: Package) -> None:
    package.core_properties.keywords = LONG_LIE


def _invisible(text: str) -> Callable[[Package], None]:
    def plant(package: Package) -> None:
        package.paragraphs[-1].runs[-1].text += text

    return plant


def _tagged(text: str) -> str:
    return "".join(chr(0xE0000 + ord(c)) for c in text)


def _selected(text: str) -> str:
    return "\u2713" + "".join(chr(0xFE00 + b if b < 16 else 0xE0100 + b - 16) for b in text.encode())


def _bits(text: str) -> str:
    bits = "".join(f"{byte:08b}" for byte in text.encode())
    return bits.replace("0", "\u200b").replace("1", "\u200c")


def _alike(text: str) -> str:
    return text.translate(str.maketrans("aeocpx", "\u0430\u0435\u043e\u0441\u0440\u0445"))


_NO_INK = "<w14:textFill><w14:noFill/></w14:textFill>"
_TRICKS: tuple[tuple[str, Callable[[Package], object], str], ...] = (
    ("hidden font", _vanish, "invisible"),
    ("hidden by its style", _vanish_by_style, "invisible"),
    ("row of a table that is hidden", _hidden_row, "invisible"),
    ("letters without ink", lambda p: marked(p, _NO_INK), "transparent"),
    ("white", _white, "background-coloured"),
    ("nearly white", lambda p: marked(p, '<w:color w:val="F4F4F4"/>'), "background-coloured"),
    ("white of the theme", _white_of_the_theme, "background-coloured"),
    ("white in a plain cell", _white_in_a_plain_cell, "background-coloured"),
    ("white in a white cell", lambda p: in_a_cell(p, "FFFFFF", WHITE), "background-coloured"),
    (
        "colour of its dark cell",
        lambda p: in_a_cell(p, "1F3864", RGBColor(0x1F, 0x38, 0x64)),
        "background-coloured",
    ),
    (
        "black on black shading",
        lambda p: marked(p, f'<w:color w:val="000000"/>{shade("000000")}'),
        "background-coloured",
    ),
    (
        "white on a white highlight",
        lambda p: marked(p, '<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>'),
        "background-coloured",
    ),
    ("colour of the dark page", _dark_paper, "background-coloured"),
    ("white beside a dark drawing of a fingertip", _white_over_a_small_dark_panel, "background-coloured"),
    ("white in an empty text box", lambda p: add(p, box(LIE)), "background-coloured"),
    (
        "white in a white text box",
        lambda p: add(p, box(LIE, fill="<a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill>")),
        "background-coloured",
    ),
    ("1-point print", _point, "tiny"),
    ("line of one point", lambda p: laid(p, '<w:spacing w:line="20" w:lineRule="exact"/>'), "tiny"),
    ("text box without size", lambda p: add(p, box(LIE, size="0", colour="000000")), "tiny"),
    ("letters of 1 % width", lambda p: marked(p, '<w:w w:val="1"/>'), "squeezed"),
    ("letters on one another", lambda p: marked(p, '<w:spacing w:val="-200"/>'), "squeezed"),
    ("frame beyond the page", lambda p: laid(p, '<w:framePr w:x="20000" w:y="1"/>'), "off-page"),
    ("indent beyond the page", lambda p: laid(p, '<w:ind w:left="20000"/>'), "off-page"),
    ("text box beyond the page", lambda p: add(p, box(LIE, place="-12000000", colour="000000")), "off-page"),
    (
        "tracked deletion",
        lambda p: add(
            p, f'<w:p {WORDS}><w:del w:id="1" w:author="a"><w:r><w:delText>{LIE}</w:delText></w:r></w:del></w:p>'
        ),
        "deleted",
    ),
    ("comment", _comment, "comment"),
    ("alternative text of a drawing", _alternative_text, "alternative text"),
    ("keywords among the properties", _keywords, "properties"),
    ("tag characters", _invisible(_tagged(LIE)), "tag characters"),
    ("bytes in variation selectors", _invisible(_selected(LIE)), "variation selectors"),
    ("bits in zero-width characters", _invisible(_bits(LIE)), "zero-width"),
    ("override of the direction", lambda p: said(p, f"\u202e{LIE}\u202c"), "reversed"),
)
_VISIBLE: tuple[tuple[str, Callable[[Package], object], str], ...] = (
    ("letters of another alphabet", lambda p: said(p, _alike(LIE)), "look-alike letters"),
    ("words cut by zero-width characters", lambda p: said(p, "\u200b".join(LIE)), "zero-width"),
    (
        "tracked insertion",
        lambda p: add(p, f'<w:p {WORDS}><w:ins w:id="1" w:author="a"><w:r><w:t>{LIE}</w:t></w:r></w:ins></w:p>'),
        "tracked-insertions",
    ),
)


def docx_tricks() -> Iterator[Trick]:
    """Give every trick of a DOCX."""
    for visible, tricks in ((False, _TRICKS), (True, _VISIBLE)):
        for name, plant, names in tricks:
            package = letter(*HOST)
            plant(package)
            yield Trick(name, word(package), names, visible)
