"""One text of a format to another one, a few steps away from it."""

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

from tests.hostile.fuzz.grammar import BYTES, Grammar

_NUMBER: Final = re.compile(rb"-?\d+(?:\.\d+)?")
_NUMBERS: Final = tuple(
    b"0 -1 1 2 9 16 255 256 65535 65536 2147483647 -2147483648 4294967296 99999999999999999999 0.5 -0.001 1e9 1e400 "
    b"NaN 1900 2026 2099 99 13 32 000 1.".split()
)
_SIGNS: Final = (
    "\x00|\x01|\x0b|\x0c|\x1c|\x1f|\x7f|\x85|\xa0|\xad|\u0301|e\u0301|\u0338|\u1100\u1161\u11a8|\u200b|\u200d|\u200f|"
    "\u2028|\u2029|\u202e|\u2066|\u2069|\u3000|\ufb03|\ufdfa|\ufe0f|\ufeff|\uffff|\ufffd|\ue000|\ud800|\udc00|"
    "\U0001f600|\u0130|\U000e0041|\u00df|\u01c5|\u0660\u0661|\u00b2|\u2460|\u5341|\u05d0\u05d1|\u0391|\u0430|"
    "\r|\n|\t|\r\n\r\n|\n\n|  "
)
_TAG: Final = re.compile(rb"(<[\w:.-]+[^<>]*?)(/?>)")
_LONG: Final = (" " * 40, "a" * 300, "x " * 200, "1" * 5000, "(" * 100, "-" * 80, "\u0301" * 50)
_ODD: Final = tuple(said.encode("utf-8", "surrogatepass") for said in (*_SIGNS.split("|"), *_LONG))
_LOOSE: Final = 0.05
"""How often what belongs together is torn apart on purpose."""
_MOST: Final = 80_000
"""Bytes of a part beyond which it is not made longer."""


class Changer:
    """Changes texts; the same `chance` makes the same changes."""

    def __init__(self, chance: random.Random, words: Sequence[bytes]) -> None:
        self._chance = chance
        self._words = words or (b"x",)
        self._grammar = BYTES
        self._tokens: list[bytes] = []
        self._others: list[bytes] = []
        self._steps: tuple[Callable[[], None], ...] = (
            *(self._drop, self._repeat, self._move, self._swap, self._borrow, self._nest, self._number, self._number),
            *(self._word, self._word, self._word, self._odd, self._odd, self._byte, self._cut),
        )

    def changed(self, text: bytes, other: bytes, grammar: Grammar) -> bytes:
        """Give a text a few steps away; pieces may come from another text of the format."""
        if self._chance.random() < 0.12:
            grammar = BYTES
        self._grammar = grammar
        self._tokens, self._others = grammar.tokens(text), grammar.tokens(other)
        for _ in range(self._chance.choice((1, 1, 1, 2, 2, 3, 5, 9))):
            self._chance.choice(self._steps)()
        made = b"".join(self._tokens)
        return made if len(made) <= max(_MOST, len(text)) else made[: max(_MOST, len(text))]

    def _at(self, tokens: Sequence[bytes]) -> int:
        """Choose a token, seldom one that says what all the others mean."""
        if not tokens:
            return 0
        at = self._chance.randrange(len(tokens))
        while (b"xmlns" in tokens[at] or tokens[at].startswith(b"<?xml")) and self._chance.random() > _LOOSE:
            at = self._chance.randrange(len(tokens))
        return at

    def _span(self, tokens: Sequence[bytes]) -> tuple[int, int]:
        """Choose a span, seldom one that begins in the middle of another, and sometimes those that follow it."""
        if not tokens:
            return 0, 0
        start = self._at(tokens)
        for _ in range(8):
            if not self._grammar.closes.match(tokens[start]) or self._chance.random() < _LOOSE:
                break
            start = self._at(tokens)
        end = self._grammar.span(tokens, start)[1]
        if self._chance.random() < 0.3:
            for _ in range(self._chance.choice((1, 2, 4, 8, 20, 60))):
                if end >= len(tokens) or self._grammar.closes.match(tokens[end]):
                    break
                end = self._grammar.span(tokens, end)[1]
        return start, end

    def _drop(self) -> None:
        tokens = self._tokens
        start, end = self._span(tokens)
        if end - start < len(tokens):
            del tokens[start:end]

    def _repeat(self) -> None:
        tokens = self._tokens
        start, end = self._span(tokens)
        held = tokens[start:end]
        most = max(1, _MOST // max(1, sum(map(len, held))))
        tokens[end:end] = held * min(self._chance.choice((1, 1, 1, 2, 3, 10, 60, 400, 3000)), most)

    def _move(self) -> None:
        tokens = self._tokens
        start, end = self._span(tokens)
        held = tokens[start:end]
        if self._chance.random() < 0.5:
            del tokens[start:end]
        at = self._at(tokens)
        tokens[at:at] = held

    def _swap(self) -> None:
        tokens = self._tokens
        first, second = sorted((self._span(tokens), self._span(tokens)))
        if first[1] <= second[0]:
            here, there = tokens[slice(*first)], tokens[slice(*second)]
            tokens[slice(*second)] = here
            tokens[slice(*first)] = there

    def _borrow(self) -> None:
        tokens, others = self._tokens, self._others
        start, end = self._span(others)
        at, until = self._span(tokens) if self._chance.random() < 0.5 else (self._at(tokens),) * 2
        tokens[at:until] = others[start:end]

    def _nest(self) -> None:
        """Put a span into the first and last token of another one, once or many times."""
        tokens, others = self._tokens, self._others
        source = others if others and self._chance.random() < 0.3 else tokens
        for _ in range(8):
            start, end = self._grammar.span(source, self._at(source)) if source else (0, 0)
            if end - start > 1:
                first, last = source[start], source[end - 1]
                at, until = self._span(tokens)
                deep = self._chance.choice((1, 1, 1, 2, 5, 30, 300))
                tokens[at:until] = [first] * deep + tokens[at:until] + [last] * deep
                return

    def _number(self) -> None:
        tokens = self._tokens
        for _ in range(12):
            at = self._at(tokens)
            found = list(_NUMBER.finditer(tokens[at])) if tokens else []
            if found:
                place = self._chance.choice(found)
                value = self._chance.choice(_NUMBERS)
                tokens[at] = tokens[at][: place.start()] + value + tokens[at][place.end() :]
                return

    def _word(self) -> None:
        tokens = self._tokens
        at, word = self._at(tokens), self._chance.choice(self._words)
        if word.startswith(b" "):  # an attribute, which stands in a tag
            for _ in range(8):
                at = self._at(tokens)
                if tokens and (tag := _TAG.fullmatch(tokens[at])):
                    tokens[at] = tag[1] + word + tag[2]
                    return
        if tokens and self._chance.random() < 0.3:
            start, end = self._span(tokens)
            tokens[start:end] = [word]
        else:
            tokens.insert(at, word)

    def _odd(self) -> None:
        tokens = self._tokens
        odd = self._chance.choice(_ODD)
        at = self._at(tokens)
        for _ in range(4):
            if not tokens or not tokens[at].startswith(b"<") or self._chance.random() < _LOOSE:
                break
            at = self._at(tokens)
        if not tokens or self._chance.random() < 0.4:
            tokens.insert(at, odd)
            return
        place = self._chance.randrange(len(tokens[at]) + 1)
        tokens[at] = tokens[at][:place] + odd + tokens[at][place:]

    def _byte(self) -> None:
        tokens = self._tokens
        at = self._at(tokens)
        if tokens and tokens[at]:
            held = bytearray(tokens[at])
            held[self._chance.randrange(len(held))] = self._chance.randrange(256)
            tokens[at] = bytes(held)

    def _cut(self) -> None:
        tokens = self._tokens
        if self._chance.random() < 0.2:
            del tokens[self._at(tokens) + 1 :]
