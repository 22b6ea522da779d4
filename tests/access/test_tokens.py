"""API keys, session ids and passwords: what is shown once, and what is kept of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.passwords import check_password, hash_password, is_outdated
from app.access.tokens import (
    csrf_token,
    is_api_key,
    is_csrf_token,
    key_mark,
    make_api_key,
    make_session_id,
    session_mark,
)
from app.errors import PasswordRefused

RANDOM = st.binary(min_size=32, max_size=32)


@given(random=RANDOM, place=st.integers(9, 57), other=st.sampled_from("0Aaz9"))
def test_a_key_has_its_form_and_a_mistyped_one_has_not(random: bytes, place: int, other: str) -> None:
    key = make_api_key(random)
    assert key.startswith("ler_live_")
    assert len(key) == 58
    assert is_api_key(key)
    changed = key[:place] + other + key[place + 1 :]
    assert is_api_key(changed) == (changed == key)


@pytest.mark.parametrize(
    "text", ["", "ler_live_", "ler_live_" + "0" * 49, "ler_test_" + "0" * 49, "ler_live_" + "é" * 49]
)
def test_other_text_is_no_key(text: str) -> None:
    assert not is_api_key(text)


@given(one=RANDOM, two=RANDOM)
def test_different_bytes_give_different_keys_ids_and_marks(one: bytes, two: bytes) -> None:
    for make in (make_api_key, make_session_id):
        assert (make(one) == make(two)) == (one == two)
    assert (session_mark(make_session_id(one)) == session_mark(make_session_id(two))) == (one == two)
    assert (key_mark("k", one) == key_mark("k", two)) == (one == two)


def test_a_mark_is_bound_to_the_pepper_and_the_text() -> None:
    key = make_api_key(bytes(32))
    marks = {key_mark(key, b"p" * 32), key_mark(key, b"q" * 32), key_mark(key[:-1], b"p" * 32)}
    assert len(marks) == 3
    assert {len(mark) for mark in marks} == {32}


@pytest.mark.parametrize("count", [0, 31, 33])
def test_too_little_or_too_much_chance_is_refused(count: int) -> None:
    for make in (make_api_key, make_session_id):
        with pytest.raises(ValueError, match="32 random bytes"):
            make(bytes(count))


def test_a_form_token_belongs_to_its_session_alone() -> None:
    one, two = make_session_id(bytes(32)), make_session_id(b"x" * 32)
    assert is_csrf_token(csrf_token(one), one)
    assert not is_csrf_token(csrf_token(one), two)
    assert not is_csrf_token("", one)
    assert not is_csrf_token("é", one)


def test_a_password_is_right_or_wrong_and_its_hash_is_argon2id_with_a_salt() -> None:
    typed = "the yard gate sticks in March"
    kept = hash_password(typed, "rosa@example.org")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert kept != hash_password(typed, "rosa@example.org")
    assert check_password(kept, typed)
    assert not check_password(kept, typed + " ")
    assert not check_password(None, typed)
    assert not check_password("no hash", typed)
    assert not check_password(kept, "x" * 201)
    assert not is_outdated(kept)
    assert is_outdated(kept.replace("t=3", "t=1"))


def test_the_same_characters_composed_otherwise_are_the_same_password() -> None:
    kept = hash_password("Zoe\u0308 rides to Ridge Valley", "z")
    assert check_password(kept, "Zo\u00eb rides to Ridge Valley")


@pytest.mark.parametrize("typed", ["short", "x" * 201, "i am rosa.quill and happy", "my name: ROSA.QUILL!"])
def test_a_password_that_is_short_endless_or_the_name_is_refused(typed: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        hash_password(typed, "Rosa.Quill@example.org")
    assert typed not in str(refused.value)
