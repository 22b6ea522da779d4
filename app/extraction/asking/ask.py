"""A document to what a model finds in it: masked, in numbered windows, every quote checked, beside offline claims."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.documents.model import Document
from app.documents.redact.model import Redacted
from app.extraction.asking.answers import Told, reads
from app.extraction.asking.grounding import Dropped, Finding, ground
from app.extraction.asking.grounding_entries import EntryFinding, ground_entries
from app.extraction.asking.merge import merge
from app.extraction.asking.windows import Window, WindowSize, line_starts, windows
from app.extraction.model import AskedPart, Extraction, ModelUse, Provenance
from app.extraction.quotes import Searched
from app.llm.client import Call, CallLimits, Memory, Model, Outcome, Reply, Usage, ask
from app.llm.price import Price, paid
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
    patient: bool = False
    """Ask about the other parts after one that got no answer, because theirs may be there already."""

    def calls(self, document: Document) -> Iterator[Call]:
        """Give the calls that reading a document makes, without making them; none when it may not be sent."""
        redacted, _ = self._masked(document)
        if redacted is not None:
            yield from map(self._call, windows(redacted.text, self.size)[: self.size.most])

    def add(self, document: Document, offline: Extraction) -> Extraction:
        """Give the offline extraction with what the model found, and how that went.

        Nothing is sent when the masker fails. The offline claims stand whatever the model does.
        """
        redacted, why = self._masked(document)
        return self._unsent(offline, why) if redacted is None else self._asked(document, offline, redacted)

    def _masked(self, document: Document) -> tuple[Redacted | None, str]:
        """Mask a document that may be sent; else say why it may not."""
        try:
            redacted = self.mask(document)
        except Exception as fault:  # noqa: BLE001 - whatever the masker fails with, nothing is sent and the draft goes on
            return None, f"masker: {type(fault).__name__}"
        return (redacted, "") if redacted.named else (None, "masker: the worker's name was not recognised")

    def _asked(self, document: Document, offline: Extraction, redacted: Redacted) -> Extraction:
        tally = _Tally()
        searched, starts = Searched(redacted.text), line_starts(redacted.text)
        found = windows(redacted.text, self.size)
        read = reads(self.prompt.answer_schema)
        for window in found[: self.size.most]:
            reply = ask(self.model, self._call(window), read, self.memory)
            tally.count(reply, window)
            if reply.value is not None:
                where = (redacted, searched, starts, window.offsets)
                tally.keep(*ground(reply.value.skills, *where))
                tally.keep_entries(*ground_entries(reply.value.entries, *where, offline.entries))
            if reply.answer.outcome in _GIVE_UP and not self.patient:
                break
        use = self._use(tally, found)
        merged = merge(document, offline, tally.findings, self._provenance(offline, document), tally.entries)
        return merged.model_copy(update={"model": use, "invented": offline.invented + use.invented})

    def _call(self, window: Window) -> Call:
        told = {"lines": window.text, "first": window.first, "last": window.last}
        return self.prompt.call(window.text, self.limits, told)

    def _unsent(self, offline: Extraction, detail: str) -> Extraction:
        log.info("the model was not asked: %s", detail)
        use = self._use(_Tally(details={detail}), [])
        return offline.model_copy(update={"model": use})

    def _use(self, tally: "_Tally", wanted: list[Window]) -> ModelUse:
        left = [AskedPart(first=w.first, last=w.last, outcome=NOT_RUN) for w in wanted[len(tally.parts) :]]
        return ModelUse(
            name=self.label,
            prompt=self.prompt.name,
            prompt_sha256=self.prompt.sha256,
            windows={
                **dict(sorted(tally.outcomes.items())),
                **({NOT_RUN: len(left)} if left else {}),
            },
            parts=(*tally.parts, *left),
            kept=tally.kept,
            calls=tally.usage.calls,
            input_tokens=tally.usage.input_tokens,
            cached_tokens=tally.usage.cached_tokens,
            output_tokens=tally.usage.output_tokens,
            usd=paid(tally.usage, self.label, self.prices),
            found=len(set(tally.findings)) + len(set(tally.entries)),
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

    parts: list[AskedPart] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    details: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    entries: list[EntryFinding] = field(default_factory=list)
    dropped: Dropped = field(default_factory=Dropped)

    @property
    def outcomes(self) -> Counter[str]:
        return Counter(part.outcome for part in self.parts)

    @property
    def kept(self) -> int:
        return sum(part.kept for part in self.parts)

    def count(self, reply: Reply[Told], window: Window) -> None:
        outcome = reply.answer.outcome
        self.parts.append(AskedPart(first=window.first, last=window.last, outcome=outcome, kept=reply.kept))
        self.usage += reply.answer.usage
        if reply.answer.detail and reply.value is None:
            self.details.add(reply.answer.detail)

    def keep(self, findings: list[Finding], dropped: Dropped) -> None:
        self.findings += findings
        self.dropped += dropped

    def keep_entries(self, entries: list[EntryFinding], dropped: Dropped) -> None:
        self.entries += entries
        self.dropped += dropped
