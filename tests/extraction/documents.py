"""Documents made in a test from lines of text."""

from app.documents.model import Document, SourceDocument
from app.documents.read import read
from app.extraction.headings.openings import SectionKind
from app.extraction.headings.sections import Section, sections
from app.extraction.lines.rows import Row, rows


def document(text: str) -> Document:
    return read(SourceDocument(name="resume.txt", data=text.strip("\n").encode()))


def section(text: str, kind: SectionKind) -> tuple[Document, Section]:
    made = document(text)
    return made, next(s for s in sections(rows(made)) if s.kind is kind)


def lines(text: str) -> tuple[Document, list[Row]]:
    made = document(text)
    return made, rows(made)
