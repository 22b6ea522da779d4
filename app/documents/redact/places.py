"""Text to the street addresses and post boxes in it."""

import re
from collections.abc import Iterator
from itertools import chain

from app.documents.redact.model import Found, Kind
from app.documents.redact.words import WORD, fold, lines_with, listed, never_names
from app.documents.spans import Spans

_SUFFIX = (
    r"(?:Street|Str|St|Avenue|Aven|Ave|Av|Road|Rd|Boulevard|Blvd|Bvd|Lane|Ln|Drive|Drv|Dr|Court|Crt|Ct|"
    r"Place|Pl|Terrace|Ter|Terr|"
    r"Circle|Cir|Way|Parkway|Pkwy|Pky|Highway|Hwy|Trail|Trl|Square|Sq|Loop|Alley|Aly|Plaza|Plz|Crescent|"
    r"Cres|Close|Row|Run|Path|"
    r"Pike|Turnpike|Tpke|Pass|Point|Pt|Ridge|Rdg|Crossing|Xing|Cove|Cv|Bend|Bnd|Glen|Gln|Hollow|Holw|"
    r"Landing|Lndg|Mews|Gardens|"
    r"Gdns|Grove|Grv|Hill|Heights|Hts|Quay|Walk|Wharf|Expressway|Expy|Freeway|Fwy|Broadway|Esplanade|Parade"
    r"|Pde|Nagar|Marg|Manor|"
    r"Mnr|View|Vw|Trace|Trce|Creek|Crk|Commons|Green|Grn|Park|Spur|Springs|Spgs|Station|Valley|Village|"
    r"Vista|Vis|Fork|Ferry|Ford|Knoll)"
)
_UNIT = (
    r"(?:,? ?(?:[#№] ?[A-Za-z]?\d*[A-Za-z]?\b|(?:Apartment|Apt|Unit|Suite|Ste|Floor|Fl|Room|Rm|Lot|Trlr|"
    r"Trailer|Space|Spc|Bldg|Building|"
    r"Flat|Level|Basement|Bsmt|Penthouse|PH|House|No|Box|Wing|Block|Piso|Depto|Int)\.? ?#?"
    r"(?:[A-Za-z]?\d+[A-Za-z]?|[A-Za-z])?(?:-\w{1,4})?\b|"
    r"\d{1,3}(?:st|nd|rd|th) (?:Floor|Fl)\.?))"
)
_STATE = r"(?:[A-Z]{2}|[A-Z]\. ?[A-Z]\.|(?:New |North |South |West |Rhode )?[A-Z][a-z]+)"
_ZIP = r"\d{5}(?:[-–‐ ]\d{4})?(?!\d)"
_CITY = r"[A-Z][\w.'’-]{0,40}(?: (?:d[’']|de la |de |del |of |sur |am |an der |upon )?[A-Z][\w.'’-]{0,40}){0,3}"
"""Hyphens stand within its names alone: were they between them too, rows of them could be parted in every way."""
_POST = (
    rf"(?:{_ZIP}|[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}|\d{{3}}-\d{{4}}|\d{{4}}"
    rf" ?[A-Z]{{2}}|\d{{3}} ?\d{{3}}|\d{{4}}|"
    r"\d{5}-\d{3}|\d{2}-\d{3})(?!\w)"
)
_GLUE = r"(?:[ ]?[,|•·–;][ ]{0,2}|[ ]{1,3}|,?[ ]?\n)"
_TAIL = (
    rf"(?:{_GLUE}{_CITY},? ?{_STATE}\.?,?[ ]{{1,2}}{_ZIP}|{_GLUE}{_ZIP}|[ ]?[,|•·][ ]{{0,2}}{_CITY}"
    rf"(?:, ?[A-Z][\w. ]*[a-zA-Z])?,?[ ]{_POST}|"
    rf"[ ]?[,|•·][ ]{{0,2}}{_CITY},? ?(?:[A-Z]{{2}}\b|[A-Z][a-z]+\b)(?: ?,? ?{_POST})?|[ ]?,[ ]?{_POST}"
    rf"(?: {_CITY})?)?"
    r"(?:,? (?:USA|U\.S\.A\.|United States|US)\b)?"
)
_NAMED = r"(?:(?:[NSEWO]|NE|NW|SE|SW|North|South|East|West|Old|New)\.? )?"
_STREETS = (
    # 118 Cedar Bluff Rd, Apt 4B, Beaumont, TX 77705
    re.compile(
        rf"(?<![\w$€£.,-])\d{{1,6}}(?:[-–]?\d{{0,5}}[A-Za-z]?|[ ]½| 1/2)[ ]{_NAMED}(?:[A-Z\d][\w.'’-]*[ ])"
        rf"{{1,4}}?{_SUFFIX}\b\.?(?:[ ]{_SUFFIX}\b\.?){{0,2}}"
        rf"(?:[ ](?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\b\.?)?{_UNIT}{{0,3}}{_TAIL}"
    ),
    re.compile(
        rf"(?<![\w$€£.,-])\d{{1,6}}[A-Za-z]?[ ]{_NAMED}(?:Avenue|Ave\.?|Av\.?|Broadway|Highway|Hwy\.?|Bowery"
        rf"|Calle|Via)(?:[ ](?:of|de|del) the)?(?:[ ][A-Z\d][\w.'’-]*){{0,3}}{_UNIT}{{0,3}}{_TAIL}"
    ),
    re.compile(
        rf"(?<![\w$€£.,-])\d{{1,6}}[A-Za-z]?[ ]{_NAMED}(?:(?:US|U\.S\.|State|County|Farm(?: to Market)?|"
        rf"Ranch|Private|Township|Old|[A-Z]{{2}})[ -])?"
        rf"(?:Route|Rte\.?|Rt\.?|Highway|Hwy\.?|County Road|County Rd\.?|Road|Rd\.?|CR|FM|SR|PR|RR|US|"
        rf"Interstate)[ -]#?\d{{1,5}}[A-Z]?\b{_UNIT}{{0,3}}{_TAIL}"
    ),
    # a number, words, then unmistakably a city with its postal code
    re.compile(
        rf"(?<![\w$€£.,-])\d{{1,6}}[A-Za-z]?[ ](?:[A-Z\d][\w.'’-]*[ ]?){{1,5}}{_UNIT}{{0,3}}"
        rf"[ ]?[,|•·][ ]?{_CITY},? {_STATE}\.? {_ZIP}"
    ),
)
_POSTAL = re.compile(r"\d{5}")
_TOWN = re.compile(rf"(?<![\w]){_CITY},? ?(?P<state>{_STATE})\.?,?[ ]{{1,2}}{_ZIP}")
_BOXES = re.compile(
    rf"(?<!\w)(?:(?:P\.? ?O\.?|Post Office|Postal)[ ]?(?:Box|Bag)|PMB|RR|R\.R\.|HC|Rural Route|Star Route|"
    rf"Postfach|Apartado(?: Postal)?|Caixa Postal|"
    rf"Private Bag|PSC|APO|Casilla|Bo[iî]te [Pp]ostale|B\.P\.)[ ]?#?[A-Z]?\d{{1,7}}(?:[ ,]{{1,2}}(?:Box|BOX|"
    rf"Apo|APO|FPO)[ ]?#?[A-Z]{{0,2}}[ ]?\d*)?{_TAIL}",
    re.IGNORECASE,
)
_ABROAD = (
    # 12 rue de la Paix, 75002 Paris; Calle de Alcalá 45, 3º B, 28014 Madrid; Av. Paulista 1578
    re.compile(
        rf"(?<!\w)(?:\d{{1,4}}(?: ?(?:bis|ter|[A-Za-z]))?,? )?(?:[Rr]ue|[Aa]venue|[Aa]v\.?|[Bb]oulevard|"
        rf"[Bb]d\.?|[Aa]ll[ée]e|[Qq]uai|[Cc]hemin|[Ii]mpasse|[Cc]alle|[Cc]/|C\.|"
        rf"[Aa]venida|[Aa]vda\.?|[Cc]arrera|[Cc]ra\.?|[Pp]aseo|[Pp]laza|[Pp]za\.?|[Pp]iazza|[Vv]ia|[Vv]iale|"
        rf"[Cc]orso|[Rr]ua|[Tt]ravessa|[Jj]alan|[Jj]l\.?|"
        rf"[Uu]l\.|[Uu]lica|[Cc]amino|[Cc]alz(?:ada|\.)|[Pp]rivada|[Cc]errada|[Cc]ol(?:onia|\.)|[Ss]oi|"
        rf"[Đđ]ường)[ ]?(?:(?:(?:de|del|la|las|los|le|les|des|du|da|das|do|dos|di|della|el|y|e)\b|[ld][’']|"
        rf"[A-Z\d][\w.'’-]*)[ ]?){{1,6}}"
        rf"(?:,? ?(?:[Nn][º°o]\.? ?|#)?\d{{1,5}}[A-Za-z]?(?: ?- ?\d{{1,4}})?)?(?:,? \d{{1,2}}[ºª°]"
        rf"(?: ?[A-Z])?)?(?:, ?(?:Col\.|Colonia|Int\.|Piso|Apto\.?|Depto\.?|Bairro) ?[\w .]+)?"
        rf"(?:,? ?[–-]?[ ]?{_POST})?(?:,? {_CITY})?(?:,? ?{_POST})?(?:, [A-Z][\w ]+)?"
    ),
    # Hauptstraße 5a, 10115 Berlin
    re.compile(
        rf"(?<!\w)[A-ZÄÖÜ][\w-]*(?: [A-ZÄÖÜ][\w-]*)?(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|"
        rf"ufer|straat|laan|gracht|plein|gatan|vägen|gade|vej|veien|gata|katu| Straße| Str\.| Allee| Weg)"
        rf"[ ]\d{{1,4}} ?[a-zA-Z]?\b(?:[-/]\d{{1,3}})?"
        rf"(?:,? ?\n?(?:[A-Z]{{1,2}}-)?{_POST} {_CITY})?(?:, [A-Z][a-z]+)?"
    ),
    # Flat 4, 22 Baker Street, London NW1 6XE; Unit 5, 17 King St, Sydney NSW 2000
    re.compile(
        rf"(?<!\w)(?:Flat|Unit|Apartment|Apt\.?|House|Villa|Plot|Block|Suite|Room|Shop|Door|H\.? ?No\.?|"
        rf"House No\.?|Plot No\.?|Flat No\.?)[ ]?#?[\w/-]*\d[\w/-]*,? [^\n|•·;]{{4,90}}?"
        rf"(?:{_SUFFIX}\b|\b{_POST})(?:[^\n|•·;]{{0,24}}{_POST})?"
    ),
    re.compile(r"(?<!\w)\d{1,3}-\d{1,3}(?:-\d{1,4})? [A-Z][\w-]+(?:, [A-Z][\w -]+){1,3}(?: \d{3}-\d{4})?"),
    # UK and Canadian postal codes with what stands before them on the line
    re.compile(
        rf"(?<!\w)(?:\d{{1,5}}[A-Za-z]? [^\n|•·;]{{4,80}}?|{_CITY},? (?:[A-Z]{{2}},? )?)"
        rf"(?:[A-Z]\d[A-Z] \d[A-Z]\d|[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}})\b"
    ),
)
_LABELLED = re.compile(
    r"(?<![\w-])(?:(?:home|street|mailing|postal|current|permanent|residential|residence|present|local|"
    r"legal|physical)[ ])*(?:address|residence|resides? at|residing at|"
    r"living at|lives at|direcci[oó]n|domicilio|adresse|anschrift|wohnhaft in|endere[cç]o|indirizzo|địa chỉ"
    r"|adres)(?:(?<=at)|[ ]?[:：–-])[ ]{0,3}\n?(?P<value>[^\n|•·▪@]{6,110})",
    re.IGNORECASE,
)
_OF_WORK = re.compile(
    r"\b(?:years?|yrs?|months?|hours?|hrs?|days?|weeks?|experience|class|level|certified|licen[cs]ed?|since"
    r"|present|current|gpa|wpm|shift|crew|credits?)\b|%|\+",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? \d{4}\b", re.IGNORECASE)
_DATES = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{2,4}\b|\b\d{1,2} ?/ ?"
    r"(?:\d{1,2} ?/ ?)?\d{4}\b|\b(?:19|20)\d\d\b(?![ -]+[A-Z])",
    re.IGNORECASE,
)


def addresses(text: str, contact: list[tuple[int, int]], taken: list[Found]) -> Iterator[Found]:
    """Find street addresses and post boxes, with the city on the same line and the postal code.

    `contact` are the spans of the parts of contact lines: there a part with a number that is nothing else is an
    address. `taken` is what was found before.
    """
    for pattern in (*_STREETS, _BOXES, *_ABROAD):
        for match in pattern.finditer(text):
            if (
                re.search(r"\d", _DATED.sub("", match[0]))
                and match[0][0] == match[0][0].upper()
                and not _is_work(match[0])
            ):
                yield _place(match.start(), match[0])
    for match in chain.from_iterable(_TOWN.finditer(text, *line) for line in lines_with(text, _POSTAL)):
        state = match["state"].replace(".", "").replace(" ", "")
        if state in listed("places", "codes") or match["state"].casefold() in listed("places", "names"):
            yield _place(match.start(), match[0])
    for match in _LABELLED.finditer(text):
        if re.search(r"\d", match["value"]):
            value = re.split(
                r" {3,}|\b(?:phone|tel|cell|mobile|e-?mail)\b", match["value"], maxsplit=1, flags=re.IGNORECASE
            )[0]
            yield _place(match.start("value"), value)
    others = Spans((found.start, found.end) for found in taken)
    for start, end in contact:
        if not others.touch(start, end) and _numbered_place(text[start:end]):
            yield _place(start, text[start:end])


def _is_work(said: str) -> bool:
    """Whether a number with capitalised words tells of work ("12 Years Experience Way…", "2019 Lead Drive")."""
    first = said.split("\n")[0]
    folded = [fold(word) for word in WORD.findall(first)]
    if re.match(r"(?:19|20)\d\d[ ]", said) and not re.search(r"\d{5}", said):
        return len(folded) > 1 and any(word in listed("titles", "heads") for word in folded)
    return bool(_OF_WORK.search(first))


def _numbered_place(said: str) -> bool:
    """Whether a part of a contact line reads like an address: a house number first or last, or a postal code."""
    words = [word for word in WORD.findall(said) if len(word) > 1]
    if not words or len(said) > 80 or _OF_WORK.search(said) or re.search(r"[@:$€£(“\"]|\d\.\d|\b[Pp]age \d", said):
        return False
    bare = _DATES.sub("", said)
    numbered = re.match(r"#?\d{1,5}[A-Za-z]?(?:[-/]\d+)?,? [^\W\d_]", bare) or re.search(
        r"[^\W\d_]\.? \d{1,4} ?[A-Za-z]?(?:,|$)|\b\d{5,6}\b", bare
    )
    capital = sum(word[0].isupper() for word in words)
    return (
        bool(numbered) and capital * 2 >= len(words) and not any(fold(word) in never_names() for word in words[-1:])
    )


def _place(start: int, said: str) -> Found:
    plain = said.rstrip(" ,.;|•·\n–-")
    lead = len(plain) - len(plain.lstrip())
    return Found(start + lead, start + len(plain), Kind.ADDRESS, fold(plain))
