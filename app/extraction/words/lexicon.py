"""Word lists that experts edit (`taxonomies/lexicon/*.toml`) to lookups."""

import tomllib
from collections.abc import Mapping
from functools import cache

from app.resources import folder


@cache
def table(name: str) -> Mapping[str, Mapping[str, list[str]]]:
    """Read one lexicon file: tables of named lists. Raises FileNotFoundError when it is not installed."""
    with (folder("taxonomies") / "lexicon" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str, key: str, part: str = "words") -> frozenset[str]:
    """Give one list of a lexicon file as a set."""
    return frozenset(table(name)[key][part])
