"""Write pointblank's report of some steps on ``table.parquet``, for ``reports.py``.

It runs in an environment of its own that has the tool and not this project. Printed are the
seconds that the report by itself took.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter


def main() -> None:
    """Check, write the report to the file that is named second, and print the seconds."""
    steps, path = int(sys.argv[1]), Path(sys.argv[2])
    pb, pl = import_module("pointblank"), import_module("polars")
    frame = pl.read_parquet("table.parquet").with_columns(pl.col("amount").cast(pl.Float64))
    validation = pb.Validate(frame)
    for number in range(steps):
        validation = validation.col_vals_gt(columns="amount", value=number)
    validation = validation.interrogate()
    begin = perf_counter()
    text = validation.get_tabular_report().as_raw_html()
    elapsed = perf_counter() - begin
    path.write_text(text, encoding="utf-8")
    print(elapsed)


if __name__ == "__main__":
    main()
