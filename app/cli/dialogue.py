"""A review to answers: one claim after the other, by single letters; plain Enter decides nothing."""

import re
from collections.abc import Callable
from enum import Enum, auto

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from app.alignment.model import Alignment
from app.cli.claim import INFERRED_INTRO, choices, shown
from app.extraction.model import Basis
from app.flows.review import Review
from app.review.model import DraftClaim, Edit, Verdict

Ask = Callable[[str], str]
"""Shows a prompt and gives the line that was typed; raises EOFError when there is no more."""

KEYS = "y yes · n no · e edit · s skip · u undo · f finish · q quit · ? help"

HELP = """\
y  yes, this is true of me: the claim goes into the record as shown
n  no: it does not. You may say why, now or after it: n not me, n not true
e  edit: say it differently, or choose another concept; then it is approved
s  skip: decide later; the claim stays in the draft
u  undo the last answer, also one of an earlier sitting
f  finish: go to the summary and leave the rest undecided
q  quit: every answer is already kept, go on any time
Type the letter and Enter. Enter alone decides nothing."""

REASONS = {"1": "not me", "2": "not true"}

LONGEST_NAME = 300

_WORDS = {"yes": "y", "no": "n", "edit": "e", "skip": "s", "undo": "u", "finish": "f", "quit": "q", "help": "?"}


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

    def __init__(self, review: Review, console: Console, ask: Ask, *, signs: bool = False) -> None:
        """With `signs` the approved claims are signed right after the finish, and the person is told so."""
        self._review = review
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
        if review.set_aside:
            say(f"{review.set_aside} earlier answers were given to another version of the draft and are set aside.")
        answered = len(review.claims) - len(review.waiting())
        if answered:
            say(f"Going on: {answered} of {len(review.claims)} claims have your answer already.")
        for found in review.draft.hidden[:3]:
            say(Text(f"! page {found.page} holds text that a person does not see ({found.reason}); it is left out."))

    def _one(self, claim: DraftClaim) -> _Go:
        if claim.basis is Basis.INFERRED and not self._told_inferred:
            self._told_inferred = True
            self._console.print(Rule(style="dim"))
            self._console.print(Text(INFERRED_INTRO, style="bold"))
        self._console.print(shown(self._review, claim))
        self._console.print(Text(KEYS, style="dim"))
        while True:
            go = self._answer(claim, self._ask("> "))
            if go is not _Go.AGAIN:
                return go

    def _answer(self, claim: DraftClaim, line: str) -> _Go:
        word, _, rest = line.strip().partition(" ")
        match _WORDS.get(word.lower(), word.lower()):
            case "y":
                self._review.answer(claim, Verdict.APPROVE)
            case "n":
                self._review.answer(claim, Verdict.REJECT, reason=self._reason(rest))
            case "e":
                edit = self._edit(claim)
                if edit is None:
                    return _Go.AGAIN
                self._review.answer(claim, Verdict.EDIT, edit=edit)
            case "s":
                self._review.answer(claim, Verdict.SKIP)
            case "u":
                return self._undo()
            case "f":
                return _Go.CLOSE
            case "q":
                return _Go.LEAVE
            case "?":
                self._console.print(HELP)
                return _Go.AGAIN
            case _:
                self._console.print("Not decided. Type y, n, e, s, u, f, q or ? and Enter.")
                return _Go.AGAIN
        return _Go.NEXT

    def _reason(self, typed: str) -> str:
        typed = typed or self._ask("Why? 1 not me, 2 not true, or your words (Enter: no reason) ")
        typed = _printable(typed)
        return REASONS.get(typed, typed)

    def _undo(self) -> _Go:
        claim = self._review.undo()
        if claim is None:
            self._console.print("There is no answer to undo.")
            return _Go.AGAIN
        self._console.print("Taken back.")
        return _Go.NEXT

    def _edit(self, claim: DraftClaim) -> Edit | None:
        typed = _printable(self._ask("Say it differently (Enter keeps the wording): "))
        if len(typed) > LONGEST_NAME:
            self._console.print(f"At most {LONGEST_NAME} characters. Nothing is changed.")
            return None
        name = typed if typed and typed != claim.name else None
        alignments = None
        if choices(claim):
            numbers = self._ask("Concept: its number, 0 for none (Enter keeps): ")
            try:
                alignments = chosen(claim, numbers)
            except ValueError as error:
                self._console.print(f"{error} Nothing is changed.")
                return None
        if name is None and alignments is None:
            self._console.print("Nothing is changed, and nothing decided: y approves it as it is.")
            return None
        return Edit(name=name, alignments=alignments)

    def _close(self) -> Closing | None:
        review = self._review
        approved = review.count(Verdict.APPROVE, Verdict.EDIT)
        rejected, edited = review.count(Verdict.REJECT), review.count(Verdict.EDIT)
        left = len(review.claims) - approved - rejected
        self._console.print(Rule(style="dim"))
        summary = (
            f"{approved} approved ({edited} of them edited), {review.count(Verdict.REJECT)} rejected, {left} left."
        )
        self._console.print(Text(summary, style="bold"))
        finish = f"f finish and {self._finish} the {approved} approved" if approved else "f finish with nothing"
        again = "g go on with what is left, " if left else ""
        while True:
            line = self._ask(f"{finish}, {again}u undo the last answer, q quit > ").strip().lower()
            match _WORDS.get(line, line):
                case "f":
                    return Closing.FINISHED
                case "g" if left:
                    review.ask_again()
                    return None
                case "u":
                    if self._undo() is _Go.NEXT:
                        return None
                case "q":
                    return Closing.LEFT


def chosen(claim: DraftClaim, numbers: str) -> tuple[Alignment, ...] | None:
    """Read the numbers a person typed: the concepts that stand then, or None when nothing changes.

    A chosen concept takes the place of the one of its framework. Raises ValueError with a sentence.
    """
    offered = choices(claim)
    typed = [int(number) for number in re.findall(r"\d+", numbers)]
    if not typed:
        if numbers.strip():
            raise ValueError("Type numbers only.")
        return None
    if typed == [0]:
        return () if claim.alignments else None
    if not all(1 <= number <= len(offered) for number in typed):
        raise ValueError(f"The numbers go from 1 to {len(offered)}, or 0 alone for none.")
    picked = {offered[number - 1].framework: offered[number - 1] for number in typed}
    if len(picked) < len(set(typed)):
        raise ValueError("Choose one concept of each framework.")
    standing = {alignment.framework: alignment for alignment in claim.alignments} | picked
    after = tuple(standing.values())
    return None if after == claim.alignments else after


def _printable(typed: str) -> str:
    return "".join(letter for letter in typed if letter.isprintable()).strip()
