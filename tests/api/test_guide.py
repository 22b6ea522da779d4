"""`docs/api.md`, command by command: what it says to type works in that order on a service that was just started."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from app.api import problems
from app.errors import VersionConflict
from tests.api.process import Process

ROOT: Final = Path(__file__).parents[2]
GUIDE: Final = ROOT / "docs" / "api.md"
_NO_COMMANDS: Final = ("make serve", "board      ", "LER_", "{", "echo 'content_type_overrides")
"""What the blocks begin with that are not typed here: the start of the service, what it prints, settings, an answer,
and the generator of clients, which `tests/acceptance/client.py` runs."""
_HEAD: Final = """set -euo pipefail
curl() { command curl --fail-with-body "$@"; }
python() { "$PYTHON" "$@"; }
"""


def blocks(text: str) -> Iterator[str]:
    """Give the indented blocks of a page, without their indent."""
    for found in re.findall(r"(?:^(?: {4}.*)?\n)+", text, re.MULTILINE):
        said = "\n".join(line[4:] for line in found.splitlines()).strip("\n")
        if said:
            yield said


def commands() -> list[str]:
    """Give what the guide says to type, a block each."""
    return [one for one in blocks(GUIDE.read_text(encoding="utf-8")) if not one.startswith(_NO_COMMANDS)]


def _script(address: str, key: str) -> str:
    told = "\n".join(f'echo "### {number}"\n{one}' for number, one in enumerate(commands()))
    told = told.replace("B=http://127.0.0.1:8000\n", f"B={address}\n").replace("ler_live_…", key)
    return _HEAD + told.replace("cp evals/", f"cp {ROOT}/evals/") + "\necho done\n"


@pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("curl")) and "CI" not in os.environ, reason="the guide uses curl and jq"
)
def test_the_guide_works_as_it_stands_from_its_first_command_to_its_last(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with Process(tmp_path) as service:
        ran = subprocess.run(
            ["bash", "-c", _script(service.address, service.key)],
            cwd=place,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHON": sys.executable},
        )
    assert ran.returncode == 0, f"{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}"
    said = ran.stdout.splitlines()
    assert said[-1] == "done"
    # what jq has not found
    assert [line for line in said if line == "null"] == []
    tiers = [line for line in said if line in ("self-asserted", "endorsed")]
    assert tiers == ["self-asserted", "endorsed"]
    assert (said.count("true"), said.count("false"), said.count("mistaken")) == (1, 1, 1)
    assert (place / "from-wallet.json").read_bytes() == (place / "credential.json").read_bytes()


def test_the_guide_names_no_variable_that_it_did_not_set() -> None:
    said = "\n".join(commands())
    for name in sorted(set(re.findall(r"\$\{?([A-Z][A-Z0-9]*)\b", said))):
        first = re.search(rf"^{name}=", said, re.MULTILINE)
        assert first, f"{name} is never set"
        assert not re.search(rf"\$\{{?{name}\b", said[: first.start()]), f"{name} is used before it is set"


def test_the_problem_that_the_guide_shows_is_one_that_the_service_gives() -> None:
    (shown,) = [one for one in blocks(GUIDE.read_text(encoding="utf-8")) if one.startswith("{")]
    given = problems.answer(VersionConflict("The draft was changed since you loaded it."))
    assert json.loads(shown) == json.loads(bytes(given.body))
