"""Until when a proof holds."""

import base58
import pytest

from app.credentials.canonical import canonicalize
from app.credentials.model import CheckName, Outcome
from app.credentials.serialization import to_bytes
from app.credentials.sign import SUITE, hash_data
from app.credentials.verify import verify
from tests.credentials import factories as make


@pytest.mark.parametrize(
    ("expires", "passes"),
    [
        ("2026-03-03T00:00:01Z", True),
        ("2026-03-02T23:59:59.9Z", False),
        ("2026-03-02T23:00:00-05:00", True),
        ("2026-03-03T09:00:00+14:00", False),
        ("2026-02-30T00:00:00Z", False),
    ],
)
def test_a_proof_ends_at_its_moment_wherever_the_clock_hangs(expires: str, passes: bool) -> None:
    badge, key = make.unsigned(make.badge()), make.key()
    proof = {
        **{"type": "DataIntegrityProof", "cryptosuite": SUITE, "created": make.AT, "expires": expires},
        **{"verificationMethod": key.method, "proofPurpose": "assertionMethod"},
    }
    value = key.sign(hash_data(badge, proof, canonicalize))
    secured = badge | {"proof": proof | {"proofValue": "z" + base58.b58encode(value).decode()}}
    found = verify(to_bytes(secured), now=make.NOW)
    failed = [check.name for check in found.checks if check.outcome is Outcome.FAILED]
    assert failed == ([] if passes else [CheckName.PROOF])
