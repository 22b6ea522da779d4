"""Text that speaks to a machine instead of telling about the worker: found, flagged by review, and never read.

Somebody can plant it in a document to be given skills. It is looked for in many languages and forms of markup, with
letters of other alphabets and widths taken for what they look like. What can be read in it only with a key (base64,
spelled-out letters) tells nothing about a worker either.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

from app.documents.model import Document, Evidence, Line
from app.documents.spans import Span, Spans, line_end
from app.extraction.guard.encodings import encoded, leet
from app.extraction.guard.plain import labels_a_value, labels_values, speaks_to_nobody
from app.extraction.guard.planted import LEADS_IN, below_honest_lines, planted, where_it_speaks
from app.extraction.guard.speech import spoken
from app.extraction.guard.speech_words import fold, look_alike
from app.extraction.lines.breaks import SENTENCE_ENDS, Breaks
from app.extraction.model import Claim, Entry, Extraction
from app.extraction.words.alternatives import Alternatives

Rests = TypeVar("Rests", Claim, Entry)
"""What rests on evidence."""

FURTHER_CHARACTERS = 400
"""How far a sentence that begins like an instruction is followed over lines."""

_WORDS = 200
"""Characters of a name, at most."""
_LOOSE = " \t,;:|"
"""What would join the words before an instruction to those after it."""
_PARTS = re.compile(r"[.!?;,|\t]\s*")
"""What parts an instruction from other words before it in its line."""
_MODEL = r"(?:a\.?i\.?|llm|gpt|language\s+model|chatbot|chat\s?gpt|assistant\s+model|screening\s+(?:model|bot|ai))"

_ROLE = r"(?:user|human|assistant|ai|bot|system|model|chatgpt|gpt|llm|agent)"

_OPENED = tuple(f"({mark}" for mark in ("'", '"', *filter(str.isspace, map(chr, range(0x3001)))))
"""A bracket with a quotation mark behind it, or white space before one."""

_INSTRUCTIONS = Alternatives(
    {
        r"\bnew\s+instructions?\s*:\s*\S": (("instruction",), (":",)),
        r"\b(?:reveal|print|repeat|show)\s+(?:your|the)\s+(?:system\s+prompt|hidden\s+instructions?)\b": (
            ("prompt", "instruction"),
        ),
        r"<\|(?:im_start|im_end|system|endoftext)\|>": (("<|",),),
        r"\[/?INST\]": (("inst]",),),
        r"<<SYS>>": (("<<sys>>",),),
        r"^[^\S\n]*(?:system|assistant)\s*:\s*you\b": (("system", "assistant"), (":",), ("you",)),
        rf"\byou\s+(?:are|must|will|should)\s+(?:now\s+)?(?:act\s+as|pretend|respond\s+(?:only\s+)?with|output\s+only|"
        rf"an?\s+(?:\w+\s+){{0,2}}(?:{_MODEL}|assistant|engine|parser|extractor))\b": (("you",),),
        r"(?:\bexample\W+)?\bline\s*:\s*[\"“'][^\"”'\n]{1,80}[\"”']\W*skills?\s*:": (("line",), ("skill",), (":",)),
        r"^[^\w\n]*(?:end|beginning|start)\s+of\s+(?:the\s+)?(?:resume|résumé|cv|document|prompt|input)\W*$": (
            ("resume", "résumé", "cv", "document", "prompt", "input"),
        ),
        r"^[^\w\n]*(?:system|developer)\s+(?:prompt|message)\W*$": (("prompt", "message"),),
    },
    re.IGNORECASE | re.MULTILINE,
)
"""What no lexicon tells: the marks by which models are spoken to."""

_DISGUISED = re.compile("[\u0250-\u02af\u0370-\u052f\u1d00-\u1dbf\u2460-\u24ff\uff01-\uff5e\U0001d400-\U0001d7ff]")
"""Letters of other alphabets and forms that can be taken for Latin ones."""

_MARKUP = Alternatives(
    {
        r"<!--[\s\S]{0,600}?-->": (("<!--",),),
        r"```[\s\S]{0,600}?```": (("```",),),
        r"<(?P<tag>[a-z]\w{0,20})(?:\s[^<>\n]{0,200})?>[\s\S]{0,600}?</(?P=tag)>": (("</",),),
        r"<\|im_start\|>[\s\S]{0,600}?<\|im_end\|>": (("<|im_start|>",),),
        r"\[INST\][\s\S]{0,600}?\[/INST\]": (("[/inst]",),),
        r"<<SYS>>[\s\S]{0,600}?<</SYS>>": (("<</sys>>",),),
        r"""[{\[]\s*"[^"\n]{1,30}"\s*:[^\n]*|"[a-zA-Z@_$][\w$@ -]{0,30}"\s*:\s*["\[{][^\n]*""": (('"',), (":",)),
        # tags that close themselves, templates, remarks of programs, calls and statements
        r"<[a-zA-Z][\w:-]{0,20}(?:\s+[\w:-]+\s*=\s*(?:\"[^\"]{0,200}\"|'[^']{0,200}'))+\s*/?>": (("<",), ("=",)),
        r"\{%[\s\S]{0,300}?%\}|\{\{[^{}\n]{0,300}\}\}|/\*[\s\S]{1,600}?\*/": (("%}", "}}", "*/"),),
        r"\b(?:add|set|append|insert|push|update|return|print|emit|call|exec|eval|put|grant)\w{0,20}"
        r"\([^()]{0,100}[\"'][^()]{0,100}\)": (("(",), ('"', "'")),
        r"\b\w{1,30}(?:\.\w{1,30}){1,12}\(\s*[\"'][^\"'\n]{1,80}[\"'][^()\n]{0,40}\)": (_OPENED, (".",)),
        r"(?m:^\W{0,6}\[[a-z_]{2,20}\][ \t]*\n(?:\W{0,6}[a-z_]{2,20}[ \t]*=[^\n]*(?:\n|$))+)": (("[",), ("=",)),
        r"(?i:\binsert\s+into\s+\w+\s*\([^()]{0,100}\)\s*values\s*\([^()]{0,200}\)[^\n]*"
        r"|\binsert\s+into\s+\w+[^\n]{0,100}\bvalues\b[^\n]*|\bupdate\s+\w+\s+set\s+\w+\s*=[^\n]*)": (
            ("insert", "update"),
            ("values", "="),
        ),
        r"(?:\b[a-z_]{2,20}\s*=\s*[^;=\n]{1,60};\s*){2,}(?:[a-z_]{2,20}\s*=\s*[^;=\n]{1,60})?": (("=",), (";",)),
        r"(?m:^[ \t]*[a-z_]{2,20}:[ \t]*\n(?:[ \t]+(?:-[ \t]+)?[a-z_]{2,20}:[ \t]+\S[^\n]*\n?){2,})": ((":",),),
        # fields of a claim, one below the other, with marks before them or none
        r"(?im:(?:^[^\w\n]*[a-z_]{2,20}:[ \t]*\n)?(?:^[^\w\n]*[a-z_]{2,20}:[ \t]+\S[^\n]*\n){0,2}"
        r"^[^\w\n]*(?:basis|confidence|verified|override|approved?|accept|evidence):"
        r"[ \t]+[\w.\"]{1,12}[ \t]*(?:\n|\Z)"
        r"(?:^[^\w\n]*[a-z_]{2,20}:[ \t]+\S[^\n]*(?:\n|\Z)){0,3})": (
            ("basis:", "confidence:", "verified:", "override:", "approve:", "approved:", "accept:", "evidence:"),
        ),
        r"\\[a-z]{3,20}\{[^{}\n]{0,300}\}|<<<[^<>\n]{0,60}>>>(?:[\s\S]{0,600}?<<<[^<>\n]{0,60}>>>)?": (
            ("\\", "<<<"),
        ),
        r"\B@?\w{2,30}\(\w{2,20}\s*=\s*[\[\"'{][^()]{0,200}\)|(?<!\S)--[a-z][\w-]+(?:\s+--[a-z][\w-]+)+": (
            ("=", "--"),
        ),
        r"(?im:^[^\w\n]*(?:q|question)\s*[:.]\s*[^\n]*\n\W*(?:a|answer)\s*[:.][^\n]*)": (("q",),),
        # a talk with a machine, and what it is to answer
        rf"(?im:^[^\w\n]*{_ROLE}\s*:[^\n]*\n(?:(?-i:[a-z])[^\n]*\n){{0,3}}"
        rf"(?:\W*{_ROLE}\s*:[^\n]*(?:\n|$))+)": ((":",),),
        r"(?im:^[^\w\n]*(?:instructions?|input|question|prompt|task)\s*:\s*[^\n]*(?:\n(?!\n)[^\n]*){0,3}\n\W*"
        r"(?:response|output|answer|completion)\s*:[^\n]*(?:\n[^\n]+){0,6})": (
            ("instruction", "input", "question", "prompt", "task"),
            ("response", "output", "answer", "completion"),
        ),
        r"(?im:^[^\w\n]*(?:output|answer|response|result)\s*:\s*\n(?:[^\n]+\n){1,12}?\W*"
        r"end of (?:the )?(?:output|answer|response|result)\b[^\n]*)": (("end of",),),
    }
)


def instruction_spans(text: str) -> tuple[Span, ...]:
    """Give the spans of `text` that speak to a machine or a judge instead of telling about the worker."""
    # names of skills come again from document to document, and whole texts twice for each
    return (_spans_of_words if len(text) <= _WORDS else _spans_of_text)(text)


def _ruled(text: str) -> set[Span]:
    found = {match.span() for pattern in (_INSTRUCTIONS, _MARKUP) for match in pattern.finditer(text)}
    found |= {*spoken(text), *encoded(text)}
    if _DISGUISED.search(text):
        found |= {match.span() for match in _INSTRUCTIONS.finditer(look_alike(fold(text)))}
    if (figures := leet(text)) is not None:
        found |= {match.span() for match in _INSTRUCTIONS.finditer(figures)} | set(spoken(figures))
    return found


def _spans(text: str) -> tuple[Span, ...]:
    ruled = where_it_speaks(text, _ruled(text))
    # what the rules know goes with what the model tells: neighbours of both are looked at
    found = _joined(ruled | set(planted(text, ruled)))
    found = tuple(span for span in found if not speaks_to_nobody(text, *span))
    labels = [labels_a_value(text, *span) for span in found]
    return found if not any(labels) else tuple(_without_labels(text, found, labels))


def _without_labels(text: str, found: Sequence[Span], labels: Sequence[bool]) -> Iterator[Span]:
    """Leave out labelled values, but for those in whose paragraph planted text stands: they may be part of it."""
    above = [
        *accumulate((0 if label else end for (_, end), label in zip(found, labels, strict=True)), max, initial=0)
    ]
    begins = [len(text) if label else start for (start, _), label in zip(found, labels, strict=True)]
    below = [*accumulate(reversed(begins), min, initial=len(text))][::-1]
    for n, (start, end) in enumerate(found):
        alone = above[n] == 0 or text.find("\n\n", above[n], start) >= 0
        alone = alone and (below[n + 1] == len(text) or text.find("\n\n", end, below[n + 1]) >= 0)
        if not (labels[n] and alone):
            yield start, end


_spans_of_words, _spans_of_text = lru_cache(maxsize=8192)(_spans), lru_cache(maxsize=4)(_spans)


def without_instructions(document: Document) -> Document:
    """Give the document without the lines, or parts of lines, that instructions stand in.

    The text and all places in it stay. An instruction goes from the mark that parts it from what stands before it in
    its line to the end of its line, and on while its sentence goes on; markup to its closing mark.
    """
    cut = _unread(document)
    if not cut:
        return document
    starts, ends = [start for start, _ in cut], [end for _, end in cut]
    lines = tuple(
        part
        for line in document.lines
        for part in _left(document.text, line, cut[bisect_right(ends, line.start) : bisect_left(starts, line.end)])
    )
    return document.model_copy(update={"lines": lines})


def without_planted(document: Document, extraction: Extraction) -> Extraction:
    """Give the extraction without what rests on instructions alone, whoever extracted it.

    Evidence that touches one is left out; a claim or entry without any other goes, and what was inferred from it.
    """
    cut = _unread(document)
    if not cut:
        return extraction
    planted = Spans(cut)
    entries = tuple(_cleared(entry, planted) for entry in extraction.entries if _clear(entry.evidence, planted))
    known = {entry.id for entry in entries}
    lost = {"entry_id": None}
    claims = (
        claim if claim.entry_id in known or claim.entry_id is None else claim.model_copy(update=lost)
        for claim in extraction.claims
        if claim.entry_id in known or claim.kind == "skill"
    )
    kept = tuple(
        _cleared(claim, planted)
        for claim in claims
        if (_clear(claim.evidence, planted) if claim.inferred_from is None else claim.inferred_from.entry_id in known)
    )
    return extraction.model_copy(update={"entries": entries, "claims": kept})


def _clear(evidence: tuple[Evidence, ...], planted: Spans) -> tuple[Evidence, ...]:
    return tuple(e for e in evidence if not planted.touch(e.start, e.end))


def _cleared(owner: Rests, planted: Spans) -> Rests:
    kept = _clear(owner.evidence, planted)
    return owner if kept == owner.evidence else owner.model_copy(update={"evidence": kept})


def planted_spans(document: Document) -> tuple[Span, ...]:
    """Give the spans of a document that speak to a machine or a judge, also over lines that its page has broken."""
    return _joined({*instruction_spans(document.text), *_over_lines(document.text, Breaks(document))})


def _over_lines(text: str, breaks: Breaks) -> Iterator[Span]:
    """Find what speaks where a line goes on with a capital or figure, as the names of many skills begin."""
    # the number of a job in a form is no mark of an item that goes on below
    paragraphs = [part for part in breaks.paragraphs() if not labels_values(text, *part)]
    places = [*accumulate((end - start + 1 for start, end in paragraphs), initial=0)]
    unbroken = "\n".join(text[start:end].replace("\n", " ") for start, end in paragraphs)
    found = []
    for first, last in instruction_spans(unbroken):
        for n in range(bisect_right(places, first) - 1, bisect_left(places, last)):
            start, end = paragraphs[n]
            if first < places[n] + end - start and places[n] < last:
                found.append((start + max(0, first - places[n]), min(end, start + last - places[n])))
    yield from below_honest_lines(text, found)


def _unread(document: Document) -> tuple[Span, ...]:
    spans = planted_spans(document)
    if not spans:
        return ()
    text, breaks, openings = document.text, Breaks(document), _Openings(document.text)
    # the line break that markup ends with is not the beginning of what follows
    ends = [(start, start + len(text[start:end].rstrip())) for start, end in spans]
    lasts = reached_from(text, ends, breaks.goes_on)
    return _joined({(openings.before(start), last) for (start, _), last in zip(ends, lasts, strict=True)})


class _Openings:
    """Places in a text to where what stands there begins: its line, or behind what parts it from other words."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: dict[int, tuple[list[int], list[int]]] = {}

    def before(self, place: int) -> int:
        """Give where what stands at `place` begins. A line is looked at once, however much stands in it."""
        line = self._text.rfind("\n", 0, place) + 1
        if line not in self._lines:
            self._lines[line] = self._read(line, line_end(self._text, place))
        marks, firsts = self._lines[line]
        n = bisect_left(marks, place)
        return min(firsts[n - 1], place) if n else line

    def _read(self, first: int, last: int) -> tuple[list[int], list[int]]:
        """Give where the marks of a line stand, and where what stands behind each begins."""
        marks, firsts = [], []
        for mark in _PARTS.finditer(self._text, first, last):
            if mark[0][0] != "," or not LEADS_IN.match(self._text, first, mark.start()):
                first = mark.end()
            marks.append(mark.start())
            firsts.append(first)
        return marks, firsts


def _left(text: str, line: Line, cut: tuple[Span, ...]) -> Iterator[Line]:
    """Give the parts of a line that hold a letter or digit, outside of those in `cut` that touch it."""
    at = line.start
    for start, end in (*cut, (line.end, line.end)):
        said = text[at : max(at, start)]
        if at == line.start and start >= line.end:
            yield line
        elif any(c.isalnum() for c in said):
            stop = at + len(said.rstrip(_LOOSE))
            yield line.model_copy(update={"start": at + len(said) - len(said.lstrip()), "end": stop})
        at = max(at, end)


def _joined(spans: set[Span]) -> tuple[Span, ...]:
    """Join spans that overlap; in the order of the text."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def reached_from(text: str, spans: Sequence[Span], goes_on: Callable[[int], bool]) -> Iterator[int]:
    """Give for each span, in the order of the text, how far its sentence goes on over lines.

    A line that one before has gone over is not looked at again.
    """
    last = 0
    for _, end in spans:
        last = _reached(text, end, goes_on, from_=last)
        yield last


def whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen an instruction to its lines, and on while its sentence goes on: what it asks for stands there."""
    return text.rfind("\n", 0, start) + 1, _reached(text, end, None)


def _reached(text: str, end: int, goes_on: Callable[[int], bool] | None, from_: int = 0) -> int:
    """Give where the last line ends over which a sentence goes on; `from_` is one that it is known to reach.

    `goes_on` says whether the line at a place goes on below it; without it, only small letters, commas and colons do.
    """
    last = from_ if from_ >= end else line_end(text, end)
    while last < min(len(text), end + FURTHER_CHARACTERS):
        ends = _last(text, text.rfind("\n", 0, last) + 1, last)
        if ends in SENTENCE_ENDS:
            break
        below = text[last + 1 : last + 2]
        if not (goes_on(last) if goes_on else below.islower() or (below != "\n" and ends in (",", ":"))):
            break
        while text[last : last + 1] == "\n":
            last += 1
        last = line_end(text, last)
    return last


def _last(text: str, start: int, end: int) -> str:
    """Give the last character of `text[start:end]` that is no white space; "" where there is none."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return text[max(start, end - 1) : end]
