"""A document to its text with personal data replaced by numbered placeholders; it fails closed."""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from app.documents.model import Document, Line
from app.documents.redact.check import residue
from app.documents.redact.contacts import continued, emails, local_part, phones, profiles, urls
from app.documents.redact.identifiers import birth_dates, identifiers
from app.documents.redact.model import Found, Kind, Mask, Redacted
from app.documents.redact.names import Addresses, Name, Namesakes, Words, occurrences, parse, spaced, stands
from app.documents.redact.persons import Person, Sheet, people
from app.documents.redact.places import addresses
from app.documents.redact.words import fold
from app.errors import LerError, RedactionFailed

__all__ = ["Found", "Kind", "Mask", "Redacted", "redact"]

_RANK = {kind: rank for rank, kind in enumerate(Kind)}


def redact(source: str | Document, known: Sequence[str] = (), perhaps: Sequence[str] = ()) -> Redacted:
    """Replace names, e-mail and street addresses, telephone numbers, personal web addresses, birth dates and numbers
    given to a person by placeholders such as `[NAME_1]`; the same value gets the same number.

    `known` are names that the caller knows to be the worker's; they are masked in all their forms. So are those that
    are `perhaps` the worker's, which say whose text it is only where they stand in it. Line breaks stay: the masked
    text has the lines of the original. Deterministic; reads nothing but the word lists of the package. Raises
    RedactionFailed when anything goes wrong or personal data is left: then no text may leave.
    """
    try:
        return _redact(source, known, perhaps)
    except LerError:
        raise
    except Exception as fault:  # whatever went wrong, nothing may leave
        raise RedactionFailed(f"masking stopped with {type(fault).__name__}") from fault


def _redact(source: str | Document, known: Sequence[str], perhaps: Sequence[str]) -> Redacted:
    text = source if isinstance(source, str) else source.text
    lines = _plain_lines(text) if isinstance(source, str) else source.lines
    written = emails(text)
    numbers = [*identifiers(text), *birth_dates(text)]
    sheet = Sheet(text, lines, [*written, *phones(text, [])])
    contact = sheet.contact_parts()
    locals_ = [local_part(email) for email in written]
    locals_ += profiles(text)
    told, guessed = [*_given(known), *people(sheet, Addresses(locals_))], list(_given(perhaps))
    persons = [*told, *guessed]
    handles = _handles(persons, locals_)
    found = [*written, *numbers, *phones(text, contact), *urls(text, contact, handles)]
    found += [*continued(text, found, handles), *_names(text, persons)]
    found += addresses(text, contact, found)
    named = any(person.worker for person in told) or any(stands(Words(text), person.name) for person in guessed)
    masked = _mask(text, found, named=named)
    if left := residue(masked, persons):
        raise RedactionFailed(f"{left} is left after masking")
    return masked


def _plain_lines(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    block = 0
    for match in re.finditer(r"[^\n]*\n?", text):
        said = match[0].rstrip("\n")
        if said.strip():
            bullet = bool(re.match(r"\s*[•*▪●◦-]\s", said))
            lines.append(Line(start=match.start(), end=match.start() + len(said), page=1, block=block, bullet=bullet))
        else:
            block += 1
    return tuple(lines)


def _given(known: Sequence[str]) -> Iterator[Person]:
    for said in known:
        name = parse(said) or Name(tuple(said.split()))
        if name.pieces:
            yield Person(name, True)


def _handles(persons: Sequence[Person], locals_: Sequence[str]) -> frozenset[str]:
    """Give the folded forms by which a web address or handle is known to be a person's."""
    own = {handle for person in persons for handle in person.name.handles}
    own |= {p for person in persons if person.worker for p in person.name.telling if len(p) >= 4}
    glued = {fold(part) for part in locals_ if re.search(r"[\d._-]", part)}
    return frozenset(own | {part for part in glued if len(part) >= 6})


def _names(text: str, persons: Sequence[Person]) -> Iterator[Found]:
    words = Words(text)
    numbers: dict[Person, int] = {}
    namesakes, workers = Namesakes[Person](), [person for person in persons if person.worker]
    for person in persons:
        others = (p for p in namesakes.of(person.name) if p.name.same_person(person.name))
        same = workers[0] if person.worker else next(others, None)
        if same is None:
            namesakes.add(person.name, person)
        value = f"person {numbers.setdefault(same or person, len(numbers))}"
        for start, end in occurrences(words, person.name, everywhere=person.worker):
            yield Found(start, end, Kind.NAME, value)
        for start, end in spaced(words, person.name):
            yield Found(start, end, Kind.NAME, value)


def _mask(text: str, found: Sequence[Found], *, named: bool) -> Redacted:
    parts: list[str] = []
    masks: list[Mask] = []
    numbers: dict[tuple[Kind, str], str] = {}
    fresh = {kind: _fresh(text, kind) for kind in Kind}
    at = length = 0
    for one in _settled(text, found):
        placeholder = numbers.get((one.kind, one.value)) or next(fresh[one.kind])
        numbers[one.kind, one.value] = placeholder
        length += one.start - at
        masks.append(Mask(kind=one.kind, placeholder=placeholder, start=one.start, end=one.end, masked_start=length))
        parts += [text[at : one.start], placeholder]
        length += len(placeholder)
        at = one.end
    return Redacted(text="".join([*parts, text[at:]]), masks=tuple(masks), named=named)


def _fresh(text: str, kind: Kind) -> Iterator[str]:
    """Make placeholders of a kind, one after the other, that the text itself does not hold."""
    held = set(re.findall(rf"\[{kind}_\d+\]", text))
    return (placeholder for number in count(1) if (placeholder := f"[{kind}_{number}]") not in held)


def _settled(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Join what overlaps (the first kind of the list names it), part it at line breaks, drop what is white space."""
    joined: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end, _RANK[f.kind])):
        if joined and one.start < joined[-1].end:
            last = joined[-1]
            first = min(last, one, key=lambda f: (_RANK[f.kind], f.start - f.end))
            joined[-1] = Found(last.start, max(last.end, one.end), first.kind, first.value)
        elif one.end > one.start:
            joined.append(one)
    for one in joined:
        pieces = list(re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text[one.start : one.end]))
        for i, piece in enumerate(pieces):
            said = piece[0]
            lead = len(said) - len(said.lstrip())
            start, end = one.start + piece.start() + lead, one.start + piece.start() + len(said.rstrip())
            if end > start:
                yield Found(start, end, one.kind, one.value if len(pieces) == 1 else f"{one.value} line {i}")
