"""Resumes in the print of common classes and templates, as PDFs of invented people."""

from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import sections
from app.extraction.lines.rows import rows
from tests.documents.papers import Text, document, pdf


def test_titles_and_dates_in_larger_print_than_the_headings_are_no_names() -> None:
    texts = [Text(190, 50, "Deshawn Kowalczyk", 16)]
    for y, heading in ((80, "WORK EXPERIENCE"), (240, "EDUCATION"), (320, "SKILLS")):
        texts.append(Text(60, y, heading, 9))
    for y, dated, employer in (
        (100, "06/2019-present Lead Welder", "Tern Shipyard, Duluth, MN"),
        (150, "08/2015-05/2019 Pipe Welder", "Lakes Pipefitting Inc., Detroit, MI"),
        (260, "2009-2011 Welding Certificate", "Owens Ridge Community College"),
    ):
        texts += [Text(110, y, dated, 12), Text(190, y + 16, employer, 9)]
    texts.append(Text(190, 340, "Grinding", 9))
    texts.sort(key=lambda text: text.y)
    found = {section.kind: section for section in sections(rows(document(pdf(texts))))}
    assert list(found) == [SectionKind.TOP, SectionKind.EXPERIENCE, SectionKind.EDUCATION, SectionKind.SKILLS]
    assert len(found[SectionKind.EXPERIENCE].rows) == 4
