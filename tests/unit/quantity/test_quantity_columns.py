"""A column and a text that is spelt like one are two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quantity_files import ends

if TYPE_CHECKING:
    from quantity_files import Files

PLAIN = "    evidence:\n      t:\n        file: t.csv\n"


def test_a_column_is_not_taken_for_a_text_of_its_name(files: Files) -> None:
    files.table("g,h\nh,x\nx,x\ny,h\nh,y\n")
    measure = "count(t[g = t.h]) + 10 * count(t[g = h]) + 100 * count(t[g = t.h, g = h])"
    found = files.measure(measure, table=PLAIN)
    assert ends(found) == ("21", "21")
    assert {step.text for step in found.calculation} >= {"count(t[g = t.h])", "count(t[g = h])"}
