"""Decide tables of partly known cells exactly, and compare with the floating-point solver alone.

Run it as ``python benchmarks/bounds.py [--most 10000]`` where the package is installed. The
tables are generated, the same on every machine: a quarter of the cells are known, a fifth are
suppressed or ranges, group totals are rounded to 10, shares of groups to a tenth of a percent,
and there are a grand total and cross margins over a tenth of the cells. Asked of each, with
cells that are any numbers and with cells that are whole:

- (a) a contradiction: one total is shifted;
- (b) whether the table is possible at all;
- (c) a bound: the largest that the sum of some cells can be.

Every answer comes with a certificate that was checked exactly. The time is given as a ratio to that
of HiGHS for the same linear program in the same run: running alone, and with building it from the
same rows. It answers in floats and takes every end for closed. Cells that are whole are so for
HiGHS too, up to a thousand of them, but not where a bound is asked.

Last comes the most memory that one process held at a time while it answered all three questions
about the largest table, beside what it holds before it has a table.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from factcheck.bounds.optimum import largest
from factcheck.bounds.simplex import Optimum
from factcheck.bounds.solve import Solution, solve
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, variable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (10, 100, 1_000, 10_000)
GOAL = 3
GOAL_SIZE = 1_000
SEED = 20_240_607
COUNTS = Interval.at_least(0)
INFINITY = float("inf")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of cells, and the number that each has in truth."""

    system: System
    truth: tuple[int, ...]
    goal: Form
    """The sum of some cells."""


def random_numbers(seed: int) -> Iterator[int]:
    """Yield numbers that are the same on every machine (Park and Miller 1988)."""
    while True:
        seed = seed * 48_271 % (2**31 - 1)
        yield seed


def table_of(size: int, *, is_whole: bool) -> Table:
    """Return a table of so many cells, in groups of ten."""
    draw = random_numbers(SEED + size)
    truth = tuple(next(draw) % 8 if next(draw) % 3 == 0 else next(draw) % 500 for _ in range(size))
    cells = [f"c{place:05}" for place in range(size)]
    rows = [
        row
        for name, number in zip(cells, truth, strict=True)
        if (row := _cell_row(name, number, next(draw) % 100)) is not None
    ]
    total = sum(truth)
    for start in range(0, size, 10):
        names, number = cells[start : start + 10], sum(truth[start : start + 10])
        tens = Fraction((number + 5) // 10 * 10)
        rows.append(Row(f"group {start}", _sum(names), Interval(tens - 5, tens + 5, True, False)))
        share = Fraction(round(1000 * number / total), 1000)
        within = (share - Fraction(1, 2000), share + Fraction(1, 2000))
        for sign, end in zip((1, -1), within, strict=True):
            over = _sum([*names], variable("all").scaled(-end)).scaled(Fraction(sign))
            rows.append(Row(f"share {start}", over, Interval.at_least(0)))
    rows.append(Row("all", _sum(cells, variable("all").scaled(Fraction(-1))), Interval.point(0)))
    off = Fraction(total, 200)
    rows.append(Row("total", variable("all"), Interval(total - off, total + off)))
    for _ in range(max(1, size // 100)):
        places = sorted({next(draw) % size for _ in range(max(2, size // 10))})
        number = sum(truth[place] for place in places)
        crossed = Interval(Fraction(number - 3), Fraction(number + 3))
        rows.append(Row(f"cross {places[0]}", _sum([cells[place] for place in places]), crossed))
    variables = tuple(Variable(name, COUNTS, is_whole) for name in (*cells, "all"))
    goal = _sum([cells[place] for place in range(0, size, 7)])
    return Table(System(variables, tuple(rows)), truth, goal)


def _cell_row(name: str, number: int, kind: int) -> Row | None:
    """Return what is said of one cell, if anything."""
    if kind < 25:  # noqa: PLR2004 - percent
        return Row(f"known {name}", variable(name), Interval.point(number))
    if kind >= 45:  # noqa: PLR2004 - percent
        return None
    if number < 5:  # noqa: PLR2004 - the threshold of suppression
        return Row(f"suppressed {name}", variable(name), Interval(Fraction(0), Fraction(4)))
    lower = Fraction(number - number % 50)
    return Row(f"range {name}", variable(name), Interval(lower, lower + 50, True, False))


def _sum(names: list[str], rest: Form | None = None) -> Form:
    """Return the sum of some cells, and of another form."""
    start = rest or Form()
    terms = {**dict.fromkeys(names, Fraction(1)), **dict(start.terms)}
    return Form(start.constant, tuple(sorted(terms.items())))


def shifted(system: System) -> System:
    """Return a system with a total that its cells cannot have."""
    rows = list(system.rows)
    place = next(n for n, row in enumerate(rows) if row.statement == "total")
    allowed = rows[place].allowed
    rows[place] = Row("total", rows[place].form, allowed.shifted(allowed.middle / 10))
    return System(system.variables, tuple(rows))


def programmed(system: System, goal: Form | None, *, is_whole: bool) -> Any:  # noqa: ANN401 - untyped
    """Return HiGHS with the floats of a system, as somebody would write it who wants no more."""
    infinity = highspy.kHighsInf
    at = {each.name: place for place, each in enumerate(system.variables)}
    linear = highspy.HighsLp()
    linear.num_col_, linear.num_row_ = len(at), len(system.rows)
    cost = np.zeros(len(at))
    for name, multiple in () if goal is None else goal.terms:
        cost[at[name]] = float(multiple)
    linear.sense_ = highspy.ObjSense.kMaximize
    linear.col_cost_ = cost
    linear.col_lower_, linear.col_upper_ = np.zeros(len(at)), np.full(len(at), infinity)
    starts = [0]
    columns: list[int] = []
    multiples: list[float] = []
    ends: list[tuple[float, float]] = []
    for row in system.rows:
        columns.extend(at[name] for name, _ in row.form.terms)
        multiples.extend(float(multiple) for _, multiple in row.form.terms)
        starts.append(len(columns))
        low, high = row.allowed.lower, row.allowed.upper
        ends.append(
            (-infinity if low is None else float(low), infinity if high is None else float(high))
        )
    linear.row_lower_, linear.row_upper_ = np.array(ends).T
    linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    linear.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    linear.a_matrix_.index_ = np.array(columns, dtype=np.int32)
    linear.a_matrix_.value_ = np.array(multiples)
    new: Any = highspy.Highs.__base__
    solver = new()
    for name, option in (("output_flag", False), ("threads", 1), ("solver", "simplex")):
        solver.setOptionValue(name, option)
    if is_whole:
        linear.integrality_ = [highspy.HighsVarType.kInteger] * len(at)
    solver.passModel(linear)
    return solver


@dataclass(frozen=True, slots=True)
class Timed:
    """What one question came to, and how many seconds everybody took."""

    answer: str
    certified: float
    built: float
    """HiGHS from rows to its answer."""
    bare: float
    """HiGHS alone, with the program in its memory."""


def quickest(work: Callable[[], object], times: int) -> tuple[object, float]:
    """Return what some work comes to, and the shortest of several times."""
    best, found = INFINITY, None
    for _ in range(times):
        start = perf_counter()
        found = work()
        best = min(best, perf_counter() - start)
    return found, best


def timed(system: System, goal: Form | None, times: int) -> Timed:
    """Ask one question of both."""
    # Beyond some size HiGHS takes minutes for whole numbers.
    is_small = len(system.variables) <= GOAL_SIZE + 1
    is_whole = goal is None and is_small and system.variables[0].is_integer

    def certified() -> object:
        # A fresh system: an answer is remembered by the system it was asked of.
        fresh = System(system.variables, system.rows)
        return solve(fresh) if goal is None else largest(fresh, goal)

    found, took = quickest(certified, times)
    built = bare = INFINITY
    for _ in range(times):
        start = perf_counter()
        solver = programmed(system, goal, is_whole=is_whole)
        middle = perf_counter()
        solver.run()
        end = perf_counter()
        built, bare = min(built, end - start), min(bare, end - middle)
    return Timed(_named(found), took, built, bare)


def memory(size: int) -> int:
    """Return the most memory that a process of its own holds in MiB, with a table of some size."""
    command = (sys.executable, __file__, "--memory", str(size))
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(told.stdout)


def _answer_all(size: int) -> None:
    """Answer the questions about a table of some size; print the most memory held, in MiB."""
    solve(shifted(table_of(10, is_whole=False).system))
    for is_whole in (False, True) if size else ():
        table = table_of(size, is_whole=is_whole)
        solve(shifted(table.system))
        solve(table.system)
        largest(table.system, table.goal)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(most // (2**20 if sys.platform == "darwin" else 2**10))


def _named(found: object) -> str:
    match found:
        case Solution(point=dict()):
            return "possible"
        case Solution(refutation=refutation) if refutation is not None:
            return "impossible"
        case Optimum(end=end) if end is not None:
            return f"at most {float(end):,.1f}"
        case _:
            return "not certified"


def main() -> int:
    """Run the benchmark; the exit code says whether no answer is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_AsWritten)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="cells of the largest table")
    parser.add_argument("--memory", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory is not None:
        _answer_all(arguments.memory)
        return 0
    most = arguments.most
    size = max((each for each in SIZES if each <= most), default=0)
    # Before any table is made: a process counts the memory of the one that starts it as its own.
    held, held_without = memory(size), memory(0)
    solve(shifted(table_of(GOAL_SIZE, is_whole=False).system))  # the solver is loaded once
    is_well = True
    print(f"{'cells':>6} {'numbers':8} {'question':14} {'answer':18}", end="")
    print(f"{'certified':>12} {'HiGHS':>10} {'ratio':>7} {'with building':>14}")
    for size in (each for each in SIZES if each <= most):
        for is_whole in (False, True):
            table = table_of(size, is_whole=is_whole)
            truth = {f"c{place:05}": Fraction(n) for place, n in enumerate(table.truth)}
            truth["all"] = Fraction(sum(table.truth))
            assert table.system.admits(truth), "the table is true"
            questions = (
                ("contradiction", shifted(table.system), None, "impossible"),
                ("possible", table.system, None, "possible"),
                ("bound", table.system, table.goal, "at most"),
            )
            for name, system, goal, expected in questions:
                found = timed(system, goal, times=1 if size > GOAL_SIZE else 5)
                is_well = is_well and found.answer.startswith((expected, "not certified"))
                print(f"{size:>6} {'whole' if is_whole else 'any':8} {name:14}", end=" ")
                print(f"{found.answer:18}{found.certified * 1000:>9.1f} ms", end=" ")
                print(
                    f"{found.bare * 1000:>7.1f} ms {found.certified / found.bare:>6.1f}x", end=" "
                )
                print(f"{found.certified / found.built:>13.1f}x", flush=True)
    print(f"memory: at most {held} MiB with {size:,} cells, {held_without} MiB without any")
    print(f"goal: within {GOAL} times up to {GOAL_SIZE:,} cells")
    return 0 if is_well else 1


class _AsWritten(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of the description."""


if __name__ == "__main__":
    sys.exit(main())
