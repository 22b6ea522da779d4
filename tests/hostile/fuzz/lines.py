"""Which lines of `app` an input runs."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final

import app

ROOT: Final = str(Path(app.__file__).parent)
_ENOUGH: Final = 2_000
"""Calls of a function with nothing new, after which only some are watched."""
_SOME: Final = 16

Line = tuple[str, int]
"""A file of `app`, and a number in it."""


class Lines:
    """Watches lines that were not seen so far; a function all of whose lines were seen costs one look a call."""

    def __init__(self) -> None:
        self.seen: set[Line] = set()
        self._fresh: list[Line] = []
        self._left: dict[CodeType, set[int]] = {}
        self._calls: dict[CodeType, int] = {}

    def watch(self, work: Callable[[], Any]) -> tuple[Any, list[Line]]:
        """Do some work; give its result and the lines that it is the first to run."""
        self._fresh = []
        sys.settrace(self._call)
        try:
            made = work()
        finally:
            sys.settrace(None)
        self.seen.update(self._fresh)
        return made, self._fresh

    def _call(self, frame: FrameType, *_: object) -> Callable[..., Any] | None:
        code = frame.f_code
        left = self._left.get(code)
        if left is None:
            left = self._left[code] = self._unseen(code)
        if not left:
            return None
        calls = self._calls[code] = self._calls.get(code, 0) + 1
        return None if calls > _ENOUGH and calls % _SOME else self._line

    def _line(self, frame: FrameType, event: str, *_: object) -> Callable[..., Any]:
        if event == "line":
            left, number = self._left[frame.f_code], frame.f_lineno
            if number in left:
                left.discard(number)
                self._calls[frame.f_code] = 0
                self._fresh.append((frame.f_code.co_filename[len(ROOT) + 1 :], number))
        return self._line

    def _unseen(self, code: CodeType) -> set[int]:
        if not code.co_filename.startswith(ROOT):
            return set()
        numbers = {number for _, _, number in code.co_lines() if number is not None and number != code.co_firstlineno}
        return {number for number in numbers if (code.co_filename[len(ROOT) + 1 :], number) not in self.seen}
