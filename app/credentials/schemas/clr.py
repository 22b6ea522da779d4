"""The classes of CLR 2.0 (https://www.imsglobal.org/spec/clr/v2p0#data-model): one person's credentials, bundled."""

from typing import Annotated, Literal

from pydantic import Field

from app.credentials.contexts import VC
from app.credentials.schemas.badges import (
    OB_CONTEXT,
    Achievement,
    CompactJws,
    Credential,
    EndorsementCredential,
    IdentityObject,
    Image,
    Types,
)
from app.credentials.schemas.nodes import (
    Closed,
    Contexts,
    Node,
    OneOrMany,
    Text,
    Timestamp,
    among,
    beginning_with,
    containing,
)

CLR_CONTEXT = r"^https://purl\.imsglobal\.org/spec/clr/v2p0/context(-2\.\d\.\d)*\.json\Z"

AssociationType = Literal[
    "exactMatchOf", "isChildOf", "isParentOf", "isPartOf", "isPeerOf", "isRelatedTo", "precedes", "replacedBy"
]


class Association(Closed):
    """How one achievement of the bundle stands to another."""

    type: Annotated[Text, among("Association")]
    association_type: AssociationType
    source_id: Text
    target_id: Text


class MemberSubject(Node):
    """Whom a credential of the bundle speaks of."""

    id: Text | None = None


class Member(Credential):
    """A credential of the bundle, of whatever type."""

    contexts: Annotated[Contexts, beginning_with(VC)] = Field(alias="@context")
    type: Annotated[Types, containing(("VerifiableCredential",))]
    id: Text | None = None
    credential_subject: MemberSubject


class ClrSubject(Node):
    """Whose record it is, and what is in it."""

    id: Text | None = None
    type: Annotated[Types, containing(("ClrSubject",))]
    identifier: OneOrMany[IdentityObject] | None = None
    achievement: OneOrMany[Achievement] | None = None
    verifiable_credential: Member | Annotated[list[Member], Field(min_length=1)]
    association: OneOrMany[Association] | None = None


class ClrCredential(Credential):
    """A Comprehensive Learner Record."""

    contexts: Annotated[Contexts, beginning_with(VC, CLR_CONTEXT, OB_CONTEXT)] = Field(alias="@context")
    type: Annotated[Types, containing(("VerifiableCredential",), ("ClrCredential",))]
    id: Text
    name: Text
    description: Text | None = None
    endorsement: OneOrMany[EndorsementCredential] | None = None
    endorsement_jwt: OneOrMany[CompactJws] | None = None
    image: Image | None = None
    partial: bool | None = None
    awarded_date: Timestamp | None = None
    credential_subject: ClrSubject
