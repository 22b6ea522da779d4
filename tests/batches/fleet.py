"""Processes that work for an installation, as `ler work` starts them, to be killed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from signal import SIGKILL

from app.settings import Settings
from tests.batches.site import MODEL

COMMAND = "from app.cli.main import run; run()"


def environment(settings: Settings, name: str) -> dict[str, str]:
    """The environment of a process that works under a name of its own."""
    told = {
        "LER_DATA_FOLDER": str(settings.data_folder),
        "LER_CACHE_FOLDER": str(settings.cache_folder),
        "LER_DATABASE_URL": settings.store_url,
        "LER_ENGINE_URL": settings.engine_database,
        "LER_ENGINE_WORKER": name,
        "LER_ENGINE_SILENCE": str(settings.engine_silence),
        "LER_MODEL_OUTPUT_TOKENS": str(settings.model_output_tokens),
        "LER_PUBLIC_URL": "http://testserver",
    }
    if settings.model is not None:
        prices = {MODEL: {"input": "0.40", "output": "1.60", "cached": "0.10"}}
        told |= {
            "LER_MODEL": settings.model,
            "OPENAI_BASE_URL": str(settings.openai_base_url),
            "LER_MODEL_PRICES": json.dumps(prices),
        }
    return os.environ | told


class Fleet:
    """Workers by name; one that was killed is started again under its own name unless told otherwise."""

    def __init__(self, settings: Settings, size: int) -> None:
        self._settings = settings
        self.alive = {f"worker-{number}": self._begin(f"worker-{number}") for number in range(size)}
        self.killed = 0

    def _begin(self, name: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", COMMAND, "work"]
        return subprocess.Popen(command, env=environment(self._settings, name), stderr=subprocess.DEVNULL)

    def kill(self, name: str, *, again: bool = True) -> None:
        """Kill a worker at once."""
        process = self.alive.pop(name)
        process.send_signal(SIGKILL)
        process.wait()
        self.killed += 1
        if again:
            self.alive[name] = self._begin(name)

    def close(self) -> None:
        """Kill all of them."""
        for process in self.alive.values():
            process.send_signal(SIGKILL)
            process.wait()

    def memory(self) -> dict[str, int]:
        """Resident memory of each worker, in megabytes."""
        found = {}
        for name, process in self.alive.items():
            told = Path(f"/proc/{process.pid}/status").read_text("ascii").splitlines()
            lines = dict(line.split(":", 1) for line in told)
            found[name] = int(lines["VmRSS"].split()[0]) // 1024 if "VmRSS" in lines else 0
        return found
