"""Files to begin with, by format: invented samples, and the small hostile files that look like the format."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from PIL import Image

from app.documents.detect import Kind, detect
from tests.documents import papers
from tests.documents.scans import drawn, packed
from tests.documents.test_europass import CANDIDATE, PASSPORT
from tests.documents.test_rtf import HONEST, TRICKS
from tests.documents.test_rtf import rtf as rich
from tests.documents.test_xml import TRANSCRIPT
from tests.hostile import corpus
from tests.layers import docx_tricks, pdf_tricks
from tests.samples import europass as europass_sample
from tests.samples import odt as odt_sample
from tests.samples import rtf as rtf_sample
from tests.samples import structured, transcripts, web
from tests.samples.description import Described, load
from tests.samples.europass_pdf import europass_pdf
from tests.samples.linkedin_pdf import linkedin_pdf
from tests.samples.make import EVALS, described_in
from tests.samples.pesc import college_transcript
from tests.samples.transcript_print import pdf as printed_transcript

_LARGEST: Final = 20_000
_SOME: Final = ("line-cook", "veteran-logistics", "warehouse-to-it")
_TRANSCRIPTS: Final = EVALS / "transcripts"


def _written(write: Callable[[Described], bytes]) -> Iterator[bytes]:
    for name in _SOME:
        yield write(load(EVALS / "resumes" / f"{name}.toml"))


def _hostile(*kinds: Kind, largest: int = _LARGEST) -> Iterator[bytes]:
    """Give the hostile files of some kinds that are small enough to be changed often."""
    for _, data in corpus.made():
        if len(data) <= largest and detect(data) in kinds:
            yield data


def _files(folder: Path, ending: str, most: int = 6) -> Iterator[bytes]:
    for path in sorted(folder.glob(f"*.{ending}"))[:most]:
        yield path.read_bytes()


def _written_in(module: str, mark: str) -> list[str]:
    """Give the texts with a mark in the code of a test: each says what mattered once."""
    tree = ast.parse((Path(__file__).parents[2] / "documents" / f"{module}.py").read_text("utf-8"))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and mark in text and 8 < len(text) < 2_000]


def rtf() -> Iterator[bytes]:
    """Rich text."""
    yield from _written(rtf_sample.render)
    for content in (*(content for content, _ in TRICKS.values()), *HONEST.values()):
        yield rich(rb"\pard Welder 2019 " + content + rb" only\par")
    yield rich(
        rb"\trowd\clcbpat2\cellx9\cellx10\pard\intbl Before\par\pard\intbl\itap2 Cook\nestcell 2019\nestcell"
        rb"{\*\nesttableprops\trowd\cellx1\nestrow}{\nonesttables\par}\pard\intbl After\cell Beside\cell\row\pard\par"
    )
    yield rich(
        rb"{\header\pard Ivo\par}{\footer a@example.org\par}\pard\u-10179?\u-8704? {\footnote No}\'e9 \f1\'b7\par"
    )
    yield rich(rb"{\upr{Jos?}{\*\ud{Jos\u233?}}}{\listtext\'b7\tab}\ls1 Picked\par{\uc2\f3\u12354\'82\'a0}\par")
    yield from _hostile(Kind.RTF)


_SHEET: Final = "p{color:#000} @media print{p{display:none}} .a > b, li:nth-child(2n+1){left:-9px}"
_PIECE: Final = '<div class="a"><p id="z" style="color:red">Ten <b>years</b></p><ul><li>Cook</ul>'


def html() -> Iterator[bytes]:
    """Pages."""
    yield from _written(web.render)
    for module in ("test_html", "test_html_hidden"):
        for text in _written_in(module, "<"):
            yield papers.page(
                text, "p{color:#000} @media print{p{display:none}} .a > b, li:nth-child(2n+1){left:-9px}"
            )
        for rule in _written_in(module, ":"):
            if "<" not in rule:
                yield papers.page(
                    '<div class="a"><p id="z" style="color:red">Ten <b>years</b></p><ul><li>Cook</ul>', rule
                )
    yield from _hostile(Kind.HTML)


def docx() -> Iterator[bytes]:
    """Word documents."""
    yield papers.word(papers.letter("Rosa Quill", "Skills", "Forklift operation"))
    for trick in docx_tricks.docx_tricks():
        yield trick.data
    yield from _files(EVALS / "resumes", "docx", 3)
    yield from _files(EVALS / "transcripts", "docx", 2)
    yield from _hostile(Kind.DOCX)


def odt() -> Iterator[bytes]:
    """OpenDocument texts."""
    yield from _written(odt_sample.render)
    for text in _written_in("test_odt", "<text:"):
        yield odt_sample.package(odt_sample.content_part(text))
    for style in _written_in("test_odt", "<style:"):
        body = odt_sample.paragraph("Welder\t2019", bold=True) + odt_sample.table([["Cook", "2019"], [""]])
        yield odt_sample.package(odt_sample.content_part(body, style), odt_sample.styles_part(style))
    yield from _hostile(Kind.ODT)


def pdf() -> Iterator[bytes]:
    """PDFs of every sort."""
    yield papers.raw_pdf(b"BT /F1 12 Tf 60 700 Td (Rosa Quill, welder) Tj 0 -20 Td [(Sk) -20 (ills)] TJ ET")
    lines = [papers.Piece(n, 60 + 200 * (n % 2), 700 - 14 * (n // 2), f"Duty {n} of a welder") for n in range(12)]
    yield papers.tagged_pdf(lines, [*range(0, 12, 2), *range(1, 12, 2)])
    for trick in pdf_tricks.pdf_tricks():
        yield trick.data
    yield from _files(EVALS / "resumes", "pdf", 5)
    yield from _files(EVALS / "hard", "pdf", 3)
    yield from _hostile(Kind.PDF)


def pdf_records() -> Iterator[bytes]:
    """Transcripts, Europass CVs and LinkedIn profiles as PDFs."""
    yield from _written(linkedin_pdf)
    yield from _written(europass_pdf)
    for path in described_in(_TRANSCRIPTS)[::3]:
        yield printed_transcript(transcripts.load(path))


def xlsx() -> Iterator[bytes]:
    """Workbooks."""
    yield from _files(EVALS / "job-histories", "xlsx")
    yield from _hostile(Kind.XLSX)


def csv() -> Iterator[bytes]:
    """Job histories as text."""
    yield from _files(EVALS / "job-histories", "csv")
    for name, data in corpus.made():
        if name.startswith("csv-") and len(data) < _LARGEST:
            yield data


def picture() -> Iterator[bytes]:
    """Photos and scans, small ones."""
    page = drawn([papers.Text(20, 30, "Rosa Quill"), papers.Text(20, 50, "Welder 2019")], dpi=100, crop=(150, 80))
    for kind in ("PNG", "JPEG", "TIFF", "WEBP"):
        yield packed(page, kind)
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "jpeg"):
        yield packed(page, "TIFF", compression=compression, dpi=(100, 100))
    yield packed(page.convert("1"), "TIFF", compression="group4")
    for mode, kind in (("1", "PNG"), ("P", "PNG"), ("RGBA", "PNG"), ("LA", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")):
        yield packed(page.convert("L").convert(mode) if mode != "I;16" else _deep(page), kind)
    yield packed(page, "TIFF", save_all=True, append_images=[page.rotate(90, expand=True), page.convert("RGB")])
    turned = Image.Exif()
    turned[0x0112] = 6
    yield packed(page, "JPEG", exif=turned, dpi=(100, 100), progressive=True)
    yield (Path(__file__).parents[2] / "documents" / "files" / "two-lines.heic").read_bytes()
    yield from _hostile(Kind.IMAGE)


def _deep(page: Image.Image) -> Image.Image:
    return Image.frombytes(
        "I;16", page.size, bytes(value for byte in page.convert("L").tobytes() for value in (0, byte))
    )


def text() -> Iterator[bytes]:
    """Plain texts in several encodings, resumes and transcripts."""
    for folder in ("resumes", "varied", "hard", "transcripts", "fresh"):
        yield from _files(EVALS / folder, "txt", 3)
    said = next(_files(EVALS / "resumes", "txt")).decode()[:600]
    for encoding in ("utf-16", "utf-32", "utf-8-sig", "cp1252", "shift_jis", "iso2022_jp", "koi8-r", "gb18030"):
        yield said.encode(encoding, "replace")
    yield from _hostile(Kind.TEXT)


def linkedin() -> Iterator[bytes]:
    """LinkedIn's data exports."""
    yield from _written(structured.linkedin)


def json_resume() -> Iterator[bytes]:
    """JSON Resume."""
    yield from _written(structured.json_resume)
    yield from _hostile(Kind.JSON)


def ler_rs() -> Iterator[bytes]:
    """HR Open LER-RS."""
    yield from _written(structured.ler_rs)


def europass() -> Iterator[bytes]:
    """Europass, both schemas."""
    yield from _written(europass_sample.skills_passport)
    yield from _written(europass_sample.candidate)
    yield PASSPORT.encode()
    yield CANDIDATE.encode()
    yield from _hostile(Kind.XML)


def pesc() -> Iterator[bytes]:
    """PESC college transcripts."""
    yield TRANSCRIPT.encode()
    for path in described_in(_TRANSCRIPTS)[::4]:
        yield college_transcript(transcripts.load(path))
