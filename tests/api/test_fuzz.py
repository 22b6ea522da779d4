"""Schemathesis over the whole OpenAPI description, on the running service: no server error, nothing undocumented.

    python -m pytest tests/api/test_fuzz.py

The seed is fixed, so that what it finds once it finds again. The erasure is left out: it would end the account that
asks. Everything else is asked with things that are there, and with invented ones.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.access.model import Role
from tests.api.serving import served
from tests.api.site import Site
from tests.api.wallets import offer

SEED = 20_261_125
EXAMPLES = 12
"""Made up for each operation, beside those at the edges of what its schema allows."""
LEFT_OUT = {
    # a form or a version may be refused for what the description cannot say: it is not there, or not the present one
    "positive_data_acceptance",
    # asks without a key and expects to be refused: the matrix of tests/api/test_authorization.py does that
    "ignored_auth",
}


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """The application behind a server of its own."""
    with served(site) as found:
        yield found


@pytest.fixture
def settings(site: Site, tmp_path: Path) -> tuple[Path, str]:
    """A file that names things which are there, and the key that asks."""
    board = site.board()
    everything = site.person(board, *Role)
    worker = site.person(board, Role.WORKER)
    draft = worker.draft()
    record = worker.record(draft)
    badge, other = worker.credentials(record)[:2]
    waiting = offer(worker, other["id"], minutes=60)
    listed = badge["credential"]["credentialStatus"]["statusListCredential"].rpartition("/")[2]
    named = {
        "document_id": draft["document_id"],
        "draft_id": draft["id"],
        "record_id": record["id"],
        "credential_id": badge["id"],
        "offer_id": offer(worker, badge["id"])["id"],
        "handle": waiting["exchange_url"].rpartition("/")[2],
        "person_id": worker.id,
        "list_id": listed,
        "slug": board.slug,
    }
    lines = [f'"path.{name}" = "{value}"' for name, value in named.items()]
    path = tmp_path / "schemathesis.toml"
    path.write_text("\n".join(["[parameters]", *lines]), encoding="utf-8")
    return path, str(everything.key)


def test_whatever_is_sent_no_server_error_and_nothing_undocumented_comes_back(
    address: str, settings: tuple[Path, str], tmp_path: Path
) -> None:
    path, key = settings
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", str(path), "run"]
    command += [f"{address}/v1/openapi.json", "--header", f"Authorization: Bearer {key}", "--checks", "all"]
    command += ["--exclude-checks", ",".join(sorted(LEFT_OUT)), "--exclude-operation-id", "erase_worker"]
    command += ["--phases", "examples,coverage,fuzzing", "--max-examples", str(EXAMPLES), "--seed", str(SEED)]
    command += ["--continue-on-failure", "--warnings", "off", "--no-color"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]
    assert "No issues found" in done.stdout
    print(*done.stdout.splitlines()[-12:], sep="\n")
