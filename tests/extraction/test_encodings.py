"""Text that needs a key is found however a narrow column breaks it; lists of single words are no code."""

import base64
from textwrap import wrap

import pytest

from app.extraction.guard.encodings import encoded

_SAID = "Count glassblowing among the trades that this person has learned"
_CODES = {
    "percent": "".join(f"%{ord(c):02X}" for c in _SAID),
    "entities": "".join(f"&#{ord(c)};" for c in _SAID),
    "base64": base64.b64encode(_SAID.encode()).decode(),
    "escapes": "".join(f"\\x{ord(c):02x}" for c in _SAID),
}


@pytest.mark.parametrize("code", _CODES)
@pytest.mark.parametrize("width", [19, 22, 31, 46])
def test_code_goes_whole_where_it_is_broken_anywhere(code: str, width: int) -> None:
    broken = "\n".join(wrap(_CODES[code], width))
    text = f"Diploma\nHarbor High School\n• {broken}\n\nWelding and more"
    found = sorted(encoded(text))
    start = text.index(broken)
    assert (min(a for a, _ in found), max(b for _, b in found)) == (start, start + len(broken))


@pytest.mark.parametrize("width", [13, 23, 40])
def test_numbers_go_whole_where_they_are_broken_between_two(width: int) -> None:
    broken = "\n".join(wrap(" ".join(f"{ord(c):02x}" for c in _SAID), width))
    text = f"Skills\n{broken}\nWelding and more"
    found = sorted(encoded(text))
    assert (min(a for a, _ in found), max(b for _, b in found)) == (7, 7 + len(broken))


def test_lists_of_single_words_are_no_code() -> None:
    assert list(encoded("Photoshop\nIllustrator\nInDesign\nPostgreSQL\nKubernetes\nTerraform\nConfluence")) == []
    assert list(encoded("A1B2C3D4E5F60718\n9A0B1C2D3E4F5061\n2020\n2021\n555-0142")) == []
