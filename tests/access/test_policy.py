"""Who may do what: the whole table, every role, own things, others', and those of another board."""

from uuid import UUID

import pytest

from app.access.model import Action, Actor, Grant, Role, Thing
from app.access.policy import POLICY, PUBLIC, allow, scope
from app.errors import ActionRefused, LerError, NotFound, NotSignedIn, OwnRecord

BOARD, ELSEWHERE = UUID(int=1), UUID(int=2)
ME, OTHER = UUID(int=10), UUID(int=11)
MINE, THEIRS = Thing(board_id=BOARD, worker_id=ME), Thing(board_id=BOARD, worker_id=OTHER)
OURS, FOREIGN = Thing(board_id=BOARD), Thing(board_id=ELSEWHERE, worker_id=OTHER)
ABROAD = Thing(board_id=ELSEWHERE)
OPENED = Thing(board_id=BOARD, worker_id=OTHER, shared_with=frozenset({ME}))

EXPECTED = {
    # action:               worker      reviewer    endorser    board       admin
    "document.upload":     ("own",      "",         "",         "all",      ""),
    "document.read":       ("own",      "others",   "",         "all",      ""),
    "document.delete":     ("own",      "",         "",         "all",      ""),
    "draft.read":          ("own",      "others",   "",         "all",      ""),
    "draft.return":        ("",         "others",   "",         "",         ""),
    "claim.add":           ("own",      "others",   "",         "",         ""),
    "decision.make":       ("own",      "others",   "",         "",         ""),
    "decision.undo":       ("own",      "others",   "",         "",         ""),
    "queue.read":          ("",         "all",      "",         "all",      ""),
    "queue.lease":         ("",         "all",      "",         "",         ""),
    "figures.read":        ("",         "own",      "",         "all",      ""),
    "record.read":         ("own",      "others",   "opened",   "all",      ""),
    "credential.issue":    ("own",      "",         "",         "all",      ""),
    "credential.read":     ("own",      "others",   "opened",   "all",      ""),
    "credential.offer":    ("own",      "",         "",         "all",      ""),
    "credential.revoke":   ("own",      "",         "",         "all",      ""),
    "endorsement.request": ("own",      "",         "",         "all",      ""),
    "endorsement.make":    ("",         "",         "opened",   "others",   ""),
    "endorsement.revoke":  ("",         "",         "opened",   "others",   ""),
    "batch.create":        ("",         "",         "",         "all",      ""),
    "batch.read":          ("",         "",         "",         "all",      ""),
    "batch.control":       ("",         "",         "",         "all",      ""),
    "batch.export":        ("",         "",         "",         "all",      ""),
    "batch.erase":         ("",         "",         "",         "all",      ""),
    "worker.read":         ("own",      "others",   "",         "all",      ""),
    "worker.export":       ("own",      "",         "",         "all",      ""),
    "worker.erase":        ("own",      "",         "",         "all",      ""),
    "consent.give":        ("own",      "",         "",         "",         ""),
    "consent.read":        ("own",      "",         "",         "all",      ""),
    "account.read":        ("own",      "own",      "own",      "all",      "own"),
    "account.manage":      ("",         "",         "",         "all",      "every"),
    "key.manage":          ("own",      "own",      "own",      "own",      "own"),
    "retention.read":      ("",         "",         "",         "all",      "every"),
    "retention.manage":    ("",         "",         "",         "all",      "every"),
    "review.read":         ("",         "",         "",         "all",      "every"),
    "review.manage":       ("",         "",         "",         "all",      "every"),
    "quota.read":          ("own",      "",         "",         "all",      "every"),
    "quota.manage":        ("",         "",         "",         "",         "every"),
    "audit.read":          ("",         "",         "",         "all",      "every"),
    "board.read":          ("all",      "all",      "all",      "all",      "every"),
    "board.manage":        ("",         "",         "",         "",         "every"),
    "metrics.read":        ("",         "",         "",         "",         "every"),
}  # fmt: skip
"""Written down a second time, by hand: a change of the policy has to be meant."""

ALLOWED = {
    # reach:  things of one's own, others', the board's, opened to one, of another board, another board itself
    "":       (False, False, False, False, False, False),
    "own":    (True, False, False, False, False, False),
    "others": (False, True, True, True, False, False),
    "all":    (True, True, True, True, False, False),
    "opened": (False, False, False, True, False, False),
    "every":  (True, True, True, True, False, True),
}  # fmt: skip
THINGS = (MINE, THEIRS, OURS, OPENED, FOREIGN, ABROAD)


def actor(*roles: Role, scopes: frozenset[Action] | None = None) -> Actor:
    return Actor(person_id=ME, board_id=BOARD, roles=frozenset(roles), scopes=scopes)


def outcome(who: Actor | None, action: Action, thing: Thing, as_role: Role | None = None) -> str:
    try:
        allow(who, action, thing, as_role=as_role)
    except LerError as error:
        return error.code
    return "allowed"


def test_the_table_speaks_of_every_action_that_is_not_public() -> None:
    assert set(POLICY) == set(Action) - PUBLIC
    assert set(EXPECTED) == {str(action) for action in POLICY}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", POLICY, ids=str)
def test_every_cell_of_the_matrix(action: Action, role: Role) -> None:
    reach = EXPECTED[action][list(Role).index(role)]
    got = tuple(outcome(actor(role), action, thing) == "allowed" for thing in THINGS)
    assert got == ALLOWED[reach]


@pytest.mark.parametrize("action", POLICY, ids=str)
def test_nobody_learns_whether_a_thing_of_another_board_exists(action: Action) -> None:
    assert {outcome(actor(role), action, FOREIGN) for role in Role} == {"store.not-found"}


@pytest.mark.parametrize("action", POLICY, ids=str)
def test_a_worker_does_not_learn_whether_a_thing_of_another_worker_exists(action: Action) -> None:
    assert outcome(actor(Role.WORKER), action, THEIRS) in ("store.not-found", "allowed")
    assert (outcome(actor(Role.WORKER), action, THEIRS) == "allowed") == (action is Action.BOARD_READ)
    assert outcome(actor(Role.ADMIN), Action.DRAFT_READ, THEIRS) == "store.not-found"


def test_nobody_reviews_or_endorses_a_record_of_their_own() -> None:
    both = actor(Role.WORKER, Role.REVIEWER)
    assert allow(both, Action.DECISION_MAKE, MINE).role is Role.WORKER
    assert allow(both, Action.DECISION_MAKE, THEIRS).role is Role.REVIEWER
    with pytest.raises(OwnRecord):
        allow(both, Action.DECISION_MAKE, MINE, as_role=Role.REVIEWER)
    with pytest.raises(OwnRecord):
        allow(actor(Role.BOARD, Role.WORKER), Action.ENDORSEMENT_MAKE, MINE)
    shared_with_myself = Thing(board_id=BOARD, worker_id=ME, shared_with=frozenset({ME}))
    with pytest.raises(OwnRecord):
        allow(actor(Role.ENDORSER), Action.ENDORSEMENT_MAKE, shared_with_myself)


def test_a_role_that_the_person_does_not_have_gives_nothing() -> None:
    with pytest.raises(ActionRefused):
        allow(actor(Role.WORKER), Action.DECISION_MAKE, MINE, as_role=Role.REVIEWER)
    assert outcome(actor(), Action.DRAFT_READ, THEIRS) == "store.not-found"


def test_who_may_know_of_a_thing_is_told_that_they_may_not_do_this() -> None:
    with pytest.raises(ActionRefused):
        allow(actor(Role.REVIEWER), Action.WORKER_ERASE, THEIRS)
    with pytest.raises(ActionRefused):
        allow(actor(Role.ENDORSER), Action.CREDENTIAL_REVOKE, OPENED)


def test_a_key_does_no_more_than_its_scopes_and_its_owners_roles() -> None:
    uploads = actor(Role.WORKER, scopes=frozenset({Action.DOCUMENT_UPLOAD, Action.BATCH_CREATE}))
    assert outcome(uploads, Action.DOCUMENT_UPLOAD, MINE) == "allowed"
    assert outcome(uploads, Action.DRAFT_READ, MINE) == "access.refused"
    assert outcome(uploads, Action.BATCH_CREATE, OURS) == "access.refused"
    assert outcome(uploads, Action.DRAFT_READ, THEIRS) == "store.not-found"


@pytest.mark.parametrize("action", Action, ids=str)
def test_without_an_account_only_what_is_public_is_allowed(action: Action) -> None:
    if action in PUBLIC:
        assert allow(None, action, FOREIGN) == Grant(action=action)
    else:
        with pytest.raises(NotSignedIn):
            allow(None, action, MINE)


def test_a_list_is_held_to_what_the_role_reaches() -> None:
    assert scope(actor(Role.WORKER), Action.DOCUMENT_READ).worker_id == ME
    everybody = scope(actor(Role.BOARD, Role.WORKER), Action.DOCUMENT_READ)
    assert (everybody.worker_id, everybody.except_worker_id) == (None, None)
    assert scope(actor(Role.REVIEWER), Action.DOCUMENT_READ).except_worker_id == ME
    with pytest.raises((ActionRefused, NotFound)):
        scope(actor(Role.ENDORSER), Action.DOCUMENT_READ)


def test_of_several_roles_the_one_that_reaches_furthest_counts() -> None:
    assert allow(actor(Role.WORKER, Role.BOARD), Action.DOCUMENT_READ, MINE).role is Role.BOARD
    assert allow(actor(Role.WORKER, Role.REVIEWER), Action.DOCUMENT_READ, MINE).role is Role.WORKER
