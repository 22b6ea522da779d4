"""A request to who asks, how much they may ask, and from where in a list they go on."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Query, Request
from fastapi.responses import Response
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from pydantic import BaseModel

from app.api import cookies
from app.api.rates import Rates, origin
from app.errors import NotSignedIn, RequestInvalid
from app.flows.hosted import access
from app.flows.hosted.access import Asking, Visit
from app.flows.hosted.installation import Installation

_bearer = HTTPBearer(auto_error=False, scheme_name="API key", description="`ler_live_…`, shown once when it is made.")
_session = APIKeyCookie(
    name="__Host-ler-session",
    auto_error=False,
    scheme_name="Session",
    description=(
        "Set by `POST /v1/session` or the OpenID Provider. Writes also carry the session's `csrf_token` as "
        "`X-CSRF-Token`. On http://127.0.0.1 the cookie is called `ler-session`."
    ),
)

_NO_CURSOR: Final = "The cursor is not one that a list gave."
Id = UUID
Limit = Annotated[int, Query(ge=1, le=200, description="Things on one page.")]
Cursor = Annotated[str | None, Query(max_length=100, description="`next` of the page before.")]
Wait = Annotated[float, Query(ge=0, le=30, description="Seconds to wait until the work is done.", examples=[10])]


async def place(request: Request) -> Installation:
    """Give the installation that the application serves."""
    # what only looks at the request is a coroutine: a plain function would be handed to a thread, and back
    found: Installation = request.app.state.place
    return found


Place = Annotated[Installation, Depends(place)]


def asking(
    request: Request,
    where: Place,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
    _: Annotated[str | None, Depends(_session)],
) -> Asking:
    """Tell who asks, by an API key or in a session; a write in a session has to come from this site's own page.

    Raises NotSignedIn, CrossSite, TooManyRequests; who tries keys in a row is held to the pace of one.
    """
    try:
        who = _who(request, where, given.credentials if given else None)
    except NotSignedIn:
        weigh(request, None, 1)
        raise
    weigh(request, who, 1)
    return who


def _who(request: Request, where: Installation, key: str | None) -> Asking:
    session_id = cookies.get(cookies.SESSION, request, where)
    if key is not None or session_id is None or "authorization" in request.headers:
        return access.by_key(where, key)
    visit = access.by_session(where, session_id)
    if request.method not in cookies.SAFE:
        cookies.check_own_page(request, where)
        cookies.check_token(request, session_id)
    request.state.visit = visit
    return visit.asking


def admit(request: Request) -> None:
    """See that somebody who is known here sends a request. Raises NotSignedIn, CrossSite, TooManyRequests."""
    scheme, key = get_authorization_scheme_param(request.headers.get("authorization"))
    given = HTTPAuthorizationCredentials(scheme=scheme, credentials=key) if scheme.lower() == "bearer" else None
    asking(request, request.app.state.place, given, None)


def session_of(request: Request) -> Visit | None:
    """Give the session in which a request was asked; None for one with an API key."""
    found: Visit | None = getattr(request.state, "visit", None)
    return found


Who = Annotated[Asking, Depends(asking)]


def weigh(request: Request, who: Asking | None, weight: int) -> None:
    """Count a request of an account, or of the address that it comes from. Raises TooManyRequests."""
    rates: Rates = request.app.state.rates
    address = origin(request.client.host if request.client else "")
    rates.take(f"address {address}" if who is None else str(who.actor.person_id), weight)


def try_password(request: Request, board: str, login: str) -> None:
    """Count an attempt at a password, by the name and by the address. Raises TooManyRequests."""
    rates: Rates = request.app.state.rates
    address = origin(request.client.host if request.client else "")
    rates.try_password(f"{board} {login.strip().casefold()}", address)


async def anybody(request: Request) -> None:
    """Count a request that needs no key. Raises TooManyRequests."""
    weigh(request, None, 1)


Anybody = Depends(anybody)


async def one_file(request: Request, _: Who) -> None:
    """See that a form brings one file, as a file. Raises RequestInvalid: the others would be lost without a word."""
    files = (await request.form()).getlist("file")
    if len(files) > 1:
        raise RequestInvalid(
            f"The form has {len(files)} parts called `file`.",
            hint="Send each document in a request of its own, or all of them in one ZIP as a batch.",
        )
    if any(isinstance(one, str) for one in files):
        raise RequestInvalid("`file` is no file.", hint="Send it with its name, as `curl -F file=@resume.pdf` does.")


OneFile = Depends(one_file)


def answered(made: BaseModel | bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a body (or its JSON) as it is: it was made of checked values, and is not checked a second time."""
    return Response(body_of(made), status_code=status, media_type="application/json", headers=headers)


def body_of(made: BaseModel | bytes) -> bytes:
    """Give the bytes that an answer has."""
    return made if isinstance(made, bytes) else made.model_dump_json(by_alias=True).encode()


def id_of(cursor: str | None) -> UUID | None:
    """Read a cursor of a list that is paged by id. Raises RequestInvalid."""
    try:
        return None if cursor is None else UUID(cursor)
    except ValueError:
        raise RequestInvalid(_NO_CURSOR) from None


def number_of(cursor: str | None) -> int:
    """Read a cursor of a list that is paged by number. Raises RequestInvalid."""
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
        raise RequestInvalid(_NO_CURSOR)
    return int(cursor)


def day_of(cursor: str | None) -> date | None:
    """Read a cursor of a list that is paged by day. Raises RequestInvalid."""
    try:
        return None if cursor is None else date.fromisoformat(cursor)
    except ValueError:
        raise RequestInvalid(_NO_CURSOR) from None


def cursor_of(items: Any, limit: int) -> str | None:
    """Give the cursor of the next page: the id of the last thing of a full one."""
    listed = list(items)
    return str(listed[-1].id) if len(listed) == limit else None
