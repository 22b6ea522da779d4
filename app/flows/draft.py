"""Source documents to drafts in the output folder."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app import pipeline
from app.flows import outputs
from app.flows.adding import carried
from app.flows.inputs import Input
from app.flows.naming import Naming
from app.flows.outcome import Outcome, Spending, State, Tick, attempt
from app.review.model import Draft, FlagCode

_ASKS = "it reads like an advertisement of a job, and tells of nobody who did one"


def draft_all(inputs: Sequence[Input], tools: pipeline.Tools, out: Path, tick: Tick) -> list[Outcome]:
    """Draft each input and write NAME.draft.json. A failing input leaves nothing behind and stops no other."""
    outcomes, naming = [], Naming(out, inputs)
    for item in inputs:
        outcomes.append(attempt(begun(item), partial(draft_one, item, tools, out, naming)))
        tick(item.name)
    return outcomes


def begun(item: Input) -> Outcome:
    """Give the outcome of an input with which nothing was done yet."""
    return Outcome(path=item.shown, name=item.name)


def draft_one(item: Input, tools: pipeline.Tools, out: Path, naming: Naming) -> Outcome:
    """Draft one input and write it. Raises SourceError subclasses and OutputRefused."""
    draft = pipeline.draft(item.read(tools.limits), tools)
    name = naming.name(item, draft.document.sha256)
    draft = with_added(item, draft, tools, out, name)
    return keep_draft(describe(item, draft, name), draft, out)


def with_added(item: Input, draft: Draft, tools: pipeline.Tools, out: Path, name: str) -> Draft:
    """Take over what people added to the draft of that name, which this one takes the place of."""
    return carried(draft, out / f"{name}.draft.json", lambda: item.read(tools.limits), tools)


def keep_draft(outcome: Outcome, draft: Draft, out: Path) -> Outcome:
    """Write the draft alone. Raises OutputRefused."""
    files = outputs.place(out, {f"{outcome.name}.draft.json": outputs.json_bytes(draft)})
    return outcome.model_copy(update={"files": files})


def describe(item: Input, draft: Draft, name: str) -> Outcome:
    """Say what a draft holds, in numbers, and under which name its files are written."""
    other = f"its files are named {name}, because {item.name} is the name of another document's files there"
    advertised = any(flag.code is FlagCode.ADVERTISEMENT for flag in draft.flags)
    return begun(item).model_copy(
        update={
            "name": name,
            "state": State.DRAFTED if draft.claims else State.NOTHING_FOUND,
            "sha256": draft.document.sha256,
            "pages": len(draft.document.pages),
            "claims": Counter(claim.basis.value for claim in draft.claims),
            "spending": Spending.of((draft.model, draft.model_alignment)),
            "notes": (*item.notes, *(other,) * (name != item.name), *(_ASKS,) * advertised),
        }
    )
