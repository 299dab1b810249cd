"""Relations and statements that reach a measure through what a table leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

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


OTHER = """
  u:
    file: u.csv
    key: k
    columns: {n: {unit: things}}
"""
PLAIN = """
quantities:
  B: {unit: things, measure: "sum(t.n[k = b])"}
  C: {unit: things, measure: "sum(u.n[k = c])", part_of: B}
"""


@pytest.mark.parametrize(
    ("rows", "quantities"),
    [
        pytest.param("k,n\nc,\nd,7\n", PLAIN, id="an empty cell"),
        pytest.param("k,n\nd,7\n", PLAIN, id="a value that never occurs"),
        pytest.param("k,m\nc,7\n", PLAIN, id="a missing column"),
    ],
)
def test_a_fault_in_what_only_connects_leaves_the_claim_alone(
    files: Files, rows: str, quantities: str
) -> None:
    files.table(TABLE)
    files.table(rows, "u.csv")
    found = files.one(EVIDENCE + OTHER, quantities, claimed("B", "at least 5"))
    assert (found.verdict, found.obstacle_at) == (Verdict.UNDETERMINED, None)


DATED = EVIDENCE.replace("key: k", "key: k\n    period: 2018")
LATER = OTHER.replace("key: k", "key: k\n    period: 2020")


def test_what_is_not_comparable_connects_nothing(files: Files) -> None:
    files.table(TABLE)
    files.table("k,n\nc,7\n", "u.csv")
    found = files.one(DATED + LATER, PLAIN, claimed("B", "at least 5"))
    assert found.verdict is Verdict.UNDETERMINED


def test_nor_does_it_in_a_dispute(files: Files) -> None:
    files.table(TABLE)
    files.table("k,n\nc,7\n", "u.csv")
    dispute = "disputes:\n  d:\n    between:\n      - x\n      - s\n    using: [t, u]\n"
    path = files.folder / "claims.yml"
    parts = (DATED + LATER, PLAIN, said("B", "at most 9"), claimed("B", "at least 5"), dispute)
    path.write_text("factcheck: 1\n" + "".join(parts), encoding="utf-8")
    (found,) = run_file(path, root=files.folder).disputes
    assert found.verdict is DisputeVerdict.COMPATIBLE
