"""A document and what was extracted from it to flags: the reasons why a person must look."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from app.alignment.model import ClaimAlignment
from app.documents.model import Document
from app.extraction.model import Basis, Claim, Entry, EntryKind, Extraction, ModelUse
from app.review.model import Flag, FlagCode

UNSURE_BELOW = 0.5
"""Confidence under which a claim is flagged."""

EARLIEST_YEAR = 1930
LATEST_YEAR = 2100
"""Years outside are misprints or misreadings, whatever the day is."""

FAR_FUTURE_YEARS = 8
"""An end date further ahead than this is no planned graduation."""

DETAIL_CHARACTERS = 200
MAX_FLAGS_OF_A_KIND = 20

FURTHER_CHARACTERS = 400
"""How far a sentence that begins like an instruction is followed over lines."""

_SENTENCE_ENDS = frozenset(".!?。")

_NOTES = {
    "reading-order": FlagCode.READING_ORDER,
    "attachments": FlagCode.ACTIVE_CONTENT,
    "javascript": FlagCode.ACTIVE_CONTENT,
    "launch": FlagCode.ACTIVE_CONTENT,
    "submit-form": FlagCode.ACTIVE_CONTENT,
    "xfa": FlagCode.ACTIVE_CONTENT,
    "macros": FlagCode.ACTIVE_CONTENT,
    "external-template": FlagCode.ACTIVE_CONTENT,
    "unreadable-characters": FlagCode.UNREADABLE,
}

_EARLIER = r"(?:(?:all|any|the|your|of|these|those|my|other)\s+){0,4}"
_MODEL = r"(?:a\.?i\.?|llm|gpt|language\s+model|chatbot|chat\s?gpt|assistant\s+model|screening\s+(?:model|bot|ai))"

_INSTRUCTIONS = re.compile(
    "|".join(
        (
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
    ),
    re.IGNORECASE | re.MULTILINE,
)


def flag_draft(
    document: Document,
    extraction: Extraction,
    alignments: Mapping[str, ClaimAlignment],
    *,
    today: date | None = None,
) -> tuple[tuple[Flag, ...], Mapping[str, tuple[Flag, ...]]]:
    """Give the flags of the whole draft, and the flags of each claim by claim id (every claim has a key).

    `today` sharpens the checks of dates; without it only dates outside 1930 to 2100 count as impossible.
    """
    instructions = instruction_spans(document.text)
    entries = {entry.id: entry for entry in extraction.entries}
    spoken = tuple(_whole_lines(document.text, *span) for span in instructions)
    return (
        tuple(_draft_flags(document, extraction, instructions)),
        {
            claim.id: (
                *_claim_flags(claim, entries, alignments.get(claim.id), spoken, today),
                *(
                    Flag(code=FlagCode.DISAGREEMENT, detail=told)
                    for told in (
                        *extraction.disagreements.get(claim.id, ()),
                        *_other_picks(alignments.get(claim.id)),
                    )
                ),
            )
            for claim in extraction.claims
        },
    )


def instruction_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Give the spans of `text` that speak to a machine or a judge instead of telling about the worker."""
    return tuple(match.span() for match in _INSTRUCTIONS.finditer(text))


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
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


def _words(claim: Claim, entry: Entry | None) -> tuple[str, ...]:
    """The claim's name, and what was read as the facts of the entry that it is."""
    if claim.kind == "skill" or entry is None:
        return (claim.name,)
    facts = " ".join(filter(None, (entry.title, entry.programme, entry.organization, entry.location)))
    return claim.name, facts


def _draft_flags(
    document: Document, extraction: Extraction, instructions: tuple[tuple[int, int], ...]
) -> Iterable[Flag]:
    if not extraction.entries and not extraction.claims:
        yield Flag(code=FlagCode.NOTHING_FOUND, detail="The document was read, and nothing was found in it.")
    for hidden in document.hidden[:MAX_FLAGS_OF_A_KIND]:
        detail = f"page {hidden.page}, {hidden.reason}: {_short(hidden.text)}"
        yield Flag(code=FlagCode.HIDDEN_TEXT, detail=detail)
        for start, end in instruction_spans(hidden.text)[:1]:
            quote = _short(hidden.text[start:end])
            yield Flag(code=FlagCode.INSTRUCTION, detail=f"page {hidden.page}, hidden: {quote}")
    if len(document.hidden) > MAX_FLAGS_OF_A_KIND:
        more = len(document.hidden) - MAX_FLAGS_OF_A_KIND
        yield Flag(code=FlagCode.HIDDEN_TEXT, detail=f"and {more} more places")
    for start, end in instructions[:MAX_FLAGS_OF_A_KIND]:
        quote = _short(document.text[start:end])
        yield Flag(code=FlagCode.INSTRUCTION, detail=f"page {document.page_of(start)}: {quote}")
    for note in dict.fromkeys(document.notes):
        if note in _NOTES:
            yield Flag(code=_NOTES[note], detail=note)
    if extraction.model is not None:
        yield from model_flags(extraction.model)


def _other_picks(alignment: ClaimAlignment | None) -> Iterable[str]:
    """Say where a model picked another concept than the search chose, or none."""
    for pick in alignment.picks if alignment else ():
        chosen = [a.id for a in alignment.alignments if a.framework == pick.framework] if alignment else []
        if chosen and chosen != [pick.picked]:
            yield f"{pick.framework}: the model picked {'another concept' if pick.picked else 'none'}"


def model_flags(use: ModelUse) -> Iterable[Flag]:
    """Give the flags of asking a model: nothing found, no usable answer, and not asked are three different things."""
    ended = dict(use.windows)
    answered, unsent = ended.pop("answered", 0), ended.pop("not-run", 0)
    why = f" ({use.detail})" if use.detail else ""
    if ended:
        parts = ", ".join(f"{outcome}: {number}" for outcome, number in sorted(ended.items()))
        total = answered + unsent + sum(ended.values())
        yield Flag(code=FlagCode.MODEL_FAILED, detail=f"{parts} of {total} parts of the document{why}")
    if unsent or not use.windows:
        yield Flag(code=FlagCode.MODEL_NOT_RUN, detail=f"{unsent or 'all'} parts of the document were not sent{why}")
    if answered and not use.found:
        yield Flag(code=FlagCode.MODEL_FOUND_NOTHING, detail=f"{use.invented} quotes were not in the document")


def _claim_flags(
    claim: Claim,
    entries: Mapping[str, Entry],
    alignment: ClaimAlignment | None,
    instructions: tuple[tuple[int, int], ...],
    today: date | None,
) -> Iterable[Flag]:
    if alignment is not None and alignment.unaligned and not alignment.alignments:
        yield Flag(code=FlagCode.UNALIGNED)
    # of an inferred claim the basis says already that nobody wrote it down
    if claim.confidence < UNSURE_BELOW and claim.basis is not Basis.INFERRED:
        yield Flag(code=FlagCode.UNSURE, detail=f"confidence {claim.confidence:.2f}")
    if claim.provenance.model is not None:
        yield Flag(code=FlagCode.MODEL_ONLY, detail=claim.provenance.model)
    entry = entries.get(claim.entry_id or "")
    if any(e.start < end and start < e.end for e in claim.evidence for start, end in instructions):
        yield Flag(code=FlagCode.INSTRUCTION, detail="Its evidence stands in text that reads like an instruction.")
    elif any(map(instruction_spans, _words(claim, entry))):
        yield Flag(code=FlagCode.INSTRUCTION, detail="Its own words read like an instruction.")
    if claim.kind == "skill" or entry is None:
        return
    for conflict in date_conflicts(entry, today):
        yield Flag(code=FlagCode.DATES_CONFLICT, detail=conflict)
    if claim.kind is EntryKind.EMPLOYMENT and not (entry.start or entry.end or entry.current):
        yield Flag(code=FlagCode.NO_DATES)


def date_conflicts(entry: Entry, today: date | None) -> tuple[str, ...]:
    """Say what cannot be true of an entry's dates, comparing only as far as both were printed."""
    found: list[str] = []
    if entry.start and entry.end and _before(entry.end, entry.start):
        found.append(f"ends {entry.end}, before it starts {entry.start}")
    if entry.current and entry.end:
        found.append(f"is said to go on, and to have ended {entry.end}")
    found.extend(
        f"{printed} is not a year of a working life"
        for printed in (entry.start, entry.end)
        if printed and not EARLIEST_YEAR <= int(printed[:4]) <= LATEST_YEAR
    )
    if today is not None:
        if entry.start and not entry.expected and _before(today.isoformat(), entry.start):
            found.append(f"starts {entry.start}, which lies ahead")
        if entry.end and int(entry.end[:4]) > today.year + FAR_FUTURE_YEARS:
            found.append(f"ends {entry.end}, far ahead")
    return tuple(dict.fromkeys(found))


def _before(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= DETAIL_CHARACTERS else flat[: DETAIL_CHARACTERS - 1] + "…"
