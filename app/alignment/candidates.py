"""Name of a claim to the readings of it that are looked up: as it stands, and without words that say nothing."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from app.extraction.skills.verbs import is_verb
from app.taxonomy.names import Token, fold, key
from app.taxonomy.postings import alone, lesser, written_out

_QUALIFIED = re.compile(r"^(?P<base>[^()]{2,}?)\s*\((?P<inside>[^()]{2,})\)\s*$")

_LEVEL = re.compile(
    r"\s+(?:\d+(?:\.\d+)*\s*/\s*\d+|v?\d+(?:\.(?:\d+|x\b))*\+?(?:\s?[/,&–-]\s?v?\d+(?:\.(?:\d+|x\b))*\+?){0,5}|[★☆●○•]+)$"
)
"""A mark out of ten, versions or stars behind a skill."""

_FIRST = re.compile(r"(?P<first>[^\s,&]+(?:\s(?!and\b|or\b)[^\s,&]+){1,3})(?:,|\s(?:and|&)\s)")
"""The first of several things, of at least two words ("Wound care and dressing changes")."""


_REGISTERED = re.compile(r"(?:RN|LPN|LVN|CNA|STNA|PTA|OTA|EMT)\b")
"""Letters of an occupation behind a title that others have as well: "Charge Nurse, LPN"."""
_LETTERED = 0.7
"""What is left of a title beside such letters of another occupation in brackets ("Charge Nurse (LPN)")."""


_BEHIND = re.compile(r"\s+[-–—|]\s+")
"""What stands behind it is where, in which department or for whom."""


class Reading(NamedTuple):
    """One way to read a name; `certainty` in [0, 1] is how likely it is what was meant."""

    text: str
    certainty: float
    bare: bool = False
    """Without words that say nothing: what is searched for when it is no name."""


def _said(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _keys(words: str) -> frozenset[str]:
    return frozenset(key(word) for word in words.split())


_ABOUT_SKILL = _said(
    "skill skills knowledge knowledgeable experience experienced experiences ability abilities able capable "
    "proficient proficiency proficiencies expertise expert strong good great excellent outstanding solid effective "
    "effectively basic advanced intermediate beginner fluent fluency proven extensive familiar "
    "familiarity competent competence competency competencies understanding certified certification "
    "certifications license licensed licence"
)
_HANDS_ON = ["hands", "on"]
_TWO = (
    _HANDS_ON,
    *(["trained", small] for small in ("as", "at", "for", "in", "on", "to", "with")),
    *(["working", word] for word in ("knowledge", "experience", "understanding", "proficiency")),
)
"""Two words that say nothing, of which the first alone may."""
_WORD = re.compile(r"[^\W\d_]+(?=\s)")
_COUNT = re.compile(
    r"(?<=\s)(?:(?!911\b)[$€£]?\d[\d,.]*(?:\s?[-–]\s?\d[\d,.]*)?[+%kK]*|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|twenty|thirty|fifty)|(?:a )?dozens?(?: of)?|hundreds of|several|multiple|various|many)\s+(?=[^\W\d_])"
)
_RATE = re.compile(
    r"\s+(?:a|an|per|each|every)\s+(?:day|night|shift|week|month|quarter|season|year|hour)$", re.IGNORECASE
)
_TRAINING = re.compile(r"\s+training$", re.IGNORECASE)
"""Who had CPR training may know CPR; who does employee training trains employees."""
_LEADING = ("of", "in", "with", "to", "at", "for", "on", "as")
_LIVED = _said("brand citizen client consumer customer employee guest learner passenger patient user visitor")
"""Whose experience is what somebody works on, and not how long they did it."""
_ABOUT_TITLE = _keys(
    "senior sr junior jr i ii iii iv v 1 2 3 part full time part-time full-time temporary temp seasonal contract "
    "interim acting certified licensed volunteer freelance independent experienced journeyman apprentice trainee"
)
ROLES = _keys(
    "supervise teach manage coordinate advise train instruct lead monitor inspect audit promote sell assess"
)
"""Words that turn a skill into another one: who enters data does not supervise data entry."""
OVER_OTHERS = _keys("supervise teach train instruct")
"""Those of them that are done to people who have the skill."""
ASSISTANT = _keys("assistant")
"""Whose title ends so does not do what those do whom they assist: a physician assistant is no physician."""
LEARNERS, OVERSEERS = (
    _keys("apprentice trainee"),
    _keys("supervisor supervisors manager managers coordinator lecturer"),
)
"""Who learns a trade, and who oversees or teaches it."""
HANDLED = _keys("operate tend drive")
"""Verbs of skills that work with a thing."""
TREATED = _keys("repair fix overhaul rebuild sell buy purchase rent design")
"""What is done to such a thing: who repairs a mower does not mow."""
_BY_MEANS = _keys("use run with")


def treated(said: AbstractSet[str], named: Sequence[str]) -> bool:
    """Say whether words do something to the thing that a skill of these words works with, in their folded forms."""
    return bool(
        named
        and named[0] in HANDLED
        and not TREATED.isdisjoint(said)
        and TREATED.isdisjoint(named)
        and HANDLED.isdisjoint(said)
        and _BY_MEANS.isdisjoint(said)
    )


def skill_readings(name: str) -> tuple[Reading, ...]:
    """Read the name of a skill, certification or licence."""
    readings = [Reading(name, 1.0)]
    match = _QUALIFIED.match(name) if "(" in name else None
    if (first := _FIRST.match(name)) is not None:
        readings.append(Reading(first["first"], 0.9))
    plain = bare = _skill_alone(name)
    certainty = 1.0
    if match:
        readings += [Reading(match["base"], 0.97), Reading(match["inside"], 0.75)]
        bare, certainty = _skill_alone(match["base"]), 0.97
    readings += [Reading(plain, 0.95), Reading(bare or name, certainty * 0.95, bare=True)]
    if trained := _TRAINING.sub("", bare):
        readings += [Reading(trained, certainty * 0.8, bare=True)] * (trained != bare)
    return _distinct(readings)


def title_readings(name: str, quotes: Sequence[str]) -> tuple[Reading, ...]:
    """Read the name of an employment: the title that was quoted, else the name up to each of its commas."""
    heads = [quote for quote in quotes[:1] if name.startswith(quote)]
    if not heads:
        parts = name.split(", ")
        heads = [", ".join(parts[:count]) for count in range(len(parts), 0, -1)]
    if (lettered := _QUALIFIED.match(heads[0])) and (letters := _REGISTERED.fullmatch(lettered["inside"])):
        title = title_readings(lettered["base"], ())
        told = [Reading(letters[0], 1.0), Reading(f"{letters[0]} {lettered['base']}", 0.97)]
        return _distinct([*told, *(one._replace(certainty=one.certainty * _LETTERED) for one in title)])
    readings = [Reading(head, 1.0) for head in heads]
    for printed in heads:
        head = alone(printed)
        readings += [Reading(head, 0.97), Reading(written_out(head), 0.97)]
        readings += [Reading(lesser(head), 0.9), Reading(written_out(lesser(head)), 0.9)]
        match = _QUALIFIED.match(head)
        if match:
            readings += [Reading(match["base"], 0.97), Reading(match["inside"], 0.8)]
        readings.append(Reading(_title_alone(head) or head, 0.93, bare=True))
        readings += [Reading(part, 0.93) for part in _BEHIND.split(head)[:-1][:1]]
        readings += [Reading(part.strip(), 0.8) for part in re.split(r"\s*[/|]\s*|\s[-–—]\s", head)[:2]]
        first, *rest = head.split(", ")
        # else what stands behind is where, for whom or in which rank; a lone word is a rank: "Manager, Payables"
        if rest and (letters := _REGISTERED.match(rest[0])) is not None:
            readings.append(Reading(letters[0], 0.97))
        elif rest and " " in first:
            readings.append(Reading(first, 0.8))
    return _distinct(readings)


def _skill_alone(text: str) -> str:
    """Cut from both ends of a skill the words that say nothing about it, in just these forms.

    Who is trained in first aid knows first aid; training of employees is a skill.
    """
    text = _uncounted(text)
    plain = _LEVEL.sub("", text)
    tokens = list(fold(plain))
    said = [text[token.start : token.end].casefold() for token in tokens]
    first, last = 0, len(tokens)
    while plain != text and last > 1 and said[last - 1] in _LEADING:
        last -= 1
    while first < last and (said[first] in _ABOUT_SKILL or said[first : first + 2] in _TWO):
        first += 2 if said[first : first + 2] == _HANDS_ON else 1
    while first < last and said[last - 1] in _ABOUT_SKILL and not _is_lived(said[first:last]):
        last -= 1
    return _from(text, tokens[first:last])


def _uncounted(text: str) -> str:
    """Leave out how many, and in what time, of what somebody did: "Answer 30 calls a day"."""
    if (verb := _WORD.match(text)) is None or not is_verb(verb[0]):
        return text
    return _RATE.sub("", _COUNT.sub("", text))


def _is_lived(said: Sequence[str]) -> bool:
    return len(said) > 1 and said[-1] == "experience" and said[-2] in _LIVED


def _title_alone(text: str) -> str:
    """Cut from both ends of a title the words that say nothing about the occupation."""
    tokens = list(fold(_LEVEL.sub("", text)))
    while tokens and tokens[0].stem in _ABOUT_TITLE:
        tokens.pop(0)
    while tokens and tokens[-1].stem in _ABOUT_TITLE:
        tokens.pop()
    return _from(text, tokens)


def _from(text: str, tokens: Sequence[Token]) -> str:
    """Give what is between the first and the last token, without a word like `of` before it."""
    first = next((n for n, token in enumerate(tokens) if token.stem not in _LEADING), len(tokens))
    return text[tokens[first].start : tokens[-1].end] if first < len(tokens) else ""


def _distinct(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    best: dict[str, Reading] = {}
    for reading in readings:
        known = best.get(reading.text)
        if known is None and reading.text:
            best[reading.text] = reading
        elif known is not None and reading.bare and not known.bare:
            best[reading.text] = Reading(known.text, known.certainty, bare=True)
    return tuple(best.values())
