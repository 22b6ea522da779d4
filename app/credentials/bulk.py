"""Credentials of known shapes to canonical RDF at once: JSON-LD is processed once for each shape, then filled in.

Two credentials have one shape when they differ only in the text of their leaves. Their RDF then differs only where
that text stands, so one run of the JSON-LD processor over a copy whose leaves carry marks gives a template for all.
Members of a CLR are templates of their own. What does not fit (an id that is no plain absolute IRI, JSON literals,
blank nodes that look alike) takes the slow way, `canonical.canonicalize`, which also checks what was signed.
"""

import itertools
import re
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.credentials import canonical, contexts, rdf
from app.credentials.model import JsonObject
from app.credentials.rdf import BLANK, Quad

_WORDS: Final = frozenset({"@context", "type", "@type", "@language"}) | contexts.pinned_word_terms()
"""Keys whose text is part of the shape, because contexts may give it a meaning."""
_SLOT: Final = "urn:slot:"
_PLAIN_IRI: Final = re.compile(r"([a-z][a-z0-9+.-]*):[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+\Z")
_MARK: Final = re.compile(r'[<"]urn:slot:(-?\d+)\.(\d+):[>"](.*)\Z', re.DOTALL)
_OWN: Final = -1
"""The scope of what is no part of a member."""


@dataclass(frozen=True, slots=True)
class _Slot:
    scope: int
    number: int
    iri: bool
    suffix: str


@dataclass(frozen=True, slots=True)
class _Blank:
    scope: int
    name: str


_Part = str | _Slot | _Blank
_Template = tuple[_Part, _Part, _Part, _Part]


class _Unfit(Exception):
    """This document takes the slow way."""


class Canonicalizer:
    """Gives what `canonical.canonicalize` gives, remembering the shapes it has seen. Use one for each thread."""

    def __init__(self, shapes: int = 256) -> None:
        self._shapes = shapes
        self._known: OrderedDict[Hashable, dict[int, list[_Template]] | None] = OrderedDict()
        self.slow = 0
        """How many documents took the slow way."""

    def canonicalize(self, document: JsonObject) -> str:
        """Give the canonical N-Quads of `document`. Raises CredentialRefused."""
        own, members = _split(document)
        kinds: dict[Hashable, int] = {}
        scopes = [kinds.setdefault(_shape(member), len(kinds)) for member in members]
        first = [members[scopes.index(scope)] for scope in range(len(kinds))]
        template = self._template((_shape(own), tuple(kinds)), own, first)
        try:
            if template is None:
                raise _Unfit
            return _label(_fill(template, own, list(zip(scopes, members, strict=True))))
        except _Unfit:
            self.slow += 1
            return canonical.canonicalize(document)

    def _template(self, key: Hashable, own: JsonObject, first: list[JsonObject]) -> dict[int, list[_Template]] | None:
        if key not in self._known:
            try:
                self._known[key] = _compile(own, first)
            except _Unfit:
                self._known[key] = None
            if len(self._known) > self._shapes:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]


def _split(document: JsonObject) -> tuple[JsonObject, list[JsonObject]]:
    """Part a document from its members: objects in the list `credentialSubject.verifiableCredential`.

    Only under a subject with an id, so that no blank node joins the document and its members.
    """
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict) or not isinstance(subject.get("id"), str):
        return document, []
    members = subject.get("verifiableCredential")
    if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
        return document, []
    return {**document, "credentialSubject": {**subject, "verifiableCredential": []}}, members


def _shape(value: Any, key: str = "") -> Hashable:
    if isinstance(value, dict):
        return tuple((name, _shape(below, name)) for name, below in value.items())
    if isinstance(value, list):
        return ("[", *(_shape(below, key) for below in value))
    return '"' if isinstance(value, str) and key not in _WORDS else (type(value).__name__, repr(value))


def _leaves(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _leaves(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below, key)
    elif isinstance(value, str) and key not in _WORDS:
        yield value


def _marked(value: Any, scope: int) -> Any:
    numbers = itertools.count()

    def walk(value: Any, key: str) -> Any:
        if isinstance(value, dict):
            if any(_SLOT in name for name in value):
                raise _Unfit
            return {name: walk(below, name) for name, below in value.items()}
        if isinstance(value, list):
            return [walk(below, key) for below in value]
        if not isinstance(value, str):
            return value
        if key not in _WORDS:
            return f"{_SLOT}{scope}.{next(numbers)}:"
        if _SLOT in value:
            raise _Unfit
        return value

    return walk(value, "")


def _compile(own: JsonObject, first: list[JsonObject]) -> dict[int, list[_Template]]:
    """Process one marked copy, and sort its quads by the scope that they belong to. Raises _Unfit."""
    marked = _marked(own, _OWN)
    if first:
        marked["credentialSubject"]["verifiableCredential"] = [
            _marked(member, scope) for scope, member in enumerate(first)
        ]
    quads = canonical.to_quads(marked)
    homes = _homes(quads)
    found: dict[int, list[_Template]] = {scope: [] for scope in range(_OWN, len(first))}
    used: set[tuple[int, int]] = set()
    for quad in quads:
        s, p, o, g = (_part(text, homes) for text in quad)
        scopes = {part.scope for part in (s, p, o, g) if not isinstance(part, str) and part.scope != _OWN}
        if len(scopes) > 1:
            raise _Unfit
        found[scopes.pop() if scopes else _OWN].append((s, p, o, g))
        used |= {(part.scope, part.number) for part in (s, p, o, g) if isinstance(part, _Slot)}
    wanted = {(_OWN, number) for number, _ in enumerate(_leaves(own))}
    wanted |= {(scope, number) for scope, member in enumerate(first) for number, _ in enumerate(_leaves(member))}
    if used != wanted:
        raise _Unfit
    return found


def _homes(quads: Iterable[Quad]) -> dict[str, int]:
    """Give each blank node the member that it stands in: the one whose text it is joined to, itself or by others."""
    near: dict[str, set[str]] = {}
    homes: dict[str, int] = {}
    for quad in quads:
        blanks = [part for part in quad if part.startswith(BLANK)]
        scopes = {int(found[1]) for part in quad if (found := _MARK.match(part))} - {_OWN}
        for blank in blanks:
            near.setdefault(blank, set()).update(blanks)
            if len(scopes) == 1:
                homes[blank] = min(scopes)
    todo = list(homes)
    while todo:
        blank = todo.pop()
        for other in near[blank] - homes.keys():
            homes[other] = homes[blank]
            todo.append(other)
    return homes


def _part(text: str, homes: dict[str, int]) -> _Part:
    if text.startswith(BLANK):
        return _Blank(homes.get(text, _OWN), text)
    found = _MARK.match(text)
    if found:
        suffix = found[3]
        if text[0] == "<" and suffix:
            raise _Unfit
        return _Slot(int(found[1]), int(found[2]), text[0] == "<", suffix)
    if _SLOT in text:
        raise _Unfit
    return text


def _fill(template: dict[int, list[_Template]], own: JsonObject, members: list[tuple[int, JsonObject]]) -> set[Quad]:
    texts: dict[int, list[str]] = {_OWN: list(_leaves(own))}
    quads = _filled(template[_OWN], texts, "")
    for place, (scope, member) in enumerate(members):
        texts[scope] = list(_leaves(member))
        quads |= _filled(template[scope], texts, f"m{place}")
    return quads


def _filled(rows: list[_Template], texts: dict[int, list[str]], place: str) -> set[Quad]:
    written: dict[_Slot | _Blank, str] = {}

    def write(part: _Part) -> str:
        if isinstance(part, str):
            return part
        if part not in written:
            if isinstance(part, _Blank):
                written[part] = part.name if part.scope == _OWN else part.name + place
            else:
                written[part] = _written(texts[part.scope][part.number], part)
        return written[part]

    return {(write(s), write(p), write(o), write(g)) for s, p, o, g in rows}


def _written(text: str, slot: _Slot) -> str:
    if not slot.iri:
        return rdf.literal(text) + slot.suffix
    found = _PLAIN_IRI.match(text)
    reserved = contexts.pinned_terms()
    if not found or found[1] in reserved or text in reserved or found[1] == canonical.RELATIVE:
        raise _Unfit
    return f"<{text}>"


def _label(quads: set[Quad]) -> str:
    """Label blank nodes by first degree hashes alone, which RDFC-1.0 does where all of them differ. Raises _Unfit."""
    hashes = canonical.first_degree(quads)
    if len(set(hashes.values())) != len(hashes):
        raise _Unfit
    names = {blank: f"_:c14n{rank}" for rank, blank in enumerate(sorted(hashes, key=hashes.__getitem__))}
    return "".join(sorted(rdf.line(_renamed(quad, names)) for quad in quads))


def _renamed(quad: Quad, names: dict[str, str]) -> Quad:
    s, p, o, g = quad
    return names.get(s, s), p, names.get(o, o), names.get(g, g)
