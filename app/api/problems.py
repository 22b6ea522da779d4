"""Errors to RFC 9457 problems, with the status that fits and the code that stays."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from app import errors
from app.api import complaints, pages
from app.errors import LerError, RequestInvalid

MEDIA_TYPE: Final = "application/problem+json"
_LINKS: Final = "/v1/interactions/"
"""Where links to offers lead, which people open."""
_STATUSES: Final[Mapping[type[LerError], int]] = {
    errors.SourceTooLarge: 413,
    errors.SourceUnsupported: 415,
    errors.SourceError: 422,
    errors.DecisionRefused: 409,
    errors.EvidenceUnseen: 409,
    errors.ClaimKnown: 409,
    errors.OwnRecord: 403,
    errors.NothingApproved: 409,
    errors.NotTheWorkers: 409,
    errors.ReviewError: 422,
    errors.CredentialUnreadable: 422,
    errors.CredentialError: 409,
    errors.NotFound: 404,
    errors.VersionConflict: 412,
    errors.StoreUnavailable: 503,
    errors.IsolationFailed: 503,
    errors.EngineUnavailable: 503,
    errors.JobUnknown: 404,
    errors.JobFailed: 503,
    errors.JobCancelled: 503,
    errors.NotSignedIn: 401,
    errors.ActionRefused: 403,
    errors.PasswordRefused: 422,
    errors.SignInFailed: 401,
    errors.ProviderUnavailable: 503,
    errors.CrossSite: 403,
    errors.ConsentMissing: 403,
    errors.NotNow: 409,
    errors.VersionMissing: 428,
    errors.KeyReused: 422,
    errors.StillWorking: 409,
    errors.TooManyRequests: 429,
    errors.QuotaReached: 429,
    errors.OfferEnded: 409,
    errors.RequestError: 422,
    errors.SettingsInvalid: 500,
}
"""Of the classes above an error the nearest counts; what is not listed is a fault of the service."""
_PLAIN: Final[Mapping[int, tuple[str, str, str, str]]] = {
    404: ("request.no-route", "No such address", "There is nothing here.", "See /v1/openapi.json for what there is."),
    405: (
        "request.no-method",
        "No such method",
        "This address does not take that method.",
        "See /v1/openapi.json for what it takes.",
    ),
    413: ("source.too-large", "Too large", "The request has more bytes than are taken.", "Send a smaller document."),
}
_UNREADABLE: Final = (
    "request.invalid",
    "A request that is not read",
    "The request cannot be read.",
    "Compare it with /v1/openapi.json.",
)
_TOLD: Final[Mapping[int, str]] = {
    400: "The body cannot be read",
    401: "No valid API key or session",
    403: "Not allowed to this role or key, or sent by another site",
    404: "Not there, or somebody else's",
    409: "Does not fit what is there now",
    412: "It was changed since it was loaded",
    413: "Too large",
    415: "A kind of file that is not read",
    422: "A part of the request cannot be used",
    428: "No version is named",
    429: "Too many requests",
    503: "A store cannot be reached",
}


class Problem(BaseModel):
    """What went wrong (RFC 9457), with a code that stays and what to do next."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(examples=["urn:ler:problem:store.not-found"], description="A name for this kind of problem.")
    title: str = Field(examples=["There is no such thing, or it is somebody else's: the two are not told apart."])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is no such thing."])
    code: str = Field(examples=["store.not-found"], description="Stable: see docs/errors.md.")
    hint: str = Field(examples=["Check the identifier."], description="What to do next.")
    errors: list[dict[str, str]] | None = Field(default=None, description="Places in the request, and what is wrong.")


def status_of(error: LerError) -> int:
    """Give the HTTP status of an error."""
    return next((_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES), 500)


def answer(error: LerError, *, places: list[dict[str, str]] | None = None, status: int | None = None) -> JSONResponse:
    """Give the problem that tells of an error, with its own HTTP status unless another is given."""
    status = status or status_of(error)
    problem = Problem(
        type=f"urn:ler:problem:{error.code}",
        title=(type(error).__doc__ or type(error).__name__).splitlines()[0],
        status=status,
        detail=error.message,
        code=error.code,
        hint=error.advice_over_http,
        errors=places,
    )
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    if isinstance(error, errors.TooManyRequests | errors.QuotaReached):
        headers["Retry-After"] = str(error.after)
    elif isinstance(error, errors.StillWorking):
        headers["Retry-After"] = "1"
    return JSONResponse(
        problem.model_dump(exclude_none=True), status_code=status, media_type=MEDIA_TYPE, headers=headers
    )


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give what OpenAPI says of the problems of an operation that takes an API key: those of every one, and these."""
    return _documented({401, 429, 503, *statuses})


def public(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Give what OpenAPI says of the problems of an operation that everybody may use."""
    return _documented({429, 503, *statuses})


def _documented(statuses: set[int]) -> dict[int | str, dict[str, Any]]:
    schema = {"$ref": "#/components/schemas/Problem"}
    told: dict[int | str, dict[str, Any]] = {
        status: {"description": _TOLD[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in sorted(statuses)
    }
    if 429 in told:
        seconds = {"description": "Seconds until it is worth trying again.", "schema": {"type": "integer"}}
        told[429]["headers"] = {"Retry-After": seconds}
    return told


def _allowed(request: Request) -> dict[str, str]:
    """Name every method of an address, whichever route has it (RFC 9110 section 10.2.1)."""
    path, methods = request.url.path.split("/"), set[str]()
    for pattern, operations in request.app.openapi()["paths"].items():
        parts = pattern.split("/")
        if len(parts) == len(path) and all(a == b or a.startswith("{") for a, b in zip(parts, path, strict=True)):
            methods |= {method.upper() for method in operations}
    return {"Allow": ", ".join(sorted(methods or {"GET"}))}


def _body_of(request: Request) -> type[BaseModel] | None:
    """Give what the body of a request is read as; None for no model."""
    read_as = getattr(getattr(request.scope.get("route"), "body_field", None), "field_info", None)
    model = getattr(read_as, "annotation", None)
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _is_unread(request: Request, error: RequestValidationError) -> bool:
    """Whether a body that should be JSON was not read as such, because of its Content-Type."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    named = kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
    return not named and isinstance(error.body, bytes) and any(one["loc"] == ("body",) for one in error.errors())


def install(app: FastAPI) -> None:
    """Have every failure that the application knows answered by a problem; the guard answers the rest."""

    @app.exception_handler(LerError)
    def ours(_: Request, error: LerError) -> JSONResponse:
        return answer(error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        if _is_unread(request, error):
            return answer(
                RequestInvalid(
                    "The body was not read as JSON, because the request does not call it that.",
                    hint="Send the header Content-Type: application/json.",
                )
            )
        found = [one for one in error.errors()[:20] if isinstance(one, dict)]
        if any(one["type"] == "json_invalid" for one in found):
            return answer(RequestInvalid(complaints.no_json(found)), status=400)
        places = complaints.in_words(found, _body_of(request))
        if request.url.path.startswith(_LINKS) and pages.wants_page(request):
            return pages.over(RequestInvalid("The link was not copied whole."), 404)
        named = ", ".join(one["place"] for one in places[:3]) + (" and more" if len(places) > 3 else "")
        return answer(RequestInvalid(f"It cannot be done as it was sent, because of {named}."), places=places)

    @app.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> JSONResponse:
        code, title, detail, hint = _PLAIN.get(error.status_code, _UNREADABLE)
        problem = Problem(
            type=f"urn:ler:problem:{code}",
            title=title,
            status=error.status_code,
            detail=detail,
            code=code,
            hint=hint,
        )
        return JSONResponse(
            problem.model_dump(exclude_none=True),
            status_code=error.status_code,
            media_type=MEDIA_TYPE,
            headers=_allowed(request) if error.status_code == 405 else error.headers,
        )
