"""How reviewers' attention is tested."""

from fastapi import APIRouter

from app.api import review_bodies as bodies
from app.api.context import Who
from app.api.problems import documented
from app.flows.hosted import seeding

router = APIRouter(prefix="/review-settings", tags=["review"])


@router.get(
    "", response_model=bodies.ReviewSettings, responses=documented(403), summary="Look at the settings of review"
)
def get_review_settings(who: Who) -> bodies.ReviewSettings:
    """Tell how often reviewers are handed known-wrong claims; a new board has none."""
    return bodies.ReviewSettings(seeded_percent=seeding.look(who))


@router.put(
    "",
    response_model=bodies.ReviewSettings,
    responses=documented(400, 403, 413, 422),
    summary="Choose the settings of review",
)
def set_review_settings(said: bodies.ReviewSettings, who: Who) -> bodies.ReviewSettings:
    """Have reviewers handed known-wrong claims among those that they lease, to see whether they look.

    Such a claim is made of the same draft, one at most for each reviewer and draft. It looks like any other to that
    reviewer, and nobody else is shown it. Whatever is decided on it is only counted: see the figures of reviewers.
    """
    return bodies.ReviewSettings(seeded_percent=seeding.change(who, said.seeded_percent))
