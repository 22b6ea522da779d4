"""Text that can be read only with a key: numbers for letters, shifted or turned letters, letters set apart.

None of it tells anything about a worker. Hashes, addresses and part numbers decode to no words.
"""

import base64
import binascii
import html
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from urllib.parse import unquote_to_bytes

from app.extraction.words.alternatives import Alternatives
from app.extraction.words.letters import (
    CODED,
    COMBINING,
    FIGURE,
    LATIN,
    NUMBER,
    PICTURE,
    STROKE,
    WORD,
    Letters,
    letters_of,
)
from app.extraction.words.lexicon import words

Span = tuple[int, int]

_LONG = 16
"""Letters of base64, at least."""
_BASE64 = re.compile(r"(?<![\w+/=.:@-])[A-Za-z0-9+/_-]{16,}={0,2}(?![\w+/=@.])")
_ESCAPED = {
    r"(?:\\x[0-9a-fA-F]{2}){6,}": (("\\x",),),
    r"(?:%[0-9a-fA-F]{2}[A-Za-z]{0,12}){6,}": (tuple(f"%{figure}" for figure in "0123456789abcdef"),),
    r"(?:&#x?[0-9a-fA-F]{2,6};\s?){5,}": (("&#",),),
    r"(?:\\u[0-9a-fA-F]{4}){5,}": (("\\u",),),
}
_PLAIN = r"(?:[0-9a-fA-F]{2}[ :,-]){9,}[0-9a-fA-F]{2}\b", r"\b(?:[0-9a-fA-F]{2}){14,}\b"
_NUMBERS = Alternatives({**dict.fromkeys(_PLAIN, ()), **_ESCAPED, r"(?:[01]{8}[ ,]?){5,}": (("0", "1"),)})
_ESCAPES = Alternatives(_ESCAPED)
"""The same without plain numbers."""
_PLAIN_LENGTH = 28
"""Figures, and what parts them, that plain numbers have, at least."""
_APART = re.compile(
    r"\b[A-Za-z]\s{1,3}(?:[a-z]\s{1,3}){7,}[a-z]\b|"
    r"(?<!\w)(?:[A-Za-z](?:[-._*|~+][A-Za-z])+[ \t]{1,3}){3,}[A-Za-z](?:[-._*|~+][A-Za-z])*(?!\w)|"
    r"(?<!\w)(?:[A-Za-z](?:[-._*|~+][A-Za-z]){3,}\W+)+[A-Za-z](?:[-._*|~+][A-Za-z]){2,}(?!\w)"
)
_SET_APART = (7, 4), (4, 2)
"""In all of it so many single letters follow each other at so many places, at most: the one or the other."""
_LINE = r"(?:\S+|(?:[0-9a-fA-F]{2,8}[ ,:-]+)+[0-9a-fA-F]{2,8}[,:-]?)"
_BROKEN = re.compile(rf"(?m)^(?:[^\w\s%&\\]\s+)?(?P<lines>{_LINE}(?:\n{_LINE})+)$")
"""Lines without a space, or of numbers alone, with a mark before the first at most."""
_MORSE = re.compile(r"(?<![\w.-])(?:[.\-·–]{1,6}(?:[ /|]+|$)){12,}")
_MORSE_LENGTH = 23
"""Signs and what parts them, at least."""
_SPREAD = re.compile(r"(?:[^\W\d_]\s?[\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f000-\U0001faff]{1,4}\s?){6,}")
"""Letters with a picture behind each."""
_STRUCK = re.compile(r"(?:\w[\u0300-\u036f]+[ \t]*){6,}")
_TOKEN, _SMALL_TOKEN = re.compile(r"[a-z]{2,}", re.IGNORECASE), re.compile(r"[a-z]{2,}")
_ODD = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that a search takes for Latin ones whatever their case."""
_LEAST = 3
"""Common words that a line has to hold when it is read with a key."""
_SHARE = 0.25
_READABLE = 0.9
"""Share of letters and spaces in what numbers decode to."""
_SIGNS = 6
"""Different letters of Morse code, at least."""
_LEET = re.compile(
    r"(?:(?<!\w)(?=[\w@$!|]*[A-Za-z])(?=[\w@$!|]*[013457@$!|])[\w@$!|]{3,}\W+(?:[A-Za-z]\w{0,3}\W+){0,2}){3}"
)
_LEET_WORD = re.compile(r"(?=[\w@$!|]*[A-Za-z])[\w@$!|]{2,}")
_NO_LETTERS = 400
_NO_WORD = re.compile(rf"[\w@$!|]{{{_NO_LETTERS},}}")
"""Signs without a space that are no word of anybody; every one of them would be tried as the first of a word."""
_LEET_LETTERS = str.maketrans("013457@$!|", "oieastasil")


def encoded(text: str) -> Iterator[Span]:
    """Give the spans of `text` that hold words only for who has the key."""
    letters = letters_of(text)
    yield from _coded(text, letters)
    yield from _broken(text)
    if letters.longest(STROKE) >= _MORSE_LENGTH:
        for found in _MORSE.finditer(text):
            # dotted and dashed rules are no letters
            if len(set(found[0].split())) >= _SIGNS:
                yield found.span()
    if any(letters.apart(least, most) for least, most in _SET_APART):
        yield from (found.span() for found in _APART.finditer(text))
    for pattern, sort in ((_SPREAD, PICTURE), (_STRUCK, COMBINING)):
        if letters.present & sort:
            yield from (found.span() for found in pattern.finditer(text))
    yield from _shifted(text)


def _coded(text: str, letters: Letters) -> Iterator[Span]:
    """Find what letters and numbers stand for."""
    starts, ends = letters.runs(CODED)
    for start in starts[ends - starts >= _LONG].tolist():
        found = _BASE64.match(text, start)
        if found and _says(_from_base64(found[0])):
            yield found.span()
    numbers = _NUMBERS if letters.longest(NUMBER) >= _PLAIN_LENGTH else _ESCAPES
    for found in numbers.finditer(text):
        if _says(_from_numbers(found[0])):
            yield found.span()


def _broken(text: str) -> Iterator[Span]:
    """Find the same where a narrow column broke it anywhere, or between its numbers."""
    for found in _BROKEN.finditer(text):
        start, lines = found.start("lines"), found["lines"].split("\n")
        yield from ((start + first, start + last) for first, last in _coded_in(" ".join(lines)))
        ends = [*accumulate(map(len, lines))]
        for first, last in _coded_in("".join(lines)):
            # as many line breaks stand before a letter as lines end before it
            yield start + first + bisect_right(ends, first), start + last + bisect_right(ends, last - 1)


def _coded_in(text: str) -> Iterator[Span]:
    return _coded(text, Letters(text))


@lru_cache(maxsize=4)
def leet(text: str) -> str | None:
    """Give a text of the same length with its figures as the letters that they look like; None without many such."""
    letters = letters_of(text)
    mixed = letters.mixed(WORD | FIGURE, LATIN, FIGURE)
    if not mixed:
        return None
    long = letters.longest(WORD | FIGURE) >= _NO_LETTERS
    bare = _NO_WORD.sub(lambda found: " " * len(found[0]), text) if long else text
    # a word that begins it holds both letters and figures, or is beside them without a space
    if not any(_LEET.match(bare, at) for start, end in mixed for at in range(start, end)):
        return None
    return _LEET_WORD.sub(lambda word: word[0].translate(_LEET_LETTERS), bare)


def _from_base64(said: str) -> str:
    if said.isalpha() and (said.islower() or said.isupper() or said.istitle()):
        return ""
    try:
        data = base64.b64decode(
            said.replace("-", "+").replace("_", "/").rstrip("=") + "=" * (-len(said.rstrip("=")) % 4)
        )
    except (binascii.Error, ValueError):
        return ""
    return data.decode("utf-8", "replace")


def _from_numbers(said: str) -> str:
    if said[0] == "&":
        return html.unescape(said)
    if "%" in said:
        return unquote_to_bytes(said).decode("utf-8", "replace")
    if said.startswith("\\u"):
        return "".join(chr(int(part, 16)) for part in said.split("\\u") if part)
    parts = re.findall(r"[0-9a-fA-F]+", said.replace("\\x", " "))
    if all(set(part) <= {"0", "1"} for part in parts) and len("".join(parts)) >= 40:
        bits = "".join(parts)
        return "".join(chr(int(bits[at : at + 8], 2)) for at in range(0, len(bits) - 7, 8))
    if all(len(part) == 2 for part in parts) or len(parts) == 1:
        return bytes.fromhex("".join(parts)).decode("utf-8", "replace") if len("".join(parts)) % 2 == 0 else ""
    numbers = [int(part) for part in parts if part.isdigit()]
    return "".join(map(chr, numbers)) if len(numbers) == len(parts) else ""


def _says(text: str) -> bool:
    """Say whether decoded text is words."""
    plain = sum(c.isalpha() or c in " ,.'-" for c in text)
    return (
        len(text) >= 8
        and plain >= _READABLE * len(text)
        and (" " in text.strip() or not text.isascii())
        and "\ufffd" not in text
    )


def _shifted(text: str) -> Iterator[Span]:
    """Give the lines whose common words are English ones with all letters moved along, or turned around."""
    keys, start = _keys(), 0
    token, whole = (_TOKEN, text) if _ODD.search(text) else (_SMALL_TOKEN, text.lower())
    known = keys.keys() & map(str.lower, token.findall(whole))
    if len(known) < _LEAST:
        return
    for line, small in zip(text.split("\n"), whole.split("\n"), strict=True):
        # a line that has few of them even within its words is not told apart into words
        said = token.findall(small) if sum(map(small.lower().__contains__, known)) >= _LEAST else ()
        telling = known & set(map(str.lower, said))
        if len(telling) >= _LEAST and len(said) > _LEAST and _is_shifted([word.lower() for word in said], telling):
            yield start, start + len(line)
        start += len(line) + 1


def _is_shifted(said: Sequence[str], telling: Collection[str]) -> bool:
    votes = Counter(key for word in telling for key in _keys()[word])
    best = max(votes.values())
    return best >= max(_LEAST, _SHARE * len(said)) and best > 2 * sum(word in _plain_words() for word in said)


@cache
def _plain_words() -> frozenset[str]:
    return words("speech-frames", "en", "common")


@cache
def _keys() -> dict[str, list[int]]:
    """Map each common word, shifted by 1 to 25 or turned around (26), to its key."""
    found: dict[str, list[int]] = defaultdict(list)
    for word in sorted(_plain_words()):
        for shift in range(1, 26):
            moved = "".join(chr((ord(c) - 97 + shift) % 26 + 97) for c in word)
            if moved not in _plain_words():
                found[moved].append(shift)
        if word[::-1] not in _plain_words():
            found[word[::-1]].append(26)
    return dict(found)
