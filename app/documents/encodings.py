"""Bytes to the characters of a text, in whatever encoding it was saved, or to the word that they are none."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

_MARKS = (  # the mark of UTF-32-LE begins with that of UTF-16-LE
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536
_HIGH = bytes(range(128, 256))
_SHIFTS = re.compile(rb"\x1b\$[@AB]|\x1b\$\([CD]|\x1b\$\)C")
"""How the Japanese and Korean encodings of seven bits begin a run of their own characters (ISO/IEC 2022)."""
_MANY = 0.3
"""A text of Western letters is mostly ASCII; more bytes above it are another script, or no text."""
_STRANGE = 0.02
_JOINING = frozenset("’·")
"""Signs that stand between two letters of a word all the same."""
_FEW = 10
"""With fewer characters than this above ASCII, every detector guesses; then the commonest encoding is taken."""
_ODD = 0.05
"""Words of which so many read as no language writes them are the sign of a wrong encoding, or of no text at all."""
_NEVER = frozenset(("Cc", "Cn", "Co"))
_BETWEEN = frozenset(("So", "No", "Sm", "Sc", "Po", "Ps", "Pi"))
"""Signs that do not stand between two letters of a word."""
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_MIXED = frozenset(("", "CJK", "HIRAGANA", "KATAKANA", "HANGUL"))
"""Scripts that one word may have beside another, and letters of none."""
_MAC_SIGNS = frozenset("ÐÑ¥")
"""A dash and the mark of a list item of the Mac's encoding, read in the one of Windows; alone they are no words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a text. `certain` is False where the encoding is a guess from the characters themselves."""

    text: str
    encoding: str
    certain: bool


def decode(data: bytes) -> Decoded | None:
    """Give the characters of a text; None for binary data.

    Certain are a byte order mark, UTF-16 and UTF-32 by their zero bytes, UTF-8, the escapes of ISO-2022-JP and -KR,
    and Windows-1252 where every character above ASCII stands as its languages use it. What is left (other code pages
    of one byte, the Mac's, Shift-JIS, EUC, GBK, Big5) is guessed by chardet.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as(data, name)
    if b"\x00" in data:
        return _wide(data)
    strange = _control_share(data)
    if _SHIFTS.search(data[:_SAMPLE]):
        return _guessed(data, certain=True)
    if strange > 0.1:
        return None
    found = _as(data, "utf-8")
    return found if found is not None or strange > _STRANGE else _legacy(data)


def _as(data: bytes, encoding: str, *, certain: bool = True) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding.removesuffix("-sig"), certain)
    except (UnicodeDecodeError, LookupError):
        return None


def _control_share(data: bytes) -> float:
    sample = data[:_SAMPLE]
    # Tab, line feed, vertical tab, form feed and carriage return are part of texts.
    strange = sum(byte < 9 or 13 < byte < 32 or byte == 127 for byte in sample)
    return strange / max(len(sample), 1)


def _wide(data: bytes) -> Decoded | None:
    """UTF-32 and UTF-16 without their mark: line breaks and spaces have zero bytes, whatever the script."""
    for name, unit in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        if len(data) % unit:
            continue
        found = _as(data, name)
        if found is not None and _is_wide_text(found.text):
            return found
    return None


def _is_wide_text(text: str) -> bool:
    """Random pairs of bytes are mostly letters of scripts that nobody mixes, unassigned, private, or controls."""
    sample = text[: _SAMPLE // 2]
    if any(unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") and c not in "\t\n\v\f\r" for c in sample):
        return False
    plain = sum(c.isascii() for c in sample)
    scripts = {_script(c) for c in sample if not c.isascii() and c.isalpha()}
    return bool(plain) and (len(scripts) <= 4 or plain > 0.5 * len(sample))


def _legacy(data: bytes) -> Decoded | None:
    high = len(data) - len(data.translate(None, _HIGH))
    western = _as(data, "cp1252") if high <= _MANY * len(data) + 2 else None
    if western is not None and not _is_odd(western.text):
        # letters of other code pages seldom read well as this one; where few are there to tell, it is the usual one
        other = _guessed(data) if high >= _FEW else None
        return western if other is None or other.text == western.text else other
    if western is not None and high < _FEW:
        mac = _as(data, "mac_roman", certain=False)
        if mac is not None and not _is_odd(mac.text):
            return mac
    return _guessed(data) or western


def _guessed(data: bytes, *, certain: bool = False) -> Decoded | None:
    from chardet import detect  # its tables are loaded with the first text that needs them

    name = detect(data, max_bytes=_SAMPLE, include_encodings=_OFFERED)["encoding"]
    found = _as(data, name, certain=certain) if name else None
    if found is None and name:
        found = _as(data, _WIDER.get(name.lower(), name), certain=certain)
    if found is None or _is_odd(found.text) or any(c < " " and c not in "\t\n\v\f\r\x1b" for c in found.text):
        return None
    return found


_OFFERED = (
    *(f"windows-{number}" for number in range(1250, 1259)),
    *(f"iso-8859-{number}" for number in (*range(1, 12), *range(13, 17))),
    *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "mac-greek", "mac-latin2", "mac-turkish"),
    *("cp437", "cp850", "cp852", "cp866", "cp874", "tis-620"),
    *("shift_jis", "cp932", "euc-jp", "iso-2022-jp", "gb18030", "big5", "euc-kr", "cp949", "iso-2022-kr"),
)
"""What texts of people are saved in; not what mainframes write, which any bytes at all would fit."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "cp950"}
"""What Windows writes under the name of a smaller set."""


def _is_odd(text: str) -> bool:
    """Say whether characters above ASCII stand where no language has them: signs or capitals within words, mixes."""
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    return sum(map(_is_odd_word, words)) > _ODD * len(words)


def _is_odd_word(word: str) -> bool:
    if word in _MAC_SIGNS:
        return True
    if any(len({_script(c) for c in letters} - _MIXED) > 1 for letters in _LETTERS.findall(word)):
        return True
    return any(not character.isascii() and _is_odd_at(word, place) for place, character in enumerate(word))


def _is_odd_at(word: str, place: int) -> bool:
    character, before, after = word[place], word[place - 1 : place], word[place + 1 : place + 2]
    category = unicodedata.category(character)
    if category in _NEVER:
        return True
    if category == "Sk":
        return before.isalpha() or after.isalpha()
    if category in _BETWEEN and before.isalpha() and after.isalpha():
        # East Asian texts have no spaces, so that their signs stand between letters
        return character < "\u3000" and character not in _JOINING
    if character in "–—":  # a word hardly ends in a dash and one letter, but the Mac's ó and ñ read so
        return before.islower() and after.isalpha() and not word[place + 2 : place + 3].isalpha()
    if category == "Lu":
        return before.islower() or (before.isupper() and after.islower())
    return category == "Ll" and before.isupper() and after.isupper()


def _script(character: str) -> str:
    """Give the first word of a character's name, which for a letter is its script; "" for one without."""
    name = re.split("[ -]", unicodedata.name(character, ""), maxsplit=1)[0]
    return "" if name in ("MODIFIER", "FEMININE", "MASCULINE", "MICRO", "FULLWIDTH", "HALFWIDTH") else name
