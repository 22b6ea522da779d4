"""Folder or ZIP of an official download to the rows of its files; nothing is ever unpacked to disk."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

from app.errors import ImportRefused

_FILE_LIMIT = 200_000_000
_MEMBER_LIMIT = 5_000


class Download:
    """The files of a folder or ZIP, found by their own name wherever they stand in it.

    Raises ImportRefused for a path that is neither, for a damaged ZIP, and for one that names places outside itself.
    """

    def __init__(self, source: Path) -> None:
        self.source = source
        self.digests: dict[str, str] = {}
        """SHA-256 of every file read so far, by its name."""
        self._zip: zipfile.ZipFile | None = None
        if source.is_dir():
            self._files = self._in_folder()
        elif source.is_file():
            self._files = self._in_zip()
        else:
            raise ImportRefused(f"{source.name} is neither a folder nor a file that can be read")

    def has(self, name: str) -> bool:
        """Say whether the download holds a file of that name."""
        return name.lower() in self._files

    def names(self) -> tuple[str, ...]:
        """Give the paths of all files."""
        return tuple(sorted(self._files.values()))

    def read(self, name: str) -> str:
        """Give the text of a file. Raises ImportRefused when it is missing, too large or not UTF-8."""
        path = self._files.get(name.lower())
        if path is None:
            raise ImportRefused(f"the download has no file {name}")
        try:
            data = self._bytes(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise ImportRefused(f"{name} of the download cannot be read") from error
        if len(data) > _FILE_LIMIT:
            raise ImportRefused(f"{name} of the download is larger than {_FILE_LIMIT:,} bytes")
        self.digests[PurePosixPath(path).name] = hashlib.sha256(data).hexdigest()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ImportRefused(f"{name} of the download is not UTF-8 text") from error

    def table(self, name: str, form: Literal["csv", "tsv"], columns: Sequence[str]) -> Iterator[dict[str, str]]:
        """Give the rows of a table; a column that is not asked for may be missing.

        Raises ImportRefused that names the missing file or column, or the place where it is not of the table's form.
        """
        text = self.read(name)
        rows = csv.reader(io.StringIO(text, newline="")) if form == "csv" else _tab_separated(text)
        try:
            header = next(rows, [])
            missing = [column for column in columns if column not in header]
            if missing:
                raise ImportRefused(f"{name} of the download has no column {', '.join(missing)}")
            for row in rows:
                if row:
                    yield dict(zip(header, row + [""] * (len(header) - len(row)), strict=False))
        except csv.Error as error:
            raise ImportRefused(f"{name} of the download is not a table") from error

    def close(self) -> None:
        """Close the ZIP."""
        if self._zip is not None:
            self._zip.close()

    def _in_folder(self) -> dict[str, str]:
        root = self.source.resolve()
        found: dict[str, str] = {}
        for count, path in enumerate(sorted(self.source.rglob("*"), key=_depth)):
            if count > _MEMBER_LIMIT:
                raise ImportRefused(f"{self.source.name} holds more than {_MEMBER_LIMIT:,} files")
            if path.is_file() and path.resolve().is_relative_to(root):
                found.setdefault(path.name.lower(), str(path.relative_to(self.source)))
        return found

    def _in_zip(self) -> dict[str, str]:
        try:
            self._zip = zipfile.ZipFile(self.source)
        except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
            raise ImportRefused(f"{self.source.name} is not a folder and not a readable ZIP") from error
        members = [info.filename for info in self._zip.infolist() if not info.is_dir()]
        if len(members) > _MEMBER_LIMIT:
            raise ImportRefused(f"{self.source.name} holds more than {_MEMBER_LIMIT:,} files")
        found: dict[str, str] = {}
        for member in sorted(members, key=lambda name: _depth(PurePosixPath(name))):
            path = PurePosixPath(member)
            if path.is_absolute() or ".." in path.parts or "\\" in member:
                raise ImportRefused(f"{self.source.name} names a file outside itself")
            if not path.name.startswith("._"):  # the shadows that macOS puts into archives
                found.setdefault(path.name.lower(), member)
        return found

    def _bytes(self, path: str) -> bytes:
        if self._zip is None:
            with (self.source / path).open("rb") as file:
                return file.read(_FILE_LIMIT + 1)
        with self._zip.open(path) as member:
            return member.read(_FILE_LIMIT + 1)


def _tab_separated(text: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in text.replace("\r\n", "\n").split("\n") if line)


def _depth(path: Path | PurePosixPath) -> tuple[int, str]:
    return len(path.parts), str(path)
