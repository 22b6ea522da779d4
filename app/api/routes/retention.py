"""How long a board keeps what."""

from fastapi import APIRouter

from app.api import retention_bodies as bodies
from app.api.context import Who
from app.api.problems import documented
from app.flows.hosted import keeping
from app.flows.hosted.keeping import Kind, Rule

router = APIRouter(prefix="/retention", tags=["retention"])


@router.get("", response_model=bodies.Retention, responses=documented(403), summary="Look at the rules")
def get_retention(who: Who) -> bodies.Retention:
    """Tell for how many days each kind of thing is kept on the board, and within which bounds a board chooses."""
    return _told(keeping.look(who))


@router.put(
    "",
    response_model=bodies.Retention,
    responses=documented(400, 403, 413, 422),
    summary="Choose how long things are kept",
)
def set_retention(said: bodies.RetentionChoice, who: Who) -> bodies.Retention:
    """Choose for how many days each kind of thing is kept. What is left out is kept as the installation has it.

    Documents that are there expire by the new rule; the next night removes what is past its time, for good.
    """
    return _told(keeping.change(who, {kind: getattr(said, kind) for kind in Kind}))


def _told(rules: dict[Kind, Rule]) -> bodies.Retention:
    return bodies.Retention(**{str(kind): bodies.Keeping(**rule.model_dump()) for kind, rule in rules.items()})
