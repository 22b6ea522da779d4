"""Entry fields that land in the right entry, by reader: `python -m tests.benchmarks.bench_order [--samples N]`.

Every described sample is laid out in the layouts with two columns, as it is and with its pieces of text printed in
an order by chance. The same extraction runs over what each reader gives: ours, ours as plain text, pypdf plain and
pypdf layout. Printed: the share of titles, organisations, starts and ends that stand in the right entry (words that
are close count), the CPU time of reading, and what the audit of the order took and told.
"""

import argparse
import io
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import pypdf
import pypdfium2 as pdfium

from app.documents.model import Document, Limits, SourceDocument
from app.documents.read import read
from app.documents.readers.pdf.paint import listed_on
from app.documents.readers.pdf.runs import page_runs
from app.errors import LerError
from app.evaluation.entries import score
from app.evaluation.score import Tally
from app.evaluation.suite import TrueEntry
from app.extraction.extract import Extractor
from app.flows.runtime import frameworks
from app.settings import Settings
from tests.documents.papers import Text, pdf, shuffled
from tests.samples.description import Described, load
from tests.samples.make import described_in
from tests.samples.pdf import render
from tests.samples.truth import truth

EVALS = Path(__file__).resolve().parents[2] / "evals"
LAYOUTS = ("sidebar", "dark-sidebar", "icons", "twin")
FIELDS = ("title", "organization", "start", "end")


def _ours(data: bytes) -> Document:
    return read(SourceDocument(name="resume.pdf", data=data))


def _as_text(text: str) -> Document:
    return read(SourceDocument(name="resume.txt", data=text.encode("utf-8", "replace")))


def _pypdf(data: bytes, mode: Literal["plain", "layout"]) -> Document:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return _as_text("\n\f".join(page.extract_text(extraction_mode=mode) for page in pages))


READERS: dict[str, Callable[[bytes], Document]] = {
    "ours": _ours,
    "ours, as plain text": lambda data: _as_text(_ours(data).text),
    "pypdf plain": lambda data: _pypdf(data, "plain"),
    "pypdf layout": lambda data: _pypdf(data, "layout"),
}


def scattered(data: bytes, seed: int) -> bytes:
    """Print the same pieces of text at the same places, in an order by chance, without lines and panels."""
    document = pdfium.PdfDocument(data)
    pages = []
    for page in document:
        found = page_runs(page, listed_on(page), lambda: False, dict, Limits().characters)
        places = [(run, run.places[0].tolist()) for run in found.runs if run.turn == 0]
        pages.append([Text(at[0], run.base, _plain(run.text), run.size, "B" * run.bold) for run, at in places])
        page.close()
    document.close()
    writer = pypdf.PdfWriter()
    for number, texts in enumerate(pages):
        writer.append(io.BytesIO(pdf(shuffled(texts, seed + number))))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _plain(text: str) -> str:
    return (
        text.encode("cp1252", "replace")
        .decode("cp1252")
        .replace("\u2022", "-")
        .encode("latin-1", "replace")
        .decode("latin-1")
    )


def _printable(described: Described) -> bool:
    """Say whether the fonts of the sample PDFs have all letters of a resume."""
    try:
        described.model_dump_json().encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _samples(count: int) -> Iterator[tuple[Described, tuple[TrueEntry, ...]]]:
    paths = [path for suite in ("resumes", "varied") for path in described_in(EVALS / suite)]
    chosen = random.Random(5).sample(paths, min(count or len(paths), len(paths)))  # noqa: S311 -- no secret
    for path in sorted(chosen):
        described = load(path)
        if not _printable(described):
            continue
        entries = truth(described)["entries"]
        assert isinstance(entries, list)
        yield described, tuple(map(TrueEntry.model_validate, entries))


def _counted(document: Document | None, true: Sequence[TrueEntry], extractor: Extractor) -> dict[str, Tally]:
    claimed = extractor.extract(document).entries if document is not None else ()
    sums: dict[str, Tally] = defaultdict(Tally)
    for group in score(claimed, true).fields.values():
        for field in FIELDS:
            if field in group:
                sums[field] += group[field].relaxed
    return sums


def main() -> None:
    """Print a table for each way of printing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=0, help="so many samples; 0 takes all")
    options = parser.parse_args()
    extractor = Extractor(frameworks(Settings()))
    right: dict[tuple[str, str], dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    took: dict[tuple[str, str], float] = defaultdict(float)
    flagged: dict[str, int] = defaultdict(int)
    papers: dict[str, int] = defaultdict(int)
    for described, true in _samples(options.samples):
        for at, layout in enumerate(LAYOUTS):
            printed = render(described, layout)
            for way, data in (("as printed", printed), ("scattered", scattered(printed, at))):
                papers[way] += 1
                for name, reader in READERS.items():
                    start = time.process_time()
                    try:
                        document = reader(data)
                    except LerError:
                        document = None
                    took[way, name] += time.process_time() - start
                    if name == "ours" and document is not None:
                        flagged[way] += any(note.startswith("reading-order:") for note in document.notes)
                    for field, tally in _counted(document, true, extractor).items():
                        right[way, name][field] += tally
    for way, count in papers.items():
        print(f"{way}: {count} papers in {', '.join(LAYOUTS)}; {flagged[way]} flagged by the audit of the order")
        print(f"  {'reader':22}" + "".join(f"{field:>14}" for field in FIELDS) + f"{'all':>8}{'CPU ms':>9}")
        for name in READERS:
            tallies = right[way, name]
            shares = "".join(f"{tallies[field].recall:14.1%}" for field in FIELDS)
            whole = sum((tallies[field] for field in FIELDS), Tally()).recall
            print(f"  {name:22}{shares}{whole:8.1%}{1000 * took[way, name] / count:9.1f}")


if __name__ == "__main__":
    main()
