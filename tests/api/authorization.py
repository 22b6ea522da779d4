"""Who may do what, found by asking: every operation × every role × whose thing it is.

    python -m tests.api.authorization            prints the matrix
    python -m tests.api.authorization --write    writes tests/api/authorization.tsv anew

A cell is the status of the answer. Requests are made so that whoever is allowed gets an answer that tells: a change
of a draft names a version that it does not have (412), a first key is there already (422).
"""

import secrets
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from httpx2 import Response

from app.access.model import Role
from app.store.model import Board
from tests.api.site import Caller, Site, resume, running
from tests.api.test_openapi import operations

GOLDEN: Final = Path(__file__).with_name("authorization.tsv")
PDF: Final = Path(__file__).parents[2] / "evals" / "resumes" / "welder.pdf"
COLUMNS: Final = (
    "worker/own",
    "worker/other",
    "worker/elsewhere",
    "reviewer/own",
    "reviewer/other",
    "reviewer/elsewhere",
    "endorser/own",
    "endorser/asked",
    "endorser/other",
    "endorser/elsewhere",
    "board/own",
    "board/other",
    "board/elsewhere",
    "admin/other",
    "admin/elsewhere",
    "nobody/other",
)
"""Role, and whose thing: the caller's own (who is then a worker, too), another worker's of the board, or one of
another board; an endorser also what its worker opened to them."""
LAST: Final = (
    "revoke_credential",
    "revoke_key",
    "withdraw_consent",
    "delete_document",
    "set_roles",
    "close_account",
    "erase_batch",
    "erase_worker",
)
"""What ends things, in this order, each time with one that may go."""


class Things(NamedTuple):
    """What belongs to one worker."""

    worker: Caller
    document: str
    draft: str
    record: str
    badge: str
    signed: Any
    key: str


@dataclass(frozen=True)
class Cell:
    """One caller, and the things that they reach for."""

    site: Site
    board: Board
    caller: Caller
    theirs: Things
    own: bool
    there: Board
    """The board that the things are of."""

    def request(self, method: str, path: str, body: object = None, **more: Any) -> Response:
        return self.caller.ask(method, path, **({"json": body} if body is not None else {}), **more)


def things(worker: Caller) -> Things:
    """Run a short journey of a worker."""
    draft = worker.draft()
    record = worker.record(draft)
    badge = worker.credentials(record)[0]
    made = worker.post(f"/v1/people/{worker.id}/keys", {"label": "spare", "scopes": ["document.read"]}).json()
    return Things(
        worker, draft["document_id"], draft["id"], record["id"], badge["id"], badge["credential"], made["id"]
    )


def _simple(method: str, path: str, body: object = None, **more: Any) -> Callable[[Cell], Response]:
    def ask(cell: Cell) -> Response:
        named = path.format(**cell.theirs._asdict(), person=cell.theirs.worker.id, slug=cell.board.slug)
        return cell.request(method, named, body, **more)

    return ask


def _upload(cell: Cell) -> Response:
    form = {} if cell.own else {"worker_id": str(cell.theirs.worker.id)}
    return cell.caller.upload(resume(), form=form)


def _page(cell: Cell) -> Response:
    spare = cell.theirs.worker.upload(PDF.read_bytes(), name=PDF.name).json()["id"]
    return cell.request("GET", f"/v1/documents/{spare}/pages/1.png?scale=0.2")


def _order(cell: Cell) -> Response:
    return cell.request("POST", "/v1/credentials", {"record_id": cell.theirs.record, "wait": 0})


def _record(cell: Cell) -> Response:
    return cell.request("POST", "/v1/records", {"draft_id": cell.theirs.draft}, version=99)


def _decide(cell: Cell) -> Response:
    claim = cell.theirs.worker.seen(f"/v1/drafts/{cell.theirs.draft}")["claims"][0]["id"]
    body = {"role": _role(cell), "decisions": [{"claim_id": claim, "verdict": "approve"}]}
    return cell.request("POST", f"/v1/drafts/{cell.theirs.draft}/decisions", body, version=99)


def _add(cell: Cell) -> Response:
    body = {"role": _role(cell), "quote": "welder"}
    return cell.request("POST", f"/v1/drafts/{cell.theirs.draft}/claims", body, version=99)


def _role(cell: Cell) -> str:
    roles = [] if cell.caller.key is None else cell.caller.seen("/v1/me")["roles"]
    return "worker" if cell.own or Role.REVIEWER not in roles else "reviewer"


def _verify(cell: Cell) -> Response:
    return cell.request("POST", "/v1/verify", cell.theirs.signed)


def _status_list(cell: Cell) -> Response:
    address = cell.theirs.signed["credentialStatus"]["statusListCredential"]
    return cell.request("GET", address.removeprefix("http://testserver"))


def _request_endorsement(cell: Cell) -> Response:
    endorser = cell.site.person(cell.board, Role.ENDORSER)
    path = f"/v1/credentials/{cell.theirs.badge}/endorsement-requests"
    return cell.request("POST", path, {"endorser_id": str(endorser.id)})


def _close_endorsement_request(cell: Cell) -> Response:
    endorser = cell.site.person(cell.there, Role.ENDORSER)
    path = f"/v1/credentials/{cell.theirs.badge}/endorsement-requests"
    assert cell.theirs.worker.post(path, {"endorser_id": str(endorser.id)}).status_code == 204
    return cell.request("DELETE", f"{path}/{endorser.id}")


def _offer(cell: Cell) -> dict[str, Any]:
    """An offer of the things' credential, made by its worker."""
    made = cell.theirs.worker.post(f"/v1/credentials/{cell.theirs.badge}/offers", {})
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


def _one_offer(method: str) -> Callable[[Cell], Response]:
    def ask(cell: Cell) -> Response:
        return cell.request(method, f"/v1/credentials/{cell.theirs.badge}/offers/{_offer(cell)['id']}")

    return ask


def _link(method: str, path: str) -> Callable[[Cell], Response]:
    """Ask for something by the link of an offer."""

    def ask(cell: Cell) -> Response:
        handle = _offer(cell)["exchange_url"].rpartition("/")[2]
        return cell.request(method, path.format(handle=handle), {} if method == "POST" else None)

    return ask


def _token(cell: Cell) -> Response:
    return cell.caller.ask("POST", "/v1/openid/token", data={"grant_type": "implicit"})


def _delete(cell: Cell) -> Response:
    spare = cell.theirs.worker.document()["id"]
    return cell.request("DELETE", f"/v1/documents/{spare}")


def _erase(cell: Cell) -> Response:
    return cell.request("DELETE", f"/v1/workers/{cell.theirs.worker.id}?sure={cell.theirs.worker.id}")


def _create_batch(caller: Caller) -> Response:
    form = {"consent": "written", "reference": "Form WS-12"}
    table = b"person id,employer,title,start,end\n7,Dock & Sons,Forklift Operator,2019,2021\n"
    return caller.ask("POST", "/v1/batches", files={"file": ("jobs.csv", table)}, data=form)


def _batch(method: str, rest: str, body: object = None, **more: Any) -> Callable[[Cell], Response]:
    """Ask for something of a batch of the things' board."""

    def ask(cell: Cell) -> Response:
        made = _create_batch(cell.site.person(cell.there, Role.BOARD))
        return cell.request(method, f"/v1/batches/{made.json()['id']}{rest}", body, **more)

    return ask


def _somebody(cell: Cell) -> str:
    """Oneself, or somebody new on the board that the things are of."""
    return str(cell.caller.id if cell.own else cell.site.person(cell.there, Role.WORKER).id)


def _set_roles(cell: Cell) -> Response:
    return cell.request("PUT", f"/v1/people/{_somebody(cell)}/roles", {"roles": ["reviewer"]})


def _close_account(cell: Cell) -> Response:
    return cell.request("DELETE", f"/v1/people/{_somebody(cell)}")


def _create_board(cell: Cell) -> Response:
    return cell.request("POST", "/v1/boards", {"slug": f"m-{secrets.token_hex(6)}", "name": "Ridge Valley"})


def _change_signing_key(cell: Cell) -> Response:
    return cell.request("POST", f"/v1/boards/{cell.there.id}/signing-key")


def _erase_batch(cell: Cell) -> Response:
    made = _create_batch(cell.site.person(cell.there, Role.BOARD)).json()["id"]
    return cell.request("DELETE", f"/v1/batches/{made}?sure={made}")


def _sign_in(cell: Cell) -> Response:
    login, password = f"ann-{secrets.token_hex(4)}", secrets.token_hex(12)
    officer = cell.site.person(cell.board, Role.BOARD)
    officer.post("/v1/people", {"roles": ["worker"], "login": login, "password": password})
    body = {"board": cell.board.slug, "login": login, "password": password}
    return cell.request("POST", "/v1/session", body, headers={"Origin": "http://testserver"})


NEW_KEY: Final = {"label": "another", "scopes": ["document.read"]}
REQUESTS: Final[Mapping[str, Callable[[Cell], Response]]] = {
    "upload_document": _upload,
    "list_documents": _simple("GET", "/v1/documents"),
    "get_document": _simple("GET", "/v1/documents/{document}"),
    "follow_document": _simple("GET", "/v1/documents/{document}/events"),
    "get_document_source": _simple("GET", "/v1/documents/{document}/source"),
    "get_page_image": _page,
    "get_draft": _simple("GET", "/v1/drafts/{draft}"),
    "decide_claims": _decide,
    "add_claim": _add,
    "undo_decisions": _simple("POST", "/v1/drafts/{draft}/undo", {"count": 1}, version=99),
    "return_draft": _simple("POST", "/v1/drafts/{draft}/return", {"reason": "Why?"}, version=99),
    "make_record": _record,
    "list_records": _simple("GET", "/v1/records"),
    "get_record": _simple("GET", "/v1/records/{record}"),
    "list_queue": _simple("GET", "/v1/queue"),
    "lease_claims": _simple("POST", "/v1/queue/lease", {"limit": 1}),
    "release_claims": _simple("DELETE", "/v1/queue/lease"),
    "order_credentials": _order,
    "list_credentials": _simple("GET", "/v1/credentials"),
    "get_credential": _simple("GET", "/v1/credentials/{badge}"),
    "download_credential": _simple("GET", "/v1/credentials/{badge}/download"),
    "list_endorsements": _simple("GET", "/v1/credentials/{badge}/endorsements"),
    "endorse_credential": _simple("POST", "/v1/credentials/{badge}/endorsements", {"comment": "True."}),
    "request_endorsement": _request_endorsement,
    "close_endorsement_request": _close_endorsement_request,
    "create_offer": _simple("POST", "/v1/credentials/{badge}/offers", {}),
    "get_offer": _one_offer("GET"),
    "end_offer": _one_offer("DELETE"),
    "get_credential_offer": _link("GET", "/v1/offers/{handle}"),
    "get_interaction": _link("GET", "/v1/interactions/{handle}?iuv=1"),
    "get_exchange_protocols": _link("GET", "/v1/workflows/claim/exchanges/{handle}/protocols"),
    "participate_in_exchange": _link("POST", "/v1/workflows/claim/exchanges/{handle}"),
    "get_issuer_metadata": _simple("GET", "/.well-known/openid-credential-issuer"),
    "get_server_metadata": _simple("GET", "/.well-known/oauth-authorization-server"),
    "exchange_code": _token,
    "create_nonce": _simple("POST", "/v1/openid/nonce"),
    "fetch_credential": _simple("POST", "/v1/openid/credential", {}),
    "notify_issuer": _simple("POST", "/v1/openid/notification", {}),
    "verify_credential": _verify,
    "get_status_list": _status_list,
    "get_service_did": _simple("GET", "/.well-known/did.json"),
    "get_board_did": _simple("GET", "/boards/{slug}/did.json"),
    "get_my_account": _simple("GET", "/v1/me"),
    "list_accounts": _simple("GET", "/v1/people"),
    "create_account": _simple("POST", "/v1/people", {"roles": ["worker"]}),
    "create_key": _simple("POST", "/v1/people/{person}/keys", NEW_KEY),
    "list_keys": _simple("GET", "/v1/people/{person}/keys"),
    "list_consent_texts": _simple("GET", "/v1/consent-texts"),
    "give_consent": _simple("POST", "/v1/me/consents", {"version": "2026-11"}),
    "sign_in": _sign_in,
    "get_session": _simple("GET", "/v1/session"),
    "sign_out": _simple("DELETE", "/v1/session"),
    "change_password": _simple("PUT", "/v1/session/password", {"current": "none", "new": "nine forklifts in rain"}),
    "begin_provider_sign_in": _simple("GET", "/v1/session/provider?board={slug}"),
    "finish_provider_sign_in": _simple("GET", "/v1/session/callback"),
    "create_batch": lambda cell: _create_batch(cell.caller),
    "list_batches": _simple("GET", "/v1/batches"),
    "get_batch": _batch("GET", ""),
    "start_batch": _batch("POST", "/start", {}, version=99),
    "pause_batch": _batch("POST", "/pause", version=99),
    "resume_batch": _batch("POST", "/resume", {}, version=99),
    "retry_batch": _batch("POST", "/retry", {}, version=99),
    "cancel_batch": _batch("POST", "/cancel", version=99),
    "revoke_batch": _batch("POST", "/revoke", {"reason": "other"}, version=99),
    "list_batch_rows": _batch("GET", "/rows"),
    "export_batch": _batch("GET", "/export"),
    "set_roles": _set_roles,
    "close_account": _close_account,
    "list_boards": _simple("GET", "/v1/boards"),
    "create_board": _create_board,
    "change_signing_key": _change_signing_key,
    "erase_batch": _erase_batch,
    "export_worker": _simple("GET", "/v1/workers/{person}/export"),
    "list_audit_events": _simple("GET", "/v1/audit"),
    "get_audit_head": _simple("GET", "/v1/audit/head"),
    "list_audit_heads": _simple("GET", "/v1/audit/heads"),
    "check_audit": _simple("POST", "/v1/audit/check", {"statements": []}),
    "get_reviewer_figures": _simple("GET", "/v1/figures"),
    "list_disagreements": _simple("GET", "/v1/disagreements"),
    "get_review_settings": _simple("GET", "/v1/review-settings"),
    "set_review_settings": _simple("PUT", "/v1/review-settings", {"seeded_percent": 0}),
    "get_retention": _simple("GET", "/v1/retention"),
    "set_retention": _simple("PUT", "/v1/retention", {"documents": 90}),
    "get_quotas": lambda cell: cell.request("GET", f"/v1/quotas?board_id={cell.there.id}"),
    "set_quotas": lambda cell: cell.request("PUT", f"/v1/quotas?board_id={cell.there.id}", {"documents": 90}),
    "get_health": _simple("GET", "/healthz"),
    "get_readiness": _simple("GET", "/readyz"),
    "get_metrics": _simple("GET", "/metrics"),
    "revoke_credential": _simple("POST", "/v1/credentials/{badge}/revoke", {"reason": "other"}),
    "revoke_key": _simple("DELETE", "/v1/people/{person}/keys/{key}"),
    "withdraw_consent": _simple("DELETE", "/v1/me/consents"),
    "delete_document": _delete,
    "erase_worker": _erase,
}
"""How each operation is asked for."""


def cells(site: Site) -> Iterator[tuple[str, Cell]]:
    """Make the people of a column and their things, one column after the other."""
    for column in COLUMNS:
        role, _, whose = column.partition("/")
        board = site.board()
        there = site.board() if whose == "elsewhere" else board
        owner = site.person(there, Role.WORKER)
        if role == "nobody":
            caller = site.nobody
        elif whose == "own":
            caller = owner = site.person(board, Role.WORKER, Role(role))
        else:
            caller = site.person(board, Role(role))
        theirs = things(owner)
        if whose == "asked":
            path = f"/v1/credentials/{theirs.badge}/endorsement-requests"
            assert owner.post(path, {"endorser_id": str(caller.id)}).status_code == 204
        yield column, Cell(site, board, caller, theirs, whose == "own", there)


def matrix(site: Site) -> dict[str, dict[str, int]]:
    """Ask for every operation in every column; gives statuses by operation and column."""
    names = sorted(told["operationId"] for _, _, told in operations(site.app.openapi()))
    order = [name for name in names if name not in LAST] + [name for name in LAST if name in names]
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for column, cell in cells(site):
        for name in order:
            found[name][column] = REQUESTS[name](cell).status_code
    return found


def shown(found: Mapping[str, Mapping[str, int]]) -> str:
    """Give the matrix as tab-separated lines."""
    lines = ["\t".join(("operation", *COLUMNS))]
    lines += ["\t".join((name, *(str(row[column]) for column in COLUMNS))) for name, row in found.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as site:
        text = shown(matrix(site))
    if "--write" in sys.argv:
        GOLDEN.write_text(text, encoding="utf-8")
    print(text.expandtabs(20))


if __name__ == "__main__":
    main()
