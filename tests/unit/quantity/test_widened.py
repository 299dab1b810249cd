"""Relations and statements that reach a measure through what a table leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

TABLE = "k,n\nb,:\nc,5\nd,9\n"
EVIDENCE = """
evidence:
  t:
    file: t.csv
    key: k
    columns: {n: {unit: things, markers: {":": unknown}}}
"""


def block(b: str = "", c: str = "", z: str = "") -> str:
    """Return the quantities, each with what it is part of."""
    parts = {name: f", part_of: {whole}" if whole else "" for name, whole in (("b", b), ("c", c))}
    lines = [
        f'  {name.upper()}: {{unit: things, measure: "sum(t.n[k = {name}])"{parts.get(name, "")}}}'
        for name in "bcd"
    ]
    whole = f", part_of: {z}" if z else ""
    return "\n".join(["quantities:", *lines, f"  Z: {{is: some, unit: things{whole}}}", ""])


def assumed(relation: str) -> str:
    return f"assumptions:\n  a:\n    because: it is so\n    {relation}\n"


def said(measure: str, figure: str) -> str:
    return f"statements:\n  s:\n    measure: {measure}\n    figure: {figure}\n"


def claimed(measure: str, figure: str, under: str = "") -> str:
    line = f"    under: {under}\n" if under else ""
    return f"claims:\n  x:\n    measure: {measure}\n    figure: {figure}\n{line}"


@pytest.mark.parametrize(
    ("blocks", "premise"),
    [
        pytest.param(
            (block(c="B"), claimed("B", "at least 5")), "C part of B", id="from a known part"
        ),
        pytest.param(
            (block(z="B"), said("Z", "at least 5"), claimed("B", "at least 5")),
            "s",
            id="from a statement of a part",
        ),
        pytest.param(
            (block(), assumed("holds: B = C + Z"), claimed("B", "at least 5", "a")),
            "a",
            id="from a sum",
        ),
        pytest.param(
            (block(b="D", c="D"), assumed("apart: [B, C]"), claimed("B", "at most 4", "a")),
            "a",
            id="from what is apart",
        ),
        pytest.param(
            (block(c="Z", z="B"), claimed("B", "at least 5")), "C part of Z", id="through a third"
        ),
        pytest.param(
            (block(b="D", c="B"), claimed("share(D, B)", "more than half")),
            "C part of B",
            id="in a share",
        ),
        pytest.param(
            (block(), said("B", "at most 5"), claimed("t.n[k = b]", "at most 5")),
            "s",
            id="of the same cell",
        ),
    ],
)
def test_what_bounds_a_hidden_cell_decides(
    files: Files, blocks: tuple[str, ...], premise: str
) -> None:
    files.table(TABLE)
    found = files.one(EVIDENCE, *blocks)
    assert found.verdict is Verdict.SUPPORTED
    assert premise in [each.name for each in found.premises]
