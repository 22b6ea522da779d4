"""Rows to whether they list skills, by their form alone: labels with short things between commas, or only those."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from app.extraction.headings.words import SectionKind, section_named
from app.extraction.lines.dates import find_dates
from app.extraction.lines.rows import Row

_PART = re.compile(r"\s*[,;|•·●▪◦♦◆■✈★]\s*|\s{2,}|\t+|\s+[/~]\s+")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:;,|•\n]{1,40}?)\s*[:：]\s*(?=\S)")
_DASHED = re.compile(r"(?P<label>[A-Z][A-Za-z &/]{2,30}?)\s[-–—]\s(?=[^,]+,[^,]+,)")
_NO_SKILL = re.compile(r"@|https?:|www\.|\d{5,}|(?<![A-Z]{3} )(?<!\d)(?:19|20)\d\d(?!\d)|\d[-.]\d{3}|[$€£%]")
_FIGURES = re.compile(
    r"^[^\W\d_][^\t]*?(?:\t|\s{2,})(?!(?:19|20)\d\d\b)\d{1,2}(?:,\d{3}|\d?)\b[\d,.\s]*(?:\w{2,5}\.?)?(?:\t|\s{2,}|$)"
)
"""A name, and in the next columns how many years or hours."""
_LAST = re.compile(r",?\s+and\b[^,]*$")
"""What ends a list in a sentence ("… and I get by in Spanish")."""
_BRACKETS = re.compile(r"\([^()]*\)")
_ITEM_WORDS, _LABEL_WORDS = 5, 6
_FEWEST_GROUPS, _FEWEST_ITEMS = 2, 5
_SKILLS = (SectionKind.SKILLS, SectionKind.LANGUAGES)
_MINOR = (SectionKind.OTHER, SectionKind.COURSES, SectionKind.PROJECTS, SectionKind.VOLUNTEERING)


def fresh(rows: Sequence[Row], i: int) -> bool:
    """In plain text a blank line stands above the row."""
    return rows[i].size is None and i > 0 and rows[i - 1].block != rows[i].block


def counts(row: Row) -> bool:
    """Say whether a row names something, and in the next columns how many years or hours, without any date."""
    return _FIGURES.search(row.said) is not None and not find_dates(row.said)


def items(rows: Sequence[Row], kinds: Mapping[int, SectionKind]) -> Iterator[int]:
    """Give words of headings that stand amid a list of skills ("Leadership"), where blank lines part the sections."""
    main = [i for i, kind in kinds.items() if kind in (SectionKind.EXPERIENCE, SectionKind.EDUCATION)]
    if not main or not all(fresh(rows, i) for i in main):
        return
    above = SectionKind.TOP
    for i in sorted(kinds):
        row, below = rows[i], rows[i + 1 : i + 2]
        amid = not fresh(rows, i) and all(r.block == row.block and r.words <= _ITEM_WORDS for r in below)
        marked = row.capitals or row.underlined or row.said.endswith(":")
        if above is SectionKind.SKILLS and kinds[i] in _MINOR and row.words == 1 and amid and not marked:
            yield i
        else:
            above = kinds[i]


def label_of(said: str) -> str | None:
    """Give what stands before the colon of a row that goes on behind it, where it is short."""
    label = _LABEL.match(said) if ":" in said or "：" in said else None
    if label is None and "," in said:
        # "Skills - mowing, edging"
        dash = _DASHED.match(said)
        return dash["label"] if dash and section_named(dash["label"]) in _SKILLS else None
    return label["label"] if label and len(label["label"].split()) <= _LABEL_WORDS else None


def short_items(said: str) -> list[str]:
    """Give the parts of a list, or nothing where a part is no short name."""
    if _NO_SKILL.search(said) or any(find_dates(said)):
        return []
    parts = [part for part in _PART.split(said.rstrip(" .,;")) if part.strip()]
    return parts if all(len(_BRACKETS.sub("", part).split()) <= _ITEM_WORDS for part in parts) else []


def labelled_items(rows: Sequence[Row]) -> list[str]:
    """Give the parts of the list behind the label of rows, or nothing where a part is no short name."""
    said = " ".join(row.said for row in rows)
    return short_items(_LABEL.sub("", said, count=1) if ":" in said or "：" in said else said)


def lists_behind_label(said: str) -> bool:
    """Say whether a line is a list of several things behind a label ("PROCESSES: SMAW, GMAW")."""
    label = _LABEL.match(said) if ":" in said else None
    return label is not None and len(short_items(said[label.end() :])) > 1


class Groups:
    """Rows on end, of which is asked where groups of skills begin. Each row is looked at once for all questions."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._labels = [label_of(row.said) for row in rows]
        others = (n for n, label in enumerate(self._labels) if label and section_named(label) not in (None, *_SKILLS))
        self._past_others = max(others, default=-1) + 1
        """From here on no label names a section of another kind."""

    def begin(self, first: int) -> bool:
        """Say whether the rows from `first` on are two or more groups of skills, each behind its label, or one list
        that begins small."""
        size = len(self._rows) - first
        if size <= 0 or first < self._past_others:
            return False
        if self._labels[first] is not None:
            past_gaps, labels, several = self._listed
            return first >= past_gaps and labels[first] >= _FEWEST_GROUPS and 2 * several[first] > size
        if size >= _FEWEST_ITEMS:
            return False
        parts = short_items(", ".join(row.said.rstrip(" ,") for row in self._rows[first:]))
        small = sum(part.lstrip()[:1].islower() for part in parts)
        return len(parts) >= _FEWEST_ITEMS and 2 * small > len(parts)

    @cached_property
    def _listed(self) -> tuple[int, list[int], list[int]]:
        """From which row on all list something and each without a label goes on with the list above it; and, from
        each row on, how many labels there are, and rows of several things."""
        rows, labels = self._rows, self._labels
        told = zip(rows, labels, strict=True)
        behind = (row.said if label is None else _LABEL.sub("", row.said, count=1) for row, label in told)
        listed = [len(short_items(said)) for said in behind]
        gaps = [n for n, count in enumerate(listed) if not count]
        below = zip(rows, labels[1:], strict=False)
        gaps += [n for n, (above, label) in enumerate(below) if label is None and not above.said.endswith(",")]
        labelled, several = ([int(label is not None) for label in labels], [int(count > 1) for count in listed])
        return max(gaps, default=-1) + 1, _from_each(labelled), _from_each(several)


def _from_each(counts: Sequence[int]) -> list[int]:
    """Give the sum from each place on."""
    return [*accumulate(reversed(counts))][::-1]


def with_rest(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Give each row that has a label together with the rows in which its list goes on; the others by themselves."""
    told: list[Row] = []
    for row in rows:
        may_go_on = told and not row.bullet and told[-1].block == row.block and told[-1].said.endswith(",")
        if may_go_on and label_of(told[0].said) and not label_of(row.said):
            told.append(row)
            continue
        if told:
            yield told
        told = [row]
    if told:
        yield told


def lists_many(rows: Sequence[Row]) -> bool:
    """Say whether many short things, most in small letters, stand behind the label of rows that are one list."""
    label = label_of(rows[0].said)
    if label is None or section_named(label) is not None:
        return False
    listed = _LABEL.sub("", " ".join(row.said for row in rows), count=1)
    parts = short_items(_LAST.sub("", listed))
    small = sum(part.lstrip()[:1].islower() for part in parts)
    return len(parts) >= _FEWEST_ITEMS and 2 * small > len(parts)
