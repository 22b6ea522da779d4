"""Which addresses pages of other sites may read: those of wallets that run in a browser, and what checks need."""

from typing import Final

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

OPEN: Final = (
    "/.well-known/",
    "/boards/",
    "/v1/interactions/",
    "/v1/offers/",
    "/v1/openid/",
    "/v1/status-lists/",
    "/v1/workflows/",
)
"""What begins so is for everybody, and asks for a secret of its own or none: never for a session's cookie."""


class CrossOrigin:
    """An ASGI layer that lets pages of every site ask for these addresses, without cookies, and for no others."""

    def __init__(self, app: ASGIApp) -> None:
        self._closed = app
        self._open = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type"],
            expose_headers=["Retry-After", "WWW-Authenticate"],
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        is_open = scope["type"] == "http" and scope["path"].startswith(OPEN)
        await (self._open if is_open else self._closed)(scope, receive, send)
