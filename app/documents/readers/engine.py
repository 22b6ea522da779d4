"""PDF bytes to an open pdfium document, one at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from app.errors import SourceDamaged, SourceEncrypted

_ALONE = threading.RLock()


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF, and close it at the end. Threads wait for each other, because pdfium is not safe in several.

    Raises SourceEncrypted and SourceDamaged; a PdfiumError from within the block also becomes SourceDamaged.
    """
    with _ALONE:
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
