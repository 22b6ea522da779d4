import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training.logistic import RIDGE, isotonic, logistic


def test_a_measure_that_goes_with_the_outcome_gets_a_weight_and_a_rare_one_none() -> None:
    measures = [{"bias": 1.0, "good": 1.0} for _ in range(40)] + [{"bias": 1.0} for _ in range(39)]
    measures.append({"bias": 1.0, "rare": 1.0})
    worth = np.array([1.0] * 36 + [0.0] * 4 + [0.0] * 36 + [1.0] * 4)

    learned = logistic(measures, worth, np.ones(80))

    assert learned["good"] > 1
    assert learned["bias"] < 0
    assert "rare" not in learned


def test_the_fit_is_where_the_slope_of_loss_and_ridge_is_nothing() -> None:
    measures = [{"bias": 1.0, "x": float(n % 5)} for n in range(60)]
    worth = np.array([float(n % 5 > 2) for n in range(60)])
    learned = logistic(measures, worth, np.full(60, 0.5))

    z = np.array([learned["bias"] + learned["x"] * one["x"] for one in measures])
    push = 0.5 * (1 / (1 + np.exp(-z)) - worth)

    assert float(push.sum() + RIDGE * learned["bias"]) == pytest.approx(0, abs=0.05)
    assert float(push @ np.array([m["x"] for m in measures]) + RIDGE * learned["x"]) == pytest.approx(0, abs=0.05)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.integers(1, 8))
def test_a_calibration_rises_from_nothing_and_stays_a_share(told: list[tuple[float, bool]], bins: int) -> None:
    scores, truth = np.array([t[0] for t in told]), np.array([float(t[1]) for t in told])

    raw, shown = isotonic(scores, truth, np.ones(len(told)), bins)

    assert raw[0] == shown[0] == 0
    assert list(raw) == sorted(raw)
    assert list(shown) == sorted(shown)
    assert shown[-1] <= 1
