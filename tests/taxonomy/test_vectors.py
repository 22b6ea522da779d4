"""Words have vectors of plain numbers, and texts that say alike things in other words point the same way."""

from pathlib import Path

import numpy as np
import pytest

from app.taxonomy.load import load
from app.taxonomy.names import fold
from app.taxonomy.vectors import DIMENSIONS, LENGTH, Floats, Vectors, save, vectors
from tests.taxonomy import small


def of(text: str) -> Floats:
    return vectors().of(token.stem for token in fold(text))


def near(one: str, other: str) -> float:
    return float(of(one) @ of(other)) / LENGTH**2


@pytest.mark.parametrize(
    ("text", "alike", "other"),
    [
        ("welder", "solder metal parts", "read bedtime stories"),
        ("bill customers", "issue sales invoices", "prune vines"),
        ("look after toddlers", "care for children", "repair engines"),
        ("registered nurse", "patient care", "bank teller"),
    ],
)
def test_other_words_for_the_same_are_nearer_than_words_for_another_thing(text: str, alike: str, other: str) -> None:
    assert near(text, alike) > near(text, other) + 0.2


def test_a_text_is_a_vector_of_small_whole_numbers_in_whatever_order_its_words_stand() -> None:
    found = of("operate a forklift in the warehouse")
    assert found.shape == (DIMENSIONS,)
    assert np.array_equal(found, np.rint(found))
    assert np.abs(found).max() <= LENGTH
    assert np.linalg.norm(found) == pytest.approx(LENGTH, rel=0.03)
    assert np.array_equal(found, of("in warehouse operate the forklift"))


def test_unknown_words_say_nothing() -> None:
    assert not of("qqzvxw").any()
    assert not of("").any()
    assert np.array_equal(of("qqzvxw forklift"), of("forklift"))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    rows = np.eye(3, DIMENSIONS, dtype=np.float32) * np.array([[0.5], [1], [0.25]], dtype=np.float32)
    save(tmp_path / "some.npz", ["weld", "cook", "été"], rows)
    known = Vectors(tmp_path / "some.npz")
    assert not known.of(["sew"]).any()
    assert known.of(["weld"]).tolist() == [LENGTH, *[0] * (DIMENSIONS - 1)]
    assert known.of(["été", "cook"]).argmax() == 1


def test_frameworks_are_compiled_anew_for_other_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small.installed(tmp_path / "taxonomies")
    load([folder], [tmp_path / "cache"])
    load([folder], [tmp_path / "cache"])
    assert len(list((tmp_path / "cache").iterdir())) == 1
    monkeypatch.setattr(vectors(), "sha256", "0" * 64)
    load([folder], [tmp_path / "cache"])
    assert len(list((tmp_path / "cache").iterdir())) == 2
