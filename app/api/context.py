"""A request to who asks, how much they may ask, and whether it was asked before."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Header, Query, Request
from fastapi.responses import Response
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param
from pydantic import BaseModel

from app.api import cookies
from app.api.rates import Rates, origin
from app.errors import LerError, NotSignedIn, RequestInvalid, VersionMissing
from app.flows.hosted import access
from app.flows.hosted.access import Asking, Visit
from app.flows.hosted.installation import Installation
from app.store import answers

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

RENEWED: Final = answers.ABANDONED.total_seconds() / 4
"""Seconds after which it is written down again that a request is being worked on."""
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


async def version(
    if_match: Annotated[
        str | None, Header(description='The ETag of what is changed, as it was loaded, such as `"3"`.')
    ] = None,
) -> int:
    """Read the version that a change is based on. Raises VersionMissing, RequestInvalid."""
    if if_match is None:
        raise VersionMissing("The request does not say which version it is based on.")
    text = if_match.removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise RequestInvalid("If-Match is not one ETag.", hint='Send the ETag as it was given, such as "3".')
    return int(text)


Based = Annotated[int, Depends(version)]


class Once:
    """Answers a request that was sent before as it was answered then."""

    def __init__(self, request: Request, who: Asking, key: str | None) -> None:
        self._request, self._who, self._key = request, who, key

    def __call__(
        self, status: int, said: bytes | BaseModel | None, work: Callable[[], BaseModel | bytes], **headers: str
    ) -> Response:
        """Do the work and answer with its result (a body, or its JSON), or as the same request was answered before.

        `said` is what the request carries. Raises KeyReused, StillWorking, and what the work raises.
        """
        if self._key is None:
            return _response(status, _body(work()), headers)
        person, where = self._who.actor.person_id, self._who.place
        based = self._request.headers.get("if-match", "")
        told = f"{self._request.method} {self._request.url.path}\n{based}\n"
        asked = hashlib.sha256(told.encode() + _bytes(said)).digest()
        with where.database.writing() as connection:
            before = answers.begin_answer(
                connection, where.keyring, self._who.board_id, person, self._key, asked, where.clock()
            )
        if before is not None:
            return _response(before.status, before.body, headers | {"Idempotent-Replayed": "true"})
        try:
            with self._renewing(self._key):
                body = _body(work())
        except BaseException:
            with where.database.writing() as connection:
                answers.forget_answer(connection, where.keyring, self._who.board_id, person, self._key)
            raise
        with where.database.writing() as connection:
            answers.keep_answer(
                connection, where.keyring, self._who.board_id, person, self._key, answers.Answer(status, body)
            )
        return _response(status, body, headers)

    @contextmanager
    def _renewing(self, key: str) -> Iterator[None]:
        """Say now and then that the request is still being worked on: a large batch takes many minutes to come in."""
        where, board_id, person = self._who.place, self._who.board_id, self._who.actor.person_id
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(RENEWED):
                with suppress(LerError), where.database.writing() as connection:
                    answers.renew_answer(connection, where.keyring, board_id, person, key, where.clock())

        threading.Thread(target=renew, name="renewing", daemon=True).start()
        try:
            yield
        finally:
            ended.set()


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


async def once(
    request: Request,
    who: Who,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=200,
            pattern=r"^[\x21-\x7e]+$",
            description="A new one for each new request; the same request with the same key is done once.",
        ),
    ] = None,
) -> Once:
    """Give what answers a request once."""
    return Once(request, who, idempotency_key)


Repeatable = Annotated[Once, Depends(once)]


def tagged_as(status: int) -> dict[int | str, dict[str, Any]]:
    """Give what OpenAPI says of an answer that has the ETag of a draft or batch."""
    told = {"description": "The version, to send as If-Match.", "schema": {"type": "string"}}
    return {status: {"headers": {"ETag": told}}}


def tagged(answer: Response) -> Response:
    """Give the answer to a change of a draft or batch the ETag of the `version` that it tells of."""
    answer.headers["ETag"] = etag(json.loads(bytes(answer.body))["version"])
    return answer


def etag(version: int) -> str:
    """Give the ETag of a draft or batch of that version."""
    return f'"{version}"'


def _bytes(said: bytes | BaseModel | None) -> bytes:
    return said.model_dump_json().encode() if isinstance(said, BaseModel) else said or b""


def answered(made: BaseModel | bytes, **headers: str) -> Response:
    """Answer with a body (or its JSON) as it is: it was made of checked values, and is not checked a second time."""
    return _response(200, _body(made), headers)


def _body(made: BaseModel | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.model_dump_json(by_alias=True).encode()


def _response(status: int, body: bytes, headers: Mapping[str, str]) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(body, status_code=status, media_type="application/json", headers=named)


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
