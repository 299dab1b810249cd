"""What files are called in addresses, which say nothing of where they lie."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_UNFIT = re.compile(r"[^a-z0-9]+")
_DIGITS = 16
_LONGEST = 80


def keys_of(paths: Iterable[Path]) -> dict[Path, str]:
    """Return a key for each path, as readable as its path is plain: ``claims-swiss``.

    A key does not depend on which other files there are, unless one of them would have the same.
    Two hyphens stand before a digest, and nowhere else.
    """
    plain = {path: _plain(path) for path in paths}
    times = Counter(plain.values())
    return {
        path: key if times[key] == 1 else f"{key}--{_digest(path)}" for path, key in plain.items()
    }


def _plain(path: Path) -> str:
    key = _UNFIT.sub("-", (path.parent / path.stem).as_posix().lower()).strip("-")
    return key if 0 < len(key) <= _LONGEST else f"file--{_digest(path)}"


def _digest(path: Path) -> str:
    return sha256(path.as_posix().encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]
