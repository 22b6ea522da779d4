"""A document that takes over its reader is one line of the report, and one failed document of the service."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.access.model import Role
from app.documents.isolation.pool import Pool
from app.documents.model import Limits
from app.documents.opening import Isolated
from app.flows import runtime
from app.flows.draft import draft_all
from app.flows.hosted import drafting
from app.flows.inputs import collect
from app.pipeline import Tools
from app.settings import Settings
from tests.api.site import resume, running


@pytest.fixture(scope="module")
def tools() -> Iterator[Tools]:
    """Tools whose readers do what a document that begins with `attack` says."""
    pool = Pool("tests.isolation.hostile")
    yield replace(runtime.tools(Settings()), opening=Isolated(pool), limits=Limits(cpu_seconds=1, seconds=30))
    pool.close()


def test_each_hostile_file_of_a_call_fails_with_its_code_and_the_others_are_drafted(
    tools: Tools, tmp_path: Path
) -> None:
    files = {"a.txt": "attack abort", "b.txt": resume(), "c.txt": "attack loop", "d.txt": resume()}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    outcomes = draft_all(collect([tmp_path]).inputs, tools, tmp_path / "out", lambda _: None)
    told = {outcome.name: outcome.failure.code if outcome.failure else str(outcome.state) for outcome in outcomes}
    assert told == {"a": "source.too-complex", "b": "draft", "c": "source.time-out", "d": "draft"}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["b.draft.json", "d.draft.json"]


def test_a_hostile_upload_is_a_failed_document_with_a_hint_and_the_next_one_is_drafted(
    tools: Tools, tmp_path: Path
) -> None:
    with running(tmp_path) as site:
        board = site.board()
        worker = site.person(board, Role.WORKER)
        for said, expected in (("attack crash", "source.too-complex"), (resume(), None)):
            sent = worker.document(said)
            told = drafting.draft_document(site.place, board.id, UUID(sent["id"]), tools=tools)
            seen = worker.seen(f"/v1/documents/{sent['id']}")
            assert seen["failure"] == expected
            assert (told == expected) == (expected is not None)
            assert bool(seen["hint"]) == (expected is not None)
