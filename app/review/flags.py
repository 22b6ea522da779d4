"""A document and what was extracted from it to flags: the reasons why a person must look."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from app.alignment.model import ClaimAlignment
from app.documents.model import TABLES, Document
from app.documents.spans import Spans
from app.extraction.guard.instructions import instruction_spans, planted_spans, whole_lines
from app.extraction.guard.speaking import speaking
from app.extraction.lines.recognised import HARDLY, least_sure
from app.extraction.model import Basis, Claim, Entry, EntryKind, Extraction, ModelUse
from app.review.model import DraftClaim, Flag, FlagCode

UNSURE_BELOW = 0.5
"""Confidence under which a claim is flagged."""

EARLIEST_YEAR = 1930
LATEST_YEAR = 2100
"""Years outside are misprints or misreadings, whatever the day is."""

FAR_FUTURE_YEARS = 8
"""An end date further ahead than this is no planned graduation."""

DETAIL_CHARACTERS = 200
MAX_FLAGS_OF_A_KIND = 20

_MONTHS = 12
_MONTH = re.compile(r"(\d{1,2})[/.-]\d{4}|\d{4}[/.-](\d{1,2})", re.ASCII)
"""A cell with a month and a year, in either order."""

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
    "encoding-guessed": FlagCode.UNREADABLE,
    "pages-unread": FlagCode.PAGES_UNREAD,
    "tracked-insertions": FlagCode.HIDDEN_TEXT,
}


_OF_A_PAGE = "another reader puts its lines into quite another order; compare the entries with the page"


def how_many_reviewers(claim: Claim) -> int:
    """Give how many reviewers look at a claim: two at a licence or certification, which others rely on; else one."""
    return 2 if claim.kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE) else 1


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
    # an advertisement speaks to whoever reads it
    instructions = () if extraction.advertisement else planted_spans(document)
    entries = {entry.id: entry for entry in extraction.entries}
    spoken = Spans(whole_lines(document.text, *span) for span in instructions) if instructions else None
    words = {claim.id: _words(claim, entries.get(claim.entry_id or "")) for claim in extraction.claims}
    planted = speaking(word for said in words.values() for word in said)
    return (
        tuple(_draft_flags(document, extraction, instructions)),
        {
            claim.id: (
                # what somebody asks for is nobody's until they say so, claim by claim
                *((Flag(code=FlagCode.ADVERTISEMENT),) if extraction.advertisement else ()),
                *_claim_flags(
                    claim,
                    entries,
                    alignments.get(claim.id),
                    spoken,
                    today,
                    speaks=not planted.isdisjoint(words[claim.id]),
                ),
                *(_of_a_row(claim, entries) if document.media_type in TABLES else ()),
                *_hardly_read(document, claim, entries),
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
        said = _closer(hidden.text)
        for start, end in instruction_spans(said)[:1]:
            quote = _short(said[start:end])
            yield Flag(code=FlagCode.INSTRUCTION, detail=f"page {hidden.page}, hidden: {quote}")
    if len(document.hidden) > MAX_FLAGS_OF_A_KIND:
        more = len(document.hidden) - MAX_FLAGS_OF_A_KIND
        yield Flag(code=FlagCode.HIDDEN_TEXT, detail=f"and {more} more places")
    if extraction.advertisement:
        yield Flag(
            code=FlagCode.ADVERTISEMENT, detail="It asks for somebody to do a job, and tells of nobody who did."
        )
    for start, end in instructions[:MAX_FLAGS_OF_A_KIND]:
        quote = _short(document.text[start:end])
        yield Flag(code=FlagCode.INSTRUCTION, detail=f"page {document.page_of(start)}: {quote}")
    for note in dict.fromkeys(document.notes):
        code, _, page = note.partition(":")
        if code in _NOTES:
            yield Flag(code=_NOTES[code], detail=f"page {page}: {_OF_A_PAGE}" if page else code)
    if (read := document.recognition) is not None:
        pages = f"page{'s' if len(read.pages) > 1 else ''} {', '.join(map(str, read.pages))}"
        yield Flag(code=FlagCode.OCR, detail=f"{pages} by {read.engine}, confidence of words {read.confidence:.2f}")
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
    instructions: Spans | None,
    today: date | None,
    *,
    speaks: bool,
) -> Iterable[Flag]:
    if alignment is not None and alignment.unaligned and not alignment.alignments:
        yield Flag(code=FlagCode.UNALIGNED)
    # of an inferred claim the basis says already that nobody wrote it down
    if claim.confidence < UNSURE_BELOW and claim.basis is not Basis.INFERRED:
        yield Flag(code=FlagCode.UNSURE, detail=f"confidence {claim.confidence:.2f}")
    if claim.provenance.model is not None:
        yield Flag(code=FlagCode.MODEL_ONLY, detail=claim.provenance.model)
    entry = entries.get(claim.entry_id or "")
    if instructions is not None and any(instructions.touch(e.start, e.end) for e in claim.evidence):
        yield Flag(code=FlagCode.INSTRUCTION, detail="Its evidence stands in text that reads like an instruction.")
    elif speaks:
        yield Flag(code=FlagCode.INSTRUCTION, detail="Its own words read like an instruction.")
    if claim.kind == "skill" or entry is None:
        return
    for conflict in date_conflicts(entry, today):
        yield Flag(code=FlagCode.DATES_CONFLICT, detail=conflict)
    if claim.kind is EntryKind.EMPLOYMENT and not (entry.start or entry.end or entry.current):
        yield Flag(code=FlagCode.NO_DATES)
    if _is_undecided(entry):
        yield Flag(code=FlagCode.OUTCOME_UNKNOWN, detail=f"grade {entry.grade}" if entry.grade else "no grade")


def _of_a_row(claim: Claim, entries: Mapping[str, Entry]) -> Iterable[Flag]:
    """Say what the cells of a row of a job history do not tell: a month that there is, an employer as others have."""
    entry = entries.get(claim.entry_id or "")
    if claim.kind is not EntryKind.EMPLOYMENT or entry is None:
        return
    for evidence in entry.evidence:
        cell = _MONTH.fullmatch(evidence.quote.strip())
        if cell and not 1 <= int(cell[1] or cell[2]) <= _MONTHS:
            yield Flag(code=FlagCode.DATES_CONFLICT, detail=f"{_short(evidence.quote)} is no month of a year")
    if entry.organization is None and any(one.organization for one in entries.values()):
        yield Flag(code=FlagCode.NO_EMPLOYER)


def _is_undecided(entry: Entry) -> bool:
    """Say whether a course is told as transcripts do, and nothing says whether it was passed.

    Who lists a course on a resume speaks of what they did; a transcript lists what somebody left or failed as well.
    """
    recorded = entry.grade or entry.credits or entry.code
    return entry.kind is EntryKind.COURSE and bool(recorded) and entry.state is None and entry.completed is None


def flags_of_edited(claim: DraftClaim, entry: Entry | None) -> tuple[Flag, ...]:
    """Give the flags of a claim as an edit left it: of its dates and whether it was completed, by what the edit says.

    They are told beside the claim and are no part of it: a decision speaks of the claim with the flags of its draft.
    """
    correction = claim.correction
    if entry is None or correction is None or not {"start", "end", "current", "completed"} & set(correction.fields):
        return claim.flags
    after = correction.over(entry)
    dated = after.start or after.end or after.current
    settled = {FlagCode.DATES_CONFLICT, *((FlagCode.NO_DATES,) if dated else ())}
    if not _is_undecided(after):
        settled.add(FlagCode.OUTCOME_UNKNOWN)
    conflicts = (Flag(code=FlagCode.DATES_CONFLICT, detail=told) for told in date_conflicts(after, None))
    return (*(flag for flag in claim.flags if flag.code not in settled), *conflicts)


def _hardly_read(document: Document, claim: Claim, entries: Mapping[str, Entry]) -> Iterable[Flag]:
    # nearly every document is printed, and has none of these words
    word = least_sure(document, claim, entries) if document.words else None
    if word is not None and word.confidence < HARDLY:
        said = _short(document.text[word.start : word.end])
        yield Flag(code=FlagCode.OCR_UNCERTAIN, detail=f"{said}: confidence {word.confidence:.2f}")


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


def _closer(text: str) -> str:
    """Leave out empty lines and wide room, of which hidden text can have as much as somebody likes."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= DETAIL_CHARACTERS else flat[: DETAIL_CHARACTERS - 1] + "…"
