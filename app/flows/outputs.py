"""What a call made to files in the output folder, nothing of it ever half-written."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from app.errors import OutputRefused


def place(out: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write `files` (relative name → bytes) into `out`: each file, and each folder as a whole, appears complete.

    A folder that a name begins with (`resume.credentials/01-welding.json`) replaces an earlier one of that name.
    Gives the names, sorted. Raises OutputRefused; then no file of this call was added that was not complete.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ler-", dir=out) as made:
            workshop = Path(made)
            fresh = workshop / "new"
            for name, data in files.items():
                target = fresh / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            for entry in sorted(fresh.iterdir()):
                if entry.is_dir() and (out / entry.name).is_dir():
                    (out / entry.name).rename(workshop / f"{entry.name}.old")
                entry.replace(out / entry.name)
    except OSError as error:
        raise OutputRefused(f"{out}: cannot be written ({error.strerror})") from error
    return tuple(sorted(files))


def check(out: Path) -> None:
    """See before the work that `out` can be written to, without making it. Raises OutputRefused."""
    there = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.exists())
    if not there.is_dir():
        raise OutputRefused(f"{out}: {there.name} is a file, not a folder")
    if not os.access(there, os.W_OK | os.X_OK):
        raise OutputRefused(f"{out}: this account may not write there")


def json_bytes(value: BaseModel) -> bytes:
    """Give `value` as readable JSON, without ASCII escapes and with a last line break."""
    return (json.dumps(value.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n").encode()
