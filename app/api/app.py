"""The application: every operation, what stands around them, and the description of it all."""

from importlib.metadata import version as version_of
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Response

from app import telemetry
from app.api import problems
from app.api.bodies import Health
from app.api.context import Place
from app.api.guard import Guard
from app.api.problems import Problem
from app.api.rates import Rates
from app.api.routes import credentials, documents, drafts, people
from app.flows.hosted.installation import Installation
from app.store import boards

VERSION: Final = "/v1"
_SUMMARY: Final = """Resumes, transcripts and job histories to signed Learning and Employment Records.

Upload a document, look at the draft, decide on its claims, make a record, order its credentials. Every failure is an
RFC 9457 problem with a stable `code` and a `hint`. Writes take an `Idempotency-Key`; changes to a draft take its
`ETag` as `If-Match`."""

_health = APIRouter(tags=["health"])


@_health.get("/healthz", response_model=Health, summary="Is it alive")
def alive() -> Health:
    """Say that the process answers."""
    return Health(status="ok", version=version_of("ler"))


@_health.get("/readyz", response_model=Health, responses=problems.documented(), summary="Can it work")
def ready(place: Place) -> Health:
    """Say that its stores answer, too."""
    with place.database.reading() as connection:
        boards.list_boards(connection)
    return Health(status="ok", version=version_of("ler"))


@_health.get("/metrics", summary="Figures for Prometheus", include_in_schema=False)
def metrics() -> Response:
    """Give counts and times, without a word about anybody."""
    return Response(telemetry.metrics(), media_type=telemetry.CONTENT_TYPE)


def create(place: Installation, *, most_bytes: int, requests_per_minute: int) -> FastAPI:
    """Give the application that serves an installation."""
    app = FastAPI(
        title="LER service",
        version=version_of("ler"),
        description=_SUMMARY,
        openapi_url=f"{VERSION}/openapi.json",
        docs_url=None,
        redoc_url=None,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        separate_input_output_schemas=False,
    )
    app.state.place = place
    app.state.rates = Rates(requests_per_minute)
    problems.install(app)
    for router in (documents.router, drafts.router, credentials.router, people.router):
        app.include_router(router, prefix=VERSION)
    app.include_router(credentials.public)
    app.include_router(_health)
    app.add_middleware(Guard, most_bytes=most_bytes)
    _describe(app)
    return app


def _describe(app: FastAPI) -> None:
    """Add to the OpenAPI description what answers refer to."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = made()
            told["components"]["schemas"]["Problem"] = Problem.model_json_schema()
            app.openapi_schema = told
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
