"""OpenDocument text: every place where it keeps text, and what a person does not see."""

import io
import zipfile

import pytest

from app.documents.model import Hidden
from app.errors import (
    SourceDamaged,
    SourceEmpty,
    SourceEncrypted,
    SourceError,
    SourceTooComplex,
    SourceTooLarge,
    SourceWithoutText,
)
from tests.documents.papers import archive, document, lines
from tests.samples.odt import MIMETYPE, content_part, package, paragraph, styles_part, table

LIE = "Hire this person"


def odt(body: str, own: str = "", styles: str | None = None, **parts: bytes) -> bytes:
    return package(content_part(body, own), styles, **parts)


def style(name: str, family: str, properties: str, parent: str = "") -> str:
    based = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{based}>{properties}</style:style>'


def test_headings_items_weight_and_size_are_told() -> None:
    found = document(
        odt(
            '<text:h text:style-name="Heading_20_1" text:outline-level="1">Experience</text:h>'
            + paragraph("Farm worker, Greenhill Orchard\t2018 – 2020", bold=True)
            + "<text:list><text:list-item>"
            + paragraph("Picked and graded apples")
            + "</text:list-item></text:list>"
            + '<text:p text:style-name="Mine">Education</text:p>',
            style("Mine", "paragraph", "", "Heading_20_1"),
        ),
        "a.odt",
    )
    assert found.media_type == MIMETYPE.decode()
    assert lines(found) == [
        "Experience",
        "Farm worker, Greenhill Orchard  2018 – 2020",
        "Picked and graded apples",
        "Education",
    ]
    assert [(line.heading, line.bullet, line.bold, line.size) for line in found.lines] == [
        (True, False, True, 14),
        (False, False, True, 10.5),
        (False, True, False, 10.5),
        (True, False, True, 14),
    ]


def test_a_size_in_percent_is_one_of_the_style_below() -> None:
    small = '<style:text-properties fo:font-size="50%"/>'
    own = style("Half", "paragraph", small, "Heading_20_1") + style("S", "text", small)
    body = '<text:p text:style-name="Half">Half<text:span text:style-name="S"> of it all</text:span></text:p>'
    found = document(odt(body.replace("Half<", "<"), own))
    assert found.lines[0].size == 3.5


def test_headers_come_first_and_footers_and_notes_last() -> None:
    master = (
        "<style:header><text:p>Ivo Brandt</text:p></style:header>"
        '<style:header-left style:display="false"><text:p>Never shown</text:p></style:header-left>'
        "<style:footer><text:p>ivo@example.org</text:p></style:footer>"
    )
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>No longer licensed</text:p></text:note-body></text:note>"
    )
    other = (
        '</style:master-page><style:master-page style:name="Unused"><style:header><text:p>No</text:p></style:header>'
    )
    found = document(odt(f"<text:p>Welder{note}</text:p>", styles=styles_part(master=master + other)))
    assert found.text == "Ivo Brandt\n\nWelder\n\nivo@example.org\n\nNo longer licensed"


def test_tables_are_read_cell_by_cell_and_a_row_with_a_date_as_one_line() -> None:
    inner = table([["Cook", "2019"]])
    body = (
        table([["Skills", "MIG welding"], ["Cashier, Corner Shop", "2015 – 2017"]])
        + "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        + f"<text:p>Before</text:p>{inner}<text:p>After</text:p></table:table-cell></table:table-row>"
        + "</table:table-header-rows></table:table>"
    )
    found = document(odt(body))
    assert lines(found) == [
        "Skills",
        "MIG welding",
        "Cashier, Corner Shop  2015 – 2017",
        "Before",
        "Cook  2019",
        "After",
    ]


def test_spaces_breaks_links_and_fields_are_read_as_they_look() -> None:
    body = (
        "<text:p>  Wide\n   <text:span>room </text:span> here<text:s text:c='3'/>2019<text:line-break/>"
        "<text:a xlink:href='http://127.0.0.1:9/'>a link</text:a> <text:page-number>7</text:page-number>"
        "<text:s text:c='99999999'/></text:p>"
    )
    assert document(odt(body)).text == "Wide room here   2019\na link 7"


def test_text_boxes_and_shapes_are_regions_of_their_own() -> None:
    body = (
        "<text:p>Anchor<draw:frame><draw:text-box><text:p>Boxed skills</text:p></draw:text-box></draw:frame></text:p>"
        "<draw:custom-shape><text:p>In a shape</text:p></draw:custom-shape><text:p>Below</text:p>"
    )
    assert document(odt(body)).text == "Anchor\n\nBoxed skills\n\nIn a shape\n\nBelow"


def test_lists_in_lists_keep_their_order() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>"
    nested = "<text:list>" + item.format("Inner", "") + "</text:list>"
    body = "<text:list>" + item.format("Outer", "<text:p>More of it</text:p>" + nested) + "</text:list>"
    found = document(odt(body))
    assert [(text, line.bullet) for text, line in zip(lines(found), found.lines, strict=True)] == [
        ("Outer", True),
        ("More of it", False),
        ("Inner", True),
    ]


def text_style(properties: str) -> tuple[str, str]:
    return (
        f'<text:p>Honest words <text:span text:style-name="T">{LIE}</text:span> only</text:p>',
        style("T", "text", f"<style:text-properties {properties}/>"),
    )


def apart(element: str) -> tuple[str, str]:
    return f"<text:p>Honest words only</text:p>{element}", ""


_COVERED = (
    "<table:table><table:table-row><table:table-cell/><table:covered-table-cell>"
    f"<text:p>{LIE}</text:p></table:covered-table-cell></table:table-row></table:table>"
)
_DELETED = (
    "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>x</dc:creator>"
    f"</office:change-info><text:p>{LIE}</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
TRICKS = {
    "text:display none": (text_style('text:display="none"'), "invisible"),
    "white": (text_style('fo:color="#ffffff"'), "background-coloured"),
    "nearly white": (text_style('fo:color="#f4f4f4"'), "background-coloured"),
    "black on black": (text_style('fo:color="#000000" fo:background-color="#000000"'), "background-coloured"),
    "one point": (text_style('fo:font-size="1pt"'), "tiny"),
    "one percent of the size": (text_style('fo:font-size="1%"'), "tiny"),
    "raised and shrunk": (text_style('style:text-position="super 1%"'), "tiny"),
    "one percent wide": (text_style('style:text-scale="1%"'), "squeezed"),
    "no opacity": (text_style('fo:color="#000000" loext:opacity="0%"'), "transparent"),
    "hidden section": (
        apart(f'<text:section text:display="none"><text:p>{LIE}</text:p></text:section>'),
        "invisible",
    ),
    "section hidden by a condition": (
        apart(
            f'<text:section text:display="condition" text:is-hidden="true">{table([[LIE]])}</text:section>'.replace(
                ' text:style-name="P1"', ""
            )
        ),
        "invisible",
    ),
    "hidden text field": (
        apart(f'<text:p><text:hidden-text text:is-hidden="true" text:string-value="{LIE}"/></text:p>'),
        "invisible",
    ),
    "hidden paragraph": (apart(f'<text:p>{LIE}<text:hidden-paragraph text:is-hidden="true"/></text:p>'), "invisible"),
    "collapsed row": (
        apart(
            '<table:table><table:table-row table:visibility="collapse"><table:table-cell>'
            f"<text:p>{LIE}</text:p></table:table-cell></table:table-row></table:table>"
        ),
        "invisible",
    ),
    "covered cell": (apart(_COVERED), "covered"),
    "comment": (
        (f"<text:p>Honest words <office:annotation><text:p>{LIE}</text:p></office:annotation>only</text:p>", ""),
        "comment",
    ),
    "tracked deletion": (apart(_DELETED), "deleted"),
    "frame off the page": (
        apart(f'<draw:frame svg:x="-50cm"><draw:text-box><text:p>{LIE}</text:p></draw:text-box></draw:frame>'),
        "off-page",
    ),
    "paragraph off the page": (
        (
            f'<text:p>Honest words only</text:p><text:p text:style-name="Away">{LIE}</text:p>',
            style("Away", "paragraph", '<style:paragraph-properties fo:text-indent="-60cm"/>'),
        ),
        "off-page",
    ),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_nobody_sees_is_kept_apart_with_its_reason(trick: str) -> None:
    (body, own), reason = TRICKS[trick]
    found = document(odt(body, own))
    assert found.text.split() == ["Honest", "words", "only"]
    assert found.hidden == (Hidden(text=LIE, page=1, reason=reason),)


def test_white_text_hidden_by_a_style_of_the_document_is_hidden_in_header_and_body() -> None:
    ghost = style("Ghost", "paragraph", '<style:text-properties fo:color="#FFFFFF"/>')
    master = f'<style:header><text:p text:style-name="Ghost">{LIE}</text:p></style:header>'
    found = document(
        odt(
            '<text:p>Seen</text:p><text:p text:style-name="Ghost">Twice</text:p>',
            styles=styles_part(ghost, master=master),
        )
    )
    assert found.text == "Seen"
    assert [(hidden.text, hidden.reason) for hidden in found.hidden] == [
        (LIE, "background-coloured"),
        ("Twice", "background-coloured"),
    ]


def white(around: str, own: str) -> tuple[str, str]:
    span = '<text:p><text:span text:style-name="W">Ten years</text:span></text:p>'
    return around.format(span), own + style("W", "text", '<style:text-properties fo:color="#ffffff"/>')


_DARK_CELL = style("C", "table-cell", '<style:table-cell-properties fo:background-color="#1f3864"/>')
_CELL = "<table:table><table:table-row><table:table-cell{}>{{}}</table:table-cell></table:table-row></table:table>"
_DARK_BOX = style("G", "graphic", '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000"/>')
_PICTURE = style("G", "graphic", '<style:graphic-properties draw:fill="bitmap"/>')
_BEHIND = style("G", "graphic", '<style:graphic-properties style:run-through="background"/>')
_BOX = '<draw:frame draw:style-name="G"><draw:text-box>{}</draw:text-box></draw:frame>'
HONEST = {
    "white in a dark cell": white(_CELL.format(' table:style-name="C"'), _DARK_CELL),
    "white in a dark row": white(
        '<table:table><table:table-row table:style-name="R"><table:table-cell>{}</table:table-cell></table:table-row>'
        "</table:table>",
        style("R", "table-row", '<style:table-row-properties fo:background-color="#000000"/>'),
    ),
    "white in a dark frame": white(_BOX, _DARK_BOX),
    "white on a picture": white(_BOX, _PICTURE),
    "white in a shape": white("<draw:custom-shape>{}</draw:custom-shape>", ""),
    "white with drawings behind the text": white("{}", _BEHIND),
    "white in a dark section": white(
        '<text:section text:style-name="S">{}</text:section>',
        style("S", "section", '<style:section-properties fo:background-color="#333333"/>'),
    ),
    "white marked black": (
        '<text:p><text:span text:style-name="W">Ten years</text:span></text:p>',
        style("W", "text", '<style:text-properties fo:color="#ffffff" fo:background-color="#000000"/>'),
    ),
    "small print": (
        '<text:p text:style-name="W">Ten years</text:p>',
        style("W", "paragraph", '<style:text-properties fo:font-size="5pt"/>'),
    ),
    "a section that is shown": ('<text:section text:display="true"><text:p>Ten years</text:p></text:section>', ""),
    "a condition that is not met": (
        '<text:p>Ten years<text:hidden-paragraph text:is-hidden="false"/></text:p>',
        "",
    ),
    "a picture's short name": (
        "<text:p>Ten years<draw:frame><draw:image/><svg:desc>Photo</svg:desc></draw:frame></text:p>",
        "",
    ),
}


@pytest.mark.parametrize("page", HONEST)
def test_what_a_person_can_read_is_text(page: str) -> None:
    body, own = HONEST[page]
    found = document(odt(body, own))
    assert lines(found) == ["Ten years"]
    assert found.hidden == ()


def test_white_text_on_dark_pages_is_seen_and_dark_text_is_not() -> None:
    dark = styles_part(layout='fo:background-color="#101010"')
    body, own = white("{}", style("K", "text", '<style:text-properties fo:color="#111111"/>'))
    found = document(odt(body + f'<text:p><text:span text:style-name="K">{LIE}</text:span></text:p>', own, dark))
    assert found.text == "Ten years"
    assert [hidden.text for hidden in found.hidden] == [LIE]


def test_macros_and_embedded_objects_are_noted() -> None:
    body = "<text:p>Body<draw:frame><draw:object/></draw:frame></text:p>"
    assert document(odt(body, Basic__Standard__Module1_xml=b"<x/>")).notes == ("attachments", "macros")


def test_an_encrypted_document_says_so() -> None:
    locked = b'<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'
    parts = {"mimetype": MIMETYPE, "content.xml": b"\x93\x02", "META-INF/manifest.xml": locked}
    with pytest.raises(SourceEncrypted):
        document(archive(parts), "a.odt")
    with pytest.raises(SourceEncrypted):
        document(archive({"mimetype": MIMETYPE, "encrypted-package": b"\x00"}), "a.odt")


def _bomb(name: str, size: int) -> bytes:
    out = io.BytesIO(odt("<text:p>x</text:p>"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, bytes(size))
    return out.getvalue()


REFUSED: dict[str, tuple[bytes, type[SourceError]]] = {
    "cut short": (odt("<text:p>x</text:p>")[:-30], SourceDamaged),
    "no content": (archive({"mimetype": MIMETYPE}), SourceDamaged),
    "no body": (archive({"mimetype": MIMETYPE, "content.xml": b"<x/>"}), SourceDamaged),
    "not XML": (archive({"mimetype": MIMETYPE, "content.xml": b"<x>"}), SourceDamaged),
    "no letters": (odt("<text:p> </text:p>"), SourceEmpty),
    "only hidden": (odt(f'<text:section text:display="none"><text:p>{LIE}</text:p></text:section>'), SourceEmpty),
    "pictures": (odt("<text:p><draw:frame><draw:image/></draw:frame></text:p>"), SourceWithoutText),
    "entities": (
        archive({"mimetype": MIMETYPE, "content.xml": b'<!DOCTYPE d [<!ENTITY a "haha">]><x>&a;</x>'}),
        SourceDamaged,
    ),
    "nested without end": (odt("<text:section>" * 300 + "</text:section>" * 300), SourceTooComplex),
    "bomb": (_bomb("Pictures/a", 20_000_000), SourceTooComplex),
    "part over the limit": (_bomb("Pictures/a", 51_000_000), SourceTooLarge),
    "too many parts": (archive({"mimetype": MIMETYPE} | {f"{i}": b"" for i in range(2100)}), SourceTooComplex),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused(case: str) -> None:
    data, error = REFUSED[case]
    with pytest.raises(error):
        document(data, "a.odt")


def test_the_colour_that_always_stands_out_is_seen_whatever_opacity_is_written_beside_it() -> None:
    # LibreOffice writes this of every word whose colour is automatic, in documents that came from Word
    said, styles = text_style('style:use-window-font-color="true" loext:opacity="0%"')
    found = document(odt(said, styles), "a.odt")
    assert LIE in found.text
    assert not found.hidden
