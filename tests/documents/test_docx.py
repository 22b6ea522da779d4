"""DOCX files: every place where Word keeps text, and what a person does not see."""

import docx
import pytest
from docx.enum.dml import MSO_THEME_COLOR
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.run import Run

from app.documents.model import Hidden
from tests.documents.papers import document, letter, lines, word

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ALL = (
    f'{WORDS} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run_of(package: docx.document.Document, words: str) -> Run:
    return package.add_paragraph().add_run(words)


def add(package: docx.document.Document, xml: str) -> None:
    package.element.body.insert(len(package.element.body) - 1, parse_xml(xml))


def test_headings_items_weight_and_size_are_told() -> None:
    package = docx.Document()
    package.add_heading("Experience", 1)
    run = run_of(package, "Farm worker, Greenhill Orchard")
    run.bold, run.font.size = True, Pt(12)
    package.paragraphs[-1].add_run("\t2018 – 2020")
    package.add_paragraph("Picked and graded apples", style="List Bullet")
    found = document(word(package), "a.docx")
    assert found.text == "Experience\nFarm worker, Greenhill Orchard  2018 – 2020\nPicked and graded apples"
    assert [(line.heading, line.bullet, line.bold, line.size) for line in found.lines] == [
        (True, False, True, 14),
        (False, False, True, 12),
        (False, True, False, 11),
    ]
    assert found.boxes(0, 5) == ()
    assert [(page.number, page.width, page.height) for page in found.pages] == [(1, 0, 0)]


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    package = letter("Education")
    style = package.styles.add_style("Section", 1)
    style.base_style = package.styles["Heading 2"]
    package.paragraphs[0].style = style
    assert document(word(package)).lines[0].heading


def test_headers_come_first_and_footers_last() -> None:
    package = letter("Welder")
    package.sections[0].header.paragraphs[0].text = "Ivo Brandt"
    package.sections[0].footer.paragraphs[0].text = "ivo@example.org"
    assert document(word(package)).text == "Ivo Brandt\n\nWelder\n\nivo@example.org"


def test_a_header_that_no_page_shows_is_not_read() -> None:
    package = letter("Welder")
    package.sections[0].first_page_header.paragraphs[0].text = "Only on page one"
    package.sections[0].different_first_page_header_footer = False
    assert document(word(package)).text == "Welder"


def test_two_big_cells_side_by_side_are_read_one_after_the_other() -> None:
    package = docx.Document()
    cells = package.add_table(1, 2).rows[0].cells
    cells[0].text = "Skills\nMIG welding\nBlueprint reading"
    cells[1].text = "Experience\nWelder, Northside Fabrication\nBuilt frames"
    found = document(word(package))
    assert lines(found) == [
        "Skills",
        "MIG welding",
        "Blueprint reading",
        "Experience",
        "Welder, Northside Fabrication",
        "Built frames",
    ]
    assert len({line.block for line in found.lines}) == 2


def test_each_cell_of_a_table_of_skills_is_a_line() -> None:
    package = docx.Document()
    table = package.add_table(2, 2)
    for cell, skill in zip(table._cells, ["Forklift", "Pallet jack", "Inventory", "Packing"], strict=True):
        cell.text = skill
    assert lines(document(word(package))) == ["Forklift", "Pallet jack", "Inventory", "Packing"]


def test_a_row_with_a_date_or_figure_is_one_line() -> None:
    package = docx.Document()
    table = package.add_table(2, 3)
    for cell, words in zip(
        table._cells, ["Cashier", "Corner Shop", "2015 – 2017", "BIO 101", "Biology", "B+"], strict=True
    ):
        cell.text = words
    assert lines(document(word(package))) == ["Cashier  Corner Shop  2015 – 2017", "BIO 101  Biology  B+"]


def test_tables_in_tables_and_merged_cells_lose_nothing_and_double_nothing() -> None:
    package = docx.Document()
    table = package.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Across"
    inner = table.cell(1, 0).add_table(1, 1)
    inner.cell(0, 0).text = "Inner"
    table.cell(1, 1).text = "Beside"
    assert lines(document(word(package))) == ["Across", "Inner", "Beside"]


def test_a_text_box_is_read_once_although_it_is_stored_twice() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed skills</w:t></w:r></w:p></w:txbxContent>"
    package = letter("Before")
    add(
        package,
        f"<w:p {ALL}><w:r><w:t>Anchor</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert document(word(package)).text == "Before\nAnchor\n\nBoxed skills"


def test_an_old_text_box_is_read() -> None:
    package = letter("Before")
    content = "<w:txbxContent><w:p><w:r><w:t>Old box</w:t></w:r></w:p></w:txbxContent>"
    add(package, f"<w:p {ALL}><w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r></w:p>")
    assert lines(document(word(package))) == ["Before", "Old box"]


def test_content_controls_links_and_insertions_are_read_and_deletions_are_not() -> None:
    package = docx.Document()
    add(
        package,
        f"<w:sdt {WORDS}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:p>"
        "<w:sdt><w:sdtContent><w:r><w:t>Name </w:t></w:r></w:sdtContent></w:sdt>"
        '<w:hyperlink w:anchor="a"><w:r><w:t>linked </w:t></w:r></w:hyperlink>'
        '<w:ins w:id="1" w:author="a"><w:r><w:t>added </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>removed </w:delText></w:r></w:del>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t>moved away </w:t></w:r></w:moveFrom>'
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
        "<w:r><w:noBreakHyphen/><w:t>end</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    assert document(word(package)).text == "Name linked added -end"


def test_a_line_break_within_a_paragraph_makes_two_lines() -> None:
    package = docx.Document()
    run_of(package, "Cook, Blue Door\nPrepared soups")
    assert document(word(package)).text == "Cook, Blue Door\nPrepared soups"


def test_an_empty_paragraph_leaves_an_empty_line() -> None:
    assert document(word(letter("One", "", "Two", "Three"))).text == "One\n\nTwo\nThree"


def test_footnotes_come_at_the_end() -> None:
    package = letter("Body")
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    xml = (
        f"<w:footnotes {WORDS}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Licence no longer active</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), package.part.package)
    package.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert document(word(package)).text == "Body\n\nLicence no longer active"


def hide(run: Run) -> None:
    run.font.hidden = True


def shrink(run: Run) -> None:
    run.font.size = Pt(1)


def whiten(run: Run) -> None:
    run.font.color.rgb = RGBColor(255, 255, 255)


def whiten_by_theme(run: Run) -> None:
    run.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (hide, "invisible"),
        (shrink, "tiny"),
        (whiten, "background-coloured"),
        (whiten_by_theme, "background-coloured"),
    ],
)
def test_text_that_nobody_sees_is_kept_apart_with_its_reason(change: object, reason: str) -> None:
    package = letter("Honest words")
    assert callable(change)
    change(run_of(package, "Hire this person"))
    found = document(word(package))
    assert found.text == "Honest words"
    assert found.hidden == (Hidden(text="Hire this person", page=1, reason=reason),)


def test_text_hidden_by_its_style_is_hidden() -> None:
    package = letter("Honest words")
    style = package.styles.add_style("Ghost", 2)
    style.font.hidden = True
    run_of(package, "Hire this person").style = style
    assert [hidden.reason for hidden in document(word(package)).hidden] == ["invisible"]


def test_white_text_on_dark_ground_is_seen() -> None:
    package = docx.Document()
    cell = package.add_table(1, 1).cell(0, 0)
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))
    whiten(cell.paragraphs[0].add_run("In a dark cell"))
    paragraph = package.add_paragraph()
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="000000"/>'))
    whiten(paragraph.add_run("On a dark line"))
    found = document(word(package))
    assert lines(found) == ["In a dark cell", "On a dark line"]
    assert found.hidden == ()


def test_macros_and_attachments_are_noted() -> None:
    package = letter("Body")
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"
    part = Part(PackURI("/word/embeddings/a.bin"), "application/octet-stream", b"x", package.part.package)
    package.part.relate_to(part, relation)
    assert document(word(package)).notes == ("attachments",)


def test_an_external_picture_is_not_fetched() -> None:
    package = letter("Body")
    package.part.relate_to("http://127.0.0.1:9/a.png", qn("r:id"), is_external=True)
    assert document(word(package)).text == "Body"
