"""Rows of schooling to growing entries: what each piece of a row is, and where the next entry begins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from app.documents.model import Document
from app.extraction.jobs.duties_apart import date_rows, labels_another_section
from app.extraction.lines.dated_rows import Dated
from app.extraction.lines.dates import DateRange, find_dates
from app.extraction.lines.rows import Row
from app.extraction.parts.fields import cut_only
from app.extraction.parts.known_schools import known_school
from app.extraction.parts.pieces import Part, Piece, without_length
from app.extraction.parts.schooling import ENDS_SCHOOL, degree_in, is_school, opening_degree, tell
from app.extraction.parts.schooling_fields import labelled, tell_labelled, tells_nothing
from app.extraction.parts.schooling_whole import Told
from app.extraction.parts.studies import STUDY
from app.extraction.schooling.amends import apprenticed
from app.extraction.schooling.forms import is_whole, level_of, paragraphs
from app.extraction.schooling.in_one_line import by_town, is_part_of_school, is_whole_school, rejoined, together
from app.extraction.schooling.papers import COURSE, begins_next
from app.extraction.schooling.sentences import sentences
from app.extraction.schooling.tables import below_heads
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score
from app.extraction.words.small import any_case, has_gap, small
from app.extraction.words.trimming import trimmed

DETAIL = any_case(
    r"credits? (?:earned|completed)\b|(?:cumulative\s+)?gpa\b"
    r"|relevant\b|coursework|courses?\s*:|thesis\b|dean['’]?s|honou?rs?\b|activities|advisor"
    r"|awards?\b|graduated\s+(?:with|magna|summa|cum)|magna|summa|cum laude|scholarship|member\b|minor\s*:"
    r"|dissertation\b|key\s+\w+\s*:|emphasis\b|concentration\s*:|national honor|topics|clinical hours"
    r"|thema\b|doktorvater\b|betreuer(?:in)?\b|gutachter\b|tesis\b"
    r"|(?:doctoral )?(?:project|projekt|committee|chair)\s*:"
    r"|(?:[\w&-]+ )?editor, |moot court\b|(?:vice )?president, |captain, |treasurer, |secretary, "
)
_COUNTS_AS = any_case(
    r"(?:(?:foreign )?(?:degree|diploma|credentials?) )?(?:evaluated|assessed|recogni[sz]ed)\b"
    r".{0,60}\bequivalen(?:t|cy)\b"
    r"|(?:(?:the|a|an|u\.?s\.?a?\.?|us|american|canadian|uk) ){0,2}equivalen(?:t|ce|cy)(?: to\b| of\b|:)"
    r"|(?:teachers?|tutors?|supervisors?|advis[eo]rs?|(?:thesis|dissertation) (?:advis|supervis)[eo]rs?|mentors?)\s*:"
    r"|(?:wes|ece|naces|naric|enic)\b.{0,40}\bequivalen(?:t|cy)\b"
)
"""What the degree above is worth elsewhere, and who taught there."""
_MOST_WORDS, _COURSE_WORDS = 32, 8
_GAP = re.compile(r"\s{2,}|\t")
_COLUMN = re.compile(r"\s{3,}|\t|,\s+(?=[A-Z])")
_NAME_WORDS, _FIELD_WORDS = 7, 4
_GRADUATED = any_case(r"\W*(?:graduat(?:ed|ion)|class of|completed|conferred|awarded)(?: date)?\W+(?:(?:in|on)\s+)?")
_BRACKET = 20
_IN_BRACKET = any_case(r"\s*(?:grad(?:uated|uation)?|class of|completed|finished|conferred|earned)\.?:?\s+(?:in\s+)?")
"""What stands in a bracket before the date that it closes with."""
_OF_PERSON = re.compile(r"(?:I|We|My)\b")
_PASSED = any_case(
    r"(?:i\s+)?(?:have\s+)?(?:passed|completed|obtained|received|earned|got|did)\s+(?:(?:my|the|an?)\s+)?"
)
"""What a sentence about a degree begins with."""
_COLLEGE = re.compile(r"\b(?:College|University|Polytechnic)\b(?! (?:High|Preparatory|Prep)\b)")
_AFTER_SCHOOL = re.compile(
    r"\b(?:College|University|Polytechnic|Institute|Technical|Tech|Technology|Career)\b"
    r"(?! (?:High|Preparatory|Prep|Academy)\b)(?!.*\bHigh School\b)"
)
"""In the name of a school that one comes to after school."""
_EQUIVALENCY = re.compile(r"(?:high school )?equivalency", re.IGNORECASE)
_SEASONAL = re.compile(r"\b(?:summer|winter|field) school$", re.IGNORECASE)
"""A course that is called a school, beside which stands who held it."""
_ASKED = any_case(
    r"(?:\byears? (?:completed|attended)|\b(?:did you )?graduated?|\bgrad)(?:\s?\(y/n\))?\s?[:?]\s{0,3}"
    r"(?:\d{1,2}(?:\.\d)?|n/?a|yes|no|y|n)\b|\byear:?(?=\s+(?:19|20)\d\d)"
)
"""What a form asks of each school besides its name, and the answer."""
_CELL, _NAMED = re.compile(r"\s{2,}|\t|,\s"), 1.0
_FORM = {"school", "degree"}
"""Labels that a form has at least; one alone may be the beginning of a name."""
_MORE = ("field", "course")
"""Labels of what tells more of a school above."""
_OF_ONESELF = re.compile(r"(?:I|We|My|No)\s+[a-z]")
"""What a short sentence begins with that says something of a person, and names no school."""


@dataclass(slots=True)
class Growing:
    """An entry while its rows are read."""

    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    dates: DateRange | None = None
    body: list[Row] = field(default_factory=list)
    rows: int = 0
    sure: bool = False
    """The words before it say that the topic is what was studied ("in", "of")."""
    displaced: tuple[int, int] | None = None
    """A name that gave its place to a sure field."""
    school_alone: bool = False
    """The school has the first line to itself, and more than one degree may stand below it."""
    alone: bool = False
    """It is an entry though nothing else is told of it: what stood below it was told of the next."""
    first: Row | None = None
    last: Row | None = None

    def take(self, told: Told) -> None:
        """Put a piece into its slot; a sure field takes the place of a name that may be the town's."""
        place = (told.start, told.end)
        if told.kind == "field" and not (self.sure and "topic" in self.spans):
            if "topic" in self.spans:
                self.displaced = self.spans["topic"]
                self.spans.setdefault("location", self.displaced)
            self.spans["topic"], self.sure = place, True
        elif told.kind in ("field", "topic"):
            self.spans.setdefault("more" if "topic" in self.spans else "topic", place)
        else:
            self.spans.setdefault(told.kind, place)

    def ends_before(self, row: Row) -> bool:
        """A bold line after a plain one begins the next entry, where this one began with a bold line."""
        if self.first is None or self.last is None or not self.spans:
            return False
        if {"school", "degree"} <= self.spans.keys() and "topic" not in self.spans and _names_field(row):
            # what was studied, in bold below a bare degree
            return False
        return row.bold and self.first.bold and not self.last.bold


def _names_field(row: Row) -> bool:
    """Say whether a row names nothing but what can be studied."""
    said = row.said
    studied = not find_dates(said) and STUDY.search(said) is not None
    return studied and not is_school(said) and degree_in(said) is None and row.words <= _FIELD_WORDS


def names_and_field(text: str, spans: Mapping[str, tuple[int, int]]) -> bool:
    """Say whether a name without a word of schools has behind it what was studied ("Elm Salon", "Cosmetology")."""
    if not {"topic", "more"} <= spans.keys() or {"school", "degree"} & spans.keys():
        return False
    name, field_ = text[slice(*spans["topic"])], text[slice(*spans["more"])]
    tokens = name.split()
    named = organization_score(name) >= 1 and all(
        token[0].isupper() or token in ("of", "and", "&") for token in tokens
    )
    return named and STUDY.search(name) is None and STUDY.search(field_) is not None and not COURSE.search(name)


def _tells_schooling(row: Row, only_bullets: bool) -> bool:
    """A row with a date that names a school beside a degree, or opens with either, is no sentence about one."""
    if (row.bullet and not only_bullets) or not find_dates(row.said) or row.words > _MOST_WORDS:
        return False
    if not is_school(row.said):
        passed = _PASSED.match(small(row.said))
        return opening_degree(row.said[passed.end() :] if passed else row.said) is not None
    return degree_in(row.said) is not None and not _OF_PERSON.match(row.said)


def _is_detail(row: Row, only_bullets: bool) -> bool:
    if row.bullet and not only_bullets:
        return True
    if _tells_schooling(row, only_bullets) or (
        has_gap(row.said) and not row.bullet and is_school(_GAP.split(row.said)[0])
    ):
        return False
    short = row.words <= 7 and not _OF_ONESELF.match(row.said)
    sentence = row.words > 18 or (row.said.endswith(".") and not short)
    return sentence or DETAIL.match(small(row.said)) is not None or labels_another_section(row.said)


def _is_aside(dated: Dated, only_bullets: bool) -> bool:
    if not dated.duty or only_bullets or degree_in(dated.row.said):
        return False
    return not (begins_next(dated) or _is_course(dated.row) or _opens_school(dated.row.said) or _reached(dated))


def _opens_school(said: str) -> bool:
    """The name of a school stands first in a column or before a comma ("DePaul University      Chicago, IL")."""
    parts = _COLUMN.split(said, maxsplit=1)
    large = all(word[0].isupper() or word in ("of", "and", "the", "at", "&", "for") for word in parts[0].split())
    return len(parts) > 1 and large and len(parts[0].split()) <= _NAME_WORDS and is_school(parts[0])


def _reached(dated: Dated) -> bool:
    """ "Graduated May 2014" tells when the studies above ended."""
    before = dated.row.said[: dated.dates[0].at - dated.row.start] if dated.dates else ""
    return _GRADUATED.fullmatch(small(before)) is not None


def _is_course(row: Row) -> bool:
    """A few words with a capital that name a course, and where it was or how long ("Welding class at Elm Tech")."""
    course = COURSE.search(row.said) if not row.bullet and row.words <= _COURSE_WORDS else None
    if course is None or not row.said[0].isupper() or row.said.endswith("."):
        return False
    first = row.said.split()[0].casefold()
    return (
        first not in words("verbs", "past")
        and not first.endswith("ed")
        and course.start() > 0
        and " to " not in row.said
    )


def _ends_before_college(text: str, entry: Growing, told: Sequence[Told]) -> bool:
    degree = text[slice(*entry.spans["degree"])] if "degree" in entry.spans else ""
    school = next(text[t.start : t.end] for t in told if t.kind == "school")
    return ENDS_SCHOOL.match(degree) is not None and _COLLEGE.search(school) is not None


def _collides(text: str, entry: Growing, told: Sequence[Told], dated: bool) -> bool:
    kinds = {t.kind for t in told}
    if "school" in kinds and entry.dates is not None and names_and_field(text, entry.spans):
        return True
    for kind in ("school", "degree"):
        if kind in kinds and kind in entry.spans:
            return True
    if dated and entry.dates is not None:
        return True
    if "school" in kinds and entry.dates is not None and _ends_before_college(text, entry, told):
        # "GED 2012", and below it the college
        return True
    if "degree" in kinds and entry.dates is not None and {"topic", "school"} <= entry.spans.keys():
        # below a title, its school and its date stands the next title
        return entry.spans["topic"] < entry.spans["school"]
    if {"way", "topic"} <= kinds and "topic" in entry.spans and entry.dates is not None:
        # "Blueprint reading (in progress)" below a course that has its date
        return True
    # an entry that is complete and has details below it ends when the next heading line comes
    return bool(entry.body) and bool(kinds & {"school", "degree", "field", "topic"}) and "school" in entry.spans


class _Read(NamedTuple):
    """A row, without the level in front of it, and what its pieces tell."""

    row: Row
    told: list[Told]
    goes_on: bool
    """The label of a field of study or of a degree: it belongs to the entry above, which has none."""


def _read(text: str, dated: Dated, cells: Mapping[int, list[Told]], *, forms: bool) -> _Read | None:
    """Say what a row tells that is known by its form: a cell's head, a label or a level; None for any other row."""
    row = dated.row
    if row.start in cells:
        return _Read(row, cells[row.start], goes_on=False)
    label, level = labelled(row.said), level_of(row)
    # "Trade         Elm Skills Center" in a form is a level, and no field
    placed = level is not None and organization_score(_CELL.split(level[0].said, maxsplit=1)[0]) >= _NAMED
    named = label is not None and label[0] == "degree" and opening_degree(row.said[label[1] :]) is not None
    if (
        label is not None
        and not placed
        and (named or forms or label[0] in _MORE or tells_nothing(row.said[label[1] :]))
    ):
        at = row.start + label[1]
        # "Studied: General Business 2010 – 2011"
        end = min((date.at for date in dated.dates if date.at > at), default=row.end)
        told = list(tell_labelled(text, label[0], *trimmed(text, at, end)))
        return _Read(row, told, goes_on=named or label[0] in _MORE)
    if level is None:
        return None
    told = _plainly(text, level[0], dated)
    named = level[1] or bool(told and organization_score(text[told[0].start : told[0].end]) >= _NAMED)
    if named and told and told[0].kind == "topic" and not any(t.kind in ("school", "degree") for t in told):
        # "College: De La Salle Lipa, 2012"
        told[0] = replace(told[0], kind="school")
    return _Read(level[0], told, goes_on=False)


def _before_date(text: str, start: int, at: int) -> int:
    """Give where a bracket begins that says what was reached on a date ("Salem, OR (Grad. 1987)"), or the date."""
    bracket = text.rfind("(", max(start, at - _BRACKET), at)
    return bracket if bracket >= 0 and _IN_BRACKET.fullmatch(small(text[bracket + 1 : at])) else at


def _plainly(text: str, row: Row, dated: Dated) -> list[Told]:
    holes = [(_before_date(text, row.start, d.at), d.to) for d in dated.dates]
    holes += [dated.rest] if dated.rest else []
    asked = _ASKED.finditer(small(row.said)) if ":" in row.said or "?" in row.said else ()
    holes += [(row.start + answer.start(), row.start + answer.end()) for answer in asked]
    return together(text, [t for p in rejoined(cut_only(text, [row], holes), text) for t in _pieces(text, p)])


def grow(document: Document, rows: Sequence[Row], lines: frozenset[int]) -> Iterator[Growing]:
    """Read entries row by row. `lines`: where lines start that are an entry each, as far as they name anything."""
    text = document.text
    rows, cells = below_heads(text, rows)
    only_bullets = all(row.bullet for row in rows)
    starts = lines | cells.keys() | paragraphs([row for row in rows if not _is_detail(row, only_bullets)])
    forms = {kind for row in rows for kind, _ in [labelled(row.said) or ("", 0)]} >= _FORM
    entry = Growing()
    for dated in date_rows([part for row in rows for part in sentences(row)], asides=False):
        read, row = _read(text, dated, cells, forms=forms), dated.row
        if read is None and _COUNTS_AS.match(small(row.said)):
            continue
        # "Moving and Handling (2022)" among such lines is no duty, though it begins as one
        own = is_whole(row) or (row.start in lines and bool(dated.dates))
        aside = entry.rows and not own and _is_aside(dated, only_bullets)
        if read is None and (_is_detail(row, only_bullets) or aside):
            if entry.spans:
                entry.body.append(row)
            continue
        row, told, goes_on = read or _Read(row, _plainly(text, row, dated), goes_on=False)
        dates = next((d for d in dated.dates if not d.single), dated.dates[0] if dated.dates else None)
        told = _without_part(text, entry, told)
        whole = {"school", "degree"} <= entry.spans.keys()
        fresh = entry.ends_before(row) or (whole and begins_next(dated)) or (bool(told) and row.start in starts)
        goes_on = goes_on and {t.kind for t in told}.isdisjoint(entry.spans) and not _has_topic(entry, told)
        if entry.spans and (fresh or (not goes_on and _collides(text, entry, told, dates is not None))):
            following = _handed_on(text, entry, told) or _below(text, entry, told)
            yield entry
            entry = following
        for t in told:
            seasonal = t.kind == "school" and _SEASONAL.search(text[slice(*entry.spans.get("school", (0, 0)))])
            entry.take(replace(t, kind="topic") if seasonal else t)
        entry.school_alone |= entry.rows == 0 and bool(told) and {t.kind for t in told} <= {"school", "location"}
        entry.rows += bool(told)
        entry.first, entry.last = entry.first or row, row
        if dates is not None and entry.dates is None:
            entry.dates = dates
    if entry.spans:
        yield entry


def _has_topic(entry: Growing, told: Sequence[Told]) -> bool:
    """Say whether what the label of a field tells is told of the entry already."""
    return "topic" in entry.spans and any(t.kind in ("topic", "field") for t in told)


def _without_part(text: str, entry: Growing, told: list[Told]) -> list[Told]:
    """Leave out the school of a university that is named in the line above or below the university itself."""
    named = entry.spans.get("school")
    if named is None or entry.rows != 1 or "degree" in entry.spans or not any(t.kind == "school" for t in told):
        return told
    above = text[slice(*named)]
    if is_whole_school(above):
        return [t for t in told if t.kind != "school" or not is_part_of_school(text[t.start : t.end])]
    if is_part_of_school(above) and any(is_whole_school(text[t.start : t.end]) for t in told if t.kind == "school"):
        del entry.spans["school"]
    return told


def _handed_on(text: str, before: Growing, told: Sequence[Told]) -> Growing | None:
    """Begin the next entry with the college above it, which stands below what school ends with ("GED")."""
    degree, school = before.spans.get("degree", (0, 0)), before.spans.get("school", (0, 0))
    below = degree[0] < school[0] and "\n" in text[degree[1] : school[0]]
    kinds = {t.kind for t in told}
    if not below or "school" in kinds or not kinds & {"degree", "field", "topic"}:
        return None
    ended = ENDS_SCHOOL.match(text, degree[0]) is not None or _EQUIVALENCY.match(text, degree[0]) is not None
    if not ended or not _AFTER_SCHOOL.search(text, *school):
        return None
    entry = Growing()
    entry.spans["school"] = before.spans.pop("school")
    before.alone = True
    entry.school_alone, entry.rows, entry.first, entry.last = True, 1, before.last, before.last
    if before.dates is not None and before.dates.at > school[0]:
        entry.dates, before.dates = before.dates, None
    return entry


def _below(text: str, before: Growing, told: Sequence[Told]) -> Growing:
    """Begin the next entry: a further degree below a school that has a line of its own is of that school."""
    entry = Growing()
    if (
        before.school_alone
        and {"school", "degree"} <= before.spans.keys()
        and {t.kind for t in told} & {"school", "degree"} == {"degree"}
        and not any(ENDS_SCHOOL.match(text, t.start) for t in told)
    ):
        entry.spans["school"] = before.spans["school"]
    return entry


def _pieces(text: str, piece: Piece) -> Iterator[Told]:
    for one in (part for whole in without_length(text, piece) for part in by_town(text, whole)):
        if one.part is Part.LOCATION and (degree := opening_degree(one.said)) is not None and "," in one.said:
            # "GED, Ohio"
            yield Told("degree", one.start, one.start + degree.end())
            comma = one.said.index(",", degree.end())
            yield Told("location", one.end - len(one.said[comma + 1 :].lstrip()), one.end)
        elif one.part is Part.LOCATION:
            # "TAFE NSW"
            yield Told("school" if known_school().match(one.said) else "location", one.start, one.end)
        elif one.part is Part.OTHER:
            yield from apprenticed(text, tell(text, one))
