"""What an extractor missed, into a draft file: a person points at its words in the document itself."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from app import pipeline
from app.documents.model import Document, SourceDocument
from app.errors import DraftInvalid
from app.extraction.model import PERSON
from app.extraction.pointed import Pointed
from app.flows import outputs
from app.flows.inputs import Input
from app.flows.review import load_draft, name_of
from app.review.model import Draft, DraftClaim

_MARK = f'"extractor": "{PERSON}"'.encode()
"""Stands in a draft file that somebody added a claim to."""


class Adding:
    """Adds claims to one draft file; its document is read when the first one is added."""

    def __init__(self, path: Path, tools: Callable[[], pipeline.Tools], source: Input | None = None) -> None:
        """`tools` are asked for when they are needed; `source` is the document, where the call has it."""
        self._path = path
        self._make = tools
        self._source = source
        self._tools: pipeline.Tools | None = None
        self._document: Document | None = None

    @property
    def is_open(self) -> bool:
        """Say whether the document was read."""
        return self._document is not None

    def open(self, draft: Draft, told: Path | None = None) -> bool:
        """Read the document that the draft was made of: `told`, or the one that is known, or one that lies near.

        False when nobody knows where it lies. Raises SourceError, DraftInvalid when it is another document.
        """
        if self._tools is None:
            self._tools = self._make()
        source = Input(told, told.name) if told is not None else self._source or self._near(draft)
        if source is None:
            return False
        self._document = pipeline.read_again(draft, source.read(self._tools.limits), self._tools)
        return True

    def add(self, draft: Draft, said: Pointed) -> tuple[Draft, DraftClaim]:
        """Add a claim to the draft as its file has it by now and write it; gives both.

        Raises WordsMissing, ClaimKnown, OutputRefused, DraftInvalid when the file holds another document's draft,
        RuntimeError when the document is not open.
        """
        if self._tools is None or self._document is None:
            raise RuntimeError("the document is not open")
        with outputs.alone(self._path.parent):
            kept = load_draft(self._path)
            if kept.document.sha256 != draft.document.sha256:
                raise DraftInvalid(
                    f"{self._path.name}: was made again of another version of its document, since this sitting began",
                    hint="Leave the sitting (q) and begin it again; your answers are kept.",
                )
            after, claim = pipeline.add(kept, self._document, said, self._tools)
            outputs.place(self._path.parent, {self._path.name: outputs.json_bytes(after)})
        return after, claim

    def with_concepts(self, claim: DraftClaim) -> DraftClaim:
        """Give a claim that was worded otherwise with the concepts that may fit it, and none chosen."""
        if self._tools is None:
            self._tools = self._make()
        return pipeline.with_concepts(claim, self._tools)

    def _near(self, draft: Draft) -> Input | None:
        """Look for the document beside its draft and where the person is, by its name and its digest."""
        name = name_of(self._path)
        folders: Iterable[Path] = dict.fromkeys((self._path.parent, self._path.parent.parent, Path()))
        for folder in folders:
            for path in sorted(folder.glob(f"{_plain(name)}.*")):
                if path.is_file() and path.name != self._path.name and _digest(path) == draft.document.sha256:
                    return Input(path, path.name)
        return None


def carried(draft: Draft, path: Path, source: Callable[[], SourceDocument], tools: pipeline.Tools) -> Draft:
    """Take over what people added to the draft file that a new draft of the same document is to replace."""
    try:
        if not path.is_file() or _MARK not in path.read_bytes():
            return draft
        before = load_draft(path)
    except (OSError, DraftInvalid):
        return draft
    return pipeline.with_added(draft, before, source(), tools)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _plain(name: str) -> str:
    """Give a pattern that finds a name as it is."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
