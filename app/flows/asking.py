"""Settings to what asks a language model, or to nothing where they name none."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from app import resources
from app.errors import PromptDamaged, SettingsInvalid
from app.flows.keys import kept_name
from app.settings import Settings

if TYPE_CHECKING:
    from app.alignment.ask import ModelAligner
    from app.extraction.asking.ask import ModelReader
    from app.llm.chat import Server


_ALIGN = "align/1"
_AZURE = (".openai.azure.com", ".services.ai.azure.com", ".cognitiveservices.azure.com")


def model_reader(settings: Settings, known_names: Sequence[str] = ()) -> "ModelReader | None":
    """Build what asks the model that the settings name; None when they name none.

    `known_names` are names of the worker whose documents these are, for the masker; that of the settings, and the one
    that somebody once answered with, may be another's. Raises SettingsInvalid without key and address,
    ModelNotInstalled, PromptDamaged for a prompt that does not exist, and KeyDamaged for a kept name that is none.
    """
    if settings.model is None:
        return None
    from app.documents.redact.mask import redact
    from app.extraction.asking.ask import ModelReader
    from app.extraction.asking.windows import WindowSize
    from app.llm.chat import ChatModel, require_installed
    from app.llm.client import CallLimits
    from app.llm.price import Price
    from app.llm.prompts import load_prompt
    from app.llm.replay import AnswerCache

    require_installed()
    perhaps = [name for name in (settings.worker_name, kept_name(settings)) if name]
    return ModelReader(
        model=ChatModel(served(settings, settings.model)),
        label=settings.model,
        prompt=load_prompt(prompt_folder(), settings.model_prompt),
        mask=partial(redact, known=tuple(known_names), perhaps=perhaps),
        limits=CallLimits(output_tokens=settings.model_output_tokens, seconds=settings.model_seconds),
        size=WindowSize(characters=settings.model_characters),
        memory=AnswerCache(settings.cache_folder / "answers"),
        prices={name: Price(**dict(price)) for name, price in settings.model_prices.items()},
    )


def model_aligner(settings: Settings, reader: "ModelReader | None") -> "ModelAligner | None":
    """Build what lets the model of `reader` pick concepts; None unless the settings want it. Raises PromptDamaged."""
    if reader is None or not settings.model_align:
        return None
    from app.alignment.ask import ModelAligner
    from app.llm.prompts import load_prompt

    return ModelAligner(
        model=reader.model,
        label=reader.label,
        prompt=load_prompt(prompt_folder(), _ALIGN),
        mask=reader.mask,
        limits=reader.limits,
        memory=reader.memory,
        prices=reader.prices,
    )


def prompt_folder() -> Path:
    """Give the folder of prompts. Raises PromptDamaged when the installation lacks it."""
    try:
        return resources.folder("prompts")
    except FileNotFoundError as error:
        raise PromptDamaged(str(error)) from error


def served(settings: Settings, model: str) -> "Server":
    """Say where a model is served, and what its server takes. Raises SettingsInvalid without key and address."""
    from app.llm.chat import Server

    own = settings.openai_base_url is None
    if own and settings.openai_api_key is None:
        raise SettingsInvalid("OPENAI_API_KEY: LER_MODEL is set, and there is neither a key nor OPENAI_BASE_URL")
    # Azure's structured outputs refuse what bounds a list or a text (OpenAI's own only the latter)
    azure = (urlsplit(settings.openai_base_url or "").hostname or "").endswith(_AZURE)
    return Server(
        model=model,
        base_url=settings.openai_base_url,
        api_key=settings.openai_api_key,
        api=settings.model_api,
        temperature=settings.model_temperature,
        lengths=not (own or azure) if settings.model_lengths is None else settings.model_lengths,
        items=not azure,
        output_limit=settings.model_output_limit,
    )
