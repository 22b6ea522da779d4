"""HR Open LER-RS (a resume as a learning and employment record, 4.4 and its wrapper 4.5) to a document.

A wrapper is a verifiable credential whose subject is the resume, and entries may hold credentials of others. What
they say is read as what the resume says; nothing here looks at a signature.
"""

from collections.abc import Iterator
from typing import Any

from app.documents.model import Document, Limits, SourceDocument
from app.documents.readers.structured.records import Part, Piece, Record, Said, period, record, write
from app.documents.readers.structured.strict_json import inner, objects, text_of, texts

Told = dict[str, Any]
_LISTS = ("employmentHistories", "educationAndLearnings", "certifications", "licenses", "skills")


def resume_in(told: Told) -> Told | None:
    """Give the LER-RS that an object is, or that its subject is; None when neither is one."""
    for one in (told, *objects(told.get("credentialSubject"))):
        named = any(kind.endswith("LER-RSType.json") for kind in texts(one.get("type")))
        if named or (isinstance(one.get("person"), dict) and any(isinstance(one.get(n), list) for n in _LISTS)):
            return one
    return None


def read_ler_rs(told: Told, source: SourceDocument, limits: Limits) -> Document:
    """Write an LER-RS as a document; files that are attached to it are not opened, and noted.

    Raises SourceEmpty, SourceTooLarge.
    """
    parts = [
        Part("", (_person(told),)),
        Part("Narratives", tuple(_narratives(told))),
        Part("Employment", tuple(_jobs(told))),
        Part("Education and learning", tuple(_schools(told))),
        Part("Certifications", tuple(_papers(told, "certifications", "certification"))),
        Part("Licenses", tuple(_papers(told, "licenses", "licence"))),
        Part("Skills", tuple(map(_skill, objects(told.get("skills"))))),
        Part("Position applied for", tuple(_wanted(told))),
    ]
    document = write(parts, source, limits, "application/json")
    return document.model_copy(update={"notes": ("attachments",)}) if objects(told.get("attachments")) else document


def _person(told: Told) -> Record:
    name = inner(told, "person", "name")
    full = text_of(inner(name, "formattedName"))
    names = (Said("name", full),) if full else (Said("name", text_of(inner(name, "given"))), " ", _family(name))
    reached = inner(told, "communication")
    lines: list[list[Piece]] = []
    for place in objects(inner(reached, "address")):
        regions = [text_of(inner(one, "value")) for one in objects(place.get("countrySubDivisions"))]
        parts = (place.get("line"), place.get("city"), *regions, place.get("postalCode"), place.get("countryCode"))
        lines.append([piece for part in parts for piece in (Said("address", text_of(part)), ", ")])
    lines += [[Said("phone", text_of(one.get("formattedNumber")))] for one in objects(inner(reached, "phone"))]
    lines += [[Said("email", text_of(one.get("address")))] for one in objects(inner(reached, "email"))]
    lines += [[Said("", text_of(one.get("url")))] for one in objects(inner(reached, "web"))]
    return record("person", names, *lines)


def _family(name: object) -> Said:
    return Said("name", text_of(inner(name, "family")))


def _narratives(told: Told) -> Iterator[Record]:
    for narrative in objects(told.get("narratives")):
        for one in objects(narrative.get("texts")):
            yield record("summary", *((Said("description", line),) for line in texts(one.get("lines"))))


def _name(organization: object) -> str:
    names = (text_of(inner(organization, name)) for name in ("name", "tradeName", "legalName"))
    return next(filter(None, names), "")


def _held(told: Told, *names: str) -> Iterator[Told]:
    """Give the entry itself when it says anything, else what the credentials in it say of their subject."""
    if any(name in told for name in names):
        yield told
        return
    for credential in objects(told.get("verifications")):
        for subject in objects(credential.get("credentialSubject")):
            inside = next((one for key in subject for one in objects(subject[key]) if key != "achievement"), None)
            yield {**credential, **(inside or subject)}


def _jobs(told: Told) -> Iterator[Record]:
    histories = objects(told.get("employmentHistories"))
    for history in (held for one in histories for held in _held(one, "organization", "positionHistories")):
        for position in objects(history.get("positionHistories")) or [{}]:
            yield _job(history, position)


def _job(history: Told, position: Told) -> Record:
    told = position if any(name in position for name in ("start", "end", "current")) else history
    employer = history.get("organization")
    place = inner(position, "location")
    regions = [text_of(inner(one, "value")) for one in objects(inner(place, "countrySubDivisions"))]
    where = [Said("location", text_of(inner(place, "city"))), *(Said("", region) for region in regions)]
    # the published samples tell the duties below the place
    duties = [*texts(position.get("descriptions")), *texts(inner(place, "descriptions"))]
    return record(
        "employment",
        (Said("title", text_of(position.get("title"))),),
        (Said("organization", _name(employer)), " · ", Said("", _name(position.get("organization")))),
        _period(told),
        [piece for one in where for piece in (one, ", ")],
        *((Said("", line),) for line in texts(inner(employer, "descriptions"))),
        *((Said("description", line),) for line in duties or texts(history.get("descriptions"))),
    )


def _period(told: Told) -> tuple[Piece, ...]:
    going = told.get("current") is True or told.get("currentlyAttendingIndicator") is True
    return period(text_of(told.get("start")), text_of(told.get("end")), current=going)


def _schools(told: Told) -> Iterator[Record]:
    schools = objects(told.get("educationAndLearnings"))
    for school in (held for one in schools for held in _held(one, "institution", "educationDegrees")):
        for degree in objects(school.get("educationDegrees")) or [{}]:
            yield _degree(school, degree)


def _degree(school: Told, degree: Told) -> Record:
    studied = [text_of(one.get("name")) for one in objects(degree.get("specializations"))]
    start, end = text_of(school.get("start")), text_of(school.get("end"))
    awarded = text_of(degree.get("date"))
    return record(
        "education",
        (Said("title", text_of(degree.get("name"))), ", ", Said("programme", studied[0] if studied else "")),
        *((Said("", one),) for one in studied[1:]),
        (Said("organization", _name(school.get("institution"))),),
        _period(school) if end or not awarded else (Said("start", start), " – ", Said("end", awarded)),
        *(((Said("", awarded, label="Degree date: "),),) if awarded and end else ()),
        (Said("status", text_of(degree.get("degreeGrantedStatus")), label="Status: "),),
        *((Said("", said),) for said in texts(school.get("programs"))),
        *((Said("description", said),) for said in texts(school.get("descriptions"))),
    )


def _papers(told: Told, name: str, kind: str) -> Iterator[Record]:
    for paper in (held for one in objects(told.get(name)) for held in _held(one, "name", "issuingAuthority")):
        badge = inner(paper, "achievement")
        valid = inner(paper, "effectiveTimePeriod")
        first = (paper.get("firstIssued"), paper.get("issued"), inner(valid, "validFrom"), paper.get("issuanceDate"))
        last = (inner(valid, "validTo"), paper.get("expirationDate"))
        title = text_of(inner(badge, "name")) or text_of(paper.get("name"))
        issuer = _name(paper.get("issuingAuthority")) or _name(paper.get("issuer"))
        yield record(
            kind,
            (Said("title", title),),
            (Said("organization", issuer),),
            period(next(filter(None, map(text_of, first)), ""), next(filter(None, map(text_of, last)), "")),
            (Said("", text_of(paper.get("status")), label="Status: "),),
            *((Said("", said),) for said in texts(paper.get("descriptions"))),
        )


def _skill(told: Told) -> Record:
    years = text_of(told.get("yearsOfExperience"))
    return record(
        "skill",
        (Said("skill", text_of(told.get("name"))), " – ", Said("level", years, label="years of experience: ")),
        *((Said("", said),) for said in texts(told.get("comments"))),
    )


def _wanted(told: Told) -> Iterator[Record]:
    for profile in objects(inner(told, "job", "positionOpening", "positionProfiles")):
        yield record("other", (Said("", text_of(profile.get("positionTitle"))),))
