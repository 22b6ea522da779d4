"""Sessions of people with a browser: sign in by password or at an OpenID Provider, look, sign out."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from app.access import tokens
from app.api import cookies
from app.api import session_bodies as bodies
from app.api.context import Anybody, Place, Who, session_of, try_password
from app.api.problems import documented, public
from app.flows.hosted import accounts, signing_in
from app.flows.hosted.signing_in import SignedIn

router = APIRouter(prefix="/session", tags=["session"])
_MINUTES: Final = 10
_COOKIE: Final = {"Set-Cookie": {"description": "The session.", "schema": {"type": "string"}}}
_SENT_ON: Final[dict[int | str, dict[str, Any]]] = {
    303: {
        "description": "Go there.",
        "headers": {
            "Location": {"description": "Where the browser goes.", "schema": {"type": "string"}},
            "Set-Cookie": {"description": "What the way back needs.", "schema": {"type": "string"}},
        },
    }
}
_Slug = Annotated[str, Query(max_length=63, description="The word of the board.", examples=[accounts.HOME])]
_Next = Annotated[
    str,
    Query(
        max_length=300,
        pattern=r"^/([\x21-\x2e\x30-\x5b\x5d-\x7e][\x21-\x5b\x5d-\x7e]*)?$",
        description="Where the browser goes once somebody is signed in: a path of this service.",
        examples=["/v1/session"],
    ),
]


@router.post(
    "",
    status_code=201,
    response_model=bodies.Session,
    responses={201: {"headers": _COOKIE}, **public(400, 401, 403, 413, 422)},
    summary="Sign in by password",
)
def sign_in(said: bodies.SignIn, request: Request, place: Place, answer: Response) -> bodies.Session:
    """Begin a session with the name and password of an account; a session that the browser had ends.

    Writes in a session carry its `csrf_token` as X-CSRF-Token, and come from a page of this service.
    """
    try_password(request, said.board, said.login)
    cookies.check_own_page(request, place)
    before = cookies.get(cookies.SESSION, request, place)
    made = signing_in.by_password(place, said.board, said.login, said.password.get_secret_value(), before)
    cookies.put(answer, cookies.SESSION, made.session_id, place)
    return _told(made)


@router.get(
    "",
    response_model=bodies.Session,
    responses=documented(),
    summary="Look at one's session",
)
def get_session(request: Request, who: Who) -> bodies.Session:
    """Tell who is signed in, until when, and the token that writes carry; of an API key only whose it is."""
    visit = session_of(request)
    return bodies.Session(
        person_id=who.actor.person_id,
        roles=sorted(who.actor.roles),
        expires_at=visit.expires_at if visit else None,
        csrf_token=tokens.csrf_token(visit.session_id) if visit else None,
    )


@router.delete("", status_code=204, responses=documented(403), summary="Sign out")
def sign_out(request: Request, who: Who) -> Response:
    """End one's session. An API key is not ended by this."""
    answer, visit = Response(status_code=204), session_of(request)
    if visit is not None:
        signing_in.sign_out(who, visit.session_id)
        cookies.drop(answer, cookies.SESSION, who.place)
    return answer


@router.put(
    "/password",
    status_code=204,
    responses=documented(400, 403, 404, 413, 422),
    summary="Change one's password",
)
def change_password(said: bodies.NewPassword, request: Request, who: Who) -> Response:
    """Give oneself another password. All sessions of the account end."""
    try_password(request, "", str(who.actor.person_id))
    signing_in.change_password(who, said.current.get_secret_value(), said.new.get_secret_value())
    answer = Response(status_code=204)
    cookies.drop(answer, cookies.SESSION, who.place)
    return answer


@router.get(
    "/provider",
    status_code=303,
    response_class=Response,
    responses={**_SENT_ON, **public(404, 422)},
    dependencies=[Anybody],
    summary="Sign in at the board's OpenID Provider",
)
def begin_provider_sign_in(place: Place, board: _Slug = accounts.HOME, next: _Next = "/v1/session") -> Response:  # noqa: A002 - as the address says it
    """Send the browser to the provider, which sends it back to /v1/session/callback."""
    begun = signing_in.begin(place, board, next)
    answer = Response(status_code=303, headers={"Location": begun.address})
    cookies.put(answer, cookies.LOGIN, begun.login_id, place, _MINUTES * 60)
    return answer


@router.get(
    "/callback",
    status_code=303,
    response_class=Response,
    responses={**_SENT_ON, **public(401, 422)},
    dependencies=[Anybody],
    summary="Come back from the OpenID Provider",
)
def finish_provider_sign_in(
    request: Request,
    place: Place,
    state: Annotated[str, Query(max_length=200, description="What the sign-in was begun with.")],
    code: Annotated[str | None, Query(max_length=4_000)] = None,
    iss: Annotated[str | None, Query(max_length=300)] = None,
) -> Response:
    """Begin a session with what the provider answers, and send the browser on. Each answer is taken once."""
    login_id = cookies.get(cookies.LOGIN, request, place)
    before = cookies.get(cookies.SESSION, request, place)
    given = signing_in.Answer(state=state, code=code, issuer=iss)
    made, following = signing_in.finish(place, login_id, given, before)
    answer = Response(status_code=303, headers={"Location": place.public_url + following})
    cookies.put(answer, cookies.SESSION, made.session_id, place)
    cookies.drop(answer, cookies.LOGIN, place)
    return answer


def _told(made: SignedIn) -> bodies.Session:
    return bodies.Session(
        person_id=made.account.id,
        roles=sorted(made.account.roles),
        expires_at=made.expires_at,
        csrf_token=tokens.csrf_token(made.session_id),
    )
