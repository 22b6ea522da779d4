"""Skill sections to items: one span for each skill that is listed, and the rows that are prose instead."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.extraction.headings.openings import section_named
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row
from app.extraction.skills.chips import Known, chips, past_icon
from app.extraction.skills.groups import groups_apart
from app.extraction.skills.parting import halves, parted
from app.extraction.skills.runs import COLUMN, HARD, LABEL, Run, runs
from app.extraction.skills.trimming import joined, trim
from app.extraction.words.lexicon import words
from app.taxonomy.index import Frameworks
from app.taxonomy.model import ConceptKind

__all__ = ["Item", "Known", "group_names", "items", "knower", "maker", "namer", "tells_job"]

_SKILL_KINDS = (ConceptKind.SKILL, ConceptKind.KNOWLEDGE, ConceptKind.TECHNOLOGY)
_CONTACT = re.compile(r"\S@\S|https?://|www\.|\d[\d\s().-]{7}|\b\d{5}(?:-\d{4})?\b|\S\.(?:com|org|net|io)/")
_STANDARD = re.compile(r"\b(?:ISO|IEC|ANSI|ASTM|DIN|EN|IEEE|IATF|NFPA|NIST|SAE|MIL)\b")
"""Before the figures of a standard, which may look like those of an address ("ISO 27001")."""
_DEGREE = re.compile(
    r"(?:an?\s+)?(?:(?:associate|bachelor|master|doctor)(?:['’]?s|ate)?\s+degree|high\s+school\s+(?:diploma|graduate)|GED\b)",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{2,}|\t")
_VERB_TALK = re.compile(r"\b(?:I|my|me|who|which|that|has|have|had|is|are|was|were|will|been|our|we)\b")
_AFTERTHOUGHT = re.compile(r",?\s+and\s+I\b[^,]*$")
"""What a list in a letter may end with ("… and I get by in Spanish.")."""
_SEVERAL = 2
_MOST_WORDS, _LABEL_WORDS, _LONGEST_LABEL = 8, 5, 6
_FEWEST, _COMMAS, _NAMES = 2, 2, 3
_DASH = re.compile(r"\s[-–—]\s")
_DASHES, _NAME_WORDS = 3, 4
_WORK = re.compile(r"(?:ing|ment|[ts]ion|ship|ity|[ae]nce|logy|care|work)$")
_PART = re.compile(r"\s*[,;·•|]")
_MANNER = re.compile(
    r"(?:both\s+)?(?:in\s+)?(?:written|verbal(?:ly)?|oral|spoken|writing)"
    r"(?:\s*(?:and|&|or|/)\s*(?:in\s+)?(?:written|verbal(?:ly)?|oral|spoken|writing|speaking|person))?",
    re.IGNORECASE,
)
"""How somebody communicates, behind a comma ("communication skills, both written and verbal")."""


@lru_cache(maxsize=4)
def knower(frameworks: Frameworks) -> Known:
    """Give the question whether frameworks have a skill of exactly this name; answers are kept."""

    @lru_cache(maxsize=1 << 15)
    def known(said: str) -> bool:
        return bool(frameworks.exact(said, kinds=_SKILL_KINDS))

    return known


@lru_cache(maxsize=4)
def maker(frameworks: Frameworks) -> Known:
    """Give the question whether frameworks have a product of this name that is no ordinary word."""

    @lru_cache(maxsize=1 << 12)
    def made(said: str) -> bool:
        return not frameworks.is_everyday(said) and bool(frameworks.exact(said, kinds=(ConceptKind.TECHNOLOGY,)))

    return made


@lru_cache(maxsize=4)
def namer(frameworks: Frameworks) -> Known:
    """Give the question whether frameworks have a skill of this name, or people write this for one."""

    @lru_cache(maxsize=1 << 13)
    def named(said: str) -> bool:
        return bool(frameworks.lookup(said, kinds=_SKILL_KINDS))

    return named


@dataclass(frozen=True, slots=True)
class Item:
    """One listed skill, `text[start:end]`."""

    start: int
    end: int
    known: bool


def _is_prose(said: str) -> bool:
    said = _AFTERTHOUGHT.sub(".", said) if said.count(",") > _COMMAS else said
    dashed = _DASH.split(said)
    if len(dashed) > _DASHES and max(len(part.split()) for part in dashed) <= _NAME_WORDS:
        # "Rope rescue - snow science - chainsaw - radio"
        return False
    pieces = [p for p in HARD.split(said) if p.strip()]
    count = len(said.split())
    if count <= _MOST_WORDS:
        return False
    if count / max(1, len(pieces)) > 5:
        return True
    return bool(_VERB_TALK.search(said)) and said.rstrip().endswith(".")


def _acceptable(said: str) -> bool:
    folded = " ".join(said.casefold().split())
    if not 2 <= len(said) <= 80 and said not in {"C", "R"}:
        return False
    if len(said.split()) > _MOST_WORDS or not re.search(r"[^\W\d_]", said) or _DEGREE.match(said):
        return False
    if _CONTACT.search(said) and not _STANDARD.match(said):
        return False
    if folded in words("skills", "nothing") or any(d.to - d.at > len(said) - 4 for d in find_dates(said)):
        return False
    if joined("levels", at_start=False).fullmatch(f" - {said}"):
        return False
    return not re.fullmatch(r"[\W\d_]*(?:19|20)\d\d[\W\d_]*", said)


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    label = LABEL.match(text, start, end)
    if label is None or len((label.group("label") or label.group("dash")).split()) > _LONGEST_LABEL:
        return None
    if label.group("label") and _names_list(label.group("label")):
        return label
    # "French: C1", "Excel - advanced, …": what stands before the mark is the item
    behind = text[label.end() : end].strip()
    levels = joined("levels", at_start=False)
    return (
        None if any(levels.fullmatch(f" - {one}") for one in (behind, _PART.split(behind, maxsplit=1)[0])) else label
    )


def _label_items(text: str, start: int, end: int, known: Known) -> tuple[int, list[tuple[int, int]]]:
    """Step over a label ("Tools: …"); a label that is a product itself ("Microsoft Office: …") is an item too."""
    label = _label(text, start, end)
    if label is None:
        return start, []
    group = "label" if label.group("label") else "dash"
    said = label.group(group).split()
    product = 2 <= len(said) <= 3 and all(w[0].isupper() for w in said) and not _names_list(label.group(group))
    return label.end(), [label.span(group)] if product and known(" ".join(said)) else []


def _lists_names(text: str, start: int, end: int) -> bool:
    """Three or more short names of things or of work stand behind a label ("Welding: MIG, TIG, Stick")."""
    said = [part.split() for part in text[start:end].rstrip(".").split(",")]
    short = len(said) >= _NAMES and all(1 <= len(part) <= _NAMES for part in said)
    return short and all(part[0][0].isupper() or _WORK.search(part[-1]) for part in said)


def _lists_known(text: str, start: int, end: int, known: Known) -> bool:
    """Two or more of what stands behind a label are names of skills: the label is that of a group."""
    spans = [trim(text, *span) for span in parted(text, start, end, known)]
    return sum(known(text[slice(*span)].split(" (")[0]) and text[span[0]].isupper() for span in spans) >= _SEVERAL


def _names_list(label: str) -> bool:
    said = label.strip(" :–—-")
    # "Operating System: Linux" is a list of one
    return section_named(said) is not None or section_named(f"{said}s") is not None


def _is_level(run: Run) -> bool:
    said = " ".join(row.said for row in run.rows)
    return joined("levels", at_start=False).fullmatch(f" - {said}") is not None


def _is_name(run: Run) -> bool:
    """One short line that lists nothing."""
    row = run.rows[0]
    plain = len(run.rows) == 1 and not row.bullet and row.words <= _LABEL_WORDS and row.said[0].isupper()
    return plain and not HARD.search(row.said) and not row.said.endswith(".")


def _is_list(run: Run) -> bool:
    return sum(len(HARD.split(row.said)) - 1 for row in run.rows) >= _COMMAS


def _grouped(found: Sequence[Run]) -> list[Run]:
    """Find lines that head groups of skills: each stands above a list ("Web Frameworks", then "React, Angular").

    Where a level stands below the name ("Advanced"), the list may come before it, as some columns are read.
    """
    levels = [_is_level(run) for run in found]
    told = [run for run, level in zip(found, levels, strict=True) if not level]
    rated = {run.start for run, level in zip(found, levels[1:], strict=False) if level}
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
    """Give the places of names of groups on lines, in a column of their own, before a colon."""
    found = runs(rows, known)
    columns = [match.span() for run in found if (match := COLUMN.match(text, run.start, run.end))]
    own = columns if len(columns) >= _FEWEST and 2 * len(columns) >= len(found) else []
    labels = [
        match.span("label") for run in found if (match := LABEL.match(text, run.start, run.end)) and match["label"]
    ]
    own += labels if len(labels) >= _NAMES and 2 * len(labels) >= len(found) else []
    return [*((run.start, run.end) for run in _grouped(found)), *own]


def _explained(text: str, run: Run, start: int, known: Known) -> list[tuple[int, int]]:
    """Give one labelled item among plain ones, and the names that explain it ("Welding: MIG, TIG, Stick")."""
    named = _lists_names(text, start, run.end)
    listed = parted(text, start, run.end, known)
    return [(run.start, start), *((s, e) for s, e in listed if named or (known(text[s:e]) and text[s].isupper()))]


def _named(text: str, start: int, end: int, known: Known) -> tuple[int, int]:
    """Give the name in one listed item, without a bracket behind it."""
    start, end = trim(text, start, end)
    bracket = re.search(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$", text[start:end])
    if bracket and not known(text[start:end]):
        end = start + bracket.start()
    return past_icon(text, start, end, known), end


def _is_profile(said: str) -> bool:
    return " ".join(said.casefold().split()) in words("skills", "profiles")


def _heads_columns(row: Row) -> bool:
    """Say whether a line only heads the columns of a table ("Area  Tool  Level")."""
    cells = [" ".join(cell.casefold().split()) for cell in _GAP.split(row.said)]
    known = words("skills", "columns") | words("skills", "nothing")
    return len(cells) > 1 and all(cell in known for cell in cells)


def tells_job(row: Row) -> bool:
    """Say whether a line names a job and ends with when it was held ("DBA, Oak Foods, May 2013 to Jan 2017")."""
    if row.said.count(",") < _COMMAS:
        return False
    dates = list(find_dates(row.said))
    last = len(row.said.rstrip(" .)"))
    held = len(dates) == 1 and dates[0].to >= last and row.said[: dates[0].at].rstrip().endswith((",", "("))
    return held and (dates[0].start is not None) and (dates[0].current or dates[0].end is not None)


def items(text: str, rows: Sequence[Row], known: Known) -> tuple[list[Item], list[Row]]:
    """Split the rows of a skill section into listed skills, and rows that are prose."""
    found: list[Item] = []
    prose: list[Row] = []
    told = [row for row in rows if not _heads_columns(row) and not tells_job(row)]
    rows = [part for row in told for part in groups_apart(row, known)]
    found_runs = runs(rows, known)
    labelled = sum(_label(text, run.start, run.end) is not None for run in found_runs)
    columns = [match for run in found_runs if (match := COLUMN.match(text, run.start, run.end))]
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
            spans, start = _explained(text, run, start, known), run.end
        if _is_prose(text[start : run.end]) and len(chips(text, start, run.end, known)) == 1:
            prose += run.rows
            continue
        listed = list(parted(text, start, run.end, known))
        for n, (first, last) in enumerate(listed):
            first, last = trim(text, first, last)
            if n == 0 and _GAP.match(text, last, run.end) and _names_list(text[first:last]):
                # "Languages      Python (7 yrs) ●●●●●"
                continue
            if _MANNER.fullmatch(text, first, last) or (
                text[last : last + 1] == ":" and _names_list(text[first:last])
            ):
                # "…, languages: French"
                continue
            spans += halves(text, first, last, known, last_of_many=n >= 1 and n == len(listed) - 1)
        named = [_named(text, *chip, known) for span in spans for chip in chips(text, *span, known)]
        kept = [(s, e) for s, e in named if s < e and _acceptable(text[s:e])]
        if len(kept) > 1 or not any(_is_profile(text[s:e]) for s, e in kept):
            found += [Item(s, e, known(text[s:e])) for s, e in kept]
    return found, prose
