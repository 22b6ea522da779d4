"""Readings of a name to ranked concepts of one framework, each with how likely it is right."""

import math
import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from app.alignment.candidates import ROLES, Reading
from app.alignment.likelihood import How, Sighting, likelihood
from app.taxonomy.gazetteer import TITLE_KINDS
from app.taxonomy.index import Frameworks, NameMatch
from app.taxonomy.link import rank, weighed
from app.taxonomy.model import Concept, ConceptKind
from app.taxonomy.names import fold
from app.taxonomy.signs import SIGNS

ENOUGH = 0.58
"""From this likelihood on a concept is chosen; below it none is, because a forced match is worse than none."""

_PREFERRED, _ALIAS, _DERIVED = 1.0, 0.97, 0.95
"""A name that is the preferred label, another name, a short form of ours (all words the same but for plural)."""
_PHRASE, _ALSO, _BESIDE = 0.88, 0.7, 0.8
"""Words from the lists of what people write: the concept they fit best, others that they may mean, and concepts
that merely have these words as another name."""
_OTHER_FORM, _VERB_FORM, _BARE = 0.93, 0.75, 0.5
"""The same where verb forms differ: of several words, of one (`welded` for `welding`), `account` for `accounting`."""
_EVERYDAY = 0.4
"""An ordinary word that only another name of the concept uses (`patterns` for dies)."""
_ACRONYM = 0.45
"""Letters that are no more than another name: to a medical coder CPT is no cable-propelled transit."""
_ACRONYM_LETTERS = 5
_BROADER = 0.5
"""A title that is another name of a narrower occupation."""
_SHARED = 1.9
_POOL = 5
_UNLIKELY = 0.4
"""Up to this likelihood a concept is at most a runner-up, whatever its name leaves out."""
_FORMS = 60
_SCORE, _MARGIN, _OFFSET = 0.365, 0.350, -0.911
"""Logistic decision over a concept's score and its lead over the others (`tests/benchmarks/fit_decision`)."""
_TITLE_SCORE, _TITLE_MARGIN, _TITLE_OFFSET = 0.45, 0.6, -1.0
"""The same for titles and occupations."""
_AHEAD = 3.0
_CONSIDERED = 5
"""Concepts of a name that are weighed, of the highest values."""
_ALONE = 1.0
"""Lead of a concept that nothing else was found beside."""
_WHOLE, _STANDS = SIGNS.index("whole"), SIGNS.index("phrase")
_NAMED = 0.985
"""From this likeness on the text is a name of the concept, but for words that say nothing."""
_LEFT, _PHRASE_LEFT, _PRODUCT_LEFT = 0.4, 0.55, 0.2
"""Shares of a claim that a name may leave out: to steam milk is not to milk, and a mechanical lift no software.

More may be left out where words from the lists stand in it."""
_PRODUCT = 0.88
"""Products are called by many ordinary words."""
_TURNED = 0.7
"""What remains where a name leaves out more, or has a word of `ROLES` that the claim has not."""


class Choice(NamedTuple):
    """One concept with how likely it is right, in [0, 1]."""

    concept: Concept
    likelihood: float


class _Found(NamedTuple):
    """One concept, what the rules and the search make of it, in [0, 1], and how it was found."""

    concept: Concept
    value: float
    how: How


def search(readings: Iterable[Reading], frameworks: Frameworks, kinds: Collection[ConceptKind]) -> None:
    """Look for what many readings resemble together, which costs less than one after the other in `choose`."""
    frameworks.find_all((reading.text for reading in readings if reading.bare), kinds=kinds, forms=_FORMS)


def choose(
    readings: Sequence[Reading], frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]
) -> tuple[Choice, ...]:
    """Give the concepts of one framework for a name, the likeliest first."""
    sightings = sighted(readings, frameworks, framework, kinds)
    choices = [Choice(one.concept, likelihood(one)) for one in sightings]
    return tuple(sorted(choices, key=lambda choice: (-choice.likelihood, choice.concept.id)))


def sighted(
    readings: Sequence[Reading], frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]
) -> list[Sighting]:
    """Give the concepts of one framework for a name with what tells how likely they are, the highest value first."""
    best: dict[str, _Found] = {}
    for reading in readings:
        found = _named(reading.text, frameworks, framework, kinds)
        if reading.bare:
            found += _alike(reading.text, frameworks, framework, kinds)
        for one in found:
            value = one.value * reading.certainty
            known = best.get(one.concept.id)
            if known is None or value > known.value:
                best[one.concept.id] = _Found(one.concept, value, one.how)
    ordered = sorted(best.values(), key=lambda one: (-one.value, one.concept.id))
    return [
        Sighting(one.concept, one.how, one.value, one.value - ordered[0 if i else 1].value if ordered[1:] else _ALONE)
        for i, one in enumerate(ordered[:_CONSIDERED])
    ]


def _named(text: str, frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]) -> list[_Found]:
    """Give the concepts that have the text as a name, or that people mean by it."""
    best: dict[str, _Found] = {}
    matches = frameworks.lookup(text, framework=framework, kinds=kinds)
    words = len(fold(text))
    meant = [match.concept for match in matches if match.phrase]
    everyday = frameworks.is_everyday(text) and not any(match.preferred and match.literal for match in matches)
    for match in matches:
        if match.phrase:
            continue
        value = _of_match(match, text, words)
        proper = match.name == text and any(c.isupper() for c in text)
        if everyday and not (match.preferred or match.derived or proper):
            value = min(value, _EVERYDAY)
        if meant and not match.preferred and match.concept not in meant:
            value = min(value, _BESIDE)
        if match.concept.id not in best or value > best[match.concept.id].value:
            best[match.concept.id] = _Found(match.concept, value, _how(match))
    found = list(best.values())
    if len(found) > 1:
        found = _shared(text, frameworks, framework, kinds, found)
    return found + _meant(text, meant, frameworks, framework, kinds)


def _how(match: NameMatch) -> How:
    if not match.literal:
        return "form"
    return "short" if match.derived else "label" if match.preferred else "name"


def _meant(
    text: str, concepts: Sequence[Concept], frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]
) -> list[_Found]:
    """Give the concepts that people mean by the text: the one that the search finds first before the others."""
    if len(concepts) < 2:
        return [_Found(concept, _PHRASE, "phrase") for concept in concepts]
    ranked = {hit.concept.id: i for i, hit in enumerate(rank(text, frameworks, framework=framework, kinds=kinds))}
    ordered = sorted(concepts, key=lambda concept: ranked.get(concept.id, len(ranked)))
    return [_Found(concept, _ALSO if i else _PHRASE, "phrase") for i, concept in enumerate(ordered)]


def _of_match(match: NameMatch, text: str, words: int) -> float:
    occupation = match.concept.kind is ConceptKind.OCCUPATION
    if words == 1 and not occupation and _is_acronym(text) and not _prints(text, match):
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


def _prints(acronym: str, match: NameMatch) -> bool:
    """The concept is called so in just these letters, and its label has them as a word."""
    if match.name.casefold() != acronym.casefold():
        return False
    return match.preferred or acronym in re.findall(r"[^\W_]+", match.concept.name)


def _shared(
    text: str,
    frameworks: Frameworks,
    framework: str,
    kinds: Collection[ConceptKind],
    found: Sequence[_Found],
) -> list[_Found]:
    """Weigh concepts that share a name: who prefers it has it, else who has more names like it."""
    owners = [one for one in found if one.value == _PREFERRED]
    support = frameworks.support(text, framework=framework, kinds=kinds)
    held = {one.concept.id: support.get(one.concept.id, 0.0) for one in found}
    total = sum(held.values()) or 1.0
    weighed_ones = []
    for concept, value, how in found:
        others = max(amount for concept_id, amount in held.items() if concept_id != concept.id)
        share = _SHARED * (held[concept.id] - others / 2) / total
        factor = min(1.0, max(0.1, share))
        if owners:
            factor = 1.0 if value == _PREFERRED and len(owners) == 1 else 0.5
        weighed_ones.append(_Found(concept, value * factor, how))
    return weighed_ones


def _alike(text: str, frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]) -> list[_Found]:
    """Give the concepts that the text resembles; those that it names have been weighed."""
    titles = TITLE_KINDS.issuperset(kinds)
    found = weighed(text, frameworks, framework=framework, kinds=kinds, forms=_FORMS, in_each=True)
    order = np.lexsort((found.concepts, -found.scores))[:_POOL]
    scores = found.scores[order].tolist()
    ones: list[_Found] = []
    if titles:
        for number, score, margin in zip(found.concepts[order].tolist(), scores, _margins(scores), strict=True):
            value = _logistic(_TITLE_SCORE * score + _TITLE_MARGIN * margin + _TITLE_OFFSET)
            ones.append(_Found(frameworks.at(number), value, "searched"))
        return ones
    numbers, names, signs = found.concepts[order].tolist(), found.names[order].tolist(), found.signs[order].tolist()
    for number, score, margin, said, own in zip(numbers, scores, _margins(scores), names, signs, strict=True):
        if own[_WHOLE] < _NAMED:
            concept = frameworks.at(number)
            value = _logistic(_SCORE * score + _MARGIN * margin + _OFFSET)
            if value > _UNLIKELY:
                name = frameworks.name_at(said) if said >= 0 else concept.name
                value *= _explained(text, name, concept, frameworks, stands=own[_STANDS] > 0)
            ones.append(_Found(concept, value, "searched"))
    return ones


def _margins(scores: Sequence[float]) -> list[float]:
    """Give by how much the first of descending scores leads the second, and the others are behind the first."""
    leads = [score - scores[0 if place else 1] if scores[1:] else _AHEAD for place, score in enumerate(scores)]
    return [min(max(lead, -_AHEAD), _AHEAD) for lead in leads]


def _explained(text: str, name: str, concept: Concept, frameworks: Frameworks, *, stands: bool) -> float:
    """Give what remains of a likelihood after looking at what the name leaves out of the text, and adds to it."""
    product = concept.kind is ConceptKind.TECHNOLOGY
    said = {token.stem for token in fold(text)}
    factor = _PRODUCT if product else 1.0
    if any(token.stem in ROLES and token.stem not in said for token in fold(name)):
        factor *= _TURNED
    if frameworks.left(text, name) > (_PRODUCT_LEFT if product else _PHRASE_LEFT if stands else _LEFT):
        factor *= _TURNED
    return factor


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
