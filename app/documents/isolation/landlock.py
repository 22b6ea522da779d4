"""Landlock: what a process may still read, write and reach (Linux 5.13 and later; landlock(7))."""

import ctypes
import os
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from app.documents.isolation.syscalls import library

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION: Final = 1
_PATH_BENEATH: Final = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR: Final = 1 << 4
_READING: Final = _EXECUTE | _READ_FILE | _READ_DIR
_FILE_RIGHTS: Final = _EXECUTE | _WRITE_FILE | _READ_FILE | (1 << 14) | (1 << 15)
"""The rights that a rule about a file may name: to run, write, read, cut short, and control a device."""
_RIGHTS: Final = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
"""Rights to files by the version that brought them."""
_TCP: Final = 0b11
_SCOPES: Final = 0b11
"""Abstract sockets, and signals to processes outside."""


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


@cache
def version() -> int:
    """Give the version of Landlock that the kernel speaks; 0 when it has none, or it is switched off."""
    try:
        return max(_call(_CREATE_RULESET, None, 0, _VERSION), 0)
    except OSError:
        return 0


def restrict(read: Iterable[Path] | None, write: Iterable[Path], clear: Iterable[Path] = ()) -> None:
    """Leave this process, for ever, what is below `read` to read and run, and what is below `write` to do all with.

    With None for `read`, reading stays as it is. Empty folders below `clear` may be removed. Paths that do not exist
    are left out. From version 4 on TCP is refused, from version 6 on signals to processes outside. `no_new_privs` has
    to be set. Raises OSError.
    """
    spoken = version()
    files = sum(rights for since, rights in _RIGHTS.items() if since <= spoken)
    if read is None:
        files &= ~_READING
    asked = _Ruleset(files, _TCP if spoken >= 4 else 0, _SCOPES if spoken >= 6 else 0)
    ruleset = _call(_CREATE_RULESET, ctypes.byref(asked), ctypes.sizeof(asked), 0)
    try:
        for path in read or ():
            _allow(ruleset, path, files & _READING)
        for path in write:
            _allow(ruleset, path, files)
        for path in clear:
            _allow(ruleset, path, _REMOVE_DIR)
        _call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            allowed = rights if path.is_dir() else rights & _FILE_RIGHTS
            rule = _Beneath(allowed, opened)
            _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
        finally:
            os.close(opened)


def _call(number: int, *arguments: object) -> int:
    wide = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    result = int(library().syscall(ctypes.c_long(number), *wide))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
