"""The school whose transcript a document is: its name in the head, behind a label, or in the foot."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from app.extraction.transcripts.cells import AMOUNT
from app.extraction.transcripts.codes import code_words
from app.extraction.transcripts.grades import is_letter_grade
from app.extraction.transcripts.named_terms import named_term
from app.extraction.transcripts.owners import FIRST, is_student, is_titled, student_words
from app.extraction.transcripts.placed import Cell, TableRow, Word
from app.extraction.transcripts.schools import JOINING, LABEL_ROWS, is_unit, labelled_school
from app.extraction.words.lexicon import words

_FOOT = 8
"""Rows at the end in which the name may stand, where the head has none."""
_FOOT_WORDS = 16
_MOST_WORDS = 60
"""Words of a cell that a name is looked for in, at most."""
_LONGEST = 12
"""Words of a name, at most."""
_BEHIND = 6
"""Words of a name behind a mark, at most, with the mark."""
_SHORTENED = 4
_TITLE_WORDS = range(1, 10)
_SHORT = re.compile(r"\b(?:[A-Z]\.){2,}|\b(?:Inc|Co|Corp|Ltd|St|Mt|Bros)\.")
"""What ends with a stop within a name ("U.S.", "Inc.")."""
_FIRM = re.compile(r"\b(?:Inc|LLC|Co|Corp|Ltd|LLP|PLC|Corporation|Company|Group)\b\.?$")
_OF_EMPLOYEE = re.compile(
    r"\b(?:employee|learner|team member|associate) ?(?:name|id|no|number)?\s*[:#]", re.IGNORECASE
)
_GIVEN = re.compile(
    r"(?:(?:training |course |education |ce )?provider(?: name)?|(?:program |training )?sponsor"
    r"|training organi[sz]ation)\s*:\s*"
    r"|(?:issued|offered|provided|presented|awarded) by:? ",
    re.IGNORECASE,
)
_EMPLOYED = re.compile(r"(?:company|employer|organi[sz]ation|facility)(?: name)?\s*:\s*", re.IGNORECASE)
_OF_READER = frozenset({"my", "your"})
"""What pages begin with that are no name ("My Learning Transcript")."""
_KINDS_OF_SCHOOLS = frozenset(
    {
        "on-the-job",
        "high",
        "secondary",
        "senior",
        "junior",
        "middle",
        "adult",
        "public",
        "school",
        "schools",
        "college",
        "university",
    }
    | {"community", "training", "learning", "center", "academy", "technical", "state", "institute"}
)
"""Of these alone no name consists ("High School Transcript")."""
_PARTING = frozenset("-–—|•·>*»/~")
_OFFICE = (
    r"(?:the )?office of (?:the )?(?:university |college )?"
    r"(?:registrar|records?(?: and registration)?|admissions?(?: and records)?)"
    r"|registrar['’]?s? office|office of the university registrar|registrar|academic registry|student records office"
)
_KINDS = (
    r"(?:(?:official|unofficial|academic|student|students?['’]s?|permanent|undergraduate|graduate|cumulative|final)\s+)"
    r"{0,4}"
)
_PAGE = r"page:?\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?"
_ELSEWHERE = re.compile(
    r"\b(?:recipient|(?:issued|sent?|mail(?:ed)?|copy|released?|addressed) to|(?:high|secondary) school(?=\s*:)"
    r"|prior|previous|transfer\w*|accredit\w*|members? (?:of|institution)|commission|admi(?:tted|ssion)|entrance"
    r"|basis of|(?:graduated|degree|graduate) (?:from|of)|board of regents|approved|affiliated|licensed|authorized"
    r"|formerly|examination|external|attended|last school|send to)\b",
    re.IGNORECASE,
)
"""What stands behind these is another school, or what speaks for this one."""
_DISTRICT = re.compile(
    r"\b(?:district|schools|board of education|department of education|school system|isd|usd|ministry)\b",
    re.IGNORECASE,
)
"""What schools belong to; it is named where the school itself is not."""
_EXAMINED = re.compile(r"\b(?:certificate|examination)\b", re.IGNORECASE)
"""What somebody was examined for is no school ("Senior School Certificate Examination")."""
_NO_NAME = re.compile(
    r"\b(?:official|unofficial|confidential|copy|information|data|student|office|department|state of|ministry"
    r"|evaluat\w+|services?|on-the-job|degrees?|programs?|page|date|print(?:ed)?|history|summary|report|credits?|void|level|grade|view)\b",
    re.IGNORECASE,
)


class _Named(NamedTuple):
    """A name of a school and how much says that it is the one."""

    place: tuple[int, int]
    said: str

    @property
    def rank(self) -> int:
        """Of several names the school counts before what it belongs to, and that before its parts."""
        return 2 if is_unit(self.said) else 1 if _DISTRICT.search(self.said) else 0


@cache
def _cuts() -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(words("transcripts", "names"), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{_KINDS}(?:{titles})s?(?!\w)|{_OFFICE}|{_PAGE})", re.IGNORECASE)


@cache
def _schools() -> re.Pattern[str]:
    told = sorted(words("transcripts", "schools"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, told))})(?!\w)", re.IGNORECASE)


def institution(rows: Sequence[TableRow]) -> tuple[int, int] | None:
    """Give where the name of the school stands.

    It is a name in the head that has a word for a school: the first, and before what a school belongs to (a district)
    and before its parts (a faculty). Behind these comes what a label says, then a name in the foot. A line that only
    reads like a name is one beside what the document calls itself, and where the student has another.
    """
    head = [name for row in rows[:FIRST] for name in _names(row)]
    if head and min(name.rank for name in head) == 0:
        return min(head, key=lambda name: name.rank).place
    labelled = next(
        (name for row in rows[:LABEL_ROWS] for cell in row.cells if (name := labelled_school(cell)) is not None), None
    )
    if labelled is not None:
        return labelled
    foot = [name for row in rows[FIRST:][-_FOOT:] if _is_plain(row) for name in _names(row)]
    best = min([*head, *foot], key=lambda name: name.rank, default=None)
    return best.place if best is not None else _beside_title(rows) or _giver(rows)


def institution_words(rows: Sequence[TableRow]) -> frozenset[str]:
    """Give the words of the school's name, folded."""
    place = institution(rows)
    if place is None:
        return frozenset()
    told = (word for row in rows for word in row.words if place[0] <= word.start < place[1])
    return frozenset(word.said.casefold().strip(".,:") for word in told)


def _is_plain(row: TableRow) -> bool:
    """Say whether a row of the foot may be a name: no row of a course, and no paragraph."""
    if len(row.words) > _FOOT_WORDS or code_words(row.cells[0]):
        return False
    told = [cell.said for cell in row.cells if cell.said[0].isalnum()]
    return not any(AMOUNT.fullmatch(said) or is_letter_grade(said) for said in told)


def _names(row: TableRow) -> Iterator[_Named]:
    """Give the names of schools in a row, without labels, offices, and what the document calls itself."""
    if not _schools().search(row.said):
        return
    for cell in row.cells:
        for part in _pieces(cell) if len(cell.words) <= _MOST_WORDS else ():
            name = _name(part)
            if name is not None:
                yield name


def _pieces(cell: Cell) -> Iterator[Cell]:
    """Part a cell at what the document calls itself, at offices and pages, and at marks between names."""
    said = cell.said
    elsewhere = _ELSEWHERE.search(said)
    said = said[: elsewhere.start()] if elsewhere else said
    cut = [found.span() for found in _cuts().finditer(said)]
    found: list[list[Word]] = [[]]
    at = 0
    parted = bool(cut)
    for word in cell.words:
        end = at + len(word.said)
        if end > len(said):
            break
        if any(at < b and end > a for a, b in cut) or word.said.startswith("(") or word.said.endswith(":"):
            found.append([])
        elif word.said in _PARTING:
            found.append([replace(word, said="-")])
        else:
            found[-1].append(word)
        at = end + 1
    yield from _joined([part for part in found if part], parted)


def _joined(parts: Sequence[list[Word]], parted: bool) -> Iterator[Cell]:
    """Give the parts of a cell; a mark parts a name from an office, a number, another name; else it is in one."""
    at = 0
    while at < len(parts):
        whole = list(parts[at])
        at += 1
        while at < len(parts) and not parted and parts[at][0].said == "-" and _goes_on(whole, parts[at]):
            whole += parts[at]
            at += 1
        kept = whole[1:] if whole[0].said == "-" else whole
        if kept:
            yield Cell(tuple(kept))


def _goes_on(name: Sequence[Word], behind: Sequence[Word]) -> bool:
    """Say whether a name goes on behind a mark: one of both is a school, and neither a part of one or an address."""
    first, second = (Cell(tuple(part)).said.lstrip("- ") for part in (name, behind))
    schools = [_schools().search(said) is not None for said in (first, second)]
    figures = any(c.isdigit() for c in second) or len(behind) > _BEHIND
    return schools.count(True) == 1 and not (figures or is_unit(first) or is_unit(second))


def _name(part: Cell) -> _Named | None:
    """Give the words of a name around a word for a school."""
    found = part.words
    for told in _schools().finditer(part.said):
        at = part.said.count(" ", 0, told.start())
        end = part.said.count(" ", 0, told.end()) + 1
        first = at
        while first > 0 and _before(found, first):
            first -= 1
        last = end
        while last < len(found) and not _ends(found[last - 1]) and _behind(found[last]):
            last += 1
        if last < len(found) and found[last - 1].said.endswith(",") and _of_place(found[first:last], found[last:]):
            last = len(found)
        while last > end and (found[last - 1].said in JOINING or found[last - 1].said in _PARTING):
            last -= 1
        while first < at and (found[first].said.casefold() in JOINING - {"the"} or found[first].said in _PARTING):
            first += 1
        name = found[first:last]
        said = " ".join(word.said for word in name).rstrip(",;.")
        if name and name[0].said.casefold() in _OF_READER:
            return None
        if _is_kind(name):
            continue
        if 1 < len(name) <= _LONGEST and not is_titled(said) and not _EXAMINED.search(part.said):
            return _Named((name[0].start, name[-1].end - _trailing(name[-1].said)), said)
    return None


def _is_kind(name: Sequence[Word]) -> bool:
    """Say whether words are kinds of schools alone ("the Learning Center")."""
    return {word.said.casefold().strip(",;.") for word in name} <= _KINDS_OF_SCHOOLS | {"the"}


def _ends(word: Word) -> bool:
    """Say whether a name ends with a word; a short one with a stop is shortened ("St.")."""
    return word.said.endswith((",", ";")) or (word.said.endswith(".") and len(word.said) > _SHORTENED)


def _trailing(said: str) -> int:
    return len(said) - len(said.rstrip(",;."))


def _before(found: Sequence[Word], first: int) -> bool:
    word = found[first - 1]
    if word.said in JOINING or word.said in _PARTING:
        return first > 1 and found[first - 2].said[0].isupper() and word.said not in ("of", "the")
    return word.said[0].isupper() and not word.said.endswith((",", ";", ":")) and word.said.casefold() != "from"


def _behind(word: Word) -> bool:
    return word.said[0].isupper() or word.said in JOINING or word.said in _PARTING


def _of_place(name: Sequence[Word], behind: Sequence[Word]) -> bool:
    """Say whether the one word behind a comma is part of a name ("University of California, Berkeley")."""
    of = [word.said.casefold() for word in name[:2]] == ["university", "of"]
    return of and len(behind) == 1 and behind[0].said[0].isupper() and len(behind[0].said) > 3


def _giver(rows: Sequence[TableRow]) -> tuple[int, int] | None:
    """Give who a label or a line says to have given the courses; of an employer's own record the employer."""
    own = any(_OF_EMPLOYEE.search(row.said) for row in rows[:FIRST])
    for label in (_GIVEN, _EMPLOYED) if own else (_GIVEN,):
        for row in rows[:FIRST]:
            for cell in row.cells:
                found = label.match(cell.said)
                name = cell.words[len(cell.said[: found.end()].split()) :] if found else ()
                if name and len(name) <= _LONGEST and name[0].said[0].isupper():
                    return name[0].start, name[-1].end
    return None


def _beside_title(rows: Sequence[TableRow]) -> tuple[int, int] | None:
    """Give a line beside what the document calls itself, where a label says that the student is another."""
    student = student_words(rows)
    titled = next((n for n, row in enumerate(rows[:4]) if is_titled(row.said)), None)
    if not student or titled is None:
        return None
    parts = _at_marks(rows[titled])
    beside = [part for part in parts if not is_titled(part.said)]
    # behind what the document calls itself may stand what it is about
    firm = len(beside) == 1 and len(beside[0].words) > 1 and (beside[0] is parts[0] or _FIRM.search(beside[0].said))
    if (
        firm
        and not _is_kind(beside[0].words)
        and _reads_like_name(beside[0])
        and not is_student(beside[0].words, student)
    ):
        return beside[0].words[0].start, beside[0].words[-1].end
    for row in (*rows[max(titled - 2, 0) : titled], *rows[titled + 1 : titled + 2]):
        told = {word.said.casefold().strip(".,") for word in row.words}
        if _reads_like_name(row) and not told & student and not is_student(row.words, student):
            return row.words[0].start, row.words[-1].end
    return None


def _at_marks(row: TableRow) -> list[TableRow]:
    """Part a row at its gaps and at the dashes between what the document calls itself and a name."""
    parts: list[list[Word]] = []
    for cell in row.cells:
        parts.append([])
        for word in cell.words:
            if word.said in _PARTING - {"&"}:
                parts.append([])
            else:
                parts[-1].append(word)
    return [replace(row, cells=(Cell(tuple(part)),)) for part in parts if part]


def _reads_like_name(row: TableRow) -> bool:
    """Say whether a row is a few words with capitals, and neither a title, a label nor an office."""
    found = row.words
    if named_term(found) == (0, len(found)):
        return False
    said = _SHORT.sub("", row.said)
    if len(row.cells) > 1 or len(found) not in _TITLE_WORDS or re.search(r"[:.!?@#]", said):
        return False
    capital = all(word.said[0].isupper() or word.said[0].isdigit() or word.said in JOINING for word in found)
    return capital and found[0].said[0].isupper() and not is_titled(row.said) and not _NO_NAME.search(row.said)
