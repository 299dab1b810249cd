"""Read English figures, and compare with quantulum3 on the same phrases in the same run.

Run it as ``python benchmarks/figures.py [--rounds 20]`` where the package is installed. The phrases
of ``figures.csv`` are written for this comparison, with the number, unit and hedge class of each.

quantulum3 is no dependency of this project: nothing is installed here. It is asked where it can be
imported, ``pip install quantulum3``; ``--python`` names the interpreter of another environment
that has it, whose times are those it measures itself. It reads no hedges and has no shares,
changes or factors, so that it is asked for less: a number, and the percent sign, the percentage
point, the currency or the measure of those that have one. A percentage counts as right as 93.5
with its unit, a change without its sign.

A figure is read once before it is timed, and our own memory of figures is emptied for each round.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PERCENT = 100
NEAR = Fraction(1, 10**9)
SHOWN = 6
UNITS = {
    "share": "percentage",
    "relative change": "percentage",
    "points": "percentage",
}
"""What quantulum3 has for units of ours; a point is a percentage to it."""
SIGNS = ("%", "percent")


class Phrase(NamedTuple):
    """One line of the table."""

    text: str
    number: Fraction
    unit: str
    hedge: str


class Answer(NamedTuple):
    """What another reader made of a phrase: of each number its value and the name of its unit."""

    quantities: list[tuple[float, str]]


def phrases() -> list[Phrase]:
    """Return the table."""
    with (HERE / "figures.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Phrase(row["phrase"], Fraction(row["value"]), row["unit"], row["class"])
            for row in csv.DictReader(stream)
        ]


def ours(every: list[Phrase], rounds: int) -> tuple[float, int, int, list[str]]:
    """Return figures a second, how many are right in number and unit, in class too, and misses."""
    from factcheck.figure import FigureError, read_figure
    from factcheck.figure.read import _read  # its memory would be timed otherwise

    right = whole = 0
    wrong: list[str] = []
    for phrase in every:
        try:
            figure = read_figure(phrase.text)
        except FigureError as error:
            wrong.append(f"{phrase.text}: {error.message}")
            continue
        value = figure.value
        number = None if value is None else Fraction(value.numerator, value.denominator)
        is_right = number == phrase.number and figure.unit.kind.value == phrase.unit
        right += is_right
        whole += is_right and figure.hedge == phrase.hedge
        if not is_right:
            wrong.append(f"{phrase.text}: {number} {figure.unit.kind.value}")
    begin = perf_counter()
    for _ in range(rounds):
        _read.cache_clear()
        for phrase in every:
            try:
                read_figure(phrase.text)
            except FigureError:
                continue
    return rounds * len(every) / (perf_counter() - begin), right, whole, wrong


def quantulum(texts: list[str], rounds: int) -> tuple[float, list[Answer]]:
    """Return how many phrases quantulum3 reads a second, and what it makes of each."""
    import warnings

    warnings.simplefilter("ignore")
    from quantulum3 import parser  # type: ignore[import-not-found] # no dependency of ours

    answers = []
    for text in texts:
        found = parser.parse(text)
        answers.append(Answer([(float(each.value), str(each.unit.name)) for each in found]))
    begin = perf_counter()
    for _ in range(rounds):
        for text in texts:
            parser.parse(text)
    return rounds * len(texts) / (perf_counter() - begin), answers


def elsewhere(python: str, texts: list[str], rounds: int) -> tuple[float, list[Answer]]:
    """Return the same, measured by another interpreter."""
    command = [python, str(HERE / "figures.py"), "--only-quantulum", "--rounds", str(rounds)]
    found = subprocess.run(
        command, input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    speed, answers = json.loads(found.stdout)
    return float(speed), [Answer([(value, unit) for value, unit in each]) for each in answers]


def is_right(phrase: Phrase, answer: Answer) -> bool:
    """Whether one number with its unit was found, as far as the other reader has it."""
    if len(answer.quantities) != 1:
        return False
    value, unit = answer.quantities[0]
    number, wanted = abs(phrase.number), UNITS.get(phrase.unit)
    has_sign = any(sign in phrase.text for sign in SIGNS)
    if wanted is not None and has_sign:
        number *= 1 if phrase.unit == "points" else PERCENT
        if unit != wanted:
            return False
    elif phrase.unit == "amount" and unit == "dimensionless":
        return False
    return abs(abs(Fraction(value)) - number) <= NEAR * max(Fraction(1), number)


def share(part: int, whole: int) -> str:
    """Return a number of phrases with its percentage."""
    return f"{part} of {whole} ({part / whole:.0%})"


def main() -> None:
    """Print a line for each reader, and what each of them missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="how often all phrases are read")
    parser.add_argument("--python", help="an interpreter whose environment has quantulum3")
    parser.add_argument("--only-quantulum", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.only_quantulum:
        speed, answers = quantulum(json.load(sys.stdin), asked.rounds)
        print(json.dumps([speed, [each.quantities for each in answers]]))
        return
    every = phrases()
    texts = [phrase.text for phrase in every]
    speed, right, whole, wrong = ours(every, asked.rounds)
    print(f"factcheck   {speed:8,.0f} figures a second; number and unit right: ", end="")
    print(f"{share(right, len(every))}, class too: {share(whole, len(every))}")
    for miss in wrong:
        print(f"  missed: {miss}")
    if asked.python is None and find_spec("quantulum3") is None:
        print("quantulum3  not installed here; `pip install quantulum3`, or name with --python")
        print("            the interpreter of an environment that has it")
        return
    read = (
        elsewhere(asked.python, texts, asked.rounds)
        if asked.python
        else quantulum(texts, asked.rounds)
    )
    other, answers = read
    missed = [
        each for each, answer in zip(every, answers, strict=True) if not is_right(each, answer)
    ]
    found = len(every) - len(missed)
    print(f"quantulum3  {other:8,.0f} figures a second; number and unit right: ", end="")
    print(f"{share(found, len(every))}; it reads no hedges")
    shown = ", ".join(f"'{each.text}'" for each in missed[:SHOWN])
    print(f"  missed: {shown}{' …' if len(missed) > SHOWN else ''}")
    print(f"speed: {speed / other:.1f} times that of quantulum3")


if __name__ == "__main__":
    main()
