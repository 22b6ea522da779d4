"""Arrays to one memory-mapped file and back; nothing in it is ever executed."""

import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]

_MAGIC = b"LERTAX1\n"
_ALIGN = 64
_CHUNK = 1 << 20


class Strings:
    """Many strings in one blob of UTF-8, found by number."""

    __slots__ = ("_blob", "_offsets")

    def __init__(self, blob: NDArray[np.generic], offsets: NDArray[np.generic]) -> None:
        self._blob = memoryview(blob)  # type: ignore[arg-type]
        self._offsets = memoryview(offsets)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> str:
        return self._blob[self._offsets[number] : self._offsets[number + 1]].tobytes().decode()

    @staticmethod
    def arrays(prefix: str, strings: Sequence[str]) -> dict[str, NDArray[np.generic]]:
        """Give the two arrays that hold `strings`."""
        encoded = [text.encode() for text in strings]
        offsets = np.zeros(len(encoded) + 1, dtype=np.uint32)
        np.cumsum([len(data) for data in encoded], out=offsets[1:])
        blob = np.frombuffer(b"".join(encoded), dtype=np.uint8)
        return {f"{prefix}.blob": blob, f"{prefix}.offsets": offsets}

    @classmethod
    def of(cls, prefix: str, arrays: Arrays) -> "Strings":
        """Give the strings that `arrays` stored under `prefix`."""
        return cls(arrays[f"{prefix}.blob"], arrays[f"{prefix}.offsets"])


def write(path: Path, key: str, arrays: Arrays) -> None:
    """Write `arrays` under `key`, whole or not at all. Raises OSError when the folder cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    places, offset, crc = {}, 0, 0
    chunks = []
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).tobytes()
        padded = data + b"\0" * (-len(data) % _ALIGN)
        places[name] = [array.dtype.str, list(array.shape), offset]
        offset += len(padded)
        crc = zlib.crc32(padded, crc)
        chunks.append(padded)
    header = json.dumps({"key": key, "arrays": places, "size": offset, "crc": crc}).encode()
    start = -(-(len(_MAGIC) + 8 + len(header)) // _ALIGN) * _ALIGN
    number, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            head = _MAGIC + len(header).to_bytes(4, "little") + start.to_bytes(4, "little") + header
            file.write(head + b"\0" * (start - len(head)))
            for chunk in chunks:
                file.write(chunk)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def read(path: Path, key: str) -> Arrays | None:
    """Map the arrays of `path`; None when the file is missing, damaged, or was written under another key."""
    try:
        with path.open("rb") as file:
            prefix = file.read(len(_MAGIC) + 8)
            if len(prefix) < len(_MAGIC) + 8 or not prefix.startswith(_MAGIC):
                return None
            length, start = int.from_bytes(prefix[-8:-4], "little"), int.from_bytes(prefix[-4:], "little")
            header = json.loads(file.read(length))
            if header["key"] != key or path.stat().st_size != start + header["size"]:
                return None
            file.seek(start)
            crc = 0
            while chunk := file.read(_CHUNK):
                crc = zlib.crc32(chunk, crc)
            if crc != header["crc"]:
                return None
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return {
            name: np.frombuffer(mapped, dtype=dtype, count=int(np.prod(shape)), offset=start + offset).reshape(shape)
            for name, (dtype, shape, offset) in header["arrays"].items()
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None
