"""What requests about offers to wallets carry and are answered."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt

from app.api.bodies import Body
from app.store.model import Door, OfferState


class OfferOrder(Body):
    """For how long a credential is offered, and whether the wallet's person has to type digits."""

    minutes: StrictInt = Field(default=10, ge=1, le=60, examples=[10], description="In which a wallet may take it.")
    transaction_code: StrictBool = Field(
        default=False,
        examples=[False],
        description="Whether a wallet has to bring digits, too, which you give its person another way than the link.",
    )


class Offer(Body):
    """An offer of a credential to a wallet, and how far it has come."""

    id: UUID
    credential_id: UUID
    state: OfferState
    door: Door | None = Field(description="By which protocol a wallet took it.")
    heard: Literal["credential_accepted", "credential_failure", "credential_deleted"] | None = Field(
        description="What the wallet said became of the credential."
    )
    created_at: datetime
    expires_at: datetime
    taken_at: datetime | None


class NewOffer(Offer):
    """A new offer. Its links and digits are shown once: whoever has them may fetch the credential."""

    openid_link: str = Field(
        description="Opens a wallet of OpenID4VCI; also for a QR code.",
        examples=["openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fler.example.org%2Fv1%2Foffers%2F…"],
    )
    interaction_url: str = Field(
        description="Tells a wallet every protocol (VCALM), and people with a browser what to do; for a QR code.",
        examples=["https://ler.example.org/v1/interactions/…?iuv=1"],
    )
    exchange_url: str | None = Field(
        description="Of the VC-API exchange; null when a transaction code is asked for, which it cannot carry."
    )
    wallet_links: dict[str, str] = Field(description="Open the exchange in a wallet, by the wallet's name.")
    transaction_code: str | None = Field(description="The digits that the wallet asks for.", examples=["493536"])


class Protocols(Body):
    """The protocols by which an offer may be taken."""

    protocols: dict[str, str] = Field(
        examples=[
            {"vcapi": "https://ler.example.org/v1/workflows/claim/exchanges/…", "OID4VCI": "openid-credential-…"}
        ]
    )
