"""What one piece of work on foreign bytes may use."""

from pydantic import Field

from app.documents.model import Limits
from app.values import Frozen

_ANSWER_BYTES = 200_000_000
_SCRATCH_BYTES = 100_000_000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")


class Allowance(Frozen):
    """Caps on one process; the process is stopped beyond them."""

    memory: int = Field(gt=0)
    """Bytes of address space."""
    cpu_seconds: int = Field(gt=0)
    seconds: float = Field(gt=0)
    """By the clock, from the moment at which the process is started."""
    processes: bool = False
    """Whether it may run other programs, and write files into a scratch folder of its own."""
    scratch_bytes: int = Field(default=_SCRATCH_BYTES, ge=0)
    """Of one such file."""
    answer_bytes: int = Field(default=_ANSWER_BYTES, gt=0)
    nice: int = Field(default=2, ge=0, le=19)
    """How far it stands behind other processes when they want the same processor: people wait for those."""


def allowance(limits: Limits) -> Allowance:
    """Give what looking at one document may use: no other program."""
    return Allowance(memory=limits.memory, cpu_seconds=limits.cpu_seconds, seconds=limits.seconds)


def allowance_for_many(limits: Limits) -> Allowance:
    """Give what a table or an archive of many workers may use: more than one document, and not all at once."""
    return Allowance(memory=2 * limits.memory, cpu_seconds=3 * limits.cpu_seconds, seconds=3 * limits.seconds)


def allowance_for_recognition(limits: Limits) -> Allowance:
    """Give what may be used where another program recognises text in pictures."""
    return Allowance(
        memory=limits.recognition_memory,
        cpu_seconds=limits.recognition_cpu_seconds,
        seconds=limits.recognition_seconds,
        processes=True,
    )


def is_picture(data: bytes) -> bool:
    """Say by the first bytes whether this can be a picture, whose text has to be recognised."""
    return data.startswith(_PICTURES) or data[4:8] == b"ftyp"
