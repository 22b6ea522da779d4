"""Credentials to bytes and back, with nothing in between that could be read in two ways."""

import json
from typing import Any, NoReturn

from app.credentials.model import JsonObject
from app.errors import CredentialUnreadable

MAX_BYTES = 4_000_000
"""Largest credential that is read; a CLR of 1,000 badges is 3 MB."""
MAX_DEPTH = 40
"""Deepest nesting of objects and lists."""
MAX_VALUES = 120_000
"""Most values in one credential: what bounds the time of expansion."""
MAX_ITEMS = 5_000
"""Most items in one list: expansion compares the items of a list with each other."""


def to_bytes(document: JsonObject) -> bytes:
    """Write a credential as one line of UTF-8 JSON without insignificant white space or a line break at its end.

    So every byte means something, and any changed byte is a changed credential.
    """
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def from_bytes(data: bytes) -> JsonObject:
    """Read one JSON object. Raises CredentialUnreadable.

    Refused: what is no UTF-8, what is too large or too deep, a name that stands twice in one object (RFC 8259
    section 4 leaves open which one counts), NaN and infinities, and halves of characters.
    """
    if len(data) > MAX_BYTES:
        raise CredentialUnreadable(f"The file is larger than {MAX_BYTES} bytes.")
    try:
        text = data.decode("utf-8")
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise CredentialUnreadable("The file is not UTF-8 text.") from None
    except RecursionError:
        raise CredentialUnreadable(f"The file is nested deeper than {MAX_DEPTH} levels.") from None
    except ValueError:
        raise CredentialUnreadable("The file is not JSON.") from None
    if not isinstance(document, dict):
        raise CredentialUnreadable("The file is not one JSON object.")
    _measure(document)
    return document


def _unique(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise CredentialUnreadable("An object of the file has one name twice.")
    return found


def _no_constant(name: str) -> NoReturn:
    raise CredentialUnreadable(f"The file holds {name}, which is no JSON.")


def _measure(document: JsonObject) -> None:
    """Walk level by level, so that the depth of the file is no depth of the stack."""
    level: list[Any] = [document]
    seen = 0
    for _ in range(MAX_DEPTH):
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                _check_text("".join(value))
                below.extend(value.values())
            elif isinstance(value, list):
                if len(value) > MAX_ITEMS:
                    raise CredentialUnreadable(f"A list of the file has more than {MAX_ITEMS} items.")
                below.extend(value)
            elif isinstance(value, str):
                _check_text(value)
        seen += len(below)
        if seen > MAX_VALUES:
            raise CredentialUnreadable(f"The file holds more than {MAX_VALUES} values.")
        if not below:
            return
        level = below
    raise CredentialUnreadable(f"The file is nested deeper than {MAX_DEPTH} levels.")


def _check_text(text: str) -> None:
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise CredentialUnreadable("The file holds half of a character.")
