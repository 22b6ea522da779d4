"""Every failure is a problem with a code and a hint, and every answer has the headers that browsers heed."""

import json
import logging
import re

import pytest
from fastapi.testclient import TestClient

from app.api.app import create
from app.api.problems import answer
from app.errors import DecisionRefused, NothingApproved, RequestInvalid
from tests.api.site import MOST_BYTES, Caller, Site

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("GET", "/v1/nothing", b"", 404, "request.no-route"),
        ("PATCH", "/v1/me", b"", 405, "request.no-method"),
        ("GET", "/v1/documents?limit=0", b"", 422, "request.invalid"),
        ("GET", "/v1/documents/17", b"", 422, "request.invalid"),
        ("GET", "/v1/documents/01a21379-991f-7f3f-ba4b-44a608daecda", b"", 404, "store.not-found"),
        ("POST", "/v1/records", b"{", 400, "request.invalid"),
        ("POST", "/v1/verify", b"{'a': 1}", 400, "request.invalid"),
        ("POST", "/v1/people", b'{"roles": ["queen"]}', 422, "request.invalid"),
        ("POST", "/v1/people", b'{"roles": ["worker"], "crown": 1}', 422, "request.invalid"),
        ("POST", "/v1/people", b"[" * 200_000, 400, "request.invalid"),
        ("POST", "/v1/people", bytes(MOST_BYTES + 200_000), 413, "source.too-large"),
        ("POST", "/v1/verify", b'"text"', 422, "request.invalid"),
        ("GET", "/boards/%00/did.json", b"", 422, "request.invalid"),
        ("GET", "/v1/documents/", b"", 404, "request.no-route"),
        ("POST", "/v1/people", b'{"roles": ["worker"], "name": "  "}', 422, "request.invalid"),
        ("POST", "/v1/people", b'{"roles": ["worker"], "name": "a\\nb"}', 422, "request.invalid"),
    ],
)
def test_a_failure_is_a_problem_with_a_code_and_a_hint(
    worker: Caller, method: str, path: str, body: bytes, status: int, code: str
) -> None:
    answer = worker.ask(method, path, content=body, headers=JSON)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert (told["code"], told["status"], told["type"]) == (code, status, f"urn:ler:problem:{code}")
    assert told["title"]
    assert told["title"].strip(".") != told["detail"].strip(".")
    assert told["hint"]
    assert "--help" not in told["hint"]
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert len(answer.headers["x-request-id"]) == 32


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_json_that_is_not_announced_as_json_is_told_so(worker: Caller, kind: str) -> None:
    """As curl sends it when nobody says otherwise."""
    headers = {"Content-Type": kind} if kind else {}
    for path, body in (("/v1/verify", b"{}"), ("/v1/me/consents", b'{"version": "2026-11"}')):
        answer = worker.ask("POST", path, content=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")
        assert answer.json()["hint"] == "Send the header Content-Type: application/json."


def test_what_is_wrong_is_said_in_words_and_without_the_expression_that_checks_it(worker: Caller) -> None:
    said = {"roles": "worker", "name": "a\nb", "login": 7, "crown": 1}
    told = {one["place"]: one["what"] for one in worker.post("/v1/people", said).json()["errors"]}
    assert told["body.roles"] == "It has to be a list."
    assert told["body.crown"] == "There is no field of this name."
    assert told["body.name"].startswith("It does not have the form")
    assert worker.post("/v1/records", {}, version=1).json()["errors"] == [
        {"place": "body.draft_id", "what": "It is missing."}
    ]
    paged = worker.get("/v1/documents?limit=0&state=lost").json()
    assert {one["place"]: one["what"] for one in paged["errors"]} == {
        "query.limit": "It has to be 1 or more.",
        "query.state": "It has to be one of: 'received', 'drafted' or 'failed'.",
    }
    assert paged["detail"] == "It cannot be done as it was sent, because of query.state, query.limit."


def test_what_is_missing_and_is_one_of_a_few_words_is_told_with_them(worker: Caller) -> None:
    words = "has to be one of: 'corrected', 'mistaken', 'withdrawn', 'expired' or 'other'."
    path = "/v1/credentials/01a21f95-9492-781f-95a8-204c30882187/revoke"
    assert worker.post(path, {}).json()["errors"] == [{"place": "body.reason", "what": f"It is missing. It {words}"}]
    bare = worker.ask("POST", path).json()["errors"]
    assert bare == [{"place": "body", "what": f"It is missing. reason {words}"}]
    short = worker.post(path.replace("revoke", "endorsements"), {"comment": ""}).json()["errors"]
    assert short[0]["what"] == "It has to have 1 character or more."


@pytest.mark.parametrize(("sent", "words"), [(b'{"a": ', "from its character 6 on"), (b"", "no JSON")])
def test_a_body_that_is_no_json_is_told_where(worker: Caller, sent: bytes, words: str) -> None:
    answer = worker.ask("POST", "/v1/verify", content=sent, headers=JSON)
    assert (answer.status_code, words in answer.json()["detail"]) == ((400, True) if sent else (422, False))


def test_hints_are_for_a_client_and_not_for_a_terminal() -> None:
    for error in (DecisionRefused("It is gone."), RequestInvalid("It is none."), NothingApproved("None is.")):
        told = json.loads(bytes(answer(error).body))["hint"]
        assert told == error.hint_over_http != error.hint
    own = RequestInvalid("It is none.", hint="Send another.")
    assert json.loads(bytes(answer(own).body))["hint"] == "Send another."


def test_a_refused_value_is_named_by_its_place_and_never_repeated(worker: Caller) -> None:
    answer = worker.post("/v1/people", {"roles": ["Rosa Quill"]})
    assert [one["place"] for one in answer.json()["errors"]] == ["body.roles.0"]
    assert "Quill" not in answer.text


def test_a_fault_is_answered_without_a_word_of_its_text(
    site: Site, worker: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    app = create(site.place, most_bytes=MOST_BYTES, requests_per_minute=1_000)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("Rosa Quill, rosa@example.com")

    with TestClient(app) as client, caplog.at_level(logging.INFO, "app"):
        answer = client.get("/broken")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert (answer.json()["code"], "Quill" in answer.text) == ("internal", False)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "request-failed" in caplog.text
    assert "Quill" not in caplog.text


def test_good_answers_have_the_headers_as_well(worker: Caller, site: Site) -> None:
    for path in ("/v1/me", "/v1/openapi.json", "/healthz"):
        answer = worker.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "route"), [("/.well-known/did.json", "well-known/did.json"), ("/v1/me", "me"), ("/nothing", "none")]
)
def test_every_line_of_a_request_has_its_route(
    method: str, path: str, route: str, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "app.api.guard"):
        site.nobody.ask(method, path)
    (line,) = [record for record in caplog.records if record.msg == "request"]
    assert (vars(line)["ler"]["method"], vars(line)["ler"]["route"]) == (method, route)


@pytest.mark.parametrize("path", ["/healthz", "/v1/me", "/v1/openapi.json", "/nothing", "/v1/documents/17"])
def test_head_is_answered_as_get_without_the_body(worker: Caller, path: str) -> None:
    asked, fetched = worker.ask("HEAD", path), worker.get(path)
    of_each = {"x-request-id", "date", "x-ratelimit-remaining"}
    told = [{name: said for name, said in one.headers.items() if name not in of_each} for one in (asked, fetched)]
    assert (asked.status_code, told[0]) == (fetched.status_code, told[1])
    assert (asked.content, int(asked.headers["content-length"])) == (b"", len(fetched.content))


def test_head_writes_nothing(worker: Caller) -> None:
    assert worker.ask("HEAD", "/v1/verify").status_code == 405


def test_whoever_opens_the_address_in_a_browser_is_told_what_this_is(site: Site) -> None:
    page = site.nobody.get("/")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "docs/api.md" in page.text
    for address in re.findall('href="([^"]+)"', page.text):
        assert site.nobody.get(address).status_code == 200
    assert site.nobody.ask("HEAD", "/").status_code == 200
