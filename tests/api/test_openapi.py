"""The description of the API, which clients are generated from.

python -m tests.api.test_openapi --write     writes tests/api/openapi.json anew
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from tests.api.site import Site, running

GOLDEN: Final = Path(__file__).with_name("openapi.json")
METHODS: Final = ("get", "post", "put", "patch", "delete")
Operation = tuple[str, str, dict[str, Any]]


def shown(described: dict[str, Any]) -> str:
    return json.dumps(described, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def golden() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return found


def operations(described: dict[str, Any]) -> Iterator[Operation]:
    for path, item in described["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


OPERATIONS: Final = list(operations(golden())) if GOLDEN.exists() else []
SIGNING_IN: Final = ("sign_in", "finish_provider_sign_in", "begin_provider_sign_in")
"""The first two may sign nobody in: 401."""
OAUTH: Final = {
    "exchange_code": {"400"},
    "fetch_credential": {"400", "401"},
    "notify_issuer": {"400", "401"},
}
"""What wallets are answered in the words of OAuth 2.0, and with which statuses."""
EACH: Final = pytest.mark.parametrize(("method", "path", "told"), OPERATIONS, ids=lambda one: str(one)[:40])


def test_the_served_description_is_the_one_that_was_looked_at(site: Site) -> None:
    assert shown(site.nobody.seen("/v1/openapi.json")) == GOLDEN.read_text(encoding="utf-8")


def test_operations_are_named_like_functions_and_each_name_is_there_once() -> None:
    names = [told["operationId"] for _, _, told in OPERATIONS]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []


@EACH
def test_an_operation_says_what_it_does_and_belongs_to_a_described_group(
    method: str, path: str, told: dict[str, Any]
) -> None:
    groups = {tag["name"]: tag["description"] for tag in golden()["tags"]}
    assert told["summary"]
    assert told["description"].endswith(".")
    assert [groups[tag] for tag in told["tags"]]


@EACH
def test_its_parameters_are_explained_and_its_answers_have_a_shape(
    method: str, path: str, told: dict[str, Any]
) -> None:
    assert [one["name"] for one in told.get("parameters", []) if not one.get("description")] == []
    done = {status: answer for status, answer in told["responses"].items() if status.startswith("2")}
    shapes = [shape.get("schema") for answer in done.values() for shape in answer.get("content", {}).values()]
    assert all(shapes), shapes
    assert shapes or set(done) <= {"204"}


@EACH
def test_its_failures_are_problems_and_too_many_requests_say_when_to_come_again(
    method: str, path: str, told: dict[str, Any]
) -> None:
    failures = {status: answer for status, answer in told["responses"].items() if int(status) >= 400}
    for status in OAUTH.get(told["operationId"], ()):
        shape = {"schema": {"$ref": "#/components/schemas/OAuthError"}}
        assert failures.pop(status)["content"] == {"application/json": shape}
    kinds = {kind: shape["schema"] for one in failures.values() for kind, shape in one["content"].items()}
    if told["operationId"] == "get_interaction":
        assert kinds.pop("text/html") == {"type": "string"}  # somebody with a browser is told on a page
    if path != "/healthz":
        assert kinds == {"application/problem+json": {"$ref": "#/components/schemas/Problem"}}
        assert "Retry-After" in failures["429"]["headers"]


@EACH
def test_an_operation_names_its_key_or_is_for_everybody(method: str, path: str, told: dict[str, Any]) -> None:
    secured = told.get("security") == [{"API key": []}, {"Session": []}]
    signing_in = told["operationId"] in SIGNING_IN
    public = set(told["tags"]) & {"public", "verify", "wallets"} or path in ("/healthz", "/readyz") or signing_in
    assert secured != bool(public)
    by_token = told.get("security") == [{"Wallet token": []}]
    assert by_token == ("401" in OAUTH.get(told["operationId"], ()))
    assert ("401" in told["responses"]) == (secured or by_token or told["operationId"] in SIGNING_IN[:2])


@EACH
def test_a_write_that_makes_something_takes_an_idempotency_key(method: str, path: str, told: dict[str, Any]) -> None:
    takes = {one["name"].lower() for one in told.get("parameters", [])}
    # keys and links are shown once; asking, leasing and verifying may be done again without harm; what wallets send
    # is theirs to say, and is good for once by itself
    harmless = {
        "create_offer",
        "exchange_code",
        "create_nonce",
        "fetch_credential",
        "notify_issuer",
        "participate_in_exchange",
        "create_key",
        "create_board",
        "request_endorsement",
        "lease_claims",
        "verify_credential",
        "sign_in",
        "check_audit",
    }
    if method == "post":
        assert ("idempotency-key" in takes) == (told["operationId"] not in harmless)


def test_every_reference_leads_somewhere_and_every_shape_is_used() -> None:
    described = golden()
    text = json.dumps(described)
    named = set(re.findall(r'"#/components/schemas/([A-Za-z_]+)"', text))
    assert named == set(described["components"]["schemas"])


def test_no_shape_is_named_after_the_layout_of_the_program() -> None:
    assert [name for name in golden()["components"]["schemas"] if "_" in name] == []


def test_every_shape_is_explained() -> None:
    shapes = golden()["components"]["schemas"]
    ours = {name for name, shape in shapes.items() if shape.get("type") == "object"}
    assert [name for name in sorted(ours) if not shapes[name].get("description")] == []


def test_bodies_of_requests_have_examples() -> None:
    described = golden()
    shapes = described["components"]["schemas"]
    for _, _, told in OPERATIONS:
        content = told.get("requestBody", {}).get("content", {})
        for name in re.findall(r"schemas/([A-Za-z_]+)", json.dumps(content)):
            assert "example" in json.dumps(shapes[name]), name


if __name__ == "__main__":
    if "--write" in sys.argv:
        with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as started:
            GOLDEN.write_text(shown(started.app.openapi()), encoding="utf-8")
    else:
        print(__doc__)
