"""What can be wrong where the rows behind a figure are asked for, ``FC420`` to ``FC422``."""

from __future__ import annotations

from factcheck.model.problem import Code

NO_CLAIM = Code(
    "FC420",
    "no-such-claim",
    "The rows of a claim are asked for that there is not.",
    "`factcheck rows FILE CLAIM` shows the rows behind the figure of one claim, named by its id. "
    "A part of a claim is named with the ids above it, `claim/part`, and a claim that was made "
    "for a row of a table with what it was made of, `claim[year=2018]`. The hint has the nearest "
    "ids.",
)

NO_READING = Code(
    "FC421",
    "no-such-reading",
    "The rows of a reading are asked for that the claim does not have.",
    "`--reading` is the name of one of the claim's `readings`. Without it, the rows of all of "
    "them are shown.",
)

MOVED = Code(
    "FC422",
    "evidence-changed-meanwhile",
    "A table was changed while its rows were looked for.",
    "The rows that are shown have to be those that the numbers were calculated from, so a table "
    "is read again only where it is the same to the byte. Run the command once more.",
)

CODES = (NO_CLAIM, NO_READING, MOVED)
