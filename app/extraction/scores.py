"""Words to how much they look like a job title, and like the name of an employer or school."""

import re
from functools import lru_cache

from app.extraction.lexicon import words

_CORE = re.compile(r",|\(|\s[-–—]\s|:")
_SHIP = re.compile(r"(?:F/V|M/V|R/V|S/V|USS|USNS|USCGC|MV|FV)\s+[A-Z]")
_FIRM = re.compile(r"[A-Z][\w'’]{0,60}\s+(?:&|and)\s+[A-Z]|['’]s\b|#\d")
_KEPT = 200
"""Characters of words whose scores are kept, at most."""
_WORD = re.compile(r"[^\W_][\w.&'’+#]*")
_PRACTICE = re.compile(
    r"(?:Drs?\.?|Law Offices? of)\s+[A-Z][\w.'’-]+(?:\s|$)"
    r"|(?:[A-Z][\w.'’-]*\s){1,3}?[A-Z][\w'’-]+,?\s(?:DDS|DMD|DVM|M\.D\.|D\.O\.)$"
)
"""A practice that is called by who owns it ("Dr. Alan Park, DDS")."""
_FORCES = re.compile(
    r"\b(?:Army|Air|National|Coast) (?:National )?Guard\b"
    r"|\b(?:U\.?S\.?|United States) (?:Army|Navy|Air Force|Marine|Coast|Space)"
    r"|\b(?:Army|Navy|Air Force|Marine Corps) Reserves?\b"
    r"|\b(?:ARMY|AIR|NATIONAL|COAST) (?:NATIONAL )?GUARD\b|\bU\.?S\.? (?:ARMY|NAVY|AIR FORCE|MARINE|COAST|SPACE)"
)
_SELF = {"self", "self employed", "self-employed", "freelance", "independent contractor", "family business"}
_LEVELS = {"i", "ii", "iii", "iv", "v", "1", "2", "3", "4", "5"}


def _many(said: str) -> bool:
    """A firm is named after more than one of its trade ("Saguaro Builders", "Gabilan Berry Packers")."""
    tokens = _WORD.findall(said)
    if len(tokens) < 2 or not all(token[0].isupper() for token in tokens) or said.isupper():
        return False
    last = tokens[-1].casefold()
    return last.endswith("s") and last not in words("titles", "heads") and last[:-1] in words("titles", "heads")


def title_score(said: str) -> float:
    """Say how much the words look like a job title: 0 not at all, 2 and more surely."""
    return (_title_of_few if len(said) <= _KEPT else _title)(said)


def _title(said: str) -> float:
    if " ".join(said.casefold().split()) in words("titles", "phrases"):
        return 2.0
    core = _CORE.split(said, maxsplit=1)[0]
    tokens = [w.casefold().strip(".") for w in _WORD.findall(core)]
    if not tokens or len(tokens) > 9:
        return 0.0
    if _FORCES.search(core):
        return 0.0
    if _many(core):
        return 0.8
    heads, levels = words("titles", "heads"), words("titles", "levels")
    singular = [t[:-1] if t.endswith("s") and t[:-1] in heads else t for t in tokens]
    score = 0.0
    if (
        tokens[0] in words("titles", "credentials")
        or singular[-1] in heads
        or (len(singular) > 1 and singular[-1] in _LEVELS and singular[-2] in heads)
    ):
        score = 2.0
    elif any(t in heads for t in singular):
        # "Manager of Operations", "Head of Kitchen" open with the head word
        opening = singular[0] in heads or (len(singular) > 2 and "of" in singular[1:3] and singular[0] in heads)
        score = 1.5 if opening else 0.8
    return score + (0.5 if tokens[0] in levels else 0.0)


def organization_score(said: str) -> float:
    """Say how much the words look like the name of an employer or school: 0 not at all, 2 and more surely."""
    return (_organization_of_few if len(said) <= _KEPT else _organization)(said)


def _organization(said: str) -> float:
    tokens = [w.casefold().strip(".'’") for w in _WORD.findall(said)]
    if not tokens or len(tokens) > 12:
        return 0.0
    folded = " ".join(said.casefold().replace("’", "'").split())
    if _SHIP.match(said) or folded in _SELF:
        return 2.5
    if folded in words("organizations", "known") or folded in words("organizations", "phrases"):
        return 2.5
    if _FORCES.search(said) or _PRACTICE.match(said):
        return 2.5
    if _many(said):
        return 0.6
    if tokens[-1].rstrip("s") in words("titles", "heads"):
        # "Research Intern", "Founder & CTO": words of an employer in front of a title's last word
        return 0.0
    strong, weak = words("organizations", "strong"), words("organizations", "weak")
    score = 2.5 if any(t in strong for t in tokens) else 0.0
    score += min(2.0, 1.2 * sum(t in weak for t in tokens[-3:]))
    if len(tokens) > 1 and tokens[-1] == "family":
        # who works in a house names the family
        score += 1.2
    if _FIRM.search(said):
        score += 0.8
    return score


# several readers ask about the same words, and names come again; lines may be a megabyte long
_title_of_few, _organization_of_few = lru_cache(maxsize=1 << 13)(_title), lru_cache(maxsize=1 << 13)(_organization)
