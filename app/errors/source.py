"""Errors of source documents."""

from app.errors.root import LerError


class SourceError(LerError):
    """A source document that cannot become a document."""

    code = "source"


class SourceNotFound(SourceError):
    """No file at that path, or it may not be opened."""

    code, exit_status = "source.not-found", 10
    hint = "Check the path and that you may read the file."


class SourceEmpty(SourceError):
    """The file has no bytes, or a text file has no characters but white space."""

    code, exit_status = "source.empty", 11
    hint = "Export or save the document again; the copy you have holds nothing."


class SourceEncrypted(SourceError):
    """The file needs a password to open."""

    code, exit_status = "source.encrypted", 12
    hint = "Open it with its password and save a copy without one."


class SourceDamaged(SourceError):
    """The file is cut short or its structure is broken."""

    code, exit_status = "source.damaged", 13
    hint = "Download or export the file again; this copy is incomplete or broken."


class SourceWithoutText(SourceError):
    """There are no words on the pages: nothing could be read (which is not the same as nothing found)."""

    code, exit_status = "source.no-text", 14
    hint = "Export the document as a PDF with text, or scan it again: flat, evenly lit, at 300 dots per inch."


class SourceTooManyPages(SourceError):
    """More pages than a resume or transcript has."""

    code, exit_status = "source.too-many-pages", 15
    hint = "Split the file and convert only the pages that are the resume or transcript."


class SourceUnsupported(SourceError):
    """The bytes are of a known type that is not read here, or of no known type."""

    code, exit_status = "source.unsupported", 16
    hint = "Save the document as PDF, DOCX or plain text."


class SourceMismatch(SourceError):
    """The bytes are not what the file's name says."""

    code, exit_status = "source.mismatch", 17
    hint = "Check that this is the right file; if it is, give it the ending that fits its content."


class SourceTooLarge(SourceError):
    """The file, or what it unpacks to, is larger than the limit."""

    code, exit_status = "source.too-large", 18
    hint = "Save a smaller copy: without pictures, or only the pages that are the resume or transcript."


class SourceTooComplex(SourceError):
    """The file asks for more work than any resume needs (nesting, streams, annotations)."""

    code, exit_status = "source.too-complex", 19
    hint = "Print the document to a new PDF and convert that."


class SourceTimeOut(SourceError):
    """The file takes longer to open than any resume does."""

    code, exit_status = "source.time-out", 29
    hint = "Print the document to a new PDF and convert that; a scan of many pages may be split."


class SourceDraftTimeOut(SourceError):
    """Finding entries and claims in the text takes longer than any resume or transcript does."""

    code, exit_status = "source.draft-time-out", 24
    hint = (
        "Give the pages that are the resume or transcript alone, or print the document to a new PDF; of a very long "
        "one raise LER_MAX_DRAFTING_SECONDS."
    )


class SourceNeedsOcr(SourceError):
    """The pages are pictures, and there is nothing here that recognises text in them (OCR)."""

    code, exit_status = "source.needs-ocr", 26
    hint = (
        "Install tesseract (Debian: `apt-get install tesseract-ocr`), or run `.venv/bin/pip install '.[ocr]'` in the "
        "checkout; `ler doctor` tells."
    )


class SourceNotRecognised(SourceError):
    """The pages are pictures, and recognising their text (OCR) failed or took too long."""

    code, exit_status = "source.ocr-failed", 25
    hint = "Try it again; if it fails again, see what `ler doctor` says of text recognition, or scan fewer pages."


class SourceColumns(SourceError):
    """A table in which the columns of a job history or a list of courses cannot be told."""

    code, exit_status = "source.columns", 27
    hint = (
        "It needs a heading row with a column for the job title and one for the employer or the dates, such as "
        '"Job Title", "Employer", "Start Date", "End Date"; a list of courses one for the course and one for the '
        'grade, status or credits. "Employee ID" tells several workers apart.'
    )


class SourceSeveralWorkers(SourceError):
    """A table with the rows of several workers where one worker's are wanted."""

    code, exit_status = "source.several-workers", 28
    hint = (
        "Named itself, such a table becomes one draft for each worker by `ler draft`, `ler convert` and "
        "`ler batch create`; elsewhere give each their own."
    )
