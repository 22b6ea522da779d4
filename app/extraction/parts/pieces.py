"""Pieces of heading lines: what each is, and the places that stand at their ends."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from app.extraction.parts.asides import bracket_of
from app.extraction.words.lexicon import words
from app.extraction.words.places import ALONE, TOWN_NAME, WAY, area_at_end, place_at_end, town_at_end
from app.extraction.words.scores import organization_score, title_score
from app.extraction.words.small import small
from app.extraction.words.trimming import trimmed

_GOVERNED = re.compile(r"(?:city|town|village|county|borough|township|state|port) of\b", re.IGNORECASE)
_SCHOOL_OF = re.compile(r"(?:university|college|institute|academy|school) of\b", re.IGNORECASE)
_SCHOOL_STEMS = ("universi", "institut", "colegio", "escuela", "école", "ecole", "lycée", "politechni", "graduate")
"""How schools begin in several languages, and no town does."""
_SCHOOL_ENDS = ("school", "college", "education", "university", "academy", "institute")
_ASIDE = re.compile(r"\s*\([a-z\d][^()A-Z]*\)$")
_BEFORE = (",", "(", "-", "–", "－")
URL = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|org|net|edu|io|de)/\S*|[^\s@]+@\S+\.\w+", re.IGNORECASE)
_TIGHT = re.compile(r"(?<=\w)[-–](?=[A-ZÀ-Þ])")
OF_COURSE = re.compile(r"\([A-Z]{2,5}[ -]?\d{2,4}[A-Z]?\)$")
"""A course with its code, which somebody taught ("Teaching Assistant, General Chemistry I (CHEM 109)")."""
_AMID = re.compile(
    r",\s+(?P<place>(?P<town>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){0,2}),?\s+(?P<code>[A-Z]{2}))[,:]\s+(?=\S)"
)
"""A town and its state with more behind them."""
_CITY = re.compile(r"(?<=,\s)(?:[A-ZÀ-Þ][\w.'’-]+\s){1,3}City$")
"""A town behind a comma, where another stands before an employer."""
_AND_TOWN = re.compile(r",\s+(?P<town>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+){0,2})\s(?:&|and)$")
"""A town behind a comma, and another behind it ("Elm Market, Provo & Orem, UT")."""
_ROLE, _FIRM = 0.8, 1.2
_TOWN_WORDS, _SURELY = 3, 2.5
"""Words of a town, at most, and a score that only employers and schools have."""
_TITLED, _ONE_OF_TRADE = 1.5, 0.6


_BLANK = re.compile(r"(?<!\S)(?:(?P<place>City\s?,\s?State(?:\s?,\s?(?:Country|USA?))?)|Company Name)(?!\w)")
"""What a published resume has in place of an employer and a town, so that nobody is known by them."""


def blanks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find what stands in place of names that were taken out ("Cook   Company Name   City , State")."""
    if text.find("Company Name", start, end) < 0 and text.find("State", start, end) < 0:
        return []
    return [blank.span() for blank in _BLANK.finditer(text, start, end)]


class Part(StrEnum):
    """What a piece of a heading line is."""

    TITLE = "title"
    ORGANIZATION = "organization"
    LOCATION = "location"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Piece:
    """A span of the text between two separators, with how much it looks like a title or an organization."""

    start: int
    end: int
    said: str
    row: int
    """Which of the heading lines it stands on."""
    title: float = 0.0
    organization: float = 0.0
    part: Part = Part.OTHER

    def called(self, part: Part) -> "Piece":
        """Give the same piece as that part."""
        return Piece(self.start, self.end, self.said, self.row, self.title, self.organization, part)


_STREET = re.compile(
    r"\d{1,6}[A-Z]?\s(?:[\w.'’-]+\s){1,4}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Blvd|Boulevard|Lane|Ln|Way|Plaza|Square|Sq|Highway|Hwy|Parkway|Pkwy|Court|Ct"
    r"|Place|Pl|Circle|Terrace)\b\.?(?:,?\s(?:Suite|Ste|Floor|Fl|Unit|Room|Rm|#)\.?\s?\w+)?"
)


_OF_COUNTRY = re.compile(r",\s[A-Z]{2}\s(?:\d{5}(?:-\d{4})?\s)?(?:US|USA|United States)$")
"""The state and country behind a town, as the forms of offices have them ("Church Rock, NM US")."""
_ADDRESS = re.compile(
    r"(?<=\w{2}|\w\.|\w\)),\s+(?!(?:Inc|Ltd|Limited|LLC|L\.L\.C|LLP|Co|Corp|S\.\s?[AL]|SA|SL|GmbH|B\.?V)\b)"
)
"""The comma behind a firm's name and the letters that follow it."""


def is_street(said: str) -> bool:
    """Say whether the words are a street and number ("500 Federal Plaza")."""
    return said[:1].isdigit() and _STREET.fullmatch(said) is not None


def names_authority(said: str) -> bool:
    """Say whether the words begin as names of public bodies and universities do ("City of Elm Flats, Colorado")."""
    return _GOVERNED.match(said) is not None or _SCHOOL_OF.match(said) is not None


def _named_whole(city: str) -> bool:
    """What stands before the comma is an employer or school, not a city with one before it."""
    return _is_school(city) or (organization_score(city) >= 2 and organization_score(city.split()[-1]) >= 1)


def _is_school(city: str) -> bool:
    """What stands before the comma ends or begins as schools do in one of several languages."""
    tokens = [token.casefold() for token in city.split()]
    if any(token.startswith(_SCHOOL_STEMS) for token in tokens[:2]):
        return True
    return tokens[-1] in _SCHOOL_ENDS and not words("organizations", "schools").isdisjoint(tokens)


def _is_abroad(said: str, city: str) -> bool:
    """A town with its state and country, whatever its words say of firms."""
    return _OF_COUNTRY.search(said) is not None and city.count(" ") == 1 and not _names_firm(city)


def _names_firm(city: str) -> bool:
    """The last word before the comma is one of firms and of no town, and it alone says so."""
    before, _, last = city.rpartition(" ")
    if (
        last.casefold() in words("places", "town_ends")
        or organization_score(before) > 0
        or title_score(city) >= _TITLED
    ):
        return False
    return organization_score(city) >= _ONE_OF_TRADE


def _surely_firm(city: str) -> bool:
    """With a word that only employers and schools have ("Government Secondary School Kaura")."""
    return len(city.split()) > _TOWN_WORDS and organization_score(city) >= _SURELY


def _in_county(before: str, place: re.Match[str]) -> bool:
    """Between a title and a county stands an employer ("Carer, Oak House, Surrey")."""
    county = place.group("region").casefold() in words("places", "counties")
    return county and "," not in before and title_score(before) >= _TITLED


def _before_brackets(piece: Piece) -> Piece | None:
    """Leave out what brackets behind a town tell of an employer ("Elm Hospital, Tulsa, OK (Level II, 310 beds)")."""
    told = bracket_of(piece.said) if "," in piece.said else None
    if told is None or title_score(told["inside"]) >= _ROLE:
        return None
    said = piece.said[: told.start()]
    placed = place_at_end(said) is not None and place_at_end(piece.said) is None
    return replace(piece, end=piece.start + len(said), said=said) if placed else None


def located(text: str, piece: Piece) -> list[Piece]:
    """Cut a place off the end of a piece, or call the whole piece a place."""
    if (shorter := _before_brackets(piece)) is not None:
        return located(text, shorter)
    folded = small(piece.said)
    if ("." in folded or "/" in folded) and URL.fullmatch(piece.said):
        return [piece]
    blank = _BLANK.fullmatch(piece.said) if piece.said.startswith("City") else None
    if ALONE.fullmatch(folded) or blank is not None:
        return [piece.called(Part.LOCATION)]
    if piece.said.count(",") > 1 and piece.said.endswith(" City") and (far := _CITY.search(piece.said)) is not None:
        return _parted(text, piece, far.start())
    place = place_at_end(piece.said)
    town = town_at_end(piece.said) if place is None else None
    if town is not None and _named_whole(town["city"]):
        # "Graduate School USA"
        return [piece]
    if town is not None and (town.start() == 0 or piece.said[: town.start()].rstrip().endswith(_BEFORE)):
        return _parted(text, piece, town.start())
    if town is not None and piece.said.isupper() and (at := _behind_firm(piece.said, town)) > 0:
        return _parted(text, piece, at)
    if place is None:
        area = area_at_end(folded)
        return [piece] if area is None else _parted(text, piece, area.start())
    city = place.group("city")
    at = place.start()
    if " in " in city:
        # "Elm Screw Products in Loves Park, IL"
        return _parted(text, piece, at + city.rindex(" in ") + len(" in "))
    for tight in _TIGHT.finditer(city):
        firm = city[: tight.start()]
        if " " in firm or organization_score(firm) >= 1:
            # "San Antonio College-San Antonio, TX", but "Winston-Salem, NC"
            return _parted(text, piece, at + tight.end())
    # "Acme Foods Toledo, OH": only what follows a comma, a bracket or the line's start is surely the city
    if at == 0 and " " in city.partition(" at ")[2] and not place.group("region").isupper():
        # "Welder at Sussex Steel, Sussex"
        return _parted(text, piece, place.start("region"))
    before = piece.said[:at].rstrip()
    if (towns := _two_towns(before, place)) is not None:
        return _parted(text, piece, towns)
    if at > 0 and not before.endswith((*_BEFORE, "in")):
        at += len(city) - len(city.split()[-1]) if " " in city else 0
    if (behind_house := _behind_house(piece.said, place)) is not None:
        return _parted(text, piece, behind_house)
    firm = (title_score(before) >= _TITLED and _names_firm(city)) or _surely_firm(city)
    behind = before.endswith(",") and (_is_school(city) or firm or _in_county(before[:-1], place))
    if " " in city and (behind or names_authority(city) or (at == 0 and _named_whole(city))):
        # "Dadaab Secondary School, Kenya": the name reaches up to the comma
        at = place.start("region")
    elif at == 0 and (TOWN_NAME.fullmatch(city) or _is_abroad(piece.said, city)):
        pass
    elif at == 0 and " " in city and _names_firm(city):
        # "Lumen Grocers, New York"
        at = place.start("region")
    elif at == 0 and " " in city and (organization_score(city) >= 1 or title_score(city) >= 2):
        at = len(city) - len(city.split()[-1]) if organization_score(" ".join(city.split()[:-1])) > 0 else 0
    return _parted(text, piece, at)


def _two_towns(before: str, place: re.Match[str]) -> int | None:
    """Give where two towns begin that are joined ("Elm Market, Provo & Orem, UT")."""
    other = _AND_TOWN.search(before) if before.endswith(("&", "and")) else None
    if other is None:
        return None
    names = max(title_score(other["town"]), organization_score(other["town"]))
    # "Cook, Smith & Troy, OH"
    names = max(names, title_score(before[: other.start()].split(",")[-1]))
    return other.start("town") if names < _ROLE else place.start("region")


def _behind_house(said: str, place: re.Match[str]) -> int | None:
    """Give where a place begins behind a house and what it is called after, or behind a title and a firm.

    ("Hotel Sierra Azul, Chihuahua", "Receptionist, Acme Foods Toledo, OH")
    """
    city, before = place["city"], said[: place.start()].rstrip()
    if "," not in said[: place.end("city")] and _leads_name(said):
        return place.start("region")
    if not before.endswith(",") or " " not in city or title_score(before) < _TITLED:
        return None
    if _leads_name(city):
        return place.start("region")
    employer, _, last = city.rpartition(" ")
    whole = _is_school(city) or _surely_firm(city) or names_authority(city)
    named = organization_score(employer) >= _FIRM and not whole
    return place.end("city") - len(last) if named and organization_score(last) <= 0 else None


def _leads_name(said: str) -> bool:
    """Say whether the first word is one that names of houses begin with, and go on behind."""
    return said.split()[0].casefold() in words("organizations", "leading")


def _behind_firm(said: str, town: re.Match[str]) -> int:
    """Give where a town begins behind an employer in capitals without a comma ("ELM FISH HOUSE TULSA OK"), or 0."""
    *before, last = said[: town.end("city")].split()
    if before and before[-1].strip(".").casefold() in words("places", "town_begins"):
        last = f"{before.pop()} {last}"
    firm = " ".join(before)
    named = len(before) > 1 or organization_score(firm) >= _FIRM
    return len(said[: town.end("city")]) - len(last) if named and title_score(firm) < _TITLED else 0


def amid_town(text: str, piece: Piece) -> list[Piece]:
    """Part a piece at the town between an employer and a title ("Elm Hospital, Tulsa, OK, Unit Clerk")."""
    town = _AMID.search(piece.said) if piece.said.count(",") + piece.said.count(": ") > 1 else None
    if town is None or town["code"] not in words("places", "codes") or town.start() == 0:
        return located(text, piece)
    title = piece.said[town.end() :].split(",")[0]
    named = title_score(title) >= _ROLE or organization_score(piece.said[: town.start()]) >= _FIRM
    if not named or title_score(piece.said[: town.start()]) >= _TITLED:
        return located(text, piece)
    before, rest = piece.said[: town.start()], piece.said[town.end() :]
    return [
        replace(piece, end=piece.start + len(before), said=before),
        replace(
            piece, start=piece.start + town.start("town"), end=piece.start + town.end("code"), said=town["place"]
        ).called(Part.LOCATION),
        replace(piece, start=piece.end - len(rest), said=rest),
    ]


def employer_named(text: str, piece: Piece) -> list[Piece]:
    """Cut the place off the end of what a label calls an employer, which is never a place as a whole."""
    pieces = located(text, piece)
    if len(pieces) > 1 or pieces[0].part is not Part.LOCATION or (comma := piece.said.find(",")) <= 0:
        return [piece] if len(pieces) == 1 else pieces
    return _parted(text, piece, comma + 1)


def employer_with_address(text: str, piece: Piece) -> list[Piece]:
    """Cut an employer off its address, whose last part is the place ("Elm Foods Ltd, 4 Mill Road, Leeds")."""
    first = _ADDRESS.search(piece.said)
    if first is None:
        return employer_named(text, piece)
    name = replace(piece, end=piece.start + first.start(), said=piece.said[: first.start()])
    start, end = trimmed(text, piece.start + piece.said.rfind(",") + 1, piece.end)
    return [name, replace(piece, start=start, end=end, said=text[start:end], part=Part.LOCATION)]


def _parted(text: str, piece: Piece, at: int) -> list[Piece]:
    """Part a piece into what stands before a place and the place."""
    start, end = trimmed(text, piece.start + at, piece.end)
    if text[end - 3 : end].endswith(".") and text[end - 3 : end - 1].isupper():
        # a sentence ends behind the code of a state ("Eugene, OR.")
        end -= 1
    if text[end - 1 : end] == ")" and (way := WAY.search(text[start:end])) is not None:
        end = start + way.start()
    rest = trimmed(text, piece.start, piece.start + at)
    pieces = [replace(piece, start=start, end=end, said=text[start:end], part=Part.LOCATION)]
    if rest[0] < rest[1]:
        pieces.insert(0, replace(piece, start=rest[0], end=rest[1], said=text[rest[0] : rest[1]]))
    return pieces


def without_length(text: str, piece: Piece) -> list[Piece]:
    """Cut a place off that stands before a bracket with figures or small letters ("Alsip, IL (5-year program)")."""
    aside = _ASIDE.search(piece.said) if piece.part is Part.OTHER and piece.said.endswith(")") else None
    if aside is None or place_at_end(piece.said[: aside.start()]) is None:
        return [piece]
    said = piece.said[: aside.start()]
    return located(text, replace(piece, end=piece.start + len(said), said=said))
