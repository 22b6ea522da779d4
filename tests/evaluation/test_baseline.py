"""Reports against what was reached before, and against what must be reached."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from app.errors import SuiteInvalid
from app.evaluation import thresholds
from app.evaluation.baseline import Baseline, Change, baseline, changes, moves, read, written
from app.evaluation.model import Figure, Outcome, Part, Report, Value
from app.evaluation.score import Tally
from app.evaluation.statistics import difference
from app.evaluation.thresholds import Shortfall, Thresholds, shortfalls
from app.evaluation.totals import report

FIGURE = "stated skills / exact"


def _report(*right: int, of: int = 10, harms: dict[str, int] | None = None, failed: int = 0) -> Report:
    """One figure over cases of `of` claims and truths each, `right` of them right."""
    tallies = [Tally(right=number, claims=of, found=number, truths=of) for number in right]
    total = sum(tallies, Tally())
    outcomes = [
        Outcome(case=f"case-{n}", file=f"case-{n}.txt", tallies={FIGURE: tally}) for n, tally in enumerate(tallies)
    ]
    figure = Figure(
        name=FIGURE,
        tally=total,
        precision=total.precision,
        recall=total.recall,
        f1=total.f1,
        precision_interval=(0, 1),
        recall_interval=(0, 1),
        f1_interval=(0, 1),
    )
    return Report(
        suite="small",
        documents=len(right),
        cases=len(right),
        failed=failed,
        figures=(figure,),
        harms=harms or {"invented_claims": 0},
        outcomes=tuple(outcomes),
    )


def test_a_baseline_holds_the_counts_of_each_case_over_all_its_files() -> None:
    report = _report(8, 6)
    twice = report.outcomes[1].model_copy(update={"case": "case-0", "file": "case-0.pdf"})
    made = baseline(report.model_copy(update={"outcomes": (report.outcomes[0], twice)}))
    assert made.cases == {"case-0": {FIGURE: (14, 20, 14, 20)}}
    assert (made.suite, made.harms["invented_claims"]) == ("small", 0)


def test_a_baseline_comes_back_as_it_was_written_one_case_a_line(tmp_path: Path) -> None:
    made = baseline(_report(8, 6, 7))
    path = tmp_path / "baseline.json"
    path.write_bytes(written(made))
    assert read(path) == made
    assert sum(line.startswith(b' "case-') for line in path.read_bytes().splitlines()) == 3


@pytest.mark.parametrize("data", [None, b"", b"{}", b'{"schema":"ler-baseline/2"}'])
def test_what_is_no_baseline_is_refused(tmp_path: Path, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / "baseline.json").write_bytes(data)
    with pytest.raises(SuiteInvalid):
        read(tmp_path / "baseline.json")


def test_a_figure_is_worse_when_it_fell_whatever_cases_are_drawn() -> None:
    before = baseline(_report(*[9] * 12))
    (change,) = changes(_report(*[8] * 12), before)
    assert (change.name, round(change.before, 3), round(change.after, 3)) == (FIGURE, 0.9, 0.8)
    assert change.interval == pytest.approx((-0.1, -0.1))
    assert (change.worse, change.better) == (True, False)
    (change,) = changes(_report(*[10] * 12), before)
    assert (change.worse, change.better) == (False, True)


def test_a_figure_that_fell_in_one_case_and_rose_in_others_is_not_worse() -> None:
    before = baseline(_report(*[5] * 12))
    (change,) = changes(_report(0, *[6] * 4, *[5] * 7), before)
    assert change.after < change.before
    assert not change.worse
    assert not change.better


def test_only_cases_and_figures_that_both_have_are_compared() -> None:
    before = baseline(_report(5, 5))
    (change,) = changes(_report(5, 5, 0), before)
    assert change.before == change.after == 0.5
    other = before.model_copy(update={"cases": {"case-0": {"employment / title / exact": (1, 1, 1, 1)}}})
    assert changes(_report(5), other) == ()


def test_cases_are_drawn_in_pairs() -> None:
    tally = {n: Tally(right=n, claims=10, found=n, truths=10) for n in range(11)}
    pairs = [(tally[n], tally[n]) for n in range(11)]
    assert difference(pairs) == (0, 0)
    assert difference([]) == (0, 0)
    assert difference([(Tally(), tally[10])] * 3) == (1, 1)


def test_what_moved_is_shown_and_what_did_not_is_left_out() -> None:
    fell = Change(name=FIGURE, before=0.9, after=0.8, interval=(-0.12, -0.08))
    stays = Change(name="employment / title / exact", before=0.9, after=0.9, interval=(0, 0))
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(moves([fell, stays]))
    shown = console.export_text()
    assert "worse   90.0  80.0 -10.0 -12.0 to -8.0" in shown
    assert "employment" not in shown


def _toml(folder: Path, text: str) -> Path:
    (folder / "thresholds.toml").write_text(text, "utf-8")
    return folder


def test_figures_below_and_errors_above_their_thresholds_are_told(tmp_path: Path) -> None:
    least = f'[least_f1]\n"{FIGURE}" = 0.85\n"employment / title / exact" = 0.5\n'
    folder = _toml(tmp_path, least + "[most]\ninvented_claims = 0\nfailed = 1\n")
    asked = thresholds.load(folder)
    assert asked is not None
    short = shortfalls(_report(8, 8, harms={"invented_claims": 2}, failed=1), asked)
    assert short == (
        Shortfall(name=FIGURE, reached=0.8, threshold=0.85),
        Shortfall(name="employment / title / exact", reached=None, threshold=0.5),
        Shortfall(name="invented_claims", reached=2, threshold=0, measure="count"),
    )
    assert short[0].told == "stated skills / exact: F1 is 80.0, and must be 85.0 at least"
    assert short[1].told == "employment / title / exact: it was not measured"
    assert short[2].told == "invented claims: 2, and at most 0 are allowed"


def test_what_reaches_its_thresholds_falls_short_of_nothing() -> None:
    assert shortfalls(_report(9), Thresholds(least_f1={FIGURE: 0.9}, most={"failed": 0})) == ()


def test_a_suite_without_thresholds_has_none(tmp_path: Path) -> None:
    assert thresholds.load(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    ["[least_f1", "[least_f1]\nx = 85\n", "[most]\ninvented_claims = -1\n", "[most]\nwrong_things = 0\n", "[less]\n"],
)
def test_thresholds_that_cannot_be_meant_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SuiteInvalid):
        thresholds.load(_toml(tmp_path, text))


def test_a_baseline_is_plain_json(tmp_path: Path) -> None:
    held = json.loads(written(baseline(_report(8))))
    assert held["schema"] == "ler-baseline/1"
    assert Baseline.model_validate(held).figures == (FIGURE,)


RECALL = "recall of NAME"


def _values(*of: float, out: float = 10, further: tuple[Value, ...] = ()) -> Report:
    """One value over cases that each add `of` to it, out of `out`."""
    outcomes = tuple(
        Outcome(case=f"case-{n}", file="", parts={RECALL: Part(of=one, out=out)}) for n, one in enumerate(of)
    )
    return report("small", "masking", outcomes, further=further)


def _error(value: float, interval: tuple[float, float]) -> Value:
    return Value(name="error", value=value, n=9, interval=interval, better="lower", scale="number")


def test_values_are_kept_case_by_case_and_compared_in_pairs(tmp_path: Path) -> None:
    before = baseline(_values(9, 8, further=(_error(0.2, (0.1, 0.3)),)))
    assert before.parts == {"case-0": {RECALL: (9, 10)}, "case-1": {RECALL: (8, 10)}}
    assert before.values == {RECALL: 0.85, "error": 0.2}
    (tmp_path / "baseline.json").write_bytes(written(before))
    assert read(tmp_path / "baseline.json") == before
    recall, error = changes(_values(8, 7, 0, further=(_error(0.5, (0.4, 0.6)),)), before)
    assert (recall.before, recall.after, recall.worse) == (0.85, 0.75, True)
    assert recall.interval == pytest.approx((-0.1, -0.1))
    assert (error.after, error.worse, error.better) == (0.5, True, False)
    assert error.interval == pytest.approx((0.2, 0.4))


def test_a_lower_value_is_better_where_lower_is_better() -> None:
    before = baseline(_values(further=(_error(0.5, (0.4, 0.6)),)))
    (change,) = changes(_values(further=(_error(0.1, (0.05, 0.2)),)), before)
    assert (change.better, change.worse) == (True, False)


def test_values_beyond_their_thresholds_are_told(tmp_path: Path) -> None:
    text = f'[least]\n"{RECALL}" = 0.9\n"MRR" = 0.5\n[greatest]\nerror = 0.05\n[most]\nleaked = 0\n'
    asked = thresholds.load(_toml(tmp_path, text))
    assert asked is not None
    assert len(asked) == 4
    short = shortfalls(_values(8, further=(_error(0.2, (0.1, 0.3)),)), asked)
    assert [(one.name, one.reached, one.measure) for one in short] == [
        (RECALL, 0.8, "least"),
        ("MRR", None, "least"),
        ("error", 0.2, "greatest"),
        ("leaked", None, "count"),
    ]
    assert short[0].told == "recall of NAME: it is 0.8, and must be 0.9 at least"
    assert short[2].told == "error: it is 0.2, and must be 0.05 at most"
    assert shortfalls(_values(9), Thresholds(least={RECALL: 0.9})) == ()
