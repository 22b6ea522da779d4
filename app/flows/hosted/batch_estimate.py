"""A sample of a batch's documents to what all of them may cost and take."""

import time
from decimal import Decimal
from typing import Final
from uuid import UUID

from app import pipeline
from app.documents.model import SourceDocument
from app.errors import LerError
from app.extraction.model import DocumentKind
from app.flows.hosted.batch_intake import Taken
from app.flows.hosted.batch_plan import Estimate
from app.flows.hosted.installation import Installation
from app.flows.hosted.spending import metered, most
from app.llm.price import Price, price_of
from app.store import batches, documents

SAMPLE: Final = 20
_DRAFTED: Final = 5
"""Documents of the sample that are drafted to see how long that takes."""
_ANSWER: Final = 4.0
"""Seconds that an answer of a model is taken to need."""
_AT_ONCE: Final = 8
_COSTS: Final = 0.03
"""Seconds that the bookkeeping of a row takes."""


def price_in(place: Installation) -> Price | None:
    """Give the price of the installation's model; None without a model or its price."""
    reader = place.tools.model
    return None if reader is None else price_of(reader.label, reader.prices)


def estimate(place: Installation, board_id: UUID, batch_id: UUID, taken: Taken, *, paid: bool) -> Estimate:
    """Look at a sample of the rows, evenly spread, and reckon from it; nothing is sent."""
    price = price_in(place) if paid else None
    calls = cost = count = 0
    seconds: list[float] = []
    for source in _sample(place, board_id, batch_id, taken.rows):
        count += 1
        began = time.process_time()
        try:
            found = _calls(place, source, price)
            if len(seconds) < _DRAFTED:
                pipeline.draft(source, metered(place.tools, None))
                seconds.append(time.process_time() - began)
        except LerError:
            continue
        calls += found[0]
        cost += found[1]
    fresh = max(taken.rows - taken.unreadable - taken.known, 0)
    share = Decimal(fresh) / count if count else Decimal(0)
    whole = int((calls * share).to_integral_value(rounding="ROUND_CEILING"))
    each = sum(seconds) / len(seconds) if seconds else 0.0
    waiting = whole * _ANSWER / _AT_ONCE if price is not None else 0.0
    return Estimate(
        rows=taken.rows,
        unreadable=taken.unreadable,
        known=taken.known,
        sampled=count,
        calls=whole,
        most=int((cost * share).to_integral_value(rounding="ROUND_CEILING")),
        seconds=round(max(fresh * (each + _COSTS), waiting)),
    )


def _sample(place: Installation, board_id: UUID, batch_id: UUID, rows: int) -> list[SourceDocument]:
    numbers = sorted({rows * turn // SAMPLE for turn in range(min(SAMPLE, rows))}) if rows > SAMPLE else range(rows)
    found: dict[UUID, SourceDocument] = {}
    for number in numbers:
        with place.database.reading() as connection:
            ids = batches.waiting_rows(connection, board_id, batch_id, after=number, limit=1)
            row = batches.load_row(connection, place.keyring, board_id, ids[0][1]) if ids else None
        if row is None or row.document_id is None or row.document_id in found:
            continue
        found[row.document_id] = documents.load_source(
            place.database, place.blobs, place.keyring, board_id, row.document_id
        )
    return list(found.values())


def _calls(place: Installation, source: SourceDocument, price: Price | None) -> tuple[int, int]:
    """Give how many calls a document makes at most, and what they cost in millionths of a US dollar."""
    tools = place.tools
    if price is None or tools.model is None:
        return 0, 0
    document = tools.opening.read(source, tools.limits)
    if tools.within(lambda: tools.extractor.extract(document, tools.kind)).kind is not DocumentKind.RESUME:
        return 0, 0
    calls = list(tools.model.calls(document))
    costs = [most(call, price) for call in calls]
    if tools.aligner is not None and costs:
        # picking among concepts shows less of the document than reading it does
        costs.append(max(costs))
    return len(costs), sum(costs)
