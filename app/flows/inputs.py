"""Paths as typed to the source documents of one call, each with a name of its own."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from app.documents.model import Limits, SourceDocument
from app.documents.opening import InProcess, Opening
from app.errors import LerError, SourceNotFound, SourceTooLarge
from app.flows.folders import READABLE, Found, LeftOut, readable, search


@dataclass(frozen=True)
class Input:
    """One file to read. `name` begins the names of all that is written for it, and is unique in the call."""

    path: Path
    name: str
    part: SourceDocument | None = None
    """The rows of one worker, when the file is a table of several."""
    notes: tuple[str, ...] = ()
    """What a person should know of how it was taken."""

    @property
    def shown(self) -> str:
        """The path as text, also where its bytes are none."""
        return readable(self.path)

    @property
    def is_missing(self) -> bool:
        """Say whether there is nothing at the path."""
        return self.part is None and not self.path.exists()

    @property
    def stem(self) -> str:
        """What the name begins with, before a number makes it unique."""
        if self.part is not None:
            return self.name
        return readable(Path(self.path.stem)).lstrip(".") or "document"

    def read(self, limits: Limits) -> SourceDocument:
        """Read the bytes. Raises SourceNotFound, and SourceTooLarge before anything large is read."""
        if self.part is not None:
            return self.part
        if not self.path.exists():
            raise SourceNotFound("no such file")
        if not self.path.is_file():
            holds = ", ".join(READABLE)
            what = f"the folder holds no file ending in {holds}" if self.path.is_dir() else "not a file"
            raise SourceNotFound(what)
        try:
            size = self.path.stat().st_size
            if size > limits.bytes:
                raise SourceTooLarge(f"the file has {size:,} bytes; the limit is {limits.bytes:,}")
            return SourceDocument(name=readable(Path(self.path.name)), data=self.path.read_bytes())
        except OSError as error:
            raise SourceNotFound(f"it cannot be opened ({error.strerror})") from error


class Collected(NamedTuple):
    """The inputs of a call, and what of its folders was left out."""

    inputs: list[Input]
    left_out: list[LeftOut]


def collect(
    paths: Sequence[Path],
    opening: Opening = InProcess(),  # noqa: B008  (it has no state)
) -> Collected:
    """Give every file of `paths` once, folders walked in name order, each with a distinct name.

    A second `resume` becomes `resume-2`, in the order of the call. A path that does not exist, and a folder
    without readable files, stay in the list: reading them says so. What is named itself is not left out.
    """
    files: dict[Path, None] = {}
    left: dict[Path, LeftOut] = {}
    for path in paths:
        found = search(path, opening) if path.is_dir() else Found([path], [])
        files.update(dict.fromkeys(map(_absolute, found.taken or [path])))
        left |= {_absolute(path / one.path): one for one in found.left_out}
    taken: set[str] = set()
    inputs = [Input(path, _distinct(Input(path, "").stem, taken)) for path in files]
    return Collected(inputs, [one for path, one in left.items() if path not in files])


def by_worker(
    inputs: Sequence[Input],
    limits: Limits,
    opening: Opening = InProcess(),  # noqa: B008  (it has no state)
) -> list[Input]:
    """Give each table of a job history as one input for each of its workers, and every other input as it is.

    The name of a worker's input is the file's with the worker's id. What cannot be read stays: reading it says so.
    """
    taken = {item.name.casefold() for item in inputs}
    found: list[Input] = []
    for item in inputs:
        try:
            parts = opening.parts(item.read(limits), limits)
        except LerError:
            parts = []
        if not parts:
            found.append(item)
        for part in parts:
            notes = (f"columns read as: {part.columns}",) if part is parts[0] and part.columns else ()
            if len(parts) == 1:
                found.append(replace(item, notes=notes))
            else:
                name = _distinct(f"{item.name}-{_slug(part.key)}", taken)
                found.append(Input(item.path, name, part.source, notes))
    return found


def _slug(key: str) -> str:
    return re.sub(r"[^\w.-]+", "-", key).strip("-.")[:40] or "worker"


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would also rename what a link points to


def _distinct(stem: str, taken: set[str]) -> str:
    name, number = stem, 1
    # casefold: two names that differ in case are one file on some file systems
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name
