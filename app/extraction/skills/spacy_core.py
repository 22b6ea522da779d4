"""The English tokenizer of spaCy, which is imported without its command line: that costs a third and serves nobody.

`spacy/__init__.py` imports `spacy.cli` for the one function `spacy.info`, and with it clients for HTTP and for the
project system. While spaCy is imported a stand-in takes that place; `import spacy.cli` gives the real one afterwards.
The rest of it still takes a fifth of the start-up, so `language` imports this when a document asks for it.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType


def _info(*arguments: object, **options: object) -> object:
    return importlib.import_module("spacy.cli.info").info(*arguments, **options)


@contextmanager
def _without_command_line() -> Iterator[None]:
    if "spacy" in sys.modules:
        yield
        return
    package, module = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    module.__dict__["info"] = _info
    held = {"spacy.cli": package, "spacy.cli.info": module}
    sys.modules.update(held)
    try:
        yield
    finally:
        for name in held:
            sys.modules.pop(name, None)


with _without_command_line():
    import spacy
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

__all__ = ["Doc", "Language", "Matcher", "pipeline"]


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
