"""HEAD through the layer alone: servers and test clients drop bodies themselves, and would hide one that passed."""

import anyio
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from app.api.head_requests import HeadRequests


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(f"{scope['method']} was asked")(scope, receive, send)


def sent(method: str) -> list[Message]:
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        messages.append(message)

    anyio.run(HeadRequests(answering), {"type": "http", "method": method}, receive, send)
    return messages


def test_nothing_of_a_body_comes_through_and_its_length_is_told() -> None:
    start, body = sent("HEAD")
    assert (start["status"], dict(start["headers"])[b"content-length"]) == (200, b"13")
    assert body["body"] == b""


def test_other_methods_pass_as_they_are() -> None:
    assert [message.get("body") for message in sent("GET")] == [None, b"GET was asked"]
