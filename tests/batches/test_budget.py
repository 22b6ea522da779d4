"""A budget is never passed, whatever the provider does, and raised it ends every row."""

import threading
from decimal import Decimal
from pathlib import Path

import pytest

from app.flows.hosted import batches
from app.flows.hosted.batches import Seen
from app.store.model import BatchState, CallState, RowState
from tests.batches.conftest import BOTH, paid
from tests.batches.site import Desk, final, resumes
from tests.llm.server import Said


class Watching:
    """Looks at a batch's money again and again, and keeps the worst that it saw."""

    def __init__(self, desk: Desk, seen: Seen) -> None:
        self.over = 0
        self.looks = 0
        self._desk, self._seen = desk, seen
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        while not self._stop.wait(0.005):
            budget, reserved, spent = self._desk.money(self._seen)
            self.over = max(self.over, reserved + spent - budget)
            self.looks += 1

    def __enter__(self) -> "Watching":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def faults(number: int) -> Said | None:
    """Every seventh request is refused, every eleventh fails."""
    if number % 7 == 3:
        return Said(status=429, headers={"retry-after": "0"})
    return Said(status=500) if number % 11 == 5 else None


@pytest.mark.parametrize("kind", BOTH)
def test_a_budget_that_does_not_reach_is_never_passed_and_raised_it_ends_every_row(kind: str, tmp_path: Path) -> None:
    with paid(kind, tmp_path, faults) as (site, served):
        desk = site.desk()
        seen = desk.create(resumes(200), budget=Decimal("0.006"))
        assert seen.plan.estimate is not None
        assert seen.plan.estimate.calls == 200
        started = desk.start(seen)
        with Watching(desk, seen) as watching:
            still = desk.quiet(desk.until(started))
        assert still.batch.state is BatchState.OUT_OF_BUDGET
        assert watching.looks > 10
        assert watching.over <= 0
        assert 0 < still.counts[RowState.DONE] < 200
        assert final(still) + still.counts[RowState.WAITING] == 200
        again = batches.resume(desk.asking, seen.batch.id, still.batch.version, Decimal("1"))
        ended = desk.until(again)
        if ended.counts[RowState.FAILED]:
            ended = desk.until(batches.retry(desk.asking, seen.batch.id, ended.batch.version))
        calls = desk.calls(seen)
        answered = [call for call in calls if call["outcome"] == "answered"]
        assert (ended.batch.state, ended.counts[RowState.DONE]) == (BatchState.DONE, 200)
        assert len(answered) == 200
        assert {call["state"] for call in calls} == {CallState.SETTLED}
        assert ended.batch.reserved == 0
        assert ended.batch.spent == sum(call["spent"] for call in calls) == sum(row.cost for row in desk.rows(ended))
        assert len(served.asked) > 200
