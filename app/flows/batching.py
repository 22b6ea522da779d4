"""Inputs to answers of a model, all asked for through one batch of its provider, before they are drafted."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import SettingsInvalid
from app.flows.asking import served
from app.flows.inputs import Input
from app.pipeline import Tools
from app.settings import Settings

if TYPE_CHECKING:
    from app.llm.batch import Progress
    from app.llm.client import Call


def ask_in_batch(
    inputs: Sequence[Input],
    tools: Tools,
    settings: Settings,
    told: "Callable[[Progress], None]" = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Tools:
    """Have the model read all inputs in batches; give the tools that draft them from its answers, at batch prices.

    What was answered before is not asked. An input that cannot be read, or may not be sent, asks nothing; drafting it
    says why. Raises SettingsInvalid without a model, and BatchRefused.
    """
    from app.extraction.asking.answers import reads
    from app.llm import batch
    from app.llm.batch_answers import Collected
    from app.llm.chat import ChatModel
    from app.llm.client import read_answer

    reader = tools.model
    if reader is None or reader.memory is None or settings.model is None:
        raise SettingsInvalid("LER_MODEL: --batch-api asks a language model, and none is set")
    server, memory, read_text = served(settings, settings.model), reader.memory, reads(reader.prompt.answer_schema)
    model = ChatModel(server)

    def missing(call: "Call") -> bool:
        kept = memory.get(call.key(model.name))
        return kept is None or read_answer(kept, read_text)[0] is None

    calls = [call for item in inputs for call in _calls(item, tools) if missing(call)]
    spent = batch.run(batch.BatchDesk(server), model, calls, read_text, memory, sleep=sleep, told=told)
    answers = Collected(model.name, spent.answers, memory)
    prices = {name: price.in_batch() for name, price in reader.prices.items()}
    return replace(tools, model=replace(reader, model=answers, memory=answers, prices=prices, patient=True))


def _calls(item: Input, tools: Tools) -> "Iterator[Call]":
    try:
        document = tools.opening.read(item.read(tools.limits), tools.limits)
    except Exception:  # noqa: BLE001 - drafting it says what is wrong, and one poisonous input must not stop the others
        return
    if tools.model is not None:
        yield from tools.model.calls(document)
