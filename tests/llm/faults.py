"""What a server can do wrong, each as a script, and what became of the document that it was asked about."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from app.documents.model import Document
from app.documents.redact.mask import redact
from app.documents.redact.model import Redacted
from app.errors import RedactionFailed
from app.extraction.asking.ask import ModelReader
from app.extraction.asking.windows import WindowSize
from app.extraction.claims import Sighting, entry_claims, name_entries, skill_claims
from app.extraction.model import Basis, Extraction, Provenance
from app.flows.asking import prompt_folder
from app.llm.chat import ChatModel, Server
from app.llm.client import CallLimits, Memory
from app.llm.price import Price
from app.llm.prompts import load_prompt
from tests.extraction.documents import document
from tests.llm.server import Said, Script, Scripted, serving, shown_lines, skills, whole

PERSONAL = ("Ottoline", "Brackwater", "ottoline.brackwater@example.com", "503-555-0188", "41 Larkspur Lane")
RESUME = """
Ottoline Brackwater
41 Larkspur Lane, Astoria, OR 97103
503-555-0188 | ottoline.brackwater@example.com

SKILLS
Net mending; diesel engine repair; knot tying
First aid

EXPERIENCE
Deckhand, Grey Heron Fisheries, Astoria, OR
March 2019 - Present
- Sorted and iced 4,000 pounds of catch a day
- Kept the hydraulic win-
ch in working order
"""
PRICE = Price(input=Decimal("0.40"), output=Decimal("1.60"), cached=Decimal("0.10"))
_GOOD = (
    (6, "Net mending", "net mending", "stated"),
    (7, "First aid", "first aid", "stated"),
    (12, "iced 4,000 pounds of catch", "icing catch", "demonstrated"),
)
GOOD = skills(*_GOOD)
WHOLE = whole(_GOOD, [("employment", "Deckhand", 10, "Grey Heron Fisheries", 10, "March 2019 - Present", 11)])


def offline(read: Document) -> Extraction:
    """Give what an extractor without a model would have found: one listed skill."""
    start = read.text.find("Net mending")
    provenance = Provenance(document_sha256=read.sha256, extractor="offline/1", frameworks=("esco 1.2",))
    sightings = [Sighting(start, start + 11, Basis.STATED, 0.95, None)] if start >= 0 else []
    claims = [*entry_claims(read, name_entries(read, []), provenance), *skill_claims(read, sightings, provenance)]
    return Extraction(entries=(), claims=tuple(claims))


def reader(
    served: Scripted,
    *,
    mask: Callable[[Document], Redacted] = redact,
    memory: Memory | None = None,
    waited: list[float] | None = None,
    api: Any = "chat",
    limits: CallLimits | None = None,
    prompt: str = "extract/1",
) -> ModelReader:
    """Build what asks a scripted server; it waits by writing down for how long."""
    server = Server(model="scripted-1", base_url=served.base_url, api=api)
    sleep = (waited if waited is not None else []).append
    return ModelReader(
        model=ChatModel(server, sleep),
        label="scripted-1",
        prompt=load_prompt(prompt_folder(), prompt),
        mask=mask,
        limits=limits or CallLimits(seconds=5),
        size=WindowSize(),
        memory=memory,
        prices={"scripted-1": PRICE},
    )


def always(said: Said) -> Script:
    """Answer every request alike."""
    return lambda _number, _body: said


def first(said: Said, then: Said) -> Script:
    """Answer the first request with one, all others with another."""
    return lambda number, _body: said if number == 0 else then


def copies(number: int, body: dict[str, Any]) -> Said:
    """Claim the first words of every tenth line shown: all of it stands in the document."""
    shown = shown_lines(body)[::10]
    return Said(text=skills(*((line, said[:20].rpartition(" ")[0] or said, "x", "stated") for line, said in shown)))


def long_resume() -> str:
    """Give a document of some 30,000 tokens: 120,000 characters."""
    duty = "- Mended trawl net number {n} and logged the hours, then greased winch {n} before tide\n"
    return RESUME + "".join(duty.format(n=n) for n in range(1, 1440))


def refuse(_: Document) -> Redacted:
    """Mask nothing and say so."""
    raise RedactionFailed("personal data is left after masking")


def lose(read: Document) -> Redacted:
    """Fail at masking in a way that nobody thought of."""
    raise KeyError(read.sha256)


class Fault(NamedTuple):
    """One thing a server does."""

    name: str
    script: Script
    text: str = RESUME
    limits: CallLimits | None = None
    api: str = "chat"
    prompt: str = "extract/1"
    mask: Callable[[Document], Redacted] = redact


_LONG_ITEM = skills((6, "Net mending", "net mending", "stated"))
_WRONG = json.dumps({"skills": [{"line": "six", "quote": "Net mending", "name": "net mending", "basis": "stated"}]})
_NOT_THERE = skills(
    (6, "Kubernetes", "Kubernetes", "stated"),
    (6, "Net mendin", "net mending", "stated"),
    (7, "First aid and rescue diving", "rescue diving", "stated"),
    (1, "[NAME_1]", "leadership", "stated"),
    (5, "SKILLS", "project management", "stated"),
    (12, "Sorted and iced", "Kubernetes", "demonstrated"),
    (99, "", "nothing", "stated"),
)
_WRONG_ENTRIES = (
    ("employment", "Captain", 10, "Grey Heron Fisheries", 10, "March 2019 - Present", 11),
    ("employment", "Deckhand", 10, "Grey Heron Fisheries", 10, "March 2017 - Present", 11),
    ("employment", "[NAME_1]", 1, "", 0, "", 0),
    ("education", "SKILLS", 5, "", 0, "", 0),
    ("certification", "First aid", 7, "Grey Heron Fisheries", 10, "", 0),
    ("certification", "First aid", 7, "", 0, "1066", 7),
)
_REFUSED = b'{"error": {"message": "x", "code": "unsupported_value", "param": "response_format"}}'
FAULTS = (
    Fault("none: a good answer", always(Said(text=GOOD))),
    Fault("429, Retry-After 2, then good", first(Said(429, headers={"retry-after": "2"}), Said(text=GOOD))),
    Fault("429, Retry-After 600", always(Said(429, headers={"retry-after": "600"}))),
    Fault("429 for ever", always(Said(429))),
    Fault("500, then good", first(Said(500), Said(text=GOOD))),
    Fault("500 for ever", always(Said(500))),
    Fault("401", always(Said(401))),
    Fault("slow", always(Said(text=GOOD, delay=0.6)), limits=CallLimits(seconds=0.2, attempts=2)),
    Fault(
        "slow: a byte now and then", always(Said(text=GOOD, drip=0.05)), limits=CallLimits(seconds=0.3, attempts=2)
    ),
    Fault("truncated JSON, cut at the limit", always(Said(text=GOOD[:90], finish="length"))),
    Fault("truncated JSON, said to be whole", always(Said(text=GOOD[:90]))),
    Fault("truncated, then good", first(Said(text=GOOD[:90], finish="length"), Said(text=GOOD))),
    Fault("wrong schema", always(Said(text=_WRONG))),
    Fault("more than the schema", always(Said(text=_LONG_ITEM[:-1] + ', "note": 1}'))),
    Fault("prose around the JSON", always(Said(text=f"Here you are: {_LONG_ITEM}"))),
    Fault("refusal", always(Said(text=None, refusal="I cannot help with that."))),
    Fault("content filter", always(Said(text="", finish="content_filter"))),
    Fault("empty", always(Said(text=""))),
    Fault("an empty list", always(Said(text=skills()))),
    Fault("a page of HTML with status 200", always(Said(body=b"<html>proxy login</html>"))),
    Fault("JSON that is no completion", always(Said(body=b'{"ok": true}'))),
    Fault("quotes not in the text", always(Said(text=_NOT_THERE))),
    Fault("entries: a good answer", always(Said(text=WHOLE)), prompt="extract/3"),
    Fault("entries: none in the answer", always(Said(text=GOOD)), prompt="extract/3"),
    Fault(
        "entries: invented, masked, from two spots", always(Said(text=whole((), _WRONG_ENTRIES))), prompt="extract/3"
    ),
    Fault("400, the schema is not supported", always(Said(400, body=_REFUSED))),
    Fault("responses API: good", always(Said(text=GOOD)), api="responses"),
    Fault("responses API: refusal", always(Said(text=None, refusal="No.")), api="responses"),
    Fault("responses API: truncated", always(Said(text=GOOD[:90], finish="length")), api="responses"),
    Fault("the masker refuses", always(Said(text=GOOD)), mask=refuse),
    Fault("the masker breaks", always(Said(text=GOOD)), mask=lose),
    Fault("nobody's name is recognised", always(Said(text=GOOD)), text="SKILLS\nNet mending; knot tying\n"),
    Fault("30,000-token document", copies, text=long_resume()),
)


class Ended(NamedTuple):
    """What became of a document."""

    read: Document
    extraction: Extraction
    requests: int
    received: bytes
    waited: list[float]


def run(fault: Fault) -> Ended:
    """Ask about the fault's document."""
    read = document(fault.text)
    waited: list[float] = []
    with serving(fault.script) as served:
        asking = reader(
            served, waited=waited, limits=fault.limits, api=fault.api, prompt=fault.prompt, mask=fault.mask
        )
        extraction = asking.add(read, offline(read))
        return Ended(read, extraction, len(served.asked), b"\n".join(served.received), waited)
