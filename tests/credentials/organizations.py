"""A board that signs in tests: its key, its name, and the documents that it publishes."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.credentials.model import Issuer, JsonObject
from app.credentials.organizations import OrganizationKey, did_document, did_web
from app.credentials.status_lists import encode, status_entry, status_list
from tests.credentials import factories as make

LIST = "https://board.example/v1/status-lists/1"


def key(host: str = "board.example", seed: int = 9) -> OrganizationKey:
    return OrganizationKey(Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32), did_web(host))


BOARD = Issuer(did=key().did, name="Ridge Valley Workforce Board", url="https://board.example")
EMPLOYER = Issuer(did=key("employer.example", 11).did, name="Kestrel Freight")


class Register:
    """Gives out entries of one status list, and publishes it with those that were revoked."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.revoked: set[int] = set()

    def entry(self, credential_id: str) -> JsonObject:
        self.places[credential_id] = 7 + 3 * len(self.places)
        return status_entry(LIST, self.places[credential_id])

    def published(self) -> dict[str, JsonObject]:
        employer = key("employer.example", 11)
        return {
            LIST: status_list(LIST, encode(self.revoked), key(), make.AT),
            BOARD.did: did_document(BOARD.did, [key()]),
            EMPLOYER.did: did_document(EMPLOYER.did, [employer]),
        }
