"""RTF to its tokens: groups, control words, bytes of text (Rich Text Format Specification 1.9.1, "RTF Syntax")."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from app.errors import SourceTooComplex

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,9})?[0-9]*\x20?"
    rb"|(?P<hex>(?:\\'[0-9a-fA-F]{2})+)"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
    rb"|[\r\n\x00]+|\\",
    re.DOTALL,
)
_MOST = 1_000_000
"""Tokens; a resume has some ten thousand, and a picture a few for each thousand bytes."""


class Sort(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SIGN = auto()
    BYTES = auto()


class Token(NamedTuple):
    """One token. `word` is a control word or sign; `number` its parameter; `text` bytes in the current code page."""

    sort: Sort
    word: str = ""
    number: int | None = None
    text: bytes = b""


_OPEN, _CLOSE = Token(Sort.OPEN), Token(Sort.CLOSE)


def tokens(data: bytes, most: int = _MOST) -> Iterator[Token]:
    """Give the tokens in order; the raw bytes after `\\bin` are passed over. Raises SourceTooComplex for too many."""
    place, count, length = 0, 0, len(data)
    while place < length:
        count += 1
        if count > most:
            raise SourceTooComplex(f"the RTF has more than {most:,} words and marks")
        found = _TOKEN.match(data, place)
        if found is None:  # nothing that the expression leaves over
            place += 1
            continue
        place = found.end()
        kind = found.lastgroup
        if kind in ("word", "number"):
            word = found["word"].decode("ascii")
            number = int(found["number"]) if found["number"] is not None else None
            if word == "bin" and number is not None:
                place += max(number, 0)
                continue
            yield Token(Sort.WORD, word, number)
        elif kind == "text":
            yield Token(Sort.BYTES, text=found["text"])
        elif kind == "hex":
            yield Token(Sort.BYTES, text=bytes.fromhex(found["hex"].replace(b"\\'", b"").decode("ascii")))
        elif kind == "brace":
            yield _OPEN if found["brace"] == b"{" else _CLOSE
        elif kind == "sign":
            yield Token(Sort.SIGN, found["sign"].decode("latin-1"))
