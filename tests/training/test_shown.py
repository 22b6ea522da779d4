"""What documents show: lines that see no worker twice, and claims that are the same with any of them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.evaluation import calibrations
from app.evaluation.suite import load
from app.extraction.advertisements import wanted
from app.extraction.extract import Extractor
from app.extraction.model import Claim
from app.extraction.skills.decide import Decision, Line, Way, fitted
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document
from tests.taxonomy import small
from tests.training.score import left_out
from tests.training.shown import FEWEST, SUITES, Shown, draw, lines, outside, read_suites

_EVALS = Path(__file__).resolve().parents[2] / "evals"
_LOW: Line = ((0.5,), (0.123,))
_RESUME = """
Ana Reyes
ana@example.com

SUMMARY
Fitter who is proficient in pipe fitting and crane signaling.

EXPERIENCE
Welder, Brack & Sons, Tyler, TX   2015 - 2022
- Rebuilt hydraulic pumps and aligned motors
- Replaced seals on presses

SKILLS
MIG welding, blueprint reading, forklift operation
"""
_ADVERTISEMENT = """
Maintenance Welder
Brack & Sons Fabrication, Tyler, TX

What you'll do
- Repair hydraulic pumps and align motors

Requirements
- MIG welding
- Blueprint reading / forklift operation

Applicants should send a resume. We are an equal opportunity employer.
"""


@pytest.fixture(scope="module")
def frameworks(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    return small.frameworks(tmp_path_factory.mktemp("taxonomies"))


def _low(decision: Decision) -> Decision:
    return replace(decision, shown=dict.fromkeys(("listed", "said", "named", "tagged", "alone", "duty"), _LOW))


def _said(claims: Sequence[Claim]) -> list[tuple[str, str, str]]:
    return [(claim.id, claim.name, str(claim.basis)) for claim in claims]


def _of(way: Way, count: int, *, suite: str = "a", worker: int = 7) -> list[Shown]:
    return [
        Shown(suite, f"{suite} {n % worker}", way, score=(n % 10) / 10, chosen=0.5, right=n % 10 >= 3)
        for n in range(count)
    ]


def _duties(count: int, worker: str, *, right: bool, said: str) -> list[Shown]:
    measures = {"bias": 1.0, f"verb {said}": 1.0}
    return [Shown("a", worker, "duty", 0.8, 0.7, right, measures=measures) for _ in range(count)]


def test_lines_of_what_is_shown_change_no_claim_but_its_confidence(frameworks: Frameworks) -> None:
    plain, low = (
        Extractor(frameworks, one).extract(document(_RESUME)).claims
        for one in (replace(fitted(), shown={}), _low(fitted()))
    )
    assert _said(plain) == _said(low)
    skills = [claim.confidence for claim in low if claim.kind == "skill" and claim.basis != "inferred"]
    assert len(skills) >= 6
    assert set(skills) == {0.123}
    assert 0.123 not in {claim.confidence for claim in plain}


def test_what_an_advertisement_asks_for_has_lines_of_its_own(frameworks: Frameworks) -> None:
    text = document(_ADVERTISEMENT)
    plain, low = (wanted(text, frameworks, one) for one in (replace(fitted(), shown={}), _low(fitted())))
    assert plain
    assert plain == low


def test_what_lists_name_and_what_is_said_elsewhere_are_two_ways(frameworks: Frameworks) -> None:
    shown: dict[str, Line] = {"listed": ((0.5,), (0.9,)), "said": ((0.5,), (0.4,)), "duty": ((0.5,), (0.7,))}
    found = Extractor(frameworks, replace(fitted(), shown=shown)).extract(document(_RESUME)).claims
    sure = {claim.name: claim.confidence for claim in found}
    assert (sure["MIG welding"], sure["blueprint reading"]) == (0.9, 0.9)
    assert (sure["pipe fitting"], sure["crane signaling"]) == (0.4, 0.4)
    assert sure["Rebuilt hydraulic pumps"] == 0.7


def test_a_line_is_drawn_of_which_there_are_enough_and_is_level_below_its_first_point() -> None:
    drawn = lines([*_of("listed", 10 * FEWEST), *_of("tagged", FEWEST - 1), *_of("alone", 10 * FEWEST)])
    assert set(drawn) == {"listed"}
    scores, shares = drawn["listed"]
    assert scores[0] > 0
    assert list(shares) == sorted(shares)
    assert len(scores) == len(shares) > 1


def test_forms_of_one_document_weigh_as_much_as_one() -> None:
    several = [replace(row, weight=1 / 3) for row in _of("listed", 2 * FEWEST)]
    assert not lines(several)
    assert lines([*several, *several])


def test_the_line_of_duties_is_drawn_through_weights_that_have_not_seen_the_worker() -> None:
    # each has a verb of their own, which tells nothing of the others
    drawn = draw([row for n in range(8) for row in _duties(20, f"a {n}", right=n % 2 == 0, said=f"of {n}")])
    assert drawn.duties["verb of 0"] > 0 > drawn.duties["verb of 1"]
    assert drawn.lines["duty"][1][-1] < 0.7


def test_what_goes_with_the_outcome_for_all_workers_tells_duties_apart() -> None:
    both = [(f"a {n}", good) for n in range(8) for good in (True, False)]
    rows = [row for worker, good in both for row in _duties(20, worker, right=good, said=str(good))]
    drawn = draw(rows)
    assert [drawn.share(row) > 0.9 for row in rows] == [row.right for row in rows]


@pytest.mark.parametrize(("by", "expected"), [("worker", 1.0), ("suite", 0.0)])
def test_a_claim_is_judged_by_lines_without_its_worker_or_its_suite(by: str, expected: float) -> None:
    usual = [Shown("a", f"a {n % 7}", "listed", 0.3, 0.5, right=False) for n in range(100)]
    odd = [Shown("b", f"b {n % 7}", "listed", 0.8, 0.5, right=True) for n in range(1900)]
    told = [drawn.share(row) for row, drawn in outside([*usual, *odd], by) if row.suite == "b"]
    assert len(told) == 1900
    assert all(abs(share - expected) < 0.1 for share in told)


def test_claims_of_a_suite_are_read_with_what_they_were_chosen_by(frameworks: Frameworks) -> None:
    rows = list(read_suites(frameworks, fitted(), ("forms",)))
    assert {row.suite for row in rows} == {"forms"}
    assert {"duty", "listed"} <= {row.way for row in rows}
    assert all(0 < row.score < 1 and 0.4 <= row.chosen <= 1 for row in rows)
    assert all(bool(row.measures) == (row.way == "duty") for row in rows)
    assert 0.8 < sum(row.right for row in rows) / len(rows) < 1


def test_what_advertisements_ask_for_is_no_material(frameworks: Frameworks) -> None:
    workers = {row.worker for row in read_suites(frameworks, fitted(), ("screens",))}
    assert workers
    assert not [worker for worker in workers if worker.startswith("screens ad-")]


def test_no_suite_that_is_held_out_draws_lines() -> None:
    assert not [suite for suite in SUITES if suite.startswith("unseen")]
    assert all(load(_EVALS / suite).cases for suite in SUITES)


def test_lines_that_ship_rise_and_stay_shares() -> None:
    shown = fitted().shown
    assert set(shown) == {"listed", "said", "named", "tagged", "duty"}
    for way in ("listed", "said", "named", "tagged", "duty"):
        told = [fitted().sureness(n / 50, way, 0.5) for n in range(51)]
        assert told == sorted(told)
        assert 0 < told[0] < told[-1] < 1
    assert fitted().sureness(0.9, "alone", 0.5) == 0.5


def test_what_was_shown_of_workers_left_out_is_a_table() -> None:
    told = left_out("Left out", [("b", 0.8, 0.95, True), ("b", 0.8, 0.95, True), ("a", 0.9, 0.5, False)])
    cells = [list(column.cells) for column in told.columns]
    assert cells[0] == ["a", "b", "all"]
    assert cells[1] == ["1", "2", "3"]
    assert cells[-1] == ["", "100.0", "100.0"]


def test_calibrations_of_what_is_shown_can_be_read(tmp_path: Path) -> None:
    rows = outside(_of("listed", 5 * FEWEST), "worker")
    told = tuple(
        calibrations.Calibrated(before=drawn.score(row), after=drawn.share(row), right=row.right, source=row.way)
        for row, drawn in rows
    )
    calibrations.write(tmp_path / "shown.json", told)
    assert calibrations.read(tmp_path / "shown.json") == told
