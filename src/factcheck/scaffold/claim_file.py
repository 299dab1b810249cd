"""A claim file made from a table: its declaration, and a few claims that hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.cell import number_key
from factcheck.model.expression_text import column_shape, is_plain_value, quoted_value
from factcheck.scaffold.table_lines import table_lines, totals_declared
from factcheck.scaffold.yaml_text import is_writable, named, scalar, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factcheck.evidence.profile import ColumnProfile
    from factcheck.model.fraction import Fraction
    from factcheck.scaffold.table_lines import Draft

_NO_COUNT = re.compile(
    r"(?:^|[\W_])(?:id|code|rank|pos(?:ition)?|no|nr|number|index|year|jahr|month|day|date|week|"
    r"zip|plz|phone|lat|lon|share|rate|ratio|percent|pct|median|mean|avg|average|age|gini)"
    r"(?:$|[\W_])|%",
    re.IGNORECASE,
)
_YEARS = (1000, 2100)
_FEW_VALUES = 30
_PLACEHOLDER = "1"


class StarterClaim(Struct, frozen=True):
    """A claim that shows how one is written."""

    id: str
    comment: str
    measure: str


def starter_claims(draft: Draft) -> tuple[StarterClaim, ...]:
    """Return claims on a table: its rows, a sum, the rows of one value, as far as it has them."""
    rows = StarterClaim("rows", "How many rows the table has.", f"count({draft.name})")
    found = (rows, _sum_claim(draft) or _highest_claim(draft), _value_claim(draft))
    return tuple(claim for claim in found if claim is not None)


def claim_file(
    draft: Draft, claims: Iterable[StarterClaim], figures: Mapping[str, Fraction]
) -> str:
    """Return the text of a claim file; ``figures`` are the numbers claimed, by the claims' ids.

    A claim whose number is not known yet says 1.
    """
    lines = [*_head(draft), *table_lines(draft), "", *_claims_head()]
    for claim in claims:
        lines += _claim_lines(claim, figures.get(claim.id))
    return "".join(f"{line}\n" for line in lines)


def _head(draft: Draft) -> Iterator[str]:
    name = shown(draft.file)
    yield f"# Made from {name} by `factcheck new`; what begins with # is a comment or a suggestion."
    yield "factcheck: 1"
    yield f"title: {scalar(f'Claims on {name}')}"
    yield ""
    yield "# Who published what, for the report; name a source with `source:` in tables and claims."
    yield "# sources:"
    yield "#   publisher-2024:"
    yield "#     title: Title of the publication"
    yield "#     url: https://example.org/publication"
    yield ""
    yield "evidence:"


def _claims_head() -> Iterator[str]:
    yield "# Put published claims in the place of these: the words under `quote`, the number as"
    yield "# printed under `figure` (around 9,000; 93.5%; one in five), what it is a number of"
    yield "# under `measure`."
    yield "claims:"


def _claim_lines(claim: StarterClaim, number: Fraction | None) -> Iterator[str]:
    yield f"  # {claim.comment}"
    yield f"  {claim.id}:"
    yield f"    measure: {_expression(claim.measure)}"
    text = _PLACEHOLDER if number is None else _printed(number)
    if "." in text or _is_exact(text):
        yield f'    figure: "{text}"'
    else:
        # A round number alone is read as rounded.
        yield "    figure:"
        yield f'      text: "{text}"'
        yield "      reads: exact"


def _expression(text: str) -> str:
    """Return an expression as a value: bare, as the examples show it, where YAML allows that."""
    is_bare = re.fullmatch(r"[\w().,=\[\] ]+", text, re.ASCII) is not None
    return text if is_bare else scalar(text)


def _printed(number: Fraction) -> str:
    whole, point, decimals = number_key(number).partition(".")
    return f"{int(whole):,}{point}{decimals}"


def _is_exact(text: str) -> bool:
    """Whether a whole number alone is never read as rounded: it does not end in a zero."""
    return text == "0" or not text.endswith("0")


def _sum_claim(draft: Draft) -> StarterClaim | None:
    for column, name in zip(draft.profile.columns, draft.names, strict=True):
        if name is not None and _is_count(column, draft):
            measure = f"sum({draft.name}.{name})"
            comment = f"The sum of {named(column.header)}."
            return StarterClaim(f"sum-of-{_identifier(name)}", comment, measure)
    return None


def _highest_claim(draft: Draft) -> StarterClaim | None:
    for column, name in zip(draft.profile.columns, draft.names, strict=True):
        if name is not None and _is_complete(column) and not _names_something(column, draft):
            measure = f"max({draft.name}.{name})"
            comment = f"The highest number in {named(column.header)}."
            return StarterClaim(f"highest-{_identifier(name)}", comment, measure)
    return None


def _is_complete(column: ColumnProfile) -> bool:
    """Whether every cell is a number as it stands."""
    return column.is_number and not (column.empty or column.percents or column.padded)


def _is_count(column: ColumnProfile, draft: Draft) -> bool:
    """Whether a column counts something: whole numbers, none missing, that name nothing."""
    if not (_is_complete(column) and column.is_whole):
        return False
    assert column.lowest is not None
    return column.lowest >= 0 and not _names_something(column, draft)


def _names_something(column: ColumnProfile, draft: Draft) -> bool:
    """Whether a column of numbers has years, places or keys, which are not added up."""
    assert column.lowest is not None
    assert column.highest is not None
    are_years = _YEARS[0] <= column.lowest and column.highest <= _YEARS[1]
    is_key = draft.profile.keys[:1] == ((column.header,),)
    return column.is_whole and (are_years or is_key or bool(_NO_COUNT.search(column.header)))


def _value_claim(draft: Draft) -> StarterClaim | None:
    """Return a claim on the rows that have the most frequent value of a column of labels."""
    for column, name in zip(draft.profile.columns, draft.names, strict=True):
        if name is None or name in totals_declared(draft) or not _has_labels(column):
            continue
        value, cells = column.values[0]
        if cells > 1 and is_writable(value) and value.isprintable():
            measure = f"count({draft.name}[{name} = {_value(value)}])"
            comment = f"How many rows have {named(value)} in {named(column.header)}."
            return StarterClaim(f"most-frequent-{_identifier(name)}", comment, measure)
    return None


def _value(text: str) -> str:
    """Return a value as a test writes it."""
    is_plain = is_plain_value(text) and column_shape(text) is None and text.isascii()
    return text if is_plain else quoted_value(text)


def _has_labels(column: ColumnProfile) -> bool:
    """Whether a column sorts the rows into a few groups, each row into one."""
    if column.empty or column.numbers or column.dates or column.distinct is None:
        return False
    return 1 < column.distinct <= _FEW_VALUES


def _identifier(name: str) -> str:
    return name.strip("_").replace("_", "-") or "column"
