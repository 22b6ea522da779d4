"""The classes of Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0#data-model): names, cardinalities, words."""

from typing import Annotated, TypeAlias

from pydantic import Field

from app.credentials.contexts import VC
from app.credentials.schemas.nodes import (
    Closed,
    Contexts,
    Day,
    Node,
    OneOrMany,
    Text,
    Timestamp,
    among,
    among_or_extension,
    beginning_with,
    containing,
    matching,
)

OB_CONTEXT = r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json\Z"

CompactJws = Annotated[Text, matching(r"^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+\Z")]
LanguageCode = Annotated[Text, matching(r"^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")]
Types: TypeAlias = OneOrMany[Text]

IdentifierType = Annotated[
    str,
    among_or_extension(
        *("name", "sourcedId", "systemId", "productId", "userName", "accountId", "emailAddress"),
        *("nationalIdentityNumber", "isbn", "issn", "lisSourcedId", "oneRosterSourcedId", "sisSourcedId"),
        *("ltiContextId", "ltiDeploymentId", "ltiToolId", "ltiPlatformId", "ltiUserId", "identifier"),
    ),
]
AchievementType = Annotated[
    str,
    among_or_extension(
        *("Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree", "Award"),
        *("Badge", "BachelorDegree", "Certificate", "CertificateOfCompletion", "Certification"),
        *("CommunityService", "Competency", "Course", "CoCurricular", "Degree", "Diploma", "DoctoralDegree"),
        *("Fieldwork", "GeneralEducationDevelopment", "JourneymanCertificate", "LearningProgram", "License"),
        *("Membership", "ProfessionalDoctorate", "QualityAssuranceCredential", "MasterCertificate"),
        *("MasterDegree", "MicroCredential", "ResearchDoctorate", "SecondarySchoolDiploma"),
    ),
]
TargetType = Annotated[
    str,
    among_or_extension(
        *("ceasn:Competency", "ceterms:Credential", "CFItem", "CFRubric", "CFRubricCriterion"),
        *("CFRubricCriterionLevel", "CTDL"),
    ),
]
ResultType = Annotated[
    str,
    among_or_extension(
        *("GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore", "RawScore"),
        *("Result", "RubricCriterion", "RubricCriterionLevel", "RubricScore", "ScaledScore", "Status"),
    ),
]
ResultStatus = Annotated[
    str, among("Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew")
]


class TypedThing(Node):
    """Terms of use or a status: a type, and maybe an id."""

    id: Text | None = None
    type: Text


class IdentifiedThing(Node):
    """A schema or a refresh service: an id and a type."""

    id: Text
    type: Text


class Proof(Node):
    """An embedded proof."""

    type: Text
    created: Timestamp | None = None
    cryptosuite: Text | None = None
    challenge: Text | None = None
    domain: Text | None = None
    nonce: Text | None = None
    proof_purpose: Text | None = None
    proof_value: Text | None = None
    verification_method: Text | None = None


class Evidence(Node):
    """What shows that an achievement was reached."""

    id: Text | None = None
    type: Annotated[Types, containing(("Evidence",))]
    narrative: Text | None = None
    name: Text | None = None
    description: Text | None = None
    genre: Text | None = None
    audience: Text | None = None


class Image(Closed):
    """A picture, by its address."""

    id: Text
    type: Annotated[Text, among("Image")]
    caption: Text | None = None


class IdentityObject(Closed):
    """How a subject may be recognised."""

    type: Annotated[Text, among("IdentityObject")]
    hashed: bool
    identity_hash: Text
    identity_type: IdentifierType
    salt: Text | None = None


class IdentifierEntry(Closed):
    """One more identifier of an organization or achievement."""

    type: Annotated[Text, among("IdentifierEntry")]
    identifier: Text
    identifier_type: IdentifierType


class GeoCoordinates(Node):
    """A place on the globe."""

    type: Annotated[Text, among("GeoCoordinates")]
    latitude: float
    longitude: float


class Address(Node):
    """A postal address."""

    type: Annotated[Types, containing(("Address",))]
    address_country: Text | None = None
    address_country_code: Text | None = None
    address_region: Text | None = None
    address_locality: Text | None = None
    street_address: Text | None = None
    post_office_box_number: Text | None = None
    postal_code: Text | None = None
    geo: GeoCoordinates | None = None


class Profile(Node):
    """A person or organization."""

    id: Text
    type: Annotated[Types, containing(("Profile",))]
    name: Text | None = None
    url: Text | None = None
    phone: Text | None = None
    description: Text | None = None
    endorsement: OneOrMany["EndorsementCredential"] | None = None
    endorsement_jwt: OneOrMany[CompactJws] | None = None
    image: Image | None = None
    email: Text | None = None
    address: Address | None = None
    other_identifier: OneOrMany[IdentifierEntry] | None = None
    official: Text | None = None
    parent_org: "Profile | None" = None
    family_name: Text | None = None
    given_name: Text | None = None
    additional_name: Text | None = None
    patronymic_name: Text | None = None
    honorific_prefix: Text | None = None
    honorific_suffix: Text | None = None
    family_name_prefix: Text | None = None
    date_of_birth: Day | None = None


class Credential(Node):
    """What every credential has (https://www.w3.org/TR/vc-data-model-2.0/)."""

    contexts: Contexts = Field(alias="@context")
    type: Types
    issuer: Profile | Text
    valid_from: Timestamp
    valid_until: Timestamp | None = None
    proof: OneOrMany[Proof] | None = None
    credential_schema: OneOrMany[IdentifiedThing] | None = None
    credential_status: TypedThing | None = None
    refresh_service: IdentifiedThing | None = None
    terms_of_use: OneOrMany[TypedThing] | None = None
    evidence: OneOrMany[Evidence] | None = None


class EndorsementSubject(Node):
    """What an endorser speaks of, and says."""

    id: Text
    type: Annotated[Types, containing(("EndorsementSubject",))]
    endorsement_comment: Text | None = None


class EndorsementCredential(Credential):
    """A credential about a credential, achievement or profile."""

    contexts: Annotated[Contexts, beginning_with(VC, OB_CONTEXT)] = Field(alias="@context")
    type: Annotated[Types, containing(("VerifiableCredential",), ("EndorsementCredential",))]
    id: Text
    name: Text
    description: Text | None = None
    awarded_date: Timestamp | None = None
    credential_subject: EndorsementSubject


class Alignment(Node):
    """A concept of a framework that an achievement answers to."""

    type: Annotated[Types, containing(("Alignment",))]
    target_name: Text
    target_url: Text
    target_code: Text | None = None
    target_description: Text | None = None
    target_framework: Text | None = None
    target_type: TargetType | None = None


class Criteria(Node):
    """What had to be done."""

    id: Text | None = None
    narrative: Text | None = None


class Related(Node):
    """An achievement that is much the same."""

    id: Text
    type: Annotated[Types, containing(("Related",))]
    in_language: LanguageCode | None = None
    version: Text | None = None


class RubricCriterionLevel(Node):
    """One level of a rubric."""

    id: Text
    type: Annotated[Types, containing(("RubricCriterionLevel",))]
    name: Text
    alignment: OneOrMany[Alignment] | None = None
    description: Text | None = None
    level: Text | None = None
    points: Text | None = None


class ResultDescription(Node):
    """What results an achievement knows."""

    id: Text
    type: Annotated[Types, containing(("ResultDescription",))]
    name: Text
    result_type: ResultType
    alignment: OneOrMany[Alignment] | None = None
    allowed_value: OneOrMany[Text] | None = None
    required_level: Text | None = None
    required_value: Text | None = None
    rubric_criterion_level: OneOrMany[RubricCriterionLevel] | None = None
    value_max: Text | None = None
    value_min: Text | None = None


class Achievement(Node):
    """What was reached."""

    id: Text
    type: Annotated[Types, containing(("Achievement",))]
    criteria: Criteria
    description: Text
    name: Text
    alignment: OneOrMany[Alignment] | None = None
    achievement_type: AchievementType | None = None
    creator: Profile | None = None
    credits_available: float | None = None
    endorsement: OneOrMany[EndorsementCredential] | None = None
    endorsement_jwt: OneOrMany[CompactJws] | None = None
    field_of_study: Text | None = None
    human_code: Text | None = None
    image: Image | None = None
    in_language: LanguageCode | None = None
    other_identifier: OneOrMany[IdentifierEntry] | None = None
    related: OneOrMany[Related] | None = None
    result_description: OneOrMany[ResultDescription] | None = None
    specialization: Text | None = None
    tag: OneOrMany[Text] | None = None
    version: Text | None = None


class Result(Node):
    """How well it was done."""

    type: Annotated[Types, containing(("Result",))]
    achieved_level: Text | None = None
    alignment: OneOrMany[Alignment] | None = None
    result_description: Text | None = None
    status: ResultStatus | None = None
    value: Text | None = None


class AchievementSubject(Node):
    """Who reached it."""

    id: Text | None = None
    type: Annotated[Types, containing(("AchievementSubject",))]
    achievement: Achievement
    activity_end_date: Timestamp | None = None
    activity_start_date: Timestamp | None = None
    credits_earned: float | None = None
    identifier: OneOrMany[IdentityObject] | None = None
    image: Image | None = None
    license_number: Text | None = None
    narrative: Text | None = None
    result: OneOrMany[Result] | None = None
    role: Text | None = None
    source: Profile | None = None
    term: Text | None = None


class AchievementCredential(Credential):
    """An Open Badge."""

    contexts: Annotated[Contexts, beginning_with(VC, OB_CONTEXT)] = Field(alias="@context")
    type: Annotated[Types, containing(("VerifiableCredential",), ("AchievementCredential", "OpenBadgeCredential"))]
    id: Text
    name: Text | None = None
    description: Text | None = None
    image: Image | None = None
    awarded_date: Timestamp | None = None
    credential_subject: AchievementSubject
    endorsement: OneOrMany[EndorsementCredential] | None = None
    endorsement_jwt: OneOrMany[CompactJws] | None = None
