"""How a runner of GitHub Actions finds commands in what a step prints, written down again.

After ``ActionCommand.TryParseV2`` and ``TryParse`` of actions/runner: the new form begins a line,
blanks before it or not; the old one stands anywhere in it.
"""

from __future__ import annotations

from typing import NamedTuple

_NAMES = frozenset(
    {
        "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group",
        "notice", "remove-matcher", "save-state", "set-env", "set-output", "stop-commands",
        "warning",
    }
)  # fmt: skip
_OF_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_OF_PROPERTY = (("%3A", ":"), ("%2C", ","), *_OF_DATA)


class Command(NamedTuple):
    """One command that a runner obeys."""

    name: str
    properties: dict[str, str]
    message: str


def commands_in(printed: str) -> list[Command]:
    """Return the commands of everything that was printed."""
    lines = printed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [found for line in lines if (found := _new_form(line) or _old_form(line))]


def _new_form(line: str) -> Command | None:
    text = line.lstrip()
    if not text.startswith("::") or (end := text.find("::", 2)) < 0:
        return None
    name, _, properties = text[2:end].partition(" ")
    if name not in _NAMES:
        return None
    pairs = (each.split("=", 1) for each in properties.split(",") if "=" in each)
    told = {key.strip(): _unescaped(value, _OF_PROPERTY) for key, value in pairs}
    return Command(name, told, _unescaped(text[end + 2 :], _OF_DATA))


def _old_form(line: str) -> Command | None:
    begin = line.find("##[")
    end = line.find("]", begin)
    if begin < 0 or end < 0:
        return None
    name = line[begin + 3 : end].split(" ", maxsplit=1)[0]
    return Command(name, {}, line[end + 1 :]) if name in _NAMES else None


def _unescaped(text: str, signs: tuple[tuple[str, str], ...]) -> str:
    for escaped, sign in signs:
        text = text.replace(escaped, sign)
    return text
