"""Places inside texts that run over several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.span import Span
from factcheck.spec.document.node import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from factcheck.spec.document.node import Scalar


def place_in(lines: Sequence[str], found: Scalar, offset: int, length: int) -> Span:
    """Return where a stretch of a scalar's text stands in the file."""
    inner = found.inner
    line, column, start = inner.line, inner.column, 0
    if found.span.line != found.span.end_line:
        for begin, *place in _pieces(lines, found):
            if begin <= offset:
                start, (line, column) = begin, place
    column += offset - start
    return Span(inner.file, line, column, line, column + max(length, 1))


def _pieces(lines: Sequence[str], found: Scalar) -> Iterator[tuple[int, int, int]]:
    """Yield where each line of a text begins: in the text, and as line and column of the file."""
    inner = found.inner
    is_block = found.style is Style.BLOCK
    last = min(found.span.end_line - is_block, len(lines))
    position = 0
    for number in range(inner.line, last + 1):
        line = lines[number - 1]
        if number == inner.end_line and not is_block:
            line = line[: inner.end_column - 1]
        indent = len(line) - len(line.lstrip())
        start = inner.column - 1 if number == inner.line else indent
        piece = line[start:].strip()
        begin = found.text.find(piece, position) if piece else -1
        if begin >= 0:
            yield begin, number, start + 1
            position = begin + len(piece)


def moved(node: Any, place: Callable[[Span], Span]) -> Any:  # noqa: ANN401 - any part of a tree
    """Return a tree with every place in it moved."""
    if isinstance(node, Span):
        return place(node)
    if isinstance(node, tuple):
        return tuple(moved(part, place) for part in node)
    if not isinstance(node, Struct):
        return node
    changes: dict[str, Any] = {
        name: moved(getattr(node, name), place) for name in node.__struct_fields__
    }
    return replace(node, **changes)
