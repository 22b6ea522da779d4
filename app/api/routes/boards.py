"""Boards of the installation."""

from uuid import UUID

from fastapi import APIRouter, Response

from app.api import board_bodies as bodies
from app.api.changes import Repeatable
from app.api.context import Who
from app.api.problems import documented
from app.flows.hosted import accounts, rekeying
from app.store.model import Board

router = APIRouter(prefix="/boards", tags=["boards"])


@router.get("", response_model=list[bodies.Board], responses=documented(403), summary="List boards")
def list_boards(who: Who) -> list[bodies.Board]:
    """Give one's own board, and to an administrator all boards of the installation."""
    return list(map(_told, accounts.list_boards(who)))


@router.post(
    "",
    status_code=201,
    response_model=bodies.NewlyMadeBoard,
    responses=documented(400, 403, 413, 422),
    summary="Make a board",
)
def create_board(said: bodies.NewBoard, who: Who) -> bodies.NewlyMadeBoard:
    """Make another board with a signing key of its own, and an account that runs it.

    The account's API key is shown in the answer and never again, which is why this takes no Idempotency-Key.
    """
    made = accounts.create_board(who, said.slug, said.name)
    return bodies.NewlyMadeBoard(board=_told(made.board), person_id=made.person.id, api_key=made.api_key)


@router.post(
    "/{board_id}/signing-key",
    status_code=201,
    response_model=bodies.SigningKey,
    responses=documented(403, 404, 409, 422),
    summary="Change the signing key of a board",
)
def change_signing_key(board_id: UUID, who: Who, once: Repeatable) -> Response:
    """Have a board sign with a new key; an administrator does this. What the old one signed can still be checked."""
    return once(201, None, lambda: bodies.SigningKey(key=rekeying.change_key(who, board_id)))


def _told(board: Board) -> bodies.Board:
    return bodies.Board(id=board.id, slug=board.slug, name=board.name, did=board.did)
