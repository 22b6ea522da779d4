"""The real documents beside the checkout."""

from pathlib import Path

import pytest

from app.documents.model import Document, SourceDocument
from app.documents.read import read

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "documents"
FILES = sorted(FOLDER.glob("*.pdf"))
TWO_COLUMNS = {
    "modern-two-column": [("PROJECTS", "SKILLS"), ("database performance at scale", "UC Berkeley")],
    "pdf__gengar": [("Amazon Web Services", "Experience"), ("CodeAcademy", "TechAdvancers")],
    "pdf__azurill": [("Frontend Developer", "Summary"), ("Webpack, Git", "Creative Solutions")],
    "pdf__kakuna": [("https://creativesolutions.inc/", "TechAdvancers\n"), ("Education", "University of California")],
    "resumes__ditto": [("John Doe", "PROFILES"), ("Aug 2019", "SUMMARY")],
    "two_column__main": [("Bachelor Studies", "Summary"), ("Domino.", "Fullstack Javascript Engineer")],
    "sidebar__main": [("Semester Abroad", "CONTACT"), ("essay writing", "JavaScript\n")],
}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FILES, reason="the shared documents are not beside the checkout"),
]


def found_in(path: Path) -> Document:
    return read(SourceDocument(name=path.name, data=path.read_bytes()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[-30:])
def test_every_printed_character_of_a_real_document_has_a_box_inside_its_page(path: Path) -> None:
    found = found_in(path)
    for line in found.lines:
        page = found.pages[line.page - 1]
        for index in range(line.start, line.end):
            if found.text[index] == " ":
                continue
            ((x0, y0, x1, y1),) = found.boxes(index, index + 1) if index % 7 == 0 else ((0.0, 0.0, 1.0, 1.0),)
            assert -0.01 <= x0 < x1 <= page.width + 0.01
            assert -0.01 <= y0 < y1 <= page.height + 0.01
        (x0, y0, x1, y1) = found.boxes(line.start, line.end)[0]
        assert -0.01 <= x0 < x1 <= page.width + 0.01
        assert -0.01 <= y0 < y1 <= page.height + 0.01


@pytest.mark.parametrize(("part", "pairs"), TWO_COLUMNS.items(), ids=list(TWO_COLUMNS))
def test_one_column_of_a_real_document_ends_before_the_next_begins(part: str, pairs: list[tuple[str, str]]) -> None:
    (path,) = [path for path in FILES if part in path.stem]
    text = found_in(path).text
    assert all(0 <= text.find(first) < text.find(second) for first, second in pairs)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[-30:])
def test_the_first_three_thousand_bytes_of_a_real_document_are_refused(path: Path) -> None:
    from app.errors import SourceDamaged

    with pytest.raises(SourceDamaged):
        read(SourceDocument(name=path.name, data=path.read_bytes()[:3000]))
