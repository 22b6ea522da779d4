"""What docs/flags.md tells of flags is what they do."""

import re
from pathlib import Path

import pytest

from app.review.decide import HARMLESS
from app.review.model import FlagCode
from app.store.claims import rank_of

_ON_CLAIM = re.compile(r"^\| `([a-z-]+)` \| (\d+) \| (yes|no) \| \S.*\. \|$", re.MULTILINE)
_ON_DRAFT = re.compile(r"^\| `([a-z-]+)` \| \S.*\. \|$", re.MULTILINE)
_TEXT = (Path(__file__).parents[2] / "docs" / "flags.md").read_text(encoding="utf-8")
_CLAIMS, _DRAFTS = _TEXT.split("## On a draft")
TOLD = {code: (int(weight), bulk == "yes") for code, weight, bulk in _ON_CLAIM.findall(_CLAIMS)}


def test_every_flag_is_told_and_no_other() -> None:
    assert {*TOLD, *_ON_DRAFT.findall(_DRAFTS)} == set(FlagCode)


@pytest.mark.parametrize("code", sorted(TOLD))
def test_its_weight_in_the_queue_and_whether_it_can_be_signed_in_bulk_are_as_told(code: str) -> None:
    assert TOLD[code] == (rank_of([code]), FlagCode(code) in HARMLESS)


def test_the_heaviest_stand_first() -> None:
    weights = [weight for weight, _ in TOLD.values()]
    assert weights == sorted(weights, reverse=True)
