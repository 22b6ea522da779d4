"""Claims and decisions to the words and types of the standards, and to sentences that say how a claim came about."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from app.credentials.periods import period, told_state, unfinished
from app.extraction.model import PERSON, Basis, Entry, EntryKind
from app.extraction.parts.completion import standing
from app.review.model import ApprovedClaim, Decision, DraftClaim, RecordClaim, Role, Verdict
from app.review.standing import standing as standing_decisions
from app.values import Instant

FRAMEWORK_TITLES: Final[Mapping[str, str]] = {"esco": "ESCO", "onet": "O*NET"}

_TYPES: Final[Mapping[str, str]] = {
    "skill": "Competency",
    EntryKind.EMPLOYMENT: "ext:Employment",
    EntryKind.MILITARY_SERVICE: "ext:MilitaryService",
    EntryKind.VOLUNTEERING: "CommunityService",
    EntryKind.CERTIFICATION: "Certification",
    EntryKind.LICENCE: "License",
    EntryKind.COURSE: "Course",
    EntryKind.PROJECT: "ext:Project",
}
"""`achievementType` of Open Badges 3.0 for each kind of claim but education."""

_KINDS: Final[Mapping[str, str]] = {
    "skill": "Skill",
    EntryKind.EMPLOYMENT: "Employment",
    EntryKind.EDUCATION: "Education",
    EntryKind.MILITARY_SERVICE: "Military service",
    EntryKind.VOLUNTEERING: "Volunteering",
    EntryKind.CERTIFICATION: "Certification",
    EntryKind.LICENCE: "Licence",
    EntryKind.COURSE: "Course",
    EntryKind.PROJECT: "Project",
}

_FIELDS: Final[Mapping[str, str]] = {"current": "whether it goes on", "completed": "whether it was completed"}
"""Corrected fields whose names say too little."""

_DEGREES: Final = tuple(
    (re.compile(expression, re.IGNORECASE), name)
    for expression, name in (
        (r"\bG\.?E\.?D\b|general educational? development|\bHiSET\b|equivalency", "GeneralEducationDevelopment"),
        (r"high school|secondary (?:school|education)|\bGCSE|\bA-levels?\b|\babitur\b", "SecondarySchoolDiploma"),
        (r"\bjuris doctor|\bJ\.?D\.?(?=\W|$)|\bM\.D\.|\b(?:Pharm\.?D|Ed\.?D|D\.?N\.?P|D\.?D\.?S|D\.?V\.?M)\b"
         r"|doctor of (?:medicine|nursing practice|pharmacy|education|physical therapy)", "ProfessionalDoctorate"),
        (r"\bph\.?\s?d\b|doctor of philosophy", "ResearchDoctorate"),
        (r"\bdoctor(?:ate|al)?\b", "DoctoralDegree"),
        (r"\bmaster['’]?s?\b(?! (?:welder|electrician|plumber))|\bM\.?B\.?A\b|\bM\.?Sc\b"
         r"|\bM\.(?:A|S|Ed|Eng)\b|\bMS\b|\bMEd\b", "MasterDegree"),
        (r"\bbachelor['’]?s?\b|\bB\.?Sc\b|\bB\.(?:A|S|Ed|Eng|F\.A)\b|\bB(?:A|S|SN|BA|FA|Tech|Eng)\b"
         r"|\blicenciatura\b", "BachelorDegree"),
        (r"\bassociate['’]?s?\b|\bA\.(?:A|S|A\.S)\b|\bAAS\b|\bfoundation degree\b", "AssociateDegree"),
        (r"\bapprentice", "ApprenticeshipCertificate"),
        (r"\bdiploma\b", "Diploma"),
        (r"\bcertificate\b", "CertificateOfCompletion"),
        (r"\bdegree\b", "Degree"),
    )
)  # fmt: skip

_BASES: Final[Mapping[Basis, str]] = {
    Basis.STATED: "The worker's document states it.",
    Basis.DEMONSTRATED: "The worker's document does not name it, but tells of work or results that show it.",
}


GENRES: Final[Mapping[Basis, str]] = {
    Basis.STATED: "Statement in the worker's own document",
    Basis.DEMONSTRATED: "Duty or result in the worker's own document",
    Basis.INFERRED: "Title or course in the worker's own document",
}
"""`genre` of the evidence."""


def achievement_type(claim: DraftClaim, entry: Entry | None, at: Instant) -> str:
    """Give the `achievementType`; for education the one that the title names, and a programme where it names none.

    What is not held on the day `at` (expected, in progress, given up) is a programme, never a degree or licence.
    """
    if entry is not None and claim.kind != EntryKind.COURSE and unfinished(entry, at, claim.name):
        return "LearningProgram"
    if claim.kind != EntryKind.EDUCATION:
        return _TYPES[claim.kind]
    title = " ".join(filter(None, (claim.name, entry.title if entry else None)))
    return next((name for expression, name in _DEGREES if expression.search(title)), "LearningProgram")


def target_type(claim: DraftClaim) -> str:
    """Give the `targetType` of the alignments of a claim."""
    if claim.kind == "skill":
        return "ceasn:Competency"
    at_work = (EntryKind.EMPLOYMENT, EntryKind.MILITARY_SERVICE, EntryKind.VOLUNTEERING)
    return "ext:Occupation" if claim.kind in at_work else "ceterms:Credential"


def framework(name: str, version: str) -> str:
    """Give the name and version of a framework as people write it: `O*NET 29.2`."""
    return f"{FRAMEWORK_TITLES.get(name, name)} {version}".strip()


def name(claim: DraftClaim, entry: Entry | None, at: Instant) -> str:
    """Give the claim's name, and with what is not held on the day `at` the words that say so."""
    state = told_state(entry, at, claim.name) if entry else ""
    said = standing(claim.name) in ("in progress", "not completed", "not current")
    return f"{claim.name} ({state})" if state and not said else claim.name


def describe(approved: RecordClaim, entry: Entry | None, at: Instant) -> str:
    """Say what the claim is: an entry with its dates at the precision that was printed, and whether it is held.

    `entry` is as people corrected it; that and by whom it was corrected is said, too.
    """
    claim = approved.claim
    kind = _KINDS[claim.kind]
    if claim.kind == "skill" or entry is None:
        return f"{kind}: {claim.name}"
    told = [f"{kind}: {claim.name}"]
    facts = (entry.programme, entry.organization, entry.location)
    told += [part for part in facts if part and part not in claim.name]
    state, dates = told_state(entry, at, claim.name), period(entry, at)
    told += [part for part in (dates, "" if "expected" in dates else state) if part]
    told += _course_facts(entry)
    held = ". Not held when this was issued" if state else ""
    return ", ".join(told) + held + _changed(approved)


def _course_facts(entry: Entry) -> list[str]:
    """Say what a transcript tells of a course beside its title and dates, as it is printed there."""
    facts = {"code": entry.code, "credits or hours": entry.credits, "grade": entry.grade, "term": entry.term}
    told = [f"{name} {value}" for name, value in facts.items() if value]
    return told + ["transfer credit"] * entry.transfer


def _changed(approved: RecordClaim) -> str:
    """Say what people changed in an entry that was read."""
    claim = approved.claim
    if approved.original is None:
        return ""
    edits = [decision for decision in standing_decisions(approved.decisions) if decision.edit]
    fields = list(claim.correction.fields) if claim.correction else []
    if any(decision.edit and decision.edit.name for decision in edits):
        fields.insert(0, "name")
    if not fields:
        return ""
    roles = sorted({decision.person.role for decision in edits}, reverse=True)
    by = " and ".join(map(_people, roles))
    what = ", ".join(_FIELDS.get(field, field) for field in fields)
    return f". Changed by {by}: {what}. The quotes are as the document has them."


def origin(approved: RecordClaim, entries: Mapping[str, Entry]) -> str:
    """Say how the claim came about: what supports it, who decided when and how, and what found it."""
    claim = approved.claim
    source = claim.inferred_from
    if source is None:
        told = [_BASES[claim.basis]]
    else:
        entry = entries.get(source.entry_id)
        of = f" “{entry.title}”" if entry and entry.title else ""
        concept = f" by way of the concept “{source.concept_name}”" if source.concept_name else ""
        what = "job title" if source.kind == "title" else "course"
        told = [f"Inferred from the {what}{of}{concept}, not from words about the worker."]
    told += _decided(approved.decisions)
    if approved.original is not None:
        told.append("The wording or the concept was changed in review.")
    provenance = claim.provenance
    known = [framework(*name.split(" ", 1)) if " " in name else name for name in provenance.frameworks]
    by_person = provenance.extractor == PERSON
    found = "Pointed out in the document by a person" if by_person else f"Found by extractor {provenance.extractor}"
    found += f" with model {provenance.model}" if provenance.model else ""
    found += f" and prompt {provenance.prompt}" if provenance.prompt else ""
    told.append(f"{found}, frameworks {', '.join(known)}." if known else f"{found}.")
    return " ".join((*told, *map(_supported, approved.also)))


def _supported(part: ApprovedClaim) -> str:
    """Say of another document of the worker how it supports the claim, and who decided so."""
    document = f"Also supported by the worker's document with SHA-256 {part.document_sha256}"
    told = [f"{document} ({part.claim.basis})."]
    return " ".join((*told, *_decided(part.decisions)))


def _decided(decisions: Iterable[Decision]) -> list[str]:
    """Say who decided when and how, each only once, and nothing of what was taken back."""
    standing = standing_decisions(decisions)
    last = {one.person.role: place for place, one in enumerate(standing) if one.edit is not None}
    told = []
    for place, one in enumerate(standing):
        other = Role.WORKER if one.person.role is Role.REVIEWER else Role.REVIEWER
        told.append(_one_decided(one, changed_by=other if place < last.get(other, -1) else None))
    return list(dict.fromkeys(filter(None, told)))


def _one_decided(decision: Decision, changed_by: Role | None) -> str:
    """Say who decided when and how; `changed_by` is the other role where it changed the claim after that."""
    if decision.verdict not in (Verdict.APPROVE, Verdict.EDIT):
        return ""
    day = decision.at[:10]
    before = f", before {_people(changed_by)} changed it" if changed_by else ""
    if decision.person.role is Role.REVIEWER:
        return f"Approved by a reviewer on {day}{before}."
    if decision.manner == "bulk":
        return f"Attested in bulk by the worker on {day}, not one by one{before}."
    return f"Confirmed one by one by the worker on {day}{before}."


def _people(role: Role) -> str:
    return "the worker" if role is Role.WORKER else "a reviewer"
