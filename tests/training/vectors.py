"""Teach single words what a sentence model makes of them: `python -m tests.training.vectors FOLDER --resumes FILE`.

FOLDER holds the model as `LER_EMBEDDINGS` wants it (decision 0013); the extra `embeddings` is needed. The sums of
the vectors of their words learn to point where the model points for all names of the frameworks, for lines of
resumes, and for single words (static vectors by distillation, as in Tulkens and van Dongen 2024). Words come from
names and from the model's own vocabulary, none from resumes. Writes `app/taxonomy/trained/word-vectors.npz`; with
`--check` nothing is written. About seven minutes of one core; the same seed and files give the same vectors on one
machine.
"""

import argparse
import json
import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from app.flows import runtime
from app.taxonomy.embeddings import TOKENIZER, Encoder
from app.taxonomy.names import fold
from app.taxonomy.vectors import DIMENSIONS, FILE, save

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

INVENTED = [Path(__file__).with_name(name) for name in ("occupations.toml", "passages.toml")]
SEED, PASSES, BATCH, RATE, LEAST = 20261126, 10, 4096, 0.01, 0.0005
HELD = 0.04
"""Share of names and lines that is not learnt from, to tell how well others are met."""
LONGEST = 24
"""Words of one line."""
_LINE = re.compile(r"\n|(?<=[.;!?])\s+|\s{3,}|[•✓●▪➢]")
_WORD = re.compile(r"[a-z]{2,}")
_SPELLED = re.compile(r"[a-z][a-z+#.&/']*|\.net|\d?[a-z][a-z\d]*")


class Ragged(NamedTuple):
    """The numbers of the words of each text, one text after the other."""

    words: Numbers
    bounds: Numbers

    def sums(self, rows: Numbers, vectors: Floats) -> tuple[Floats, Numbers, Numbers]:
        """Give the sum of the vectors of each text in `rows`, with the words that were added and whose each is."""
        first, counts = self.bounds[rows], np.diff(self.bounds)[rows]
        ends = counts.cumsum()
        at = (first - ends + counts).repeat(counts) + np.arange(ends[-1])
        words = self.words[at]
        return np.add.reduceat(vectors[words], ends - counts, axis=0), words, np.arange(len(rows)).repeat(counts)


def lines(texts: Iterable[str]) -> Iterator[str]:
    """Part texts into lines of a few words."""
    for text in texts:
        for part in _LINE.split(text):
            said = part.split()
            for at in range(0, len(said), LONGEST):
                line = " ".join(said[at : at + LONGEST])
                if _WORD.search(line.lower()):
                    yield line


def strings(table: object) -> Iterator[str]:
    """Give all texts of a table, however deep."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, Mapping):
        yield from chain.from_iterable(map(strings, table.values()))
    elif isinstance(table, Sequence):
        yield from chain.from_iterable(map(strings, table))


def single(names: Iterable[str], tokenizer: Path) -> list[str]:
    """Give the words of names, and those of the model's vocabulary."""
    known = json.loads(tokenizer.read_text("utf-8"))["model"]["vocab"]
    said = Counter(word for name in names for word in name.lower().split() if _SPELLED.fullmatch(word))
    return list(dict.fromkeys(chain((w for w in known if _WORD.fullmatch(w) and w.isascii()), said)))


def numbered(texts: Sequence[str], words: Sequence[str]) -> tuple[Ragged, list[str]]:
    """Fold all texts; what does not come from `words` is left out."""
    allowed = {token.stem for word in words for token in fold(word)}
    number: dict[str, int] = {}
    found: list[int] = []
    bounds = [0]
    for text in texts:
        stems = [token.stem for token in fold(text)]
        found += [number.setdefault(stem, len(number)) for stem in stems if stem in allowed]
        bounds.append(len(found))
    return Ragged(np.array(found), np.array(bounds)), list(number)


def narrow(vectors: Floats, names: int) -> Floats:
    """Turn vectors so that names differ most in the first dimensions, keep these, and make all of length one."""
    centred = vectors - vectors[:names].mean(axis=0)
    _, axes = np.linalg.eigh(centred[:names].T @ centred[:names])
    turned = centred @ axes[:, ::-1][:, :DIMENSIONS]
    return np.asarray(turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def cosines(texts: Ragged, rows: Numbers, targets: Floats, vectors: Floats) -> Floats:
    """Give how near the sum of each text is to its target."""
    sums = texts.sums(rows, vectors)[0]
    return np.asarray((sums * targets[rows]).sum(axis=1) / np.maximum(np.linalg.norm(sums, axis=1), 1e-6))


def learn(texts: Ragged, targets: Floats, known: Numbers, count: int, console: Console, held: Numbers) -> Floats:
    """Find the vectors of `count` words whose sums point to the targets, by Adam (Kingma and Ba 2015)."""
    generator = np.random.default_rng(SEED)
    # at first a word points where the texts point that have it, above all short ones
    lengths = np.diff(texts.bounds)
    vectors = np.zeros((count, DIMENSIONS), dtype=np.float32)
    shares = np.zeros(count, dtype=np.float32)
    _, words, owner = texts.sums(known, vectors)
    worth = (1 / np.square(lengths[known]))[owner].astype(np.float32)
    np.add.at(vectors, words, targets[known][owner] * worth[:, None])
    np.add.at(shares, words, worth)
    rare = np.log(len(lengths) / (1 + np.bincount(words, minlength=count)))
    vectors *= (rare / rare.max() / np.maximum(shares, 1e-6))[:, None].astype(np.float32)
    first, second, step = np.zeros_like(vectors), np.zeros_like(vectors), 0
    for turn in range(PASSES):
        began, rate = time.perf_counter(), RATE * (1 - turn / PASSES) + LEAST
        for rows in np.array_split(generator.permutation(known), -(-len(known) // BATCH)):
            sums, words, owner = texts.sums(rows, vectors)
            length = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-6
            unit = sums / length
            wanted = targets[rows]
            slope = (unit * (unit * wanted).sum(axis=1, keepdims=True) - wanted) / length / len(rows) * 100
            order = words.argsort(kind="stable")
            begins = np.flatnonzero(np.diff(words[order], prepend=-1))
            gradient = np.zeros_like(vectors)
            gradient[words[order][begins]] = np.add.reduceat(slope[owner[order]], begins, axis=0)
            step += 1
            first += np.float32(0.1) * (gradient - first)
            second += np.float32(0.01) * (np.square(gradient) - second)
            vectors -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-4)
        near = cosines(texts, held, targets, vectors).mean()
        console.print(f"pass {turn + 1}: cosine {near:.4f} to held texts, {time.perf_counter() - began:.0f} s")
    return vectors


def main() -> None:
    """Encode, learn, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="Folder of the sentence model.")
    parser.add_argument("--resumes", type=Path, required=True, help="JSON lines with `text`.")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    console = Console()
    frameworks = runtime.frameworks(runtime.settings())
    names = list(dict.fromkeys(name for name, _ in frameworks.names()))
    told = [row["text"] for row in map(json.loads, options.resumes.read_text("utf-8").splitlines())]
    told += chain.from_iterable(strings(tomllib.loads(path.read_text("utf-8"))) for path in INVENTED)
    words = single(names, options.model / TOKENIZER)
    texts = list(dict.fromkeys(chain(names, lines(told), words)))
    console.print(f"{len(names)} names, {len(texts)} texts with lines and {len(words)} words")

    def tell(done: int, of: int) -> None:
        if done % (1 << 15) == 0:
            console.print(f"{done} of {of} texts read by the model")

    targets = narrow(Encoder(options.model).many(texts, tell), len(names))
    ragged, stems = numbered(texts, words)
    known = np.flatnonzero(np.diff(ragged.bounds))
    alone = set(words)
    whole = np.array([text not in alone for text in texts])[known]
    drawn = np.random.default_rng(SEED).random(len(known)) < HELD
    vectors = learn(ragged, targets, known[~(drawn & whole)], len(stems), console, known[drawn & whole])
    if not options.check:
        save(FILE, stems, vectors)
        console.print(f"{FILE.name}: {len(stems)} words, {FILE.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
