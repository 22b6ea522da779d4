"""Text to folded tokens: the one normalisation that index, gazetteer and search share."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from app.taxonomy.spelling import DOUBLED_L, INVARIANT, IRREGULAR, KEPT_E, american

VERSION = 2
"""Raise it when a change folds any name otherwise: compiled tables are keyed by it."""


class Token(NamedTuple):
    """One folded word and where it stands: `text[start:end]` is what was printed."""

    stem: str
    """Lower case, one spelling, without plural and verb endings: `managing` and `manage` are `manag`."""
    plain: str
    """The same, but verb endings stay: `managing` is `managing`, `welds` is `weld`."""
    start: int
    end: int


SKIPPED = frozenset({"a", "an", "the", "his", "her", "our", "their", "your", "my", "its", "all", "various"})
"""Words that never tell two names apart."""

_PREFIXES = (
    "anti|bi|bio|co|cyber|de|electro|geo|hydro|inter|intra|mega|micro|mid|mini|multi|nano|neo|non|photo|post|pre|re|semi|"
    "socio|sub|super|tele|thermo|ultra|un"
)
_PLAIN = r"[a-z]{3,}+(?=[ ,;:()\n])|"
"""Most tokens: what follows would match them, too, in twice the time."""
_TOKEN = re.compile(
    _PLAIN + r"(?:(?<![\w.])\.(?=net\b))?"  # .NET
    r"(?:"
    r"[a-z]\s?&\s?[a-z](?![a-z0-9'’])"  # R&D, P & L
    r"|[a-z]/[a-z]{1,2}(?![\w+#])|ci/cd(?!\w)|s/4(?:hana)?(?!\w)"  # A/C, I/O
    rf"|(?:(?:{_PREFIXES})-)+[a-z]{{3,}}|[a-z]-[a-z]{{2,}}"  # co-ordinate, x-ray
    r"|[a-z](?:\.[a-z])+(?![a-z0-9])"  # U.S., B.S.
    r"|\d+(?:[.,]\d+)+(?![\w])"  # 3.5
    r"|[^\W_]+(?:\.(?:js|net|io|ai)(?![\w]))?"  # Node.js
    r")"
    r"(?:\+\+?(?![\w])|\#(?!\w))?"  # C++, C#
    r"(?:['’](?:s|re|ll|ve|t|d)(?![\w]))?"
    r"|&"
)
_SHORT = 80
"""Characters of a text up to which its tokens are remembered: names and claims are folded many times."""
_POSSESSIVE = re.compile(r"['’](?:s|re|ll|ve|t|d)$")
_VOWEL = re.compile(r"[aeiouy]")
_SEQUENCE = re.compile(r"(?:[aeiou]|(?<=[^aeiou])y)(?=[^aeiouy]|(?<![^aeiou])y)")
"""A vowel, and a consonant behind it: where a sequence of vowels ends and one of consonants begins."""
_CLOSED = re.compile(r"[^aeiou][aeiouy][^aeiouwxy]$")


def fold(text: str) -> tuple[Token, ...]:
    """Give the folded tokens of `text` with their offsets; articles and possessives are left out."""
    return _remembered(text) if len(text) <= _SHORT else _fold(text)


@lru_cache(maxsize=1 << 13)
def _remembered(text: str) -> tuple[Token, ...]:
    return _fold(text)


def _fold(text: str) -> tuple[Token, ...]:
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals (İ) grow in lower case, and offsets must hold
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    # most names are nothing but words, which are told apart without the expression
    if lower.isascii() and lower.replace(" ", "").isalpha():
        return tuple(_between_blanks(lower))
    tokens: list[Token] = []
    end = 0
    for word in _TOKEN.findall(lower):
        # between two tokens stands no letter and no figure: each is where it is found next
        start = lower.index(word, end)
        end = start + len(word)
        if word not in SKIPPED:
            tokens.append(Token(*_fold_word(word), start, end))
    return tuple(tokens)


def _between_blanks(lower: str) -> list[Token]:
    tokens: list[Token] = []
    start = 0
    for word in lower.split(" "):
        end = start + len(word)
        if word and word not in SKIPPED:
            tokens.append(Token(*_fold_word(word), start, end))
        start = end + 1
    return tokens


def key(text: str) -> str:
    """Give the folded form of a name: its stems, one space apart. Two names with one key are one name."""
    return " ".join(token.stem for token in fold(text))


def name_key(text: str) -> str:
    """Give the key of a name, or its text in small letters where it has none: by it two names are compared."""
    return key(text) or text.casefold()


def stems(text: str) -> set[str]:
    """Give the stems of all words."""
    return {token.stem for token in fold(text)}


@lru_cache(maxsize=1 << 15)
def plain_key(text: str) -> str:
    """Give the folded form that keeps verb endings apart: `accounting` is not `account`."""
    return " ".join(token.plain for token in fold(text))


def narrows(label: str, text: str) -> bool:
    """Say whether a label ends in the text and says more: "cigarette making machine operator", "machine operator"."""
    said, whole = ([token.stem for token in fold(part)] for part in (text, re.sub(r"\([^()]*\)", "", label)))
    return len(said) < len(whole) and whole[-len(said) :] == said and "and" not in whole


@lru_cache(maxsize=1 << 17)
def _fold_word(word: str) -> tuple[str, str]:
    """Give stem and plain form of one lower-case token."""
    if word == "&":
        return "and", "and"
    if not (word.isascii() and word.isalpha()):
        word = _bare(word)
    if not word.isalpha() or len(word) < 3:
        return word, word
    if word in IRREGULAR:
        base = american(IRREGULAR[word])
        return _without_silent_e(base), base if not word.endswith(("ing", "ed")) else word
    plain = american(_singular(word))
    return american(_verb_base(plain)), plain


def _bare(word: str) -> str:
    """Drop what is no letter of a token, but for signs that tell it apart, and the marks of its letters."""
    word = _POSSESSIVE.sub("", word)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in decomposed if not unicodedata.combining(c)).lower() or word
    if "&" in word:
        return re.sub(r"\s", "", word)
    word = word.replace("-", "")
    return word[:-3] + "js" if word.endswith(".js") else word


def _singular(word: str) -> str:
    """Drop a regular plural ending."""
    if word in INVARIANT or not word.endswith("s") or len(word) < 4 or word.endswith(("ss", "us", "is", "js")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _verb_base(word: str) -> str:
    """Drop -ing, -ed and a silent final e, so that a verb's forms meet (Porter 1980, steps 1b and 5a)."""
    if word in INVARIANT:
        return word
    for ending in ("ing", "ed"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) > 1 and _VOWEL.search(base):
            return _without_silent_e(_restored(base, ending))
    return _without_silent_e(word)


def _restored(base: str, ending: str) -> str:
    """Undo what an ending did to its verb: `plann` is `plan`, `carri` is `carry`, `fil` is `file`."""
    if ending == "ed" and base.endswith("i"):
        return base[:-1] + "y"
    if base[-1] == base[-2] and base[-1] not in "aeiouszf":
        return base[:-1] if base[-1] != "l" or base in DOUBLED_L else base
    spelled = american(base + "e")
    if spelled != base + "e":
        return spelled
    return base + "e" if _measure(base) == 1 and _closed(base) else american(base)


def _without_silent_e(word: str) -> str:
    if len(word) < 4 or word[-1] != "e" or word in KEPT_E:
        return word
    base = word[:-1]
    return word if _measure(base) == 1 and _closed(base) else base


def _measure(base: str) -> int:
    """Count the vowel-consonant sequences, Porter's m."""
    return len(_SEQUENCE.findall(base))


def _closed(base: str) -> bool:
    """Say whether it ends consonant, vowel, consonant, the last not w, x or y (Porter's *o)."""
    return _CLOSED.search(base) is not None
