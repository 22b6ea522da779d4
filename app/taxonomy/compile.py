"""Framework tables to the arrays that are mapped at start-up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy import bridge, shorten, words
from app.taxonomy.hashing import sequence_hash, word_hash
from app.taxonomy.model import ConceptKind, Manifest
from app.taxonomy.names import VERSION as FOLDING
from app.taxonomy.names import fold, key
from app.taxonomy.pack import Strings
from app.taxonomy.synonyms import synonyms
from app.taxonomy.tables import ConceptRow, Rows
from app.taxonomy.vectors import DIMENSIONS, vectors

VERSION = f"14.{FOLDING}"
"""Raise the first number when the arrays change."""

KINDS = tuple(ConceptKind)
RELATIONS = ("essential", "optional", "technology")
PREFERRED, DERIVED, PHRASE, NARROWER = 1, 2, 4, 8
"""Flags of a name; derived ones are made by `shorten`, phrases come from the lists of what people write. A narrower
phrase is of something that is less than the concept."""
BLOOM_BITS = 21
OCCUPATIONS, SKILLS = "occupations", "skills"
HOT, IN_DEMAND = 1, 2
"""Marks of a relation, as bits."""

_ORDER = (PREFERRED, 0, DERIVED, PHRASE, PHRASE | NARROWER)
"""The names of a form stand in this order of their flags."""
_OPTIONAL_SHARE = 0.5
"""What an optional skill weighs beside an essential one that as few occupations share."""

Built = dict[str, NDArray[np.generic]]


class Lists(NamedTuple):
    """Pairs of what people write and the preferred label that it means."""

    short: Sequence[tuple[str, str]] = ()
    """Short names, which are names in every respect."""
    phrases: Sequence[tuple[str, str]] = ()
    """Other words for skills, which lead the search and are no names that stand in a text."""
    titles: Sequence[tuple[str, str]] = ()
    """The same for occupations."""
    abbreviations: Sequence[tuple[str, str]] = ()
    """Words of titles and what they are short for."""
    narrower: Sequence[tuple[str, str]] = ()
    """Words for something that falls under a skill and is not all of it."""


class _Name(NamedTuple):
    form: int
    order: int
    """Preferred labels first, derived names last."""
    concept: int
    text: str


def compile_tables(frameworks: Sequence[tuple[Manifest, Rows]], lists: Lists) -> Built:
    """Compile all frameworks and lists into one set of arrays."""
    concepts = [row for _, rows in frameworks for row in rows.concepts]
    owners = np.repeat(np.arange(len(frameworks)), [len(rows.concepts) for _, rows in frameworks])
    starts = [0, *np.cumsum([len(rows.concepts) for _, rows in frameworks]).tolist()]
    numbers = [
        {row.id: start + i for i, row in enumerate(rows.concepts)}
        for start, (_, rows) in zip(starts, frameworks, strict=False)
    ]
    kinds = np.array([KINDS.index(row.kind) for row in concepts], dtype=np.uint8)
    relations = _relations(frameworks, numbers, owners, len(concepts))
    texts = _texts(frameworks, numbers, concepts, owners, relations["relations.uses"].tolist(), lists.short)
    texts += _phrases(concepts, lists)
    names, forms = _folded(texts)
    ids = np.array([word_hash(row.id) for row in concepts], dtype=np.uint64)
    order = np.argsort(ids, kind="stable")
    arrays: Built = {
        "concepts.framework": owners.astype(np.uint8),
        "concepts.kind": kinds,
        "concepts.hashes": ids[order],
        "concepts.by_hash": order.astype(np.uint32),
        "concepts.senses": _senses([row.name for row in concepts]),
        **relations,
    }
    arrays |= Strings.arrays("concepts.id", [row.id for row in concepts])
    arrays |= Strings.arrays("concepts.code", [row.code for row in concepts])
    arrays |= Strings.arrays("concepts.name", [row.name for row in concepts])
    return arrays | _names(names, forms) | _indexes(names, forms, kinds, owners.tolist(), lists.abbreviations)


def _senses(labels: Sequence[str]) -> NDArray[np.int8]:
    """Give a row for each label: what it means."""
    known = vectors()
    rows = np.zeros((len(labels), DIMENSIONS), dtype=np.int8)
    for number, label in enumerate(labels):
        rows[number] = known.of(token.stem for token in fold(label))
    return rows


def _texts(
    frameworks: Sequence[tuple[Manifest, Rows]],
    numbers: Sequence[Mapping[str, int]],
    concepts: Sequence[ConceptRow],
    owners: NDArray[np.int64],
    uses: Sequence[int],
    short: Sequence[tuple[str, str]],
) -> list[tuple[int, int, str]]:
    """Give `(concept, flag, text)` of every name, official ones first."""
    texts = [(i, PREFERRED, row.name) for i, row in enumerate(concepts)]
    for known, (_, rows) in zip(numbers, frameworks, strict=True):
        texts += [(known[row.id], 0, row.name) for row in rows.names]
    texts += list(_written_out(texts, concepts))
    taken = {(owners[concept], text.lower()) for concept, _, text in texts}
    technologies = [i for i, row in enumerate(concepts) if row.kind is ConceptKind.TECHNOLOGY]
    products = shorten.Products(
        [concepts[i].name for i in technologies],
        [text for concept, _, text in texts if concepts[concept].kind in (ConceptKind.SKILL, ConceptKind.KNOWLEDGE)],
    )
    shorts: dict[str, list[str]] = defaultdict(list)
    for text, label in short:
        shorts[label].append(text)
    listed = {text for text, _ in short}
    candidates: dict[tuple[int, str], list[int]] = defaultdict(list)
    for concept, _, text in texts:
        if text.endswith(")") and concepts[concept].kind is not ConceptKind.OCCUPATION:
            for base in shorten.qualified(text):
                candidates[int(owners[concept]), base].append(concept)
    for i in technologies:
        for base in products.shorten(concepts[i].name):
            candidates[int(owners[i]), base].append(i)
    by_list = [(i, DERIVED, text) for i, row in enumerate(concepts) for text in shorts.get(row.name, ())]
    for (owner, text), found in sorted(candidates.items()):
        if (owner, text.lower()) not in taken and text not in listed:
            texts.append((max(found, key=lambda number: (uses[number], -number)), DERIVED, text))
    return texts + by_list


def _written_out(
    texts: Sequence[tuple[int, int, str]], concepts: Sequence[ConceptRow]
) -> Iterator[tuple[int, int, str]]:
    """Give titles without the letters in brackets that stand for them ("Licensed Practical Nurse (LPN)")."""
    taken = {(concept, text.lower()) for concept, _, text in texts}
    for concept, _, text in texts:
        if text.endswith(")") and concepts[concept].kind is ConceptKind.OCCUPATION:
            base, *letters = shorten.qualified(text) or (text,)
            if letters and (concept, base.lower()) not in taken:
                yield concept, DERIVED, base


def _phrases(concepts: Sequence[ConceptRow], lists: Lists) -> list[tuple[int, int, str]]:
    """Give `(concept, flag, text)` of what people write, for skills and occupations apart."""
    meant: dict[tuple[bool, str], list[tuple[int, str]]] = defaultdict(list)
    narrower = PHRASE | NARROWER
    for titles, flag, pairs in (
        (False, PHRASE, lists.phrases),
        (False, narrower, lists.narrower),
        (True, PHRASE, lists.titles),
    ):
        for text, label in pairs:
            meant[titles, label].append((flag, text))
    return [
        (i, flag, text)
        for i, row in enumerate(concepts)
        for flag, text in meant.get((row.kind is ConceptKind.OCCUPATION, row.name), ())
    ]


def _folded(texts: Iterable[tuple[int, int, str]]) -> tuple[list[_Name], list[str]]:
    """Give the names sorted by form, and the forms sorted by their hash; a name without words is left out."""
    keys = [(key(text), concept, flag, text) for concept, flag, text in texts]
    hashes = {form: sequence_hash(form.split(" ")) for form in {form for form, *_ in keys} if form}
    forms = sorted(hashes, key=lambda form: (hashes[form], form))
    number = {form: i for i, form in enumerate(forms)}
    rank = {flag: order for order, flag in enumerate(_ORDER)}
    names = {_Name(number[form], rank[flag], concept, text): None for form, concept, flag, text in keys if form}
    return sorted(names), forms


def _names(names: Sequence[_Name], forms: Sequence[str]) -> Built:
    hashes = np.array([sequence_hash(form.split(" ")) for form in forms], dtype=np.uint64)
    bloom = np.zeros(1 << BLOOM_BITS, dtype=np.bool_)
    bloom[(hashes >> np.uint64(64 - BLOOM_BITS)).astype(np.int64)] = True
    owner = np.array([name.form for name in names], dtype=np.int64)
    flags = np.array([_ORDER[name.order] for name in names], dtype=np.uint8)
    return {
        "names.concept": np.array([name.concept for name in names], dtype=np.uint32),
        "names.flags": flags,
        "forms.hashes": hashes,
        "forms.bloom": bloom,
        "forms.names": np.searchsorted(owner, np.arange(len(forms) + 1)).astype(np.uint32),
        "forms.longest": np.array([max((form.count(" ") + 1 for form in forms), default=0)], dtype=np.uint32),
        **Strings.arrays("names.text", [name.text for name in names]),
        **Strings.arrays("forms.text", forms),
    }


def _indexes(
    names: Sequence[_Name],
    forms: Sequence[str],
    kinds: NDArray[np.uint8],
    owners: Sequence[int],
    abbreviations: Sequence[tuple[str, str]],
) -> Built:
    """Give one word index for occupations and one for all else, each with the numbers of the forms in it."""
    occupation = KINDS.index(ConceptKind.OCCUPATION)
    chosen: dict[str, list[_Name]] = {OCCUPATIONS: [], SKILLS: []}
    for name in names:
        chosen[OCCUPATIONS if kinds[name.concept] == occupation else SKILLS].append(name)
    arrays: Built = {}
    for group, members in chosen.items():
        ordered = sorted({name.form for name in members})
        arrays[f"{group}.forms"] = np.array(ordered, dtype=np.uint32)
        found = synonyms((name.concept, forms[name.form]) for name in members if not _ORDER[name.order] & PHRASE)
        short = {key(text): key(long) for text, long in abbreviations if group == OCCUPATIONS}
        arrays |= words.build(group, [forms[i] for i in ordered], found, short)
    pairs = [(name.form, name.concept) for name in chosen[OCCUPATIONS] if not _ORDER[name.order] & PHRASE]
    arrays |= bridge.build(pairs, owners, len(kinds))
    return arrays


def _relations(
    frameworks: Sequence[tuple[Manifest, Rows]],
    numbers: Sequence[Mapping[str, int]],
    owners: NDArray[np.int64],
    count: int,
) -> Built:
    """Give the relations sorted by occupation; one weighs 1 - log(occupations that share it) / log(all)."""
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for known, (_, rows) in zip(numbers, frameworks, strict=True):
        for row in rows.relations:
            pair = known[row.occupation], known[row.concept]
            marks = HOT * ("hot" in row.marks) + IN_DEMAND * ("demand" in row.marks)
            relation, before = best.get(pair, (len(RELATIONS), 0))
            best[pair] = min(relation, RELATIONS.index(row.relation)), before | marks
    pairs = np.array(sorted(best), dtype=np.int64).reshape(-1, 2)
    values = np.array([best[a, b] for a, b in pairs.tolist()], dtype=np.int64).reshape(-1, 2)
    uses = np.bincount(pairs[:, 1], minlength=count)
    related = np.unique(pairs[:, 0])
    totals = np.bincount(owners[related], minlength=len(frameworks)) if len(related) else np.ones(len(frameworks))
    share = np.log(np.maximum(uses[pairs[:, 1]], 1)) / np.log(np.maximum(totals[owners[pairs[:, 1]]], 2))
    weights = np.clip(1 - share, 0, 1) * np.where(values[:, 0] == RELATIONS.index("optional"), _OPTIONAL_SHARE, 1)
    return {
        "relations.bounds": np.searchsorted(pairs[:, 0], np.arange(count + 1)).astype(np.uint32),
        "relations.concept": pairs[:, 1].astype(np.uint32),
        "relations.relation": values[:, 0].astype(np.uint8),
        "relations.marks": values[:, 1].astype(np.uint8),
        "relations.weight": weights.astype(np.float32),
        "relations.uses": uses.astype(np.uint32),
    }
