"""Offers of credentials to wallets: make, look at, end."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from app.api import wallet_bodies as bodies
from app.api.context import Who
from app.api.problems import documented
from app.flows.hosted import offering, wallet_links
from app.flows.hosted.access import Asking
from app.store.model import Offer

router = APIRouter(prefix="/credentials/{credential_id}/offers", tags=["credentials"])
_CHANGES: Final = documented(400, 403, 404, 409, 413, 422)


@router.post(
    "", status_code=201, response_model=bodies.NewOffer, responses=_CHANGES, summary="Offer a credential to a wallet"
)
def create_offer(credential_id: UUID, said: bodies.OfferOrder, who: Who) -> bodies.NewOffer:
    """Let a wallet fetch a credential, once, by OpenID4VCI 1.0 or a VC-API exchange. Earlier offers of it end.

    The links are shown in the answer and never again, which is why this takes no Idempotency-Key.
    """
    made = offering.make(who, credential_id, said.minutes, with_code=said.transaction_code)
    place, handle = who.place, made.link.handle
    by_exchange = made.transaction_code is None
    return bodies.NewOffer(
        **_told(who, made.offer).model_dump(),
        openid_link=wallet_links.openid_link(place, handle),
        interaction_url=wallet_links.interaction_address(place, handle),
        exchange_url=wallet_links.exchange_address(place, handle) if by_exchange else None,
        wallet_links=wallet_links.wallet_links(place, handle) if by_exchange else {},
        transaction_code=made.transaction_code,
    )


@router.get(
    "/{offer_id}", response_model=bodies.Offer, responses=documented(403, 404, 422), summary="Look at an offer"
)
def get_offer(credential_id: UUID, offer_id: UUID, who: Who) -> bodies.Offer:
    """Give how far an offer has come, until a day after it has expired."""
    return _told(who, offering.look(who, credential_id, offer_id))


@router.delete("/{offer_id}", status_code=204, responses=documented(403, 404, 409, 422), summary="End an offer")
def end_offer(credential_id: UUID, offer_id: UUID, who: Who) -> Response:
    """End an offer: no wallet gets the credential for it any more. Refused when a wallet has it."""
    offering.end(who, credential_id, offer_id)
    return Response(status_code=204)


def _told(who: Asking, offer: Offer) -> bodies.Offer:
    told = {name: getattr(offer, name) for name in bodies.Offer.model_fields if name != "state"}
    return bodies.Offer(**told, state=offer.state(who.place.clock()))
