"""Many people at once: `python -m tests.benchmarks.bench_load --url URL`.

Further: `[--clients 50] [--seconds 300] [--workers 1] [--think 0]`.

`ler serve --no-worker` and `ler work` are processes of their own on PostgreSQL. Clients are workers who upload a
resume, wait for its draft, decide and make a record; reviewers who take work from the queue, look at the draft and
decide; and readers of lists, drafts and records. Without `--think` they are a closed loop: each asks again at once,
which shows how much the service can do, and how long requests then wait for each other. With `--think 2` each pauses
two seconds on average after every answer, as people do: that is what so many people at work see.

Prints requests per second, and of each route how often, the median and the 95th and 99th percentile in milliseconds,
what was not answered as it should, how long uploads took until they were drafted, and the CPU time of a request in
the service and in PostgreSQL (that of workers included). Clients, service, worker and database share the machine.
"""

import argparse
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import httpx2
import numpy as np
from rich.console import Console
from rich.table import Table

from app.access.model import Action
from tests.api.site import CONSENT, resume
from tests.benchmarks.served import Postgres, serving

SHARES: Final = (("worker", 0.3), ("reviewer", 0.4), ("reader", 0.3))
CONFLICTS: Final = frozenset({409, 412})
"""Another was faster, and the client is told: an answer, not an error."""


class Log:
    """Milliseconds and faults of every route, from many threads."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)
        self.drafted: list[float] = []
        """Seconds from an upload until its draft was there."""
        self.faults: Counter[str] = Counter()
        self.conflicts = 0
        self._lock = threading.Lock()

    def note(self, route: str, milliseconds: float, status: int) -> None:
        with self._lock:
            self.took[route].append(milliseconds)
            self.conflicts += status in CONFLICTS
            if status >= 400 and status not in CONFLICTS:
                self.faults[f"{route} {status}"] += 1

    def fail(self, what: str) -> None:
        with self._lock:
            self.faults[what] += 1


class Client:
    """One person with a key, who notes what each answer took."""

    def __init__(self, address: str, key: str, log: Log, pause: Callable[[], None]) -> None:
        self.client = httpx2.Client(base_url=address, timeout=60, headers={"Authorization": f"Bearer {key}"})
        self.log, self.pause = log, pause

    def ask(
        self, method: str, route: str, path: str | None = None, *, thinks: bool = True, **more: Any
    ) -> httpx2.Response:
        """Send a request, and pause after its answer unless there is nothing to think about."""
        began = time.perf_counter()
        answer = self.client.request(method, path or route, **more)
        self.log.note(f"{method} {route}", (time.perf_counter() - began) * 1000, answer.status_code)
        if thinks:
            self.pause()
        return answer

    def decide(self, draft_id: str, role: str, most: int) -> int | None:
        """Approve the first claims of a draft; give the version after, or None when it was not kept."""
        seen = self.ask("GET", "/v1/drafts/{id}", f"/v1/drafts/{draft_id}")
        if seen.status_code != 200:
            return None
        draft = seen.json()
        claims = [one for one in draft["claims"] if one["basis"] != "inferred"][:most]
        said = [{"claim_id": one["id"], "verdict": "approve", "claim_sha256": one["digest"]} for one in claims]
        answer = self.ask(
            "POST",
            "/v1/drafts/{id}/decisions",
            f"/v1/drafts/{draft_id}/decisions",
            json={"role": role, "decisions": said},
            headers={"If-Match": f'"{draft["version"]}"'},
        )
        return answer.json()["version"] if answer.status_code == 200 else None

    def worker(self) -> None:
        """Upload, wait, decide, make the record."""
        began = time.perf_counter()
        sent = self.ask(
            "POST",
            "/v1/documents",
            thinks=False,
            files={"file": ("resume.txt", resume().encode())},
            data={"consent": CONSENT},
        )
        if sent.status_code != 202:
            return
        document = sent.json()["id"]
        for _ in range(10):
            path = f"/v1/documents/{document}?wait=30"
            now = self.ask("GET", "/v1/documents/{id}?wait=30", path, thinks=False).json()
            if now["draft_id"] or now["failure"]:
                break
        if not now["draft_id"]:
            self.log.fail("no draft after all waits")
            return
        self.log.drafted.append(time.perf_counter() - began)
        version = self.decide(now["draft_id"], "worker", 200)
        if version is not None:
            order, based = {"draft_id": now["draft_id"]}, {"If-Match": f'"{version}"'}
            self.ask("POST", "/v1/records", json=order, headers=based)

    def reviewer(self) -> None:
        """Take a few claims and decide on them, draft by draft."""
        taken = self.ask("POST", "/v1/queue/lease", json={"limit": 5, "seconds": 60}).json()
        for draft_id in sorted({one["draft_id"] for one in taken.get("items", [])}):
            self.decide(draft_id, "reviewer", 3)
        if not taken.get("items"):
            time.sleep(0.2)

    def reader(self) -> None:
        """Read what a board officer reads."""
        self.ask("GET", "/v1/queue")
        for name in ("documents", "records"):
            listed = self.ask("GET", f"/v1/{name}", f"/v1/{name}?limit=20").json()["items"]
            for one in listed[:2]:
                self.ask("GET", f"/v1/{name}/{{id}}", f"/v1/{name}/{one['id']}")


def people(address: str, key: str, clients: int) -> Iterator[tuple[str, str]]:
    """Make the accounts, and give the kind and the key of each."""
    with httpx2.Client(base_url=address, timeout=60, headers={"Authorization": f"Bearer {key}"}) as board:
        for kind, share in SHARES:
            for number in range(round(share * clients)):
                role = "board" if kind == "reader" else kind
                made = board.post("/v1/people", json={"roles": [role], "name": f"{kind} {number}"})
                person = made.raise_for_status().json()["id"]
                asked = {"label": "load", "scopes": sorted(Action)}
                yield kind, board.post(f"/v1/people/{person}/keys", json=asked).raise_for_status().json()["api_key"]


def drive(one: Client, kind: str, until: float) -> None:
    """Do as such a person does until the time is up."""
    with one.client:
        one.pause()
        while time.monotonic() < until:
            try:
                getattr(one, kind)()
            except (httpx2.TransportError, KeyError, ValueError) as error:
                one.log.fail(f"{kind}: {type(error).__name__}")


def run(address: str, keys: Sequence[tuple[str, str]], seconds: float, think: float) -> Log:
    """Let all of them loose for so many seconds; `keys` are kind and key of each."""
    log, chance = Log(), random.Random(7)  # noqa: S311 (pauses of clients)

    def pause() -> None:
        if think:
            time.sleep(chance.expovariate(1 / think))

    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=drive, args=(Client(address, own, log, pause), kind, until)) for kind, own in keys
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return log


def report(log: Log, seconds: float, about: str, cpu: tuple[float, float]) -> None:
    """Print the table; `cpu` is what service and PostgreSQL took, in seconds."""
    table = Table("route", "requests", "/s", "p50 ms", "p95 ms", "p99 ms")
    for route, took in sorted(log.took.items()):
        p50, p95, p99 = np.percentile(took, (50, 95, 99))
        table.add_row(route, str(len(took)), f"{len(took) / seconds:.1f}", f"{p50:.0f}", f"{p95:.0f}", f"{p99:.0f}")
    count = sum(map(len, log.took.values()))
    print(about)
    Console(width=110).print(table)
    print(f"requests {count}, {count / seconds:.1f} a second; told that another was faster: {log.conflicts}")
    p50, p95 = np.percentile(log.drafted, (50, 95)) if log.drafted else (0.0, 0.0)
    print(f"uploads until drafted: {len(log.drafted)}, p50 {p50:.1f} s, p95 {p95:.1f} s")
    print(f"CPU of a request: service {1000 * cpu[0] / count:.1f} ms, PostgreSQL {1000 * cpu[1] / count:.1f} ms")
    print(f"errors {sum(log.faults.values())} {dict(log.faults) or ''}")


def main() -> None:
    reading = argparse.ArgumentParser()
    reading.add_argument("--url", required=True, help="a PostgreSQL server")
    reading.add_argument("--clients", type=int, default=50)
    reading.add_argument("--seconds", type=float, default=300)
    reading.add_argument("--workers", type=int, default=1)
    reading.add_argument("--think", type=float, default=0.0)
    said = reading.parse_args()
    about = f"{said.clients} clients, a closed loop: each asks again at once"
    if said.think:
        about = f"{said.clients} clients with think time: each pauses {said.think:g} s on average after every answer"
    with serving(said.url, said.workers) as served:
        keys, postgres = list(people(served.address, served.key, said.clients)), Postgres(said.url)
        first = Client(served.address, next(own for kind, own in keys if kind == "worker"), Log(), lambda: None)
        first.worker()  # the first document waits until a worker has loaded what it drafts with
        before = served.spent(), postgres.cpu()
        log = run(served.address, keys, said.seconds, said.think)
        cpu = served.spent() - before[0], postgres.cpu() - before[1]
        report(log, said.seconds, about, cpu)


if __name__ == "__main__":
    main()
