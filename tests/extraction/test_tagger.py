from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extraction.model import Basis
from app.extraction.skills.decide import Candidate, Decision, Kind, decide, fitted
from app.extraction.skills.observe import Seen
from app.extraction.skills.tagger import LABELS, REACH, Tagger, trained

MOVES = np.array([[0.0, 0.0, -20.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])


def tagger(**weights: tuple[float, float, float]) -> Tagger:
    told = np.zeros((len(weights), 2 * REACH + 1, len(LABELS)))
    for n, row in enumerate(weights.values()):
        told[n, REACH] = row
    return Tagger({name: n for n, name in enumerate(weights)}, told, MOVES, np.zeros((2 * REACH + 1, len(LABELS))))


def seen(*names: str) -> Seen:
    starts = [2 * n for n in range(len(names))]
    return Seen(starts, [start + 1 for start in starts], [[(name,)] for name in names])


def all_readings(model: Tagger, tokens: Seen) -> dict[tuple[int, ...], float]:
    """Probability of every sequence of labels, by counting them all."""
    scores = model._scores(tokens)
    found: dict[tuple[int, ...], float] = {(): 0.0}
    for n in range(len(tokens)):
        found = {
            (*before, label): total + scores[n, label] + (MOVES[before[-1], label] if before else 0.0)
            for before, total in found.items()
            for label in range(len(LABELS))
        }
    whole = sum(np.exp(list(found.values())))
    return {labels: float(np.exp(total) / whole) for labels, total in found.items()}


@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=6), st.data())
def test_the_probability_of_a_span_is_that_of_all_readings_that_have_it(
    names: list[str], data: st.DataObject
) -> None:
    model, tokens = tagger(a=(0.5, 1.0, -1.0), b=(0.0, -0.5, 1.5), c=(1.5, 0.2, 0.1)), seen(*names)
    first = data.draw(st.integers(0, len(names) - 1))
    last = data.draw(st.integers(first + 1, len(names)))
    begins, inside = LABELS.index("B"), LABELS.index("I")

    counted = sum(
        share
        for labels, share in all_readings(model, tokens).items()
        if labels[first:last] == (begins, *[inside] * (last - first - 1)) and labels[last : last + 1] != (inside,)
    )

    assert model.read(tokens).exactly(first, last) == pytest.approx(counted, rel=1e-6)


def test_spans_that_are_probable_enough_are_given_in_order() -> None:
    model = tagger(name=(-3.0, 3.0, -3.0), more=(-2.0, -2.0, 2.0), word=(3.0, -3.0, -3.0))

    spans = model.read(seen("name", "more", "word", "name", "word")).spans(0.3)

    assert [(s.first, s.last) for s in spans] == [(0, 2), (3, 4)]


def test_a_text_without_tokens_has_no_spans() -> None:
    assert tagger(a=(0.0, 0.0, 0.0)).read(Seen()).spans(0.1) == []


def test_the_model_that_ships_is_small_and_knows_a_list_when_it_sees_one() -> None:
    assert trained("skill-tagger") is trained("skill-tagger")
    assert len(trained("skill-tagger")._features) > 1000


def candidate(start: int, end: int, exactly: float) -> Candidate:
    return Candidate(start, end, exactly, exactly, None, named=False, where="told", words=1, printed=True)


def test_of_overlapping_candidates_the_surest_is_kept_with_its_confidence() -> None:
    lines = {"tagged": ((0.0, 1.0), (0.0, 0.8))}
    decision = Decision({"exactly tagged": 1.0}, lines, least=0.1, added=0.3, duties={}, least_duty=0.5)

    kept = decide(
        [candidate(0, 9, 0.5), candidate(4, 9, 0.75), candidate(20, 25, 0.2)],
        decision,
        lambda _: (Basis.STATED, None),
    )

    assert [(s.start, s.end, s.confidence) for s in kept] == [(4, 9, 0.6)]


def test_confidence_rises_with_the_score_and_stays_between_nothing_and_certain() -> None:
    decision = fitted()

    assert set(decision.lines) == set(get_args(Kind))
    for kind in get_args(Kind):
        shown = [decision.calibrated(n / 50, kind) for n in range(51)]
        assert shown == sorted(shown)
        assert 0 <= shown[0] < shown[-1] <= 1
