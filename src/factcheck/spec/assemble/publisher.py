"""Who publishes the fact-check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.spec import Publisher
from factcheck.spec.assemble.dates import check_publication
from factcheck.spec.assemble.read import text
from factcheck.spec.document.node import Mapping

if TYPE_CHECKING:
    from factcheck.spec.assemble.context import Context


def build_publisher(context: Context, root: Mapping) -> Publisher | None:
    """Return the publisher that a claim file names; ``None`` for none."""
    entry = root.entry("publisher")
    if entry is None or not isinstance(entry.node, Mapping):
        return None
    block = entry.node
    check_publication(context, block)
    name, url = text(block, "name"), text(block, "url")
    assert name is not None
    assert url is not None
    return Publisher(name, url, text(block, "logo"), text(block, "page"), text(block, "published"))
