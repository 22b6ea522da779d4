"""Whoever removes something and whoever works on it at the same moment go one after the other, and neither fails."""

from collections.abc import Callable, Iterator
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, select

from app.database import Database, open_database
from app.errors import NotFound, StoreUnavailable, VersionConflict
from app.review.model import Role, Verdict
from app.store.answers import Answer, begin_answer, forget_old_answers, keep_answer
from app.store.blobs import Blobs, list_blobs
from app.store.data_keys import rewrap_keys
from app.store.decisions import Submission, save_decisions, undo_decisions
from app.store.looks import forget_looks, keep_look
from app.store.migrate import upgrade
from app.store.model import Consent
from app.store.offers import forget_offers
from app.store.people import give_consent, set_password
from app.store.queue import QueueFilter, lease_claims, release_claims, renew_leases
from app.store.seal import Keyring, MasterKey
from app.store.sign_in import remove_ended_sessions, start_session
from app.store.tables import data_keys
from tests.review import factories as review
from tests.store.conftest import Databases
from tests.store.factories import AT, World, later, new_id
from tests.store.meeting import meet
from tests.store.scene import CLAIMS, Scene

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server(postgres_databases: Databases) -> Iterator[Database]:
    database = open_database(postgres_databases.make())
    upgrade(database)
    yield database
    database.close()


@pytest.fixture
def scene(server: Database, blobs: Blobs, keyring: Keyring) -> Scene:
    return Scene(World.make(server, blobs, keyring))


WORK: Final[dict[str, tuple[Callable[[Scene], None], str]]] = {
    "an offer": (Scene.offer, "FOR UPDATE OF credentials"),
    "a revocation": (Scene.revoke, "UPDATE credentials"),
    "a decision": (Scene.decides, "UPDATE drafts"),
    "a record": (Scene.records, "FOR UPDATE"),
    "a new draft": (Scene.drafts_anew, "FOR NO KEY UPDATE"),
    "credentials of a record": (Scene.issues, "FOR UPDATE"),
    "the end of a call": (Scene.settles, "UPDATE model_calls"),
    "other roles": (Scene.changes_roles, "DELETE FROM memberships"),
    "a question to an endorser": (Scene.asks_an_endorser, "FROM credentials"),
    "an endorsement": (Scene.endorses, "FROM credentials"),
}
REMOVALS: Final[dict[str, Callable[[Scene], None]]] = {
    "worker": Scene.erase_worker,
    "batch": Scene.erase_batch,
    "document": Scene.delete_document,
}


@pytest.mark.parametrize("removed", REMOVALS)
@pytest.mark.parametrize("work", WORK)
def test_what_is_under_way_ends_and_then_it_is_removed(scene: Scene, work: str, removed: str) -> None:
    does, words = WORK[work]
    met = meet(scene.world.database, lambda: does(scene), words, lambda: REMOVALS[removed](scene))
    assert (met.first, met.second) == (None, None)


HALFWAY: Final = {
    "worker": "DELETE FROM answers",
    "batch": "DELETE FROM batches",
    "document": "DELETE FROM data_keys",
}
"""When all is held that goes, and most of it is still there."""


@pytest.mark.parametrize("removed", REMOVALS)
def test_a_row_that_comes_in_during_a_removal_waits_for_its_end(scene: Scene, removed: str) -> None:
    """Else it may be in hand already when the removal comes to it, and they stand still."""
    met = meet(scene.world.database, lambda: REMOVALS[removed](scene), HALFWAY[removed], scene.arrives)
    assert (met.first, met.waited) == (None, True)
    assert isinstance(met.second, NotFound), "what it was linked to is gone"


def sealed_for(world: World, *people: UUID) -> set[UUID]:
    """Whose keys there are on the board, but for its own and those of these people."""
    with world.database.reading() as connection:
        mine = select(data_keys.c.owner_id).where(data_keys.c.board_id == world.board)
        return set(connection.execute(mine).scalars()) - {world.board, *people}


def test_an_upload_while_its_worker_is_erased_finds_nobody_and_leaves_nothing(scene: Scene) -> None:
    world = scene.world
    met = meet(world.database, scene.erase_worker, "DELETE FROM answers", scene.uploads)
    assert (met.first, met.waited) == (None, True)
    assert isinstance(met.second, NotFound)
    assert sealed_for(world, world.reviewer, world.other_reviewer) == set()
    assert list(list_blobs(world.blobs, world.board)) == []


def test_an_upload_that_was_first_is_erased_with_its_key_and_its_bytes(scene: Scene) -> None:
    world = scene.world
    met = meet(world.database, scene.uploads, "INSERT INTO documents", scene.erase_worker)
    assert met == (None, None, True)
    assert sealed_for(world, world.reviewer, world.other_reviewer) == set()
    assert list(list_blobs(world.blobs, world.board)) == []


def test_uploads_and_rows_do_not_wait_for_each_other(scene: Scene) -> None:
    met = meet(scene.world.database, scene.uploads, "INSERT INTO documents", scene.arrives)
    assert met == (None, None, False)


def consents(scene: Scene) -> None:
    consent = Consent(id=new_id(), person_id=scene.world.worker, purpose="keep", text_version="1", given_at=AT)
    with scene.world.database.writing() as connection:
        give_consent(connection, scene.world.board, consent)


def signs_in(scene: Scene) -> None:
    with scene.world.database.writing() as connection:
        start_session(connection, scene.world.board, scene.world.worker, "s" * 43, AT, later(60))


def sends_once(scene: Scene) -> None:
    world = scene.world
    with world.database.writing() as connection:
        begin_answer(connection, world.keyring, world.board, world.worker, "key", b"request", AT)


@pytest.mark.parametrize(
    "late",
    [Scene.offer, Scene.asks_an_endorser, Scene.endorses, Scene.changes_roles, consents, signs_in],
    ids=lambda late: late.__name__,
)
def test_what_is_of_somebody_who_is_being_erased_is_not_found_any_more(
    scene: Scene, late: Callable[[Scene], None]
) -> None:
    met = meet(scene.world.database, scene.erase_worker, "DELETE FROM people", lambda: late(scene))
    assert (met.first, met.waited) == (None, True)
    assert isinstance(met.second, NotFound)


def test_who_was_erased_has_no_request_answered_once(scene: Scene) -> None:
    scene.erase_worker()
    with pytest.raises(NotFound):
        sends_once(scene)
    world = scene.world
    with world.database.writing() as connection:
        keep_answer(connection, world.keyring, world.board, world.worker, "key", Answer(200, b"told"))


def test_to_take_back_and_to_decide_on_one_draft_at_once_is_no_standstill(scene: Scene) -> None:
    world, third = scene.world, scene.world.add_person()
    draft = world.draft(document=world.upload(b"another"), opinions=lambda _: 2)
    version = world.decide(draft, 1, world.other_reviewer, CLAIMS[0])
    with world.database.writing() as connection:
        for person in (world.reviewer, world.other_reviewer, third):
            assert keep_look(connection, world.board, draft, person, version, AT)

    def words_anew() -> None:
        said = (world.decision(CLAIMS[1], world.reviewer, Role.REVIEWER),)
        new = Submission(draft_id=draft, version=version, person_id=world.reviewer, decisions=said, at=AT)
        with world.database.writing() as connection:
            save_decisions(connection, world.keyring, world.board, new, new_id)
            forget_looks(connection, world.board, draft, but=world.reviewer)

    def takes_back() -> None:
        person = world.other_reviewer
        with world.database.writing() as connection:
            forget_looks(connection, world.board, draft, but=person)
            undo_decisions(connection, world.board, draft, version, person, 1, AT)

    met = meet(world.database, words_anew, "UPDATE drafts", takes_back)
    assert (met.first, met.waited) == (None, True)
    assert isinstance(met.second, VersionConflict)


def test_a_decision_on_a_draft_that_is_just_superseded_is_no_standstill(scene: Scene) -> None:
    met = meet(scene.world.database, scene.decides, "UPDATE drafts", scene.drafts_anew)
    assert met == (None, None, True)


def test_a_draft_that_is_superseded_meanwhile_takes_no_decision(scene: Scene) -> None:
    met = meet(scene.world.database, scene.drafts_anew, "FROM documents", scene.decides)
    assert met.first is None
    assert met.second is None or isinstance(met.second, VersionConflict)


def test_whoever_leases_or_gives_back_waits_for_nobody_who_decides(scene: Scene) -> None:
    world = scene.world
    draft = world.draft(review.draft(CLAIMS[4:]), document=world.upload(b"another"))
    with world.database.writing() as connection:
        mine = QueueFilter(draft_id=draft)
        assert len(lease_claims(connection, world.board, world.reviewer, AT, limit=9, only=mine)) == 4

    def decides() -> None:
        world.decide(draft, 1, world.reviewer, CLAIMS[4], verdict=Verdict.REJECT)

    def prolongs_and_gives_back() -> None:
        with world.database.writing() as connection:
            more = len(lease_claims(connection, world.board, world.reviewer, AT, limit=1))
            changed = (
                len(renew_leases(connection, world.board, world.reviewer, AT)),
                release_claims(connection, world.board, world.reviewer),
            )
            # of the five that they hold, all but the one that they are deciding on
            assert (more, *changed) == (1, 4, 4)

    met = meet(world.database, decides, "UPDATE claims", prolongs_and_gives_back)
    assert met == (None, None, False)


def test_a_rotation_takes_keys_in_the_order_in_which_an_erasure_does(scene: Scene) -> None:
    world, taken = scene.world, list[UUID]()
    keys = Keyring((MasterKey(bytes(reversed(range(32)))), *world.keyring.masters))
    for _ in range(5):
        world.add_person(person_id=uuid4())

    def note(_connection: object, _cursor: object, statement: str, given: dict[str, Any], *_: object) -> None:
        if statement.startswith("UPDATE data_keys"):
            taken.append(given["owner_id_1"])

    event.listen(world.database.engine, "before_cursor_execute", note)
    try:
        with world.database.writing() as connection:
            rewrap_keys(connection, keys)
    finally:
        event.remove(world.database.engine, "before_cursor_execute", note)
    assert len(taken) > 5
    assert taken == sorted(taken)


def test_what_is_removed_nightly_stands_in_nobodys_way(scene: Scene) -> None:
    world = scene.world
    scene.offer()
    with world.database.writing() as connection:
        begin_answer(connection, world.keyring, world.board, world.worker, "key", b"request", AT)
        keep_answer(connection, world.keyring, world.board, world.worker, "key", Answer(200, b"told"))

    def nightly() -> None:
        with world.database.writing() as connection:
            remove_ended_sessions(connection, later(9_000))
            forget_old_answers(connection, later(9_000))
            forget_offers(connection, later(9_000))

    met = meet(world.database, nightly, "DELETE FROM answers", scene.erase_worker)
    assert (met.first, met.second) == (None, None)


def test_of_two_that_stand_in_each_others_way_one_is_told_to_come_again(scene: Scene) -> None:
    world = scene.world

    def change(*people: UUID) -> None:
        with world.database.writing() as connection:
            for person in people:
                set_password(connection, world.board, person, "another")

    met = meet(
        world.database,
        lambda: change(world.reviewer, world.other_reviewer),
        "UPDATE people",
        lambda: change(world.other_reviewer, world.reviewer),
    )
    assert met.waited
    assert {type(met.first), type(met.second)} == {type(None), StoreUnavailable}
