"""Small tables with unknown cells, and claims of every form about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from naive_forms import (
    DOMAINS,
    UNKNOWN,
    Answer,
    Check,
    Claim,
    Measure,
    Ranking,
    Row,
    Rows,
    asked,
    at_least_is_true,
    each_is_true,
    extreme,
    grouped,
    mean,
    measured,
    numbers,
    quantile,
    share,
    trend_is_true,
)

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKS = (
    Check("f = x", lambda row: row["f"] == "x", "f"),
    Check("f != x", lambda row: row["f"] != "x", "f"),
    Check("g in (a, b)", lambda row: row["g"] in ("a", "b"), "g"),
    Check("not g = c", lambda row: row["g"] != "c", "g"),
    Check("p >= 2", lambda row: row["p"] in (2, 3), "p"),
    Check("(f = y or g = a)", lambda row: row["f"] == "y" or row["g"] == "a", "fg"),
)
_X = CHECKS[0]


def _sliced(check: Check) -> Callable[[Rows], Rows]:
    return lambda rows: tuple(row for row in rows if check.holds(row))


def _counts(check: Check | None) -> Measure:
    if check is None:
        return Measure("count(t)", lambda rows: Fraction(len(rows)))
    kept = _sliced(check)
    return Measure(f"count(t[{check.text}])", lambda rows: Fraction(len(kept(rows))), check)


def _sums(check: Check | None) -> Measure:
    if check is None:
        return Measure("sum(t.n)", lambda rows: Fraction(sum(numbers(rows))))
    kept = _sliced(check)
    text = f"sum(t.n[{check.text}])"
    return Measure(text, lambda rows: Fraction(sum(numbers(kept(rows)))), check)


def _shares(check: Check) -> Measure:
    text = f"share(count(t), {check.text})"
    return Measure(text, lambda rows: share(rows, check), check, is_partly=True)


AMOUNTS = (
    _counts(None),
    *(_counts(check) for check in CHECKS),
    _sums(None),
    *(_sums(check) for check in CHECKS),
)
AVERAGES = (
    Measure("mean(t.n)", mean),
    Measure("median(t.n)", lambda rows: quantile(rows, Fraction(1, 2))),
    Measure("quantile(t.n, 25%)", lambda rows: quantile(rows, Fraction(1, 4))),
    Measure("min(t.n)", lambda rows: extreme(rows, min)),
    Measure("max(t.n)", lambda rows: extreme(rows, max)),
)
SHARES = tuple(_shares(check) for check in CHECKS)
MEASURES = (*AMOUNTS, *AVERAGES, *SHARES)


@st.composite
def small_tables(draw: st.DrawFn) -> Rows:
    """Tables of a few rows with few unknown cells."""
    rows: list[Row] = []
    size = draw(st.integers(2, 6))
    for place in range(size):
        row: Row = {column: draw(st.sampled_from(DOMAINS[column])) for column in ("g", "p", "f")}
        row["n"] = draw(st.sampled_from(DOMAINS["n"]))
        if place > 0:
            hidden = draw(st.sampled_from(("", "", "g", "f", "n", "gn", "fn", "n")))
            row |= dict.fromkeys(hidden, UNKNOWN)
        rows.append(row)
    return tuple(rows)


def _bound(draw: st.DrawFn, measure: Measure) -> tuple[str, Callable[[Fraction], bool]]:
    """Return a figure and what it allows."""
    if measure in SHARES:
        percent = draw(st.sampled_from((25, 50, 75)))
        limit, text = Fraction(percent, 100), f"{percent}%"
    else:
        number = draw(st.integers(0, 4))
        limit, text = Fraction(number), str(number)
    if draw(st.booleans()):
        return f"at least {text}", lambda found: found >= limit
    return f"less than {text}", lambda found: found < limit


@st.composite
def figure_claims(draw: st.DrawFn) -> Claim:
    """Figures of a measure."""
    measure = draw(st.sampled_from(MEASURES))
    text, allows = _bound(draw, measure)

    def is_true(rows: Rows) -> bool | None:
        found = measure.of(rows)
        return None if found is None else allows(found)

    return Claim(f"    measure: '{measure.text}'\n    figure: {text}\n", is_true)


@st.composite
def holds_claims(draw: st.DrawFn) -> Claim:
    """Comparisons of two or three measures."""
    kind = draw(st.sampled_from((AMOUNTS, AVERAGES, SHARES)))
    operands = draw(st.lists(st.sampled_from(kind), min_size=2, max_size=3, unique=True))
    signs = [draw(st.sampled_from(("<", "<=", "=", ">"))) for _ in operands[1:]]
    text = operands[0].text + "".join(
        f" {sign} {measure.text}" for sign, measure in zip(signs, operands[1:], strict=True)
    )

    def is_true(rows: Rows) -> bool | None:
        found = [measure.of(rows) for measure in operands]
        known = [number for number in found if number is not None]
        if len(known) < len(found):
            return None
        pairs = zip(known, signs, known[1:], strict=False)
        return all(_compared(left, sign, right) for left, sign, right in pairs)

    return Claim(f"    holds: '{text}'\n", is_true)


def _compared(left: Fraction, sign: str, right: Fraction) -> bool:
    return {"<": left < right, "<=": left <= right, "=": left == right, ">": left > right}[sign]


_PLACES = (
    ("1", 1, 1, False, False),
    ("2", 2, 2, False, False),
    ("1..2", 1, 2, False, False),
    ("top 2", 1, 2, False, False),
    ("last", 1, 1, True, False),
    ("bottom 2", 1, 2, True, False),
    ("not in top 2", 1, 2, False, True),
)


@st.composite
def rank_claims(draw: st.DrawFn) -> Claim:
    """Places of a group."""
    measure = draw(st.sampled_from(MEASURES))
    text, first, last, is_from_end, is_negated = draw(st.sampled_from(_PLACES))
    is_lowest, is_unique = draw(st.booleans()), draw(st.booleans())
    group = draw(st.sampled_from(("a", "b")))
    ranking = Ranking(
        group, first, last, is_lowest, is_from_end, is_negated, is_unique and not is_negated
    )
    among = draw(st.sampled_from((None, *CHECKS)))
    kept = (lambda rows: rows) if among is None else _sliced(among)

    def is_true(rows: Rows) -> bool | None:
        exist = grouped(kept(rows), "g")
        found = measured(rows, "g", measure)
        return ranking.is_true({group: n for group, n in found.items() if group in exist})

    lines = [f"measure: '{measure.text}'", "by: g", f"of: {group}", f"place: {text}"]
    lines += ["order: lowest"] * is_lowest + ["unique: true"] * ranking.is_unique
    lines += [] if among is None else [f"among: '{among.text}'"]
    return Claim("".join(f"    {line}\n" for line in lines), is_true)


@st.composite
def trend_claims(draw: st.DrawFn) -> Claim:
    """Trends over the three periods."""
    measure = draw(st.sampled_from(MEASURES))
    is_rising = draw(st.booleans())
    direction = "rising" if is_rising else "falling"
    body = (
        f"    measure: '{measure.text}'\n    over: p\n    from: 1\n    to: 3\n"
        f"    direction: {direction}\n"
    )
    return Claim(
        body, lambda rows: trend_is_true(measured(rows, "p", measure), is_rising=is_rising)
    )


@st.composite
def each_claims(draw: st.DrawFn) -> Claim:
    """So many groups with a measure in a set, or a comparison that is true."""
    selection = draw(st.sampled_from(("all", "none", "1", "2", "at least 1", "at most 1")))
    measure = draw(st.sampled_from(MEASURES))
    text, allows = _bound(draw, measure)
    body = f"    measure: '{measure.text}'\n    figure: {text}\n    by: g\n    in: {selection}\n"

    def is_true(rows: Rows) -> Answer:
        found = asked(rows, "g", measure)
        held = {group: None if n is None else allows(n) for group, n in found.items()}
        return each_is_true(held, selection)

    return Claim(body, is_true)


@st.composite
def groups_claims(draw: st.DrawFn) -> Claim:
    """The number of groups that satisfy a comparison, as a figure."""
    measure = draw(st.sampled_from((*AMOUNTS, *AVERAGES)))
    limit, least = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    text = f"groups(t by g, holds {measure.text} > {limit})"

    def is_true(rows: Rows) -> Answer:
        found = asked(rows, "g", measure)
        held = {group: None if n is None else n > limit for group, n in found.items()}
        return at_least_is_true(held, least)

    return Claim(f"    measure: '{text}'\n    figure: at least {least}\n", is_true)


@st.composite
def sum_claims(draw: st.DrawFn) -> Claim:
    """Parts and a total of whole numbers, which no rounding reconciles."""
    checks = draw(st.lists(st.sampled_from(CHECKS), min_size=2, max_size=3, unique=True))
    total = _sums(draw(st.sampled_from((None, *CHECKS))))
    parts = [_sums(check) for check in checks]
    listed = "".join(f"      - '{part.text}'\n" for part in parts)
    body = f"    parts:\n{listed}    total: '{total.text}'\n"

    def is_true(rows: Rows) -> bool | None:
        every = [part.of(rows) or Fraction(0) for part in parts]
        return sum(every) == total.of(rows)

    return Claim(body, is_true)


@st.composite
def filtered(draw: st.DrawFn, inner: st.SearchStrategy[Claim]) -> Claim:
    """Return a claim about some of the rows."""
    claim = draw(inner)
    check = draw(st.sampled_from(CHECKS))
    if draw(st.booleans()):
        kept = _sliced(check)
        return Claim(
            f"{claim.body}    where: '{check.text}'\n", lambda rows: claim.is_true(kept(rows))
        )

    def is_true(rows: Rows) -> Answer:
        return claim.is_true(tuple(row for row in rows if not check.holds(row)))

    return Claim(f"{claim.body}    except: '{check.text}'\n", is_true)


FORMS = {
    "figure": figure_claims(),
    "holds": holds_claims(),
    "rank": rank_claims(),
    "trend": trend_claims(),
    "each": each_claims(),
    "groups": groups_claims(),
    "adds up": sum_claims(),
}
