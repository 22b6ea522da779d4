"""Prompts fill in whole, teach nothing that is not written, and never change once they are out."""

import json
from pathlib import Path

import jsonschema
import pytest

from app.errors import PromptDamaged
from app.extraction.asking.answers import reads
from app.flows.asking import prompt_folder
from app.llm.client import CallLimits
from app.llm.prompts import Prompt, load_prompt

FOLDER = prompt_folder()
NAMES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.jinja"))
PUBLISHED = {
    "align/1": "61ab4469196dbf7be0eb23877524fac35c588280a5100d7af071bf7944a2ac8c",
    "extract/1": "5c4c5fc9b36294d0dba1b2f14c660132056e0448e46103bbede08a9cf0794fa9",
    "extract/2": "a4939b87dc1c93e71cb8721cea544591b7847235c62cfde92fddcd8169967753",
    "extract/3": "5a6cc297b40be2d6730800244f317caf6e3826b625021e347ce2d0eb6f80895d",
}
"""The digest of every prompt. A prompt that is out never changes: its digest stands in claims and kept answers."""

LINES = "6: Net mending {{ first }}\n7: <First aid> & “knots”"
TOLD = {"lines": LINES, "first": 6, "last": 7, "items": [{"words": LINES, "names": ["mend nets"]}]}


def test_a_wording_that_is_out_stays_as_it_is() -> None:
    assert {name: load_prompt(FOLDER, name).sha256 for name in NAMES} == PUBLISHED


@pytest.mark.parametrize("name", NAMES)
def test_a_prompt_shows_the_document_as_it_is_and_nothing_unfilled(name: str) -> None:
    call = load_prompt(FOLDER, name).call("text", CallLimits(), TOLD)
    assert [message.role for message in call.messages] == ["system", "user"]
    assert LINES in call.messages[1].text
    assert "{%" not in "".join(message.text for message in call.messages)
    assert call.prompt == name


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_strict_and_bounds_what_can_be_long(name: str) -> None:
    schema = load_prompt(FOLDER, name).answer_schema
    jsonschema.Draft202012Validator.check_schema(schema)
    lists = schema["properties"].values()
    for level in (schema, *(of["items"] for of in lists)):
        assert level["additionalProperties"] is False
        assert level["required"] == list(level["properties"])
    for of in lists:
        assert of["maxItems"] <= 40
        fields = of["items"]["properties"].values()
        assert all(field["type"] in ("integer", "string") for field in fields)
        assert all("maxLength" in field or "enum" in field for field in fields if field["type"] == "string")


@pytest.mark.parametrize("name", NAMES)
def test_the_answers_of_examples_fit_the_schema(name: str) -> None:
    prompt = load_prompt(FOLDER, name)
    for example in prompt.examples:
        assert example.unfounded() == []
        entries = {"entries": list(example.entries)} if "entries" in prompt.answer_schema["properties"] else {}
        told = {"skills": list(example.answer), **entries}
        jsonschema.validate(told, prompt.answer_schema)
        assert reads(prompt.answer_schema)(json.dumps(told)).skills


def write(folder: Path, template: str, examples: str | None = None) -> None:
    (folder / "extract").mkdir()
    (folder / "extract" / "7.jinja").write_text(template, encoding="utf-8")
    (folder / "extract" / "7.schema.json").write_text(json.dumps({"title": "skills"}), encoding="utf-8")
    if examples is not None:
        (folder / "extract" / "7.examples.toml").write_text(examples, encoding="utf-8")


BLOCKS = "{% block system %}Read.{% endblock %}{% block user %}{{ lines }}{% endblock %}"


def test_a_misspelt_name_is_an_error_and_no_empty_place(tmp_path: Path) -> None:
    write(tmp_path, BLOCKS.replace("lines", "linse"))
    with pytest.raises(PromptDamaged, match="UndefinedError"):
        load_prompt(tmp_path, "extract/7").call("x", CallLimits(), TOLD)


def test_a_template_without_one_of_its_blocks_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "{% block user %}{{ lines }}{% endblock %}")
    with pytest.raises(PromptDamaged):
        load_prompt(tmp_path, "extract/7").call("x", CallLimits(), TOLD)


@pytest.mark.parametrize("wrong", ['title = "Deckhnad", title_line = 1', 'title = "Deckhand", title_line = 0'])
def test_an_example_with_an_entry_that_its_text_does_not_tell_is_refused(wrong: str, tmp_path: Path) -> None:
    write(tmp_path, BLOCKS, f'[[example]]\nlines = ["Deckhand"]\nanswer = []\nentries = [{{ {wrong} }}]\n')
    with pytest.raises(PromptDamaged, match="an example quotes"):
        load_prompt(tmp_path, "extract/7")


@pytest.mark.parametrize("quote", ["weaving", "Mending", "", "mending nets"])
def test_an_example_that_quotes_what_its_text_does_not_say_is_refused(quote: str, tmp_path: Path) -> None:
    write(tmp_path, BLOCKS, f'[[example]]\nlines = ["mending"]\nanswer = [{{ line = 1, quote = "{quote}" }}]\n')
    with pytest.raises(PromptDamaged, match="an example quotes"):
        load_prompt(tmp_path, "extract/7")


def test_a_prompt_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PromptDamaged, match="FileNotFoundError"):
        load_prompt(tmp_path, "extract/7")


def test_the_digest_covers_template_schema_and_examples() -> None:
    prompt = load_prompt(FOLDER, "extract/1")
    others: list[Prompt] = [
        prompt.model_copy(update={"template": prompt.template + " "}),
        prompt.model_copy(update={"answer_schema": {**prompt.answer_schema, "title": "x"}}),
        prompt.model_copy(update={"examples": ()}),
    ]
    assert len({prompt.sha256, *(other.sha256 for other in others)}) == 4
