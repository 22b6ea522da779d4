"""Links, codes and nonces of offers: random, derived, and told from what somebody made up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access.offers import NONCE_LASTS, SKEW, is_nonce, link, make_link, make_nonce, make_transaction_code, mark

RANDOM = st.binary(min_size=32, max_size=32)
AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NOW_AND_BEFORE = (b"a" * 32, b"b" * 32)


@given(random=RANDOM, other=RANDOM)
def test_what_is_in_a_link_follows_from_it_and_leads_nowhere_else(random: bytes, other: bytes) -> None:
    made = make_link(random)
    assert link(made.handle) == made
    assert len(made.handle) == len(made.code) == len(made.challenge) == 43
    assert len({*made, *make_link(other)}) == (3 if random == other else 6)
    assert mark("code", made.handle) != mark("handle", made.handle)


@given(random=RANDOM)
def test_a_transaction_code_is_six_digits(random: bytes) -> None:
    code = make_transaction_code(random)
    assert len(code) == 6
    assert code.isdecimal()


@pytest.mark.parametrize("random", [b"", bytes(31), bytes(33)])
def test_another_number_of_random_bytes_is_refused(random: bytes) -> None:
    for make in (make_link, make_transaction_code):
        with pytest.raises(ValueError, match="32"):
            make(random)
    with pytest.raises(ValueError, match="16"):
        make_nonce(NOW_AND_BEFORE[0], AT, random)


@pytest.mark.parametrize("secret", NOW_AND_BEFORE)
def test_a_nonce_is_good_until_its_time_is_over_under_the_key_before_as_well(secret: bytes) -> None:
    nonce = make_nonce(secret, AT, bytes(16))
    moment = timedelta(seconds=1)
    assert is_nonce(nonce, NOW_AND_BEFORE, AT + NONCE_LASTS - moment)
    assert not is_nonce(nonce, [b"c" * 32], AT)
    # on a host whose clock is behind, or ahead
    assert is_nonce(nonce, NOW_AND_BEFORE, AT - SKEW)
    assert not is_nonce(nonce, NOW_AND_BEFORE, AT - SKEW - moment)
    assert is_nonce(nonce, NOW_AND_BEFORE, AT + NONCE_LASTS + SKEW - moment)
    assert not is_nonce(nonce, NOW_AND_BEFORE, AT + NONCE_LASTS + SKEW)


@given(place=st.integers(0, 74), other=st.characters(codec="ascii"))
def test_a_changed_nonce_is_none(place: int, other: str) -> None:
    nonce = make_nonce(NOW_AND_BEFORE[0], AT, bytes(16))
    changed = nonce[:place] + other + nonce[place + 1 :]
    assert is_nonce(changed, NOW_AND_BEFORE, AT) == (changed == nonce)


@given(text=st.text(max_size=80))
def test_other_text_is_no_nonce(text: str) -> None:
    assert not is_nonce(text, NOW_AND_BEFORE, AT)
