"""Outcomes by sector or dialect, pairs of dialects, one table of all suites, models side by side."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError
from rich.console import Console, RenderableType

from app.evaluation import comparison, slices, summary
from app.evaluation.baseline import moves
from app.evaluation.harms import HARMS
from app.evaluation.model import Effort, Outcome, Part, Report, SuiteKind
from app.evaluation.pairs import differences
from app.evaluation.report import tables
from app.evaluation.run import SCHEMAS
from app.evaluation.score import Tally
from app.evaluation.suite import Case
from app.evaluation.totals import measured, report

STATED = "stated skills / exact"


def _outcome(case: str, right: int, of: int = 10, **more: object) -> Outcome:
    tally = Tally(right=right, claims=of, found=right, truths=of)
    return Outcome.model_validate({"case": case, "file": f"{case}.txt", "tallies": {STATED: tally}} | more)


def _report(*outcomes: Outcome, suite: str = "small", kind: SuiteKind = "documents") -> Report:
    return report(suite, kind, outcomes)


def _shown(value: RenderableType, width: int = 80) -> str:
    console = Console(width=width, file=io.StringIO(), record=True)
    console.print(value)
    return console.export_text()


def test_a_slice_is_all_that_say_the_same_in_any_suite() -> None:
    first = _report(_outcome("a", 8, about={"sector": ("health",)}), _outcome("b", 2, about={"sector": ("trade",)}))
    second = _report(_outcome("a", 6, about={"sector": ("health",)}), _outcome("c", 0), suite="other")
    found = slices.sliced([first, second], "sector")
    assert [(one.value, one.cases, one.figures[0].f1) for one in found] == [
        ("health", 2, pytest.approx(0.7)),
        ("trade", 1, pytest.approx(0.2)),
        ("not said", 1, 0),
    ]
    shown = _shown(slices.table(found))
    assert "By sector: F1 and 95 % interval" in shown
    assert ["health", "2", "70.0", "60–80"] in [line.split() for line in shown.splitlines()]


def test_a_document_with_several_values_is_in_several_slices() -> None:
    found = slices.sliced([_report(_outcome("a", 8, about={"hard": ("gaps", "ocr")}))], "hard")
    assert [one.value for one in found] == ["gaps", "ocr"]


def test_what_no_document_says_gives_no_slices() -> None:
    assert slices.sliced([_report(_outcome("a", 8))], "sector") == ()


def test_outcomes_without_figures_are_sliced_by_their_values() -> None:
    outcome = Outcome(
        case="x", file="", parts={"same": Part(of=1, out=2)}, about={"name_group": ("a_b",)}, harms={"leaked": 2}
    )
    (found,) = slices.sliced([_report(outcome, kind="names")], "name_group")
    assert (found.values[0].value, found.harms) == (0.5, {"leaked": 2})
    assert "a b" in _shown(slices.table([found]))


def test_a_case_says_its_slices_and_the_layout_of_each_file() -> None:
    told = {"id": "a", "files": ["a.pdf", "a.txt"], "entries": [], "skills": []}
    about = {"sector": "health", "hard": ["gaps"]}
    case = Case.model_validate({**told, "about": about, "layouts": {"a.pdf": "sidebar"}})
    assert case.slices("a.pdf") == {"sector": ("health",), "hard": ("gaps",), "layout": ("sidebar",)}
    assert case.slices("a.txt") == {"sector": ("health",), "hard": ("gaps",)}


def _told(case: str, dialect: str, right: int) -> Outcome:
    return _outcome(case, right, about={"dialect": (dialect,)})


def test_a_dialect_is_compared_with_the_standard_case_of_its_pair() -> None:
    outcomes = [
        _told("a1", "standard", 9),
        _told("a2", "informal", 7),
        _told("b1", "standard", 9),
        _told("b2", "second-language", 8),
        _told("alone", "informal", 0),
    ]
    found = differences(outcomes, {"a1": "a", "a2": "a", "b1": "b", "b2": "b"})
    assert {value.name: (round(value.value, 3), value.n) for value in found} == {
        "stated: others less standard": (-0.15, 2),
        "stated: informal less standard": (-0.2, 1),
        "stated: second-language less standard": (-0.1, 1),
    }
    assert found[0].interval == pytest.approx((-0.2, -0.1))


def test_cases_without_partners_have_no_difference() -> None:
    assert differences([_told("a1", "standard", 9), _told("b2", "informal", 9)], {"a1": "a", "b2": "b"}) == ()


@pytest.mark.parametrize("width", [80, 120, 160])
def test_all_suites_are_told_in_one_line_each(width: int) -> None:
    documents = _report(_outcome("a", 8, harms={"invented_claims": 1, "missed_claims": 3}), suite="job-histories")
    masked = Outcome(case="p", file="", parts={"recall of NAME": Part(of=1, out=1)}, harms={"leaked": 0})
    masking = _report(masked, suite="unseen-masking", kind="masking")
    shown = _shown(
        summary.table([documents, masking], {"job-histories": 2, "unseen-masking": None}, width), width
    ).splitlines()
    (line,) = [one for one in shown if one.startswith("job-histories")]
    assert "stated 80 (80–80)" in line
    assert line.split()[-2:] == ["FAIL", "2"]
    (other,) = [one for one in shown if one.startswith("unseen-masking")]
    assert "names 100 (100–100)" in other
    assert other.rstrip().endswith("–")
    assert ("missed 3" in line) == (width >= 150)
    assert "…" not in line + other


def test_models_stand_side_by_side_with_what_they_cost_and_whether_they_differ() -> None:
    offline = _report(*[_outcome(f"c{n}", 6, claims={"stated": 6}) for n in range(6)])
    spent = Effort(seconds=2, calls=1, input_tokens=100, output_tokens=20, usd=Decimal("0.01"))
    model = _report(*[_outcome(f"c{n}", 8, claims={"stated": 9}, dropped=2, effort=spent) for n in range(6)])
    reports = {"offline": offline, "some-model": model}
    shown = _shown(comparison.table(reports))
    rows = {line[:41].strip(): line[41:].split() for line in shown.splitlines()}
    assert rows["claims of skills"] == ["36", "54"]
    assert rows["invented: said, not in the text, dropped"] == ["0", "12"]
    assert rows["tokens in"] == ["0", "600"]
    assert rows["US dollars"] == ["0", "0.0600"]
    assert rows["seconds"] == ["0.00", "12.00"]
    (change,) = comparison.differences(reports)["some-model"]
    assert (change.name, round(change.before, 2), round(change.after, 2)) == (STATED, 0.6, 0.8)
    assert change.better
    assert "+20.0" in _shown(moves([change]))


def test_a_model_without_a_price_has_no_cost() -> None:
    total = Effort(usd=Decimal(1)) + Effort(usd=None, calls=2)
    assert (total.usd, total.calls) == (None, 2)
    assert "no price" in _shown(
        next(t for t in tables(_report(_outcome("a", 1, effort=total))) if t.title == "Time and cost")
    )


def test_time_is_measured_by_the_clock_and_by_the_processor() -> None:
    with measured() as watch:
        sum(range(200_000))
    assert watch.effort.seconds > 0
    assert watch.effort.cpu_seconds > 0


def test_a_harm_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="no harm is called wrong_things"):
        Outcome(case="a", file="", harms={"wrong_things": 1})


def test_every_harm_is_explained_and_every_key_figure_can_be_looked_up() -> None:
    text = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text("utf-8")
    assert [name for name in HARMS if name.replace("_", " ") not in text] == []
    assert [schema for schema in SCHEMAS if schema not in text] == []
