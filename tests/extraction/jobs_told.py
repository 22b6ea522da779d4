"""The jobs that are read in a text, told in short."""

from app.extraction.extract import rule
from app.extraction.model import Entry, EntryKind
from app.taxonomy.index import Frameworks
from tests.extraction.documents import document

Told = tuple[str | None, str | None, str | None, str | None]
"""Title, employer, start and end."""
_KINDS = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE)


def entries(text: str, frameworks: Frameworks) -> list[Entry]:
    """Give the jobs and times in the forces of a text, in its order."""
    return [entry for entry in rule(document(text), frameworks).entries if entry.kind in _KINDS]


def jobs(text: str, frameworks: Frameworks) -> list[Told]:
    """Give what each of them is called, where and when it was."""
    return [(job.title, job.organization, job.start, job.end) for job in entries(text, frameworks)]
