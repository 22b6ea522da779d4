"""Rows to the heads of tables among them, which open no section."""

from collections.abc import Sequence

from app.extraction.headings.words import LEXICON, fold_heading
from app.extraction.lines.cells import cells, may_have_cells
from app.extraction.lines.rows import Row
from app.extraction.words.lexicon import table

_COLUMN_WORDS = 3
_FEWEST_COLUMNS = 3
_OF_PAPERS = (*table("certificates")["columns"]["words"], *table("degrees")["columns"]["words"])
_COLUMNS = frozenset(
    {name for names in table("columns")["columns"].values() for name in names}
    | {fold_heading(name) for name in table("skills")["nothing"]["words"]}
    | {fold_heading(name) for name in table("skills")["columns"]["words"]}
    | {name for name in map(fold_heading, _OF_PAPERS) if not (name in LEXICON and name.endswith("s"))}
)
"""What columns of tables are called."""


def column_heads(rows: Sequence[Row]) -> set[int]:
    """Find the heads of tables: three or more rows on end that are names of columns ("Skill", "Years", "Level")."""
    heads: set[int] = set()
    run: list[int] = []
    for i, row in enumerate([*rows, None]):
        if row is not None and row.words <= _COLUMN_WORDS and _heads_column(row.said):
            run.append(i)
            continue
        heads |= set(run) if len(run) >= _FEWEST_COLUMNS else set()
        run = []
    return heads


def heads_table(said: str) -> bool:
    """Say whether a line is the head of a table: three or more names of columns ("SCHOOL    COURSE    YEAR")."""
    heads = cells(said.strip()) if may_have_cells(said) else []
    return len(heads) >= _FEWEST_COLUMNS and all(map(_heads_column, heads))


def _heads_column(said: str) -> bool:
    folded = fold_heading(said)
    return folded in _COLUMNS or all(name in _COLUMNS for name in folded.split(" and "))
