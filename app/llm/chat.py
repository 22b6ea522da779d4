"""Calls to an OpenAI-compatible server through LangChain; beside `batch` the only module that imports an SDK."""

import importlib.util
import re
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, SecretStr

from app.errors import ModelNotInstalled
from app.llm.client import Answer, Call, CallLimits, Outcome, Usage
from app.values import Frozen

if TYPE_CHECKING:
    import httpx2
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable
    from langchain_openai import ChatOpenAI
    from openai import OpenAIError

_LENGTHS = frozenset({"minLength", "maxLength"})
_PATHS = ("/chat/completions", "/responses")
_ITEMS = frozenset({"minItems", "maxItems"})
_FIRST_WAIT = 0.5
_NAME = re.compile(r"[a-z][a-z0-9_.]{2,40}")
"""Codes and parameters of errors; anything else might be text of the request."""
_KEYLESS = "none"
_ODD = (ValueError, TypeError, KeyError, AttributeError, IndexError)
"""What the SDK trips over when a server's body is not that of a completion."""


class Server(Frozen):
    """Which model, where, and what it can do."""

    model: str = Field(min_length=1)
    base_url: str | None = None
    """None is OpenAI's own address."""
    api_key: SecretStr | None = None
    api: Literal["chat", "responses"] = "chat"
    temperature: float | None = 0.0
    """None leaves it out, for models that take none."""
    lengths: bool = True
    """It takes `maxLength` in schemas. Without it only the number of items bounds an answer."""
    items: bool = True
    """It takes `maxItems` in schemas. Without it only the limit of tokens bounds an answer."""
    output_limit: Literal["max_completion_tokens", "max_tokens"] = "max_completion_tokens"
    """What it calls the most tokens of an answer."""

    @property
    def key(self) -> SecretStr | None:
        """The key to send: any where a server of one's own asks for none, because the SDK insists on one."""
        return self.api_key or (SecretStr(_KEYLESS) if self.base_url else None)


class Sent(Frozen):
    """What a call sends, without sending it."""

    path: str
    """Behind the server's address: `/chat/completions`."""
    body: bytes
    """JSON."""


def require_installed() -> None:
    """Raise ModelNotInstalled when the packages behind this module are not there; imports none of them."""
    if importlib.util.find_spec("langchain_openai") is None:
        raise ModelNotInstalled("a model is set, and the packages that talk to it are not installed")


class ChatModel:
    """A served model. `sleep` waits between attempts (seconds)."""

    def __init__(self, server: Server, sleep: Callable[[float], None] = time.sleep) -> None:
        self._server = server
        self._sleep = sleep
        # making one reads certificates, and keeps connections: as many as there are different limits
        self._chats: dict[tuple[int, float], ChatOpenAI] = {}

    @property
    def name(self) -> str:
        """The model, its address if it is not OpenAI's own, and the parameters that change an answer."""
        server = self._server
        place = f"{server.model}@{server.base_url}" if server.base_url else server.model
        bounds = f"lengths={server.lengths:d} items={server.items:d}"
        return f"{place} {server.api} temperature={server.temperature} {bounds}"

    def answer(self, call: Call) -> Answer:
        """Send one call; try again while the server is busy or out of reach, within the limits of the call."""
        limits = call.limits.output_tokens, call.limits.seconds
        chat = self._chats.get(limits) or self._chats.setdefault(limits, self._chat(call.limits))
        chain = self._chain(call, chat)
        attempt = 0
        while True:
            answer, error = _attempt(chain, call)
            attempt += 1
            wait = None if error is None else _wait(error, attempt - 1, call.limits)
            if wait is None or attempt == call.limits.attempts:
                return answer
            self._sleep(wait)

    def sent(self, call: Call) -> Sent:
        """Give what `answer` would send, to the byte; nothing is sent."""
        import httpx2

        caught: list[httpx2.Request] = []

        def catch(request: httpx2.Request) -> httpx2.Response:
            caught.append(request)
            return httpx2.Response(503)

        with httpx2.Client(transport=httpx2.MockTransport(catch)) as client:
            _attempt(self._chain(call, self._chat(call.limits, client)), call)
        path = next(path for path in _PATHS if caught[0].url.path.endswith(path))
        return Sent(path=path, body=caught[0].content)

    def received(self, call: Call, status: int, body: bytes) -> Answer:
        """Read a response that came another way as `answer` would have read it."""
        import httpx2

        def give(_: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(status, content=body, headers={"content-type": "application/json"})

        with httpx2.Client(transport=httpx2.MockTransport(give)) as client:
            return _attempt(self._chain(call, self._chat(call.limits, client)), call)[0]

    def _chain(self, call: Call, chat: "ChatOpenAI") -> "Runnable[Any, Any]":
        server = self._server
        refused = (frozenset() if server.lengths else _LENGTHS) | (frozenset() if server.items else _ITEMS)
        schema = without(call.answer_schema, refused) if refused else call.answer_schema
        return chat.with_structured_output(schema, method="json_schema", strict=True, include_raw=True)

    def _chat(self, limits: CallLimits, client: "httpx2.Client | None" = None) -> "ChatOpenAI":
        # takes seconds and a hundred megabytes, and only a document that is sent needs it
        from langchain_openai import ChatOpenAI

        from app.llm.deadline import bound

        server = self._server
        own_name = server.api == "responses" or server.output_limit == "max_completion_tokens"
        chat = ChatOpenAI(
            model=server.model,
            base_url=server.base_url,
            api_key=server.key,
            temperature=server.temperature,
            max_completion_tokens=limits.output_tokens if own_name else None,
            extra_body=None if own_name else {server.output_limit: limits.output_tokens},
            timeout=limits.seconds,
            max_retries=0,  # waiting is counted here, where its cap is known
            use_responses_api=server.api == "responses",
            store=False if server.api == "responses" else None,
            http_client=client,
            http_socket_options=(),  # else proxies set in the environment are ignored
        )
        bound(chat.root_client._client)
        return chat


def without(schema: Mapping[str, Any], keywords: frozenset[str]) -> dict[str, Any]:
    """Give the schema without these keywords, at any depth."""

    def kept(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {name: kept(inner) for name, inner in value.items() if name not in keywords}
        return [kept(inner) for inner in value] if isinstance(value, list) else value

    return {name: kept(value) for name, value in schema.items() if name not in keywords}


def _attempt(chain: "Runnable[Any, Any]", call: Call) -> "tuple[Answer, OpenAIError | None]":
    """Send one request and give its answer; with the error where there was none."""
    import openai

    try:
        return _answer_of(_sent(chain, call)), None
    except openai.LengthFinishReasonError as error:
        return _truncated(error.completion), None
    except openai.ContentFilterFinishReasonError:
        return Answer(outcome=Outcome.REFUSED, usage=Usage(calls=1), detail="content filter"), None
    except openai.OpenAIError as error:
        return _failure(error), error
    except _ODD as error:
        return Answer(outcome=Outcome.MALFORMED, usage=Usage(calls=1), detail=type(error).__name__), None


def _sent(chain: "Runnable[Any, Any]", call: Call) -> "BaseMessage":
    from langsmith import tracing_context

    # traces hold the prompt, and would go to a third party wherever an environment variable says so
    with tracing_context(enabled=False):
        # its "parsed" is not used: LangChain's parser completes JSON that was cut short
        raw: BaseMessage = chain.invoke([(message.role, message.text) for message in call.messages])["raw"]
        return raw


def _answer_of(raw: "BaseMessage") -> Answer:
    meta = raw.response_metadata
    used: Mapping[str, Any] = getattr(raw, "usage_metadata", None) or {}
    usage = Usage(
        calls=1,
        input_tokens=used.get("input_tokens", 0),
        cached_tokens=(used.get("input_token_details") or {}).get("cache_read") or 0,
        output_tokens=used.get("output_tokens", 0),
    )
    text = str(raw.text).strip()
    outcome, detail = Outcome.ANSWERED, ""
    if _refused(raw):
        outcome = Outcome.REFUSED
    elif meta.get("finish_reason") == "length" or meta.get("status") == "incomplete":
        outcome, detail = Outcome.TRUNCATED, str((meta.get("incomplete_details") or {}).get("reason") or "")
    elif not text:
        outcome = Outcome.EMPTY
    name = str(meta.get("model_name") or "")
    kept = text if outcome is Outcome.ANSWERED else ""
    return Answer(outcome=outcome, text=kept, usage=usage, model=name, detail=detail)


def _refused(raw: "BaseMessage") -> bool:
    blocks = raw.content if isinstance(raw.content, list) else []
    return bool(raw.additional_kwargs.get("refusal")) or any(
        isinstance(block, dict) and block.get("type") == "refusal" for block in blocks
    )


def _truncated(completion: Any) -> Answer:
    used = completion.usage
    cached = getattr(getattr(used, "prompt_tokens_details", None), "cached_tokens", None)
    usage = Usage(
        calls=1,
        input_tokens=used.prompt_tokens if used else 0,
        cached_tokens=cached or 0,
        output_tokens=used.completion_tokens if used else 0,
    )
    return Answer(outcome=Outcome.TRUNCATED, usage=usage, model=completion.model or "")


def _failure(error: "OpenAIError") -> Answer:
    import openai

    if isinstance(error, openai.APITimeoutError):
        return Answer(outcome=Outcome.UNAVAILABLE, detail="timeout")
    status = getattr(error, "status_code", None)
    detail = f"HTTP {status}{_named(error)}" if status else "no connection"
    return Answer(outcome=Outcome.RATE_LIMITED if status == 429 else Outcome.UNAVAILABLE, detail=detail)


def _named(error: "OpenAIError") -> str:
    """Name the code and the parameter that a server objects to; never its message, which may repeat the request."""
    told = [getattr(error, field, None) for field in ("code", "param")]
    names = [name for name in told if isinstance(name, str) and _NAME.fullmatch(name)]
    return f" ({', '.join(names)})" if names else ""


def _wait(error: "OpenAIError", attempt: int, limits: CallLimits) -> float | None:
    """Give the seconds to wait before the next attempt; None when there should be none."""
    import openai

    status = getattr(error, "status_code", None)
    if not isinstance(error, openai.APIConnectionError) and status not in (408, 409, 429) and (status or 0) < 500:
        return None
    asked = _retry_after(getattr(getattr(error, "response", None), "headers", {}))
    wait = _FIRST_WAIT * 2**attempt if asked is None else asked
    return wait if wait <= limits.longest_wait else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Read `Retry-After` in seconds, a date as counted from the response's own (RFC 9110 section 10.2.3)."""
    asked = headers.get("retry-after", "")
    try:
        seconds = float(asked)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("date", ""))).total_seconds()
        except (ValueError, TypeError):
            return None
    return seconds if seconds >= 0 else None
