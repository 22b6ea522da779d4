"""RapidOCR's models to words, in this process."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from threading import Lock
from time import monotonic
from typing import Any

import numpy as np

from app.documents.readers.ocr.model import Grey, Word
from app.errors import SourceNotRecognised

_SIDE = 1280
"""Pixels of the longer side in which text is looked for: smaller loses small print, larger costs without finding."""
_LARGEST = 2600
"""Pixels of the longer side in which it is read."""
_ALONE = Lock()


def installed() -> bool:
    """Say whether the extra `ocr` is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class RapidOcr:
    """PP-OCR models on onnxruntime. Its time cannot be limited from within: the process that reads has a limit."""

    @property
    def name(self) -> str:
        """Name and version."""
        try:
            return f"rapidocr {version('rapidocr')}"
        except PackageNotFoundError:
            return "rapidocr"

    def words(self, picture: Grey, dpi: float, seconds: float) -> list[Word]:  # noqa: ARG002 - it needs no resolution
        """See `Engine.words`; a page that took longer than `seconds` is refused after it was read."""
        began = monotonic()
        try:
            with _ALONE:
                found = _model()(np.repeat(picture[:, :, None], 3, axis=2), return_word_box=True)
            words = list(_parted(found))
        except (MemoryError, RecursionError):
            raise
        except Exception as error:  # what the models' libraries raise is not declared
            raise SourceNotRecognised("rapidocr failed on a page") from error
        if monotonic() - began > seconds:
            raise SourceNotRecognised(f"recognising a page took rapidocr longer than {seconds:g} seconds")
        return words


@lru_cache(maxsize=1)
def _model() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": _LARGEST,
            "Det.limit_side_len": _SIDE,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _parted(found: Any) -> Iterator[Word]:
    """Give the words of the lines that were found, each with its line's number from top to bottom."""
    for line, parts in enumerate(found.word_results or ()):
        for text, confidence, corners in parts:
            if text.strip() and corners is not None:
                xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
                yield Word(
                    text.strip(), (min(xs), min(ys), max(xs), max(ys)), min(max(float(confidence), 0.0), 1.0), line
                )
