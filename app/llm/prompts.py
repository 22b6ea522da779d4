"""Prompt files to calls: a Jinja template, its answer schema and its examples, under one name and one digest.

`prompts/extract/1.jinja` is the prompt `extract/1`. Beside it stand `1.schema.json`, and `1.examples.toml` where it
has examples. The template has the blocks `system` and `user`; a name that it misspells is an error, never an empty
place.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from app.errors import PromptDamaged
from app.llm.client import Call, CallLimits, Message
from app.values import Frozen


class Example(Frozen):
    """One worked example: lines of an invented document, and the answer to them."""

    lines: tuple[str, ...]
    answer: tuple[dict[str, str | int], ...]
    entries: tuple[dict[str, str | int], ...] = ()
    """Of prompts that ask for entries, too."""

    def unfounded(self) -> list[str]:
        """Give the quotes of the answer that do not stand in the line they name."""
        quotes = [(str(item.get("quote", "")), int(item.get("line", 0))) for item in self.answer]
        for entry in self.entries:
            for part in ("title", "organization", "dates"):
                quote, line = str(entry.get(part, "")), int(entry.get(f"{part}_line", 0))
                quotes += [(quote, line)] if (quote, line) != ("", 0) else []
        return [quote for quote, line in quotes if not self._says(line, quote)]

    def _says(self, line: int, quote: str) -> bool:
        return 1 <= line <= len(self.lines) and bool(quote) and quote in self.lines[line - 1]


class Prompt(Frozen):
    """A versioned template with its answer schema and examples."""

    name: str
    template: str
    answer_schema: dict[str, Any]
    examples: tuple[Example, ...] = ()

    @property
    def sha256(self) -> str:
        """Digest of all that the wording depends on: template, schema and examples."""
        examples = [example.model_dump(mode="json", exclude_defaults=True) for example in self.examples]
        whole = [self.template, self.answer_schema, examples]
        return hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()

    def call(self, subject: str, limits: CallLimits, told: Mapping[str, object]) -> Call:
        """Fill the template with `told`; `subject` is the masked text that the call is about.

        Raises PromptDamaged when the template needs a name that is not told.
        """
        # a document without a model never needs it
        from jinja2 import Environment, StrictUndefined, TemplateError

        plain = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701 - a prompt is no HTML
        plain.filters["json"] = partial(json.dumps, ensure_ascii=False)
        roles: tuple[Literal["system", "user"], ...] = ("system", "user")
        try:
            template = plain.from_string(self.template)
            context = template.new_context({"examples": self.examples, **told})
            said = [Message(role, "".join(template.blocks[role](context)).strip()) for role in roles]
        except (TemplateError, KeyError) as error:
            raise PromptDamaged(f"prompt {self.name} cannot be filled: {type(error).__name__}") from error
        return Call(
            prompt=self.name,
            prompt_sha256=self.sha256,
            messages=tuple(said),
            answer_schema=self.answer_schema,
            subject_sha256=hashlib.sha256(subject.encode()).hexdigest(),
            limits=limits,
        )


def load_prompt(folder: Path, name: str) -> Prompt:
    """Load the prompt `name` (`extract/1`) from the folder of prompts.

    Raises PromptDamaged when there is none of that name, a part is missing, or an example quotes what its own text
    does not say (a model would learn to invent from it).
    """
    path = folder / f"{name}.jinja"
    examples = path.with_suffix(".examples.toml")
    try:
        prompt = Prompt(
            name=name,
            template=path.read_text(encoding="utf-8"),
            answer_schema=json.loads(path.with_suffix(".schema.json").read_text(encoding="utf-8")),
            examples=tomllib.loads(examples.read_text(encoding="utf-8"))["example"] if examples.is_file() else (),
        )
    except (OSError, ValueError, KeyError) as error:
        raise PromptDamaged(f"prompt {name} cannot be read: {type(error).__name__}") from error
    for example in prompt.examples:
        if example.unfounded():
            raise PromptDamaged(f"prompt {name}: an example quotes what its text does not say")
    return prompt
