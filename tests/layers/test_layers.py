"""What nobody sees is kept apart and named, and what a person can read is text."""

import pytest

from app.documents.invisible import as_shown
from app.documents.model import Document, Hidden, SourceDocument
from app.documents.read import read
from app.extraction.guard.instructions import without_instructions
from app.extraction.model import Extraction
from app.review.flags import flag_draft
from app.review.model import FlagCode
from tests.layers.docx_tricks import docx_tricks
from tests.layers.honest import Honest, honest
from tests.layers.pdf_tricks import pdf_tricks
from tests.layers.trick import HOST, SKILL, Trick

_TRICKS = {
    f"{kind}: {trick.name}": trick for kind, of in (("pdf", pdf_tricks), ("docx", docx_tricks)) for trick in of()
}
_HONEST = {one.name: one for one in honest()}
_TOLD = (FlagCode.HIDDEN_TEXT, FlagCode.ACTIVE_CONTENT)


def _read(data: bytes) -> Document:
    return read(SourceDocument(name="resume", data=data))


def _flags(found: Document) -> list[str]:
    flags, _ = flag_draft(found, Extraction(entries=(), claims=()), {})
    return [flag.detail for flag in flags if flag.code in _TOLD]


@pytest.mark.parametrize("trick", _TRICKS.values(), ids=list(_TRICKS))
def test_a_trick_is_named_by_its_flag_and_its_words_are_read_by_nobody(trick: Trick) -> None:
    found = _read(trick.data)
    assert any(trick.names in detail for detail in _flags(found))
    read_ = without_instructions(found)
    told = "\n".join(read_.text[line.start : line.end] for line in read_.lines)
    assert SKILL not in told
    assert trick.visible or SKILL not in found.text
    assert all(words in told for words in HOST)


@pytest.mark.parametrize("resume", _HONEST.values(), ids=list(_HONEST))
def test_an_honest_resume_loses_no_words_and_gets_no_flag(resume: Honest) -> None:
    found = _read(resume.data)
    assert [words for words in resume.lines if words not in found.text] == []
    assert found.hidden == ()
    assert _flags(found) == []


def test_words_of_two_alphabets_are_named_from_the_second_on() -> None:
    assert _read("Welding with \u0441are\nSkills: grinding".encode()).hidden == ()
    twice = _read("Welding with \u0441are and \u0440ride\nSkills: grinding".encode())
    assert twice.hidden == (Hidden(text="\u0441are \u0440ride", page=1, reason="look-alike letters"),)


def test_what_an_override_turns_is_read_as_it_is_shown() -> None:
    found = _read("Skills: \u202egnidlew\u202c and grinding".encode())
    assert found.text == "Skills: welding and grinding"
    assert found.hidden == (Hidden(text="gnidlew", page=1, reason="reversed"),)


def test_an_override_around_blanks_hides_nothing() -> None:
    assert as_shown("Welder\u202e\u200b \u200b \u200b\u202c 2019")[1] == []
