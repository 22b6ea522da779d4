"""Prose to skill mentions: names of both frameworks, behind guards against everyday words, and listed skills."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from app.documents.spans import Spans
from app.extraction.claims import Sighting
from app.extraction.headings.openings import section_named
from app.extraction.lines.rows import Row
from app.extraction.model import Basis
from app.extraction.skills.clause_words import WORD
from app.extraction.skills.language import enumerates, enumerations, openings, parsed, skill_contexts, stretches
from app.extraction.skills.lists import Known, namer
from app.extraction.skills.named import named
from app.extraction.skills.trimming import trim
from app.extraction.skills.verbs import STOPS, is_verb
from app.extraction.words.lexicon import words
from app.taxonomy.gazetteer import Occurrence
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind

_SHORT = 4
"""A single word of so few letters is a name only when it is written as the framework writes it."""

_LONG = 7
"""A lower-case word of so few letters is a skill only where the text says so ("proficient in")."""

_BETWEEN = re.compile(
    r"\s+(?:such as|including|using|like(?=\s(?-i:[A-Z])))\s+|\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and/or|and|or|&)\s+"
    r"|\s*[()]+\s*(?:,\s*(?:and\s+)?)?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.:;](?=\s|$)|\b(?:who|which|that|to|for|from|by|as|while|with|in|on|at|i|we|am|is|are|was|have|has)\b",
    re.IGNORECASE,
)
_NO_SKILL = re.compile(r"(?:an?|the|my|our|all|each|every|both|any|this|these|new|people|others|\d)\b", re.IGNORECASE)
_SETTING = re.compile(r"\b(?:settings?|environments?|industr(?:y|ies)|sectors?|workplaces?)\W*$", re.IGNORECASE)
_DOING = re.compile(r"\w+ing\s+")
_ADJECTIVE = re.compile(r"(?:[^\W\d_]al|ic|ive|ary|ory|ous)$")
_DESCRIBED = re.compile(r"[a-z]{3,}[ai]ble\W*")
_LISTED_WORDS = 4
_SEVERAL, _FEW_WORDS = 3, 3
_KNOWS = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))[Ii] (?:also )?(?:know|do) (?P<list>[^.!?;:\n]{8,160},[^.!?;:\n]{3,160})(?=[.!?\n]|$)"
)
_NO_NAME = re.compile(
    r"\b(?:not|n['’]t|that|how|what|who|why|when|where|it|some|lots?|more|people|best|good|well|i|we|you)\b", re.I
)
"""Words of a sentence, and of no name in a list."""
_OBJECT, _DOER = re.compile(r" (?:the|an?|our|its|their|my)\b"), re.compile(r"[a-z]\S* [a-z]+ing")
_FAMILY = re.compile(
    r" (?!(?:HQ|USA?|UK|CEO|CFO|CIO|VP|IT|HR|LLC|ON|IN|AND|OR|FOR|TO|OF|AT|THE|WITH|BY|AS|IS)\b)"
    r"(?:[a-z]{1,2}[A-Z]\w+|[A-Z]{2,4}\d*(?=[\s,.;)]|$)"
    r"|(?:Core|Cloud|Server|Studio|Online|Enterprise|Now|Suite|Desktop|Native|Boot|Pro)\b)(?![\w-])"
)
"""What the name of one of several products of a family goes on with."""
_OF_KIND = re.compile(r" (?:POS|EHR|EMR|CRM|ERP|WMS|LMS|HRIS|LIMS|CMS|TMS|PMS|RMS|CAD|PLM|CMMS)\b")
"""What kind of system a product is, behind its name ("Epic EHR")."""
_WORD_BEHIND = re.compile(r" (?P<word>[a-z]{3,})\b")


def _confidence(said: str, found: Occurrence, *, told: bool, opens: bool) -> float | None:
    """How sure it is that the name means the skill here; None when a guard refuses it.

    `told`: the text says that it is a skill ("proficient in"). `opens`: it is the first word of a sentence, where a
    capital says nothing.
    """
    proper = found.exact_case and any(c.isupper() for c in said) and not opens
    if found.everyday:
        return 0.7 if told and (proper or found.tokens > 1) else None
    if found.tokens == 1:
        return _of_one_word(said, found, told=told, proper=proper)
    if (found.derived and not proper) or (not found.literal and _only_products(found)):
        return None
    return 0.85 if told else 0.7 if found.literal or found.tokens > 2 else 0.6


def _only_products(found: Occurrence) -> bool:
    """Products are called what they are called: "modeled software" is not "Modeling software"."""
    return all(concept.kind is ConceptKind.TECHNOLOGY for concept in found.concepts)


def _of_one_word(said: str, found: Occurrence, *, told: bool, proper: bool) -> float | None:
    """One word is a skill when it is a proper name, or a long word that the framework prefers in just this form."""
    if proper and found.exact_case:
        return 0.85 if told else 0.7
    if not found.literal or found.derived or len(said) <= _SHORT:
        return None
    if told:
        return 0.7
    if said.endswith("s") and said[:-1] in words("titles", "heads"):
        # "a team of 12 mechanics" are people
        return None
    return 0.55 if found.is_preferred and len(said) > _LONG else None


def mentions(
    text: str, rows: Sequence[Row], frameworks: Frameworks, basis: Basis, entry_id: str | None = None
) -> Iterator[Sighting]:
    """Find the skills that rows of prose name, each at its longest; `basis` is what such rows count as."""
    names, people_write = named(frameworks.gazetteer, text), namer(frameworks)
    for offset, said in stretches(text, rows):
        found = list(names.within(offset, offset + len(said)))
        if not found:
            continue
        starts = {occurrence.start for occurrence in found}
        contexts, opening = (
            Spans(skill_contexts(said)),
            openings(said, [occurrence.start - offset for occurrence in found]),
        )
        for occurrence in found:
            start, end = occurrence.start - offset, occurrence.end - offset
            if (basis is Basis.DEMONSTRATED and _goes_on(said, start, end)) or _does_something(said, start, end):
                continue
            first, line_end, _ = said[start:end].partition("\n")
            if line_end and section_named(first) is not None:
                # a heading, and what stands below it
                continue
            told = contexts.hold(start, end)
            confidence = _confidence(said[start:end], occurrence, told=told, opens=start in opening)
            if confidence is not None:
                apart = occurrence.end + 1 in starts and not _OF_KIND.match(said, end)
                last = end if apart else _whole_product(said, start, end, occurrence)
                last = _whole_name(said, start, last, people_write)
                yield Sighting(occurrence.start, occurrence.end + last - end, basis, confidence, entry_id)


def _goes_on(said: str, start: int, end: int) -> bool:
    """What was done goes on behind the name of a skill: "managed supply" of "managed supply room inventory"."""
    first, behind = WORD.match(said, start, end), _WORD_BEHIND.match(said, end)
    if first is None or behind is None or not is_verb(first.group()) or first.end() == end:
        return False
    return behind["word"] not in STOPS and behind["word"] not in ("and", "plus")


def _whole_product(said: str, start: int, end: int, found: Occurrence) -> int:
    """Give where the name of a product ends that goes on behind the name of its family ("VMware vSphere")."""
    if not (found.exact_case and said[start].isupper() and _of_products(found)):
        return end
    behind = _FAMILY.match(said, end)
    return behind.end() if behind else end


def _whole_name(said: str, start: int, end: int, people_write: Known) -> int:
    """Give where a name ends that people write with one more word ("blueprint reading" for "blueprint")."""
    behind = _WORD_BEHIND.match(said, end)
    whole = behind is not None and behind["word"] not in STOPS and behind["word"].endswith("ing")
    return behind.end() if behind is not None and whole and people_write(said[start : behind.end()]) else end


def _of_products(found: Occurrence) -> bool:
    return any(concept.kind is ConceptKind.TECHNOLOGY for concept in found.concepts)


def _does_something(said: str, start: int, end: int) -> bool:
    """Somebody does something behind a name of several words: "team building" of "a team building the engine"."""
    return _OBJECT.match(said, end) is not None and _DOER.fullmatch(said, start, end) is not None


def listed_in_prose(text: str, rows: Sequence[Row], known: Known) -> Iterator[Sighting]:
    """Find what prose lists as skills ("Experienced with trip planning and load securement"), known or not.

    A list ends at the first part that is longer than a name.
    """
    for offset, stretch in stretches(text, rows):
        yield from _known_or_done(text, offset, stretch, known)
        if not enumerates(stretch):
            continue
        for start, end in enumerations(parsed(stretch)):
            stop = _ENDS.search(stretch, start, end)
            if _SETTING.search(stretch, start, stop.start() if stop else end):
                # "experience in ICU and step-down settings" tells where, and not what
                continue
            for first, last in _parts(stretch, start, stop.start() if stop else end, known):
                span = trim(text, offset + first, offset + last)
                said = text[slice(*span)]
                done = _DOING.match(said)
                doing = done is not None and not known(said) and _NO_SKILL.match(said, done.end()) is not None
                if not said or len(said.split()) > _LISTED_WORDS or _NO_SKILL.match(said) or doing:
                    break
                for at, to in _names_of(said, known):
                    sure = 0.85 if known(said[at:to]) else 0.65
                    yield Sighting(span[0] + at, span[0] + to, Basis.STATED, sure, None)


def _known_or_done(text: str, offset: int, stretch: str, known: Known) -> Iterator[Sighting]:
    """Find what somebody "knows" or "does" in a sentence that lists three short names or more, and nothing else."""
    for told in _KNOWS.finditer(stretch):
        parts = [part.strip() for part in _BETWEEN.split(told["list"])]
        if len(parts) < _SEVERAL or any(not part or len(part.split()) > _FEW_WORDS for part in parts):
            continue
        if any(_NO_SKILL.match(part) or _NO_NAME.search(part) for part in parts):
            continue
        at = offset + told.start("list")
        for part in parts:
            start = text.index(part, at)
            at = start + len(part)
            if known(part) or not part[0].isupper():
                # a name that nobody knows may be somebody's
                yield Sighting(start, at, Basis.STATED, 0.85 if known(part) else 0.65, None)


def _names_of(said: str, known: Known) -> list[tuple[int, int]]:
    """Give the names with strokes between them in a part ("Java/J2EE technologies"), or the whole of it."""
    first = said.split(" ", 1)[0]
    names = first.split("/")
    if len(names) == 1 or known(said) or not all(map(known, names)):
        return [(0, len(said))]
    ends = list(accumulate(len(name) + 1 for name in names))
    return [(end - len(name) - 1, end - 1) for name, end in zip(names, ends, strict=True)]


def _describes(left: str, right: str, between: str, known: Known) -> bool:
    """One word that is no skill and only describes the noun behind the next one."""
    one = "," not in between and " " not in left.strip() and len(right.split()) > 1
    return one and _ADJECTIVE.search(left) is not None and not known(left)


def _parts(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    at = start
    marks = list(_BETWEEN.finditer(text, start, end))
    for n, mark in enumerate(marks):
        behind = marks[n + 1].start() if n + 1 < len(marks) else end
        if "&" in mark.group() and not (known(text[at : mark.start()]) and known(text[mark.end() : behind])):
            # "oil & gas logistics"
            continue
        if _describes(text[at : mark.start()], text[mark.end() : behind], mark.group(), known):
            # "manual and automation testing"
            continue
        if "," not in mark.group() and _DESCRIBED.fullmatch(text, mark.end(), behind):
            # "accounts payable and receivable"
            continue
        yield at, mark.start()
        at = mark.end()
    if at < end:
        yield at, end
