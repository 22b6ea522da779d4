"""How many credentials are signed and verified in a second: `python -m tests.benchmarks.bench_signing`."""

import statistics
import sys
import time
from collections.abc import Callable

from app.credentials.bulk import Canonicalizer
from app.credentials.canonical import canonicalize
from app.credentials.issue import issue
from app.credentials.sign import sign
from app.credentials.verify import verify
from tests.credentials import factories as make

CLAIMS = 60
REPEATS = 5


def measure(run: Callable[[], object], count: int) -> float:
    """Give how often a second `run` does one of its `count` things: median of five, after one that does not count."""
    run()
    taken = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        run()
        taken.append(time.perf_counter() - began)
    return count / statistics.median(taken)


def main() -> None:
    """Print one line for each way."""
    record, key = make.many(CLAIMS), make.key()
    issued = issue(record, key, make.NAME, make.ids(), make.AT)
    badges = [make.unsigned(badge.document) for badge in issued.badges]
    clr = make.unsigned(issued.clr.document)
    warm = Canonicalizer()
    rows: list[tuple[str, Callable[[], object], int]] = [
        ("sign badges, slow", lambda: [sign(badge, key, make.AT, canonicalize) for badge in badges], CLAIMS),
        ("sign badges, bulk", lambda: [sign(badge, key, make.AT, warm.canonicalize) for badge in badges], CLAIMS),
        (f"sign CLRs of {CLAIMS}, slow", lambda: sign(clr, key, make.AT, canonicalize), 1),
        (f"sign CLRs of {CLAIMS}, bulk", lambda: sign(clr, key, make.AT, warm.canonicalize), 1),
        ("verify badges", lambda: [verify(badge.data, now=make.NOW) for badge in issued.badges], CLAIMS),
        (f"verify CLRs of {CLAIMS} with members", lambda: verify(issued.clr.data, now=make.NOW), 1),
        (f"issue records of {CLAIMS}", lambda: issue(record, key, make.NAME, make.ids(), make.AT), 1),
    ]
    for name, run, count in rows:
        sys.stdout.write(f"{name:38} {measure(run, count):8.1f} /s\n")


if __name__ == "__main__":
    main()
