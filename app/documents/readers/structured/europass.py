"""Europass CVs to a document: the SkillsPassport XML of the first portal (version 3).

Its elements: https://interop.europass.cedefop.europa.eu/data-model/xml-resources/
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.documents.model import Hidden
from app.documents.readers.markup import plain
from app.documents.readers.structured.records import Part, Piece, Record, Said, period, record
from app.documents.readers.structured.strict_xml import below, children, find, name_of, said

_LEVELS = ("Listening", "Reading", "SpokenInteraction", "SpokenProduction", "Writing")


def is_skills_passport(root: Element) -> bool:
    """Say whether an element is the root of a SkillsPassport."""
    return name_of(root) == "SkillsPassport"


def skills_passport(root: Element, hidden: list[Hidden]) -> list[Part]:
    """Give what a SkillsPassport says, part by part. Birth date, nationality and photo are left out.

    A date has its year, month and day in attributes of their own; they are written YYYY-MM-DD as far as they go.
    """
    learner = find(root, "LearnerInfo")
    skills = find(learner, "Skills")
    return [
        Part("", (_person(learner),)),
        Part("Work experience", tuple(_job(one, hidden) for one in below(learner, "WorkExperience"))),
        Part("Education and training", tuple(_school(one, hidden) for one in below(learner, "Education"))),
        Part("Languages", tuple(_languages(find(skills, "Linguistic")))),
        *_told(skills, hidden),
        Part("Driving licence", tuple(_driving(skills))),
        Part("Additional information", tuple(_achievement(one, hidden) for one in below(learner, "Achievement"))),
    ]


def _person(learner: Element | None) -> Record:
    identity = find(learner, "Identification")
    contact = find(identity, "ContactInfo")
    place = find(contact, "Address", "Contact")
    address = [
        Said("address", said(place, *path))
        for path in (("AddressLine",), ("AddressLine2",), ("PostalCode",), ("Municipality",), ("Country", "Label"))
    ]
    return record(
        "person",
        (
            Said("name", said(identity, "PersonName", "FirstName")),
            " ",
            Said("name", said(identity, "PersonName", "Surname")),
        ),
        (Said("headline", said(learner, "Headline", "Description", "Label")),),
        [piece for one in address for piece in (one, ", ")],
        (Said("email", said(contact, "Email", "Contact")),),
        *((Said("phone", said(one, "Contact")),) for one in below(contact, "Telephone")),
        *((Said("", said(one, "Contact")),) for one in below(contact, "Website")),
    )


def _day(point: Element | None) -> str:
    """Write a date: the month is `--03` or `03`, the day `---07` or `07`."""
    if point is None:
        return ""
    parts = [re.sub(r"\D", "", point.get(name) or "") for name in ("year", "month", "day")]
    year, month, day = parts[0], parts[1].zfill(2), parts[2].zfill(2)
    if not year:
        return said(point)
    return "-".join([year, *([month] if parts[1] else []), *([day] if parts[1] and parts[2] else [])])


def _period(entry: Element) -> tuple[Piece, ...]:
    told = find(entry, "Period")
    current = said(told, "Current").lower() == "true"
    return period(_day(find(told, "From")), _day(find(told, "To")), current=current)


def _place(organization: Element | None) -> tuple[Piece, ...]:
    contact = find(organization, "ContactInfo", "Address", "Contact")
    return Said("location", said(contact, "Municipality")), ", ", Said("", said(contact, "Country", "Label"))


def _details(entry: Element, hidden: list[Hidden], *path: str) -> tuple[Piece, ...]:
    return (Said("description", plain(said(entry, *path), hidden)),)


def _job(entry: Element, hidden: list[Hidden]) -> Record:
    employer = find(entry, "Employer")
    return record(
        "employment",
        (Said("title", said(entry, "Position", "Label") or said(entry, "Position")),),
        (Said("organization", said(employer, "Name")),),
        _period(entry),
        _place(employer),
        _details(entry, hidden, "Activities"),
    )


def _school(entry: Element, hidden: list[Hidden]) -> Record:
    school = find(entry, "Organisation")
    return record(
        "education",
        (Said("title", said(entry, "Title")), ", ", Said("programme", said(entry, "Field", "Label"))),
        (Said("organization", said(school, "Name")),),
        _period(entry),
        _place(school),
        (Said("", said(entry, "Level", "Label")),),
        _details(entry, hidden, "Activities"),
    )


def _languages(linguistic: Element | None) -> Iterator[Record]:
    for one in below(linguistic, "MotherTongue", "ForeignLanguage"):
        name = Said("skill", said(one, "Description", "Label"))
        level = find(one, "ProficiencyLevel")
        levels = [piece for part in _LEVELS for piece in (", ", Said("level", said(level, part)))]
        yield record("language", (name, " – ", *levels[1:]))


def _told(skills: Element | None, hidden: list[Hidden]) -> Iterator[Part]:
    """Give the sections in which a person tells of their skills, under the headings of the printed CV."""
    for name, heading in (
        ("Communication", "Communication skills"),
        ("Organisational", "Organisational / managerial skills"),
        ("JobRelated", "Job-related skills"),
        ("Computer", "Digital skills"),
        ("Other", "Other skills"),
    ):
        for one in children(skills, name):
            yield Part(heading, (record("skills", _details(one, hidden, "Description")),))


def _driving(skills: Element | None) -> Iterator[Record]:
    for licence in below(find(skills, "Driving"), "Licence"):
        yield record("other", (Said("", said(licence)),))


def _achievement(one: Element, hidden: list[Hidden]) -> Record:
    title = said(one, "Title", "Label") or said(one, "Title")
    return record("other", (Said("", title),), (Said("", " ".join(plain(said(one, "Description"), hidden).split())),))
