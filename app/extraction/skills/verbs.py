"""Words to verbs of work: whether a word is one, its stem and its form."""

from functools import lru_cache

from app.extraction.words.lexicon import words

STOPS = words("verbs", "stops")
"""Words at which a phrase ends."""
LEADING = words("verbs", "leading")
"""Words that a verb may need before what it is done to."""
VERBS, WEAK = words("verbs", "words"), words("verbs", "weak")
"""Stems of verbs of work, and those that say too little alone."""
_PAST = words("verbs", "past")
_BASE_ENDS = ("eed", "hred", "shed", "bed")
_KEPT = 40
"""Letters of a word that may be a verb, at most."""


def is_verb(word: str) -> bool:
    """Say whether a word is a verb of work, in any form."""
    folded = word.casefold()
    if folded in WEAK:
        # "hands-on", before its small word is cut off
        return False
    if "-" in folded and len(folded) < _KEPT:
        before, _, last = folded.rpartition("-")
        if last in _PAST:
            # "hand-dug"
            return True
        # "roughed-in", "tore-down"
        folded = before if last in LEADING else folded
    listed = stem(folded) in VERBS
    if folded in WEAK or (folded in STOPS and not listed):
        return False
    return listed or (len(folded) > 4 and folded.endswith(("ed", "ing")))


@lru_cache(maxsize=1 << 12)
def stem(folded: str) -> str:
    """Give the listed verb that a form in -s, -ed or -ing belongs to, or the form itself."""
    if not folded.endswith(("s", "d", "ing")):
        return folded
    for ending in ("ing", "ed", "es", "s", "d"):
        base = folded.removesuffix(ending)
        if base != folded:
            tried = (base, base + "e", base[:-1] if base[-2:-1] == base[-1:] else base, base[:-1] + "y")
            for one in tried:
                if one in VERBS:
                    return one
    return folded


def form(folded: str) -> str:
    """Give the ending that tells a verb's form; irregular past forms count as past."""
    if folded.endswith("ing"):
        return "ing"
    if folded.endswith(_BASE_ENDS) and folded in VERBS and folded not in _PAST:
        # "feed", "weed", "shred"
        return "base"
    return "past" if folded.endswith("ed") or folded in _PAST or folded.rpartition("-")[2] in _PAST else "base"
