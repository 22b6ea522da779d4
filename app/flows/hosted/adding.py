"""What an extractor missed, into a draft: a worker or a reviewer points at its words in the document."""

from typing import NamedTuple
from uuid import UUID

from app import pipeline
from app.access.model import Action
from app.access.model import Role as AccessRole
from app.extraction.pointed import Pointed
from app.flows.hosted.access import Asking
from app.flows.hosted.drafting import draft_of, stand_at
from app.review.flags import how_many_reviewers
from app.review.model import Role
from app.store import documents, drafts, looks


class Added(NamedTuple):
    """A claim that was added to a draft."""

    claim_id: str
    version: int
    """Of the draft, now."""


def add_claim(asking: Asking, draft_id: UUID, version: int, said: Pointed, role: Role) -> Added:
    """Add the claim of what a person points at to a draft as it was at `version`: it waits for decisions like others.

    Reviewers other than whoever adds it have to look at the draft again. Raises VersionConflict, WordsMissing,
    ClaimKnown, DraftInvalid when the document is read otherwise by now, SourceError, OwnRecord, AccessError,
    NotFound, also when the document is not kept any more.
    """
    place = asking.place
    with place.database.reading() as connection:
        stored = draft_of(asking, connection, draft_id)
        asking.may_as(AccessRole(role.value), Action.CLAIM_ADD, stored.worker_id)
    stand_at(stored, version)
    given = documents.load_source(place.database, place.blobs, place.keyring, asking.board_id, stored.document_id)
    with place.turns.take(urgent=True):
        document = pipeline.read_again(stored.draft, given, place.tools)
        draft, claim = pipeline.add(stored.draft, document, said, place.tools)
    with place.database.writing() as connection:
        after = drafts.add_claim(
            connection,
            place.keyring,
            asking.board_id,
            drafts.NewClaim(
                id=place.make_id(),
                draft_id=draft_id,
                version=version,
                draft=draft,
                opinions=how_many_reviewers(claim),
                at=place.clock(),
            ),
        )
        looks.forget_looks(connection, asking.board_id, draft_id, but=asking.actor.person_id)
        asking.log(connection, Action.CLAIM_ADD, "draft", draft_id, role=AccessRole(role.value))
    return Added(claim.id, after)
