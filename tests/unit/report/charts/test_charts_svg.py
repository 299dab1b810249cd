"""Charts as SVG: well-formed, inside the sheet, safe, and the same every time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from chart_samples import (
    CHARTS,
    CURVES,
    EVERY,
    NASTY,
    RANK,
    READINGS,
    SINGLE,
    TREND,
    UNLIKE,
    band,
)
from hypothesis import given
from msgspec.structs import replace

from factcheck.model.chart import BandChart, Moment
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.told import Speech, told, told_digits
from factcheck.report.charts import CSS, PLAIN, alternative, is_worth_drawing, render_svg
from factcheck.report.charts.letters import width_of
from factcheck.report.charts.marks import DOT
from factcheck.report.charts.sheet import SMALL, WIDTH
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from factcheck.model.chart import Chart
    from factcheck.report.charts import Palette

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "text"}


def drawn(chart: Chart, palette: Palette = PLAIN) -> ET.Element:
    """Return a chart as a tree of elements."""
    return ET.fromstring(render_svg(chart, prefix="c1", palette=palette))  # noqa: S314 - our own


def texts(chart: Chart) -> list[str]:
    """Return the texts that are to be seen, from the first to the last that was drawn."""
    return [each.text or "" for each in drawn(chart).iter(f"{SVG}text")]


def numbers(element: ET.Element) -> list[tuple[float, float]]:
    """Return the points that an element goes through."""
    match element.tag.removeprefix(SVG):
        case "path":
            found = re.findall(r"[ML](\S+?) ([-0-9.]+)", element.attrib["d"])
            return [(float(x), float(y)) for x, y in found]
        case "rect":
            x, y, width, height = (
                float(element.attrib[each]) for each in ("x", "y", "width", "height")
            )
            assert width >= 0
            assert height >= 0
            return [(x, y), (x + width, y + height)]
        case "circle":
            x, y, r = (float(element.attrib[each]) for each in ("cx", "cy", "r"))
            return [(x - r, y - r), (x + r, y + r)]
        case "text":
            return [(float(element.attrib["x"]), float(element.attrib["y"]))]
        case _:
            return []


def assert_inside(chart: Chart) -> None:
    """Fail where something is drawn outside of the sheet."""
    root = drawn(chart)
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    assert width == WIDTH
    pattern = set(root.find(f"{SVG}defs").iter())  # type: ignore[union-attr] # every chart has it
    for element in root.iter():
        if element in pattern:
            continue
        for x, y in numbers(element):
            assert 0 <= x <= width, (element.tag, element.attrib)
            assert 0 <= y <= height, (element.tag, element.attrib)
        if element.tag == f"{SVG}text":
            assert_text_inside(element)


def assert_text_inside(element: ET.Element) -> None:
    """Fail where a text does not fit into the sheet."""
    size, anchor = int(element.attrib["font-size"]), element.get("text-anchor", "start")
    assert size >= SMALL
    wide = float(width_of(element.text or "", size))
    start = float(element.attrib["x"]) - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    # A single letter is never cut.
    if len(element.text or "") > 2:
        assert start >= -0.01
        assert start + wide <= WIDTH + 0.01


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("palette", [CSS, PLAIN], ids=["css", "plain"])
def test_a_chart_is_one_image_with_a_title_and_a_text(name: str, palette: Palette) -> None:
    root = drawn(EVERY[name], palette)
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    first, second = root[0], root[1]
    assert root.attrib["aria-labelledby"] == f"{first.attrib['id']} {second.attrib['id']}"
    assert first.tag == f"{SVG}title"
    assert second.tag == f"{SVG}desc"
    assert first.text
    assert one_line(second.text) == one_line(str(alternative(EVERY[name]))).replace(
        "\ufffe", "\ufffd"
    )


@pytest.mark.parametrize("name", EVERY)
def test_everything_lies_inside_the_sheet(name: str) -> None:
    assert_inside(EVERY[name])


@given(CHARTS)
def test_any_chart_is_well_formed_inside_the_sheet_and_always_the_same(chart: Chart) -> None:
    assert_inside(chart)
    once, again = (render_svg(chart, prefix="a", palette=CSS) for _ in range(2))
    assert once == again


@given(CHARTS)
def test_nothing_in_a_chart_can_do_anything(chart: Chart) -> None:
    root = drawn(chart, CSS)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in {"style", "class", "href", "src"}
            assert "url(" not in value or value == "url(#c1-hatching)"
    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    assert sorted(ids) == ["c1-hatching", "c1-text", "c1-title"]


@pytest.mark.parametrize("name", EVERY)
def test_a_plain_chart_knows_no_style_sheet(name: str) -> None:
    plain = render_svg(EVERY[name], prefix="c", palette=PLAIN)
    assert "var(" not in plain
    assert "currentColor" not in plain
    assert "var(--ink)" in render_svg(EVERY[name], prefix="c", palette=CSS)


def test_a_long_name_is_cut_and_told_in_full_beside() -> None:
    cut = [each for each in drawn(RANK).iter(f"{SVG}text") if len(each)]
    assert cut
    for each in cut:
        assert (each.text or "").endswith("…")
    assert "alert('x')" in (cut[0][0].text or "")
    assert "␛[31m⟨U+202E⟩�" in (cut[0][0].text or "")
    assert NASTY not in render_svg(RANK, prefix="c", palette=CSS)


def test_what_is_claimed_of_all_readings_is_told_once() -> None:
    shown = texts(READINGS)
    assert "claimed: [9/100,1/10)" in shown
    assert "words read strictly: 9.5 % to under 10 %" in shown
    assert "words read generously: 8 % to under 10 %" in shown
    assert shown[shown.index("2018") + 1] == "found [3/50,3/50]: refuted"
    assert "without the assumptions 0 % to 100 %: undetermined" in shown
    assert "claimed [3,5] (read generously 2 to 6)" in texts(UNLIKE)
    assert "words read generously" in texts(UNLIKE)
    assert not [each for each in texts(SINGLE) if each.startswith("claimed [")]


def test_each_unit_has_a_scale_of_its_own() -> None:
    shown = texts(UNLIKE)
    assert "reports" in shown
    assert "percentage points" in shown
    assert "0 %" in shown
    assert "6" in shown


def hatched_in(claimed: str, found: str) -> tuple[float, float]:
    """Return where the hatching of the row begins and ends."""
    every = drawn(BandChart((band(claimed, found),))).iter(f"{SVG}rect")
    (*_, last) = (each for each in every if each.attrib["fill"].startswith("url("))
    start = float(last.attrib["x"])
    return start, start + float(last.attrib["width"])


def dot_in(claimed: str, found: str) -> float:
    """Return where the dot of the row is."""
    every = drawn(BandChart((band(claimed, found),))).iter(f"{SVG}circle")
    return [float(each.attrib["cx"]) for each in every][-1]


def edges_in(claimed: str, found: str) -> list[bool]:
    """Return for each edge of the row's band whether it is dashed."""
    every = drawn(BandChart((band(claimed, found),))).iter(f"{SVG}path")
    edges = [
        each
        for each in every
        if each.get("stroke") == PLAIN.claimed and each.get("stroke-width") == "2"
    ]
    return ["stroke-dasharray" in each.attrib for each in edges[-2:]]


def test_a_dot_is_inside_of_an_end_that_is_claimed_and_outside_of_another() -> None:
    at_least, more_than = "[49/50,1]", "(49/50,1]"
    inside, _ = hatched_in(at_least, "[49/50,49/50]")
    outside, end = hatched_in(more_than, "[49/50,49/50]")
    assert inside == dot_in(at_least, "[49/50,49/50]")
    assert outside == dot_in(more_than, "[49/50,49/50]") + DOT
    assert end == 386
    assert hatched_in("[0,49/50)", "[49/50,49/50]")[1] == dot_in("[0,49/50)", "[49/50,49/50]") - DOT
    assert edges_in(at_least, "[49/50,49/50]") == [False, False]
    assert edges_in(more_than, "[49/50,49/50]") == [True, False]
    shown = texts(BandChart((band(more_than, "[49/50,49/50]"),)))
    assert "an end that is not claimed" in shown
    assert "an end that is not claimed" not in texts(BandChart((band(at_least, "[1,1]"),)))


def test_a_narrow_band_can_be_seen_and_is_hatched_as_a_whole() -> None:
    start, end = hatched_in("(1/1000,2/1000)", "[1,1]")
    assert end - start == pytest.approx(6)


def test_one_number_and_nothing_else_is_no_chart() -> None:
    dot = band("[4,4]", "[4,4]")
    assert not is_worth_drawing(BandChart((dot,)))
    assert not is_worth_drawing(BandChart((dot, dot)))
    assert is_worth_drawing(BandChart((dot, band("[4,4]", "[3,3]"))))
    assert is_worth_drawing(BandChart((band("[4,inf)", "[4,4]"),)))
    assert not is_worth_drawing(replace(RANK, groups=RANK.groups[:1]))
    assert all(map(is_worth_drawing, EVERY.values()))


def test_the_words_of_a_legend_have_numbers_only_where_all_rows_have_them() -> None:
    narrow = replace(READINGS.bands[0], wide=Interval(Fraction(0), Fraction(1)))
    shown = texts(BandChart((narrow, READINGS.bands[1])))
    assert "words read generously" in shown
    assert "read generously 0 % to 100 %" in " ".join(shown)


def test_an_open_end_is_hollow_and_explained() -> None:
    assert "an end that is not reached" in texts(READINGS)
    hollow = [
        each for each in drawn(READINGS).iter(f"{SVG}circle") if each.attrib["fill"] == PLAIN.paper
    ]
    # One in the legend, one where the second reading begins.
    assert len(hollow) == 2
    assert "an end that is not reached" not in texts(SINGLE)


def test_a_trend_names_its_window_and_what_is_not_as_claimed() -> None:
    shown = texts(TREND)
    assert shown[0] == "claimed: rising at each of 3 steps from 2018 to 2021"
    assert "not as claimed" in shown
    assert "other periods" in shown
    assert {"2018", "2021", "2017", "2023"} <= set(shown)


def test_a_trend_of_very_many_periods_is_still_a_picture() -> None:
    moments = tuple(
        Moment(str(n), Fraction(n), Interval.point(n % 7), 100 <= n <= 1900, n % 7 > 0)
        for n in range(2000)
    )
    many = replace(TREND, moments=moments)
    assert_inside(many)
    assert len(render_svg(many, prefix="c", palette=CSS)) < 60_000
    same = replace(
        TREND, moments=tuple(replace(each, place=Fraction(1)) for each in moments[98:104])
    )
    assert_inside(same)


def test_a_break_even_is_marked_with_its_exact_number() -> None:
    shown = texts(CURVES)
    # Once in the sentence, and at each of three curves.
    assert shown.count("10/63 (15.87 %)") == 4
    assert "Counted in whole numbers: referrals is at most 1,246" in shown
    assert "share(reports, relevant)" in shown


def test_an_empty_text_is_no_line() -> None:
    bare = BandChart((replace(READINGS.bands[0], label="", verdict=None),))
    assert "found [3/50,3/50]" in texts(bare)


def test_every_text_can_be_told_in_another_language() -> None:
    words = {"claimed: {numbers}": "behauptet: {numbers}", "found {numbers}": "gefunden {numbers}"}
    german = Speech(
        lambda template: words.get(template, template),
        lambda _number, one, _many: one,
        lambda digits: digits.translate(str.maketrans(",.", ".,")),
    )
    bands = (replace(SINGLE.bands[0], claimed_text=told("{n}", n=told_digits("8,500"))),)
    svg = render_svg(BandChart(bands), prefix="c", palette=PLAIN, say=german.say)
    assert ">behauptet: 8.500<" in svg
    assert ">gefunden [9167,9167]: refuted<" in svg
    assert ">9.200<" in svg


def test_numbers_far_from_zero_are_drawn_without_it() -> None:
    groups = tuple(
        replace(each, found=Interval.point(1000 + place)) for place, each in enumerate(RANK.groups)
    )
    assert_inside(replace(RANK, groups=groups))
    assert "0" not in texts(replace(RANK, groups=groups))
    assert "0" in texts(RANK)
