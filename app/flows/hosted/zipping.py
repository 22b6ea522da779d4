"""Named bytes to a ZIP that is sent while it is made."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any


class _Pipe(io.RawIOBase):
    """Where a ZIP is written to that is sent meanwhile; it cannot be gone back in."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Keep some bytes until they are taken."""
        self._parts.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Give what was written since the last time."""
        found = b"".join(self._parts)
        self._parts.clear()
        return found


def zipped(things: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Give the pieces of a ZIP of things by their names, one thing in memory at a time."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in things:
            package.writestr(name, data)
            if piece := pipe.take():
                yield piece
    yield pipe.take()
