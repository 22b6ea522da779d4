"""Pictures of pages, as scanners and phones make them, and programs that stand in for tesseract."""

import io
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from app.documents.model import Document, Limits, Ocr, SourceDocument
from app.documents.read import read
from tests.documents.papers import Text, pdf

with_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and "CI" not in os.environ, reason="tesseract is not here"
)

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def drawn(texts: Iterable[Text], *, dpi: float = 150, crop: tuple[float, float] | None = None) -> Image.Image:
    """Give a page with these texts as a grey picture; `crop` keeps so many points from its top left."""
    page = pdfium.PdfDocument(pdf(texts))[0]
    picture: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    if crop is None:
        return picture
    return picture.crop((0, 0, round(crop[0] * dpi / 72), round(crop[1] * dpi / 72)))


def packed(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    """Give a picture file."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def on_paper(pictures: Sequence[Image.Image], texts: Sequence[Text] = ()) -> bytes:
    """Give a PDF with each picture filling a page of its own, after a page with texts when there are any."""
    from fpdf import FPDF

    paper = FPDF(unit="pt", format="A4")
    if texts:
        paper.add_page()
        for text in texts:
            paper.set_font("Helvetica", text.style, text.size)
            paper.text(text.x, text.y, text.words)
    for picture in pictures:
        paper.add_page()
        paper.image(picture, x=0, y=0, w=595, h=842)
    return bytes(paper.output())


def seen(data: bytes, name: str = "scan", **ocr: object) -> Document:
    """Read a scan with these options of recognition."""
    return read(SourceDocument(name=name, data=data), Limits(ocr=Ocr.model_validate(ocr)))


def noisy(picture: Image.Image, *, sigma: float = 8, turn: float = 0.0) -> Image.Image:
    """Give a picture with grain, turned clockwise by so many degrees."""
    turned = picture.rotate(-turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grain = np.random.default_rng(3).normal(0, sigma, (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8))


def program(folder: Path, script: str) -> str:
    """Make a program that says it is tesseract with English, and runs a shell script when it is given a picture."""
    path = folder / "tesseract"
    path.write_text(
        "#!/bin/sh\n"
        'case "$1" in\n'
        '--version) echo "tesseract 5.9.1";;\n'
        "--list-langs) printf 'List of languages (2):\\neng\\nspa\\n';;\n"
        f"*) {script};;\n"
        "esac\n"
    )
    path.chmod(0o755)
    return str(path)


def saying(folder: Path, words: Iterable[tuple[str, int, int, float]]) -> str:
    """Make a program that reads each picture as these words: text, left edge, top and confidence (of 100)."""
    rows = [HEAD]
    for text, left, top, confidence in words:
        rows.append(f"5\t1\t1\t1\t{top}\t1\t{left}\t{top}\t{12 * len(text)}\t20\t{confidence}\t{text}")
    answer = folder / "answer.tsv"
    answer.write_text("\n".join(rows) + "\n")
    return program(folder, f"cat > /dev/null; cat '{answer}'")
