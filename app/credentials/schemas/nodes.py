"""JSON values to the building blocks of 1EdTech credentials: texts, dates, and objects with a type."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

_TIMESTAMP: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T(\d{2}:\d{2}):(\d{2})(\.\d+)?(Z|[+-]\d{2}:\d{2})\Z", re.ASCII | re.IGNORECASE
)
_T = TypeVar("_T")

_LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]

Text: TypeAlias = str | dict[_LanguageTag, str]
"""A string, or one string for each language."""
OneOrMany: TypeAlias = _T | list[_T]
"""JSON-LD lets a list of one be written as the item."""
Context: TypeAlias = Text | dict[str, Any]
Contexts: TypeAlias = Context | list[Context]


def matching(expression: str) -> AfterValidator:
    """Give a check that `expression` is found in a text, in every language of it."""

    def check(value: Any) -> Any:
        if not all(re.search(expression, text) for text in _texts(value)):
            raise ValueError("has not the form that is asked for")
        return value

    return AfterValidator(check)


def among(*allowed: str) -> AfterValidator:
    """Give a check that text, in every language of it, is one of `allowed`."""

    def check(value: Any) -> Any:
        if not all(text in allowed for text in _texts(value)):
            raise ValueError(f"is not {' or '.join(allowed)}")
        return value

    return AfterValidator(check)


def among_or_extension(*allowed: str) -> AfterValidator:
    """Give a check that a string is one of `allowed`, or holds an extension (`ext:…`)."""

    def check(value: str) -> str:
        if value not in allowed and not re.search(r"ext:[a-zA-Z0-9.|_]+", value):
            raise ValueError(f"is neither an extension (ext:…) nor one of {', '.join(allowed[:4])} …")
        return value

    return AfterValidator(check)


def containing(*groups: tuple[str, ...]) -> AfterValidator:
    """Give a check that a list of types has a member of each group; a lone string is let be, as the schemas do."""

    def check(value: Any) -> Any:
        for group in groups:
            if isinstance(value, list) and not any(item in group for item in value):
                raise ValueError(f"does not include {' or '.join(group)}")
        return value

    return AfterValidator(check)


def beginning_with(first: str, *expected: str) -> AfterValidator:
    """Give a check that a list of contexts begins with `first` and one that matches each of `expected`."""

    def check(value: Any) -> Any:
        if isinstance(value, list):
            named = value[1 : 1 + len(expected)]
            fits = [isinstance(one, str) and re.search(form, one) for one, form in zip(named, expected, strict=False)]
            if value[:1] != [first] or len(fits) < len(expected) or not all(fits):
                raise ValueError("does not begin with the contexts of its type in their order")
        return value

    return AfterValidator(check)


def _texts(value: Any) -> list[str]:
    return list(value.values()) if isinstance(value, dict) else [value]


def is_timestamp(value: Any) -> bool:
    """Tell whether a value is a date and time with a time zone (RFC 3339; leap seconds are times)."""
    try:
        moment(value)
    except ValueError:
        return False
    return True


def moment(value: Any) -> datetime:
    """Give the moment of a timestamp; a leap second is the second before it. Raises ValueError for what is none."""
    found = _TIMESTAMP.match(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("is not a date and time with a time zone")
    seconds = "59" if found[2] == "60" else found[2]
    zone = "+00:00" if found[4] in "zZ" else found[4]
    return datetime.fromisoformat(f"{value[:10]}T{found[1]}:{seconds}{found[3] or ''}{zone}")


def _timestamp(value: str) -> str:
    if not is_timestamp(value):
        raise ValueError("is not a date and time with a time zone")
    return value


def _day(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("is not a date")
    date.fromisoformat(value)
    return value


Timestamp = Annotated[str, AfterValidator(_timestamp)]
"""RFC 3339 date-time."""
Day = Annotated[str, AfterValidator(_day)]
"""RFC 3339 full-date."""


class Node(BaseModel):
    """An object of a credential. Other fields may stand in it; a known field is absent or has a value, never null."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True, alias_generator=to_camel)

    @model_validator(mode="before")
    @classmethod
    def _no_nulls(cls, value: Any) -> Any:
        if isinstance(value, dict):
            for name, field in cls.model_fields.items():
                if value.get(field.alias or name, "") is None:
                    raise ValueError(f"{field.alias or name} is null")
        return value


class Closed(Node):
    """An object in which no other field may stand."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, alias_generator=to_camel)
