"""The table of who may do what, and the one question that is asked of it."""

from collections.abc import Mapping
from enum import Enum
from typing import Final

from app.access.model import Action, Actor, Grant, Role, Thing
from app.errors import ActionRefused, NotFound, NotSignedIn, OwnRecord


class Reach(Enum):
    """How far a role's right to an action goes."""

    OWN = "own"
    """Things of the person alone."""
    BOARD = "board"
    """All things of the board."""
    OTHERS = "others"
    """All things of the board but those of the person: nobody reviews or endorses a record of their own."""
    SHARED = "shared"
    """Things of others that their worker opened to the person."""
    EVERY_BOARD = "every board"
    """Things without a worker, of any board."""


_W, _R, _E, _B, _A = Role.WORKER, Role.REVIEWER, Role.ENDORSER, Role.BOARD, Role.ADMIN
_OWN, _ALL, _OTHERS, _SHARED, _EVERY = Reach.OWN, Reach.BOARD, Reach.OTHERS, Reach.SHARED, Reach.EVERY_BOARD

PUBLIC: Final = frozenset({Action.STATUS_READ, Action.CREDENTIAL_VERIFY})
"""What anybody may do: whoever holds a credential has to be able to check it."""

POLICY: Final[Mapping[Action, Mapping[Role, Reach]]] = {
    Action.DOCUMENT_UPLOAD: {_W: _OWN, _B: _ALL},
    Action.DOCUMENT_READ: {_W: _OWN, _R: _OTHERS, _B: _ALL},
    Action.DOCUMENT_DELETE: {_W: _OWN, _B: _ALL},
    Action.DRAFT_READ: {_W: _OWN, _R: _OTHERS, _B: _ALL},
    Action.DRAFT_RETURN: {_R: _OTHERS},
    Action.CLAIM_ADD: {_W: _OWN, _R: _OTHERS},
    Action.DECISION_MAKE: {_W: _OWN, _R: _OTHERS},
    Action.DECISION_UNDO: {_W: _OWN, _R: _OTHERS},
    Action.QUEUE_READ: {_R: _ALL, _B: _ALL},
    Action.QUEUE_LEASE: {_R: _ALL},
    Action.FIGURES_READ: {_R: _OWN, _B: _ALL},
    Action.RECORD_READ: {_W: _OWN, _R: _OTHERS, _E: _SHARED, _B: _ALL},
    Action.CREDENTIAL_ISSUE: {_W: _OWN, _B: _ALL},
    Action.CREDENTIAL_READ: {_W: _OWN, _R: _OTHERS, _E: _SHARED, _B: _ALL},
    Action.CREDENTIAL_OFFER: {_W: _OWN, _B: _ALL},
    Action.CREDENTIAL_REVOKE: {_W: _OWN, _B: _ALL},
    Action.ENDORSEMENT_REQUEST: {_W: _OWN, _B: _ALL},
    Action.ENDORSEMENT_MAKE: {_E: _SHARED, _B: _OTHERS},
    Action.ENDORSEMENT_REVOKE: {_E: _SHARED, _B: _OTHERS},
    Action.BATCH_CREATE: {_B: _ALL},
    Action.BATCH_READ: {_B: _ALL},
    Action.BATCH_CONTROL: {_B: _ALL},
    Action.BATCH_EXPORT: {_B: _ALL},
    Action.BATCH_ERASE: {_B: _ALL},
    Action.WORKER_READ: {_W: _OWN, _R: _OTHERS, _B: _ALL},
    Action.WORKER_EXPORT: {_W: _OWN, _B: _ALL},
    Action.WORKER_ERASE: {_W: _OWN, _B: _ALL},
    Action.CONSENT_GIVE: {_W: _OWN},
    Action.CONSENT_READ: {_W: _OWN, _B: _ALL},
    Action.ACCOUNT_READ: {_W: _OWN, _R: _OWN, _E: _OWN, _B: _ALL, _A: _OWN},
    Action.ACCOUNT_MANAGE: {_B: _ALL, _A: _EVERY},
    Action.KEY_MANAGE: {_W: _OWN, _R: _OWN, _E: _OWN, _B: _OWN, _A: _OWN},
    Action.RETENTION_READ: {_B: _ALL, _A: _EVERY},
    Action.RETENTION_MANAGE: {_B: _ALL, _A: _EVERY},
    Action.REVIEW_READ: {_B: _ALL, _A: _EVERY},
    Action.REVIEW_MANAGE: {_B: _ALL, _A: _EVERY},
    Action.QUOTA_READ: {_W: _OWN, _B: _ALL, _A: _EVERY},
    Action.QUOTA_MANAGE: {_A: _EVERY},
    Action.AUDIT_READ: {_B: _ALL, _A: _EVERY},
    Action.METRICS_READ: {_A: _EVERY},
    Action.BOARD_READ: {_W: _ALL, _R: _ALL, _E: _ALL, _B: _ALL, _A: _EVERY},
    Action.BOARD_MANAGE: {_A: _EVERY},
}
"""An action that is not in a role's row is refused to it."""


def allow(actor: Actor | None, action: Action, thing: Thing, *, as_role: Role | None = None) -> Grant:
    """Give the grant by which the actor may do that to the thing.

    `as_role` asks for one of the actor's roles alone (somebody who is a worker and a reviewer says in which role they
    decide). Of several roles the one that reaches furthest is taken.

    Raises NotSignedIn; NotFound when the thing is not theirs to know of; OwnRecord when only their being its worker
    stands against it; ActionRefused when they may know of it and not do this.
    """
    if action in PUBLIC:
        return Grant(action=action)
    if actor is None:
        raise NotSignedIn("This needs an account.")
    rights = POLICY[action]
    roles = actor.roles if as_role is None else actor.roles & {as_role}
    found = sorted((role for role in roles if role in rights), key=lambda role: _order(rights[role]))
    grants = [role for role in found if _covers(rights[role], actor, thing)]
    if grants and (actor.scopes is None or action in actor.scopes):
        reach = rights[grants[0]]
        return Grant(
            action=action,
            role=grants[0],
            worker_id=actor.person_id if reach is Reach.OWN else None,
            except_worker_id=actor.person_id if reach is Reach.OTHERS else None,
        )
    mine = thing.board_id == actor.board_id and thing.worker_id == actor.person_id
    if mine and any(rights[role] in (Reach.OTHERS, Reach.SHARED) for role in found):
        raise OwnRecord("Nobody reviews or endorses a record of their own.")
    if grants or _knows_of(actor, thing):
        raise ActionRefused("Your roles, or the scopes of your key, do not allow this.")
    raise NotFound("There is no such thing.")


def scope(actor: Actor, action: Action) -> Grant:
    """Give the grant for a list of the actor's board: `worker_id` is set where only their own belongs in it.

    Raises ActionRefused.
    """
    reaches_all = Thing(board_id=actor.board_id)
    own = Thing(board_id=actor.board_id, worker_id=actor.person_id)
    try:
        return allow(actor, action, reaches_all)
    except (ActionRefused, NotFound):
        pass
    try:
        return allow(actor, action, own)
    except OwnRecord:
        # nobody asked for a record of their own
        raise ActionRefused(
            "Your roles list none of these.", hint="What a worker opened to you is looked at by its id: ask for it."
        ) from None


def _order(reach: Reach) -> int:
    return (Reach.EVERY_BOARD, Reach.BOARD, Reach.OTHERS, Reach.SHARED, Reach.OWN).index(reach)


def _covers(reach: Reach, actor: Actor, thing: Thing) -> bool:
    if reach is Reach.EVERY_BOARD:
        return thing.worker_id is None or thing.board_id == actor.board_id
    if thing.board_id != actor.board_id:
        return False
    if reach is Reach.OWN:
        return thing.worker_id == actor.person_id
    if reach is Reach.SHARED:
        return actor.person_id in thing.shared_with and thing.worker_id != actor.person_id
    return reach is Reach.BOARD or thing.worker_id != actor.person_id


def _knows_of(actor: Actor, thing: Thing) -> bool:
    """Whether its existence is no secret: it is theirs or open to them, or they read all of the board's."""
    if thing.board_id != actor.board_id:
        return False
    if thing.worker_id in (None, actor.person_id) or actor.person_id in thing.shared_with:
        return True
    return bool(actor.roles & {Role.REVIEWER, Role.BOARD})
