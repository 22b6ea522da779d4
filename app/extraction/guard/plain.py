"""Lines of forms and records that look like planted text and speak to nobody."""

import re

from app.documents.readers.table.headings import field_of
from app.extraction.guard.speech_words import fold, lexicon_hits
from app.extraction.parts.labels import named_field

_DECLARED = re.compile(
    r"\W*I (?:(?:do|hereby|solemnly) ){0,3}(?:declare|certify|affirm|confirm) that (?:all )?(?:of )?(?:the )?"
    r"(?:above |given |furnished )?(?:information|particulars|details|statements?|facts)"
    r"(?: (?:given|furnished|provided|stated|mentioned|above|here|herein)){0,3} (?:is|are) (?:true|correct|accurate)"
    r"(?:(?:,| and) (?:true|correct|accurate|complete))*(?: to the best of my knowledge(?: and belief)?)?\W*",
    re.IGNORECASE,
)
"""What many resumes end with: it asks nothing of anybody."""
_GRADE = (
    r"(?:pass(?:ed|ing)?|fail(?:ed|ing|ure)?|not|no|with(?:drawn|drew|drawal)?|(?:un)?satisfactory|(?:in)?complete|in"
    r"|audit(?:ed)?|credits?(?: accepted)?|transfer|repeat(?:ed)?|requirements?|cleared|excellent|good|average|poor"
    r"|reported|official|merit|distinction|honou?rs?|deferred|exempt|exam(?:ination|s)?|advanced|placement|without|of"
    r"|test|other|recorded|assigned|given|pending|missing|(?:un)?graded|(?:un)?officially|dropped|cancelled|absent|by"
    r"|retake|required?|must|be|to|attempt(?:ed|s)?|disregarded|ignored|yet|administrative(?:ly)?|medical(?:ly)?|military|or|the"
    r"|earned|awarded|class|term|work|outstanding|stopped|attend(?:ed|ing|ance)?|never|instructor|assessed|evaluated"
    r"|competen(?:t|cy)|standards?|meets?|exceeds?|improvement|needs?|remedial|included?|excluded?|averaged|forgiven"
    r"|forgiveness|replaced?|illegal|unofficial|continu(?:ed|ing)|left|program|evaluation|grades?|both|earlier|withheld"
    r"|refer(?:red|ral)?|did|ongoing|progress|superior|course|non"
    r"|result|points?|above|below|fair|very|sufficient|counted|gpa|high|first|second|third|division)"
)
_CODE = r"[A-Z]{1,3}[+-]?"
_GRADES = re.compile(
    r"\W*(?:(?:(?:overall|final) )?(?:result|grade)s?\W+)?"
    r"(?:(?:pass|merit|distinction|credit|fail|excellent|good)\b\W*)+"
    r"|(?:\W*(?:grad(?:e|ing)|legend|key)s?\W{1,3}(?:(?:key|legend|scale|codes?)\W{1,3})?)?"
    rf"(?:\W*(?-i:{_CODE}|\d) ?[=:–-] ?{_GRADE}(?: {_GRADE}){{0,5}}\b(?=[,;.)]|\W*$|\s+(?-i:{_CODE}|\d) ?[=:–-]))+\W*"
    rf"|(?:\W*{_GRADE}(?: {_GRADE}){{0,5}} ?[=:–-] ?(?-i:{_CODE})(?=[,;.)]|\W*$))+\W*",
    re.IGNORECASE,
)
"""What a transcript says of its grades ("PS = Pass, NP = Not Passed"): it speaks to nobody."""
_IN_KEY = re.compile(
    rf"{_GRADE}|granted|penalty|write|written|minimum|is|and|\d{{1,3}}(?:[.,]\d{{1,2}})?%?|=|[-–:*]", re.IGNORECASE
)
_LETTERS = re.compile(rf"{_CODE}(?:/{_CODE})*")
_FEWEST_LETTERS = 3
"""Grades that make a line the key of them, where no sign stands between a grade and what it means."""
_TERM = re.compile(
    r"\W*(?:(?:first|second|third|fourth|1st|2nd|3rd|4th|fall|autumn|spring|summer|winter) )?"
    r"(?:semester|term|quarter|trimester|session|summer|fall|spring|winter|academic year),? "
    r"(?:[as]\.?y\.? )?(?:19|20)\d\d(?: ?[-–/] ?(?:(?:19|20)\d\d|\d\d))?\W*",
    re.IGNORECASE,
)
"""The heading of a term ("FIRST SEMESTER, 2014-2015")."""
_CREDIT = re.compile(
    r"\W*(?:(?:test|transfer|institution(?:al)?|exam(?:ination)?|external|military|accepted) ){1,3}"
    r"(?:credits?|course ?work)(?: accepted)?(?: by (?:the )?(?:institution|university|college))?\W*",
    re.IGNORECASE,
)
"""The heading of credit from elsewhere ("- - Test Credits - -")."""
_PART = re.compile(
    r"\W*(?:beginning|end|start) of (?:(?:the|official|unofficial|graduate|undergraduate|postgraduate|doctoral"
    r"|professional|law|medical|non-?degree|continuing|education|extension|career|academic|student|transfer|high|school"
    r"|technical|adult|advising|course|work)[ -]){0,4}(?:record|transcript|credit|history|courses?|coursework)s?\W*",
    re.IGNORECASE,
)
"""Where a part of a transcript begins or ends ("- - Beginning of Undergraduate Record - -")."""
_OFFICE = re.compile(
    r"\W*do not accept(?: (?:this|the|a))?(?: (?:document|transcript|record|copy))?"
    r"(?: if (?:it (?:is|has been) )?(?:altered|erased|copied)[^\n.]{0,20}"
    r"| unless it (?:bears|carries|has|shows)(?: (?:the|an?|official|original|raised|embossed|of|and|school|college"
    r"|university|registrar|institution)(?:['’]s)?){0,6} (?:seal|signature|stamp|watermark))?\W*"
    r"|\W*(?:please |kindly )?(?:retain|keep|file) this (?:record|transcript|document|certificate|card|copy|page)"
    r"(?: (?:for|in|with) (?:your|the) (?:own )?(?:records?|files?))?\W*"
    r"|\W*release of this (?:record|transcript|document) to (?:a )?third part(?:y|ies) without[^\n.]{0,40}consent"
    r" is prohibited\W*"
    r"|\W*(?:please )?verify this (?:record|transcript|document) with the (?:office of the )?registr\w*\W*",
    re.IGNORECASE,
)
"""What offices print below what they issue, to whoever holds it."""
_HANDED_IN = re.compile(
    r"\W*(?:please |kindly )?(?:consider|accept|take|treat|regard) this "
    r"(?:(?:letter|note|page|sheet|paper|form|resume|cv) )?(?:(?:as|to be) )?(?:(?:my|an?|strictly) )?"
    r"(?:resume|cv|application|(?:resume|cv) and application|confidential|private)"
    r"(?: for (?:the|this|any|your) (?:job|position|opening|role))?\W*",
    re.IGNORECASE,
)
"""What somebody who hands in a letter says that it is ("Please consider this my resume.")."""
_LABEL = re.compile(r"(?:\d{1,2}[.)]\s)?\W*([^\W\d_][\w /-]{1,40}?)\s*[:=]\s*(\S[^\n]*?)\s*")
_LONGEST, _MOST_WORDS = 60, 7
"""Characters and words of an ordinary value."""
_ANSWER = re.compile(r"(?:true|false|yes|no|y|n|none|n/a|active|inactive|present|current)\W*", re.IGNORECASE)
_NAMES = frozenset({"employer", "title", "place", "location", "department", "name"})
"""Fields whose value is a name."""
_ASKS = frozenset({"status", "kind", "action"})
"""Fields whose value is one word for what is so."""
_JOINING = frozenset(("of", "the", "and", "for", "at", "in", "de", "la", "y"))
_LINE = re.compile(r"[^\n]+")
_NAME_WORD = re.compile(r"[^\W_][\w'’.&/-]*|&")


def speaks_to_nobody(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is a declaration, a key of grades, a heading of a record, or an office's note."""
    forms = (_DECLARED, _GRADES, _PART, _TERM, _CREDIT, _OFFICE, _HANDED_IN)
    return any(form.fullmatch(text, start, end) for form in forms) or _is_key(text[start:end])


def _is_key(said: str) -> bool:
    """Say whether words are grades and what they mean, and nothing else ("A EXCELLENT B GOOD NP NO PASS")."""
    told = [bare for word in said.split() if (bare := word.strip(".,;()"))]
    letters = [word for word in told if _IN_KEY.fullmatch(word) is None]
    return len(letters) >= _FEWEST_LETTERS and len(told) > len(letters) and all(map(_LETTERS.fullmatch, letters))


def labels_a_value(text: str, start: int, end: int) -> bool:
    """Say whether `text[start:end]` is a line with the label of a job's field and a short value of its kind."""
    label = _LABEL.fullmatch(text, start, end) if text.find("\n", start, end) < 0 else None
    # the label is all that the line has before it
    first = text.rfind("\n", 0, start) + 1
    return label is not None and not text[first:start].strip() and _ordinary(label[1], label[2])


def _ordinary(label: str, said: str) -> bool:
    """Say whether a short value is what the label of a job's field asks for, and no word of it is of planted text."""
    field = named_field(f"{label}: {said}") or field_of(label.replace("_", " "))
    words = said.split()
    if field is None or len(said) > _LONGEST or len(words) > _MOST_WORDS:
        return False
    if _ANSWER.fullmatch(said):
        return True
    # Iowa is written as several languages write for a machine
    spoken = said.removesuffix(" IA") if field == "place" else said
    if any(hit.kind != "act" for hit in lexicon_hits(fold(spoken))):
        return False
    if field in _ASKS:
        return len(words) == 1 and said.isalpha()
    return field in _NAMES and all(
        _NAME_WORD.fullmatch(word.strip(",()")) is not None
        and (word[0].isupper() or word in _JOINING or word == "&" or (field == "place" and word[0].isdigit()))
        for word in words
    )


def labels_values(text: str, start: int, end: int) -> bool:
    """Say whether each line of `text[start:end]` is the label of a job's field with a short value of its kind."""
    lines = list(_LINE.finditer(text, start, end))
    return len(lines) > 1 and all(labels_a_value(text, *line.span()) for line in lines)
