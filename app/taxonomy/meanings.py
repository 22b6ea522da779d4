"""Preferred labels of all concepts as vectors, and texts to how near they are to them.

The vectors are computed once and kept beside the compiled tables, a byte for each number.
"""

import contextlib
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.taxonomy import pack
from app.taxonomy.embeddings import Encoder, Floats, Tell
from app.taxonomy.model import ConceptKind
from app.taxonomy.signs import Numbers, parts
from app.taxonomy.store import Store

_VERSION = "1"
_SCALE = 127


class Near(NamedTuple):
    """Concepts of one framework, in the order of their numbers, with the cosine of their labels to a text."""

    concepts: Numbers
    whole: Floats
    """To the whole text."""
    part: Floats
    """To the part of the text that is nearest."""


class Meanings:
    """How near texts are to the labels of concepts."""

    def __init__(self, encoder: Encoder, vectors: NDArray[np.int8], store: Store) -> None:
        self.sha256 = encoder.sha256
        """Of the model."""
        self._encoder, self._vectors, self._store = encoder, vectors, store
        self._labels = lru_cache(maxsize=16)(self._rows)
        self.near = lru_cache(maxsize=64)(self._near)

    def _near(self, text: str, framework: str, kinds: frozenset[ConceptKind]) -> Near:
        """Give all concepts of a framework and of the kinds, however far they are."""
        concepts, rows = self._labels(framework, kinds)
        whole = rows @ self._encoder.one(text)
        said = [part for part in parts(text) if part != text]
        if not said:
            return Near(concepts, whole, whole)
        return Near(concepts, whole, (rows @ np.stack([self._encoder.one(part) for part in said]).T).max(axis=1))

    def _rows(self, framework: str, kinds: frozenset[ConceptKind]) -> tuple[Numbers, Floats]:
        concepts = np.flatnonzero(self._store.mask(framework, kinds))
        rows = self._vectors[concepts].astype(np.float32)
        return concepts, rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)


def load(folder: Path, store: Store, caches: Sequence[Path], tell: Tell) -> Meanings:
    """Read the model of `folder`, and the vectors from one of `caches` or anew. Raises EmbeddingsUnusable.

    They are those of this model and these labels; `tell` is called while they are computed. They are written to the
    first of `caches` that can be written.
    """
    encoder = Encoder(folder)
    labels = [store.arrays[f"concepts.name.{what}"] for what in ("blob", "offsets")]
    digest = hashlib.sha256(f"{_VERSION} {encoder.key}".encode())
    for array in labels:
        digest.update(np.ascontiguousarray(array).tobytes())
    key = digest.hexdigest()
    name = f"meanings-{key[:16]}.bin"
    for cache in caches:
        found = pack.read(cache / name, key)
        if found is not None:
            return Meanings(encoder, found["vectors"].astype(np.int8, copy=False), store)
    strings = pack.Strings.of("concepts.name", store.arrays)
    vectors = np.rint(encoder.many([strings[i] for i in range(len(strings))], tell) * _SCALE).astype(np.int8)
    for cache in caches:
        with contextlib.suppress(OSError):
            pack.write(cache / name, key, {"vectors": vectors})
            break
    return Meanings(encoder, vectors, store)
