"""What a check of a request found, to words for whoever wrote the request; no value of theirs is repeated."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

Found = Mapping[str, Any]
"""One complaint, as pydantic gives it: `type`, `loc`, `msg`, `ctx`."""

_WORDS: Final[Mapping[str, str]] = {
    "missing": "It is missing.",
    "extra_forbidden": "There is no field of this name.",
    "string_type": "It has to be a text.",
    "bool_type": "It has to be true or false.",
    "bool_parsing": "It has to be true or false.",
    "int_type": "It has to be a whole number.",
    "int_parsing": "It has to be a whole number.",
    "int_from_float": "It has to be a whole number.",
    "float_type": "It has to be a number.",
    "float_parsing": "It has to be a number.",
    "decimal_type": "It has to be a number.",
    "decimal_parsing": "It has to be a number.",
    "finite_number": "It has to be a number that ends.",
    "list_type": "It has to be a list.",
    "tuple_type": "It has to be a list.",
    "set_type": "It has to be a list.",
    "dict_type": "It has to be an object.",
    "model_type": "It has to be an object.",
    "model_attributes_type": "It has to be an object.",
    "uuid_parsing": "It has to be an id: 36 letters and figures with dashes.",
    "uuid_type": "It has to be an id: 36 letters and figures with dashes.",
    "datetime_from_date_parsing": "It has to be a date and time, such as 2026-11-27T09:00:00Z.",
    "datetime_parsing": "It has to be a date and time, such as 2026-11-27T09:00:00Z.",
    "datetime_type": "It has to be a date and time, such as 2026-11-27T09:00:00Z.",
    "timezone_aware": "It has to name its time zone, such as the Z of 2026-11-27T09:00:00Z.",
    "date_parsing": "It has to be a day, such as 2026-11-27.",
    "date_from_datetime_parsing": "It has to be a day, such as 2026-11-27.",
    "string_pattern_mismatch": "It does not have the form that the OpenAPI description gives for it.",
    "string_unicode": "It holds characters that no text has.",
    "literal_error": "It has to be one of: {expected}.",
    "enum": "It has to be one of: {expected}.",
    "greater_than": "It has to be more than {gt}.",
    "greater_than_equal": "It has to be {ge} or more.",
    "less_than": "It has to be less than {lt}.",
    "less_than_equal": "It has to be {le} or less.",
    "string_too_short": "It has to have {min_length} character{s} or more.",
    "string_too_long": "It may have {max_length} characters at most.",
    "too_short": "It has to hold {min_length} or more.",
    "too_long": "It may hold {max_length} at most.",
    "decimal_max_places": "It may have {decimal_places} places behind the point at most.",
    "decimal_max_digits": "It may have {max_digits} figures at most.",
}


def in_words(found: Sequence[Found], body: type[BaseModel] | None = None) -> list[dict[str, str]]:
    """Give for each complaint the place in the request, and what is wrong with it; `body` is what the body holds."""
    places = (".".join(map(str, one["loc"])) for one in found)
    return [
        {"place": place, "what": " ".join((_said(one), *_choices(one, body)))}
        for place, one in zip(places, found, strict=True)
    ]


def _choices(one: Found, body: type[BaseModel] | None) -> Iterator[str]:
    """Say for what is missing which words it may be, where there are only so many."""
    if body is None or one["type"] != "missing" or one["loc"][:1] != ("body",):
        return
    for name, field in body.model_fields.items():
        if one["loc"][1:] in ((), (name,)) and field.is_required() and get_origin(field.annotation) is Literal:
            words = ", ".join(f"'{word}'" for word in get_args(field.annotation))
            yield f"{name if len(one['loc']) == 1 else 'It'} has to be one of: {' or '.join(words.rsplit(', ', 1))}."


def no_json(found: Sequence[Found]) -> str:
    """Say where a body stops being JSON."""
    where = next((one["loc"][-1] for one in found if one["type"] == "json_invalid"), None)
    return f"The body is no JSON from its character {where} on." if isinstance(where, int) else "The body is no JSON."


def _said(one: Found) -> str:
    if one["type"] in _WORDS:
        told = dict(one.get("ctx") or {})
        return _WORDS[one["type"]].format_map({"expected": "", "s": "s" * (told.get("min_length") != 1)} | told)
    # what checks of our own say is a sentence already
    said = str(one["msg"]).removeprefix("Value error, ").replace("Input should", "It has to", 1)
    return said if said.endswith(".") else f"{said}."
