"""Documents to the names of their results, so that no document's results replace another's."""

import hashlib
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import count
from pathlib import Path

from app.flows.inputs import Input
from app.flows.versions import one_document

_QUOTED = re.compile(rb"urn:sha256:([0-9a-f]{64})#")
_RESULT = re.compile(r"(.+)\.(?:draft|record|ler)\.json")
_NUMBER = re.compile(r"-\d+$")


class Naming:
    """The names of one call's results in one folder."""

    def __init__(self, out: Path, inputs: Iterable[Input]) -> None:
        self._out = out
        self._inputs = tuple(inputs)
        self._meant = {item.name.casefold() for item in self._inputs}
        self._given: set[str] = set()

    def name(self, item: Input, sha256: str, is_earlier: Callable[[str], bool] = lambda _: False) -> str:
        """Give the name for the results of one document; the same one as long as its results are in the folder.

        `is_earlier` says whether what bears a name is evidently of another version of the document: its results are
        replaced where there are none of this one, and where they are none of another input.
        """
        found = self._own(item, sha256)
        if found is None:
            found = item.name
            if self._taken(found) or not free_for(self._out, found, sha256):
                found = self._another(item, sha256, is_earlier)
        self._given.add(found.casefold())
        return found

    def _own(self, item: Input, sha256: str) -> str | None:
        """Give a name under which there are results of this very document, its own one first."""
        for name in sorted(self._held.get(item.stem, ()), key=lambda name: name != item.name):
            if self._taken(name) or not _are_of(self._out, name, documents(self._out, name), sha256):
                continue
            namesakes = [other for other in self._inputs if other is not item and other.name == name]
            if not any(_holds(other, {sha256}) for other in namesakes):
                return name
        return None

    @cached_property
    def _held(self) -> Mapping[str, Sequence[str]]:
        """Stems to the names of results that were there when the first name was given, by their numbers."""
        files = (path.name for path in self._out.glob("*.json"))
        names = {found[1] for name in files if (found := _RESULT.fullmatch(name))}
        held: dict[str, list[str]] = {}
        for name in sorted(names, key=lambda name: (len(name), name)):
            for stem in {name, _NUMBER.sub("", name)}:
                held.setdefault(stem, []).append(name)
        return held

    def _another(self, item: Input, sha256: str, is_earlier: Callable[[str], bool]) -> str:
        # a name that another input of the call is to have is only taken when it holds this document's results
        meant = self._meant - {item.name.casefold()}
        replaced = None
        for name in _numbered(item.stem):
            if self._taken(name):
                continue
            there = documents(self._out, name)
            if free_for(self._out, name, sha256) and (there or name.casefold() not in self._meant):
                return name if there or replaced is None else replaced
            open_ = there and name.casefold() not in meant and not self._of_another(item, there)
            if replaced is None and open_ and is_earlier(name):
                replaced = name
        raise AssertionError("numbers do not end")

    def _of_another(self, item: Input, there: Container[str]) -> bool:
        """Say whether results are those of another input of the call that can have their name."""
        stem = item.stem.casefold()
        others = (other for other in self._inputs if other is not item and other.stem.casefold() == stem)
        return any(_holds(other, there) for other in others)

    def _taken(self, name: str) -> bool:
        return name.casefold() in self._given


def _holds(item: Input, digests: Container[str]) -> bool:
    """Say whether the SHA-256 of an input is one of `digests`; not where it cannot be read."""
    if item.part is not None:
        return hashlib.sha256(item.part.data).hexdigest() in digests
    if not item.path.is_file():
        return False
    try:
        with item.path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() in digests
    except OSError:
        return False


def name_for(out: Path, name: str, sha256: str) -> str:
    """Give `name`, or `name-2` and so on where its files in `out` are those of another document."""
    return next(found for found in _numbered(name) if free_for(out, found, sha256))


def free_for(out: Path, name: str, sha256: str) -> bool:
    """Say whether `name` has no results in `out` that belong to another document than `sha256`.

    A record that is of another version of the document than the draft beside it belongs to it all the same.
    """
    there = documents(out, name)
    return not there or _are_of(out, name, there, sha256)


def _are_of(out: Path, name: str, there: Set[str], sha256: str) -> bool:
    """Say whether results that speak of the documents `there` belong to `sha256`."""
    return there == {sha256} or (sha256 in there and one_document(out, name))


def documents(out: Path, name: str) -> set[str]:
    """Give the SHA-256 of each document that the results of that name speak of; "" where that cannot be told."""
    told = (_of_review(out / f"{name}.draft.json", "document"), _of_review(out / f"{name}.record.json", None))
    found = {digest for digest in told if digest is not None}
    signed = out / f"{name}.ler.json"
    if found or not signed.is_file():
        return found
    return {digest.decode() for digest in _QUOTED.findall(signed.read_bytes())} or {""}


def _of_review(path: Path, within: str | None) -> str | None:
    """Give the digest that a draft or record names, "" for a file that is neither, None when there is no file."""
    try:
        value = json.loads(path.read_bytes())
        return str(value[within]["sha256"] if within else value["document_sha256"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
