"""Work to military service, and back: by branch, rank, unit, and the heading it stands below."""

import re

from app.documents.model import Document
from app.extraction.headings.sections import Section
from app.extraction.model import Entry, EntryKind
from app.extraction.parts.jobs import forces_in, in_forces
from app.extraction.parts.ranks import rank
from app.extraction.words.scores import organization_score, title_score

_FIRM, _TITLE = 1.2, 1.5
"""Words that name an employer, and surely a job."""
_UNPAID = re.compile(r"\(volunteer\b|[,–—-]\s*volunteer$", re.IGNORECASE)
_GIVES = re.compile(
    r"(?:unpaid )?volunteer\b"
    r"(?!\W*(?:services?\W+)?(?:coordinat|manag|direct|recruit|supervis|administrat|special|engage))",
    re.IGNORECASE,
)
"""A title of who is not paid, and not of who has to do with volunteers."""
_SOLDIERLY = re.compile(
    r"\b(?:military|armed|army|navy|marines?|air force|guard|coast|deployments?|forces|uniform\w*)\b", re.I
)
_CIVIL = re.compile(
    r"\b(?:civil\w*|professional|work|employment|career|relevant|volunteer\w*|communit\w+|church|civic|public)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:volunteer\w*|communit\w+|church|civic)\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\b(?:army|navy|naval|marines|air force|air base|AFB|USAF|USMC|USN|USS|USCG|coast guard|national guard|fort"
    r"|camp|infantry|regiment|battalion|brigade|squadron|platoon|battery|wing|fleet|armou?red|cavalry|artillery|corps)\b|^unit\s*:",
    re.IGNORECASE,
)
_SOLDIER = re.compile(
    r"\b(?:sergeant|corporal|lieutenant|petty officer|seaman|airman|infantryman|rifleman|soldier|veteran|MOS|AFSC"
    r"|E-?[1-9]|\d{2}[A-Z]\d?0?)\b",
    re.IGNORECASE,
)


_PLACES = re.compile(r"\b(?:fort|camp|corps|wing|fleet|battery)\b", re.IGNORECASE)
"""Words of units that parks, summer camps and charities have in their names as well."""


_BRANCH_LABEL = re.compile(r"\b(?:branch(?: of service)?|service branch|component)\s*:\s*(?=\S)", re.IGNORECASE)
_CELL = re.compile(r"\s{2,}|\t|\s*[|;•·]\s*|\n")


_SERVED_IN = re.compile(
    r"(?:served|serving)\s+(?:in|with)\s+(?:the\s+)?(?P<name>.{2,60}?)(?:\s+for\s+(?:\w+\s+){1,2}years?)?",
    re.IGNORECASE,
)
_RANK = re.compile(r"^rank\s*:?\s+", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th)|\d-\d{1,3})\s+(?:[A-Z]{2,6}\b|[\w]+ (?:company|group|command|detachment))",
    re.IGNORECASE,
)
"""A unit by its number ("15TH TRANS CO", "2-8 CAV"), as soldiers write them."""


def told_branch(text: str) -> tuple[int, int] | None:
    """Find the branch of the forces that a document names once behind a label ("Branch: U.S. Army")."""
    found = [
        (label.end(), stop.start() if (stop := _CELL.search(text, label.end())) else len(text))
        for label in _BRANCH_LABEL.finditer(text)
    ]
    named = [span for span in found if in_forces(text[slice(*span)])]
    return named[0] if len(named) == 1 else None


def below_branch(document: Document, entry: Entry, branch: tuple[int, int]) -> Entry:
    """Give service whose branch stands above all that branch; what stood in its place is where it was."""
    if entry.kind is not EntryKind.MILITARY_SERVICE or in_forces(entry.organization or ""):
        return entry
    said = " ".join(document.text[slice(*branch)].split())
    evidence = (document.evidence(*branch), *entry.evidence)
    place = entry.location or entry.organization
    return entry.model_copy(update={"organization": said, "location": place, "evidence": evidence})


def _military(title: str | None, organization: str | None, *, told: bool = True) -> bool:
    """Say whether a role is one of the armed forces, by a rank, a branch or a unit.

    `told`: the heading above says that what stands below it was service in them.
    """
    unit = organization if told or organization is None else _PLACES.sub("", organization)
    numbered = told and organization is not None and _NUMBERED.search(organization) is not None
    named = organization is not None and (in_forces(organization) or numbered or _UNIT.search(unit or "") is not None)
    return named or (title is not None and (rank(title) or _SOLDIER.search(title) is not None))


def in_uniform(entry: Entry) -> Entry:
    """Make service of work for a branch of the forces, whatever rank stands before its name ("PFC US ARMY")."""
    if entry.organization and (told := _SERVED_IN.fullmatch(entry.organization)) is not None:
        # "Served in US Coast Guard for six years", "rank BM3"
        title = _RANK.sub("", entry.title) if entry.title else None
        entry = entry.model_copy(update={"organization": told["name"], "title": title})
    before, _, behind = (entry.organization or "").partition(" ")
    if entry.kind is EntryKind.EMPLOYMENT and rank(before) and in_forces(behind):
        entry = entry.model_copy(update={"organization": behind, "title": entry.title or before})
    if entry.kind is EntryKind.EMPLOYMENT and entry.organization and in_forces(entry.organization):
        return entry.model_copy(update={"kind": EntryKind.MILITARY_SERVICE})
    return entry


def served(entry: Entry) -> Entry:
    """Work that is said to be a volunteer's ("Treasurer (volunteer)", "Volunteer usher")."""
    title = entry.title or ""
    given = entry.kind is EntryKind.EMPLOYMENT and (_UNPAID.search(title) or _GIVES.match(title)) is not None
    return entry.model_copy(update={"kind": EntryKind.VOLUNTEERING}) if given else entry


def out_of_uniform(section: Section, entries: list[Entry]) -> list[Entry]:
    """Tell civil work below a heading such as "Service" or "Military and civilian experience" from service."""
    said = section.heading.said if section.heading else ""
    if _SOLDIERLY.search(said) and not _CIVIL.search(said):
        # below a heading that says so everything is service, but what follows the last of it at a firm
        return [e if _military(e.title, e.organization) or not _at_a_firm(e) else _as_employment(e) for e in entries]
    uniformed = [_military(e.title, e.organization, told=False) for e in entries]
    work = (any(uniformed) or _CIVIL.search(said) is not None) and _GIVEN.search(said) is None
    other = EntryKind.EMPLOYMENT if work else EntryKind.VOLUNTEERING
    return [
        entry if uniform else entry.model_copy(update={"kind": other})
        for entry, uniform in zip(entries, uniformed, strict=True)
    ]


def _at_a_firm(entry: Entry) -> bool:
    return organization_score(entry.organization or "") >= _FIRM and title_score(entry.title or "") >= _TITLE


def _as_employment(entry: Entry) -> Entry:
    return entry.model_copy(update={"kind": EntryKind.EMPLOYMENT})


def of_branch(document: Document, section: Section, entry: Entry) -> Entry:
    """Below a branch of service as a heading that is the organization, whatever unit stands beside the title."""
    heading = section.heading
    branch = forces_in(heading.said) if heading is not None else None
    if heading is None or branch is None or entry.kind is not EntryKind.MILITARY_SERVICE:
        return entry
    if in_forces(entry.organization or "") and not in_forces(heading.said):
        return entry
    start, end = (
        (heading.start, heading.end) if branch[0] == 0 else (heading.start + branch[0], heading.start + branch[1])
    )
    evidence = (document.evidence(start, end), *entry.evidence)
    return entry.model_copy(update={"organization": document.text[start:end], "evidence": evidence})
