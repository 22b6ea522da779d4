"""A client made by a generator from the description of the API, used for a journey on the running service.

    python3 -m venv FOLDER && FOLDER/bin/pip install openapi-python-client
    python -m tests.api.generated FOLDER/bin/openapi-python-client

The generator has an environment of its own, because it pins a command-line library that this project uses, too.
"""

import importlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import uvicorn

from app.access.model import Role
from tests.api.site import Site, resume, running
from tests.api.test_openapi import GOLDEN

PACKAGE = "ler_client"


def generate(program: str, folder: Path) -> str:
    """Make the client in a folder; gives what the generator said, which is only what it could not make."""
    command = [program, "generate", "--path", str(GOLDEN), "--output-path", str(folder / PACKAGE), "--meta", "none"]
    path = f"{Path(program).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ | {"PATH": path})
    return done.stdout + done.stderr


@contextmanager
def served(site: Site) -> Iterator[str]:
    """Put the application behind a server; gives its address."""
    server = uvicorn.Server(uvicorn.Config(site.app, port=0, log_config=None, access_log=False, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def journey(address: str, key: str) -> Iterator[str]:
    """Upload, decide, make a record, order credentials, verify, revoke; tells each step."""

    def part(name: str) -> Any:
        return importlib.import_module(f"{PACKAGE}.{name}")

    models, types = part("models"), part("types")
    client = part("client").AuthenticatedClient(base_url=address, token=key)

    def call(group: str, operation: str, *given: Any, **named: Any) -> Any:
        found = part(f"api.{group}.{operation}").sync(*given, client=client, **named)
        if isinstance(found, models.Problem):
            raise SystemExit(f"{operation}: {found.to_dict()}")
        return found

    file = types.File(payload=BytesIO(resume().encode()), file_name="resume.txt")
    document = call("documents", "upload_document", body=models.Upload(file=file, consent="2026-11"))
    document = call("documents", "get_document", document.id, wait=30.0)
    yield f"document {document.state}"
    draft = call("drafts", "get_draft", document.draft_id)
    said = [models.Saying(claim_id=one.id, verdict=models.Verdict.APPROVE) for one in draft.claims]
    body = models.Decisions(role=models.DecidingRole.WORKER, decisions=said)
    version = call("drafts", "decide_claims", draft.id, body=body, if_match=f'"{draft.version}"').version
    yield f"draft    {len(said)} claims approved, version {version}"
    order = models.RecordOrder(draft_id=draft.id)
    record = call("records", "make_record", body=order, if_match=f'"{version}"')
    ordered = call("credentials", "order_credentials", body=models.Order(record_id=record.id, wait=30.0))
    yield f"record   {len(ordered.credentials)} credentials"
    badge = ordered.credentials[0]
    signed = models.VerifyCredential.from_dict(badge.credential.to_dict())
    yield f"verify   passed {call('verify', 'verify_credential', body=signed).passed}"
    call("credentials", "revoke_credential", badge.id, body=models.Revocation())
    yield f"revoked  passed {call('verify', 'verify_credential', body=signed).passed}"


def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as name, running(Path(name) / "data") as site:
        said = generate(program, Path(name))
        print(*[line for line in said.splitlines() if line.strip()], sep="\n")
        worker = site.person(site.board(), Role.WORKER, name="Rosa Quill")
        sys.path.insert(0, name)
        with served(site) as address:
            print(*journey(address, str(worker.key)), sep="\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
