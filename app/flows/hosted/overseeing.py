"""What a board looks at from above: its audit chain, figures of reviewers, and claims on which they disagree."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from app.access.model import Action
from app.flows.hosted.access import Asking
from app.store import audit, figures
from app.store.audit import AuditHead, ChainedEvent
from app.store.figures import Disagreement, ReviewerFigures


class Trail(NamedTuple):
    """Events of a board's audit chain, and its end."""

    events: Sequence[ChainedEvent]
    head: AuditHead


def trail(asking: Asking, after: int, limit: int) -> Trail:
    """Give events of the board's audit chain in their order, those after a number, and its end.

    Raises AccessError.
    """
    asking.may(Action.AUDIT_READ, None)
    with asking.place.database.reading() as connection:
        events = audit.list_events(connection, asking.board_id, after=after, limit=limit)
        return Trail(events, audit.load_head(connection, asking.board_id))


def reviewers(asking: Asking, days: int) -> tuple[ReviewerFigures, ...]:
    """Give the figures of reviewers for the last days: one's own, or all of the board. Raises AccessError."""
    only = asking.limited_to(Action.FIGURES_READ)
    until = asking.place.clock()
    with asking.place.database.reading() as connection:
        return figures.reviewer_figures(
            connection, asking.board_id, until - timedelta(days=days), until, person_id=only
        )


def disagreements(asking: Asking, after: UUID | None, limit: int) -> tuple[Disagreement, ...]:
    """Give claims that one reviewer approves and another rejects, oldest first. Raises AccessError."""
    asking.may(Action.QUEUE_READ, None)
    with asking.place.database.reading() as connection:
        return figures.list_disagreements(connection, asking.board_id, after=after, limit=limit)
