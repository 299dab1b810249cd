"""What tables and columns say of the sample that their numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted
from factcheck.model.sampling import Sampling
from factcheck.spec.assemble.read import blocks, flag, scalar, text
from factcheck.spec.codes import SAMPLE

if TYPE_CHECKING:
    from factcheck.model.sampling import Given
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping

USUAL = Fraction(95, 100)
"""The level at which the uncertainty of a sample is worked out, where none is declared."""
_PERCENT = 100
_SIZES = ("margin", "n")
_NEED_N = ("design_effect", "weighted")


def build_sampling(
    context: Context, block: Mapping, table: Mapping | None = None
) -> Sampling | None:
    """Return what a column or table says of its sample; ``None`` where it says nothing.

    A column that says something takes the rest from its ``table``. What does not go together is
    noted as a problem.
    """
    sized = _sized(block, table)
    if sized is None:
        if table is not None or not _has_sampled_column(block):
            _report_idle(context, block)
        return None
    margin, asked = given(sized, "margin"), given(sized, "n")
    confidence = _level(block) or (None if table is None else _level(table))
    if margin is not None:
        _check_margin(context, block, confidence)
        return Sampling(confidence or USUAL, margin=margin)
    around = (block,) if table is None else (block, table)
    effect = next((found for each in around if (found := given(each, "design_effect"))), None)
    if effect is None and any(flag(each, "weighted") for each in around):
        _report_weighted(context, next(each for each in around if flag(each, "weighted")))
    return Sampling(confidence or USUAL, asked=asked, design_effect=effect)


def _sized(block: Mapping, table: Mapping | None) -> Mapping | None:
    """Return the block that says what size the sample of a column or table has."""
    if any(scalar(block, key) for key in _SIZES):
        return block
    says_more = any(scalar(block, key) for key in ("confidence", *_NEED_N))
    has_size = table is not None and any(scalar(table, key) for key in _SIZES)
    return table if says_more and has_size else None


def same_sample(block: Mapping) -> bool | str | None:
    """Return whether a table's shares are of the same people, or the column that tells it.

    ``None`` where nobody says it.
    """
    found = text(block, "same_sample")
    return {"true": True, "false": False}.get((found or "").lower(), found)


def given(block: Mapping, key: str) -> Given | None:
    """Return the number under a key, or the column that is named there."""
    found = scalar(block, key)
    if found is None:
        return None
    text = found.text
    is_number = text[0] in "0123456789."
    return fraction_of(text.replace(",", "")) if is_number else text


def _level(block: Mapping) -> Fraction | None:
    level = scalar(block, "confidence")
    return None if level is None else fraction_of(level.text.rstrip("% ")) / _PERCENT


def _has_sampled_column(table: Mapping) -> bool:
    """Whether some column of a table says what size its sample has."""
    columns = blocks(table, "columns")
    return any(scalar(column, key) for _, column in columns for key in _SIZES)


def _report_idle(context: Context, block: Mapping) -> None:
    """Note keys that say something of a margin or a number asked, where there is neither."""
    for key in ("confidence", *_NEED_N):
        found = block.entry(key)
        if found is not None:
            message = f"{quoted(key)} says nothing without 'margin' or 'n'"
            hint = "add 'n', how many were asked, or 'margin', as it was published; or remove it"
            context.report(SAMPLE, message, found.key.span, hint)
            return


def _check_margin(context: Context, block: Mapping, confidence: Fraction | None) -> None:
    """Note a margin of no level, and what only the number asked can be joined with."""
    entry = block.entry("margin")
    if confidence is None and entry is not None:
        message = "a margin without 'confidence' does not say how often it holds"
        hint = "add the level that was published with it, most often 'confidence: 95%'"
        context.report(SAMPLE, message, entry.key.span, hint)
    for key in _NEED_N:
        found = block.entry(key)
        if found is not None:
            message = f"{quoted(key)} belongs to 'n': a published margin has the weights in it"
            context.report(SAMPLE, message, found.key.span, f"remove {quoted(key)}")


def _report_weighted(context: Context, block: Mapping) -> None:
    entry = block.entry("weighted")
    assert entry is not None
    message = (
        "weighted numbers are less sure than those of a simple random sample of as many people, "
        "and nothing says how much"
    )
    hint = (
        "add 'design_effect', such as 1.8, which the survey's notes on its method give; or the "
        "published 'margin' instead of 'n'"
    )
    context.report(SAMPLE, message, entry.key.span, hint)
