"""Units of columns and quantities: a noun, a currency or measure, or ``percent``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.unit import is_percent
from factcheck.spec.assemble.read import placed
from factcheck.spec.codes import UNIT

if TYPE_CHECKING:
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping

_LONGEST = 60
_PERCENTAGES = re.compile(
    r"(?:%|per ?cent|pct|prozent)(?!\w)(?! ?points?\b)|percents\b|percentages?\b(?! points?\b)",
    re.IGNORECASE,
)
_HAS_LETTER = re.compile(r"[^\W\d_]|[°′″]")
_CURRENCY_SIGN = re.compile(r"[$¢£¤¥₠-⃀]")
_LARGE = "thousands?|millions?|billions?"
_SCALED = re.compile(rf"(?P<factor>10+|1(?:[, ]000)+|{_LARGE})\s+(?:of\s+)?(?P<unit>\S.*)")
_SCALED_BEHIND = re.compile(rf"(?:in\s+)?(?P<unit>(?!.*\bper\b)\S.*?)\s+(?P<factor>{_LARGE})")
"""*CHF million*; *cases per million* is a rate."""
_WORDS = {"thousand": "1000", "million": "1000000", "billion": "1000000000"}


def build_unit(context: Context, block: Mapping) -> str | None:
    """Return the unit under ``unit``; what names nothing that is counted is noted."""
    found = placed(block, "unit")
    if found is None:
        return None
    text = found.value.strip()
    fault = _fault(text)
    if fault is not None:
        message, hint = fault
        context.report(UNIT, f"the unit {quoted(text)} {message}", found.span, hint)
    return found.value


def _fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a unit, and what to write instead."""
    scaled = _SCALED.fullmatch(text) or _SCALED_BEHIND.fullmatch(text)
    if scaled is not None and _HAS_LETTER.search(scaled["unit"]):
        factor = scaled["factor"].rstrip("s")
        scale = _WORDS.get(factor, re.sub("[, ]", "", factor))
        hint = f"write 'unit: {scaled['unit']}', and 'scale: {scale}' on the column"
        return "has a factor in it, which would not be multiplied by", hint
    if _PERCENTAGES.match(text) is not None and not is_percent(text):
        hint = "write 'unit: percent'; what they are percentages of is told in 'is' or 'definition'"
        return "would be a noun like any other, and no percentage", hint
    if "\n" in text or len(text) > _LONGEST:
        return f"is longer than {_LONGEST} characters or has several lines", _NOUN
    if text == "%" or _HAS_LETTER.search(text) or _CURRENCY_SIGN.search(text):
        return None
    if "%" in text:
        return "is no unit", "write 'unit: percent'"
    return "names nothing that is counted or measured", _NOUN


_NOUN = (
    "write a noun such as 'people', a currency or measure such as 'CHF' or 'km', or 'percent'; a "
    "factor is written 'scale: 1000'"
)
