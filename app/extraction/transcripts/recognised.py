"""Whether a document is a transcript, by what it calls itself and by the tables in it."""

import re
from functools import cache
from itertools import islice

from app.documents.model import Document
from app.extraction.transcripts.certified import certified
from app.extraction.transcripts.codes import BEGINS
from app.extraction.transcripts.course import Course
from app.extraction.transcripts.headers import fields_named, label_words
from app.extraction.transcripts.joint_services import is_joint_services
from app.extraction.transcripts.walk import Read, read_rows
from app.extraction.words.lexicon import words

_FEWEST = 3
"""Courses with a grade or credits that make a document that calls itself a transcript one."""
_ENOUGH = 6
"""Courses under terms or a header row that make a document one, whatever it calls itself."""
_HEAD_ROWS = 14
_TITLE_ROWS, _TITLE_WORDS = 6, 8
_NO_TITLE = re.compile(
    r"s?\s+(?:available|on request|upon"
    r"|\w*\s?(?:edit|review|evaluat|writ|coordinat|proofread|record|manag|examin|process)(?:[eo]r|ing)"
    r"|\w*\s?(?:specialist|clerk|analyst|assistant|technician|typist|officer|associate))\b",
    re.IGNORECASE,
)
_FEWEST_CODES = 4
_LABELLED = re.compile(
    r"^[^\n]{0,20}\b(?:course|subject|class|(?:9|1[0-2])th grade|grade (?:0?9|1[0-2]))\b[^\n]{0,60}"
    r"\b(?:s1|s2|sem\.? ?\d|grade|mark|final)\b[^\n]{0,40}\b(?:credits?|cr|cred|units|earned|ernd)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Labels of a table of courses with grades and credits, on one line."""
_CODED = re.compile(rf"(?:^|(?<=\s\s))(?:{BEGINS.pattern})", re.MULTILINE)

_OFFICE = re.compile(r"\b(?:registrar|registry|enrollment services|student records|records office)\b", re.IGNORECASE)
_STUDENT = re.compile(
    r"\bstudent\W{0,3}(?:(?:id|no|number|num|nbr)\b|#)|\b(?:matric(?:ulation)?|registration) n(?:o|umber)\b", re.I
)

_COURSE = re.compile(
    r"\b(?:course|crs|crse|class|subject|module|unit|training|activity|topic|competency|paper|lesson)s?\b",
    re.IGNORECASE,
)
_OF_JOBS = re.compile(
    r"\b(?:employer|company|job|position|occupation|wages?|salary|pay|rate|price|amount|cost|fee|tuition|days|time|room"
    r"|instructors?|seats|capacity|prerequisites?)\b",
    re.IGNORECASE,
)
"""In the labels of a table of jobs, of what somebody pays, or of when classes meet."""
_MOST_LABELS = 14
_MOST_LETTERS = 30
"""Letters of a label that is a line of its own, at most."""
_FEWEST_LABELS = 3
_FEWEST_OF_RECORD = 4
_SHARE = 0.3
"""So many of the rows of a record of courses are courses."""


def calls_itself_one(document: Document) -> bool:
    """Say whether the first lines of a document call it a transcript, in one of several languages."""
    first = " ".join(document.text[line.start : line.end] for line in document.lines[:_HEAD_ROWS]).casefold()
    return _names().search(first) is not None


def _is_of_office(document: Document) -> bool:
    """Say whether the first lines name the office that issues transcripts, and a student by a number."""
    first = " ".join(document.text[line.start : line.end] for line in document.lines[:_HEAD_ROWS])
    return _OFFICE.search(first) is not None and _STUDENT.search(first) is not None


def is_headed_as_one(document: Document) -> bool:
    """Say whether one of the first lines is what a transcript calls itself, and hardly more.

    What somebody does with transcripts, or what goes on behind the name, is no title ("Transcript Editor").
    """
    lines = (document.text[line.start : line.end] for line in document.lines[:_TITLE_ROWS])
    return any(
        len(line.split()) <= _TITLE_WORDS and not _NO_TITLE.match(line, found.end())
        for line in lines
        for found in _names().finditer(line.casefold())
    )


@cache
def _names() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(words("transcripts", "names"))))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


def is_transcript(document: Document) -> bool:
    """Say whether a document is a transcript: it calls itself one and lists courses, or lists many under headers."""
    if is_joint_services(document) or any(certified(document)):
        return True
    named = calls_itself_one(document) or _is_of_office(document)
    coded = named or _has_labels(document) or _has_codes(document.text)
    if not coded and _LABELLED.search(document.text) is None:
        return False
    found = read_rows(document)
    telling = [c for c in found.courses if c.told("grade", "credits", "earned", "state")]
    if named:
        return len(telling) >= _FEWEST
    with_code = [c for c in telling if c.code]
    if len(with_code) >= _ENOUGH and (found.headed or sum(c.term.said is not None for c in with_code) >= _ENOUGH):
        return True
    full = [c for c in telling if c.term.said and c.told("grade", "part") and c.told("credits", "earned")]
    return found.headed and (len(full) >= _ENOUGH or _is_record(found, telling))


def _has_codes(text: str) -> bool:
    """Say whether some lines or cells begin with what the rows of a table of courses begin with."""
    return sum(1 for _ in islice(_CODED.finditer(text), _FEWEST_CODES)) == _FEWEST_CODES


def _has_labels(document: Document) -> bool:
    """Say whether some line is one of labels of a table of courses, or some lines are a label each."""
    alone, of_courses = 0, False
    for line in document.lines:
        said = document.text[line.start : line.end].strip()
        if not said:
            continue
        label = len(said) <= _MOST_LETTERS and bool(fields_named(said))
        alone = alone + 1 if label else 0
        of_courses = label and (of_courses or _COURSE.search(said) is not None)
        if alone >= _FEWEST_LABELS and of_courses:
            return True
        told = said.casefold().split()
        if not _FEWEST_LABELS <= len(told) <= _MOST_LABELS or _COURSE.search(said) is None:
            continue
        known = sum(word.strip("():.%#") in label_words() for word in told)
        if known >= _FEWEST_LABELS and 2 * known >= len(told):
            return True
    return False


def _is_record(found: Read, telling: list[Course]) -> bool:
    """Say whether a document is hardly more than a table of courses that tells how they went, or when."""
    labels = [row.said for row in found.headers]
    if not any(map(_COURSE.search, labels)) or any(map(_OF_JOBS.search, labels)):
        return False
    counted = [c for c in telling if c.told("credits", "earned", "attempted", "required")]
    graded = [c for c in counted if c.told("grade", "part", "mark", "state")]
    dated = [c for c in counted if c.told("dates")]
    return max(len(graded), len(dated)) >= max(_FEWEST_OF_RECORD, _SHARE * len(found.rows))
