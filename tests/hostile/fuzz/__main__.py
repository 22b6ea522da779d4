"""Change documents until a reader fails: `python -m tests.hostile.fuzz --help`; the package tells the rest."""

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import app.documents.isolation.tasks as tasks
from app.errors import LerError
from app.extraction.extract import Extractor
from app.flows import runtime
from app.settings import Settings
from tests.hostile.fuzz.judge import judge
from tests.hostile.fuzz.run import Account, fuzz
from tests.hostile.fuzz.targets import TARGETS, Target

_COMPARED: Final = 400
"""Kept inputs that other processes read, too."""


def main() -> None:
    reading = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=__doc__)
    reading.add_argument("--reader", nargs="+", choices=sorted(TARGETS), default=list(TARGETS))
    reading.add_argument("--seconds", type=float, default=600, help="of processor time, for each reader")
    reading.add_argument("--seed", type=int, default=1)
    reading.add_argument("--out", type=Path, default=Path("out/fuzz"), help="folder for findings and kept inputs")
    reading.add_argument("--compare", action="store_true", help="have two more processes read what was kept")
    reading.add_argument("--replay", type=Path, help="read this one file, and say what comes of it")
    reading.add_argument("--digests", type=Path, help=argparse.SUPPRESS)
    said = reading.parse_args()
    if said.digests:
        print("\n".join(digests(TARGETS[said.reader[0]], said.digests)))
        return
    for prepare in tasks.PREPARE:
        prepare()
    extractor = Extractor(runtime.frameworks(Settings()))
    if said.replay:
        verdict = judge(TARGETS[said.reader[0]].read, said.replay.read_bytes(), extractor, twice=True)
        print(verdict.told + verdict.outcome, verdict.wrong, sep="\n")
        sys.exit(1 if verdict.wrong else 0)
    found = 0
    for name in said.reader:
        account = taken_up(Account(TARGETS[name], said.seed), said.out / name)
        fuzz(
            account,
            extractor,
            seconds=said.seconds,
            note=lambda known: write(known, said.out / known.target.name),
        )
        if said.compare:
            compare(account, said.out / name)
        write(account, said.out / name)
        print("\n".join(report(account)), flush=True)
        found += len(account.findings)
    sys.exit(1 if found else 0)


def report(account: Account) -> Iterator[str]:
    """Say in a few lines what came of a reader."""
    yield (
        f"{account.target.name}: {account.executions:,} inputs in {account.seconds:.0f} s of processor time, "
        f"{len(account.corpus):,} kept, {len(account.lines.seen):,} lines of app, slowest {account.slowest:.1f} s, "
        f"findings {len(account.findings)}"
    )
    yield "  " + ", ".join(f"{code} {count:,}" for code, count in account.outcomes.most_common())
    for finding in account.findings.values():
        yield f"  {name_of(finding.wrong)} ({len(finding.data):,} bytes, {finding.count:,} times): {finding.wrong}"


def taken_up(account: Account, folder: Path) -> Account:
    """Go on with what an earlier run into the same folder kept."""
    known = folder / "lines.json"
    if known.exists():
        account.lines.seen.update((file, number) for file, number in json.loads(known.read_text("utf-8")))
        account.corpus = [path.read_bytes() for path in sorted((folder / "kept").glob("*"))]
    return account


def name_of(wrong: str) -> str:
    """Name a finding by what went wrong."""
    return f"finding-{hashlib.sha256(wrong.encode()).hexdigest()[:8]}"


def write(account: Account, folder: Path) -> None:
    """Write the findings, the kept inputs and the report of one reader."""
    kept = folder / "kept"
    kept.mkdir(parents=True, exist_ok=True)
    for data in account.corpus:
        path = kept / hashlib.sha256(data).hexdigest()[:16]
        if not path.exists():
            path.write_bytes(data)
    for finding in account.findings.values():
        (folder / name_of(finding.wrong)).write_bytes(finding.data)
        told = f"{finding.wrong}\n\n{finding.told}"
        (folder / f"{name_of(finding.wrong)}.txt").write_text(told, "utf-8", "backslashreplace")
    (folder / "lines.json").write_text(json.dumps(sorted(account.lines.seen)), "utf-8")
    (folder / "report.txt").write_text("\n".join(report(account)) + "\n", "utf-8")


def compare(account: Account, folder: Path) -> None:
    """Have two processes that order sets differently read what was kept; a difference is a finding."""
    write(account, folder)
    told = []
    for order in ("1", "2"):
        command = [sys.executable, "-m", "tests.hostile.fuzz", "--reader", account.target.name]
        done = subprocess.run(
            [*command, "--digests", str(folder / "kept")],
            env={**os.environ, "PYTHONHASHSEED": order},
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(done.stdout.splitlines())
    for one, other in zip(*told, strict=True):
        if one != other:
            data = (folder / "kept" / one.split()[0]).read_bytes()
            account.add("read otherwise where sets have another order", data)


def digests(target: Target, folder: Path) -> Iterator[str]:
    """Give name and digest of what is read of each kept input."""
    for path in sorted(folder.iterdir())[:_COMPARED]:
        try:
            found = target.read(path.read_bytes())
            message = tasks.tell_document(found) if found is not None else None
            said = hashlib.sha256(message.head + bytes(message.body)).hexdigest() if message else "-"
        except LerError as error:
            said = error.code
        except Exception as error:  # noqa: BLE001 - a finding of its own, which is known
            said = type(error).__name__
        yield f"{path.name} {said}"


if __name__ == "__main__":
    main()
