"""The running application: its boards and people, and what one of them asks of it."""

import itertools
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from app.access import tokens
from app.access.model import Action, Role
from app.api.app import create
from app.flows.hosted import accounts, opening
from app.flows.hosted.installation import Installation
from app.settings import Settings
from app.store import sign_in
from app.store.model import ApiKey, Board

MOST_BYTES: Final = 1_000_000
CONSENT: Final = "2026-11"
NOBODY: Final = UUID(int=0)
_WAITS: Final = 8
"""How often a document is waited for, half a minute each; one is drafted in a part of a second."""
_numbers = itertools.count()


def resume(name: str = "Rosa Quill", extra: str = "") -> str:
    """An invented resume, another one each time."""
    number = next(_numbers)
    return f"""{name}
rosa.quill{number}@example.com | (555) 555-0142

EXPERIENCE
Forklift Operator, Dock & Sons {number}
March 2019 to present
- Operated a reach truck and a forklift in a cold store.
{extra}
SKILLS
Forklift operation, inventory control
"""


@dataclass(frozen=True)
class Caller:
    """Somebody with an API key, or nobody."""

    client: TestClient
    key: str | None = None
    id: UUID = NOBODY

    def ask(self, method: str, path: str, **more: Any) -> Response:
        """Send a request; `version` goes as If-Match, `once` as Idempotency-Key."""
        headers = dict(more.pop("headers", {}))
        if self.key is not None:
            headers["Authorization"] = f"Bearer {self.key}"
        if (version := more.pop("version", None)) is not None:
            headers["If-Match"] = f'"{version}"'
        if (once := more.pop("once", None)) is not None:
            headers["Idempotency-Key"] = once
        found: Response = self.client.request(method, path, headers=headers, **more)
        return found

    def get(self, path: str, **more: Any) -> Response:
        return self.ask("GET", path, **more)

    def post(self, path: str, body: object = None, **more: Any) -> Response:
        return self.ask("POST", path, json=body, **more)

    def delete(self, path: str, **more: Any) -> Response:
        return self.ask("DELETE", path, **more)

    def upload(self, data: str | bytes, name: str = "resume.txt", **more: Any) -> Response:
        form = {"consent": CONSENT} | more.pop("form", {})
        raw = data.encode() if isinstance(data, str) else data
        return self.ask("POST", "/v1/documents", files={"file": (name, raw)}, data=form, **more)

    def document(self, data: str | bytes | None = None, **more: Any) -> dict[str, Any]:
        """Upload a document and wait until it is drafted or has failed."""
        sent = self.upload(resume() if data is None else data, **more)
        assert sent.status_code == 202, sent.text
        waits = (self.seen(f"/v1/documents/{sent.json()['id']}?wait=30") for _ in range(_WAITS))
        return next(seen for seen in waits if seen["state"] != "received")

    def draft(self, data: str | bytes | None = None, **more: Any) -> dict[str, Any]:
        """Upload a document and give its draft."""
        return self.seen(f"/v1/drafts/{self.document(data, **more)['draft_id']}")

    def seen(self, path: str) -> dict[str, Any]:
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def decide(self, draft: dict[str, Any], verdict: str = "approve", role: str = "worker", **more: Any) -> Response:
        """Say the same of every claim of a draft."""
        said = [{"claim_id": one["id"], "verdict": verdict} for one in draft["claims"]]
        more = {"version": draft["version"]} | more
        return self.post(f"/v1/drafts/{draft['id']}/decisions", {"role": role, "decisions": said}, **more)

    def record(self, draft: dict[str, Any] | None = None) -> dict[str, Any]:
        """Approve a draft and give its record."""
        chosen = draft or self.draft()
        decided = self.decide(chosen)
        assert decided.status_code == 200, decided.text
        made = self.post("/v1/records", {"draft_id": chosen["id"]}, version=decided.json()["version"])
        assert made.status_code == 201, made.text
        found: dict[str, Any] = made.json()
        return found

    def credentials(self, record: dict[str, Any] | None = None, issuer: str = "worker") -> list[dict[str, Any]]:
        """Have the credentials of a record made, and give them."""
        order = {"record_id": (record or self.record())["id"], "issuer": issuer, "wait": 30}
        answer = self.post("/v1/credentials", order)
        assert answer.status_code == 202, answer.text
        assert answer.json()["state"] == "done"
        found: list[dict[str, Any]] = answer.json()["credentials"]
        return found


@dataclass(frozen=True)
class Site:
    """The application on its stores, with a worker beside it in this process."""

    place: Installation
    app: FastAPI
    client: TestClient
    folder: Path
    home: Board
    """The first board."""

    def board(self, name: str = "Ridge Valley Board") -> Board:
        """Make a board of one's own: whatever a test does there, no other test sees it."""
        with self.place.database.writing() as connection:
            return accounts.add_board(self.place, connection, f"b-{secrets.token_hex(6)}", name)

    def person(self, board: Board, *roles: Role, name: str | None = None, **more: Any) -> Caller:
        """Make an account of a board, with a key that may do everything unless `scopes` says otherwise."""
        with self.place.database.writing() as connection:
            account = accounts.add_account(self.place, connection, board.id, roles, name)
        return Caller(self.client, self.key(board, account.id, **more), account.id)

    def key(
        self,
        board: Board,
        person_id: UUID,
        scopes: Collection[Action] = frozenset(Action),
        expires_at: datetime | None = None,
    ) -> str:
        text = tokens.make_api_key(os.urandom(32))
        key = ApiKey(
            id=self.place.make_id(),
            person_id=person_id,
            label="test",
            ending=text[-4:],
            scopes=frozenset(scopes),
            created_at=self.place.clock(),
            expires_at=expires_at,
        )
        with self.place.database.writing() as connection:
            sign_in.add_api_key(connection, board.id, key, text, self.place.keyring.peppers())
        return text

    @property
    def nobody(self) -> Caller:
        return Caller(self.client)

    def rated(self, per_minute: int) -> TestClient:
        """The same stores behind an application with another limit of requests."""
        return TestClient(create(self.place, most_bytes=MOST_BYTES, requests_per_minute=per_minute))


@contextmanager
def running(folder: Path, store_url: str | None = None, engine_url: str | None = None) -> Iterator[Site]:
    """Open an installation in a folder, on SQLite unless URLs are given, and work for it."""
    chosen = {"data_folder": folder, "database_url": store_url, "engine_url": engine_url}
    settings = Settings.model_validate({name: value for name, value in chosen.items() if value is not None})
    opened = opening.open_installation(settings, "http://testserver", upgrade=True)
    assert opened.welcome is not None
    app = create(opened.place, most_bytes=MOST_BYTES, requests_per_minute=1_000_000)
    worker = opening.start_worker(settings, opened.place)
    try:
        with TestClient(app) as client:
            yield Site(opened.place, app, client, folder, opened.welcome.board)
    finally:
        worker.stop(grace=5)
        opened.place.engine.close()
        opened.place.database.close()
