"""A credential to the word of somebody who vouches for it, under a key of their own."""

from uuid import UUID, uuid4

from sqlalchemy import Connection

from app.access.model import Action, Role
from app.credentials import status_lists
from app.credentials.endorse import endorse as sign_endorsement
from app.credentials.model import Issuer, SignedCredential, SigningKey
from app.credentials.organizations import OrganizationKey
from app.errors import NotNow, RequestInvalid
from app.flows.hosted import accounts
from app.flows.hosted.access import Asking
from app.flows.hosted.issuing import credential
from app.flows.hosted.publishing import did_of, documents_for, publish
from app.store import boards, credentials, people, status
from app.store.model import Board, CredentialKind, StatusPlace, StoredCredential


def endorse(asking: Asking, credential_id: UUID, comment: str) -> StoredCredential:
    """Vouch for a credential: as the board under its did:web, or as an endorser to whom the worker opened it.

    Each endorses a credential once, and again when they have revoked that. Raises AccessError, OwnRecord, NotFound,
    NotNow, RequestInvalid for what is an endorsement itself, CredentialRefused.
    """
    found, place = _endorsable(asking, credential_id), asking.place
    if found.revoked_at is not None:
        raise NotNow("The credential was revoked, so nobody can endorse it.")
    with place.database.reading() as connection:
        open_to = credentials.endorsers_of(connection, asking.board_id, credential_id)
        grant = asking.may(Action.ENDORSEMENT_MAKE, found.worker_id, shared_with=open_to)
        board = boards.load_board(connection, asking.board_id)
        endorser, key = _endorser(asking, connection, board, grant.role)
    with place.database.writing() as connection:
        chosen = status.take_places(
            connection, place.keyring, asking.board_id, key.did, 1, place.make_id, place.clock()
        )[0]
    at_hand = documents_for(place, found.signed.document) | {
        place.status_address(chosen.list_id): publish(place, chosen.list_id, key)
    }
    if isinstance(key, OrganizationKey):
        at_hand |= {key.did: did_of(place, board.slug)}
    entry = status_lists.status_entry(place.status_address(chosen.list_id), chosen.index)
    made = sign_endorsement(
        found.signed.document,
        endorser,
        key,
        comment,
        uuid4,
        place.instant(),
        status=entry,
        documents=at_hand,
    )
    return _keep(asking, found, made, chosen)


def _endorsable(asking: Asking, credential_id: UUID) -> StoredCredential:
    found = credential(asking, credential_id)
    if found.kind is CredentialKind.ENDORSEMENT:
        raise RequestInvalid(
            "This is an endorsement itself, and nobody endorses one.", hint="Name the credential that it speaks of."
        )
    return found


def _endorser(asking: Asking, connection: Connection, board: Board, role: Role | None) -> tuple[Issuer, SigningKey]:
    place = asking.place
    if role is Role.BOARD:
        own, _ = accounts.board_key(place, connection, board)
        return Issuer(did=own.did, name=board.name), own
    person = people.load_person(connection, place.keyring, asking.board_id, asking.actor.person_id)
    worker = accounts.worker_key(place, connection, asking.board_id, person.id)
    return Issuer(did=worker.did, name=person.name or "Endorser"), worker


def _keep(asking: Asking, endorsed: StoredCredential, made: SignedCredential, at: StatusPlace) -> StoredCredential:
    place = asking.place
    new = credentials.NewCredential(
        id=place.make_id(), worker_id=endorsed.worker_id, kind=CredentialKind.ENDORSEMENT, signed=made, place=at
    )
    with place.database.writing() as connection:
        credentials.add_endorsement(
            connection,
            place.keyring,
            asking.board_id,
            endorsed.id,
            asking.actor.person_id,
            new,
            place.clock(),
        )
        asking.log(connection, Action.ENDORSEMENT_MAKE, "credential", endorsed.id)
        return credentials.load_credential(connection, place.keyring, asking.board_id, new.id)


def endorsements_of(asking: Asking, credential_id: UUID) -> tuple[StoredCredential, ...]:
    """Give the endorsements of a credential, oldest first. Raises AccessError, NotFound."""
    credential(asking, credential_id)
    with asking.place.database.reading() as connection:
        return credentials.list_endorsements(connection, asking.place.keyring, asking.board_id, credential_id)


def open_to(asking: Asking, credential_id: UUID, endorser_id: UUID) -> None:
    """Open a credential to an endorser of the board and ask for their word.

    Raises AccessError, NotFound, RequestInvalid for what is an endorsement itself.
    """
    found, place = _endorsable(asking, credential_id), asking.place
    asking.may(Action.ENDORSEMENT_REQUEST, found.worker_id)
    with place.database.writing() as connection:
        credentials.request_endorsement(
            connection, asking.board_id, place.make_id(), credential_id, endorser_id, place.clock()
        )
        asking.log(connection, Action.ENDORSEMENT_REQUEST, "credential", credential_id)


def close_to(asking: Asking, credential_id: UUID, endorser_id: UUID) -> None:
    """Ask an endorser no longer: they do not see the credential any more, and what they gave for it stands.

    Raises AccessError, NotFound.
    """
    found, place = credential(asking, credential_id), asking.place
    asking.may(Action.ENDORSEMENT_REQUEST, found.worker_id)
    with place.database.writing() as connection:
        credentials.close_request(connection, asking.board_id, credential_id, endorser_id, place.clock())
        asking.log(connection, "endorsement.close", "credential", credential_id)
