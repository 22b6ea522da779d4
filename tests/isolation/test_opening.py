"""What is read in a process of its own is what is read in this one."""

import gc
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx.opc.package import OpcPackage
from PIL import Image

from app.documents.detect import Kind
from app.documents.isolation.pool import Pool
from app.documents.model import Document, Limits, Ocr, SourceDocument
from app.documents.opening import InProcess, Isolated, Opening
from app.documents.render import page_image
from app.errors import SourceDamaged, SourceError
from tests.batches.site import packed
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


def head_of_a_page() -> bytes:
    """The upper quarter of a page, as a PNG."""
    drawn, out = page_image((RESUMES / "line-cook.pdf").read_bytes(), 1, 100 / 72), io.BytesIO()
    page = Image.open(io.BytesIO(drawn))
    page.crop((0, 0, page.width, page.height // 4)).save(out, "PNG", dpi=(100, 100))
    return out.getvalue()


SCAN = head_of_a_page()


def workbook(*rows: list[str]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def whole(document: Document) -> tuple[Any, bytes | None]:
    """All that a document holds, the places of its characters among it."""
    return document.model_dump(), None if document.glyphs is None else document.glyphs.floats.tobytes()


def test_nothing_of_a_package_stays_in_this_process() -> None:
    gc.collect()
    gc.disable()
    try:
        InProcess().read(source("electrician.docx"), LIMITS)
        left = [one for one in gc.get_objects() if isinstance(one, OpcPackage)]
    finally:
        gc.enable()
    assert left == []


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


def scanned() -> bytes:
    """A PDF whose page is a picture."""
    out = io.BytesIO()
    Image.open(io.BytesIO(SCAN)).convert("L").save(out, "PDF", resolution=100)
    return out.getvalue()


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="nothing here recognises text in pictures")
@pytest.mark.parametrize("data", [lambda: SCAN, scanned])
def test_a_scan_is_recognised_by_another_program_in_a_process_that_may_run_it(
    isolated: Isolated, data: Callable[[], bytes]
) -> None:
    scan = SourceDocument(name="scan", data=data())
    found = isolated.read(scan, LIMITS)
    assert found.recognition is not None
    assert whole(found) == whole(InProcess().read(scan, LIMITS))


def test_a_scan_is_refused_the_same_where_nothing_recognises_text(isolated: Isolated) -> None:
    off = Limits(ocr=Ocr(engine="off"))
    for data in (SCAN, scanned()):
        scan = SourceDocument(name="scan", data=data)
        assert told(isolated, scan, off) == told(InProcess(), scan, off)


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
        (lambda: SCAN, 1, 1.0, LIMITS),
        (lambda: SCAN, 2, 1.0, LIMITS),
        (lambda: SCAN, 1, 4.0, Limits(drawn_pixels=1_000_000)),
    ],
)
def test_the_picture_of_a_page_is_the_same(
    isolated: Isolated, data: Callable[[], bytes], number: int, scale: float, limits: Limits
) -> None:
    there = drawn(InProcess(), data(), number, scale, limits)
    assert drawn(isolated, data(), number, scale, limits) == there
    assert isinstance(there, bytes) == (number == 1 and scale == 1.0 and data().startswith((b"%PDF", b"\x89PNG")))


def test_an_archive_gives_the_same_documents_from_memory_and_from_a_file(isolated: Isolated, tmp_path: Path) -> None:
    files = {"a.txt": b"A resume", "b.docx": word(letter("A letter")), "c.exe": b"\x7fELF" + bytes(99), "d.txt": b""}
    path = tmp_path / "all.zip"
    path.write_bytes(packed(files | {f"e/{number}.txt": b"Number %d" % number for number in range(600)}).getvalue())
    expected = list(InProcess().members(io.BytesIO(path.read_bytes()), LIMITS) or ())
    assert [member.failure for member in expected[:5]] == [None, None, "source.unsupported", "source.empty", None]
    assert len(expected) == 604
    assert list(isolated.members(io.BytesIO(path.read_bytes()), LIMITS) or ()) == expected
    with path.open("rb") as file:
        assert list(Isolated(isolated.pool, sent_bytes=0).members(file, LIMITS) or ()) == expected


def test_an_office_file_is_no_archive_and_a_broken_archive_is_refused_at_once(isolated: Isolated) -> None:
    for door in (InProcess(), isolated):
        assert door.members(io.BytesIO(word(letter("A letter"))), LIMITS) is None
        with pytest.raises(SourceDamaged):
            door.members(io.BytesIO(packed({"a.txt": b"A resume"}).getvalue()[:-30]), LIMITS)


def test_the_people_of_a_job_history_and_kinds_are_the_same(isolated: Isolated) -> None:
    book = workbook(["Who", "Post", "Since"], ["7", "Welder", "2019"], ["8", "Cook", "2020"])
    declared = {"person": "Who", "title": "Post", "start": "Since"}
    for data, said in ((MANY, None), (ONE, None), (b"Just a letter", None), (book, declared)):
        table = SourceDocument(name="jobs", data=data)
        found = isolated.people(table, LIMITS, said)
        assert found == InProcess().people(table, LIMITS, said)
        assert (found is None) == data.startswith(b"Just")
        assert isolated.kind(data, LIMITS) is InProcess().kind(data, LIMITS)
    assert isolated.kind(word(letter("A letter")), LIMITS) is Kind.DOCX
