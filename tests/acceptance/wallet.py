"""A wallet for trying out: from the interaction URL of an offer to the credential, by either door.

    python -m tests.acceptance.wallet INTERACTION_URL [--door vcapi|openid] [--digits CODE]

Makes a key that is forgotten again, and writes the credential to standard output, byte for byte.
"""

import argparse
import sys

import httpx2

from tests.api.wallets import ExchangeWallet, OpenIdWallet, raw


def by_exchange(client: httpx2.Client, address: str) -> str:
    """Give the credential of a VC-API exchange."""
    wallet = ExchangeWallet(client)
    answer = wallet.present(wallet.begin(address))
    return raw(answer.raise_for_status(), '"verifiableCredential":[')


def by_openid(client: httpx2.Client, link: str, digits: str | None) -> str:
    """Give the credential of a link of OpenID4VCI, and say that it was kept."""
    wallet = OpenIdWallet(client)
    told = wallet.read(link)
    wallet.issuer = told["credential_issuer"]
    wallet.exchange(told, **({} if digits is None else {"tx_code": digits})).raise_for_status()
    answer = wallet.fetch(told).raise_for_status()
    body = {"notification_id": answer.json()["notification_id"], "event": "credential_accepted"}
    wallet.notify(body).raise_for_status()
    return raw(answer, '"credentials":[{"credential":')


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("interaction_url")
    parser.add_argument("--door", choices=("vcapi", "openid"), default="vcapi")
    parser.add_argument("--digits", help="the transaction code, when the offer asks for one")
    given = parser.parse_args(arguments)
    with httpx2.Client(timeout=30, trust_env=False) as client:
        told = client.get(given.interaction_url, headers={"Accept": "application/json"}).raise_for_status()
        protocols = told.json()["protocols"]
        if given.door == "vcapi":
            sys.stdout.write(by_exchange(client, protocols["vcapi"]))
        else:
            sys.stdout.write(by_openid(client, protocols["oid4vci-1.0"], given.digits))


if __name__ == "__main__":
    main(sys.argv[1:])
