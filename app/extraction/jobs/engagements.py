"""What somebody was asked to for an hour or a day, which is no job: to speak, to sit on a panel, to judge."""

import re

from app.extraction.words.lexicon import words
from app.extraction.words.small import small

_HEAD = re.compile(r"\s*(?:[,:(]|\s[-–—]\s|\sfor\b|\sat\b)")


def is_engagement(*names: str | None, lasting: bool) -> bool:
    """Say whether a title, or what was taken for an employer, names one: `names` are these two.

    `lasting`: it has a beginning and an end, or goes on. Judges and hosts may be employed; guests are not.
    """
    heads = [_HEAD.split(small(said), maxsplit=1)[0].strip() for said in names if said]
    sure = words("titles", "engagements", "guests")
    return any(head in sure or (not lasting and head in words("titles", "engagements", "once")) for head in heads)
