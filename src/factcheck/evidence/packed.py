"""Files packed by gzip, read as the stream of what they hold."""

from __future__ import annotations

import io
import zlib
from typing import IO, TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError, opened
from factcheck.evidence.locate import MAX_BYTES
from factcheck.evidence.stored.codes import BROKEN_GZIP
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from factcheck.evidence.locate import Located

MAX_TIMES = 400
"""Tables of text are packed to a third or a thirtieth; what becomes so much larger is no table."""
FREE_BYTES = 2**26
"""So much may come of any file."""
_CHUNK = 2**18
_GZIP = 31
"""How zlib calls one member of a file of gzip, with head and checksum."""


class Unpacked(io.RawIOBase):
    """The bytes that a file of gzip holds, member after member.

    Reading raises ``ContentError`` where the file is broken or cut off, and where too much comes
    of it.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        self.members = 0
        """Those begun so far."""
        self._packed = packed
        self._member: zlib._Decompress | None = None
        self._rest = b""
        self._taken = self._given = 0

    def readable(self) -> bool:
        """Whether it can be read from."""
        return True

    def close(self) -> None:
        """Close the file as well."""
        self._packed.close()
        super().close()

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer with the next bytes; return how many there were, 0 at the end."""
        view = memoryview(buffer).cast("B")
        found = self._next(len(view))
        view[: len(found)] = found
        return len(found)

    def _next(self, most: int) -> bytes:
        while True:
            if not self._rest:
                self._rest = self._packed.read(_CHUNK)
                self._taken += len(self._rest)
            if not self._rest:
                if self._member is not None or not self.members:
                    raise _broken("it ends before what it holds does")
                return b""
            found = self._unpack(most)
            if found:
                return found

    def _unpack(self, most: int) -> bytes:
        if self._member is None:
            if self.members:
                # Tapes and some programs fill up a file with zeros.
                self._rest = self._rest.lstrip(b"\0")
            if not self._rest:
                return b""
            self._member = zlib.decompressobj(_GZIP)
            self.members += 1
        try:
            found = self._member.decompress(self._rest, most)
        except zlib.error as error:
            raise _broken("it is no gzip, or damaged") from error
        if self._member.eof:
            self._rest, self._member = self._member.unused_data, None
        else:
            self._rest = self._member.unconsumed_tail
        self._count(len(found))
        return found

    def _count(self, given: int) -> None:
        self._given += given
        if self._given > MAX_BYTES:
            message = "it unpacks to more than 16 GiB, which is the limit"
            raise ContentError(Fault(codes.TOO_LARGE, message))
        if self._given > max(FREE_BYTES, self._taken * MAX_TIMES):
            message = f"it unpacks to more than {MAX_TIMES} times its size"
            hint = "if it is a table nevertheless, unpack it yourself and name that file"
            raise ContentError(Fault(codes.TOO_LARGE, message, hint=hint))


def unpacked_stream(located: Located) -> tuple[IO[bytes], Unpacked]:
    """Return what a located file holds as a stream, and the reader below it.

    Raises ``ChangedError`` where it is another file by now.
    """
    raw = Unpacked(opened(located))
    return io.BufferedReader(raw, _CHUNK), raw


def _broken(reason: str) -> ContentError:
    message = f"it cannot be unpacked: {reason}"
    return ContentError(Fault(BROKEN_GZIP, message, hint="`gzip -t` tells whether it is whole"))
