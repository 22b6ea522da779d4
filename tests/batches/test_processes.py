"""Workers that are killed: every row still gets one final state, and no answer is paid twice that was kept."""

from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pytest

from app.store.model import BatchState, RowState
from tests.batches.conftest import BOTH, urls
from tests.batches.fleet import Fleet
from tests.batches.site import answering, final, resumes, running, settings_of
from tests.llm.server import serving

ROWS = 40


@pytest.mark.parametrize("kind", BOTH)
def test_killed_workers_lose_no_row_and_pass_no_budget(kind: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        served = stack.enter_context(serving(answering(delay=0.1)))
        settings = settings_of(
            tmp_path,
            provider=served.base_url,
            model_output_tokens=200,
            engine_silence=5.0,
            **urls(kind, stack),
        )
        site = stack.enter_context(running(settings, work=False))
        desk = site.desk()
        seen = desk.start(desk.create(resumes(ROWS, 40_000), budget=Decimal(1)))
        fleet = Fleet(settings, 1 if kind == "sqlite" else 2)
        stack.callback(fleet.close)
        desk.until(seen, lambda found: found.counts[RowState.DONE] >= 5)
        fleet.kill("worker-0", again=kind == "sqlite")
        ended = desk.until(seen)
        calls = desk.calls(seen)
        answered = [call for call in calls if call["outcome"] == "answered"]
        lost = [call for call in calls if call["outcome"] == "lost"]
        assert (ended.batch.state, final(ended), ended.counts[RowState.DONE]) == (BatchState.DONE, ROWS, ROWS)
        assert len(answered) + len(lost) == len(calls)
        # what was on its way at the kill: sent and not told, or told and not yet kept
        assert len(lost) <= settings.engine_batch
        assert len(calls) <= ROWS + settings.engine_batch
        budget, reserved, spent = desk.money(seen)
        assert reserved == 0
        assert spent == sum(call["spent"] for call in calls) <= budget
