"""A batch on a budget, a provider that fails, workers that are killed: `python -m tests.benchmarks.bench_batch`.

    [--url URL] [--rows N] [--kills N] [--workers N] [--budget USD] [--seed N]

With a PostgreSQL URL two processes work, else one on SQLite; of three and more the first one killed is never started
again. The budget does not reach at first: it is raised, and
the batch goes on. Prints the worst that was seen of the money, the rows by state, what was paid again, and the memory
of the workers at each tenth; fails if the budget was passed, a row has no final state or a document other than one
draft, or more was paid again than calls were on their way when workers were killed.
"""

import argparse
import contextlib
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.flows.hosted import batches
from app.flows.hosted.batches import Seen
from app.flows.hosted.spending import dollars
from app.store import tables
from app.store.model import BatchState, RowState
from tests.batches.fleet import Fleet
from tests.batches.site import Desk, answering, final, resumes, running, settings_of
from tests.engine.site import database_on
from tests.llm.server import Said, serving

FAULTS = ((0.05, Said(status=429, headers={"retry-after": "0"})), (0.05, Said(status=500)))


def faulty(seed: int) -> Any:
    chance, lock = random.Random(seed), threading.Lock()  # noqa: S311 (which requests fail)

    def fault(_: int) -> Said | None:
        with lock:
            drawn = chance.random()
        for share, said in FAULTS:
            if drawn < share:
                return said
            drawn -= share
        return None

    return fault


_SPARE = 3
"""Of so many workers one may stay away."""


class Watched:
    """What is seen of a batch while workers are killed."""

    def __init__(self, desk: Desk, fleet: Fleet, seen: Seen, given: argparse.Namespace) -> None:
        self.desk, self.fleet, self.seen = desk, fleet, seen
        self.chance = random.Random(given.seed)  # noqa: S311 (moments of kills)
        rows = seen.batch.rows
        self.kills = sorted(self.chance.randrange(rows // 20, rows * 9 // 10) for _ in range(given.kills))
        self.over = -seen.batch.budget
        self.looks = 0
        self.lowest = 0
        self.memory: dict[int, dict[str, int]] = {}
        self.began = time.monotonic()

    def until_still(self) -> Seen:
        """Watch until the batch stands still."""
        rows = self.seen.batch.rows
        while True:
            for _ in range(10):
                budget, reserved, spent = self.desk.money(self.seen)
                self.over = max(self.over, reserved + spent - budget)
                self.looks += 1
                time.sleep(0.02)
            now = self.desk.look(self.seen)
            done = final(now)
            if done < self.lowest:
                raise SystemExit("a row lost its final state")
            self.lowest = done
            if self.kills and done >= self.kills[0]:
                self.kills.pop(0)
                spare = len(self.fleet.alive) >= _SPARE and not self.fleet.killed
                self.fleet.kill(self.chance.choice(sorted(self.fleet.alive)), again=not spare)
            tenth = done * 10 // rows
            if tenth and tenth not in self.memory:
                self.memory[tenth] = self.fleet.memory()
                print(
                    f"  {done:6} rows, {time.monotonic() - self.began:5.0f} s, "
                    f"{dollars(now.batch.spent):.4f} USD, MB {self.memory[tenth]}",
                    flush=True,
                )
            if now.batch.state is not BatchState.RUNNING:
                return self.desk.quiet(now) if now.batch.state is BatchState.OUT_OF_BUDGET else now


def run(url: str | None, given: argparse.Namespace, stack: contextlib.ExitStack) -> bool:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    served = stack.enter_context(serving(answering(faulty(given.seed), 0.01)))
    urls = {name: stack.enter_context(database_on(url)) for name in ("store", "engine")} if url else {}
    settings = settings_of(folder, provider=served.base_url, model_output_tokens=200, engine_silence=3.0, **urls)
    site = stack.enter_context(running(settings, work=False))
    desk = site.desk()
    began = time.monotonic()
    seen = desk.create(resumes(given.rows), budget=Decimal(given.budget))
    took = time.monotonic() - began
    print(f"  {seen.batch.rows} rows taken in and estimated in {took:.0f} s: {seen.plan.estimate}")
    desk.start(seen)
    fleet = Fleet(settings, given.workers or (2 if url else 1))
    stack.callback(fleet.close)
    watched = Watched(desk, fleet, seen, given)
    ended = watched.until_still()
    print(f"  first {ended.batch.state} with {final(ended)} rows done, {dollars(ended.batch.spent):.4f} USD spent")
    raised = 0
    while ended.batch.state is BatchState.OUT_OF_BUDGET:
        raised += 1
        more = dollars(ended.batch.budget) * 2
        batches.resume(desk.asking, seen.batch.id, ended.batch.version, more)
        ended = watched.until_still()
    retried = ended.counts[RowState.FAILED]
    if retried:
        watched.lowest = ended.batch.rows - retried
        batches.retry(desk.asking, seen.batch.id, ended.batch.version)
        ended = watched.until_still()
    return judged(desk, ended, watched, raised, retried)


def judged(desk: Desk, ended: Seen, watched: Watched, raised: int, retried: int) -> bool:
    calls = desk.calls(ended)
    outcomes = Counter(call["outcome"] for call in calls)
    paid = Counter(call["document_id"] for call in calls if call["outcome"] == "answered")
    again, lost = sum(number - 1 for number in paid.values()), outcomes["lost"]
    counts = {str(state): count for state, count in ended.counts.items() if count}
    budget, reserved, spent = desk.money(ended)
    summed = sum(call["spent"] for call in calls)
    print(f"  {ended.batch.state}: rows {counts}, budget raised {raised} times, {retried} rows tried again")
    print(f"  {len(calls)} calls {dict(outcomes)}, {watched.fleet.killed} kills, paid again {again}, lost {lost}")
    print(
        f"  worst of spent + set aside - budget in {watched.looks} looks: {watched.over} millionths; "
        f"in the end {spent} spent, {reserved} set aside, {budget} allowed, {summed} in calls"
    )
    seconds = time.monotonic() - watched.began
    print(f"  {seconds:.0f} s, {ended.batch.rows / seconds:.1f} rows/s")
    kept, doubled = drafts_of(desk)
    print(f"  {kept} documents drafted, {ended.batch.rows - kept} lost, {doubled} drafts doubled")
    return (
        watched.over <= 0
        and spent == summed
        and reserved == 0
        and final(ended) == ended.batch.rows
        and len(desk.rows(ended)) == ended.batch.rows
        and ended.counts[RowState.DONE] == ended.batch.rows
        and again <= lost
        and (kept, doubled) == (ended.batch.rows, 0)
    )


def drafts_of(desk: Desk) -> tuple[int, int]:
    """Count the documents that have a draft, and the drafts that are there beside a first one."""
    each = select(func.count()).select_from(tables.drafts).group_by(tables.drafts.c.document_id)
    with desk.place.database.reading() as connection:
        counts = connection.execute(each).scalars().all()
    return len(counts), sum(counts) - len(counts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="of a PostgreSQL server, on which databases are made and dropped")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, help="processes that work")
    parser.add_argument("--budget", default="0.30", help="in US dollars, at first")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("PostgreSQL" if given.url else "SQLite")
    with contextlib.ExitStack() as stack:
        sys.exit(0 if run(given.url, given, stack) else 1)


if __name__ == "__main__":
    main()
