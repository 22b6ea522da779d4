"""Documents that use every class of the data models, to hold our models against the official schemas."""

from app.credentials.contexts import CLR, OB, VC
from app.credentials.model import JsonObject

WHEN = "2026-01-15T10:00:00Z"


def _alignment() -> JsonObject:
    return {
        "type": ["Alignment"],
        "targetName": {"en": "Welding", "en-GB": "Welding", "de": "Schweißen"},
        "targetUrl": "http://data.europa.eu/esco/skill/1",
        "targetCode": "1",
        "targetDescription": "d",
        "targetFramework": "ESCO 1.2",
        "targetType": "ext:Occupation",
    }


def profile() -> JsonObject:
    return {
        "id": "did:web:college.example",
        "type": ["Profile", "ext:School"],
        "name": "Ridge Valley College",
        "url": "https://college.example",
        "phone": "+1",
        "description": "d",
        "image": {"id": "https://college.example/logo.png", "type": "Image", "caption": "Logo"},
        "email": "office@college.example",
        "address": {
            "type": ["Address"],
            "addressCountry": "Exampleland",
            "streetAddress": "1 Main",
            "geo": {"type": "GeoCoordinates", "latitude": 1.5, "longitude": -2},
        },
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "7", "identifierType": "sourcedId"}],
        "official": "o",
        "parentOrg": {"id": "did:web:parent.example", "type": ["Profile"], "familyName": "f", "givenName": "g"},
        "dateOfBirth": "1970-01-31",
        "endorsement": [endorsement()],
    }


def endorsement() -> JsonObject:
    return {
        "@context": [VC, OB],
        "id": "urn:uuid:4",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement",
        "description": "d",
        "issuer": {"id": "did:web:employer.example", "type": ["Profile"]},
        "validFrom": WHEN,
        "awardedDate": WHEN,
        "credentialSubject": {"id": "urn:uuid:1", "type": ["EndorsementSubject"], "endorsementComment": "c"},
    }


def _achievement() -> JsonObject:
    return {
        "id": "urn:uuid:2",
        "type": ["Achievement"],
        "criteria": {"id": "https://college.example/criteria", "narrative": "n"},
        "description": "d",
        "name": "Welding I",
        "alignment": [_alignment()],
        "achievementType": "Course",
        "creator": {"id": "did:web:college.example", "type": "Profile"},
        "creditsAvailable": 3,
        "endorsementJwt": ["aaa.bbb.ccc"],
        "fieldOfStudy": "f",
        "humanCode": "W1",
        "inLanguage": "en-US",
        "otherIdentifier": {"type": "IdentifierEntry", "identifier": "7", "identifierType": "ext:x"},
        "related": [{"id": "urn:uuid:9", "type": ["Related"], "inLanguage": "es", "version": "2"}],
        "resultDescription": [
            {
                "id": "urn:uuid:3",
                "type": ["ResultDescription"],
                "name": "Grade",
                "resultType": "LetterGrade",
                "allowedValue": ["A", "B"],
                "requiredValue": "B",
                "rubricCriterionLevel": [
                    {"id": "urn:uuid:5", "type": ["RubricCriterionLevel"], "name": "l", "level": "1", "points": "2"}
                ],
                "valueMax": "A",
            }
        ],
        "specialization": "s",
        "tag": ["t"],
        "version": "1",
    }


def badge() -> JsonObject:
    return {
        "@context": [VC, OB, "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Welding I",
        "description": {"en": "d"},
        "image": {"id": "https://college.example/badge.png", "type": "Image"},
        "issuer": profile(),
        "validFrom": "2026-01-15T10:00:00.5+05:30",
        "validUntil": "2030-06-30T23:59:60Z",
        "awardedDate": WHEN,
        "credentialSubject": {
            "id": "did:key:z6MkWorker",
            "type": ["AchievementSubject"],
            "achievement": _achievement(),
            "activityStartDate": WHEN,
            "activityEndDate": WHEN,
            "creditsEarned": 2.5,
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": "sha256$00",
                    "identityType": "emailAddress",
                    "salt": "s",
                }
            ],
            "licenseNumber": "L1",
            "narrative": "n",
            "result": [
                {
                    "type": ["Result"],
                    "achievedLevel": "urn:uuid:5",
                    "alignment": _alignment(),
                    "resultDescription": "urn:uuid:3",
                    "status": "Completed",
                    "value": "A",
                }
            ],
            "role": "r",
            "source": {"id": "did:web:source.example", "type": ["Profile"]},
            "term": "Fall",
        },
        "endorsement": [endorsement()],
        "endorsementJwt": "aaa.bbb.ccc",
        "evidence": [{"id": "urn:uuid:6", "type": ["Evidence"], "name": "n", "genre": "g", "audience": "a"}],
        "credentialSchema": [{"id": "https://example.org/schema.json", "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": {"id": "urn:uuid:7", "type": "BitstringStatusListEntry", "statusListIndex": "7"},
        "refreshService": {"id": "urn:uuid:8", "type": "1EdTechCredentialRefresh"},
        "termsOfUse": [{"id": "urn:uuid:10", "type": "Policy"}],
        "proof": [{"type": "DataIntegrityProof", "created": WHEN, "cryptosuite": "eddsa-rdfc-2022", "nonce": "n"}],
    }


def clr() -> JsonObject:
    return {
        "@context": [VC, CLR, OB],
        "id": "urn:uuid:20",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Record",
        "description": "d",
        "issuer": {"id": "did:key:z6MkWorker", "type": ["Profile"]},
        "partial": False,
        "validFrom": WHEN,
        "credentialSubject": {
            "id": "did:key:z6MkWorker",
            "type": ["ClrSubject"],
            "verifiableCredential": [badge(), endorsement()],
            "achievement": [_achievement()],
            "association": [
                {"type": "Association", "associationType": "isChildOf", "sourceId": "urn:a", "targetId": "urn:b"}
            ],
        },
    }
