"""Whether a file that may hold anything (JSON, XML, ZIP) holds the record of a worker."""

from app.documents.detect import Kind
from app.documents.model import Limits, SourceDocument
from app.documents.opening import Opening
from app.errors import LerError, SourceUnsupported

_KINDS = frozenset((Kind.JSON, Kind.XML, Kind.LINKEDIN))


def holds_record(source: SourceDocument, limits: Limits, opening: Opening) -> bool:
    """Say whether bytes are a structured source that is read, or would be if nothing were wrong with it.

    What was written by this service, settings of programs, and archives are not.
    """
    try:
        if opening.kind(source.data, limits) not in _KINDS:
            return False
        opening.read(source, limits)
    except SourceUnsupported:
        return False
    except LerError:
        return True
    return True
