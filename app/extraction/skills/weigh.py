"""What the rules found in a document, weighed with the trained tagger, to the sightings that become claims."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.documents.spans import Span, Spans, lines_around
from app.extraction.claims import Sighting
from app.extraction.headings.openings import SectionKind, section_named
from app.extraction.headings.sections import Section
from app.extraction.lines.dates import find_dates
from app.extraction.lines.flattened import LONG
from app.extraction.lines.rows import Row
from app.extraction.model import Basis, Entry
from app.extraction.skills.decide import Candidate, Decision, Where, candidates, decide, fitted
from app.extraction.skills.duties import measures, over_deeds, tells_duty
from app.extraction.skills.lists import Known, group_names, knower, namer, tells_job
from app.extraction.skills.observe import Seen, observe
from app.extraction.skills.tagger import Reading, trained
from app.extraction.skills.verbs import is_verb
from app.extraction.words.lexicon import words
from app.taxonomy.index import Frameworks

_CONTACT = re.compile(
    r"(?<!\S)\S{1,300}@\S+|(?:https?://|www\.)\S+|\+?\(?\d{2,4}\)?[-.\s]?\d{3}[-.\s]\d{3,4}"
    r"|(?<!\S)\S{1,300}\.(?:com|org|net)/\S*"
)
_MARKED = re.compile(r"@|https?://|www\.|\d{3}[-.\s]\d{3}|\.(?:com|org|net)/")
"""One of these stands in every contact."""
_CONTACT_WORDS = 12
"""A row with an address or number that has no more words than this is a line of contacts as a whole."""
_TALK = re.compile(
    r"(?:I|we|my|our|me|you|your|he|she|they|it|is|are|was|were|be|who|which|that|this)\b|\W*&", re.IGNORECASE
)
"""What begins so is a piece of a sentence, not a name."""
_TWO_SENTENCES = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
"""The end of one sentence, and the beginning of the next."""
_AMOUNT = re.compile(
    r"(?:over|under|about|above|nearly|almost|approximately|(?:more|less) than|up to|at least)\s+\W?\d\S*"
)
"""How much of something, and no name."""
_LABEL_END = re.compile(r" ?(?:(?:[/&]|and\b)[ \w/&-]{1,30})?:")
_LABEL_REST = re.compile(r" (?P<group>[A-Za-z]{4,20}) ?:")
"""The last word of a label that begins with a name ("Programming | Languages :")."""
_LETTER_BEFORE, _LETTER = re.compile(r"(?<!\w)[A-Z]/"), re.compile(r"[A-Z]\b")
"""Half of an abbreviation with a stroke in it ("A/B testing")."""
"""Behind it stands what a label is over ("Cloud/DevOps: AWS, Jenkins")."""
_DESCRIBES, _SKILLS = re.compile(r"(?:al|ive|ory|ary)\Z"), re.compile(r" (?:skills?|abilities)\b")
_NUMBER = re.compile(r"\d{1,2}[.)]\s+(?=[A-Z][a-z])")
"""The number of a duty or an item."""
_INDENT = 8
_NAME_ROWS, _NAME_WORDS = 2, 6
"""The first rows of a document are the name and what stands beside it, if they are short and more follows."""
_FEW_ROWS = 4
_LIST_WORDS = 8
"""A row of a list has no more words between its commas."""
_NEAR = 2000
"""Characters on either side that are looked at: a line may be a megabyte long."""
_SILENT = frozenset(
    {
        SectionKind.CONTACT,
        SectionKind.REFERENCES,
        SectionKind.CERTIFICATIONS,
        SectionKind.LICENCES,
        SectionKind.INTERESTS,
    }
)
"""Sections in which only the rules are believed."""
_LISTS = frozenset({SectionKind.SKILLS, SectionKind.LANGUAGES})

About = Callable[[int, int], float]
Owner = Callable[[int], tuple[Basis, str | None]]


@dataclass(frozen=True, slots=True)
class Observed:
    """The tokens of a document, and what is needed to weigh them."""

    text: str
    seen: Seen
    rules: list[Sighting]
    barred: list[Span]
    """Where no skill of the worker is named: headings, entries' own words, contacts, the name."""
    lists: list[Span]
    headed: bool
    """It has sections."""
    standing: list[Span]
    """Rows of lists that are read as printed, in order, though the text may have lost its line breaks."""
    asking: bool = False
    """It is an advertisement."""


def _of_person(text: str, sections: Sequence[Section]) -> Iterator[Row]:
    """Give the first rows that say who the worker is: the name with what stands beside it, and contacts."""
    whole = sum(len(section.rows) for section in sections) >= _FEW_ROWS
    for place, row in enumerate(sections[0].rows if sections else ()):
        top = whole and place < _NAME_ROWS and row.words <= _NAME_WORDS
        if top or _only_contacts(text, row):
            yield row


def _barred(text: str, sections: Sequence[Section], named: Sequence[Span], known: Known) -> Iterator[Span]:
    yield from named
    for section in sections:
        if section.heading is not None:
            yield section.heading.start, section.heading.end
        if section.kind in _SILENT and section.rows:
            yield section.rows[0].start, section.rows[-1].end
        if section.kind in _LISTS:
            yield from group_names(text, section.rows, known)
            yield from ((row.start, row.end) for row in over_deeds(section.rows))
            yield from ((row.start, row.end) for row in section.rows if tells_job(row))
        for row in section.rows:
            if section.kind in _LISTS and tells_duty(row):
                # what begins with its verb was done, and is no name in a list
                yield row.start, row.start + 1
            found = list(_contacts(text, row))
            yield from [(row.start, row.end)] if found and row.words <= _CONTACT_WORDS else found


def _only_contacts(text: str, row: Row) -> bool:
    return row.words <= _CONTACT_WORDS and any(_contacts(text, row))


def _contacts(text: str, row: Row) -> Iterator[Span]:
    if not _MARKED.search(text, row.start, row.end):
        return
    yield from (match.span() for match in _CONTACT.finditer(text, row.start, row.end))


def look(
    text: str,
    sections: Sequence[Section],
    entries: Sequence[Entry],
    rules: Sequence[Sighting],
    frameworks: Frameworks,
    *,
    restored: bool = False,
) -> Observed:
    """See what the tagger needs of a document's text.

    `restored`: lists are read as printed where a text lost its line breaks, too. Who marked the flattened resumes
    that the tagger is trained on left out many, so that it would take such a list for none.
    """
    named = [(evidence.start, evidence.end) for entry in entries for evidence in entry.evidence]
    standing = sorted(_standing(sections)) if restored else []
    person = [(row.start, row.end) for row in _of_person(text, sections)]
    found = Spans((sighting.start, sighting.end) for sighting in rules)
    # what somebody is called may not change what is read of them: words of a name are none of the document's words
    unseen = {start for start, end in person if not found.touch(start, end)}
    return Observed(
        text=text,
        seen=observe(text, sections, rules, named, frameworks.gazetteer, standing, unseen),
        rules=list(rules),
        barred=sorted([*person, *_barred(text, sections, named, knower(frameworks))]),
        lists=[(s.rows[0].start, s.rows[-1].end) for s in sections if s.kind in _LISTS and s.rows],
        headed=any(s.heading is not None for s in sections),
        standing=standing,
    )


def _standing(sections: Sequence[Section]) -> Iterator[Span]:
    """Give the rows of lists below headings of skills, as far as each may be part of one."""
    for section in sections:
        if section.kind not in _LISTS or section.heading is None:
            continue
        for row in section.rows:
            parts = row.said.count(",") + row.said.count(";") + 1
            if any(find_dates(row.said)) or row.words > _LIST_WORDS * parts:
                break
            yield row.start, row.end


def flat(text: str, start: int) -> bool:
    """Say whether the line around a place is many lines that somebody put together."""
    around = text[max(0, start - _NEAR) : start + _NEAR]
    at = start - max(0, start - _NEAR)
    line = around[slice(*lines_around(around, at, at))]
    return len(line) > LONG and "  " in line


_BEGINS = re.compile(r"\W*[^\W\d_]")


def stands(text: str, row: Row) -> bool:
    """Say whether a row is as it was printed, or a piece of flattened text that begins and ends where a line did."""
    if not flat(text, row.start):
        return True
    after = _BEGINS.match(text, row.end)
    return row.said[0].isupper() and (row.said[-1] in ".!" or after is None or after.group()[-1].isupper())


def about(observed: Observed, reading: Reading) -> About:
    """Give the mean probability of the words of a place to be part of any skill, as the tagger reads them."""
    starts, ends = observed.seen.starts, observed.seen.ends

    def probability(start: int, end: int) -> float:
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        return reading.about(first, last) if first < last else 0.0

    return probability


def propose(observed: Observed, reading: Reading, frameworks: Frameworks) -> list[Candidate]:
    """Give the candidates of a document: what the rules found, and what the tagger finds where skills may stand."""

    known, lists, barred = knower(frameworks), Spans(observed.lists), Spans(observed.barred)

    def where(start: int) -> Where:
        if lists.touch(start, start + 1):
            # also the skill column of a table, which needs no heading
            return "listed"
        return "told" if observed.headed else "alone"

    def printed(start: int) -> bool:
        n = bisect_right(observed.standing, (start, len(observed.text)))
        return (n > 0 and start < observed.standing[n - 1][1]) or not flat(observed.text, start)

    found = candidates(observed.text, observed.seen, reading, observed.rules, known, where, printed)
    if observed.asking:
        # what a posting lists under the name of a skill is as plain as what a resume does
        meant = namer(frameworks)
        found = [
            replace(c, where="told") if c.rule is not None and meant(observed.text[c.start : c.end]) else c
            for c in found
        ]
    whole = (c if c.rule is not None else _made_whole(observed.text, c) for c in found)
    opened = {c.start: c.end for c in found if c.rule is not None and c.where == "listed"}
    return [
        c
        for c in whole
        if c.rule is not None
        or (_may_name(observed.text, c, barred) and not _opens_item(observed.text, c, opened.get(c.start, c.end)))
    ]


def _made_whole(text: str, candidate: Candidate) -> Candidate:
    candidate = _with_letter(text, _with_noun(text, _without_bracket(text, candidate)))
    number = _NUMBER.match(text, candidate.start, candidate.end)
    return replace(candidate, start=number.end()) if number else candidate


def _with_letter(text: str, candidate: Candidate) -> Candidate:
    """Add the first letter of an abbreviation with a stroke in it."""
    start = candidate.start
    half = _LETTER.match(text, start) and _LETTER_BEFORE.match(text, max(0, start - 2), start)
    return replace(candidate, start=half.start()) if half else candidate


def _opens_item(text: str, candidate: Candidate, end: int) -> bool:
    """Say whether one verb opens a listed item that goes on in small letters ("Works well under pressure")."""
    goes_on = end > candidate.end and text[candidate.end] == " " and text[candidate.end + 1].islower()
    return goes_on and candidate.words == 1 and not candidate.named and is_verb(text[candidate.start : candidate.end])


def _without_bracket(text: str, candidate: Candidate) -> Candidate:
    """Cut off a bracket that was opened before the words began."""
    said = text[candidate.start : candidate.end]
    return replace(candidate, end=candidate.end - 1) if said.endswith(")") and "(" not in said else candidate


def _with_noun(text: str, candidate: Candidate) -> Candidate:
    """Add the noun to a word that only describes one ("organizational skills")."""
    noun = _SKILLS.match(text, candidate.end) if _DESCRIBES.search(text, candidate.start, candidate.end) else None
    return replace(candidate, end=noun.end()) if noun else candidate


def _may_name(text: str, candidate: Candidate, barred: Spans) -> bool:
    """What only the tagger finds must be words, no label before a colon, and stand where skills may be named."""
    said = text[candidate.start : candidate.end]
    label = _LABEL_END.match(text, candidate.end) is not None or _opens_label(text, candidate)
    first = said.partition("\n")[0]
    if first != said and section_named(first) is not None:
        # a heading, and what stands below it
        return False
    talk = bool(_TALK.match(said) or _AMOUNT.fullmatch(said) or _TWO_SENTENCES.search(said))
    wordless = talk or not re.search(r"[^\W\d_]", said) or said.casefold() in words("skills", "nothing")
    return not label and not wordless and not barred.touch(candidate.start, candidate.end)


def _opens_label(text: str, candidate: Candidate) -> bool:
    """Say whether what opens a row goes on to the label of a group."""
    rest = _LABEL_REST.match(text, candidate.end)
    if rest is None or rest["group"].casefold() not in words("skills", "groups"):
        return False
    line = text.rfind("\n", max(0, candidate.start - _INDENT), candidate.start)
    return candidate.start == 0 or (line >= 0 and not any(c.isalnum() for c in text[line : candidate.start]))


def weigh(
    text: str,
    sections: Sequence[Section],
    entries: Sequence[Entry],
    rules: Sequence[Sighting],
    frameworks: Frameworks,
    owner: Owner,
    *,
    decision: Decision | None = None,
    unasked: Sequence[Span] | None = None,
) -> tuple[list[Sighting], About]:
    """Give the mentions that are kept, each with its calibrated confidence; they do not overlap.

    Beside them: how sure the tagger is of any place. `unasked`: the text is an advertisement, whose headings and
    lists are none of a resume's; these are the places in it that ask for nothing.
    """
    observed = look(text, sections, entries, rules, frameworks, restored=True)
    if unasked is not None:
        observed = replace(observed, asking=True, headed=False, lists=[], barred=sorted([*observed.barred, *unasked]))
    reading = trained("skill-tagger").read(observed.seen)
    return decide(propose(observed, reading, frameworks), decision or fitted(), owner), about(observed, reading)


def sure_of_duties(text: str, decision: Decision, about: About) -> Callable[[int, int], float | None]:
    """Give the question how sure a phrase of a duty is; None when it is too unsure to be shown."""

    def confidence(start: int, end: int) -> float | None:
        told = measures(text, start, end, about(start, end))
        share = round(decision.of_duty(told), 3)
        return decision.sureness_of_duty(told, share) if share >= decision.least_duty else None

    return confidence
