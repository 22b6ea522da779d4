"""Write a described resume as OpenDocument text, the way LibreOffice lays out its parts."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.samples.description import Described, Section, Writing, printed, section_set

MIMETYPE = b"application/vnd.oasis.opendocument.text"
_MADE = (2026, 1, 15, 9, 0, 0)
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
        ("manifest", "manifest"),
    )
) + (
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_COMMON = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Heading"/>"""
_OWN = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="10.5pt"/></style:style>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:font-size="20pt" fo:font-weight="bold"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>"""


def styles_part(common: str = "", *, master: str = "", layout: str = "") -> str:
    """Give `styles.xml`: common styles, what the page style `Standard` has at head and foot, how its pages look."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {_NAMESPACES} office:version="1.3">'
        f"<office:styles>{_COMMON}{common}</office:styles><office:automatic-styles>"
        f'<style:page-layout style:name="pm1"><style:page-layout-properties {layout}/></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="Standard" style:page-layout-name="pm1">{master}</style:master-page>'
        "</office:master-styles></office:document-styles>"
    )


def content_part(body: str, own: str = "") -> str:
    """Give `content.xml`: the body, and the automatic styles that it uses."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{_OWN}{own}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def package(content: str, styles: str | None = None, **parts: bytes) -> bytes:
    """Give the package of these parts; names of further ones have `__` for a slash and `_` for a dot."""
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {_NAMESPACES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE.decode()}"/></manifest:manifest>'
    )
    files = {
        "mimetype": MIMETYPE,
        "content.xml": content.encode(),
        "styles.xml": (styles_part() if styles is None else styles).encode(),
        "META-INF/manifest.xml": manifest.encode(),
    } | {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(zipfile.ZipInfo(name, _MADE), data, kind)
    return out.getvalue()


def paragraph(text: str, *, style: str = "P1", bold: bool = False) -> str:
    """Give one paragraph; what stands before a tab may be bold."""
    left, tab, right = text.partition("\t")
    said = f'<text:span text:style-name="B">{_said(left)}</text:span>' if bold else _said(left)
    return f'<text:p text:style-name="{style}">{said}{_said(tab + right)}</text:p>'


def _said(text: str) -> str:
    """Give a text with its tabs and further blanks as elements: as characters they would be one blank."""
    return re.sub(" ( +)", lambda found: f' <text:s text:c="{len(found[1])}"/>', escape(text)).replace(
        "\t", "<text:tab/>"
    )


def _items(texts: Iterator[str]) -> str:
    return f"<text:list>{''.join(f'<text:list-item>{text}</text:list-item>' for text in texts)}</text:list>"


def _item(text: str, bullet: str | None) -> str:
    if bullet is not None:
        return paragraph(f"{bullet} {printed(text)}".lstrip())
    return _items(iter((paragraph(printed(text)),)))


def table(rows: list[list[str]]) -> str:
    """Give a table of plain cells."""
    cells = ("".join(f"<table:table-cell>{paragraph(cell)}</table:table-cell>" for cell in row) for row in rows)
    return f"<table:table>{''.join(f'<table:table-row>{row}</table:table-row>' for row in cells)}</table:table>"


def _skills(section: Section) -> str:
    if section.bullet is None and section.style != "lines":
        return _items(paragraph(printed(skill)) for skill in section.skills)
    if section.style == "lines":
        return "".join(paragraph(printed(skill)) for skill in section.skills)
    return "".join(_item(skill, section.bullet) for skill in section.skills)


_WRITING = Writing(paragraph, _item, table, _skills)


def _section(section: Section) -> str:
    heading = f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{escape(section.heading)}</text:h>'
    return heading + section_set(section, _WRITING)


def render(described: Described) -> bytes:
    """Give the bytes of the ODT, laid out as the DOCX layout `plain` is."""
    top = [paragraph(described.name, style="P2"), *([paragraph(described.headline)] if described.headline else [])]
    top.append(paragraph("  |  ".join(described.contact)))
    return package(content_part("".join((*top, *map(_section, described.sections)))))
