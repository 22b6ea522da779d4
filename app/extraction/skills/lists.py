"""Skill sections to items: one span for each skill that is listed, and the rows that are prose instead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from app.extraction.headings.openings import section_named
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import CELLS, Row
from app.extraction.skills.chips import Known, chips, past_icon
from app.extraction.words.lexicon import table, words
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind

__all__ = ["Item", "Known", "Run", "group_names", "items", "knower", "runs", "trim"]

_SKILL_KINDS = (ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TECHNOLOGY)
_SEPARATOR = re.compile(
    r"\s*[,;،](?!\d)\s*|\s+~\s+|\s*[|•·●▪◦‣¦♦◆■□★☆✈✦✧❖►▶➤→]\s*|\s{2,}|\t+|\s+[-–—]\s+|\s+//\s+|\s*\.\s+(?=[A-Z])|\s+\.\s+|\s+/\s+|\s*[:：]\s+"
)
_HARD = re.compile(r"\s*[,;،](?!\d)\s*|\s+~\s+|\s*[|•·●▪◦‣¦♦◆■□★☆✈✦✧❖►▶➤→]\s*|\s{2,}|\t+|\s+//\s+|\s+[./]\s+")
_LABEL = re.compile(
    r"(?P<label>[^\W\d_][^:;,|•\n]{1,48}?)\s*[:：]\s*(?=\S)|(?P<dash>[A-Z][\w &/]{2,30}?)\s+[–—]\s+(?=[^,]+,)"
)
_COLUMN = re.compile(r"[A-Z][\w&/-]*(?: [\w&/-]+){0,2}(?:\s{2,}|\t)\s*(?=[^,\n]+,)")
"""A label in a column of its own ("Languages   Python, Scala")."""
_LEAD = re.compile(r"(?:[\s,;:|•·\-–—.*)\]]|[&/](?=\s))+(?![A-Za-z]*\.?net\b)")
_NET, _TAIL = re.compile(r"\.(?i:net)\b"), re.compile(r"(?:[\s,;:|•·\-–—.*(\[]|\s(?:and|or|&))+$")
_AND = re.compile(r"\s+(?:and|&|or)\s+|\s*/\s*", re.IGNORECASE)
_HALF = re.compile(r"(?:\s*/|\s+(?:and|&|or))+\s*\Z", re.IGNORECASE)
"""Behind it something is missing."""
_CONTACT = re.compile(r"\S@\S|https?://|www\.|\d[\d\s().-]{7}|\b\d{5}(?:-\d{4})?\b|\S\.(?:com|org|net|io)/")
_VERB_TALK = re.compile(r"\b(?:I|my|me|who|which|that|has|have|had|is|are|was|were|will|been|our|we)\b")
_AFTERTHOUGHT = re.compile(r",?\s+and\s+I\b[^,]*$")
"""What a list in a letter may end with ("… and I get by in Spanish.")."""
_ORDINARY = re.compile(r"(?:ing|ment|[ts]ion|ship|ity|[ae]nce|sis|ness|als?|logy|ics|care)$")
"""Ends of words that name work rather than a product or a language."""
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
"""A name that begins with a small letter ("eClinicalWorks", "iOS")."""
_SEVERAL = 2
_MOST_WORDS, _LABEL_WORDS, _LONGEST_LABEL = 8, 5, 6
_FEWEST, _COMMAS = 2, 2
_KEPT = 200
"""Characters of a skill that is remembered as it is trimmed, at most."""
_SHORT = 0.6
_NARROWEST = 45
"""Plain text with shorter lines than this was not broken at the edge of a page."""


@lru_cache(maxsize=4)
def knower(frameworks: Frameworks) -> Known:
    """Give the question whether frameworks have a skill of exactly this name; answers are kept."""

    @lru_cache(maxsize=1 << 15)
    def known(said: str) -> bool:
        return bool(frameworks.exact(said, kinds=_SKILL_KINDS))

    return known


@dataclass(frozen=True, slots=True)
class Item:
    """One listed skill, `text[start:end]`."""

    start: int
    end: int
    known: bool


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that are one list or one item: a wrapped line and its rest."""

    rows: tuple[Row, ...]

    @property
    def start(self) -> int:
        """Where its text starts."""
        return self.rows[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.rows[-1].end


@cache
def _joined(key: str, *, at_start: bool) -> re.Pattern[str]:
    pattern = "|".join(f"(?:{p})" for p in table("skills")[key]["words"])
    return re.compile(f"^(?:{pattern})" if at_start else f"(?:{pattern})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Print:
    """How the rows of a section are set."""

    widest: int
    small: bool
    """Items begin with small letters, so that one says nothing about where an item begins."""


def _wraps(before: Row, row: Row, how: _Print, known: Known) -> bool:
    """The row goes on with what the row before began."""
    widest = how.widest
    if row.bullet or row.block != before.block or row.styled != before.styled or _LABEL.match(row.said):
        return False
    if _COLUMN.match(row.said) and _COLUMN.match(before.said):
        return False
    if before.said.endswith((",", ";", " and", " &", "/", " of", " in", "-", " with", " or", " to", " for")):
        return True
    if before.said.endswith((".", ":")) or CELLS.search(before.said) or (row.left is None and row.size is not None):
        # a paragraph of a format without lines is whole
        return False
    if before.said.count("(") > before.said.count(")"):
        return True
    if row.said[0].islower() and not how.small and not _CAMEL.match(row.said):
        # a short line does not go on below it
        return "," in before.said or before.end - before.start >= _SHORT * widest
    if "," not in before.said and not (before.bullet and before.end - before.start >= 0.8 * widest):
        return False
    tail = _HARD.split(before.said)[-1]
    head = _HARD.split(row.said)[0]
    if known(f"{tail} {head}"):
        return True
    if known(tail) and known(head):
        return False
    if widest < _NARROWEST and row.left is None:
        # no line is so short only because the page ends
        return False
    return before.end - before.start >= 0.8 * widest


def runs(rows: Sequence[Row], known: Known) -> list[Run]:
    """Join each row with the rows that it wraps into."""
    opening = [row for row in rows if row.said[0].isalpha()]
    small = 2 * sum(row.said[0].islower() for row in opening) > len(opening)
    small = small and 4 * sum(row.words > 5 for row in rows) <= len(rows)
    how = _Print(max((row.end - row.start for row in rows), default=0), small)
    found: list[list[Row]] = []
    for row in rows:
        if found and _wraps(found[-1][-1], row, how, known):
            found[-1].append(row)
        else:
            found.append([row])
    return [Run(tuple(group)) for group in found]


def _is_prose(said: str) -> bool:
    said = _AFTERTHOUGHT.sub(".", said) if said.count(",") > _COMMAS else said
    pieces = [p for p in _HARD.split(said) if p.strip()]
    count = len(said.split())
    if count <= _MOST_WORDS:
        return False
    if count / max(1, len(pieces)) > 5:
        return True
    return bool(_VERB_TALK.search(said)) and said.rstrip().endswith(".")


def _spans(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    """Split at separators outside brackets; known names that are listed inside brackets come after their owner."""
    said, at, looked, depth = text[start:end], 0, 0, 0
    for mark in _SEPARATOR.finditer(said):
        depth += said.count("(", looked, mark.start()) - said.count(")", looked, mark.start())
        looked = mark.start()
        if depth > 0:
            continue
        if mark.start() > at:
            yield from _bracketed(text, start + at, start + mark.start(), known)
        at = mark.end()
    if at < len(said):
        yield from _bracketed(text, start + at, end, known)


def _bracketed(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    said = text[start:end]
    bracket = re.fullmatch(r"(?P<owner>[^()]+?)\s*\((?P<inner>[^()]+)\)\.?", said, re.DOTALL)
    if bracket is None or not re.search(r",|;|/|\band\b", bracket.group("inner")):
        yield start, end
        return
    yield start, start + bracket.end("owner")
    at = start + bracket.start("inner")
    for part in re.split(r"(\s*[,;/]\s*|\s+and\s+)", bracket.group("inner")):
        if known(part) and re.search(r"[A-Z]", part):
            yield at, at + len(part)
        at += len(part)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut off what stands around a skill: lead-ins ("proficient in"), levels, years, stray marks."""
    said = text[start:end]
    first, last = (_trimmed_of_few if len(said) <= _KEPT else _trimmed)(said)
    return start + first, start + last


def _trimmed(text: str) -> tuple[int, int]:
    start, end = 0, len(text)
    leads, levels = _joined("leads", at_start=True), _joined("levels", at_start=False)
    while start < end:
        said = text[start:end]
        lead = _LEAD.match(said)
        if lead and not _NET.match(said.lstrip()):
            start += lead.end()
            continue
        found = leads.match(said)
        if found and found.end() < len(said):
            start += found.end()
            continue
        tail = _TAIL.search(said)
        if tail:
            end = start + tail.start()
            continue
        level = levels.search(said)
        if level and level.start() > 0 and level.end() == len(said):
            end = start + level.start()
            continue
        if said.endswith(")") and "(" not in said:
            end -= 1
            continue
        break
    return start, end


# people list the same skills; lines may be a megabyte long
_trimmed_of_few = lru_cache(maxsize=1 << 12)(_trimmed)


def _abbreviations(left: str, right: str, between: str) -> bool:
    return "/" not in between and left.isupper() and right.split(" ")[0].isupper()


def _two_names(left: str, right: str, known: Known) -> bool:
    """Two proper names, one of them known ("Westlaw and Lexis"), and no kinds of work ("Analysis and Design")."""
    halves = (left.split(), right.split())
    if not all(1 <= len(half) <= 2 and all(word[:1].isupper() for word in half) for half in halves):
        return False
    ordinary = any(_ORDINARY.search(half[-1]) for half in halves)
    return not ordinary and (known(left) or known(right))


def _halves(text: str, start: int, end: int, known: Known, last_of_many: bool) -> Iterator[tuple[int, int]]:
    """Split "A and B" or "A/B" where both are names of their own and the whole is not."""
    half = _HALF.search(text, start, end)
    end = half.start() if half and half.start() > start else end
    said = text[start:end]
    marks = list(_AND.finditer(said))
    abbreviated = bool(marks) and _abbreviations(said[: marks[0].start()], said[marks[0].end() :], marks[0].group())
    if not marks or (len(marks) > 1 and not abbreviated) or known(said):
        yield start, end
        return
    mark = marks[0]
    left, right = said[: mark.start()], said[mark.end() :]
    both = (known(left) and known(right)) or (len(left.split()) > 1 and left.split()[:1] == right.split()[:1])
    worded = not re.search(r"/", mark.group()) and len(left.split()) <= 3
    if both or abbreviated or (last_of_many and worded) or _two_names(left, right, known):
        yield start, start + mark.start()
        yield start + mark.end(), end
    else:
        yield start, end


def _acceptable(said: str) -> bool:
    folded = " ".join(said.casefold().split())
    if not 2 <= len(said) <= 80 and said not in {"C", "R"}:
        return False
    if len(said.split()) > _MOST_WORDS or not re.search(r"[^\W\d_]", said) or _CONTACT.search(said):
        return False
    if folded in words("skills", "nothing") or any(d.to - d.at > len(said) - 4 for d in find_dates(said)):
        return False
    if _joined("levels", at_start=False).fullmatch(f" - {said}"):
        return False
    return not re.fullmatch(r"[\W\d_]*(?:19|20)\d\d[\W\d_]*", said)


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    label = _LABEL.match(text, start, end)
    if label is None or len((label.group("label") or label.group("dash")).split()) > _LONGEST_LABEL:
        return None
    if label.group("label") and _names_list(label.group("label")):
        return label
    # "French: C1", "Excel: advanced": what stands before the colon is the item
    level = _joined("levels", at_start=False).fullmatch(f" - {text[label.end() : end].strip()}")
    return label if level is None else None


def _label_items(text: str, start: int, end: int, known: Known) -> tuple[int, list[tuple[int, int]]]:
    """Step over a label ("Tools: …"); a label that is a product itself ("Microsoft Office: …") is an item too."""
    label = _label(text, start, end)
    if label is None:
        return start, []
    group = "label" if label.group("label") else "dash"
    said = label.group(group).split()
    product = 2 <= len(said) <= 3 and all(w[0].isupper() for w in said) and said[-1].casefold() != "skills"
    return label.end(), [label.span(group)] if product and known(" ".join(said)) else []


def _lists_known(text: str, start: int, end: int, known: Known) -> bool:
    """Two or more of what stands behind a label are names of skills: the label is that of a group."""
    spans = [trim(text, *span) for span in _spans(text, start, end, known)]
    return sum(known(text[slice(*span)].split(" (")[0]) and text[span[0]].isupper() for span in spans) >= _SEVERAL


def _names_list(label: str) -> bool:
    return section_named(label.strip(" :–—-")) is not None


def _is_level(run: Run) -> bool:
    said = " ".join(row.said for row in run.rows)
    return _joined("levels", at_start=False).fullmatch(f" - {said}") is not None


def _is_name(run: Run) -> bool:
    """One short line that lists nothing."""
    row = run.rows[0]
    plain = len(run.rows) == 1 and not row.bullet and row.words <= _LABEL_WORDS and row.said[0].isupper()
    return plain and not _HARD.search(row.said) and not row.said.endswith(".")


def _is_list(run: Run) -> bool:
    return sum(len(_HARD.split(row.said)) - 1 for row in run.rows) >= _COMMAS


def _grouped(found: Sequence[Run]) -> list[Run]:
    """Find lines that head groups of skills: each stands above a list ("Web Frameworks", then "React, Angular").

    Where a level stands below the name ("Advanced"), the list may come before it, as some columns are read.
    """
    told = [run for run in found if not _is_level(run)]
    rated = {a.start for a, b in pairwise(found) if _is_level(b)}
    heads, others = [], 0
    for n, run in enumerate(told):
        if not _is_name(run):
            continue
        above = n + 1 < len(told) and _is_list(told[n + 1])
        below = n > 0 and _is_list(told[n - 1]) and run.start in rated
        if above or below:
            heads.append(run)
        else:
            others += 1
    if len(heads) >= _FEWEST and others == 0:
        return heads
    return [run for run in heads if run.rows[0].said.split()[-1].casefold() in words("skills", "groups")]


def group_names(text: str, rows: Sequence[Row], known: Known) -> list[tuple[int, int]]:
    """Give the places of names of groups in a section of skills: on lines or in a column of their own."""
    found = runs(rows, known)
    columns = [match.span() for run in found if (match := _COLUMN.match(text, run.start, run.end))]
    own = columns if len(columns) >= _FEWEST and 2 * len(columns) >= len(found) else []
    return [*((run.start, run.end) for run in _grouped(found)), *own]


def items(text: str, rows: Sequence[Row], known: Known) -> tuple[list[Item], list[Row]]:
    """Split the rows of a skill section into listed skills, and rows that are prose."""
    found: list[Item] = []
    prose: list[Row] = []
    found_runs = runs(rows, known)
    labelled = sum(_label(text, run.start, run.end) is not None for run in found_runs)
    columns = [match for run in found_runs if (match := _COLUMN.match(text, run.start, run.end))]
    in_columns = {match.start(): match.end() for match in columns} if 2 <= len(columns) >= len(found_runs) / 2 else {}
    heads = {run.start for run in _grouped(found_runs)}
    for run in found_runs:
        if run.start in heads:
            continue
        start, spans = _label_items(text, run.start, run.end, known)
        start = in_columns.get(run.start, start) if start == run.start else start
        if (
            start > run.start
            and run.start not in in_columns
            and labelled * 2 < len(found_runs)
            and not _names_list(text[run.start : start])
            and not _lists_known(text, start, run.end, known)
        ):
            # one label among plain items is an item that is explained: "Roadside repair: lights, chains"
            spans = [
                (run.start, start),
                *((s, e) for s, e in _spans(text, start, run.end, known) if known(text[s:e])),
            ]
            spans = [(s, e) for s, e in spans if s == run.start or text[s].isupper()]
            start = run.end
        if _is_prose(text[start : run.end]):
            prose += run.rows
            continue
        listed = list(_spans(text, start, run.end, known))
        for n, (first, last) in enumerate(listed):
            first, last = trim(text, first, last)
            spans += _halves(text, first, last, known, last_of_many=n >= 1 and n == len(listed) - 1)
        for first, last in [chip for span in spans for chip in chips(text, *span, known)]:
            first, last = trim(text, first, last)
            bracket = re.search(r"\s*\([^()]*\)$", text[first:last])
            if bracket and not known(text[first:last]):
                last = first + bracket.start()
            first = past_icon(text, first, last, known)
            if first < last and _acceptable(text[first:last]):
                found.append(Item(first, last, known(text[first:last])))
    return found, prose
