"""Titles and employers of jobs without what stands beside them in their lines: towns, agencies, units, asides."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.parts.beyond import beyond_name
from app.extraction.parts.pieces import OF_COURSE, Part, Piece, names_authority
from app.extraction.parts.ranks import rank
from app.extraction.parts.units_of_employers import names_part
from app.extraction.words.lexicon import words
from app.extraction.words.places import PARTICLE, place_at_end, town_at_end
from app.extraction.words.scores import organization_score, title_score

_NAME_WORDS = 3
_SURE, _WEAK = 1.5, 1.0
"""Scores of words that are surely a title, and of words that hardly name an employer."""
_ASIDE = re.compile(
    r",\s+(?:different|various|multiple|several)\s+(?:companies|contractors|employers|clients|locations|sites|stores)\b[^,]*$"
    r"|\s+/\s+(?!.*\b(?:inc|llc|ltd|co|corp|company)\b)[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?$",
    re.IGNORECASE,
)
"""Behind an employer's name: many places, or the city after a stroke."""
_SAID_OF_IT = re.compile(
    r",\s+(?:\d[\d,.]*\s+[a-z]|(?!(?:of|and|de|la|del|the)\b)[a-z][a-z-]{0,30}\s)[^()]{0,120}$"
    r"|,\s+(?:[A-Z][\w.'’&-]*\s){1,3}(?:Branch|Unit|Floor|Division|Location|Dept\.?|Department)$"
    r"|,\s+\d{1,6}[A-Z]?\s(?:[A-Z0-9][\w.'’-]*\s){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Blvd|Lane|Ln|Way|Hwy|Pkwy)\b\.?$"
    r"|(?<=[\w.)])\s+(?:near|outside(?: of)?)\s+[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+)?$"
    r"|(?<=[\w.]),\s+(?:Office|Bureau|Directorate|Division|Branch) of (?:the )?[A-Z][^,()]*$"
)
"""Behind an employer's name: how large it is, what it makes, its branch ("Netarts Holsteins, 900 milking")."""
_PART_OF = re.compile(
    r",\s+(?:(?:[A-Z][\w'’-]*|&|and)\s){1,5}(?:Services|Department|Dept\.?|Division|Unit|Section|Ward|Program|Shop|Kitchen)$"
)
"""Behind the name of a house that has several, one of them ("Elm Hospital, Food & Nutrition Services")."""
_AGENCY = re.compile(
    r"\s*\((?:[^()]*,\s*)?via\s[^()]+\)$|,\s+[^,()]{2,40}\s(?:staffing|temps|personnel|workforce)$", re.IGNORECASE
)
"""Behind a title: the agency that the work was done through."""
_PLACED = re.compile(
    r"(?:through|thru|via)\s[^,]{2,60}?\s(?:at|to|with)\s+(?=[A-Z])"
    r"|(?-i:[A-Z])[^,>]{1,40}\b(?:staffing|temps|temp agency|recruit(?:ers|ment|ing))"
    r"(?: (?:agency|services?|solutions|group|partners|company|inc\.?|llc))?"
    r"\s(?:(?:>|on assignment (?:at|to|with|for))|(?P<only>for|at))\s+(?=(?-i:[A-Z]))"
    r"|(?-i:[A-Z])[^,>/]{1,40}?[\s/,–-]{1,4}assigned to\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""Before an employer: the agency that had sent somebody there; for whom only says so of the name of a firm."""
_ABOUT = re.compile(
    r"\s*\((?:(?:[^()]*\s)?\d[\d,]*\+?[ -](?:beds?|rooms?|seats?|units?|employees|students|residents|stores)\b[^()]*"
    r"|(?!confidential|undisclosed|under nda)[a-z][^()]*|\d[\d,]* [a-z][^()]*"
    r"|\d{1,3}\s?%[^()]*|\dA{1,5}|NCAA[^()]*|NAIA|(?:Part|Full)[- ][Tt]ime[^()]*"
    r"|(?:FIFO|DIDO)\b[^()]*|[A-Z]{2,5} (?:provider|contractor|franchise|supplier)"
    r"|Contract\w*|Seasonal|Temp\w*|Remote|Hybrid|(?i:contract(?:or)?|client|assignment|through|thru|via)\b[^()]*)\)$"
)
_HOW = re.compile(
    r",\s+(?:on call|as needed|per diem|prn|(?:part|full)[- ]time|seasonal(?:ly)?|temp(?:orary)?|every|off and on)$",
    re.IGNORECASE,
)
"""Behind an employer, how somebody worked there."""
_TRADE = re.compile(r"\s*\((?:[a-z][^()]{0,60}|[^()]{2,40}\d{2,}[^()]{0,20})\),\s+[A-ZÀ-Þ][^()]{0,60}$")
"""What it sells, in small letters in brackets, and where ("Stride & Sole (shoes), West Acres Plaza")."""
_FIRM, _NAMED, _SHORT, _SURELY = 1.2, 0.8, 2, 2.0
_SHIFT = re.compile(
    r"(?:\d(?:st|nd|rd|th)|first|second|third|day|night|swing|evening|weekend|graveyard) shift|OTR|PRN|ICU"
    r"|.{2,30} (?:Unit|Group|Team|Shift|Floor)",
    re.IGNORECASE,
)
_BESIDE = (", ", " – ", " - ", " — ")
_TEAM = re.compile(r"(?:(?:Wo)?[Mm]en|Girls|Boys)['’]?s?['’]? [A-Z]\w+$")
"""Whom a coach trains ("Women's Basketball")."""
_IN_TOWN = re.compile(
    r"\sin\s(?P<town>(?![\w ]*(?:ing|tion|ment|ics|logy|ence|ance|ity|care|health|ness|ship|ogress)$)"
    r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)$",
)
"""A town behind an employer, and not what it is for ("Partners in Health")."""
LATER = re.compile(r"(?:and )?(?:then|later|now|also|eventually)\b", re.IGNORECASE)
"""What somebody became behind a comma ("Deboner, then line lead")."""
_TOWN_BEHIND = re.compile(
    r",\s+(?P<town>(?![\w ]*(?:ing|tion|ment|ics|logy|ence|ance|(?<!C)ity|care|health|ness|ship|ogress)$)"
    r"(?!(?:USS|Retired|Discharged|Separated)\b)[A-ZÀ-Þ](?![A-Z]{3})[\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?(?:,\s+[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?)?)"
)
"""Behind a comma a town, and perhaps its country, and no field of work."""
_SMALL_TOWN = re.compile(
    rf",\s+[\w.'’-]+(?:\s[\w.'’-]+)?(?:\s(?:{'|'.join(sorted(words('places', 'codes'))).casefold()}))?$"
)
"""A town behind a comma where all is written in small letters."""
_STATESCHOOL = re.compile(r"\bUniversity of (?:California|Wisconsin|Texas|Illinois|Minnesota|Nebraska|Missouri)$")
"""Universities that go on with the name of a campus."""
_DASHED = re.compile(r"\s+[-–—]\s+")
_NO_FIELD = r"(?![\w ]*(?:ing|tions?|ments?|ics|logy|ence|ance|ity|care|health|ness|ship|ogress|ers|ors)$)"
_TOWN = re.compile(
    r"^,\s+(?:[A-Z][\w.'’-]+ (?:City|Center|Park|Village|Port|Union|Mills)"
    rf"|(?:Port|Fort|Point|Mission|Council|Grand|Garden) {_NO_FIELD}[A-Z][\w.'’-]+)$"
)
"""Towns with a word of firms in their names ("Sioux Center", "Port Augusta")."""
_FAR = re.compile(r"(?P<name>[^,]+)(?P<places>(?:,\s+[A-ZÀ-Þ][\w.'’-]+(?:\s(?:of\s)?[A-ZÀ-Þ][\w.'’-]+){0,2}){2})")
"""A town and its country behind an employer's name ("Al Wadi Hospital, Riyadh, KSA")."""
_TWO_TOWNS = re.compile(
    r",\s+(?P<towns>[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)? (?:and|&) [A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]+)?)$"
)
"""Two towns behind an employer's name ("Elm & Sons, Salinas and Yuma")."""
_COMPANY = re.compile(
    r"\b(?:(?:inc|llc|ltd|co|corp|company|pc|pa|plc|gmbh|ltda|lda|sarl|srl|sdn|bhd|pty|oyj?|aps|nv|bv|ag|kg)\b"
    r"|(?:s\.\s?a\.|s\.\s?r\.\s?l|c\.\s?a\.|b\.\s?v\.|n\.\s?v\.|s\.\s?p\.\s?a))",
    re.IGNORECASE,
)
"""What firms are in law, here and abroad."""
_GRADE = re.compile(
    r"(?:\s*[,(–—-]\s*|\s+)(?:G[SGM]|W[GLS]|N[FHT]|VN|Y[ABC]|AD|ES|SES)-?\d{1,4}(?:[-/]\d{1,4}){0,3}\)?$"
)
"""Pay plan, series and grade of a federal job."""
_CIVIL = re.compile(r"\s*\((?:civilian|civil)\b[^()]*\)$", re.IGNORECASE)
"""What a title of the forces is called elsewhere."""
_BRANCH = re.compile(
    r"(?:(?:the )?(?:u\.?\s?s\.?|united states) (?:army|navy|air force|marine corps|marines|coast guard|space force)"
    r"(?!\s+corps of engineers)(?: reserves?)?|(?:[\w.]+ ){0,2}(?:army|air) national guard"
    r"|(?:[\w.]+ )?(?:army|navy|air force|marine corps) reserves?"
    r"|(?:usmc|usaf|uscg|usn)r?(?=\s*(?:[,(/–-]|$))|bundeswehr|royal (?:navy|air force|marines|army)"
    r"|british army|canadian (?:armed )?forces|israel defen[cs]e forces"
    r"|(?:indian|philippine|korean|rok|mexican|french|pakistan|nigerian) (?:army|navy|air force|marine corps))\b",
    re.IGNORECASE,
)


_OFFICE = re.compile(r"(?:Office|Department|Bureau|Division) of (?:the )?[A-Z]")
"""A public body that is called after who is at its head ("Office of the County Attorney")."""
_APART = re.compile(r",\s+|\s[-–—:|/]+\s|^[-–—=~*#:.+\s]+")
"""Between the parts of a heading, and before the first."""


_BRANCH_ALONE = re.compile(
    r"(?:the )?(?:army|navy|marine corps|marines|air force|coast guard|national guard|usmc|usaf|usn|uscg)"
    r"(?: reserves?)?",
    re.IGNORECASE,
)


def in_forces(organization: str) -> bool:
    """Say whether the words begin with a branch of the armed forces, or are one in short ("Navy")."""
    return _BRANCH.match(organization) is not None or _BRANCH_ALONE.fullmatch(organization) is not None


def forces_in(heading: str) -> tuple[int, int] | None:
    """Find the branch of the armed forces that a part of a heading is ("ASSIGNMENTS, U.S. MARINE CORPS")."""
    starts = [0, *(mark.end() for mark in _APART.finditer(heading))]
    found = (_BRANCH.match(heading, at) for at in starts)
    return next((branch.span() for branch in found if branch is not None), None)


def halved(title: Piece | None) -> tuple[Piece | None, Piece | None]:
    """Part "Ayudante general, Muebles Hidalgo": without another employer what stands behind the comma is one."""
    mark = re.search(r",\s+(?=[A-ZÀ-Þ])", title.said) if title is not None else None
    if title is None or mark is None or mark.start() == 0:
        return title, None
    name = title.said[mark.end() :].split(",")[0]
    named = all(w[0].isupper() or w in ("of", "the", "and", "a", "de", "la", "del", "y") for w in name.split())
    unlike = (title_score(name) >= _SURE and not _OFFICE.match(name)) or rank(name)
    if (
        not named
        or unlike
        or (names_part(name) and len(name.split()) <= _SHORT and organization_score(name) < _NAMED)
        or OF_COURSE.search(name)
        or (len(name.split()) < 2 and organization_score(name) == 0 and not _BRANCH.fullmatch(name))
    ):
        return title, None
    at = title.start + mark.end()
    other = replace(title, start=at, end=at + len(name), said=name, part=Part.ORGANIZATION)
    return replace(title, end=title.start + mark.start(), said=title.said[: mark.start()]), other


def whole_name(text: str, pieces: Sequence[Piece]) -> Piece | None:
    """Give the employer with the short name before its dash ("Banner – Medical Center"); the title has another line.

    What stands before the dash is one or two words with capitals that say nothing else.
    """
    employer = next((p for p in pieces if p.part is Part.ORGANIZATION), None)
    title = next((p for p in pieces if p.part is Part.TITLE), None)
    if employer is None or title is None or title.row == employer.row or employer.organization < _FIRM:
        return employer
    first = next(
        (p for p in pieces if p.part is Part.OTHER and p.row == employer.row and p.end < employer.start), None
    )
    if first is None or _DASHED.fullmatch(text, first.end, employer.start) is None or first.title > 0:
        return employer
    if len(first.said.split()) > _SHORT or not all(word[0].isupper() for word in first.said.split()):
        return employer
    return replace(employer, start=first.start, said=text[first.start : employer.end])


def without_city(piece: Piece | None) -> Piece | None:
    """Cut off the city behind an employer's name ("Smith & Daughters, Burlington", "Kiva / Phoenix")."""
    if piece is None or (piece.row < 0 and names_authority(piece.said)):
        # a public body in a paragraph of its own
        return piece
    aside = _ASIDE.search(piece.said) or (None if piece.said.islower() else _SAID_OF_IT.search(piece.said))
    if aside is not None and aside.start() > 0:
        return replace(piece, end=piece.start + aside.start(), said=piece.said[: aside.start()])
    part = _PART_OF.search(piece.said) if "," in piece.said else None
    if part is not None and organization_score(piece.said[: part.start()]) >= _SURELY:
        return replace(piece, end=piece.start + part.start(), said=piece.said[: part.start()])
    if (at := beyond_name(piece.said)) > 0:
        return replace(piece, end=piece.start + at, said=piece.said[:at])
    if (two := _TWO_TOWNS.search(piece.said)) is not None and _are_towns(piece.said[: two.start()], two["towns"]):
        return replace(piece, end=piece.start + two.start(), said=piece.said[: two.start()])
    far = _FAR.fullmatch(piece.said)
    if far and organization_score(far["name"]) >= _FIRM and organization_score(far["places"]) <= 0:
        return replace(piece, end=piece.start + far.end("name"), said=far["name"])
    small = piece.said.islower() and _SMALL_TOWN.search(piece.said)
    city = small or re.search(
        rf",?\s+\(?[A-ZÀ-Þ][\w.'’-]+(?:\s(?:of\s(?<=Isle\sof\s)|{PARTICLE})?[A-ZÀ-Þ][\w.'’-]+)?(?:\)|\s\((?:[A-Z]\.)+\))?$",
        piece.said,
    )
    if city is not None and not re.match(r",|\s*\(", city.group()):
        return piece
    town = city is not None and _TOWN.search(city.group()) is not None
    if city is None or (organization_score(city.group()) > 0 and not town) or title_score(city.group()) > 0:
        return piece
    name = piece.said[: city.start()]
    if _STATESCHOOL.search(name):
        # "University of California, San Diego"
        return piece
    if name.count("(") > name.count(")"):
        # "Kaefer Ltd (Drax, Immingham)"
        name = name[: name.rindex("(")].rstrip()
        return replace(piece, end=piece.start + len(name), said=name) if name else piece
    if (town or small) and organization_score(name) < (_FIRM if small else _NAMED):
        return piece
    if re.search(r",", name) or _COMPANY.search(city.group()):
        # "Bloom, Hatch & Waite" and "Acme, Inc." are whole
        return piece
    return replace(piece, end=piece.start + city.start(), said=name)


def _are_towns(firm: str, towns: str) -> bool:
    """Say whether two names behind a firm's are towns, and no partners."""
    firm_named = "," not in firm and ("&" in firm or organization_score(firm) >= _FIRM)
    return firm_named and organization_score(towns) < _FIRM and title_score(towns) <= 0


def named_in_town(whole: Piece | None, town: Piece | None = None) -> tuple[Piece | None, Piece | None]:
    """Give an employer's name alone, and the `town` that is known or the one behind it ("Elm & Sons, Burlington")."""
    name = without_city(without_aside(whole))
    return name, town or _town_behind(whole, name)


def _town_behind(whole: Piece | None, name: Piece | None) -> Piece | None:
    """Give the town that was cut off behind an employer's name, or None."""
    if whole is None or name is None or whole.start != name.start or len(name.said) >= len(whole.said):
        return None
    behind = _TOWN_BEHIND.fullmatch(whole.said, len(name.said))
    if behind is None or names_part(behind["town"]) or title_score(behind["town"]) > 0:
        return None
    start = whole.start + behind.start("town")
    return replace(whole, start=start, end=whole.start + behind.end("town"), said=behind["town"], part=Part.LOCATION)


_LOOSE_END = re.compile(r"(?: in|,? (?:until|till)|, (?:through|thru))$")
"""What leads from an employer to a place or date that stands elsewhere."""


def without_town(piece: Piece | None) -> tuple[Piece | None, Piece | None]:
    """Cut the town with its state off behind an employer's name, and give it ("Elm Tax, Amherst, NY"; "Elm in")."""
    if piece is None:
        return None, None
    place = (place_at_end(piece.said) or town_at_end(piece.said)) if "," in piece.said else None
    if (
        place is None
        and (bare := _IN_TOWN.search(piece.said))
        and organization_score(piece.said[: bare.start()]) >= _NAMED
    ):
        # "Elm Playhouse in Brooklyn"
        name, town = piece.said[: bare.start()], bare["town"]
        place_ = replace(piece, start=piece.start + bare.start("town"), said=town, part=Part.LOCATION)
        return replace(piece, end=piece.start + len(name), said=name), place_
    if place is None or place.start() == 0:
        said = _LOOSE_END.sub("", piece.said)
        return (piece if said == piece.said else replace(piece, end=piece.start + len(said), said=said)), None
    before = piece.said[: place.start()].rstrip()
    name = before.removesuffix(" in").rstrip(", ")
    if not before.endswith((",", " in")) or not name:
        return piece, None
    town = replace(piece, start=piece.start + place.start(), said=piece.said[place.start() :], part=Part.LOCATION)
    return replace(piece, end=piece.start + len(name), said=name), town


def with_shift(text: str, title: Piece | None, employer: Piece | None) -> tuple[Piece | None, Piece | None]:
    """Put the shift or unit in front of an employer's name to the title ("Machinist, 2nd shift, Elm Components")."""
    if title is None or employer is None or text[title.end : employer.start] not in _BESIDE:
        return title, employer
    first, comma, rest = employer.said.partition(", ")
    team = _TEAM.match(first) is not None
    unit = team or first[:1].islower() or _SHIFT.fullmatch(first) is not None
    unit = unit or (names_part(first) and organization_score(rest) >= _NAMED)
    named = all(word[0].isupper() or word in ("of", "and", "the", "for", "&") for word in rest.split())
    surely = organization_score(first) >= _NAMED and not team
    if not comma or not unit or not named or title_score(rest) >= _SURE or surely:
        return title, employer
    end, start = employer.start + len(first), employer.start + len(first) + len(comma)
    name = replace(employer, start=start, said=text[start : employer.end])
    return replace(title, end=end, said=text[title.start : end]), name


def without_aside(piece: Piece | None) -> Piece | None:
    """Cut off what is said about an employer in brackets ("Larkspur & Finch (agency)", "Fitz (own business)")."""
    mark = (_ABOUT.search(piece.said) or _TRADE.search(piece.said) or _HOW.search(piece.said)) if piece else None
    if piece is None or mark is None or mark.start() == 0:
        return piece
    return replace(piece, end=piece.start + mark.start(), said=piece.said[: mark.start()])


def without_agency(piece: Piece | None) -> Piece | None:
    """Cut off the agency that work was done through ("Packer (via Bluff Staffing)")."""
    mark = _AGENCY.search(piece.said) if piece is not None else None
    if piece is None or mark is None or mark.start() == 0:
        return piece
    return replace(piece, end=piece.start + mark.start(), said=piece.said[: mark.start()])


def without_grade(title: Piece | None) -> Piece | None:
    """Cut off the pay plan, series and grade of a federal job ("Park Guide, GS-0090-05")."""
    mark = _GRADE.search(title.said) if title is not None and "-" in title.said else None
    if title is None or mark is None or mark.start() == 0:
        return title
    return replace(title, end=title.start + mark.start(), said=title.said[: mark.start()])


def placed_by_agency(employer: Piece | None) -> Piece | None:
    """Give where somebody worked, without the agency in front of it ("Through Volt Staffing at Elm Plastics")."""
    mark = _PLACED.match(employer.said) if employer is not None else None
    if employer is None or mark is None:
        return employer
    said = employer.said[mark.end() :]
    if mark["only"] is not None and organization_score(said) < _WEAK:
        return employer
    return replace(employer, start=employer.start + mark.end(), said=said)


def behind_place(title: Piece | None) -> Piece | None:
    """Give the title behind a town ("Dairy Queen, Mayfield KY, shift leader")."""
    first, comma, rest = title.said.rpartition(",") if title is not None else ("", "", "")
    if (
        title is None
        or not comma
        or title.title >= _WEAK
        or LATER.match(rest.lstrip())
        or title_score(rest) < _SURE
        or len(first.split()) > 3
    ):
        return title
    said = rest.strip()
    return replace(title, start=title.end - len(said), said=said, title=title_score(said))


def known_first(title: Piece | None) -> tuple[Piece | None, Piece | None]:
    """Part "amazon picker" where nothing else names an employer: the name of a large one, and a title."""
    names = words("organizations", "known")
    cuts = [m.start() for m in re.finditer(r"\s+", title.said)][:_NAME_WORDS] if title is not None else []
    for at in reversed(cuts):
        if title is None or " ".join(title.said[:at].casefold().split()) not in names:
            continue
        rest = title.said[at:].lstrip()
        if title_score(rest) < _SURE:
            continue
        start = title.end - len(rest)
        employer = replace(title, end=title.start + at, said=title.said[:at], part=Part.ORGANIZATION)
        return replace(title, start=start, said=rest, title=title_score(rest)), employer
    return title, None


def in_civil_words(title: Piece | None) -> Piece | None:
    """Cut off what a title of the forces is called elsewhere."""
    mark = _CIVIL.search(title.said) if title is not None else None
    if title is None or mark is None or mark.start() == 0:
        return title
    return replace(title, end=title.start + mark.start(), said=title.said[: mark.start()])


def branch(organization: Piece | None) -> Piece | None:
    """Cut the unit or ship off behind the branch ("United States Navy, USS Halvorsen")."""
    mark = _BRANCH.match(organization.said) if organization is not None else None
    if organization is None or mark is None or not re.match(r"\s*[,/–—-]", organization.said[mark.end() :]):
        return organization
    return replace(organization, end=organization.start + mark.end(), said=mark.group())


def behind_branch(organization: Piece | None) -> Piece | None:
    """Give the title behind the branch in one piece ("U.S. Army, 91B Wheeled Vehicle Mechanic, SPC")."""
    mark = _BRANCH.match(organization.said) if organization is not None else None
    comma = re.compile(r"\s*[,/–—-]\s*").match(organization.said, mark.end()) if organization and mark else None
    if organization is None or comma is None:
        return None
    said = organization.said[comma.end() :]
    if not rank(said) and title_score(said) < _WEAK:
        # a unit or ship
        return None
    return replace(organization, start=organization.start + comma.end(), said=said, title=_SURE, part=Part.TITLE)
