"""Skill collections of boards and colleges to a framework folder: Rich Skill Descriptors, and CASE frameworks.

Forms: the CSV and JSON exports of the Open Skills Management Tool (https://github.com/wgu-opensource/osmt,
https://rsd.openskillsnetwork.org/context-v1.json), and the CFPackage of 1EdTech CASE 1.0 as JSON
(https://www.imsglobal.org/sites/default/files/CASE/casev1p0/information_model/caseservicev1p0_infomodelv1p0.html).
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.errors import ImportRefused
from app.taxonomy import tables
from app.taxonomy.model import ConceptKind, Manifest

_LIMIT: Final = 200_000_000
_LONGEST: Final = 300
"""Characters of a name; a statement that is longer is no name."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_TAKEN: Final = ("esco", "onet")
_ADDRESS: Final = re.compile(r"(https?://|urn:)[^\s<>\"{}|\\^`]+")
_CSV: Final = ("Canonical URL", "RSD Name")
_WITHDRAWN: Final = ("archived", "deleted", "draft")
_UNTOLD: Final = "The download does not tell it: ask the publisher"
HINT: Final = (
    "Give a collection of Rich Skill Descriptors as CSV or JSON (format `rsd`), or a CASE framework (a CFPackage) as "
    "JSON (format `case`)."
)


class _Skill(NamedTuple):
    address: str
    name: str
    code: str = ""
    also: tuple[str, ...] = ()


class _Read(NamedTuple):
    title: str
    publishers: tuple[str, ...]
    version: str | None
    licence: str | None
    skills: list[_Skill]


def import_rsd(source: Path, folder: Path, *, on: date, version: str | None = None, name: str) -> Manifest:
    """Turn a collection of Rich Skill Descriptors (CSV or JSON) into the framework `folder`, whole or not at all.

    Raises ImportRefused that names the missing column or the row that cannot be used.
    """
    data = _bytes(source)
    text = _text(data)
    read = _rsd_json(_json(text)) if text.lstrip()[:1] in ("[", "{") else _rsd_csv(text)
    return _write(source, data, folder, read, on=on, version=version, name=name)


def import_case(source: Path, folder: Path, *, on: date, version: str | None = None, name: str) -> Manifest:
    """Turn a CASE CFPackage (JSON) into the framework `folder`, whole or not at all. Raises ImportRefused."""
    data = _bytes(source)
    return _write(source, data, folder, _case(_json(_text(data))), on=on, version=version, name=name)


def name_of(source: Path) -> str:
    """Give the name of a collection by its file: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", source.stem.lower()).strip("-")[:31].rstrip("-") or "collection"


def _write(
    source: Path, data: bytes, folder: Path, read: _Read, *, on: date, version: str | None, name: str
) -> Manifest:
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise ImportRefused(
            f"a framework cannot be called {name[:40]!r}",
            hint="Give another name: small letters, digits and hyphens.",
        )
    _check(read.skills)
    by = ", ".join(read.publishers)
    about = tables.About(
        name=name,
        title=read.title or name,
        version=version or read.version or "unknown",
        date=on,
        licence=read.licence or _UNTOLD,
        attribution=f"Skills by {by}." if by else _UNTOLD,
        source=f"download {source.name}",
        source_sha256={source.name: hashlib.sha256(data).hexdigest()},
    )
    concepts = [tables.ConceptRow(one.address, ConceptKind.SKILL, one.code, one.name) for one in read.skills]
    names = [tables.NameRow(one.address, also) for one in read.skills for also in one.also]
    return tables.write(folder, about, tables.Rows(concepts, names, []))


def _check(skills: Iterable[_Skill]) -> None:
    seen: set[str] = set()
    for number, one in enumerate(skills, start=1):
        if not _ADDRESS.fullmatch(one.address):
            raise ImportRefused(f"skill {number} of the download has no address (https://… or urn:…)", hint=HINT)
        if not one.name or len(one.name) > _LONGEST:
            raise ImportRefused(
                f"skill {number} of the download has no name of 1 to {_LONGEST} characters", hint=HINT
            )
        if one.address in seen:
            raise ImportRefused(f"skill {number} of the download has the address of another one", hint=HINT)
        seen.add(one.address)
    if not seen:
        raise ImportRefused("the download holds no skills", hint=HINT)


def _rsd_csv(text: str) -> _Read:
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise ImportRefused("the download is not a table", hint=HINT) from error
    missing = [column for column in _CSV if rows and column not in rows[0]]
    if missing or not rows:
        raise ImportRefused(f"the download has no column {', '.join(missing or _CSV)}", hint=HINT)
    skills = [_Skill(_said(row["Canonical URL"]), _said(row["RSD Name"])) for row in rows]
    return _Read("", _authors(row.get("Author") or row.get("Authors") for row in rows), None, None, skills)


def _rsd_json(value: Any) -> _Read:
    collection = value if isinstance(value, dict) else {}
    found = collection.get("skills", [collection]) if collection else value
    skills = [one for one in _objects(found) if str(one.get("status", "")).lower() not in _WITHDRAWN]
    if any("skillName" not in one for one in skills):
        raise ImportRefused("a skill of the download has no skillName", hint=HINT)
    authors = [one.get("authors", one.get("author")) for one in (collection, *skills)]
    several = (name for told in authors for name in (told if isinstance(told, list) else [told]))
    return _Read(
        title=_said(collection.get("name")),
        publishers=_authors(several),
        version=None,
        licence=None,
        skills=[_Skill(_said(one.get("id")), _said(one.get("skillName"))) for one in skills],
    )


def _case(value: Any) -> _Read:
    package = value if isinstance(value, dict) else {}
    about, items = package.get("CFDocument"), package.get("CFItems")
    if not isinstance(about, dict) or not isinstance(items, list):
        raise ImportRefused("the download is no CFPackage: it has no CFDocument or no CFItems", hint=HINT)
    licence = about.get("licenseURI")
    told = licence.get("title") or licence.get("uri") if isinstance(licence, dict) else licence
    return _Read(
        title=_said(about.get("title")),
        publishers=_authors((about.get("creator"), about.get("publisher"))),
        version=_said(about.get("version")) or None,
        licence=_said(told) or None,
        skills=[_case_item(one) for one in _objects(items)],
    )


def _case_item(item: Mapping[str, Any]) -> _Skill:
    whole, short = _said(item.get("fullStatement")), _said(item.get("abbreviatedStatement"))
    address = _said(item.get("uri")) or f"urn:uuid:{_said(item.get('identifier'))}"
    also = (whole,) if short and whole and len(whole) <= _LONGEST else ()
    return _Skill(address, short or whole, _said(item.get("humanCodingScheme")), also)


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            raise ImportRefused("the download holds something else than skills", hint=HINT)
        yield one


def _authors(told: Iterable[Any]) -> tuple[str, ...]:
    """Give the first few names in the order in which they come."""
    return tuple(dict.fromkeys(name for one in told if (name := _said(one))))[:5]


def _said(value: Any) -> str:
    return tables.clean(value) if isinstance(value, str) else ""


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ImportRefused("the download is not JSON", hint=HINT) from error


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportRefused("the download is not UTF-8 text", hint=HINT) from error


def _bytes(source: Path) -> bytes:
    try:
        with source.open("rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        raise ImportRefused(f"{source.name} cannot be read ({error.strerror})", hint=HINT) from error
    if len(data) > _LIMIT:
        raise ImportRefused(f"{source.name} is larger than {_LIMIT:,} bytes", hint=HINT)
    return data
