"""Pictures that were drawn, while they are looked at."""

import threading
from collections import OrderedDict
from typing import Final

_KEPT_BYTES: Final = 64_000_000


class Pictures:
    """The pictures drawn last, sealed with the keys of their documents. Safe to share between threads.

    They are in memory alone. Once a document's key is shredded, nobody opens what is left of it here.
    """

    def __init__(self, most_bytes: int = _KEPT_BYTES) -> None:
        self._most = most_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0

    def get(self, tag: str) -> bytes | None:
        """Give what is kept under a tag."""
        with self._lock:
            found = self._kept.get(tag)
            if found is not None:
                self._kept.move_to_end(tag)
            return found

    def keep(self, tag: str, sealed: bytes) -> None:
        """Keep a sealed picture, and let go of those that nobody looked at for longest."""
        with self._lock:
            self._bytes += len(sealed) - len(self._kept.pop(tag, b""))
            self._kept[tag] = sealed
            while self._bytes > self._most:
                self._bytes -= len(self._kept.popitem(last=False)[1])
