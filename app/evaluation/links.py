"""Texts with the concepts that they mean to how well concepts are ranked and chosen.

RP@k: of the best k concepts the share that is right, out of as many as can be right (`min(k, right ones)`); MRR:
one over the rank of the first right concept among the best 50, 0 when it is not among them; accuracy@1: the share of
texts whose best concept is right. Each is a mean over the texts that have a right concept. A concept is chosen as in
a draft; `concept chosen` is precision, recall and F1 of that choice.
"""

import hashlib
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from app.alignment.align import align
from app.alignment.model import Alignment, ClaimAlignment
from app.documents.model import Evidence
from app.evaluation import reliability
from app.evaluation.model import Outcome, Part, Report, Sureness
from app.evaluation.score import Tally
from app.evaluation.suite import TRUTH, read_truth
from app.evaluation.totals import measured, report
from app.extraction.model import Basis, Claim, EntryKind, Provenance
from app.taxonomy.gazetteer import SKILL_KINDS, TITLE_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from app.taxonomy.model import ConceptKind
from app.values import Frozen, Sha256

CHOSEN = "concept chosen / exact"
NONE_CHOSEN = "none chosen where none is right"
HELD_OUT = "held-out"
"""The split of which nothing but totals is told."""
_DEPTH = 50
_CUTS = (5, 10)


class LinkCase(Frozen):
    """One text, and the official IRIs of the concepts that it means; none when no concept fits."""

    id: str | int
    text: str = Field(min_length=1)
    concepts: tuple[str, ...]
    split: str | None = None


class LinkSuite(Frozen):
    """Texts for one framework."""

    schema_: Literal["ler-links/1"] = Field(alias="schema")
    framework: str
    kind: Literal["skill", "occupation"]
    cases: tuple[LinkCase, ...] = Field(min_length=1)

    @property
    def kinds(self) -> frozenset[ConceptKind]:
        """The kinds of concept that are searched."""
        return TITLE_KINDS if self.kind == "occupation" else SKILL_KINDS


def evaluate(suite_dir: Path, frameworks: Frameworks) -> Report:
    """Rank and choose a concept for every text. Raises SuiteInvalid, FrameworkUnknown.

    Beside `truth.json` there may be `truth-NAME.json` for further frameworks or kinds; their figures begin with that
    name. How sure the score of the first concept is to be taken is told of all together.
    """
    outcomes = []
    for name in (TRUTH, *sorted(path.name for path in suite_dir.glob("truth-*.json"))):
        suite = read_truth(suite_dir, LinkSuite, name)
        prefix = "" if name == TRUTH else f"{name.removeprefix('truth-').removesuffix('.json').replace('-', ' ')} "
        outcomes += [_outcome(case, suite, frameworks, prefix) for case in suite.cases]
    return report(suite_dir.name, "links", outcomes, further=reliability.values(outcomes))


def _outcome(case: LinkCase, suite: LinkSuite, frameworks: Frameworks, prefix: str) -> Outcome:
    with measured() as watch:
        hits = rank(case.text, frameworks, framework=suite.framework, kinds=suite.kinds, k=_DEPTH)
        aligned = _aligned(case.text, suite, frameworks)
    right = set(case.concepts)
    chosen, first = _chosen(aligned, suite)
    sureness = (Sureness(confidence=first.score, right=first.id in right),) if first else ()
    hit = chosen is not None and chosen.id in right
    parts = _ranking([one.concept.id for one in hits], right) if right else {NONE_CHOSEN: _share(chosen is None)}
    tally = Tally(right=hit, claims=chosen is not None, found=hit, truths=bool(right))
    return Outcome(
        case=str(case.id),
        file="",
        aligned=int(chosen is not None),
        tallies={prefix + CHOSEN: tally},
        parts={prefix + name: part for name, part in parts.items()} | reliability.parts(sureness),
        harms={"wrong_concept": int(chosen is not None and not hit)},
        effort=watch.effort,
        sureness=sureness,
        about={"split": (case.split,)} if case.split else {},
        told=(f"{case.text} → {chosen.name}",) if chosen and not hit and case.split != HELD_OUT else (),
    )


def _ranking(ranked: Sequence[str], right: Collection[str]) -> dict[str, Part]:
    places = [place for place, concept in enumerate(ranked, start=1) if concept in right]
    parts = {f"RP@{k}": Part(of=sum(place <= k for place in places) / min(k, len(right)), out=1) for k in _CUTS}
    first = 1 / places[0] if places else 0.0
    return parts | {"MRR": Part(of=first, out=1), "accuracy@1": _share(places[:1] == [1])}


def _share(right: bool) -> Part:
    return Part(of=float(right), out=1)


def _aligned(text: str, suite: LinkSuite, frameworks: Frameworks) -> ClaimAlignment:
    """Align as the draft of a document with a claim of this name does."""
    claim = Claim(
        id="text",
        kind=EntryKind.EMPLOYMENT if suite.kind == "occupation" else "skill",
        name=text,
        basis=Basis.STATED,
        evidence=(Evidence(quote=text, start=0, end=len(text), page=1),),
        confidence=1,
        provenance=Provenance(
            document_sha256=Sha256(hashlib.sha256(text.encode()).hexdigest()), extractor="evaluation"
        ),
    )
    return align([claim], frameworks)[claim.id]


def _chosen(aligned: ClaimAlignment, suite: LinkSuite) -> tuple[Alignment | None, Alignment | None]:
    """Give the concept of the suite's framework that was chosen, and the first that is shown, chosen or not."""
    chosen, *others = (
        [one for one in found if one.framework == suite.framework]
        for found in (aligned.alignments, aligned.alternatives)
    )
    shown = [*chosen, *others[0]]
    return (chosen[0] if chosen else None), (shown[0] if shown else None)
