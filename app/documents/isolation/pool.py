"""Tasks on foreign bytes to answers, each from a process of its own that may die of it."""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from app.documents.isolation.allowance import Allowance
from app.documents.isolation.tasks import refused
from app.documents.isolation.verdict import Order, Verdict
from app.documents.isolation.wire import Message, TooLong, receive, send
from app.errors import IsolationFailed, SourceTimeOut, SourceTooComplex, SourceTooLarge

TASKS: Final = "app.documents.isolation.tasks"
_PROGRAMS: Final = ("/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin")
_GRACE: Final = 15.0
"""Seconds that the server gets to stop a process whose time is up, before it is taken to be stuck itself."""
_ATTEMPTS: Final = 3
_PAUSE: Final = 0.2
"""Seconds after which a process that could not be started is tried again, longer each time."""
_MEMORY_FOLDER: Final = Path("/dev/shm")  # noqa: S108 - a folder for folders that only this account can enter
_MEMORY_FREE: Final = 1_000_000_000


class _Gone(Exception):
    """The server ended, so what became of the document is not known."""


class _Serving:
    """A server that runs."""

    def __init__(self, tasks: str) -> None:
        self.scratch = Path(tempfile.mkdtemp(prefix="ler-", dir=_scratch_place()))
        self._control, theirs = socket.socketpair()
        self._lock = threading.Lock()
        self._held: tuple[str, ...] | None = None
        command = (sys.executable, "-m", "app.documents.isolation.server", str(theirs.fileno()), tasks)
        # nothing of the environment: keys and passwords stand in it
        environment = {
            "PYTHONPATH": os.pathsep.join(str(Path(entry).absolute()) for entry in sys.path),
            "PYTHONSAFEPATH": "1",
            "PATH": os.pathsep.join(_PROGRAMS),
            "OMP_NUM_THREADS": "1",
            "OMP_THREAD_LIMIT": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }
        quiet = subprocess.DEVNULL
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this program itself
                [*command, str(self.scratch)],
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        # when nobody holds the pool any more, and at the end of the program
        self.stop = weakref.finalize(self, _stop, self._process, self._control, self.scratch)

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it can be asked."""
        return self.stop.alive and self._process.poll() is None

    def order(self, order: Order, files: Sequence[int]) -> None:
        """Have a process started with these files: its connection, where its end is told, one to read.

        Raises _Gone.
        """
        told = order.model_dump_json().encode()
        try:
            with self._lock:
                socket.send_fds(self._control, [told], files)
        except OSError as error:
            raise _Gone from error

    def held(self) -> tuple[str, ...]:
        """Give the guards that it says it holds. Raises _Gone."""
        with self._lock:
            if self._held is None:
                self._control.settimeout(_GRACE)
                said = b""
                try:
                    while not said.endswith(b"\n"):
                        more = self._control.recv(4096)
                        if not more:
                            raise _Gone
                        said += more
                except OSError as error:
                    raise _Gone from error
                finally:
                    self._control.settimeout(None)
                self._held = tuple(json.loads(said)["held"])
            return self._held


class Pool:
    """Starts a process for each task, through a server of its own. Safe to share between threads.

    Nothing is started before it is needed, or `start` is called.
    """

    def __init__(self, tasks: str = TASKS, at_once: int | None = None) -> None:
        """`tasks` names a module with `TASKS` and `PREPARE`; at most `at_once` processes run at a time."""
        self._tasks = tasks
        self._lock = threading.Lock()
        self._room = threading.BoundedSemaphore(at_once or max(2, os.cpu_count() or 1))
        self._server: _Serving | None = None

    def start(self) -> None:
        """Start the server, if none runs; it is ready while the program still loads. Raises IsolationFailed."""
        self._running()

    def close(self) -> None:
        """Stop the server and every process that it started."""
        with self._lock:
            if self._server is not None:
                self._server.stop()
            self._server = None

    @property
    def pid(self) -> int | None:
        """Number of the server's process; None before it is started."""
        with self._lock:
            return self._server.pid if self._server is not None and self._server.runs else None

    def held(self) -> tuple[str, ...]:
        """Give the guards that hold on this machine: see `guards.Guard`. Raises IsolationFailed."""
        try:
            return self._running().held()
        except _Gone as error:
            raise IsolationFailed("the process that starts others for documents ended at once") from error

    def run(self, task: str, message: Message, allowance: Allowance) -> Message:
        """Do a task in a process of its own and give its answer.

        Raises what the answer tells of (SourceError), SourceTimeOut and SourceTooComplex for a process that had to be
        stopped or ended by itself, SourceTooLarge for an answer beyond the allowance, IsolationFailed.
        """
        order = Order(task=task, allowance=allowance, with_file=message.file is not None)
        with self._room:
            for attempt in range(_ATTEMPTS):
                server = self._running()
                try:
                    answer, verdict = _once(server, order, message)
                except _Gone:
                    # somebody else's document, or an administrator, ended the server: this document is tried again
                    self._discard(server)
                    continue
                if verdict.started:
                    return _answered(answer, verdict, allowance)
                time.sleep(_PAUSE * (attempt + 1))
        raise IsolationFailed("the processes that open documents cannot be started, or are stopped from outside")

    def _running(self) -> _Serving:
        with self._lock:
            if self._server is not None and not self._server.runs:
                self._server.stop()
                self._server = None
            if self._server is None:
                try:
                    self._server = _Serving(self._tasks)
                except (OSError, ValueError) as error:
                    raise IsolationFailed("no process can be started to open documents in") from error
            return self._server

    def _discard(self, server: _Serving) -> None:
        """Have the next document start a server of its own, unless one was started already."""
        with self._lock:
            if self._server is server:
                server.stop()
                self._server = None


def _once(server: _Serving, order: Order, message: Message) -> tuple[Message | None, Verdict]:
    """Give what a process said, None when it ended without a word, and how it ended. Raises _Gone, SourceTooLarge."""
    patience = order.allowance.seconds + _GRACE
    mine, theirs = socket.socketpair()
    reading, writing = os.pipe()
    try:
        with mine:
            try:
                with theirs:
                    along = [] if message.file is None else [message.file.fileno()]
                    server.order(order, (theirs.fileno(), writing, *along))
            finally:
                os.close(writing)
            answer = _exchange(mine, message, order.allowance, patience)
        return answer, _verdict(reading, patience)
    finally:
        os.close(reading)


def _exchange(connection: socket.socket, message: Message, allowance: Allowance, patience: float) -> Message | None:
    connection.settimeout(patience)
    with suppress(BrokenPipeError, ConnectionResetError):
        send(connection, message)
    try:
        return receive(connection, allowance.answer_bytes)
    except TooLong as error:
        raise SourceTooLarge("what was read of it is larger than anything that is taken") from error
    except TimeoutError as error:
        raise _Gone from error
    except OSError:
        return None


def _verdict(reading: int, patience: float) -> Verdict:
    waiting = select.poll()
    waiting.register(reading, select.POLLIN)
    if not waiting.poll(patience * 1000):
        raise _Gone
    told = os.read(reading, 4096)
    if not told:
        raise _Gone
    return Verdict.model_validate_json(told)


def _answered(answer: Message | None, verdict: Verdict, allowance: Allowance) -> Message:
    computed_too_long = verdict.exit_code == -signal.SIGXCPU or (
        verdict.exit_code == -signal.SIGKILL and verdict.cpu_seconds >= allowance.cpu_seconds
    )
    if verdict.late:
        raise SourceTimeOut(f"it was not opened within {allowance.seconds:g} seconds")
    if computed_too_long:
        raise SourceTimeOut(f"it was not opened within {allowance.cpu_seconds} seconds of computing")
    if answer is None or verdict.exit_code != 0:
        raise SourceTooComplex("the program that opens it came to a sudden end")
    try:
        error = refused(answer)
    except (ValidationError, ValueError):
        error = SourceTooComplex("the program that opens it said nothing that can be used")
    if error is not None:
        raise error
    return answer


def _scratch_place() -> str:
    """Give a folder in memory, where there is one with room: what is written there never is on a disk."""
    with suppress(OSError, AttributeError):
        free = os.statvfs(_MEMORY_FOLDER)
        if os.access(_MEMORY_FOLDER, os.W_OK) and free.f_bavail * free.f_frsize >= _MEMORY_FREE:
            return str(_MEMORY_FOLDER)
    return tempfile.gettempdir()


def _stop(process: "subprocess.Popen[bytes]", control: socket.socket, scratch: Path) -> None:
    control.close()
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    shutil.rmtree(scratch, ignore_errors=True)
