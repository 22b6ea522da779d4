"""Draft every document of a suite and score the drafts against its truth."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from app.documents.model import SourceDocument
from app.errors import LerError
from app.evaluation import entries
from app.evaluation.report import Figure, Harms, Outcome, Report
from app.evaluation.score import Span, Tally, close, exact_mentions, locate, normal, relaxed_mentions, touching
from app.evaluation.statistics import interval
from app.evaluation.suite import Case, TrueSkill, load, source
from app.extraction.model import Basis
from app.review.model import Draft, DraftClaim

_NOWHERE: Span = (-1, -1)

Drafter = Callable[[SourceDocument], Draft]

_BASES = {
    "stated skills": (Basis.STATED,),
    "demonstrated skills": (Basis.DEMONSTRATED,),
    "all skills": (Basis.STATED, Basis.DEMONSTRATED),
}


def evaluate(suite_dir: Path, draft: Drafter) -> Report:
    """Draft every file of the suite in `suite_dir` and score it.

    A file for which `draft` raises an LerError is an outcome with the error's code, and all its truths are missed.
    Raises SuiteInvalid when the folder is not a suite.
    """
    suite = load(suite_dir)
    outcomes = [_outcome(case, name, suite_dir, draft) for case in suite.cases for name in case.files]
    harms = sum((outcome.harms for outcome in outcomes), Harms())
    return Report(
        suite=suite_dir.name,
        documents=len(outcomes),
        cases=len(suite.cases),
        failed=sum(outcome.error is not None for outcome in outcomes),
        figures=_figures(outcomes),
        harms=harms,
        outcomes=tuple(outcomes),
    )


def _outcome(case: Case, name: str, folder: Path, draft: Drafter) -> Outcome:
    try:
        made = draft(source(folder, name))
    except LerError as error:
        return Outcome(
            case=case.id,
            file=name,
            error=error.code,
            tallies=_tallies(case, None),
            harms=Harms(
                missed_claims=len({normal(s.mention) for s in case.skills if s.basis is Basis.STATED}),
                missed_entries=len(case.entries),
            ),
        )
    skills = [claim for claim in made.claims if claim.kind == "skill"]
    return Outcome(
        case=case.id,
        file=name,
        claims=Counter(str(claim.basis) for claim in skills),
        entries=len(made.entries),
        aligned=sum(bool(claim.alignments) for claim in skills),
        tallies=_tallies(case, made),
        harms=_harms(case, made),
    )


def _tallies(case: Case, draft: Draft | None) -> dict[str, Tally]:
    """Give every tally of one document.

    The words of a claim are the quote of its first evidence, folded; of a truth, its mention. `exact` and `relaxed`
    compare sets of words (`score.exact_mentions`, `score.relaxed_mentions`); `touching` compares places in the text
    (`score.touching`), which is the fairer figure for duties, where people and programs cut phrases differently.
    """
    tallies: dict[str, Tally] = {}
    for name, bases in _BASES.items():
        claims = _supported(draft, bases)
        truths = [skill for skill in case.skills if skill.basis in bases]
        words, mentions = [claim.evidence[0].quote for claim in claims], [skill.mention for skill in truths]
        tallies[f"{name} / exact"] = exact_mentions(words, mentions)
        tallies[f"{name} / relaxed"] = relaxed_mentions(words, mentions)
        tallies[f"{name} / touching"] = touching(
            [(e.start, e.end) for claim in claims for e in claim.evidence[:1]], _places(draft, truths)
        )
    score = entries.score(draft.entries if draft else (), case.entries)
    for group, fields in score.fields.items():
        for field, tally in fields.items():
            tallies[f"{group} / {field} / exact"] = tally.exact
            if field not in ("entry", "start", "end"):
                tallies[f"{group} / {field} / relaxed"] = tally.relaxed
    return tallies


def _supported(draft: Draft | None, bases: Sequence[Basis]) -> list[DraftClaim]:
    claims = draft.claims if draft else ()
    return [claim for claim in claims if claim.kind == "skill" and claim.basis in bases and claim.evidence]


def _places(draft: Draft | None, truths: Sequence[TrueSkill]) -> list[Span]:
    """Give the distinct places of the true mentions; one that was lost stands where no claim can touch it."""
    text = draft.document.text if draft else ""
    found = {(skill.context, skill.mention): locate(text, skill.context, skill.mention) for skill in truths}
    return sorted({place for place in found.values() if place}) + [_NOWHERE for place in found.values() if not place]


def _harms(case: Case, draft: Draft) -> Harms:
    text = draft.document.text
    claims = [claim for claim in draft.claims if claim.basis is not Basis.INFERRED]
    spoken = {normal(e.quote) for claim in claims if claim.kind == "skill" for e in claim.evidence}
    stated = {normal(skill.mention) for skill in case.skills if skill.basis is Basis.STATED}
    score = entries.score(draft.entries, case.entries)
    is_pdf = draft.document.media_type == "application/pdf"
    return Harms(
        invented_claims=sum(
            not claim.evidence or any(text[e.start : e.end] != e.quote for e in claim.evidence) for claim in claims
        ),
        unplaced_claims=sum(is_pdf and any(not e.boxes for e in claim.evidence) for claim in claims),
        missed_claims=sum(not any(close(words, mention) for words in spoken) for mention in stated),
        unread_skills=sum(locate(text, skill.context, skill.mention) is None for skill in case.skills),
        wrong_entries=score.wrong_entries,
        missed_entries=score.missed_entries,
        wrong_dates=score.wrong_dates,
        false_alarms=int(bool(draft.hidden)),
    )


def _figures(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    names = list(dict.fromkeys(name for outcome in outcomes for name in outcome.tallies))
    ids = list(dict.fromkeys(outcome.case for outcome in outcomes))
    figures = []
    for name in sorted(names, key=_rank):
        by_case = [sum((o.tallies.get(name, Tally()) for o in outcomes if o.case == case), Tally()) for case in ids]
        total = sum(by_case, Tally())
        if not total.claims and not total.truths:
            continue
        figures.append(
            Figure(
                name=name,
                tally=total,
                precision=total.precision,
                recall=total.recall,
                f1=total.f1,
                precision_interval=interval(by_case, "precision"),
                recall_interval=interval(by_case, "recall"),
                f1_interval=interval(by_case, "f1"),
            )
        )
    return tuple(figures)


def _rank(name: str) -> tuple[int, int]:
    """Order figures: skills, then groups of entries and their fields as `entries` lists them."""
    thing, _, rest = name.partition(" / ")
    things = [*_BASES, *entries.GROUPS]
    return things.index(thing), entries.FIELDS.index(rest.partition(" / ")[0]) if thing in entries.GROUPS else 0
