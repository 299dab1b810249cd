"""Whether the content of a file looks like what another command than ``run`` wrote.

These are the rows behind a figure, the changes between two reports, the sensitivity of claims to
their rubric, and the agreement of coders.
"""

from __future__ import annotations

import re

from factcheck.report.recognise import is_report

_COLOURS = rb"(?:\x1b\[[0-9;]*m)*"
_BEGINS = tuple(
    re.compile(pattern)
    for pattern in (
        rb"claim,reading,term,file,rows,most_rows,place,passes\b",
        rb'\{\s*"rows":\s*1,\s*"readings":',
        rb'\{\s*"diff":\s*[0-9]+,\s*"same":',
        rb"# Changes from \S",
        _COLOURS + rb"old  [^\n]*\n" + _COLOURS + rb"new  ",
        rb"claim,reading,variant,kind,rules,lower,upper,claimed_lower,claimed_upper,unit,verdict\b",
        rb'\{\s*"file":\s*"[^\n]*,\s*"title":[^\n]*,\s*"claims":\s*\[\s*\{\s*"claim":',
        rb"# Sensitivity: \S",
        rb'\{\s*"coders":\s*\[[^\]]*\],\s*"classes":\s*\[',
        rb"# Agreement of \S",
        rb"[0-9,]+ units? coded by [^\n]*: [0-9,]+ agreed, [0-9,]+ disagreed",
    )
)
_HOLDS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # Of rows as text: where a term comes from, or why there are none.
        rb"\A[^\n]+\r?\n(?:[^\n]+\r?\n)+\r?\n(?:not checkable: |no term of it comes from a table)",
        rb"^  file: [^\n]*\r?\n(?:  [^\n]*\r?\n)*?  filter: ",
        # Of sensitivity as text: what changes the verdict.
        rb"^ *" + _COLOURS + rb" *(?:It is no longer [a-z ]+ once [0-9]+ rules? give|"
        rb"No other classes of the rules make it anything but |"
        rb"It stays [a-z ]+ under the [0-9,]+ changes that were tried)",
    )
)


def is_output(content: bytes) -> bool:
    """Whether the content of a file looks like a report or such a table, or is blank."""
    begin = content.lstrip()
    return (
        is_report(content)
        or any(pattern.match(begin) for pattern in _BEGINS)
        or any(pattern.search(content) for pattern in _HOLDS)
    )
