"""What stands around every request: a cap on its size, headers that browsers heed, and figures of how it went."""

import logging
import sys
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import partial
from typing import Any, Final
from uuid import uuid4

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
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
UNKNOWN: Final = 5_000_000
"""Bytes that anybody may send: a form is read in whole before it is asked whose it is. No credential is as large."""


class _TooLarge(Exception):
    """More came than may be sent; nothing more is read."""


class _Passage:
    """One request on its way through: what it sent so far, and what it was answered."""

    def __init__(self, receive: Receive, send: Send, most: int, admit: Callable[[], Awaitable[object]]) -> None:
        self._receive, self._send, self._most, self._admit = receive, send, most, admit
        self._bytes = 0
        self._is_admitted = False
        self.refusal: LerError | None = None
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
        if self._bytes > UNKNOWN and not self._is_admitted:
            await self._ask()
        return message

    async def _ask(self) -> None:
        """See who sends so much before more of it is read."""
        try:
            await self._admit()
        except LerError as error:
            self.refusal, self.over = error, True
            raise _TooLarge from error
        self._is_admitted = True

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
        self,
        app: ASGIApp,
        most_bytes: int,
        admit: Callable[[Request], object],
        debug: bool = False,
        larger: Mapping[str, int] | None = None,
    ) -> None:
        """`larger` says by path where a body may have more bytes than elsewhere.

        `admit` raises a LerError for a request whose sender may not send as much as `UNKNOWN`.
        """
        self._app, self._admit, self._debug = app, admit, debug
        self._most = most_bytes + ROOM
        self._larger = {path: most + ROOM for path, most in (larger or {}).items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = self._larger.get(scope["path"], self._most)
        admit = partial(run_in_threadpool, self._admit, Request(scope))
        began, passage = time.perf_counter(), _Passage(receive, send, most, admit)
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
                error = passage.refusal or SourceTooLarge(f"The request has more than {most:,} bytes.")
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
