"""Boards: made, read, changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, select, update

from app.store import data_keys
from app.store.model import Board
from app.store.rows import one
from app.store.seal import DataKey, Keyring
from app.store.tables import boards


def add_board(connection: Connection, keyring: Keyring, board: Board, at: datetime) -> None:
    """Keep a new board, and make the key of its marks. Raises IntegrityError when the slug is taken."""
    connection.execute(insert(boards).values(created_at=at, **board.model_dump()))
    data_keys.make_key(connection, keyring, board.id, board.id, "board", at)


def load_board(connection: Connection, board_id: UUID, *, lock: bool = False) -> Board:
    """Give a board; with `lock` nobody else changes it until the transaction ends. Raises NotFound."""
    query = select(boards).where(boards.c.id == board_id)
    return _board(one(connection, query.with_for_update(key_share=True) if lock else query))


def find_board(connection: Connection, slug: str) -> Board:
    """Give the open board of that slug. Raises NotFound."""
    return _board(one(connection, select(boards).where(boards.c.slug == slug, boards.c.closed_at.is_(None))))


def list_boards(connection: Connection) -> tuple[Board, ...]:
    """Give all open boards by their slugs."""
    query = select(boards).where(boards.c.closed_at.is_(None)).order_by(boards.c.slug)
    return tuple(_board(row) for row in connection.execute(query).mappings())


def change_board(connection: Connection, board: Board) -> None:
    """Keep the board as it is now."""
    values = board.model_dump(exclude={"id"})
    connection.execute(update(boards).where(boards.c.id == board.id).values(**values))


def board_key(connection: Connection, keyring: Keyring, board_id: UUID) -> DataKey:
    """Give the key under which a board's marks are made. Raises SealBroken."""
    return data_keys.open_key(connection, keyring, board_id, board_id)


def _board(row: RowMapping) -> Board:
    return Board(id=row["id"], slug=row["slug"], name=row["name"], did=row["did"], settings=row["settings"])
