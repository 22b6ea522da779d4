"""Rights that a process gives up before it opens foreign bytes, as far as the kernel knows how."""

import ctypes
import os
import resource
import signal
import sys
import sysconfig
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from app.documents.isolation import landlock, syscalls
from app.documents.isolation.allowance import Allowance

Guard = Literal["limits", "namespaces", "capabilities", "landlock", "seccomp"]

_NEW_USER, _NEW_NETWORK, _NEW_IPC = 0x10000000, 0x40000000, 0x08000000
_CAPABILITIES_VERSION: Final = 0x20080522
_DIE_WITH_PARENT: Final = 1
_FILES: Final = 64
_SYSTEM: Final = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/bin",
    "/opt",
    "/nix/store",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/etc/localtime",
    "/etc/mime.types",
    "/sys/devices/system/cpu",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
)
"""Beside Python and its packages: what libraries read, and nothing that holds a secret."""


def confine_server(scratch: Path) -> tuple[Guard, ...]:
    """Give up, for this process and all that it starts: the network, all rights of root, every file but the program's
    own and the system's to read, and those below `scratch` to write.

    Each guard that the kernel lacks is left out. Gives those that hold. To be called while there is one thread.
    """
    held: list[Guard] = ["limits"]
    # what comes first when memory runs out is a document, not the service
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")
    if sys.platform != "linux":
        return tuple(held)
    with suppress(OSError):
        _leave_namespaces()
        held.append("namespaces")
    with suppress(OSError):
        _drop_capabilities()
        held.append("capabilities")
    syscalls.no_new_privileges()
    if landlock.version():
        # the scratch folder goes with the server, also when the program was killed
        landlock.restrict(_readable(), (scratch, Path("/dev/null")), clear=(scratch.parent,))
        held.append("landlock")
    if syscalls.available():
        syscalls.give_up_network()
        held.append("seccomp")
    return tuple(held)


def die_with(parent: int) -> None:
    """Have the kernel end this process when `parent` ends (Linux); end it now when that happened already."""
    if sys.platform == "linux":
        _library().prctl(ctypes.c_int(_DIE_WITH_PARENT), ctypes.c_ulong(signal.SIGKILL), *_zeros(3))
    if os.getppid() != parent:
        os._exit(1)


def confine_document(allowance: Allowance, scratch: Path | None, held: tuple[Guard, ...]) -> None:
    """Give up, in the process of one document, all that its allowance does not grant; `scratch` is its folder.

    Raises OSError and ValueError when a guard that held for the server does not hold now.
    """
    os.nice(allowance.nice)
    _limit(allowance)
    if sys.platform != "linux":
        return
    if "landlock" in held:
        landlock.restrict(None, () if scratch is None else (scratch, Path("/dev/null")))
    if "seccomp" in held:
        if allowance.processes:
            syscalls.stay_in_group()
        else:
            syscalls.give_up_writing()


def _limit(allowance: Allowance) -> None:
    lower = {
        "RLIMIT_AS": allowance.memory,
        # of a file; answers go through a socket, which this does not count
        "RLIMIT_FSIZE": allowance.scratch_bytes if allowance.processes else 0,
        "RLIMIT_NOFILE": _FILES,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    if not allowance.processes:
        lower["RLIMIT_NPROC"] = 0
    for name, most in lower.items():
        limit = getattr(resource, name, None)
        if limit is not None:
            _, hard = resource.getrlimit(limit)
            value = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(limit, (value, value))
    # the first tells by its signal what happened, and the second cannot be ignored
    resource.setrlimit(resource.RLIMIT_CPU, (allowance.cpu_seconds, allowance.cpu_seconds + 1))


def _leave_namespaces() -> None:
    user, group = os.getuid(), os.getgid()
    if _library().unshare(ctypes.c_int(_NEW_USER | _NEW_NETWORK | _NEW_IPC)) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    # the same numbers inside as outside, so that files are shown as whose they are
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def _drop_capabilities() -> None:
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if _library().capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def _readable() -> tuple[Path, ...]:
    """Give the folders of the system, of Python and of every package that can be imported."""
    python = (sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), str(Path(sys.executable).parent))
    return tuple(map(Path, dict.fromkeys((*_SYSTEM, *python, *filter(None, sys.path)))))


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _zeros(count: int) -> tuple[ctypes.c_ulong, ...]:
    return tuple(ctypes.c_ulong(0) for _ in range(count))
