"""What is small of the hostile files ends as a document or as a refusal that says what to do."""

from collections.abc import Iterator

import pytest

from app.documents.isolation.pool import Pool
from app.documents.model import Limits
from app.documents.opening import Isolated
from tests.hostile import corpus
from tests.hostile.__main__ import ends, outcome
from tests.hostile.pdfs import HONEST

SMALL = 20_000
LIMITS = Limits(seconds=20, cpu_seconds=4, recognition_cpu_seconds=4, recognition_seconds=20)


@pytest.fixture(scope="module")
def opening() -> Iterator[Isolated]:
    pool = Pool()
    yield Isolated(pool)
    pool.close()


def test_each_small_hostile_file_is_read_or_refused_and_the_next_one_is_read(opening: Isolated) -> None:
    files = [(name, data) for name, data in corpus.made() if len(data) <= SMALL]
    assert len(files) > 140
    assert [end for end in ends(opening, files, LIMITS) if not end.sound] == []
    assert outcome(opening, HONEST, LIMITS) == ("read", True)


def test_there_are_more_than_a_hundred_and_fifty_files_of_distinct_names() -> None:
    names = [name for name, _ in corpus.made()]
    assert len(names) == len(set(names)) > 150
