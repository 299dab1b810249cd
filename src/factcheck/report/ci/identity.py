"""What tells a notice from others, run after run: the file and the claim, never line or number."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.report.ci.notices import Notice


def with_fingerprints(notices: Iterable[Notice]) -> Iterator[tuple[Notice, str]]:
    """Yield each notice with a digest that no other one has.

    It stays the same while the claim keeps its id and its file, whatever the verdict, and wherever
    the claim stands. Several problems of one code in one file are counted through.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for notice in notices:
        identity = (notice.file, notice.subject, notice.kind)
        text = "\n".join((*(each.replace("\n", " ") for each in identity), str(seen[identity])))
        seen[identity] += 1
        yield notice, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain_path(path: str) -> str:
    """Return a path as readers write them: with slashes, and nothing before a relative one."""
    return path.replace("\\", "/").removeprefix("./")


def address_of(path: str) -> str:
    """Return a path as an address: relative ones stay so, and everything unusual is escaped."""
    shown = plain_path(path)
    escaped = "".join(map(_escaped, shown))
    return f"file://{escaped}" if shown.startswith("/") else escaped


_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def _escaped(character: str) -> str:
    if character in _PLAIN:
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
