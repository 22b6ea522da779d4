"""Write a described resume as a DOCX in one of several layouts."""

import io
import zipfile
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.shared import Inches, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from tests.samples.description import Described, DescribedEntry, Section, printed, running_foot, running_head

_MADE = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
_NAMES = (
    " ".join(
        f'xmlns:{prefix}="http://schemas.{place}"'
        for prefix, place in (
            ("w", "openxmlformats.org/wordprocessingml/2006/main"),
            ("mc", "openxmlformats.org/markup-compatibility/2006"),
            ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("a", "openxmlformats.org/drawingml/2006/main"),
            ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
        )
    )
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_BOX = """<w:r {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="1900000" cy="{height}"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Text Box 1"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1900000" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln>
</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>
</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:150pt;height:200pt"><v:textbox>
<w:txbxContent>{text}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""

Place = DocxDocument | _Cell


def _line(place: Place, text: str, *, bold: bool = False, width: float = 6.9) -> Paragraph:
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    left, tab, right = text.partition("\t")
    paragraph.add_run(left).bold = bold
    if tab:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t" + right)
    return paragraph


def _item(place: Place, text: str, bullet: str | None = None) -> None:
    if bullet is not None:
        _line(place, f"{bullet} {printed(text)}".lstrip())
        return
    place.add_paragraph(printed(text), style="List Bullet").paragraph_format.space_after = Pt(0)


def _table(place: Place, rows: list[list[str]]) -> None:
    table = place.add_table(len(rows), max(map(len, rows)))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def _skills(place: Place, section: Section) -> None:
    items = [printed(skill) for skill in section.skills]
    if section.style in ("commas", "pipes"):
        _line(place, {"commas": ", ", "pipes": " | "}[section.style].join(items))
    elif section.style == "table":
        _table(place, [item.split("\t") for item in items])
    elif section.style == "grid":
        _table(place, [items[i : i + 3] for i in range(0, len(items), 3)])
    else:
        for item in items:
            if section.style == "lines":
                _line(place, item)
            else:
                _item(place, item, section.bullet)


def _entry(place: Place, entry: DescribedEntry, section: Section, width: float, *, bold: bool = True) -> None:
    for number, line in enumerate(entry.heading(section.form)):
        if section.bulleted:
            _item(place, line, section.bullet)
        else:
            _line(place, line, bold=bold and number == 0, width=width)
    if entry.note:
        _line(place, printed(entry.note))
    for duty in entry.duties:
        _item(place, duty, section.bullet)


def _bared(cell: _Cell) -> None:
    """Take away the empty paragraph with which every cell begins."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def _dated(place: Place, section: Section) -> None:
    """Set the entries as rows of a table: dates at the left, the rest at the right."""
    table = place.add_table(0, 2)
    table.autofit = False
    for entry in section.entries:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Inches(1.5), Inches(5.4)
        cells[0].paragraphs[0].add_run(entry.dates)
        _entry(cells[1], entry, section, 5.2)
        _bared(cells[1])


def _rows(place: Place, section: Section) -> None:
    """Set the entries as rows of a table with heads: the heading line's parts, then note and duties in one cell."""
    table = place.add_table(1, len(section.columns))
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, section.columns, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for entry in section.entries:
        cells = table.add_row().cells
        (line,) = entry.heading(section.form)
        for cell, part in zip(cells, line.split("\t"), strict=False):
            cell.text = part
        below = [_shown(text, section.bullet) for text in entry.texts]
        cells[-1].text = "\n".join(filter(None, (cells[-1].text, *below)))


def _shown(text: str, bullet: str | None) -> str:
    return f"{bullet or ''} {printed(text)}".lstrip()


def _section(place: Place, section: Section, layout: str) -> None:
    if layout in ("bold", "bare"):
        heading = _line(place, section.heading, bold=layout == "bold")
    else:
        heading = place.add_paragraph(section.heading, style="Heading 1")
    heading.paragraph_format.space_before = Pt(10)
    for text in section.text:
        place.add_paragraph(printed(text))
    if section.skills:
        _skills(place, section)
    if layout == "table" and section.entries and all(map(section.dated, section.entries)):
        _dated(place, section)
        return
    if section.columns:
        _rows(place, section)
        return
    for number, entry in enumerate(section.entries):
        if number and not section.bulleted and entry.heading(section.form):
            _line(place, "")
        _entry(place, entry, section, 4.6 if layout == "columns" else 6.9, bold=layout != "bare")


def _columns(document: DocxDocument, described: Described) -> None:
    """Set the page as a table of one row: contact and side sections at the left, the rest at the right."""
    table = document.add_table(1, 2)
    table.autofit = False
    side, main = table.rows[0].cells
    side.width, main.width = Inches(2.1), Inches(4.8)
    side.add_paragraph("Contact", style="Heading 1")
    for line in described.contact:
        _line(side, line)
    for section in described.sections:
        _section(side if section.place == "side" else main, section, "columns")
    _bared(side)
    _bared(main)


def _box(document: DocxDocument, sections: list[Section]) -> None:
    """Put sections into a text box beside the text, with the fallback that Word writes for old readers."""
    texts = [
        text for section in sections for text in (section.heading, *map(printed, section.skills or section.text))
    ]
    headings = {section.heading for section in sections}
    xml = "".join(
        f"<w:p><w:r>{'<w:rPr><w:b/></w:rPr>' if text in headings else ''}<w:t>{escape(text)}</w:t></w:r></w:p>"
        for text in texts
    )
    box = parse_xml(_BOX.format(names=_NAMES, text=xml, height=len(texts) * 260_000))
    document.paragraphs[0]._p.append(box)


def _compose(document: DocxDocument, described: Described, layout: str) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = ("Calibri" if layout != "header" else "Georgia"), Pt(10.5)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
    for edge in document.sections:
        edge.left_margin = edge.right_margin = Inches(0.8)
        edge.top_margin = edge.bottom_margin = Inches(0.7)
    name = document.add_paragraph()
    name.add_run(described.name).bold = True
    name.runs[0].font.size = Pt(20)
    if described.headline:
        _line(document, described.headline)
    if layout == "columns":
        _columns(document, described)
        return
    contact = "  |  ".join(described.contact)
    if layout == "header":
        document.sections[0].header.paragraphs[0].text = contact
        name.alignment = WD_ALIGN_PARAGRAPH.LEFT
    else:
        _line(document, contact)
    if layout == "running":
        edge = document.sections[0]
        edge.header.paragraphs[0].text = running_head(described)
        edge.footer.paragraphs[0].text = running_foot(described)
    beside = [s for s in described.sections if layout == "header" and s.place == "side" and not s.entries]
    for section in described.sections:
        if section not in beside:
            _section(document, section, layout)
    if beside:
        _box(document, beside)


def settled(data: bytes) -> bytes:
    """Give the same package with the same bytes on every day: the archive's times are fixed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(
                zipfile.ZipInfo(member.filename, _MADE.timetuple()[:6]), old.read(member), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def render(described: Described, layout: str) -> bytes:
    """Give the bytes of the DOCX; the layout is `plain`, `table`, `columns`, `header`, `running`, `bold` or `bare`.

    `running` repeats name and contact at the head and foot of every page. The last two have headings in the style of
    the text, bold or not, as most people type them.
    """
    document = Document()
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    document.core_properties.author = described.name
    document.core_properties.title = f"{described.name} - Resume"
    document.core_properties.created = document.core_properties.modified = _MADE
    document.core_properties.comments = ""
    _compose(document, described, layout)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())
