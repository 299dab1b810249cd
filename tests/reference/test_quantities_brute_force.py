"""Every whole-number world that the relations and statements allow lies within what is found."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, note
from hypothesis import strategies as st

from factcheck.figure import read_figure
from factcheck.model.fraction import Fraction
from factcheck.model.spec import Verdict
from factcheck.model.unit import Unit, UnitKind
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.result import Assessment

World = dict[str, int]
Allowed = "Callable[[World], bool]"

LARGEST = 9
WHOLES = {"b": "a", "c": "b", "e": "a"}
"""a is the whole of b and e, b that of c."""

_COUNT, _SHARE = Unit(UnitKind.COUNT, "things"), Unit(UnitKind.SHARE)

MEASURES: dict[str, Callable[[World], Fraction | None]] = {
    "b": lambda w: Fraction(w["b"]),
    "c": lambda w: Fraction(w["c"]),
    "b - e": lambda w: Fraction(w["b"] - w["e"]),
    "c + e": lambda w: Fraction(w["c"] + w["e"]),
    "share(a, c)": lambda w: Fraction(w["c"], w["a"]) if w["a"] else None,
    "share(b, c)": lambda w: Fraction(w["c"], w["b"]) if w["b"] else None,
    "1 - share(a, b)": lambda w: 1 - Fraction(w["b"], w["a"]) if w["a"] else None,
    "largest(b, e)": lambda w: Fraction(max(w["b"], w["e"])),
    "abs(b - e)": lambda w: Fraction(abs(w["b"] - w["e"])),
    "change(e -> b)": lambda w: Fraction(w["b"], w["e"]) - 1 if w["e"] else None,
}
FIGURES = {
    "count": ("3 things", "at least 4 things", "fewer than 2 things"),
    "share": ("at least 40 percent", "half", "under 20 percent"),
    "change": ("up 50 percent", "down 10 percent"),
}
STATEMENTS: dict[str, tuple[Unit, Callable[[World], Fraction | None]]] = {
    "b": (_COUNT, lambda w: Fraction(w["b"])),
    "c": (_COUNT, lambda w: Fraction(w["c"])),
    "b + e": (_COUNT, lambda w: Fraction(w["b"] + w["e"])),
    "c / b": (_SHARE, lambda w: Fraction(w["c"], w["b"]) if w["b"] else None),
    "e / a": (_SHARE, lambda w: Fraction(w["e"], w["a"]) if w["a"] else None),
}
ASSUMPTIONS: dict[str, tuple[str, Callable[[World], bool]]] = {
    "e-in-b": ("holds: e part of b", lambda w: w["e"] <= w["b"]),
    "e-below-c": ("holds: e <= c", lambda w: w["e"] <= w["c"]),
    "all": ("holds: a = b + e", lambda w: w["a"] == w["b"] + w["e"]),
    "apart": ("apart:\n      - b\n      - e", lambda w: w["b"] + w["e"] <= w["a"]),
}


def kind_of(measure: str) -> str:
    if measure.startswith("change"):
        return "change"
    return "share" if "share" in measure else "count"


def claim_file(
    whole: int | None, said: dict[str, str], under: list[str], measure: str, figure: str
) -> str:
    table = "evidence:\n  t:\n    file: t.csv\n    columns:\n      n:\n        unit: things\n"
    of_whole = "    measure: sum(t.n)\n" if whole is not None else ""
    parts = "".join(
        f"  {part}:\n    unit: things\n    part_of: {of}\n" for part, of in WHOLES.items()
    )
    statements = "".join(
        f"  s{number}:\n    measure: {about}\n    figure: {words}\n"
        for number, (about, words) in enumerate(said.items())
    )
    assumptions = "".join(
        f"  {name}:\n    {ASSUMPTIONS[name][0]}\n    because: so it is\n" for name in under
    )
    named = "".join(f"      - {name}\n" for name in under)
    return (
        f"factcheck: 1\n{table if whole is not None else ''}"
        f"quantities:\n  a:\n    is: the whole\n    unit: things\n{of_whole}{parts}"
        f"{f'statements:{chr(10)}{statements}' if said else ''}"
        f"{f'assumptions:{chr(10)}{assumptions}' if under else ''}"
        f"claims:\n  x:\n    measure: '{measure}'\n    figure: {figure}\n"
        f"{f'    under:{chr(10)}{named}' if under else ''}"
    )


def judged(text: str, whole: int | None) -> Assessment:
    note(text)
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text(f"n\n{whole}\n")
        path = Path(folder) / "claims.yml"
        path.write_text(text)
        result = run_file(path, root=Path(folder))
    return result.claims[0].readings[0]


def worlds(whole: int | None, laws: list[Callable[[World], bool]]) -> list[World]:
    """Return every way to choose small whole numbers that obeys the laws."""
    reach = range(LARGEST + 1)
    every = product(reach if whole is None else (whole,), reach, reach, reach)
    chosen = (dict(zip("abce", numbers, strict=True)) for numbers in every)
    return [w for w in chosen if all(law(w) for law in laws)]


def is_said(about: str, words: str) -> Callable[[World], bool]:
    unit, value_of = STATEMENTS[about]
    lenient = read_figure(words, expects=unit, nouns=("things",)).profiles.lenient

    def holds(world: World) -> bool:
        value = value_of(world)
        return value is not None and value in lenient

    return holds


@st.composite
def statements(draw: st.DrawFn) -> dict[str, str]:
    chosen = draw(st.lists(st.sampled_from(sorted(STATEMENTS)), max_size=2, unique=True))
    return {
        about: draw(st.sampled_from(FIGURES["share" if "/" in about else "count"]))
        for about in chosen
    }


_WITHOUT_THEM = {"assumptions contradict the evidence", "assumptions leave no value"}


@given(
    st.none() | st.integers(0, LARGEST),
    statements(),
    st.lists(st.sampled_from(sorted(ASSUMPTIONS)), max_size=2, unique=True),
    st.sampled_from(sorted(MEASURES)),
    st.data(),
)
def test_found_holds_every_world(
    whole: int | None, said: dict[str, str], under: list[str], measure: str, data: st.DataObject
) -> None:
    figure = data.draw(st.sampled_from(FIGURES[kind_of(measure)]))
    assessment = judged(claim_file(whole, said, under, measure, figure), whole)
    note(f"{assessment.verdict} {assessment.reason} {assessment.explanation} {assessment.found}")
    structure: list[Callable[[World], bool]] = [
        lambda w, part=part, of=of: w[part] <= w[of]  # type: ignore[misc]
        for part, of in WHOLES.items()
    ]
    evidence = [*structure, *(is_said(about, words) for about, words in said.items())]
    assumed = [ASSUMPTIONS[name][1] for name in under]
    possible = _values(measure, worlds(whole, [*evidence, *assumed]))
    bare = _values(measure, worlds(whole, evidence))
    match assessment.verdict:
        case Verdict.NOT_CHECKABLE:
            if whole is not None or said:
                assert "zero" in (assessment.explanation or "") or not said, assessment.explanation
        case Verdict.CONFLICTING:
            assert not possible
        case _ if assessment.reason in _WITHOUT_THEM:
            assert not possible
            _lie_within(bare, assessment)
        case _:
            _lie_within(possible, assessment)
            _agree(possible, assessment, is_complete=whole is not None)


def _values(measure: str, chosen: list[World]) -> list[Fraction]:
    every = (MEASURES[measure](world) for world in chosen)
    return [value for value in every if value is not None]


def _lie_within(values: list[Fraction], assessment: Assessment) -> None:
    assert assessment.found is not None
    assert all(value in assessment.found.interval for value in values)


def _agree(values: list[Fraction], assessment: Assessment, *, is_complete: bool) -> None:
    assert assessment.claimed is not None
    inside = [value in assessment.claimed.interval for value in values]
    match assessment.verdict:
        case Verdict.SUPPORTED:
            assert all(inside)
        case Verdict.REFUTED:
            assert not any(inside)
        case _ if assessment.reason == "evidence does not decide" and is_complete:
            assert any(inside)
            assert not all(inside)
        case _:
            assert assessment.reason in {"evidence does not decide", "needs bounds", "wording"}
