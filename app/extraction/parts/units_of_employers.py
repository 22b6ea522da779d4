"""Units and fields of work beside titles and employers ("Registered Nurse, Cardiac Care Unit, Elm Hospital")."""

import re
from dataclasses import replace

from app.extraction.parts.pieces import Piece
from app.extraction.words.lexicon import words
from app.extraction.words.scores import organization_score

_UNIT = re.compile(
    r"(?P<unit>(?:[A-Z][\w/&'’-]*\s(?:(?:and|of|&)\s)?){1,4}(?:Unit|Department|Dept\.?|Ward|Floor|Section|Wing)),\s+(?P<firm>[A-Z].+)"
)
_SPECIALTY = re.compile(
    r"(?!(?:Department|Dept|Division|Section|School|College|Faculty|Institute|Center|Centre)\b)"
    r"(?P<unit>(?:[A-Z][\w/&'’-]*\s(?:(?:and|of|&)\s)?){0,3}(?:[A-Z][a-z]{2,}(?:ology|iatrics|iatry|opaedics|opedics)"
    r"|Medicine|Surgery|Anaesthesia|Anaesthetics|Anesthesia|Radiography|Obstetrics|Pharmacy|Nursing)),\s+(?P<firm>[A-Z].+)"
)
"""A field of medicine before who employs ("Respiratory and General Medicine, Elm Deanery")."""
_OF_PUBLIC = re.compile(r"\b(?:Police|Fire|Sheriff['’]?s|Highway|Health|State|County|City|US|U\.S\.)\s")
"""Departments that are employers themselves."""
_FIRM, _SCHOOL = 1.0, 2.0
_BESIDE = re.compile(r",\s+")
_WHERE_WORDS = 5
"""Words that name a unit or field, at most."""


def without_unit(text: str, title: Piece | None, organization: Piece | None) -> tuple[Piece | None, Piece | None]:
    """Give the employer without its unit, which belongs to a title right before it."""
    listed = organization is not None and "," in organization.said
    unit = _UNIT.fullmatch(organization.said) if organization is not None and listed else None
    if unit is None and organization is not None and listed and title is not None:
        unit = _SPECIALTY.fullmatch(organization.said)
        unit = unit if unit is not None and organization_score(unit["unit"]) < _SCHOOL else None
    if organization is None or unit is None or _OF_PUBLIC.search(unit["unit"]):
        return title, organization
    if organization_score(unit["firm"]) < _FIRM:
        return title, organization
    start, end = organization.start + unit.start("firm"), organization.start + unit.end("unit")
    if title is not None and _BESIDE.fullmatch(text, title.end, organization.start) is not None:
        title = replace(title, end=end, said=text[title.start : end])
    return title, replace(organization, start=start, said=unit["firm"])


def names_part(said: str) -> bool:
    """Say whether few words name a shift, unit or field of work."""
    folded = {word.strip(",.()").casefold() for word in said.split()}
    if " ".join(said.casefold().split()) in words("titles", "fields"):
        return True
    return not folded.isdisjoint(words("titles", "where")) and len(folded) <= _WHERE_WORDS
