"""What is read in a process of its own is what is read in this one."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.documents.isolation.pool import Pool
from app.documents.model import Document, Limits, SourceDocument
from app.documents.opening import InProcess, Isolated, Opening
from app.errors import SourceError
from tests.documents.papers import encrypted, letter, pdf, raw_pdf, word

RESUMES = Path(__file__).parents[2] / "evals" / "resumes"
SAMPLES = ("forklift-operator.pdf", "line-cook.pdf", "electrician.docx", "farm-worker.txt", "home-health-aide.docx")
MANY = b"Employee ID,Job Title,Employer\nA-1,Welder,Acme\nA-1,Inspector,Acme\nB/2,Cook,Grill\n"
ONE = b"Job Title,Employer,Start Date\nWelder,Acme,2019-02-01\n"
LIMITS = Limits()


@pytest.fixture(scope="module")
def isolated() -> Iterator[Isolated]:
    pool = Pool()
    yield Isolated(pool)
    pool.close()


def workbook(*rows: list[str]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def whole(document: Document) -> tuple[Any, bytes | None]:
    """All that a document holds, the places of its characters among it."""
    return document.model_dump(), None if document.glyphs is None else document.glyphs.floats.tobytes()


def source(name: str) -> SourceDocument:
    return SourceDocument(name=name, data=(RESUMES / name).read_bytes())


@pytest.mark.parametrize("name", SAMPLES)
def test_the_document_is_the_same_to_the_last_character_and_its_place(isolated: Isolated, name: str) -> None:
    assert whole(isolated.read(source(name), LIMITS)) == whole(InProcess().read(source(name), LIMITS))


def test_a_table_is_the_same_and_so_are_its_parts(isolated: Isolated) -> None:
    one, many = SourceDocument(name="one.csv", data=ONE), SourceDocument(name="many.csv", data=MANY)
    book = SourceDocument(name="book.xlsx", data=workbook(["Job Title", "Employer"], ["Welder", "Acme"]))
    for table in (one, book):
        assert whole(isolated.read(table, LIMITS)) == whole(InProcess().read(table, LIMITS))
    for table in (one, book, many, source("farm-worker.txt"), source("line-cook.pdf")):
        assert isolated.parts(table, LIMITS) == InProcess().parts(table, LIMITS)


def told(opening: Opening, source: SourceDocument, limits: Limits) -> tuple[str, str, str]:
    with pytest.raises(SourceError) as caught:
        opening.read(source, limits)
    return caught.value.code, caught.value.message, caught.value.advice


@pytest.mark.parametrize(
    ("name", "data", "limits"),
    [
        ("a.pdf", b"", LIMITS),
        ("a.pdf", b"x" * 11, Limits(bytes=10)),
        ("a.pdf", word(letter("A letter")), LIMITS),
        ("a.pdf", encrypted(pdf([]), "secret"), LIMITS),
        ("a.pdf", pdf([], pages=3), Limits(pages=2)),
        ("a.pdf", raw_pdf(b""), LIMITS),
        ("a.pdf", pdf([])[:-200], LIMITS),
        ("a.zip", b"PK\x03\x04" + bytes(100), LIMITS),
        ("a.csv", MANY, LIMITS),
        ("a.csv", b"Fruit,Colour\napple,red\n", LIMITS),
    ],
)
def test_a_refusal_has_the_same_code_sentence_and_hint(
    isolated: Isolated, name: str, data: bytes, limits: Limits
) -> None:
    refused = SourceDocument(name=name, data=data)
    assert told(isolated, refused, limits) == told(InProcess(), refused, limits)


def drawn(opening: Opening, data: bytes, number: int, scale: float, limits: Limits) -> bytes | str:
    try:
        return opening.page_image(data, number, scale, [(50, 60, 200, 80)], limits)
    except (SourceError, IndexError) as error:
        return type(error).__name__


@pytest.mark.parametrize(
    ("data", "number", "scale", "limits"),
    [
        ((RESUMES / "line-cook.pdf").read_bytes, 1, 1.0, LIMITS),
        ((RESUMES / "line-cook.pdf").read_bytes, 99, 1.0, LIMITS),
        ((RESUMES / "line-cook.pdf").read_bytes, 1, 2.0, Limits(drawn_pixels=1_000_000)),
        ((RESUMES / "electrician.docx").read_bytes, 1, 1.0, LIMITS),
        (lambda: b"", 1, 1.0, LIMITS),
    ],
)
def test_the_picture_of_a_page_is_the_same(
    isolated: Isolated, data: Callable[[], bytes], number: int, scale: float, limits: Limits
) -> None:
    there = drawn(InProcess(), data(), number, scale, limits)
    assert drawn(isolated, data(), number, scale, limits) == there
    assert isinstance(there, bytes) == (number == 1 and scale == 1.0 and data().startswith(b"%PDF"))
