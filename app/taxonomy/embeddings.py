"""A folder with a sentence-embedding model to unit vectors of texts. Imported only when a folder is set.

The folder holds one ONNX file, whose first output has a vector for each token, and its `tokenizer.json`. A text is
the mean of the vectors of its tokens, of length one (Reimers and Gurevych 2019). Needs the extra `embeddings`.
"""

import hashlib
import importlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.errors import EmbeddingsUnusable

Floats = NDArray[np.float32]
Tell = Callable[[int, int], None]
"""Is told how many texts of how many are done."""

TOKENIZER = "tokenizer.json"
_TOKENS = 128
"""What a text says after so many tokens is not read."""
_BATCH = 32
_QUIET = 3
"""Only errors are logged."""
_IDS, _MASK, _TYPES = "input_ids", "attention_mask", "token_type_ids"


class Encoder:
    """Gives texts their vectors, on one thread, the same on every run."""

    def __init__(self, folder: Path) -> None:
        """Read the model. Raises EmbeddingsUnusable when a package or a file is missing, or is no such model."""
        model, tokens = _files(folder)
        runtime, tokenizers = _package("onnxruntime"), _package("tokenizers")
        data, words = model.read_bytes(), tokens.read_bytes()
        self.sha256 = hashlib.sha256(data).hexdigest()
        """Of the ONNX file."""
        self.key = hashlib.sha256(data + words).hexdigest()
        """Of all that a vector depends on."""
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _QUIET
        try:
            self._session: Any = runtime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
            self._tokenizer: Any = tokenizers.Tokenizer.from_buffer(words)
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(_TOKENS)
            self._inputs = {one.name for one in self._session.get_inputs()}
            if not {_IDS, _MASK} <= self._inputs <= {_IDS, _MASK, _TYPES}:
                raise ValueError(f"it asks for {', '.join(sorted(self._inputs))}")
            self._run([""])
        except Exception as fault:
            # the packages raise classes of their own, which cannot be named without importing them
            raise EmbeddingsUnusable(f"{model}: no sentence-embedding model can be read: {fault}") from fault
        self.one = lru_cache(maxsize=1 << 12)(self._one)

    def _one(self, text: str) -> Floats:
        """Give the vector of one text. A batch would change it a little, where a model scales by all it is shown."""
        (vector,) = self._run([text])
        return np.asarray(vector, dtype=np.float32)

    def many(self, texts: Sequence[str], tell: Tell) -> Floats:
        """Give a row for each text; those of like length are read together."""
        lengths = [len(encoded.ids) for encoded in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda i: (lengths[i], texts[i]))
        rows = []
        for start in range(0, len(order), _BATCH):
            tell(start, len(order))
            rows.append(self._run([texts[i] for i in order[start : start + _BATCH]]))
        tell(len(order), len(order))
        found = np.concatenate(rows)
        vectors = np.empty_like(found)
        vectors[order] = found
        return vectors

    def _run(self, texts: Sequence[str]) -> Floats:
        encoded = [one.ids for one in self._tokenizer.encode_batch(list(texts))]
        longest = max(1, *map(len, encoded))
        ids = np.array([row + [0] * (longest - len(row)) for row in encoded], dtype=np.int64)
        mask = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in encoded], dtype=np.int64)
        given = {_IDS: ids, _MASK: mask, _TYPES: np.zeros_like(ids)}
        (states, *_) = self._session.run(None, {name: given[name] for name in self._inputs})
        if np.ndim(states) != 3:
            raise ValueError("its first output has no vector for each token")
        means = (states * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        return np.asarray(means / np.maximum(lengths, 1e-12), dtype=np.float32)


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise EmbeddingsUnusable(
            f"an embedding model is set, and {name} is not installed",
            hint="In the checkout run `.venv/bin/pip install '.[embeddings]'`, or unset LER_EMBEDDINGS.",
        ) from error


def _files(folder: Path) -> tuple[Path, Path]:
    models = sorted(folder.glob("*.onnx"))
    if len(models) != 1 or not (folder / TOKENIZER).is_file():
        raise EmbeddingsUnusable(f"{folder} does not hold one ONNX file and {TOKENIZER}")
    return models[0], folder / TOKENIZER
