"""A document's lines to the worker's name and the names of other people."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from app.documents.model import Line
from app.documents.redact.model import Found
from app.documents.redact.names import (
    Addresses,
    Name,
    Namesakes,
    known_given,
    parse,
    plausible,
    strange,
    without_suffixes,
)
from app.documents.redact.words import fold_phrase, headings, listed, segments
from app.documents.spans import Spans

_TOP = 10
"""Lines at the beginning among which the name is looked for."""
_ENOUGH = 3.0
_NEAR = 3
"""Lines between a contact and the name of whose it is, at most."""
_PAGE = re.compile(
    r"^(.{3,60}?)[ ]*[-–—|,•·][ ]*(?:(?:résumé|resume|cv|curriculum vitae)[ ]*[-–—|,•·]?[ ]*)?(?:page|pg\.?"
    r"|p\.)? ?\d{1,2}(?: ?(?:of|/) ?\d{1,2})?$",
    re.IGNORECASE,
)
_OF_RESUME = re.compile(
    r"^(?:(?:résumé|resume|cv|curriculum vitae|vita)\b[ ]*(?:of|for|[:–—-])?[ ]+)(.+)$|^(.+?)(?:['’]s)"
    r"?[ ]*[-–—|:]?[ ]+(?:résumé|resume|cv|curriculum vitae)$",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"(?:(?:full|legal|student|employee|applicant|candidate)[ ])?name[ ]+(?P<rest>[^\W\d_][^:]*)$", re.IGNORECASE
)
_FARTHEST = 1000
"""So far behind its label a name goes on, at most: a line may be a megabyte long."""
_BEHIND_NAME = re.compile(
    r" {2,}|\t|[|•·;(]|\s[–—-]\s|, (?=[a-z])|\b(?:Student |Employee )?(?:ID|DOB|Date|No\.|SSN|"
    r"Phone|Title|Position|Program|Degree|Major|Tel|Birth)\b"
)
_DOCUMENT = frozenset(("resume", "cv", "curriculum", "vitae", "vita", "lebenslauf", "transcript"))
_CLOSING = re.compile(
    r"^(?:sincerely|regards|best regards|kind regards|respectfully(?: submitted)?|yours (?:truly|faithfully"
    r"|sincerely)|thank you|signed),?$",
    re.IGNORECASE,
)
_WORDS = r"[^\W\d_a-z][\w'’.-]*"
_NAME = rf"{_WORDS}(?:[ ](?:(?:de|del|la|van|von|der|den|bin|al|da|dos|di|du|le|y)[ ]){{0,2}}{_WORDS}){{0,3}}"
_PROSE = re.compile(
    rf"\b(?:[Rr]eport(?:ed|s|ing)? (?:directly )?to|[Ss]upervised by|[Mm]entored by|[Mm]anaged by|"
    rf"[Tt]rained by|[Hh]ired by|[Rr]ecommended by|[Rr]eferred by|"
    rf"[Rr]eference from|[Aa]ssistant to|[Mm]arried to|(?:[Mm]y )?(?:supervisor|manager|boss|foreman|husband"
    rf"|wife|partner|son|daughter|mother|father),?|"
    rf"[Mm]y name is|I am|I’m|I'm|[Cc]ontact)[ ](?P<name>{_NAME})"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A recognised person."""

    name: Name
    worker: bool


class Sheet:
    """The text with its lines, their parts, and which of them hold contact data."""

    def __init__(self, text: str, lines: Sequence[Line], contacts: Sequence[Found]) -> None:
        self.text, self.lines, self.contacts = text, lines, contacts
        self.said = [text[line.start : line.end] for line in lines]
        self.folded = [fold_phrase(said) for said in self.said]
        self.largest = max((line.size for line in lines if line.size), default=0.0)
        sizes = sorted(line.size for line in lines if line.size)
        self.usual = sizes[len(sizes) // 2] if sizes else 0.0
        self.first_heading = next((i for i, f in enumerate(self.folded) if f in headings()), len(lines))
        self.touched = self._touched()
        self.referees = frozenset(self.under("references"))

    def _touched(self) -> frozenset[int]:
        """Lines that hold an e-mail address or telephone number."""
        found = Spans((one.start, one.end) for one in self.contacts)
        return frozenset(i for i, line in enumerate(self.lines) if found.touch(line.start, line.end))

    def heading(self, index: int) -> bool:
        """Whether the line is a section's heading."""
        return self.folded[index] in headings()

    def under(self, kind: str) -> list[int]:
        """Give the lines under headings of one kind."""
        found: list[int] = []
        style: tuple[float | None, bool] | None = None
        for i, line in enumerate(self.lines):
            if self.folded[i] in headings(kind):
                style = (line.size, line.bold)
            elif self.heading(i) or (style and line.size and style[0] and line.size >= style[0] > self.usual):
                style = None
            elif style is not None:
                found.append(i)
        return found

    def contact_parts(self) -> list[tuple[int, int]]:
        """Give the spans of the parts of contact lines: those around e-mail and telephone, or under a heading."""
        near = {i + step for i in self.touched for step in (-3, -2, -1, 0, 1, 2, 3) if self._same_place(i, i + step)}
        rows = near | set(self.under("contact")) | set(self.under("references"))
        top = min(self.first_heading, 6)
        rows |= {i for i in range(top) if i < len(self.lines)} if self.touched & set(range(_TOP)) else set()
        return [
            span for i in sorted(rows) for span in segments(self.said[i], self.lines[i].start) if not self.heading(i)
        ]

    def _same_place(self, index: int, other: int) -> bool:
        """Whether a line belongs to the same contact block: no heading, bullet or long prose between."""
        if not 0 <= other < len(self.lines):
            return False
        low, high = sorted((index, other))
        between = [i for i in range(low, high + 1) if i != index]
        return all(
            not self.heading(i) and not self.lines[i].bullet and len(self.said[i]) < 110 for i in between
        ) and (
            abs(self.lines[index].block - self.lines[other].block) <= 1
            and self.lines[index].page == self.lines[other].page
        )


def people(sheet: Sheet, addresses: Addresses) -> list[Person]:
    """Find the worker (first) and other people; `addresses` are the e-mail addresses of the text."""
    found = [Person(name, True) for name in _workers(sheet, addresses)]
    known = _namesakes(person.name for person in found)
    for name in _others(sheet, addresses):
        if not any(name.same_person(other) for other in known.of(name)):
            found.append(Person(name, False))
            known.add(name, name)
    return found


def _namesakes(names: Iterable[Name]) -> Namesakes[Name]:
    found = Namesakes[Name]()
    for name in names:
        found.add(name, name)
    return found


def _workers(sheet: Sheet, addresses: Addresses) -> list[Name]:
    labelled = list(_labelled(sheet, "own"))
    scored = sorted(_candidates(sheet, addresses), key=lambda pair: -pair[0])
    best = [name for score, name in scored[:1] if score >= _ENOUGH]
    names = [*labelled, *best]
    # the same person printed with more or fewer words
    known = _namesakes(dict.fromkeys(names))
    names += [
        name
        for _, name in scored[1:]
        if any(name.same_person(n) and not set(name.pieces) <= set(n.pieces) for n in known.of(name))
        and len(name.pieces) > 1
    ]
    return list(dict.fromkeys([*names, *_signed(sheet)]))


def _labelled(sheet: Sheet, whose: str) -> Iterator[Name]:
    pattern = _label(whose)
    for i, said in enumerate(sheet.said):
        row = _ROW.match(said) if whose == "own" else None
        behind = [said[match.end() : match.end() + _FARTHEST] for match in pattern.finditer(said)]
        for told in (*behind, *((row["rest"],) if row else ())):
            rest = _BEHIND_NAME.split(told.strip(), maxsplit=1)[0]
            name = parse(rest) or parse(rest.split(",")[0])
            if name is None and not rest.strip() and i + 1 < len(sheet.said):
                name = parse(sheet.said[i + 1])
            if name is not None and (plausible(name) or (whose == "own" and strange(name) < len(name.pieces))):
                yield name


@cache
def _label(whose: str) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, listed("people", "roles", whose)), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?: \([^)]{{2,40}}\))?[ ]?[:：][ ]*", re.IGNORECASE)


def _candidates(sheet: Sheet, addresses: Addresses) -> Iterator[tuple[float, Name]]:
    corroborated = bool(sheet.touched) or sum(map(sheet.heading, range(len(sheet.lines)))) >= 2
    for i, line in enumerate(sheet.lines):
        if i in sheet.referees:
            continue
        large = sheet.largest > 1.15 * sheet.usual and (line.size or 0) >= 0.97 * sheet.largest
        if (
            i >= _TOP
            and not large
            and not _near_end(sheet, i)
            and not _titled_below(sheet, i)
            and not _touches(sheet.said[i], addresses)
        ):
            continue
        for position, said in enumerate(_readings(sheet, i)):
            name = parse(said) or (
                _uncapped(said, addresses, large=large or (i == 0 and corroborated)) if i < 3 else None
            )
            if name is None or fold_phrase(said) in headings() or not name.pieces or _is_no_name(name, said, i):
                continue
            score = (
                _score(sheet, i, name, said, addresses, large)
                + (1.0 if corroborated and i < 3 else 0.0)
                - 0.2 * position
            )
            yield score, name


def _is_no_name(name: Name, said: str, index: int) -> bool:
    """Whether it is a line of two authors ("James Liu, John Doe"), or holds the word "resume"."""
    before, _, after = said.partition(",")
    authors = index > 2 and min(len(re.findall(r"[^\W\d_]{2,}", part)) for part in (before, after)) >= 2
    return authors or not _DOCUMENT.isdisjoint(name.pieces)


def _uncapped(said: str, addresses: Addresses, *, large: bool) -> Name | None:
    """Read a name set in small letters throughout: in large print or first of all, or known to an e-mail address."""
    name = parse(said.title()) if said.islower() else None
    if name is None or addresses.match(name):
        return name
    return name if large and len(name.pieces) > 1 and not strange(name) else None


def _touches(said: str, addresses: Addresses) -> bool:
    part = segments_of(said)[0]
    name = parse(part) if len(part) <= 60 and not re.search(r"\d", part) else None
    return name is not None and addresses.match(name)


def segments_of(said: str) -> list[str]:
    """Give the parts of a printed line."""
    return [said[start:end] for start, end in segments(said)] or [""]


def _near_end(sheet: Sheet, index: int) -> bool:
    return bool(_PAGE.match(sheet.said[index]))


def _readings(sheet: Sheet, index: int) -> Iterator[str]:
    """Give what may be the name on a line: its first parts, what stands with "resume of" or "page 2", two lines."""
    said = sheet.said[index]
    line = sheet.lines[index]
    after = sheet.lines[index + 1] if index + 1 < len(sheet.lines) else None
    if (
        after
        and line.size
        and line.size == after.size
        and line.size > 1.15 * sheet.usual
        and line.block == after.block
    ):
        yield f"{said} {sheet.said[index + 1]}"
    if match := _OF_RESUME.match(said):
        yield (match[1] or match[2]).strip()
    if match := _PAGE.match(said):
        yield match[1]
    yield said
    parts = segments_of(said)
    if len(parts) > 1:
        yield from parts[:2]
    if "," in said:
        yield without_suffixes(said.split(",")[0])


def _score(sheet: Sheet, index: int, name: Name, said: str, addresses: Addresses, large: bool) -> float:
    score = 4.0 if large else 0.0
    score += 2.0 if index == 0 else 1.5 if index < 3 else 0.5 if index < _TOP else 0.0
    score += 1.0 if 2 <= len(name.words) <= 5 else 0.0 if index == 0 or _titled_below(sheet, index) else -1.0
    score += 4.0 if addresses.match(name) else 0.0
    score += 1.5 if known_given(name) else 0.0
    score += 0.5 if sheet.lines[index].bold or said.isupper() else 0.0
    score += 2.0 if _PAGE.match(said) else 0.0
    score -= _doubt(name, large)
    score += 2.0 if _titled_below(sheet, index) and sheet.touched else 0.0
    score -= 6.0 * any(piece in listed("organizations", "strong") for piece in name.pieces)
    region = fold_phrase(said.rpartition(",")[2]) if "," in said else fold_phrase(said)
    if region in listed("places", "names") or region.upper() in listed("places", "codes"):
        score -= 5.0
    return score


def _doubt(name: Name, large: bool) -> float:
    """Weigh words of titles and headings: little behind a known given name ("Frank Baker"), else much."""
    found = strange(name)
    if found == 1 and len(name.pieces) > 1 and plausible(name):
        return 1.0
    return 4.0 * min(found, 2) * (0.5 if found == 1 and len(name.pieces) > 1 and large else 1.0)


def _titled_below(sheet: Sheet, index: int) -> bool:
    """Whether the line begins a block and a job title stands right under it, or behind the name on the same line."""
    parts = segments_of(sheet.said[index])
    if (
        len(parts) > 1
        and (behind := fold_phrase(parts[1]).split())
        and len(behind) <= 5
        and behind[-1] in listed("titles", "heads")
    ):
        return True
    if index + 1 >= len(sheet.lines) or (index and sheet.lines[index].block == sheet.lines[index - 1].block):
        return False
    below = sheet.folded[index + 1].split()
    return 1 <= len(below) <= 5 and below[-1] in listed("titles", "heads")


def _signed(sheet: Sheet) -> Iterator[Name]:
    for before, after in pairwise(sheet.said):
        if _CLOSING.match(before.strip()) and (name := parse(after)) and plausible(name):
            yield name


def _others(sheet: Sheet, addresses: Addresses) -> Iterator[Name]:
    yield from (name for name in _labelled(sheet, "others") if len(name.pieces) > 1 or known_given(name))
    for i in sheet.under("references"):
        first, *others = segments_of(sheet.said[i])
        yield from _referee(first, sure=_begins_contact(sheet, i))
        for part in others:
            yield from _referee(part)
    near = {touched + step for touched in sheet.touched for step in range(-_NEAR, _NEAR + 1)}
    for i, said in enumerate(sheet.said):
        for part in segments_of(said) if i in near and i >= sheet.first_heading else ():
            for name in _referee(part):
                if known_given(name) or addresses.match(name):
                    yield name
    yield from _told(sheet.text)


def _begins_contact(sheet: Sheet, index: int) -> bool:
    """Whether a line of a references section holds contact data, or begins a block whose next two lines do."""
    line = sheet.lines[index]
    if index in sheet.touched:
        return True
    if index and sheet.lines[index - 1].block == line.block and not sheet.heading(index - 1):
        return False
    return any(i in sheet.touched and sheet.lines[i].block == line.block for i in (index + 1, index + 2))


def _referee(part: str, *, sure: bool = False) -> Iterator[Name]:
    """Give the name with which a part of a references section begins; a `sure` one may be made of words alone."""
    unmarked = re.sub(r"^[\s•\-–*\d.)]*", "", part)
    bare = re.sub(r"^(?:" + _honorifics() + r")\.? ", "", unmarked, flags=re.IGNORECASE)
    said = re.split(r", | \(|: | at | of ", bare)[0]
    name = parse(said)
    sure = sure or bare != unmarked
    if name and len(name.words) > 1 and (sure or plausible(name)) and fold_phrase(said) not in headings():
        region = fold_phrase(bare.partition(", ")[2])
        if region not in listed("places", "names") and region.upper() not in listed("places", "codes"):
            yield name


@cache
def _honorifics() -> str:
    return "|".join(sorted(map(re.escape, listed("people", "honorifics")), key=len, reverse=True))


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?P<title>{_honorifics()})\.?[ ](?P<name>{_NAME})", re.IGNORECASE)


def _told(text: str) -> Iterator[Name]:
    """Give names behind "Dr." and behind "reported to"."""
    for match in _titled().finditer(text):
        if match["title"][0].isupper() and match["name"][0].isupper():
            name = _leading(match["name"])
            if name and plausible(name):
                yield name
    for match in _PROSE.finditer(text):
        name = _leading(match["name"])
        if (
            name
            and len(name.pieces) > 1
            and not strange(name)
            and (known_given(name) or not match[0].startswith(("I ", "I'", "I’", "Contact", "contact")))
        ):
            yield name


def _leading(said: str) -> Name | None:
    """Read the longest leading words that are a name; none when an organisation's word follows at once."""
    return parse(said.rstrip("."))
