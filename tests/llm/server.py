"""A scripted OpenAI-compatible server on loopback: answers as it is told, and keeps everything it received."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

LINE = re.compile(r"^(\d+): (.*)$", re.MULTILINE)


class Said(NamedTuple):
    """One response."""

    status: int = 200
    text: str | None = ""
    finish: str = "stop"
    refusal: str | None = None
    headers: Mapping[str, str] = {}
    delay: float = 0.0
    drip: float = 0.0
    """Seconds between two bytes of the body."""
    body: bytes | None = None
    """Sent instead of a completion."""


Script = Callable[[int, dict[str, Any]], Said]
"""Number of the request (from 0) and its body to a response."""


class Scripted(NamedTuple):
    """A running server."""

    base_url: str
    received: list[bytes]
    """Request line, headers and body of every request."""
    asked: list[dict[str, Any]]
    """The bodies."""


def shown_lines(body: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Give the numbered lines of the document that a request shows (those after any example)."""
    told = body["messages"][-1]["content"] if "messages" in body else body["input"][-1]["content"]
    return [(int(number), said) for number, said in LINE.findall(told.rpartition("Document, lines")[2] or told)]


def skills(*items: tuple[int, str, str, str]) -> str:
    """Write an answer of the prompts that ask for skills: line, quote, name, basis."""
    return json.dumps({"skills": _named(("line", "quote", "name", "basis"), items)})


def whole(items: Iterable[tuple[object, ...]], entries: Iterable[tuple[object, ...]]) -> str:
    """Write an answer of the prompts that ask for entries as well: kind, then each part with its line."""
    fields = ("kind", "title", "title_line", "organization", "organization_line", "dates", "dates_line")
    return json.dumps(
        {"skills": _named(("line", "quote", "name", "basis"), items), "entries": _named(fields, entries)}
    )


def _named(fields: tuple[str, ...], items: Iterable[tuple[object, ...]]) -> list[dict[str, object]]:
    return [dict(zip(fields, item, strict=True)) for item in items]


def completion(said: Said, model: str, api: str = "chat") -> dict[str, Any]:
    """Make the body of a completion of one of the two interfaces, or of an error where the status is one."""
    if said.status != 200:
        return {"error": {"message": "scripted", "type": "x", "code": "x"}}
    return _response(said, model) if api == "responses" else _chat(said, model)


def _chat(said: Said, model: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": said.text, "refusal": said.refusal}
    usage = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": said.finish, "logprobs": None}],
        "usage": {**usage, "prompt_tokens_details": {"cached_tokens": 40}},
    }


def _response(said: Said, model: str) -> dict[str, Any]:
    part: dict[str, Any] = (
        {"type": "refusal", "refusal": said.refusal}
        if said.refusal
        else {"type": "output_text", "text": said.text, "annotations": []}
    )
    cut = said.finish == "length"
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "model": model,
        "status": "incomplete" if cut else "completed",
        "incomplete_details": {"reason": "max_output_tokens"} if cut else None,
        "output": [{"type": "message", "id": "m1", "status": "completed", "role": "assistant", "content": [part]}],
        "usage": {
            "input_tokens": 100,
            "output_tokens": 20,
            "total_tokens": 120,
            "input_tokens_details": {"cached_tokens": 40},
            "output_tokens_details": {"reasoning_tokens": 0},
        },
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
    }


@contextmanager
def serving(script: Script) -> Iterator[Scripted]:
    """Serve a script on a free port until the block ends."""
    received: list[bytes] = []
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["content-length"]))
            received.append(f"{self.requestline}\n{self.headers}".encode() + data)
            body = json.loads(data)
            asked.append(body)
            said = script(len(asked) - 1, body)
            time.sleep(said.delay)
            made = _response if self.path.endswith("/responses") else _chat
            sent = said.body
            if sent is None and said.status != 200:
                sent = json.dumps({"error": {"message": "scripted", "type": "x", "code": "x"}}).encode()
            if sent is None:
                sent = json.dumps(made(said, body["model"])).encode()
            try:
                self.send_response_only(said.status)
                for name, value in {"content-type": "application/json", **said.headers}.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(sent)))
                self.end_headers()
                for piece in (sent[i : i + 1] for i in range(len(sent))) if said.drip else (sent,):
                    self.wfile.write(piece)
                    time.sleep(said.drip)
            except OSError:
                return  # the client did not wait

        def log_request(self, *_: object) -> None:
            return  # a test's output is no log

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Scripted(f"http://127.0.0.1:{server.server_port}/v1", received, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
