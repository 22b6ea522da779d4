"""One resume in several formats is read as the same lines, with the same headings and list items."""

from collections.abc import Callable

import pytest

from app.documents.model import Document
from tests.documents.papers import document
from tests.samples import docx, odt, rtf, web
from tests.samples.description import Described, load
from tests.samples.make import EVALS, described_in

RESUMES = [load(path) for suite in ("resumes", "varied") for path in described_in(EVALS / suite)][::3]
WRITERS: dict[str, Callable[[Described], bytes]] = {"rtf": rtf.render, "odt": odt.render, "html": web.render}


def told(found: Document) -> list[tuple[str, bool, bool]]:
    """Wide gaps count as two blanks, however wide they are."""
    return [
        ("  ".join(filter(None, found.text[line.start : line.end].split("  "))), line.heading, line.bullet)
        for line in found.lines
    ]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("described", RESUMES, ids=lambda described: described.slug)
def test_a_resume_is_read_as_its_docx_is(described: Described, suffix: str) -> None:
    found = document(WRITERS[suffix](described), f"resume.{suffix}")
    assert found.hidden == ()
    assert all(line.size for line in found.lines)
    expected = told(document(docx.render(described, "plain")))
    headed = suffix == "html"  # the name is an h1 there, and a large line in the others
    assert list(told(found))[headed:] == expected[headed:]


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_format_is_written_the_same_every_time(suffix: str) -> None:
    assert WRITERS[suffix](RESUMES[0]) == WRITERS[suffix](RESUMES[0])
