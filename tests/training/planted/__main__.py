"""Train the model of planted speech: `python -m tests.training.planted --resumes FILE --lines FILE… [--check]`.

Writes `app/extraction/trained/planted-speech.npz`; with `--check` nothing is written. Figures of sentences are of a
third of the texts and documents that the other two were trained on. Of `tests/attacks` the fifth batch is
never trained on.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from app.extraction.guard.planted import PLANTED_FROM
from app.extraction.guard.speech import sentences
from app.extraction.guard.speech_model import BITS, FILE, Features, SpeechModel, features
from app.extraction.guard.speech_words import fold, lexicon_hits
from app.flows import runtime
from tests.attacks.planting import BATCHES, attacks
from tests.training.logistic import Floats, minimised
from tests.training.planted.material import MADE, Sample, honest, made, planted, skills

SEED = 20261125
FOLDS = 3
RIDGE = 1.0
_HONEST_WEIGHT = 2.5
_SMALLEST = 0.02
"""Weights that are smaller are left out."""
_SCALE = 1 / 32
_SHOWN = (0.0, 0.5, 1.0, 1.25, 1.5, 2.0, 3.0)


class Matrix:
    """What is seen of samples, in one row each."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        seen = [_counted(seen_of(sample.text)) for sample in samples]
        self._counts = np.array([len(places) for places, _ in seen])
        self._places, self._values = (np.concatenate(column) for column in zip(*seen, strict=True))
        self.planted = np.array([sample.planted for sample in samples], dtype=np.float64)

    def fitted(self, inside: NDArray[np.bool_]) -> tuple[Floats, float]:
        """Fit weights and bias to the rows that are `inside`."""
        told = np.repeat(inside, self._counts)
        places, values, counts = self._places[told], self._values[told], self._counts[inside]
        starts = np.cumsum(counts) - counts
        planted = self.planted[inside]
        share = np.where(planted > 0, 1.0, _HONEST_WEIGHT)

        def at(beta: Floats) -> tuple[float, Floats]:
            z = np.add.reduceat(values * beta[:-1].astype(np.float32)[places], starts).astype(np.float64) + beta[-1]
            p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
            loss = float((share * (np.logaddexp(0, z) - planted * z)).sum() + RIDGE / 2 * (beta[:-1] @ beta[:-1]))
            wrong = share * (p - planted)
            pushed = values * np.repeat(wrong.astype(np.float32), counts)
            slope = np.bincount(places, weights=pushed, minlength=len(beta)) + RIDGE * beta
            slope[-1] = wrong.sum()
            return loss, slope

        beta = minimised(at, 2**BITS + 1)
        return beta[:-1], float(beta[-1])

    def scores(self, weights: Floats, bias: float) -> Floats:
        """Give the score of each row."""
        starts = np.cumsum(self._counts) - self._counts
        told: Floats = np.add.reduceat(self._values * weights[self._places], starts) + bias
        return told


def _counted(seen: Features) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Give each feature once."""
    places, which = np.unique(seen.places, return_inverse=True)
    return places.astype(np.int32), np.bincount(which, weights=seen.values).astype(np.float32)


def seen_of(text: str) -> Features:
    """Give what is seen of a text that is one sentence."""
    folded = fold(text)
    return features(folded, [(0, len(folded))], lexicon_hits(folded))


def highest(model: SpeechModel, text: str) -> float:
    """Give the score of the sentence of a text that is scored highest."""
    folded = fold(text)
    return float(
        model.scores(folded, [s for found in sentences(text) for s in found], lexicon_hits(folded)).max(initial=-99)
    )


def outside(samples: Sequence[Sample], matrix: Matrix) -> Floats:
    """Score a part of the samples by weights that have seen nothing of their origins; the others get no number."""
    origins = sorted({sample.origin for sample in samples})
    random.Random(SEED).shuffle(origins)  # noqa: S311 -- no secret
    part = {origin: number % FOLDS for number, origin in enumerate(origins)} | {MADE: FOLDS}
    held = np.array([part[sample.origin] == 0 for sample in samples])
    found = np.full(len(samples), np.nan)
    found[held] = matrix.scores(*matrix.fitted(~held))[held]
    return found


def show(console: Console, samples: Sequence[Sample], scores: Floats, model: SpeechModel) -> None:
    """Print what is found, and what is told of honest sentences."""
    seen = ~np.isnan(scores)
    truth = np.array([sample.planted for sample in samples]) & seen
    of_documents = np.array(["/" in s.origin or s.origin.endswith("#0") for s in samples])
    printed, others = ~truth & of_documents & seen, ~truth & ~of_documents & seen
    batches = {name: [highest(model, a.text) for a in attacks(name)] for name in BATCHES}
    for least in (*_SHOWN, PLANTED_FROM):
        told = ", ".join(f"{name} {np.mean(np.array(s) >= least):.0%}" for name, s in batches.items())
        console.print(
            f"from {least}: planted {np.mean(scores[truth] >= least):.1%}, honest "
            f"{int((scores[printed] >= least).sum())} of {int(printed.sum())}, invented lines "
            f"{int((scores[others] >= least).sum())} of {int(others.sum())}; {told}"
        )
    worst = [
        (float(score), f"{s.origin[:20]}: {s.text}")
        for s, score in zip(samples, scores, strict=True)
        if not s.planted and score == score
    ]
    for score, text in sorted(set(worst), reverse=True)[:40]:
        console.print(f"  {score:.1f} {text[:120]!r}")


def quantised(weights: Floats) -> NDArray[np.int8]:
    """Give the weights as they are kept."""
    kept = np.where(np.abs(weights) < _SMALLEST, 0.0, weights)
    small: NDArray[np.int8] = np.clip(np.round(kept / _SCALE), -127, 127).astype(np.int8)
    return small


def samples_of(resumes: Path, lines: Iterable[Path]) -> list[Sample]:
    """Give all sentences that are trained on, each once."""
    names = skills(runtime.frameworks(runtime.settings()))
    return list(
        dict.fromkeys([*planted(names, SEED), *made(names, SEED + 2), *honest(names, resumes, lines, SEED + 1)])
    )


def main() -> None:
    """Train, print the figures, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resumes", type=Path, required=True, help="JSON lines: id, text")
    parser.add_argument("--lines", type=Path, nargs="*", default=[], help="JSON lines with text, or tables")
    parser.add_argument("--check", action="store_true", help="print the figures only")
    parser.add_argument("--quick", action="store_true", help="leave out the figures of texts outside")
    options = parser.parse_args()
    console = Console(width=160)
    samples = samples_of(options.resumes, options.lines)
    matrix = Matrix(samples)
    scores = np.full(len(samples), np.nan) if options.quick else outside(samples, matrix)
    weights, bias = matrix.fitted(np.ones(len(samples), dtype=np.bool_))
    small = quantised(weights)
    show(console, samples, scores, SpeechModel(small.astype(np.float64) * _SCALE, bias))
    if not options.check:
        np.savez_compressed(FILE, weights=small, scale=np.float64(_SCALE), bias=np.float64(bias))
        console.print(f"{FILE.name}: {FILE.stat().st_size} bytes, {int((small != 0).sum())} weights")


if __name__ == "__main__":
    main()
