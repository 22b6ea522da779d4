"""Seccomp: the system calls that a process gives up for ever (Linux; seccomp(2)).

What is listed is refused with an error, not by death: libraries that only try something go on without it.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterable
from functools import cache
from typing import Final

_ARCHITECTURES: Final = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""By machine: the name that the kernel has for it (linux/audit.h), and its column in the tables below."""

_Numbers = dict[str, tuple[int | None, int | None]]
_NETWORK: Final[_Numbers] = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "io_uring_setup": (425, 425),
}
_KERNEL: Final[_Numbers] = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "mount": (165, 40),
    "umount2": (166, 39),
    "mount_setattr": (442, 442),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "fanotify_init": (300, 262),
    "personality": (135, 92),
    "syslog": (103, 116),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "quotactl": (179, 60),
    "acct": (163, 89),
    # memory of these kinds outlives the process, and no limit on the process counts it
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
}
_PROCESSES: Final[_Numbers] = {
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
}
_GROUPS: Final[_Numbers] = {"setsid": (112, 157), "setpgid": (109, 154)}
_WRITING: Final[_Numbers] = {
    "creat": (85, None),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "fallocate": (285, 47),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "link": (86, None),
    "linkat": (265, 37),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
}
_CLONE, _CLONE3 = (56, 220), (435, 435)
_OPEN, _OPENAT, _OPENAT2 = (2, None), (257, 56), (437, 437)
_SIGNALS: Final = ((62, 129), (200, 130), (234, 131))
"""kill, tkill, tgkill: whom they mean is their first argument."""
_PRLIMIT: Final = (302, 261)

_CLONE_THREAD: Final = 0x10000
_OPEN_TO_WRITE: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_X32: Final = 0x40000000
"""From here on x86-64 numbers its calls for 32-bit pointers, which the tables do not list."""

_LOAD, _RETURN = 0x20, 0x06
_IF_EQUAL, _IF_LEAST, _IF_BITS = 0x15, 0x35, 0x45
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER_AT, _MACHINE_AT, _ARGUMENTS_AT = 0, 4, 16
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2

Step = tuple[int, int, int, int]
"""One instruction: code, steps to skip when it holds, steps to skip when not, value."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def available() -> bool:
    """Say whether this kernel takes filters, and this module knows the machine's numbers."""
    if sys.platform != "linux" or platform.machine() not in _ARCHITECTURES:
        return False
    # without a program it fails either way: with EFAULT where a filter would be taken
    library().prctl(*map(ctypes.c_ulong, (_SET_SECCOMP, _FILTER, 0, 0, 0)))
    return ctypes.get_errno() == errno.EFAULT


def give_up_network() -> None:
    """Refuse sockets, and all that reaches into the kernel or into other processes. Raises OSError."""
    _install(_packed(_refused((_NETWORK | _KERNEL).values())))


def give_up_writing() -> None:
    """Also refuse new processes, signals to others, and any file but for reading. Raises OSError."""
    me, refused = os.getpid(), _ERROR | errno.EPERM
    steps: list[Step] = []
    for numbers in _SIGNALS:
        steps += _when(_column(numbers), 0, [(_IF_EQUAL, 1, 0, me), (_RETURN, 0, 0, refused)])
    other = [(_IF_EQUAL, 2, 0, 0), (_IF_EQUAL, 1, 0, me), (_RETURN, 0, 0, refused)]
    steps += _when(_column(_PRLIMIT), 0, other)
    _install(_packed(steps) + without_writing())


@cache
def without_writing() -> bytes:
    """Give the rules of `give_up_writing` that are the same in each process: made before the first, all have them."""
    steps: list[Step] = []
    for number in (_column(_OPEN), _column(_OPENAT)):
        place = 1 if number == 2 else 2
        steps += _when(number, place, [(_IF_BITS, 0, 1, _OPEN_TO_WRITE), (_RETURN, 0, 0, _ERROR | errno.EACCES)])
    steps += _when(_column(_CLONE), 0, [(_IF_BITS, 1, 0, _CLONE_THREAD), (_RETURN, 0, 0, _ERROR | errno.EPERM)])
    # their arguments are in memory, where a filter cannot look; without them the C library takes the older calls
    steps += _refused((_CLONE3, _OPENAT2), errno.ENOSYS)
    return _packed(steps + _refused((_PROCESSES | _GROUPS | _WRITING).values()))


def stay_in_group() -> None:
    """Refuse to leave the group of processes, so that killing the group ends all of them. Raises OSError."""
    _install(_packed(_refused(_GROUPS.values())))


def no_new_privileges() -> None:
    """Let no program that is run from here on have more rights than this process. Raises OSError."""
    _prctl(_NO_NEW_PRIVILEGES, 1, ctypes.c_ulong(0))


def _column(numbers: tuple[int | None, int | None]) -> int | None:
    return numbers[_ARCHITECTURES[platform.machine()][1]]


def _refused(listed: Iterable[tuple[int | None, int | None]], code: int = errno.EPERM) -> list[Step]:
    steps: list[Step] = []
    for number in filter(None, map(_column, listed)):
        steps += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | code)]
    return steps


def _when(number: int | None, argument: int, steps: list[Step]) -> list[Step]:
    """Run the steps on the low half of an argument of call `number`; after the last of them the call is allowed."""
    if number is None:
        return []
    inner = [(_LOAD, 0, 0, _ARGUMENTS_AT + 8 * argument), *steps, (_RETURN, 0, 0, _ALLOW)]
    return [(_IF_EQUAL, 0, len(inner), number), *inner]


def _packed(steps: Iterable[Step]) -> bytes:
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _install(rules: bytes) -> None:
    code = _opening() + rules + _packed([(_RETURN, 0, 0, _ALLOW)])
    _prctl(_SET_SECCOMP, _FILTER, ctypes.byref(_Program(len(code) // 8, code)))


@cache
def _opening() -> bytes:
    """Give the steps that end a process which calls for another machine, and load the number of the call."""
    machine, column = _ARCHITECTURES[platform.machine()]
    steps: list[Step] = [(_LOAD, 0, 0, _MACHINE_AT), (_IF_EQUAL, 1, 0, machine), (_RETURN, 0, 0, _KILL)]
    steps.append((_LOAD, 0, 0, _NUMBER_AT))
    if column == 0:
        steps += [(_IF_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL)]
    return _packed(steps)


@cache
def library() -> ctypes.CDLL:
    """Give the C library; opened once, all processes that are forked later have it."""
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int, further: object) -> None:
    zero = ctypes.c_ulong(0)
    if library().prctl(ctypes.c_int(option), ctypes.c_ulong(value), further, zero, zero) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
