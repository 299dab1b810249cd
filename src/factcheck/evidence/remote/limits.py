"""How long a query of a database may take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.evidence.remote.codes import TOO_SLOW
from factcheck.evidence.remote.store import RemoteError

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT_VARIABLE = "FACTCHECK_STATEMENT_TIMEOUT"
USUAL_TIMEOUT = 600
MOST_SECONDS = 86_400
_WHOLE = re.compile(r"[0-9]{1,5}")


def statement_timeout(environment: Mapping[str, str]) -> int:
    """Return how many seconds a query may take: 600, unless the environment says otherwise.

    Raises ``RemoteError`` where it says something else than a whole number from 1 to 86,400.
    """
    text = environment.get(TIMEOUT_VARIABLE, "").strip()
    if not text:
        return USUAL_TIMEOUT
    if _WHOLE.fullmatch(text) and 1 <= int(text) <= MOST_SECONDS:
        return int(text)
    message = f"{TIMEOUT_VARIABLE} is no whole number of seconds from 1 to {MOST_SECONDS:,}"
    raise RemoteError(TOO_SLOW, message, hint=f"set it to a number such as {USUAL_TIMEOUT}")
