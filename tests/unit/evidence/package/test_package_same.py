"""A package and a claim file that says the same by hand come to the same."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from package_files import Packages

if TYPE_CHECKING:
    import factcheck

MEASURES = (
    "sum(t.n)",
    "sum(t.n[town = Aarau])",
    "count(t[kind = one])",
    "sum(t.n[kind = two]) + count(t)",
    "t.n[id = 1]",
    "max(t.n)",
)
BY_HAND = """\
file: pkg/t.csv
delimiter: ';'
key: id
columns:
  id: {type: number}
  n: {type: number, locale: de-DE, empty: unknown, markers: {'-9': unknown, x: unknown}}
  town: {type: text, domain: [Aarau, Baden]}
  kind:
    type: text
    map: {1: one, 2: two}
    domain: [one, two]
    empty: unknown
    markers: {'-9': unknown, x: unknown}
"""
SCHEMA = {
    "primaryKey": ["id"],
    "missingValues": ["", "-9", {"value": "x", "label": "none"}],
    "fields": [
        {"name": "id", "type": "integer", "missingValues": []},
        {"name": "n", "type": "integer", "groupChar": "."},
        {
            "name": "town",
            "type": "string",
            "missingValues": [],
            "constraints": {"enum": ["Aarau", "Baden"]},
        },
        {
            "name": "kind",
            "type": "integer",
            "categories": [{"value": 1, "label": "one"}, {"value": 2, "label": "two"}],
        },
    ],
}
ROWS = st.lists(
    st.tuples(
        st.integers(0, 10**6).map(lambda n: f"{n:,}".replace(",", "."))
        | st.sampled_from(["", "-9", "x"]),
        st.sampled_from(["Aarau", "Baden"]),
        st.sampled_from(["1", "2", "", "x"]),
    ),
    min_size=1,
    max_size=8,
)


def findings(result: factcheck.RunResult) -> list[object]:
    return [
        (claim.verdict.value, reading.found and reading.found.interval, reading.reason)
        for claim in result.claims
        for reading in claim.readings
    ]


@given(ROWS)
@settings(max_examples=20, deadline=None)
def test_a_package_is_read_like_what_it_says_by_hand(rows: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        packages = Packages(Path(folder))
        lines = [f"{number};{';'.join(row)}" for number, row in enumerate(rows, 1)]
        text = "\n".join(["id;n;town;kind", *lines, ""])
        packages.table(SCHEMA, text, dialect={"delimiter": ";"})
        assert findings(packages.run(*MEASURES)) == findings(packages.run(*MEASURES, table=BY_HAND))
