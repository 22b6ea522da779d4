"""Import spaCy without its command line, which costs a third of its import and serves nobody here.

`spacy/__init__.py` imports `spacy.cli` for the one function `spacy.info`, and with it clients for HTTP and for the
project system. While spaCy is imported a stand-in takes that place; `import spacy.cli` gives the real one afterwards.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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

__all__ = ["Doc", "Language", "Matcher", "spacy"]
