"""Make every transcript and job history from its description: `python -m tests.samples.records`."""

from pathlib import Path

from tests.samples import sheets
from tests.samples.make import EVALS, described_in
from tests.samples.transcript_print import WRITERS
from tests.samples.transcripts import load, truth
from tests.samples.truth import as_json

TRANSCRIPTS = EVALS / "transcripts"
HISTORIES = EVALS / "job-histories"
REGISTRARS = EVALS / "registrars"
RECORDS = EVALS / "records"
UNSEEN_RECORDS = EVALS / "unseen-records"


def make_transcripts(descriptions: Path, out: Path) -> list[Path]:
    """Write the documents of all descriptions, and `truth.json`, to `out`; give the documents' paths."""
    written, cases = [], []
    for path in described_in(descriptions):
        described = load(path)
        for target in described.render:
            written.append(out / f"{described.slug}.{target}")
            written[-1].write_bytes(WRITERS[target](described))
        cases.append(truth(described))
    _write_truth(out, cases)
    return written


def _write_truth(out: Path, cases: list[dict[str, object]]) -> None:
    document = {"schema": "ler-truth/1", "cases": cases}
    (out / "truth.json").write_text(as_json(document), "utf-8")


def make_histories(descriptions: Path, out: Path) -> list[Path]:
    """Write the job histories of all descriptions, and `truth.json`, to `out`; give the documents' paths."""
    from tests.samples import histories  # needs openpyxl, which only workbooks need

    written, cases = [], []
    for path in described_in(descriptions):
        described = histories.load(path)
        written.append(out / f"{described.slug}.{described.format}")
        written[-1].write_bytes(histories.WRITERS[described.format](described))
        cases.append(histories.truth(described))
    _write_truth(out, cases)
    return written


def make_sheets(folder: Path, out: Path) -> list[Path]:
    """Write the transcripts of all sheets, and `truth.json`, to `out`; give the documents' paths."""
    written, cases = [], []
    for path in sorted(folder.glob(f"*{sheets.SUFFIX}")):
        sheet = sheets.load(path)
        written.append(out / sheet.file)
        written[-1].write_bytes(sheets.WRITERS[sheet.format](sheet))
        cases.append(sheets.truth(sheet))
    _write_truth(out, cases)
    return written


MAKERS = (
    (TRANSCRIPTS, make_transcripts),
    (HISTORIES, make_histories),
    (REGISTRARS, make_sheets),
    (RECORDS, make_sheets),
    (UNSEEN_RECORDS, make_sheets),
)

if __name__ == "__main__":
    for suite, make in MAKERS:
        made = make(suite, suite)
        print(f"{suite.name}: {len(made)} documents, {sum(p.stat().st_size for p in made):,} bytes")
