"""Pages that are pictures to runs of text, and what was sure of it."""

from math import isnan

import numpy as np

from app.documents.model import Document, Limits, Page, RecognisedWord, Recognition
from app.documents.readers.ocr.choose import engine
from app.documents.readers.ocr.model import Engine, Grey
from app.documents.readers.ocr.recognise import recognise
from app.documents.readers.ocr.runs import runs_of
from app.documents.readers.page.rules import Rules
from app.documents.readers.page.run import Run
from app.errors import SourceTooManyPages

_LETTERS = 6
"""Letters in words that are likely; fewer are no text, but what engines make of a photo."""
_LIKELY = 0.6


class Scans:
    """Reads the pages of one document that are pictures. The engine is looked for with the first of them."""

    def __init__(self, limits: Limits) -> None:
        self._ocr = limits.ocr
        self._engine: Engine | None = None
        self._confidences: dict[int, list[float]] = {}
        self._words: dict[tuple[int, float, float], tuple[int, float]] = {}
        self._count = 0
        self._letters = 0

    def read(self, picture: Grey, dpi: float, page: Page) -> tuple[list[Run], Rules]:
        """Give the runs of a page, none when it is blank, and the lines drawn on it.

        Raises SourceTooManyPages, SourceNeedsOcr, SourceNotRecognised.
        """
        if len(self._confidences) >= self._ocr.pages:
            raise SourceTooManyPages(f"more than {self._ocr.pages} pages are pictures")
        self._confidences[page.number] = []
        english = "eng" in self._ocr.language.split("+")
        found = recognise(self._sought, picture, dpi, self._ocr.seconds, english=english)
        if found is None:
            return [], Rules()
        made = runs_of(found, (page.width, page.height))
        for run, words in made:
            self._keep(run, [word.confidence for word in words], page.number)
        return [run for run, _ in made], found.prepared.rules

    def _sought(self) -> Engine:
        if self._engine is None:
            self._engine = engine(self._ocr)
        return self._engine

    def _keep(self, run: Run, confidences: list[float], page: int) -> None:
        """Remember where each word's letters stand: the places stay what they are on the way into the text."""
        at = 0
        start = True
        for character, (x, y, _, _) in zip(run.characters, run.places.tolist(), strict=True):
            if isnan(x):
                at += 1
                start = True
                continue
            if start:
                self._count += 1
                self._confidences[page].append(confidences[at])
                start = False
            self._letters += character.isalnum() and confidences[at] >= _LIKELY
            self._words[page, *_kept(x, y)] = (self._count, confidences[at])

    def enough(self, stamps: int = 0) -> bool:
        """Say whether what was read can be called text; `stamps` letters of it are known to be a scanner's."""
        return self._letters >= stamps + _LETTERS

    def told(self, document: Document) -> Document:
        """Give the document with what recognised its text, and each of its words with its confidence."""
        pages = tuple(sorted(page for page, found in self._confidences.items() if found))
        if self._engine is None or not pages:
            return document
        every = [confidence for page in pages for confidence in self._confidences[page]]
        words: list[RecognisedWord] = []
        last = 0
        for line in document.lines:
            if line.page not in self._confidences:
                continue
            for index in range(line.start, line.end):
                place = document.place(index)
                known = self._words.get((line.page, *_kept(place[0], place[1]))) if place else None
                if known is None:
                    continue
                number, confidence = known
                if number == last:
                    words[-1] = words[-1].model_copy(update={"end": index + 1})
                else:
                    words.append(RecognisedWord(start=index, end=index + 1, confidence=confidence))
                last = number
        mean = round(sum(every) / len(every), 3)
        recognition = Recognition(engine=self._engine.name, pages=pages, confidence=mean)
        return document.model_copy(update={"recognition": recognition, "words": tuple(words)})


def _kept(x: float, y: float) -> tuple[float, float]:
    """Give a point as a document keeps it."""
    return float(np.float32(x)), float(np.float32(y))
