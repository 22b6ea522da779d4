"""Sentences that speak to a machine or to a judge of the worker, told by what they are made of.

A resume tells what somebody did. A sentence that orders its reader about, names the reader or calls the worker a
candidate, and says what is to come of it, is planted, in whatever words. Sentences that begin in the past tense tell
duties and are left alone, unless they set rules aside.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

from app.extraction.speech_words import Hit, fold, hits, look_alike

Span = tuple[int, int]

_OTHER_ALPHABET = re.compile("[\u0370-\u052f]")
_NEAR = 90
"""Characters between setting aside and what is set aside."""
_LINE_ENDS = re.compile(r"[.!?](?=[\"'”’)\]]*(?:\s|$))|[。！？\n\t]|\s[|•·]\s|\s{3,}")
_ENDS = re.compile(r"[.!?](?=[\"'”’)\]]*(?:\s|$))|[。！？]|\n(?![^\W\d_A-Z\u0410-\u042f])")
_CLAUSE = re.compile(r"[,;:|\t•(\[–—-]\s*(?:and |also |now |then )?$")
_LONGEST_CLAUSE = 250
_WORDS = 3
"""Words of another language, at least: two may be English ones that look like them."""
_OPENING = ("drop", "order", "ask", "machine")
_COMMON_KINDS = ("act", "gain", "rules")
"""Of words that duties have, too."""
_MARK = re.compile(r"[\W\d_]*")
_TOLD = re.compile(
    r"(?:\w+ed|wrote|built|led|ran|made|taught|kept|drove|sold|gave|held|won|oversaw|grew|cut|set up|put|took|got|met|"
    r"spoke|did|had|was|were|began|brought|bought|dealt|sent|spent|found|saw|chose|i)\b(?! (?:ask|request|beg|urge|want|would))"
)
_FIRM = re.compile(
    r"\b(?:must|should|shall|ought|(?:is|are|be) (?:\w+ )?(?:obliged|required|instructed|asked|told|expected) to|(?:is|are) (?:now |also |therefore |hereby |always )?to|needs? to|never|do not)\b"
)
_CALL = re.compile(
    r"[\W\d_]*(?:notes?|attention|messages?|memo|notice|instructions?|hints?|reminder|hey|hello|hi|dear|to|for|as|"
    r"if|important|warning|nb|ps|when|since|because)\b[^\n]{0,45}?$"
)
_READS = re.compile(
    r"[^.\n]{0,40}?\b(?:read|process|pars|evaluat|review|screen|scor|analy[sz]|see|assess|rank|summari[sz]|digest|ingest|scann?)\w* "
    r"(?:this|these|it\b|my (?:resume|cv|paper\w*|profile)|the (?:resume|document|text|present))"
)
_POLITE = re.compile(
    r"\b(?:please|kindly|pls|(?:would|could|can|will) you|i (?:would )?(?:ask|request|beg|urge|appreciate)|"
    r"it would (?:be (?:great|nice|good|kind|helpful|wonderful)|help))\b"
)
_AS_PROVEN = re.compile(
    r"\bas (?:\w+ )?(?:proven|certified|confirmed|verified|demonstrated|met|satisfied|fulfilled|qualified|stated|an expert|"
    r"(?:an? )?(?:top|best|perfect|ideal|outstanding|excellent|strong|exceptional)\w*)\b"
)
_AUTHORITY = re.compile(
    r"\b(?:by order|directive|administrators?|human resources|hr|compliance|security|platform|developers?|board|headquarters|"
    r"policy|management|registrar|ministry|department|authority|authorities|employer|system owner|vendor|provider)\b"
)
_CLEARED = re.compile(
    r"\bpre-?(?:approved|cleared|verified|screened)|\balready (?:been )?(?:verified|approved|checked|confirmed|validated|cleared)|"
    r"\b(?:verification|validation|screening|check)s?\b.{0,40}\b(?:complete|done|finished|passed|waived|not needed|unnecessary)|"
    r"\bwithout (?:further|any|additional|more) (?:checks?|verification|evidence|review|proof|questions?|delay)|"
    r"\bno (?:further |additional )?(?:evidence|checks?|verification|proof|review) (?:is|are)|\bpolicy (?:was |has been |is )?updated"
)
_SCORE = re.compile(
    r"\b(?:candidate|applicant|match(?:ing)?|ats|ai|fit|hiring|screening|resume|cv|selection|eligibility|suitability)(?: \w+)? "
    r"(?:score|rating|rank(?:ing)?|verdict|recommendation|decision|result|grade|outcome)\s*[:=]|"
    r"\b(?:verdict|recommendation|decision|fit|outcome)\s*[:=]\s*(?:an? )?(?:strong|definite|immediate|unconditional)?\s*"
    r"(?:hire|yes|accept|pass|approve|advance|shortlist|perfect|excellent|invite)|"
    r"\b(?:this|the) (?:resume|cv|applicant|candidate|profile) (?:receives|scores|is awarded|ranks|has passed|passes|earns|gets|achieves)\b|"
    r"\brank(?:ed)?\s*[:#]?\s*(?:number )?1 (?:of|out of|among)\b"
)
_HAS = re.compile(
    r"\b(?:satisf\w+|possess\w*|holds?|has|meets|fulfil\w*|exceeds?|deserves?|knows?|masters?|is (?:an?|fully|already|highly|the))\b"
)
_FOR_THEM_ONLY = re.compile(
    r"\b(?:only for|for|to) (?:software|machines?|computers?|bots?|robots?|ai|llms?|parsers?|programs?|automat\w+)(?: \w+)?"
    r"(?: only| eyes)\b|\bonly for (?:software|machines|computers|bots|robots|ai|llms|parsers)\b|\bhumans? (?:can|may|should) (?:skip|ignore)"
)
_YOUR_ANSWER = re.compile(
    r"\byour (?:\w+ )?(?:summary|answers?|reply|response|report|output|evaluation|assessment|score|ranking|rating|verdict|"
    r"analysis|extraction|extracted list|list of skills)\b"
)
_TO_BE = re.compile(
    r"\b(?:is|are|ought|has|have|needs?) to (?:also |always |therefore )?be (?:\w+ly )?(?:rated|ranked|scored|listed|credited|recorded|"
    r"registered|counted|treated|regarded|considered|deemed|recommended|hired|shortlisted|selected|approved|accepted|added|"
    r"mentioned|marked|graded)\b"
)
_SHORT = 240
_DEAR = re.compile(
    r"\b(?:dear|estimad[oa]|querid[oa]|liebe[rs]?|chere?|car[oae]|beste|drog[ai]|sevgili|kara|draga|mahal na)\W+(?:\w+\W+)?$|"
    r"(?:дорог\w+|уважаем\w+|шановн\w+|дорог\w+|亲爱的|親愛的|प्रिय|عزيزي)\s*$"
)
_WEAK = re.compile(r"(?:(?:the|this|every|any|your|a|for|by|to) |robot|algorithm|machine|crawler|extractor|scraper)")
"""Begins a word for a machine that duties name, too ("the system")."""


def spoken(text: str) -> Iterator[Span]:
    """Give the spans of the sentences that speak to a machine or a judge."""
    plain = fold(text)
    readings = [plain]
    if _OTHER_ALPHABET.search(plain):
        readings.append(look_alike(plain))
    for reading in readings:
        found = sorted(hits(reading), key=lambda hit: hit.start)
        starts = [hit.start for hit in found]
        for start, end in (*_sentences(text, _LINE_ENDS), *_sentences(text, _ENDS), *_clauses(text, found)):
            own = found[bisect_left(starts, start) : bisect_left(starts, end)]
            if own and speaks(reading[start:end], own, start):
                first = _from_the_first(own)
                # on whose behalf it speaks belongs to it
                yield start if _AUTHORITY.search(reading, start, first) else first, max(hit.end for hit in own)


def _from_the_first(found: list[Hit]) -> int:
    """Give where the words begin that no duty has: what stands before them in the line may be the worker's own."""
    return min((hit.start for hit in found if hit.kind not in _COMMON_KINDS), default=found[0].start)


def _sentences(text: str, ends: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for mark in ends.finditer(text):
        # what has no line break in it is told by its lines
        if text[start : mark.start()].strip() and (ends is _LINE_ENDS or "\n" in text[start : mark.start()]):
            yield start, mark.start()
        start = mark.end()
    if text[start:].strip():
        yield start, len(text)


def _clauses(text: str, found: list[Hit]) -> Iterator[Span]:
    """Give the clauses within sentences that begin with what speaks to a reader, to the ends of their sentences."""
    for hit in found:
        if hit.kind in _OPENING and _CLAUSE.search(text, max(0, hit.start - 12), hit.start):
            end = _LINE_ENDS.search(text, hit.end)
            yield hit.start, min(end.start() if end else len(text), hit.end + _LONGEST_CLAUSE)


def speaks(sentence: str, found: list[Hit], offset: int) -> bool:
    """Say whether a folded sentence speaks to its reader, by the lexicon's words in it (at `offset` and on)."""
    for hit in found:
        if hit.kind == "machine" and _DEAR.search(sentence[: max(0, hit.start - offset)]):
            return True
    by_language: dict[str, dict[str, list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for hit in found:
        by_language[hit.language][hit.kind].append(hit)
    return any(
        _english(sentence, kinds, offset) if language == "en" else _other(kinds)
        for language, kinds in by_language.items()
    )


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
    return any(
        abs(rule.start - drop.start) <= _NEAR for drop in kinds.get("drop", ()) for rule in kinds.get("rules", ())
    )


def _english(sentence: str, kinds: dict[str, list[Hit]], offset: int) -> bool:
    body = sentence[_MARK.match(sentence).end() :]  # type: ignore[union-attr]
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
    order, act, gain, candidate = ("order" in kinds, "act" in kinds, "gain" in kinds, "candidate" in kinds)
    firm = _FIRM.search(sentence) is not None
    starts = any(hit.start - offset == len(sentence) - len(body) for hit in kinds.get("act", []))
    return (
        (candidate and order and (act or gain))
        or (candidate and starts)
        or ("reader" in kinds and firm and (act or candidate))
        or (
            _POLITE.search(sentence) is not None
            and act
            and (candidate or gain)
            and _apart(kinds.get("act", []), kinds.get("gain", []) + kinds.get("candidate", []))
        )
        or (
            re.search(r"\byour?\b", sentence) is not None
            and order
            and act
            and (candidate or "rules" in kinds or "machine" in kinds)
        )
        or (re.search(r"\byour? (?:only |single |sole )?(?:task|job|goal|role)\b", sentence) is not None and act)
        or (
            _AUTHORITY.search(sentence) is not None
            and _CLEARED.search(sentence) is not None
            and (candidate or (act and gain))
        )
        or (starts and _AS_PROVEN.search(sentence) is not None)
        or (candidate and gain and _HAS.search(sentence) is not None)
    )


def _drops(sentence: str, kinds: dict[str, list[Hit]], offset: int) -> bool:
    """Say whether what is set aside is what the reader was told: it is earlier, or all of it, or the sentence begins so."""
    first = min(hit.start for hit in kinds.get("drop", ())) - offset
    return (
        _MARK.match(sentence).end() == first  # type: ignore[union-attr]
        or re.search(
            r"\b(?:previous|prior|above|earlier|preceding|foregoing|system|your?|all|any|these|those|everything|anything|so far)\b",
            sentence,
        )
        is not None
    )


def _to_a_machine(sentence: str, kinds: dict[str, list[Hit]], offset: int, told: bool) -> bool:
    for machine in kinds.get("machine", ()):
        before, after = sentence[: machine.start - offset], sentence[machine.end - offset :]
        weak = _WEAK.match(sentence[machine.start - offset :]) is not None
        firm = _FIRM.search(sentence) is not None
        if _READS.match(after) and not told:
            return True
        meant = "candidate" in kinds or (firm and ("act" in kinds or "gain" in kinds))
        called = _CALL.match(before) is not None
        if called and (meant or re.match(r"[^:\n]{0,40}:", after)) and not told and not (weak and not meant):
            return True
        if called and re.match(r"[^,\n]{0,20},", after) and "act" in kinds and not told:
            return True
        if not before.strip(" \"'*-#[(<>") and re.match(r"[^:,\n]{0,40}[:,]", after) and meant:
            return True
        if firm and "act" in kinds and not told and (not weak or "gain" in kinds or "candidate" in kinds):
            return True
    return False
