"""Texts of a format to their pieces: tokens, and spans of tokens that belong together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]


@dataclass(frozen=True)
class Grammar:
    """How a format is taken apart; every byte is part of a token."""

    token: re.Pattern[bytes]
    opens: re.Pattern[bytes]
    closes: re.Pattern[bytes]

    def tokens(self, text: bytes) -> list[bytes]:
        """Give the tokens of a text."""
        return self.token.findall(text)

    def span(self, tokens: Sequence[bytes], start: int) -> Span:
        """Give the span from a token on: to what closes it, where it opens something and that is near enough."""
        if not self.opens.match(tokens[start]):
            return start, start + 1
        depth = 0
        for at in range(start, min(len(tokens), start + _FURTHEST)):
            token = tokens[at]
            if self.opens.match(token):
                depth += 1
            elif self.closes.match(token):
                depth -= 1
                if depth <= 0:
                    return start, at + 1
        return start, start + 1


_FURTHEST: Final = 2_000
_NEVER: Final = re.compile(rb"(?!)")

MARKUP: Final = Grammar(
    re.compile(rb"<[^<>]*>|[^<>]+|[<>]"),
    re.compile(rb"<(?!(?:br|hr|img|input|meta|link|col)\b)[A-Za-z](?:[^>]*[^/>])?>"),
    re.compile(rb"</"),
)
RTF: Final = Grammar(
    re.compile(rb"\\'[0-9a-fA-F]{2}|\\[a-zA-Z]+-?[0-9]*\x20?|\\.|[{}]|[^\\{}]+|\\", re.DOTALL),
    re.compile(rb"\{"),
    re.compile(rb"\}"),
)
JSON: Final = Grammar(
    re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\],:]|\s+|[^\s{}\[\],:"]+|"', re.DOTALL),
    re.compile(rb"[{\[]"),
    re.compile(rb"[}\]]"),
)
PDF: Final = Grammar(
    re.compile(
        rb"<<|>>|/[^\s/<>\[\]()]*|\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>|[^\s/<>\[\]()]+|\s+|[\[\]<>()]", re.DOTALL
    ),
    re.compile(rb"<<|\[|BT$|q$|BDC$|BMC$"),
    re.compile(rb">>|\]|ET$|Q$|EMC$"),
)
CSS: Final = Grammar(re.compile(rb"[\w#.-]+|\s+|[^\w\s#.-]"), re.compile(rb"[{(\[]"), re.compile(rb"[})\]]"))
TEXT: Final = Grammar(re.compile(rb"\r?\n|[ \t]+|\w+|[^\w\s]+|\s", re.ASCII), _NEVER, _NEVER)
TABLE: Final = Grammar(re.compile(rb'"(?:[^"]|"")*"|[^",;\t|\r\n]+|[,;\t|]|\r?\n|["\r]'), _NEVER, _NEVER)
BYTES: Final = Grammar(re.compile(rb".{1,4}", re.DOTALL), _NEVER, _NEVER)
