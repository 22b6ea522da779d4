"""Accounts, what lets them in, and what they agreed to."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.access.model import Action, Actor, Role
from app.access.tokens import make_api_key, make_session_id
from app.errors import NotFound, NotSignedIn
from app.store.boards import add_board, change_board, find_board, list_boards, load_board
from app.store.model import ApiKey, Board, Consent
from app.store.people import (
    NewPerson,
    add_person,
    close_person,
    find_login,
    give_consent,
    hold_subject,
    list_consents,
    list_people,
    load_person,
    set_password,
    set_roles,
    withdraw_consent,
)
from app.store.seal import Keyring, MasterKey
from app.store.sign_in import (
    add_api_key,
    end_session,
    find_api_key,
    find_session,
    list_api_keys,
    note_key_use,
    note_session_use,
    remove_ended_sessions,
    revoke_api_key,
    start_session,
)
from app.store.tables import api_keys, memberships, people, sessions
from tests.store.factories import AT, World, later, new_id

TEXT = make_api_key(bytes(range(32)))
HASH = "$argon2id$v=19$invented"
HOUR = timedelta(hours=1)


def person(login: str | None = None, **more: object) -> NewPerson:
    values: dict[str, object] = {"id": new_id(), "roles": frozenset({Role.WORKER}), "login": login, "at": AT}
    return NewPerson(**(values | more))


def test_what_belongs_to_somebody_who_is_there_no_longer_is_not_found(world: World) -> None:
    row = {"board_id": world.board, "person_id": new_id(), "role": Role.WORKER, "since": AT}
    with pytest.raises(NotFound), world.database.writing() as connection:
        connection.execute(insert(memberships), [row])


def test_a_person_is_found_by_login_or_subject_without_either_standing_in_a_row(world: World) -> None:
    new = person("Rosa.Quill@example.org", name="Rosa Quill", password=HASH, subject=("https://id", "77"))
    with world.database.writing() as connection:
        add_person(connection, world.keyring, world.board, new)
        shown = repr(connection.execute(select(people)).all())
        by_login = find_login(connection, world.keyring, world.board, " rosa.quill@EXAMPLE.org")
        by_subject = hold_subject(connection, world.keyring, world.board, "https://id", "77")
        assert find_login(connection, world.keyring, world.board, "nobody") is None
        assert hold_subject(connection, world.keyring, world.board, "https://id7", "7") is None
    assert by_login is not None
    account, password = by_login
    assert (account.name, account.login, password) == ("Rosa Quill", "Rosa.Quill@example.org", HASH)
    assert by_subject == account
    assert account.actor == Actor(person_id=new.id, board_id=world.board, roles=frozenset({Role.WORKER}))
    assert "Rosa" not in shown
    assert "rosa" not in shown


def test_a_login_belongs_to_one_account_of_a_board_and_another_board_is_apart(world: World) -> None:
    other = World.make(world.database, world.blobs, world.keyring)
    with world.database.writing() as connection:
        add_person(connection, world.keyring, world.board, person("rosa"))
        add_person(connection, world.keyring, other.board, person("rosa"))
    with pytest.raises(IntegrityError), world.database.writing() as connection:
        add_person(connection, world.keyring, world.board, person("ROSA"))
    with world.database.reading() as connection, pytest.raises(NotFound):
        load_person(connection, world.keyring, world.board, other.worker)


def test_roles_are_given_and_taken(world: World) -> None:
    with world.database.writing() as connection:
        set_roles(connection, world.board, world.worker, {Role.REVIEWER, Role.WORKER}, AT)
        assert load_person(connection, world.keyring, world.board, world.worker).roles == {Role.REVIEWER, Role.WORKER}
        set_roles(connection, world.board, world.worker, {Role.BOARD}, AT)
        assert load_person(connection, world.keyring, world.board, world.worker).roles == {Role.BOARD}
        listed = list_people(connection, world.keyring, world.board, role=Role.REVIEWER)
        assert {one.id for one in listed} == {world.reviewer, world.other_reviewer}
        with pytest.raises(NotFound):
            set_roles(connection, uuid4(), world.worker, {Role.ADMIN}, AT)


def api_key(world: World, **more: object) -> ApiKey:
    values: dict[str, object] = {
        "id": new_id(),
        "person_id": world.worker,
        "label": "import",
        "ending": TEXT[-4:],
        "scopes": frozenset({Action.DOCUMENT_UPLOAD, Action.DRAFT_READ}),
        "created_at": AT,
        "expires_at": later(60),
    }
    return ApiKey(**(values | more))


def test_an_api_key_acts_as_its_owner_within_its_scopes_until_it_ends(world: World) -> None:
    text = make_api_key(new_id().bytes * 2)
    key = api_key(world, ending=text[-4:])
    peppers = world.keyring.peppers()
    with world.database.writing() as connection:
        add_api_key(connection, world.board, key, text, peppers)
        assert list_api_keys(connection, world.board, world.worker) == (key,)
        assert list_api_keys(connection, uuid4(), world.worker) == ()
        actor = find_api_key(connection, text, peppers, later(59)).actor
        assert actor == Actor(
            person_id=world.worker, board_id=world.board, roles=frozenset({Role.WORKER}), scopes=key.scopes
        )
        assert text not in repr(connection.execute(select(api_keys)).all())
        for wrong, at in [(text, later(60)), (text[:-1] + "_", AT), (TEXT, AT), ("Bearer", AT)]:
            with pytest.raises(NotSignedIn):
                find_api_key(connection, wrong, peppers, at)
        with pytest.raises(NotFound):
            revoke_api_key(connection, world.board, world.reviewer, key.id, AT)
        revoke_api_key(connection, world.board, world.worker, key.id, AT)
        with pytest.raises(NotSignedIn):
            find_api_key(connection, text, peppers, AT)


def test_an_api_key_outlives_a_rotation_and_moves_to_the_new_master_key_when_it_is_used(world: World) -> None:
    text = make_api_key(new_id().bytes * 2)
    rotated = Keyring((MasterKey(b"r" * 32), *world.keyring.masters))
    alone = Keyring(rotated.masters[:1])
    with world.database.writing() as connection:
        add_api_key(connection, world.board, api_key(world), text, world.keyring.peppers())
        assert find_api_key(connection, text, rotated.peppers(), AT).actor.person_id == world.worker
        with pytest.raises(NotSignedIn):
            find_api_key(connection, text, alone.peppers(), AT)
        note_key_use(connection, text, rotated.peppers(), later(1))
        assert find_api_key(connection, text, alone.peppers(), AT).actor.person_id == world.worker
        note_key_use(connection, text, rotated.peppers(), later(30))
        assert list_api_keys(connection, world.board, world.worker)[-1].used_at == later(1)


def test_a_session_lasts_until_it_expires_is_idle_or_ended(world: World) -> None:
    session = make_session_id(new_id().bytes * 2)
    with world.database.writing() as connection:
        start_session(connection, world.board, world.reviewer, session, AT, AT + HOUR)
        assert find_session(connection, session, later(60)).actor.roles == {Role.REVIEWER}
        with pytest.raises(NotSignedIn):
            find_session(connection, session, later(31 * 60))
        note_session_use(connection, session, later(29 * 60))
        assert find_session(connection, session, later(31 * 60)).actor.person_id == world.reviewer
        assert session not in repr(connection.execute(select(sessions)).all())
        with pytest.raises(NotSignedIn):
            find_session(connection, session, AT + HOUR)
        end_session(connection, session)
        with pytest.raises(NotSignedIn):
            find_session(connection, session, later(1))


def test_sessions_that_are_over_are_removed(world: World) -> None:
    session = make_session_id(new_id().bytes * 2)
    with world.database.writing() as connection:
        start_session(connection, world.board, world.reviewer, session, AT, later(5))
        assert remove_ended_sessions(connection, later(5)) >= 1
        assert remove_ended_sessions(connection, later(5)) == 0


def test_a_closed_account_is_let_in_by_nothing(world: World) -> None:
    text, session = make_api_key(new_id().bytes * 2), make_session_id(new_id().bytes * 2)
    new = person("rosa")
    with world.database.writing() as connection:
        add_person(connection, world.keyring, world.board, new)
        add_api_key(connection, world.board, api_key(world, person_id=new.id), text, world.keyring.peppers())
        start_session(connection, world.board, new.id, session, AT, AT + HOUR)
        close_person(connection, world.board, new.id, later(1))
        with pytest.raises(NotSignedIn):
            find_api_key(connection, text, world.keyring.peppers(), later(2))
        with pytest.raises(NotSignedIn):
            find_session(connection, session, later(2))
        assert find_login(connection, world.keyring, world.board, "rosa") is None
        with pytest.raises(NotFound):
            start_session(connection, world.board, new.id, session, AT, AT + HOUR)
        with pytest.raises(NotFound):
            close_person(connection, uuid4(), new.id, AT)


def test_a_new_password_ends_all_sessions(world: World) -> None:
    session = make_session_id(new_id().bytes * 2)
    with world.database.writing() as connection:
        start_session(connection, world.board, world.reviewer, session, AT, AT + HOUR)
        set_password(connection, world.board, world.reviewer, "$argon2id$new")
        with pytest.raises(NotSignedIn):
            find_session(connection, session, AT)
        with pytest.raises(NotFound):
            set_password(connection, uuid4(), world.reviewer, "$argon2id$new")


def test_consent_is_kept_with_its_purpose_and_text_and_can_be_withdrawn(world: World) -> None:
    given = Consent(id=new_id(), person_id=world.worker, purpose="model", text_version="2026-02", given_at=AT)
    with world.database.writing() as connection:
        give_consent(connection, world.board, given)
        assert list_consents(connection, world.board, world.worker) == (given,)
        assert withdraw_consent(connection, world.board, world.worker, "other", later(1)) == 0
        assert withdraw_consent(connection, world.board, world.worker, "model", later(1)) == 1
        assert list_consents(connection, world.board, world.worker)[0].withdrawn_at == later(1)
        assert list_consents(connection, uuid4(), world.worker) == ()
        with pytest.raises(NotFound):
            give_consent(connection, uuid4(), given)


def test_boards_are_kept_found_and_changed(world: World) -> None:
    board = Board(id=new_id(), slug=f"b-{new_id().hex[-9:]}", name="College", settings={"days": 30})
    with world.database.writing() as connection:
        add_board(connection, world.keyring, board, AT)
        assert load_board(connection, board.id) == find_board(connection, board.slug) == board
        changed = board.model_copy(update={"did": "did:web:college.example.org"})
        change_board(connection, changed)
        assert load_board(connection, board.id) == changed
        assert changed in list_boards(connection)
        with pytest.raises(NotFound):
            find_board(connection, "nowhere")
