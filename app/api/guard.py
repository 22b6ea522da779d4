"""What stands around every request: a cap on its size, headers that browsers heed, and figures of how it went."""

import time
from collections.abc import MutableMapping
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import telemetry
from app.api import problems
from app.errors import SourceTooLarge

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
_ROOM: Final = 100_000
"""Bytes of a form around a document."""


class _TooLarge(Exception):
    """More came than may be sent; nothing more is read."""


class Guard:
    """An ASGI layer. Bodies are counted while they come, so that none is ever held beyond the cap."""

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self._app, self._most = app, most_bytes + _ROOM

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, answered = time.perf_counter(), {"status": 0}
        counted = {"bytes": 0, "over": False}

        async def counting() -> Message:
            message = await receive()
            counted["bytes"] += len(message.get("body", b""))
            if counted["bytes"] > self._most:
                counted["over"] = True
                raise _TooLarge
            return message

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered["status"] = message["status"]
                _add_headers(message)
            await send(message)

        try:
            if int(dict(scope["headers"]).get(b"content-length", b"0") or 0) > self._most:
                raise _TooLarge
            await self._app(scope, counting, sending)
        except (_TooLarge, ValueError):
            if not counted["over"] and answered["status"]:
                raise
            error = SourceTooLarge(f"the request has more than {self._most:,} bytes")
            await problems.answer(error)(scope, receive, sending)
        finally:
            route = getattr(scope.get("route"), "path", "none")
            labels = (scope["method"], route, str(answered["status"]))
            telemetry.REQUESTS.labels(*labels).observe(time.perf_counter() - began)


def _add_headers(message: MutableMapping[str, Any]) -> None:
    present = {name.lower() for name, _ in message["headers"]}
    message["headers"] = [*message["headers"], *((k, v) for k, v in _HEADERS.items() if k not in present)]
