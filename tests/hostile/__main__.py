"""Read every hostile file in isolated processes: `python -m tests.hostile [--seconds N] [--json]`.

Prints how many came to which end, the files that took longest, the memory of this process as it went on, and every
file that ended in no way it should; exit status 1 when there is one. Beside an outcome no file may do anything: the
process that asks lives, and reads an honest document after the last.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from app.documents.isolation.pool import Pool
from app.documents.model import Limits, SourceDocument
from app.documents.opening import Isolated, Opening
from app.errors import SourceError
from tests.hostile import corpus
from tests.hostile.pdfs import HONEST


class End(NamedTuple):
    """What came of one file."""

    name: str
    outcome: str
    """`read`, the code of a refusal, or what should not be."""
    seconds: float
    sound: bool


def resident() -> float:
    """Give the resident memory of this process in megabytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1e6


def outcome(opening: Opening, data: bytes, limits: Limits) -> tuple[str, bool]:
    """Read a file; a document or a refusal with a hint is a sound end, and nothing else is."""
    try:
        found = opening.read(SourceDocument(name="resume", data=data), limits)
    except SourceError as error:
        return error.code, bool(error.advice)
    except Exception as error:  # noqa: BLE001 - whatever else it is, is what is looked for
        return f"raised {type(error).__name__}", False
    quiet = "root:" not in found.text and "haha" not in found.text  # a file of this machine, an entity
    return "read", quiet and found.text == found.text.replace("\x00", "")


def ends(opening: Opening, files: Iterable[tuple[str, bytes]], limits: Limits) -> Iterable[End]:
    """Read file after file."""
    for name, data in files:
        began = time.perf_counter()
        said, sound = outcome(opening, data, limits)
        took = time.perf_counter() - began
        yield End(name, said, took, sound and took < 2 * limits.recognition_seconds)


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--seconds", type=int, default=Limits().seconds, help="by the clock, for one file")
    reading.add_argument("--json", action="store_true")
    said = reading.parse_args()
    limits = Limits(seconds=said.seconds, cpu_seconds=min(said.seconds, Limits().cpu_seconds))
    pool = Pool()
    opening = Isolated(pool)
    found: list[End] = []
    memory: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        # made by another process, so that the memory of this one is that of who asks for documents
        subprocess.run([sys.executable, "-m", "tests.hostile.corpus", folder], check=True)
        for end in ends(opening, corpus.kept(Path(folder)), limits):
            found.append(end)
            if len(found) % 50 == 1:
                memory.append(resident())
    honest = outcome(opening, HONEST, limits)
    pool.close()
    wrong = [end for end in found if not end.sound]
    counts = Counter(end.outcome for end in found)
    slowest = sorted(found, key=lambda end: -end.seconds)[:5]
    if said.json:
        print(json.dumps({"files": len(found), "outcomes": counts, "wrong": wrong, "after": honest[0]}))
    else:
        print(f"files {len(found)}, at most {limits.seconds} s and {limits.memory / 1e6:.0f} MB each")
        for code, count in counts.most_common():
            print(f"  {code:24} {count:4}")
        print("slowest:", ", ".join(f"{end.name} {end.seconds:.1f} s ({end.outcome})" for end in slowest))
        print("memory of this process, every 50 files:", ", ".join(f"{size:.0f} MB" for size in memory))
        print(f"an honest document after the last one: {honest[0]}")
        print(f"ended as they should not: {len(wrong)}", *(f"\n  {end.name}: {end.outcome}" for end in wrong))
    sys.exit(1 if wrong or honest[0] != "read" else 0)


if __name__ == "__main__":
    main()
