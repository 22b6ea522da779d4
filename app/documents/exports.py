"""A ZIP's directory to whether it is a LinkedIn data export, and which of its files tell about the worker."""

import csv
import zipfile
import zlib
from itertools import islice
from pathlib import PurePosixPath
from typing import Final

_HEAD: Final = 4_096
_HEAD_ROWS: Final = 12
"""Notes of several lines may stand above the headings."""
_TELLING: Final = {
    "profile.csv": {"first name", "last name", "headline"},
    "positions.csv": {"company name", "title", "started on"},
    "education.csv": {"school name", "degree name"},
}
"""Files by which an export is known, and headings that each of them has."""


def members(package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Give the CSV files of a ZIP by their names in small letters; of two the one that lies less deep."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in sorted(package.infolist(), key=lambda e: len(PurePosixPath(e.filename).parts)):
        path = PurePosixPath(entry.filename)
        if entry.filename and not entry.is_dir() and path.suffix.lower() == ".csv" and "__MACOSX" not in path.parts:
            found.setdefault(path.name.lower(), entry)
    return found


def is_linkedin(package: zipfile.ZipFile) -> bool:
    """Say whether a ZIP is a LinkedIn data export: a file of that name has the headings of one."""
    found = members(package)
    return any(name in found and wanted <= _headings(package, found[name]) for name, wanted in _TELLING.items())


def _headings(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> set[str]:
    """Give all cells of the first rows, in small letters."""
    try:
        with package.open(entry) as opened:
            head = opened.read(_HEAD).decode("utf-8-sig", "replace")
        rows = list(islice(csv.reader(head.splitlines()), _HEAD_ROWS))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error, csv.Error):
        return set()
    return {cell.strip().casefold() for row in rows for cell in row}
