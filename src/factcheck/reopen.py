"""The claim file of a report, found again; a report of somebody else's may name any file."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from factcheck.evidence import find_root
from factcheck.model.near import quoted
from factcheck.pipeline import read_claim_file
from factcheck.report.said import records_in

Fields = dict[str, Any]


class NoClaimFileError(Exception):
    """A report names no claim file, or one that is not looked into."""


class ClaimFile(Struct, frozen=True):
    """A claim file as it is now."""

    text: bytes
    name: str
    """What the report calls it."""
    folder: Path
    root: Path

    @property
    def sha256(self) -> str:
        """The digest of its content."""
        return sha256(self.text).hexdigest()


def reopened(report: Fields, root: Path | None, claims: Path | None) -> ClaimFile:
    """Return the claim file that a report names, or ``claims`` in the place of it.

    The one that the report names is looked into only inside of ``root``, by default the project
    that the working folder belongs to. Raises ``NoClaimFileError`` for any other, and ``OSError``
    where it cannot be read.
    """
    files = records_in(report.get("files"))
    name = files[0].get("path") if files else None
    if not isinstance(name, str):
        raise NoClaimFileError("it does not name its claim file (files[0].path)")
    path = claims or _inside(name, root)
    return ClaimFile(read_claim_file(path), name, path.parent, root or find_root(path))


def _inside(name: str, root: Path | None) -> Path:
    around = root.resolve() if root else find_root(Path("claims.yml"))
    path = Path(name)
    try:
        is_inside = path.resolve().is_relative_to(around)
    except (OSError, RuntimeError, ValueError) as error:
        # A NUL character, half of a pair, a loop of links.
        message = f"{quoted(name)} (files[0].path) is no path to a file"
        raise NoClaimFileError(message) from error
    if not is_inside:
        raise NoClaimFileError(
            f"its claim file {quoted(name)} (files[0].path) lies outside of the folder "
            f"{quoted(around.as_posix())}; if you trust the report, name the file with --claims"
        )
    return path
