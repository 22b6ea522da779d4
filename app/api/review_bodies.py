"""What requests about the settings of review carry and are answered."""

from pydantic import Field, StrictInt

from app.api.bodies import Body
from app.flows.hosted.seeding import MOST_PERCENT


class ReviewSettings(Body):
    """How a board's reviewers are tested."""

    seeded_percent: StrictInt = Field(
        ge=0,
        le=MOST_PERCENT,
        description="At how many of a hundred claims a reviewer is handed a known-wrong one; 0 for none.",
        examples=[3],
    )
