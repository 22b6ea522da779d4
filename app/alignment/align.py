"""Claims to concepts of every framework, or explicitly to none."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.alignment.candidates import Reading, skill_readings, title_readings
from app.alignment.choose import ENOUGH, ENOUGH_TITLE, Choice, Search, choose, search
from app.alignment.model import ClaimAlignment, shown
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
    aligned = aligner.align(question for question in asked.values() if question is not None)
    return {
        claim_id: _NOT_SEARCHED if question is None else aligned[question] for claim_id, question in asked.items()
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

    def align(self, questions: Iterable[_Question]) -> dict[_Question, ClaimAlignment]:
        """Give the concepts of each question; what was not asked before is looked for together."""
        asked = dict.fromkeys(questions)
        known = {question: found for question in asked if (found := self._known.get(question)) is not None}
        fresh: dict[_Question, ClaimAlignment] = {}
        for kinds in (SKILL_KINDS, TITLE_KINDS):
            some = [question for question in asked if question not in known and question.kinds == kinds]
            searched = search([reading for q in some for reading in q.readings], self._frameworks, kinds)
            fresh |= {question: self._decided(question, searched) for question in some}
        if len(self._known) + len(fresh) > _KNOWN:
            self._known = {}
        self._known.update(fresh)
        return known | fresh

    def _decided(self, question: _Question, searched: Search) -> ClaimAlignment:
        alignments: list[dict[str, object]] = []
        alternatives: list[dict[str, object]] = []
        unaligned: list[str] = []
        enough = ENOUGH_TITLE if question.kinds == TITLE_KINDS else ENOUGH
        for manifest in self._frameworks.manifests:
            ranked = choose(question.readings, self._frameworks, manifest.name, question.kinds, searched)
            if ranked and ranked[0].likelihood >= enough:
                alignments.append(self._told(ranked[0]))
                ranked = ranked[1:]
            else:
                unaligned.append(manifest.name)
            alternatives += [self._told(choice) for choice in ranked[:ALTERNATIVES]]
        # read at once: to make one value after the other takes three times as long
        return ClaimAlignment.model_validate(
            {"alignments": alignments, "alternatives": alternatives, "unaligned": unaligned}
        )

    def _told(self, choice: Choice) -> dict[str, object]:
        framework, version, concept_id, name, code = self._frameworks.told(choice.concept)
        score = shown(choice.likelihood)
        return {
            "framework": framework,
            "version": version,
            "id": concept_id,
            "name": name,
            "code": code,
            "score": score,
        }


@lru_cache(maxsize=4)
def _aligner(frameworks: Frameworks) -> _Aligner:
    return _Aligner(frameworks)
