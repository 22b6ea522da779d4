"""A worker's record and the approved claims of another document to one record, in which nothing stands twice."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from app.extraction.model import Basis, Entry
from app.review.model import (
    ApprovedClaim,
    Draft,
    DraftClaim,
    Flag,
    FlagCode,
    Record,
    RecordClaim,
    RecordDocument,
)
from app.review.same import entry_of, may_be_same, same_concept, same_entry
from app.taxonomy.names import name_key
from app.values import Sha256

_BASES = (Basis.STATED, Basis.DEMONSTRATED, Basis.INFERRED)
"""The strongest support first."""

_JOINED = (
    *((basis, basis) for basis in _BASES),
    (Basis.INFERRED, Basis.STATED),
    (Basis.INFERRED, Basis.DEMONSTRATED),
    (Basis.STATED, Basis.INFERRED),
    (Basis.DEMONSTRATED, Basis.INFERRED),
)
"""Bases of a claim and of a group of the same name that are one skill, in the order in which they are tried."""

Group = tuple[ApprovedClaim, ...]


class Earlier:
    """What other documents than this one gave a worker's record: groups of approved claims that are one claim."""

    def __init__(self, record: Record | None, document_sha256: Sha256, rejected: Collection[str] = ()) -> None:
        """`rejected` are ids of claims that a person rejected since; what is left of a claim stays."""
        self._entries = {entry.id: entry for entry in record.entries} if record else {}
        told = [
            tuple(
                part
                for part in approved.parts
                if part.document_sha256 != document_sha256 and part.claim.id not in rejected
            )
            for approved in (record.claims if record else ())
        ]
        self.groups: list[Group] = [group for group in told if group]
        used = {part.document_sha256 for group in self.groups for part in group}
        known = (
            (RecordDocument(sha256=record.document_sha256, media_type=record.media_type), *record.earlier)
            if record
            else ()
        )
        self.documents = tuple(one for one in known if one.sha256 in used)

    def with_claims(self, claims: Sequence[RecordClaim], entries: Mapping[str, Entry]) -> tuple[RecordClaim, ...]:
        """Give the claims of the whole record: those that are there, with what the new ones add, then new ones.

        `entries` are those of the new claims, by id.
        """
        found = self.find([approved.claim for approved in claims], entries)
        groups: list[list[ApprovedClaim]] = [list(group) for group in self.groups]
        for approved in claims:
            place = found.get(approved.claim.id)
            if place is None:
                groups.append([approved])
            else:
                groups[place].append(approved)
        known = {**self._entries, **entries}
        return tuple(_one(group, known) for group in groups)

    def find(self, claims: Sequence[DraftClaim], entries: Mapping[str, Entry]) -> dict[str, int]:
        """Give, by the id of each claim that is there already, the place of its group.

        Skills are one where kind, basis and folded name are; an inferred skill joins one with evidence and the other
        way about. Where no name is the same, a concept tells, if it leaves no doubt. Entries are one by their facts.
        Each group gains one claim at most.
        """
        found: dict[str, int] = {}
        skills = [claim for claim in claims if claim.kind == "skill"]
        named = self._named()
        for ours, theirs in _JOINED:
            for claim in skills:
                places = named.get((theirs, name_key(claim.name)), ())
                if claim.basis is ours and claim.id not in found:
                    first = next((place for place in places if place not in found.values()), None)
                    found |= {} if first is None else {claim.id: first}
        return found | self._by_concept(skills, found) | self._by_facts(claims, entries)

    def _named(self) -> dict[tuple[Basis, str], list[int]]:
        named: dict[tuple[Basis, str], list[int]] = {}
        for place, group in enumerate(self.groups):
            if group[0].claim.kind == "skill":
                for name in {name_key(name) for part in group for name in _names(part)}:
                    named.setdefault((_basis(group), name), []).append(place)
        return named

    def _by_concept(self, skills: Sequence[DraftClaim], found: Mapping[str, int]) -> dict[str, int]:
        """Pair what has no name in common where a claim and a group are each other's only one."""
        left = [claim for claim in skills if claim.id not in found and claim.alignments]
        pairs = [
            (claim.id, place)
            for place, group in enumerate(self.groups)
            if group[0].claim.kind == "skill" and place not in found.values()
            for claim in left
            if claim.basis is _basis(group) and any(same_concept(claim, part.claim) for part in group)
        ]
        claims, places = Counter(claim_id for claim_id, _ in pairs), Counter(place for _, place in pairs)
        return {claim_id: place for claim_id, place in pairs if claims[claim_id] == places[place] == 1}

    def _by_facts(self, claims: Sequence[DraftClaim], entries: Mapping[str, Entry]) -> dict[str, int]:
        titled: dict[str, list[tuple[int, Entry]]] = {}
        for place, group in enumerate(self.groups):
            for part in group:
                known = entry_of(part.claim, self._entries)
                if known is not None:
                    titled.setdefault(name_key(known.title or ""), []).append((place, known))
        found: dict[str, int] = {}
        for claim in claims:
            entry = entry_of(claim, entries)
            if entry is not None:
                places = (
                    place for place, known in titled.get(name_key(entry.title or ""), ()) if same_entry(entry, known)
                )
                first = next((place for place in places if place not in found.values()), None)
                found |= {} if first is None else {claim.id: first}
        return found

    def flagged(self, draft: Draft) -> Draft:
        """Give a draft in which entries that may be in the record already, and are not certainly, carry a flag."""
        entries = {entry.id: entry for entry in draft.entries}
        found = self.find(draft.claims, entries)
        return draft.model_copy(
            update={
                "claims": tuple(claim if claim.id in found else self._maybe(claim, entries) for claim in draft.claims)
            }
        )

    def _maybe(self, claim: DraftClaim, entries: Mapping[str, Entry]) -> DraftClaim:
        entry = entry_of(claim, entries)
        for group in self.groups if entry is not None else ():
            for part in group:
                other = entry_of(part.claim, self._entries)
                if entry is not None and other is not None and may_be_same(entry, other):
                    detail = f"May be the same as “{part.claim.name}”, which the worker's record has already."
                    flag = Flag(code=FlagCode.POSSIBLE_DUPLICATE, detail=detail)
                    return claim.model_copy(update={"flags": (*claim.flags, flag)})
        return claim


def _names(part: ApprovedClaim) -> tuple[str, ...]:
    return (part.claim.name, *((part.original.name,) if part.original else ()))


def _basis(group: Group) -> Basis:
    return min((part.claim.basis for part in group), key=_BASES.index)


def _one(group: Sequence[ApprovedClaim], entries: Mapping[str, Entry]) -> RecordClaim:
    """Make one claim: the part with the strongest support speaks for it, of entries the one that tells most."""

    def place(part: ApprovedClaim) -> tuple[int, int, str, str]:
        entry = entry_of(part.claim, entries)
        told = 0 if entry is None else -_told(entry)
        return _BASES.index(part.claim.basis), told, part.decisions[0].at, part.claim.id

    first, *others = sorted(group, key=place)
    return RecordClaim(**_own(first), also=tuple(ApprovedClaim(**_own(part)) for part in others))


def _own(part: ApprovedClaim) -> dict[str, object]:
    return {name: getattr(part, name) for name in ApprovedClaim.model_fields}


def _told(entry: Entry) -> int:
    """How much an entry tells: an end more than that it goes on, a month more than a year."""
    facts = (entry.title, entry.organization, entry.programme, entry.location)
    return 20 * bool(entry.end) + len(entry.start or "") + len(entry.end or "") + sum(map(bool, facts))
