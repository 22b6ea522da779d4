"""Lines of calibration: drawn where enough is known, and shown by workers whom they have not seen."""

from pathlib import Path

from app.evaluation import calibrations
from app.evaluation.suite import load
from app.extraction.skills.decide import Decision, Kind, Line
from tests.training.printed import FEWEST, JOINED_LATER, SUITES, Shown, lines, outside

_EVALS = Path(__file__).resolve().parents[2] / "evals"
_OLD: dict[str, Line] = {"listed": ((0.0, 1.0), (0.0, 0.5)), "named": ((0.0, 1.0), (0.0, 0.25))}
_DECISION = Decision({}, _OLD, least=0.4, added=0.5, duties={}, least_duty=0.5)


def _shown(kind: Kind, count: int) -> list[Shown]:
    return [Shown(f"worker {n % 7}", kind, (n % 10) / 10, n % 10 >= 3) for n in range(count)]


def test_a_line_is_drawn_where_enough_claims_are_known_and_the_others_stay() -> None:
    drawn = lines([*_shown("listed", FEWEST), *_shown("named", FEWEST - 1)], dict(_OLD))
    assert drawn["listed"] != _OLD["listed"]
    assert drawn["named"] == _OLD["named"]


def test_claims_of_workers_left_out_are_those_that_would_be_shown() -> None:
    shown = [Shown(f"worker {n % 7}", "listed", 0.9 if n % 4 else 0.1, n % 4 > 0) for n in range(700)]
    rows = outside(shown, _DECISION)
    assert len(rows) == 525
    assert all(row.right and row.after > 0.9 and row.before == 0.9 for row in rows)


def test_no_line_is_drawn_through_the_claims_of_the_worker_it_is_shown_for() -> None:
    honest = [Shown(f"worker {n % 6}", "listed", 0.9 if n % 4 else 0.1, n % 4 > 0) for n in range(600)]
    odd = [Shown("worker 6", "listed", 0.9, right=False) for _ in range(300)]
    told = [row.after for row in outside([*honest, *odd], _DECISION) if not row.right]
    assert len(told) == 300
    assert min(told) > 0.9


def test_what_was_shown_is_a_file_that_can_be_drawn(tmp_path: Path) -> None:
    rows = outside(_shown("listed", 100), _DECISION)
    calibrations.write(tmp_path / "shown.json", rows)
    assert calibrations.read(tmp_path / "shown.json") == rows


def test_no_suite_that_is_held_out_is_fitted_on() -> None:
    assert not [suite for suite in SUITES if suite.startswith("unseen")]
    assert all((_EVALS / suite / "truth.json").is_file() for suite in SUITES)


def test_the_files_that_ship_are_fitted_on_the_documents_that_their_card_counts() -> None:
    ids = {suite: [case.id for case in load(_EVALS / suite).cases] for suite in SUITES}
    assert all(set(later) <= set(ids[suite]) for suite, later in JOINED_LATER.items())
    assert sum(len(own) for own in ids.values()) - sum(map(len, JOINED_LATER.values())) == 167
