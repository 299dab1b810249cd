"""How far a run has come: told on a terminal after a while, and wiped in the end."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from factcheck.cli.progress import PATIENCE, Progress
from factcheck.model.step import Step

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.conftest import RunCli


class Terminal(io.StringIO):
    """A stream that somebody reads along."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def terminal_of(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch)
    with Progress(Clock()) as told:
        told("claim 1 of 2: a")
    assert not terminal.getvalue()


def test_long_work_says_what_it_does_and_wipes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = terminal_of(monkeypatch), Clock()
    with Progress(clock) as told:
        clock.now = PATIENCE
        told("claim 1 of 2: a\x1b[31m")
        told("claim 2 of 2: too soon")
        clock.now += 1
        told("claim 2 of 2: " + "b" * 500)
    first, second, last, end = terminal.getvalue().split("\r")[1:]
    assert first.startswith("claim 1 of 2: a")
    assert "\x1b" not in first
    assert second.startswith("claim 2 of 2: bbb")
    assert len(first) == len(second) == len(last)
    assert not last.strip()
    assert not end


def test_nothing_is_said_where_nobody_reads_along(monkeypatch: pytest.MonkeyPatch) -> None:
    stream, clock = io.StringIO(), Clock()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(clock) as told:
        clock.now = 99
        told("claim 1 of 2: a")
    assert not stream.getvalue()


def test_a_run_tells_its_tables_and_claims(
    tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(Progress, "__call__", lambda _, step: steps.append(step))
    tmp_path.joinpath("t.csv").write_text("n\n1\n", encoding="utf-8")
    tmp_path.joinpath("c.yml").write_text(
        "factcheck: 1\nevidence: {t: {file: t.csv}}\n"
        "claims:\n  a: {measure: sum(t.n), figure: 1}\n  b: {measure: count(t), figure: 1}\n",
        encoding="utf-8",
    )
    assert run_cli("run", str(tmp_path / "c.yml")).exit_code == 0
    assert steps == ["reading the table t", "claim 1 of 2: a", "claim 2 of 2: b"]


def test_many_equal_steps_have_a_bar_and_an_estimate(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = terminal_of(monkeypatch), Clock()
    with Progress(clock) as told:
        told(Step("claim 1", 0, 400))
        clock.now = PATIENCE
        told(Step("claim 6", 5, 400))
        clock.now = 10.0
        told(Step("claim 101", 100, 400))
        clock.now = 100.0
        told(Step("claim 201", 200, 400))
    first, second, third, *_ = terminal.getvalue().split("\r")[1:]
    assert first.rstrip() == "[....................]   1 % claim 6"
    assert second.rstrip() == "[#####...............]  25 % 30 s left, claim 101"
    assert third.rstrip() == "[##########..........]  50 % 1 min 40 s left, claim 201"


def test_few_steps_have_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = terminal_of(monkeypatch), Clock()
    with Progress(clock) as told:
        clock.now = PATIENCE
        told(Step("reading the table t", 1, 3))
    assert terminal.getvalue().startswith("\rreading the table t ")


def test_the_line_is_wiped_before_something_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, clock = terminal_of(monkeypatch), Clock()
    with Progress(clock) as told:
        clock.now = PATIENCE
        told("claim 1 of 2: a")
        told.wipe()
        wiped = terminal.getvalue()
        told.wipe()
    assert wiped.endswith(" \r")
    assert terminal.getvalue() == wiped
