"""Expanded JSON-LD to RDF quads in N-Quads form, each written as canonical N-Quads are."""

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from app.errors import CredentialRefused

Quad = tuple[str, str, str, str]
"""Subject, predicate, object, graph in N-Quads form; the graph is empty for the default graph."""

BLANK: Final = "_:"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_IRI: Final = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x20<>"{}|\\^`\x7f-\x9f]*\Z""")
_BLANK_NODE: Final = re.compile(r"_:[A-Za-z0-9_]+\Z")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")
_NODE_KEYS: Final = frozenset({"@id", "@type", "@graph"})
_VALUE_KEYS: Final = frozenset({"@value", "@type", "@language"})
_INTEGERS_BELOW: Final = 10**21
_ESCAPES: Final = {
    **{chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **{"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"},
}
_ESCAPED: Final = re.compile(r'[\x00-\x1f"\\\x7f]')


def quads(expanded: list[Any], relative: str) -> set[Quad]:
    """Give the RDF dataset of expanded JSON-LD (https://www.w3.org/TR/json-ld11-api/#deserialize-json-ld-to-rdf).

    An RDF dataset is a set, so nodes with one id need no merging first. Refused, where the algorithm of the standard
    would leave something out in silence: names that are no absolute IRIs (or begin with `relative`, the scheme of the
    base that relative references were resolved against), and whatever it has no triple for.
    Raises CredentialRefused.
    """
    return set(_Writer(relative).graph(expanded, ""))


def line(quad: Quad) -> str:
    """Write one quad as a line of N-Quads."""
    return " ".join((*filter(None, quad), ".\n"))


def literal(text: str) -> str:
    """Quote text as canonical N-Quads do (https://www.w3.org/TR/rdf12-n-quads/#canonical-quads)."""
    return f'"{_ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)}"'


class _Writer:
    def __init__(self, relative: str) -> None:
        self._relative = f"{relative}:"
        self._labels: dict[str, str] = {}
        self._numbers = itertools.count()

    def graph(self, nodes: list[Any], name: str) -> Iterator[Quad]:
        for node in nodes:
            if not isinstance(node, dict) or "@value" in node or "@list" in node or not node.keys() - {"@id"}:
                raise CredentialRefused("It has a part that a signature would not cover.")
            yield from self._node(node, self._subject(node), name)

    def _node(self, node: Mapping[str, Any], subject: str, graph: str) -> Iterator[Quad]:
        for key, values in node.items():
            if key == "@type":
                yield from ((subject, f"<{_RDF}type>", self._iri(value), graph) for value in values)
            elif key == "@graph":
                yield from self.graph(values, subject)
            elif key[:1] != "@":
                predicate = self._iri(key)
                for value in values:
                    yield from self._statement(subject, predicate, value, graph)
            elif key not in _NODE_KEYS:
                raise CredentialRefused("It uses JSON-LD syntax that is not accepted here.")

    def _statement(self, subject: str, predicate: str, value: Any, graph: str) -> Iterator[Quad]:
        if not isinstance(value, dict):
            raise CredentialRefused("It has a part that a signature would not cover.")
        if "@value" in value:
            yield subject, predicate, self._literal(value), graph
        elif "@list" in value:
            yield from self._list(subject, predicate, value, graph)
        else:
            target = self._subject(value)
            yield subject, predicate, target, graph
            yield from self._node(value, target, graph)

    def _list(self, subject: str, predicate: str, value: Mapping[str, Any], graph: str) -> Iterator[Quad]:
        if value.keys() != {"@list"}:
            raise CredentialRefused("It uses JSON-LD syntax that is not accepted here.")
        for item in value["@list"]:
            cell = self._fresh()
            yield subject, predicate, cell, graph
            yield from self._statement(cell, f"<{_RDF}first>", item, graph)
            subject, predicate = cell, f"<{_RDF}rest>"
        yield subject, predicate, f"<{_RDF}nil>", graph

    def _literal(self, value: Mapping[str, Any]) -> str:
        """https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion."""
        content, datatype = value["@value"], value.get("@type")
        if value.keys() - _VALUE_KEYS or datatype == "@json":
            raise CredentialRefused("It uses JSON-LD syntax that is not accepted here.")
        if isinstance(content, bool):
            content, usual = "true" if content else "false", "boolean"
        elif isinstance(content, int | float):
            content, usual = _number(content, datatype == f"{_XSD}double")
        elif not isinstance(content, str) or datatype == f"{_XSD}double":
            raise CredentialRefused("It has a value that is not accepted here.")
        elif "@language" in value:
            return f"{literal(content)}@{self._language(value['@language'])}"
        else:
            usual = "string"
        written, datatype = literal(content), datatype or f"{_XSD}{usual}"
        return written if datatype == f"{_XSD}string" else f"{written}^^{self._iri(datatype)}"

    def _language(self, tag: Any) -> str:
        if not isinstance(tag, str) or not _LANGUAGE.match(tag):
            raise CredentialRefused("It has a language tag that is none.")
        return tag

    def _subject(self, node: Mapping[str, Any]) -> str:
        if "@id" not in node:
            return self._fresh()
        name = node["@id"]
        if isinstance(name, str) and _BLANK_NODE.match(name):
            if name not in self._labels:
                self._labels[name] = self._fresh()
            return self._labels[name]
        return self._iri(name)

    def _fresh(self) -> str:
        return f"{BLANK}b{next(self._numbers)}"

    def _iri(self, name: Any) -> str:
        if not isinstance(name, str) or not _IRI.match(name) or name.startswith(self._relative):
            raise CredentialRefused("It has an id, type or value that is no absolute address or defined word.")
        return f"<{name}>"


def _number(value: float, as_double: bool) -> tuple[str, str]:
    """Write a number as XSD does: an integer where it has no fraction, however it was written in JSON."""
    if not as_double and value % 1 == 0 and abs(value) < _INTEGERS_BELOW:
        return str(int(value)), "integer"
    mantissa, _, exponent = f"{value:.15E}".partition("E")
    mantissa = mantissa.rstrip("0")
    return f"{mantissa}{'0' if mantissa.endswith('.') else ''}E{int(exponent)}", "double"
