"""A resource of a package: which one is meant, and what it says of its file."""

from __future__ import annotations

import codecs
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from factcheck.evidence.package.codes import BROKEN_PACKAGE, UNREAD_PACKAGE
from factcheck.evidence.package.node import text_in
from factcheck.model.near import did_you_mean, listed, quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from factcheck.evidence.package.node import Node
    from factcheck.model.span import Text
    from factcheck.model.table_declaration import TableDeclaration

_UNREAD = ("innerpath", "extrapaths", "layout", "control", "query", "url")
"""Properties beside the standard that would change what is read."""
_PACKED = {"gz": True, "gzip": True, "no": False, "": False}
_FORMATS = {
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "ndjson": "jsonl",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.apache.parquet": "parquet",
}
"""Other words for what a file's name ends in."""
_KNOWN = ("csv", "tsv", "json", "jsonl", "xls", "xlsx", "xlsb", "ods", "parquet")
_ENCODINGS = {
    codecs.lookup(name).name: name
    for name in (
        *("utf-8", "utf-8-sig", "utf-16", "latin-1", "iso-8859-15"),
        *("windows-1250", "windows-1251", "windows-1252", "mac-roman", "cp437", "cp850"),
    )
}
"""The encodings that a claim file may declare."""


def chosen(package: Node, table: TableDeclaration, file: Text) -> Node:
    """Return the resource that a table names, or the only one.

    Raises ``ProblemsError`` where there is none of that name, or several and none is named.
    """
    resources = package.get("resources")
    if resources is None:
        raise package.error("a Data Package has `resources`")
    every = resources.items("a list of resources")
    names = [text_in(each, "name") for each in every]
    known = [name for name in names if name]
    if table.resource is None:
        if len(every) == 1:
            return every[0]
        message = f"{quoted(file.value)} has {len(every)} resources, and nothing says which"
        hint = f"add `resource: {known[0]}`; there are {listed(known)}" if known else None
        raise ProblemsError([Problem(BROKEN_PACKAGE, message, file.span, hint=hint)])
    wanted = table.resource
    found = [each for each, name in zip(every, names, strict=True) if name == wanted.value]
    if len(found) != 1:
        several = "several resources" if found else "no resource"
        message = f"{quoted(file.value)} has {several} called {quoted(wanted.value)}"
        hint = None if found else did_you_mean(wanted.value, known)
        raise ProblemsError([Problem(BROKEN_PACKAGE, message, wanted.span, hint=hint)])
    return found[0]


def refuse_unread(resource: Node) -> None:
    """Raise ``ProblemsError`` for what a resource says of its file that is not read."""
    for key in _UNREAD:
        found = resource.get(key)
        if found is not None:
            raise found.error("this property is not read", UNREAD_PACKAGE)
    kind = resource.get("type")
    if kind is not None and kind.text() != "table":
        raise kind.error(f"{quoted(kind.text())} is no table", UNREAD_PACKAGE)


def paths_of(resource: Node) -> list[Node]:
    """Return the paths of a resource; none where its rows stand in the descriptor.

    Raises ``ProblemsError`` where it has neither, or both.
    """
    path, data = resource.get("path"), resource.get("data")
    if (path is None) == (data is None):
        raise resource.error("either `path` or `data` is expected")
    if path is None:
        return []
    paths = path.items() if isinstance(path.value, list) else [path]
    if not paths:
        raise path.expected("a path")
    return paths


def refuse_format(resource: Node, path: str) -> None:
    """Raise ``ProblemsError`` where a resource says that a file is of another kind than its name.

    Also for one that is packed in another way than by gzip.
    """
    suffixes = PurePosixPath(path.lower()).suffixes
    is_packed = suffixes[-1:] == [".gz"]
    kind = "".join(suffixes[-2:-1] if is_packed else suffixes[-1:]).removeprefix(".")
    for key in ("format", "mediatype"):
        found = resource.get(key)
        if found is None:
            continue
        named = _FORMATS.get(found.text().lower(), found.text().lower())
        if named in _KNOWN and named != _FORMATS.get(kind, kind):
            raise found.error(
                f"{quoted(found.text())} is not what {quoted(path)} is", UNREAD_PACKAGE
            )
    packed = resource.get("compression")
    if packed is not None and _PACKED.get(packed.text()) != is_packed:
        message = f"{quoted(packed.text())} is not how {quoted(path)} is packed"
        hint = "a file packed by gzip ends in .gz; others are unpacked before they are named"
        raise packed.error(message, UNREAD_PACKAGE, hint)


def encoding_of(resource: Node) -> str | None:
    """Return the encoding of a resource, as a claim file would write it.

    Raises ``ProblemsError`` for one that no claim file may declare.
    """
    found = resource.get("encoding")
    if found is None:
        return None
    try:
        known = _ENCODINGS.get(codecs.lookup(found.text()).name)
    except (LookupError, ValueError):
        known = None
    if known is None:
        hint = f"these are read: {', '.join(_ENCODINGS.values())}"
        message = f"the encoding {quoted(found.text())} is not read"
        raise found.error(message, UNREAD_PACKAGE, hint)
    return known
