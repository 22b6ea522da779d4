"""The committed transcripts and job histories are what their descriptions make, and their people are invented."""

import re
from pathlib import Path

import openpyxl
import pytest

from app.documents.model import SourceDocument
from app.documents.read import read
from app.evaluation.score import normal
from app.evaluation.suite import Case
from app.extraction.model import CourseState
from tests.samples import sheets
from tests.samples.records import MAKERS, RECORDS, REGISTRARS, UNSEEN_RECORDS

SHEETS = {
    suite: [sheets.load(path) for path in sorted(suite.glob(f"*{sheets.SUFFIX}"))]
    for suite in (REGISTRARS, RECORDS, UNSEEN_RECORDS)
}


def _printed(path: Path) -> str:
    """Give what a document says; of a table all cells, also where its headings are not those of jobs."""
    if path.suffix == ".csv":
        return path.read_bytes().decode("utf-8", "surrogateescape")
    if path.suffix == ".xlsx":
        return "\n".join(str(row) for sheet in openpyxl.load_workbook(path) for row in sheet.values)
    return read(SourceDocument(name=path.name, data=path.read_bytes())).text


def test_the_records_say_what_their_descriptions_say(tmp_path: Path) -> None:
    for suite, make in MAKERS:
        out = tmp_path / suite.name
        out.mkdir()
        made = make(suite, out)
        assert (out / "truth.json").read_text("utf-8") == (suite / "truth.json").read_text("utf-8")
        for path in made:
            old, new = (_printed(one) for one in (suite / path.name, path))
            assert old == new, f"{path.name}: run python -m tests.samples.records"


def test_making_the_records_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for number, (suite, make) in enumerate(MAKERS):
        folders = [tmp_path / f"{number}{name}" for name in "ab"]
        for folder in folders:
            folder.mkdir()
        first, second = (make(suite, folder) for folder in folders)
        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_telephone_numbers_are_invented() -> None:
    for suite, _ in MAKERS:
        for path in (*suite.glob("*.toml"), *suite.glob(f"*{sheets.SUFFIX}")):
            assert all("555-01" in found for found in re.findall(r"\d{3}-\d{3}-\d{4}", path.read_text("utf-8")))


def _stands(words: str, text: str) -> bool:
    """Tell whether words stand in a text, in one piece or, as where a cell goes over two lines, in two."""
    told = words.split()
    parts = ((" ".join(told[:at]), " ".join(told[at:])) for at in range(1, len(told) + 1))
    return any(f" {head} " in text and f" {tail} ".replace("  ", " ") in text for head, tail in parts)


@pytest.mark.parametrize(
    "sheet", [sheet for suite in SHEETS.values() for sheet in suite], ids=lambda sheet: sheet.slug
)
def test_what_is_true_of_a_sheet_is_printed_in_it(sheet: sheets.Sheet) -> None:
    case = Case.model_validate(sheets.truth(sheet))
    text = f" {normal(chr(10).join(sheet.lines))} "
    for entry in case.entries:
        told = (entry.title, entry.organization, entry.programme, entry.code, entry.credits, entry.grade, entry.term)
        for words in filter(None, told):
            assert _stands(normal(str(words)), text), (entry.title, words)
        for date in filter(None, (entry.start, entry.end)):
            assert re.search(rf"(?<!\d){date[2:4]}(?!\d)|{date[:4]}", text), (entry.title, date)


@pytest.mark.parametrize(
    ("suite", "count"),
    [(REGISTRARS, 25), (RECORDS, 18), (UNSEEN_RECORDS, 24)],
    ids=["registrars", "records", "unseen"],
)
def test_sheets_tell_every_outcome_of_a_course(suite: Path, count: int) -> None:
    truths = [Case.model_validate(sheets.truth(sheet)) for sheet in SHEETS[suite]]
    assert {entry.state for case in truths for entry in case.entries} >= set(CourseState)
    assert len(truths) == count
