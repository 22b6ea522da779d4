"""Sentences that speak to a machine or to a judge of the worker, told by what they are made of.

A resume tells what somebody did. A sentence that orders its reader about, names the reader or calls the worker a
candidate, and says what is to come of it, is planted, in whatever words. Sentences that begin in the past tense tell
duties and are left alone, unless they set rules aside.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from app.extraction.guard.speech_words import Hit, fold, lexicon_hits, look_alike
from app.extraction.words.letters import letters_of
from app.extraction.words.lexicon import table

Span = tuple[int, int]


def _frame(name: str) -> re.Pattern[str]:
    return re.compile("|".join(table("speech-frames")["en"][name]))


_OTHER_ALPHABET = re.compile("[\u0370-\u052f]")
_NEAR = 90
"""Characters between setting aside and what is set aside."""
_LINE_ENDS = re.compile(r"[.!?](?=[\"'”’)\]]*(?:\s|$))|[。！？\n\t]|\s[|•·]\s|\s{3,}")
_CAPITALS = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
_ENDS = re.compile(rf"[.!?](?=[\"'”’)\]]*(?:\s|$))|[。！？\t]|[ \t][|•·][ \t]|[ \t]{{3,}}|\n(?![^\W\d_{_CAPITALS}])")
_CLAUSE = re.compile(r"[,;:|\t•(\[–—-]\s*(?:and |also |now |then )?$")
_LONGEST_CLAUSE, _QUOTES = 250, 50
"""Characters of a clause, and of the quotation marks behind its end, at most."""
_WORDS = 3
"""Words of another language, at least: two may be English ones that look like them."""
_OPENING = ("drop", "order", "ask", "machine")
_COMMON_KINDS = ("act", "gain", "rules")
"""Of words that duties have, too."""
_MARK = re.compile(r"[\W\d_]*")
_TOLD = _frame("told")
_FIRM = _frame("firm")
_CALL = _frame("call")
_READS = _frame("reads")
_POLITE = _frame("polite")
_AS_PROVEN = _frame("proven")
_AUTHORITY = _frame("authority")
_CLEARED = _frame("cleared")
_SCORE = _frame("score")
_HAS = _frame("has")
_FOR_THEM_ONLY = _frame("for_them")
_YOUR_ANSWER = _frame("answer")
_TO_BE = _frame("to_be")
_SHORT = 240
_DEAR, _MOST_BEFORE = _frame("dear"), 4
_EARLIER = _frame("earlier")
_YOU, _TASK = _frame("you"), _frame("task")
_OPENS = " \"'*-#[(<>"
_NAMED, _COLON, _COMMA = re.compile(r"[^:,\n]{0,40}[:,]"), re.compile(r"[^:\n]{0,40}:"), re.compile(r"[^,\n]{0,20},")
"""What follows a machine that is called by its name."""
_WEAK = _frame("weak")
"""Begins a word for a machine that duties name, too ("the system")."""


def spoken(text: str) -> Iterator[Span]:
    """Give the spans of the sentences that speak to a machine or a judge."""
    plain = fold(text)
    readings = [plain]
    if _OTHER_ALPHABET.search(plain):
        readings.append(look_alike(plain))
    lines, joined = sentences(text)
    for reading in readings:
        found = lexicon_hits(reading)
        starts = [hit.start for hit in found]
        for start, end in (*lines, *joined, *_clauses(text, found)):
            own = found[bisect_left(starts, start) : bisect_left(starts, end)]
            if own and speaks(reading[start:end], own, start):
                first = _from_the_first(own)
                # on whose behalf it speaks belongs to it
                yield start if _AUTHORITY.search(reading, start, first) else first, max(hit.end for hit in own)


def _from_the_first(found: Sequence[Hit]) -> int:
    """Give where the words begin that no duty has: what stands before them in the line may be the worker's own."""
    return min((hit.start for hit in found if hit.kind not in _COMMON_KINDS), default=found[0].start)


@lru_cache(maxsize=4)
def sentences(text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Give the sentences of each line, and those that go on over lines."""
    places = letters_of(text).ends().tolist()
    return tuple(_sentences(text, _LINE_ENDS, places)), tuple(_sentences(text, _ENDS, places))


def _sentences(text: str, ends: re.Pattern[str], places: Sequence[int]) -> Iterator[Span]:
    """Give the sentences between `ends`, each of which begins at one of `places`."""
    start = 0
    for place in places:
        mark = ends.match(text, place) if place >= start else None
        if mark is None:
            continue
        # what has no line break in it is told by its lines
        said = text[start:place]
        if (ends is _LINE_ENDS or "\n" in said) and said.strip():
            yield start, place
        start = mark.end()
    if text[start:].strip():
        yield start, len(text)


def _clauses(text: str, found: Sequence[Hit]) -> Iterator[Span]:
    """Give the clauses within sentences that begin with what speaks to a reader, to the ends of their sentences."""
    for hit in found:
        if hit.kind in _OPENING and _CLAUSE.search(text, max(0, hit.start - 12), hit.start):
            last = min(len(text), hit.end + _LONGEST_CLAUSE)
            end = _LINE_ENDS.search(text, hit.end, last + _QUOTES)
            yield hit.start, min(end.start(), last) if end else last


def speaks(sentence: str, found: Sequence[Hit], offset: int) -> bool:
    """Say whether a folded sentence speaks to its reader, by the lexicon's words in it (at `offset` and on)."""
    for hit in found:
        if hit.kind == "machine":
            place = max(0, hit.start - offset)
            if _DEAR.search(sentence, _words_before(sentence, place), place):
                return True
    by_language: dict[str, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in found:
        by_language[hit.language][hit.kind].append(hit)
    return any(
        _english(sentence, kinds, offset) if language == "en" else _other(kinds)
        for language, kinds in by_language.items()
    )


def _words_before(said: str, place: int) -> int:
    """Give where the last words before a place begin, more than are looked for there."""
    for _ in range(_MOST_BEFORE):
        while place and not (said[place - 1].isalnum() or said[place - 1] == "_"):
            place -= 1
        while place and (said[place - 1].isalnum() or said[place - 1] == "_"):
            place -= 1
    return place


def _other(kinds: dict[str, list[Hit]]) -> bool:
    if _set_aside(kinds) or ("drop" in kinds and "machine" in kinds):
        return True
    commands = "ask" in kinds or ("order" in kinds and "act" in kinds)
    about = "candidate" in kinds or "machine" in kinds or "reader" in kinds
    words = len({hit.start for found in kinds.values() for hit in found})
    if commands and about and words >= (2 if "candidate" in kinds else _WORDS):
        return True
    if (
        commands
        and "gain" in kinds
        and "order" in kinds
        and _apart(kinds.get("act", []) + kinds.get("ask", []), kinds.get("gain", []))
    ):
        return True
    return "machine" in kinds and "candidate" in kinds and "order" in kinds


def _apart(one: list[Hit], other: list[Hit]) -> bool:
    """Say whether the two are different words."""
    return any(a.start != b.start for a in one for b in other)


def _set_aside(kinds: dict[str, list[Hit]]) -> bool:
    rules = [rule.start for rule in kinds.get("rules", ())]
    for drop in kinds.get("drop", ()):
        n = bisect_left(rules, drop.start - _NEAR)
        if n < len(rules) and rules[n] <= drop.start + _NEAR:
            return True
    return False


def _english(sentence: str, kinds: dict[str, list[Hit]], offset: int) -> bool:
    body = _body(sentence)
    told = _TOLD.match(body) is not None
    if _set_aside(kinds) and not told and _drops(sentence, kinds, offset):
        return True
    if _SCORE.search(sentence) and not told:
        return True
    if _to_a_machine(sentence, kinds, offset, told):
        return True
    if told:
        return False
    if "machine" in kinds and "drop" in kinds:
        return True
    if (
        _YOUR_ANSWER.search(sentence)
        or _FOR_THEM_ONLY.search(sentence)
        or (_TO_BE.search(sentence) is not None and len(body) < _SHORT)
    ):
        return True
    begins = offset + len(sentence) - len(body)
    return _commands(sentence, kinds, starts=any(hit.start == begins for hit in kinds.get("act", ())))


def _commands(sentence: str, kinds: dict[str, list[Hit]], *, starts: bool) -> bool:
    """Say whether a sentence orders its reader about; it `starts` with what is to be done, or does not."""
    order, act, gain, candidate = ("order" in kinds, "act" in kinds, "gain" in kinds, "candidate" in kinds)
    if candidate and (starts or (order and (act or gain)) or (gain and _HAS.search(sentence))):
        return True
    if "reader" in kinds and (act or candidate) and _FIRM.search(sentence):
        return True
    if starts and _AS_PROVEN.search(sentence):
        return True
    if (candidate or (act and gain)) and _AUTHORITY.search(sentence) and _CLEARED.search(sentence):
        return True
    what = kinds.get("gain", []) + kinds.get("candidate", [])
    if act and _apart(kinds["act"], what) and _POLITE.search(sentence):
        return True
    told = candidate or "rules" in kinds or "machine" in kinds
    return act and (_TASK.search(sentence) is not None or (order and told and _YOU.search(sentence) is not None))


def _drops(sentence: str, kinds: dict[str, list[Hit]], offset: int) -> bool:
    """Say whether what is set aside is what the reader was told: earlier, or all of it, or first of all."""
    first = min(hit.start for hit in kinds.get("drop", ())) - offset
    return len(sentence) - len(_body(sentence)) == first or _EARLIER.search(sentence) is not None


def tells(sentence: str) -> bool:
    """Say whether a folded sentence begins with what was done (in English, without saying who)."""
    body = _body(sentence)
    return not body.startswith("i ") and _TOLD.match(body) is not None


def _body(sentence: str) -> str:
    """Give a sentence without the mark or number before it."""
    mark = _MARK.match(sentence)
    return sentence[mark.end() :] if mark else sentence


def _to_a_machine(sentence: str, kinds: dict[str, list[Hit]], offset: int, told: bool) -> bool:
    if "machine" not in kinds:
        return False
    firm, act, candidate = _FIRM.search(sentence) is not None, "act" in kinds, "candidate" in kinds
    meant = candidate or (firm and (act or "gain" in kinds))
    for machine in kinds["machine"]:
        before, after = sentence[: machine.start - offset], sentence[machine.end - offset :]
        if not before.strip(_OPENS) and _NAMED.match(after) and meant:
            return True
        if told:
            continue
        weak = _WEAK.match(sentence[machine.start - offset :]) is not None
        called = _CALL.match(before) is not None
        if (
            _READS.match(after)
            or (called and (meant or (not weak and _COLON.match(after))))
            or (called and act and _COMMA.match(after))
            or (firm and act and (not weak or "gain" in kinds or candidate))
        ):
            return True
    return False
