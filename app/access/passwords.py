"""Passwords of local accounts to argon2id hashes and back to yes or no."""

import unicodedata
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.errors import PasswordRefused

MIN_CHARACTERS: Final = 12
MAX_CHARACTERS: Final = 200
_TELLING_NAME: Final = 3
"""Shorter names stand in half of all sentences."""
_HASHER: Final = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)
"""argon2id with RFC 9106's second recommended option: 64 MiB."""


def hash_password(password: str, login: str) -> str:
    """Give the hash to keep, with its salt and parameters. Raises PasswordRefused.

    Length is what is asked of a password (NIST SP 800-63B section 5.1.1.2); it must not contain the sign-in name.
    """
    prepared = _prepare(password)
    if not MIN_CHARACTERS <= len(prepared) <= MAX_CHARACTERS:
        raise PasswordRefused(f"A password has {MIN_CHARACTERS} to {MAX_CHARACTERS} characters.")
    name = login.split("@")[0].casefold()
    if len(name) >= _TELLING_NAME and name in prepared.casefold():
        raise PasswordRefused("The password contains the sign-in name.")
    return _HASHER.hash(prepared)


def check_password(kept: str | None, password: str) -> bool:
    """Say whether it is the password that the hash was made of.

    None (no such account, or one without a password) takes as long as any other and is never right, so that the time
    of an answer does not tell who has an account.
    """
    if len(password) > MAX_CHARACTERS:
        return False
    try:
        return _HASHER.verify(kept or _nobodys(), _prepare(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Say whether the hash was made with weaker parameters than now, so that the next sign-in should replace it."""
    return _HASHER.check_needs_rehash(kept)


def _prepare(password: str) -> str:
    # the same characters typed on another system may come composed otherwise
    return unicodedata.normalize("NFKC", password)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _HASHER.hash("the password of an account that does not exist")
