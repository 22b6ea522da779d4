"""What nobody sees, and what only looks like it: `python -m tests.acceptance.layers` prints two tables.

Each trick is drafted: its skill is in no claim, and a flag names it. Each honest resume keeps its lines, and gets no
flag of hidden text or instructions. Exit status 0 when all hold.
"""

import sys

from app.documents.model import SourceDocument
from app.flows.runtime import tools
from app.pipeline import Tools, draft
from app.review.model import Draft, FlagCode
from app.settings import Settings
from tests.layers.docx_tricks import docx_tricks
from tests.layers.honest import honest
from tests.layers.pdf_tricks import pdf_tricks
from tests.layers.trick import SKILL

_TOLD = (FlagCode.HIDDEN_TEXT, FlagCode.ACTIVE_CONTENT, FlagCode.INSTRUCTION)


def _drafted(data: bytes, at_hand: Tools) -> Draft:
    return draft(SourceDocument(name="resume", data=data), at_hand)


def _claimed(made: Draft, word: str) -> bool:
    said = (" ".join((claim.name, *(e.quote for e in claim.evidence))) for claim in made.claims)
    return any(word in one.lower() for one in said)


def _tricks(at_hand: Tools) -> int:
    print(f"{'trick':50} {'claims':>6} {'skill claimed':>13} {'flag that names it':24} instruction told")
    wrong = count = 0
    for kind, tricks in (("PDF", pdf_tricks()), ("DOCX", docx_tricks())):
        for trick in tricks:
            made = _drafted(trick.data, at_hand)
            claimed = _claimed(made, SKILL)
            named = any(f.code in _TOLD and trick.names in f.detail for f in made.flags)
            told = any(f.code is FlagCode.INSTRUCTION for f in made.flags)
            print(
                f"{kind + ': ' + trick.name:50} {len(made.claims):6} {'YES' if claimed else 'no':>13} "
                f"{trick.names if named else 'NOT NAMED':24} {'yes' if told else 'no'}"
            )
            wrong += claimed or not named or not made.claims
            count += 1
    print(f"{count} tricks, {wrong} of them not held\n")
    return wrong


def _honest(at_hand: Tools) -> int:
    print(f"{'honest resume':50} {'claims':>6} {'lines':>6} {'lost':>5} flags of hidden text")
    wrong = count = 0
    for resume in honest():
        made = _drafted(resume.data, at_hand)
        lost = [words for words in resume.lines if words not in made.document.text]
        flags = [flag.detail for flag in made.flags if flag.code in _TOLD]
        print(
            f"{resume.name:50} {len(made.claims):6} {len(resume.lines):6} {len(lost):5} {'; '.join(flags) or 'none'}"
        )
        wrong += bool(lost or flags or made.hidden)
        count += 1
    print(f"{count} honest resumes, {wrong} of them wrong")
    return wrong


def main() -> int:
    """Print both tables."""
    at_hand = tools(Settings())
    tricks, lost = _tricks(at_hand), _honest(at_hand)
    return int(bool(tricks or lost))


if __name__ == "__main__":
    sys.exit(main())
