"""Marked text to a trained skill tagger: conditional random field by python-crfsuite, written as plain arrays."""

import gzip
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from app.extraction.skills.observe import Seen
from app.extraction.skills.tagger import LABELS, REACH, Tagger

PARAMETERS = {
    "c1": 0.1,
    "c2": 0.05,
    "max_iterations": 100,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
_EDGE = "edge"

Marked = tuple[Seen, Sequence[str]]
"""Tokens of one text, and the label of each."""


def labels(seen: Seen, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Give the label of each token: the first of a span begins it, the others are inside."""
    found, n = ["O"] * len(seen), 0
    for start, end in sorted(spans):
        first = True
        while n < len(seen) and seen.starts[n] < end:
            if seen.ends[n] > start:
                found[n] = "B" if first else "I"
                first = False
            n += 1
    return found


def windowed(seen: Seen) -> list[list[str]]:
    """Give for each token the features of its neighbourhood, each with its offset."""
    return [
        [
            f"{offset}|{feature}"
            for offset in range(-REACH, REACH + 1)
            for feature in (seen.features(n + offset) if 0 <= n + offset < len(seen) else (_EDGE,))
        ]
        for n in range(len(seen))
    ]


class Arrays:
    """The learned weights, ready to be used or written."""

    def __init__(self, path: Path) -> None:
        import pycrfsuite  # of the extra `train`: everything else here runs without it

        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
        names = sorted({a.partition("|")[2] for a, _ in info.state_features} - {_EDGE})
        number = {name: n for n, name in enumerate(names)}
        weights = np.zeros((len(names), 2 * REACH + 1, len(LABELS)))
        edges = np.zeros((2 * REACH + 1, len(LABELS)))
        for (attribute, label), weight in info.state_features.items():
            offset, _, name = attribute.partition("|")
            place = edges if name == _EDGE else weights[number[name]]
            place[int(offset) + REACH, LABELS.index(label)] = weight
        moves = np.zeros((len(LABELS), len(LABELS)))
        for (before, after), weight in info.transitions.items():
            moves[LABELS.index(before), LABELS.index(after)] = weight
        self.names, self.weights, self.moves, self.edges = names, weights, moves, edges

    def tagger(self) -> Tagger:
        """Give the tagger of these weights."""
        return Tagger({name: n for n, name in enumerate(self.names)}, self.weights, self.moves, self.edges)

    def write(self, path: Path) -> None:
        """Write them as arrays of small integers with one scale."""
        scale = np.abs(self.weights).max() / 32767
        small = np.round(self.weights / scale).astype(np.int16).reshape(len(self.names), -1)
        features = np.frombuffer(gzip.compress("\n".join(self.names).encode(), mtime=0), dtype=np.uint8)
        np.savez_compressed(
            path, features=features, weights=small, scale=np.float64(scale), moves=self.moves, edges=self.edges
        )


def train(marked: Iterable[Marked]) -> Arrays:
    """Train on marked texts. The same texts in the same order give the same weights."""
    import pycrfsuite  # of the extra `train`: everything else here runs without it

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for seen, said in marked:
        trainer.append(windowed(seen), list(said))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.crfsuite"
        trainer.train(str(path))
        return Arrays(path)
