"""Random decision tables as YAML and as DMN: what is read back says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decision_strategies import rubrics
from dmn_records import without_places
from hypothesis import given

from factcheck.report.rubric_yaml import render_rubric
from factcheck.rubric.dmn import read_dmn, write_dmn
from factcheck.spec import load_rubric

if TYPE_CHECKING:
    from factcheck.model.rubric import Rubric


@given(rubrics())
def test_yaml_reads_back_to_the_same_record(rubric: Rubric) -> None:
    text = render_rubric(rubric)
    assert without_places(load_rubric(text.encode(), file="t.yml")) == without_places(rubric)
    assert render_rubric(load_rubric(text.encode(), file="t.yml")) == text


@given(rubrics())
def test_dmn_reads_back_to_the_same_record(rubric: Rubric) -> None:
    text = write_dmn(rubric)
    (table,) = read_dmn(text.encode(), "t.dmn")
    assert table.problems == ()
    assert table.rubric is not None
    bare = without_places(table.rubric, has_texts=False)
    assert bare == without_places(rubric, has_texts=False)
    assert write_dmn(table.rubric) == text
