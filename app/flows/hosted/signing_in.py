"""A name and password, or an OpenID Provider's answer, to a session; and out of it again."""

import hmac
import os
import threading
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from app.access import passwords, tokens
from app.access.oidc import Subject
from app.errors import NotFound, SignInFailed
from app.flows.hosted import accounts
from app.flows.hosted.access import Asking
from app.flows.hosted.installation import Installation
from app.store import boards, people, sign_in
from app.store.model import Account, Board

CALLBACK: Final = "/v1/session/callback"
"""Where a provider sends browsers back to: it has to be told this address before."""
_BEGUN: Final = timedelta(minutes=10)
"""That somebody has to sign in at a provider."""
_TRIES: Final = 3
_NOT_RIGHT: Final = "The sign-in name or the password is not right."
_HASHING: Final = threading.BoundedSemaphore(4)
"""Passwords hashed at once: each takes 64 MB."""


class SignedIn(NamedTuple):
    """A session that was just made. Its id goes to the browser and is kept nowhere."""

    session_id: str
    account: Account
    expires_at: datetime


class Begun(NamedTuple):
    """A sign-in at a provider that was begun: its id is the browser's alone, and the browser goes to the address."""

    login_id: str
    address: str


def by_password(place: Installation, slug: str, login: str, password: str, before: str | None) -> SignedIn:
    """Sign in with the name and password of a board's account; the session `before` ends.

    Raises SignInFailed: no such board, account or password. It takes as long for each of them.
    """
    with place.database.reading() as connection:
        board = _board(connection, slug)
        found = people.find_login(connection, place.keyring, board.id, login) if board else None
    kept = found[1] if found else None
    with _HASHING:
        right = passwords.check_password(kept, password)
        again = passwords.hash_password(password, login) if right and kept and passwords.is_outdated(kept) else None
    if found is None or not right:
        raise SignInFailed(_NOT_RIGHT)
    account = found[0]
    _end(place, before)
    try:
        with place.database.writing() as connection:
            _see_unchanged(place, connection, account, kept)
            if again is not None:
                people.set_password(connection, account.board_id, account.id, again)
            return _start(place, connection, account)
    except NotFound:
        # it was closed or erased while the password was compared, or has another one by now
        raise SignInFailed(_NOT_RIGHT) from None


def begin(place: Installation, slug: str, following: str) -> Begun:
    """Begin a sign-in at the provider of a board; `following` is the path that the browser is sent to after it.

    Raises NotFound when the board has no provider, ProviderUnavailable.
    """
    provider = place.providers.get(slug)
    with place.database.reading() as connection:
        board = _board(connection, slug)
    if provider is None or board is None:
        raise NotFound("No OpenID Provider signs in the people of this board.")
    login_id = tokens.make_session_id(os.urandom(tokens.SECRET_BYTES))
    address = provider.address(place.public_url + CALLBACK, tokens.handshake(login_id))
    with place.database.writing() as connection:
        sign_in.begin_sign_in(connection, board.id, login_id, following, place.clock() + _BEGUN)
    return Begun(login_id, address)


class Answer(NamedTuple):
    """What the provider had the browser bring back."""

    state: str
    code: str | None
    issuer: str | None


def finish(place: Installation, login_id: str | None, answer: Answer, before: str | None) -> tuple[SignedIn, str]:
    """Finish a sign-in that this browser began, once; gives the session and where the browser goes now.

    Somebody who comes for the first time gets an account, and everybody the roles that the provider gives them now.
    Raises SignInFailed, ProviderUnavailable.
    """
    shake = tokens.handshake(login_id or "")
    if not login_id or not hmac.compare_digest(answer.state.encode(), shake.state.encode()):
        raise SignInFailed("This browser did not begin that sign-in.")
    with place.database.writing() as connection:
        begun = sign_in.take_sign_in(connection, login_id, place.clock())
    if begun is None:
        raise SignInFailed("The sign-in was finished before, or took too long.")
    board_id, following = begun
    if answer.code is None:
        raise SignInFailed("The provider signed nobody in.")
    with place.database.reading() as connection:
        board = boards.load_board(connection, board_id)
    provider = place.providers.get(board.slug)
    if provider is None:
        raise SignInFailed("No OpenID Provider signs in the people of this board any more.")
    subject = provider.subject(place.public_url + CALLBACK, answer.code, shake, answer.issuer)
    if not subject.roles:
        raise SignInFailed("The provider gives this account no role here.")
    _end(place, before)
    return _enter(place, board_id, subject), following


def sign_out(asking: Asking, session_id: str) -> None:
    """End a session."""
    with asking.place.database.writing() as connection:
        sign_in.end_session(connection, session_id)
        asking.log(connection, "session.end", "person", asking.actor.person_id)


def change_password(asking: Asking, current: str, new: str) -> None:
    """Give oneself another password; every session of the account ends.

    Raises SignInFailed when the current one is not right, PasswordRefused, NotFound for an account without a name to
    sign in with.
    """
    place, person_id = asking.place, asking.actor.person_id
    with place.database.reading() as connection:
        account = people.load_person(connection, place.keyring, asking.board_id, person_id)
        found = (
            people.find_login(connection, place.keyring, asking.board_id, account.login) if account.login else None
        )
    if account.login is None or found is None:
        raise NotFound("This account has no name to sign in with.")
    with _HASHING:
        if not passwords.check_password(found[1], current):
            raise SignInFailed("The current password is not right.")
        kept = passwords.hash_password(new, account.login)
    with place.database.writing() as connection:
        _see_unchanged(place, connection, account, found[1])
        people.set_password(connection, asking.board_id, person_id, kept)
        asking.log(connection, "password.change", "person", person_id)


def _see_unchanged(place: Installation, connection: Connection, account: Account, compared: str | None) -> None:
    """Hold an account whose password was compared, which takes a while. Raises NotFound when it has another one."""
    people.hold_person(connection, account.board_id, account.id, change=True)
    found = people.find_login(connection, place.keyring, account.board_id, account.login or "")
    if found is None or found[1] != compared:
        raise NotFound("The account has another password by now.")


def hashed(login: str, password: str) -> str:
    """Give the hash of a first password. Raises PasswordRefused."""
    with _HASHING:
        return passwords.hash_password(password, login)


def _board(connection: Connection, slug: str) -> Board | None:
    try:
        return boards.find_board(connection, slug)
    except NotFound:
        return None


def _end(place: Installation, before: str | None) -> None:
    """End the session that the browser had, whoever's it was: in a transaction of its own, as it may be another's."""
    if before is not None:
        with place.database.writing() as connection:
            sign_in.end_session(connection, before)


def _start(place: Installation, connection: Connection, account: Account) -> SignedIn:
    """Make a session under a new id. Raises NotFound when the account was closed or erased meanwhile."""
    session_id, at = tokens.make_session_id(os.urandom(tokens.SECRET_BYTES)), place.clock()
    expires_at = at + place.session
    sign_in.start_session(connection, account.board_id, account.id, session_id, at, expires_at)
    Asking(place, account.actor).log(connection, "session.start", "person", account.id)
    return SignedIn(session_id, account, expires_at)


def _enter(place: Installation, board_id: UUID, subject: Subject) -> SignedIn:
    """Make a session of a provider's subject, whose account is made or changed with it or not at all.

    Whom somebody else signs up or erases at the same moment is looked for again. Raises SignInFailed for a closed
    account.
    """
    for _ in range(_TRIES):
        try:
            with place.database.writing() as connection:
                return _start(place, connection, _account(place, connection, board_id, subject))
        except IntegrityError:
            continue
    raise SignInFailed("The account is closed.")


def _account(place: Installation, connection: Connection, board_id: UUID, subject: Subject) -> Account:
    """Give the account of a provider's subject with the roles that it has now.

    Raises IntegrityError when it is closed, or somebody makes it just now.
    """
    named = (subject.issuer, subject.subject)
    found = people.hold_subject(connection, place.keyring, board_id, *named)
    if found is None:
        return accounts.add_account(place, connection, board_id, subject.roles, subject.name, subject=named)
    if found.roles != subject.roles:
        people.set_roles(connection, board_id, found.id, subject.roles, place.clock())
        Asking(place, found.actor).log(connection, "person.roles", "person", found.id)
        return people.load_person(connection, place.keyring, board_id, found.id)
    return found
