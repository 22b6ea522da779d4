"""A process to be killed: `python -m tests.engine.scene URL FOLDER LEDGER [--silence S] [--name N] [--slots N]`.

Its jobs write a line to the ledger for everything they do, so that a test can count what was done, and how often.
"""

import argparse
import os
import signal
import time
from pathlib import Path

from app.engine.client import Engine
from app.engine.model import Json, Page, queues
from app.engine.registry import Jobs
from app.engine.run import Run
from app.engine.worker import Worker

PAGE = 500


class Ledger:
    """Lines `step document process`, each written at once, whatever becomes of the process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def note(self, step: str, document: str) -> str:
        os.write(self._file, f"{step} {document} {os.getpid()}\n".encode())
        return document


def jobs(ledger: Ledger, seconds: float, version: str = "1") -> Jobs:
    """What the worker can do; `pay` stands for the call of a language model, `seconds` long."""
    known = Jobs(version)

    def pay(document: str) -> str:
        ledger.note("call", document)
        time.sleep(seconds)
        return ledger.note("paid", document)

    @known.job("draft", queue="batch", recoveries=1_000)
    def draft(run: Run, document: str) -> Json:
        run.step("read", ledger.note, "read", document)
        run.step("pay", pay, document)
        return run.step("store", ledger.note, "store", document)

    @known.job("batch", queue="parents", recoveries=1_000)
    def batch(run: Run, documents: int) -> Json:
        def page(cursor: Json) -> Page:
            begin = int(cursor or 0)
            end = min(begin + PAGE, documents)
            children = tuple((str(number), (str(number),)) for number in range(begin, end))
            return Page(children=children, next=end if end < documents else None)

        started = run.fan_out("draft", page)
        run.join()
        return run.step("report", lambda: started)

    @known.job("poison", queue="batch", recoveries=2)
    def poison(run: Run) -> None:
        run.step("read", ledger.note, "read", "poison")
        os.kill(os.getpid(), signal.SIGKILL)

    return known


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--silence", type=float, default=30.0)
    parser.add_argument("--name")
    parser.add_argument("--slots", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=0.05)
    parser.add_argument("--version", default="1")
    parser.add_argument("--grace", type=float, default=5.0)
    given = parser.parse_args()
    engine = Engine(
        given.url, jobs(Ledger(given.ledger), given.seconds, given.version), kinds=queues(batch=given.slots)
    )
    worker = Worker(engine, given.folder, name=given.name, silence=given.silence)
    print("up", worker.name, flush=True)
    worker.run_until_told(given.grace)


if __name__ == "__main__":
    main()
