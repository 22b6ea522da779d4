"""Heading lines of an entry to its fields: which piece is the title, which the organization, which the place."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import compress
from typing import NamedTuple

from app.documents.spans import Span
from app.extraction.lines.rows import Row
from app.extraction.parts.asides import bracket_of, is_aside
from app.extraction.parts.brackets import IN_BRACKETS, in_brackets
from app.extraction.parts.halves import in_small, is_behind_comma
from app.extraction.parts.jobs import LATER
from app.extraction.parts.labels import LABEL_ALONE, field_label, led_by_label, with_label
from app.extraction.parts.loose_blanks import slipped
from app.extraction.parts.named_rows import tells_work
from app.extraction.parts.own_labels import OWN_LABEL, is_employer, own_labels
from app.extraction.parts.partners import commas_between, joined_by_strokes
from app.extraction.parts.pieces import (
    OF_COURSE,
    URL,
    Part,
    Piece,
    amid_town,
    blanks,
    employer_named,
    employer_with_address,
    is_street,
)
from app.extraction.parts.ranks import rank
from app.extraction.parts.units_of_employers import names_part
from app.extraction.words.lengths import COUNT, UNITS
from app.extraction.words.lexicon import words
from app.extraction.words.scores import (
    organization_score,
    organization_within,
    title_score,
    title_within,
)
from app.extraction.words.small import any_case, has_gap, small
from app.extraction.words.trimming import SUFFIX, trimmed

_PARTS = re.compile(
    r"(?=[.*\s|•·●◆▪‣¦;,\]–—])(?:"  # what one of them begins with: most places are left at once
    r"(?:\.\s?){4,}|\s\.{3}(?=\s|$)|(?<!\bA)\*{1,2}\s*[,|–—-]\s*\*{0,2}(?=\w)|\*\*\s+(?=\S)|\s{2,}(?:@\s*)?|\t|\s*[|•·●◆▪‣¦]{1,2}\s+|\s+[|•·●◆▪]{1,2}\s*|\s+//\s+|\s+[-–—‒－~=]+\s+|\]\s+|\s+\[|\s*—\s*(?=[A-Z(])|\s+–\s*(?=[A-Z(])|(?<![^\W\d_])(?<![A-Z]\d)(?<!\*)–\s*(?=[A-Z(])|–\s+(?=[A-Z(])|\s*;\s+|\s+@\s*"
    r"|,\s+(?=(?:thru|through)\s[A-Z](?!.{1,60}\sat\s))|(?<=[a-z]\))\s(?=[A-Z][a-z]+\s[A-Z])"
    r"|(?<!\bin)(?<!\bof)(?<!\band)(?<!&)\s*\n\s*+(?!(?:in|of|and|&)\s"
    r"|(?:(?:Community|Technical|Junior|State|City|Vocational|High) )?"
    r"(?:College|University|School|Institute|Academy)\s*(?:[,(;|]|$|[-–—]\s|(?:19|20)\d\d)))"
)
_SLASH = re.compile(r"\s+/\s+")
_STOP = re.compile(r"(?<=\w{2})(?<!\bAsst)(?<!\b[Nn]o)\.(?:\s+|$)(?!\w\.)")
_AT = re.compile(r"\s+(?:at|AT|@|with|for|dba|DBA|,\s*via)\s+(?:the\s+)?(?=[A-Z])")
_AT_SMALL = re.compile(r"\s+(?:at|@)\s+(?:the\s+)?(?=[a-z])")
_NAME_FOR = re.compile(
    r"\b(?:Cent(?:er|re)|Institute|Office|Bureau|Council|Board|Society|Association|Foundation|Fund|School|College|Museum"
    r"|Campaign|Committee|Alliance|Coalition|Department|Agency|Partnership|Trust)$"
)
_LONGEST_NAME = 12  # characters of such a word, at most
_BESIDE = any_case(
    r"(?:(?:in )?(?:the )?(?:school|academic|fiscal) years?"
    r"|(?:[a-z]+ )?seasons?"
    r"|since|from|until|till|to|present|now|current|via\b.*|(?:through|thru)\b(?!.{1,60}\bat\b).*|contract(?:\s+(?:position|role|work|basis|assignment|to\b.*))?|remote"
    r"|(?:while|when) (?:in|at|a|still)\b.*|during (?:college|school|high school|summers?|breaks)\b.*"
    r"|(?:honorabl[ey]\s+)?discharged?|honorable discharge\b.*"
    r"|(?:plant|store|company|shop|business|mill|factory) (?:closed|closing|shut|sold|moved)\b.*"
    r"|(?:full|part)[- ]time|[$€£]\s?\d[\d,.]*k?(?:\s*(?:/|per\b|an?\b)\s*[a-z]+)?)\W*",
)
_DURATION = any_case(
    rf"(?:(?:about|over|almost|nearly) )?{COUNT} {UNITS}|"
    r"\(?\d+\s*(?:years?|yrs?|months?|mos?|hours?|hrs?)\b(?:\s?(?:/|per|an?)\s?(?:wk|week)\b|[\s,]*\d+\s*(?:months?|mos?)\b)?\.?\)?"
)
_TYPE = re.compile(r"[A-Z]{1,4}-?\d{1,4}[A-Z]{0,2}")
"""A type of craft or machine, or the code of an occupation ("Crew Chief, C-130J", "Sergeant, 88M")."""
_TITLE_WORDS = 4
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_MARKS = re.compile(
    r":\s+|\s+>\s+|(?:(?<=\w{4})(?<!\bAsst)(?<!\bDist)(?<!\bDept)(?<!\b[Cc]apt)(?<!\bCAPT)|(?<=\)))\.\s+(?=[A-Z])"
)
_LABEL_SCORE = 4.0
_SURELY, _TITLED, _BEHIND, _CASE_TELLS = 2.0, 1.5, 0.1, 0.6
_CLOSE = re.compile(r"(?<=[^\W\d_])–(?=[A-Z])")
_AS = re.compile(r",?\s+as\s+(?:an?\s+|the\s+)?(?=[A-Z])")
_DASH, _FOR = re.compile(r"\s+[-–—－]\s+"), re.compile(r"\s+(?:for|with)\b")
_PERSON = re.compile(r"(?:Mrs?|Ms|Miss|Dr)\.?\s+[A-Z]")
"""Somebody in whose house one worked."""
_NAME_INSIDE = re.compile(r"[A-Z][\w.&'’-]+(?:\s(?:&|of|and)?\s?[A-Z][\w.&'’-]+)+$")


def _cuts(text: str, start: int, end: int, holes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    marks = [m.span() for m in _PARTS.finditer(text, start, end) if not slipped(text, start, end, m.span())]
    slashes = [m.span() for m in _SLASH.finditer(text, start, end)] if text.count("/", start, end) > 1 else []
    # one slash may join two names of one thing
    marks += slashes if len(slashes) > 1 and not joined_by_strokes(text[start:end]) else []
    marks += _as_title(text, start, end)
    stops = text[end - 1 : end] == "."
    if any(hole[0] == start and text[hole[1] : hole[1] + 2] in (". ", ": ") for hole in holes if stops):
        # "2006 to 2018. Elm Bridal, McAllen. Seamstress."
        marks += [m.span() for m in _STOP.finditer(text, start, end)]
    marks += [hole for hole in holes if hole[0] < end and hole[1] > start]
    marks += [(edge, edge) for blank in blanks(text, start, end) for edge in blank]
    at = start
    for first, last in sorted(marks):
        if first > at:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end


def _as_title(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the "as" between an employer with its town and a title ("Petrofac, Sharjah as Inspector")."""
    mark = _AS.search(text, start, end) if " as " in text[start:end] else None
    if mark is None or title_score(text[mark.end() : end].split(",")[0]) < _TITLED:
        return []
    before = text[start : mark.start()].split()
    named = len(before) > 1 and before[-1][:1].isupper() and before[0][:1].isupper()
    return [mark.span()] if named and before[0].casefold() not in words("verbs", "past") else []


def cut(text: str, rows: Sequence[Row], dates: Iterable[tuple[int, int]]) -> list[Piece]:
    """Cut heading lines into pieces at their separators, without their dates; places are already told apart."""
    pieces, labels = _pieces(text, rows, dates)
    return [_scored(p, labels.get(p.start)) if p.part is Part.OTHER else p for p in pieces]


def cut_only(text: str, rows: Sequence[Row], dates: Iterable[tuple[int, int]]) -> list[Piece]:
    """Cut lines into pieces as `cut` does, without saying how much they look like titles or organizations."""
    return _pieces(text, rows, dates)[0]


def _pieces(text: str, rows: Sequence[Row], dates: Iterable[tuple[int, int]]) -> tuple[list[Piece], dict[int, str]]:
    """Give the pieces of lines, and what the labels before them say, by where the pieces start."""
    pieces: list[Piece] = []
    told: dict[int, str] = {}
    holes = list(dates)
    own = own_labels(rows)
    for number, row in enumerate(rows):
        # "Company: Weeks Marine       Location: Cranford" has two
        several = row.said.count(":") > 1 and has_gap(row.said)
        lead = field_label(row.said)
        whole = lead if row.words <= 8 and not several else None
        if lead is not None and lead.lastgroup == "dates":
            holes.append((row.start, row.start + lead.end()))
        spans = [(row.start, row.end)] if whole and not any(row.start <= h[0] < row.end for h in holes) else None
        for first, last in spans or with_label(row.said, row.start, _cuts(text, row.start, row.end, holes)):
            start, end = trimmed(text, first, last)
            named = field_label(said := text[start:end])
            if named is not None and named.end() < len(said):
                start += named.end()
                told[start] = str(named.lastgroup)
                said = text[start:end]
                if told[start] == "employer" and "address" in named.group():
                    pieces += employer_with_address(text, Piece(start, end, said, number))
                    continue
            elif named is not None or LABEL_ALONE.fullmatch(small(said)):
                # the label of a date, which is cut out
                continue
            if first == row.start and number in own:
                label = OWN_LABEL.match(text, start, end)
                start, said = (label.end(), text[label.end() : end]) if label is not None else (start, "")
                told[start] = own[number]
            if told.get(start) in ("dates", "aside") or not said:
                continue
            if told.get(start) == "place" and is_employer(rows, said):
                told[start] = "employer"
            if told.get(start) == "place":
                pieces.append(Piece(start, end, said, number, part=Part.LOCATION))
                continue
            if (behind := led_by_label(said)) > 0:
                start, said = start + behind, said[behind:]
            folded = small(said)
            if told.get(start) == "employer":
                pieces += employer_named(text, Piece(start, end, said, number))
                continue
            if _LETTER.search(said) and not _DURATION.fullmatch(folded) and not _BESIDE.fullmatch(folded):
                pieces += amid_town(text, Piece(start, end, said, number))
    return pieces, told


def _scored(piece: Piece, label: str | None) -> Piece:
    """Score a piece; a label before it ("Position:", "Company:") says what it is."""
    if label is not None:
        title, organization = _LABEL_SCORE * (label == "title"), _LABEL_SCORE * (label == "employer")
    else:
        title, organization = title_score(piece.said), organization_score(piece.said)
    return Piece(piece.start, piece.end, piece.said, piece.row, title, organization, piece.part)


def _halves(text: str, piece: Piece, *, alone: bool = True) -> Iterator[tuple[Span, Span]]:
    """Give the places of the parts of a piece that may be title and organization, around a comma or an "at".

    `alone`: nothing else can be the employer, so that a "for" may stand before it.
    """
    ats = (m for m in _ats(piece.said) if not _inside_name(piece.said, m))
    marks = [m.span() for m in ats if alone or not _FOR.match(m.group())]
    commas = [span for span in commas_between(piece.said) if not SUFFIX.match(piece.said, span[1])]
    commas = [] if OF_COURSE.search(piece.said) else commas
    marks += [span for span in commas if not _of_title(piece.said, span[1])]
    bracket = bracket_of(piece.said)
    inside = bracket.group("inside") if bracket else ""
    employs = organization_score(inside) >= IN_BRACKETS and bracket and not is_aside(piece.said, bracket)
    if bracket and (employs or _DOMAIN.fullmatch(inside) or _NAME_INSIDE.match(inside)):
        marks.append((bracket.start(), bracket.start("inside")))
    # "Teller: First Bank", "First Bank: Teller", "Teller. First Bank"
    marks += [m.span() for m in _OTHER_MARKS.finditer(piece.said)]
    for dash in _CLOSE.finditer(piece.said) if "–" in piece.said else ():
        # "Line Cook–Copper Plate Bistro", but "University of Wisconsin–Madison"
        around = (0, dash.start()), (dash.end(), len(piece.said))
        if max(title_within(piece.said, *part) for part in around) >= _TITLED:
            marks.append(dash.span())
    for slash in () if joined_by_strokes(piece.said) else _SLASH.finditer(piece.said):
        around = (0, slash.start()), (slash.end(), len(piece.said))
        if max(organization_within(piece.said, *part) for part in around) >= 2:
            marks.append(slash.span())
    opening, closing = ([at for at, character in enumerate(piece.said) if character == mark] for mark in "()")
    for first, last in marks:
        if bisect_left(opening, first) > bisect_left(closing, first):
            continue
        left = trimmed(text, piece.start, piece.start + first)
        right = trimmed(text, piece.start + last, piece.end)
        if left[0] < left[1] and right[0] < right[1]:
            yield left, right


def _of_title(said: str, at: int) -> bool:
    """Say whether a rank, a type of craft, or what somebody became later stands behind a comma."""
    return bool(rank(said, at) or LATER.match(said, at) or _TYPE.fullmatch(said, at))


def _ats(said: str) -> Iterator[re.Match[str]]:
    """Find the "at" before an employer; where all is written small no capital shows that one follows."""
    return (_AT_SMALL if said.islower() else _AT).finditer(said)


def _part(text: str, piece: Piece, place: Span) -> Piece:
    said = text[slice(*place)]
    title, organization = title_score(said), organization_score(said)
    return replace(piece, start=place[0], end=place[1], said=said, title=title, organization=organization)


def _inside_name(said: str, mark: re.Match[str]) -> bool:
    """Say whether "for" stands in the name of an organization ("Center for Rural Health")."""
    if _FOR.match(mark.group()) is None:
        return False
    folded = small(said)
    places = ((name, mark.start() - name.index(" for ")) for name in _known_for())
    if any(at >= 0 and folded.startswith(name, at) for name, at in places):
        return True
    return _NAME_FOR.search(said, max(0, mark.start() - _LONGEST_NAME), mark.start()) is not None


@cache
def _known_for() -> tuple[str, ...]:
    """Give the well-known organizations with "for" in their names, in small letters."""
    return tuple(sorted(name for name in words("organizations", "known") if " for " in name))


def _best_half(text: str, piece: Piece, *, alone: bool) -> list[Piece]:
    options = []
    late = False
    for one, two in _halves(text, piece, alone=alone):
        at_word = 1.0 if _AT.fullmatch(text, one[1], two[0]) else 0.0
        titles = title_within(text, *one), title_within(text, *two)
        organizations = organization_within(text, *one), organization_within(text, *two)
        at_word += _CASE_TELLS * (organizations[1] >= 1 and not any(titles) and in_small(text[slice(*one)]))
        options.append((titles[0] - organizations[0] + organizations[1] - titles[1] + at_word, one, two))
        behind = _BEHIND * is_behind_comma(text, *one)
        options.append((organizations[0] - titles[0] + titles[1] - organizations[1] - behind, one, two))
        late = late or organizations[1] >= 1
    # of equal readings the earlier cut, unless the last part is an employer: "Teacher, Toddler Room, Acorns Inc"
    options.sort(key=lambda option: (-option[0], -option[1][1] if late else option[1][1]))
    if options and not alone and names_part(text[slice(*options[0][2])]) and title_within(text, *options[0][1]) >= 1:
        # "Manager, Accounts Payable | Acme Tools"
        return [piece]
    if options and options[0][0] >= 0.5:
        return [_part(text, piece, place) for place in options[0][1:]]
    return [piece]


def _around_at(text: str, piece: Piece, employer: float) -> list[Piece]:
    """Part "Climber at Redwood Empire Tree", whatever else the heading lines hold.

    `employer` is how much the others look like an employer. What stands behind "for" or "with" may be what the title
    goes on with ("Technician for Elevators"): it is one only when it looks more like one than they do.
    """
    mark = next((m for m in _ats(piece.said) if not _inside_name(piece.said, m)), None)
    if mark is None or not (
        title_score(piece.said[: mark.start()]) >= _TITLED or _at_firm(piece.said, mark.start(), mark.end())
    ):
        return [piece]
    after = piece.said[mark.end() :]
    if _FOR.match(mark.group()) and organization_score(after) <= employer and not _PERSON.match(after):
        return [piece]
    halves = next((both for both in _halves(text, piece) if both[0][1] == piece.start + mark.start()), None)
    return [piece] if halves is None else [_part(text, piece, place) for place in halves]


def _at_firm(said: str, end: int, start: int) -> bool:
    """What stands behind "at" is surely an employer, and the few words before it are none ("Intern at Elm Ltd")."""
    before, behind = said[:end], said[start:]
    few = len(before.split()) <= _TITLE_WORDS and before[:1].isupper() and "," not in before
    surely = few and not _FOR.match(said, end) and organization_score(behind) >= _SURELY
    return surely and organization_score(before) < 1


def _joined(text: str, open_: Sequence[Piece]) -> list[Piece]:
    """Put a shift, unit or field of work to the title that it stands behind ("Nurse – Night Shift, ICU").

    Something else must be left to be the employer.
    """
    kept: list[Piece] = []
    for left, piece in zip(range(len(open_) - 1, -1, -1), open_, strict=True):
        before = kept[-1] if kept else None
        goes_on = before is not None and before.row == piece.row and _DASH.fullmatch(text, before.end, piece.start)
        if before is not None and goes_on and (left or kept[1:]) and before.title >= _TITLED and _says_where(piece):
            kept[-1] = replace(before, end=piece.end, said=text[before.start : piece.end])
        else:
            kept.append(piece)
    return kept


def _says_where(piece: Piece) -> bool:
    return names_part(piece.said) and piece.organization < 1 and piece.title < _TITLED


_UNTOLD, _CASE = 0.5, 0.3
_FIRST = 5
"""Of the pieces that stay, so many may be the title or the organization."""


class Opened(NamedTuple):
    """The pieces of an entry, parted where one holds both title and organization."""

    pieces: Sequence[Piece]
    settled: Sequence[Piece]
    """Places and addresses."""
    open: Sequence[Piece]
    """What may be the title or the organization."""


def _by_case(title: Piece, employer: Piece) -> float:
    """Where no word tells, the work stands in small letters and the name in capitals ("cleaning - Best Western")."""
    if max(title.title, title.organization, employer.title, employer.organization) >= _UNTOLD:
        return 0.0
    small, named = title.said[0].islower(), employer.said[0].isupper()
    return _CASE if small and named else -_CASE if title.said[0].isupper() and employer.said[0].islower() else 0.0


def label(opened: Opened, leaning: Callable[[Piece, Piece], float] | None = None) -> list[Piece]:
    """Say which piece is the title and which the organization; what is neither stays `other`.

    `leaning` says how much a title and an organization stand where those of the surer entries do; it decides where
    words do not.
    """
    pieces, settled, open_ = opened
    if not open_:
        return list(pieces)
    if len(open_) == 1:
        only = open_[0]
        part = Part.TITLE if only.title >= only.organization else Part.ORGANIZATION
        return [*settled, only.called(part)]
    pairs = []
    for i, a in enumerate(open_[:_FIRST]):
        for j, b in enumerate(open_[:_FIRST]):
            if i != j:
                order = (leaning(a, b) if leaning is not None else 0.0) - 0.25 * (i + j) + _by_case(a, b)
                pairs.append((a.title - a.organization + b.organization - b.title + order, -i, i, j))
    _, _, i, j = max(pairs)
    labelled = [*open_]
    labelled[i], labelled[j] = open_[i].called(Part.TITLE), open_[j].called(Part.ORGANIZATION)
    return sorted([*settled, *labelled], key=lambda p: p.start)


def opened(text: str, pieces: Sequence[Piece]) -> Opened:
    """Tell the pieces that may be the title or the organization, each part by itself."""
    unsaid = [p.part is Part.OTHER and not (URL.fullmatch(p.said) or is_street(p.said)) for p in pieces]
    if sum(unsaid) > 1 and any(p.title >= _TITLED for p in pieces):
        # what somebody did is no name, unless a label calls it one ("Job: pick grape, tomato, onion")
        tellers = (max(p.title, p.organization) < _LABEL_SCORE and tells_work(p.said) for p in pieces)
        unsaid = [is_open and not tells for is_open, tells in zip(unsaid, tellers, strict=True)]
    open_ = list(compress(pieces, unsaid))
    settled = [p for p, is_open in zip(pieces, unsaid, strict=True) if not is_open]
    bracketed = in_brackets(text, open_[0]) if len(open_) == 1 else []
    best, second = (*sorted((p.organization for p in open_), reverse=True), -1.0, -1.0)[:2]
    rivals = ((p, second if p.organization == best else best) for p in open_)
    open_ = bracketed or [half for p, rival in rivals for half in _around_at(text, p, rival)]
    one_line = len({p.row for p in open_}) == 1 and max((p.organization for p in open_), default=1.0) < 1
    told = len(open_) == 2 and "@" in text[open_[0].end : open_[1].start]
    open_ = open_ if bracketed else _joined(text, open_)
    if not bracketed and (len(open_) == 1 or (one_line and not told)):
        open_ = [half for p in open_ for half in _best_half(text, p, alone=len(open_) == 1)]
    return Opened(pieces, settled, open_)
