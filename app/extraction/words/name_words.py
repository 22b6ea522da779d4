"""Words to how often they begin and end names of skills in the frameworks."""

import json
from functools import cache
from pathlib import Path

_COUNTED = Path(__file__).resolve().parents[1] / "trained" / "name-words.json"
_NEVER = "0"


@cache
def _name_words() -> dict[str, str]:
    told: dict[str, str] = json.loads(_COUNTED.read_text("utf-8"))
    return told


def name_word(word: str) -> str:
    """Say how often a word in small letters begins and ends names of skills: two digits, 0 to 3 each."""
    return _name_words().get(word, "00")


def opens_names(word: str) -> bool:
    """Say whether names of skills begin with a word, however it is written ("Microsoft")."""
    return name_word(word.casefold())[0] != _NEVER


def ends_names(word: str) -> bool:
    """Say whether names of skills end with a word, however it is written ("Server")."""
    return name_word(word.casefold())[1] != _NEVER
