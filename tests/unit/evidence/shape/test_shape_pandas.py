"""Every change of shape against pandas, on small random tables."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd
from evidence_workspace import SPAN, column, markers
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from shape_helpers import Given, computed, declare, fault_of, numbers, parsed, table

from factcheck.evidence.content import ContentError
from factcheck.evidence.shape import shaped
from factcheck.model.cell import TICK
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell, Join, Stack, Unpivot

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.evidence.frame import Frame

HEADERS = ("k", "2017", "2018", "2019", "g")
CELLS = st.sampled_from(["", " ", "a", "b", "1", "2.5", "-3"])


@st.composite
def tables(
    draw: st.DrawFn, headers: tuple[str, ...] = HEADERS, cells: st.SearchStrategy[str] = CELLS
) -> Given:
    width = len(headers)
    rows = st.lists(st.lists(cells, min_size=width, max_size=width), max_size=6)
    return Given(headers, draw(rows))


def in_pandas(made: Given) -> pd.DataFrame:
    return pd.DataFrame(list(made.cells), columns=list(made.headers), dtype=object)


def rows_of(frame: Frame | pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the rows in an order of their own, each with its columns by name."""
    if isinstance(frame, pd.DataFrame):
        columns = sorted(frame.columns)
        return sorted(tuple(row) for row in frame[columns].itertuples(index=False, name=None))
    order = sorted(range(len(frame.headers)), key=lambda place: frame.headers[place])
    return sorted(tuple(row[place] for place in order) for _, row in frame.rows())


@given(tables(), st.lists(st.sampled_from(HEADERS[1:4]), min_size=1, unique=True))
def test_unpivot_melts(made: Given, columns: list[str]) -> None:
    frame = shaped(made.frame, declare(unpivot=Unpivot(tuple(columns), "year", "n", SPAN)))
    others = [header for header in HEADERS if header not in columns]
    melted = in_pandas(made).melt(
        id_vars=others, value_vars=columns, var_name="year", value_name="n"
    )
    assert rows_of(frame) == rows_of(melted)


@given(tables())
def test_stack_concatenates(made: Given) -> None:
    lists = (("n", ("2017", "2018")), ("other", ("2018", "2019")))
    frame = shaped(made.frame, declare(stack=Stack(lists, "side", SPAN)))
    whole = in_pandas(made)
    parts = [
        whole[["k", "g"]].assign(side=whole_side, n=whole[whole_side], other=whole[other])
        for whole_side, other in (("2017", "2018"), ("2018", "2019"))
    ]
    assert rows_of(frame) == rows_of(pd.concat(parts))


@given(tables())
def test_fill_down_fills_forward(made: Given) -> None:
    declaration = declare(fill_down=("k", "g"))
    whole = in_pandas(made)
    blank = whole[["k", "g"]].apply(lambda cells: cells.str.strip() == "")
    if len(whole) and blank.iloc[0].any():
        assert fault_of(made.frame, declaration).code.slug == "nothing-to-fill-down"
        return
    filled = whole.copy()
    for name in ("k", "g"):
        kept = whole[name].mask(blank[name]) if len(whole) else whole[name]
        filled[name] = kept.ffill()
    assert rows_of(shaped(made.frame, declaration)) == rows_of(filled)


_TEXTS = st.sampled_from(["3 - 1", "-3 - 1", " 10 -  2", "3-1", "3 - 1 - 2", "", "x", " - 1"])


@given(tables(("s",), _TEXTS))
def test_parse_extracts(made: Given) -> None:
    declaration = declare(parsed("s", "{home} - {away}"))
    texts = in_pandas(made)["s"].str.replace(r"\s+", " ", regex=True).str.strip()
    found = texts.str.extract(r"^(?P<home>.+?) - (?P<away>.+)$") if len(texts) else texts.to_frame()
    if len(texts) and (found["home"].isna() & (texts != "")).any():
        slugs = {fault.code.slug for fault in shaped(made.frame, declaration).faults}
        assert slugs == {"text-does-not-fit"}
        return
    columns = table(shaped(made.frame, declaration))
    if len(texts):
        assert columns["home"] == found["home"].fillna("").tolist()
        assert columns["away"] == found["away"].fillna("").tolist()


@given(tables(("saw A", "saw B", "saw C"), st.sampled_from(["", "1", "no", "Yes", "x"])))
def test_ticks_gather_what_is_ticked(made: Given) -> None:
    frame = shaped(made.frame, declare(ticks=(("saw", "saw *"),)))
    is_ticked = in_pandas(made).isin(["1", "Yes", "x"])
    expected = [
        TICK.join(header.removeprefix("saw ") for header in made.headers if row[header])
        for _, row in is_ticked.iterrows()
    ]
    assert table(frame)["saw"] == expected


KEYS = st.sampled_from(["a", "b ", " a", "c", ""])


@given(tables(("key", "n"), KEYS), tables(("key", "m", "o"), KEYS), st.sampled_from(["drop", None]))
def test_join_merges(left: Given, right: Given, unmatched: str | None) -> None:
    on = (("key", "key"),)
    declaration = declare(join=Join(Text("other", SPAN), on, unmatched, SPAN))
    partner = declare(name="other")
    mine, theirs = in_pandas(left), in_pandas(right)
    mine["stripped"] = [key.strip() for key in mine["key"]]
    theirs["stripped"] = [key.strip() for key in theirs["key"]]
    theirs = theirs[theirs["stripped"] != ""]
    if theirs["stripped"].duplicated().any():
        assert fault_of(left.frame, declaration, right.frame, partner).code.slug == "two-partners"
        return
    merged = mine.merge(theirs.drop(columns="key"), on="stripped", how="inner")
    if unmatched is None and len(merged) < len(mine):
        assert fault_of(left.frame, declaration, right.frame, partner).code.slug == "no-partner"
        return
    frame = shaped(left.frame, declaration, right.frame, partner)
    assert rows_of(frame) == rows_of(merged.drop(columns="stripped"))


NUMBERS = st.sampled_from(["0", "1", "7", "2.5", "-3", "1,000"])
FORMULAS: dict[str, Callable[[Fraction, Fraction], Fraction | None]] = {
    "a + b * 2": lambda a, b: a + b * 2,
    "(a - b) / 4": lambda a, b: (a - b) / 4,
    "a / b": lambda a, b: None if b == 0 else a / b,
    "if(a > 1, a, -b)": lambda a, b: a if a > 1 else -b,
    "if((a >= t.b or a < 0), a * a, b / 3)": lambda a, b: a * a if a >= b or a < 0 else b / 3,
    "if(not (a != 7), 10%, 1)": lambda a, _: Fraction(1, 10) if a == 7 else Fraction(1),
}


@given(tables(("a", "b"), NUMBERS), st.sampled_from(sorted(FORMULAS)))
def test_compute_applies_row_by_row(made: Given, formula: str) -> None:
    declaration = declare(computed("c", formula))
    frame = shaped(made.frame, declaration)
    plain = in_pandas(made).map(lambda text: exact(text.replace(",", "")))
    expected = [FORMULAS[formula](a, b) for a, b in plain.itertuples(index=False)]
    if "7" not in plain["a"].map(str).tolist() and "7" in formula:
        assert [fault.code.slug for fault in frame.faults] == ["no-such-value"]
        return
    assert numbers(frame, declaration, "c") == [
        EmptyCell.NONE if one is None else one for one in expected
    ]


HIDDEN: dict[str, EmptyCell | Interval] = {"<4": Interval(Fraction(0), Fraction(3))}
IS_SHARP = {
    "a + 2 * b - 1": True,
    "a * b": True,
    "a / (a + b + 1)": True,
    "if(a > 1, a, b)": False,
    "if((a = 2, b > 1), 5, if(a < t.b, a, 9))": False,
}


@given(
    tables(("a", "b"), st.sampled_from(["<4", "0", "2", "5"])), st.sampled_from(sorted(IS_SHARP))
)
def test_every_way_to_fill_hidden_numbers_lies_in_what_is_found(made: Given, formula: str) -> None:
    hidden = markers(**HIDDEN)
    declaration = declare(
        column("a", markers=hidden, domain=("0", "2", "5")),
        column("b", markers=hidden),
        computed("c", formula),
    )
    # A known number in each column, so that both are columns of numbers.
    whole = Given(made.headers, [*made.cells, ["2", "5"]])
    found = numbers(shaped(whole.frame, declaration), declaration, "c")
    for row, possible in zip(whole.cells, found, strict=True):
        ways = [range(4) if cell == "<4" else (int(cell),) for cell in row]
        values = {_by_hand(formula, Fraction(a), Fraction(b)) for a in ways[0] for b in ways[1]}
        within = possible if isinstance(possible, Interval) else Interval.point(possible)
        assert all(value in within for value in values)
        if IS_SHARP[formula]:
            assert within == Interval(min(values), max(values))


def _by_hand(formula: str, a: Fraction, b: Fraction) -> Fraction:
    match formula:
        case "a + 2 * b - 1":
            return a + 2 * b - 1
        case "a * b":
            return a * b
        case "if(a > 1, a, b)":
            return a if a > 1 else b
        case "a / (a + b + 1)":
            return a / (a + b + 1)
        case _:
            inner = a if a < b else Fraction(9)
            return Fraction(5) if a == 2 and b > 1 else inner


@given(st.text(max_size=20), st.text(max_size=12))
def test_any_text_is_taken_apart_or_refused(text: str, pattern: str) -> None:
    written = re.sub(r"[{}]", "", pattern)
    declaration = declare(parsed("s", f"{{x}}{written or '-'}{{y}}"))
    made = Given(("s",), [[text]])
    with suppress(ContentError):
        assert set(table(shaped(made.frame, declaration))) == {"s", "x", "y"}
