"""Logs and figures say what happened and nothing about anybody."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import telemetry
from app.flows.hosted.opening import open_installation
from app.settings import Settings

PERSON = "Rosa Quispe"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Give what is logged, and put logging back afterwards."""
    root, ours = logging.getLogger(), logging.getLogger("app")
    before = root.handlers[:], root.level, ours.level
    stream = io.StringIO()
    telemetry.set_up_logs(stream=stream)
    yield stream
    root.handlers[:], root.level, ours.level = before


def said(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def dropped() -> float:
    return float(telemetry.REGISTRY.get_sample_value("ler_log_fields_dropped_total") or 0)


def test_a_line_is_json_with_time_event_and_allowed_fields(lines: io.StringIO) -> None:
    telemetry.event(logging.getLogger("app.flows.upload"), "document-read", job_id="d1/2", pages=3, seconds=0.25)
    (line,) = said(lines)
    assert str(line.pop("time")).endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "app.flows.upload",
        "event": "document-read",
        "job_id": "d1/2",
        "pages": 3,
        "seconds": 0.25,
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Rosa"},
        {"document": PERSON},
        {"document": "rosa@example.org"},
        {"job_id": "(503) 555-0142"},
        {"job": "x" * 200},
        {"count": ["Rosa"]},
        {"text": "Rosa"},
    ],
)
def test_what_may_be_about_somebody_is_dropped_and_counted(lines: io.StringIO, fields: dict[str, Any]) -> None:
    before = dropped()
    telemetry.event(logging.getLogger("app.x"), "happened", **fields)
    assert set(said(lines)[0]) == {"time", "level", "logger", "event"}
    assert dropped() == before + 1


def test_the_messages_of_others_are_not_repeated(lines: io.StringIO) -> None:
    logging.getLogger("somebody.elses").error("cannot parse %s", PERSON)
    try:
        raise ValueError(PERSON)
    except ValueError:
        logging.getLogger("app.careless").exception("could not read %s", PERSON)
    logging.getLogger("somebody.elses").info("not even this")
    first, second = said(lines)
    assert (first["logger"], first["level"], first["event"]) == ("somebody.elses", "error", "foreign")
    assert (second["event"], second["kind"]) == ("foreign", "ValueError")
    assert "Rosa" not in lines.getvalue()


def test_handlers_that_libraries_brought_are_replaced() -> None:
    loud = logging.getLogger("loud.library")
    loud.propagate = False
    own = io.StringIO()
    loud.addHandler(logging.StreamHandler(own))
    root = logging.getLogger()
    before = root.handlers[:], root.level
    stream = io.StringIO()
    try:
        telemetry.set_up_logs(stream=stream)
        loud.error(PERSON)
    finally:
        root.handlers[:], root.level = before
    assert own.getvalue() == ""
    assert [line["logger"] for line in said(stream)] == ["loud.library"]


@given(
    st.dictionaries(
        st.sampled_from(["document", "job", "note", "code"]),
        st.text("aZ 9@._-/:'é\n", max_size=9) | st.integers() | st.none(),
    )
)
def test_a_kept_text_has_no_spaces_and_no_at_sign(fields: dict[str, object]) -> None:
    for name, value in telemetry.allowed(fields).items():
        assert name in telemetry.FIELDS
        assert not set(str(value)) & set(" @\n,()'\"")


def figures() -> dict[str, float]:
    lines = (line for line in telemetry.metrics().decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_figures_are_given_as_prometheus_reads_them() -> None:
    before = figures()
    telemetry.DOCUMENTS.labels("drafted").inc()
    telemetry.CLAIMS.labels("stated").inc(4)
    telemetry.model_called("some-model", "answered", tokens_in=100, tokens_out=20, dollars=0.002)
    telemetry.request_done("GET", "/v1/drafts/{id}", 200, 0.012)
    telemetry.queue_depth("batch", 17)
    after = figures()
    assert after['ler_queue_jobs{queue="batch"}'] == 17.0
    for name, more in {
        'ler_documents_total{outcome="drafted"}': 1.0,
        'ler_claims_total{basis="stated"}': 4.0,
        'ler_model_calls_total{model="some-model",outcome="answered"}': 1.0,
        'ler_model_tokens_total{direction="out",model="some-model"}': 20.0,
        'ler_model_cost_dollars_total{model="some-model"}': 0.002,
        'ler_request_seconds_bucket{le="0.02",method="GET",route="/v1/drafts/{id}",status="200"}': 1.0,
    }.items():
        assert after[name] - before.get(name, 0.0) == pytest.approx(more)


def test_traces_are_off_unless_wanted_and_then_carry_allowed_attributes() -> None:
    assert Settings().traces is False
    quiet = telemetry.tracer(wanted=False)
    assert isinstance(quiet, telemetry.Untraced)
    loud = telemetry.tracer(wanted=True)
    assert isinstance(loud, telemetry.OpenTelemetry)
    for tracer in (quiet, loud):
        with tracer.span("draft", job="draft", document=PERSON):
            pass


@pytest.mark.parametrize("wanted", [True, False])
def test_an_installation_traces_its_work_where_the_settings_want_it(wanted: bool, tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, traces=wanted)
    place = open_installation(settings, "http://127.0.0.1:8000", upgrade=True).place
    try:
        assert isinstance(place.engine.tracer, telemetry.OpenTelemetry) is wanted
    finally:
        place.engine.close()
        place.database.close()
