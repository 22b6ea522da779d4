"""A title with the employer of another entry is not believed, and what a perfect model would tell is."""

from collections import Counter

from tests.benchmarks.bench_joins import count, papers


def test_true_entries_are_believed_and_joins_of_two_hardly_ever_make_an_entry() -> None:
    counts = sum(map(count, papers()), Counter[tuple[str, str]]())
    told, believed = (counts["true entries", what] for what in ("told", "believed"))
    assert told > 350
    assert believed / told >= 0.95
    for name in ("joined from two, dates of the title's", "joined from two, dates of the employer's"):
        fresh = counts[name, "believed"] - counts[name, "flagged"]
        assert counts[name, "told"] > 1_500
        assert fresh / counts[name, "told"] <= 0.005
