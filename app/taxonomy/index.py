"""All installed frameworks as one object: concepts by identifier, by name, by likeness, and by occupation."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.errors import FrameworkUnknown
from app.taxonomy import postings
from app.taxonomy.compile import IN_DEMAND, OCCUPATIONS, SKILLS
from app.taxonomy.everyday import Everyday
from app.taxonomy.gazetteer import SKILL_KINDS, TITLE_KINDS, Gazetteer
from app.taxonomy.model import Concept, ConceptKind, Hit, Manifest, RelatedSkill, Relation
from app.taxonomy.names import fold, plain_key
from app.taxonomy.pack import Arrays
from app.taxonomy.search import NameSearch
from app.taxonomy.signs import FORMS, Finder, Found, Together
from app.taxonomy.store import Name, Store
from app.taxonomy.titles import Occupations, occupations

if TYPE_CHECKING:
    from app.taxonomy.embeddings import Tell
    from app.taxonomy.meanings import Meanings

ALL_KINDS = frozenset(ConceptKind)
_SHORT, _KEPT = 80, 1 << 12
"""Characters of a text up to which the names that fold like it are kept, and how many texts are."""
_TITLES = 256
"""Titles whose occupations are kept: they are asked for in one framework after the other."""
_LABELLED, _LISTED, _NAMED, _HEADED = 8.0, 6.0, 2.5, 2.0
"""What it adds to the log odds of an occupation that it is called just so: by its label, by the lists, by a name that
no other has; and that what stands before a dash or comma is called so."""
_RELATIONS: tuple[Relation, ...] = ("essential", "optional", "technology")


class NameMatch(NamedTuple):
    """A name that folds like the text that was looked up."""

    number: int
    """Of the concept."""
    concept: Concept
    name: str
    preferred: bool
    derived: bool
    """A short form of ours, not a name that the framework lists."""
    literal: bool
    """The same words but for plural and spelling (not `account` for `accounting`)."""
    phrase: bool = False
    """What people write for the concept, not a name."""
    narrower: bool = False
    """A phrase for something that falls under the concept and is not all of it."""


class Frameworks:
    """Concepts of all frameworks. The same tables give the same answers; ties go by framework and identifier."""

    def __init__(self, arrays: Arrays, manifests: Sequence[Manifest], everyday: Everyday) -> None:
        self._store = Store(arrays, manifests, everyday)
        self._arrays = arrays
        self.manifests: tuple[Manifest, ...] = tuple(manifests)
        self.gazetteer = Gazetteer(self._store)
        self._technologies: list[bool] = self._store.mask(None, frozenset({ConceptKind.TECHNOLOGY})).tolist()
        self._groups = [
            NameSearch(OCCUPATIONS, TITLE_KINDS, self._store),
            NameSearch(SKILLS, SKILL_KINDS, self._store),
        ]
        self._matches = lru_cache(maxsize=_KEPT)(self._matching)
        self._title = lru_cache(maxsize=_KEPT)(self._titled_as)
        self._titled: dict[tuple[str, int], dict[str, Occupations]] = {}
        self._finders = [Finder(group, self.gazetteer) for group in self._groups]
        self.meanings: Meanings | None = None
        """How near texts are to labels, where a board has installed an embedding model."""

    def read_meanings(self, folder: Path, caches: Sequence[Path], tell: "Tell") -> None:
        """Let the embedding model of `folder` help to rank concepts. Raises EmbeddingsUnusable."""
        from app.taxonomy import meanings  # the packages behind it are an extra

        self.meanings = meanings.load(folder, self._store, caches, tell)

    @property
    def sources(self) -> tuple[str, ...]:
        """What concepts come from: every framework with its version, and the digest of an embedding model."""
        names = tuple(f"{manifest.name} {manifest.version}" for manifest in self.manifests)
        return (*names, f"embeddings {self.meanings.sha256}") if self.meanings else names

    def concept(self, concept_id: str) -> Concept | None:
        """Give a concept by its identifier."""
        number = self._store.number_of(concept_id)
        return None if number is None else self._store.concept(number)

    def names(self, framework: str | None = None) -> Iterator[tuple[str, Concept]]:
        """Give every name that a framework lists, with its concept."""
        for form in range(len(self._store.form_hashes)):
            for name in self._store.names_of.__wrapped__(form):
                concept = self._store.concept(name.concept)
                if not (name.derived or name.phrase) and framework in (None, concept.framework):
                    yield name.text, concept

    def lookup(
        self, text: str, *, framework: str | None = None, kinds: Collection[ConceptKind] = ALL_KINDS
    ) -> list[NameMatch]:
        """Give all names that fold like `text`: literal ones first, then preferred, then derived; phrases last."""
        self._check(framework)
        matches = self._matches(text) if len(text) <= _SHORT else self._matching(text)
        return [
            match for match in matches if match.concept.kind in kinds and framework in (None, match.concept.framework)
        ]

    def _matching(self, text: str) -> tuple[NameMatch, ...]:
        """Give the same for any framework and kind: a text is asked about for one after the other."""
        tokens = fold(text)
        form = self._store.form_of([token.stem for token in tokens]) if tokens else None
        if form is None:
            return ()
        plain = " ".join(token.plain for token in tokens)
        matches = [
            NameMatch(
                name.concept,
                self._store.concept(name.concept),
                name.text,
                name.preferred,
                name.derived,
                plain_key(name.text) == plain,
                name.phrase,
                name.narrower,
            )
            for name in self._store.names_of(form)
            if len(tokens) > 1 or name.phrase or not self._inflects(name, text.strip())
        ]
        return tuple(
            sorted(matches, key=lambda name: (name.phrase, not name.literal, name.derived, not name.preferred))
        )

    def _inflects(self, name: Name, word: str) -> bool:
        """Say whether a word is another form of what a product is called: "team" and "slacks" are no products.

        "PLCs" are what "PLC" stands for.
        """
        called = name.text
        differs = word.isalpha() and called.isalpha() and word.casefold() != called.casefold()
        return differs and not called.isupper() and self._technologies[name.concept]

    def is_everyday(self, text: str) -> bool:
        """Say whether `text` is on the list of ordinary words."""
        return plain_key(text) in self._store.everyday

    def means_other(self, text: str) -> bool:
        """Say whether `text` is letters that people write for something else than the frameworks have."""
        return self._store.everyday.means_other(text)

    def exact(self, text: str, *, kinds: Collection[ConceptKind] = ALL_KINDS) -> list[Concept]:
        """Give the concepts that have `text` as a name, those that prefer it first; phrases are no names."""
        matches = self.lookup(text, kinds=kinds)
        return list(dict.fromkeys(match.concept for match in matches if not match.phrase))

    def search(
        self, text: str, *, framework: str | None = None, kinds: Collection[ConceptKind] = ALL_KINDS, k: int = 10
    ) -> list[Hit]:
        """Give the `k` concepts whose names are most like `text`, best first, each once with its best name.

        The score is 1 for a name that folds like the text, else the soft cosine of words (`words`).
        """
        self._check(framework)
        wanted = frozenset(kinds)
        best: dict[Concept, Hit] = {}
        for match in self.lookup(text, framework=framework, kinds=wanted):
            if match.literal and not match.narrower:
                best.setdefault(match.concept, Hit(concept=match.concept, score=1, via=match.name))
        words = [token.stem for token in fold(text)]
        ranked = [pair for group in self._groups for pair in group.search(words, framework, wanted, k)]
        for hit in sorted(ranked, key=lambda hit: -hit.score):
            best.setdefault(hit.concept, hit)
        return list(best.values())[:k]

    def support(self, text: str, *, framework: str, kinds: Collection[ConceptKind]) -> dict[str, float]:
        """Give for each concept how much of its names resembles `text`: the sum of their squared likeness.

        Of concepts that share a name, the one that the name fits best has more names like it.
        """
        self._check(framework)
        words = tuple(token.stem for token in fold(text))
        totals: dict[str, float] = {}
        for group in self._groups:
            for concept_id, value in group.support(words, framework, frozenset(kinds)).items():
                totals[concept_id] = totals.get(concept_id, 0) + value
        return totals

    def signs(self, text: str, *, framework: str, kinds: Collection[ConceptKind], forms: int = FORMS) -> Found:
        """Give the concepts of one framework that a text may name, with their signs.

        `kinds` are occupations, or kinds of skills; where both are asked for, occupations are left out. More `forms`
        of names that are looked at give more concepts.
        """
        self._check(framework)
        wanted = frozenset(kinds)
        return self._finder(wanted).find(text, framework=framework, kinds=wanted, forms=forms)

    def _finder(self, kinds: frozenset[ConceptKind]) -> Finder:
        return self._finders[1 if kinds & SKILL_KINDS else 0]

    def signs_together(
        self, texts: Iterable[str], *, kinds: Collection[ConceptKind], forms: int = FORMS
    ) -> Iterator[Together]:
        """Give what `signs` gives for each text in every framework, for many texts at once, which costs less."""
        asked, wanted = list(dict.fromkeys(texts)), frozenset(kinds)
        frameworks = self._store.frameworks
        yield from self._finder(wanted).find_together(asked, frameworks=frameworks, kinds=wanted, forms=forms)

    def occupations(self, text: str, *, framework: str, forms: int = FORMS) -> Occupations:
        """Give the occupations of one framework that a title may mean, with their log odds."""
        self._check(framework)
        found = self._titled.get((self._title(text), forms))
        if found is None:
            found = self.find_titles([text], forms=forms)[text]
        return found[framework]

    def find_titles(self, texts: Iterable[str], *, forms: int = FORMS) -> dict[str, dict[str, Occupations]]:
        """Look for the occupations of many titles at once, which costs less; `occupations` then gives them."""
        titles = {text: self._title(text) for text in texts}
        asked = dict.fromkeys(titles.values())
        known = {text: found for text in asked if (found := self._titled.get((text, forms))) is not None}
        fresh: dict[str, dict[str, Occupations]] = {}
        for together in self.signs_together((t for t in asked if t not in known), kinds=TITLE_KINDS, forms=forms):
            fresh.update(occupations(together, self._store))
        if len(self._titled) + len(fresh) > _TITLES:
            # those that are asked for stay
            self._titled = {(text, forms): found for text, found in known.items()}
        self._titled.update(((text, forms), found) for text, found in fresh.items())
        found_for = known | fresh
        return {text: found_for[title] for text, title in titles.items()}

    def _titled_as(self, text: str) -> str:
        """Give what is looked for: the title alone, unless an occupation is called by all of the text."""
        if self.lookup(text, kinds=TITLE_KINDS):
            return text
        plain = postings.alone(text)
        rest = postings.lesser(plain)
        for one in dict.fromkeys((plain, postings.written_out(plain), rest, postings.written_out(rest))):
            if one != text and (one == plain or not self.is_everyday(one)) and self.lookup(one, kinds=TITLE_KINDS):
                return one
        return plain

    def called(self, text: str, framework: str) -> dict[int, float]:
        """Give the occupations of one framework that are called just as a title, with what that adds to their odds.

        Many occupations may have a title among their other names: then it says little of any of them.
        """
        title = self._title(text)
        if added := self._called(title, framework):
            return added
        head = postings.head(title)
        return {} if self.is_everyday(head) else dict.fromkeys(self._called(head, framework), _HEADED)

    def _called(self, title: str, framework: str) -> dict[int, float]:
        matches = self.lookup(title, framework=framework, kinds=TITLE_KINDS)
        literal = [match for match in matches if match.literal and not match.narrower]
        added = {match.number: _LISTED for match in literal if match.phrase}
        named = [match.number for match in literal if not match.phrase and not match.preferred]
        if not added and len(named) == 1:
            added[named[0]] = _NAMED
        return added | {match.number: _LABELLED for match in literal if match.preferred}

    def at(self, number: int) -> Concept:
        """Give the concept of that number."""
        return self._store.concept(number)

    def told(self, number: int) -> tuple[str, str, str, str, str | None]:
        """Give framework, version, identifier, label and code of the concept of that number."""
        return self._store.told(number)

    def label_at(self, number: int) -> str:
        """Give the label of the concept of that number: sooner than the concept."""
        return self._store.label_of(number)

    def is_technology(self, number: int) -> bool:
        """Say whether the concept of that number is one."""
        return self._technologies[number]

    def name_at(self, number: int) -> str:
        """Give the name of that number."""
        return self._store.name(number)

    def is_narrower(self, number: int) -> bool:
        """Say whether the name of that number is a phrase for something that falls under its concept."""
        return self._store.is_narrower(number)

    def left(self, text: str, name: str, *, titles: bool = False) -> float:
        """Give the share of what a text says that a name does not say, by any of its words or their like."""
        group = self._groups[0 if titles else 1]
        return group.index.left([token.stem for token in fold(text)], [token.stem for token in fold(name)])

    def weight(self, word: str, *, titles: bool = False) -> float:
        """Give how telling a folded word is among names of skills (or of occupations): the fewer names, the more."""
        return self._groups[0 if titles else 1].weight(word)

    def related(
        self, occupation_id: str, *, asked_for: bool = False, most: int | None = None
    ) -> tuple[RelatedSkill, ...]:
        """Give the skills and technologies of an occupation, the most distinctive first; empty when none is known.

        With `asked_for` only those that are essential to it, or that employers often ask for; `most` is how many.
        """
        number = self._store.number_of(occupation_id)
        if number is None:
            return ()
        bounds = self._arrays["relations.bounds"]
        part = slice(int(bounds[number]), int(bounds[number + 1]))
        weights: NDArray[np.float32] = self._arrays["relations.weight"][part].astype(np.float32, copy=False)
        demand = (self._arrays["relations.marks"][part].astype(np.uint8, copy=False) & IN_DEMAND) > 0
        concepts, relations = self._arrays["relations.concept"][part], self._arrays["relations.relation"][part]
        order = np.argsort(-weights, kind="stable")
        if asked_for:
            order = order[(demand | (relations == _RELATIONS.index("essential")))[order]]
        return tuple(
            RelatedSkill(
                concept=self._store.concept(int(concepts[i])),
                relation=_RELATIONS[int(relations[i])],
                weight=round(float(weights[i]), 4),
                in_demand=bool(demand[i]),
            )
            for i in order[:most].tolist()
        )

    def _check(self, framework: str | None) -> None:
        if framework is not None and framework not in self._store.frameworks:
            raise FrameworkUnknown(f"no framework is called {framework!r}")
