"""Suites to reports, with drafts whose figures can be counted on paper."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from app.documents.model import SourceDocument
from app.errors import SourceDamaged, SuiteInvalid
from app.evaluation.documents import evaluate
from app.evaluation.model import Report
from app.evaluation.report import tables
from app.evaluation.score import Tally
from app.extraction.model import Basis
from app.review.model import Draft
from tests.evaluation.factories import draft, job, skill

_TEXT = "Skills: Excel, wound care\nLine Cook, Copper Plate Bistro, 2018 - 2020\nCooked steaks to\norder for 300"
_SKILLS = [
    {"mention": "Excel", "basis": "stated", "context": "Excel"},
    {"mention": "wound care", "basis": "stated", "context": "wound care"},
    {"mention": "Cooked steaks", "basis": "demonstrated", "context": "Cooked steaks to order for 300"},
    {"mention": "pallet jack", "basis": "stated", "context": "never printed"},
]
_ENTRY = {
    "kind": "employment",
    "title": "Line Cook",
    "organization": "Copper Plate Bistro",
    "start": "2018",
    "end": "2020",
}


def _suite(folder: Path, **changes: object) -> Path:
    (folder / "one.txt").write_text(_TEXT, "utf-8")
    case = {"id": "one", "files": ["one.txt"], "entries": [_ENTRY], "skills": _SKILLS} | changes
    (folder / "truth.json").write_text(json.dumps({"schema": "ler-truth/1", "cases": [case]}), "utf-8")
    return folder


def _draft(source: SourceDocument) -> Draft:
    text = source.data.decode()
    return draft(
        text,
        skill(text, "Excel"),
        skill(text, "Bistro"),
        skill(text, "steaks to\norder", Basis.DEMONSTRATED),
        entries=(job(text, "Line Cook", "Copper Plate Bistro", "2018", "2021"),),
    )


def found(report: Report) -> dict[str, int]:
    return {name: count for name, count in report.harms.items() if count}


def test_every_figure_of_a_small_suite_is_what_paper_says(tmp_path: Path) -> None:
    report = evaluate(_suite(tmp_path), _draft)
    assert report.figure("stated skills / exact").tally == Tally(right=1, claims=2, found=1, truths=3)
    assert report.figure("demonstrated skills / exact").tally == Tally(right=0, claims=1, found=0, truths=1)
    assert report.figure("demonstrated skills / touching").tally == Tally(right=1, claims=1, found=1, truths=1)
    assert report.figure("all skills / exact").tally == Tally(right=1, claims=3, found=1, truths=4)
    assert report.figure("employment / title / exact").f1 == 1
    assert report.figure("employment / end / exact").tally == Tally(right=0, claims=1, found=0, truths=1)
    assert found(report) == {"missed_claims": 2, "unread_skills": 1, "wrong_dates": 1}
    assert (report.documents, report.cases, report.failed) == (1, 1, 0)


def test_a_document_that_fails_counts_as_missed_and_does_not_end_the_run(tmp_path: Path) -> None:
    def fails(source: SourceDocument) -> Draft:
        raise SourceDamaged(source.name)

    report = evaluate(_suite(tmp_path), fails)
    assert report.failed == 1
    assert report.outcomes[0].error == "source.damaged"
    assert report.figure("stated skills / exact").tally == Tally(right=0, claims=0, found=0, truths=3)
    assert report.figure("stated skills / touching").tally.truths == 3
    assert found(report) == {"missed_claims": 3, "missed_entries": 1}


def test_a_report_survives_json_and_prints(tmp_path: Path) -> None:
    report = evaluate(_suite(tmp_path), _draft)
    assert Report.model_validate_json(report.model_dump_json()) == report
    console = Console(width=80, record=True, file=io.StringIO())
    for table in tables(report):
        console.print(table)
    shown = console.export_text()
    assert "employment / title        exact" in shown
    assert "employment / organization relaxed" in shown
    assert "touching" in shown
    assert "…" not in shown
    assert "missed claims" in shown
    assert "one.txt" in shown


def test_totals_tell_no_document_by_itself(tmp_path: Path) -> None:
    report = evaluate(_suite(tmp_path), _draft)
    assert [table.title for table in tables(report, totals=True)] == [
        table.title for table in tables(report) if table.title != "Documents"
    ]


@pytest.mark.parametrize("files", [["two.txt"], ["../one.txt"], []])
def test_a_truth_that_does_not_fit_its_folder_is_refused(tmp_path: Path, files: list[str]) -> None:
    with pytest.raises(SuiteInvalid):
        evaluate(_suite(tmp_path, files=files), _draft)


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteInvalid, match=r"truth\.json: it cannot be read"):
        evaluate(tmp_path, _draft)


def test_what_differs_is_said_in_words_of_the_document_and_of_the_truth(tmp_path: Path) -> None:
    other = {"kind": "education", "title": "Diploma", "organization": "Elm High School"}
    (outcome,) = evaluate(_suite(tmp_path, entries=[_ENTRY, other]), _draft, telling=True).outcomes
    assert outcome.told == (
        "missed stated skill: wound care",
        "missed stated skill: pallet jack",
        "wrong stated skill: Bistro (1.00)",
        "employment, line cook, copper plate bistro, 2018, 2020: end is 2021, not 2020",
        "missed education: diploma, elm high school",
    )
    (untold,) = evaluate(tmp_path, _draft).outcomes
    assert untold.told == ()
