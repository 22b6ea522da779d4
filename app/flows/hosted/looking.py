"""What a reviewer has looked at: nobody decides for a board on evidence that was never sent to them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection

from app.access.model import Role
from app.errors import EvidenceUnseen
from app.flows.hosted.access import Asking
from app.store import looks
from app.store.model import StoredDraft
from app.store.seeds import Seed


def is_noted(asking: Asking, connection: Connection, given: StoredDraft) -> bool:
    """Say whether nothing has to be written down when somebody is given a draft: they review it not, or did look."""
    person = asking.actor.person_id
    if Role.REVIEWER not in asking.actor.roles or given.worker_id == person:
        return True
    return looks.has_looked(connection, asking.board_id, given.id, person)


def note(asking: Asking, given: StoredDraft, seed: Seed | None) -> None:
    """Write down that a reviewer was given a draft with its evidence, once until what they are shown changes."""
    place, person = asking.place, asking.actor.person_id
    shown = None if seed is None else seed.id
    with place.database.writing() as connection:
        looks.keep_look(connection, asking.board_id, given.id, person, given.version, place.clock(), seed_id=shown)


def check(asking: Asking, connection: Connection, draft_id: UUID, claim_ids: Collection[str], *, named: bool) -> None:
    """Have a reviewer fetch a draft before they decide on its claims; one claim may be named by its digest instead.

    Raises EvidenceUnseen.
    """
    if named and len(claim_ids) == 1:
        return
    if not looks.has_looked(connection, asking.board_id, draft_id, asking.actor.person_id):
        raise EvidenceUnseen("A reviewer decides on claims of which they have not fetched the evidence as it is now.")
