"""What a call made to files in the output folder, nothing of it ever half-written."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel

from app.errors import OutputRefused

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def place(out: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write `files` (relative name → bytes) into `out`: each file, and each folder as a whole, appears complete.

    A folder that a name begins with (`resume.credentials/01-welding.json`) replaces an earlier one of that name.
    When anything stops it, all that was replaced is put back. What is made can be read by this account alone.
    Gives the names, sorted. Raises OutputRefused.
    """
    try:
        make_folder(out)
        with tempfile.TemporaryDirectory(prefix=".ler-", dir=out) as made:
            fresh = Path(made) / "new"
            for name, data in files.items():
                make_folder((fresh / name).parent)
                write_private(fresh / name, data)
            # folders first: they cannot be exchanged in one step, so they are what may have to be put back
            _exchange(
                sorted(fresh.iterdir(), key=lambda entry: (entry.is_file(), entry.name)), out, Path(made) / "old"
            )
    except OSError as error:
        raise OutputRefused(f"{out}: cannot be written ({error.strerror or 'not a plain file'})") from error
    return tuple(sorted(files))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let nobody else who asks for this in between reading and writing files of `folder`; it is made.

    Where the system locks no folders, trust to luck. Not to be asked for twice at once. Raises OutputRefused.
    """
    try:
        make_folder(folder)
    except OSError as error:
        raise OutputRefused(f"{folder}: cannot be written ({error.strerror or 'not a folder'})") from error
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            hold(descriptor)
        yield
    finally:
        os.close(descriptor)


def hold(descriptor: int) -> None:
    """Have nobody else hold a file until it is closed; does nothing where the system knows no such lock."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def make_folder(folder: Path) -> None:
    """Make `folder` and those above it; the ones that were not there are for this account alone."""
    for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
        missing.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(20, "not a folder")


def write_private(path: Path, data: bytes) -> None:
    """Write a new file that this account alone can read."""
    with open_private(path) as stream:
        stream.write(data)


def open_private(path: Path) -> BinaryIO:
    """Open a new file that this account alone can read. Raises FileExistsError when one of that name is there."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb")


def write_pieces(path: Path, pieces: Iterable[bytes]) -> int:
    """Write a new file piece by piece, for this account alone; gives its bytes. When anything stops it, it is gone.

    Raises FileExistsError and OSError.
    """
    stream = open_private(path)
    try:
        with stream:
            return sum(map(stream.write, pieces))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _exchange(entries: Iterable[Path], out: Path, old: Path) -> None:
    """Move `entries` into `out`, keeping what stood there in `old`; on any exception everything is as it was."""
    old.mkdir(mode=PRIVATE_FOLDER)
    begun: list[Path] = []
    try:
        for entry in entries:
            begun.append(entry)
            target = out / entry.name
            if target.is_dir():
                target.rename(old / entry.name)
            elif target.exists():
                # a copy, so that a file of that name stands there at every moment
                shutil.copy2(target, old / entry.name)
            entry.replace(target)
    except BaseException:
        for entry in reversed(begun):
            _put_back(entry, out / entry.name, old / entry.name)
        raise


def _put_back(entry: Path, target: Path, kept: Path) -> None:
    placed = not entry.exists()
    if placed:
        target.rename(entry)
    if kept.exists() and (placed or not target.exists()):
        kept.rename(target)


def check(out: Path) -> None:
    """See before the work that `out` can be written to, without making it. Raises OutputRefused."""
    there = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.exists())
    if not there.is_dir():
        raise OutputRefused(f"{out}: {there.name} is a file, not a folder")
    if not os.access(there, os.W_OK | os.X_OK):
        raise OutputRefused(f"{out}: this account may not write there")


def json_bytes(value: BaseModel) -> bytes:
    """Give `value` as readable JSON, without ASCII escapes and with a last line break."""
    return value.model_dump_json(indent=1).encode() + b"\n"
