"""How long a board keeps what: the installation's rule, what the board made of it, and when a document expires."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from app.access.model import Action
from app.errors import RequestInvalid
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation
from app.store import boards, documents
from app.store.model import Board
from app.values import Frozen

_SETTING: Final = "retention"


class Kind(StrEnum):
    """What is removed by its age."""

    SOURCES = "sources"
    """Bytes of source documents; what came of them stays as long as the document."""
    DOCUMENTS = "documents"
    """Documents with their drafts, claims and decisions. Records and credentials stay."""
    BATCHES = "batches"
    """Batches with their rows and calls, and the documents that they alone brought."""


LEAST: Final[Mapping[Kind, int]] = {Kind.SOURCES: 1, Kind.DOCUMENTS: 7, Kind.BATCHES: 7}
"""Days: less would take from people what they have just been given."""


class Rule(Frozen):
    """How long things of a kind are kept."""

    days: int | None
    """None: until they are erased; of sources, as long as their document."""
    least: int
    most: int | None


def rules(place: Installation, board: Board) -> dict[Kind, Rule]:
    """Give the rules of a board, the installation's where the board has none of its own."""
    own = board.settings.get(_SETTING, {})
    default = {Kind.SOURCES: None, Kind.DOCUMENTS: place.keep_days, Kind.BATCHES: place.keep_days}
    return {kind: Rule(days=own.get(kind, default[kind]), least=LEAST[kind], most=place.keep_most) for kind in Kind}


def look(asking: Asking) -> dict[Kind, Rule]:
    """Give the rules of the board. Raises AccessError."""
    asking.may(Action.RETENTION_READ, None)
    with asking.place.database.reading() as connection:
        return rules(asking.place, boards.load_board(connection, asking.board_id))


def change(asking: Asking, days: Mapping[Kind, int | None]) -> dict[Kind, Rule]:
    """Have the board keep things so long; a kind without days is kept as the installation has it.

    Documents that are there expire by the new rule. Raises AccessError, RequestInvalid.
    """
    asking.may(Action.RETENTION_MANAGE, None)
    place = asking.place
    own = {str(kind): told for kind, told in days.items() if told is not None}
    for kind, told in own.items():
        least = LEAST[Kind(kind)]
        if told < least or (place.keep_most is not None and told > place.keep_most):
            most = "any number of" if place.keep_most is None else f"{place.keep_most:,}"
            raise RequestInvalid(f"{kind.capitalize()} are kept between {least} and {most} days.")
    with place.database.writing() as connection:
        board = boards.load_board(connection, asking.board_id, lock=True)
        board = board.model_copy(update={"settings": board.settings | {_SETTING: own}})
        boards.change_board(connection, board)
        asking.log(connection, Action.RETENTION_MANAGE, "board", board.id, counts=own)
    made = rules(place, board)
    after: UUID | None = None
    while True:
        with place.database.writing() as connection:
            after = documents.set_expiry(connection, asking.board_id, made[Kind.DOCUMENTS].days, after)
        if after is None:
            return made


def expiry(place: Installation, connection: Connection, board_id: UUID) -> datetime | None:
    """Give the moment at which a document of the board expires that comes in now."""
    days = rules(place, boards.load_board(connection, board_id))[Kind.DOCUMENTS].days
    return None if days is None else place.clock() + timedelta(days=days)
