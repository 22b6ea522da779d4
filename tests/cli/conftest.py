"""A home of its own for every test, and the command line as a person meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from app import resources
from app.cli.main import app


class Ran(NamedTuple):
    """What a call of `ler` came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Ler = Callable[..., Ran]


COMPILED = resources.folder("taxonomies") / ".compiled"
"""Tables are compiled once for this checkout, not once for each test run."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LER_KEY_PASSPHRASE", "LER_KEY_FILE", "LER_WORKER_NAME", "LER_TAXONOMY_FOLDERS", "LER_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    monkeypatch.setenv("LER_DATA_FOLDER", str(folder))
    monkeypatch.setenv("LER_CACHE_FOLDER", str(COMPILED))
    monkeypatch.setenv("COLUMNS", "80")
    return folder


@pytest.fixture
def ler(home: Path) -> Ler:
    """Run `ler` with these words; nobody sits at a terminal."""

    def run(*words: object, given: str = "") -> Ran:
        result = CliRunner().invoke(app, [str(word) for word in words], input=given)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run
