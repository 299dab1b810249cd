"""Tick-all questions: what was ticked in known and in unknown rows."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quantity_files import claim, ends

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from quantity_files import Files

    from factcheck.model.result import Assessment

SURVEY = """\
    evidence:
      t:
        file: t.csv
        ticks:
          saw: "Which did you see?*"
        markers:
          "?": unknown
    """
HEADER = "id,Which did you see? - A,Which did you see? - B,Which did you see? - C\n"
ROWS = ["1,A,,", "2,A,B,", "3,,,", "4,,Bee,C", "5,?,,C"]


def measured(files: Files, measure: str, rows: list[str] = ROWS, figure: str = "5") -> Assessment:
    files.table(HEADER + "".join(f"{row}\n" for row in rows))
    return files.measure(measure, figure, table=SURVEY)


@pytest.mark.parametrize(
    ("measure", "lower", "upper"),
    [
        ("count(t[saw has A])", 2, 3),
        ("count(t[saw has any of (A, C)])", 4, 4),
        ("count(t[saw has C])", 2, 2),
        ("count(t[saw has all of (A, B)])", 1, 1),
        ("count(t[saw has all of (A, C)])", 0, 1),
        ("count(t[saw has none of (A, B, C)])", 1, 1),
        ("count(t[not saw has A])", 2, 3),
        ("count(t[(saw has A or saw has none of (A, B))])", 4, 4),
        ("count(t[saw has A, saw has none of (A, B)])", 0, 0),
        ("count(t[(saw has A or not saw has A)])", 5, 5),
        ("count(t[saw known])", 4, 4),
        ("count(t[saw unknown])", 1, 1),
        ("distinct(t.id[saw has B])", 2, 2),
        ("distinct(t.id[saw has A])", 2, 3),
    ],
)
def test_ticks_are_counted(files: Files, measure: str, lower: int, upper: int) -> None:
    rows = [row.replace("Bee", "B") for row in ROWS]
    assert ends(measured(files, measure, rows)) == (str(lower), str(upper))


def test_a_share_of_a_share_has_each_row_once(files: Files) -> None:
    rows = [row.replace("Bee", "B") for row in ROWS]
    found = measured(files, "share(count(t[saw has any of (A, B)]), saw has A)", rows, "50%")
    assert ends(found) == ("2/3", "3/4")


@pytest.mark.parametrize(
    ("test", "slug"),
    [
        ("saw has D", "no-such-value"),
        ("saw = A", "ticks-are-several"),
        ("saw contains A", "ticks-are-several"),
        ("id has A", "no-tick-all-question"),
    ],
)
def test_tests_that_do_not_fit_are_faults(files: Files, test: str, slug: str) -> None:
    rows = [row.replace("Bee", "B") for row in ROWS]
    found = measured(files, f"count(t[{test}])", rows)
    assert found.verdict is Verdict.NOT_CHECKABLE
    assert found.explanation is not None
    assert slug in found.explanation


def test_the_words_of_the_cells_may_be_used(files: Files) -> None:
    rows = ["1,A,Bee,", "2,A,,"]
    assert ends(measured(files, "count(t[saw has Bee])", rows)) == ("1", "1")


def test_ticks_are_no_numbers(files: Files) -> None:
    found = measured(files, "sum(t.saw)", ["1,1,1,1"])
    assert found.verdict is Verdict.NOT_CHECKABLE


def test_more_answers_than_can_be_tried_are_told(files: Files) -> None:
    labels = [f"L{number}" for number in range(13)]
    header = ",".join(["id", *(f"Which did you see? - {label}" for label in labels)])
    files.table(f"{header}\n1{',?' * 13}\n2{',1' * 13}\n")
    found = files.measure(f"count(t[saw has any of ({', '.join(labels)})])", table=SURVEY)
    assert found.verdict is Verdict.NOT_CHECKABLE
    assert found.explanation is not None
    assert "ways to tick" in found.explanation


TESTS: dict[str, Callable[[set[str]], bool]] = {
    "saw has A": lambda saw: "A" in saw,
    "saw has any of (A, B)": lambda saw: bool(saw & {"A", "B"}),
    "saw has all of (A, C)": lambda saw: {"A", "C"} <= saw,
    "saw has none of (B, C)": lambda saw: not saw & {"B", "C"},
    "not saw has all of (A, B)": lambda saw: not {"A", "B"} <= saw,
}
ANSWERS = st.lists(st.sampled_from(["", "1", "?"]), min_size=3, max_size=3)


def _ways(row: list[str]) -> list[set[str]]:
    """Return what a respondent may have ticked; an unknown answer leaves only itself open."""
    open_ = [("", "1") if cell == "?" else (cell,) for cell in row]
    return [
        {label for label, cell in zip("ABC", way, strict=True) if cell} for way in product(*open_)
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(ANSWERS, min_size=1, max_size=3),
    st.sampled_from(sorted(TESTS)),
    st.sampled_from(sorted(TESTS)),
)
def test_every_way_to_tick_is_found(
    files: Files, rows: list[list[str]], base: str, part: str
) -> None:
    files.table(HEADER + "".join(f"{n},{','.join(row)}\n" for n, row in enumerate(rows)))
    found = files.claims(
        SURVEY,
        claim(f"count(t[{base}])", "1"),
        f"  s:\n    measure: count(t[{base}, {part}]) - count(t[{part}])\n    figure: 1\n",
    )
    counts, differences = set(), set()
    for world in product(*(_ways(row) for row in rows)):
        both = sum(TESTS[base](saw) and TESTS[part](saw) for saw in world)
        counts.add(sum(TESTS[base](saw) for saw in world))
        differences.add(both - sum(TESTS[part](saw) for saw in world))
    for name, values in (("c", counts), ("s", differences)):
        (reading,) = found[name].readings
        assert ends(reading) == (str(min(values)), str(max(values)))


def test_rows_are_named_by_what_may_have_been_ticked(files: Files) -> None:
    survey = SURVEY.replace(
        '          "?": unknown\n', '          "?": unknown\n          "<5": suppressed 0..4\n'
    )
    files.table(f"n,{HEADER}<5,1,?,1,\n7,2,1,,\n")
    found = files.measure("sum(t.n[saw has B])", "2", table=survey)
    assert ends(found) == ("0", "4")
    assert any("saw = B, perhaps A" in each for each in found.decides)
