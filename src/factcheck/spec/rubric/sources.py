"""Where a rubric is from: its sources, each a text or a block like those of claim files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.spec import Source
from factcheck.spec.codes import ADDRESS as WRONG_ADDRESS
from factcheck.spec.document.node import Mapping, Scalar, Sequence
from factcheck.spec.rubric.reader import text_of
from factcheck.spec.structure.patterns import ADDRESS

if TYPE_CHECKING:
    from factcheck.spec.document.node import Node
    from factcheck.spec.rubric.reader import Reader

SOURCE_KEYS = ("title", "publisher", "url", "archived", "published", "accessed")

_HINT = "write a text, or a list of blocks with 'title:' and 'url:'"


def read_sources(reader: Reader, root: Mapping) -> tuple[Source, ...]:
    """Return the sources of a rubric in the order of the file."""
    entry = root.entry("sources")
    if entry is None:
        return ()
    nodes: tuple[Node, ...] | None = (entry.node,)
    if isinstance(entry.node, Sequence):
        nodes = reader.items(entry.node, "'sources'", _HINT)
    found = [_source(reader, node, number) for number, node in enumerate(nodes or (), 1)]
    return tuple(each for each in found if each is not None)


def _source(reader: Reader, node: Node, number: int) -> Source | None:
    name = f"source {number}"
    if isinstance(node, Scalar):
        found = reader.scalar(node, name)
        return None if found is None else Source(name, node.span, title=text_of(found).value)
    block = reader.block(node, name, _HINT)
    if block is None:
        return None
    reader.check_keys(block, SOURCE_KEYS, name)
    for key in ("url", "archived"):
        address = reader.text(block, key)
        if address is not None and re.search(ADDRESS, address.value) is None:
            message = f"'{key}' is {quoted(address.value)}; expected an address of the web"
            hint = "write the whole address, as the browser shows it"
            reader.report(WRONG_ADDRESS, message, address.span, hint)
    texts = {key: reader.words(block, key) for key in SOURCE_KEYS}
    return Source(name, block.span, **texts)
