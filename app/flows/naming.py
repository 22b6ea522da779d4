"""Documents to the names of their results, so that no document's results replace another's."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

from app.flows.inputs import Input
from app.flows.versions import one_document

_QUOTED = re.compile(rb"urn:sha256:([0-9a-f]{64})#")


class Naming:
    """The names of one call's results in one folder."""

    def __init__(self, out: Path, inputs: Iterable[Input]) -> None:
        self._out = out
        self._meant = {item.name.casefold() for item in inputs}
        self._given: set[str] = set()

    def name(self, item: Input, sha256: str, is_earlier: Callable[[str], bool] = lambda _: False) -> str:
        """Give the name for the results of one document; the same one as long as its results are in the folder.

        `is_earlier` says whether what bears a name is evidently of another version of the document: its results are
        replaced where there are none of this one.
        """
        found = item.name
        if self._taken(found) or not free_for(self._out, found, sha256):
            found = self._another(item, sha256, is_earlier)
        self._given.add(found.casefold())
        return found

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
            if replaced is None and there and name.casefold() not in meant and is_earlier(name):
                replaced = name
        raise AssertionError("numbers do not end")

    def _taken(self, name: str) -> bool:
        return name.casefold() in self._given


def name_for(out: Path, name: str, sha256: str) -> str:
    """Give `name`, or `name-2` and so on where its files in `out` are those of another document."""
    return next(found for found in _numbered(name) if free_for(out, found, sha256))


def free_for(out: Path, name: str, sha256: str) -> bool:
    """Say whether `name` has no results in `out` that belong to another document than `sha256`.

    A record that is of another version of the document than the draft beside it belongs to it all the same.
    """
    there = documents(out, name)
    return there <= {sha256} or (sha256 in there and one_document(out, name))


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
