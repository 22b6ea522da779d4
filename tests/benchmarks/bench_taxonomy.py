"""Frameworks and labelled texts to figures: compiling, loading, matching, searching, linking and aligning.

    python -m tests.benchmarks.bench_taxonomy [--texts FILE.jsonl] [--linking FILE.jsonl ...]
    python -m tests.benchmarks.bench_taxonomy --suites FOLDER ... [--without-lists] [--embeddings FOLDER]

TEXTS are lines with `text`; LINKING are lines with `text`, `labels` and `spans` of `span` and `label` (ESCO labels).
The second form prints totals of suites of links alone, with the lists of what people write or without.
"""

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from app.alignment.candidates import skill_readings
from app.alignment.choose import ENOUGH, choose
from app.evaluation.links import evaluate
from app.resources import folder
from app.taxonomy.gazetteer import SKILL_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from app.taxonomy.load import load
from tests.benchmarks.fit_linking import bare


def seconds(work: Callable[[], object]) -> float:
    """Give the wall time of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def each(name: str, items: Sequence[Any], work: Callable[[Any], object]) -> None:
    """Print milliseconds an item, first and repeated (median of 3)."""
    first = seconds(lambda: [work(item) for item in items]) * 1000 / len(items)
    again = statistics.median(seconds(lambda: [work(item) for item in items]) for _ in range(3)) * 1000 / len(items)
    print(f"{name:34} {first:8.2f} ms first, {again:8.2f} ms again, over {len(items)}")


def start_up() -> Frameworks:
    """Print what compiling and loading take."""
    taxonomies = folder("taxonomies")
    with tempfile.TemporaryDirectory() as cache:
        print(f"{'compile and load':34} {seconds(lambda: load([taxonomies], [Path(cache)])):8.2f} s")
        loads = [seconds(lambda: load([taxonomies], [Path(cache)])) for _ in range(5)]
        print(f"{'load':34} {statistics.median(loads) * 1000:8.2f} ms")
        print(f"{'compiled file':34} {sum(f.stat().st_size for f in Path(cache).iterdir()) / 1e6:8.1f} MB")
        return load([taxonomies], [Path(cache)])


def linking(frameworks: Frameworks, name: str, rows: Sequence[dict[str, Any]]) -> None:
    """Print RP@K of ranked lines, Acc@1 and Hit@5 of spans, and precision and recall of the decision to align."""
    found: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        gold = {label.lower() for label in row["labels"]}
        ranked = [hit.concept.name.lower() for hit in rank(row["text"], frameworks, framework="esco", k=10)]
        for k in (1, 5, 10):
            found[k].append(len(gold & set(ranked[:k])) / min(k, len(gold)))
    print(f"{name}: " + ", ".join(f"RP@{k} {100 * statistics.mean(found[k]):.1f}" for k in (1, 5, 10)))
    spans: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for span in row["spans"]:
            spans[span["span"]].add(span["label"].lower())
    right = aligned = among = decided = 0
    for text, gold in sorted(spans.items()):
        choices = choose(skill_readings(text), frameworks, "esco", SKILL_KINDS)
        names = [frameworks.at(choice.concept).name.lower() for choice in choices]
        right += bool(names and names[0] in gold)
        among += bool(gold & set(names[:5]))
        if choices and choices[0].likelihood >= ENOUGH:
            decided += 1
            aligned += names[0] in gold
    print(
        f"{name}: {len(spans)} spans, Acc@1 {100 * right / len(spans):.1f}, Hit@5 {100 * among / len(spans):.1f}; "
        f"aligned {decided}, precision {100 * aligned / max(decided, 1):.1f}, recall {100 * aligned / len(spans):.1f}"
    )


def suites(folders: Sequence[Path], *, without_lists: bool, embeddings: Path | None) -> None:
    """Print totals of suites of texts and their concepts."""
    with tempfile.TemporaryDirectory() as cache:
        taxonomies = folder("taxonomies")
        frameworks = load([bare(taxonomies, Path(cache)) if without_lists else taxonomies], [Path(cache)])
        if embeddings:
            frameworks.read_meanings(embeddings, [Path(cache)], lambda *_: None)
        for place in folders:
            found = evaluate(place, frameworks)
            for figure in found.figures:
                tally = figure.tally
                print(
                    f"{place.name}: {figure.name}: {tally.right} right of {tally.claims}, of {tally.truths} there are"
                )
            print(f"{place.name}: " + ", ".join(f"{value.name} {value.value:.3f}" for value in found.values))


def lines(file: Path) -> list[dict[str, Any]]:
    """Read a JSON lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def main(arguments: Iterable[str] | None = None) -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="Measure frameworks: start-up, matching, search, linking.")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--linking", type=Path, nargs="*", default=[])
    parser.add_argument("--suites", type=Path, nargs="*", default=[])
    parser.add_argument("--without-lists", action="store_true")
    parser.add_argument("--embeddings", type=Path)
    options = parser.parse_args(None if arguments is None else list(arguments))
    if options.suites:
        suites(options.suites, without_lists=options.without_lists, embeddings=options.embeddings)
        return
    frameworks = start_up()
    names = [name for name, concept in frameworks.names("onet") if concept.kind in SKILL_KINDS][::40]
    each(
        "search a name of a technology",
        names,
        lambda text: frameworks.search(text, framework="esco", kinds=SKILL_KINDS),
    )
    each(
        "choose in both frameworks",
        names,
        lambda text: [
            choose(skill_readings(text), frameworks, manifest.name, SKILL_KINDS) for manifest in frameworks.manifests
        ],
    )
    if options.texts:
        texts = [row["text"] for row in lines(options.texts)]
        each(f"find, {statistics.mean(map(len, texts)):.0f} characters", texts, frameworks.gazetteer.find)
        each("find titles", texts, frameworks.gazetteer.find_titles)
    for file in options.linking:
        linking(frameworks, file.stem, lines(file))
    print(
        f"{'peak memory, compiling included':34} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB"
    )


if __name__ == "__main__":
    main()
