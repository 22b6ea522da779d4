"""What sentences tell of family, colleagues and the employer as a firm: no skill and no duty of the worker."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.documents.spans import Span, Spans
from app.extraction.model import Entry
from app.extraction.words.small import any_case, small

_REST = r"(?:(?!\b(?:i|we|me|us)\b)[^.;:!?\n,]){0,100}"
"""What the sentence says on, until it speaks of the writer."""
_FAMILY = (
    r"(?:daughter|son|wife|husband|spouse|girlfriend|boyfriend|fianc[ée]e?|brother|sister|mother|father|mom|mum|dad|uncle|aunt"
    r"|cousin|niece|nephew|roommate|grand(?:mother|father|son|daughter)|founder)"
)
_GAVE = (
    r"(?!(?:taught|teaches|showed|shows|trained|trains|helped|helps|introduced|lets?"
    r"|got(?! (?:work|hired|transferred|an? ))|encouraged|inspired|needed|needs"
    r"|passed|died|owned|owns|asked|hired)\b)"
)
"""Not before what they gave, which is the writer's: "my father taught me welding"."""


def _of_family(whose: str, then: str) -> re.Pattern[str]:
    """Give the pattern of what is told of somebody's family, and of sentences behind it that begin with `then`."""
    return any_case(
        rf"\b(?:{whose}) (?:(?:older|younger|little|big|late|oldest|youngest|ex-?|step|twin)[ -]?)?{_FAMILY}"
        r"(?:,\s+[a-z'’-]{2,20}(?:\s[a-z'’-]{2,20})?,)?\s+"
        rf"(?:who\s+|also\s+|(?!taught\b|and\b|in\b|at\b|to\b|with\b|for\b|on\b)[a-z]{{2,12}}\s+(?=(?:is|was|has|had|works|worked|ran|runs)\b))?"
        rf"{_GAVE}(?:is|was|has|had|does|did|ran|wrote|built|drove|made|sold|got|took|found|went|[a-z]{{3,}}(?:s|ed))\b"
        rf"(?!\s+(?:me|us|him|her|and i)\b){_REST}"
        rf"(?:[.;]\s+(?:(?:from|between|in|since|until|before)\s[^.;,\n]{{1,30}},?\s)?(?:{then})\s(?!(?:taught|let|hired|showed|trained)\b){_REST})*"
    )


_OF_FAMILY = _of_family("my|our", "she|he")
_OF_HIS, _OF_HER = _of_family("his", "she"), _of_family("her", "he")
"""Where somebody else tells a life, the other of "he" and "she" is the worker."""
_THEN_OF_FAMILY = any_case(
    rf"\b(?:my|our) (?:(?:older|younger|little|big|late|oldest|youngest|twin)[ -])?{_FAMILY}[.;]\s+"
    r"(?:she|he)\s(?!(?:taught|let|hired|showed|trained)\b)"
    rf"(?:(?:has |had )?(?:worked|been)|was|is|works|ran|runs)\b(?!\s+(?:me|us)\b){_REST}"
)
"""A sentence that ends with one of the family, and the next, which tells of them ("I love my sister. She was")."""
_COLLEAGUES = ("colleagues ", "workers ", "mates ", "consultants ", "contractors ", "one else ", "body else ")
"""One of these stands in what the pattern finds, and in few texts."""
_OF_COLLEAGUES = any_case(
    r"(?:^|(?<=\n)|(?<=[.;:(•▪●*–—-]\s)|(?<=[(•▪●]))\s*(?:my |our |the |other )?"
    r"(?:colleagues|co-?workers|team-?mates|consultants|sub-?contractors|(?:some|any)(?:one|body) else)\s+"
    rf"(?:(?:did|ran|wrote|built|took|drove|made|sold|handled|managed|developed|performed|installed|designed|wired)\b){_REST}"
)
_FIRM = any_case(
    r"(?:,[^,.\n]{1,40},)?\s+(?:is|was|are|were|provides?|offers?|operates|uses|speciali[sz]es|serves|manufactures|produces"
    r"|employs|delivers|develops|makes|sells)\b(?![^.!?\n]*\b(?:i|me|my|we|our)\b)(?:[^.!?\n]|\n(?=[a-z]))*"
)
"""Behind the name of an employer: what the firm is or does."""
_OPENS = re.compile(r"(?:^|(?<=\n)|(?<=[.!?]\s))[\s•●▪◦*-]{0,8}(?:the\s+)?(?=(?P<word>[^\W_][^\s,]*))")
"""Where a sentence begins, and its first word but the article."""
_FEWEST_LETTERS = 4


def of_people(text: str) -> Spans:
    """Give where the text tells what family and colleagues do, whose jobs and schools are not the writer's."""
    return Spans(_people(text))


def of_others(text: str, entries: Iterable[Entry]) -> Spans:
    """Give where the text tells what others do or are."""
    return Spans([*_people(text), *_firms(small(text), entries)])


@lru_cache(maxsize=4)  # a text is asked about for entries, and again for skills
def _people(text: str) -> tuple[Span, ...]:
    folded = small(text)
    forms = [_OF_FAMILY, _THEN_OF_FAMILY] if "my " in folded or "our " in folded else []
    forms += [form for whose, form in (("his ", _OF_HIS), ("her ", _OF_HER)) if whose in folded]
    forms += [_OF_COLLEAGUES] if any(word in folded for word in _COLLEAGUES) else []
    return tuple(match.span() for form in forms for match in form.finditer(folded))


def _firms(folded: str, entries: Iterable[Entry]) -> Iterator[Span]:
    called: dict[str, set[str]] = {}
    for entry in entries:
        name = small(entry.organization or "")
        if len(name) >= _FEWEST_LETTERS:
            called.setdefault(re.split(r"[\s,]", name, maxsplit=1)[0], set()).add(name)
    for opened in _OPENS.finditer(folded) if called else ():
        at = opened.start("word")
        for name in called.get(opened["word"], ()):
            told = _FIRM.match(folded, at + len(name)) if folded.startswith(name, at) else None
            if told is not None:
                yield at, told.end()
