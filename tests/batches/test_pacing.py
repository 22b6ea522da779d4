"""A provider is asked no faster than it allows, by all processes together, and people who wait go first."""

import time
from decimal import Decimal
from pathlib import Path

import pytest

from app.engine.client import Engine
from app.engine.model import TryAgain
from app.engine.registry import Jobs
from app.flows.hosted.pacing import Paced, paces, tokens
from app.llm.client import Answer, Call, CallLimits, Message, Outcome
from app.store.model import BatchState
from tests.batches.conftest import BOTH, paid
from tests.batches.site import resumes

CALL = Call(
    prompt="extract/3",
    prompt_sha256="a" * 64,
    messages=(Message("user", "x" * 400),),
    answer_schema={},
    subject_sha256="b" * 64,
    limits=CallLimits(output_tokens=50),
)


@pytest.mark.parametrize("kind", BOTH)
def test_a_batch_asks_its_provider_at_the_pace_of_the_settings(kind: str, tmp_path: Path) -> None:
    with paid(kind, tmp_path, model_calls_per_minute=240) as (site, served):
        desk = site.desk()
        seen = desk.create(resumes(12, 30_000), budget=Decimal(1))
        began = time.monotonic()
        done = desk.through(seen)
        assert done.batch.state is BatchState.DONE
        # four at once, then four a second
        assert len(served.asked) == 12
        assert time.monotonic() - began >= 2.0


def test_a_call_counts_with_its_longest_answer() -> None:
    assert tokens(CALL) == (400 + len("{}")) / 4 + 50


class Answering:
    """A model that answers at once."""

    name = "m"

    def answer(self, call: Call) -> Answer:
        return Answer(outcome=Outcome.ANSWERED, text=call.prompt)


def test_while_nobody_knows_whose_turn_it_is_nothing_is_sent(tmp_path: Path) -> None:
    file = tmp_path / "engine.db"
    engine = Engine(f"sqlite:///{file}", Jobs())
    model = Paced(Answering(), paces(engine, 600, 1_000_000), urgent=True)
    assert (model.name, model.answer(CALL).text) == ("m", "extract/3")
    engine.close()
    for one in tmp_path.glob("engine.db*"):
        one.unlink()
    file.mkdir()
    with pytest.raises(TryAgain, match=r"engine\.unavailable"):
        model.answer(CALL)
