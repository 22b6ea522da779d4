"""A scripted provider of batches on loopback: files, batches, answers, and what can go wrong with them."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.llm.server import Said, Script, completion


@dataclass
class Provider:
    """Its state, and how it behaves. `script` answers rows, by their number among all rows that were run."""

    script: Script
    base_url: str = ""
    polls: int = 1
    """Looks at a batch before it has ended."""
    ends: str = "completed"
    mangle: Callable[[list[dict[str, Any]]], list[Any]] = lambda rows: rows
    """Changes the lines of output before they are filed."""
    unanswered: Callable[[int], str | None] = lambda _number: None
    """Gives the error code of a row that is not run."""
    drop_create: int = 0
    """How many created batches the caller never hears of."""
    missing: bool = False
    """It has no batches."""
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    uploads: list[bytes] = field(default_factory=list)
    run: int = 0
    """Rows that were run, and are paid for."""
    received: list[bytes] = field(default_factory=list)
    online: int = 0
    """Calls outside batches."""

    def upload(self, name: str, data: bytes) -> dict[str, Any]:
        self.uploads.append(data)
        return self._file(name, data)

    def _file(self, name: str, data: bytes) -> dict[str, Any]:
        id_ = f"file-{len(self.uploads)}-{len(self.files)}-{name}"
        self.files[id_] = (name, data)
        return self.shown(id_)

    def shown(self, id_: str) -> dict[str, Any]:
        name, data = self.files[id_]
        about = {"object": "file", "bytes": len(data), "created_at": 1, "purpose": "batch", "status": "processed"}
        return {"id": id_, "filename": name, **about}

    def create(self, told: dict[str, Any]) -> dict[str, Any]:
        id_ = f"batch_{len(self.batches) + 1}"
        self.batches[id_] = {
            "id": id_,
            "object": "batch",
            "created_at": 1,
            "status": "validating",
            "left": self.polls,
        }
        self.batches[id_] |= told
        return self.batches[id_]

    def look(self, id_: str) -> dict[str, Any]:
        batch = self.batches[id_]
        if batch["status"] in ("validating", "in_progress"):
            batch["left"] -= 1
            batch["status"] = "in_progress"
            if batch["left"] <= 0:
                self._end(batch)
        return batch

    def _end(self, batch: dict[str, Any]) -> None:
        batch["status"] = self.ends
        if self.ends == "failed":
            batch["errors"] = {"object": "list", "data": [{"code": "duplicate_custom_id", "message": "x"}]}
            return
        done: list[dict[str, Any]] = []
        failed: list[dict[str, Any]] = []
        for number, line in enumerate(self.files[batch["input_file_id"]][1].splitlines()):
            asked = json.loads(line)
            code = self.unanswered(number)
            if code is not None:
                error = {"code": code, "message": "not run"}
                failed.append({"id": "r", "custom_id": asked["custom_id"], "response": None, "error": error})
                continue
            said = self.script(self.run, asked["body"])
            self.run += 1
            response = {
                "status_code": said.status,
                "request_id": "q",
                "body": completion(said, asked["body"]["model"]),
            }
            row = {"id": "r", "custom_id": asked["custom_id"], "response": response, "error": None}
            (done if said.status == 200 else failed).append(row)
        for name, rows in (("output_file_id", self.mangle(done)), ("error_file_id", failed)):
            # as some providers do it: no file is an empty name
            lines = "\n".join(json.dumps(row) if isinstance(row, dict) else row for row in rows).encode()
            batch[name] = self._file(f"{name}.jsonl", lines)["id"] if rows else ""


def _form(headers: Message, data: bytes) -> tuple[str, bytes]:
    whole = message_from_bytes(b"content-type: " + headers["content-type"].encode() + b"\n\n" + data)
    for part in whole.walk():
        name = part.get_filename()
        if name:
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            return name, payload
    raise AssertionError("no file in the form")


def _listed(values: list[dict[str, Any]]) -> dict[str, Any]:
    return {"object": "list", "data": values, "has_more": False}


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["content-length"]))
        self.provider.received.append(f"{self.requestline}\n{self.headers}".encode() + data)
        if self.provider.missing:
            self._answer(404, {"error": {"message": "no such route"}})
        elif self.path.endswith("/files"):
            self._answer(200, self.provider.upload(*_form(self.headers, data)))
        elif self.path.endswith("/batches"):
            batch = self.provider.create(json.loads(data))
            if self.provider.drop_create > 0:
                self.provider.drop_create -= 1
                self.close_connection = True
                return
            self._answer(200, batch)
        else:
            self.provider.online += 1
            self._answer(200, completion(self.provider.script(self.provider.run, json.loads(data)), "online"))

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix("/v1/").split("/")
        if self.provider.missing:
            self._answer(404, {"error": {"message": "no such route"}})
        elif path == ["files"]:
            self._answer(200, _listed([self.provider.shown(id_) for id_ in self.provider.files]))
        elif path == ["batches"]:
            self._answer(200, _listed(list(self.provider.batches.values())[::-1]))
        elif path[0] == "batches":
            self._answer(200, self.provider.look(path[1]))
        elif path[1] not in self.provider.files:
            self._answer(404, {"error": {"message": "no such file"}})
        elif path[2:] == ["content"]:
            self._send(200, self.provider.files[path[1]][1])
        else:
            self._answer(200, self.provider.shown(path[1]))

    def do_DELETE(self) -> None:
        id_ = self.path.rpartition("/")[2]
        known = self.provider.files.pop(id_, None) is not None
        self._answer(200 if known else 404, {"id": id_, "object": "file", "deleted": known})

    def _answer(self, status: int, value: dict[str, Any]) -> None:
        self._send(status, json.dumps(value).encode())

    def _send(self, status: int, data: bytes) -> None:
        self.send_response_only(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_request(self, *_: object) -> None:
        return  # a test's output is no log


@contextmanager
def providing(provider: Provider) -> Iterator[Provider]:
    """Serve a provider on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"provider": provider}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    provider.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def saying(said: Said) -> Provider:
    """Give a provider that answers every row alike."""
    return Provider(lambda _number, _body: said)
