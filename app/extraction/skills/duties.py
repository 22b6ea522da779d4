"""Duties to the phrases that show a skill: a verb and what it is done to ("Replaced breakers and panels")."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import log

from app.documents.spans import Spans
from app.extraction.claims import Sighting
from app.extraction.lines.rows import Row
from app.extraction.model import Basis
from app.extraction.skills.clause_words import FEWEST, WORD, WORK
from app.extraction.skills.clauses import clause_phrases
from app.extraction.skills.deeds import names_deeds
from app.extraction.skills.idle import is_idle
from app.extraction.skills.short_names import ANY_AMOUNT, short_name
from app.extraction.skills.verbs import STOPS, VERBS, form, is_verb, stem
from app.extraction.words.name_words import name_word
from app.extraction.words.places import ALONE
from app.extraction.words.small import any_case, small

_CLAUSE = re.compile(
    r"(?<!ed)\sby\s(?=[a-z]{3,20}ing\s)|[;:.!?](?=\s|$)(?<!\.[A-Z]\.)(?<!\bNo\.)(?<!\bDept\.)(?<!\b[DM]r\.)(?<!\bM[rs]s\.)|\s[–—|-]\s|[()]"
)
_STOP = re.compile(r"(?<=[^\W_]{3})[.!?]\s+(?=[A-Z0-9])")
_LABEL = re.compile(r"[^\W_][\w &/-]{2,30}:\s+")
_DUTY_WORDS, _LISTED = 4, 4
_GROUP_WORDS, _SEVERAL_GROUPS, _GROUP_ENDS = 5, 2, re.compile(r"[.,;|]|:\s*\S")
"""Words of the name of a group of deeds, how many there are at least, and what stands in none."""
_TO = re.compile(r"\s+(?:to|into|onto)\s+")
_CHANGE = any_case(
    r"\b(?:migrat\w+|transition\w*|conver(?:t\w*|sions?)|mov(?:e|ed|es|ing)|port(?:ed|ing)|upgrad\w+|switch\w*|shift(?:ed|ing)"
    r"|transform\w*|translat\w+)\b"
)
"""Words of a change from one thing to another."""
_NEXT, _PROPER = re.compile(r"\s*(\w+|[^\w\s]|$)"), re.compile(r"\s[A-Z]")
_TWO_SENTENCES = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_LIST, _PART, _COMMA = re.compile("[,;]"), re.compile(r"[^,;]+"), re.compile(r"[,;]|$")
_LETTERS, _FIGURES = re.compile(r"[^\W\d_]{2}"), re.compile(r"\d{2,}|[$%]")
_ODD = re.compile(r"[^\s/&'\"-]")
_OFFICE = re.compile(
    r"(?:(?:active|board|student|founding)\s)?(?:co-?)?(?:members?|chair\w*|president|secretary|treasurer|recipient|winner|finalist|nominee)\b",
    re.IGNORECASE,
)
"""What somebody was in a body, or won."""
_PHRASAL_ALONE = re.compile(
    r"(?:set|tear|tore|take|took|put|bring|brought) (?:up|down|out|off|back|in|on|away)", re.I
)
_GOES_ON = re.compile(r"\s*(?:,|&|and\b|/)")
"""Behind a verb alone, whose object stands behind the next one ("Set up, prime & tear down machines")."""
_SENT = re.compile(
    r"(?i:deployed) (?P<to>(?i:to|in|aboard) (?:the )?)?(?P<where>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
    r"(?P<year>,? (?:in )?(?:19|20)\d\d)?(?P<next>(?:,| and|, and) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? (?:19|20)\d\d)?"
    r"(?=[,.;]|$)",
    re.MULTILINE,
)
"""To where somebody was sent, in which year, and where next ("Deployed Al Udeid 2015, Bagram 2018")."""
_TO_PLACE = re.compile(r"[A-Z]\w+ing in (?:the )?(?P<where>[A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_OF_ONESELF = re.compile(r"(?:things|what|where|how) (?:that )?i\b[\w' ]{2,30}", re.IGNORECASE)
_FEW_WORDS, _SEVERAL = 3, 3
_AIM = 6
_PART_LEAD = re.compile(r"\s*(?:(?:and|or|&)\s+|(?:\w+\s+){0,3}(?:includ(?:ed|es|ing)|such as|like)\s+)?")
_NOUNS = frozenset({"wound", "ground"})
"""Past forms that are names of things as well."""
_DETERMINED = re.compile(
    r"\s+(?:an?|the|my|our|all|each|every|new|up|down|out|(?:and|,)\s+\w+ed|\d\S*)\s", re.IGNORECASE
)
_MARKS = re.compile(r"\s[|•·●▪]\s")
_DID = frozenset(("did", "helped", "was", "also"))
_USED = frozenset(("use", "uses", "used", "using", "utilize", "utilized", "utilizing", "utilizes"))
"""Of what is used only the name says anything."""
_WRAP = 4
"""No more characters than this part a line from the one it goes on in."""


def phrases(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the phrases of one duty, `text[start:end]`."""
    at = start
    for mark in [*_CLAUSE.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        yield from clause_phrases(text, at, stop)
        at = mark.end() if mark else end


def _duties(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Give each duty with the rows that it goes on in."""
    found: list[tuple[int, int]] = []
    # who begins small goes on in no line that begins with its verb ("hauled feed", and below it "did inspections")
    begins_small = bool(rows) and (_begins_small(rows[0]) or _does_small(rows[0]))
    heads = does_small = False
    for row in rows:
        # "Responsible for:", and below it "reading prints"
        does_small = (heads or does_small) and _does_small(row)
        own = does_small or (begins_small and _begins_small(row))
        goes_on = not row.bullet and row.said[0].islower() and not own
        heads = row.said.endswith(":")
        if found and goes_on and row.start - found[-1][1] <= _WRAP:
            found[-1] = (found[-1][0], row.end)
        else:
            found.append((row.start, row.end))
    yield from found


def _begins_small(row: Row) -> bool:
    """Say whether a row begins with a past form in small letters."""
    first = WORD.match(row.said)
    said = first.group() if first is not None and not row.bullet else ""
    return said.islower() and (said in _DID or (form(said) == "past" and stem(said) in VERBS))


def _does_small(row: Row) -> bool:
    """Say whether a row begins with what somebody does, in small letters ("bathing and dressing residents")."""
    first = WORD.match(row.said)
    said = first.group() if first is not None and not row.bullet else ""
    return said.islower() and said.endswith("ing") and stem(said) in VERBS


def tells_duties(rows: Sequence[Row]) -> bool:
    """Say whether most rows open with a verb, and there are at least two bullets."""
    opening = [row for row in rows if (first := WORD.match(row.said)) and is_verb(first.group())]
    return sum(row.bullet for row in rows) >= 2 and 2 * len(opening) > len(rows)


def over_deeds(rows: Sequence[Row]) -> list[Row]:
    """Give the names of groups of deeds: short lines, each right above an item that tells what was done.

    Only where two or more stand so, as in resumes that tell by kinds of work ("Events & Volunteers").
    """
    found = [
        row
        for row, below in pairwise(rows)
        if not row.bullet
        and below.bullet
        and row.words <= _GROUP_WORDS
        and row.said[:1].isupper()
        and not _GROUP_ENDS.search(row.said)
        and not tells_duty(row)
        and tells_duty(below)
    ]
    return found if len(found) >= _SEVERAL_GROUPS else []


def tells_duty(row: Row) -> bool:
    """Say whether a bullet of several words tells what was done: its first word is a past form of a known verb."""
    first = WORD.match(row.said)
    told = first is not None and form(first.group().casefold()) == "past" and _does(row.said, first)
    return told and row.bullet and row.words >= _DUTY_WORDS and not _MARKS.search(row.said)


def plain_duties(rows: Sequence[Row], heading: Row | None) -> list[Row]:
    """Give the rows without bullets that tell what was done, where half of several do ("Rebuilt gears and pumps").

    Their first word is a past form; below a heading that speaks of what somebody does it may be any verb.
    """
    doing = names_deeds(heading)
    told = []
    for row in rows:
        first = WORD.match(row.said)
        if first is None or row.bullet or row.words < _FEW_WORDS or _MARKS.search(row.said):
            continue
        past = form(first.group().casefold()) == "past" or (doing and row.said.count(", ") < _SEVERAL)
        # "Licensed Practical Nurse"
        past = past and (row.words >= _DUTY_WORDS or row.said[first.end() + 1 :].islower())
        if past and _does(row.said, first):
            told.append(row)
    return told if len(told) >= _SEVERAL and 2 * len(told) >= len(rows) else []


def _does(said: str, first: re.Match[str]) -> bool:
    """Say whether the first word is a verb there ("Wound 40 motors"), and no noun ("Wound care", "Ground crew")."""
    return is_verb(first.group()) and (
        first.group().casefold() not in _NOUNS or _DETERMINED.match(said, first.end()) is not None
    )


def _comma(said: str) -> int:
    """Give where the first part of a list ends."""
    mark = _COMMA.search(said)
    return mark.start() if mark else len(said)


def _listed_part(text: str, start: int, end: int) -> tuple[int, int]:
    """Give one part of a list, without "and" before it and without where or for whom it was done."""
    lead = _PART_LEAD.match(text, start, end)
    start = lead.end() if lead else start
    for word in list(WORD.finditer(text, start, end))[1:]:
        if word.group().casefold() in STOPS:
            end = word.start()
            break
    said = text[start:end].rstrip(" (-–")
    return start, start + len(said if "(" in said else said.rstrip(")"))


def listed_duties(text: str, rows: Sequence[Row], known: Callable[[str], bool]) -> Iterator[Sighting]:
    """Find duties that are a list of names ("Intubation, IO access, 12-lead interpretation")."""
    for row in rows:
        if row.bullet or _names_work(row):
            yield from _listed_in(text, row.start, row.end, known)
    for start, end in _sentences(text, [row for row in rows if not row.bullet]):
        parts = [part.strip().casefold() for part in _LIST.split(text[start:end].rstrip("."))]
        if 2 * sum(known(part) or (" " in part and WORK.search(part) is not None) for part in parts) > len(parts):
            yield from _listed_in(text, start, end, known)


def _names_work(row: Row) -> bool:
    """A line of several short things in small letters but for the first ("Brakes, suspension, exhaust, tires")."""
    # what begins small may be the rest of the line above
    fewest = _SEVERAL + row.said[0].islower()
    parts = row.said.split(", ") if row.said.count(",") >= fewest - 1 else []
    small = all(part[:1].islower() for part in parts[1:])
    brief = all(len(part.split()) <= _FEW_WORDS for part in parts[:-1])
    return len(parts) >= fewest and small and brief and ":" not in row.said and not row.said.endswith(".")


def _sentences(text: str, rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Give the sentences that stand whole in one row: what was broken over lines is a list of pieces."""
    whole = True
    for n, row in enumerate(rows):
        at = row.start
        goes_on = n + 1 < len(rows) and rows[n + 1].start - row.end <= _WRAP and rows[n + 1].said[0].islower()
        for stop in _STOP.finditer(text, row.start, row.end):
            if whole or at > row.start:
                yield at, stop.start()
            at = stop.end()
        if at < row.end and not goes_on and row.said.endswith(".") and (whole or at > row.start):
            yield at, row.end
        whole = row.said[-1] in ".!?:"


def _is_work(part: str) -> bool:
    said = part.split()
    return FEWEST <= len(said) <= _LISTED and WORK.search(said[-1]) is not None and not is_verb(said[0])


def _listed_in(text: str, start: int, end: int, known: Callable[[str], bool]) -> Iterator[Sighting]:
    first = WORD.match(text, start, end)
    label = _LABEL.match(text, start, end)
    at, fewest = (label.end(), 2) if label else (start, 3)
    if label is None and all(_is_work(part) for part in _LIST.split(text[start:end].rstrip("."))):
        # "Stoma care, trach suctioning"
        fewest = 2
    if text.count(",", at, end) + text.count(";", at, end) < fewest - 1:
        return
    if first is None or first.group().casefold() in STOPS or _OFFICE.match(text, start, end):
        return
    tells = _does(text, first) and not known(first.group())
    if label is None and tells and first.end() - start < _comma(text[start:end]):
        return
    parts = list(_PART.finditer(text[at:end].rstrip(".")))
    spans = [_listed_part(text, at + part.start(), at + part.end()) for part in parts]
    short = [1 <= len(text[slice(*span)].split()) <= _LISTED for span in spans]
    if len(parts) < fewest or sum(short) < 2 or 4 * sum(short) < 3 * len(parts):
        return
    # "mix, shape and bake sourdough": a verb alone shares what is done with the next one
    told = [text[slice(*span)] for span, own in zip(spans, short, strict=True) if own]
    deeds = any(" " in said and is_verb(said.split()[0]) for said in told)
    for first_, last in (span for span, own in zip(spans, short, strict=True) if own):
        said = text[first_:last]
        if (deeds and label is not None and " " not in said and is_verb(said)) or _TWO_SENTENCES.search(said):
            continue
        if _LETTERS.search(said) and not _FIGURES.search(said) and not _PHRASAL_ALONE.fullmatch(said):
            yield Sighting(first_, last, Basis.DEMONSTRATED, 0.65 if known(said) else 0.6, None)


def _only_sent(text: str, start: int) -> bool:
    """Say whether a phrase tells where somebody was sent ("Deployed Kuwait 2015"), and nothing that was done."""
    sent = _SENT.match(text, start)
    if sent is None:
        return False
    # a year alone is as well when something was put to work ("Deployed Chef 2018")
    dated = sent["year"] is not None and (sent["to"] is not None or sent["next"] is not None)
    return dated or ALONE.fullmatch(small(sent["where"])) is not None


def aimed(text: str, start: int, end: int, stop: int) -> int:
    """Give where a phrase about a change ends, with what it was changed to.

    "Led migration of the billing service" goes on with "to event-driven microservices"; `stop` is the duty's end.
    """
    to = _TO.match(text, end, stop)
    if to is None or _CHANGE.search(small(text[start:end])) is None:
        return end
    words_ = list(WORD.finditer(text, to.end(), stop))[:_AIM]
    if not words_ or is_verb(words_[0].group()):
        return end
    last = to.start()
    for n, word in enumerate(words_):
        between = text[words_[n - 1].end() : word.start()] if n else ""
        if _ODD.search(between) or word.group().casefold() in STOPS - {
            "a",
            "an",
            "the",
        }:
            break
        last = word.end()
    return last if last > to.end() else end


def measures(text: str, start: int, end: int, about: float) -> dict[str, float]:
    """Give what is weighed of a phrase of a duty: verb, object, length, what ends it, and what the tagger thinks."""
    said = [word.group().casefold() for word in WORD.finditer(text, start, end)]
    ended = _NEXT.match(text, end, end + 24)
    after = ended.group(1).casefold() if ended else ""
    stops, before = after in STOPS, max(0, start - 1)
    objects = said[1:]
    verb = is_verb(said[0])
    held = min(max(about, 0.01), 0.99)
    return {
        "bias": 1.0,
        "about": log(held / (1 - held)),
        f"verb {stem(said[0])}": 1.0,
        f"form {form(said[0]) if verb else 'noun'}": 1.0,
        f"last {said[-1]}": 1.0,
        f"words {min(len(said), 6)}": 1.0,
        f"after {after if stops else 'end' if not after else 'word' if after[0].isalnum() else after}": 1.0,
        f"names {name_word(said[-1])[1]}{max((name_word(w)[0] for w in objects), default='0')}": 1.0,
        "amount": float(ANY_AMOUNT.search(small(text[before:end]), start - before) is not None),
        "of": float("of" in objects),
        "article": float("a" in objects or "an" in objects or "the" in objects),
        "and": float("and" in objects or "&" in objects),
        "opens": float(text[max(0, start - 3) : start].strip(" \n") in ("", "•", "-", "*", ".")),
        "proper": float(_PROPER.search(text, start, end) is not None),
    }


def _heads_others(row: Row) -> bool:
    """Say whether a line only heads others: work of a place, or what somebody says of themselves."""
    if row.bullet or row.words > _AIM:
        return False
    work = _TO_PLACE.fullmatch(row.said)
    of_place = work is not None and ALONE.fullmatch(small(work["where"])) is not None
    return of_place or _OF_ONESELF.fullmatch(row.said) is not None


def shown(
    text: str,
    entry_id: str | None,
    rows: Sequence[Row],
    named: Spans,
    sure: Callable[[int, int], float | None],
) -> Iterator[Sighting]:
    """Find the phrases of an entry's duties that say more than the skills which are named in them do.

    `named` are the places of such skills in the whole text.
    `sure` gives the confidence of a phrase, or None when it is too unsure to be shown.
    """
    for duty in _duties([row for row in rows if not _heads_others(row)]):
        for start, end in phrases(text, *duty):
            if _PHRASAL_ALONE.fullmatch(text, start, end) and _GOES_ON.match(text, end):
                continue
            if _only_sent(text, start) or is_idle(text[start:end]):
                continue
            if (cut := named.last(start, end)) is not None:
                if not _says_more(text, start, end, named):
                    continue
                # no name is cut in two
                end = min(max(end, cut[0]), duty[1])
            confidence = sure(start, end)
            if confidence is not None:
                last = aimed(text, start, end, duty[1])
                yield Sighting(start, last, Basis.DEMONSTRATED, confidence, entry_id, short_name(text[start:last]))


def _says_more(text: str, start: int, end: int, named: Spans) -> bool:
    """What was done is said by words that belong to no skill that is named ("Designed GraphQL APIs")."""
    free = [word for word in WORD.finditer(text, start, end) if not named.touch(*word.span())]
    verb = WORD.match(text, start, end)
    used = verb is None or verb.group().casefold() in _USED
    return not used and (len(free) >= FEWEST or (bool(free) and verb is not None and free[0].start() == verb.start()))
