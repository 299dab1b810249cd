"""Larger systems: HiGHS searches in floats, and what it finds is made exact.

It is told nothing but floats and believed nothing: from the basis in which it ended, the tight
rows are solved again in rational numbers, and whoever asked checks the outcome. Ends that do not
belong to their set are kept by a slack that is maximised. Options are fixed and effort is counted
in iterations and nodes, so that the same question has the same answer on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from factcheck.model.linear import ZERO

if TYPE_CHECKING:
    from factcheck.bounds.program import Line, Program
    from factcheck.model.fraction import Fraction

MAX_ITERATIONS = 100_000
MAX_NODES = 200
_OPTIONS = {
    "output_flag": False,
    "log_to_console": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "solver": "simplex",
    "simplex_strategy": 1,
    "simplex_iteration_limit": MAX_ITERATIONS,
    "mip_max_nodes": MAX_NODES,
    "mip_max_improving_sols": 1,
}


class Basis(Struct, frozen=True):
    """Where the floats ended: which ends hold, and near which numbers."""

    is_optimal: bool
    """Whether the goal cannot rise; else the program is impossible or has no end."""
    is_impossible: bool
    numbers: list[float]
    """For each column."""
    lines: list[int]
    """For each line -1 where it is at its lower end, 1 at its upper end, 0 where it is free."""
    columns: list[int]
    """The same for each column; 2 for one without ends that is at zero."""
    ray: list[float]
    """Multiples of lines that contradict each other: above zero of the lower end."""


def basis_of(program: Program, *, inward: float = 0.0) -> Basis | None:
    """Return where HiGHS ends; ``None`` where it does not come to an end.

    Ends that do not belong to their set are moved ``inward`` by so much.
    """
    highs = _highs(program, "off", inward)
    if highs is None:
        return None
    highs.run()
    import highspy

    found = highspy.HighsModelStatus
    status = highs.getModelStatus()
    if status not in (found.kOptimal, found.kInfeasible, found.kUnbounded):
        return None
    is_impossible = status == found.kInfeasible
    ray: list[float] = []
    if is_impossible:
        _, has_ray, multiples = highs.getDualRay()
        ray = [float(each) for each in multiples] if has_ray else []
    sides = {
        highspy.HighsBasisStatus.kBasic: 0,
        highspy.HighsBasisStatus.kLower: -1,
        highspy.HighsBasisStatus.kUpper: 1,
    }
    basis = highs.getBasis()
    return Basis(
        status == found.kOptimal,
        is_impossible,
        list(highs.getSolution().col_value),
        [sides.get(each, 2) for each in basis.row_status],
        [sides.get(each, 2) for each in basis.col_status],
        ray,
    )


def whole_point(program: Program, whole: frozenset[str]) -> list[float] | None:
    """Return floats near a point in which some numbers are whole; ``None`` where none is found."""
    highs = _highs(program, "on")
    if highs is None:
        return None
    import highspy

    for place, name in enumerate(program.columns):
        if name in whole:
            highs.changeColIntegrality(place, highspy.HighsVarType.kInteger)
    highs.run()
    status = highs.getInfo().primal_solution_status
    if status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
        return None
    return list(highs.getSolution().col_value)


def _highs(program: Program, presolve: str, inward: float = 0.0) -> Any:  # noqa: ANN401 - the solver ships no types
    """Return the solver with a program; ``None`` where its numbers are beyond floats."""
    import highspy
    import numpy as np

    try:
        lower, upper = _floats(program.lower), _floats(program.upper)
        line_lower = _floats([line.lower for line in program.lines])
        line_upper = _floats([line.upper for line in program.lines])
        entries = [float(each) for line in program.lines for each in line.terms.values()]
        goal = [float(program.goal.get(name, ZERO)) for name in program.columns]
    except OverflowError:
        return None
    if inward:
        _move_inward(program, (lower, upper), (line_lower, line_upper), inward)
    infinity = highspy.kHighsInf
    at = {name: place for place, name in enumerate(program.columns)}
    linear = highspy.HighsLp()
    linear.num_col_, linear.num_row_ = len(lower), len(line_lower)
    linear.sense_ = highspy.ObjSense.kMaximize
    linear.col_cost_ = np.array(goal)
    linear.col_lower_ = np.array([-infinity if each is None else each for each in lower])
    linear.col_upper_ = np.array([infinity if each is None else each for each in upper])
    linear.row_lower_ = np.array([-infinity if each is None else each for each in line_lower])
    linear.row_upper_ = np.array([infinity if each is None else each for each in line_upper])
    linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    linear.a_matrix_.start_ = np.array(_starts(program.lines), dtype=np.int32)
    linear.a_matrix_.index_ = np.array(
        [at[name] for line in program.lines for name in line.terms], dtype=np.int32
    )
    linear.a_matrix_.value_ = np.array(entries)
    # The class in Python sets callbacks, which prints a banner; the one it wraps is silent.
    wrapped: Any = highspy.Highs.__base__
    highs = wrapped()
    for name, option in {**_OPTIONS, "presolve": presolve}.items():
        highs.setOptionValue(name, option)
    highs.passModel(linear)
    return highs


_Ends = tuple[list[float | None], list[float | None]]


def _move_inward(program: Program, columns: _Ends, lines: _Ends, by: float) -> None:
    """Move the ends that do not belong to their sets."""
    at = {name: place for place, name in enumerate(program.columns)}
    above = (at[name] for name in program.above if name in at)
    below = (at[name] for name in program.below if name in at)
    moves = (
        (columns[0], above, by),
        (columns[1], below, -by),
        (lines[0], (n for n, line in enumerate(program.lines) if line.is_above), by),
        (lines[1], (n for n, line in enumerate(program.lines) if line.is_below), -by),
    )
    for ends, places, step in moves:
        for place in places:
            end = ends[place]
            assert end is not None, "an end that is not in its set is there"
            ends[place] = end + step


def _floats(numbers: list[Fraction | None]) -> list[float | None]:
    return [None if each is None else float(each) for each in numbers]


def _starts(lines: list[Line]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.terms))
    return starts
