"""Mentions that are no skill of the worker: what people are like, employers, places, pieces of names."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from app.documents.spans import Spans
from app.extraction.claims import Sighting
from app.extraction.model import Basis, Entry
from app.extraction.skills.clause_words import HELP
from app.extraction.skills.idle import is_whose
from app.extraction.skills.lists import Known
from app.extraction.skills.verbs import VERBS, form, stem
from app.extraction.words.lexicon import table, words
from app.extraction.words.places import is_town
from app.extraction.words.small import any_case, small
from app.extraction.words.societies import names_society

_WORD = re.compile(r"[^\W_](?:[\w'’&+#.-]*[\w+#])?")
_HYPHEN = re.compile(r"[\w*]-(?:\n[ \t]{0,2})?$")
_RATED = re.compile(
    r"\s*\n\s*(?:basic|beginner|intermediate|advanced|expert|proficient)[ \t]*(?:\n|$)", re.IGNORECASE
)
_PIECE = re.compile(
    r"\W*(?:(?:[Aa]nd|AND|or|[Oo]f|OF|[Ff]or|FOR|[Ww]ith|WITH|[Tt]he|THE|an?)\b|(?:and|of|for|with)\s.*)"
    r"|.*\b(?:[Aa]nd|AND|or|[Oo]f|OF|[Ff]or|FOR|[Ww]ith|WITH|[Tt]he|THE|an?)\W*$"
    r"|.*\s[-–—]",
    re.DOTALL,
)
"""What begins or ends so was cut out of a longer name; "CDL Class A" and "circulating in the OR" were not."""
_GOVERNED = re.compile(r"(?:state|commonwealth|city|county|province|town) of [A-ZÀ-Þ][\w.'’ -]*", re.IGNORECASE)
"""Who licensed somebody, and no skill."""
_LEVEL = re.compile(r"[ABC][12]\+?")
"""A level of a language in the European framework."""
_NEXT = re.compile(r",\s{0,3}([^\s,;|.][^,;|\n.]{1,40})")
"""What a list goes on with ("Minitab, MS Office"), which may begin like a state."""
_OF_STANDARD = re.compile(r"\s[A-Z]{1,2}\d+(?:\.\d+)+")
"""Behind the body that wrote a standard."""
_HONOUR = re.compile(r"\b(?:Medal|Ribbon|Trophy|Badge)s?\Z")

_PLACEHOLDER = re.compile(r"\bx{3,}\b|\b(?:19|20)xx\b|\blorem ipsum\b", re.IGNORECASE)
"""What stands in a form that nobody filled in ("June 20XX")."""
_CALLS = re.compile(r"(?:visit|see) (?:my|our) ", re.IGNORECASE)
"""Before what somebody only wants to be looked at."""
_PART = re.compile(r"III?|VII{1,2}|Q[1-4](?: (?:FY ?)?\d{2,4})?|FY ?\d{2,4}")
"""The figure of a course or version, or a quarter; one may be an abbreviation in a hospital ("IV")."""
_REACHED = re.compile(
    r"\W*(?:over |about |more than )?\d[\d.,]*\+?[ -](?:hundred|thousand|million|billion|miles|hours|acres|lines)\b",
    re.IGNORECASE,
)
"""How much somebody did ("1.2 million accident-free miles")."""
_COUNTED = re.compile(r"\d,\d{3}(?!\w)")
"""How much of it there was ("Total 4,210")."""
_SENT_TO = any_case(r"[^\w\n]*(?:assigned to|sent to|placed (?:at|with)|(?:end )?clients?|customers)\s?:[^\n.;:]*")
_PLACE_BEHIND = re.compile(r" (?:County|Street|Avenue|Road|Boulevard|Blvd|Highway|Township|Parish|Heights|Creek)\b")
_CLUB_BEHIND = re.compile(
    r"(?: [A-Z][\w'’]+)? (?:Club|Society|Association|Fraternity|Sorority|Student Council|Student Union|Olympiad"
    r"|School|Church|Embassy|Consulate|Restaurant|Bakery|Parish)\b"
)
"""Behind the first word of what a body of people is called ("Accounting Club", "Accounting Honor Society")."""
_OFFICE_BEFORE = re.compile(
    r"\b(?:to|for|with|under|by|from) (?:the |our |my |an? )?(?:\w+ )?"
    r"(?:director|head|chief|president|vp|dean|chair|minister|secretary|department|ministry|office|bureau"
    r"|professor) of $",
    re.IGNORECASE,
)
"""Before what another person or an office is of ("reported to the Director of Machine Learning")."""
_IS_BORN = re.compile(r"\b(?:nationality|citizenship|citizen of|born in|ethnicity)\W{0,6}$", re.IGNORECASE)
"""Before what somebody is, and no language that they speak."""
_ONE_OF = re.compile(
    r"\b(?:series|hepatitis|vitamin|grade|schedule|unit|section|building|dock|gate|terminal|concourse|wing|title) $",
    re.I,
)
"""Before a letter that numbers something ("Series C"), and names no language."""
_BODY_BEFORE = re.compile(r"\b(?:Institution|Institute|Society|Association|Guild|Chamber|Federation) of $")
"""Before the rest of the name of a body ("Institution of Civil Engineers")."""
_PERSON_BEFORE = re.compile(
    r"\b(?:(?:Dr|Mr|Mrs|Prof)\.?|(?:Ms|Rev|Sgt|Capt)\.|Professor|Doctor)\s(?:[A-ZÀ-Þ][\w.'’-]*\s)?$"
)
"""Before the name of a person, which may be that of a thing, too ("Dr. Cobol")."""
_COURTESY = frozenset(("dr", "mr", "mrs", "ms", "prof"))
_PERSON_LETTERS = 30
_OFFICE_LETTERS = 60
_FIRM_BEHIND = re.compile(r",?\s{1,2}(?:Inc|LLC|L\.L\.C|Ltd|Pvt|Corp|Corporation|GmbH|LLP|PLC)\b")
_FIRM_WORDS = frozenset(("inc", "llc", "ltd", "limited", "pvt", "corp", "corporation", "gmbh", "llp", "plc"))
_LABEL_WORD = re.compile(r"[^\W\d_][\w'-]*")
_SEVERAL = 2


def names(entries: Iterable[Entry]) -> frozenset[str]:
    """Give what employers and schools are called: whole, and by their first words ("We4IT GmbH" is "We4IT")."""
    found: set[str] = set()
    for entry in entries:
        told = _WORD.findall((entry.organization or "").casefold())
        found.update(" ".join(told[:n]) for n in range(1, len(told) + 1))
    return frozenset(found)


def refused(
    text: str, found: Sequence[Sighting], called: frozenset[str], lists: Sequence[tuple[int, int]], known: Known
) -> list[Sighting]:
    """Give what is left of sightings without those that name no skill.

    `called`: names of employers and schools; they name none unless a framework knows them as one.
    `lists`: where skills are listed; what people list there is theirs to say, but for what they are like.
    """
    listing = Spans(lists)
    kept = [s for s in found if s.name is not None or not _no_skill(text, s, called, listing, known)]
    traits = [s for s in kept if listing.touch(s.start, s.start + 1) and _is_trait(text[s.start : s.end], known)]
    # one that is printed like a name may be one ("Diligent", "Sharp")
    several = len(traits) > 1
    no_names = {(s.start, s.end) for s in traits if several or not text[s.start : s.end].istitle()}
    return [s for s in kept if (s.start, s.end) not in no_names]


def _is_trait(said: str, known: Known) -> bool:
    return said.casefold() in words("skills", "traits") and not known(said)


def refused_duties(text: str, found: Sequence[Sighting], known: Known) -> list[Sighting]:
    """Give what is left of phrases of duties without labels, bodies, firms and titles, which tell no work."""
    return [s for s in found if not _no_duty(text, s, known)]


def _no_duty(text: str, sighting: Sighting, known: Known) -> bool:
    said = text[sighting.start : sighting.end]
    told = _WORD.findall(said.casefold())
    if known(said):
        return False
    if _fills_form(said, " ".join(told)) or told[-1] in _COURTESY:
        return True
    if form(told[0]) == "past" and stem(told[0]) in VERBS:
        return False
    if _names_body(said, told, listed=False) or _FIRM_BEHIND.match(text, sighting.end):
        return True
    if len(told) == _SEVERAL and told[-1] in words("titles", "heads") and _titles(told[0]):
        # "Shuttle driver", but "Train drivers", "Assist nurse"
        return True
    # "Research Assistant and Teaching Assistant"
    return told[-1] in words("titles", "heads") and all(word[0].isupper() for word in said.split() if len(word) > 3)


def _titles(said: str) -> bool:
    """Say whether a verb before one person may as well say of what kind that person is."""
    return form(said) == "base" and said not in HELP and said not in words("verbs", "of_people")


def _is_sent_to(text: str, sighting: Sighting) -> bool:
    """Say whether a label before names in its line says that somebody worked there ("Assigned to: Oracle, Nike")."""
    before = text[text.rfind("\n", 0, sighting.start) + 1 : sighting.start]
    return ":" in before and _SENT_TO.fullmatch(small(before)) is not None


def _no_skill(text: str, sighting: Sighting, called: frozenset[str], listing: Spans, known: Known) -> bool:
    said, listed = text[sighting.start : sighting.end], listing.touch(sighting.start, sighting.start + 1)
    if not listed and _HYPHEN.search(text, max(0, sighting.start - 5), sighting.start):
        # "supervised learning" of "self-supervised learning"
        return True
    if not listed and said.split()[-1].casefold() in words("skills", "groups") and _RATED.match(text, sighting.end):
        # "Web Frameworks", and below it "Intermediate"
        return True
    if sighting.basis is Basis.DEMONSTRATED and (
        said in words("skills", "generic")
        or _is_sent_to(text, sighting)
        or is_whose(text, sighting.start, sighting.end)
    ):
        return True
    if not listed and _FIRM_BEHIND.match(text, sighting.end) and said[:1].isupper() and not known(said):
        return True
    if _IS_BORN.search(text, max(0, sighting.start - _PERSON_LETTERS), sighting.start):
        return True
    if len(said) == 1 and _ONE_OF.search(text, max(0, sighting.start - _PERSON_LETTERS), sighting.start):
        return True
    if said.isupper() and _OF_STANDARD.match(text, sighting.end):
        # "AWS D1.1", "ASME B31.3"
        return True
    if not listed and _of_place_or_office(text, sighting.start, sighting.end):
        return True
    if sighting.basis is Basis.STATED and not known(said) and _tells_no_skill(said):
        return True
    if _LEVEL.fullmatch(said) or (_HONOUR.search(said) and not known(said)):
        return True
    if (
        not listed
        and said[:1].isupper()
        and text.startswith(",", sighting.end)
        and is_town(text, sighting.start, sighting.end)
        and not ((next_ := _NEXT.match(text, sighting.end)) and known(next_.group(1)))
    ):
        # "Des Moines, Iowa" at the head
        return True
    return _refuses(said, called, listed, known)


def _tells_no_skill(said: str) -> bool:
    """Say whether words tell how much there was of something, on what terms somebody works, or name a society."""
    folded = " ".join(small(said).split())
    counted = _COUNTED.search(said) is not None
    character = folded in words("skills", "characters")
    return counted or character or _terms().fullmatch(folded) is not None or names_society(folded)


@cache
def _terms() -> re.Pattern[str]:
    return any_case("|".join(f"(?:{pattern})" for pattern in table("skills")["terms"]["words"]))


def _of_place_or_office(text: str, start: int, end: int) -> bool:
    """Say whether words are part of the name of a place ("Python County"), of a body, a person or an office."""
    if text[start].isupper() and (_PLACE_BEHIND.match(text, end) or _CLUB_BEHIND.match(text, end)):
        return True
    if text[start].isupper() and _PERSON_BEFORE.search(text, max(0, start - _PERSON_LETTERS), start):
        return True
    before = text[max(0, start - _OFFICE_LETTERS) : start] if text.endswith(" of ", 0, start) else ""
    return _OFFICE_BEFORE.search(before) is not None or (
        text[start].isupper() and _BODY_BEFORE.search(before) is not None
    )


def _refuses(said: str, called: frozenset[str], listed: bool, known: Known) -> bool:
    folded = " ".join(said.casefold().split())
    told = _WORD.findall(folded)
    unknown = not known(said)
    if unknown and (_PIECE.fullmatch(said) or _GOVERNED.fullmatch(said) or _fills_form(said, folded)):
        return True
    if folded in words("places", "names") and unknown:
        return True
    if unknown and _names_body(said, told, listed):
        return True
    if unknown and len(told) == 1 and form(told[0]) == "past" and stem(told[0]) in VERBS:
        # "Filed, scanned and mailed documents"
        return True
    if listed:
        return False
    if " ".join(told) in called and said[:1].isupper() and unknown:
        return True
    if folded in words("places", "names") or said in words("places", "alone"):
        return True
    if (
        len(told) >= _SEVERAL
        and told[0] in words("skills", "traits")
        and told[-1] in words("titles", "heads")
        and unknown
    ):
        # "Detail-oriented accountant"
        return True
    traits = words("skills", "traits")
    if folded in traits or all(word in traits for word in told):
        return True
    return len(told) > 1 and told[0] in traits and told[-1] in words("skills", "vague")


def _fills_form(said: str, folded: str) -> bool:
    """Say whether words are a label of a form or a list, what stands in an empty field, or a piece of a name."""
    if (
        words("skills", "nothing").issuperset(folded.split())
        or folded in words("skills", "nothing")
        or _CALLS.match(said)
        or _PLACEHOLDER.search(said)
        or _PART.fullmatch(said)
        or _REACHED.match(said)
    ):
        return True
    joining = words("skills", "labels", "joining")
    left = [word for word in _LABEL_WORD.findall(folded.replace("’", "'")) if word not in joining]
    heads, others = words("skills", "labels", "heads"), words("skills", "labels")
    return not left or (left[-1] in heads and all(word in others or word in heads for word in left))


def _names_body(said: str, told: Sequence[str], listed: bool) -> bool:
    """Say whether words are printed as the name of a body or firm ("Drama Club", "Kansas Counseling Association")."""
    firm = told[-1] in _FIRM_WORDS
    bodies = words("skills", "bodies", "listed") if listed else words("skills", "bodies")
    if not firm and (len(told) < _SEVERAL or told[-1] not in bodies):
        return False
    return all(word[0].isupper() for word in _WORD.findall(said) if word not in words("skills", "labels", "joining"))
