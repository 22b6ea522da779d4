"""List of everyday words to a test whether what was printed is one of them."""

from collections.abc import Sequence
from pathlib import Path

from app.taxonomy.names import plain_key


class Everyday:
    """Names that are more often no skill when they stand in running text."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [name for name in names if not name.isupper()]
        self._keys: frozenset[str] | None = None
        self._letters = frozenset(name for name in names if name.isupper())

    def __contains__(self, plain: str) -> bool:
        """Say whether the folded name `plain` (of `names.plain_key`) is on the list."""
        if self._keys is None:
            self._keys = frozenset(plain_key(name) for name in self._names)
        return plain in self._keys

    def means_other(self, said: str) -> bool:
        """Say whether letters in capitals, or their plural, are on the list: they mean what no framework has."""
        return said in self._letters or (said[-1:] == "s" and said[:-1] in self._letters)


def read_everyday(files: Sequence[Path]) -> Everyday:
    """Read the lists that exist: one name a line, `#` begins a comment."""
    lines = [line for file in files if file.is_file() for line in file.read_text(encoding="utf-8").splitlines()]
    return Everyday(
        [name for line in lines if (name := line.partition(" #")[0].strip()) and not name.startswith("#")]
    )
