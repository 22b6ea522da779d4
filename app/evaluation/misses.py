"""What a draft of one document has that its truth has not, and the other way round, in words."""

from collections.abc import Iterator

from app.evaluation import entries
from app.evaluation.entries import Told
from app.evaluation.score import Span, close, normal
from app.evaluation.suite import Case, TrueSkill
from app.extraction.model import Basis
from app.review.model import Draft, DraftClaim

_NAMED = ("title", "organization", "programme", "start", "end")


def misses(case: Case, draft: Draft, skills: list[TrueSkill], places: list[Span]) -> Iterator[str]:
    """Give a line for each skill and entry that was missed, is wrong, or is told otherwise than the truth tells it.

    `skills` are the true ones that are printed and `places` where; a skill was found when any claim with evidence has
    its words or touches it, whatever the basis of either (as `documents` judges a confidence).
    """
    claims = [claim for claim in draft.claims if claim.kind == "skill" and claim.evidence]
    claims = [claim for claim in claims if claim.basis is not Basis.INFERRED]
    for skill, place in zip(skills, places, strict=True):
        if not any(_same(claim, skill, place) for claim in claims):
            yield f"missed {skill.basis} skill: {_line(skill.mention)}"
    for claim in claims:
        if not any(_same(claim, skill, place) for skill, place in zip(skills, places, strict=True)):
            yield f"wrong {claim.basis} skill: {_line(claim.evidence[0].quote)} ({claim.confidence:.2f})"
    yield from _entries(case, draft)


def _same(claim: DraftClaim, skill: TrueSkill, place: Span) -> bool:
    first = claim.evidence[0]
    return close(normal(first.quote), normal(skill.mention)) or (first.start < place[1] and place[0] < first.end)


def _entries(case: Case, draft: Draft) -> Iterator[str]:
    for group, (ours, theirs, pairs) in entries.grouped(draft.entries, case.entries).items():
        fields = entries.fields_of(group)
        for i, j in pairs:
            for field in fields:
                claimed, true = entries.value(ours[i], field), entries.value(theirs[j], field)
                if claimed != true:
                    yield f"{group}, {_named(theirs[j])}: {field} is {claimed or 'missing'}, not {true or 'printed'}"
        paired_ours, paired_theirs = {i for i, _ in pairs}, {j for _, j in pairs}
        for j, entry in enumerate(theirs):
            if j not in paired_theirs:
                yield f"missed {group}: {_named(entry)}"
        for i, entry in enumerate(ours):
            if i not in paired_ours:
                yield f"wrong {group}: {_named(entry)}"


def _named(entry: Told) -> str:
    told = (entries.value(entry, field) for field in _NAMED)
    return ", ".join(part for part in told if part)


def _line(words: str) -> str:
    return " ".join(words.split())
