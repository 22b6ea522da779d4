"""What recognises text, and what it gives: words with places and confidence."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from app.documents.model import Box

Grey = npt.NDArray[np.uint8]
"""A picture, height by width: 0 is black, 255 is white."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `box` is in pixels from the top left of the picture that was given."""

    text: str
    box: Box
    confidence: float
    """From 0 to 1, by the engine's own account."""
    line: int
    """Words of one line, by the engine's judgement, share a number; numbers follow its reading order."""


class Engine(Protocol):
    """Recognises text; its threads wait for each other."""

    @property
    def name(self) -> str:
        """Name and version."""
        ...

    def words(self, picture: Grey, dpi: float, seconds: float) -> list[Word]:
        """Give the words of a picture of upright lines, `dpi` pixels an inch.

        Raises SourceNotRecognised when it fails, answers what cannot be understood, or takes longer than `seconds`.
        """
        ...
