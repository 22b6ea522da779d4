"""Tesseract's program to words: one short-lived process for a page, with limits on its time and its answer."""

import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import IO

from app.documents.model import Ocr
from app.documents.readers.ocr.model import Grey, Word
from app.errors import SourceNeedsOcr, SourceNotRecognised

_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
"""All that the process gets: its threads cost more than they give, and nothing else of ours is its business."""
_ANSWER = 20_000_000
"""Bytes; a full page takes a fiftieth."""
_ASKING = 20.0
"""Seconds to say its version or its languages."""
_ENDING = 5.0
"""Seconds to end after the last of the answer."""
_PIECE = 65_536
_WORD_LEVEL = "5"
_FIELDS = 12


def find(program: str) -> str | None:
    """Give the path of the program; None when it is not there, or may not be run."""
    return shutil.which(program)


class Tesseract:
    """Tesseract 4 or newer. Raises SourceNeedsOcr without the language's data, SourceNotRecognised when it fails."""

    def __init__(self, path: str, options: Ocr) -> None:
        self._path = path
        self._language = options.language
        version, languages = _about(path)
        missing = sorted(set(options.language.split("+")) - languages)
        if missing:
            raise SourceNeedsOcr(
                f"tesseract has no language data for {', '.join(missing)}",
                hint=f"Install it (Debian: `apt-get install tesseract-ocr-{missing[0].lower().replace('_', '-')}`), "
                "or set LER_OCR_LANGUAGE to one that `tesseract --list-langs` names.",
            )
        self._version = version

    @property
    def name(self) -> str:
        """Name and version."""
        return f"tesseract {self._version}"

    def words(self, picture: Grey, dpi: float, seconds: float) -> list[Word]:
        """See `Engine.words`."""
        height, width = picture.shape
        command = [self._path, "stdin", "stdout", "-l", self._language, "--dpi", str(round(min(max(dpi, 70), 2400)))]
        command += ["--psm", "3", "-c", "tessedit_create_tsv=1"]
        answer = _run(command, b"P5 %d %d 255\n" % (width, height) + picture.tobytes(), seconds)
        return list(_parsed(answer, width, height))


@lru_cache(maxsize=8)
def _about(path: str) -> tuple[str, frozenset[str]]:
    """Give the program's version and languages."""
    said = _run([path, "--version"], b"", _ASKING)
    version = re.match(r"tesseract\s+v?(\d[\w.-]{0,30})", said)
    if version is None:
        raise SourceNotRecognised("what is called tesseract does not say that it is tesseract")
    languages = _run([path, "--list-langs"], b"", _ASKING).splitlines()[1:]
    return version[1], frozenset(language.strip() for language in languages)


def _run(command: Sequence[str], given: bytes, seconds: float) -> str:
    """Run a command in our process group, so that it has our limits and ends when we are ended."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program's path, and no word of a document
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_ENVIRONMENT,
        )
    except OSError as error:
        raise SourceNotRecognised("tesseract cannot be started") from error
    answer = bytearray()
    # in threads of their own, so that nothing that the program does or leaves undone keeps us beyond the time
    threading.Thread(target=_feed, args=(process.stdin, given), daemon=True).start()
    listener = threading.Thread(target=_listen, args=(process.stdout, answer), daemon=True)
    listener.start()
    with process:
        listener.join(seconds)
        late = listener.is_alive()
        if late or len(answer) > _ANSWER:
            process.kill()
        try:
            status = process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
    if late:
        raise SourceNotRecognised(f"recognising a page took tesseract longer than {seconds:g} seconds")
    if len(answer) > _ANSWER:
        raise SourceNotRecognised("tesseract gave an answer that no page can have")
    if status:
        raise SourceNotRecognised(f"tesseract ended with status {status}")
    try:
        return answer.decode()
    except UnicodeDecodeError as error:
        raise SourceNotRecognised("tesseract gave an answer that is no text") from error


def _feed(pipe: IO[bytes] | None, given: bytes) -> None:
    if pipe is None:
        return
    left = memoryview(given)
    with suppress(OSError, ValueError), pipe:  # its status and its answer tell why it stopped to listen
        while left:
            left = left[pipe.write(left[:_PIECE]) :]


def _listen(pipe: IO[bytes] | None, answer: bytearray) -> None:
    with suppress(OSError, ValueError):  # closed when the time was over
        while pipe is not None and len(answer) <= _ANSWER and (part := pipe.read(_PIECE)):
            answer += part


def _parsed(answer: str, width: int, height: int) -> Iterator[Word]:
    """Read the table (tesseract(1), TSV): a heading row, then one for each page, block, paragraph, line and word."""
    rows = answer.split("\n")
    if not rows[0].startswith("level\t"):
        raise SourceNotRecognised("tesseract gave an answer that is no table of words")
    lines: dict[tuple[str, ...], int] = {}
    for row in rows[1:]:
        fields = row.split("\t")
        if fields[0] != _WORD_LEVEL:
            continue
        if len(fields) < _FIELDS:
            raise SourceNotRecognised("tesseract gave a table of words that is cut short")
        text = fields[11].strip()
        try:
            left, top, wide, high = map(int, fields[6:10])
            confidence = float(fields[10])
        except ValueError as error:
            raise SourceNotRecognised("tesseract gave a table of words with broken numbers") from error
        right, bottom = min(left + wide, width), min(top + high, height)
        left, top = max(left, 0), max(top, 0)
        if text and right > left and bottom > top:
            line = lines.setdefault(tuple(fields[1:5]), len(lines))
            box = (float(left), float(top), float(right), float(bottom))
            yield Word(text, box, min(max(confidence / 100, 0.0), 1.0), line)
