"""A table's bytes: their digest, whether they are text, and their lines."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import re
import stat
from typing import IO, TYPE_CHECKING, NamedTuple

from msgspec import Struct

from factcheck.evidence import codes
from factcheck.evidence.locate import stamp_of
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.locate import Located

SMALL_BYTES = 2**20
"""Files up to this size are held in memory and scanned in Python."""
MAX_LINE = 2**20
_CHUNK = 2**20
_OVERLAP = 4096
# A reader that forgives blanks after a closing quote reads these otherwise than a strict one.
# Too many are caught rather than too few: inside a quoted cell the delimiter is no boundary.
_BLANK_AFTER_QUOTE = re.compile(rb'(?<!")(?:"")*" |[,;|\t\r\n ](?:"")+ ')


class ContentError(Exception):
    """A table cannot be read at all; carries the fault."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.message)


class ChangedError(Exception):
    """The file is no longer the one that was located."""


class Content(Struct, frozen=True):
    """A file's content: bytes in memory where it is small, else to be read from its path."""

    located: Located
    encoding: str
    held: bytes | None

    def lines(self) -> Iterator[str]:
        """Yield the lines with their ends, whatever the line ends are.

        Raises ``ContentError`` for a line past the limit, ``UnicodeDecodeError`` for other bytes
        than the encoding has.
        """
        if self.held is not None:
            yield from io.StringIO(self.held.decode(self.encoding), newline="")
            return
        with (
            opened(self.located) as binary,
            io.TextIOWrapper(binary, self.encoding, newline="") as stream,
        ):
            yield from _bounded(stream)

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes; raises ``ChangedError`` where the file is another one by now."""
        if self.held is not None:
            yield self.held
            return
        with opened(self.located) as binary:
            while chunk := binary.read(_CHUNK):
                yield chunk


class Fingerprint(NamedTuple):
    """What one look at every byte tells."""

    sha256: str
    fault: Fault | None
    """Why it is no text."""
    is_strict: bool
    """Whether no blank follows what may be a closing quote."""


def read_content(located: Located, encoding: str) -> Content:
    """Return the content of a file, held in memory where it is small.

    Raises ``OSError`` where it cannot be opened, ``ChangedError`` where it is another file by
    now, ``LookupError`` for an unknown encoding, ``ContentError`` for UTF-16 without its mark.
    """
    name = codecs.lookup(encoding).name
    # A byte order mark is no part of the first header.
    decoder = "utf-8-sig" if name == "utf-8" else name
    with opened(located) as binary:
        _require_mark(name, binary)
        held = binary.read() if located.size <= SMALL_BYTES else None
    return Content(located, decoder, held)


def _require_mark(encoding: str, binary: IO[bytes]) -> None:
    """Raise ``ContentError`` for UTF-16 without the mark that says which way round it is."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if encoding == "utf-16" and not binary.read(2).startswith(marks):
        message = "the file does not begin with the byte order mark of utf-16"
        raise ContentError(Fault(codes.WRONG_ENCODING, message, hint="declare another `encoding`"))
    binary.seek(0)


def opened(located: Located) -> IO[bytes]:
    """Open the very file that was located.

    Raises ``ChangedError`` where its path leads to another one, or to a changed one, by now.
    """
    # Never waits for a pipe and never follows a link that has taken the file's place meanwhile.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    descriptor = os.open(located.path, flags)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode) or stamp_of(status) != located.stamp:
        os.close(descriptor)
        raise ChangedError
    return os.fdopen(descriptor, "rb")


def ends_lines_with(content: Content, letter: str) -> bool:
    """Whether some line of an ASCII-compatible text ends with a letter, the last one included."""
    ends = tuple(letter.encode() + end for end in (b"\n", b"\r"))
    tail = b""
    for chunk in content.chunks():
        seen = tail + chunk
        if any(end in seen for end in ends):
            return True
        tail = seen[-1:]
    return tail == letter.encode()


def refuse_change(content: Content) -> None:
    """Raise ``ChangedError`` where a file that is not held in memory is no longer the same."""
    if content.held is None and stamp_of(content.located.path.stat()) != content.located.stamp:
        raise ChangedError


def fingerprint(content: Content, digest: hashlib._Hash | None = None) -> Fingerprint:
    """Return the digest of a content and whether it is text in its encoding.

    ``digest`` is the one to go on with, where other files came before.
    """
    digest = digest or hashlib.sha256()
    decoder = _Decoder(content.encoding)
    is_strict, tail = True, b""
    for chunk in content.chunks():
        digest.update(chunk)
        decoder.feed(chunk)
        if is_strict and (b'"' in chunk or b'"' in tail):
            seen = tail + chunk
            is_strict = not (_BLANK_AFTER_QUOTE.search(b"\n" + seen) or seen.endswith(_LONG_RUN))
        tail = (tail + chunk)[-_OVERLAP:]
    decoder.finish()
    return Fingerprint(digest.hexdigest(), decoder.fault, is_strict)


_LONG_RUN = b'"' * _OVERLAP


class _Decoder:
    """Decodes chunk by chunk and keeps the first fault."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.decoder = codecs.getincrementaldecoder(encoding)()
        self.offset = 0
        self.lines = 1
        self.fault: Fault | None = None

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        if self.fault is not None:
            return
        try:
            text = self.decoder.decode(chunk, is_last)
        except UnicodeDecodeError as error:
            line = self.lines + error.object.count(b"\n", 0, error.start)
            # What is decoded begins with the rest of the chunk before, and not with a mark.
            start = self.offset + len(chunk) - len(error.object) + error.start
            self.fault = encoding_fault(error, self.encoding, start, line)
            return
        if "\0" in text:
            line = self.lines + text.count("\n", 0, text.index("\0"))
            self.fault = not_text_fault(line)
        self.offset += len(chunk)
        self.lines += text.count("\n")

    def finish(self) -> None:
        self.feed(b"", is_last=True)


def encoding_fault(error: UnicodeDecodeError, encoding: str, offset: int, line: int) -> Fault:
    """Return the fault of a byte that the encoding does not have, at an offset from 0."""
    byte = error.object[error.start]
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    is_utf_16 = offset == 0 and error.object.startswith(marks)
    likely = "windows-1252" if name == "utf-8" else "utf-8"
    other = "utf-16" if is_utf_16 else likely
    return Fault(
        codes.WRONG_ENCODING,
        f"line {line}: byte {byte:#04x} at offset {offset} is no {name}",
        hint=f"if another program wrote the table, declare its encoding: `encoding: {other}`",
    )


def not_text_fault(line: int) -> Fault:
    """Return the fault of a NUL character."""
    return Fault(
        codes.NOT_TEXT,
        f"line {line} holds a NUL character, so this is no table of text",
        hint="if a spreadsheet program saved it as Unicode text, declare `encoding: utf-16`",
    )


def _bounded(stream: io.TextIOWrapper) -> Iterator[str]:
    while line := stream.readline(MAX_LINE):
        if len(line) == MAX_LINE and line[-1] not in "\r\n":
            shown = quoted(line[:100])
            raise ContentError(
                Fault(
                    codes.BROKEN_QUOTES,
                    f"a line that begins with {shown} has more than {MAX_LINE:,} characters",
                )
            )
        yield line
