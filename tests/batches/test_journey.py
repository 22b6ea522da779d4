"""Batches without a model: thirty documents with bad ones among them, job histories, copies."""

import csv
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from app.errors import NotNow, RequestInvalid, SourceTooLarge, VersionConflict
from app.flows.hosted import batch_erasing, batch_export, batches
from app.flows.hosted.batch_export import Format, What
from app.flows.hosted.batch_work import GONE, KNOWN, work_row
from app.flows.hosted.batches import Seen
from app.store.audit import list_events
from app.store.batches import list_rows, set_batch_state
from app.store.erasure import erase_worker
from app.store.model import BatchState, RowState
from tests.batches.site import CONSENT, Desk, histories, packed, resume, resumes
from tests.store.meeting import amidst, meet

BAD = {
    "empty.txt": (b"", "source.empty"),
    "broken.pdf": (b"%PDF-1.7\nbroken", "source.damaged"),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "source.damaged"),
    "inner.zip": (packed({"a.txt": b"a"}).getvalue(), "source.unsupported"),
    "../../outside.txt": (b"Rosa Quill", "source.damaged"),
}


def drafts(desk: Desk, seen: Seen) -> list[dict[str, Any]]:
    lines = batch_export.export(desk.asking, seen.batch.id, What.DRAFTS, Format.NDJSON)
    return [json.loads(line) for line in lines]


def test_every_document_of_an_archive_gets_one_final_state_and_bad_ones_say_why(desk: Desk) -> None:
    good = {f"resume-{n}.txt": resume() for n in range(25)}
    seen = desk.create(packed(good | {name: data for name, (data, _) in BAD.items()}))
    assert seen.batch.state is BatchState.ESTIMATED
    assert (seen.plan.estimate.rows, seen.plan.estimate.most) == (30, 0)  # type: ignore[union-attr]
    ended = desk.through(seen)
    assert ended.batch.state is BatchState.DONE
    assert (ended.counts[RowState.DONE], ended.counts[RowState.FAILED]) == (25, 5)
    told = {row["source"]: row for row in batch_export.outcomes(desk.asking, seen.batch.id)}
    assert {name: told[name]["code"] for name in BAD} == {name: code for name, (_, code) in BAD.items()}
    assert all(told[name]["hint"] for name in BAD)
    assert all(told[name]["claims"] >= 2 and told[name]["cost_usd"] == "0.000000" for name in good)


def test_job_histories_become_one_row_for_each_person_and_the_columns_are_told_back(desk: Desk) -> None:
    seen = desk.create(histories(20), "jobs.csv")
    assert seen.batch.rows == 20
    assert seen.plan.columns == {
        "Employee ID": "person",
        "Name": "name",
        "Job Title": "title",
        "Employer": "employer",
        "Start Date": "start",
        "End Date": "end",
    }
    ended = desk.through(seen)
    assert ended.counts[RowState.DONE] == 20
    told = list(batch_export.outcomes(desk.asking, seen.batch.id))
    assert [row["person"] for row in told] == [f"E-{n:04}" for n in range(20)]
    assert len({row["worker_id"] for row in told}) == 20
    for draft in drafts(desk, seen):
        names = {claim["name"] for claim in draft["draft"]["claims"] if claim["kind"] != "skill"}
        assert any("Welder" in name for name in names)


def test_columns_that_are_declared_are_read_as_declared(desk: Desk) -> None:
    headings = ("Who", "Called", "Post held", "House")
    declared = {"person": "Who", "title": "Post held", "employer": "House", "start": "Start Date"}
    seen = desk.create(histories(3, headings), "jobs.csv", declared=declared)
    assert seen.plan.columns == {heading: field for field, heading in declared.items()}
    assert desk.through(seen).counts[RowState.DONE] == 3
    with pytest.raises(RequestInvalid):
        desk.create(histories(3, headings), "jobs.csv", declared={"colour": "Who"})


def test_the_same_document_again_is_drafted_once_in_one_batch_and_in_the_next(desk: Desk) -> None:
    data = resume()
    first = desk.through(desk.create(packed({"a.txt": data, "b.txt": data, "c.txt": resume()})))
    rows = desk.rows(first)
    assert first.counts[RowState.DONE] == 3
    assert rows[0].document_id == rows[1].document_id != rows[2].document_id
    assert sorted(row.code or "" for row in rows) == ["", "", KNOWN]
    again = desk.create(packed({"z.txt": data}))
    assert again.plan.estimate.known == 1  # type: ignore[union-attr]
    ended = desk.rows(desk.through(again))[0]
    assert (ended.state, ended.code, ended.document_id) == (RowState.DONE, KNOWN, rows[0].document_id)


def test_a_batch_is_changed_only_at_the_version_that_was_seen_and_from_a_state_that_allows_it(desk: Desk) -> None:
    seen = desk.create(packed({"a.txt": resume()}))
    with pytest.raises(NotNow):
        batches.pause(desk.asking, seen.batch.id, seen.batch.version)
    desk.start(seen)
    with pytest.raises((VersionConflict, NotNow)):
        desk.start(seen)
    ended = desk.until(seen)
    with pytest.raises(VersionConflict):
        batches.retry(desk.asking, seen.batch.id, seen.batch.version)
    assert ended.batch.state is BatchState.DONE


def test_a_paused_batch_goes_on_where_it_was(desk: Desk) -> None:
    seen = desk.start(desk.create(resumes(40, 5_000)))
    paused = batches.pause(desk.asking, seen.batch.id, seen.batch.version)
    still = desk.quiet(paused)
    assert still.batch.state is BatchState.PAUSED
    done = still.counts[RowState.DONE]
    assert done + still.counts[RowState.WAITING] == 40
    assert still.counts[RowState.WAITING] > 0
    ended = desk.until(batches.resume(desk.asking, seen.batch.id, still.batch.version))
    assert (ended.batch.state, ended.counts[RowState.DONE]) == (BatchState.DONE, 40)
    assert all(row.attempts <= 2 for row in desk.rows(ended))


def test_a_cancelled_batch_ends_every_row(desk: Desk) -> None:
    seen = desk.start(desk.create(resumes(40, 6_000)))
    ended = desk.quiet(batches.cancel(desk.asking, seen.batch.id, seen.batch.version))
    assert ended.batch.state is BatchState.CANCELLED
    assert ended.counts[RowState.DONE] + ended.counts[RowState.CANCELLED] == 40
    assert ended.counts[RowState.CANCELLED] > 0


def test_failed_rows_are_tried_again_and_others_are_not(desk: Desk) -> None:
    seen = desk.through(desk.create(packed({"a.txt": resume(), "broken.pdf": b"%PDF-1.7\nbroken"})))
    before = {row.number: row.attempts for row in desk.rows(seen)}
    again = desk.until(batches.retry(desk.asking, seen.batch.id, seen.batch.version))
    assert (again.counts[RowState.DONE], again.counts[RowState.FAILED]) == (1, 1)
    assert {row.number: row.attempts for row in desk.rows(again)} == {1: before[1], 2: before[2] + 1}


def test_rows_that_never_were_documents_keep_the_code_that_says_why(desk: Desk) -> None:
    files = {"a.txt": resume(), "empty.txt": b"", "cut.pdf": b"%PDF-1.7\nbroken", "odd.docx": b"\x00\x01odd"}
    seen = desk.through(desk.create(packed(files)))
    why = {row.number: (row.state, row.code, row.attempts) for row in desk.rows(seen)}
    again = desk.until(batches.retry(desk.asking, seen.batch.id, seen.batch.version))
    now = {row.number: (row.state, row.code, row.attempts) for row in desk.rows(again)}
    tried = [number for number in why if now[number] != why[number]]
    assert again.batch.state is BatchState.DONE
    assert seen.codes == again.codes
    # of the failed ones that are documents each was tried once more, and no other row
    assert [row.number for row in desk.rows(again) if row.attempts > 1] == tried == [3]


def test_outcomes_are_written_so_that_no_spreadsheet_runs_a_name(desk: Desk) -> None:
    files = {"=cmd|'/c calc'!A0.txt": resume(), "+1.txt": resume(), "@x.txt": resume()}
    seen = desk.through(desk.create(packed(files)))
    text = b"".join(batch_export.export(desk.asking, seen.batch.id, What.ROWS, Format.CSV)).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["source"] for row in rows] == [f"'{name}" for name in files]
    assert [row["state"] for row in rows] == ["done"] * 3


def test_drafts_are_exported_as_lines_and_as_an_archive(desk: Desk) -> None:
    seen = desk.through(desk.create(packed({f"{n}.txt": resume() for n in range(3)})))
    data = b"".join(batch_export.export(desk.asking, seen.batch.id, What.DRAFTS, Format.ZIP))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        packed_drafts = [json.loads(package.read(name))["draft"] for name in package.namelist()]
    lines = drafts(desk, seen)
    assert packed_drafts == [line["draft"] for line in lines]
    assert len(lines) == 3


def test_an_archive_that_unpacks_to_far_more_than_it_holds_is_one_failed_row(desk: Desk) -> None:
    seen = desk.create(packed({"bomb.txt": bytes(15_000_000), "a.txt": resume()}))
    assert [row.code for row in desk.rows(seen)] == ["source.too-complex", None]
    assert desk.through(seen).counts[RowState.DONE] == 1


def test_a_table_that_is_too_large_is_refused_as_a_whole(desk: Desk) -> None:
    with pytest.raises(SourceTooLarge):
        desk.create(io.BytesIO(b"Name,Title\n" + b"a,b\n" * 13_000_000), "jobs.csv")


def test_the_same_archive_sent_several_times_at_once_is_kept_once(desk: Desk) -> None:
    data = resumes(6, 7_000).getvalue()
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: desk.create(io.BytesIO(data)), range(3)))
    documents = [[row.document_id for row in desk.rows(seen)] for seen in made]
    assert documents[0] == documents[1] == documents[2]
    assert len(set(documents[0])) == 6


def test_what_the_board_says_of_consent_is_kept_with_the_batch_and_in_the_audit_chain(desk: Desk) -> None:
    seen = desk.create(packed({"a.txt": resume()}))
    assert seen.plan.consent == CONSENT
    with desk.place.database.reading() as connection:
        events = list_events(connection, desk.asking.board_id)
    told = [one.event.action for one in events if one.event.subject_id == seen.batch.id]
    assert told == ["batch.create", "batch.consent.written", "batch.estimate"]


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-1", "1000001"])
def test_a_budget_is_an_amount_of_money(desk: Desk, amount: str) -> None:
    with pytest.raises(RequestInvalid, match="between 0 and 1,000,000 US dollars"):
        desk.create(packed({"a.txt": resume()}), budget=Decimal(amount))


def test_two_archives_with_the_same_people_in_another_order_come_in_at_once(desk: Desk) -> None:
    if desk.place.database.is_sqlite:
        pytest.skip("one writer at a time: nobody meets half-way")
    people = {f"resume-{number}.txt": resume() for number in range(4)}
    turned = dict(reversed(people.items()))
    made: list[Seen] = []
    met = meet(
        desk.place.database,
        lambda: made.append(desk.create(packed(people))),
        "INSERT INTO people",
        lambda: made.append(desk.create(packed(turned))),
    )
    assert (met.first, met.second) == (None, None)
    assert [seen.plan.estimate.rows for seen in made] == [4, 4]  # type: ignore[union-attr]
    given = (desk.place.keyring, desk.asking.board_id)
    with desk.place.database.reading() as connection:
        workers = {row.worker_id for seen in made for row in list_rows(connection, *given, seen.batch.id)}
    assert len(workers) == 4


def test_a_row_whose_worker_is_erased_while_it_is_drafted_ends_as_gone(desk: Desk) -> None:
    place, board_id = desk.place, desk.asking.board_id
    seen = desk.create(packed({"a.txt": resume()}))
    row = desk.rows(seen)[0]
    with place.database.writing() as connection:
        plan = seen.plan.model_copy(update={"runs": (seen.batch.version + 1,)}).model_dump(mode="json")
        set_batch_state(
            connection, board_id, seen.batch.id, seen.batch.version, BatchState.RUNNING, place.clock(), plan=plan
        )

    def erase() -> None:
        erase_worker(place.database, place.blobs, board_id, row.worker_id)

    with amidst(place.database, "FROM drafts", erase):
        assert work_row(place, board_id, seen.batch.id, row.id) == RowState.FAILED
    assert [(one.state, one.code, one.document_id) for one in desk.rows(seen)] == [(RowState.FAILED, GONE, None)]


def test_to_try_failed_rows_again_and_to_erase_their_batch_at_once_is_no_standstill(desk: Desk) -> None:
    if desk.place.database.is_sqlite:
        pytest.skip("one writer at a time: nobody meets half-way")
    ended = desk.through(desk.create(packed({"empty.txt": b"", "a.txt": resume()})))
    given = (desk.asking, ended.batch.id)
    met = meet(
        desk.place.database,
        lambda: batches.retry(*given, ended.batch.version),
        "UPDATE batch_rows",
        lambda: batch_erasing.erase(*given),
    )
    assert (met.first, met.waited) == (None, True)
    assert isinstance(met.second, VersionConflict)
