"""Kill workers at random moments and count: `python -m tests.benchmarks.bench_kill [--url URL] [--documents N] …`.

With a PostgreSQL URL three processes work and the first one killed is never started again; without one, a single
process on SQLite. Prints what was lost, done again and paid again, and fails if it was more than the kills explain.
"""

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.engine.model import State
from tests.engine.site import Site, database_on, kill


class Massacre:
    """Workers that are killed one after the other and, but for the first, started again."""

    def __init__(self, site: Site, processes: int, seed: int, options: list[str]) -> None:
        self.site = site
        self.options = options
        self.chance = random.Random(seed)  # noqa: S311 (moments of kills)
        self.alive = {number: self._begin(number) for number in range(processes)}
        self.spare = processes > 1
        self.killed: list[int] = []

    def _begin(self, number: int) -> "subprocess.Popen[str]":
        return self.site.begin("--name", f"worker-{number}", *self.options)

    def strike(self) -> None:
        """Kill one."""
        number = self.chance.choice(sorted(self.alive))
        process = self.alive.pop(number)
        kill(process)
        self.killed.append(process.pid)
        if self.spare:
            self.spare = False
            print(f"  worker-{number} is never started again")
        else:
            self.alive[number] = self._begin(number)


def in_flight(site: Site, killed: list[int]) -> int:
    """Calls that killed processes had begun and of which they had not yet done the following step."""
    lines = [line.split() for line in site.ledger.read_text().splitlines()]
    dead = {str(pid) for pid in killed}
    begun = {(document, pid) for step, document, pid in lines if step == "call" and pid in dead}
    return len(begun - {(document, pid) for step, document, pid in lines if step == "store" and pid in dead})


def again(counts: Counter[str]) -> int:
    return sum(count - 1 for count in counts.values())


def run(url: str, given: argparse.Namespace, processes: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(url or f"sqlite:///{folder}/engine.db", Path(folder), slots=given.slots)
        try:
            return watch(site, given, processes)
        finally:
            site.close()


def watch(site: Site, given: argparse.Namespace, processes: int) -> bool:
    options = ["--silence", str(given.silence), "--seconds", str(given.seconds)]
    massacre = Massacre(site, processes, given.seed, options)
    began = time.monotonic()
    site.engine.enqueue("batch", given.documents, job_id="b1")
    for number in range(1, given.kills + 1):
        share = given.documents * number // (given.kills + 2)
        site.until(lambda share=share: len(site.done("store")) >= share, 600)  # type: ignore[misc]
        time.sleep(massacre.chance.random())
        massacre.strike()
    state = site.engine.wait("b1", 600, every=0.5).state
    seconds = time.monotonic() - began
    stored, called = site.done("store"), site.done("call")
    rows = [row for start in range(0, given.documents, 500) for row in finished(site, start, given.documents)]
    lost = given.documents - rows.count(State.DONE)
    flying = in_flight(site, massacre.killed)
    print(
        f"  {given.documents} documents, {processes} processes, {given.kills} kills, {seconds:.0f} s, batch {state}"
    )
    print(f"  lost {lost}, stored again {again(stored)}, called again {again(called)}, in flight at kills {flying}")
    return (
        state is State.DONE
        and lost == 0
        and len(stored) == given.documents
        and len(rows) == given.documents
        and again(called) <= flying
        and again(stored) <= flying
    )


def finished(site: Site, start: int, documents: int) -> list[State]:
    """States of up to 500 children."""
    return [site.engine.status(f"b1/{number}").state for number in range(start, min(start + 500, documents))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="of a PostgreSQL server, on which a database is made and dropped")
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--slots", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=0.05, help="that a call takes")
    parser.add_argument("--silence", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("PostgreSQL" if given.url else "SQLite")
    with database_on(given.url) if given.url else contextlib.nullcontext("") as url:
        sys.exit(0 if run(url, given, 3 if given.url else 1) else 1)


if __name__ == "__main__":
    main()
