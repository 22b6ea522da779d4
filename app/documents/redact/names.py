"""A person's name to every form in which it can stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Generic, TypeVar

from app.documents.redact.words import WORD, fold, listed, never_names, ordinary

_PRONOUNS = re.compile(
    r"\((?:she|he|they|ze|xe|her|him|them)\b[^)]*\)|\b(?:she|he|they)/(?:her|him|them)(?:/\w+)?\b", re.IGNORECASE
)
_NICK = re.compile(r"[\"“”„(‘']([^\W\d_][^\"“”)’']{0,20})[\"“”)’'](?!\w)")
_SUFFIX_TAIL = re.compile(r"[,\s]+\(?((?:[A-Za-z]\.?){1,6}|[A-Z][A-Za-z/-]{1,8})\.?\)?$")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_WORDY = re.compile(r"\w")
_LETTERS = 4
"""Of what is looked for in an address, at least."""
_SPACED = re.compile(r"(?:[^\W\d_] ){2,}[^\W\d_](?: {2,}(?:[^\W\d_] )*[^\W\d_])*")
_SPARSE_RUN = re.compile(r"(?<![^\W_])(?:[^\W\d_] ){2,}[^\W\d_](?![^\W_])")
Named = TypeVar("Named")
_LINK = re.compile(r"(?:[ \u00a0]?[-‐‑–][ \u00a0]?|,? ?|\u00a0|,|\. ?|[ ]?[\"“”'‘’()]{1,2}[ ]?|\.[ ]?,[ ]?)")
_HONORED = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Rev|Sgt|Lt|Capt|Col|Sr|Sra)\.? $")
_APOSTROPHES = frozenset("'’ʼ`")
_THIRD_PERSON = re.compile(
    r" (?:is|was|has|had|did|can|will|joined|led|worked|managed|brings|served|earned|holds|graduated|works|"
    r"completed|received|started)\b"
)
_FOOTER = re.compile(r"[ ]?[-–—|,•·]?[ ]{0,3}(?:(?:résumé|resume|cv)\b|(?:page|pg\.?|p\.) ?\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """One person's name: its words as printed, in the order of print, initials included."""

    words: tuple[str, ...]

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The folded words without initials and particles; a hyphen parts two."""
        small = listed("people", "particles")
        parts = [
            fold(part) for word in self.words for part in re.split(r"[-‐‑–.]", word) if not _INITIAL.fullmatch(part)
        ]
        return tuple(
            dict.fromkeys(p for i, p in enumerate(parts) if len(p) > 1 and (p not in small or len(parts) == 1))
        )

    @cached_property
    def small(self) -> frozenset[str]:
        """The folded particles of the name: "van", "der", "al"."""
        parts = {fold(part) for word in self.words for part in re.split(r"[-‐‑–.]", word)}
        return (listed("people", "particles") & parts) - set(self.pieces)

    @cached_property
    def initials(self) -> frozenset[str]:
        """The folded first letters of all words."""
        parts = [part for word in self.words for part in re.split(r"[-‐‑–.]", word)]
        return frozenset(fold(part)[:1] for part in parts if fold(part))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Pieces of three letters and more that are nothing but names: each is masked wherever it stands."""
        return frozenset(p for p in self.pieces if len(p) >= 3 and p not in ordinary())

    @cached_property
    def handles(self) -> frozenset[str]:
        """The name as it stands in addresses and handles, glued together."""
        folded = [fold(word) for word in self.words if fold(word)]
        if len(folded) < 2:
            return frozenset(p for p in self.telling if len(p) >= 5)
        made = {"".join(folded), folded[0] + folded[-1], folded[-1] + folded[0], folded[0][0] + folded[-1]}
        made |= {
            folded[0] + folded[-1][0],
            folded[-1] + folded[0][0],
            folded[0][0] + "".join(f[0] for f in folded[1:-1]) + folded[-1],
        }
        made |= {a + b for a in self.pieces for b in self.pieces if a != b}
        return frozenset(h for h in made if len(h) >= 5 and h not in ordinary()) | {
            p for p in self.telling if len(p) >= 5
        }

    def same_person(self, other: "Name") -> bool:
        """Whether one name's pieces are all among the other's."""
        mine, theirs = set(self.pieces), set(other.pieces)
        return bool(mine & theirs) and (
            mine <= theirs or theirs <= mine or (self.pieces[0] in theirs and len(mine & theirs) >= 2)
        )


def parse(said: str) -> Name | None:
    """Read words that may be a person's name alone; None when they cannot be. Judges the shape, not the words."""
    plain = _PRONOUNS.sub("", said).strip(" \t,;:*_•|–—-#'\"“”")
    if _SPACED.fullmatch(plain):
        plain = " ".join(part.replace(" ", "") for part in re.split(r" {2,}", plain))
    plain = _NICK.sub(r" \1 ", _honorific().sub("", plain))
    plain = without_suffixes(plain)
    last, comma, rest = plain.partition(",")
    if comma and ("," in rest or not rest.strip() or len(last.split()) > 3):
        return None
    words = f"{rest} {last}".split()
    if not 1 <= len(words) <= 7 or not all(_is_word(word) for word in words):
        return None
    if sum(bool(_INITIAL.fullmatch(word)) for word in words) == len(words):
        return None
    full = [w for w in words if not _INITIAL.fullmatch(w) and fold(w) not in listed("people", "particles")]
    if not full or not all(_capital(word) for word in full) or len(full) > 5:
        return None
    return Name(tuple(words))


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:{'|'.join(map(re.escape, sorted(listed('people', 'honorifics'))))})\b\.? (?=\S)", re.IGNORECASE
    )


def _capital(word: str) -> bool:
    letter = next((c for c in re.sub(r"^(?:d|l|dell|dall)['’]", "", word) if c.isalpha()), "")
    return letter.isupper() or (letter != "" and letter.lower() == letter.upper())


def _is_word(word: str) -> bool:
    return bool(re.fullmatch(r"(?:[^\W\d_]+(?:[-‐‑'’ʼ`.][^\W\d_]+)*\.?)", word)) and len(word) <= 24


def without_suffixes(said: str) -> str:
    """Strip degrees, licences and generations from the end of a name."""
    plain = said.strip()
    while match := _SUFFIX_TAIL.search(plain):
        tail = match[1].replace(".", "").casefold()
        behind_comma = "," in match[0]
        known = tail in listed("people", "suffixes")
        capitals = (
            match[1].replace(".", "").isupper()
            and len(tail) <= 5
            and behind_comma
            and not plain[: match.start()].isupper()
        )
        shouted = match[1].replace(".", "").isupper() or tail in ("jr", "sr", "phd", "pharmd", "esq", "junior", "edd")
        if not capitals and not (known and (behind_comma or (shouted and len(plain[: match.start()].split()) >= 2))):
            return plain
        plain = plain[: match.start()].rstrip(" ,")
    return plain


def strange(name: Name) -> int:
    """Count the pieces that are words of titles, headings and organisations."""
    return sum(piece in never_names() for piece in name.pieces)


def plausible(name: Name) -> bool:
    """Whether no piece is a word of titles, or only the last one, behind a given name that is often seen."""
    return not strange(name) or (
        strange(name) == 1 and name.pieces[0] in listed("people", "given") and name.pieces[-1] in never_names()
    )


def known_given(name: Name) -> bool:
    """Whether a piece is a given name that is often seen."""
    return any(piece in listed("people", "given") for piece in name.pieces)


class Addresses:
    """The parts of e-mail addresses before the `@`, to say of many names whether one of them is made of it."""

    def __init__(self, locals_: Iterable[str]) -> None:
        self._parts: set[str] = set()
        self._by_letters: dict[str, list[str]] = defaultdict(list)
        for local in dict.fromkeys(locals_):
            plain = fold(re.sub(r"\d", "", local))
            if len(plain) < 3:
                continue
            for letters in {plain[at : at + _LETTERS] for at in range(len(plain) - _LETTERS + 1)}:
                self._by_letters[letters].append(plain)
            parts = [fold(part) for part in re.split(r"[._+\d-]+", local) if part]
            if len(parts) > 1:
                self._parts.update(part for part in parts if len(part) >= 2)

    def match(self, name: Name) -> bool:
        """Whether one of them is made of this name."""
        glued = (*(piece for piece in name.pieces if len(piece) >= _LETTERS), *name.handles)
        if any(said in plain for said in glued for plain in self._by_letters.get(said[:_LETTERS], ())):
            return True
        return not self._parts.isdisjoint(name.pieces)


class Namesakes(Generic[Named]):
    """Names with whom they are of, to give those that may be the same person's as another."""

    def __init__(self) -> None:
        self._all: list[Named] = []
        self._by_piece: dict[str, list[int]] = defaultdict(list)

    def add(self, name: Name, named: Named) -> None:
        """Take one more."""
        for piece in name.pieces:
            self._by_piece[piece].append(len(self._all))
        self._all.append(named)

    def of(self, name: Name) -> Iterator[Named]:
        """Give those that have a piece of the name, in the order in which they were added."""
        numbers = {number for piece in name.pieces for number in self._by_piece.get(piece, ())}
        return (self._all[number] for number in sorted(numbers))


class Words:
    """The words of a text, to find those of many names."""

    def __init__(self, text: str) -> None:
        self.text, self.matches = text, list(WORD.finditer(text))
        self._by_form: dict[str, list[int]] = defaultdict(list)
        for number, match in enumerate(self.matches):
            for form in _forms(match[0]):
                self._by_form[form].append(number)
        self.sparse = [match.span() for match in _SPARSE_RUN.finditer(text)]
        """Where single letters stand with blanks between."""

    def like(self, name: Name) -> list[int]:
        """Give the numbers of the words that are pieces of the name, in order."""
        forms = {*name.pieces, *name.handles}
        return sorted({number for form in forms for number in self._by_form.get(form, ())})


def occurrences(words: Words, name: Name, *, everywhere: bool) -> Iterator[tuple[int, int]]:
    """Find each place where the name stands, whole or in part, as spans within one line.

    `everywhere` masks each telling piece alone; without it a part counts beside another part, in the possessive,
    or before "page 2".
    """
    text, tokens = words.text, words.matches
    past = 0
    for at in words.like(name):
        if at < past or not _hits(tokens[at][0], name):
            continue
        first, last = _grow(text, tokens, at, name)
        hits = [(match, hit) for match in tokens[first : last + 1] if (hit := _hits(match[0], name))]
        if _counts(text, hits, name, everywhere):
            yield tokens[first].start(), _without_possessive(text, tokens[last])
        past = last + 1


def stands(words: Words, name: Name) -> bool:
    """Say whether a text holds the name: two of its pieces, or the only one; a first name alone is many people's."""
    text = words.text
    found = {fold(text[start:end]) for start, end in spaced(words, name)}
    for start, end in occurrences(words, name, everywhere=True):
        found |= {piece for match in WORD.finditer(text, start, end) if (piece := _hits(match[0], name))}
    # what is no piece of it is the whole name glued together
    return len(found) >= min(2, len(name.pieces)) or not found <= set(name.pieces)


_Token = tuple[re.Match[str], str]


def _forms(word: str) -> tuple[str, str]:
    """Give a word folded without "'s", and whole."""
    return fold(word[:-2] if word[-2:-1] in _APOSTROPHES and word[-1:] in "sS" else word), fold(word)


def _hits(word: str, name: Name) -> str:
    """Give the piece that a word is, or an empty string."""
    folded, whole = _forms(word)
    if folded in name.pieces:
        return folded
    return whole if whole in name.pieces or (len(whole) >= 5 and whole in name.handles) else ""


def spaced(words: Words, name: Name) -> Iterator[tuple[int, int]]:
    """Find the pieces of a name printed with a blank after each letter: "M O R E L A N D"."""
    for piece in name.pieces if words.sparse else ():
        if len(piece) >= 3:
            letters = re.compile(rf"(?<![^\W_]){' '.join(piece)}(?![^\W_])", re.IGNORECASE)
            for start, end in words.sparse:
                yield from (match.span() for match in letters.finditer(words.text, start, end))


def _grow(text: str, tokens: Sequence[re.Match[str]], at: int, name: Name) -> tuple[int, int]:
    """Widen to the neighbours that are pieces, initials or particles of the name."""
    last = at
    step = at + 1
    while step < len(tokens) and _linked(text, tokens[step - 1], tokens[step]):
        word = tokens[step][0]
        if _hits(word, name) or (
            len(word) == 1
            and word.isupper()
            and fold(word) in name.initials
            and text[tokens[step].end() : tokens[step].end() + 1] in (".", "", "\n")
        ):
            last = step
        elif not (fold(word) in name.small or (len(word) <= 2 and word.isupper())):
            break
        step += 1
    first = at
    while first and _linked(text, tokens[first - 1], tokens[first]):
        word = tokens[first - 1][0]
        initials = word.isupper() and len(word) <= 2 and all(letter in name.initials for letter in fold(word))
        if not initials and fold(word) not in name.small:
            break
        first -= 1
    return first, last


def _linked(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    return bool(_LINK.fullmatch(text[before.end() : after.start()]))


def _counts(text: str, hits: Sequence[_Token], name: Name, everywhere: bool) -> bool:
    match, piece = hits[0]
    if everywhere and _alone(text, hits[0][0].start(), hits[-1][0].end()):
        return True
    if len(hits) > 1:
        small = all(hit[0][0].islower() and hit[1] in ordinary() for hit in hits)
        return len({hit[1] for hit in hits}) > 1 and not small
    if (everywhere and (piece in name.telling or piece in name.handles)) or len(name.pieces) == 1:
        return piece not in ordinary() or _capital(match[0])
    if not _capital(match[0]):
        return False
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 24]
    if _HONORED.search(before[-12:]):
        return True
    led = re.search(r"(?:^|[\s(])([A-Z])\.? $", before[-5:])
    if led and fold(led[1]) in name.initials and piece == name.pieces[-1]:
        return True
    return bool(
        re.search(r"['’ʼ][sS]$", match[0]) or _FOOTER.match(after) or (everywhere and _THIRD_PERSON.match(after))
    )


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else stands on the line."""
    before, after = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return not (_WORDY.search(text, before, start) or _WORDY.search(text, end, after if after >= 0 else len(text)))


def _without_possessive(text: str, match: re.Match[str]) -> int:
    tail = re.search(r"['’ʼ`][sS]$", match[0])
    end = match.end() - (len(tail[0]) if tail else 0)
    return end + 1 if len(match[0]) == 1 and text[end : end + 1] == "." else end
