"""A pseudo-terminal with `ler` in it: what a person would see and type."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

PATIENCE = 30.0
_RUN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from app.cli.main import run; run()"
"""A terminal's programs hear Ctrl-C, though what runs in the background of a script is started deaf to it."""


class Terminal:
    """One `ler` process in a terminal of 80 columns."""

    def __init__(self, *words: object, env: Mapping[str, str] | None = None) -> None:
        ours, theirs = pty.openpty()
        self._screen = ours
        self.shown = ""
        self._read_to = 0
        command = [sys.executable, "-c", _RUN, *map(str, words)]
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "COLUMNS": "80", "TERM": "xterm", **(env or {})},
            cwd=Path(__file__).parent.parent.parent,
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        os.close(self._screen)

    def wait_for(self, text: str) -> None:
        """Read until `text` is shown after what was waited for before."""
        ends = time.monotonic() + PATIENCE
        while (at := self.shown.find(text, self._read_to)) < 0:
            if not self._more(ends):
                raise AssertionError(f"{text!r} was not shown; the terminal shows:\n{self.shown}")
        self._read_to = at + len(text)

    def type(self, line: str) -> None:
        os.write(self._screen, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, and again as a person does: between the prompt and the reading of a line it is not heard."""
        ends = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < ends:
            os.killpg(self._process.pid, signal.SIGINT)
            again = time.monotonic() + 5
            while self._process.poll() is None and time.monotonic() < again:
                self._more(time.monotonic() + 0.1)
                time.sleep(0.02)

    def end(self) -> int:
        """Read to the end and give the exit status."""
        ends = time.monotonic() + PATIENCE
        while self._more(ends):
            pass
        return self._process.wait(timeout=PATIENCE)

    def _more(self, ends: float) -> bool:
        ready, _, _ = select.select([self._screen], [], [], max(0.0, ends - time.monotonic()))
        try:
            read = os.read(self._screen, 65536) if ready else b""
        except OSError:
            # Linux says so when the other side is closed
            read = b""
        self.shown += read.decode(errors="replace").replace("\r\n", "\n")
        return bool(read)
