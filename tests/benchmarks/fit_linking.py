"""Labelled lines to the weights of `app/taxonomy/link.py`, with what they reach on lines that were held out.

    python -m tests.benchmarks.fit_linking [FILE.jsonl ...] --cache FOLDER [--without-lists] [--embeddings FOLDER]

Without FILES the weights of phrases are fitted, on `evals/phrases` and the half of `evals/linking` that is called
`fit`; the other half and `evals/alignment` are what they are tried on. FILES are lines with `text` and `labels` (ESCO
labels). Lines that say nearly the same are held out together; the same files give the same weights.
`--without-lists` leaves `phrases.txt` and `titles.txt` out; `--embeddings` adds the signs of an embedding model.
Loss: the share that right concepts have in a softmax over all that were found.
"""

import argparse
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.evaluation.links import LinkSuite
from app.resources import folder
from app.taxonomy.gazetteer import SKILL_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.link import NEARNESS, nearness
from app.taxonomy.load import EVERYDAY, SHORT_NAMES, load
from app.taxonomy.signs import SIGNS

FOLDS, SEEDS, RIDGE, STEPS = 8, 5, 5.0, 30
ALIKE = 0.7
"""Lines that share so much of the shorter one's words are held out together."""

EVALS = Path(__file__).resolve().parents[2] / "evals"
PHRASES = ("phrases/truth.json", "phrases/truth-onet.json", "linking/truth.json", "alignment/truth.json")
TRIED = ("linking check", "alignment dev", "alignment held-out")
LEFT_OUT = ("unsaid", "literal")
"""Signs that say nothing of phrases: with them, what a name adds would count for it."""

Floats = NDArray[np.float64]


class Line(NamedTuple):
    """One line: where it came from, its words, the signs of what was found, and which of it is right."""

    source: str
    words: frozenset[str]
    signs: Floats
    right: NDArray[np.bool_]
    wanted: int


def fit(lines: Sequence[Line]) -> Floats:
    """Give the weights of the signs by Newton's method; signs are scaled to one deviation for the ridge only."""
    scale = np.vstack([line.signs for line in lines]).std(axis=0) + 1e-6
    known = [(line.signs / scale, line.right) for line in lines if line.right.any()]
    weights = np.zeros(len(scale))
    for _ in range(STEPS):
        slope, curve = RIDGE * weights, RIDGE * np.eye(len(weights))
        for signs, right in known:
            share = _shares(signs @ weights)
            mean = share @ signs
            slope = slope + mean - signs[right].mean(axis=0)
            curve = curve + (signs * share[:, None]).T @ signs - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        while _loss(known, weights - step) > _loss(known, weights) and np.abs(step).max() > 1e-9:
            step = step / 2
        weights = weights - step
    return np.asarray(weights / scale)


def _shares(values: Floats) -> Floats:
    odds = np.exp(values - values.max())
    return np.asarray(odds / odds.sum())


def _loss(known: Sequence[tuple[Floats, NDArray[np.bool_]]], weights: Floats) -> float:
    logs = [np.log(np.maximum(_shares(signs @ weights)[right], 1e-300)).mean() for signs, right in known]
    return float(RIDGE * (weights @ weights) / 2 - np.sum(logs))


def likelihood(lines: Sequence[Line], weights: Floats) -> tuple[float, float]:
    """Give slope and offset of the logistic function that turns a score into how likely a concept is right."""
    values = np.concatenate([line.signs @ weights for line in lines])
    right = np.concatenate([line.right for line in lines])
    columns, line = np.stack([values, np.ones_like(values)], axis=1), np.array([0.0, -5.0])
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-columns @ line))
        curve = (columns * (share * (1 - share))[:, None]).T @ columns + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, columns.T @ (share - right))
        while _unlikely(columns @ (line - step), right) > _unlikely(columns @ line, right) and abs(step).max() > 1e-9:
            step = step / 2
        line = line - step
    return float(line[0]), float(line[1])


def _unlikely(odds: Floats, right: NDArray[np.bool_]) -> float:
    return float(np.logaddexp(0, odds).sum() - odds[right].sum())


def folds(lines: Sequence[Line], seed: int) -> NDArray[np.int64]:
    """Give each line its fold; lines that say nearly the same have one."""
    group = list(range(len(lines)))
    for i, line in enumerate(lines):
        for j in range(i):
            shared = len(line.words & lines[j].words) / max(1, min(len(line.words), len(lines[j].words)))
            if shared > ALIKE:
                group[i] = group[j]
                break
    order = np.random.default_rng(seed).permutation(len(lines)) % FOLDS
    return np.asarray(order[np.array(group)])


def scores(lines: Sequence[Line], orders: Sequence[Floats]) -> dict[str, str]:
    """Give RP@5, RP@10 and MRR of each source in percent."""
    reached: dict[str, list[tuple[float, float, float]]] = {}
    for line, order in zip(lines, orders, strict=True):
        right = line.right[np.argsort(-order, kind="stable")]
        first = np.flatnonzero(right)
        five, ten = (float(right[:k].sum()) / min(k, line.wanted) for k in (5, 10))
        reached.setdefault(line.source, []).append((five, ten, 1 / (float(first[0]) + 1) if len(first) else 0.0))
    return {
        source: "RP@5 {:.1f}, RP@10 {:.1f}, MRR {:.1f}".format(*(100 * np.mean(rows, axis=0)))
        for source, rows in reached.items()
    }


def read(files: Sequence[Path], frameworks: Frameworks) -> list[Line]:
    """Read the lines and find the signs."""
    lines = []
    for file in files:
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            wanted = {label.lower() for label in row["labels"]}
            if not wanted:
                continue
            found = frameworks.signs(row["text"], framework="esco", kinds=SKILL_KINDS)
            if frameworks.meanings is not None:
                found = nearness(row["text"], found, frameworks, framework="esco", kinds=SKILL_KINDS)
            signs = found.signs.astype(np.float64)
            right = np.array([frameworks.at(int(i)).name.lower() in wanted for i in found.concepts], dtype=np.bool_)
            words = frozenset(re.findall(r"\w+", row["text"].lower()))
            lines.append(Line(file.stem, words, signs, right, len(wanted)))
    return lines


def read_phrases(frameworks: Frameworks) -> list[Line]:
    """Read the phrases that mean a concept and find the signs; a source is a suite with its split, or a framework."""
    lines = []
    for place in PHRASES:
        suite = LinkSuite.model_validate_json((EVALS / place).read_bytes())
        for case in (case for case in suite.cases if case.concepts):
            found = frameworks.signs(case.text, framework=suite.framework, kinds=SKILL_KINDS)
            right = np.array([frameworks.at(int(i)).id in case.concepts for i in found.concepts], dtype=np.bool_)
            words = frozenset(re.findall(r"\w+", case.text.lower()))
            source = f"{place.partition('/')[0]} {case.split or suite.framework}"
            lines.append(Line(source, words, found.signs.astype(np.float64), right, len(case.concepts)))
    return lines


def of_phrases(lines: Sequence[Line]) -> None:
    """Fit the weights of phrases and print them, as log odds, with what they reach."""
    kept = [place for place, sign in enumerate(SIGNS) if sign not in LEFT_OUT]
    fitted = [line for line in lines if line.source not in TRIED]
    weights = np.zeros(len(SIGNS))
    weights[kept] = fit([line._replace(signs=line.signs[:, kept]) for line in fitted])
    slope, offset = likelihood(fitted, weights)
    for source, reached in scores(lines, [line.signs @ weights for line in lines]).items():
        print(source, reached)
    print(dict(zip(SIGNS, np.round(slope * weights, 2).tolist(), strict=True)), f"offset {offset:.2f}")


def asking(description: str | None) -> argparse.ArgumentParser:
    """Give a parser of what `known` is asked."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--cache", type=Path, required=True, help="Folder of compiled tables.")
    parser.add_argument("--taxonomies", type=Path, default=folder("taxonomies"))
    parser.add_argument("--without-lists", action="store_true")
    parser.add_argument("--embeddings", type=Path, help="Folder of an embedding model.")
    return parser


def known(options: argparse.Namespace) -> Frameworks:
    """Load the frameworks that the options ask for."""
    taxonomies = bare(options.taxonomies, options.cache) if options.without_lists else options.taxonomies
    frameworks = load([taxonomies], [options.cache])
    if options.embeddings:
        frameworks.read_meanings(options.embeddings, [options.cache], lambda *_: None)
    return frameworks


def bare(taxonomies: Path, cache: Path) -> Path:
    """Copy the frameworks without the lists of what people write into a folder of the cache."""
    place = cache / "without-lists"
    for name in ("esco", "onet"):
        shutil.copytree(taxonomies / name, place / name, dirs_exist_ok=True)
    for name in (EVERYDAY, SHORT_NAMES):
        shutil.copy(taxonomies / name, place / name)
    return place


def main() -> None:
    """Fit, cross-validate, print."""
    parser = asking(__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    if not options.files:
        of_phrases(read_phrases(known(options)))
        return
    lines = read(options.files, known(options))
    for seed in range(SEEDS):
        fold = folds(lines, seed)
        held = [fit([line for line, at in zip(lines, fold, strict=True) if at != k]) for k in range(FOLDS)]
        print(seed, scores(lines, [line.signs @ held[at] for line, at in zip(lines, fold, strict=True)]))
    weights = fit(lines)
    print("all", scores(lines, [line.signs @ weights for line in lines]))
    print(dict(zip((*SIGNS, *NEARNESS), np.round(weights, 3).tolist(), strict=False)))
    print("likelihood: slope {:.3f}, offset {:.3f}".format(*likelihood(lines, weights)))


if __name__ == "__main__":
    main()
