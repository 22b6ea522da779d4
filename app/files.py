"""Secrets to files that only this account may read, and that are there whole or not at all."""

import os
import secrets
from pathlib import Path


def place(path: Path, data: bytes) -> None:
    """Put a file in place whole (mode 0600), or leave the one that somebody else put there first."""
    written = write_beside(path, data)
    try:
        os.link(written, path)
    except FileExistsError:
        pass
    finally:
        written.unlink()


def write_beside(path: Path, data: bytes) -> Path:
    """Write a file beside `path` (mode 0600) and give it: whoever renames it replaces `path` at once."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return temporary
