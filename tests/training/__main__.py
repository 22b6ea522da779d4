"""Train the skill tagger and fit its decision: `python -m tests.training --resumes FILE --sentences FILE… [--check]`.

Needs the extra `train`. Writes `app/extraction/trained/`; with `--check` nothing is written. Figures that are printed
are of documents outside the part that was trained on (cross-validation by document, fixed seed).
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from app.extraction.tagger import Reading
from app.extraction.weigh import propose
from app.flows import runtime
from tests.training.fit import PRINTED, expected_errors, fit
from tests.training.invent import advertisements, resumes
from tests.training.material import Text, documents, folds, invented, printed, sentences
from tests.training.score import table
from tests.training.tagger import train

TRAINED = Path(__file__).resolve().parents[2] / "app" / "extraction" / "trained"
VARIED = Path(__file__).resolve().parents[2] / "evals" / "varied"
SEED = 20261123
FOLDS, PARTS = 3, 4
"""Parts of the texts for the tagger, and for the decision."""
EACH = 6
"""Invented resumes of each occupation, and sentences of advertisements."""


def outside(texts: Sequence[Text], console: Console) -> dict[str, Reading]:
    """Read every text by a tagger that was trained without it."""
    found: dict[str, Reading] = {}
    for number, held in enumerate(folds(texts, FOLDS, SEED)):
        began = time.perf_counter()
        tagger = train((t.observed.seen, t.labels) for t in texts if t.name not in held).tagger()
        found.update((t.name, tagger.read(t.observed.seen)) for t in texts if t.name in held)
        console.print(f"fold {number + 1} of {FOLDS}: {time.perf_counter() - began:.0f} s")
    return found


def main() -> None:
    """Train, fit, print the figures, and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resumes", type=Path, required=True, help="JSON lines: id, text, skills")
    parser.add_argument("--sentences", type=Path, nargs="*", default=[], help="JSON lines: id, text, spans")
    parser.add_argument("--check", action="store_true", help="print the figures only")
    options = parser.parse_args()
    console = Console(width=120)
    frameworks = runtime.frameworks(runtime.settings())
    texts = [
        *documents(options.resumes, frameworks),
        *(text for path in options.sentences for text in sentences(path, frameworks)),
        *invented("invented resumes", resumes(SEED, EACH), frameworks),
        *invented("invented advertisements", advertisements(SEED, EACH), frameworks),
    ]
    readings = outside(texts, console)
    learned = train((t.observed.seen, t.labels) for t in texts)
    tagger = learned.tagger()
    printed_texts = printed(VARIED, PRINTED, frameworks)
    readings |= {t.name: tagger.read(t.observed.seen) for t in printed_texts}
    texts += printed_texts
    found = {t.name: propose(t.observed, readings[t.name], frameworks) for t in texts}
    parts = folds(texts, PARTS, SEED + 1)
    decisions = {frozenset(held): fit([t for t in texts if t.name not in held], found) for held in parts}
    before, after = expected_errors(texts, found, decisions)
    console.print(f"expected calibration error of texts not fitted on: {before:.3f} by rules, {after:.3f} decided")
    console.print(table(texts, found, decisions))
    if options.check:
        return
    TRAINED.mkdir(exist_ok=True)
    learned.write(TRAINED / "skill-tagger.npz")
    told = asdict(fit(texts, found))
    (TRAINED / "skill-decision.json").write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")
    console.print(f"written to {TRAINED.name}: {[(p.name, p.stat().st_size) for p in sorted(TRAINED.iterdir())]}")


if __name__ == "__main__":
    main()
