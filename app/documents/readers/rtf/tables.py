"""The tables at the head of an RTF: fonts with their code pages, colours, and the styles that are headings."""

import codecs
from dataclasses import dataclass, field

from app.documents.readers.colours import Colour
from app.documents.readers.rtf.tokens import Sort, Token

_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""What `\\fcharset` says of a font's bytes (RTF 1.9.1, "Font Table"); the others are the document's own code page."""
_SYMBOLS = 2
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings", "zapf dingbats")
_PAGES = {10000: "mac_roman", 10001: "shift_jis", 10007: "mac_cyrillic", 936: "gb18030", 65001: "utf-8"}
_HEADINGS = ("heading", "title")


def codec(number: int | None) -> str:
    """Give the name of the codec of a Windows code page; that of Windows-1252 for one that does not exist."""
    if number is None:
        return "cp1252"
    name = _PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


@dataclass(slots=True)
class Font:
    """A font: how its bytes are decoded, and whether it draws symbols."""

    codec: str | None = None
    symbols: bool = False


@dataclass(slots=True)
class Fonts:
    """The font table while it is read."""

    known: dict[int, Font] = field(default_factory=dict)
    _current: int = 0
    _name: bytearray = field(default_factory=bytearray)

    def take(self, token: Token) -> None:
        """Read one token of the table."""
        if token.word == "f":
            self._current = token.number or 0
            self.known[self._current] = Font()
            self._name.clear()
            return
        font = self.known.setdefault(self._current, Font())
        if token.word == "fcharset" and token.number is not None:
            font.codec, font.symbols = _CHARSETS.get(token.number), token.number == _SYMBOLS
        elif token.word == "cpg" and token.number:
            font.codec = codec(token.number)
        elif token.sort is Sort.BYTES and len(self._name) < 64:
            self._name += token.text
            font.symbols |= self._name.decode("latin-1").strip().lower().startswith(_SYMBOL_FONTS)


@dataclass(slots=True)
class Colours:
    """The colour table while it is read; the first is usually empty: the reader's own."""

    known: list[Colour | None] = field(default_factory=list)
    _now: dict[str, int] = field(default_factory=dict)

    def take(self, token: Token) -> None:
        """Read one token of the table."""
        if token.word in ("red", "green", "blue"):
            self._now[token.word] = min(max(token.number or 0, 0), 255)
        for _ in range(token.text.count(b";")):
            told = tuple(self._now.get(name, 0) for name in ("red", "green", "blue")) if self._now else None
            self.known.append(told)  # type: ignore[arg-type]  # three numbers
            self._now = {}

    def colour(self, number: int | None) -> Colour | None:
        """Give the colour of that number; None for the reader's own, and for one that the table lacks."""
        return self.known[number] if number is not None and 0 <= number < len(self.known) else None


@dataclass(slots=True)
class Styles:
    """The style sheet while it is read: which paragraph styles are headings, by their names."""

    _names: dict[int, bytearray] = field(default_factory=dict)
    _based: dict[int, int] = field(default_factory=dict)
    _current: int = 0

    def take(self, token: Token) -> None:
        """Read one token of the style sheet."""
        if token.word == "s":
            self._current = token.number or 0
            self._names[self._current] = bytearray()
        elif token.word == "sbasedon" and token.number is not None:
            self._based[self._current] = token.number
        elif token.sort is Sort.BYTES:
            name = self._names.setdefault(self._current, bytearray())
            if len(name) < 64:
                name += token.text
            if b";" in token.text:
                self._current = 0

    def is_heading(self, number: int) -> bool:
        """Say whether a style, or one that it is based on, is a heading or the title."""
        seen: set[int] = set()
        while number not in seen:
            seen.add(number)
            if self._names.get(number, b"").decode("latin-1").strip().lower().startswith(_HEADINGS):
                return True
            if number not in self._based:
                return False
            number = self._based[number]
        return False
