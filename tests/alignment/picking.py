"""A claim with concepts that a search offers, and a scripted server that picks among them."""

import json

from app.alignment.ask import ModelAligner
from app.alignment.model import Alignment, ClaimAlignment
from app.documents.redact.mask import redact
from app.extraction.asking.ask import Masker
from app.extraction.model import ModelUse
from app.flows.asking import prompt_folder
from app.llm.chat import ChatModel, Server
from app.llm.client import CallLimits
from app.llm.prompts import load_prompt
from app.values import ConceptId
from tests.extraction.documents import document
from tests.llm.faults import RESUME, always, offline
from tests.llm.server import Said, Scripted, serving

READ = document(RESUME)
(CLAIM,) = offline(READ).claims


def concept(name: str, score: float, framework: str = "esco") -> Alignment:
    return Alignment(framework=framework, version="1.2", id=ConceptId(f"urn:{name}"), name=name, score=score)


MEND, FISH, SEW = concept("mend nets", 0.6), concept("operate fishing nets", 0.5), concept("sew", 0.3, "onet")
ALIGNED = ClaimAlignment(alignments=(MEND,), alternatives=(FISH, SEW), unaligned=("onet",))
"""Item 1 is ESCO (mend nets, operate fishing nets), item 2 is O*NET (sew), which the search left unaligned."""

NEVER_OFFERED = ((1, 3), (2, -1), (9, 1), (0, 1))
"""Candidates and items that no list had."""


def picks(*pairs: tuple[int, int]) -> Said:
    return Said(text=json.dumps({"picks": [{"item": item, "candidate": number} for item, number in pairs]}))


CODED = Said(text='{"picks": [{"item": 1, "candidate": "urn:invented"}]}')
"""A code instead of the number of a candidate."""


def aligner(served: Scripted, mask: Masker = redact) -> ModelAligner:
    return ModelAligner(
        model=ChatModel(Server(model="scripted-1", base_url=served.base_url), lambda _: None),
        label="scripted-1",
        prompt=load_prompt(prompt_folder(), "align/1"),
        mask=mask,
        limits=CallLimits(seconds=5),
    )


def picked(said: Said, mask: Masker = redact) -> tuple[ClaimAlignment, ModelUse, list[bytes]]:
    """Give the claim's alignment after the answer, how asking went, and what the server received."""
    with serving(always(said)) as served:
        found, use = aligner(served, mask).pick(READ, [CLAIM], {CLAIM.id: ALIGNED})
        return found[CLAIM.id], use, list(served.received)


def never_offered(found: ClaimAlignment) -> int:
    """Count the concepts that the search did not offer."""
    offered = {alignment.id for alignment in (*ALIGNED.alignments, *ALIGNED.alternatives)}
    told = {alignment.id for alignment in (*found.alignments, *found.alternatives)}
    return len(told - offered) + sum(pick.picked not in {*pick.offered, None} for pick in found.picks)
