"""Readings of a name to ranked concepts of one framework, each with how likely it is right."""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from app.alignment.candidates import LIGHT, ROLES, Reading
from app.taxonomy.index import Frameworks, NameMatch
from app.taxonomy.model import Concept, ConceptKind
from app.taxonomy.names import fold, plain_key

ENOUGH = 0.55
"""From this likelihood on a concept is chosen; below it none is, because a forced match is worse than none."""

_PREFERRED, _ALIAS, _DERIVED = 1.0, 0.97, 0.95
"""A name that is the preferred label, another name, a short form of ours (all words the same but for plural)."""
_OTHER_FORM, _VERB_FORM, _BARE = 0.93, 0.75, 0.5
"""The same where verb forms differ: of several words, of one (`welded` for `welding`), `account` for `accounting`."""
_EVERYDAY = 0.4
"""An ordinary word that only another name of the concept uses (`patterns` for dies)."""
_ACRONYM = 0.45
"""Letters that another concept may be short for as well: POS is no consensus mechanism to a cashier."""
_ACRONYM_LETTERS = 5
_BROADER = 0.5
"""A title that is another name of a narrower occupation."""
_SAME_CORE = 0.7
"""Right in 7 of 11 spans of job ads whose words are those of a name but for `LIGHT` ones."""
_OVERLAP = np.array([0.0, 0.4, 0.55, 0.65, 0.7, 0.85, 1.0])
_LIKELY = np.array([0.05, 0.2, 0.3, 0.4, 0.58, 0.68, 0.75])
"""Share of right first hits by how much text and name have in common, over 176 spans of job ads."""
_SHARED = 1.9
_POOL = 6
_SURE = 0.9
"""A concept this likely needs no further readings but those that name one."""


class Choice(NamedTuple):
    """One concept with how likely it is right, in [0, 1]."""

    concept: Concept
    likelihood: float


def choose(
    readings: Sequence[Reading], frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]
) -> tuple[Choice, ...]:
    """Give the concepts of one framework for a name, the likeliest first."""
    best: dict[str, Choice] = {}
    for reading in readings:
        found = _named(reading.text, frameworks, framework, kinds)
        if not best or max(choice.likelihood for choice in best.values()) < _SURE:
            found += _alike(reading.text, frameworks, framework, kinds)
        for choice in found:
            likelihood = choice.likelihood * reading.certainty
            known = best.get(choice.concept.id)
            if known is None or likelihood > known.likelihood:
                best[choice.concept.id] = Choice(choice.concept, likelihood)
    return tuple(sorted(best.values(), key=lambda choice: (-choice.likelihood, choice.concept.id)))


def _named(text: str, frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]) -> list[Choice]:
    """Give the concepts that have the text as a name."""
    best: dict[str, tuple[float, Concept]] = {}
    matches = frameworks.lookup(text, framework=framework, kinds=kinds)
    words = len(fold(text))
    everyday = frameworks.is_everyday(text) and not any(match.preferred and match.literal for match in matches)
    for match in matches:
        value = _of_match(match, text, words)
        proper = match.name == text and any(c.isupper() for c in text)
        if everyday and not (match.preferred or match.derived or proper):
            value = min(value, _EVERYDAY)
        if value > best.get(match.concept.id, (0.0, match.concept))[0]:
            best[match.concept.id] = value, match.concept
    if len(best) < 2:
        return [Choice(concept, value) for value, concept in best.values()]
    return _shared(text, frameworks, framework, kinds, list(best.values()))


def _of_match(match: NameMatch, text: str, words: int) -> float:
    occupation = match.concept.kind is ConceptKind.OCCUPATION
    if words == 1 and not occupation and _is_acronym(text) and not _stands_for(text, match):
        return _ACRONYM
    if occupation and not match.preferred and _broader(text, match.concept.name):
        return _BROADER
    value = _DERIVED if match.derived else _PREFERRED if match.preferred else _ALIAS
    if match.literal:
        return value
    if words > 1:
        return value * _OTHER_FORM
    return value * (_VERB_FORM if text.lower().endswith(("ing", "ed")) else _BARE)


def _broader(text: str, label: str) -> bool:
    """The label ends in the text and narrows it: a machine operator need not make cigarettes."""
    said, whole = ([token.stem for token in fold(part)] for part in (text, re.sub(r"\([^()]*\)", "", label)))
    return len(said) < len(whole) and whole[-len(said) :] == said and "and" not in whole


def _is_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and 1 < len(text) <= _ACRONYM_LETTERS


def _stands_for(acronym: str, match: NameMatch) -> bool:
    """The concept is called so in just these letters, and its label begins its words with them or holds them."""
    if match.name.casefold() != acronym.casefold():
        return False
    label = match.concept.name
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", label)).upper()
    return match.preferred or acronym in re.findall(r"[^\W_]+", label) or acronym in initials


def _shared(
    text: str,
    frameworks: Frameworks,
    framework: str,
    kinds: Collection[ConceptKind],
    found: Sequence[tuple[float, Concept]],
) -> list[Choice]:
    """Weigh concepts that share a name: who prefers it has it, else who has more names like it."""
    owners = [value for value, _ in found if value == _PREFERRED]
    support = frameworks.support(text, framework=framework, kinds=kinds)
    held = {concept.id: support.get(concept.id, 0.0) for _, concept in found}
    total = sum(held.values()) or 1.0
    choices = []
    for value, concept in found:
        others = max(amount for concept_id, amount in held.items() if concept_id != concept.id)
        share = _SHARED * (held[concept.id] - others / 2) / total
        factor = min(1.0, max(0.1, share))
        if owners:
            factor = 1.0 if value == _PREFERRED and len(owners) == 1 else 0.5
        choices.append(Choice(concept, value * factor))
    return choices


def _alike(text: str, frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]) -> list[Choice]:
    """Give the concepts whose names resemble the text."""
    titles = ConceptKind.OCCUPATION in kinds
    said = _weights(text, frameworks, titles=titles)
    core = _core(said)
    choices = []
    for hit in frameworks.search(text, framework=framework, kinds=kinds, k=_POOL):
        if hit.score >= 1:
            continue  # a name of the concept, already weighed
        name = _weights(hit.via, frameworks, titles=titles)
        likelihood = float(np.interp(_overlap(said, name), _OVERLAP, _LIKELY))
        if core and core == _core(name):
            likelihood = max(likelihood, _SAME_CORE)
        if plain_key(hit.via) != plain_key(hit.concept.name):
            likelihood *= 0.95
        if any(word in ROLES and word not in said for word in name):
            likelihood *= 0.75
        choices.append(Choice(hit.concept, likelihood - 0.05 * (1 - hit.score)))
    return [choice for choice in choices if choice.likelihood > 0]


@lru_cache(maxsize=1 << 15)
def _weights(text: str, frameworks: Frameworks, *, titles: bool) -> Mapping[str, float]:
    """Give the folded words of a text with how telling each is."""
    return {token.stem: frameworks.weight(token.stem, titles=titles) for token in fold(text)}


def _core(words: Collection[str]) -> frozenset[str]:
    return frozenset(word for word in words if word not in LIGHT)


def _overlap(said: Mapping[str, float], name: Mapping[str, float]) -> float:
    """Give the smaller of the two shares that text and name have in what they say in common."""
    common = sum(weight for word, weight in said.items() if word in name)
    return min(common / (sum(said.values()) or 1.0), common / (sum(name.values()) or 1.0))
