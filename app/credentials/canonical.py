"""Credentials to canonical RDF (RDFC-1.0), refusing whatever JSON-LD would drop in silence."""

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import permutations
from math import factorial
from typing import Any, Final

import pyoxigraph
from pyld.context_resolver import ContextResolver
from pyld.jsonld import JsonLdError, JsonLdProcessor

from app.credentials import contexts, rdf
from app.credentials.model import JsonObject
from app.credentials.rdf import BLANK, Quad
from app.errors import CredentialRefused

MAX_ALIKE: Final = 6
"""Most blank nodes that look alike and hang together in more than a chain: a clique of 8 takes RDFC-1.0 2.7 s."""
MAX_LABOUR: Final = 5_000_000
"""Most work to tell blank nodes apart, 0.3 s (`_labour`)."""

MAX_CONTEXTS: Final = 10
"""Most contexts in one place."""

RELATIVE: Final = "x-relative"
"""Scheme of the base that relative references are resolved against, so that they can be told from absolute ones."""
_ALLOWED_KEYWORDS: Final = frozenset({"@context", "@id", "@type", "@value", "@language"})
_KEYWORD: Final = re.compile(r"@[A-Za-z]+\Z")
_thread = threading.local()

Contexts = Mapping[str, Mapping[str, Any]]


def canonicalize(document: JsonObject, known: Contexts | None = None) -> str:
    """Give the canonical N-Quads of a credential or proof configuration.

    JSON-LD 1.1 deserialization to RDF, then RDFC-1.0 (https://www.w3.org/TR/rdf-canon/). `known` replaces the pinned
    contexts. Raises CredentialRefused for anything that the canonical form would not cover (undefined terms and
    types, relative ids, unknown or inline contexts, nulls), and for graphs that are made to take for ever.
    """
    return label(to_quads(document, known))


def to_quads(document: JsonObject, known: Contexts | None = None) -> set[Quad]:
    """Give the RDF dataset of a document, blank nodes with provisional labels. Raises CredentialRefused."""
    _screen(document)
    dropped: list[str | None] = []
    options = _options(contexts.pinned() if known is None else known, known is None)
    try:
        expanded = JsonLdProcessor(dropped.append).expand(document, options)
    except (JsonLdError, ValueError, TypeError, KeyError, AttributeError) as cause:
        raise CredentialRefused(f"The JSON-LD cannot be processed: {_reason(cause)}.") from None
    if dropped:
        raise CredentialRefused(f"It uses {len(dropped)} terms that no context defines: {_names(dropped)}.")
    return rdf.quads(expanded, RELATIVE)


def label(quads: Iterable[Quad]) -> str:
    """Give blank nodes their canonical labels, and sort. Raises CredentialRefused (poison graph, broken IRI)."""
    quads = list(quads)
    if _labour(quads, first_degree(quads)) > MAX_LABOUR:
        raise CredentialRefused("Its blank nodes are so alike that telling them apart could take for ever.")
    lines = "".join(rdf.line(quad) for quad in quads)
    try:
        dataset = pyoxigraph.Dataset(pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_QUADS))
    except (SyntaxError, ValueError):
        raise CredentialRefused("It has an id or type that is no valid IRI.") from None
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    written = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return "".join(sorted(f"{row}\n" for row in written.decode().split("\n") if row))


def first_degree(quads: Iterable[Quad]) -> dict[str, str]:
    """Give each blank node its first degree hash (https://www.w3.org/TR/rdf-canon/#hash-1d-quads)."""
    mentions: dict[str, list[Quad]] = {}
    for quad in quads:
        for blank in {part for part in quad if part.startswith(BLANK)}:
            mentions.setdefault(blank, []).append(quad)
    return {
        blank: hashlib.sha256(
            # a list, as the specification has it: two quads that look alike when masked both count
            "".join(sorted([rdf.line(_masked(quad, blank)) for quad in found])).encode()
        ).hexdigest()
        for blank, found in mentions.items()
    }


def _masked(quad: Quad, blank: str) -> Quad:
    s, p, o, g = (("_:a" if part == blank else "_:z") if part.startswith(BLANK) else part for part in quad)
    return s, p, o, g


def _labour(quads: Iterable[Quad], hashes: Mapping[str, str]) -> int:
    """Estimate the work of telling apart the blank nodes that look alike, in units of about 60 ns.

    Where RDFC-1.0 finds neighbours that look alike it tries their permutations; along a chain it takes cubic time.
    """
    counts = Counter(hashes.values())
    alike = {blank for blank, value in hashes.items() if counts[value] > 1}
    near: dict[str, set[str]] = {}
    ways: Counter[tuple[str, str, str, str]] = Counter()
    for quad in quads:
        for here, there in permutations([(place, part) for place, part in enumerate(quad) if part in alike], 2):
            if here[1] != there[1]:
                near.setdefault(here[1], set()).add(there[1])
                ways[(here[1], "spog"[there[0]], quad[1], hashes[there[1]])] += 1
    branching = {way[0] for way, count in ways.items() if count > 1}
    total = 0
    while near:
        group, todo = set(), [next(iter(near))]
        while todo:
            blank = todo.pop()
            if blank not in group:
                group.add(blank)
                todo.extend(near.pop(blank))
        if branching & group and len(group) > MAX_ALIKE:
            return MAX_LABOUR + 1
        total += len(group) ** 3 * (factorial(len(group)) if branching & group else 1)
    return total


def _screen(document: JsonObject) -> None:
    """Refuse what JSON-LD processing would pass over without a word, and what may mean two things."""
    todo: list[Any] = [document]
    while todo:
        value = todo.pop()
        if isinstance(value, list):
            if any(isinstance(item, list) for item in value):
                raise CredentialRefused("It has a list in a list, which JSON-LD makes one.")
            todo.extend(value)
        elif value is None:
            raise CredentialRefused("It holds a null, which a signature does not cover.")
        elif isinstance(value, dict):
            for key, below in value.items():
                if key == "@context":
                    _screen_context(below)
                    continue
                if (_KEYWORD.match(key) and key not in _ALLOWED_KEYWORDS) or key.startswith(BLANK):
                    raise CredentialRefused("It uses JSON-LD syntax that is not accepted here.")
                todo.append(below)


def _screen_context(value: Any) -> None:
    named = value if isinstance(value, list) else [value]
    if len(named) > MAX_CONTEXTS:
        raise CredentialRefused(f"It names more than {MAX_CONTEXTS} contexts in one place.")
    for context in named:
        if not isinstance(context, str):
            raise CredentialRefused("It brings a context of its own, which could give signed words another meaning.")


def _options(known: Contexts, lasting: bool) -> dict[str, Any]:
    def load(url: str, _: Any = None) -> dict[str, Any]:
        if url not in known:
            raise CredentialRefused("It names a context that is not known here.")
        # the mark lets the resolver keep what it worked out of a context that never changes
        mark = {"tag": "static"} if lasting else {}
        return {"contextUrl": None, "documentUrl": url, "document": known[url], **mark}

    if not hasattr(_thread, "resolved"):
        _thread.resolved = {}
    return {
        "documentLoader": load,
        "contextResolver": ContextResolver(_thread.resolved if lasting else {}, load),
        "base": f"{RELATIVE}:/a/b",
    }


def _reason(cause: BaseException) -> str:
    """Give the innermost reason, which is ours where a context is unknown, and no text of the document."""
    while cause.__cause__ is not None:
        cause = cause.__cause__
    if isinstance(cause, CredentialRefused):
        return cause.message.rstrip(".")
    return str(getattr(cause, "code", None) or type(cause).__name__)


def _names(dropped: Iterable[str | None]) -> str:
    """Name undefined terms as far as they are plain words."""
    plain = {
        name.removeprefix(f"{RELATIVE}:/a/") for name in dropped if name and re.fullmatch(r"[\w:.-]{1,40}", name)
    }
    return ", ".join(sorted(plain)[:4]) or "not plain words"
