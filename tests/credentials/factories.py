"""Records, keys and ids that are the same in every run, for tests of credentials."""

import copy
import random
import uuid
from collections.abc import Callable, Sequence
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.credentials.issue import issue
from app.credentials.keys import WorkerKey
from app.credentials.model import Issued, JsonObject, SigningKey
from app.credentials.serialization import to_bytes
from app.credentials.sign import sign
from app.extraction.model import Basis
from app.review.decide import decide
from app.review.model import DraftClaim, Record
from app.values import Instant
from tests.review import factories as review

AT = Instant("2026-03-02T10:00:00Z")
NOW = Instant("2026-03-03T00:00:00Z")
NAME = "Zoë Ångström-Naïve"


def key(seed: int = 1) -> WorkerKey:
    return WorkerKey(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32))


def ids(seed: int = 7) -> Callable[[], uuid.UUID]:
    source = random.Random(seed)  # noqa: S311 - the same ids in every run
    return lambda: uuid.UUID(int=source.getrandbits(128), version=4)


def record(chosen: Sequence[DraftClaim] | None = None) -> Record:
    drafted = review.draft(chosen)
    return decide(drafted, [review.decision(claim) for claim in drafted.claims], review.WORKER.id)


def many(count: int) -> Record:
    """A record of `count` claims: the three entries, and skills of several shapes."""
    claims = list(review.claims()[:3])
    for number in range(count - 3):
        aligned = ((), (review.esco(f"concept {number}"),), (review.esco(f"concept {number}"), review.onet()))[
            number % 3
        ]
        basis, home = ((Basis.STATED, None), (Basis.DEMONSTRATED, "e1"))[number % 2]
        quote = review.quote(("inventory control", "reach truck")[number % 2])
        claims.append(review.skill(f"s{number}", f"skill {number}", basis, [quote], home, aligned))
    return record(claims)


def issued(chosen: Sequence[DraftClaim] | None = None, name: str | None = NAME) -> Issued:
    return issue(record(chosen), key(), name, ids(), AT)


@lru_cache(maxsize=1)
def _usual() -> Issued:
    return issued()


def badge(number: int = 3) -> JsonObject:
    """A signed badge of a skill with concepts of two frameworks, to change as a test likes."""
    return copy.deepcopy(_usual().badges[number].document)


def clr() -> JsonObject:
    return copy.deepcopy(_usual().clr.document)


def unsigned(document: JsonObject) -> JsonObject:
    return {name: value for name, value in document.items() if name != "proof"}


def signed(document: JsonObject, by: SigningKey | None = None, at: Instant = AT) -> bytes:
    """Sign anything, also what the service would not."""
    return to_bytes(sign(unsigned(document), by or key(), at))
