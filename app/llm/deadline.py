"""An end to responses that trickle in: the timeout of HTTP clients counts from byte to byte, this the whole body."""

import time
from collections.abc import Iterator

import httpx2


class _Bounded(httpx2.SyncByteStream):
    """The bytes of a response, for so many seconds."""

    def __init__(self, stream: httpx2.SyncByteStream, request: httpx2.Request, seconds: float) -> None:
        self._stream, self._request = stream, request
        self._ends = time.monotonic() + seconds

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            yield chunk
            if time.monotonic() > self._ends:
                raise httpx2.ReadTimeout("the response took too long", request=self._request)

    def close(self) -> None:
        self._stream.close()


def bound(client: httpx2.Client) -> None:
    """Give every response of a client as long for its body as the request gives it for one read."""
    client.event_hooks = {"response": [_bounded]}


def _bounded(response: httpx2.Response) -> None:
    seconds = response.request.extensions.get("timeout", {}).get("read")
    if seconds is not None and isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Bounded(response.stream, response.request, seconds)
