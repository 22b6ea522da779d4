"""A moment and random bytes to an id that sorts by age."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

RANDOM_BYTES: Final = 10
Ids = Callable[[], UUID]
"""Gives a new id with each call."""


def make_id(at: datetime, random: bytes) -> UUID:
    """Give a UUID of version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then 74 random bits of 10 bytes.

    Later ids sort behind earlier ones, so lists are paged by id and new rows stand together in an index. Raises
    ValueError for another number of bytes or a moment without a time zone.
    """
    if len(random) != RANDOM_BYTES or at.tzinfo is None:
        raise ValueError(f"an id is made of a moment with a time zone and {RANDOM_BYTES} random bytes")
    bits = int.from_bytes(random, "big")
    value = int(at.timestamp() * 1000) << 80
    value |= 0x7 << 76 | (bits >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | bits & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=value)
