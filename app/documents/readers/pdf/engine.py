"""PDF bytes to an open pdfium document, one at a time."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdfium2.internal import ObjectTracker

from app.errors import SourceDamaged, SourceEncrypted

_ALONE = threading.RLock()
_opened_in: set[int] = set()
"""Numbers of this process, and of those that it was forked from, where they opened a PDF."""


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF, and close it at the end. Threads wait for each other, because pdfium is not safe in several.

    Raises SourceEncrypted and SourceDamaged; a PdfiumError from within the block also becomes SourceDamaged.
    """
    with _ALONE:
        _forget()
        try:
            pdf = pdfium.PdfDocument(data)
            try:
                yield pdf
            finally:
                pdf.close()
        except pdfium.PdfiumError as error:
            if error.err_code == raw.FPDF_ERR_PASSWORD:
                raise SourceEncrypted("the PDF needs a password to open") from error
            raise SourceDamaged("the PDF, or a page of it, cannot be opened") from error


def _forget() -> None:
    """Have pdfium forget the documents that this process opened before, unless something of one is still open.

    It stands in for fonts that it does not know with a font of its own, whose weight and width are set anew for each
    letter that is drawn, and stay so: where the letters of the next document are would depend on the last one.
    """
    if os.getpid() not in _opened_in:
        # forked from one that opened nothing foreign: what was set up there need not be done again
        _opened_in.add(os.getpid())
    elif not any(ObjectTracker.values()):
        raw.FPDF_DestroyLibrary()
        raw.FPDF_InitLibrary()
