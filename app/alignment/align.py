"""Claims to concepts of every framework, or explicitly to none."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.alignment.candidates import Reading, skill_readings, title_readings
from app.alignment.choose import ENOUGH, Choice, choose, search
from app.alignment.model import Alignment, ClaimAlignment
from app.extraction.model import Claim, EntryKind
from app.taxonomy.gazetteer import SKILL_KINDS, TITLE_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind

ALTERNATIVES = 3
"""Runners-up that are shown of each framework."""
_TITLES = frozenset({EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE})
_KNOWN = 1 << 13
"""Questions whose answers are kept."""
_NOT_SEARCHED = ClaimAlignment(alignments=(), alternatives=(), unaligned=())
_SKILLS = frozenset({"skill", EntryKind.CERTIFICATION, EntryKind.LICENCE})


def align(claims: Sequence[Claim], frameworks: Frameworks) -> dict[str, ClaimAlignment]:
    """Align each claim, by its id: skills, certifications and licences to skills, employment to occupations.

    For each framework there is one concept whose score, the likelihood that it is right, is enough, or the framework
    is named in `unaligned`; the runners-up (up to three, best first) leave out the concept that was chosen. No score
    is 1: even a preferred label may be a word that means something else here (`likelihood`). Claims of other kinds
    are not searched and have an empty alignment.
    """
    aligner = _aligner(frameworks)
    asked = {claim.id: _asked(claim) for claim in claims}
    aligner.prepare(question for question in asked.values() if question is not None)
    return {
        claim_id: _NOT_SEARCHED if question is None else aligner.align(question)
        for claim_id, question in asked.items()
    }


class _Question(NamedTuple):
    """What a claim is aligned by."""

    readings: tuple[Reading, ...]
    kinds: frozenset[ConceptKind]


def _asked(claim: Claim) -> _Question | None:
    if claim.kind in _SKILLS:
        return _Question(skill_readings(claim.name), SKILL_KINDS)
    if claim.kind in _TITLES:
        return _Question(title_readings(claim.name, [e.quote for e in claim.evidence]), TITLE_KINDS)
    return None


class _Aligner:
    """Alignment against one set of frameworks; a name is decided once."""

    def __init__(self, frameworks: Frameworks) -> None:
        self._frameworks = frameworks
        self._known: dict[_Question, ClaimAlignment] = {}

    def prepare(self, questions: Iterable[_Question]) -> None:
        """Look for the concepts of all that was not asked before together."""
        fresh = [question for question in questions if question not in self._known]
        for kinds in (SKILL_KINDS, TITLE_KINDS):
            search(
                (reading for question in fresh if question.kinds == kinds for reading in question.readings),
                self._frameworks,
                kinds,
            )

    def align(self, question: _Question) -> ClaimAlignment:
        """Give the concepts of one question."""
        decided = self._known.get(question)
        if decided is None:
            decided = self._decided(*question)
            if len(self._known) >= _KNOWN:
                self._known = {}
            self._known[question] = decided
        return decided

    def _decided(self, readings: tuple[Reading, ...], kinds: frozenset[ConceptKind]) -> ClaimAlignment:
        alignments: list[Alignment] = []
        alternatives: list[Alignment] = []
        unaligned: list[str] = []
        for manifest in self._frameworks.manifests:
            ranked = choose(readings, self._frameworks, manifest.name, kinds)
            if ranked and ranked[0].likelihood >= ENOUGH:
                alignments.append(_alignment(ranked[0]))
                ranked = ranked[1:]
            else:
                unaligned.append(manifest.name)
            alternatives += [_alignment(choice) for choice in ranked[:ALTERNATIVES]]
        return ClaimAlignment(
            alignments=tuple(alignments), alternatives=tuple(alternatives), unaligned=tuple(unaligned)
        )


@lru_cache(maxsize=4)
def _aligner(frameworks: Frameworks) -> _Aligner:
    return _Aligner(frameworks)


def _alignment(choice: Choice) -> Alignment:
    return Alignment.to(choice.concept, choice.likelihood)
