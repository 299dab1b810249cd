"""Binary fractions as the decimal numbers that they are printed as, in SQL."""

from __future__ import annotations

DECIMALS = 20
_DECIMAL = f"DECIMAL(38, {DECIMALS})"
_LARGEST, _SMALLEST = "1e15", "1e-5"
_SURE_DIGITS = 15


def float_number(name: str, *, is_wide: bool) -> str:
    """Return the expression of a binary fraction as a decimal number, null where it is none.

    It is the number that ``float_text`` prints: the fewest digits that tell the fraction from
    others, of a wide one at most 15, rounded half to even. Null are those of 10 to the 15 and
    more, those nearer to zero than a hundred-thousandth, and the few whose 16th and last digit is
    a 5: how these are rounded is seen only in their text.
    """
    size = f"abs({name})"
    in_reach = f"{size} < {_LARGEST} AND ({size} >= {_SMALLEST} OR {name} = 0)"
    text = f"CAST({name} AS VARCHAR)"
    if not is_wide:
        return f"CASE WHEN {in_reach} THEN CAST({text} AS {_DECIMAL}) END"
    digits = f"length(ltrim(translate({text}, '.-', ''), '0'))"
    is_tie = f"{digits} = {_SURE_DIGITS + 1} AND {text} LIKE '%5'"
    rounded = f"CAST(format('{{:.{_SURE_DIGITS}g}}', {name}) AS {_DECIMAL})"
    return (
        f"CASE WHEN NOT ({in_reach}) THEN NULL "
        f"WHEN {name} = trunc({name}) THEN CAST(CAST({name} AS BIGINT) AS {_DECIMAL}) "
        f"WHEN {is_tie} THEN NULL ELSE {rounded} END"
    )
