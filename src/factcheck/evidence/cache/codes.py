"""What keeps a run from using the cache."""

from __future__ import annotations

from factcheck.model.problem import Code

NOT_USED = Code(
    "FC410",
    "cache-not-used",
    "The folder of the cache is none that a run may trust.",
    "`factcheck run` remembers what it has found in tables, so that the next run on the same files "
    "reads nothing of them. Whoever can write into that folder decides what the next run finds; "
    "so it has to be yours, and nobody else may write to it. The run is made without it, and its "
    "verdicts are the same. Name another folder with the environment variable `FACTCHECK_CACHE`, "
    "or none with `FACTCHECK_CACHE=off`.",
)

CODES: tuple[Code, ...] = (NOT_USED,)
