"""The codes of what can be wrong with the name of a marker profile."""

from __future__ import annotations

from factcheck.model.problem import Code

NO_PROFILE = Code(
    "FC252",
    "unknown-marker-profile",
    "A table names a publisher whose signs are not known, or not for its date.",
    "`markers: eurostat@2025` reads the signs of a table as one publisher used them at one time. "
    "The same sign means other things elsewhere: `0` is exactly nothing in one table and more "
    "than nothing in another, `*` is a secret number here and a provisional one there. "
    "`factcheck explain markers` lists the profiles and their dates. Signs that no profile has "
    "are declared one by one:\n\n```yaml\nmarkers:\n  ':': unknown\n  '*': suppressed 1..7\n```",
)

CODES: tuple[Code, ...] = (NO_PROFILE,)
