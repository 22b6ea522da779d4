"""Many short texts to those that speak to a machine or a judge, looked at together.

One look at a hundred names costs about as much as a dozen looks at one name.
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate

from app.extraction.guard.instructions import instruction_spans

_APART = "\n\n"
"""Ends every sentence, so that what is found in one text is found in it beside others, too."""
_KEPT = 1 << 13
_known: dict[str, bool | None] = {}


def speaking(texts: Iterable[str]) -> frozenset[str]:
    """Give those of the texts in which `instruction_spans` finds something."""
    asked = frozenset(texts)
    told = {text: _known.get(text) for text in asked}
    fresh = sorted(text for text, known in told.items() if known is None)
    # beside others more may be found than is there, and never less
    ends = accumulate(len(text) + len(_APART) for text in fresh)
    spans = instruction_spans(_APART.join(fresh)) if fresh else ()
    at = 0
    for text, end in zip(fresh, ends, strict=True):
        while at < len(spans) and spans[at][1] <= end - len(_APART) - len(text):
            at += 1
        touched = at < len(spans) and spans[at][0] < end
        told[text] = touched and bool(instruction_spans(text))
    _remember({text: told[text] for text in fresh})
    return frozenset(text for text in asked if told[text])


def _remember(fresh: Mapping[str, bool | None]) -> None:
    # a document in another thread may have been looked at meanwhile: what it has read stays its own
    if len(_known) + len(fresh) > _KEPT:
        _known.clear()
    if len(fresh) <= _KEPT:
        _known.update(fresh)
