"""XML to a document, when it is a record of one person that is known here."""

from app.documents.model import Document, Limits, SourceDocument
from app.documents.readers.pesc import is_college_transcript, read_college_transcript
from app.documents.readers.strict_xml import load_xml
from app.errors import SourceUnsupported

_KNOWN = "Europass (SkillsPassport, Candidate) and PESC college transcripts are read; save others as PDF or DOCX."


def read_xml(source: SourceDocument, limits: Limits) -> Document:
    """Read a PESC college transcript, told by the name of the root.

    Raises SourceUnsupported for any other XML and for a document type, SourceDamaged, SourceEmpty, SourceTooComplex
    and SourceTooLarge.
    """
    root = load_xml(source.data, limits)
    if is_college_transcript(root):
        return read_college_transcript(root, source, limits)
    raise SourceUnsupported("this XML is no resume or transcript of a known format", hint=_KNOWN)
