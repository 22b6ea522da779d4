"""What the service signs, held against an independent verifier (run in CI from `.peer-verify/`)."""

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping

import pytest

from app.credentials.endorse import endorse
from app.credentials.issue import issue, issue_on_behalf
from app.credentials.model import Holder, JsonObject, SignedCredential
from app.credentials.serialization import to_bytes
from app.credentials.verify import verify
from app.errors import CredentialUnreadable
from app.extraction.model import Basis
from tests.credentials import factories as make
from tests.credentials import organizations
from tests.credentials.places import PEER, need_peer
from tests.review import factories as review

pytestmark = pytest.mark.peer

Judge = Callable[..., bool]
"""Says whether the independent verifier accepts bytes, with `documents` (by id) at hand."""


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Give a way to ask the independent verifier; skip where it cannot run, but never in CI."""
    need_peer()
    place = tmp_path_factory.mktemp("credentials")

    def accepts(data: bytes, documents: Mapping[str, JsonObject] | None = None) -> bool:
        (place / "credential.json").write_bytes(data)
        shutil.rmtree(place / "documents", ignore_errors=True)
        (place / "documents").mkdir()
        for number, document in enumerate((documents or {}).values()):
            (place / "documents" / f"{number}.json").write_text(json.dumps(document))
        command = ["node", "verify.mjs", "--quiet", "--now", make.NOW, "--docs", str(place / "documents")]
        command.append(str(place / "credential.json"))
        done = subprocess.run(command, cwd=PEER, capture_output=True, text=True, timeout=120, check=False)
        assert "RESULT" in done.stdout, done.stderr
        return done.returncode == 0

    return accepts


def _credentials() -> list[SignedCredential]:
    long_quote = review.TEXT[: review.TEXT.index("Skills")]
    claims = [
        *review.claims(),
        review.skill(
            "u1", "soldadura TIG — naïve café 溶接 🙂 \u202eRTL\u2028", alignments=(review.esco("ß"), review.onet())
        ),
        review.skill("u2", 'quotes " and \\ and \x0c\x07 controls\u0085', evidence=[review.quote(long_quote)]),
        review.skill("u3", "two quotes", Basis.DEMONSTRATED, [review.quote("R"), review.quote("Kestrel")], "e1"),
    ]
    issued = issue(make.record(claims), make.key(), make.NAME, make.ids(), make.AT)
    return [*issued.badges[-3:], issued.badges[0], issued.clr]


def test_every_credential_is_accepted_by_both_and_after_one_changed_byte_by_neither(judge: Judge) -> None:
    for credential in _credentials():
        assert verify(credential.data, now=make.NOW).passed
        assert judge(credential.data), credential.name
        place = credential.data.index(credential.name.encode()[:1], credential.data.index(b'"achievement":'))
        changed = bytearray(credential.data)
        changed[place] ^= 1
        assert not judge(bytes(changed)), credential.name
        try:
            assert not verify(bytes(changed), now=make.NOW).passed
        except CredentialUnreadable:
            continue


def test_a_record_of_sixty_claims_is_accepted_as_one_clr(judge: Judge) -> None:
    assert judge(issue(make.many(60), make.key(), make.NAME, make.ids(), make.AT).clr.data)


def test_what_boards_issue_endorse_and_revoke_is_judged_alike(judge: Judge) -> None:
    register = organizations.Register()
    made = issue_on_behalf(
        make.record(),
        Holder(did=make.key().did, name=make.NAME),
        organizations.BOARD,
        organizations.key(),
        make.ids(),
        make.AT,
        status=register.entry,
        lists=register.published,
    )
    published = register.published()
    employer = organizations.key("employer.example", 11)
    endorsement = endorse(
        made.badges[0].document,
        organizations.EMPLOYER,
        employer,
        "She drove for us.",
        make.ids(3),
        make.AT,
        documents=published,
    )
    assert judge(made.badges[0].data, published)
    assert judge(made.clr.data, published)
    assert judge(endorsement.data, published)
    assert judge(to_bytes(published[organizations.LIST]), published)
    register.revoked = {register.places[made.badges[0].id]}
    assert not judge(made.badges[0].data, register.published())
    assert judge(made.badges[1].data, register.published())
