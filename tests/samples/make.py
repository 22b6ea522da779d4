"""Make every sample document from its description: `python -m tests.samples.make [SUITE…]`."""

import sys
from pathlib import Path

from app.evaluation.thresholds import THRESHOLDS
from tests.samples import docx, pdf, plain
from tests.samples.description import Described, load
from tests.samples.linkedin_pdf import linkedin_pdf
from tests.samples.truth import as_json, truth

EVALS = Path(__file__).resolve().parents[2] / "evals"
SUITES = tuple(
    EVALS / name
    for name in (
        "resumes",
        "unseen",
        "varied",
        "hard",
        "everyday",
        "ordinary",
        "qualified",
        "unseen-qualified",
    )
)
_LINKEDIN = "linkedin"


def _pdf(described: Described, layout: str) -> bytes:
    return linkedin_pdf(described) if layout == _LINKEDIN else pdf.render(described, layout)


_WRITERS = {"pdf": _pdf, "docx": docx.render, "txt": plain.render}


def described_in(suite: Path) -> list[Path]:
    """Give the descriptions of a suite: all its TOML files but the one with its thresholds."""
    return sorted(path for path in suite.glob("*.toml") if path.name != THRESHOLDS)


def make(descriptions: Path, out: Path) -> list[Path]:
    """Write the documents of all descriptions, and `truth.json`, to `out`; give the documents' paths."""
    written: list[Path] = []
    cases = []
    for path in described_in(descriptions):
        described = load(path)
        for target in described.render:
            suffix, _, layout = target.partition(":")
            written.append(out / described.file(target))
            written[-1].write_bytes(_WRITERS[suffix](described, layout))
        cases.append(truth(described))
    document = {"schema": "ler-truth/1", "cases": cases}
    (out / "truth.json").write_text(as_json(document), "utf-8")
    return written


if __name__ == "__main__":
    for suite in map(Path, sys.argv[1:] or SUITES):
        made = make(suite, suite)
        print(f"{suite.name}: {len(made)} documents, {sum(p.stat().st_size for p in made):,} bytes")
