"""A tiny embedding model, written byte by byte: one vector for each word of a short list."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

WORDS = ("[UNK]", "forklift", "lift", "truck", "metals", "melt", "join", "nurse", "carer")
VECTORS = np.array(
    [[0, 0, 0, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]] + [[0, 1, 0, 0]] * 3 + [[0, 0, 1, 0]] * 2,
    dtype=np.float32,
)
_INT64, _FLOAT = 7, 1


def _number(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def _field(tag: int, value: int | bytes | str) -> bytes:
    """Give one field of a protobuf message: a number, or bytes with their length."""
    if isinstance(value, int):
        return _number(tag << 3) + _number(value)
    data = value.encode() if isinstance(value, str) else value
    return _number(tag << 3 | 2) + _number(len(data)) + data


def _value(name: str, kind: int, shape: Sequence[int | str]) -> bytes:
    sizes = b"".join(_field(1, _field(1, s) if isinstance(s, int) else _field(2, s)) for s in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, sizes)))


def model() -> bytes:
    """Give an ONNX model that looks each token up in `VECTORS` (onnx.proto3, operator set 13)."""
    table = b"".join(_field(1, size) for size in VECTORS.shape) + _field(2, _FLOAT)
    table += _field(8, "table") + _field(9, VECTORS.tobytes())
    node = _field(1, "table") + _field(1, "input_ids") + _field(2, "states") + _field(4, "Gather")
    graph = _field(1, node) + _field(2, "words") + _field(5, table)
    graph += b"".join(
        _field(11, _value(name, _INT64, ("batch", "sequence"))) for name in ("input_ids", "attention_mask")
    )
    graph += _field(12, _value("states", _FLOAT, ("batch", "sequence", VECTORS.shape[1])))
    return _field(1, 8) + _field(7, graph) + _field(8, _field(2, 13))


def written(folder: Path) -> Path:
    """Write the model and its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model())
    tokenizer = {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": {word: i for i, word in enumerate(WORDS)}, "unk_token": "[UNK]"},
    }
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    return folder
