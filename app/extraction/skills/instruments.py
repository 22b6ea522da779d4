"""Duties to what was used in them: names written as no common word is, behind "using", "with" or "in"."""

import re
from collections.abc import Iterator, Sequence

from app.extraction.claims import Sighting
from app.extraction.lines.rows import Row
from app.extraction.model import Basis
from app.extraction.skills.chips import Known
from app.extraction.skills.verbs import form
from app.extraction.words.lexicon import words
from app.extraction.words.small import any_case, small

_NAME = (
    r"(?!FY\d|C[A-Z]O\b)(?:[A-Za-z]*[a-z][A-Z]\w*|[A-Z]{3,}(?![a-z])\w*|[A-Z][A-Z]*\d\w*"
    r"|[A-Z][a-z]+(?=\.js\b))(?:\.js\b)?(?:[-/]\w+)*"
    r"(?:\s(?:[A-Z][\w-]*|\d{2,4}\b))?"
)
"""A word with a capital inside, several capitals or figures ("eClinicalWorks", "GCSS-A"); no year or office."""
_PROPER = r"[A-Z][\w+#.-]*\w"
_LIST = r"{name}(?:(?:,\s+|,?\s+(?:and|&|or)\s+){name})*"
_USED = re.compile(
    r"(?=[ivwu])\b(?:"  # what one of them begins with: most places are left at once
    rf"(?:in|with|via|w/)\s+(?P<odd>{_LIST.format(name=_NAME)})"
    rf"|(?:using|utilizing|use of)\s+(?P<plain>{_LIST.format(name=f'{_PROPER}(?: {_PROPER})?')})"
    r")(?=[\s,.;:()]|$)"
)
_TOOL = r"\.?[A-Z][\w+#.-]*[\w+#](?: [A-Z][\w+#.-]*[\w+#]){0,2}"
_TOOLS = re.compile(
    rf"(?=[ivuow])\b(?:using|with|in|via|on)\s+(?P<tools>{_TOOL}(?:(?:,\s+(?:and\s+)?|\s*/\s*|\s+(?:and|&|or)\s+){_TOOL}){{1,8}})"
    r"(?=[.,;)]|\s+(?:to|for|on|in|at|as|by|so|that|which|dashboards?|scripts?|pipelines?)\b|\s*$)",
    re.MULTILINE,
)
"""Several names behind what says that they were used."""
_WITH_WHOM = re.compile(
    r"\b(?:work|partner|collaborat|met\b|meet|negotiat|coordinat|liais|consult|communicat|contract|compet|deal|interact|relation"
    r"|publish|present|appear|interview|invest)\w*(?: \w+)?\s$",
    re.IGNORECASE,
)
"""Before with whom, and not with what, something was done."""
_WHOM = 40
_APART = re.compile(r",\s+(?:and\s+)?|\s*/\s*|\s+(?:and|&|or)\s+")
_PUBLISHED = re.compile(r"\b(?:publish|featur|present|appear|accept)\w*\s$", re.IGNORECASE)
"""Before where something was printed or shown."""
_BEFORE = 12
_BETWEEN = re.compile(r",\s+(?:(?:and|&|or)\s+)?|\s+(?:and|&|or)\s+")
_SHORT, _THINGS = re.compile(r"[A-Z]{2,4}"), re.compile(r" [a-z]{3,}s\b")
"""A few letters that stand for something, and the things that they say the kind of ("RF scanners", "DOT rules")."""
_WITH = any_case(r"(?<=\s)(?:with|using|w/|on|via|through)\s+(?:(?:an?|the|our|both)\s+)?")
_ENDS = any_case(r"[.;:()]|\s(?:to|for|in|at|as|by|so|that|which|after|before|from|per|during)\s|$")
_PARTS = any_case(r"\s*[,+/]\s*(?:and\s+)?|\s+(?:and|or|&)\s+(?:(?:an?|the)\s+)?")
_LETTERS = re.compile(r"\b[A-Z]{3,5}\b")
_NO_THING = frozenset(("the", "a", "an", "my", "our", "shift", "shifts", "and", "&"))
"""Words of what was done, or when, and not of a thing ("counted the till")."""
_MOST_WORDS, _SEVERAL = 4, 2
_CONFIDENCE = 0.65
"""As of what a list names that nobody knows."""


def used(text: str, rows: Sequence[Row], known: Known, made: Known) -> Iterator[Sighting]:
    """Find the tools and systems that duties say were used ("Tracked sets in CensiTrac").

    `made` says whether a framework has a product of a name: what is listed beside one is one.
    """
    for row in rows:
        yield from _beside_products(text, row, made)
        for mark in _USED.finditer(text, row.start, row.end):
            if _PUBLISHED.search(text[max(row.start, mark.start() - _BEFORE) : mark.start()]):
                continue
            group = "odd" if mark["odd"] else "plain"
            at, end = mark.span(group)
            for between in [*_BETWEEN.finditer(text, at, end), None]:
                stop = between.start() if between else end
                said = text[at:stop]
                if said and said not in words("places", "codes") and said.casefold() not in words("places", "names"):
                    things = _THINGS.match(text, stop) if _SHORT.fullmatch(said) and not known(said) else None
                    yield Sighting(at, things.end() if things else stop, Basis.DEMONSTRATED, _CONFIDENCE, None)
                at = between.end() if between else end


def known_tools(rows: Sequence[Row], named: Known) -> Iterator[Sighting]:
    """Find things that people write for a skill where duties say what was used, or list them.

    ("Moved residents with a Hoyer lift and gait belt", "RF scanner, cycle counts, 300 pallets/shift"). `named`
    says whether people write a name so.
    """
    for row in rows:
        folded = small(row.said)
        spans = [(0, len(folded))] if "," in folded else []
        for mark in _WITH.finditer(folded):
            stop = _ENDS.search(folded, mark.end())
            spans.append((mark.end(), stop.start() if stop is not None else len(folded)))
        found: set[tuple[int, int]] = set()
        for start, end in spans:
            found.update(span for span in _parts_of(row.said, start, end) if named(row.said[slice(*span)]))
        for start, end in sorted(found):
            yield Sighting(row.start + start, row.start + end, Basis.DEMONSTRATED, _CONFIDENCE, None)


def _parts_of(said: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the parts of a list that are two words to four."""
    folded, at = small(said), start
    for between in [*_PARTS.finditer(folded, start, end), None]:
        stop = between.start() if between else end
        first, last = at + len(said[at:stop]) - len(said[at:stop].lstrip()), at + len(said[at:stop].rstrip(" ."))
        told = folded[first:last].split()
        if _SEVERAL <= len(told) <= _MOST_WORDS and _NO_THING.isdisjoint(told) and form(told[0]) != "past":
            yield first, last
        at = between.end() if between else end


def lettered(text: str, rows: Sequence[Row], named: Known, basis: Basis) -> Iterator[Sighting]:
    """Find letters that people write for a skill, two at least in a row ("GTAW root and SMAW cap on chrome")."""
    for row in rows:
        found = [mark for mark in _LETTERS.finditer(text, row.start, row.end) if named(mark.group())]
        if len({mark.group() for mark in found}) >= _SEVERAL and not row.said.isupper():
            yield from (Sighting(*mark.span(), basis, _CONFIDENCE, None) for mark in found)


def _beside_products(text: str, row: Row, made: Known) -> Iterator[Sighting]:
    """Give the names that stand beside a product in a list of what was used ("in Jira, Zephyr and TestRail")."""
    for mark in _TOOLS.finditer(text, row.start, row.end):
        if _WITH_WHOM.search(text[max(row.start, mark.start() - _WHOM) : mark.start()]):
            continue
        at, end = mark.span("tools")
        spans: list[tuple[int, int]] = []
        for between in [*_APART.finditer(text, at, end), None]:
            spans.append((at, between.start() if between else end))
            at = between.end() if between else end
        said = [text[slice(*span)] for span in spans]
        if any(map(made, said)):
            named = (n for n, name in enumerate(said) if not made(name) and name not in words("places", "codes"))
            yield from (Sighting(*spans[n], Basis.DEMONSTRATED, _CONFIDENCE, None) for n in named)
