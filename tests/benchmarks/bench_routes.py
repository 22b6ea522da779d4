"""What each request costs: `python -m tests.benchmarks.bench_routes --url URL [--times 40] [--long]`.

The same journeys as in `bench_load`, one request at a time: CPU milliseconds of the service's process and of
PostgreSQL for each route, and the median by the clock. Nothing waits for anything else, so that two versions of the
program can be compared on a machine that has other work, too. `--long` uploads PDFs of two full pages.
"""

import argparse
import itertools
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import httpx2
from rich.console import Console
from rich.table import Table

from tests.api.process import Process
from tests.api.site import CONSENT, resume
from tests.benchmarks.bench_load import Client, Log, people
from tests.benchmarks.served import Postgres, serving
from tests.samples.description import load
from tests.samples.long import two_pages
from tests.samples.make import EVALS, described_in

File = tuple[str, bytes]


class Cost(NamedTuple):
    """What requests of one route took together."""

    service: float
    """Seconds of CPU."""
    postgres: float
    took: tuple[float, ...]
    """Seconds by the clock, of each."""
    size: int
    """Bytes of the answers."""


class Costs:
    """Costs by route, of requests that are sent one after the other."""

    def __init__(self, served: Process, postgres: Postgres) -> None:
        self._served, self._postgres = served, postgres
        self.found: dict[str, list[Cost]] = defaultdict(list)

    def measure(self, route: str, requests: Iterable[Callable[[], httpx2.Response]]) -> list[Any]:
        """Send requests of one route, and give what they were answered."""
        service, postgres = self._served.spent(), self._postgres.cpu()
        took: list[float] = []
        answers: list[httpx2.Response] = []
        for request in requests:
            began = time.perf_counter()
            answers.append(request())
            took.append(time.perf_counter() - began)
        spent = self._served.spent() - service, self._postgres.cpu() - postgres
        assert all(answer.status_code < 400 for answer in answers), [answer.text for answer in answers][:1]
        size = sum(len(answer.content) for answer in answers)
        self.found[route].append(Cost(*spent, tuple(took), size))
        return [answer.json() for answer in answers]


def files(long: bool) -> Iterator[File]:
    """Give resumes without an end: short ones in plain text, or PDFs of two pages that come again."""
    if not long:
        return (("resume.txt", resume().encode()) for _ in itertools.count())
    described = [load(path) for path in described_in(EVALS / "varied")]
    return itertools.cycle([(made.name, made.data) for made in two_pages(described)])


def approvals(draft: dict[str, Any], most: int) -> list[dict[str, str]]:
    claims = [one for one in draft["claims"] if one["basis"] != "inferred"][:most]
    return [{"claim_id": one["id"], "verdict": "approve", "claim_sha256": one["digest"]} for one in claims]


def decision(one: Client, draft: dict[str, Any], role: str, most: int) -> Callable[[], httpx2.Response]:
    path, version = f"/v1/drafts/{draft['id']}/decisions", draft["version"]
    body = {"role": role, "decisions": approvals(draft, most)}
    return lambda: one.ask("POST", path, json=body, headers={"If-Match": f'"{version}"'})


def run(costs: Costs, by_kind: dict[str, list[Client]], times: int, sources: Iterator[File]) -> None:
    """Have each worker bring documents, and the others look at them and decide."""
    workers, reviewer, reader = by_kind["worker"], by_kind["reviewer"][0], by_kind["reader"][0]
    owners = [workers[number % len(workers)] for number in range(times)]

    def upload(one: Client) -> Callable[[], httpx2.Response]:
        file = next(sources)
        return lambda: one.ask("POST", "/v1/documents", files={"file": file}, data={"consent": CONSENT})

    def get(one: Client, path: str) -> Callable[[], httpx2.Response]:
        return lambda: one.ask("GET", path)

    sent = costs.measure("POST documents", [upload(one) for one in owners])
    ids = [one["id"] for one in sent]
    for one, id_ in zip(owners, ids, strict=True):
        while one.ask("GET", f"/v1/documents/{id_}?wait=30").json()["draft_id"] is None:
            pass
    pairs = list(zip(owners, ids, strict=True))
    seen = costs.measure("GET documents/{id}", [get(one, f"/v1/documents/{id_}") for one, id_ in pairs])
    drafts = [one["draft_id"] for one in seen]
    looked = costs.measure("GET drafts/{id} (reviewer)", [get(reviewer, f"/v1/drafts/{one}") for one in drafts])
    said = costs.measure("POST decisions (reviewer, 3)", [decision(reviewer, one, "reviewer", 3) for one in looked])
    mine = list(zip(owners, drafts, said, strict=True))
    own = costs.measure("GET drafts/{id} (worker)", [get(one, f"/v1/drafts/{id_}") for one, id_, _ in mine])
    decided = [decision(one, draft, "worker", 200) for one, draft in zip(owners, own, strict=True)]
    after = costs.measure("POST decisions (worker, all)", decided)

    def record(one: Client, now: dict[str, Any]) -> Callable[[], httpx2.Response]:
        order, based = {"draft_id": now["draft_id"]}, {"If-Match": f'"{now["version"]}"'}
        return lambda: one.ask("POST", "/v1/records", json=order, headers=based)

    made = costs.measure("POST records", [record(one, now) for one, now in zip(owners, after, strict=True)])
    costs.measure("GET records/{id}", [get(reader, f"/v1/records/{one['id']}") for one in made])
    for route in ("documents?limit=20", "records?limit=20", "queue"):
        costs.measure(f"GET {route}", [get(reader, f"/v1/{route}")] * times)
    body = {"limit": 5, "seconds": 60}
    costs.measure("POST queue/lease", [lambda: reviewer.ask("POST", "/v1/queue/lease", json=body)] * times)


def report(costs: Costs) -> None:
    """Print the table."""
    table = Table("route", "requests", "service CPU ms", "PostgreSQL CPU ms", "median ms", "answer kB")
    for route, found in costs.found.items():
        took = [seconds for one in found for seconds in one.took]
        sums = (sum(one.service for one in found), sum(one.postgres for one in found), statistics.median(took))
        cells = (1000 * sums[0] / len(took), 1000 * sums[1] / len(took), 1000 * sums[2])
        size = sum(one.size for one in found) / len(took) / 1000
        table.add_row(route, str(len(took)), *(f"{cell:.1f}" for cell in (*cells, size)))
    Console(width=110).print(table)


def main() -> None:
    reading = argparse.ArgumentParser()
    reading.add_argument("--url", required=True, help="a PostgreSQL server")
    reading.add_argument("--times", type=int, default=40)
    reading.add_argument("--workers", type=int, default=10, help="accounts that bring documents")
    reading.add_argument("--long", action="store_true")
    said = reading.parse_args()
    with serving(said.url, 1) as served:
        log = Log()
        by_kind: dict[str, list[Client]] = defaultdict(list)
        for kind, key in people(served.address, served.key, said.workers * 10 // 3 + 1):
            by_kind[kind].append(Client(served.address, key, log, lambda: None))
        costs = Costs(served, Postgres(said.url))
        sources = files(said.long)
        run(costs, by_kind, min(said.times, 5), sources)
        costs.found.clear()
        for _ in range(2):
            run(costs, by_kind, said.times, sources)
        report(costs)


if __name__ == "__main__":
    main()
