"""The cookies of a session and of a sign-in under way, and the proof that this site's own page sent a request."""

from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response

from app.access import tokens
from app.errors import CrossSite
from app.flows.hosted.installation import Installation

SESSION: Final = "ler-session"
LOGIN: Final = "ler-sign-in"
CSRF: Final = "X-CSRF-Token"
SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


def is_secure(place: Installation) -> bool:
    """Say whether cookies are for https alone: always, but on this machine itself."""
    parts = urlsplit(place.public_url)
    return parts.scheme == "https" or parts.hostname not in _LOOPBACK


def named(name: str, place: Installation) -> str:
    """Give the name of a cookie: with `__Host-`, browsers take it from this host over https alone, for all paths."""
    return f"__Host-{name}" if is_secure(place) else name


def get(name: str, request: Request, place: Installation) -> str | None:
    """Give a cookie of the request; None where it cannot be an id of ours."""
    found = request.cookies.get(named(name, place))
    return found if found and len(found) <= 100 and found.isascii() else None


def put(answer: Response, name: str, value: str, place: Installation, seconds: int | None = None) -> None:
    """Give a cookie to the browser: not to scripts, and not to requests that another site has it send.

    Without `seconds` it goes when the browser is closed.
    """
    answer.set_cookie(
        named(name, place), value, max_age=seconds, path="/", secure=is_secure(place), httponly=True, samesite="lax"
    )


def drop(answer: Response, name: str, place: Installation) -> None:
    """Take a cookie from the browser."""
    answer.delete_cookie(named(name, place), path="/", secure=is_secure(place), httponly=True, samesite="lax")


def check_own_page(request: Request, place: Installation) -> None:
    """See that a request was sent by a page of this service. Raises CrossSite.

    By `Origin`, or where a browser leaves it out, by `Referer`
    (https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html).
    """
    told = request.headers.get("origin")
    if told is None:
        parts = urlsplit(request.headers.get("referer", ""))
        told = f"{parts.scheme}://{parts.netloc}"
    if told.lower() != place.origin:
        raise CrossSite("The request does not come from a page of this service.")


def check_token(request: Request, session_id: str) -> None:
    """See that a request carries the form token of its session. Raises CrossSite."""
    if not tokens.is_csrf_token(request.headers.get(CSRF, ""), session_id):
        raise CrossSite(f"The request has no {CSRF} of its session.")
