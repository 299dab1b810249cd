"""The files of a package that are no tables: read whole, as strict JSON of limited depth."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.content import ChangedError, ContentError, opened
from factcheck.evidence.find import refuse_output
from factcheck.evidence.locate import locate, unreadable
from factcheck.evidence.package.codes import BROKEN_PACKAGE
from factcheck.evidence.package.node import Node
from factcheck.evidence.stored.json_text import parse_json
from factcheck.model.near import quoted
from factcheck.model.packaged import Described
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.span import Text

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 2**24
MAX_DEPTH = 100
_JSON = (".json",)


class Places(NamedTuple):
    """Where files may lie, and where the report goes."""

    folder: Path
    root: Path
    outputs: tuple[Path, ...] = ()


def read_json(file: Text, places: Places) -> tuple[Node, Described]:
    """Return what a file of JSON holds, and the digest of its bytes.

    Raises ``ProblemsError`` at the place of the file where it may not be read, is no JSON, is
    larger than 16 MiB or nested more than 100 deep.
    """
    located = locate(file, places.folder.resolve(), places.root.resolve(), suffixes=_JSON)
    refuse_output(located, places.outputs)
    try:
        with opened(located) as binary:
            data = binary.read(MAX_BYTES + 1)
    except OSError as error:
        raise unreadable(file, error) from error
    except ChangedError as error:
        raise _broken(file, "it changed while it was read", "run again") from error
    if len(data) > MAX_BYTES:
        raise _broken(file, f"it has more than {MAX_BYTES // 2**20} MiB")
    try:
        found = parse_json(data.removeprefix(BOM_UTF8))
    except ContentError as error:
        raise _broken(file, error.fault.message, error.fault.hint) from error
    if _depth(found) > MAX_DEPTH:
        raise _broken(file, f"it is nested more than {MAX_DEPTH} deep")
    return Node(found, file), Described(file, hashlib.sha256(data).hexdigest())


def beside(node: Node) -> Text:
    """Return the path that a descriptor has here, as the claim file would write it.

    Raises ``ProblemsError`` for an address, an absolute path, one that leaves the descriptor's
    folder and one that is a pattern of names.
    """
    path = node.text()
    message, hint = _wrong_path(path)
    if message is not None:
        raise node.error(f"{quoted(path)} {message}", hint=hint)
    return Text(str(PurePosixPath(node.file.value).parent / path), node.file.span)


def _wrong_path(path: str) -> tuple[str | None, str | None]:
    if "://" in path or path.startswith("//"):
        return "is an address, and nothing is fetched", "download the file, and name it by its path"
    if not path or path.startswith(("/", "~")) or "\\" in path or path[1:2] == ":":
        return "is no path relative to the descriptor, with `/`", None
    if ".." in PurePosixPath(path).parts:
        return "leaves the folder of the descriptor", "a package names files of its own folder"
    if any(sign in path for sign in "*?["):
        return "is a pattern of names, which a package does not have", "list the files one by one"
    return None, None


def _depth(value: object) -> int:
    """Return how deep a value is nested, without recursion."""
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [each for one in level for each in _inside(one)]
    return depth


def _inside(value: object) -> list[object]:
    match value:
        case dict():
            return list(value.values())
        case list():
            return value
        case _:
            return []


def _broken(file: Text, message: str, hint: str | None = None) -> ProblemsError:
    problem = Problem(BROKEN_PACKAGE, f"{quoted(file.value)}: {message}", file.span, hint=hint)
    return ProblemsError([problem])
