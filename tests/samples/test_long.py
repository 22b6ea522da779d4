"""Resumes of two full pages."""

import pypdfium2 as pdfium
import pytest

from tests.samples.description import load
from tests.samples.long import LETTERS, TwoPages, two_pages
from tests.samples.make import EVALS, described_in


@pytest.fixture(scope="module")
def made() -> list[TwoPages]:
    return list(two_pages(load(path) for path in described_in(EVALS / "resumes")[:6]))


def test_each_fills_two_pages(made: list[TwoPages]) -> None:
    assert made
    for one in made:
        with pdfium.PdfDocument(one.data) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
        letters = [sum(not character.isspace() for character in text) for text in texts]
        assert len(texts) == 2
        assert sum(letters) == one.letters >= LETTERS
        assert min(letters) > LETTERS / 4


def test_a_description_that_fonts_cannot_print_is_left_out() -> None:
    described = load(described_in(EVALS / "resumes")[0])
    strange = described.model_copy(update={"name": "Ngọc Trần"})
    assert list(two_pages([strange, strange])) == []
