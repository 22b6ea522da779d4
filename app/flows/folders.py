"""A folder to the documents in it, by one rule for every command, and to what of it was left out and why."""

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from app.documents.model import Limits, SourceDocument
from app.documents.opening import Opening
from app.documents.structured import holds_record
from app.values import Frozen

READABLE = (
    *(".pdf", ".docx", ".doc", ".rtf", ".odt", ".html", ".htm", ".txt"),
    *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".heic"),
)
"""Endings looked for in folders; a file that is named itself may have any.

`.doc` is among them so that a resume in it is refused with advice, not passed over without a word.
"""
STRUCTURED = (".json", ".xml", ".zip")
"""Endings of which a folder's files are only taken when they hold the record of a worker."""
_OF_PROGRAMS = (".db", ".ini", ".jsonl")
"""Endings of what programs keep beside documents, this one among them: not worth a word."""
_RESULTS = (".draft.json", ".record.json", ".ler.json")
"""How the names of our own results end; nor are they."""
_LARGEST_LOOK = 20_000_000
"""Bytes of a file that is looked into; a larger one is taken, and reading it says that it is too large."""


class Why(StrEnum):
    """Why a file of a folder was left out; the words stay the same from version to version."""

    KIND = "other-kind"
    NO_RECORD = "no-record"
    LEADS_OUT = "leads-out"
    FOLDER_LINK = "folder-link"
    SAME_FILE = "same-file"

    @property
    def told(self) -> str:
        """As a person is told it."""
        return _TOLD[self]


_TOLD = {
    Why.KIND: "no folder is searched for such files; name each that shall be",
    Why.NO_RECORD: "it holds no record of a worker; a ZIP of documents is for `ler batch create`",
    Why.LEADS_OUT: "it is a link that leads out of the folder",
    Why.FOLDER_LINK: "it is a link to a folder; name that folder",
    Why.SAME_FILE: "it is a link to a file that is read under another name",
}


class LeftOut(Frozen):
    """A file of a folder that was not read."""

    path: str
    """As text, within its folder."""
    why: Why


class Found(NamedTuple):
    """What a folder holds: files to read, and those left out, each in name order."""

    taken: list[Path]
    left_out: list[LeftOut]


def search(folder: Path, opening: Opening) -> Found:
    """Search a folder and those in it, hidden ones left out.

    A link to a file is followed within the folder only: what it leads to elsewhere was not given by whoever gave the
    folder, and not to a file that is read under its own name, or by another link. Links to folders are not followed.
    """
    home, found = folder.resolve(), Found([], [])
    files = sorted(_files(folder))
    own = {path.resolve(): path for path in files if not path.is_symlink()}
    read: set[Path] = set()
    for path in files:
        why = _why_not(path, home, opening)
        if why is None and path.is_symlink():
            file = path.resolve()
            if file in read or (file in own and _why_not(own[file], home, opening) is None):
                why = Why.SAME_FILE
            read.add(file)
        if why is None:
            found.taken.append(path)
        elif path.suffix.lower() not in _OF_PROGRAMS and not _is_result(path):
            found.left_out.append(LeftOut(path=readable(path.relative_to(folder)), why=why))
    return found


def readable(path: Path) -> str:
    """Give a path as text that can be printed and stored; bytes that are no UTF-8 become replacement characters."""
    return os.fsencode(path).decode(errors="replace")


def _why_not(path: Path, home: Path, opening: Opening) -> Why | None:
    ending = path.suffix.lower()
    if path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(home)):
        return Why.FOLDER_LINK if path.is_dir() else Why.LEADS_OUT
    if ending in STRUCTURED:
        return None if _holds_record(path, opening) else Why.NO_RECORD
    return None if ending in READABLE else Why.KIND


def _is_result(path: Path) -> bool:
    return path.name.endswith(_RESULTS) or path.parent.name.endswith(".credentials")


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (path for name in folders if (path := Path(place, name)).is_symlink())
        yield from (Path(place, name) for name in names if not name.startswith((".", "~$")))


def _holds_record(path: Path, opening: Opening) -> bool:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_LOOK:
            return path.is_file()
        return holds_record(SourceDocument(name="", data=path.read_bytes()), Limits(), opening)
    except OSError:
        return True
