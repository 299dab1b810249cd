"""The files that say what a table is: their bytes, which the digest of the table covers."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import ChangedError, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.locate import Located


class Beside(Struct, frozen=True):
    """A descriptor, or the file of a schema or dialect."""

    located: Located
    sha256: str
    """Of the bytes from which the table was declared."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes; raises ``ChangedError`` where they are other ones by now."""
        with opened(self.located) as binary:
            data = binary.read()
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise ChangedError
        yield data
