"""What a check of a request found, to words for whoever wrote the request; no value of theirs is repeated."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

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
    "string_too_short": "It has to have {min_length} characters or more.",
    "string_too_long": "It may have {max_length} characters at most.",
    "too_short": "It has to hold {min_length} or more.",
    "too_long": "It may hold {max_length} at most.",
    "decimal_max_places": "It may have {decimal_places} places behind the point at most.",
    "decimal_max_digits": "It may have {max_digits} figures at most.",
}


def in_words(found: Sequence[Found]) -> list[dict[str, str]]:
    """Give for each complaint the place in the request, and what is wrong with it there."""
    return [{"place": ".".join(map(str, one["loc"])), "what": _said(one)} for one in found]


def no_json(found: Sequence[Found]) -> str:
    """Say where a body stops being JSON."""
    where = next((one["loc"][-1] for one in found if one["type"] == "json_invalid"), None)
    return f"The body is no JSON from its character {where} on." if isinstance(where, int) else "The body is no JSON."


def _said(one: Found) -> str:
    if one["type"] in _WORDS:
        return _WORDS[one["type"]].format_map({"expected": ""} | dict(one.get("ctx") or {}))
    # what checks of our own say is a sentence already
    said = str(one["msg"]).removeprefix("Value error, ").replace("Input should", "It has to", 1)
    return said if said.endswith(".") else f"{said}."
