"""A list to the spans of what it lists: cut at commas and marks, in brackets, and between halves."""

import re
from collections.abc import Iterator, Sequence

from app.documents.spans import Span
from app.extraction.skills.chips import Known

_SEPARATOR = re.compile(
    r"\s*[,;،](?!\d)\s*|\s+~\s+|\s*[|•·●▪◦‣¦♦◆■□★☆✈✦✧❖►▶➤→]\s*|\s{2,}|\t+|\s+[-–—=]\s+|\s*(?:[-=]>|>>|»)\s*|\s+//\s+|\s*\.\s+(?=[A-Z])|\s+\.\s+|\s+/\s+|\s*[:：]\s+"
    r"|\s+(?:\.{3,}|…)\s+|\s+(?:such as|including|like(?=\s+[A-Z])|e\.g\.,?)\s+|\s+w/\s*(?=[A-Z])"
)
_AND = re.compile(r"\s+(?:and/or|and|&|or|\+)\s+|\s*/\s*", re.IGNORECASE)
_HALF = re.compile(r"(?:\s*/|\s+(?:and|&|or))+\s*\Z", re.IGNORECASE)
"""Behind it something is missing."""
_ORDINARY = re.compile(r"(?:ing|ment|[ts]ion|ship|ity|[ae]nce|sis|ness|als?|logy|ics|care)$")
"""Ends of words that name work rather than a product or a language."""
_BRACKET = re.compile(
    r"(?P<owner>[^()]+?)\s*\((?P<inner>[^()]+)\)(?:\s+(?:and|or|&)\s+(?P<rest>[^()]+))?\.?", re.DOTALL
)
_IN_BRACKET = re.compile(r"(\s*[,;/]\s*|\s+(?:and|or|&)\s+)")
_NAME = re.compile(r"\.?[A-Z][^\s()]*(?:\s[^\s()]+){0,2}")
"""What is printed as a name."""
_SKILLS = re.compile(r"\s+(?:skills?|abilities|ability|capabilities)\Z", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_PAIR = 2
_LETTER_MORE = re.compile(r"[A-Z]{4,}/[A-Z]")
"""One abbreviation, not two ("HVAC/R")."""
_MANNERS = frozenset({"written", "verbal", "oral", "spoken", "fine", "gross"})
"""Words that need the noun behind the next one ("written and verbal communication skills")."""
_DESCRIBES = re.compile(r"(?:al|ic|ive|ary|ory|ous|ant|ent|ed)$", re.IGNORECASE)
"""Ends of words that describe a noun."""
_BEHIND = re.compile(r"[a-z]{3,}[ai]ble")
"""A word that describes the noun of the half before it ("accounts payable and receivable")."""
_ODD = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}|[A-Za-z]\d")
"""What names of products have inside ("QRadar")."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_NOUN = re.compile(r"(?:ing|ment|[ts]ion|ship|ity|[ae]nce|ness|work|service)$", re.IGNORECASE)


def parted(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    """Split at separators outside brackets; known names that are listed inside brackets come after their owner."""
    said, at, looked, depth = text[start:end], 0, 0, 0
    for mark in _SEPARATOR.finditer(said):
        depth += said.count("(", looked, mark.start()) - said.count(")", looked, mark.start())
        looked = mark.start()
        if depth > 0:
            continue
        if mark.start() > at:
            yield from _bracketed(text, start + at, start + mark.start(), known)
        at = mark.end()
    if at < len(said):
        yield from _bracketed(text, start + at, end, known)


def _bracketed(text: str, start: int, end: int, known: Known) -> Iterator[tuple[int, int]]:
    bracket = _BRACKET.fullmatch(text, start, end)
    if bracket is None or not _IN_BRACKET.search(bracket.group("inner")):
        yield start, end
        if bracket is not None and _is_product(bracket.group("owner"), bracket.group("inner"), known):
            yield bracket.span("inner")
        return
    yield bracket.span("owner")
    parts: list[tuple[int, int]] = []
    at = bracket.start("inner")
    for part in _IN_BRACKET.split(bracket.group("inner")):
        parts.append((at, at + len(part)))
        at += len(part)
    parts = _with_slashes(text, parts, known)
    names = [span for span in parts[::2] if _NAME.fullmatch(text, *span)]
    owner = bracket.group("owner")
    product = known(owner) and not any(word.islower() for word in owner.split())
    listed = product or any(known(text[slice(*span)]) for span in names) or _all_products(text, parts[::2])
    many = listed and len(names) >= _PAIR and 2 * len(names) >= len(parts[::2])
    for span in parts[::2]:
        said = text[slice(*span)]
        # "MIG, TIG, stick"
        if (
            (many and 0 < len(said.split()) <= _PAIR)
            or (listed and (span in names or known(said)))
            or (known(said) and not said.islower())
        ):
            yield span
    if bracket.group("rest"):
        yield bracket.span("rest")


def _with_slashes(text: str, parts: Sequence[Span], known: Known) -> list[Span]:
    """Join abbreviations that nobody knows where a stroke parts them and commas part others ("PACER, CM/ECF")."""
    commas = any("," in text[slice(*mark)] for mark in parts[1::2])
    joined = list(parts[:1])
    for mark, part in zip(parts[1::2], parts[2::2], strict=True):
        left, right = text[slice(*joined[-1])], text[slice(*part)]
        if (
            commas
            and text[slice(*mark)] == "/"
            and left.isupper()
            and right.isupper()
            and not (known(left) or known(right))
        ):
            joined[-1] = (joined[-1][0], part[1])
        else:
            joined += [mark, part]
    return joined


def _is_product(owner: str, said: str, known: Known) -> bool:
    """A name in brackets ("ePCR (ImageTrend)"), and neither an abbreviation of what stands before it nor a level.

    Letters in brackets behind others are a name where they have no initial of theirs ("FEA (ANSYS)").
    """
    if not (said[0].isupper() and said.isalpha()):
        return False
    if said.removesuffix("s").isupper():
        initials = "".join(word[0] for word in re.split(r"[\s-]+", owner) if word).casefold()
        return known(said) and said[0].casefold() not in initials and owner.isupper()
    return _ODD.search(said) is not None or known(said)


def _all_products(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """All that stands in brackets is printed as names of products are: capitals or figures inside one of them."""
    said = [text[start:end] for start, end in spans]
    return all(_NAME.fullmatch(one) and len(one.split()) <= _PAIR for one in said) and any(map(_ODD.search, said))


def _abbreviations(left: str, right: str, between: str) -> bool:
    return "/" not in between and left.isupper() and right.split(" ")[0].isupper()


def _of_letters(left: str, right: str, between: str, known: Known) -> bool:
    """A stroke between two letters each, not both a name: what they stand for is said together ("AP/AR", "QA/QC")."""
    brief = "/" in between and all(half.isupper() and len(half) <= _PAIR for half in (left, right))
    return brief and not (known(left) and known(right))


def _two_names(left: str, right: str, known: Known) -> bool:
    """Two proper names, one of them known ("Westlaw and Lexis"), and no kinds of work ("Analysis and Design")."""
    both = (left.split(), right.split())
    if not all(
        1 <= len(half) <= 2 and all(word.lstrip(".")[:1].isupper() or _ODD.search(word) for word in half)
        for half in both
    ):
        return False
    ordinary = any(_ORDINARY.search(half[-1]) for half in both)
    odd = any(" " not in half and _ODD.search(half) for half in (left, right))
    return not ordinary and (known(left) or known(right) or odd)


def _of_one_head(left: str, right: str, known: Known) -> bool | None:
    """Say whether "A and B skills" are two, or None when they are not said so.

    "Leadership and organizational skills" are; "written and verbal communication skills" share their noun.
    """
    head = _SKILLS.search(right)
    if head is None or _SKILLS.search(left) or not left:
        return None
    of_second = right[: head.start()].split()
    if left.split()[-1].casefold() in _MANNERS:
        return False
    if len(of_second) == 1:
        return of_second[0].casefold() not in _MANNERS
    return len(left.split()) > 1 or _NOUN.search(left) is not None or known(left)


def _shares_head(left: str, right: str, known: Known) -> bool:
    """One word that only describes the noun behind the second ("physician and hospital billing")."""
    of_second = right.split()
    if len(left.split()) != 1 or len(of_second) != _PAIR or _NOUN.search(left):
        return False
    if _DESCRIBES.search(left) and _DESCRIBES.search(of_second[0]):
        return True
    plain = left.islower() and not left.endswith("s") and not known(left)
    return plain and _NOUN.search(of_second[-1]) is not None


def _firm(left: str, right: str, known: Known) -> bool:
    """Two names of one word each that nobody knows: a firm ("Brown & Sharpe"), no two things ("Mills & Lathes")."""
    names = all(word.isalpha() and word.istitle() and not word.endswith("s") for word in (left, right))
    return names and not any(known(word) or _ORDINARY.search(word) for word in (left, right))


def _two_works(left: str, right: str) -> bool:
    """Both are several words that end alike or in nouns of work ("Scissor lift and boom lift")."""
    one, other = left.casefold().split(), right.casefold().split()
    several = len(one) > 1 and len(other) > 1
    return several and (one[-1] == other[-1] or all(map(_NOUN.search, (one[-1], other[-1]))))


def _slashed(text: str, start: int, end: int, known: Known) -> list[tuple[int, int]]:
    """Give the names of "A/B/C", where at least two of them are known."""
    marks = [start, *(at for mark in _SLASH.finditer(text, start, end) for at in mark.span()), end]
    spans = list(zip(marks[::2], marks[1::2], strict=True))
    enough = len(spans) > _PAIR and sum(known(text[slice(*span)]) for span in spans) >= _PAIR
    several = len(spans) > _PAIR and (
        all(_ACRONYM.fullmatch(text, *span) for span in spans)
        or (all(_NAME.fullmatch(text, *span) for span in spans) and any(known(text[slice(*span)]) for span in spans))
    )
    return spans if (enough or several) and all(len(text[slice(*span)].split()) <= _PAIR for span in spans) else []


def halves(text: str, start: int, end: int, known: Known, last_of_many: bool) -> Iterator[tuple[int, int]]:
    """Split "A and B" or "A/B" where both are names of their own and the whole is not."""
    half = _HALF.search(text, start, end)
    end = half.start() if half and half.start() > start else end
    said = text[start:end]
    marks = list(_AND.finditer(said))
    if len(marks) > 1 and not known(said) and (several := _slashed(text, start, end, known)):
        yield from several
        return
    abbreviated = bool(marks) and _abbreviations(said[: marks[0].start()], said[marks[0].end() :], marks[0].group())
    if not marks or (len(marks) > 1 and not abbreviated) or known(said):
        yield start, end
        return
    mark = marks[0]
    left, right = said[: mark.start()], said[mark.end() :]
    two = _of_one_head(left, right, known)
    if (
        two is False
        or _LETTER_MORE.fullmatch(said)
        or _of_letters(left, right, mark.group(), known)
        or (_BEHIND.fullmatch(right.lower()) and not known(right))
    ):
        yield start, end
        return
    if two is None and (
        _shares_head(left, right, known) or (mark.group().strip() == "&" and _firm(left, right, known))
    ):
        yield start, end
        return
    both = (
        two
        or (known(left) and (known(right) or right.isupper()))
        or (len(left.split()) > 1 and left.split()[:1] == right.split()[:1])
        or _two_works(left, right)
    )
    worded = not re.search(r"/", mark.group()) and len(left.split()) <= 3
    plus = "+" in mark.group() and left[:1].isupper() and right[:1].isupper()
    if both or abbreviated or plus or (last_of_many and worded) or _two_names(left, right, known):
        yield start, start + mark.start()
        yield start + mark.end(), end
    else:
        yield start, end
