"""Messages between processes: a head (JSON) and a body (bytes), each with its length before it."""

import socket
import struct
from typing import IO, Final, NamedTuple

_LENGTHS: Final = struct.Struct("!QQ")


class Message(NamedTuple):
    """What one process says to another."""

    head: bytes
    body: bytes | bytearray = b""
    file: IO[bytes] | None = None
    """An open file that goes along, where the body would be too large."""


class TooLong(Exception):
    """A message says that it is longer than it may be."""


def send(connection: socket.socket, message: Message) -> None:
    """Send one message, without its file. Raises OSError when nobody is there to read it."""
    connection.sendall(_LENGTHS.pack(len(message.head), len(message.body)) + message.head)
    if message.body:
        # who has received all may be gone before nothing is sent to them
        connection.sendall(message.body)


def receive(connection: socket.socket, most: int) -> Message | None:
    """Receive one message of at most `most` bytes; None when it ends early. Raises TooLong and OSError."""
    lengths = _exactly(connection, _LENGTHS.size)
    if lengths is None:
        return None
    head_length, body_length = _LENGTHS.unpack(lengths)
    if head_length + body_length > most:
        raise TooLong
    head = _exactly(connection, head_length)
    body = None if head is None else _exactly(connection, body_length)
    return None if head is None or body is None else Message(bytes(head), body)


def _exactly(connection: socket.socket, length: int) -> bytearray | None:
    found = bytearray(length)
    rest = memoryview(found)
    while rest:
        count = connection.recv_into(rest)
        if not count:
            return None
        rest = rest[count:]
    return found
