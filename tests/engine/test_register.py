"""Workers have names that outlive them, and the dead are claimed by one of the living only."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.engine.connect import open_database
from app.engine.register import Name, Register

SILENCE, LONGER = 2.0, 2.2
"""Seconds after which a worker is dead, and some more: a busy machine takes parts of one between two calls."""


def test_a_name_is_free_again_when_its_process_has_gone(tmp_path: Path) -> None:
    first, second = Name.take(tmp_path, None), Name.take(tmp_path, None)
    assert first.value.removesuffix("-1") == second.value.removesuffix("-2")
    first.give_back()
    again = Name.take(tmp_path, None)
    assert again.value == first.value
    elsewhere = Name.take(tmp_path / "other", None)
    assert elsewhere.value != first.value
    named = Name.take(tmp_path, "pod-7")
    with pytest.raises(ValueError, match="has that name"):
        Name.take(tmp_path, "pod-7")
    for name in (again, second, named, elsewhere):
        name.give_back()


@pytest.fixture
def database(url: str) -> Iterator[sa.Engine]:
    opened = open_database(url, pool=2)
    yield opened
    opened.dispose()


def test_the_dead_are_claimed_once(database: sa.Engine) -> None:
    one, two, three = (Register(database, name, SILENCE) for name in ("one", "two", "three"))
    for register in (one, two, three):
        register.enter()
    assert two.claim_dead() == []
    time.sleep(LONGER)
    two.beat()
    three.beat()
    assert (two.claim_dead(), three.claim_dead()) == (["one"], [])
    assert (two.holds("one"), three.holds("one")) == (True, False)
    assert one.names() == ["three", "two"]
    two.leave("one")
    two.beat()
    three.beat()
    assert three.claim_dead() == []


def test_a_claim_ends_when_the_dead_comes_back_or_the_claimant_dies(database: sa.Engine) -> None:
    one, two, three = (Register(database, name, SILENCE) for name in ("one", "two", "three"))
    one.enter()
    two.enter()
    time.sleep(LONGER)
    assert two.claim_dead() == ["one"]
    one.beat()
    assert not two.holds("one")
    two.leave("one")
    assert "one" in one.names()
    time.sleep(LONGER)
    two.beat()
    assert two.claim_dead() == ["one"]
    time.sleep(LONGER)
    three.enter()
    assert sorted(three.claim_dead()) == ["one", "two"]
    assert not two.holds("one")
