"""Compiled arrays to concepts and their names, each made when it is first asked for."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy.compile import BLOOM_BITS, DERIVED, KINDS, NARROWER, PHRASE, PREFERRED
from app.taxonomy.everyday import Everyday
from app.taxonomy.hashing import few_runs, sequence_hash, word_hash
from app.taxonomy.model import Concept, ConceptKind, Manifest
from app.taxonomy.pack import Arrays, Strings
from app.values import ConceptId

Numbers = NDArray[np.int64]

_BLOOM_SHIFT = 64 - BLOOM_BITS


def rows_between(first: Numbers, last: Numbers) -> tuple[Numbers, Numbers]:
    """Give the rows from each `first` up to its `last`, one after the other, and how many each has."""
    counts = last - first
    return (first - counts.cumsum() + counts).repeat(counts) + np.arange(counts.sum()), counts


class Name(NamedTuple):
    """One name of one concept."""

    text: str
    concept: int
    """Number of the concept."""
    preferred: bool
    derived: bool
    """Not the framework's own: made from one (`Excel` from `Microsoft Excel`)."""
    phrase: bool = False
    """Not the framework's own either: from the lists of what people write."""
    narrower: bool = False
    """A phrase for something that falls under the concept."""


class Store:
    """Concepts, forms and names by number. A form is what all names share that fold alike."""

    def __init__(self, arrays: Arrays, manifests: Sequence[Manifest], everyday: Everyday) -> None:
        self.arrays = arrays
        self.manifests = tuple(manifests)
        self.everyday = everyday
        self.frameworks = tuple(manifest.name for manifest in manifests)
        self.longest = int(arrays["forms.longest"][0])
        """Words of the longest form."""
        self.concept_kinds = arrays["concepts.kind"]
        self.concept_frameworks = arrays["concepts.framework"]
        self._kind_at, self._framework_at = self.concept_kinds.tobytes(), self.concept_frameworks.tobytes()
        self.form_hashes = arrays["forms.hashes"]
        self._bloom: NDArray[np.bool_] = arrays["forms.bloom"].astype(np.bool_, copy=False)
        self._bloom_at, self._hash_at = memoryview(self._bloom), memoryview(self.form_hashes)  # type: ignore[arg-type]
        self.senses: NDArray[np.int8] = arrays["concepts.senses"].astype(np.int8, copy=False)
        """What the label of each concept means, a row each (`vectors`)."""
        self._ids = Strings.of("concepts.id", arrays)
        self._codes = Strings.of("concepts.code", arrays)
        self._labels = Strings.of("concepts.name", arrays)
        self._texts = Strings.of("names.text", arrays)
        self._forms = Strings.of("forms.text", arrays)
        self.bounds = arrays["forms.names"].astype(np.int64)
        """Where the names of each form begin, and after the last one where they end."""
        self._flags = arrays["names.flags"].astype(np.uint8, copy=False)
        self._flags_at = self._flags.tobytes()
        self.owners = arrays["names.concept"].astype(np.int64)
        """Concept of each name."""
        self.preferred: NDArray[np.bool_] = (self._flags & PREFERRED) > 0
        """Whether each name is a preferred label."""
        self.concept = lru_cache(maxsize=1 << 15)(self._concept)
        self.told = lru_cache(maxsize=1 << 14)(self._told)
        self.mask = lru_cache(maxsize=64)(self._mask)
        self.names_of = lru_cache(maxsize=1 << 14)(self._names_of)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """Number of names of each concept."""
        phrase = (self._flags & PHRASE) > 0
        return np.bincount(self.owners[~phrase], minlength=len(self.concept_kinds))

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where the concepts of each framework begin and end."""
        numbers = np.arange(len(self.frameworks) + 1)
        return list(pairwise(np.searchsorted(self.concept_frameworks, numbers).tolist()))

    def friends(self, occupations: Numbers) -> tuple[Numbers, NDArray[np.float32], Numbers]:
        """Give the occupations of other frameworks that have names in common with some, and the share of each.

        Those of each one stand together; also told is how many they are.
        """
        bounds, concepts, worth = (self.arrays[f"shared.{what}"] for what in ("bounds", "concept", "worth"))
        rows, counts = rows_between(bounds[occupations].astype(np.int64), bounds[occupations + 1].astype(np.int64))
        return concepts[rows].astype(np.int64), worth[rows].astype(np.float32, copy=False), counts

    def _concept(self, number: int) -> Concept:
        """Give the concept of that number."""
        framework, version, concept_id, name, code = self.told(number)
        return Concept(
            id=ConceptId(concept_id),
            framework=framework,
            version=version,
            kind=self.kind(number),
            name=name,
            code=code,
        )

    def _told(self, number: int) -> tuple[str, str, str, str, str | None]:
        """Give framework, version, identifier, label and code of a concept: what is shown of it."""
        manifest = self.manifests[self._framework_at[number]]
        return manifest.name, manifest.version, self._ids[number], self._labels[number], self._codes[number] or None

    def kind(self, number: int) -> ConceptKind:
        """Give the kind of a concept by its number."""
        return KINDS[self._kind_at[number]]

    def _names_of(self, form: int) -> tuple[Name, ...]:
        """Give the names that fold to a form, preferred labels first, then other, derived names and phrases."""
        first, last = int(self.bounds[form]), int(self.bounds[form + 1])
        flags, owners = self._flags_at[first:last], self.owners[first:last].tolist()
        return tuple(
            Name(
                self._texts[i],
                owner,
                bool(flag & PREFERRED),
                bool(flag & DERIVED),
                bool(flag & PHRASE),
                bool(flag & NARROWER),
            )
            for i, owner, flag in zip(range(first, last), owners, flags, strict=True)
        )

    def id_of(self, number: int) -> ConceptId:
        """Give the identifier of a concept by its number."""
        return ConceptId(self._ids[number])

    def label_of(self, number: int) -> str:
        """Give the label of a concept by its number."""
        return self._labels[number]

    def name(self, number: int) -> str:
        """Give the text of a name by its number."""
        return self._texts[number]

    def is_narrower(self, number: int) -> bool:
        """Say whether the name of that number is a phrase for something that falls under its concept."""
        return bool(self._flags_at[number] & NARROWER)

    def number_of(self, concept_id: str) -> int | None:
        """Give the number of a concept by its identifier."""
        hashes = self.arrays["concepts.hashes"]
        wanted = np.uint64(word_hash(concept_id))
        at = int(np.searchsorted(hashes, wanted))
        while at < len(hashes) and hashes[at] == wanted:
            number = int(self.arrays["concepts.by_hash"][at])
            if self._ids[number] == concept_id:
                return number
            at += 1
        return None

    def form_of(self, words: Sequence[str]) -> int | None:
        """Give the form made of these folded words."""
        form = self.form_by_hash(sequence_hash(words))
        return form if form >= 0 and self.form_is(form, words) else None

    def form_is(self, form: int, words: Sequence[str]) -> bool:
        """Say whether the form is made of these words, and not only of the same hash."""
        return self._forms[form] == " ".join(words)

    def form_by_hash(self, number: int) -> int:
        """Give the form that has this hash, or -1."""
        return self._found(number) if self._bloom_at[number >> _BLOOM_SHIFT] else -1

    def _found(self, number: int) -> int:
        place = bisect_left(self._hash_at, number)
        return place if place < len(self._hash_at) and self._hash_at[place] == number else -1

    def forms_in(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Give `(first word, number of words, form)` of each run of a few words that is a form, short ones first."""
        bloom = self._bloom_at
        for length, hashes in enumerate(few_runs(words, self.longest), start=1):
            for first, number in enumerate(hashes):
                if bloom[number >> _BLOOM_SHIFT]:
                    form = self._found(number)
                    if form >= 0 and self.form_is(form, words[first : first + length]):
                        yield first, length, form

    def forms_by_hash(self, hashes: NDArray[np.uint64]) -> list[int]:
        """Give for each hash the form that has it, or -1."""
        if not len(self.form_hashes):
            return [-1] * len(hashes)
        places = np.minimum(np.searchsorted(self.form_hashes, hashes), len(self.form_hashes) - 1)
        found: list[int] = np.where(self.form_hashes[places] == hashes, places, -1).tolist()
        return found

    def may_hold(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Say quickly for each hash whether a form may have it; a no is certain."""
        return self._bloom[(hashes >> np.uint64(_BLOOM_SHIFT)).astype(np.int64)]

    def _mask(self, framework: str | None, kinds: frozenset[ConceptKind]) -> NDArray[np.bool_]:
        """Give for every concept whether it is of the framework (None is any) and one of the kinds."""
        wanted: NDArray[np.bool_] = np.isin(self.concept_kinds, [KINDS.index(kind) for kind in kinds])
        if framework is not None:
            wanted &= self.concept_frameworks == self.frameworks.index(framework)
        return wanted
