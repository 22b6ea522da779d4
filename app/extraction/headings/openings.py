"""Rows to headings: which rows open a section, and which, by their words, their print and what stands below them."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set

from app.extraction.headings.amid_jobs import amid_jobs, names_entry
from app.extraction.headings.columns import heads_table
from app.extraction.headings.forms import by_content, by_form, dangles, over_dates, unknown_capitals
from app.extraction.headings.listings import Groups, fresh, items, lists_behind_label
from app.extraction.headings.strengths import with_strengths
from app.extraction.headings.words import (
    LAST_WORDS,
    LEXICON,
    MOST_WORDS,
    PAPERS,
    SectionKind,
    closed,
    ends_in_papers,
    fold_heading,
    hinted,
    kind_of,
    lists_headings,
    names_papers,
    of_headings,
    opens_papers,
    respelt,
    section_named,
    undated,
    without_aside,
)
from app.extraction.lines.rows import Row
from app.extraction.parts.labels import names_field
from app.extraction.parts.named_rows import heads_jobs
from app.extraction.words.scores import organization_score, title_score

__all__ = ["SectionKind", "fold_heading", "headings", "section_named"]

_LONGEST = 120
"""Letters of a heading with what is added to it in brackets."""
_CORE = (SectionKind.EXPERIENCE, SectionKind.EDUCATION, SectionKind.SKILLS)
_HINT = re.compile(
    r"(?:special |other )?(?:skills|equipment|machines|tools|education|training|licenses|certificates)\b[^,]*,", re.I
)
"""Forms name what is asked for, and say more behind a comma ("Special skills, machines you can run")."""

_UNPAID = re.compile(r"\w\s*\((?:unpaid|volunteer(?:ing)?|as a volunteer)\)\W*$", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?:where|what|how|things|places|schools?|colleges?|work|jobs?|stuff|skills|computers?|training|schooling)"
    r" (?:that )?(?:i|we|i['’]ve|we['’]ve|ive)\b",
    re.IGNORECASE,
)
_DUTIES_AS = re.compile(r"(?:duties|responsibilities) as\b", re.IGNORECASE)
"""What was done as something, told apart from where ("DUTIES AS 2ND OFFICER")."""
_WORK_THERE = re.compile(r"(?:work|jobs?|employment|experience) (?:in|outside|before|since|after)\b", re.IGNORECASE)
"""Work of a place or time ("Work in the United States")."""
_NO_HEADING = re.compile(r"\d{2}|[@;|]")
_NAME_ROWS, _THIRD = 2, 3
_NAME_LINES = 4
"""Lines that a name takes, with what somebody calls themselves, at most."""
_FORCES_WHOLE = re.compile(
    r"(?:the )?(?:united states|u\.?s\.?) (?:army|navy|air force|marine corps|marines|coast guard|space force)"
    r"(?: (?:reserves?|active duty|veteran))?|(?:[A-Z][\w.]+ )?(?:army|air) national guard",
    re.IGNORECASE,
)
"""A branch of service as a heading."""
Shape = tuple[float | None, bool, bool]
"""Size, bold, capitals."""


_STRANGE_WORDS, _FEW_WORDS = 5, 3
_TAUGHT = "teaching"
"""A heading, where it stands alone; before a colon it is the field of a paper or a skill."""
_OWN_LISTS = frozenset(
    {
        SectionKind.SKILLS,
        SectionKind.EDUCATION,
        SectionKind.COURSES,
        SectionKind.CONTACT,
        SectionKind.INTERESTS,
        SectionKind.REFERENCES,
        *PAPERS,
    }
)
"""Sections whose parts are lists of their own."""


def _title_like(row: Row) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", row.said) if len(w) > 3]
    return row.capitals or (bool(words) and all(w[0].isupper() for w in words))


def _plain_words(row: Row) -> bool:
    if len(row.said) > _LONGEST or dangles(row):
        return False
    said = without_aside(undated(closed(row.said))).rstrip(":： ").strip("-–—=_*#~•|+ ")
    if " / " in said:
        # the same heading in two languages; parts behind a label are a list
        if ": " in said and said.count(" / ") > 1:
            return False
        said = max(said.split(" / "), key=len)
    if row.styled and "," in said and _HINT.match(said):
        said = said.split(",")[0]
    bare = said.replace(",", "")
    if not said or len(bare) > 60 or len(bare.split()) > MOST_WORDS or _NO_HEADING.search(bare):
        return False
    if row.capitals and "," in said and section_named(said.split(",")[0]) is SectionKind.WORKS:
        return True  # "COURSES TAUGHT, ELM COLLEGE"
    # "Job title: Cook" is the field of a form
    return ("," not in said or lists_headings(said)) and not (":" in row.said[:-1] and names_field(row.said))


def _in_sentence_case(row: Row, folded: str) -> bool:
    """Two or three words that end as headings do, and only the first with a capital ("Work experience")."""
    tokens = folded.split()
    return 1 < len(tokens) <= _FEW_WORDS and [tokens[-1]] in LAST_WORDS and row.said[:1].isupper() and not row.bullet


def _capitals(row: Row) -> bool:
    """All letters are capitals, but for what a form adds in brackets ("SKILLS CHECKLIST (4 = can teach)")."""
    if ")" not in row.said:
        return row.capitals
    said = without_aside(row.said) if row.said.rstrip(": ").endswith(")") else row.said
    return row.capitals or (said != row.said and said.isupper() and sum(map(str.isalpha, said)) > 1)


def _signature(row: Row) -> Shape:
    return (round(row.size, 1) if row.size else None, row.bold, _capitals(row))


def _whole(row: Row, usual_gap: float, fresh: bool) -> SectionKind | None:
    """The row is a heading by its words as a whole, and looks like one at least a little.

    `fresh`: in plain text a blank line stands above it.
    """
    folded = fold_heading(row.said)
    if ")" in row.said and _UNPAID.search(row.said) and title_score(without_aside(row.said)) < 1.5:
        folded = "unpaid work"
    kind = kind_of(folded) or (respelt(folded) if row.capitals or row.styled else None)
    if folded == _TAUGHT:
        kind = SectionKind.EXPERIENCE
    if kind is None:
        papers = fresh and not row.bullet and _title_like(row) and opens_papers(row.said)
        return SectionKind.CERTIFICATIONS if papers else None
    # a list item is no heading, unless it looks like one or stands apart (some headings have marks beside them)
    apart = row.gap is not None and row.gap > 1.4 * usual_gap
    alone = not row.bullet or apart
    shaped = row.styled or _capitals(row) or row.underlined or _SPOKEN.match(row.said) is not None
    return (
        kind
        if shaped
        or (fresh and not row.bullet)
        or (alone and (_title_like(row) or row.said.endswith(":") or _in_sentence_case(row, folded)))
        else None
    )


def _shape(rows: Sequence[Row], kinds: dict[int, SectionKind], least: int) -> Shape | None:
    """The print that most of the headings share; None where fewer than `least` do."""
    shapes = Counter(_signature(rows[i]) for i in kinds if rows[i].styled or rows[i].capitals)
    if not shapes or shapes.most_common(1)[0][1] < least:
        return None
    return shapes.most_common(1)[0][0]


def _drop_lookalikes(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """A line with a heading's words in smaller or plainer print than the headings is none ("Certificate")."""
    shape = _shape(rows, kinds, least=3)
    if shape is None:
        return
    size, bold, _ = shape
    usual_blocks = {rows[i].block for i in kinds if _signature(rows[i]) == shape}
    for i in [i for i in kinds if _signature(rows[i]) != shape and rows[i].block in usual_blocks]:
        smaller = size is not None and rows[i].size is not None and round(rows[i].size or 0, 1) < size
        if not rows[i].capitals and (smaller or (bold and not rows[i].bold)):
            del kinds[i]


def _forces(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """A branch of service in the print of the headings is one; in another print, or amid work, it is an employer."""
    shape = _shape(rows, kinds, least=2)
    above: int | None = None
    for i, row in enumerate(rows):
        above = i - 1 if i - 1 in kinds else above
        if not row.styled or row.bullet or i in kinds or not _FORCES_WHOLE.fullmatch(row.said):
            continue
        amid = above is not None and kinds[above] is SectionKind.EXPERIENCE and i - above > 1
        if shape in (None, _signature(row)) and not amid:
            kinds[i] = SectionKind.MILITARY


def _lower_case(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """Headings written small ("work", "skills"): taken when two or more of the main ones are."""
    found = {
        i: LEXICON[fold_heading(row.said)]
        for i, row in enumerate(rows)
        if row.said.islower() and not row.bullet and row.words <= 3 and fold_heading(row.said) in LEXICON
    }
    if len({kind for kind in found.values() if kind in _CORE}) >= 2:
        kinds.update({i: kind for i, kind in found.items() if i not in kinds})


def _small(rows: Sequence[Row]) -> bool:
    """The whole document is written in small letters."""
    return 10 * sum(row.said[:1].islower() for row in rows) > 7 * len(rows)


def _stands_apart(row: Row, rows: Sequence[Row], i: int, usual_gap: float, small: bool) -> bool:
    """Without the print of a heading: underlined, with a colon, in bold or capitals, alone, or below a wide gap."""
    if row.underlined or _capitals(row) or row.said.endswith(":") or row.bold or _SPOKEN.match(row.said):
        return True
    if row.gap is not None or row.size is not None:
        return row.gap is not None and row.gap >= 2.2 * usual_gap > 0
    neighbours = {rows[n].block for n in (i - 1, i + 1) if 0 <= n < len(rows)}
    if not row.said[:1].isupper() and not small:
        return False
    if row.block not in neighbours:
        return True
    listed = i + 1 < len(rows) and rows[i + 1].bullet
    brief = row.words <= 3 or listed or of_headings(row.said) or _WORK_THERE.match(row.said) is not None
    named = organization_score(row.said) >= 1 and fold_heading(row.said).split()[-1:] != ["experience"]
    return fresh(rows, i) and brief and (not named or _lists_papers(row.said))


def _by_words(rows: Sequence[Row], kinds: dict[int, SectionKind], plain: Sequence[bool], usual_gap: float) -> None:
    """Mark lines that look like headings and hold a heading's word."""
    shape, small = _shape(rows, kinds, least=2), _small(rows)
    above: SectionKind | None = None
    for i, row in enumerate(rows):
        above = kinds.get(i - 1, above)
        if not plain[i] or i in kinds or row.bullet:
            continue
        hangs = row.gap is not None and row.gap <= 1.1 * usual_gap and i - 1 not in kinds
        # a line that hangs together with the one above is a title; so is one that names an employer
        if hangs or not (_signature(row) == shape if shape else _stands_apart(row, rows, i, usual_gap, small)):
            continue
        heads = fold_heading(row.said).split()[-1:] in LAST_WORDS or _DUTIES_AS.match(row.said) is not None
        if title_score(row.said) >= 1.5 and not heads:
            continue
        if i - 1 in kinds and row.size is None and not (_capitals(row) or row.underlined or row.said.endswith(":")):
            # in plain text the first line below a heading is what it heads
            continue
        if organization_score(row.said) >= 2.4 and not _may_name_schools(row.said):
            continue
        kind = hinted(row.said) if i + 1 < len(rows) else None
        employs = kind is not None and organization_score(row.said) >= 1 and names_entry(rows, i, above)
        if kind is not None and not employs and not _is_paper(row, kind, above):
            kinds[i] = kind


def _may_name_schools(said: str) -> bool:
    """With a word of schools and firms only these are headings: of papers too, in speech, and of a table."""
    return _lists_papers(said) or _SPOKEN.match(said) is not None or heads_table(said)


def _lists_papers(said: str) -> bool:
    """Most of the words are those of headings and one names papers, or the last does ("Culinary School & Cards")."""
    return (names_papers(said) and of_headings(said)) or ends_in_papers(said)


def _is_paper(row: Row, kind: SectionKind, above: SectionKind | None) -> bool:
    """Below a heading of papers a line with a word of theirs is the name of one ("Real Estate License")."""
    return above in PAPERS and kind in PAPERS and not of_headings(row.said)


def _names(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """A line in larger print than the headings, below some of them, is the person's name: a new top.

    No date or title is one; where many lines are larger, the headings are printed small, and none of them is a name.
    """
    shape = _shape(rows, kinds, least=3)
    if shape is None or shape[0] is None:
        return
    first, least = min(kinds), shape[0] * 1.15
    below = (i for i in range(first + 1, len(rows)) if i not in kinds)
    larger = [i for i in below if (rows[i].size or 0) > least]
    if len({rows[i].said for i in larger}) <= _NAME_LINES:
        named = (i for i in larger if not re.search(r"\d", rows[i].said) and title_score(rows[i].said) < 1.5)
        kinds.update(dict.fromkeys(named, SectionKind.TOP))


def _by_print(rows: Sequence[Row], kinds: dict[int, SectionKind]) -> None:
    """Mark rows that look just like the known headings, and like nothing else, by what stands below them."""
    shape = _shape(rows, kinds, least=2)
    if shape is None:
        return
    times = sum(_signature(rows[i]) == shape for i in kinds)
    marked = 2 * sum(rows[i].bullet for i in kinds) > len(kinds)
    first = min(kinds)
    alike = [
        i
        for i, row in enumerate(rows)
        if i not in kinds
        and _signature(row) == shape
        and row.bullet <= marked
        and row.words <= 5
        and not (dangles(row) or over_dates(rows, i) or lists_behind_label(row.said))
        # what stands right below a heading is what it heads
        and (i - 1 not in kinds or shape[0] is not None)
        and (i > first or (i >= _NAME_ROWS and (shape[2] or shape[0] is not None)))
    ]
    if len(alike) > times or (times < 3 and not shape[2]):
        return
    found = [i for i in alike if not re.search(r"\d", rows[i].said) and title_score(rows[i].said) < 1.5]
    bounds = sorted({*kinds, *found, len(rows)})
    above: SectionKind | None = None
    for n, i in enumerate(bounds[:-1]):
        if i not in kinds and not names_entry(rows, i, above) and not (i > first and _in_a_list(rows, above, i)):
            kinds[i] = by_content(rows[i + 1 : bounds[n + 1]])
        above = kinds.get(i, above)


def _in_a_list(rows: Sequence[Row], above: SectionKind | None, i: int) -> bool:
    """An abbreviation in a list of skills is an item ("HIPAA"), unless a gap sets it apart."""
    if above not in (SectionKind.SKILLS, *PAPERS, SectionKind.LANGUAGES):
        return False
    gap, usual = rows[i].gap, rows[i - 1].gap
    apart = rows[i].block != rows[i - 1].block or (gap is not None and usual is not None and gap > 1.4 * usual)
    return not apart or (rows[i].words == 1 and len(rows[i].said) <= 6)


def _by_list(rows: Sequence[Row], kinds: dict[int, SectionKind], plain: Sequence[bool]) -> None:
    """Mark lines of any words that stand apart above a list of skills, as its form tells ("Stuff I know")."""
    order, blocks = [*sorted(kinds), len(rows)], _by_block(rows)
    above: SectionKind | None = None
    groups: Groups | None = None
    piece, first = (0, 0), 0
    for i, row in enumerate(rows[:-1]):
        above = kinds.get(i - 1, above)
        if not plain[i] or i in kinds or i < _NAME_ROWS or row.bullet or row.words > _STRANGE_WORDS:
            continue
        apart = fresh(rows, i) or row.styled or row.capitals
        if not apart or title_score(row.said) >= 1.5 or organization_score(row.said) >= 1:
            continue
        if above in _OWN_LISTS:
            continue
        block, last = blocks[rows[i + 1].block], order[bisect_right(order, i)]
        end = bisect_left(block, last)
        if groups is None or piece != (rows[i + 1].block, end):
            first, piece = bisect_right(block, i), (rows[i + 1].block, end)
            groups = Groups([rows[n] for n in block[first:end]])
        if groups.begin(bisect_right(block, i) - first):
            kinds[i] = SectionKind.SKILLS


def _by_block(rows: Sequence[Row]) -> dict[int, list[int]]:
    """Give the numbers of the rows of each block."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        found[row.block].append(i)
    return found


def headings(rows: Sequence[Row], columns: Set[int]) -> dict[int, SectionKind]:
    """Give the numbers of the rows that are headings, with the kind of section each opens.

    `columns`: the numbers of those that are heads of columns.
    """
    gaps = sorted(row.gap for row in rows if row.gap is not None) or [0.0]
    # lines of paragraphs stand closest, and there may be more paragraphs than such lines
    usual_gap = gaps[len(gaps) // _THIRD]
    plain = [_plain_words(row) for row in rows]
    kinds = dict(_by_whole(rows, plain, usual_gap))
    kinds.update({i: SectionKind.EXPERIENCE for i, row in enumerate(rows) if _heads_jobs(rows, i, row, kinds)})
    _drop_lookalikes(rows, kinds)
    for i in [*items(rows, kinds)]:
        del kinds[i]
    _forces(rows, kinds)
    _lower_case(rows, kinds)
    _by_words(rows, kinds, plain, usual_gap)
    _names(rows, kinds)
    _by_print(rows, kinds)
    unknown_capitals(rows, kinds)
    _without_columns(columns, kinds)
    with_strengths(rows, kinds)
    _by_list(rows, kinds, plain)
    by_form(rows, kinds)
    for i in amid_jobs(rows, kinds):
        del kinds[i]
    return kinds


def _heads_jobs(rows: Sequence[Row], i: int, row: Row, kinds: dict[int, SectionKind]) -> bool:
    """The head of a table of jobs that stands below no heading of its own."""
    return i not in kinds and i - 1 not in kinds and i + 1 < len(rows) and heads_jobs(row.said)


def _without_columns(heads: Set[int], kinds: dict[int, SectionKind]) -> None:
    """The heads of a table open no section, but the first does where no heading stands above it."""
    for i in sorted(heads):
        if i - 1 in heads or i - 1 in kinds:
            kinds.pop(i, None)


def _by_whole(rows: Sequence[Row], plain: Sequence[bool], usual_gap: float) -> Iterator[tuple[int, SectionKind]]:
    for i, row in enumerate(rows):
        kind = _whole(row, usual_gap, fresh=fresh(rows, i)) if plain[i] else None
        if kind is not None:
            yield i, kind
