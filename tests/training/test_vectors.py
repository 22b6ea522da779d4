"""Words learn from texts; none of a person's own words is kept."""

import json
from pathlib import Path

import numpy as np
from rich.console import Console

from app.taxonomy.vectors import DIMENSIONS
from tests.training.vectors import cosines, learn, lines, narrow, numbered, single, strings

TEXTS = ["weld steel", "weld pipes", "steel pipes", "bake bread", "bake cakes", "bread and cakes"] * 40


def test_sums_of_words_learn_to_point_where_their_texts_do() -> None:
    ragged, stems = numbered(TEXTS, ["weld", "steel", "pipes", "bake", "bread", "cakes", "and"])
    targets = np.zeros((len(TEXTS), DIMENSIONS), dtype=np.float32)
    targets[np.arange(len(TEXTS)), [0 if n % 6 < 3 else 1 for n in range(len(TEXTS))]] = 1
    rows = np.arange(len(TEXTS))
    first, again = (learn(ragged, targets, rows[6:], len(stems), Console(quiet=True), rows[:6]) for _ in range(2))
    assert np.array_equal(first, again)
    assert cosines(ragged, rows, targets, first).min() > 0.95
    weld, bake = first[stems.index("weld")], first[stems.index("bake")]
    assert weld @ bake < 0.2 * np.linalg.norm(weld) * np.linalg.norm(bake)


def test_words_come_from_names_and_the_vocabulary_alone(tmp_path: Path) -> None:
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text(
        json.dumps({"model": {"vocab": {"[CLS]": 0, "weld": 1, "##ing": 2, "x": 3, "été": 4}}}), "utf-8"
    )
    words = single(["C++ programming", "operate 12-volt saws"], tokenizer)
    assert words == ["weld", "c++", "programming", "operate", "saws"]
    ragged, stems = numbered(["welding at Qvist with saws", "Qvist"], words)
    assert stems == ["weld", "saw"]
    assert np.diff(ragged.bounds).tolist() == [2, 0]


def test_texts_are_parted_into_lines_of_few_words() -> None:
    assert list(lines(["Welds pipes. Reads plans;  12\n• Cuts"])) == ["Welds pipes.", "Reads plans;", "Cuts"]
    assert [len(line.split()) for line in lines(["weld " * 60])] == [24, 24, 12]
    assert list(strings({"a": ["b", {"c": "d"}], "e": 3})) == ["b", "d"]


def test_vectors_are_narrowed_to_where_names_differ() -> None:
    generator = np.random.default_rng(3)
    wide = generator.normal(size=(400, 96)).astype(np.float32) * np.linspace(3, 0.01, 96, dtype=np.float32)
    found = narrow(wide, 300)
    assert found.shape == (400, DIMENSIONS)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    centred = wide - wide[:300].mean(axis=0)
    near = (
        (centred[:300] * (1 / np.linalg.norm(centred[:300], axis=1, keepdims=True)))
        @ centred[300]
        / np.linalg.norm(centred[300])
    )
    np.testing.assert_allclose(found[:300] @ found[300], near, atol=0.05)
