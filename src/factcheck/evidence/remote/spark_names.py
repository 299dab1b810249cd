"""Names as Spark's SQL writes them."""

from __future__ import annotations


def in_backticks(parts: tuple[str, ...]) -> str:
    """Return a name of several parts, each quoted."""
    return ".".join(f"`{part.replace('`', '``')}`" for part in parts)
