"""The application: every operation, what stands around them, and the description of it all."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version as version_of
from typing import Any, Final

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.formparsers import MultiPartParser

from app.api import problems
from app.api.context import admit
from app.api.cross_origin import CrossOrigin
from app.api.guard import ROOM, Guard
from app.api.head_requests import HeadRequests
from app.api.oauth import OAuthError
from app.api.problems import Problem
from app.api.rates import Rates
from app.api.routes import (
    batches,
    boards,
    credentials,
    documents,
    drafts,
    health,
    offers,
    oversight,
    people,
    quotas,
    retention,
    review_settings,
    session,
    wallets,
)
from app.flows.hosted.installation import Installation

VERSION: Final = "/v1"
THREADS: Final = 20
"""Requests that are worked on at once: as many as there are connections to the database (`database.POOL`).

They take turns in computing: more at once are no faster, and each then waits for all others at every step.
"""
_SUMMARY: Final = """Resumes, transcripts and job histories to signed Learning and Employment Records.

Upload a document, look at the draft, decide on its claims, make a record, order its credentials. Every failure is an
RFC 9457 problem with a stable `code` and a `hint`. Writes take an `Idempotency-Key`; changes to a draft take its
`ETag` as `If-Match`. Lists are paged: send `next` back as `cursor`."""
_TAGS: Final = {
    "documents": "Source documents: upload, follow, fetch, delete.",
    "drafts": "What a machine read in a document, for people to decide on.",
    "records": "What people approved of a draft.",
    "review": "The queue of reviewers.",
    "credentials": "Signed credentials: order, fetch, revoke.",
    "wallets": "What wallets ask for, by OpenID4VCI 1.0 and VC-API.",
    "endorsements": "Who vouches for a credential.",
    "verify": "Check any credential.",
    "batches": "Many documents or job histories at once, on a budget.",
    "people": "Accounts, API keys, consents, erasure.",
    "retention": "How long a board keeps what.",
    "quotas": "How much comes in on one day.",
    "session": "Signing in and out with a browser.",
    "boards": "Boards of the installation.",
    "audit": "What was done, by whom, in a chain that nobody changes.",
    "public": "What everybody may fetch, to check credentials.",
    "health": "For whoever runs the service.",
}


def create(
    place: Installation,
    *,
    most_bytes: int,
    requests_per_minute: int,
    most_batch_bytes: int = 500_000_000,
    debug: bool = False,
) -> FastAPI:
    """Give the application that serves an installation; with `debug` the tracebacks of faults are printed."""
    # an upload stays in memory, which the guard bounds: it is never on the disk in clear, unless it is a large batch,
    # which is kept in a file without a name until the request is over
    MultiPartParser.spool_max_size = most_bytes + ROOM
    app = FastAPI(
        lifespan=_with_threads,
        title="LER service",
        version=version_of("ler"),
        description=_SUMMARY,
        openapi_url=f"{VERSION}/openapi.json",
        openapi_tags=[{"name": name, "description": told} for name, told in _TAGS.items()],
        docs_url=None,
        redoc_url=None,
        # it would send whoever adds a slash on to whatever Host they named, and without TLS behind a proxy
        redirect_slashes=False,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        separate_input_output_schemas=False,
        generate_unique_id_function=_operation_id,
    )
    app.state.place = place
    app.state.rates = Rates(requests_per_minute)
    problems.install(app)
    for router in (
        documents.router,
        drafts.router,
        credentials.router,
        offers.router,
        wallets.router,
        people.router,
        session.router,
        batches.router,
        retention.router,
        review_settings.router,
        quotas.router,
        oversight.router,
        boards.router,
    ):
        app.include_router(router, prefix=VERSION)
    app.include_router(credentials.published)
    app.include_router(wallets.described)
    app.include_router(health.router)
    larger = {VERSION + batches.PATH: most_batch_bytes}
    app.add_middleware(HeadRequests)
    app.add_middleware(CrossOrigin)
    app.add_middleware(Guard, most_bytes=most_bytes, admit=admit, larger=larger, debug=debug)
    _describe(app)
    return app


_NAMES: Final = {
    "app__access__model__Role": "AccountRole",
    "app__review__model__Role": "DecidingRole",
    "Body_upload_document": "Upload",
    "Body_create_batch": "BatchUpload",
}
"""Shapes whose names would tell how this program is laid out."""
_FORMS: Final = {
    "Upload": "A document on its way in.",
    "BatchUpload": "Documents or job histories on their way in, and on what consent and budget they are drafted.",
}
_PARAMETERS: Final = {
    "batch_id": "Of the batch.",
    "board_id": "Of the board.",
    "code": "What the provider gives for a token.",
    "credential_id": "Of the credential.",
    "document_id": "Of the document.",
    "draft_id": "Of the draft.",
    "endorser_id": "Of the endorser's account.",
    "format": "How it is written.",
    "iss": "Which provider answers (RFC 9207).",
    "key_id": "Of the API key.",
    "list_id": "Of the status list.",
    "offer_id": "Of the offer.",
    "person_id": "Of the account.",
    "record_id": "Of the record.",
    "state": "Only what is in this state.",
    "what": "What of the batch.",
    "worker_id": "Of the worker.",
}
"""What parameters are, where an operation does not say it."""
_DONE: Final = {
    "200": "Here it is.",
    "201": "It was made.",
    "202": "It was taken and is being worked on.",
    "204": "It was done.",
}


@asynccontextmanager
async def _with_threads(_: FastAPI) -> AsyncIterator[None]:
    """Work on so many requests at once."""
    current_default_thread_limiter().total_tokens = THREADS
    yield


def _operation_id(route: APIRoute) -> str:
    """Name an operation by its function: clients that are generated call theirs the same."""
    return route.name


def _describe(app: FastAPI) -> None:
    """Add to the OpenAPI description what answers refer to, and leave out what none does."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            told = made()
            schemas = told["components"]["schemas"]
            schemas["Problem"] = Problem.model_json_schema()
            schemas["OAuthError"] = OAuthError.model_json_schema()
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            app.openapi_schema = _renamed(told)
            schemas = app.openapi_schema["components"]["schemas"]
            for name, told_of in _FORMS.items():
                schemas[name]["description"] = told_of
                # both ways to say that it is bytes: generators know the older one
                schemas[name]["properties"]["file"]["format"] = "binary"
            for item in app.openapi_schema["paths"].values():
                _say_what_is_done(item)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _renamed(told: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(told)
    # the same to every reader, and generators take it in a choice of several shapes, too
    text = re.sub(r'"const": ("[^"]*")', r'"enum": [\1]', text)
    for before, after in _NAMES.items():
        text = text.replace(f"#/components/schemas/{before}", f"#/components/schemas/{after}")
    found: dict[str, Any] = json.loads(text)
    schemas = found["components"]["schemas"]
    found["components"]["schemas"] = {_NAMES.get(name, name): shape for name, shape in schemas.items()}
    for name in _NAMES.values():
        found["components"]["schemas"][name]["title"] = name
    return found


def _say_what_is_done(item: dict[str, Any]) -> None:
    for operation in item.values():
        for parameter in operation.get("parameters", ()):
            if "description" not in parameter:
                parameter["description"] = _PARAMETERS[parameter["name"]]
        for status, answer in operation["responses"].items():
            if status in _DONE and answer.get("description") in ("Successful Response", None):
                answer["description"] = _DONE[status]
