"""Known-wrong claims: what nobody approves who looks at the quote, to see whether reviewers look.

Such a claim is a value of its own kind. No draft and no record can hold it, whatever is decided on it.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from app.extraction.claims import numbered
from app.extraction.model import Basis, EntryKind
from app.review.model import Decision, Draft, DraftClaim, Flag, FlagCode, Verdict
from app.values import Frozen

_FOREIGN: Final = (
    "dental radiography",
    "beekeeping",
    "air traffic control",
    "violin repair",
    "underwater welding",
    "court stenography",
    "glass blowing",
    "veterinary anesthesia",
    "wine tasting",
    "stage lighting",
    "reinsurance underwriting",
    "piano tuning",
    "crop dusting",
    "sign language interpreting",
    "upholstery repair",
    "avalanche forecasting",
)
"""Skills of occupations that are far from each other, so that one of them is far from any document."""
_RANKS: Final = ("Senior", "Chief", "Assistant", "Deputy", "Principal", "Trainee")
_STEM: Final = 5
_WORD: Final = re.compile(r"\w{4,}")
Item = TypeVar("Item")


class Way(StrEnum):
    """In which way a claim is wrong."""

    FOREIGN_SKILL = "foreign-skill"
    """A skill of another occupation, on a quote that does not bear it."""
    ALTERED_TITLE = "altered-title"
    """A job with a rank that its document does not give it."""


class Answer(StrEnum):
    """What a reviewer made of a known-wrong claim."""

    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    RETURNED = "returned"
    """The draft went back to its worker before the claim was decided."""


class KnownWrong(Frozen):
    """A claim that is wrong for certain, as one reviewer is shown it."""

    way: Way
    made_from: str
    """The id of the claim whose quotes it shows; it stands next to that one."""
    claim: DraftClaim


def make_wrong(draft: Draft, choice: bytes) -> KnownWrong | None:
    """Make a known-wrong claim of a draft, the same one for the same `choice` (16 bytes or more of chance).

    None when the draft has nothing that one could be made of.
    """
    ways = (_foreign_skill, _altered_title)
    first = choice[0] % len(ways)
    for make in (*ways[first:], *ways[:first]):
        found = make(draft, choice)
        if found is not None:
            return found
    return None


def among(claims: Sequence[DraftClaim], wrong: KnownWrong) -> tuple[DraftClaim, ...]:
    """Give the claims of a draft with the known-wrong one behind the claim that it was made from."""
    ids = [claim.id for claim in claims]
    place = ids.index(wrong.made_from) + 1 if wrong.made_from in ids else len(ids)
    return (*claims[:place], wrong.claim, *claims[place:])


def answer_of(wrong: KnownWrong, decision: Decision) -> tuple[Answer, bool] | None:
    """Give what a decision says of a known-wrong claim, and whether it was caught; None for a skip.

    An edit catches it when it changes what the claim says, and not when it only chooses other concepts.
    """
    if decision.verdict is Verdict.SKIP:
        return None
    if decision.verdict is Verdict.REJECT:
        return Answer.REJECTED, True
    if decision.edit is None:
        return Answer.APPROVED, False
    renamed = decision.edit.name is not None and decision.edit.name != wrong.claim.name
    return Answer.EDITED, renamed or bool({"title", "kind"} & set(decision.edit.fields))


def _foreign_skill(draft: Draft, choice: bytes) -> KnownWrong | None:
    bases = [
        claim
        for claim in draft.claims
        if claim.kind == "skill" and claim.evidence and claim.basis is not Basis.INFERRED
    ]
    text = draft.document.text.casefold()
    # of no name does any word begin like a word of the document
    names = [name for name in _FOREIGN if not any(word[:_STEM] in text for word in _WORD.findall(name))]
    if not bases or not names:
        return None
    base, name = _pick(bases, choice[1:5]), _pick(names, choice[5:9])
    searched = any(claim.alignments or _is_unaligned(claim) for claim in draft.claims)
    changes = {
        "name": name.capitalize() if base.name[:1].isupper() else name,
        "alignments": (),
        "flags": (Flag(code=FlagCode.UNALIGNED),) if searched else (),
    }
    return _wrong(Way.FOREIGN_SKILL, draft, base, changes, choice)


def _altered_title(draft: Draft, choice: bytes) -> KnownWrong | None:
    bases = [claim for claim in draft.claims if claim.kind == EntryKind.EMPLOYMENT and claim.evidence]
    text = draft.document.text.casefold()
    ranks = [rank for rank in _RANKS if rank.casefold()[:_STEM] not in text]
    if not bases or not ranks:
        return None
    base, rank = _pick(bases, choice[1:5]), _pick(ranks, choice[5:9])
    if base.name.isupper():
        rank = rank.upper()
    return _wrong(Way.ALTERED_TITLE, draft, base, {"name": f"{rank} {base.name}"}, choice)


def _wrong(way: Way, draft: Draft, base: DraftClaim, changes: Mapping[str, object], choice: bytes) -> KnownWrong:
    id_ = numbered("c", draft.document.sha256, choice.hex())
    claim = base.model_copy(update={"id": id_, "alternatives": (), "picks": (), **changes})
    return KnownWrong(way=way, made_from=base.id, claim=claim)


def _pick(items: Sequence[Item], chance: bytes) -> Item:
    return items[int.from_bytes(chance) % len(items)]


def _is_unaligned(claim: DraftClaim) -> bool:
    return any(flag.code is FlagCode.UNALIGNED for flag in claim.flags)
