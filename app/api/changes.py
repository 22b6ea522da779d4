"""A change to the version that it is based on, and to its answer, which is given once."""

import hashlib
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app import telemetry
from app.api.context import Who, answered, body_of
from app.errors import LerError, RequestInvalid, StoreUnavailable, VersionMissing
from app.flows.hosted.access import Asking
from app.store import answers

log = logging.getLogger(__name__)

RENEWED: Final = answers.ABANDONED.total_seconds() / 4
"""Seconds after which it is written down again that a request is being worked on."""


async def version(
    if_match: Annotated[
        str | None, Header(description='The ETag of what is changed, as it was loaded, such as `"3"`.')
    ] = None,
) -> int:
    """Read the version that a change is based on. Raises VersionMissing, RequestInvalid."""
    if if_match is None:
        raise VersionMissing("The request does not say which version it is based on.")
    text = if_match.removeprefix("W/").strip('"')
    if not text.isascii() or not text.isdecimal() or len(text) > 9:
        raise RequestInvalid("If-Match is not one ETag.", hint='Send the ETag as it was given, such as "3".')
    return int(text)


Based = Annotated[int, Depends(version)]


class Once:
    """Answers a request that was sent before as it was answered then."""

    def __init__(self, request: Request, who: Asking, key: str | None) -> None:
        self._request, self._who, self._key = request, who, key

    def __call__(
        self, status: int, said: bytes | BaseModel | None, work: Callable[[], BaseModel | bytes]
    ) -> Response:
        """Do the work and answer with its result (a body, or its JSON), or as the same request was answered before.

        `said` is what the request carries. Raises KeyReused, StillWorking, and what the work raises.
        """
        if self._key is None:
            return answered(work(), status)
        person, where = self._who.actor.person_id, self._who.place
        based = self._request.headers.get("if-match", "")
        told = f"{self._request.method} {self._request.url.path}\n{based}\n"
        asked = hashlib.sha256(told.encode() + _bytes(said)).digest()
        with where.database.writing() as connection:
            before = answers.begin_answer(
                connection, where.keyring, self._who.board_id, person, self._key, asked, where.clock()
            )
        if before is not None:
            return answered(before.body, before.status, {"Idempotent-Replayed": "true"})
        try:
            with self._renewing(self._key):
                body = body_of(work())
        except BaseException:
            with where.database.writing() as connection:
                answers.forget_answer(connection, where.keyring, self._who.board_id, person, self._key)
            raise
        try:
            with where.database.writing() as connection:
                answers.keep_answer(
                    connection, where.keyring, self._who.board_id, person, self._key, answers.Answer(status, body)
                )
        except StoreUnavailable:
            # the work is done: to be told to send it again would have it done twice
            telemetry.event(log, "answer-not-kept", level=logging.WARNING)
        return answered(body, status)

    @contextmanager
    def _renewing(self, key: str) -> Iterator[None]:
        """Say now and then that the request is still being worked on: a large batch takes many minutes to come in."""
        where, board_id, person = self._who.place, self._who.board_id, self._who.actor.person_id
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(RENEWED):
                with suppress(LerError), where.database.writing() as connection:
                    answers.renew_answer(connection, where.keyring, board_id, person, key, where.clock())

        threading.Thread(target=renew, name="renewing", daemon=True).start()
        try:
            yield
        finally:
            ended.set()


async def once(
    request: Request,
    who: Who,
    idempotency_key: Annotated[
        str | None,
        Header(
            min_length=1,
            max_length=200,
            pattern=r"^[\x21-\x7e]+$",
            description="A new one for each new request; the same request with the same key is done once.",
        ),
    ] = None,
) -> Once:
    """Give what answers a request once."""
    return Once(request, who, idempotency_key)


Repeatable = Annotated[Once, Depends(once)]


def tagged_as(status: int) -> dict[int | str, dict[str, Any]]:
    """Give what OpenAPI says of an answer that has the ETag of a draft or batch."""
    told = {"description": "The version, to send as If-Match.", "schema": {"type": "string"}}
    return {status: {"headers": {"ETag": told}}}


def tagged(answer: Response) -> Response:
    """Give the answer to a change of a draft or batch the ETag of the `version` that it tells of."""
    answer.headers["ETag"] = etag(json.loads(bytes(answer.body))["version"])
    return answer


def etag(version: int) -> str:
    """Give the ETag of a draft or batch of that version."""
    return f'"{version}"'


def _bytes(said: bytes | BaseModel | None) -> bytes:
    return said.model_dump_json().encode() if isinstance(said, BaseModel) else said or b""
