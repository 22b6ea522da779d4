"""Draft every document of a suite and score the drafts against its truth."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.documents.model import Evidence, SourceDocument
from app.errors import LerError
from app.evaluation import entries, reliability
from app.evaluation.misses import misses
from app.evaluation.model import Effort, Outcome, Report, Sureness
from app.evaluation.pairs import differences
from app.evaluation.score import Span, Tally, close, exact_mentions, locate, normal, relaxed_mentions, touching
from app.evaluation.suite import Case, TrueSkill, load, source
from app.evaluation.totals import measured, report
from app.extraction.model import Basis
from app.review.model import Draft, DraftClaim, FlagCode
from app.taxonomy.names import fold

_NOWHERE: Span = (-1, -1)
_SEEN = (Basis.STATED, Basis.DEMONSTRATED)

Drafter = Callable[[SourceDocument], Draft]
_BASES = {
    "stated skills": (Basis.STATED,),
    "demonstrated skills": (Basis.DEMONSTRATED,),
    "all skills": _SEEN,
}
_INFERRED = "inferred skills"


def evaluate(suite_dir: Path, draft: Drafter, *, telling: bool = False) -> Report:
    """Draft every file of the suite in `suite_dir` and score it.

    With `telling` each outcome says what was missed and what is wrong, in words of the document.
    A file for which `draft` raises an LerError is an outcome with the error's code, and all its truths are missed.
    Raises SuiteInvalid when the folder is not a suite.
    """
    suite = load(suite_dir)
    outcomes = [_outcome(case, name, suite_dir, draft, telling) for case in suite.cases for name in case.files]
    pairs = {case.id: case.pair for case in suite.cases if case.pair}
    further = (*reliability.values(outcomes), *differences(outcomes, pairs))
    return report(suite_dir.name, "documents", outcomes, further=further, rank=_rank)


def effort_of(draft: Draft, took: Effort) -> Effort:
    """Add to what drafting took here what asking models took."""
    for use in (draft.model, draft.model_alignment):
        if use is not None:
            took += Effort(
                calls=use.calls, input_tokens=use.input_tokens, output_tokens=use.output_tokens, usd=use.usd
            )
    return took


def _outcome(case: Case, name: str, folder: Path, draft: Drafter, telling: bool) -> Outcome:
    document = source(folder, name)
    try:
        with measured() as watch:
            made = draft(document)
    except LerError as error:
        return Outcome(
            case=case.id,
            file=name,
            error=error.code,
            tallies=_tallies(case, None),
            harms={
                "missed_claims": len({normal(s.mention) for s in case.skills if s.basis is Basis.STATED}),
                "missed_entries": len(case.entries),
            },
            effort=watch.effort,
            about=case.slices(name),
        )
    skills = [claim for claim in made.claims if claim.kind == "skill"]
    sureness = _sureness(case, made)
    return Outcome(
        case=case.id,
        file=name,
        claims=Counter(str(claim.basis) for claim in skills),
        entries=len(made.entries),
        aligned=sum(bool(claim.alignments) for claim in skills),
        tallies=_tallies(case, made),
        parts=reliability.parts(sureness),
        harms=_harms(case, made),
        dropped=made.counts.get("invented", 0),
        effort=effort_of(made, watch.effort),
        about=case.slices(name),
        sureness=sureness,
        told=tuple(_misses(case, made)) if telling else (),
    )


def _misses(case: Case, draft: Draft) -> Iterator[str]:
    text = draft.document.text
    printed = [skill for skill in case.skills if skill.basis in _SEEN]
    places = [locate(text, skill.context, skill.mention) or _NOWHERE for skill in printed]
    return misses(case, draft, printed, places)


def _tallies(case: Case, draft: Draft | None) -> dict[str, Tally]:
    """Give every tally of one document.

    The words of a claim are the quote of its first evidence, folded; of a truth, its mention. `exact` and `relaxed`
    compare sets of words (`score.exact_mentions`, `score.relaxed_mentions`); `touching` compares places in the text
    (`score.touching`), which is the fairer figure for duties, where people and programs cut phrases differently.
    Of an inferred skill nothing is printed: its name is compared.
    """
    tallies: dict[str, Tally] = {}
    text = draft.document.text if draft else ""
    for name, bases in _BASES.items():
        claims = _supported(draft, bases)
        truths = [skill for skill in case.skills if skill.basis in bases]
        words, mentions = [claim.evidence[0].quote for claim in claims], [skill.mention for skill in truths]
        tallies[f"{name} / exact"] = exact_mentions(words, mentions)
        tallies[f"{name} / relaxed"] = relaxed_mentions(words, mentions)
        tallies[f"{name} / touching"] = touching(
            [(e.start, e.end) for claim in claims for e in claim.evidence[:1]], _places(text, truths)
        )
    follow = [skill.mention for skill in case.skills if skill.basis is Basis.INFERRED]
    if follow:
        named = [c.name for c in draft.claims if c.basis is Basis.INFERRED and c.kind == "skill"] if draft else []
        tallies[f"{_INFERRED} / exact"] = exact_mentions(named, follow)
        tallies[f"{_INFERRED} / relaxed"] = relaxed_mentions(named, follow)
    score = entries.score(draft.entries if draft else (), case.entries)
    for group, fields in score.fields.items():
        for field, tally in fields.items():
            tallies[f"{group} / {field} / exact"] = tally.exact
            if field not in entries.EXACT_ONLY:
                tallies[f"{group} / {field} / relaxed"] = tally.relaxed
    return tallies


def _supported(draft: Draft | None, bases: Sequence[Basis]) -> list[DraftClaim]:
    claims = draft.claims if draft else ()
    return [claim for claim in claims if claim.kind == "skill" and claim.basis in bases and claim.evidence]


def _places(text: str, truths: Sequence[TrueSkill]) -> list[Span]:
    """Give the distinct places of the true mentions; one that was lost stands where no claim can touch it."""
    found = {(skill.context, skill.mention): locate(text, skill.context, skill.mention) for skill in truths}
    return sorted({place for place in found.values() if place}) + [_NOWHERE for place in found.values() if not place]


def _sureness(case: Case, draft: Draft) -> tuple[Sureness, ...]:
    right = judge(case, draft.document.text)
    claims = _supported(draft, _SEEN)
    return tuple(Sureness(confidence=claim.confidence, right=right(claim.evidence[0])) for claim in claims)


def judge(case: Case, text: str) -> Callable[[Evidence], bool]:
    """Give the question whether a claim about the case, as `text` has it, is right, by its first evidence.

    It is when its words are close to a true mention, or its place touches one, whatever the basis of either.
    """
    truths = [skill for skill in case.skills if skill.basis in _SEEN]
    mentions, places = [normal(skill.mention) for skill in truths], _places(text, truths)

    def right(first: Evidence) -> bool:
        near = any(close(normal(first.quote), mention) for mention in mentions)
        return near or any(first.start < end and start < first.end for start, end in places)

    return right


def _harms(case: Case, draft: Draft) -> dict[str, int]:
    text = draft.document.text
    claims = [claim for claim in draft.claims if claim.basis is not Basis.INFERRED]
    spoken = {normal(e.quote) for claim in claims if claim.kind == "skill" for e in claim.evidence}
    stated = {normal(skill.mention) for skill in case.skills if skill.basis is Basis.STATED}
    printed = [skill for skill in case.skills if skill.basis in _SEEN]
    score = entries.score(draft.entries, case.entries)
    is_pdf = draft.document.media_type == "application/pdf"
    alarms = (FlagCode.HIDDEN_TEXT, FlagCode.INSTRUCTION)
    rejected = {"known_wrong": len(set(_again(case, draft)))} if case.wrong else {}
    return rejected | {
        "invented_claims": sum(
            not claim.evidence or any(text[e.start : e.end] != e.quote for e in claim.evidence) for claim in claims
        ),
        "ungrounded": sum(_ungrounded(draft)),
        "unplaced_claims": sum(is_pdf and any(not e.boxes for e in claim.evidence) for claim in claims),
        "missed_claims": sum(not any(close(words, mention) for words in spoken) for mention in stated),
        "unread_skills": sum(locate(text, skill.context, skill.mention) is None for skill in printed),
        "wrong_entries": score.wrong_entries,
        "missed_entries": score.missed_entries,
        "wrong_dates": score.wrong_dates,
        "false_passes": score.false_passes,
        "false_alarms": int(bool(draft.hidden) or any(flag.code in alarms for flag in draft.flags)),
    }


def _ungrounded(draft: Draft) -> Iterator[bool]:
    """Say of each claim whether it rests on nothing: no word of its name is quoted, or its entry is not there."""
    known = {entry.id for entry in draft.entries}
    for claim in draft.claims:
        if claim.basis is Basis.INFERRED:
            yield claim.inferred_from is None or claim.inferred_from.entry_id not in known
        else:
            yield not _stems(claim.name) & _stems(*(e.quote for e in claim.evidence))


def _stems(*texts: str) -> set[str]:
    return {token.stem for text in texts for token in fold(text)}


def _again(case: Case, draft: Draft) -> Iterator[str]:
    """Give the rejected mentions that are claimed again, by the words of a claim's name or quote."""
    said = {normal(words) for claim in draft.claims for words in (claim.name, *(e.quote for e in claim.evidence))}
    return (folded for skill in case.wrong if (folded := normal(skill.mention)) in said)


def _rank(name: str) -> tuple[int, int]:
    """Order figures: skills, then groups of entries and their fields as `entries` lists them."""
    thing, _, rest = name.partition(" / ")
    things = [*_BASES, _INFERRED, *entries.GROUPS]
    return things.index(thing), entries.FIELDS.index(rest.partition(" / ")[0]) if thing in entries.GROUPS else 0
