"""What is known of publishers' signs, in words: as a list, and one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.markers.profiles import every_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.markers.profiles import Edition

_WIDTH = 26
_NAME = 24


def listing() -> str:
    """Return a line for each profile: its name, whose it is, and since when it is valid."""
    return "".join(
        f"{each.name:{_NAME}}  {each.title}{_valid(each)}{_doubt(each)}\n"
        for each in every_edition()
    )


def described(edition: Edition) -> str:
    """Return everything that is known of one profile, a line for each sign."""
    head = [edition.name, f"{edition.title}{_valid(edition)}", _status(edition)]
    return "\n".join([*head, "", *_lines(edition)]).rstrip() + "\n"


def page() -> str:
    """Return the profiles as a page of Markdown, one section each."""
    return "\n".join(line for each in every_edition() for line in _section(each)).rstrip() + "\n"


def _valid(edition: Edition) -> str:
    if edition.begins is not None:
        return f", from {edition.begins}"
    return "" if edition.ends is None else f", until {edition.ends}"


def _doubt(edition: Edition) -> str:
    return "" if edition.status == "verified" else " (not verified)"


def _status(edition: Edition) -> str:
    if edition.status == "verified":
        return f"checked against {edition.source}"
    return "written from memory and not verified: compare it with the table's own legend"


def _lines(edition: Edition) -> Iterator[str]:
    for kind, sign, said in _signs(edition):
        yield f"{kind:{_WIDTH}}{sign:14}{said}".rstrip()
    for told in (edition.rounding, edition.notes):
        if told is not None:
            yield f"\n{told}"


def _section(edition: Edition) -> Iterator[str]:
    yield f"## `{edition.name}`\n"
    yield f"{edition.title}{_valid(edition)}; {_status(edition)}.\n"
    rows = list(_signs(edition))
    if rows:
        yield "| Sign | Class | Meaning |\n|---|---|---|"
        for kind, sign, said in rows:
            yield f"| `{sign}` | {kind} | {said} |".replace("|  |", "| |")
        yield ""
    for told in (edition.rounding, edition.notes):
        if told is not None:
            yield f"{told}\n"


def _signs(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Yield class, sign and meaning of each sign of a profile."""
    for kind, pairs in edition.classes:
        for sign, said in pairs:
            yield "flag" if kind == "flags" else kind, sign or "(empty)", said
    for opening, closing, said in edition.around:
        yield "unreliable shown", f"{opening}n{closing}", said
    if edition.below is not None:
        yield "below", f"n{edition.below}", "the true number is below n"
    if edition.above is not None:
        yield "above", f"n{edition.above}", "the true number is n or more"
    for number, said in edition.jam:
        yield "jam value, if declared", number, said
    if edition.has_footnotes:
        yield "footnote", "[note 1]", "marks of footnotes may stand behind numbers"
