"""Text to spaCy tokens and sentences, and the stretches of prose in which a name stands as a skill."""

from collections.abc import Iterator, Sequence
from functools import cache

from app.extraction.lexicon import words
from app.extraction.rows import Row
from app.extraction.spacy_core import Doc, Language, Matcher, spacy

_REACH = 14
"""So many tokens after "proficient in" a name still counts as named by it."""


@Language.component("line_sentences")
def _line_sentences(doc: Doc) -> Doc:
    """A blank line ends a sentence, as a full stop does."""
    for token in doc[:-1]:
        if token.is_space and token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def pipeline() -> Language:
    """Give the English tokenizer with rule-based sentences; no trained model, no download."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", ";", "•", "●", "▪"]})
    nlp.add_pipe("line_sentences")
    nlp.max_length = 6_000_000
    return nlp


@cache
def _phrases(key: str) -> Matcher:
    matcher = Matcher(pipeline().vocab)
    for phrase in sorted(words("skills", key)):
        matcher.add(key, [[{"LOWER": word} for word in phrase.split()]], greedy="LONGEST")
    return matcher


def sentences(text: str, rows: Sequence[Row]) -> Iterator[tuple[int, Doc]]:
    """Give each run of rows that follow each other as one document, with its offset in the text.

    A bullet begins a new run, so that no sentence crosses from one duty into the next.
    """
    nlp = pipeline()
    start: int | None = None
    end = 0
    for row in rows:
        if start is not None and (row.bullet or row.start - end > 4):
            yield start, nlp(text[start:end])
            start = None
        if start is None:
            start = row.start
        end = row.end
    if start is not None:
        yield start, nlp(text[start:end])


def skill_contexts(doc: Doc) -> list[tuple[int, int]]:
    """Give the stretches (characters of the doc) that follow "proficient in" and the like."""
    stretches = []
    for _, _, end in _phrases("context")(doc):
        if end < len(doc):
            last = min(doc[end - 1].sent.end, end + _REACH)
            stretches.append((doc[end].idx, doc[last - 1].idx + len(doc[last - 1])))
    return stretches


def enumerations(doc: Doc) -> list[tuple[int, int]]:
    """Give the rest of each sentence after words that list skills ("skilled in"); stretches do not overlap."""
    found: list[tuple[int, int]] = []
    for _, _, end in sorted(_phrases("enumerates")(doc), key=lambda match: match[2]):
        if end >= len(doc):
            continue
        last = doc[doc[end - 1].sent.end - 1]
        start, to = doc[end].idx, last.idx + len(last)
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], doc[end - 1].idx)
        found.append((start, to))
    return found
