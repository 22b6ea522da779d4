"""A credential to the ways in which it misses the shape that its type demands."""

from collections.abc import Iterator
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from app.credentials.model import JsonObject
from app.credentials.schemas.badges import AchievementCredential, EndorsementCredential
from app.credentials.schemas.clr import ClrCredential

_MODELS: Final[dict[str, type[BaseModel]]] = {
    "ClrCredential": ClrCredential,
    "AchievementCredential": AchievementCredential,
    "OpenBadgeCredential": AchievementCredential,
    "EndorsementCredential": EndorsementCredential,
}
_SUBJECTS: Final = {
    "ClrCredential": "ClrSubject",
    "AchievementCredential": "AchievementSubject",
    "OpenBadgeCredential": "AchievementSubject",
    "EndorsementCredential": "EndorsementSubject",
}
STATUS_LIST: Final = "BitstringStatusListCredential"
KINDS: Final = (*_MODELS, STATUS_LIST)
"""Types whose shape is known, most telling first."""
_SHOWN: Final = 4


def kind(document: JsonObject) -> str:
    """Give the type that decides which shape is asked for; `unknown` for one that is not known."""
    types = listed(document.get("type"))
    return next((name for name in KINDS if name in types), "unknown")


def problems(document: JsonObject) -> tuple[str, ...]:
    """Say how a credential misses the shape of its type; empty when it does not, or when the type is unknown.

    Each is a place and what is wrong there, without the text that stands there.
    """
    name = kind(document)
    if name == STATUS_LIST:
        return tuple(_status_list(document))
    if name not in _MODELS:
        return ()
    found = model_problems(_MODELS[name], document)
    return found or tuple(_certification(document, name))


def model_problems(model: type[BaseModel], document: JsonObject) -> tuple[str, ...]:
    """Hold a document against one class of the data models."""
    try:
        model.model_validate(document)
    except ValidationError as cause:
        errors = cause.errors(include_input=False, include_context=False, include_url=False)
        return tuple(dict.fromkeys(f"{_place(e['loc'])}: {_plain(e['msg'])}" for e in errors))[:_SHOWN]
    return ()


def listed(value: Any) -> list[Any]:
    """Give a list for a JSON-LD value, which may be written alone."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _place(where: tuple[int | str, ...]) -> str:
    """Leave out what pydantic says of the branches of a union."""
    parts = [str(part) for part in where if isinstance(part, int) or part.isidentifier() or part == "@context"]
    return ".".join(part for part in parts if part not in ("str", *_CLASSES)) or "the credential"


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should", "it should")


_CLASSES: Final = frozenset({"Profile", "EndorsementCredential", "Member", "Association", "Achievement", "Evidence"})


def _certification(document: JsonObject, name: str) -> Iterator[str]:
    """Rules of 1EdTech's own validator that its JSON Schemas do not hold."""
    contexts = document["@context"]
    if not isinstance(contexts, list):
        yield "@context: is not a list"
    issuer = document["issuer"]
    if not isinstance(issuer, dict) or "Profile" not in listed(issuer.get("type")):
        yield "issuer: is not an object of type Profile"
    subject = document["credentialSubject"]
    if _SUBJECTS[name] not in listed(subject.get("type")):
        yield f"credentialSubject: is not of type {_SUBJECTS[name]}"
    if not subject.get("id") and not listed(subject.get("identifier")):
        yield "credentialSubject: has neither an id nor an identifier"
    for place, type_ in (("result", "Result"), ("source", "Profile")):
        if any(type_ not in listed(one.get("type")) for one in listed(subject.get(place))):
            yield f"credentialSubject.{place}: is not of type {type_}"
    if any("Evidence" not in listed(one.get("type")) for one in listed(document.get("evidence"))):
        yield "evidence: is not of type Evidence"
    yield from _achievements(listed(subject.get("achievement")), listed(subject.get("result")))


def _achievements(achievements: list[JsonObject], results: list[JsonObject]) -> Iterator[str]:
    described: set[str] = set()
    for achievement in achievements:
        if not achievement["criteria"].get("id") and not achievement["criteria"].get("narrative"):
            yield "achievement.criteria: has neither an id nor a narrative"
        for description in listed(achievement.get("resultDescription")):
            described.add(str(description["id"]))
            if "ResultDescription" not in listed(description["type"]):
                yield "achievement.resultDescription: is not of type ResultDescription"
    if any(
        result.get("resultDescription") and str(result["resultDescription"]) not in described for result in results
    ):
        yield "result: names a resultDescription that the achievement does not have"


def _status_list(document: JsonObject) -> Iterator[str]:
    """https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistcredential."""
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict) or subject.get("type") != "BitstringStatusList":
        yield "credentialSubject: is not of type BitstringStatusList"
        return
    encoded = subject.get("encodedList")
    if not isinstance(encoded, str) or not encoded.startswith("u"):
        yield "credentialSubject.encodedList: is not base64url with its prefix u"
    if not listed(subject.get("statusPurpose")):
        yield "credentialSubject.statusPurpose: is missing"
