"""`ler serve` as a process of its own, in a folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx2

from tests.api.site import CONSENT, resume

PROGRAM = [sys.executable, "-c", "from app.cli.main import run; run()", "serve"]
PATIENCE = 120
"""Seconds to wait for what takes some three of them: only a service that hangs takes longer."""


class Process:
    """Started on a free port; `ready` says how long it took until it answered. As a context: gone at its end."""

    def __init__(self, folder: Path, *options: str, **settings: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        self.lines, self._said = folder / "stderr.txt", folder / "stdout.txt"
        named = {f"LER_{name.upper()}": value for name, value in settings.items()}
        environment = os.environ | {"LER_DATA_FOLDER": str(folder / "data")} | named
        began = time.monotonic()
        with self.lines.open("ab") as lines, self._said.open("ab") as said:
            self._process = subprocess.Popen(
                [*PROGRAM, "--port", str(port), *options], stdout=said, stderr=lines, env=environment
            )
        self._client = httpx2.Client(base_url=self.address, timeout=60)
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > began + PATIENCE:
                self.end()
                raise AssertionError(f"it does not answer: {self.lines.read_text()}")
            time.sleep(0.05)
        self.ready = time.monotonic() - began
        self.cpu = self.spent()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, where: TracebackType | None
    ) -> None:
        self.end()

    @property
    def key(self) -> str:
        """Of the first account, which the first start printed."""
        found = re.search(r"ler_live_\w+", self._said.read_text())
        assert found is not None
        return found[0]

    def upload(self) -> dict[str, Any]:
        sent = self._client.post(
            "/v1/documents",
            headers={"Authorization": f"Bearer {self.key}"},
            files={"file": ("resume.txt", resume().encode())},
            data={"consent": CONSENT},
        )
        assert sent.status_code == 202, sent.text
        found: dict[str, Any] = sent.json()
        return found

    def get(self, path: str) -> Any:
        return self._client.get(path, headers={"Authorization": f"Bearer {self.key}"}).json()

    def erase(self, worker_id: str) -> None:
        path = f"/v1/workers/{worker_id}?sure={worker_id}"
        assert self._client.delete(path, headers={"Authorization": f"Bearer {self.key}"}).status_code == 200

    def stop(self) -> int:
        """Send SIGTERM, and give the exit status."""
        self._client.close()
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=PATIENCE)

    def end(self) -> None:
        """Kill it if it still runs."""
        self._client.close()
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            return self._client.get("/healthz").status_code == 200
        except httpx2.TransportError:
            return False

    def spent(self) -> float:
        """CPU seconds so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
