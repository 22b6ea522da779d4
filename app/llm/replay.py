"""Answers kept in files, so that a second run costs nothing."""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from app.llm.client import Answer

_KEY = re.compile(r"[0-9a-f]{64}")


class AnswerCache:
    """Answers as files of one folder, readable by this account only; a damaged file is as good as none.

    An answer quotes the masked text, so it holds no personal data that the text did not; the text itself is in no
    file, only its digest. Deleting the folder forgets all answers.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Answer | None:
        """Give the answer kept under `key` (64 hexadecimal digits), or None."""
        try:
            return Answer.model_validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, whole or not at all; where nothing can be written the answer is just not kept."""
        path = self._path(key)
        with suppress(OSError):
            for folder in (self._folder, path.parent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(answer.model_dump_json().encode())
                Path(name).replace(path)
            finally:
                # nothing is left of what a full disk could not take
                Path(name).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("a key is 64 hexadecimal digits")
        return self._folder / key[:2] / f"{key}.json"
