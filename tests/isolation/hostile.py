"""Readers that do what a reader does whose library was taken over by a document: tasks for a server of processes.

A document whose text begins with `attack NAME` has the function of that name run in place of its reader, with the
rest of the line; every other document is read as always. What an attack learned stands in the refusal's sentence.
"""

import ctypes
import errno
import io
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from app.documents.isolation.tasks import TASKS as HONEST
from app.documents.isolation.tasks import Task
from app.documents.isolation.wire import Message
from app.errors import SourceDamaged

PREPARE_FIRST: Final[tuple[Callable[[], object], ...]] = ()
PREPARE: Final[tuple[Callable[[], object], ...]] = ()
Attack = Callable[[str], Any]


def _loop(_: str) -> None:
    while True:
        pass


def _sleep(_: str) -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    while True:
        time.sleep(60)


def _allocate(_: str) -> None:
    taken = [bytearray(10_000_000) for _ in range(1_000)]
    raise AssertionError(len(taken))


def _outlive(_: str) -> None:
    """Ignore the signal by which computing too long is told."""
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    _loop("")


def _more(_: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _connect(port: str) -> None:
    socket.create_connection(("127.0.0.1", int(port)), timeout=5)


def _write(path: str) -> None:
    Path(path).write_text("stolen", encoding="utf-8")


def _remove(path: str) -> None:
    Path(path).unlink()


def _look(path: str) -> str:
    return Path(path).read_text(encoding="utf-8", errors="replace")


def _fork(_: str) -> None:
    if os.fork() == 0:
        time.sleep(600)


def _run(_: str) -> None:
    subprocess.run([sys.executable, "-c", ""], check=True)


def _orphan(_: str) -> str:
    """Leave a process behind that would run for ever, and tell its number."""
    child = os.fork()
    while child == 0:
        time.sleep(60)
    return str(child)


def _scratch(_: str) -> str:
    """Write a file where one may be written, and tell where that is."""
    with tempfile.NamedTemporaryFile("w", delete=False) as file:
        file.write("a page")
    return file.name


def _kill(_: str) -> None:
    os.kill(os.getppid(), signal.SIGKILL)


def _kill_all(_: str) -> None:
    os.kill(-1, signal.SIGKILL)


def _environment(_: str) -> str:
    return " ".join(sorted(os.environ))


def _open_files(_: str) -> str:
    found = []
    for number in range(4096):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(str(number))
    return " ".join(found)


def _talk(text: str) -> str:
    for stream in (sys.stdout, sys.stderr):
        print(text, file=stream, flush=True)
    os.write(2, text.encode())
    raise RuntimeError(text)


ATTACKS: Final[Mapping[str, Attack]] = {
    "loop": _loop,
    "sleep": _sleep,
    "outlive": _outlive,
    "allocate": _allocate,
    "abort": lambda _: os.abort(),
    "crash": lambda _: ctypes.string_at(0),
    "leave": lambda _: os._exit(0),
    "exit": lambda _: sys.exit("a reader that wants to end the program"),
    "stop": lambda _: os.kill(os.getpid(), signal.SIGSTOP),
    "more": _more,
    "connect": _connect,
    "listen": lambda _: socket.socket(socket.AF_UNIX).bind("\0ler"),
    "write": _write,
    "remove": _remove,
    "look": _look,
    "fork": _fork,
    "run": _run,
    "orphan": _orphan,
    "session": lambda _: os.setsid(),
    "scratch": _scratch,
    "kill": _kill,
    "kill-all": _kill_all,
    "environment": _environment,
    "open-files": _open_files,
    "nice": lambda _: os.getpriority(os.PRIO_PROCESS, 0),
    "talk": _talk,
}


def _read(message: Message) -> Message:
    body = bytes(message.body)
    if not body.startswith(b"attack "):
        return HONEST["read"](message)
    name, _, rest = io.BytesIO(body).readline().decode().strip().removeprefix("attack ").partition(" ")
    if name == "nonsense":
        return Message(b"{]")
    if name == "lie":
        return Message(b'{"refused": "internal", "message": "", "hint": ""}')
    if name == "flood":
        return Message(b"x" * 1_000_000)
    try:
        said = ATTACKS[name](rest)
    except OSError as error:
        said = errno.errorcode.get(error.errno or 0, "no number")
    except ValueError as error:
        said = type(error).__name__
    raise SourceDamaged(f"{name}: {said}")


def _members(message: Message) -> Message:
    """Unpack an archive, and be taken over by a document in it."""
    answer = HONEST["members"](message)
    if b"attack abort" in answer.body:
        os.abort()
    return answer


TASKS: Final[Mapping[str, Task]] = {**HONEST, "read": _read, "members": _members}
