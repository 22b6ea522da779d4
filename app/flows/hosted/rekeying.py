"""A board's signing key to another one: the old one signs no more, and what it signed can still be checked."""

import os
from uuid import UUID

from app.access.model import Action
from app.errors import NotFound
from app.flows.hosted.access import Asking
from app.store import boards, signing_keys
from app.values import Did


def change_key(asking: Asking, board_id: UUID) -> str:
    """Have a board sign with a new key from now on, and give the address of that key.

    Both are in its DID document, status lists are signed with the new one. Raises AccessError, NotFound.
    """
    asking.may(Action.BOARD_MANAGE, None, board_id=board_id)
    place = asking.place
    with place.database.writing() as connection:
        board, at = boards.load_board(connection, board_id, lock=True), place.clock()
        if board.did is None:
            raise NotFound("This board signs nothing.")
        before = signing_keys.keys_of(connection, place.keyring, board.id)
        name, seed = f"key-{len(before) + 1}", os.urandom(32)
        new = signing_keys.NewKey(id=place.make_id(), did=Did(board.did), name=name, seed=seed, at=at)
        signing_keys.add_signing_key(connection, place.keyring, board.id, new)
        for one in before:
            if one.retired_at is None:
                signing_keys.retire_key(connection, board.id, one.id, at)
        asking.log(connection, "board.key", "board", board.id, board_id=board.id)
    return f"{board.did}#{name}"
