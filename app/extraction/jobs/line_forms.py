"""Lines of work to what their form says: names at an edge, leaders, sentences before a period, all in one line."""

import re
from collections.abc import Sequence

from app.extraction.lines.dates import DateRange
from app.extraction.lines.rows import LONG_WORD, Row
from app.extraction.parts.certificates import certificate_kind
from app.extraction.parts.named_rows import names_all
from app.extraction.words.lexicon import words
from app.extraction.words.places import place_at_end, town_at_end
from app.extraction.words.scores import organization_score, title_score

_LEADERS = re.compile(r"\w\s?(?:\.\s?){4,}\w|\s\|\s[^|]{1,120}\s\|\s")
"""Dots that lead from one column to the next, or bars between them."""
SENTENCE_END = re.compile(r"(?:[a-z]{4}|\))\. [A-Z]")
"""One sentence ends and another begins; an abbreviation ("Dept.") is no end."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WORDY = re.compile(r"\w")
_DONE = re.compile(
    r"(?!Over|On|In|At|Of|Off|From|For|With)[A-Z][a-z]{2,}\s(?:an?|the|all|our|their|daily|up|over|new)\s(?:[^\s.]+\s){1,20}[a-z]+\.$"
)
_NAME_WORDS, _TITLE_WORDS, _PARTS, _SHORT_VERB, _ABOUT = 9, 5, 3, 4, 4
_TITLED, _LIKELY = 1.5, 1.0

_TOLD_WITH = frozenset(("the", "a", "an", "for", "to", "with", "all", "our", "their", "from", "at", "on"))
"""Words of what was done, and of no title in small letters."""
_OF_PEOPLE = frozenset(
    (
        "supervise",
        "train",
        "manage",
        "assist",
        "help",
        "mentor",
        "coach",
        "hire",
        "teach",
        "oversee",
        "recruit",
        "interview",
    )
)
"""What is done to people of an occupation ("Supervise cashiers and stockers")."""


def past_date(row: Row, dates: Sequence[DateRange]) -> str:
    """Give what stands behind the date that a row begins with; the whole row where it begins with none."""
    return row.said[dates[0].to - row.start :] if dates and dates[0].at == row.start else row.said


def opens_with_title(said: str) -> bool:
    """A title in capitals and more names behind a comma ("Help Desk Technician II, Flint Hills Schools, Reno")."""
    first, comma, rest = said.partition(",")
    if (
        not comma
        or not 2 <= len(first.split()) <= _TITLE_WORDS
        or len(rest.split()) > _NAME_WORDS
        or said.endswith(".")
    ):
        return False
    named = all(word[0].isupper() for word in LONG_WORD.findall(first))
    return named and rest.lstrip(" *")[:1].isupper() and title_score(first) >= 2


_OF_WHAT = re.compile(r"\s(?:for|on|of|with|from|to)\s")


def leads(said: str) -> bool:
    """Say whether dots or bars lead from column to column."""
    return ("...." in said or ". . . ." in said or said.count("|") > 1) and _LEADERS.search(said) is not None


def is_sentence(said: str) -> bool:
    """Say whether a verb with what it was done to and a full stop stand there ("Lead a team of four buyers.")."""
    return said.endswith(".") and _DONE.match(said) is not None and place_at_end(said) is None


def is_told(said: str) -> bool:
    """Say whether a full stop ends words of which only the first has a capital, and none is a job's or a firm's name.

    Names of employers have capitals ("Web shop for laboratory supplies.", "Night sort.").
    """
    if not said.endswith(".") or said.count(".") > 1 or any(map(str.isupper, said[1:])):
        return False
    named = max(title_score(said), organization_score(said))
    return " " in said and (named < 1 or (title_score(said) < 1 and _OF_WHAT.search(said) is not None))


def in_sentences(row: Row, dates: Sequence[DateRange]) -> bool:
    """A sentence ends before the first period of the row."""
    first = next(date for date in dates if not date.single)
    said = row.said[: first.at - row.start]
    if SENTENCE_END.search(said) is None:
        return False
    # "Reference Librarian (half-time). Lane College Library. Fall 2012-Spring 2015"
    names = [LONG_WORD.findall(part) for part in _BRACKETS.sub("", said).split(". ")]
    return any(word[0].islower() for part in names for word in part) or len(names) > _PARTS


def ends_one_line(row: Row, dates: Sequence[DateRange]) -> bool:
    """A short item with a title, an employer and a period behind them ("Nike, order picker, 11/23-present")."""
    return row.words <= _NAME_WORDS and dates[-1].to == row.end and one_line(row)


def goes_on_in_small(row: Row, after: Row | None) -> bool:
    """Say whether a comma ends a line in small letters that goes on below ("Index deeds and liens, scan film,")."""
    if after is None or row.bullet or not row.said.endswith(",") or row.words < _TITLE_WORDS:
        return False
    if after.bullet or after.block != row.block or not after.said[0].islower():
        return False
    return all(word[0].islower() for word in LONG_WORD.findall(row.said)[1:])


def names_what_was_done(said: str) -> bool:
    """Say whether half of what commas part begins with what was done ("carhop, made drinks, cleaned")."""
    parts = said.split(", ")
    first = [part.split()[0] for part in parts if part.strip()]
    done = sum(map(_tells_past, first))
    return len(parts) > 1 and 2 * done >= len(parts) and (done > 1 or title_score(said) < 1)


def in_brackets(said: str) -> bool:
    """Say whether brackets hold all of a line, and no name in them ("[70-seat bistro, wood fire]")."""
    closing = {"[": "]", "(": ")"}.get(said[:1])
    told = closing is not None and said[-1] == closing and len(said.split()) >= _ABOUT
    return told and said.count(said[0]) == 1 and title_score(said[1:-1]) < 1 and organization_score(said[1:-1]) < 1


def in_two_words(said: str) -> bool:
    """Say whether two words tell what was done ("Greeted patients"), and no name."""
    if said.isupper() and not _is_past_of_verb(said.split()[0].casefold()):
        return False
    said = said.capitalize() if said.isupper() else said
    first, _, rest = said.partition(" ")
    done = rest.islower() and first.isalpha() and rest.isalpha() and not said.endswith("ing") and first[-3:] != "ing"
    return done and title_score(said) < 1 and organization_score(said) < 1


def _is_past_of_verb(word: str) -> bool:
    """A verb of what is done at work, in the past: "loaded", and not the "allied" of a firm's name."""
    stems = (word[:-2], word[:-1], word[:-3])
    known = words("verbs", "words")
    return word in words("verbs", "past") or (word.endswith("ed") and any(stem in known for stem in stems))


def leads_small(said: str) -> bool:
    """Say whether a sentence in small letters begins with who does or did it ("Lead packaging for two brands.")."""
    tokens = said[:-1].split() if said.endswith(".") else []
    if len(tokens) < _TITLE_WORDS or tokens[0].casefold() not in words("verbs", "words"):
        return False
    small = [token[0].islower() or token[0].isdigit() for token in tokens[1:]]
    return all(small) and not _TOLD_WITH.isdisjoint(tokens[1:])


def _tells_past(word: str) -> bool:
    return word in words("verbs", "past") or (word.endswith("ed") and len(word) > _SHORT_VERB)


def done_for_people(tokens: Sequence[str]) -> bool:
    """Say whether words tell what was done to or for people of an occupation ("Booked visits for three dentists")."""
    first = tokens[0].casefold() if tokens else ""
    done = first in _OF_PEOPLE or (_tells_past(first) and not _TOLD_WITH.isdisjoint(tokens))
    return done and len(tokens) > 2 and all(token[0].islower() for token in tokens[1:])


_SINCE = re.compile(
    r"(?:i['’]?ve been |i have been |been )?[a-z]{3,}ing\b[^,;|:\d]{0,40}\b(?:since|from)\s*$", re.IGNORECASE
)
"""What somebody has been doing since a year that ends the line ("Cooking since 2011.")."""


def goes_on_since(row: Row, dates: Sequence[DateRange]) -> bool:
    """Say whether a line only tells since when somebody does something, and names nobody."""
    if len(dates) != 1 or not dates[0].current or row.end - dates[0].to > 1:
        return False
    since = row.said.casefold().find("since")
    told = row.said[: since + len("since")] if since > 0 else ""
    return _SINCE.match(told) is not None and not any(map(str.isupper, told[1:]))


_NOT_HELD = re.compile(
    r"[a-z]{2,20}ed|.*\b(?:award|honou?r|prize|medal|winner|finalist|nominee|recognition|interview"
    r"|appli(?:ed|cant|cation)|denied|rejected|refused|declined|quit|laid off)s?\b.*"
    r"|\w+(?: \w+)? of the (?:day|week|month|quarter|season|year)",
    re.IGNORECASE,
)
"""What became of somebody, or what they won, beside a title: no name of who they worked for."""


def told_behind_names(row: Row, dates: Sequence[DateRange]) -> bool:
    """Say whether names and one date behind a comma begin a line, and a sentence ends there ("Elm Inn, cook, 2015.").

    What was done stands behind it.
    """
    if len(dates) != 1 or row.bullet:
        return False
    before, behind = row.said[: dates[0].at - row.start], row.said[dates[0].to - row.start :]
    if not before.rstrip().endswith(",") or not (behind.startswith(". ") or behind in ("", ".")):
        return False
    parts = [part.strip() for part in before.split(",") if part.strip()]
    if any(_NOT_HELD.fullmatch(part) and organization_score(part) < _LIKELY for part in parts):
        return False
    brief = len(parts) > 1 and all(len(part.split()) <= _TITLE_WORDS for part in parts)
    past = before.split()[0].casefold() in words("verbs", "past")
    return (
        brief
        and not past
        and certificate_kind(before) is None
        and any(title_score(part) >= _TITLED for part in parts)
    )


def heads_row(row: Row, dates: Sequence[DateRange]) -> bool:
    """The row of a table begins with its date."""
    return dates[0].at == row.start


def heads(row: Row, dates: Sequence[DateRange]) -> bool:
    """The date stands at an edge of the row, and what is left reads like a name, not like a sentence."""
    rest = row.said[: dates[0].at - row.start], row.said[dates[-1].to - row.start :]
    if all(_WORDY.search(part) for part in rest):
        return False
    long = LONG_WORD.findall(" ".join(rest))
    return 2 * sum(1 for w in long if w[0].isupper()) > len(long)


def one_line(row: Row) -> bool:
    """Title and employer stand beside each other in one line, whatever the letters they are written in."""
    return ("," in row.said or " - " in row.said) and names_all([row])


def names_place(row: Row) -> bool:
    """A name and where it is, in capitals, though it may begin with a verb ("Planned Parenthood, Tulsa OK")."""
    # a scan reads "Inland" as "lnland"
    named = "," in row.said and all(word[0].isupper() or word[:2] == "ln" for word in LONG_WORD.findall(row.said))
    return named and (place_at_end(row.said) or town_at_end(row.said)) is not None
