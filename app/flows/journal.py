"""Decisions in the terminal to the file that keeps them: only added to, and two sittings at once see each other."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from app.errors import DecisionRefused, OutputRefused
from app.flows import outputs
from app.review.model import Decision, Person, Role, Verdict
from app.review.standing import standing

ENDING = ".decisions.jsonl"

Unless = Callable[[Sequence[Decision]], bool]
"""Told what was added since the journal was read; True when nothing more is to be added."""


def journal_path(out: Path, name: str) -> Path:
    """Give where the decisions of a review are kept."""
    return out / f"{name}{ENDING}"


class Journal:
    """`NAME.decisions.jsonl`: one decision a line, only ever added to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_to = 0

    def read(self) -> list[Decision]:
        """Give the decisions, oldest first; a last line cut short by a crash is not one. Raises DecisionRefused."""
        self._read_to = 0
        if not self.path.exists():
            return []
        return self._told(self.path.read_bytes())

    def rejected(self) -> frozenset[str]:
        """Give the ids of the claims that `rejected` tells of what it holds. Raises DecisionRefused."""
        return rejected(self.read())

    def append(self, *decisions: Decision, unless: Unless = lambda _: False) -> list[Decision]:
        """Add decisions; they are on the disk when this returns. Gives what was added since it was read.

        Raises OutputRefused, DecisionRefused.
        """
        lines = b"".join(decision.model_dump_json(exclude_defaults=True).encode() + b"\n" for decision in decisions)
        try:
            outputs.make_folder(self.path.parent)
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, outputs.PRIVATE_FILE)
            with os.fdopen(descriptor, "a+b") as stream:
                outputs.hold(stream.fileno())
                since = self._since(stream)
                if not unless(since):
                    end = stream.seek(0, os.SEEK_END)
                    if end and (stream.seek(end - 1), stream.read(1))[1] != b"\n":
                        _drop_torn_line(stream.fileno(), self.path)
                    stream.write(lines)
                    stream.flush()
                    os.fsync(stream.fileno())
                    self._read_to = stream.seek(0, os.SEEK_END)
                return since
        except OSError as error:
            raise OutputRefused(f"{self.path}: cannot be written ({error.strerror})") from error

    def _since(self, stream: BinaryIO) -> list[Decision]:
        """Read on where reading ended; from the beginning where the file is another one by now."""
        if stream.seek(0, os.SEEK_END) < self._read_to:
            self._read_to = 0
        stream.seek(self._read_to)
        return self._told(stream.read())

    def _told(self, data: bytes) -> list[Decision]:
        whole = data[: data.rfind(b"\n") + 1]
        try:
            found = [Decision.model_validate_json(line) for line in whole.splitlines() if line.strip()]
        except ValidationError as error:
            raise DecisionRefused(
                f"{self.path.name}: a line of it is not a decision",
                hint="Move the file away to start the review of this draft again.",
            ) from error
        self._read_to += len(whole)
        return found


def rejected(events: Sequence[Decision]) -> frozenset[str]:
    """Give the ids of the claims that the worker or a reviewer rejected and did not take back since.

    Over a reviewer's rejection the worker has the last word, when they approve that claim by itself after it. By id,
    not by version: a claim that was rejected stays rejected when its draft is made again.
    """
    found: dict[str, set[Role]] = {}
    for event in standing(events):
        by = found.setdefault(event.claim_id, set())
        if event.verdict is Verdict.REJECT:
            by.add(event.person.role)
        elif event.person.role is Role.WORKER and event.verdict is not Verdict.SKIP and event.manner == "each":
            by.clear()
        else:
            by.discard(event.person.role)
    return frozenset(claim_id for claim_id, by in found.items() if by)


def last_words(events: Iterable[Decision], of: Person | None = None) -> dict[str, Decision]:
    """Give the answer that stands for each claim, in the order in which they were given; put-off claims wait again.

    With `of` that person's answers, as far as nobody else changed the claim after them; those of a worker also as
    far as no reviewer rejected it after them.
    """
    reopening = (Verdict.EDIT, Verdict.REJECT) if of and of.role is Role.WORKER else (Verdict.EDIT,)
    found: dict[str, Decision] = {}
    for event in events:
        if of is None or event.person == of:
            found.pop(event.claim_id, None)
            if event.verdict is not Verdict.SKIP:
                found[event.claim_id] = event
        elif event.verdict in reopening:
            found.pop(event.claim_id, None)
    return found


def _drop_torn_line(descriptor: int, path: Path) -> None:
    os.ftruncate(descriptor, path.read_bytes().rfind(b"\n") + 1)
