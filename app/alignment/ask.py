"""Candidates that the search offers to the one a model picks, or none: it picks a number and cannot name a code."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ConfigDict

from app.alignment.model import Alignment, ClaimAlignment, Pick
from app.documents.model import Document
from app.documents.redact.model import Redacted
from app.extraction.model import Claim, ModelUse
from app.llm.client import CallLimits, Memory, Model, Outcome, Usage, ask
from app.llm.price import Price, paid
from app.llm.prompts import Prompt
from app.values import Frozen

SURE = 0.9
"""A search result at least this likely is not asked about."""
_AT_ONCE = 20
_LONGEST = 200
"""Characters of the words that are shown of a claim."""


class Item(NamedTuple):
    """One claim and framework that is asked about."""

    claim_id: str
    framework: str
    words: str
    """Masked, as the document has them."""
    offered: tuple[Alignment, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the model sees of the candidates."""
        return tuple(alignment.name for alignment in self.offered)


class PickAnswer(Frozen):
    """The candidate of one item as the model says it; 0 is none."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    item: int
    candidate: int


class PicksAnswer(Frozen):
    """A whole answer of the prompts `align/*`."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    picks: tuple[PickAnswer, ...]


def read_picks(text: str) -> tuple[PickAnswer, ...]:
    """Read an answer. Raises ValueError when it is not exactly one JSON object of the right shape."""
    return PicksAnswer.model_validate_json(text).picks


@dataclass(frozen=True)
class ModelAligner:
    """Asks a model which of the offered concepts the document's words mean."""

    model: Model
    label: str
    prompt: Prompt
    mask: Callable[[Document], Redacted]
    limits: CallLimits = field(default_factory=CallLimits)
    memory: Memory | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)

    def pick(
        self, document: Document, claims: Sequence[Claim], alignments: Mapping[str, ClaimAlignment]
    ) -> tuple[dict[str, ClaimAlignment], ModelUse]:
        """Give the alignments with what was offered and picked, and how asking went.

        Where the search was unsure and had chosen none, the pick is taken; where it had chosen, its choice stands and
        the pick is recorded beside it. A number that was not offered is dropped and counted as invented. Nothing is
        sent when the masker fails or did not recognise the worker's name.
        """
        use = ModelUse(
            name=self.label,
            prompt=self.prompt.name,
            prompt_sha256=self.prompt.sha256,
            usd=paid(Usage(), self.label, self.prices),
        )
        try:
            redacted = self.mask(document)
        except Exception as fault:  # noqa: BLE001 - whatever the masker fails with, nothing is sent
            return dict(alignments), use.model_copy(update={"detail": f"masker: {type(fault).__name__}"})
        if not redacted.named:
            detail = "masker: the worker's name was not recognised"
            return dict(alignments), use.model_copy(update={"detail": detail})
        return self._asked(list(items(redacted, claims, alignments)), alignments, use)

    def _asked(
        self, asked: Sequence[Item], alignments: Mapping[str, ClaimAlignment], use: ModelUse
    ) -> tuple[dict[str, ClaimAlignment], ModelUse]:
        picked, spent, ended = dict(alignments), Usage(), Counter[str]()
        found = invented = kept = 0
        details: set[str] = set()
        batches = [asked[at : at + _AT_ONCE] for at in range(0, len(asked), _AT_ONCE)]
        for batch in batches:
            subject = "\n".join(str((item.words, *(a.id for a in item.offered))) for item in batch)
            reply = ask(self.model, self.prompt.call(subject, self.limits, {"items": batch}), read_picks, self.memory)
            ended[reply.answer.outcome] += 1
            spent += reply.answer.usage
            kept += reply.kept
            for item, choice in _chosen(batch, reply.value or ()):
                if item is None or not 0 <= choice <= len(item.offered):
                    invented += 1
                    continue
                found += 1
                picked[item.claim_id] = self._taken(picked[item.claim_id], item, choice)
            details |= {reply.answer.detail} - {""} if reply.value is None else set()
            if reply.answer.outcome in (Outcome.RATE_LIMITED, Outcome.UNAVAILABLE):
                break
        unsent = len(batches) - ended.total()
        told = {
            "windows": {**ended, **({"not-run": unsent} if unsent else {})} or {"answered": 0},
            "kept": kept,
            **spent.model_dump(),
            "usd": paid(spent, self.label, self.prices),
            "found": found,
            "invented": invented,
            "detail": ", ".join(sorted(details)),
        }
        return picked, use.model_copy(update=told)

    def _taken(self, decided: ClaimAlignment, item: Item, choice: int) -> ClaimAlignment:
        concept = item.offered[choice - 1] if choice else None
        pick = Pick(
            framework=item.framework,
            offered=tuple(alignment.id for alignment in item.offered),
            picked=concept.id if concept else None,
            model=self.label,
            prompt=self.prompt.name,
            prompt_sha256=self.prompt.sha256,
        )
        changed: dict[str, object] = {"picks": (*decided.picks, pick)}
        if concept is not None and item.framework in decided.unaligned:
            changed["alignments"] = (*decided.alignments, concept)
            changed["alternatives"] = tuple(a for a in decided.alternatives if a != concept)
            changed["unaligned"] = tuple(name for name in decided.unaligned if name != item.framework)
        return decided.model_copy(update=changed)


def items(redacted: Redacted, claims: Sequence[Claim], alignments: Mapping[str, ClaimAlignment]) -> Iterator[Item]:
    """Give what is asked about: skills with words of the document, for frameworks whose search was not sure.

    Words that touch personal data are not asked about.
    """
    for claim in claims:
        decided = alignments.get(claim.id)
        if decided is None or claim.kind != "skill" or not claim.evidence:
            continue
        start, end = redacted.masked_span(claim.evidence[0].start, claim.evidence[0].end)
        try:
            redacted.original_span(start, end)
        except ValueError:
            continue
        words = " ".join(redacted.text[start:end].split())[:_LONGEST]
        candidates = (*decided.alignments, *decided.alternatives)
        for framework in dict.fromkeys(alignment.framework for alignment in candidates):
            offered = tuple(a for a in candidates if a.framework == framework)
            sure = any(a.framework == framework and a.score >= SURE for a in decided.alignments)
            if not sure:
                yield Item(claim.id, framework, words, offered)


def _chosen(batch: Sequence[Item], answers: Sequence[PickAnswer]) -> Iterator[tuple[Item | None, int]]:
    """Give each item that was answered once, by its first answer, and None for a number that no item has."""
    seen: set[int] = set()
    for answer in answers:
        if answer.item in seen:
            continue
        seen.add(answer.item)
        yield (batch[answer.item - 1] if 1 <= answer.item <= len(batch) else None), answer.candidate
