"""Seconds from `ler serve` in a fresh folder to its first answer, and to its first draft.

python -m tests.benchmarks.bench_serve
"""

import tempfile
import time
from pathlib import Path

from tests.api.process import Process


def main() -> None:
    for name in ("first run", "second run"):
        with tempfile.TemporaryDirectory() as folder:
            running = Process(Path(folder))
            began = time.monotonic()
            document = running.upload()
            running.get(f"/v1/documents/{document['id']}?wait=30")
            drafted = time.monotonic() - began
            status = running.stop()
            print(
                f"{name:12}  answers after {running.ready:5.2f} s ({running.cpu:5.2f} s CPU)"
                f"  first draft after {drafted:5.2f} s  exit status {status}"
            )


if __name__ == "__main__":
    main()
