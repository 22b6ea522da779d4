"""Train the skill tagger and fit its decision: `python -m tests.training --resumes FILE --sentences FILE… [--check]`.

Needs the extra `train`. Writes `app/extraction/trained/`; with `--check` nothing is written there. Figures that are
printed are of documents outside the part that was trained on (cross-validation by document, fixed seed). `--apart`
shows, besides, how each source fares when nothing of its kind was trained on; `--calibration FILE` writes how sure
claims of workers left out were said to be, before and after calibration, for `ler evaluate --confidences FILE`.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.evaluation import calibrations
from app.extraction.skills.decide import Decision
from app.extraction.skills.tagger import Reading, trained
from app.extraction.skills.weigh import propose
from app.flows import runtime
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind
from tests.training import asked, score, shown
from tests.training.fit import FLAT, LINED, PRINTED, WANTED, Found, fit
from tests.training.invent import advertisements, from_names, names_of, resumes
from tests.training.material import Text, documents, folds, invented, printed, sentences
from tests.training.printed import JOINED_LATER, SUITES, fit_printed
from tests.training.tagger import Arrays, train
from tests.training.whole import documents_by_hand, long_resumes, loose_sentences, whole_advertisements

TRAINED = Path(__file__).resolve().parents[2] / "app" / "extraction" / "trained"
EVALS = Path(__file__).resolve().parents[2] / "evals"
SEED = 20261125
FOLDS, PARTS = 3, 4
"""Parts of the texts for the tagger, and for the decision."""
EACH, NAMED = 3, 40
"""Invented resumes of each occupation and sentences of advertisements; resumes and sentences of frameworks' names."""
LONG, WHOLE, LOOSE = 2, 1, 3
"""Long resumes, whole advertisements and loose sentences of each occupation."""
APART = ((WANTED,), (FLAT, LINED))
"""Kinds of text that are left out together."""


def name_words(frameworks: Frameworks) -> dict[str, str]:
    """Count how often words begin and end names of skills: 0 below three names, 1, 2 from ten, 3 from forty."""
    begins, ends = Counter[str](), Counter[str]()
    for name, concept in frameworks.names():
        if concept.kind in (ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TECHNOLOGY):
            said = name.lower().split()
            begins[said[0]] += 1
            ends[said[-1]] += 1

    def size(count: int) -> int:
        return 3 if count >= 40 else 2 if count >= 10 else 1 if count >= 3 else 0

    told = {word: f"{size(begins[word])}{size(ends[word])}" for word in sorted(begins.keys() | ends.keys())}
    return {word: sizes for word, sizes in told.items() if sizes not in ("00", "10", "01", "11")}


def outside(texts: Sequence[Text], console: Console) -> dict[str, Reading]:
    """Read every text by a tagger that was trained without it."""
    found: dict[str, Reading] = {}
    for number, held in enumerate(folds(texts, FOLDS, SEED)):
        began = time.perf_counter()
        tagger = train((t.observed.seen, t.labels) for t in texts if t.name not in held).tagger()
        found.update((t.name, tagger.read(t.observed.seen)) for t in texts if t.name in held)
        console.print(f"fold {number + 1} of {FOLDS}: {time.perf_counter() - began:.0f} s")
    return found


def apart(texts: Sequence[Text], found: Found, readings: dict[str, Reading], frameworks: Frameworks) -> Table:
    """Show each source by a tagger and a decision that have seen nothing of its kind."""
    table = score.table("Skills of a kind of text that nothing was trained on, in %")
    for sources in APART:
        rest = [t for t in texts if t.source not in sources]
        tagger = train((t.observed.seen, t.labels) for t in rest if t.source != PRINTED).tagger()
        decision = fit(rest, found, readings)
        for source in sources:
            part = [t for t in texts if t.source == source]
            own = {t.name: tagger.read(t.observed.seen) for t in part}
            proposed = {t.name: propose(t.observed, own[t.name], frameworks) for t in part}
            score.add(table, source, len(part), "rules", score.ruled(part))
            score.add(table, source, len(part), "names", score.tallies(part, proposed, decision))
            score.add(table, source, len(part), "names and duties", score.whole(part, proposed, own, decision))
    return table


def material(resume_path: Path, sentence_paths: Sequence[Path], frameworks: Frameworks) -> list[Text]:
    """Read and invent the texts that the tagger is trained on."""
    names, clauses = names_of(frameworks, SEED)
    named, wanted = from_names(SEED + 2, NAMED, names, clauses)
    return [
        *documents(resume_path, frameworks),
        *(text for path in sentence_paths for text in sentences(path, frameworks)),
        *invented("invented resumes", [*resumes(SEED, EACH), *named], frameworks),
        *invented("invented advertisements", [*advertisements(SEED, EACH), *wanted], frameworks),
        *invented("invented long resumes", [*long_resumes(SEED + 3, LONG), *documents_by_hand()], frameworks, True),
        *invented("invented whole advertisements", whole_advertisements(SEED + 4, WHOLE), frameworks),
        *invented("invented loose sentences", loose_sentences(SEED + 5, LOOSE), frameworks),
    ]


def write(learned: Arrays, decision: Decision, console: Console) -> None:
    """Write the two files that ship."""
    learned.write(TRAINED / "skill-tagger.npz")
    told = json.dumps(asdict(decision), indent=1, sort_keys=True)
    (TRAINED / "skill-decision.json").write_text(told + "\n", "utf-8")
    console.print(f"written to {TRAINED.name}: {[(p.name, p.stat().st_size) for p in sorted(TRAINED.iterdir())]}")


def main() -> None:
    """Train, fit, print the figures, and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resumes", type=Path, required=True, help="JSON lines: id, text, skills")
    parser.add_argument("--sentences", type=Path, nargs="*", default=[], help="JSON lines: id, text, spans")
    parser.add_argument("--check", action="store_true", help="print the figures only")
    parser.add_argument("--apart", action="store_true", help="show each source trained without its kind")
    parser.add_argument("--calibration", type=Path, help="a JSON file for `ler evaluate --confidences`")
    options = parser.parse_args()
    console = Console(width=130)
    frameworks = runtime.frameworks(runtime.settings())
    if not options.check:
        (TRAINED / "name-words.json").write_text(
            json.dumps(name_words(frameworks), ensure_ascii=False, indent=0) + "\n", "utf-8"
        )
    texts = material(options.resumes, options.sentences, frameworks)
    readings = outside(texts, console)
    learned = train((t.observed.seen, t.labels) for t in texts)
    tagger = learned.tagger()
    suites = [
        text
        for suite in SUITES
        for text in printed(EVALS / suite, PRINTED, frameworks, without=JOINED_LATER.get(suite, ()))
    ]
    readings |= {t.name: tagger.read(t.observed.seen) for t in suites}
    texts += suites
    found = {t.name: propose(t.observed, readings[t.name], frameworks) for t in texts}
    decisions = {
        frozenset(held): fit([t for t in texts if t.name not in held], found, readings)
        for held in folds(texts, PARTS, SEED + 1)
    }
    told = score.pairs(texts, found, readings, decisions)
    console.print(score.by_sources(texts, found, readings, decisions))
    console.print(score.errors(score.first_pairs(texts), told))
    if options.apart:
        console.print(apart(texts, found, readings, frameworks))
    blind = {name: decision for held, decision in decisions.items() for name in held}
    decision, left_out = fit_printed(fit(texts, found, readings), texts, found, readings, blind, console)
    if options.calibration:
        calibrations.write(options.calibration, left_out)
    if not options.check:
        write(learned, decision, console)
        # what advertisements ask for, and what documents show, is found with the tagger that ships now
        trained.cache_clear()
        decision = replace(decision, lines={**decision.lines, **asked.lines(frameworks, decision)})
        write(learned, shown.drawn_anew(decision, frameworks), console)


if __name__ == "__main__":
    main()
