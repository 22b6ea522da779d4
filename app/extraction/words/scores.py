"""Words to how much they look like a job title, and like the name of an employer or school."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from app.extraction.words.lexicon import words

_CORE = re.compile(r",|\(|\s[-–—/]\s|:")
_SHIP = re.compile(r"(?:F/V|M/V|R/V|S/V|USS|USNS|USCGC|MV|FV)\s+[A-Z]")
_FIRM = re.compile(r"[A-Z][\w'’]{0,60}\s+(?:&|and)\s+[A-Z]|['’][sS]\b|#\d")
_OFFICE_OF = re.compile(
    r"Office of the (?:[A-Z][\w'’-]+ ){0,3}"
    r"(?:Attorney|Defender|Prosecutor|Governor|Mayor|Auditor|Comptroller|Inspector)\b"
)
"""Offices that are named after who leads them."""
_TITLE_WORDS, _FIRM_WORDS = 9, 12
"""Of titles, and of names of employers and schools, at most."""
_JOINED = 3
"""Names of one job with strokes between, at most."""
_SHORT = 4
"""Letters of words that end as verbs do and are none, at most ("shed")."""
_KEPT = 200
"""Characters of words whose scores are kept, at most."""
_WORD = re.compile(r"[^\W_][\w.&'’+#]*")
_PRACTICE = re.compile(
    r"(?:Drs?\.?|Law Offices? of)\s+[A-Z][\w.'’-]+(?:\s|$)"
    r"|(?:[A-Z][\w.'’-]*\s){1,3}?[A-Z][\w'’-]+,?\s(?:DDS|DMD|DVM|M\.D\.|D\.O\.)$"
)
"""A practice that is called by who owns it ("Dr. Alan Park, DDS")."""
_PARTNERS = re.compile(
    r"(?:[A-Z][\w'’-]+, ){1,6}[A-Z][\w'’-]+,? (?:&|and) [A-Z][\w'’-]+,?"
    r" (?:LLP|LLC|PLLC|PC|P\.C\.|PA|P\.A\.|CPAs?)(?=$|[,;. ])"
)
"""A firm of several partners ("Baker, Marlow & Cook, PC")."""
_GERUND = re.compile(r"(?!nursing)[A-Za-z][a-z]{2,20}ing (?!(?:for|of|and|the|to|in|on|with|at|by)\b)[a-z]{3,}\b")
"""What somebody does, in small letters but perhaps the first."""
_TOLD = re.compile(r"[A-Z][a-z]+ (?:[a-z]{2,} )?(?:with|for) (?:(?:my|an?|the|his|her) )?[a-z]{3,}")
"""What was done, and with or for whom, in small letters."""
_FIRMS, _PRACTICES = re.compile(r"[&'#]| and "), re.compile(r"^(?:dr|law office)|(?:dds|dmd|dvm|m\.d\.|d\.o\.)$")
"""In small letters, what all that `_FIRM` and `_PRACTICE` match has."""
_FORCES = re.compile(
    r"\b(?:Army|Air|National|Coast) (?:National )?Guard\b"
    r"|\b(?:U\.?S\.?|United States) (?:Army|Navy|Air Force|Marine|Coast|Space)"
    r"|\b(?:Army|Navy|Air Force|Marine Corps) Reserves?\b"
    r"|\b(?:ARMY|AIR|NATIONAL|COAST) (?:NATIONAL )?GUARD\b|\bU\.?S\.? (?:ARMY|NAVY|AIR FORCE|MARINE|COAST|SPACE)"
)
_OF_FORCES = ("guard", "army", "navy", "air force", "marine", "coast", "space")
"""One of these stands, in small letters, in the name of any of them."""
_UNION = re.compile(r"(?:[A-Z][\w.&/]*\s){0,5}(?:Local|Lodge)(?: Union)?(?: No\.?)? ?#?\d{1,5}(?=$|[,;)]|\s[(–—-])")
"""A union by the number of its local ("Ironworkers Local 63")."""
_SEVERAL = frozenset(("various", "several", "different", "multiple", "numerous"))
_NO_EMPLOYERS = frozenset(("positions", "jobs", "roles", "duties", "tasks", "titles", "assignments", "gigs"))
_SHERIFF = ["county", "sheriff"]
"""Who heads it stands for an office ("Elm County Sheriff")."""
_CLASS, _ORDINALS = "class", frozenset(("first", "second", "third", "1st", "2nd", "3rd"))
_ASIDE = re.compile(r"(?<=\w)\s*\((?!(?:via|thr(?:ough|u)|pvt|pte|private)\b)(?:[a-z][^()]*|[^()]*\d[^()]*)\)$")
"""What is said of an employer or a title in a bracket behind it: in small letters, or with figures."""
_STATIONS = frozenset(("field", "research", "experiment", "radio", "power", "police", "fire", "rescue", "weather"))
_SELF = {"self", "self employed", "self-employed", "freelance", "independent contractor", "family business"}
_AT_HOME = ("stay", "full-time ", "full time ")
_LEVELS = {"i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5"}


def of_partners(said: str) -> int:
    """Give where the name of a firm of several partners ends that words begin with; 0 without one."""
    firm = _PARTNERS.match(said)
    return firm.end() if firm is not None else 0


def _many(said: str, tokens: Sequence[str]) -> bool:
    """A firm is named after more than one of its trade ("Saguaro Builders", "Gabilan Berry Packers")."""
    last, heads = tokens[-1].casefold(), words("titles", "heads")
    if len(tokens) < 2 or not last.endswith("s") or last in heads or last[:-1] not in heads:
        return False
    return all(token[0].isupper() for token in tokens) and not said.isupper()


def _tells_several(tokens: Sequence[str]) -> bool:
    """Employers of a kind that nobody counts ("various contractors")."""
    return len(tokens) > 1 and tokens[0] in _SEVERAL and tokens[-1].endswith("s") and tokens[-1] not in _NO_EMPLOYERS


def _tells(printed: Sequence[str], folded: Sequence[str]) -> bool:
    """What was done stands right behind its first word ("Hand finished turbine parts")."""
    done = len(printed) > 2 and printed[1].islower() and len(printed[1]) > _SHORT and printed[1].endswith("ed")
    return done and folded[0] in words("titles", "heads")


def _without_class(tokens: list[str]) -> list[str]:
    """Leave out the class behind a rate or rank ("Hospital Corpsman Third Class")."""
    rated = len(tokens) > 2 and tokens[-1] == _CLASS and tokens[-2] in _ORDINALS
    return tokens[:-2] if rated else tokens


def _tells_forces(said: str, folded: str) -> bool:
    for word in _OF_FORCES:
        if word in folded:
            return _FORCES.search(said) is not None
    return False


def _opening(said: str) -> list[str]:
    """Give the words; of a long text the first ones, more than a title or a name has."""
    if len(said) <= _KEPT:
        return _WORD.findall(said)
    return [word.group() for word in islice(_WORD.finditer(said), _FIRM_WORDS + 1)]


def title_score(said: str) -> float:
    """Say how much the words look like a job title: 0 not at all, 2 and more surely."""
    return title_within(said, 0, len(said)) if len(said) > _KEPT else _title_of_few(said)


def title_within(text: str, start: int, end: int) -> float:
    """Say how much `text[start:end]` looks like a job title; of a long text no more is read than a title has."""
    if end - start <= _KEPT:
        return _title_of_few(text[start:end])
    opening = [*islice(_WORD.finditer(text, start, end), _TITLE_WORDS + 1)]
    if len(opening) > _TITLE_WORDS and _CORE.search(text, start, opening[-1].start()) is None:
        return 0.0
    return _title(text[start:end])


def _title(said: str) -> float:
    folded = said.casefold()
    if " ".join(folded.partition(" (")[0].rstrip(".").split()) in words("titles", "phrases"):
        return 2.0
    if folded.startswith(_AT_HOME) and folded.partition(" of ")[0] in words("titles", "phrases"):
        # "Stay-at-home mother of two"
        return 2.0
    if ("," in said and _PARTNERS.match(said)) or _OFFICE_OF.match(said):
        return 0.0
    if " / " in said and len(parts := said.split(" / ")) <= _JOINED:
        # "Utility / Housekeeper"
        return max(map(_title, parts))
    core = _CORE.split(said, maxsplit=1)[0]
    printed = _opening(core)
    if not printed or len(printed) > _TITLE_WORDS or _tells_forces(core, folded):
        return 0.0
    if _many(core, printed):
        return 0.8
    tokens = _without_class([w.casefold().strip(".") for w in printed])
    if _tells_several(tokens) or ("Lo" in core and _UNION.match(core)) or tokens[-2:] == _SHERIFF:
        return 0.0
    heads, levels = words("titles", "heads"), words("titles", "levels")
    singular = [t[:-1] if t.endswith("s") and t[:-1] in heads else t for t in tokens]
    score = 0.0
    if (
        tokens[0] in words("titles", "credentials")
        or singular[-1] in heads
        or (len(singular) > 1 and singular[-1] in _LEVELS and singular[-2] in heads)
    ):
        score = 2.0
    elif any(t in heads for t in singular) and not _tells(printed, singular):
        # "Manager of Operations", "Head of Kitchen" open with the head word
        of_what = len(singular) > 2 and "of" in singular[1:3]
        opening = singular[0] in heads and (len(tokens) == 1 or tokens[0] in heads or of_what)
        score = 1.5 if opening else 0.8
    return score + (0.5 if tokens[0] in levels else 0.0)


def organization_score(said: str) -> float:
    """Say how much the words look like the name of an employer or school: 0 not at all, 2 and more surely."""
    return (_organization_of_few if len(said) <= _KEPT else _organization)(said)


def organization_within(text: str, start: int, end: int) -> float:
    """Say how much `text[start:end]` looks like the name of an employer or school, as `title_within` does."""
    if end - start > _KEPT and len([*islice(_WORD.finditer(text, start, end), _FIRM_WORDS + 1)]) > _FIRM_WORDS:
        return 0.0
    return organization_score(text[start:end])


def _organization(said: str) -> float:
    aside = _ASIDE.search(said) if said.endswith(")") else None
    if aside is not None:
        # "Bookseller (part time while at university)"
        return _organization(said[: aside.start()])
    printed = _opening(said)
    if not printed or len(printed) > _FIRM_WORDS:
        return 0.0
    folded = " ".join(said.casefold().replace("’", "'").split())
    if _SHIP.match(said) or folded in _SELF:
        return 2.5
    name = folded.partition(" (")[0] if folded.endswith(")") else folded
    if name in words("organizations", "known") or name in words("organizations", "phrases"):
        return 2.5
    if _tells_forces(said, folded) or (_PRACTICES.search(folded) and _PRACTICE.match(said)):
        return 2.5
    if ("," in said and _PARTNERS.match(said)) or _OFFICE_OF.match(said):
        return 2.5
    if _many(said, printed):
        return 0.6
    tokens = [w.casefold().strip(".'’") for w in printed]
    if _tells_several(tokens) or ("Lo" in said and _UNION.match(said)) or tokens[-2:] == _SHERIFF:
        return 2.5
    if _CLASS in tokens:
        tokens = _without_class(_CORE.split(folded, maxsplit=1)[0].split()) or tokens
    if _GERUND.match(said) or _TOLD.fullmatch(said):
        # "Cleaning houses for families in Avon and Troy", "Lawn care with uncle"
        return 0.0
    if tokens[-1].rstrip("s") in words("titles", "heads"):
        # "Research Intern", "Founder & CTO": words of an employer in front of a title's last word
        return 0.0
    strong, weak = words("organizations", "strong"), words("organizations", "weak")
    score = 2.5 if any(t in strong for t in tokens) else 0.0
    score += min(2.0, 1.2 * sum(t in weak for t in tokens[-3:]))
    if tokens[-1] == "station" and tokens[-2:-1] and tokens[-2] in _STATIONS:
        score += 1.2
    if len(tokens) > 1 and tokens[-1] == "family":
        # who works in a house names the family
        score += 1.2
    if _FIRMS.search(folded) and _FIRM.search(said):
        score += 0.8
    return score


# several readers ask about the same words, and names come again; lines may be a megabyte long
_title_of_few, _organization_of_few = lru_cache(maxsize=1 << 13)(_title), lru_cache(maxsize=1 << 13)(_organization)
