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
_SMALL_PACKED = 2**17
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
    """A file's content: bytes in memory where it is small, else to be read from its path.

    What is packed is not held, since nobody knows how much comes of it.
    """

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
            unpacked(self.located) as binary,
            io.TextIOWrapper(binary, self.encoding, newline="") as stream,
        ):
            yield from _bounded(stream)

    @property
    def is_small(self) -> bool:
        """Whether Python reads it sooner than DuckDB is loaded."""
        return self.located.size <= (_SMALL_PACKED if self.located.is_packed else SMALL_BYTES)

    def texts(self) -> Iterator[bytes]:
        """Yield the bytes of the text; raises ``ChangedError`` as ``chunks``."""
        if not self.located.is_packed:
            yield from self.chunks()
            return
        with unpacked(self.located) as binary:
            while chunk := binary.read(_CHUNK):
                yield chunk

    def chunks(self) -> Iterator[bytes]:
        """Yield the file's bytes; raises ``ChangedError`` where it is another one by now."""
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
    """Whether no blank follows what may be a closing quote, and nothing was packed in parts."""


def read_content(located: Located, encoding: str) -> Content:
    """Return the content of a file, held in memory where it is small.

    Raises ``OSError`` where it cannot be opened, ``ChangedError`` where it is another file by
    now, ``LookupError`` for an unknown encoding, ``ContentError`` for UTF-16 without its mark.
    """
    name = codecs.lookup(encoding).name
    # A byte order mark is no part of the first header.
    decoder = "utf-8-sig" if name == "utf-8" else name
    if name == "utf-16":
        with unpacked(located) as binary:
            _require_mark(binary)
    held = None
    if located.size <= SMALL_BYTES and not located.is_packed:
        with opened(located) as binary:
            held = binary.read()
    return Content(located, decoder, held)


def _require_mark(binary: IO[bytes]) -> None:
    """Raise ``ContentError`` for UTF-16 without the mark that says which way round it is."""
    marks = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if not binary.read(2).startswith(marks):
        message = "the file does not begin with the byte order mark of utf-16"
        raise ContentError(Fault(codes.WRONG_ENCODING, message, hint="declare another `encoding`"))


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


def unpacked(located: Located) -> IO[bytes]:
    """Open what a located file holds: its bytes, or those that were packed.

    Raises ``ChangedError`` as ``opened``, and while it is read ``ContentError`` where it cannot
    be unpacked.
    """
    if not located.is_packed:
        return opened(located)
    # Imported here because few tables are packed.
    from factcheck.evidence.packed import unpacked_stream

    return unpacked_stream(located)[0]


def ends_lines_with(content: Content, letter: str) -> bool:
    """Whether some line of an ASCII-compatible text ends with a letter, the last one included."""
    ends = tuple(letter.encode() + end for end in (b"\n", b"\r"))
    tail = b""
    for chunk in content.texts():
        seen = tail + chunk
        if any(end in seen for end in ends):
            return True
        tail = seen[-1:]
    return tail == letter.encode()


def refuse_change(content: Content) -> None:
    """Raise ``ChangedError`` where a file that is not held in memory is no longer the same."""
    if content.held is None:
        refuse_change_of(content.located)


def refuse_change_of(located: Located) -> None:
    """Raise ``ChangedError`` where a file is no longer the one that was located."""
    if stamp_of(located.path.stat()) != located.stamp:
        raise ChangedError


def fingerprint(content: Content, digest: hashlib._Hash | None = None) -> Fingerprint:
    """Return the digest of a content and whether it is text in its encoding.

    ``digest`` is the one to go on with, where other files came before.
    """
    digest = digest or hashlib.sha256()
    seen = _Look(content.encoding)
    for chunk in content.chunks():
        digest.update(chunk)
        if not content.located.is_packed:
            seen.feed(chunk)
    fault = _look_into(content, seen) if content.located.is_packed else None
    seen.decoder.finish()
    return Fingerprint(digest.hexdigest(), fault or seen.decoder.fault, seen.is_strict)


def _look_into(content: Content, seen: _Look) -> Fault | None:
    """Look at every byte that was packed; return why it cannot be unpacked."""
    from factcheck.evidence.packed import unpacked_stream

    stream, unpacking = unpacked_stream(content.located)
    try:
        with stream:
            while chunk := stream.read(_CHUNK):
                seen.feed(chunk)
    except ContentError as error:
        return error.fault
    # Readers differ in what they make of several members, which some programs write.
    seen.is_strict = seen.is_strict and unpacking.members == 1
    return None


_LONG_RUN = b'"' * _OVERLAP


class _Look:
    """A look at a text chunk by chunk: whether it is in its encoding, and written strictly."""

    def __init__(self, encoding: str) -> None:
        self.decoder = _Decoder(encoding)
        self.is_strict = True
        self._tail = b""

    def feed(self, chunk: bytes) -> None:
        self.decoder.feed(chunk)
        if self.is_strict and (b'"' in chunk or b'"' in self._tail):
            seen = self._tail + chunk
            is_loose = _BLANK_AFTER_QUOTE.search(b"\n" + seen) or seen.endswith(_LONG_RUN)
            self.is_strict = not is_loose
        self._tail = (self._tail + chunk)[-_OVERLAP:]


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
