"""Two readings of a page against each other."""

import pytest

from app.documents.readers.pdf.audit import agreement
from app.extraction.model import Extraction
from app.review.flags import flag_draft
from app.review.model import FlagCode
from tests.documents.papers import document, pdf, shuffled
from tests.documents.test_pdf_order import HEADER, LEFT, RIGHT

PAGE = [*HEADER, *LEFT, *RIGHT]


@pytest.mark.parametrize("seed", range(3))
def test_a_page_that_is_printed_all_over_the_place_is_flagged_by_its_number(seed: int) -> None:
    found = document(pdf(shuffled(PAGE, seed), pages=2))
    assert {"reading-order:1", "reading-order:2"} <= set(found.notes)
    flags, _ = flag_draft(found, Extraction(entries=(), claims=()), {})
    told = [flag.detail for flag in flags if flag.code is FlagCode.READING_ORDER]
    assert any(detail.startswith("page 2: ") for detail in told)


def test_a_page_that_is_printed_across_its_columns_is_flagged() -> None:
    assert "reading-order:1" in document(pdf(sorted(PAGE, key=lambda t: (t.y, t.x)))).notes


def test_a_page_that_is_printed_column_by_column_is_not() -> None:
    assert document(pdf(PAGE)).notes == ()


def test_lines_agree_when_the_other_text_follows_them_with_the_same_lines() -> None:
    keys = ["alpha", "beta", "gamma", "delta", "epsilon"]
    assert agreement(keys, "alphabetagammadeltaepsilon") == 1.0
    assert agreement(keys, "gammadeltaepsilonalphabeta") == 0.75
    assert agreement(keys, "alphagammaepsilonbetadelta") == 0.0


def test_a_text_that_holds_hardly_any_of_the_lines_tells_nothing() -> None:
    assert agreement(["alpha", "beta", "gamma", "delta"], "betaomega") == 1.0
