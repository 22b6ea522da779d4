"""JSON Resume (jsonresume.org, schema 1.0 and the older 0.x) to a document."""

from collections.abc import Iterator
from typing import Any, Final

from app.documents.model import Document, Limits, SourceDocument
from app.documents.readers.structured.records import Part, Piece, Record, Said, period, record, write
from app.documents.readers.structured.strict_json import inner, left_over, objects, text_of, texts

_SECTIONS: Final = (
    "work",
    "volunteer",
    "education",
    "certificates",
    "skills",
    "languages",
    "projects",
    "awards",
    "publications",
    "interests",
    "references",
)
_NOT_TEXT: Final = frozenset({"$schema", "meta", "image", "picture"})
_NAMES: Final = {
    "basics": ("name", "label", "email", "phone", "url", "website", "summary", "location", "profiles"),
    "work": (
        "name",
        "company",
        "position",
        "location",
        "startDate",
        "endDate",
        "summary",
        "description",
        "highlights",
    ),
    "education": ("institution", "area", "studyType", "startDate", "endDate", "courses"),
}


def is_json_resume(told: dict[str, Any]) -> bool:
    """Say whether an object is a JSON Resume: it names the schema, or has its sections."""
    schema = text_of(told.get("$schema")).lower()
    if "jsonresume" in schema or "resume-schema" in schema:
        return True
    lists = sum(isinstance(told.get(name), list) for name in _SECTIONS)
    return (isinstance(told.get("basics"), dict) and (lists > 0 or "name" in told["basics"])) or lists > 2


def read_json_resume(told: dict[str, Any], source: SourceDocument, limits: Limits) -> Document:
    """Write a JSON Resume as a document. What no section knows stands in the text under its own name.

    An `endDate` that is left out, empty or null means that a job goes on, as the format's keepers say. Raises
    SourceEmpty, SourceTooLarge.
    """
    basics = objects(told.get("basics"))
    parts = [
        Part("", tuple(_person(one) for one in basics)),
        Part("Summary", tuple(_prose(one.get("summary")) for one in basics)),
        Part("Work", tuple(_job("employment", one) for one in objects(told.get("work")))),
        Part("Volunteering", tuple(_job("volunteering", one) for one in objects(told.get("volunteer")))),
        Part("Education", tuple(map(_schooling, objects(told.get("education"))))),
        Part(
            "Certificates",
            tuple(_paper(one) for key in ("certificates", "certifications") for one in objects(told.get(key))),
        ),
        Part("Skills", tuple(_skills(told.get("skills")))),
        Part("Languages", tuple(_languages(told.get("languages")))),
        Part("Projects", tuple(_project(one) for one in objects(told.get("projects")))),
        *(Part(key.capitalize(), tuple(map(_plain, objects(told.get(key))))) for key in _SECTIONS[7:]),
    ]
    further = left_over(told, {"basics", "certifications", *_SECTIONS, *_NOT_TEXT})
    parts.append(Part("Other", tuple(record("other", _extra(name, said)) for name, said in further)))
    return write(parts, source, limits, "application/json")


def _extra(name: str, said: str) -> tuple[Piece, ...]:
    return (Said("", said, label=f"{name}: "),)


def _rest(told: dict[str, Any], *known: str) -> Iterator[tuple[Piece, ...]]:
    return (_extra(name, said) for name, said in left_over(told, {*known, *_NOT_TEXT}))


def _person(told: dict[str, Any]) -> Record:
    place = inner(told, "location")
    parts = ("address", "postalCode", "city", "region", "countryCode")
    address = [piece for name in parts for piece in (", ", Said("address", text_of(inner(place, name))))]
    profiles = [
        (Said("", text_of(one.get("network"))), ": ", Said("", text_of(one.get("username"))), " ", _url(one))
        for one in objects(told.get("profiles"))
    ]
    return record(
        "person",
        (Said("name", text_of(told.get("name"))),),
        (Said("headline", text_of(told.get("label"))),),
        (Said("email", text_of(told.get("email"))),),
        (Said("phone", text_of(told.get("phone"))),),
        (_url(told),),
        tuple(address[1:]),
        *profiles,
        *_rest(told, *_NAMES["basics"]),
    )


def _url(told: dict[str, Any]) -> Said:
    return Said("", text_of(told.get("url")) or text_of(told.get("website")))


def _prose(value: object) -> Record:
    return record("summary", (Said("description", text_of(value)),))


def _details(told: dict[str, Any], *names: str) -> Iterator[tuple[Piece, ...]]:
    for name in names:
        yield (Said("description", text_of(told.get(name))),)
    yield from ((Said("highlight", said),) for said in texts(told.get("highlights")))


def _job(kind: str, told: dict[str, Any]) -> Record:
    employer = text_of(told.get("name")) or text_of(told.get("company")) or text_of(told.get("organization"))
    start, end = text_of(told.get("startDate")), text_of(told.get("endDate"))
    return record(
        kind,
        (Said("title", text_of(told.get("position"))),),
        # what an employer does is no duty of the worker
        (Said("organization", employer), " · ", Said("", text_of(told.get("description")))),
        period(start, end, current=bool(start) and not end),
        (Said("location", text_of(told.get("location"))),),
        (_url(told),),
        *_rest(told, *_NAMES["work"], "organization", "url", "website"),
        *_details(told, "summary"),
    )


def _schooling(told: dict[str, Any]) -> Record:
    school = text_of(told.get("institution"))
    return record(
        "education",
        (Said("title", text_of(told.get("studyType"))), ", ", Said("programme", text_of(told.get("area")))),
        (Said("organization", school),),
        period(text_of(told.get("startDate")), text_of(told.get("endDate"))),
        *_rest(told, *_NAMES["education"]),
        *((Said("course", course),) for course in texts(told.get("courses"))),
    )


def _paper(told: dict[str, Any]) -> Record:
    return record(
        "certification",
        (Said("title", text_of(told.get("name"))),),
        (Said("organization", text_of(told.get("issuer"))),),
        (Said("start", text_of(told.get("date"))),),
        *_rest(told, "name", "issuer", "date"),
    )


def _skills(value: object) -> Iterator[Record]:
    yield from (record("skill", (Said("skill", said),)) for said in texts(value))
    for told in objects(value):
        keywords = texts(told.get("keywords"))
        name = Said("group" if keywords else "skill", text_of(told.get("name")))
        listed = [piece for word in keywords for piece in (", ", Said("skill", word))]
        level = (" – ", Said("level", text_of(told.get("level"))))
        yield record("skill", (name, *level), tuple(listed[1:]), *_rest(told, "name", "level", "keywords"))


def _languages(value: object) -> Iterator[Record]:
    for told in objects(value):
        yield record(
            "language",
            (Said("skill", text_of(told.get("language"))), " – ", Said("level", text_of(told.get("fluency")))),
            *_rest(told, "language", "fluency"),
        )


def _project(told: dict[str, Any]) -> Record:
    known = ("name", "entity", "startDate", "endDate", "description", "highlights", "keywords", "roles", "type")
    keywords = [piece for word in texts(told.get("keywords")) for piece in (", ", Said("skill", word))]
    return record(
        "project",
        (Said("title", text_of(told.get("name"))),),
        (Said("organization", text_of(told.get("entity"))),),
        period(text_of(told.get("startDate")), text_of(told.get("endDate"))),
        *((Said("", said),) for said in texts(told.get("roles"))),
        *_rest(told, *known),
        *_details(told, "description"),
        tuple(keywords[1:]),
    )


def _plain(told: dict[str, Any]) -> Record:
    return record("other", *_rest(told))
