"""A person's name to every form in which it can stand in a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from app.documents.redact.words import WORD, fold, listed, never_names, ordinary

_PRONOUNS = re.compile(
    r"\((?:she|he|they|ze|xe|her|him|them)\b[^)]*\)|\b(?:she|he|they)/(?:her|him|them)(?:/\w+)?\b", re.IGNORECASE
)
_NICK = re.compile(r"[\"“”„(‘']([^\W\d_][^\"“”)’']{0,20})[\"“”)’'](?!\w)")
_SUFFIX_TAIL = re.compile(r"[,\s]+\(?((?:[A-Za-z]\.?){1,6}|[A-Z][A-Za-z/-]{1,8})\.?\)?$")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_SPACED = re.compile(r"(?:[^\W\d_] ){2,}[^\W\d_](?: {2,}(?:[^\W\d_] )*[^\W\d_])*")
_SPARSE = re.compile(r"(?:\b[^\W\d_] ){2}[^\W\d_]\b")
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


def matches_address(name: Name, local: str) -> bool:
    """Whether the part of an e-mail address before the `@` is made of this name."""
    plain = fold(re.sub(r"\d", "", local))
    if len(plain) < 3:
        return False
    if any(len(piece) >= 4 and piece in plain for piece in name.pieces) or any(h in plain for h in name.handles):
        return True
    parts = [fold(part) for part in re.split(r"[._+\d-]+", local) if part]
    return any(part in name.pieces for part in parts if len(part) >= 2) and len(parts) > 1


def occurrences(
    text: str, words: Sequence[re.Match[str]], name: Name, *, everywhere: bool
) -> Iterator[tuple[int, int]]:
    """Find each place where the name stands, whole or in part, as spans within one line; `words` are all of the text.

    `everywhere` masks each telling piece alone; without it a part counts beside another part, in the possessive,
    or before "page 2".
    """
    tokens = [(match, _hits(match[0], name)) for match in words]
    at = 0
    while at < len(tokens):
        if not tokens[at][1]:
            at += 1
            continue
        first, last = _grow(text, tokens, at, name)
        if _counts(text, [token for token in tokens[first : last + 1] if token[1]], name, everywhere):
            yield tokens[first][0].start(), _without_possessive(text, tokens[last][0])
        at = last + 1


def stands(text: str, name: Name) -> bool:
    """Say whether a text holds the name: two of its pieces, or the only one; a first name alone is many people's."""
    found = {fold(text[start:end]) for start, end in spaced(text, name)}
    for start, end in occurrences(text, list(WORD.finditer(text)), name, everywhere=True):
        found |= {piece for match in WORD.finditer(text, start, end) if (piece := _hits(match[0], name))}
    # what is no piece of it is the whole name glued together
    return len(found) >= min(2, len(name.pieces)) or not found <= set(name.pieces)


_Token = tuple[re.Match[str], str]


def _hits(word: str, name: Name) -> str:
    """Give the piece that a word is, or an empty string."""
    folded = fold(word[:-2] if word[-2:-1] in _APOSTROPHES and word[-1:] in "sS" else word)
    if folded in name.pieces:
        return folded
    whole = fold(word)
    return whole if whole in name.pieces or (len(whole) >= 5 and whole in name.handles) else ""


def spaced(text: str, name: Name) -> Iterator[tuple[int, int]]:
    """Find the pieces of a name printed with a blank after each letter: "M O R E L A N D"."""
    for piece in name.pieces if _SPARSE.search(text) else ():
        if len(piece) >= 3:
            letters = re.compile(rf"(?<![^\W_]){' '.join(piece)}(?![^\W_])", re.IGNORECASE)
            yield from (match.span() for match in letters.finditer(text))


def _grow(text: str, tokens: Sequence[_Token], at: int, name: Name) -> tuple[int, int]:
    """Widen to the neighbours that are pieces, initials or particles of the name."""
    last = at
    step = at + 1
    while step < len(tokens) and _linked(text, tokens[step - 1][0], tokens[step][0]):
        word = tokens[step][0][0]
        if tokens[step][1] or (
            len(word) == 1
            and word.isupper()
            and fold(word) in name.initials
            and text[tokens[step][0].end() :][:1] in (".", "", "\n")
        ):
            last = step
        elif not (fold(word) in name.small or (len(word) <= 2 and word.isupper())):
            break
        step += 1
    first = at
    while first and _linked(text, tokens[first - 1][0], tokens[first][0]):
        word = tokens[first - 1][0][0]
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
    return not re.search(r"\w", text[before:start] + text[end : after if after >= 0 else len(text)])


def _without_possessive(text: str, match: re.Match[str]) -> int:
    tail = re.search(r"['’ʼ`][sS]$", match[0])
    end = match.end() - (len(tail[0]) if tail else 0)
    return end + 1 if len(match[0]) == 1 and text[end : end + 1] == "." else end
