"""From an upload to a credential that verifies, by a generated client alone: `python walk.py FOLDER ADDRESS KEY`."""

import importlib
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

PACKAGE = "ler_client"
FIRST = """Rosa Quill
rosa.quill@example.com | (555) 555-0142

EXPERIENCE
Forklift Operator, Dock & Sons
March 2019 to present
- Operated a reach truck and a forklift in a cold store.

SKILLS
Forklift operation, inventory control
"""
SECOND = FIRST.replace("inventory control", "palletizing").replace("present", "June 2024")


class Client:
    """The generated client of one account: operations by their names, answers by their models."""

    def __init__(self, address: str, key: str) -> None:
        self.models: Any = importlib.import_module(f"{PACKAGE}.models")
        self.types: Any = importlib.import_module(f"{PACKAGE}.types")
        made: Any = importlib.import_module(f"{PACKAGE}.client")
        self._client = made.AuthenticatedClient(base_url=address, token=key, timeout=60)

    def ask(self, group: str, operation: str, *given: Any, **named: Any) -> Any:
        """Ask for an operation; gives its answer, or the problem that the service tells of."""
        asked: Any = importlib.import_module(f"{PACKAGE}.api.{group}.{operation}")
        return asked.sync(*given, client=self._client, **named)

    def call(self, group: str, operation: str, *given: Any, **named: Any) -> Any:
        """Ask for an operation that has to succeed."""
        found = self.ask(group, operation, *given, **named)
        if found is None or isinstance(found, self.models.Problem):
            raise SystemExit(f"{operation}: {found.to_dict() if found else 'an answer that is not described'}")
        return found

    def draft(self, text: str) -> Any:
        """Upload a document, wait, and give its draft."""
        file = self.types.File(payload=BytesIO(text.encode()), file_name="resume.txt")
        upload = self.models.Upload(file=file, consent="2026-11")
        document = self.call("documents", "upload_document", body=upload)
        document = self.call("documents", "get_document", document.id, wait=30.0)
        expect(document.state, self.models.DocumentState.DRAFTED)
        return self.call("drafts", "get_draft", document.draft_id)

    def record(self, draft: Any) -> Any:
        """Approve every claim of a draft, and make the record."""
        said = [
            self.models.Saying(claim_id=one.id, verdict=self.models.Verdict.APPROVE, claim_sha256=one.digest)
            for one in draft.claims
        ]
        body = self.models.Decisions(role=self.models.DecidingRole.WORKER, decisions=said)
        version = self.call("drafts", "decide_claims", draft.id, body=body, if_match=f'"{draft.version}"').version
        order = self.models.RecordOrder(draft_id=draft.id)
        return self.call("records", "make_record", body=order, if_match=f'"{version}"')


def expect(found: object, wanted: object) -> None:
    """End the walk where something else comes back than is wanted."""
    if found != wanted:
        raise SystemExit(f"{wanted!r} was wanted, and {found!r} came")


def walk(client: Client) -> Iterator[str]:
    """Go all the way; tells each step."""
    models = client.models
    person = client.call("people", "get_my_account")
    yield f"account    {person.id}"
    draft = client.draft(FIRST)
    evidence = draft.claims[0].evidence[0]
    expect(draft.document.text[evidence.start : evidence.end], evidence.quote)
    yield f"draft      {len(draft.claims)} claims"
    record = client.record(draft)
    yield f"record     {len(record.record.claims)} claims"
    order = models.Order(record_id=record.id, issuer=models.OrderIssuer.BOARD, wait=30.0)
    ordered = client.call("credentials", "order_credentials", body=order)
    expect(ordered.state, models.OrderedState.DONE)
    yield f"credential {len(ordered.credentials)} made"
    badge = ordered.credentials[0]
    signed = models.VerifyCredential.from_dict(badge.credential.to_dict())
    expect(client.call("verify", "verify_credential", body=signed).passed, True)
    yield "verify     passed"
    second = client.draft(SECOND)
    known = [claim.in_record.name for claim in second.claims if claim.in_record]
    both = [one for one in client.record(second).record.claims if one.also]
    expect(len(both), len(known))
    yield f"second     {len(known)} claims were in the record and have evidence of both documents now"
    stale = client.ask("drafts", "undo_decisions", second.id, body=models.Undo(), if_match='"1"')
    expect((stale.status, stale.code), (412, "store.conflict"))
    yield f"problem    {stale.code}: {stale.hint}"
    listed = client.call("documents", "list_documents", limit=1)
    rest = client.call("documents", "list_documents", cursor=listed.next_)
    expect([len(listed.items), len(rest.items)], [1, 1])
    yield "pages      one document on each"
    mine = client.call("people", "export_worker", person.id)
    expect(zipfile.ZipFile(mine.payload).testzip(), None)
    yield "export     a whole ZIP"
    client.call(
        "credentials", "revoke_credential", badge.id, body=models.Revocation(reason=models.RevocationReason.MISTAKEN)
    )
    expect(client.call("verify", "verify_credential", body=signed).passed, False)
    yield "revoked    fails"
    batch = client.ask("batches", "get_batch", draft.id)
    expect(batch.code, "store.not-found")
    expect(client.call("retention", "get_retention").documents.days, 365)
    yield "retention  documents are kept for 365 days"


if __name__ == "__main__":
    folder, address, key = sys.argv[1:]
    sys.path.insert(0, folder)
    for step in walk(Client(address, key)):
        print(step)
