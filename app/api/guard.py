"""What stands around every request: a cap on its size, headers that browsers heed, and figures of how it went."""

import logging
import sys
import time
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any, Final
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import telemetry
from app.api import problems
from app.errors import InternalFault, LerError, SourceTooLarge

log = logging.getLogger(__name__)

_HEADERS: Final = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"cache-control": b"no-store",
}
"""Unless the answer says otherwise."""
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ROOM: Final = 100_000
"""Bytes of a form around a document."""


class _TooLarge(Exception):
    """More came than may be sent; nothing more is read."""


class _Passage:
    """One request on its way through: what it sent so far, and what it was answered."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send, self._most = receive, send, most
        self._bytes = 0
        self.id = uuid4().hex
        self.status = 0
        self.over = False

    async def receive(self) -> Message:
        """Pass on a part of the body, unless it is one too many."""
        message = await self._receive()
        self._bytes += len(message.get("body", b""))
        if self._bytes > self._most:
            self.over = True
            raise _TooLarge
        return message

    async def send(self, message: Message) -> None:
        """Pass on a part of the answer; what the application makes of a body that was cut off is not told."""
        if self.over and not self.status:
            return
        await self.answer(message)

    async def answer(self, message: Message) -> None:
        """Pass on a part of the answer, with the headers that every one has."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            _add_headers(message, self.id)
        await self._send(message)


class Guard:
    """An ASGI layer, the outermost. Bodies are counted while they come, so that none is ever held beyond the cap."""

    def __init__(
        self, app: ASGIApp, most_bytes: int, debug: bool = False, larger: Mapping[str, int] | None = None
    ) -> None:
        """`larger` says by path where a body may have more bytes than elsewhere."""
        self._app, self._debug = app, debug
        self._most = most_bytes + ROOM
        self._larger = {path: most + ROOM for path, most in (larger or {}).items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(scope["path"], self._most)
        began, passage = time.perf_counter(), _Passage(receive, send, most)
        try:
            passage.over = self._announced(scope) > most
            if not passage.over:
                await self._app(scope, passage.receive, passage.send)
        except _TooLarge:
            pass
        except Exception as fault:  # noqa: BLE001 - whatever fails is answered by a problem that tells nothing of it
            await self._fault(fault, scope, passage)
        finally:
            if passage.over and not passage.status:
                error = SourceTooLarge(f"The request has more than {most:,} bytes.")
                await self._answer(error, scope, passage)
            _note(scope, passage, time.perf_counter() - began)

    def _announced(self, scope: Scope) -> int:
        told = dict(scope["headers"]).get(b"content-length", b"0")
        return int(told) if told.isdigit() else 0

    async def _fault(self, fault: Exception, scope: Scope, passage: _Passage) -> None:
        telemetry.event(log, "request-failed", level=logging.ERROR, kind=type(fault).__name__, request_id=passage.id)
        if self._debug:
            traceback.print_exception(fault, file=sys.stderr)
        if not passage.status:
            await self._answer(InternalFault.of(fault), scope, passage)

    async def _answer(self, error: LerError, scope: Scope, passage: _Passage) -> None:
        told = problems.answer(error)
        # what is left of the body is not read: the connection cannot be used again
        told.headers["Connection"] = "close"
        await told(scope, passage.receive, passage.answer)


def _add_headers(message: MutableMapping[str, Any], request_id: str) -> None:
    present = {name.lower() for name, _ in message["headers"]}
    added = _HEADERS | {b"x-request-id": request_id.encode()}
    message["headers"] = [*message["headers"], *((k, v) for k, v in added.items() if k not in present)]


def _note(scope: Scope, passage: _Passage, seconds: float) -> None:
    """Count the request, and write a line of it: the pattern of its address, never the address or what it said."""
    route = getattr(scope.get("route"), "path", "none")
    method = scope["method"] if scope["method"] in _METHODS else "other"
    telemetry.request_done(method, route, passage.status, seconds)
    telemetry.event(
        log,
        "request",
        method=method,
        route=route.lstrip("/."),
        status=passage.status,
        seconds=round(seconds, 4),
        request_id=passage.id,
    )
