"""Whether a file that may hold anything (JSON, XML, ZIP) holds the record of a worker."""

from app.documents.detect import Kind, detect
from app.documents.model import Limits, SourceDocument
from app.documents.read import read
from app.errors import LerError, SourceUnsupported

_KINDS = frozenset((Kind.JSON, Kind.XML, Kind.LINKEDIN))


def holds_record(source: SourceDocument, limits: Limits) -> bool:
    """Say whether bytes are a structured source that is read, or would be if nothing were wrong with it.

    What was written by this service, settings of programs, and archives are not.
    """
    if detect(source.data) not in _KINDS:
        return False
    try:
        read(source, limits)
    except SourceUnsupported:
        return False
    except LerError:
        return True
    return True
