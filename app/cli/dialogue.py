"""A review to answers: one claim after the other, by single letters; plain Enter decides nothing."""

from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
from typing import TYPE_CHECKING

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from app.cli.adding import add
from app.cli.claim import INFERRED_INTRO, entry_line, flagged, shown
from app.cli.editing import LEAVE, Ask, edit, printable
from app.cli.screen import plain
from app.errors import LerError
from app.extraction.model import Basis
from app.flows.review import DecidedMeanwhile, Review
from app.review.model import DraftClaim, Role, Verdict

if TYPE_CHECKING:
    from app.flows.adding import Adding

KEYS = "y yes · n no · e edit · s skip · u undo · a add · f finish · q quit · ? help"

_YES_AND_NO = {
    Role.WORKER: """\
y  yes, this is true of me: the claim goes into the record as shown
n  no: it does not. You may say why, now or after it: n not me, n not true
""",
    Role.REVIEWER: """\
y  yes, the document bears it out: the claim may go into the record as shown
n  no: it does not. You may say why, now or after it: n not in the document
""",
}

_HELP = """\
e  edit: say it differently, correct the facts of a job, degree or the like,
   or choose another concept; then it is approved (! leaves the edit)
s  skip: decide later; the claim stays in the draft
u  undo the last answer, also one of an earlier sitting
a  add what is missing: point at its words in the document
f  finish: go to the summary and leave the rest undecided
q  quit: every answer is already kept, go on any time
Type the letter and Enter. Enter alone decides nothing, and one answer decides
the one claim that is shown."""

_REASONS = {
    Role.WORKER: {"1": "not me", "2": "not true"},
    Role.REVIEWER: {"1": "not in the document", "2": "says something else"},
}

_SAID = {Verdict.APPROVE: "yes", Verdict.EDIT: "yes, in other words", Verdict.REJECT: "no", Verdict.SKIP: "put off"}

_OTHERS = {Role.WORKER: "a reviewer", Role.REVIEWER: "the worker"}

_WORDS = {word: word[0] for word in ("yes", "no", "edit", "skip", "undo", "add", "finish", "quit")} | {"help": "?"}

_ALONE = frozenset({*_WORDS.values()})
"""Answers behind which nothing stands; a no may have its reason there."""


class Closing(Enum):
    """How a sitting ended."""

    FINISHED = auto()
    """The person is done: make the record of what is approved."""
    LEFT = auto()
    """The person went away, to come back."""


class _Go(Enum):
    NEXT = auto()
    AGAIN = auto()
    CLOSE = auto()
    LEAVE = auto()


class Dialogue:
    """One sitting at one review."""

    def __init__(
        self, review: Review, console: Console, ask: Ask, adding: Callable[[], "Adding"], *, signs: bool = False
    ) -> None:
        """`adding` is asked for when the person first adds a claim.

        With `signs` the approved claims are signed right after the finish, and the person is told so.
        """
        self._review = review
        self._make_adding = adding
        self._adding: Adding | None = None
        self._console = console
        self._ask = ask
        self._finish = "sign" if signs else "keep"
        self._told_inferred = False

    def hold(self) -> Closing:
        """Ask about every claim that waits, then for the closing. The end of the input is a way to leave."""
        self._introduce()
        closing = False
        try:
            while True:
                waiting = self._review.waiting()
                if closing or not waiting:
                    ended = self._close()
                    if ended is not None:
                        return ended
                    closing = False
                    continue
                go = self._one(waiting[0])
                if go is _Go.LEAVE:
                    return Closing.LEFT
                closing = go is _Go.CLOSE
        except EOFError:
            self._console.print()
            return Closing.LEFT

    def _introduce(self) -> None:
        review, say = self._review, self._console.print
        for told in _set_aside(review):
            say(told)
        if review.person.role is Role.REVIEWER:
            say("You decide as a reviewer: y means that the document bears the claim out.")
        _say_all(_asked_about(review), say)
        theirs = review.answered_by_others
        if theirs:
            say(f"Answered by {_OTHERS[review.person.role]} already: {theirs} of {len(review.claims)} claims.")
        answered = len(review.claims) - len(review.waiting())
        if answered:
            say(f"Going on: {answered} of {len(review.claims)} claims have your answer already.")
        for line in flagged(review.draft):
            say(line)

    def _one(self, claim: DraftClaim) -> _Go:
        if claim.basis is Basis.INFERRED and not self._told_inferred:
            self._told_inferred = True
            self._console.print(Rule(style="dim"))
            self._console.print(Text(INFERRED_INTRO, style="bold"))
        self._console.print(shown(self._review, claim))
        self._console.print(Text(KEYS, style="dim"))
        while True:
            try:
                go = self._answer(claim, self._ask("> "))
            except DecidedMeanwhile as meanwhile:
                _say_all(_told_meanwhile(meanwhile, self._review), self._console.print)
                return _Go.NEXT
            if go is not _Go.AGAIN:
                return go

    def _answer(self, claim: DraftClaim, line: str) -> _Go:
        word, _, rest = line.strip().partition(" ")
        key = _WORDS.get(word.lower(), word.lower())
        if rest.strip() and key != "n" and key in _ALONE:
            more = plain(rest.strip())
            self._console.print(Text(f"Not decided. {key} stands alone, for one claim at a time: what is “{more}”?"))
            return _Go.AGAIN
        match key:
            case "y":
                self._review.answer(claim, Verdict.APPROVE)
            case "n":
                reason = self._reason(rest)
                if reason is None:
                    self._console.print("Not decided.")
                    return _Go.AGAIN
                self._review.answer(claim, Verdict.REJECT, reason=reason)
            case "e":
                return self._edit(claim)
            case "s":
                self._review.answer(claim, Verdict.SKIP)
            case "u":
                return self._undo()
            case "a":
                return self._add()
            case "f":
                return _Go.CLOSE
            case "q":
                return _Go.LEAVE
            case "?":
                self._console.print(_YES_AND_NO[self._review.person.role] + _HELP)
                return _Go.AGAIN
            case _:
                self._console.print("Not decided. Type y, n, e, s, u, a, f, q or ? and Enter.")
                return _Go.AGAIN
        return _Go.NEXT

    def _reason(self, typed: str) -> str | None:
        """Give the reason of a no, which may be empty; None when the person takes the no back."""
        reasons = _REASONS[self._review.person.role]
        offered = ", ".join(f"{key} {reason}" for key, reason in reasons.items())
        question = f"Why? {offered}, or your words (Enter: no reason, {LEAVE} not decided) "
        typed = printable(typed or self._ask(question))
        while typed.lower() in _WORDS.values() or (typed.isdecimal() and typed not in reasons):
            # meant for the claim or the next one, or a figure that is not offered
            self._console.print("That is no reason.")
            typed = printable(self._ask(question))
        return None if typed == LEAVE else reasons.get(typed, typed)

    def _undo(self) -> _Go:
        try:
            claim = self._review.undo()
        except DecidedMeanwhile as meanwhile:
            _say_all(_told_meanwhile(meanwhile, self._review), self._console.print)
            return _Go.NEXT
        if claim is None:
            self._console.print("There is no answer to undo.")
            return _Go.AGAIN
        self._console.print(Text(f"Taken back: what you said of {claim.name}."))
        return _Go.NEXT

    def _add(self) -> _Go:
        """Add what the person misses, and ask about it at once."""
        adding = self._adding = self._adding or self._make_adding()
        claim = add(self._review, adding, self._ask, self._console.print)
        return _Go.AGAIN if claim is None else self._one(claim)

    def _edit(self, claim: DraftClaim) -> _Go:
        entries = {entry.id: entry for entry in self._review.draft.entries} if claim.kind != "skill" else {}
        entry = entries.get(claim.entry_id or "")
        if entry and claim.correction:
            entry = claim.correction.over(entry)
        changes = edit(claim, entry, self._ask, self._console.print, self._concepts)
        if changes is None:
            return _Go.AGAIN
        self._review.answer(claim, Verdict.EDIT, edit=changes)
        if entry and changes.correction:
            self._console.print(Text(f"Approved as: {entry_line(changes.correction.over(entry))}"))
        return _Go.NEXT

    def _concepts(self, claim: DraftClaim) -> DraftClaim:
        """Give a claim of other words with the concepts that may fit these."""
        try:
            adding = self._adding = self._adding or self._make_adding()
            return adding.with_concepts(claim)
        except LerError as error:
            self._console.print(Text(f"No concepts are looked for. {error.message} {error.advice}"))
            return claim.model_copy(update={"alternatives": ()})

    def _close(self) -> Closing | None:
        review = self._review
        approved = review.count(Verdict.APPROVE, Verdict.EDIT)
        rejected, edited = review.count(Verdict.REJECT), review.count(Verdict.EDIT)
        left, bulk = len(review.claims) - approved - rejected, len(review.attested())
        self._console.print(Rule(style="dim"))
        stay = f", {bulk} of them attested in bulk before" if bulk else ""
        summary = f"{approved} approved ({edited} of them edited), {rejected} rejected, {left} left{stay}."
        self._console.print(Text(summary, style="bold"))
        kept = " and ".join(
            f"the {count} {how}" for count, how in ((approved, "approved"), (bulk, "attested before")) if count
        )
        finish = f"f finish and {self._finish} {kept}" if kept else "f finish with nothing"
        again = "g go on, " if left else ""
        while True:
            line = self._ask(f"{finish}, {again}a add, u undo, q quit > ").strip().lower()
            match _WORDS.get(line, line):
                case "f":
                    return Closing.FINISHED
                case "g" if left:
                    review.ask_again()
                    return None
                case "u":
                    if self._undo() is _Go.NEXT:
                        return None
                case "a":
                    go = self._add()
                    if go is not _Go.AGAIN:
                        return Closing.LEFT if go is _Go.LEAVE else None
                case "q":
                    return Closing.LEFT
                case _:
                    self._console.print(f"Nothing is done yet. Type f, {'g, ' if left else ''}a, u or q and Enter.")


def _say_all(lines: Iterable[str], say: Callable[[str], object]) -> None:
    """Say one line after the other."""
    for line in lines:
        say(line)


def _asked_about(review: Review) -> Iterator[str]:
    """Say which claims of the draft are asked apart or not at all, and which are attested already."""
    claims = review.draft.claims
    inferred = sum(claim.basis is Basis.INFERRED for claim in claims)
    if review.person.role is Role.REVIEWER:
        asked = {claim.id for claim in review.claims}
        out = [claim for claim in claims if claim.id not in asked]
        apart = sum(claim.basis is Basis.INFERRED for claim in out)
        if apart:
            yield (
                f"Of {len(claims)} claims, {apart} {_is(apart)} inferred from a title or course; they are the "
                "worker's alone to confirm first, and not asked here."
            )
        if len(out) > apart:
            yield f"{len(out) - apart} {_is(len(out) - apart)} not asked, because the worker rejected them."
        return
    if inferred and inferred < len(claims):
        yield f"{len(claims)} claims, of which {inferred} {_is(inferred)} inferred and asked at the end, apart."
    attested = len(review.attested())
    if attested:
        yield (
            f"Attested in bulk before: {attested} of {len(claims)} claims. Each is asked all the same, and stays "
            "attested where you give no other answer."
        )


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _told_meanwhile(meanwhile: DecidedMeanwhile, review: Review) -> Iterator[str]:
    yield "Your answer is not kept, because the claim was decided meanwhile, in another window or by somebody else:"
    for decision in meanwhile.decisions:
        own = decision.person == review.person
        who = "you" if own else "a reviewer" if decision.person.role is Role.REVIEWER else "the worker"
        edit = decision.edit.name if decision.edit and decision.edit.name else ""
        more = plain(decision.reason or edit)
        yield f"  {_SAID[decision.verdict]}{f' ({more})' * bool(more)}, by {who}, at {decision.at[11:16]} UTC"
    yield "That stands now. u takes back what you said yourself, the latest first."


def _set_aside(review: Review) -> Iterator[str]:
    reasons = {
        "were given by somebody else, or with another key,": review.set_aside.person,
        "were given to another version of the draft": review.set_aside.version,
    }
    for reason, count in reasons.items():
        if count:
            yield f"Earlier answers to {count} claim{'s' * (count > 1)} {reason} and are set aside."
