"""Bins of confidence to a reliability diagram for a terminal."""

from collections.abc import Sequence

from rich.table import Table

from app.evaluation import reliability
from app.evaluation.model import Sureness
from app.evaluation.report import grid

_BAR = 34


def table(sureness: Sequence[Sureness]) -> Table:
    """Give one line for each bin of equal mass: what its claims were said to be, what they are, and both as a bar.

    The bar is as long as the share that is right; `|` stands where it would end if confidence could be believed.
    """
    made = grid("", (), ("claims", "said", "right"))
    made.title = None
    made.add_column(f"{'0':<{_BAR // 2}}{'50':<{_BAR - _BAR // 2 - 2}}100 %", no_wrap=True)
    for one in reliability.bins(sureness, "equal mass"):
        made.add_row(str(one.n), f"{100 * one.confidence:.1f}", f"{100 * one.right:.1f}", _bar(one))
    return made


def caption(title: str, sureness: Sequence[Sureness]) -> str:
    """Say how far confidence can be believed."""
    shown, right = reliability.right_when_sure(sureness)
    sure = f"; of {shown} shown at ≥ {reliability.SURE}, {100 * right / shown:.1f} % are right" if shown else ""
    errors = ", ".join(f"{reliability.calibration_error(sureness, cut):.3f} ({cut} bins)" for cut in reliability.CUTS)
    return (
        f"{title}\n{len(sureness)} claims with evidence{sure}.\n"
        f"Expected calibration error {errors}; Brier score {reliability.brier(sureness):.3f}"
    )


def _bar(one: reliability.Bin) -> str:
    filled, believed = round(one.right * _BAR), min(round(one.confidence * _BAR), _BAR - 1)
    cells = ["█"] * filled + ["·"] * (_BAR - filled)
    cells[believed] = "|"
    return "".join(cells)
