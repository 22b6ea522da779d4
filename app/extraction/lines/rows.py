"""Document lines to rows: what the extractor reads, one printed line (or one piece of a flattened one) at a time."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from app.documents.model import Document, Line
from app.extraction.lines.flattened import LONG, lines

_BULLET = re.compile(
    r"\s*(?:>{2,3}|[•●○◦▪▫■□◆◇►▶‣⁃∙·*✓✔☑✅➢➤❖★–—»>\uf0b7\uf0a7\uf0d8\uf076]|[-+~](?=\s)|-(?=[^\W\d_]{2})|o(?=\s{1,4}\w)"
    r"|\(?[ivx]{1,5}\)(?=\s+\w)|[ivx]{2,5}\.(?=\s+\w)"
    r"|[\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?(?=\s))\s*"
)
"""What stands before an item; any arrow, drawing or small picture with a blank behind it is one ("✂ Fades")."""
_DRAWN = ("~", "-", "+", "*", "=")
_EMPHASIS = re.compile(
    r"\s*(?P<hashes>#{1,5}\s+)?(?P<mark>\*\*|__|(?P<slanted>\*)(?=[^\W_][^*\n]{1,200}(?<!\s)\*(?:\W|$)))?(?=[^\W_])"
)
"""What opens a heading, bold or slanted words in text marked up by hand ("## Skills", "**Work**", "*Guard*")."""
_RULE = re.compile(r"\s*([-=_~*–—])\1{2,}\s*")
_SCANNED = re.compile(r"[l1](?<=[A-Z].)(?=[A-Z])|l(?<=\bl)(?=[A-Z]{2})|l(?<=[A-Z]{2}l)\b")
"""A capital I as a scan reads it. The letter comes first, because it is found sooner than what stands before it."""
_EDGE = 2
"""So many lines at the head and foot of a page may be printed on each."""
_FOOT = re.compile(r"[-–—|\s]*page\s+\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–—|.\s]*", re.IGNORECASE)
"""A line that only counts pages."""
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that says something: capitals of shorter ones tell nothing."""
CELLS = re.compile(r"\S(?:\s{2,}|\t)\S.*(?:\s{2,}|\t)\S")
"""Three or more cells of a table in one line."""
_NUMBERS = re.compile(r"[\d\W]+")
_ZERO = re.compile(r"0(?<=[A-Z]0)(?=[A-Z])")

_HEADING_WORDS = 4
_SHORT = 200
"""Characters of a line up to which it is remembered how many words it has: each is asked for some ten times."""


def _words(said: str) -> int:
    found = said.split()
    # dots that lead to a date are no words
    return len(found) - (found.count(".") if " . . " in said else 0)


_few_words = lru_cache(maxsize=512)(_words)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line with its style. `start` is past any bullet; `text[start:end]` is `said`."""

    start: int
    end: int
    said: str
    page: int
    block: int
    bullet: bool
    styled: bool
    """The format says heading, or it is bold or larger than the text around it."""
    size: float | None
    bold: bool
    left: float | None
    gap: float | None
    underlined: bool = False
    """A line of dashes or the like stands below it."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return (_few_words if len(self.said) <= _SHORT else _words)(self.said)

    def part(self, start: int, end: int | None = None) -> "Row":
        """Give what stands from `start` to `end` of it, both counted from its own start."""
        end = len(self.said) if end is None else end
        return replace(self, start=self.start + start, end=self.start + end, said=self.said[start:end])

    @property
    def capitals(self) -> bool:
        """All its letters are capitals, and there are at least two."""
        second = self.said[1:2]
        if second != "l" and second.islower():
            return False
        said = mended(self.said)
        return said.isupper() and sum(map(str.isalpha, said)) > 1


def mended(said: str) -> str:
    """Read a capital I or O where a scan has l, 1 or 0 among capitals ("SKlLLS", "EDUCATI0N")."""
    return _ZERO.sub("O", _SCANNED.sub("I", said)) if "l" in said or "1" in said or "0" in said else said


def _unmarked(text: str, start: int, end: int) -> tuple[int, int, bool | None]:
    """Step over marks of emphasis by hand, and say whether all of the line has them; None without any."""
    opened = _EMPHASIS.match(text, start, end)
    if opened is None or not (opened["hashes"] or opened["mark"]):
        return start, end, None
    if opened["slanted"] is not None:
        # what is printed slanted is neither an item nor a heading
        return opened.end(), end - 1 if text[end - 1] == "*" else end, opened["hashes"] is not None
    said = text[start:end].rstrip().rstrip(":")
    closed = opened["mark"] is not None and said.find(opened["mark"], opened.end() - start) == len(said) - 2
    last = start + len(said) - 2 if closed else end
    return opened.end(), last, closed or opened["hashes"] is not None


def _row(text: str, line: Line, start: int, end: int, body: float | None) -> Row | None:
    start, end, emphasised = _unmarked(text, start, end)
    mark = _BULLET.match(text, start, end) if emphasised is None else None
    if mark is not None and mark.group().strip() in _DRAWN and text[end - 1] == mark.group().strip():
        # "~ Papers ~" is drawn round, and no item
        mark = None
    bullet = line.bullet or (mark is not None and mark.end() < end)
    start = mark.end() if mark and mark.end() < end else start
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 2 and text[start] == text[end - 1] == "|":
        # a row of a table whose lines are drawn
        inside = text[start + 1 : end - 1]
        start, end = start + 1 + len(inside) - len(inside.lstrip()), end - 1 - len(inside) + len(inside.rstrip())
    if not any(c.isalnum() for c in text[start:end]) or _FOOT.fullmatch(text, start, end):
        return None
    larger = line.size is not None and body is not None and line.size > body * 1.08
    return Row(
        start=start,
        end=end,
        said=text[start:end],
        page=line.page,
        block=line.block,
        bullet=bullet,
        styled=line.heading or line.bold or larger or bool(emphasised),
        size=line.size,
        bold=line.bold or bool(emphasised),
        left=line.left,
        gap=line.gap,
    )


def rows(document: Document) -> list[Row]:
    """Give the rows of a document in reading order; empty lines are left out."""
    sized = [(line.size, line.end - line.start) for line in document.lines if line.size]
    letters = [size for size, length in sized for _ in range(max(1, length // 10))]
    body = median(letters) if letters else None
    found: list[Row] = []
    for line in document.lines:
        long = line.end - line.start > LONG
        spans = lines(document.text, line.start, line.end) if long else [(line.start, line.end)]
        for start, end in spans:
            row = _row(document.text, line, start, end, body)
            if row is not None:
                found.append(row)
            elif found and _RULE.fullmatch(document.text, start, end):
                found[-1] = replace(found[-1], underlined=True)
    running = _running(found)
    found = _with_marked_headings(document.text, found)
    return [row for n, row in enumerate(found) if n not in running] if running else found


def _with_marked_headings(text: str, found: list[Row]) -> list[Row]:
    """In plain text a few words with a mark, over lines with another mark or none, are no item ("★ Experience")."""
    marks = [_mark(text, row) for row in found if row.bullet]
    if not marks or found[0].size is not None:
        return found
    own = iter(marks)
    drawn = [next(own) if row.bullet else "" for row in found]
    return [
        replace(row, bullet=False)
        if 0 < len(drawn[n]) < _HEADING_WORDS and drawn[n] != after and _heads_paragraph(found, n)
        else row
        for n, (row, after) in enumerate(zip(found, [*drawn[1:], drawn[-1]], strict=True))
    ]


def _mark(text: str, row: Row) -> str:
    """Give the mark before an item."""
    return text[text.rfind("\n", 0, row.start) + 1 : row.start].strip()


def _heads_paragraph(found: Sequence[Row], n: int) -> bool:
    """Words without a figure begin a paragraph of several lines."""
    row, after = found[n], found[n + 1 : n + 2]
    begins = n == 0 or found[n - 1].block != row.block
    brief = row.words <= _HEADING_WORDS and not any(c.isdigit() or c in ",.;" for c in row.said)
    return brief and begins and bool(after) and after[0].block == row.block


def rows_within(found: Sequence[Row], start: int, end: int) -> Iterator[Row]:
    """Give the parts of rows that stand in `text[start:end]`; `found` are rows in the order of the text."""
    first = max(0, bisect_right(found, start, key=lambda row: row.start) - 1)
    for row in found[first:]:
        if row.start >= end:
            break
        if row.end > start:
            at, to = max(row.start, start), min(row.end, end)
            yield replace(row, start=at, end=to, said=row.said[at - row.start : to - row.start])


def _running(found: list[Row]) -> set[int]:
    """Find lines that are printed again at the head or foot of further pages: by number, without the first."""
    edges: set[tuple[int, bool]] = set()
    for page in {row.page for row in found}:
        own = [n for n, row in enumerate(found) if row.page == page]
        # at the foot of one page and the head of the next stands what the break cut
        edges |= {*((n, False) for n in own[:_EDGE]), *((n, True) for n in own[-_EDGE:])}
    said: dict[tuple[str, bool], list[int]] = {}
    for n, foot in sorted(edges):
        said.setdefault((_NUMBERS.sub("", found[n].said.casefold()), foot), []).append(n)
    again = (numbers for numbers in said.values() if len({found[n].page for n in numbers}) > 1)
    return {n for numbers in again for n in numbers if n > numbers[0] or found[n].page > 1 or n >= _EDGE}
