"""Words of headings to the kind of section that they name."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from app.extraction.lines.rows import mended
from app.extraction.words.lexicon import table
from app.extraction.words.small import any_case, small


class SectionKind(StrEnum):
    """What a section of a resume tells."""

    TOP = "top"
    """Before the first heading: name, contact, headline."""
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    CERTIFICATIONS = "certifications"
    LICENCES = "licences"
    COURSES = "courses"
    MILITARY = "military"
    VOLUNTEERING = "volunteering"
    PROJECTS = "projects"
    INTERESTS = "interests"
    REFERENCES = "references"
    CONTACT = "contact"
    AIMS = "aims"
    """What somebody is to learn or to do better: none of it can they do yet."""
    WORKS = "works"
    """What somebody wrote, spoke about, taught or was granted: no job, school or paper of their own."""
    OTHER = "other"


def _phrases(key: str) -> dict[str, SectionKind]:
    named = table("headings").items()
    return {phrase: SectionKind(kind) for kind, phrases in named for phrase in phrases.get(key, ())}


LEXICON = _phrases("whole")
_LAST_WORD = _phrases("last_word")
_FIRST_WORD = _phrases("first_word")
_ANY_WORD = _phrases("any_word")
_WRITING, _GIVEN, _OF_WORKS, _FOR, _MADE, _THINGS = (
    _phrases(key).keys() for key in ("writing", "given", "which", "for", "made", "things")
)
"""Words beside "papers" that somebody wrote and does not hold, beside "courses" that somebody gave to others, before
names of works, of whom it was done for, and what was done with whom or what ("Athletes coached")."""
_INVITED = "invited"
_INVITED_TO = frozenset(("professorships", "appointments", "positions", "lectureships"))
"""What somebody is invited to is work they did, but for these, which are jobs."""
LAST_WORDS = [[word] for word in _LAST_WORD]
_VOCABULARY = frozenset(word for phrase in LEXICON for word in phrase.split()) | _ANY_WORD.keys()
_LEARNED = frozenset(("learned", "learnt", "studied", "trained", "school", "taught"))
_DATED = re.compile(
    r"(?<=\w)\s*\((?:19|20)\d\d\s*(?:[-–—]|to)\s*(?:(?:19|20)\d\d|present|now)\)\s*:?\s*$", re.IGNORECASE
)
"""The years of a career behind the name of a section ("NAVAL SERVICE (2015–2026)")."""
_CAREER = re.compile(
    r"\b(?:service|experience|history|employment|career|rotations|clinicals|placements|internships?|practicum)\s*$",
    re.IGNORECASE,
)
_LONG = {
    first: [phrase for phrase in LEXICON if len(phrase) >= 7 and phrase[0] == first]
    for first in {phrase[0] for phrase in LEXICON}
}
"""By their first letters."""
_LETTERS = re.compile(r"[^a-z ]+")
_MARK_AND = re.compile(r"\s*[&/+]\s*")
_HAVE, _AM = re.compile(r"\b(i|we)\s?['’]ve\b"), re.compile(r"\bi\s?['’]m\b")
_CONTINUED = re.compile(r"\s*[(\[]?\s*(?:continued|cont[.’']?d?\.?)\s*[)\]]?\s*$", re.IGNORECASE)
ASIDE = any_case(
    r"(?<=\w)\s*\((?![^()]*\d{2})[^()]*\)\s*:?\s*$"
    r"|,\s+(?:(?:the )?(?:newest|latest|oldest|most recent|last|current)\b[^,:]*)\s*:?\s*$"
    r"|(?<=\w)\s*\((?:concurrent|most recent|list|last)\b[^()]*\)\s*:?\s*$"
    r"|(?<=\w)\s*\((?:past\s+)?(?:\d{1,2}\+?\s*(?:years?|yrs?)|\d{1,4}\+?\s*(?:hours?|hrs?))(?:\s+total)?\)\s*:?\s*$",
)
"""What a form or a writer adds to a heading in brackets ("Employment (most recent first)")."""
_SO_LONG = any_case(r"(?<=experience)\s*[:–—-]\s*\d{1,2}\+?\s*(?:years?|yrs?)\s*$")
"""How long it was, behind the name of a section ("TEACHING EXPERIENCE: 18 Years")."""
_WITH_DATES = any_case(r"\s+with\s+(?:their\s+)?dates?\s*:?\s*$")
"""What forms of West Africa add ("INSTITUTIONS ATTENDED WITH DATES")."""
_SOME = ("newest", "latest", "oldest", "recent", "last", "current")
"""Words of an aside behind a comma."""
_SPACED = re.compile(r"(?:[^\W\d_] ){2,}[^\W\d_](?:(?: {2,}| *[&/] *)(?:[^\W\d_] )+[^\W\d_])*:?")
_WIDE = re.compile(r" {2,}(?=[^&/ ])(?<![&/] )|(?<=[&/]) +| +(?=[&/])")
_AROUND = " +/&=-~*#"
"""Marks that somebody draws around a heading ("+++ WORK +++")."""
_OF_ONE_JOB = frozenset(("duties", "description", "responsibilities", "tasks", "title"))
"""Last words of labels within a job ("Job Duties:")."""
_VOUCHED = frozenset(("experience", "service", "employment", "work"))
_WHEN = frozenset(("prior", "before", "after", "during", "while", "outside", "since"))
_CAREERS = frozenset(("experience", "employment", "work", "history", "jobs", "service"))
_ABLE = (SectionKind.SKILLS, SectionKind.LANGUAGES)
_SURELY_PAPERS = re.compile(r"\b(?:certs|certifications?|certificates|licen[sc]es|licensure|credentials)\b")
_BESIDE_SERVICE = {SectionKind.OTHER, SectionKind.WORKS, SectionKind.VOLUNTEERING}
_TURNS = frozenset(("rotations", "clerkships", "clinicals"))
"""Where students of medicine and nursing are for some weeks each."""
_WHICH = frozenset(
    (
        "professional",
        "other",
        "relevant",
        "current",
        "state",
        "additional",
        "my",
        "industry",
        "technical",
        "active",
        "trade",
    )
)
"""Words before the name of a section that leave it what it is."""
PAPERS = (SectionKind.CERTIFICATIONS, SectionKind.LICENCES)
MOST_WORDS = 6
_FEW = 4


def undated(said: str) -> str:
    """Cut the years of a career off the name of a section."""
    dated = _DATED.search(said) if ")" in said else None
    return said[: dated.start()] if dated and _CAREER.search(said, 0, dated.start()) else said


def without_aside(said: str) -> str:
    """Cut off what a form or a writer adds to a heading."""
    if "date" in (folded := small(said)) and (dates := _WITH_DATES.search(folded)) is not None:
        return said[: dates.start()]
    if "experience" in folded and (long := _SO_LONG.search(folded)) is not None:
        return said[: long.start()]
    bracketed = "(" in said and said.rstrip().removesuffix(":").rstrip().endswith(")")
    if not bracketed and "," not in said:
        return said
    aside = ASIDE.search(folded) if bracketed or any(word in folded for word in _SOME) else None
    return said if aside is None else said[: aside.start()]


def closed(said: str) -> str:
    """Give spaced-out capitals without their spaces ("C A R D S  &  S K I L L S"); other words as they are."""
    bare = said.strip()
    if bare[1:2] != " " or _SPACED.fullmatch(bare) is None:
        return said
    return " ".join("".join(word.split()) for word in _WIDE.split(bare))


@lru_cache(maxsize=1 << 12)
def fold_heading(said: str) -> str:
    """Fold a heading: lower case, no accents, no marks, "&" and "/" as "and"."""
    plain = undated(closed(said))
    plain = _CONTINUED.sub("", plain) if "cont" in plain.casefold() else plain
    plain = without_aside(plain)
    plain = mended(plain)
    if plain.isascii():
        plain = plain.lower()
    else:
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = _MARK_AND.sub(" and ", plain.strip(_AROUND))
    if "'" in plain or "’" in plain:
        plain = _AM.sub("i am", _HAVE.sub(r"\1 have", plain))
    elif " ive " in plain:
        plain = plain.replace(" ive ", " i have ")
    return " ".join(_LETTERS.sub(" ", plain).split())


def section_named(said: str) -> SectionKind | None:
    """Give the kind of section that these words name as a whole, or None."""
    return kind_of(fold_heading(said))


def kind_of(folded: str) -> SectionKind | None:
    """Give the kind of section that a folded heading names as a whole, or None."""
    named = LEXICON.get(folded)
    if named is not None:
        return named
    if _tells_works(folded):
        return SectionKind.WORKS
    return _joined(folded) if " and " in folded else None


def _tells_works(folded: str) -> bool:
    """Say whether a heading names papers that somebody wrote, or courses that somebody gave ("Courses taught")."""
    tokens = folded.split()
    if len(tokens) > MOST_WORDS:
        return False
    if tokens[1:] and tokens[0] in _OF_WORKS and LEXICON.get(" ".join(tokens[1:])) is SectionKind.WORKS:
        return True
    if tokens[1:] and tokens[0] == _INVITED and tokens[-1] not in _INVITED_TO:
        return True
    if "papers" in tokens:
        return not _WRITING.isdisjoint(tokens)
    if not _MADE.isdisjoint(tokens) and not _THINGS.isdisjoint(tokens):
        return True
    given = not _GIVEN.isdisjoint(tokens) and "self" not in tokens
    return given and any(_ANY_WORD.get(token) is SectionKind.COURSES for token in tokens)


@lru_cache(maxsize=1 << 10)
def _joined(folded: str) -> SectionKind | None:
    """Give the kind of a heading that joins names of sections ("Certs & Affiliations", "Volunteer / Activities")."""
    parts = [part.split() for part in folded.split(" and ")]
    if sum(map(len, parts)) > MOST_WORDS or not all(parts):
        return None
    if ["service"] in parts:
        # of societies, where it does not stand alone as that of the forces
        beside = {LEXICON.get(" ".join(part)) for part in parts if part != ["service"]}
        return SectionKind.VOLUNTEERING if beside <= _BESIDE_SERVICE else None
    named = {LEXICON.get(" ".join(part)) or LEXICON.get(" ".join(part[part[0] in _WHICH :])) for part in parts}
    if ["qualifications"] in parts and named <= {*PAPERS, SectionKind.COURSES, SectionKind.SUMMARY}:
        return SectionKind.CERTIFICATIONS
    sure = _SURELY_PAPERS.search(folded) is not None
    if named <= {
        *PAPERS,
        SectionKind.OTHER,
        SectionKind.WORKS,
        *([SectionKind.COURSES] if sure else []),
    } and not named.isdisjoint(PAPERS):
        return SectionKind.CERTIFICATIONS if named != {SectionKind.LICENCES} else SectionKind.LICENCES
    if SectionKind.WORKS in named and named <= {SectionKind.WORKS, SectionKind.OTHER}:
        return SectionKind.WORKS
    if SectionKind.VOLUNTEERING in named and named <= {
        SectionKind.VOLUNTEERING,
        SectionKind.INTERESTS,
        SectionKind.OTHER,
    }:
        return SectionKind.VOLUNTEERING
    return None


@lru_cache(maxsize=1 << 10)
def respelt(folded: str) -> SectionKind | None:
    """Give the kind of section of a heading that is misspelt by a letter or two ("experiance", "refrences")."""
    if len(folded) < 7 or folded.rstrip("s") in LEXICON or set(folded.split()) & _ANY_WORD.keys():
        return None
    near = [phrase for phrase in _LONG.get(folded[0], ()) if abs(len(phrase) - len(folded)) <= 2]
    meant = get_close_matches(folded, near, n=1, cutoff=0.88)
    # one of what a section lists ("POSITION") is the label of a field
    return LEXICON[meant[0]] if meant and meant[0] != f"{folded}s" else None


_ONE_PAPER = re.compile(
    r"\W{0,3}(?:licen[sc]e|certification|certificate|permit|credential)\s{0,3}:\s{1,3}\w", re.IGNORECASE
)


def hinted(said: str) -> SectionKind | None:
    """Give the kind of section that some of the words speak of ("Where I've worked", "Licences and schooling")."""
    if " / " in said:
        halves = [kind for half in said.split(" / ") if (kind := hinted(half)) is not None]
        if SectionKind.EDUCATION in halves and {*halves} & {*PAPERS, SectionKind.COURSES}:
            # "Training / Certifications / Education"
            return SectionKind.EDUCATION
        return halves[0] if halves else None
    if ":" in said and _ONE_PAPER.match(said) is not None:
        return None  # the label of one paper ("Certification: CPR")
    folded = fold_heading(said)
    tokens = _then(folded.split())
    if not 1 <= len(tokens) <= MOST_WORDS or tokens[-1] in _OF_ONE_JOB:
        return None
    if _tells_works(folded):
        return SectionKind.WORKS
    if tokens[0] in _OF_ONE_JOB and tokens[1:2] == ["as"]:
        return SectionKind.OTHER  # what was done, told apart from where ("Duties as second officer")
    if tokens[0] == "application" and "for" in tokens[1:2]:
        return None  # the name of a form ("Application for employment")
    if tokens[-1] == "certificate" and tokens[0] in _VOUCHED and not tokens[2:]:
        return None  # the name of a letter ("Experience certificate")
    first = _FIRST_WORD.get(tokens[0]) if len(tokens) > 1 else None
    told = {kind for token in tokens if (kind := _ANY_WORD.get(token)) is not None}
    if first is SectionKind.MILITARY and told & {SectionKind.COURSES, SectionKind.EDUCATION}:
        return SectionKind.COURSES
    if first in (SectionKind.VOLUNTEERING, SectionKind.MILITARY):
        return first
    if (spoken := _spoken(tokens)) is not None:
        return spoken
    if SectionKind.VOLUNTEERING in told and told <= {SectionKind.VOLUNTEERING, SectionKind.EXPERIENCE}:
        return SectionKind.VOLUNTEERING
    if told == {SectionKind.EDUCATION, SectionKind.EXPERIENCE} and _ANY_WORD.get(tokens[-1]) in told:
        # "Academic appointments", "Teaching work and schooling"
        return SectionKind.EDUCATION if "and" in tokens else _ANY_WORD[tokens[-1]]
    if SectionKind.EDUCATION in told and told & {*PAPERS, SectionKind.COURSES}:
        return SectionKind.EDUCATION
    if told & set(PAPERS):
        return SectionKind.CERTIFICATIONS if len(told) > 1 else told.pop()
    last = _LAST_WORD.get(tokens[-1]) if len(tokens) > 1 else None
    return last or first or next((_ANY_WORD[token] for token in tokens if token in _ANY_WORD), None)


def _then(tokens: list[str]) -> list[str]:
    """Cut off before or after what it was ("Healthcare experience prior to PA school")."""
    at = next((n for n, token in enumerate(tokens) if n and token in _WHEN), None)
    return tokens if at is None or tokens[at - 1] not in _CAREERS else tokens[:at]


def _spoken(tokens: Sequence[str]) -> SectionKind | None:
    """Give the kind of section of a heading that is a sentence ("Where I have cared for people")."""
    if tokens[0] == "where" and tokens[1:2] in (["i"], ["we"]):
        return SectionKind.EDUCATION if _LEARNED & set(tokens) else SectionKind.EXPERIENCE
    opening = (" ".join(tokens[:n]) for n in range(len(tokens) - 1, 2, -1))
    closing = (" ".join(tokens[n:]) for n in range(1, len(tokens) - 1) if n <= 2)
    return next((LEXICON[phrase] for phrase in (*opening, *closing) if phrase in LEXICON), None)


def of_headings(said: str) -> bool:
    """Most of the words are words of headings ("Continuing Ed & Certifications")."""
    tokens = [token for token in fold_heading(said).split() if token not in ("and", "of", "the", "my")]
    return 3 * sum(token in _VOCABULARY for token in tokens) >= 2 * len(tokens) > 0


def lists_headings(said: str) -> bool:
    """Names of sections with commas between ("Education, Licensure, Certification")."""
    return "," in said and all(_names_section(part) for part in said.split(","))


def _names_section(said: str) -> bool:
    folded = fold_heading(said)
    tokens = folded.split()
    return 1 <= len(tokens) <= 4 and (folded in LEXICON or any(token in _ANY_WORD for token in tokens))


def ends_in_papers(said: str) -> bool:
    """Say whether a few words end in one for several papers, or all name sections ("State Licenses")."""
    folded = fold_heading(said)
    tokens = folded.split()
    if not 1 < len(tokens) <= MOST_WORDS or _tells_works(folded):
        return False
    several = tokens[-1].endswith("s") and _ANY_WORD.get(tokens[-1]) in PAPERS
    return several or ("and" in tokens and {*tokens} - {"and"} <= _ANY_WORD.keys())


def opens_papers(said: str) -> bool:
    """Say whether a few words begin with one for papers, and join another to it ("Licenses & Insurance")."""
    tokens = fold_heading(said).split()
    return 2 < len(tokens) <= _FEW and tokens[1] == "and" and _SURELY_PAPERS.fullmatch(tokens[0]) is not None


def names_clients(said: str) -> bool:
    """Say whether a heading names whom somebody worked or played for ("Selected clients")."""
    return not _FOR.isdisjoint(fold_heading(said).split())


def names_turns(said: str) -> bool:
    """Say whether a heading names what may be told as jobs or as a list: what was taught, and where students were."""
    tokens = fold_heading(said).split()
    if not _TURNS.isdisjoint(tokens) or tokens[-2:] == ["practice", "experiences"]:
        return True
    return len(tokens) <= _FEW and "teaching" in tokens and {"experience", "student"}.isdisjoint(tokens)


def names_skills(said: str) -> bool:
    """Say whether the words of a heading name skills or languages, beside whatever else."""
    return any(_ANY_WORD.get(token) in _ABLE for token in fold_heading(said).split())


def names_papers(said: str, *, qualified: bool = False) -> bool:
    """Say whether the words of a heading name certifications or licences, beside whatever else.

    `qualified`: "qualifications" counts, which in Britain are papers and degrees.
    """
    folded = fold_heading(said)
    tokens = [] if _tells_works(folded) else folded.split()
    return any(_ANY_WORD.get(token) in PAPERS for token in tokens) or (qualified and "qualifications" in tokens)
