"""The sign between cells: the declared one, and the fault of a table that has another."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evidence.content import Content
    from factcheck.model.spec import TableDeclaration

_USUAL = {",": "','", ";": "';'", "\t": "tab", "|": "'|'"}


def delimiter_of(declaration: TableDeclaration, suffix: str) -> str:
    """Return the declared delimiter, else a comma, or a tab for ``.tsv``."""
    if declaration.delimiter is None:
        return "\t" if suffix == ".tsv" else ","
    return "\t" if declaration.delimiter in {"tab", "\\t"} else declaration.delimiter


def refuse_one_column(row: Sequence[str], delimiter: str) -> None:
    """Raise ``ContentError`` for a single cell that holds another usual delimiter."""
    others = _other_delimiters(row[0], delimiter) if len(row) == 1 else ()
    if others:
        raise ContentError(_one_column(row[0], delimiter, others))


def with_delimiter(error: ContentError, content: Content, delimiter: str) -> ContentError:
    """Return the error of a first row, or a better one where another delimiter explains it."""
    first = next(iter(content.lines()), "")
    others = _other_delimiters(first, delimiter)
    if delimiter in first or not others:
        return error
    return ContentError(_one_column(first.strip(), delimiter, others))


def _other_delimiters(text: str, delimiter: str) -> tuple[str, ...]:
    """Return the usual delimiters in a text, the most frequent first."""
    counts = Counter(letter for letter in text if letter in _USUAL and letter != delimiter)
    return tuple(letter for letter, _ in counts.most_common())


def _one_column(text: str, delimiter: str, others: tuple[str, ...]) -> Fault:
    likely = _USUAL[others[0]]
    used = _USUAL.get(delimiter, quoted(delimiter))
    return Fault(
        codes.ONE_COLUMN,
        f"one column: read with the delimiter {used}, the first row is the single cell "
        f"{quoted(text)}; is the delimiter {likely}?",
        hint=f"declare `delimiter: {likely}`",
    )
