"""Rates per mille and per 100,000, and what did not change."""

from __future__ import annotations

import pytest
from intervals import interval

from factcheck.figure import FigureError, read_figure
from factcheck.model.unit import Unit, UnitKind

RATES = [
    ("12 per 100,000", None, "share", "[0.000115,0.000125)"),
    ("12 per 100,000", UnitKind.SHARE, "share", "[0.000115,0.000125)"),
    ("12 per 100,000", UnitKind.FACTOR, "factor", "[0.000115,0.000125)"),
    ("around 3.5 per mille", None, "share", "[0.0034,0.0036]"),
    ("unchanged", None, "relative change", "[-0.005,0.005]"),
    ("unchanged", UnitKind.FACTOR, "factor", "[0.995,1.005]"),
    ("unchanged", UnitKind.POINTS, "points", "[-0.5,0.5]"),
]


@pytest.mark.parametrize(("text", "kind", "unit", "default"), RATES)
def test_it_is_read_in_the_unit_of_the_measure(
    text: str, kind: UnitKind | None, unit: str, default: str
) -> None:
    figure = read_figure(text, expects=None if kind is None else Unit(kind))
    assert (figure.unit.kind.value, figure.profiles.default) == (unit, interval(default))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12 per 100,000", UnitKind.COUNT),
        ("12 per 100,000", UnitKind.RELATIVE_CHANGE),
        ("rose by 12 per 100,000", None),
        ("rose by 12 per 100,000", UnitKind.RELATIVE_CHANGE),
        ("unchanged", UnitKind.COUNT),
        ("unchanged", UnitKind.SHARE),
    ],
)
def test_it_does_not_fit_another_unit(text: str, kind: UnitKind | None) -> None:
    with pytest.raises(FigureError) as caught:
        read_figure(text, expects=None if kind is None else Unit(kind))
    assert caught.value.code.slug == "figure-unit"


def test_one_thing_of_somebody_is_one() -> None:
    text, nouns = "un signalement de la police", ("signalements",)
    assert read_figure(text, lang="fr", nouns=nouns).value == 1
    with pytest.raises(FigureError) as caught:
        read_figure(text, lang="fr")
    assert caught.value.code.slug == "figure-without-number"
