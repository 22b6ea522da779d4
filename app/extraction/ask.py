"""A document to what a model finds in it: masked, in numbered windows, every quote checked, beside offline claims."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.documents.model import Document
from app.documents.redact_model import Redacted
from app.extraction.answers import SkillAnswer, read_skills
from app.extraction.grounding import Dropped, Finding, Searched, ground
from app.extraction.merge import merge
from app.extraction.model import Extraction, ModelUse, Provenance
from app.extraction.windows import Window, WindowSize, line_starts, windows
from app.llm.client import Call, CallLimits, Memory, Model, Outcome, Reply, Usage, ask
from app.llm.price import Price, cost, price_of
from app.llm.prompts import Prompt

log = logging.getLogger(__name__)

EXTRACTOR = "model/1"
"""Name and version of this extractor; it stands beside `offline/1` in the provenance of claims."""

NOT_RUN = "not-run"
"""Of windows that were not sent: the masker failed, the server was out of reach, or there were too many."""

_GIVE_UP = (Outcome.RATE_LIMITED, Outcome.UNAVAILABLE)
"""After these the other windows of a document would fare no better."""

Masker = Callable[[Document], Redacted]
"""Masks personal data, and raises when it cannot be sure of having done so."""


@dataclass(frozen=True)
class ModelReader:
    """Asks a model about documents. Built once, used for every document."""

    model: Model
    label: str
    """The model's name as settings have it; it stands in the provenance of claims."""
    prompt: Prompt
    mask: Masker
    limits: CallLimits = field(default_factory=CallLimits)
    size: WindowSize = field(default_factory=WindowSize)
    memory: Memory | None = None
    prices: Mapping[str, Price] = field(default_factory=dict)

    def calls(self, document: Document) -> Iterator[Call]:
        """Give the calls that reading a document makes, without making them; none when it may not be sent."""
        try:
            redacted = self.mask(document)
        except Exception as fault:  # noqa: BLE001 - whatever the masker fails with, nothing is sent
            log.info("the model would not be asked: masker: %s", type(fault).__name__)
            return
        if redacted.named:
            yield from map(self._call, windows(redacted.text, self.size)[: self.size.most])

    def add(self, document: Document, offline: Extraction) -> Extraction:
        """Give the offline extraction with what the model found, and how that went.

        Nothing is sent when the masker fails. The offline claims stand whatever the model does.
        """
        try:
            redacted = self.mask(document)
        except Exception as fault:  # noqa: BLE001 - whatever the masker fails with, nothing is sent and the draft goes on
            return self._unsent(offline, f"masker: {type(fault).__name__}")
        if not redacted.named:
            return self._unsent(offline, "masker: the worker's name was not recognised")
        return self._asked(document, offline, redacted)

    def _asked(self, document: Document, offline: Extraction, redacted: Redacted) -> Extraction:
        tally = _Tally()
        searched, starts = Searched(redacted.text), line_starts(redacted.text)
        found = windows(redacted.text, self.size)
        for window in found[: self.size.most]:
            reply = self._ask(window)
            tally.count(reply)
            if reply.value is not None:
                tally.keep(*ground(reply.value, redacted, searched, starts, window.offsets))
            if reply.answer.outcome in _GIVE_UP:
                break
        use = self._use(tally, len(found))
        merged = merge(document, offline, tally.findings, self._provenance(offline, document))
        return merged.model_copy(update={"model": use, "invented": offline.invented + use.invented})

    def _ask(self, window: Window) -> "Reply[tuple[SkillAnswer, ...]]":
        return ask(self.model, self._call(window), read_skills, self.memory)

    def _call(self, window: Window) -> Call:
        told = {"lines": window.text, "first": window.first, "last": window.last}
        return self.prompt.call(window.text, self.limits, told)

    def _unsent(self, offline: Extraction, detail: str) -> Extraction:
        log.info("the model was not asked: %s", detail)
        use = ModelUse(name=self.label, prompt=self.prompt.name, prompt_sha256=self.prompt.sha256, detail=detail)
        return offline.model_copy(update={"model": use})

    def _use(self, tally: "_Tally", wanted: int) -> ModelUse:
        unsent = wanted - sum(tally.outcomes.values())
        price = price_of(self.label, self.prices)
        return ModelUse(
            name=self.label,
            prompt=self.prompt.name,
            prompt_sha256=self.prompt.sha256,
            windows={
                **{str(o): n for o, n in sorted(tally.outcomes.items())},
                **({NOT_RUN: unsent} if unsent else {}),
            },
            kept=tally.kept,
            calls=tally.usage.calls,
            input_tokens=tally.usage.input_tokens,
            cached_tokens=tally.usage.cached_tokens,
            output_tokens=tally.usage.output_tokens,
            usd=None if price is None else cost(tally.usage, price),
            found=len(set(tally.findings)),
            invented=tally.dropped.invented,
            masked=tally.dropped.masked,
            unsupported=tally.dropped.unsupported,
            detail=", ".join(sorted(tally.details)),
        )

    def _provenance(self, offline: Extraction, document: Document) -> Provenance:
        frameworks = offline.claims[0].provenance.frameworks if offline.claims else ()
        return Provenance(
            document_sha256=document.sha256,
            extractor=EXTRACTOR,
            prompt=self.prompt.name,
            prompt_sha256=self.prompt.sha256,
            model=self.label,
            frameworks=frameworks,
        )


@dataclass
class _Tally:
    """What the windows of one document came to."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    kept: int = 0
    usage: Usage = field(default_factory=Usage)
    details: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    dropped: Dropped = field(default_factory=Dropped)

    def count(self, reply: Reply[tuple[SkillAnswer, ...]]) -> None:
        self.outcomes[reply.answer.outcome] += 1
        self.kept += reply.kept
        self.usage += reply.answer.usage
        if reply.answer.detail and reply.value is None:
            self.details.add(reply.answer.detail)

    def keep(self, findings: list[Finding], dropped: Dropped) -> None:
        self.findings += findings
        self.dropped += dropped
