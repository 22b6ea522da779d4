"""Base of every value that travels between the stages, and the names for strings that must not mix."""

import base64
from datetime import date
from typing import NewType

from pydantic import BaseModel, ConfigDict

Sha256 = NewType("Sha256", str)
"""Lower-case hexadecimal SHA-256 of a source document's bytes."""

ConceptId = NewType("ConceptId", str)
"""Official IRI (or page URL, where a framework has no IRIs) of a concept."""

Did = NewType("Did", str)
"""Decentralized identifier, for example `did:key:z6Mk…`."""

Instant = NewType("Instant", str)
"""A moment in UTC with whole seconds, `2026-01-31T09:30:00Z` (XSD dateTimeStamp as VCDM 2.0 section 4.9 wants it)."""


class Frozen(BaseModel):
    """A value: immutable, and unknown fields are an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", serialize_by_alias=True, validate_by_alias=True, validate_by_name=True
    )


def base64url(data: bytes) -> str:
    """Write bytes as base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def is_calendar_date(text: str) -> bool:
    """Say whether YYYY, YYYY-MM or YYYY-MM-DD names a year, month or day that exists."""
    try:
        date.fromisoformat(text + "0001-01-01"[len(text) :])
    except ValueError:
        return False
    return True
