"""A request that comes twice with one key is done once, and both times answered alike."""

import threading

import pytest
from sqlalchemy import select

from app.errors import KeyReused, LerError, NotFound, VersionConflict
from app.store.replies import Reply, Request, begin_reply, drop_reply, end_reply, remove_old_replies
from app.store.tables import replies
from tests.store.factories import AT, World, later

KEY = "f3b1-Kestrel-upload"
ANSWER = Reply(status=202, body=b'{"name": "Kestrel"}')


def request(world: World, content: str = "POST /v1/documents abc", key: str = KEY) -> Request:
    return Request(person_id=world.worker, key=key, content=content, at=AT)


def begin(world: World, asked: Request) -> Reply | None:
    with world.database.writing() as connection:
        return begin_reply(connection, world.keyring, world.board, asked)


def end(world: World) -> None:
    with world.database.writing() as connection:
        end_reply(connection, world.keyring, world.board, world.worker, KEY, ANSWER)


def test_the_first_answer_is_given_again_and_stands_nowhere_in_clear(world: World) -> None:
    assert begin(world, request(world)) is None
    end(world)
    assert begin(world, request(world)) == ANSWER
    with world.database.reading() as connection:
        shown = repr(connection.execute(select(replies)).all())
    assert "Kestrel" not in shown


def test_a_request_that_is_still_being_answered_is_not_done_again(world: World) -> None:
    begin(world, request(world))
    with pytest.raises(VersionConflict):
        begin(world, request(world))


def test_a_key_belongs_to_one_request_of_one_person(world: World) -> None:
    begin(world, request(world))
    with pytest.raises(KeyReused):
        begin(world, request(world, "POST /v1/documents other"))
    assert begin(world, request(world, key="another")) is None
    assert begin(world, request(world).model_copy(update={"person_id": world.reviewer})) is None


def test_a_request_that_failed_can_be_made_again(world: World) -> None:
    begin(world, request(world))
    with world.database.writing() as connection:
        drop_reply(connection, world.keyring, world.board, world.worker, KEY)
    with pytest.raises(NotFound):
        end(world)
    assert begin(world, request(world)) is None


def test_of_many_at_once_one_is_done(world: World) -> None:
    ended: list[str] = []

    def ask() -> None:
        try:
            ended.append(str(begin(world, request(world))))
        except LerError as error:
            ended.append(error.code)

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["None", *["store.conflict"] * 4]


def test_old_answers_are_removed(world: World) -> None:
    begin(world, request(world))
    with world.database.writing() as connection:
        assert remove_old_replies(connection, AT) == 0
        assert remove_old_replies(connection, later(1)) >= 1
    assert begin(world, request(world)) is None
