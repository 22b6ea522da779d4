"""Boards, people, keys and consents: from the first start of an installation on."""

import os
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.access import tokens
from app.access.model import Action, Role
from app.credentials.keys import WorkerKey
from app.credentials.organizations import OrganizationKey, did_web
from app.errors import ActionRefused, NotFound, RequestInvalid
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation
from app.store import boards, people, sign_in, signing_keys
from app.store.model import Account, ApiKey, Board, Consent
from app.values import Did, Frozen

HOME: Final = "home"
"""The word of the first board, whose did:web is that of the host itself."""
DRAFTING: Final = "drafting"
_FIRST: Final = frozenset((Role.WORKER, Role.REVIEWER, Role.ENDORSER, Role.BOARD, Role.ADMIN))
"""Roles of the account that the first start makes."""
_PAGE: Final = 200
LONGEST: Final = timedelta(days=3_700)
"""Of an API key that ends at all."""
CONSENT_TEXTS: Final = {
    "2026-11": (
        "I agree that my documents are read and drafted into claims about me, that reviewers of the board may look "
        "at the drafts and the documents, and that both are kept until I have them erased or their time is over. "
        "Nothing becomes a credential unless I approve it. I can withdraw this and have everything erased any time."
    )
}
"""What a worker agrees to, by version; the newest last."""


class Welcome(Frozen):
    """A board that was just made, and who runs it."""

    board: Board
    person: Account
    api_key: str
    """Shown once."""


class MadeKey(NamedTuple):
    """An API key that was just made."""

    id: UUID
    text: str
    """Shown once."""


class Login(NamedTuple):
    """The name that somebody signs in with, and the hash of their password."""

    name: str
    password: str


def first_start(place: Installation, name: str) -> Welcome | None:
    """Make the first board, with one account that may do everything on it but review itself; None when there is one.

    Of two processes that start at once, one makes it.
    """
    with place.database.writing() as connection:
        if boards.list_boards(connection):
            return None
        board = add_board(place, connection, HOME, name)
        person = add_account(place, connection, board.id, _FIRST, None)
        made = _add_key(place, connection, person, "first start", frozenset(Action), None)
    return Welcome(board=board, person=person, api_key=made.text)


def add_board(place: Installation, connection: Connection, slug: str, name: str) -> Board:
    """Make a board with its own signing key under its own did:web."""
    did = did_web(place.host) if slug == HOME else did_web(place.host, "boards", slug)
    board, at = Board(id=place.make_id(), slug=slug, name=name, did=did), place.clock()
    boards.add_board(connection, place.keyring, board, at)
    seed = os.urandom(32)
    new = signing_keys.NewKey(id=place.make_id(), did=did, seed=seed, at=at)
    signing_keys.add_signing_key(connection, place.keyring, board.id, new)
    return board


def add_account(
    place: Installation,
    connection: Connection,
    board_id: UUID,
    roles: Collection[Role],
    name: str | None,
    person_id: UUID | None = None,
    *,
    login: Login | None = None,
    subject: tuple[str, str] | None = None,
) -> Account:
    """Make an account of a board; whoever is a worker or an endorser gets a signing key of their own.

    `subject` is issuer and subject of an OpenID Connect account. Raises IntegrityError when login or subject is
    taken.
    """
    person_id, at = person_id or place.make_id(), place.clock()
    new = people.NewPerson(
        id=person_id,
        roles=frozenset(roles),
        name=name,
        login=login.name if login else None,
        password=login.password if login else None,
        subject=subject,
        at=at,
    )
    people.add_person(connection, place.keyring, board_id, new)
    seed = os.urandom(32)
    did = WorkerKey.of(seed).did
    key = signing_keys.NewKey(id=place.make_id(), person_id=person_id, did=did, seed=seed, at=at)
    signing_keys.add_signing_key(connection, place.keyring, board_id, key)
    return people.load_person(connection, place.keyring, board_id, person_id)


def create_account(asking: Asking, roles: Collection[Role], name: str | None, login: Login | None = None) -> Account:
    """Make an account of the board; an administrator is made by an administrator only.

    Raises AccessError, RequestInvalid when the name to sign in with is taken.
    """
    asking.may(Action.ACCOUNT_MANAGE, None)
    if Role.ADMIN in roles and Role.ADMIN not in asking.actor.roles:
        raise ActionRefused("Only an administrator makes an administrator.")
    place = asking.place
    try:
        with place.database.writing() as connection:
            account = add_account(place, connection, asking.board_id, roles, name, login=login)
            asking.log(connection, Action.ACCOUNT_MANAGE, "person", account.id)
    except IntegrityError:
        raise RequestInvalid("The name to sign in with is taken.", hint="Choose another one.") from None
    return account


def set_roles(asking: Asking, person_id: UUID, roles: Collection[Role]) -> Account:
    """Give an account of the board other roles. Nobody changes their own; an administrator's, only another one does.

    Raises AccessError, NotFound, RequestInvalid.
    """
    place = asking.place
    with place.database.writing() as connection:
        person = _managed(asking, connection, person_id)
        if Role.ADMIN in roles and Role.ADMIN not in asking.actor.roles:
            raise ActionRefused("Only an administrator makes an administrator.")
        people.set_roles(connection, asking.board_id, person.id, roles, place.clock())
        asking.log(connection, "person.roles", "person", person.id)
        return people.load_person(connection, place.keyring, asking.board_id, person.id)


def close_account(asking: Asking, person_id: UUID) -> None:
    """Close an account of the board: its sessions and keys end, and nobody signs in to it. What it holds stays.

    Raises AccessError, NotFound, RequestInvalid.
    """
    place = asking.place
    with place.database.writing() as connection:
        person = _managed(asking, connection, person_id)
        people.close_person(connection, asking.board_id, person.id, place.clock())
        asking.log(connection, "person.close", "person", person.id)


def _managed(asking: Asking, connection: Connection, person_id: UUID) -> Account:
    """Give an account that the person may change: not their own, and an administrator's to administrators only."""
    own = person_id == asking.actor.person_id
    try:
        asking.may(Action.ACCOUNT_MANAGE, None)
    except ActionRefused:
        if own:
            raise
        # whether somebody has an account is not told to others
        raise NotFound("There is no such thing.") from None
    if own:
        raise RequestInvalid("Nobody changes the roles of their own account, or closes it.")
    person = people.load_person(connection, asking.place.keyring, asking.board_id, person_id)
    if Role.ADMIN in person.roles and Role.ADMIN not in asking.actor.roles:
        raise ActionRefused("Only an administrator changes the account of an administrator.")
    return person


def create_board(asking: Asking, slug: str, name: str) -> Welcome:
    """Make another board, with an account that runs it and its first API key.

    Raises AccessError, RequestInvalid when the word is taken.
    """
    asking.may(Action.BOARD_MANAGE, None)
    place = asking.place
    try:
        with place.database.writing() as connection:
            board = add_board(place, connection, slug, name)
            person = add_account(place, connection, board.id, (Role.BOARD,), None)
            made = _add_key(place, connection, person, "first key", frozenset(Action), None)
            asking.log(connection, Action.BOARD_MANAGE, "board", board.id)
    except IntegrityError:
        raise RequestInvalid("There is a board of that word.", hint="Choose another word.") from None
    return Welcome(board=board, person=person, api_key=made.text)


def list_boards(asking: Asking) -> tuple[Board, ...]:
    """Give one's own board, and to an administrator all of them. Raises AccessError."""
    asking.may(Action.BOARD_READ, None)
    with asking.place.database.reading() as connection:
        found = boards.list_boards(connection)
    return tuple(one for one in found if Role.ADMIN in asking.actor.roles or one.id == asking.board_id)


def list_accounts(asking: Asking, before: UUID | None, limit: int) -> tuple[Account, ...]:
    """Give the board's accounts, newest first. Raises AccessError."""
    asking.may(Action.ACCOUNT_MANAGE, None)
    with asking.place.database.reading() as connection:
        return people.list_people(connection, asking.place.keyring, asking.board_id, before=before, limit=limit)


def me(asking: Asking) -> tuple[Account, Did]:
    """Give the account that asks and the DID that it signs with. Raises NotFound."""
    place, person_id = asking.place, asking.actor.person_id
    with place.database.reading() as connection:
        account = people.load_person(connection, place.keyring, asking.board_id, person_id)
        return account, worker_key(place, connection, asking.board_id, person_id).did


def make_key(
    asking: Asking, person_id: UUID, label: str, scopes: Collection[Action], expires_at: datetime | None
) -> MadeKey:
    """Make an API key for oneself, or the first one for an account of the board that cannot sign in by itself.

    Nobody hands out what they do not have: not more scopes than those of the key that makes it, and to an
    administrator's account only an administrator does. Raises AccessError, NotFound, RequestInvalid.
    """
    place, own = asking.place, person_id == asking.actor.person_id
    _may_manage_keys(asking, person_id)
    held = asking.actor.scopes
    if held is not None and not set(scopes) <= held:
        raise RequestInvalid("A key cannot be made with scopes that the key which makes it does not have.")
    if expires_at is not None and not place.clock() < expires_at < place.clock() + LONGEST:
        raise RequestInvalid(f"A key ends in the future, at most {LONGEST.days} days from now.")
    with place.database.writing() as connection:
        person = people.load_person(connection, place.keyring, asking.board_id, person_id)
        if not own and sign_in.list_api_keys(connection, asking.board_id, person_id):
            raise RequestInvalid("This account has a key already; its owner makes further ones.")
        if not own and person.signs_in:
            # somebody else's key would decide in the name of a person who needs none of it
            raise RequestInvalid("This account signs in by itself; its owner makes its keys.")
        if Role.ADMIN in person.roles and Role.ADMIN not in asking.actor.roles:
            raise ActionRefused("Only an administrator makes a key for an administrator.")
        made = _add_key(place, connection, person, label, scopes, expires_at)
        asking.log(connection, Action.KEY_MANAGE, "key", made.id)
    return made


def further_key(place: Installation) -> str:
    """Give the first board another API key, for whoever runs the machine: of an account that runs the board.

    Where none is left, one is made as the first start makes it. The text is shown once. Raises NotFound.
    """
    with place.database.writing() as connection:
        board = boards.find_board(connection, HOME)
        person = runner(place, connection, board.id) or add_account(place, connection, board.id, _FIRST, None)
        made = _add_key(place, connection, person, "made on the machine", frozenset(Action), None)
        Asking(place, person.actor).log(connection, Action.KEY_MANAGE, "key", made.id)
    return made.text


def runner(place: Installation, connection: Connection, board_id: UUID) -> Account | None:
    """Give the oldest open account that runs a board."""
    before: UUID | None = None
    found = None
    while page := people.list_people(
        connection, place.keyring, board_id, role=Role.BOARD, before=before, limit=_PAGE
    ):
        found = next((one for one in reversed(page) if one.closed_at is None), found)
        before = page[-1].id
    return found


def list_keys(asking: Asking, person_id: UUID) -> tuple[ApiKey, ...]:
    """Give the API keys of oneself or of an account of the board, ended ones too. Raises AccessError, NotFound."""
    _may_manage_keys(asking, person_id)
    place = asking.place
    with place.database.reading() as connection:
        people.load_person(connection, place.keyring, asking.board_id, person_id)
        return sign_in.list_api_keys(connection, asking.board_id, person_id)


def revoke_key(asking: Asking, person_id: UUID, key_id: UUID) -> None:
    """End an API key of oneself or of an account of the board. Raises AccessError, NotFound."""
    _may_manage_keys(asking, person_id)
    place = asking.place
    with place.database.writing() as connection:
        sign_in.revoke_api_key(connection, asking.board_id, person_id, key_id, place.clock())
        asking.log(connection, "key.revoke", "key", key_id)


def _may_manage_keys(asking: Asking, person_id: UUID) -> None:
    own = person_id == asking.actor.person_id
    try:
        asking.may(Action.KEY_MANAGE if own else Action.ACCOUNT_MANAGE, person_id if own else None)
    except ActionRefused:
        if own:
            raise
        # whether somebody has an account is not told to others
        raise NotFound("There is no such thing.") from None


def _add_key(
    place: Installation,
    connection: Connection,
    person: Account,
    label: str,
    scopes: Collection[Action],
    expires_at: datetime | None,
) -> MadeKey:
    text = tokens.make_api_key(os.urandom(32))
    key = ApiKey(
        id=place.make_id(),
        person_id=person.id,
        label=label,
        ending=text[-4:],
        scopes=frozenset(scopes),
        created_at=place.clock(),
        expires_at=expires_at,
    )
    sign_in.add_api_key(connection, person.board_id, key, text, place.keyring.peppers())
    return MadeKey(id=key.id, text=text)


def agree(asking: Asking, version: str) -> Consent:
    """Write down that a worker agrees to the drafting of their documents. Raises RequestInvalid, AccessError."""
    asking.may(Action.CONSENT_GIVE, asking.actor.person_id)
    if version not in CONSENT_TEXTS:
        raise RequestInvalid(f"There is no consent text {version[:40]!r}; the newest is {list(CONSENT_TEXTS)[-1]}.")
    place, person_id = asking.place, asking.actor.person_id
    with place.database.reading() as connection:
        standing = agreement(connection, asking.board_id, person_id)
    if standing is not None and standing.text_version == version:
        return standing
    with place.database.writing() as connection:
        standing = agreement(connection, asking.board_id, person_id)
        if standing is not None and standing.text_version == version:
            return standing
        consent = Consent(
            id=place.make_id(), person_id=person_id, purpose=DRAFTING, text_version=version, given_at=place.clock()
        )
        people.give_consent(connection, asking.board_id, consent)
        asking.log(connection, Action.CONSENT_GIVE, "consent", consent.id)
    return consent


def withdraw(asking: Asking) -> int:
    """Withdraw a worker's consent: nothing more of theirs is drafted. Gives how many consents that ended."""
    asking.may(Action.CONSENT_GIVE, asking.actor.person_id)
    place, person_id = asking.place, asking.actor.person_id
    with place.database.writing() as connection:
        ended = people.withdraw_consent(connection, asking.board_id, person_id, DRAFTING, place.clock())
        asking.log(connection, "consent.withdraw", "person", person_id, counts={"consents": ended})
    return ended


def agreement(connection: Connection, board_id: UUID, person_id: UUID) -> Consent | None:
    """Give the consent to drafting that stands."""
    given = people.list_consents(connection, board_id, person_id)
    return next((one for one in reversed(given) if one.purpose == DRAFTING and one.withdrawn_at is None), None)


def worker_key(place: Installation, connection: Connection, board_id: UUID, person_id: UUID) -> WorkerKey:
    """Give the key that a person signs with. Raises NotFound, SealBroken."""
    kept = signing_keys.keys_of(connection, place.keyring, board_id, person_id)
    return WorkerKey(next(key for key in kept if key.retired_at is None).private)


def board_key(
    place: Installation, connection: Connection, board: Board
) -> tuple[OrganizationKey, list[OrganizationKey]]:
    """Give the key that a board signs with, and all of its keys, retired ones too. Raises NotFound, SealBroken."""
    kept = signing_keys.keys_of(connection, place.keyring, board.id)
    made = [(key, OrganizationKey(key.private, key.did, key.name)) for key in kept if key.did == board.did]
    return next(one for key, one in made if key.retired_at is None), [one for _, one in made]
