"""The tree of a file without places, for the schema and the models; and trees with less in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.spec.document.node import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.span import Span
    from factcheck.spec.document.node import Node

Plain = str | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]


def plain(node: Node) -> Plain:
    """Return texts, lists and dictionaries."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {entry.key.text: plain(entry.node) for entry in node.entries}
        case _:
            assert_never(node)


def without(node: Node, paths: Iterable[Path]) -> Node:
    """Return the tree without what stands at these paths."""
    below: dict[str | int, list[Path]] = {}
    for path in paths:
        below.setdefault(path[0], []).append(path[1:])
    if not below:
        return node
    if isinstance(node, Mapping):
        kept = tuple(
            replace(entry, node=without(entry.node, below.get(entry.key.text, ())))
            for entry in node.entries
            if () not in below.get(entry.key.text, ())
        )
        return replace(node, entries=kept)
    assert isinstance(node, Sequence)
    items = tuple(
        without(item, below.get(number, ()))
        for number, item in enumerate(node.items)
        if () not in below.get(number, ())
    )
    return replace(node, items=items)


def child(node: Node, step: str | int) -> Node | None:
    """Return what stands under a key, or at a position of a list."""
    if isinstance(node, Mapping) and isinstance(step, str):
        entry = node.entry(step)
        return None if entry is None else entry.node
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def existing(root: Mapping, path: Path) -> tuple[Path, Node]:
    """Return the longest beginning of a path that exists, and what stands there."""
    node: Node = root
    for length, step in enumerate(path):
        below = child(node, step)
        if below is None:
            return path[:length], node
        node = below
    return path, node


def key_span(root: Mapping, path: Path) -> Span:
    """Return the place of the key that a path ends with, or of the item."""
    above = existing(root, path[:-1])[1] if path else root
    last = path[-1] if path else None
    is_key = isinstance(last, str)
    entry = above.entry(str(last)) if is_key and isinstance(above, Mapping) else None
    return existing(root, path)[1].span if entry is None else entry.key.span
