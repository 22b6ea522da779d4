"""Confidence against rightness: counted on paper, shown in a terminal, drawn as a picture."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from app.errors import SuiteInvalid
from app.evaluation import calibrations, diagram, picture
from app.evaluation.model import Outcome, Sureness, Value
from app.evaluation.reliability import (
    BRIER,
    RIGHT_WHEN_SURE,
    bins,
    brier,
    calibration_error,
    parts,
    right_when_sure,
    values,
)


def _sure(*told: tuple[float, bool]) -> list[Sureness]:
    return [Sureness(confidence=confidence, right=right) for confidence, right in told]


TEN = _sure(*[(0.95, True)] * 4, (0.95, False), *[(0.45, True)] * 1, *[(0.45, False)] * 4)


def test_the_error_is_the_mean_distance_of_what_was_said_from_what_is_right() -> None:
    # five at 0.95 of which 0.8 are right, five at 0.45 of which 0.2 are
    assert calibration_error(TEN, "equal width") == pytest.approx((0.15 + 0.25) / 2)
    assert calibration_error(TEN, "equal mass") == pytest.approx((0.15 + 0.25) / 2)
    assert calibration_error([], "equal mass") == 0


def test_confidence_that_can_be_believed_has_no_error() -> None:
    believed = _sure(*[(0.8, True)] * 4, (0.8, False))
    assert calibration_error(believed, "equal width") == pytest.approx(0)
    assert brier(believed) == pytest.approx((4 * 0.04 + 0.64) / 5)


def test_bins_of_equal_mass_hold_as_many_claims_each() -> None:
    told = _sure(*[(n / 100, n % 2 == 0) for n in range(100)])
    found = bins(told, "equal mass")
    assert [one.n for one in found] == [10] * 10
    assert found[0].confidence == pytest.approx(0.045)
    assert found[0].right == 0.5


def test_claims_of_one_confidence_are_never_parted() -> None:
    told = _sure(*[(0.7, True)] * 55, *[(0.9, True)] * 45)
    assert [(one.n, round(one.confidence, 6)) for one in bins(told, "equal mass")] == [(55, 0.7), (45, 0.9)]


@pytest.mark.parametrize("confidence", [0.0, 0.1, 0.3, 0.7, 1.0])
def test_bins_of_equal_width_begin_at_a_tenth(confidence: float) -> None:
    other = min(confidence + 0.05, 1.0)
    assert len(bins(_sure((confidence, True), (other, True)), "equal width")) == 1


def test_what_is_shown_as_sure_is_counted_with_what_is_right_of_it() -> None:
    assert right_when_sure(TEN) == (5, 4)
    found = parts(TEN)
    assert (found[RIGHT_WHEN_SURE].of, found[RIGHT_WHEN_SURE].out) == (4, 5)
    assert found[BRIER].better == "lower"
    assert parts([]) == {}


def test_both_errors_have_intervals_over_cases() -> None:
    outcomes = [Outcome(case=f"c{n}", file="", sureness=tuple(TEN)) for n in range(4)]
    found = {value.name: value for value in values(outcomes)}
    told = {"calibration error, equal width", "calibration error, equal mass"}
    assert set(found) == told | {f"{name}, by chance" for name in told}
    width = found["calibration error, equal width"]
    assert (round(width.value, 6), width.n, width.better, width.scale) == (0.2, 40, "lower", "number")
    assert width.interval == pytest.approx((0.2, 0.2))
    assert values([Outcome(case="c", file="")]) == ()


def test_beside_the_error_stands_what_it_would_be_if_confidence_were_right() -> None:
    def by_chance(*sureness: Sureness) -> Value:
        (found,) = [
            value
            for value in values([Outcome(case="c", file="", sureness=sureness)])
            if value.name == "calibration error, equal width, by chance"
        ]
        return found

    # of n claims said at 0.5, the share that is right strays from it by 0.4 / sqrt(n) on average
    few, many = by_chance(*_sure((0.5, True)) * 25), by_chance(*_sure((0.5, True)) * 2500)
    assert few.value == pytest.approx(0.08, abs=0.01)
    assert many.value == pytest.approx(0.008, abs=0.001)
    assert few.interval is not None
    assert few.interval[0] < few.value < few.interval[1]
    assert by_chance(*_sure((1.0, False)) * 25).value == 0


def test_a_terminal_shows_each_bin_as_a_bar_with_a_mark_where_it_should_end() -> None:
    console = Console(width=80, file=io.StringIO(), record=True)
    console.print(diagram.caption("Now", TEN))
    console.print(diagram.table(TEN))
    shown = console.export_text()
    assert "10 claims with evidence; of 5 shown at ≥ 0.9, 80.0 % are right." in shown
    assert "Expected calibration error 0.200 (equal width bins)" in shown
    (low, high) = [line for line in shown.splitlines() if "·" in line]
    assert low.split()[:3] == ["5", "45.0", "20.0"]
    assert low.count("█") < low.index("|") - low.index("█")
    assert high.count("█") == round(0.8 * 34)


def test_a_picture_has_a_panel_for_each_set_of_claims() -> None:
    one = Image.open(io.BytesIO(picture.png([("Now", TEN)])))
    two = Image.open(io.BytesIO(picture.png([("Before", TEN), ("After", TEN)])))
    assert one.format == "PNG"
    assert two.size == (2 * one.size[0], one.size[1])
    blue = (29, 95, 168)
    assert blue in {colour for _, colour in one.convert("RGB").getcolors(maxcolors=1 << 20) or []}
    assert picture.png([("Now", TEN)]) != picture.png([("Now", TEN[:5])])


def test_confidences_before_and_after_calibration_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps([{"before": 0.5, "after": 0.9, "right": True, "source": "resumes"}]), "utf-8")
    (before, first), (after, second) = calibrations.panels(calibrations.read(path))
    assert (before, after) == ("Before calibration", "After calibration")
    assert (first, second) == (
        (Sureness(confidence=0.5, right=True),),
        (Sureness(confidence=0.9, right=True),),
    )


@pytest.mark.parametrize("data", [None, "{}", "[]", '[{"before": 2, "after": 0, "right": true}]'])
def test_a_file_of_no_confidences_is_refused(tmp_path: Path, data: str | None) -> None:
    path = tmp_path / "c.json"
    if data is not None:
        path.write_text(data, "utf-8")
    with pytest.raises(SuiteInvalid, match=r"c\.json"):
        calibrations.read(path)
