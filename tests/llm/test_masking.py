"""Nothing personal of 200 invented people reaches a server, and nothing at all when masking is not sure."""

import pytest

from app.documents.redact.model import Kind
from tests.masking.compose import cases
from tests.masking.sent import Found, raising, send


@pytest.fixture(scope="module")
def found() -> Found:
    return send(cases("dev"))


def test_everything_that_a_server_received_holds_no_personal_data_of_200_people(found: Found) -> None:
    assert (found.documents, found.unsent) == (200, 0)
    assert found.requests >= 200
    assert set(found.searched) == set(Kind)
    assert sum(found.searched.values()) > 1_000
    assert found.hits == []


def test_what_came_back_became_claims_that_quote_the_documents(found: Found) -> None:
    assert found.claims > 200
    assert found.unproven == 0


def test_a_value_that_is_sent_would_be_found() -> None:
    (case,) = cases("dev")[:1]
    leaky = case.document.text

    def nothing(document: object) -> object:
        from app.documents.redact.model import Redacted

        return Redacted(text=leaky, masks=(), named=True)

    sent = send([case], nothing)  # type: ignore[arg-type]  # a masker that masks nothing
    values = {case.document.text[true.start : true.end] for true in case.truth}
    assert len(sent.hits) == sum(sent.searched.values()) > 0
    assert len({value for _, value in sent.hits}) <= len(values)


def test_when_the_masker_raises_there_is_no_call() -> None:
    sent = send(cases("dev"), raising)
    assert (sent.documents, sent.unsent, sent.requests, sent.claims) == (200, 200, 0, 0)
