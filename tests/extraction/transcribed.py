"""Transcripts of an invented school with a few courses, and the courses that are read off them."""

from fpdf import FPDF

from app.documents.model import SourceDocument
from app.documents.read import read
from app.extraction.model import Entry, EntryKind
from app.extraction.transcripts.entries import transcript_entries
from tests.extraction.documents import document

HEAD = "Unofficial Transcript\nCedar Falls College\nStudent: Rosa Imhof\n"
OTHERS = "ENGL 101  English Composition  3.00  A\nHIST 101  History of Art  3.00  B\n"


def courses(rows: str) -> list[Entry]:
    return [one for one in transcript_entries(document(HEAD + rows)) if one.kind is EntryKind.COURSE]


def placed(*rows: tuple[str, ...], xs: tuple[int, ...] = (40, 110, 290, 350, 420, 480)) -> list[Entry]:
    page = FPDF(unit="pt", format="letter")
    page.add_page()
    page.set_font("Helvetica", size=9)
    for n, row in enumerate([("Official Transcript",), ("Cedar Falls College",), *rows]):
        for x, cell in zip(xs, row, strict=False):
            if cell:
                page.text(x, 40 + 13 * n, cell)
    made = read(SourceDocument(name="a.pdf", data=bytes(page.output())))
    return [one for one in transcript_entries(made) if one.kind is EntryKind.COURSE]
