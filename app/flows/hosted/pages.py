"""Pages of a document to pictures for whoever looks at its draft."""

import hashlib
from importlib.metadata import version
from typing import Final
from uuid import UUID

from pydantic import Field, model_validator

from app.documents.model import Box
from app.errors import NotFound
from app.flows.hosted import drafting
from app.flows.hosted.access import Asking
from app.store import data_keys, documents
from app.values import Frozen

SCALES: Final = (0.2, 4.0)
"""Pixels a point: from a thumbnail to small print."""
BOXES: Final = 100
_PURPOSE: Final = "page picture"
_DRAWN_BY: Final = version("pypdfium2")


class View(Frozen):
    """How a page is looked at."""

    number: int = Field(ge=1)
    scale: float = Field(ge=SCALES[0], le=SCALES[1], allow_inf_nan=False)
    boxes: tuple[Box, ...] = Field(default=(), max_length=BOXES)
    """Places to outline, as in evidence."""

    @model_validator(mode="after")
    def _sides(self) -> "View":
        if any(x0 > x1 or y0 > y1 for x0, y0, x1, y1 in self.boxes):
            raise ValueError("a box has its right or lower side first")
        return self

    def tag(self, document_id: UUID) -> str:
        """Name the picture: the bytes of a document never change, so only a newer engine would draw another one."""
        told = f"{_DRAWN_BY} {document_id} {self.model_dump_json()}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]


def picture(asking: Asking, document_id: UUID, view: View) -> bytes:
    """Give the picture of a page as a PNG, drawn in a process of its own or kept from before.

    Raises AccessError, NotFound when there is no such document or page, SourceUnsupported for a document without
    pages, what `Opening.page_image` raises, SealBroken.
    """
    drafting.document(asking, document_id)
    place, tag = asking.place, view.tag(document_id)
    with place.database.reading() as connection:
        key = data_keys.open_key(connection, place.keyring, asking.board_id, document_id)
    kept = place.pictures.get(tag)
    if kept is not None:
        return key.open(_PURPOSE, kept)
    given = documents.load_source(place.database, place.blobs, place.keyring, asking.board_id, document_id)
    try:
        drawn = place.opening.page_image(given.data, view.number, view.scale, view.boxes, place.limits)
    except IndexError as error:
        raise NotFound("There is no such page.") from error
    place.pictures.keep(tag, key.seal(_PURPOSE, drawn))
    return drawn
