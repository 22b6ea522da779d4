"""A process that forks one short-lived process for each document: `python -m app.documents.isolation.server`.

It is started by `Pool`, has one thread, and ends when the process that started it does. Forking it is cheap and safe,
which forking a service with its threads and gigabytes is not.
"""

import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final, NoReturn

from app.documents.isolation.allowance import Allowance
from app.documents.isolation.guards import Guard, confine_document, confine_server, die_with
from app.documents.isolation.tasks import Task, refusal, run
from app.documents.isolation.verdict import Order, Verdict
from app.documents.isolation.wire import Message, receive, send
from app.errors import SourceTooLarge

_ORDER_BYTES: Final = 4096
_REQUEST_BYTES: Final = 500_000_000
_CONNECTION: Final = 3
"""Where the process of a document finds its connection; a file that came along has the next number."""


@dataclass
class _Child:
    until: float
    verdict: int
    scratch: Path | None
    late: bool = False


class _Server:
    def __init__(self, control: socket.socket, tasks: ModuleType, scratch: Path) -> None:
        self._control = control
        self._tasks: Mapping[str, Task] = tasks.TASKS
        self._to_prepare: list[Callable[[], object]] = list(tasks.PREPARE)
        self._scratch = scratch
        self._children: dict[int, _Child] = {}
        self._held: tuple[Guard, ...] = ()

    def serve(self) -> None:
        """Serve until nobody is there to ask."""
        woken, waker = socket.socketpair()
        woken.setblocking(False)
        waker.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        selector = selectors.DefaultSelector()
        selector.register(self._control, selectors.EVENT_READ)
        selector.register(woken, selectors.EVENT_READ)
        # nothing foreign was opened yet, and compiled modules can be kept only now
        while self._to_prepare and not selector.select(0):
            self._prepare_next()
        self._held = confine_server(self._scratch)
        self._control.sendall(json.dumps({"held": self._held}).encode() + b"\n")
        while True:
            ready = {key.fileobj for key, _ in selector.select(self._patience())}
            if woken in ready:
                with suppress(BlockingIOError):
                    woken.recv(4096)
            self._bury()
            if self._control in ready and not self._take():
                break
            self._stop_late()
            if not ready and self._to_prepare:
                self._prepare_next()
        for pid in self._children:
            _kill(pid)

    def _patience(self) -> float | None:
        if self._to_prepare:
            return 0
        untils = [child.until for child in self._children.values() if not child.late]
        return max(0.0, min(untils) - time.monotonic()) if untils else None

    def _prepare_next(self) -> None:
        self._to_prepare.pop(0)()
        if not self._to_prepare:
            # what is there now stays, and looking through it would copy its pages into every child
            gc.collect()
            gc.freeze()

    def _take(self) -> bool:
        """Start one document's process; False when nobody asks any more."""
        try:
            told, opened, _, _ = socket.recv_fds(self._control, _ORDER_BYTES, 3)
        except ConnectionError:
            return False
        if not told:
            return False
        order = Order.model_validate_json(told)
        connection, verdict, *files = opened
        scratch = self._make_scratch(order.allowance)
        me = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            _tell(verdict, Verdict(started=False))
            for number in (connection, *files):
                os.close(number)
            return True
        if pid == 0:
            self._work(me, order, (connection, *files), scratch)
        with suppress(OSError):
            os.setpgid(pid, pid)
        for number in (connection, *files):
            os.close(number)
        self._children[pid] = _Child(time.monotonic() + order.allowance.seconds, verdict, scratch)
        return True

    def _make_scratch(self, allowance: Allowance) -> Path | None:
        return Path(tempfile.mkdtemp(dir=self._scratch)) if allowance.processes else None

    def _work(self, server: int, order: Order, opened: tuple[int, ...], scratch: Path | None) -> NoReturn:
        """Be the process of one document: nothing returns from here."""
        status = 1
        try:
            die_with(server)
            with suppress(OSError):
                os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _keep_only(opened)
            tempfile.tempdir = os.devnull if scratch is None else str(scratch)
            gc.set_threshold(50_000, 20, 50)
            with socket.socket(fileno=_CONNECTION) as speaking:
                asked = receive(speaking, _REQUEST_BYTES)
                if asked is not None:
                    if order.with_file:
                        asked = asked._replace(file=os.fdopen(_CONNECTION + 1, "rb"))
                    confine_document(order.allowance, scratch, self._held)
                    send(speaking, _short(run(self._tasks, order.task, asked), order.allowance))
                    status = 0
        except BaseException:  # noqa: BLE001, S110 - whatever it was, it must not print what it knows
            pass
        finally:
            os._exit(status)

    def _bury(self) -> None:
        """Tell of every process that has ended, once all that it started is ended, too."""
        while self._children:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None:
                return
            _kill(ended.si_pid)
            _, status, used = os.wait4(ended.si_pid, 0)
            child = self._children.pop(ended.si_pid)
            if child.scratch is not None:
                shutil.rmtree(child.scratch, ignore_errors=True)
            _tell(
                child.verdict,
                Verdict(
                    exit_code=os.waitstatus_to_exitcode(status),
                    late=child.late,
                    cpu_seconds=used.ru_utime + used.ru_stime,
                    memory=used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
                ),
            )

    def _stop_late(self) -> None:
        now = time.monotonic()
        for pid, child in self._children.items():
            if child.until <= now and not child.late:
                child.late = True
                _kill(pid)


def _short(answer: Message, allowance: Allowance) -> Message:
    """Give the answer, or a refusal in place of one that is longer than anybody would take."""
    if len(answer.head) + len(answer.body) <= allowance.answer_bytes:
        return answer
    return refusal(SourceTooLarge(f"what was read of it has more than {allowance.answer_bytes:,} bytes"))


def _keep_only(opened: tuple[int, ...]) -> None:
    """Close every file but these, which get the numbers from `_CONNECTION` on."""
    # first out of the way of one another
    clear = [os.dup(os.dup(number)) for number in opened]
    for place, number in enumerate(clear, start=_CONNECTION):
        os.dup2(number, place)
    os.closerange(_CONNECTION + len(opened), max(os.sysconf("SC_OPEN_MAX"), 4096))


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _tell(where: int, verdict: Verdict) -> None:
    with suppress(OSError):
        os.write(where, verdict.model_dump_json().encode())
    os.close(where)


def main() -> None:
    """Serve the process that is at the other end of the socket, whose number is the first argument."""
    number, tasks, scratch = sys.argv[1:4]
    with socket.socket(fileno=int(number)) as control:
        try:
            _Server(control, importlib.import_module(tasks), Path(scratch)).serve()
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    # somebody waits for the end of it, and taking libraries down one by one is not worth their time
    os._exit(0)


if __name__ == "__main__":
    main()
