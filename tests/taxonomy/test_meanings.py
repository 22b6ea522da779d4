import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import EmbeddingsUnusable
from app.taxonomy.gazetteer import SKILL_KINDS, TITLE_KINDS
from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from tests.taxonomy import embedder, small


def ignored(done: int, total: int) -> None:
    assert done <= total


@pytest.fixture
def plain(tmp_path: Path) -> Frameworks:
    return small.frameworks(tmp_path / "in")


@pytest.fixture
def model(tmp_path: Path) -> Path:
    pytest.importorskip("onnxruntime")
    pytest.importorskip("tokenizers")
    return embedder.written(tmp_path / "model")


def names(frameworks: Frameworks, text: str, titles: bool = False) -> list[str]:
    kinds = TITLE_KINDS if titles else SKILL_KINDS
    return [hit.concept.name for hit in rank(text, frameworks, framework="trades", kinds=kinds)]


def test_a_model_finds_what_no_name_says(plain: Frameworks, model: Path) -> None:
    assert "join metals" not in names(plain, "melt")
    plain.read_meanings(model, [], ignored)
    assert names(plain, "melt")[0] == "join metals"
    assert names(plain, "carer", titles=True)[0] == "nurse assistant"


def test_names_still_count_beside_a_model(plain: Frameworks, model: Path) -> None:
    plain.read_meanings(model, [], ignored)
    assert names(plain, "bookkeeping")[0] == "accounting"


def test_vectors_are_computed_once_for_a_model_and_labels(plain: Frameworks, model: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    plain.read_meanings(model, [tmp_path / "cache"], lambda *seen: told.append(seen))
    first = names(plain, "melt")
    assert told[-1][0] == told[-1][1] > 0
    (kept,) = (tmp_path / "cache").iterdir()
    count = len(told)
    plain.read_meanings(model, [tmp_path / "cache"], lambda *seen: told.append(seen))
    assert (len(told), names(plain, "melt")) == (count, first)
    kept.write_bytes(b"damaged")
    plain.read_meanings(model, [tmp_path / "cache"], lambda *seen: told.append(seen))
    assert len(told) > count


def test_the_digest_of_the_model_is_among_the_sources(plain: Frameworks, model: Path) -> None:
    before = plain.sources
    plain.read_meanings(model, [], ignored)
    assert plain.meanings is not None
    assert plain.sources == (*before, f"embeddings {plain.meanings.sha256}")


def test_a_folder_without_a_model_is_refused(plain: Frameworks, tmp_path: Path) -> None:
    with pytest.raises(EmbeddingsUnusable, match="does not hold one ONNX file"):
        plain.read_meanings(tmp_path, [], ignored)


def test_a_file_that_is_no_model_is_refused(plain: Frameworks, model: Path) -> None:
    (model / "model.onnx").write_bytes(b"no model")
    with pytest.raises(EmbeddingsUnusable, match="no sentence-embedding model"):
        plain.read_meanings(model, [], ignored)


def test_a_missing_package_is_named(plain: Frameworks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(EmbeddingsUnusable, match="onnxruntime is not installed") as caught:
        plain.read_meanings(embedder.written(tmp_path / "model"), [], ignored)
    assert "'.[embeddings]'" in caught.value.advice


def test_nothing_is_imported_without_a_model() -> None:
    asked = "import sys, app.taxonomy.link, app.flows.runtime; print([m for m in sys.modules if m in NAMES])"
    watched = "app.taxonomy.meanings", "app.taxonomy.embeddings", "onnxruntime", "tokenizers"
    asked = asked.replace("NAMES", repr(watched))
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
