"""All hostile files, and the test data of installed packages beside them.

python -m tests.hostile.corpus FOLDER     writes them
"""

import importlib.util
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from tests.hostile import packages, pdfs, texts

_PACKAGES: Final = ("docx", "openpyxl", "pypdf", "reportlab", "PIL", "fpdf", "lxml", "docutils", "spacy", "test")
_ENDINGS: Final = frozenset(
    (".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".xlsx", ".csv", ".png", ".jpg", ".tif", ".tiff")
)


def made() -> Iterator[tuple[str, bytes]]:
    """Give every file that is made here, with its name."""
    for part in (*pdfs.PARTS, *packages.PARTS, *texts.PARTS):
        yield from part()


def found() -> Iterator[tuple[str, bytes]]:
    """Give the documents that installed packages and Python itself bring along, mostly as test data."""
    specs = map(importlib.util.find_spec, _PACKAGES)
    roots = [Path(spec.origin).parent for spec in specs if spec is not None and spec.origin]
    files = chain.from_iterable(sorted(root.rglob("*")) for root in roots)
    for file in files:
        if file.suffix.lower() in _ENDINGS and file.is_file():
            yield f"{file.parent.name}/{file.name}", file.read_bytes()


def kept(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files that were written to a folder."""
    for file in sorted(folder.iterdir()):
        yield file.name.partition("-")[2], file.read_bytes()


def main() -> None:
    folder = Path(sys.argv[1])
    for number, (name, data) in enumerate(chain(made(), found())):
        (folder / f"{number:03}-{name.replace('/', ' ')}").write_bytes(data)


if __name__ == "__main__":
    main()
