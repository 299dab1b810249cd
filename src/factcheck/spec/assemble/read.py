"""Values under the keys of a block whose structure is known to be right."""

from __future__ import annotations

from unicodedata import normalize

from factcheck.model.span import Text
from factcheck.model.spec import Scope
from factcheck.spec.document.node import Entry, Mapping, Node, Scalar, Sequence


def scalar(block: Mapping, key: str) -> Scalar | None:
    """Return the scalar under a key, ``None`` where there is no such key or it holds a block."""
    entry = block.entry(key)
    return entry.node if entry is not None and isinstance(entry.node, Scalar) else None


def text(block: Mapping, key: str) -> str | None:
    """Return the text under a key, without the line end that a block of text has."""
    found = scalar(block, key)
    return None if found is None else found.text.rstrip("\n")


def placed(block: Mapping, key: str) -> Text | None:
    """Return the text under a key with its place."""
    found = scalar(block, key)
    return None if found is None else as_text(found)


def as_text(found: Scalar) -> Text:
    """Return a scalar as a text with its place."""
    return Text(found.text.rstrip("\n"), found.inner)


def as_name(found: Scalar) -> Text:
    """Return a scalar that names something, normalised as names are."""
    return Text(normalize("NFC", found.text.strip()), found.inner)


def name(block: Mapping, key: str) -> Text | None:
    """Return the name under a key."""
    found = scalar(block, key)
    return None if found is None else as_name(found)


def flag(block: Mapping, key: str) -> bool:
    """Return whether a key says true; false where it is absent."""
    found = scalar(block, key)
    return found is not None and found.text.lower() == "true"


def items(block: Mapping, key: str) -> tuple[Scalar, ...] | None:
    """Return the scalars of a list, or the one that stands there instead."""
    entry = block.entry(key)
    return None if entry is None else listed(entry.node)


def listed(node: Node) -> tuple[Scalar, ...]:
    """Return the scalars of a list, or the one that stands there instead."""
    found = node.items if isinstance(node, Sequence) else (node,)
    return tuple(item for item in found if isinstance(item, Scalar))


def texts(block: Mapping, key: str) -> tuple[str, ...]:
    """Return the texts of a list, or the one that stands there instead; none without the key."""
    return tuple(item.text for item in items(block, key) or ())


def whole(block: Mapping, key: str) -> int | None:
    """Return the whole number under a key, whose pattern says that it is one."""
    found = scalar(block, key)
    return None if found is None else int(found.text)


def pairs(block: Mapping, key: str) -> tuple[tuple[str, Scalar], ...]:
    """Return the keys and scalars of a block of texts."""
    return tuple(
        (entry.key.text, entry.node)
        for entry in entries(block, key)
        if isinstance(entry.node, Scalar)
    )


def entries(block: Mapping, key: str) -> tuple[Entry, ...]:
    """Return the entries of the block under a key."""
    entry = block.entry(key)
    if entry is None or not isinstance(entry.node, Mapping):
        return ()
    return entry.node.entries


def blocks(block: Mapping, key: str) -> tuple[tuple[Scalar, Mapping], ...]:
    """Return the keys and blocks of a block of blocks."""
    return tuple(
        (entry.key, entry.node) for entry in entries(block, key) if isinstance(entry.node, Mapping)
    )


def scope(block: Mapping, outer: Scope = Scope()) -> Scope:  # noqa: B008 - a frozen record
    """Return what a block says its numbers are about; what it does not say, ``outer`` says."""
    return Scope(
        placed(block, "period") or outer.period,
        placed(block, "population") or outer.population,
        placed(block, "definition") or outer.definition,
        placed(block, "as_of") or outer.as_of,
    )
