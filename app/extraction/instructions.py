"""Text that speaks to a machine instead of telling about the worker: found, flagged by review, and never read.

Somebody can plant it in a document to be given skills. It is looked for in many languages and forms of markup, with
letters of other alphabets and widths taken for what they look like. What can be read in it only with a key (base64,
spelled-out letters) tells nothing about a worker either.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar

from app.documents.model import Document, Evidence, Line
from app.extraction.model import Claim, Entry, Extraction

Span = tuple[int, int]
Rests = TypeVar("Rests", Claim, Entry)
"""What rests on evidence."""

FURTHER_CHARACTERS = 400
"""How far a sentence that begins like an instruction is followed over lines."""

_SENTENCE_ENDS = frozenset(".!?。")
_LOOSE = " \t,;:|"
"""What would join the words before an instruction to those after it."""
_PARTS = re.compile(r"[.!?;,|\t]\s*")
"""What parts an instruction from other words before it in its line."""
_LEADS_IN = re.compile(
    r"\W*(?:before|after|if|when|once|since|as|while|for|to|now|dear|hello|hi|hey|note|attention|important|please|also|and)\b",
    re.IGNORECASE,
)
"""Words before a comma that belong to what follows it."""

_EARLIER = r"(?:(?:all|any|the|your|of|these|those|my|other)\s+){0,4}"
_MODEL = r"(?:a\.?i\.?|llm|gpt|language\s+model|chatbot|chat\s?gpt|assistant\s+model|screening\s+(?:model|bot|ai))"

_SPEAKING = (
    # English: overriding what a model was told
    rf"\b(?:ignore|disregard|forget|override)\s+{_EARLIER}(?:previous|prior|above|earlier|preceding|system)\s+"
    r"(?:instruction|prompt|message|direction|command|rule|guideline|context|text|input)s?\b",
    r"\b(?:ignore|disregard|forget)\s+(?:everything|anything|all)\s+(?:above|before|you\s+(?:were|have\s+been))\b",
    r"\bnew\s+instructions?\s*:\s*\S",
    r"\b(?:reveal|print|repeat|show)\s+(?:your|the)\s+(?:system\s+prompt|hidden\s+instructions?)\b",
    r"<\|(?:im_start|im_end|system|endoftext)\|>|\[/?INST\]|<<SYS>>|^\s*(?:system|assistant)\s*:\s*you\b",
    # English: telling the reader of the resume what to conclude
    r"\b(?:rate|score|rank|grade|mark|classify|label)\s+(?:this|the|my)\s+"
    r"(?:candidate|applicant|resume|résumé|cv|profile|application)\s+(?:as|at|with|a|an|the|very|highly|first|10|100)\b",
    r"\b(?:this|the)\s+(?:candidate|applicant)\s+(?:must|should|needs\s+to)\s+be\s+"
    r"(?:rated|ranked|scored|hired|selected|approved|accepted|recommended|shortlisted|advanced|considered)\b",
    r"\b(?:recommend|approve|hire|accept|shortlist|select|advance)\s+(?:this|the)\s+(?:candidate|applicant)\s+"
    r"(?:immediately|unconditionally|regardless|without|for\s+(?:the\s+)?(?:interview|position|role|job))\b",
    rf"\b(?:if\s+you\s+are|since\s+you\s+are|dear|attention|note\s+to(?:\s+the)?)\s+(?:an?\s+)?{_MODEL}\b[^.\n]{{0,60}}"
    r"\b(?:you|must|should|please|ignore|rate|rank|score|output|respond|say|recommend|reviewing|reading)\b",
    r"\byou\s+(?:are|must|will|should)\s+(?:now\s+)?(?:act\s+as|pretend|respond\s+(?:only\s+)?with|output\s+only|"
    r"an?\s+(?:helpful\s+)?(?:ai|assistant|language\s+model))\b",
    r"\b(?:give|assign|award)\s+(?:this|the|my)\s+(?:candidate|applicant|resume|cv|application)\s+(?:a|an|the|full|top|"
    r"maximum|highest|perfect|10|100)\b",
    r"\b(?:add|list|include|return|output)\s+(?:all|every|the\s+following)\s+skills?\s+(?:as|to\s+the\s+(?:output|json|answer|response))\b",
    r"\b(?:add|list|include|output|insert|append|return)\s+(?:only\s+)?the\s+(?:following\s+)?skills?\b",
    r"\b(?:example\W+)?line\s*:\s*[\"“'][^\"”'\n]{1,80}[\"”']\W*skills?\s*:",
    r"\bplease\s+(?:add|list|include)\b[^.\n]{0,60}\bskills?\b",
    rf"\b(?:an?|any|every|the)\s+{_MODEL}\s+(?:that\s+|which\s+)?(?:reads?|reading|parsing|processing|reviewing)\s+this\b",
    r"^\W*(?:end|beginning|start)\s+of\s+(?:the\s+)?(?:resume|résumé|cv|document|prompt|input)\W*$",
    r"^\W*(?:system|developer)\s+(?:prompt|message)\W*$",
    # Spanish
    r"\b(?:ignora|ignore|olvida|olvide|descarta|descarte)\s+(?:(?:todas?|todos?|las|los|cualquier|tus|sus)\s+){0,3}"
    r"(?:instrucci[oó]n(?:es)?|indicaci[oó]n(?:es)?|[oó]rdenes)\s+(?:anterior(?:es)?|previas?|de\s+arriba)\b",
    r"\b(?:calific(?:a|ue)|punt[uú](?:a|e)|eval[uú](?:a|e)|recomiend[ae]|clasifi(?:ca|que))\s+(?:a\s+)?est[ea]\s+"
    r"(?:candidat[oa]|solicitante|curr[ií]culum)\b",
    # French
    r"\b(?:ignore[zr]?|oublie[zr]?|ne\s+ten(?:ez|ir)\s+pas\s+compte\s+de)\s+(?:(?:toutes?|tous|les|des|vos|tes)\s+){0,3}"
    r"(?:instructions?|consignes?|directives?)\s+(?:pr[eé]c[eé]dentes?|ant[eé]rieures?|ci-dessus)",
    r"\b(?:note[zr]?|[eé]value[zr]?|recommande[zr]?|classe[zr]?)\s+(?:ce|cette|le)\s+(?:candidate?|candidature|cv)\s+"
    r"(?:comme|avec|au|le\s+meilleur)\b",
    # German
    r"\b(?:ignorier(?:e|en|t)|vergiss|vergessen|missachte[nt]?)\s+(?:sie\s+)?(?:(?:alle|die|deine|ihre|s[äa]mtliche)\s+){0,3}"
    r"(?:vorherigen|vorigen|obigen|bisherigen|fr[üu]heren)\s+(?:anweisungen|instruktionen|befehle|vorgaben)\b",
    r"\b(?:bewerte|beurteile|empfiehl|empfehlen)\s*n?\s+(?:sie\s+)?(?:diese[nr]?)\s+(?:kandidat(?:en|in)?|bewerber(?:in)?|"
    r"lebenslauf|bewerbung)\b",
    # Portuguese
    r"\b(?:ignor[ae]r?|esque[cç]a|desconsidere)\s+(?:(?:todas?|todos?|as|os|quaisquer|suas)\s+){0,3}"
    r"(?:instru[cç](?:[aã]o|[oõ]es)|orienta[cç](?:[aã]o|[oõ]es)|comandos)\s+(?:anterior(?:es)?|pr[eé]vias?|acima)\b",
    # Italian
    r"\b(?:ignor[ai](?:re)?|dimentica(?:re)?)\s+(?:(?:tutte|tutti|le|i|ogni)\s+){0,2}(?:istruzioni|indicazioni|comandi)\s+"
    r"(?:precedent[ie]|sopra)\b",
    # Chinese, Japanese, Korean, Russian, Vietnamese, Arabic
    r"(?:忽略|无视|忽視|無視)[^。\n]{0,8}(?:之前|以上|先前|前面|上述|上面)[^。\n]{0,6}(?:指令|指示|提示|说明|命令)",
    r"(?:以前|前|上記|これまで)の(?:すべての)?(?:指示|命令|プロンプト)を?[^。\n]{0,6}(?:無視|忘れ)",
    r"(?:이전의?|위의?|앞선)\s*(?:모든\s*)?(?:지시|명령|프롬프트)(?:사항)?[을를]?\s*무시",
    r"(?:игнорируй(?:те)?|забудь(?:те)?)\s+(?:все\s+)?(?:предыдущие|прежние|вышеуказанные)\s+(?:инструкции|указания|команды)",
    r"bỏ\s+qua\s+(?:tất\s+cả\s+|mọi\s+)?(?:các\s+)?(?:hướng\s+dẫn|chỉ\s+dẫn|lệnh)\s+(?:trước|ở\s+trên)",
    r"تجاهل\s+(?:جميع\s+|كل\s+)?(?:التعليمات|الأوامر)\s+(?:السابقة|أعلاه)",
)
_AT_A_WORD = [said.removeprefix(r"\b") for said in _SPEAKING if said.startswith(r"\b")]
"""Most can only begin where a word does, which is asked once for all of them."""
_INSTRUCTIONS = re.compile(
    "|".join((rf"\b(?:{'|'.join(_AT_A_WORD)})", *(said for said in _SPEAKING if not said.startswith(r"\b")))),
    re.IGNORECASE | re.MULTILINE,
)

_MARKUP = re.compile(
    "|".join(
        (
            r"<!--[\s\S]{0,600}?-->",
            r"```[\s\S]{0,600}?```",
            r"<(?P<tag>[a-z]\w{0,20})(?:\s[^<>\n]{0,200})?>[\s\S]{0,600}?</(?P=tag)>",
            r"<\|im_start\|>[\s\S]{0,600}?<\|im_end\|>",
            r"\[INST\][\s\S]{0,600}?\[/INST\]",
            r"<<SYS>>[\s\S]{0,600}?<</SYS>>",
            r"""[{\[]\s*"[^"\n]{1,30}"\s*:[^\n]*""",
            # base64, and letters that are spelled out
            r"(?<![\w+/=.:-])(?=[a-zA-Z+/]*\d)(?=[\d+/A-Z]*[a-z])(?=[\d+/a-z]*[A-Z])[A-Za-z0-9+/]{40,}={0,2}(?![\w+/])",
            r"\b[A-Za-z]\s{1,3}(?:[a-z]\s{1,3}){7,}[a-z]\b",
        )
    )
)

_LOOK_ALIKE = str.maketrans(
    "аеорсухіѕјһԁԛԝАВЕКМНОРСТХІЅЈοαινΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxisjhdqwABEKMHOPCTXISJoaivABEZHIKMNOPTYX"
)
"""Cyrillic and Greek letters that look like Latin ones."""


@lru_cache(maxsize=4)
def instruction_spans(text: str) -> tuple[Span, ...]:
    """Give the spans of `text` that speak to a machine or a judge instead of telling about the worker."""
    found = {match.span() for pattern in (_INSTRUCTIONS, _MARKUP) for match in pattern.finditer(text)}
    if not text.isascii():
        plain = "".join(map(_plain, text))
        for alike in {plain, plain.translate(_LOOK_ALIKE)} - {text}:
            found |= {match.span() for match in _INSTRUCTIONS.finditer(alike)}
    return _joined(found)


def without_instructions(document: Document) -> Document:
    """Give the document without the lines, or parts of lines, that instructions stand in.

    The text and all places in it stay. An instruction goes from the mark that parts it from what stands before it in
    its line to the end of its line, and on while its sentence goes on; markup to its closing mark.
    """
    cut = _unread(document.text)
    if not cut:
        return document
    lines = tuple(part for line in document.lines for part in _left(document.text, line, cut))
    return document.model_copy(update={"lines": lines})


def without_planted(document: Document, extraction: Extraction) -> Extraction:
    """Give the extraction without what rests on instructions alone, whoever extracted it.

    Evidence that touches one is left out; a claim or entry without any other goes, and what was inferred from it.
    """
    cut = _unread(document.text)
    if not cut:
        return extraction
    entries = tuple(_cleared(entry, cut) for entry in extraction.entries if _clear(entry.evidence, cut))
    known = {entry.id for entry in entries}
    lost = {"entry_id": None}
    claims = (
        claim if claim.entry_id in known or claim.entry_id is None else claim.model_copy(update=lost)
        for claim in extraction.claims
        if claim.entry_id in known or claim.kind == "skill"
    )
    kept = tuple(
        _cleared(claim, cut)
        for claim in claims
        if (_clear(claim.evidence, cut) if claim.inferred_from is None else claim.inferred_from.entry_id in known)
    )
    return extraction.model_copy(update={"entries": entries, "claims": kept})


def _clear(evidence: tuple[Evidence, ...], cut: tuple[Span, ...]) -> tuple[Evidence, ...]:
    return tuple(e for e in evidence if not any(e.start < end and start < e.end for start, end in cut))


def _cleared(owner: Rests, cut: tuple[Span, ...]) -> Rests:
    kept = _clear(owner.evidence, cut)
    return owner if kept == owner.evidence else owner.model_copy(update={"evidence": kept})


def _unread(text: str) -> tuple[Span, ...]:
    return _joined({_utterance(text, *span) for span in instruction_spans(text)})


def _utterance(text: str, start: int, end: int) -> Span:
    first, _ = whole_lines(text, start, start)
    for mark in _PARTS.finditer(text, first, start):
        if mark[0][0] != "," or not _LEADS_IN.match(text, first, mark.start()):
            first = mark.end()
    return first, whole_lines(text, start, end)[1]


def _left(text: str, line: Line, cut: tuple[Span, ...]) -> Iterator[Line]:
    """Give the parts of a line outside of `cut` that hold a letter or digit."""
    at = line.start
    for start, end in (*(span for span in cut if span[0] < line.end and line.start < span[1]), (line.end, line.end)):
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


def _plain(character: str) -> str:
    """Give the ordinary form of a character (of another width, say), when it is one character."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen an instruction to its lines, and on while its sentence goes on: what it asks for stands there."""
    first = text.rfind("\n", 0, start) + 1
    last = _line_end(text, end)
    while last < min(len(text), end + FURTHER_CHARACTERS):
        goes_on = text[last + 1 : last + 2].islower() or text[:last].rstrip(" ")[-1:] in ",:"
        if text[first:last].rstrip()[-1:] in _SENTENCE_ENDS or not goes_on:
            break
        last = _line_end(text, last + 1)
    return first, last


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found
