"""Source documents to drafts in the output folder."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from app import pipeline
from app.documents.model import Limits
from app.flows import outputs
from app.flows.adding import carried
from app.flows.inputs import Input
from app.flows.journal import Journal, journal_path
from app.flows.naming import Naming
from app.flows.outcome import Outcome, Spending, State, Tick, attempt
from app.flows.versions import earlier_version, take_over
from app.review.model import Draft, FlagCode

Drafting = Callable[[Input], Draft]
"""Makes the draft of an input; the inputs of a call come in their order. Raises SourceError subclasses."""

_NAMED = 3
"""Claims that are named in a note."""
_ASKS = "it reads like an advertisement of a job, and tells of nobody who did one"


def draft_all(
    inputs: Sequence[Input], tools: pipeline.Tools, out: Path, tick: Tick, drafting: Drafting | None = None
) -> list[Outcome]:
    """Draft each input and write NAME.draft.json. A failing input leaves nothing behind and stops no other.

    `drafting` makes the drafts elsewhere than here, with the same tools.
    """
    outcomes, naming = [], Naming(out, inputs)
    made = drafting or here(tools)
    for item in inputs:
        outcomes.append(attempt(begun(item), partial(draft_one, item, made, tools, out, naming)))
        tick(item.name)
    return outcomes


def unread(item: Input) -> Outcome:
    """Give the outcome of an input that cannot be read, or of one with which nothing was done."""

    def read() -> Outcome:
        item.read(Limits())
        return begun(item)

    return attempt(begun(item), read)


def begun(item: Input) -> Outcome:
    """Give the outcome of an input with which nothing was done yet."""
    return Outcome(path=item.shown, name=item.name)


def here(tools: pipeline.Tools) -> Drafting:
    """Make each draft in this process, when it is asked for."""
    return lambda item: pipeline.draft(item.read(tools.limits), tools)


def draft_one(item: Input, drafting: Drafting, tools: pipeline.Tools, out: Path, naming: Naming) -> Outcome:
    """Draft one input and write it. Raises SourceError subclasses and OutputRefused."""
    draft = drafting(item)
    with outputs.alone(out):
        name, draft, notes = taken_up(item, draft, tools, out, naming)
        return keep_draft(noted(describe(item, draft, name), notes), draft, out)


def taken_up(
    item: Input, draft: Draft, tools: pipeline.Tools, out: Path, naming: Naming
) -> tuple[str, Draft, tuple[str, ...]]:
    """Give the name of a draft's files, and the draft with what people added to the one whose place it takes.

    Where that is one of another version of the document, what was decided on it is taken over as well; the notes say
    so. Raises DecisionRefused, OutputRefused.
    """
    found: dict[str, Draft] = {}

    def is_earlier(name: str) -> bool:
        before = earlier_version(out, name, draft)
        found.update({name: before} if before else {})
        return before is not None

    name = naming.name(item, draft.document.sha256, is_earlier)
    if (before := found.get(name)) is None:
        return name, carried(draft, out / f"{name}.draft.json", lambda: item.read(tools.limits), tools), ()
    draft = pipeline.with_added(draft, before, item.read(tools.limits), tools, changed=True)
    taken, left = take_over(before, draft, Journal(journal_path(out, name)))
    what = "it is another version of the document that was drafted here before"
    if not (taken or left):
        return name, draft, (what,)
    told = f"{what}: decisions on {taken} of {taken + len(left)} claims are taken over"
    if left:
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        told += f"; not those on {'; '.join(left[:_NAMED])}{more}, which is told otherwise by now: look at it again"
    return name, draft, (told,)


def noted(outcome: Outcome, notes: tuple[str, ...]) -> Outcome:
    """Give the outcome with more notes."""
    return outcome.model_copy(update={"notes": (*outcome.notes, *notes)})


def keep_draft(outcome: Outcome, draft: Draft, out: Path) -> Outcome:
    """Write the draft alone. Raises OutputRefused."""
    files = outputs.place(out, {f"{outcome.name}.draft.json": outputs.json_bytes(draft)})
    return outcome.model_copy(update={"files": files})


def describe(item: Input, draft: Draft, name: str) -> Outcome:
    """Say what a draft holds, in numbers, and under which name its files are written."""
    other = f"its files are named {name} and not {item.name}: each name there keeps to one document"
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
