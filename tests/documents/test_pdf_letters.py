"""Letters of a PDF by the heights that they are printed in: a false name is told from small capitals."""

import numpy as np
import pytest

from app.documents.readers.pdf.shapes import misnamed

CAPITAL, RISING, LEVEL = 0.74, 0.77, 0.54


def _printed(text: str, size: float, *, capitals: bool = False, moved: int = 0) -> list[tuple[int, float, float]]:
    """Give code, size and rise of each letter; `moved` letters on stands the one whose shape is printed."""
    rows = []
    for letter in text.replace(" ", ""):
        shape = chr((ord(letter) - ord("a") + moved) % 26 + ord("a"))
        rise = CAPITAL if capitals else RISING if shape in "bdfhklit" else LEVEL
        rows.append((ord(letter), size, rise * size))
    return rows


def _misnamed(*parts: list[tuple[int, float, float]]) -> bool:
    rows = np.array([row for part in parts for row in part])
    base = np.full(len(rows), 100.0)
    # x0, y0, x1, y1 and the line; letters that go below it go by a fifth of their size
    below = np.where(np.isin(rows[:, 0], [ord(letter) for letter in "gpqy"]), 0.2, 0.0) * rows[:, 1]
    frame = np.stack([base, base - rows[:, 2], base, base + below, base], axis=1)
    nothing = np.zeros(len(rows), bool)
    return bool(misnamed(rows[:, 0].astype(np.int64), frame, rows[:, 1], nothing.astype(np.int64), nothing).any())


TITLES = "hvac installer senior clerk volunteer"
HEADINGS = "experience education certifications languages volunteering"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([_printed(TITLES, 11)], False),
        ([_printed(HEADINGS, 9, capitals=True)], False),
        ([_printed(TITLES, 11), _printed(HEADINGS, 9, capitals=True)], False),
        ([_printed(TITLES, 11, moved=7)], True),
        ([_printed(TITLES, 11, moved=7), _printed(HEADINGS, 9, capitals=True)], True),
        ([_printed(TITLES, 11, moved=7), _printed(HEADINGS, 9, moved=7)], True),
    ],
)
def test_small_capitals_beside_small_letters_of_one_face_are_no_false_names(
    parts: list[list[tuple[int, float, float]]], expected: bool
) -> None:
    assert _misnamed(*parts) is expected
