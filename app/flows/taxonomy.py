"""Frameworks: link texts to concepts, import official downloads."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.errors import ImportRefused, LinesRefused, SourceNotFound
from app.flows import runtime
from app.flows.outcome import Tick
from app.settings import Settings
from app.taxonomy.gazetteer import SKILL_KINDS, TITLE_KINDS
from app.taxonomy.imports.collections import import_case, import_rsd, name_of
from app.taxonomy.imports.esco import import_esco
from app.taxonomy.imports.onet import import_onet
from app.taxonomy.index import Frameworks
from app.taxonomy.link import rank
from app.taxonomy.model import Manifest
from app.values import Frozen

_FIELDS = TypeAdapter(dict[str, object])

IMPORTERS = {"esco": import_esco, "onet": import_onet}
COLLECTIONS = {"rsd": import_rsd, "case": import_case}
"""Formats that any number of publishers use, so that each download has a name of its own."""


class Text(Frozen):
    """One line to link."""

    id: str | int
    text: str


class LinkedConcept(Frozen):
    """One concept for a text, best first."""

    id: str
    name: str
    score: float


class Linked(Frozen):
    """One line as linked."""

    id: str | int
    concepts: tuple[LinkedConcept, ...]


def texts(path: Path) -> list[Text]:
    """Read `{id, text}` lines, or lines of plain text; other fields are left aside.

    Where no line has an id, its number is its id. Raises SourceNotFound, and LinesRefused, which names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise SourceNotFound(f"{path}: it cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise LinesRefused(f"{path.name}: cannot be read as text in UTF-8") from error
    told = {number: line.strip() for number, line in enumerate(lines, start=1) if line.strip()}
    if not next(iter(told.values()), "").startswith(("{", "[")):
        return [Text(id=number, text=line) for number, line in told.items()]
    found = {number: _fields(line, f"{path.name}: line {number}") for number, line in told.items()}
    numbered = all(fields.get("id") is None for fields in found.values())
    return [
        _text({"id": number} | fields if numbered else fields, f"{path.name}: line {number}")
        for number, fields in found.items()
    ]


def _fields(line: str, place: str) -> dict[str, object]:
    try:
        return {name: value for name, value in _FIELDS.validate_json(line).items() if name in ("id", "text")}
    except ValidationError:
        raise LinesRefused(f"{place} is not an object with id and text") from None


def _text(fields: dict[str, object], place: str) -> Text:
    if fields.get("id") is None:
        raise LinesRefused(f"{place} has no id", hint="Give every line an id, or none: then its number is its id.")
    try:
        return Text.model_validate(fields)
    except ValidationError:
        raise LinesRefused(f"{place} is not an object with id and text") from None


def link_all(
    texts: Sequence[Text], frameworks: Frameworks, framework: str, k: int, tick: Tick, *, titles: bool = False
) -> Iterator[Linked]:
    """Link each text to up to `k` skills, or occupations, of one framework, best first. Raises FrameworkUnknown."""
    kinds = TITLE_KINDS if titles else SKILL_KINDS
    for text in texts:
        hits = rank(text.text, frameworks, framework=framework, k=k, kinds=kinds)
        concepts = (LinkedConcept(id=hit.concept.id, name=hit.concept.name, score=hit.score) for hit in hits)
        yield Linked(id=text.id, concepts=tuple(concepts))
        tick(str(text.id))


def import_download(
    settings: Settings, format_: str, source: Path, version: str | None, name: str | None = None
) -> Manifest:
    """Import `source`, in place of an earlier import of its name. Raises ImportRefused.

    ESCO and O*NET have their own names; a collection is called `name`, or as its file is.
    """
    today = date.fromisoformat(runtime.now()[:10])
    collection, official = COLLECTIONS.get(format_), IMPORTERS.get(format_)
    if collection is not None:
        called = name or name_of(source)
        return collection(source, settings.imported_frameworks / called, on=today, version=version, name=called)
    if official is None:
        known = ", ".join((*IMPORTERS, *COLLECTIONS))
        raise ImportRefused(f"no import for {format_!r}", hint=f"Known formats: {known}.")
    if name not in (None, format_):
        raise ImportRefused(f"{format_} keeps its own name", hint="Leave --name out; it is for collections.")
    return official(source, settings.imported_frameworks / format_, on=today, version=version)
