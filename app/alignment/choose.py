"""Readings of a name to ranked concepts of one framework, each with how likely it is right."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress
from typing import NamedTuple

from app.alignment.candidates import ASSISTANT, LEARNERS, OVER_OTHERS, OVERSEERS, ROLES, Reading, treated
from app.alignment.likelihood import How, Sighting, scale_of
from app.extraction.skills.verbs import is_verb, stem
from app.extraction.words.lexicon import words
from app.taxonomy.gazetteer import TITLE_KINDS
from app.taxonomy.index import Frameworks, NameMatch
from app.taxonomy.link import Likeliest, likeliest
from app.taxonomy.model import ConceptKind
from app.taxonomy.names import fold, narrows, stems
from app.taxonomy.signs import FORMS

ENOUGH, ENOUGH_TITLE = 0.62, 0.66
"""From these likelihoods on a skill and an occupation are chosen; below none is, because a forced match is worse
than none. With them no more are wrong for each that is right than before likelihoods rose (decision 0037)."""

_PREFERRED, _ALIAS, _DERIVED = 1.0, 0.97, 0.95
"""A name that is the preferred label, another name, a short form of ours (all words the same but for plural)."""
_PHRASE, _ALSO, _BESIDE = 0.88, 0.7, 0.8
"""Words from the lists of what people write: the concept they fit best, others that they may mean (or, of skills, are
merely like), and concepts that merely have these words as another name."""
_NARROWER = 0.4
"""Words from the lists for something that falls under the concept: a runner-up, never what they mean."""
_UNDER = frozenset({"narrower", "kindred"})
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
_ODDS = 0.509, 0.322, 0.430, -0.642
"""Logistic decision over a concept's score, its lead over the others and how many words the text has, as a logarithm
(`tests/benchmarks/fit_decision`), with its offset: what a word or two are like they mean less often."""
_TITLE_ODDS = 0.45, 0.6, 0.0, -1.0
"""The same for titles and occupations."""
_AHEAD = 3.0
_RANKED = 10
"""Concepts that the search finds first, of those that people mean by the same words."""
_CONSIDERED = 5
"""Concepts of a name that are weighed, of the highest values."""
_ALONE = 1.0
"""Lead of a concept that nothing else was found beside."""
_LEFT, _PHRASE_LEFT, _PRODUCT_LEFT = 0.4, 0.55, 0.2
"""Shares of a claim that a name may leave out: to steam milk is not to milk, and a mechanical lift no software.

More may be left out where words from the lists stand in it."""
_MISTAKEN = 0.5
"""What remains where the name does what the claim has as a thing, or works with what the claim does otherwise to:
to train recruits is not to recruit employees, to repair forklifts not to operate them, to supervise not to do it."""
_PRODUCT = 0.88
"""Products are called by many ordinary words."""
_TURNED = 0.7
"""What remains where a name leaves out more, or has a word of `ROLES` that the claim has not."""


class Choice(NamedTuple):
    """One concept, by its number, with how likely it is right, in [0, 1]."""

    concept: int
    likelihood: float


_Found = tuple[int, float, How]
"""One concept, by its number, what the rules and the search make of it, in [0, 1], and how it was found.

A document has a thousand of them: they are plain tuples."""


class Search(NamedTuple):
    """What was found for some readings, by text, or by text and framework."""

    named: Mapping[str, Sequence[NameMatch]]
    """The names that they are, of those that are names."""
    alike: Mapping[tuple[str, str], Likeliest]
    """What the bare ones resemble."""
    meant: Mapping[tuple[str, str], Likeliest]
    """What those most likely mean that people write for several concepts."""


def search(readings: Iterable[Reading], frameworks: Frameworks, kinds: Collection[ConceptKind]) -> Search:
    """Look for what readings resemble: many together cost less than one after the other."""
    asked = dict.fromkeys(readings)
    texts = dict.fromkeys(text for text, _, _ in asked)
    named = {text: matches for text in texts if (matches := frameworks.lookup(text, kinds=kinds))}
    alike = (text for text, _, bare in asked if bare)
    meant = (text for text, matches in named.items() if _means_several(matches))
    return Search(
        named,
        likeliest(alike, frameworks, kinds=kinds, forms=_FORMS, count=_POOL),
        likeliest(meant, frameworks, kinds=kinds, forms=FORMS, count=_RANKED),
    )


def _means_several(matches: Sequence[NameMatch]) -> bool:
    phrases = [match.concept.framework for match in matches if match.phrase and not match.narrower]
    return len(phrases) > len(set(phrases))


def choose(
    readings: Sequence[Reading],
    frameworks: Frameworks,
    framework: str,
    kinds: Collection[ConceptKind],
    searched: Search | None = None,
) -> tuple[Choice, ...]:
    """Give the concepts of one framework for a name, the likeliest first.

    `searched` is what `search` gives for these readings, and maybe for more.
    """
    likelihood = scale_of(framework, titles=TITLE_KINDS.issuperset(kinds)).likelihood
    choices = [
        (-likelihood(value, how, lead, product=how == "searched" and frameworks.is_technology(concept)), concept)
        for concept, how, value, lead in _weighed(readings, frameworks, framework, kinds, searched)
    ]
    return tuple([Choice(concept, -unlikely) for unlikely, concept in sorted(choices)])


def sighted(
    readings: Sequence[Reading], frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind]
) -> list[Sighting]:
    """Give the concepts of one framework for a name with what tells how likely they are, the highest value first."""
    weighed = _weighed(readings, frameworks, framework, kinds, None)
    return [Sighting(frameworks.at(concept), how, value, lead) for concept, how, value, lead in weighed]


def _weighed(
    readings: Sequence[Reading],
    frameworks: Frameworks,
    framework: str,
    kinds: Collection[ConceptKind],
    searched: Search | None,
) -> list[tuple[int, How, float, float]]:
    """Give the concepts that are weighed of one framework, the highest value first: what a sighting tells of each."""
    if searched is None:
        searched = search(readings, frameworks, kinds)
    best: dict[int, tuple[float, How]] = {}
    titles = TITLE_KINDS.issuperset(kinds)
    beside = _BESIDE if titles else _ALSO
    learns = titles and any(token.stem in LEARNERS for token in fold(readings[0].text))
    for text, certainty, bare in readings:
        found = _named(text, frameworks, framework, kinds, searched) if text in searched.named else []
        if bare:
            meant = {concept for concept, _, how in found if how == "phrase"}
            weighed = {concept for concept, _, how in found if how not in _UNDER}
            alike = searched.alike[text, framework]
            if learns:
                alike = _without_overseers(text, alike, frameworks)
            for concept, value, how in _alike(text, alike, frameworks, kinds, weighed):
                if titles and _is_assisted(text, frameworks.label_at(concept)):
                    value *= _MISTAKEN
                found.append((concept, min(value, beside) if meant and concept not in meant else value, how))
        if not found:
            continue
        # "Owner" and "Supervisor" tell a rank, though some occupation has them among its names
        most = _EVERYDAY if titles and frameworks.is_everyday(text) else 1.0
        for concept, value, how in found:
            value *= certainty
            if value > most and how != "label":
                value = most
            if concept not in best or value > best[concept][0]:
                best[concept] = value, how
    # concepts of a framework are numbered in the order of their identifiers
    ordered = sorted([(-value, concept, how) for concept, (value, how) in best.items()])
    if len(ordered) == 1:
        return [(concept, how, -less, _ALONE) for less, concept, how in ordered]
    firsts = [-less for less, _, _ in ordered[:2]]
    return [
        (concept, how, -less, -less - (firsts[0] if i else firsts[1]))
        for i, (less, concept, how) in enumerate(ordered[:_CONSIDERED])
    ]


def _is_assisted(text: str, label: str) -> bool:
    """Say whether a title ends in "assistant" and the label of an occupation has no such word."""
    tokens = fold(text) if "ssistant" in text.casefold() else ()
    return bool(tokens) and tokens[-1].stem in ASSISTANT and stems(label).isdisjoint(ASSISTANT)


def _named(
    text: str, frameworks: Frameworks, framework: str, kinds: Collection[ConceptKind], searched: Search
) -> list[_Found]:
    """Give the concepts that have the text as a name, or that people mean by it."""
    matches = [match for match in searched.named[text] if match.concept.framework == framework]
    if not matches:
        return []
    best: dict[int, _Found] = {}
    words = len(fold(text))
    # CMM and CMMS fold alike
    phrases = [
        match for match in matches if match.phrase and not match.narrower and not _other_letters(text, match.name)
    ]
    phrases = [match for match in phrases if match.name == text] or phrases
    # an account manager is nobody who manages accounting, though both fold alike
    meant = [match.number for match in phrases if match.literal] or [match.number for match in phrases]
    everyday = frameworks.is_everyday(text) and not any(match.preferred and match.literal for match in matches)
    other, ordinary = frameworks.means_other(text), not text.islower() and frameworks.means_other(text.upper())
    for match in matches:
        if match.phrase:
            continue
        other_word = other or (ordinary and match.name.isupper()) or _other_letters(text, match.name)
        value = _ACRONYM if other_word else _of_match(match, text, words)
        proper = match.name == text and any(c.isupper() for c in text)
        if everyday and not (match.preferred or match.derived or proper):
            value = min(value, _EVERYDAY)
        if meant and not match.preferred and match.number not in meant:
            value = min(value, _BESIDE)
        if match.number not in best or value > best[match.number][1]:
            best[match.number] = match.number, value, _how(match)
    found = list(best.values())
    if len(found) > 1:
        found = _shared(text, frameworks, framework, kinds, found)
    if len(meant) > 1:
        ranked = searched.meant[text, framework].concepts
        meant.sort(key=lambda concept: ranked.index(concept) if concept in ranked else len(ranked))
    # the one that the search finds before the others is meant by these words
    found += [(concept, _ALSO if i else _PHRASE, "phrase") for i, concept in enumerate(meant)]
    narrower = [match.number for match in matches if match.narrower]
    return found + [(concept, _NARROWER, _how_narrower(text, frameworks.label_at(concept))) for concept in narrower]


def _how_narrower(text: str, label: str) -> How:
    """Say whether the text has a word of the concept that it falls under."""
    said = {token.stem for token in fold(text)}
    return "kindred" if any(token.stem in said for token in fold(label)) else "narrower"


def _how(match: NameMatch) -> How:
    if not match.literal:
        return "form"
    return "short" if match.derived else "label" if match.preferred else "name"


def _of_match(match: NameMatch, text: str, words: int) -> float:
    occupation = match.concept.kind is ConceptKind.OCCUPATION
    if words == 1 and not occupation and _is_acronym(text) and not _prints(text, match):
        return _ACRONYM
    if occupation and not match.preferred and narrows(match.concept.name, text):
        return _BROADER
    value = _DERIVED if match.derived else _PREFERRED if match.preferred else _ALIAS
    if match.literal:
        return value
    if words > 1:
        return value * _OTHER_FORM
    return value * (_VERB_FORM if text.lower().endswith(("ing", "ed")) else _BARE)


def _is_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and 1 < len(text) <= _ACRONYM_LETTERS


def _other_letters(text: str, name: str) -> bool:
    """The name is an acronym that folds like the text and has other letters: "field" is no FIELDS."""
    if not (name.isupper() and name.isalpha() and text.isalpha()) or len(name) == 1:
        return False
    if text[-1] == "s" and text[:-1].isupper():
        # several of "DM", and no DMS
        return text[:-1] != name
    return name.casefold() not in (text.casefold(), text.casefold().removesuffix("s"))


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
    owners = [concept for concept, value, _ in found if value == _PREFERRED]
    support = frameworks.support(text, framework=framework, kinds=kinds)
    held = {concept: support.get(frameworks.at(concept).id, 0.0) for concept, _, _ in found}
    total = sum(held.values()) or 1.0
    weighed_ones: list[_Found] = []
    for concept, value, how in found:
        others = max(amount for number, amount in held.items() if number != concept)
        share = _SHARED * (held[concept] - others / 2) / total
        factor = min(1.0, max(0.1, share))
        if owners:
            factor = 1.0 if value == _PREFERRED and len(owners) == 1 else 0.5
        weighed_ones.append((concept, value * factor, how))
    return weighed_ones


def _alike(
    text: str, found: Likeliest, frameworks: Frameworks, kinds: Collection[ConceptKind], weighed: Collection[int]
) -> list[_Found]:
    """Give the concepts that the text resembles, but for those that it names, which have been weighed."""
    scores = found.scores
    titles = TITLE_KINDS.issuperset(kinds)
    of_score, of_margin, of_words, offset = _TITLE_ODDS if titles else _ODDS
    offset += of_words * math.log(len(text.split()) or 1)
    values = [
        1 / (1 + math.exp(-(of_score * score + of_margin * margin + offset)))
        for score, margin in zip(scores, _margins(scores), strict=True)
    ]
    if titles:
        return [(concept, value, "searched") for concept, value in zip(found.concepts, values, strict=True)]
    ones: list[_Found] = []
    coded = "-" in text or any(map(str.isdigit, text))
    for concept, name, phrase, value in zip(found.concepts, found.names, found.phrase, values, strict=True):
        # one letter behind a hyphen or with figures is a code, and no language of that letter: "R-410A", "LSI-R"
        if concept not in weighed and not (coded and len(frameworks.label_at(concept)) == 1):
            left = _explained(text, concept, name, frameworks, stands=phrase > 0) if value > _UNLIKELY else 1.0
            if name >= 0 and frameworks.is_narrower(name):
                how = _how_narrower(text, frameworks.label_at(concept))
                ones.append((concept, min(value * left, _NARROWER), how))
            else:
                ones.append((concept, value * left, "searched"))
    return ones


def _without_overseers(text: str, found: Likeliest, frameworks: Frameworks) -> Likeliest:
    """Give what is found for who learns a trade but for those who oversee it: "Plumbing Apprentice"."""
    if any(token.stem in OVERSEERS for token in fold(text)):
        return found
    labels = map(frameworks.label_at, found.concepts)
    kept = [OVERSEERS.isdisjoint(token.stem for token in fold(label)) for label in labels]
    return Likeliest(
        concepts=list(compress(found.concepts, kept)),
        scores=list(compress(found.scores, kept)),
        names=list(compress(found.names, kept)),
        phrase=found.phrase,
    )


def _margins(scores: Sequence[float]) -> list[float]:
    """Give by how much the first of descending scores leads the second, and the others are behind the first."""
    if len(scores) < 2:
        return [_AHEAD] * len(scores)
    first, second = scores[:2]
    behind = [score - first for score in scores[1:]]
    return [min(first - second, _AHEAD), *[less if less > -_AHEAD else -_AHEAD for less in behind]]


def _explained(text: str, concept: int, number: int, frameworks: Frameworks, *, stands: bool) -> float:
    """Give what remains of a likelihood after looking at what the name leaves out of the text, and adds to it.

    The name is that of this number, or the label where it is -1.
    """
    product = frameworks.is_technology(concept)
    name = frameworks.name_at(number) if number >= 0 else frameworks.label_at(concept)
    said = stems(text)
    factor = _PRODUCT if product else 1.0
    named = stems(name)
    # who supervises data entry does not enter data, and who trains cashiers runs no cash desk
    if said & OVER_OTHERS and not named & ROLES:
        factor *= _MISTAKEN
    elif any(stem in ROLES and stem not in said for stem in named):
        factor *= _TURNED
    if not product and treated(said, [token.stem for token in fold(frameworks.label_at(concept))]):
        factor *= _MISTAKEN
    label = frameworks.label_at(concept)
    if _takes_noun_for_verb(text, label) or _says_verb_alone(text, label):
        factor *= _MISTAKEN
    if frameworks.left(text, name) > (_PRODUCT_LEFT if product else _PHRASE_LEFT if stands else _LEFT):
        factor *= _TURNED
    return factor


def _takes_noun_for_verb(text: str, name: str) -> bool:
    """Say whether the text does something to what a name has as its verb ("Prepare files" and *file documents*)."""
    first, *others = text.casefold().split()
    done, *rest = name.casefold().split()
    if not rest or first == done or not is_verb(first) or first.endswith("ing"):
        return False
    return f"{done}s" in others and done != stem(first)


def _says_verb_alone(text: str, name: str) -> bool:
    """Say whether a name is only the verb of a text, which says little alone ("Plan activities" and *plan*)."""
    first, *others = text.casefold().split()
    return bool(others) and name.casefold() in words("duties", "vague") and stem(first) == name.casefold()
