"""Data Packages in a folder, and what claims on a table of one come to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import factcheck

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
ROWS = "year,cases,town\n2018,10,Aarau\n2019,20,Baden\n2020,30,Chur\n"
FIELDS = [
    {"name": "year", "type": "year"},
    {"name": "cases", "type": "integer"},
    {"name": "town", "type": "string"},
]


class Packages:
    """A folder with one package, and claims on its table ``t``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "pkg").mkdir()

    def write(self, *resources: dict[str, Any], **package: object) -> None:
        """Write the descriptor."""
        found = {"name": "p", "resources": list(resources), **package}
        self.text("datapackage.json", json.dumps(found))

    def text(self, name: str, content: str | bytes) -> None:
        """Write a file beside the descriptor."""
        data = content if isinstance(content, bytes) else content.encode()
        path = self.folder / "pkg" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    def table(self, schema: dict[str, Any] | None = None, rows: str = ROWS, **more: object) -> None:
        """Write a package of one table."""
        self.text("t.csv", rows)
        told = {} if schema is None else {"schema": schema}
        self.write({"name": "t", "path": "t.csv", **told, **more})

    def run(
        self,
        *measures: str,
        figure: str = "60",
        table: str = "",
        **options: Any,  # noqa: ANN401 - those of run
    ) -> factcheck.RunResult:
        """Return what claims of measures come to; ``table`` is more of the table's block."""
        claims = "".join(
            f"  c{number}:\n    measure: {measure}\n    figure: '{figure}'\n"
            for number, measure in enumerate(measures)
        )
        block = "".join(f"    {line}\n" for line in table.splitlines())
        file = "" if "file:" in table else "    file: pkg/datapackage.json\n"
        text = f"factcheck: 1\nevidence:\n  t:\n{file}{block}claims:\n{claims}"
        return factcheck.run(text, root=self.folder, **options)

    def found(self, measure: str, table: str = "") -> str:
        """Return what one measure is found to be, or the reason why it is not."""
        (claim,) = self.run(measure, table=table).claims
        reading = claim.readings[0]
        return reading.found.text if reading.found is not None else str(claim.explanation)

    def problem(self, table: str = "", measure: str = "sum(t.cases)") -> str:
        """Return the only problem that the claims have."""
        with pytest.raises(factcheck.ProblemsError) as caught:
            self.run(measure, table=table)
        (problem,) = caught.value.problems
        hint = "" if problem.hint is None else f" ({problem.hint})"
        return f"{problem.code.code} {problem.message}{hint}"


def changed(
    fields: list[dict[str, Any]], change: Callable[[list[dict[str, Any]]], None]
) -> list[dict[str, Any]]:
    """Return fields after a change of a copy."""
    copy = [dict(each) for each in fields]
    change(copy)
    return copy
