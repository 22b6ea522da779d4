"""Options to the engine that recognises text here."""

from app.documents.model import Ocr
from app.documents.readers.ocr import rapid, tesseract
from app.documents.readers.ocr.model import Engine
from app.errors import SourceNeedsOcr

_OFF = "Unset LER_OCR to have scans and photos read."
_NO_TESSERACT = "Install tesseract (Debian: `apt-get install tesseract-ocr`), or set LER_OCR=auto."
_NO_RAPIDOCR = "In the checkout run `.venv/bin/pip install '.[ocr]'`, or set LER_OCR=auto."


def engine(options: Ocr) -> Engine:
    """Give what recognises text. Raises SourceNeedsOcr when there is none, or it lacks the language."""
    if options.engine == "off":
        raise SourceNeedsOcr("text recognition is switched off", hint=_OFF)
    path = tesseract.find(options.program) if options.engine != "rapidocr" else None
    if path is not None:
        return tesseract.Tesseract(path, options)
    if options.engine == "tesseract":
        raise SourceNeedsOcr("tesseract is not installed", hint=_NO_TESSERACT)
    if rapid.installed():
        return rapid.RapidOcr()
    if options.engine == "rapidocr":
        raise SourceNeedsOcr("rapidocr is not installed", hint=_NO_RAPIDOCR)
    raise SourceNeedsOcr("the pages are pictures, and no text recognition (OCR) is installed")
