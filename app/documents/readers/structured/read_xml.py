"""XML to a document, when it is a record of one person that is known here."""

from lxml.etree import _Element as Element

from app.documents.model import Document, Hidden, Limits, SourceDocument
from app.documents.readers.structured.europass import is_skills_passport, skills_passport
from app.documents.readers.structured.europass_candidate import candidate, is_candidate
from app.documents.readers.structured.pesc import is_college_transcript, read_college_transcript
from app.documents.readers.structured.records import Part, write
from app.documents.readers.structured.strict_xml import load_xml
from app.errors import SourceUnsupported

_KNOWN = "Europass (SkillsPassport, Candidate) and PESC college transcripts are read; save others as PDF or DOCX."


def read_xml(source: SourceDocument, limits: Limits) -> Document:
    """Read Europass CVs and PESC college transcripts, told by the name of the root.

    Raises SourceUnsupported for any other XML and for a document type, SourceDamaged, SourceEmpty, SourceTooComplex
    and SourceTooLarge.
    """
    root = load_xml(source.data, limits)
    if is_college_transcript(root):
        return read_college_transcript(root, source, limits)
    hidden: list[Hidden] = []
    parts = europass(root, hidden)
    if parts is not None:
        return write(parts, source, limits, "application/xml", hidden)
    raise SourceUnsupported("this XML is no resume or transcript of a known format", hint=_KNOWN)


def europass(root: Element, hidden: list[Hidden]) -> list[Part] | None:
    """Give what a Europass CV says, of either schema; None for any other XML."""
    if is_skills_passport(root):
        return skills_passport(root, hidden)
    return candidate(root, hidden) if is_candidate(root) else None


def is_known_xml(data: bytes, limits: Limits) -> bool:
    """Say whether XML is a resume or transcript of a known format. Raises what `load_xml` raises."""
    root = load_xml(data, limits)
    return is_college_transcript(root) or is_skills_passport(root) or is_candidate(root)
