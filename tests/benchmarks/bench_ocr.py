"""Print how well scans are read: `python -m tests.benchmarks.bench_ocr [--engine tesseract|rapidocr] [--clean]`.

Every PDF of `evals/resumes` is rasterised at 150 and 200 dpi, turned by 2° one way or the other, given noise and
saved as JPEG pages of a TIFF, all from a fixed seed (`--clean` leaves out noise and turn). What is read is compared
with the text PDF: character accuracy (1 minus the edit distance by the length of the text, white space as one blank),
the share of the PDF's words found whatever their order, and the claims (kind, name, basis) of the draft. Seconds a
page are CPU time of this process and its children, and wall time, of reading alone.
"""

import argparse
import io
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image
from rich.console import Console
from rich.table import Table

from app.documents.model import Document, Limits, Ocr, SourceDocument
from app.documents.read import read
from app.flows import runtime
from app.pipeline import Tools, draft
from app.review.model import Draft
from app.taxonomy.names import fold

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "evals" / "resumes"
DPIS = (150, 200)
NOISE = 8.0
"""Standard deviation of the brightness, of 255."""
TURN = 2.0
QUALITY = 60
BASES = ("stated", "demonstrated", "inferred")
_EDGES = (0.0, 0.3, 0.6, 0.8, 0.9, 1.01)


def scan(data: bytes, dpi: int, seed: int, *, clean: bool = False, quality: int = QUALITY) -> bytes:
    """Give a TIFF of the pages of a PDF as a scanner would make them."""
    chance = np.random.default_rng(seed)
    pages: list[Image.Image] = []
    pdf = pdfium.PdfDocument(data)
    for page in pdf:
        image: Image.Image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        if not clean:
            angle = float(chance.choice([-TURN, TURN]))
            image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
            grain = np.asarray(image) + chance.normal(0, NOISE, (image.height, image.width))
            image = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
        packed = io.BytesIO()
        image.save(packed, "JPEG", quality=quality)
        pages.append(Image.open(packed))
    pdf.close()
    out = io.BytesIO()
    pages[0].save(
        out, "TIFF", save_all=True, append_images=pages[1:], dpi=(dpi, dpi), compression="tiff_adobe_deflate"
    )
    return out.getvalue()


def distance(one: str, other: str) -> int:
    """Give the edit distance (Levenshtein): a row at a time, with insertions by a running minimum."""
    codes = np.array([ord(c) for c in other])
    steps = np.arange(len(other) + 1)
    row = steps.copy()
    for count, character in enumerate(one, start=1):
        best = np.empty_like(row)
        best[0] = count
        best[1:] = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(character)))
        row = np.minimum.accumulate(best - steps) + steps
    return int(row[-1])


def flat(text: str) -> str:
    """Give a text with white space as single blanks."""
    return " ".join(text.split())


@dataclass
class Tally:
    """Sums over documents."""

    documents: int = 0
    pages: int = 0
    characters: int = 0
    wrong: int = 0
    words: int = 0
    found: int = 0
    cpu: float = 0.0
    wall: float = 0.0
    claims: dict[str, Counter[str]] = field(default_factory=lambda: {basis: Counter() for basis in BASES})
    sure: Counter[tuple[float, bool]] = field(default_factory=Counter)

    def text(self, true: Document, seen: Document) -> None:
        """Compare what was read with the PDF's own text."""
        one, other = flat(true.text), flat(seen.text)
        self.documents += 1
        self.pages += len(true.pages)
        self.characters += len(one)
        self.wrong += min(distance(one, other), len(one))
        mine, theirs = Counter(one.split()), Counter(other.split())
        self.words += mine.total()
        self.found += (mine & theirs).total()
        for word in seen.words:
            edge = max(e for e in _EDGES if e <= word.confidence)
            self.sure[edge, seen.text[word.start : word.end] in mine] += 1

    def drafts(self, true: Draft, seen: Draft) -> None:
        """Compare the claims."""
        for basis in BASES:
            mine, theirs = (
                Counter((c.kind, fold(c.name)) for c in made.claims if c.basis == basis) for made in (true, seen)
            )
            self.claims[basis] += Counter(true=mine.total(), seen=theirs.total(), both=(mine & theirs).total())


def spent() -> tuple[float, float]:
    """Give CPU seconds, children included, and the clock."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system, time.perf_counter()


def measure(names: Iterable[Path], dpi: int, tools: Tools, *, clean: bool) -> Tally:
    """Read every sample as a PDF and as a scan."""
    tally = Tally()
    for seed, path in enumerate(names):
        source = SourceDocument(name=path.name, data=path.read_bytes())
        picture = SourceDocument(name="scan.tif", data=scan(source.data, dpi, seed, clean=clean))
        cpu, wall = spent()
        seen = read(picture, tools.limits)
        ended = spent()
        tally.cpu += ended[0] - cpu
        tally.wall += ended[1] - wall
        tally.text(read(source), seen)
        tally.drafts(draft(source, tools), draft(picture, tools))
    return tally


def show(console: Console, engine: str, tallies: Sequence[tuple[int, Tally]]) -> None:
    """Print the figures."""
    first = tallies[0][1]
    table = Table(title=f"{engine}: {first.documents} resumes, {first.pages} pages")
    for name in ("dpi", "characters right", "words found", *BASES, "CPU s/page", "wall s/page"):
        table.add_column(name, justify="right")
    for dpi, tally in tallies:
        shares = [
            f"{c['both'] / max(c['true'], 1):.3f} / {c['both'] / max(c['seen'], 1):.3f} ({c['true']})"
            for c in tally.claims.values()
        ]
        table.add_row(
            str(dpi),
            f"{1 - tally.wrong / tally.characters:.4f}",
            f"{tally.found / tally.words:.4f}",
            *shares,
            f"{tally.cpu / tally.pages:.2f}",
            f"{tally.wall / tally.pages:.2f}",
        )
    console.print(table)
    console.print("Claims: recall / precision against the draft of the text PDF (number of its claims).")
    for low, high in pairwise(_EDGES):
        right = sum(tally.sure[low, True] for _, tally in tallies)
        wrong = sum(tally.sure[low, False] for _, tally in tallies)
        if right + wrong:
            console.print(
                f"Words of confidence {low:.1f} to {min(high, 1):.1f}: {right / (right + wrong):.3f} "
                f"stand in the PDF ({right + wrong})"
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", choices=("tesseract", "rapidocr"), default="tesseract")
    parser.add_argument("--clean", action="store_true")
    parser.add_argument("--dpi", type=int, nargs="*", default=DPIS)
    parser.add_argument("--only", type=int, help="the first so many samples")
    given = parser.parse_args()
    names = sorted(SAMPLES.glob("*.pdf"))[: given.only]
    tools = replace(runtime.tools(runtime.settings()), limits=Limits(ocr=Ocr(engine=given.engine, seconds=300)))
    tallies = [(dpi, measure(names, dpi, tools, clean=given.clean)) for dpi in given.dpi]
    show(Console(file=sys.stdout, width=160), given.engine, tallies)


if __name__ == "__main__":
    main()
