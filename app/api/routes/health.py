"""Whether the process lives, whether it can work, and its figures."""

from importlib.metadata import version as version_of
from typing import Any, Final

from fastapi import APIRouter, Response

from app import telemetry
from app.access.model import Action
from app.api import pages
from app.api.bodies import Health, Readiness
from app.api.context import Anybody, Place, Who
from app.api.problems import documented, public
from app.store import boards

router = APIRouter(tags=["health"])
_TEXT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "In the text format of Prometheus.",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    }
}


@router.get("/", include_in_schema=False)
def get_front() -> Response:
    """Say to somebody with a browser what this is."""
    return pages.front(version_of("ler"))


@router.get("/healthz", response_model=Health, summary="Is it alive")
def get_health() -> Health:
    """Say that the process answers."""
    return Health(status="ok", version=version_of("ler"))


@router.get("/readyz", response_model=Readiness, responses=public(), dependencies=[Anybody], summary="Can it work")
def get_readiness(place: Place) -> Readiness:
    """Say that its stores answer, too."""
    with place.database.reading() as connection:
        boards.list_boards(connection)
    return Readiness(status="ok", version=version_of("ler"), workers=len(place.engine.workers()))


@router.get("/metrics", response_class=Response, responses=_TEXT | documented(403), summary="Figures for Prometheus")
def get_metrics(who: Who) -> Response:
    """Give counts and times of this process, without a word about anybody, to an administrator's API key."""
    who.may(Action.METRICS_READ, None)
    who.place.engine.observe()
    return Response(telemetry.metrics(), media_type=telemetry.CONTENT_TYPE)
