"""JSON to values, where everything that a careless parser lets through is refused."""

import json
import re
from collections.abc import Iterable
from json import JSONDecodeError
from typing import Any

from app.documents.detect import decode
from app.documents.model import Limits
from app.errors import SourceDamaged, SourceTooComplex

_STRING = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"?', re.DOTALL)
_LONGEST_NUMBER = 64
_HINT = "Export the file again; a file that was edited by hand may have a mark too many or too few."


class _TwiceError(ValueError):
    """An object has two values of one name."""


class _NumberError(ValueError):
    """A number that JSON does not have, or longer than any number of a resume."""


def load_json(data: bytes, limits: Limits) -> Any:
    """Parse JSON (RFC 8259); numbers stay the text that they are.

    Raises SourceDamaged for what is no JSON, for NaN, an overlong number, a name given twice in one object (which of
    the two a reader takes is chance); SourceTooComplex beyond `limits` of values and depth.
    """
    text = decode(data)
    if text is None:
        raise SourceDamaged("the file is not readable as text")
    text = text.removeprefix("\ufeff")
    _check(text, limits)
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_constant,
        )
    except JSONDecodeError as error:
        raise SourceDamaged(
            f"it is not valid JSON (line {error.lineno}, column {error.colno})", hint=_HINT
        ) from error
    except _TwiceError as error:
        raise SourceDamaged("an object of the JSON has two values of one name", hint=_HINT) from error
    except _NumberError as error:
        raise SourceDamaged("the JSON has a number that is none, or far too long", hint=_HINT) from error


def _check(text: str, limits: Limits) -> None:
    """Count before anything is parsed: deep nesting ends the parser, many values the memory."""
    bare = _STRING.sub('"', text)
    count = sum(map(bare.count, ",[{"))
    if count > limits.values:
        raise SourceTooComplex(f"the JSON has more than {limits.values:,} values", hint=_SMALLER)
    if sum(map(bare.count, "[{")) <= limits.depth:
        return
    depth = 0
    for mark in re.finditer(r"[\[{}\]]", bare):
        depth += 1 if mark.group() in "[{" else -1
        if depth > limits.depth:
            raise SourceTooComplex(f"the JSON has more than {limits.depth} values inside one another", hint=_SMALLER)


_SMALLER = "It asks for more than any resume does; export the resume alone."


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _TwiceError
        found[name] = value
    return found


def _number(said: str) -> str:
    if len(said) > _LONGEST_NUMBER:
        raise _NumberError
    return said


def _constant(said: str) -> Any:
    raise _NumberError(said)


def text_of(value: object) -> str:
    """Give a text or number as it stands; "" for anything else. Half a surrogate pair becomes U+FFFD."""
    return re.sub(r"[\ud800-\udfff]", "\ufffd", value).strip() if isinstance(value, str) else ""


def objects(value: object) -> list[dict[str, Any]]:
    """Give the objects of a list, or the one object that stands where a list belongs."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]


def texts(value: object) -> list[str]:
    """Give the texts of a list, or the one text that stands where a list belongs; empty ones are left out."""
    found = value if isinstance(value, list) else [value]
    return [said for one in found if (said := text_of(one))]


def inner(value: object, *path: str) -> Any:
    """Give what stands in an object under names that lead into one another; None where one is missing."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def left_over(told: dict[str, Any], known: Iterable[str]) -> list[tuple[str, str]]:
    """Give name and text of what an object says under other names than the known ones; lists are opened."""
    skipped = {*known}
    found: list[tuple[str, str]] = []
    for name, value in told.items():
        if name not in skipped and not name.startswith(("$", "@", "_")):
            said = ", ".join(_scalars(value))
            found += [(name, said)] if said else []
    return found


def _scalars(value: object) -> list[str]:
    if isinstance(value, dict):
        return [said for one in value.values() for said in _scalars(one)]
    if isinstance(value, list):
        return [said for one in value for said in _scalars(one)]
    return [text_of(value)] if text_of(value) else []
