"""Every operation × every role × whose thing it is, as tests/api/authorization.tsv says and nothing else."""

import pytest

from tests.api import authorization
from tests.api.authorization import COLUMNS, GOLDEN, REQUESTS
from tests.api.site import Site
from tests.api.test_openapi import OPERATIONS

WALLETS = {
    "create_nonce",
    "exchange_code",
    "get_credential_offer",
    "get_exchange_protocols",
    "get_interaction",
    "get_issuer_metadata",
    "get_server_metadata",
    "participate_in_exchange",
}
"""Are asked for by wallets: with the secret of an offer, or for nothing that is anybody's."""
BY_TOKEN = {"fetch_credential", "notify_issuer"}
"""Are asked for by wallets, with an access token of an offer: an API key is none."""
PUBLIC = WALLETS | {
    "begin_provider_sign_in",
    "finish_provider_sign_in",
    "get_board_did",
    "get_health",
    "get_readiness",
    "get_service_did",
    "get_status_list",
    "sign_in",
    "verify_credential",
}
DONE = {"200", "201", "202", "204"}
LISTS = {"list_documents", "list_records", "list_credentials"}
"""Hold one's own things only (tests/api/test_access.py)."""
ABOUT_ONESELF = {
    "change_password",
    "change_signing_key",
    "create_board",
    "list_boards",
    "get_my_account",
    "get_session",
    "sign_out",
    "give_consent",
    "list_consent_texts",
    "withdraw_consent",
    "create_account",
    "list_accounts",
    "list_queue",
    "lease_claims",
    "release_claims",
    "check_audit",
    "get_audit_head",
    "get_metrics",
    "get_quotas",
    "get_retention",
    "get_review_settings",
    "get_reviewer_figures",
    "list_audit_events",
    "list_audit_heads",
    "list_disagreements",
    "set_quotas",
    "set_retention",
    "set_review_settings",
}
"""Name nothing of anybody else's, or (quotas) what an administrator looks after on every board."""
BATCHES = {name for name in REQUESTS if "batch" in name}
"""Are a board's: no other role works with any, so a refusal tells nothing about one."""


def golden() -> dict[str, dict[str, str]]:
    head, *lines = (line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    return {name: dict(zip(head[1:], row, strict=True)) for name, *row in lines}


def test_every_operation_of_the_description_has_its_row(site: Site) -> None:
    named = {told["operationId"] for _, _, told in OPERATIONS}
    assert set(golden()) == set(REQUESTS) == named


def test_the_application_answers_as_the_matrix_says(site: Site) -> None:
    assert authorization.shown(authorization.matrix(site)) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(golden()))
def test_without_a_key_only_what_is_public_is_answered(name: str) -> None:
    assert (golden()[name]["nobody/other"] == "401") == (name not in PUBLIC)


@pytest.mark.parametrize("name", sorted(BY_TOKEN))
def test_what_wallets_fetch_by_a_token_nobody_gets_by_an_api_key(name: str) -> None:
    assert set(golden()[name].values()) == {"401"}


@pytest.mark.parametrize("name", sorted(set(golden()) - PUBLIC - BY_TOKEN - LISTS - ABOUT_ONESELF - BATCHES))
def test_a_thing_of_another_board_is_there_for_nobody(name: str) -> None:
    row = {column: status for column, status in golden()[name].items() if column.endswith("/elsewhere")}
    assert set(row.values()) == {"404"}, row


@pytest.mark.parametrize("name", sorted(set(golden()) - PUBLIC - BY_TOKEN - LISTS - ABOUT_ONESELF - BATCHES))
def test_a_thing_of_another_worker_is_not_there_for_a_worker(name: str) -> None:
    assert golden()[name]["worker/other"] == "404"


@pytest.mark.parametrize("name", sorted(BATCHES))
def test_a_batch_is_there_for_its_board_alone(name: str) -> None:
    row = golden()[name]
    refused = {column: status for column, status in row.items() if not column.startswith(("board/", "nobody/"))}
    assert set(refused.values()) == {"403"}
    named = name not in ("create_batch", "list_batches")
    assert (row["board/elsewhere"] == "404") == named


@pytest.mark.parametrize("name", sorted(golden()))
def test_no_cell_is_a_server_error(name: str) -> None:
    assert [column for column in COLUMNS if golden()[name][column].startswith("5")] == []
