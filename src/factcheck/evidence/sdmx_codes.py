"""What can be wrong with a table that is declared as SDMX-CSV."""

from __future__ import annotations

from factcheck.model.problem import Code

BROKEN_SDMX = Code(
    "FC299",
    "broken-sdmx-csv",
    "A table that is declared as SDMX-CSV is none, or says what is not read.",
    "`layout: sdmx-csv` is for a CSV that begins with the column `DATAFLOW` (version 1.0) or with "
    "`STRUCTURE` and `STRUCTURE_ID` (2.0) and has `OBS_VALUE`. Rows that delete or replace others "
    "(`ACTION` D or R) are no table of values, and a file with several dataflows is several "
    "tables. `UNIT_MULT` says by which power of ten numbers are to be multiplied; it is never "
    "applied in silence: declare `scale: 1000` for 3, so that the claim file says what its numbers "
    "are, and both have to agree in every row.",
)

CODES: tuple[Code, ...] = (BROKEN_SDMX,)
