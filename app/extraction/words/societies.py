"""Names of societies of students and scholars, by the Greek letters that they are called by."""

from app.extraction.words.small import any_case, small

_LETTER = (
    r"(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|omicron|pi|rho|sigma|tau|upsilon|phi"
    r"|chi|psi|omega)"
)
_LETTERS = any_case(rf"\b{_LETTER}\s{_LETTER}\b")


def names_society(said: str) -> bool:
    """Say whether two Greek letters stand in the words ("Phi Theta Kappa")."""
    return _LETTERS.search(small(said)) is not None
