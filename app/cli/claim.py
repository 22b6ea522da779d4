"""One claim to what a person sees in a terminal: wording, the quote in its lines, concepts to choose from."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from app.alignment.model import Alignment
from app.cli.screen import plain
from app.credentials.model import TrustTier
from app.credentials.wording import FRAMEWORK_TITLES
from app.documents.model import Evidence
from app.documents.spans import lines_around
from app.extraction.model import Basis, Entry, EntryKind
from app.extraction.parts.completion import standing
from app.flows.review import Review
from app.review.decide import HARMLESS
from app.review.model import Decision, Draft, DraftClaim, Flag, FlagCode, Role, Verdict

CONTEXT = 140
"""Characters shown on each side of a quote, within its lines."""

QUOTES = 3
"""Places shown for one claim; the number of further ones is told."""

BASES = {
    Basis.STATED: "named in the document",
    Basis.DEMONSTRATED: "shown by what was done",
    Basis.INFERRED: "inferred, not written in the document",
}

TIERS = {
    TrustTier.EXTRACTED: "nobody has approved it yet",
    TrustTier.SELF_ASSERTED: "the worker approved it",
    TrustTier.REVIEWED: "a reviewer approved it",
    TrustTier.ENDORSED: "somebody who is known endorsed it",
    TrustTier.ISSUER_VERIFIED: "an issuer who is known vouches for it",
}
"""Trust tiers in a person's words."""

LEAST_SCORE = 0.2
"""Runners-up that fit less than this are not offered."""

FLAGS_SHOWN = 8
"""Flags of a draft shown at once; the number of further ones is told."""

FLAGS = {
    FlagCode.UNALIGNED: "no matching concept in any framework",
    FlagCode.UNSURE: "unsure",
    FlagCode.HIDDEN_TEXT: "the document holds text that a person does not see; it is left out",
    FlagCode.INSTRUCTION: "text that reads like an instruction to a machine",
    FlagCode.DATES_CONFLICT: "dates conflict",
    FlagCode.NO_DATES: "no dates",
    FlagCode.NO_EMPLOYER: "its row names no employer",
    FlagCode.OUTCOME_UNKNOWN: "the document does not say whether it was passed",
    FlagCode.POSSIBLE_DUPLICATE: "may be in the record already",
    FlagCode.READING_ORDER: "the order of the text on the page is unsure; words may stand beside the wrong entry",
    FlagCode.NOTHING_FOUND: "nothing found",
    FlagCode.ADVERTISEMENT: "reads like an advertisement of a job, not like a record of what you did",
    FlagCode.ACTIVE_CONTENT: "the file carries more than text",
    FlagCode.DISAGREEMENT: "it was read in different ways",
    FlagCode.MODEL_ONLY: "only the language model found it",
    FlagCode.ADDED: "a person added it by pointing at its words",
    FlagCode.MODEL_NOT_RUN: "the language model did not read it all",
    FlagCode.MODEL_FAILED: "the language model gave no usable answer",
    FlagCode.MODEL_FOUND_NOTHING: "the language model found nothing that the document says",
    FlagCode.REJECTED_BEFORE: "was rejected before, on other evidence",
    FlagCode.UNREADABLE: "some characters of the file cannot be read; words may be incomplete",
    FlagCode.OCR: "the text was recognised in pictures of pages; letters may be wrong",
    FlagCode.OCR_UNCERTAIN: "a word of it was hardly recognised",
    FlagCode.PAGES_UNREAD: "some pages, or pictures on them, were not read; see `ler doctor`",
}

_DETAILS = {
    "reading-order": "",
    "unreadable-characters": "",
    "pages-unread": "",
    "attachments": "attached files",
    "javascript": "scripts",
    "launch": "commands that start programs",
    "submit-form": "forms that send data",
    "xfa": "an interactive form",
    "macros": "macros",
    "external-template": "a template from elsewhere",
}
"""Notes of the reader in a person's words; others are shown as they are."""

_OTHERWISE = {
    "encoding-guessed": "the encoding of the file was guessed; letters with accents may be wrong",
    "tracked-insertions": "the document has insertions that nobody has accepted yet; they are read as its text",
}
"""Notes of which the sentence of their flag is not true."""

INFERRED_INTRO = (
    "From here on the claims are inferred. Nothing in the document says them: a job title or course often comes "
    "with these skills. Approve only what is true of you."
)


def choices(claim: DraftClaim) -> tuple[Alignment, ...]:
    """Give the concepts that a person can choose by number: the chosen ones first, then runners-up that may fit."""
    return claim.alignments + tuple(concept for concept in claim.alternatives if concept.score >= LEAST_SCORE)


def flagged(draft: Draft) -> list[Text]:
    """Say in one line each what a person should know of the whole draft."""
    lines = [Text(f"! {_told(flag)}", style="yellow") for flag in draft.flags[:FLAGS_SHOWN]]
    further = len(draft.flags) - FLAGS_SHOWN
    if further > 0:
        lines.append(Text(f"! and {further} more", style="yellow"))
    return lines


def _told(flag: Flag) -> str:
    if flag.detail in _OTHERWISE:
        return _OTHERWISE[flag.detail]
    detail = plain(_DETAILS.get(flag.detail, flag.detail))
    return f"{FLAGS[flag.code]} ({detail})" if detail else FLAGS[flag.code]


def shown(review: Review, claim: DraftClaim) -> RenderableType:
    """Render one claim with its place in the review."""
    number = review.claims.index(claim) + 1
    return Group(
        Rule(style="dim"), *_heading(review, claim, number), *_quotes(review.draft, claim), *_concepts(claim)
    )


def _heading(review: Review, claim: DraftClaim, number: int) -> Iterator[RenderableType]:
    left = len(review.waiting())
    stands = "attested in bulk before" if claim in review.attested() else TIERS[review.tier(claim)]
    yield Text(f"Claim {number} of {len(review.claims)}, {left} to decide; {stands}", style="dim")
    kind = "" if claim.kind == "skill" else f" ({claim.kind})"
    yield Text.assemble((plain(claim.name), "bold"), f"{kind}: {BASES[claim.basis]}")
    for flag in claim.flags:
        if flag.code is FlagCode.UNALIGNED and choices(claim):
            yield Text("  no concept matches it for certain; one of these may", style="dim")
        elif flag.code in HARMLESS:
            yield Text(f"  {_told(flag)}", style="dim")
        else:
            yield Text(f"! look here: {_told(flag)}", style="yellow")
    said = review.said_by_others(claim)
    if said is not None:
        yield Text(f"! look here: {_said(review, claim, said)}", style="yellow")


def _said(review: Review, claim: DraftClaim, said: Decision) -> str:
    """Say what somebody else made of the claim before it is decided on."""
    who = "the worker" if said.person.role is Role.WORKER else f"reviewer {plain(said.person.id)}"
    if said.verdict is Verdict.REJECT:
        why = f" ({plain(said.reason)})" if said.reason else ""
        return f"{who} says no{why}; it is left out unless you say yes again"
    drafted = review.draft.claim(claim.id)
    if drafted is None or drafted.name == claim.name:
        return f"{who} corrected it, and this is how it stands"
    return f"{who} put it so; it was drafted as: {plain(drafted.name)}"


def _quotes(draft: Draft, claim: DraftClaim) -> Iterator[RenderableType]:
    places = _places(draft.document.text, claim.evidence)
    for number, place in enumerate(places[:QUOTES]):
        yield Padding(in_its_lines(draft.document.text, *place), (0, 0, 0, 4))
        told = where(draft, claim, place[0])
        if number + 1 >= min(len(places), QUOTES) or told != where(draft, claim, places[number + 1][0]):
            yield Text("  " + told, style="dim")
    further = len(places) - QUOTES
    if further > 0:
        yield Text(f"  and in {further} more place{'s' * (further > 1)}", style="dim")
    if claim.inferred_from is not None:
        yield Text("  " + why(draft, claim))


def _places(text: str, evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Put quotes that touch one line together, in the order of the text."""
    places: list[list[Evidence]] = []
    for one in sorted(evidence, key=lambda found: (found.start, found.end)):
        if places and "\n" not in text[places[-1][-1].end : one.start] and one.start >= places[-1][-1].end:
            places[-1].append(one)
        else:
            places.append([one])
    return places


def in_its_lines(text: str, *evidence: Evidence, context: int = CONTEXT) -> Text:
    """Show quotes, in the order of the text, within the lines they stand in, marked by brackets and by style."""
    start, end = evidence[0].start, evidence[-1].end
    first, last = lines_around(text, start, end)
    begin, close = max(first, start - context), min(last, end + context)
    shown = Text("\N{HORIZONTAL ELLIPSIS}" * (begin > first))
    for one in evidence:
        shown.append(plain(text[begin : one.start]))
        shown.append(f"[{plain(one.quote)}]", "bold reverse")
        begin = one.end
    return shown.append(plain(text[begin:close])).append("\N{HORIZONTAL ELLIPSIS}" * (close < last))


def where(draft: Draft, claim: DraftClaim, evidence: Evidence) -> str:
    """Say on which page and in which entry a quote stands."""
    place = f"page {evidence.page}"
    entry = _entry(draft, claim.entry_id)
    if entry is None:
        return place
    if claim.correction is not None:
        return f"{place}, corrected to: {entry_line(claim.correction.over(entry))}"
    return f"{place}, {'in' if claim.kind == 'skill' else 'read as'}: {entry_line(entry)}"


def why(draft: Draft, claim: DraftClaim) -> str:
    """Say what an inferred claim follows from."""
    source = claim.inferred_from
    if source is None:
        return ""
    entry = _entry(draft, source.entry_id)
    what = f'the {source.kind} "{plain(entry.title)}"' if entry and entry.title else f"a {source.kind}"
    at = f" at {plain(entry.organization)}" if entry and entry.organization else ""
    through = f" ({plain(source.concept_name)})" if source.concept_name else ""
    return f"why: {what}{at}{through} often comes with it"


def entry_line(entry: Entry) -> str:
    """Give an entry in one line: title, organisation, dates as printed, and why it is not held or only expected."""
    told = ", ".join(part for part in (_dates(entry), _state(entry)) if part)
    parts = [part for part in (entry.title or entry.programme, entry.organization) if part]
    return plain(", ".join(parts) or entry.kind.value) + (f" ({told})" if told else "")


def _state(entry: Entry) -> str:
    if entry.completed is not False:
        return "expected" if entry.expected else ""
    told = standing(" ; ".join(evidence.quote for evidence in entry.evidence))
    return told if told in ("in progress", "not current") else "not completed"


def _dates(entry: Entry) -> str:
    """Say when an entry was; of one date alone it has to be told which it is."""
    if entry.kind in (EntryKind.CERTIFICATION, EntryKind.LICENCE) and not entry.expected:
        issued = f"issued {entry.start}" if entry.start else ""
        expires = "current" if entry.current else _expiry(entry.end) if entry.end else ""
        return ", ".join(filter(None, (issued, expires)))
    end = "present" if entry.current else entry.end
    if entry.start and not end:
        return f"from {entry.start}"
    return " \N{EN DASH} ".join(filter(None, (entry.start, end)))


def _expiry(printed: str) -> str:
    today = datetime.now(UTC).date().isoformat()
    return f"{'expired' if printed < today[: len(printed)] else 'expires'} {printed}"


def _entry(draft: Draft, entry_id: str | None) -> Entry | None:
    return next((entry for entry in draft.entries if entry.id == entry_id), None)


def fit(concept: Alignment) -> str:
    """Say of which framework a concept is, and how likely it is the right one."""
    framework = FRAMEWORK_TITLES.get(concept.framework, concept.framework)
    return f"{plain(framework)}, {round(100 * concept.score)} of 100"


def _concepts(claim: DraftClaim) -> Iterator[RenderableType]:
    if claim.kind != "skill" and not choices(claim):
        return
    chosen = "* chosen" if claim.alignments else "none chosen; e offers them"
    yield Text(f"  Concepts ({chosen}), how likely each is right" if choices(claim) else "  Concepts: none fits")
    grid = Table.grid(padding=(0, 1))
    for number, concept in enumerate(choices(claim), start=1):
        mark = "*" if number <= len(claim.alignments) else " "
        found = Text(f" {fit(concept)}", style="dim", no_wrap=True)
        grid.add_row(f"  {mark}{number:>2}", plain(concept.name), found)
    yield grid
