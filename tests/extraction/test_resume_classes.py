"""Resumes in the print of common classes and templates, as PDFs of invented people."""

from app.extraction.certificates.entries import certificate_entries
from app.extraction.headings.beside import with_names_beside
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import sections
from app.extraction.lines.rows import rows
from app.extraction.model import EntryKind
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


def test_names_of_sections_in_the_margin_of_a_page_head_what_stands_beside_them() -> None:
    texts = [Text(57, 50, "Deshawn Kowalczyk", 16, "B")]
    for y, name, said in (
        (80, "Experience", ("B:Tern Shipyard, Duluth, MN", "Welder, 2015 - 2020", "Welded plates on the slip")),
        (140, "Education", ("B:Owens Ridge Community College", "Welding Certificate, 2015")),
        (180, "Certifications", ("Certified Welder, American Welding Society, 2016", "Forklift Operator, 2017")),
        (220, "Skills", ("Grinding; Fitting; Stick welding; Pipe welding; Plasma", "cutting")),
        (260, "Volunteering", ("B:Duluth Food Shelf", "Driver, 2018 - 2019")),
    ):
        texts.append(Text(57, y, name))
        texts += [
            Text(150, y + 12 * n, line.removeprefix("B:"), 10, "B" if line[:2] == "B:" else "")
            for n, line in enumerate(said)
        ]
    made = document(pdf(texts))
    found = [(section.kind, len(section.rows)) for section in sections(with_names_beside(made, rows(made)))]
    assert found[1:] == [
        (SectionKind.EXPERIENCE, 3),
        (SectionKind.EDUCATION, 2),
        (SectionKind.CERTIFICATIONS, 2),
        (SectionKind.SKILLS, 2),
        (SectionKind.VOLUNTEERING, 2),
    ]


def test_labels_of_lists_beside_a_column_head_no_sections() -> None:
    texts = [Text(57, 50, "Deshawn Kowalczyk", 16, "B"), Text(57, 80, "SKILLS", 11, "B")]
    for y, name, said in (
        (100, "Welding", "MIG welding, TIG welding"),
        (112, "Languages", "English, Polish"),
        (124, "Courses", "Metallurgy, Drafting"),
    ):
        texts += [Text(57, y, name), Text(150, y, said)]
    texts.append(Text(150, 136, "Shop mathematics"))
    made = document(pdf(texts))
    assert with_names_beside(made, rows(made)) == rows(made)


def test_what_stands_in_smaller_print_below_each_of_some_papers_tells_of_it() -> None:
    texts = [Text(57, 50, "Deshawn Kowalczyk", 16, "B"), Text(57, 80, "CERTIFICATIONS", 12)]
    for y, title, given in (
        (100, "Certified Welder", "American Welding Society | 2012"),
        (124, "OSHA 30-Hour Construction", "OSHA | 2019"),
        (148, "Forklift Operator", "Tern Shipyard | 2013"),
    ):
        texts += [Text(57, y, title, 10), Text(57, y + 11, given, 9)]
    made = document(pdf(texts))
    found = certificate_entries(made, sections(rows(made))[1].rows, EntryKind.CERTIFICATION)
    assert [(entry.title, entry.organization, entry.start) for entry in found] == [
        ("Certified Welder", "American Welding Society", "2012"),
        ("OSHA 30-Hour Construction", "OSHA", "2019"),
        ("Forklift Operator", "Tern Shipyard", "2013"),
    ]
