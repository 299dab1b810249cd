"""The picture of what the words of a figure allow."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import partial

import pytest

from factcheck.figure import read_figure
from factcheck.report.charts import CSS, PLAIN
from factcheck.report.charts.profiles import render_profiles, rows_of
from factcheck.report.language import in_language

TEXTS = (
    "just under ten percent",
    "around 9,000",
    "9,167",
    "more than 1,000,000,000,000,000,000,000,000",
    "at most 0.000000000001",
    "fell by 58%",
    "nearly doubled",
    "one in five",
    "between 20 and 30 percent",
    "the vast majority",
    "-5",
    "$3 million",
)


@pytest.mark.parametrize("text", TEXTS)
def test_every_profile_is_drawn_inside_the_picture(text: str) -> None:
    figure = read_figure(text)
    for palette in (CSS, PLAIN):
        svg = render_profiles(figure, prefix="f", palette=palette)
        assert svg == render_profiles(figure, prefix="f", palette=palette)
        root = ET.fromstring(svg)  # noqa: S314 - made here
        width, height = map(int, root.attrib["viewBox"].split()[2:])
        for each in root.iter():
            for name, limit in (("x", width), ("y", height)):
                assert 0 <= float(each.get(name, "0")) <= limit
        shown = "".join(root.itertext())
        for name, _, numbers in rows_of(figure):
            assert f"{name}: {numbers}" in shown


def test_ids_begin_with_the_prefix() -> None:
    svg = render_profiles(read_figure("around 9,000"), prefix="mine", palette=CSS)
    assert all(each.startswith("mine-") for each in re.findall(r' id="([^"]*)"', svg))


def test_numbers_are_those_of_the_language() -> None:
    say = partial(in_language, language="de")
    svg = render_profiles(read_figure("around 9,000"), prefix="f", palette=PLAIN, say=say)
    assert "9.000" in svg
    assert "9,000" not in svg
