"""Units of columns and quantities: a noun, a currency or measure, or ``percent``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.figure import currency_named
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
_NO_RATE = r"(?!.*(?:\bper\b|/))"
"""*cases per million* is a rate."""
_SIZES = (
    (r"dozens?", 12),
    (r"hundreds?", 100),
    (r"thousands?|tsd|tausend|milliers", 10**3),
    (r"lakhs?", 10**5),
    (r"millions?|millionen|mill(?=\.)|mln|mio|mn", 10**6),
    (r"crores?", 10**7),
    (r"billions?|bln|bn|milliards?|milliarden|mrd", 10**9),
    (r"trillions?|tn", 10**12),
    (r"k", 10**3),
    (r"m", 10**6),
)
_NAMED = rf"(?:{'|'.join(words for words, _ in _SIZES[:-2])})\.?"
_DIGITS = r"['’]?000s?|10{3,}s?|1(?:[, ]?000)+s?"
_SCALED = re.compile(
    rf"(?P<factor>{_NAMED}|k|m|{_DIGITS}|10+)\s+(?:of\s+)?(?P<unit>\S.*)", re.IGNORECASE
)
_SCALED_BEHIND = re.compile(
    rf"(?:in\s+)?(?P<unit>{_NO_RATE}\S.*?)(?P<between>,?\s+[(\[]?(?:in\s+)?)"
    rf"(?P<factor>{_NAMED}|k|m|{_DIGITS})[)\]]?",
    re.IGNORECASE,
)
"""*CHF million*, *people (000s)*, *EUR 1000*."""
_ONLY_FACTOR = re.compile(rf"(?:in\s+)?[(\[]?(?P<factor>{_NAMED}|{_DIGITS})[)\]]?", re.IGNORECASE)
_CURRENCY = r"(?P<unit>[A-Z]{0,3}[^\w\s.(),'’/%-]|[A-Z]{3})"
_GLUED = re.compile(rf"(?P<factor>{_NAMED}|[kKmM]){_CURRENCY}")
_GLUED_BEHIND = re.compile(rf"{_CURRENCY}(?P<factor>{_NAMED}|[kKmM])")
"""*€m*, *USDbn*."""


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
    only = _ONLY_FACTOR.fullmatch(text)
    if only is not None:
        hint = (
            "write what is counted, such as 'unit: people', and "
            f"'scale: {_size(only['factor'])}' on the column"
        )
        return "is a factor, which would not be multiplied by", hint
    scaled = _scaled(text)
    if scaled is not None:
        unit, scale = scaled
        hint = f"write 'unit: {unit}', and 'scale: {scale}' on the column"
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


def _scaled(text: str) -> tuple[str, int] | None:
    """Return the unit and the factor that stand together in a text."""
    for pattern in (_SCALED, _SCALED_BEHIND, _GLUED, _GLUED_BEHIND):
        found = pattern.fullmatch(text)
        if found is not None and _is_scaled(found):
            return found["unit"], _size(found["factor"])
    return None


def _is_scaled(found: re.Match[str]) -> bool:
    """Whether a word is the factor of what stands beside it: the *m* of *height (m)* is none."""
    unit, factor = found["unit"], found["factor"].lower()
    between = found.groupdict().get("between")
    is_doubtful = factor == "m" or found.re in {_GLUED, _GLUED_BEHIND}
    if between is not None and not re.fullmatch(_NAMED, factor):
        # A number or letter behind a noun may belong to it: *Group 1000*.
        is_doubtful = is_doubtful or factor == "k" or not between.strip()
    if is_doubtful:
        return currency_named(unit) is not None
    return _HAS_LETTER.search(unit) is not None or currency_named(unit) is not None


def _size(factor: str) -> int:
    plain = factor.lower().rstrip(".")
    for words, size in _SIZES:
        if re.fullmatch(words.replace(r"(?=\.)", ""), plain):
            return size
    digits = re.sub("[^0-9]", "", plain)
    return int(digits if digits.startswith("1") else f"1{digits}")


_NOUN = (
    "write a noun such as 'people', a currency or measure such as 'CHF' or 'km', or 'percent'; a "
    "factor is written 'scale: 1000'"
)
