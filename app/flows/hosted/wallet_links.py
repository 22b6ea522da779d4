"""The handle of an offer to the addresses and links that wallets know."""

import json
from typing import Final
from urllib.parse import quote, urlencode

from app.flows.hosted.installation import Installation

WORKFLOW: Final = "claim"
"""The one workflow there is: a wallet shows that it holds a key, and is given a credential."""
_OPENID: Final = "openid-credential-offer://"


def offer_address(place: Installation, handle: str) -> str:
    """Give where the Credential Offer of OpenID4VCI is fetched."""
    return f"{place.public_url}/v1/offers/{handle}"


def openid_link(place: Installation, handle: str) -> str:
    """Give the link that opens a wallet of OpenID4VCI, with the offer by reference (section 4.1.3)."""
    return f"{_OPENID}?credential_offer_uri={quote(offer_address(place, handle), safe='')}"


def exchange_address(place: Installation, handle: str) -> str:
    """Give the address of the VC-API (VCALM) exchange."""
    return f"{place.public_url}/v1/workflows/{WORKFLOW}/exchanges/{handle}"


def interaction_address(place: Installation, handle: str) -> str:
    """Give the interaction URL of VCALM: it tells a wallet the protocols, and is what a QR code holds."""
    return f"{place.public_url}/v1/interactions/{handle}?iuv=1"


def wallet_links(place: Installation, handle: str) -> dict[str, str]:
    """Give links that open the exchange in wallets of learners, by the names of the wallets."""
    exchange = exchange_address(place, handle)
    request = {"credentialRequestOrigin": place.origin, "protocols": {"vcapi": exchange}}
    told = json.dumps(request, separators=(",", ":"))
    return {
        "Learner Credential Wallet": f"https://lcw.app/request?{urlencode({'request': told}, quote_via=quote)}",
        "LearnCard": f"https://learncard.app/request?{urlencode({'vc_request_url': exchange}, quote_via=quote)}",
    }


def protocols(place: Installation, handle: str, *, openid_alone: bool) -> dict[str, str]:
    """Give what the interaction URL tells, by the names of the protocols.

    `OID4VCI` is the older name of `oid4vci-1.0`. With `openid_alone` the exchange is left out.
    """
    openid = openid_link(place, handle)
    told = {"oid4vci-1.0": openid, "OID4VCI": openid}
    return told if openid_alone else {"vcapi": exchange_address(place, handle)} | told
